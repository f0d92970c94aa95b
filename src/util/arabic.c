/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "util/arabic.h"

#include "document.h"
#include "util/buffer.h"

bool arabic_letter(uint32_t cp)
{
    if (cp >= 0x0621 && cp <= 0x063A) return true; /* U+0621 HAMZA .. U+063A GHAIN */
    if (cp >= 0x0641 && cp <= 0x064A) return true; /* U+0641 FEH .. U+064A YEH */
    switch (cp) {
    case 0x0671: /* ALEF WASLA */
    case 0x067E: /* PEH */
    case 0x0686: /* TCHEH */
    case 0x0698: /* JEH */
    case 0x06A4: /* VEH */
    case 0x06AF: /* GAF */
        return true;
    default: return false;
    }
}

bool arabic_alef(uint32_t cp)
{
    return cp == 0x0627 || cp == 0x0622 || cp == 0x0623 || cp == 0x0625 || cp == 0x0671;
}

bool arabic_sun(uint32_t cp)
{
    switch (cp) {
    case 0x062A: case 0x062B: case 0x062F: case 0x0630: case 0x0631: case 0x0632: case 0x0633: /* ت ث د ذ ر ز س */
    case 0x0634: case 0x0635: case 0x0636: case 0x0637: case 0x0638: case 0x0644: case 0x0646: /* ش ص ض ط ظ ل ن */
        return true;
    default: return false;
    }
}

uint8_t arabic_mark(uint32_t cp)
{
    switch (cp) {
    case 0x064B: return VOWEL_FATHATAN;
    case 0x064C: return VOWEL_DAMMATAN;
    case 0x064D: return VOWEL_KASRATAN;
    case 0x064E: return VOWEL_FATHA;
    case 0x064F: return VOWEL_DAMMA;
    case 0x0650: return VOWEL_KASRA;
    case 0x0651: return MARK_SHADDA;
    case 0x0652: /* SUKUN */
    case 0x06E1: return VOWEL_SUKUN; /* SMALL HIGH DOTLESS HEAD OF KHAH: the Quran's sukun */
    case 0x0653: return MARK_SEAT_MADDA;
    case 0x0654: return MARK_SEAT_ABOVE;
    case 0x0655: return MARK_SEAT_BELOW;
    case 0x0670: return MARK_DAGGER; /* SUPERSCRIPT ALEF */
    default: return 0;
    }
}

uint8_t arabic_mark_add(uint8_t marks, uint8_t more)
{
    if (more & MARK_VOWEL) marks = (uint8_t)((marks & ~MARK_VOWEL) | (more & MARK_VOWEL));
    if (more & MARK_SEAT) marks = (uint8_t)((marks & ~MARK_SEAT) | (more & MARK_SEAT));
    if ((more & MARK_DAGGER) && !(marks & MARK_VOWEL)) marks |= VOWEL_FATHA;
    return (uint8_t)(marks | (more & (MARK_SHADDA | MARK_DAGGER)));
}

uint32_t arabic_seated(uint32_t letter, uint8_t marks)
{
    if (letter != 0x0627) return letter;
    switch (marks & MARK_SEAT) {
    case MARK_SEAT_ABOVE: return 0x0623;
    case MARK_SEAT_BELOW: return 0x0625;
    case MARK_SEAT_MADDA: return 0x0622;
    default: return letter;
    }
}

void arabic_write_mark(struct buffer *out, uint8_t marks)
{
    static const uint16_t vowels[] = {0, 0x064E, 0x064F, 0x0650, 0x0652, 0x064B, 0x064C, 0x064D};
    if (marks & MARK_SHADDA) buffer_codepoint(out, 0x0651);
    uint32_t vowel = vowels[marks & MARK_VOWEL];
    if ((marks & MARK_DAGGER) && vowel == 0x064E) vowel = 0; /* the dagger alef holds its fatha */
    if (vowel) buffer_codepoint(out, vowel);
    if (marks & MARK_DAGGER) buffer_codepoint(out, 0x0670);
}

int arabic_digit(uint32_t cp)
{
    if (cp >= '0' && cp <= '9') return (int)(cp - '0');
    if (cp >= 0x0660 && cp <= 0x0669) return (int)(cp - 0x0660);
    if (cp >= 0x06F0 && cp <= 0x06F9) return (int)(cp - 0x06F0);
    return -1;
}

uint32_t arabic_fold(uint32_t cp)
{
    switch (cp) {
    case 0x0622: case 0x0623: case 0x0625: case 0x0671: return 0x0627;
    case 0x0649: case 0x06CC: return 0x064A;
    case 0x0629: return 0x0647;
    case 0x06A9: return 0x0643;
    default: return cp;
    }
}
