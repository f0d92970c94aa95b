/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Two words without a pause between them: hamzat al-wasl falls, a helping vowel parts consonants, long vowels are clipped. */
#include "pronounce/sounds.h"

enum { HEH = 0x0647, KAF = 0x0643, TEH = 0x062A, MEEM = 0x0645, NOON = 0x0646 };

void spoken_begin(struct spoken *spoken)
{
    if (spoken->given || spoken->wasl == PHONE_NONE) return;
    for (size_t i = spoken->count; i-- > 0;) spoken->sounds[i + 2] = spoken->sounds[i];
    spoken->sounds[0] = (struct sound){PHONE_HAMZA, 0};
    spoken->sounds[1] = (struct sound){spoken->wasl, 0};
    spoken->count += 2;
    if (spoken->article) spoken->prefix += 2;
    spoken->wasl = PHONE_NONE;
}

/* The vowel that parts the last consonant of `left` from the next word. */
static uint8_t helping_vowel(const struct spoken *left, const struct word *word, bool article)
{
    const struct sound *last = &left->sounds[left->count - 1];
    size_t n = word->length;
    if (last->flags & SOUND_TANWIN) return PHONE_I;
    if (n == 2 && word->letters[0] == MEEM && word->letters[1] == NOON) return article ? PHONE_A : PHONE_I; /* مِنَ الـ */
    if (last->phone == PHONE_M && n >= 2) { /* هُمُ كُمُ تُمُ, and مُذُ below */
        uint32_t before = word->letters[n - 2];
        if (before == HEH || before == KAF || (before == TEH && left->count > 2 && last[-1].phone == PHONE_U)) return PHONE_U;
    }
    if (last->phone == PHONE_DH && n == 2 && word->letters[0] == MEEM) return PHONE_U;
    if (last->phone == PHONE_W && left->count > 1 && last[-1].phone == PHONE_A) return PHONE_U; /* دَعَوُا الـ */
    return PHONE_I;
}

void spoken_join(struct spoken *left, const struct word *word, struct spoken *right, bool bare)
{
    if (left->count == 0 || right->wasl == PHONE_NONE) return;
    struct sound *last = &left->sounds[left->count - 1];
    if (phone_long(last->phone)) {
        last->flags |= SOUND_CLIPPED;
    } else if (!phone_vowel(last->phone)) {
        if (left->given || bare) { /* no case ending to lean on: the alef's own vowel, without its hamza (بنت الجيران) */
            spoken_begin(right);
            for (size_t i = 1; i < right->count; i++) right->sounds[i - 1] = right->sounds[i];
            right->count--;
            right->prefix -= right->prefix > 0;
            return;
        }
        *++last = (struct sound){helping_vowel(left, word, right->article), SOUND_HELPING};
        left->count++;
    }
    right->wasl = PHONE_NONE;
    if (last->phone != PHONE_I && last->phone != PHONE_II) return;
    for (size_t i = 0; i < right->count && right->sounds[i].phone == PHONE_L; i++) right->sounds[i].flags &= (uint8_t)~SOUND_DARK;
}
