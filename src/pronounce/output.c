/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* The only place that knows symbols: eSpeak NG's mnemonics and IPA, from lexicon/phones.tsv. */
#include "pronounce/sounds.h"

#include "util/error.h"

#include <stdio.h>

static const char *const NAMES[PHONE_COUNT] = {
    [PHONE_HAMZA] = "hamza", [PHONE_B] = "b", [PHONE_T] = "t", [PHONE_TH] = "th", [PHONE_J] = "j", [PHONE_HH] = "hh",
    [PHONE_KH] = "kh", [PHONE_D] = "d", [PHONE_DH] = "dh", [PHONE_R] = "r", [PHONE_Z] = "z", [PHONE_S] = "s", [PHONE_SH] = "sh",
    [PHONE_SAD] = "sad", [PHONE_DAD] = "dad", [PHONE_TAH] = "tah", [PHONE_ZAH] = "zah", [PHONE_AYN] = "ayn",
    [PHONE_GHAYN] = "ghayn", [PHONE_F] = "f", [PHONE_Q] = "q", [PHONE_K] = "k", [PHONE_L] = "l", [PHONE_M] = "m", [PHONE_N] = "n",
    [PHONE_H] = "h", [PHONE_W] = "w", [PHONE_Y] = "y", [PHONE_P] = "p", [PHONE_CH] = "ch", [PHONE_ZH] = "zh", [PHONE_V] = "v",
    [PHONE_G] = "g", [PHONE_A] = "a", [PHONE_I] = "i", [PHONE_U] = "u", [PHONE_AA] = "aa", [PHONE_II] = "ii", [PHONE_UU] = "uu"};

/* The row of a sound, or of its second form (r.tap, a.dark). Returns how many rows there are. */
static size_t find_row(const struct table_section *section, size_t phone, bool second, size_t *row)
{
    char key[16];
    int size = snprintf(key, sizeof key, "%s%s", NAMES[phone], !second ? "" : phone == PHONE_R ? ".tap" : ".dark");
    return section_find(section, key, (size_t)size, row);
}

int symbols_open(struct symbols *symbols, const struct table *table, struct nashra_detail *detail)
{
    const struct table_section *section = table_section(table, "phones");
    for (size_t phone = 1; phone < PHONE_COUNT; phone++) {
        size_t row, second;
        if (!find_row(section, phone, false, &row))
            return error_set(detail, NASHRA_E_DATA, "phones.tsv", 0, 0, "no row for the sound '%s'", NAMES[phone]);
        if (!find_row(section, phone, true, &second)) second = row;
        symbols->espeak[phone][0] = section_field(section, row, 1);
        symbols->espeak[phone][1] = section_field(section, second, 1);
        symbols->ipa[phone][0] = section_field(section, row, 2);
        symbols->ipa[phone][1] = section_field(section, second, 2);
        symbols->doubled[phone] = section_field(section, row, 3);
    }
    return 0;
}

/* Where the syllable of the stressed vowel begins: one consonant before it, all of them at the start of a word (blinkin). */
static bool stressed_syllable(const struct spoken *spoken, size_t i)
{
    const struct sound *s = spoken->sounds;
    size_t vowel = i;
    while (vowel < spoken->count && !phone_vowel(s[vowel].phone)) vowel++;
    if (vowel >= spoken->count || !(s[vowel].flags & SOUND_STRESS)) return false;
    if (vowel == i) return i == 0 || phone_vowel(s[i - 1].phone);
    if (vowel == i + 1) {
        for (size_t k = 0; k < i; k++)
            if (phone_vowel(s[k].phone)) return true;
        return i == 0;
    }
    return i == 0;
}

/* ijj is a long i before j (dawliija), uww a long u before w. At the end of a word nothing is left of the glide. */
static size_t glide_after(const struct spoken *spoken, size_t i)
{
    const struct sound *s = spoken->sounds;
    if (i + 2 >= spoken->count) return 0;
    uint8_t glide = s[i].phone == PHONE_I ? PHONE_Y : s[i].phone == PHONE_U ? PHONE_W : PHONE_NONE;
    if (glide == PHONE_NONE || s[i + 1].phone != glide || s[i + 2].phone != glide) return 0;
    return i + 3 == spoken->count ? 2 : 1;
}

/* "d|H" is d and then H, "dH" would be ض. "tS" may stay: تش stands for the affricate of names. */
static bool needs_bar(const struct sound *left, const struct sound *right)
{
    uint8_t next = right->phone;
    if (left->phone == PHONE_D) return next == PHONE_HH || next == PHONE_ZAH || next == PHONE_ZH;
    return left->phone == PHONE_G && next == PHONE_HH;
}

/* ر before a vowel is one tap, doubled or before a consonant it is rolled. */
static bool second_form(const struct spoken *spoken, size_t i)
{
    const struct sound *s = spoken->sounds;
    if (s[i].phone != PHONE_R) return s[i].flags & SOUND_DARK;
    return i + 1 < spoken->count && phone_vowel(s[i + 1].phone) && (i == 0 || s[i - 1].phone != PHONE_R);
}

static void write(const struct symbols *symbols, const struct spoken *spoken, bool ipa, const char *stress, struct buffer *out)
{
    const struct sound *s = spoken->sounds;
    for (size_t i = 0; i < spoken->count; i++) {
        if (stressed_syllable(spoken, i)) buffer_text(out, stress);
        uint8_t phone = s[i].flags & SOUND_CLIPPED ? phone_clipped(s[i].phone) : s[i].phone;
        size_t glide = glide_after(spoken, i);
        if (glide) phone = phone_lengthened(phone);
        buffer_text(out, (ipa ? symbols->ipa : symbols->espeak)[phone][second_form(spoken, i)]);
        i += glide;
        if (ipa || i + 1 >= spoken->count) continue;
        if (needs_bar(&s[i], &s[i + 1])) buffer_char(out, '|');
        if (!*symbols->doubled[phone] || s[i + 1].phone != phone) continue;
        if (stressed_syllable(spoken, i + 1)) buffer_text(out, stress);
        i++;
    }
}

void symbols_espeak(const struct symbols *symbols, const struct spoken *spoken, bool emphatic, struct buffer *out)
{
    write(symbols, spoken, false, emphatic ? "''" : "'", out);
}

void symbols_ipa(const struct symbols *symbols, const struct spoken *spoken, struct buffer *out)
{
    write(symbols, spoken, true, "ˈ", out);
}
