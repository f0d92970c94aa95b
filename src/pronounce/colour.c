/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Emphasis: which consonants colour the vowels beside them. */
#include "pronounce/sounds.h"

static bool strong(uint8_t phone) /* ص ض ط ظ colour both neighbours, whatever the vowel */
{
    return phone >= PHONE_SAD && phone <= PHONE_ZAH;
}

static bool raised(uint8_t phone) /* خ غ ق: a and u beside them */
{
    return phone == PHONE_KH || phone == PHONE_GHAYN || phone == PHONE_Q;
}

static bool front(uint8_t phone)
{
    return phone == PHONE_I || phone == PHONE_II;
}

/* ر is dark beside a and u, light beside i (رَمل, but رِجل, كَبير) and at the end of a closed syllable with i (فِرعون). */
static bool dark_r(const struct spoken *spoken, size_t i)
{
    const struct sound *s = spoken->sounds;
    uint8_t after = i + 1 < spoken->count ? s[i + 1].phone : PHONE_NONE;
    uint8_t before = i > 0 ? s[i - 1].phone : PHONE_NONE;
    if (phone_vowel(after)) return !front(after);
    if (after == PHONE_R) return i + 2 < spoken->count && phone_vowel(s[i + 2].phone) && !front(s[i + 2].phone);
    return phone_vowel(before) && !front(before);
}

/* Does the consonant at `i` colour the vowel `v` beside it? */
static bool colours(const struct spoken *spoken, size_t i, size_t v)
{
    const struct sound *s = spoken->sounds;
    if (strong(s[i].phone) || (s[i].flags & SOUND_DARK)) return true;
    if (front(s[v].phone)) return false;
    if (s[i].phone == PHONE_R) return dark_r(spoken, i);
    bool light_after = v < i && i + 1 < spoken->count && front(s[i + 1].phone); /* رَقيق: the a before qi is light */
    return raised(s[i].phone) && !light_after;
}

/* The l of God's name is light after i: بِاللهِ. */
static void lighten(struct spoken *spoken)
{
    struct sound *s = spoken->sounds;
    for (size_t i = 1; i < spoken->count; i++)
        if (s[i].phone == PHONE_L && (front(s[i - 1].phone) || (s[i - 1].phone == PHONE_L && !(s[i - 1].flags & SOUND_DARK))))
            s[i].flags &= (uint8_t)~SOUND_DARK;
}

void spoken_colour(struct spoken *spoken)
{
    struct sound *s = spoken->sounds;
    lighten(spoken);
    for (size_t i = 0; i < spoken->count && !spoken->given; i++) {
        if (!phone_vowel(s[i].phone)) continue;
        bool before = i > 0 && !phone_vowel(s[i - 1].phone) && colours(spoken, i - 1, i);
        bool after = i + 1 < spoken->count && !phone_vowel(s[i + 1].phone) && colours(spoken, i + 1, i);
        if (before || after) s[i].flags |= SOUND_DARK;
    }
}
