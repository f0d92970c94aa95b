/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "diacritize/alphabet.h"

enum {
    ALEF_MADDA = 2, ALEF_ABOVE = 3, ALEF_BELOW = 5, ALEF = 7, BEH = 8, SEEN = 19, FEH = 27, KAF = 29, LAM = 30, WAW = 34
};

uint8_t alphabet_code(uint32_t cp)
{
    if (cp >= 0x0621 && cp <= 0x063A) return (uint8_t)(cp - 0x0620);
    if (cp >= 0x0641 && cp <= 0x064A) return (uint8_t)(cp - 0x0641 + 27);
    switch (cp) {
    case 0x0671: return ALEF;                      /* ALEF WASLA */
    case 0x06CC: return 36;                        /* FARSI YEH */
    case 0x06A9: case 0x06AF: return KAF;          /* KEHEH, GAF */
    case 0x06C1: case 0x06BE: return 33;           /* HEH GOAL, HEH DOACHASHMEE */
    case 0x067E: return BEH;                       /* PEH */
    case 0x0686: return 12;                        /* TCHEH: ج */
    case 0x06A4: return FEH;                       /* VEH */
    case 0x0698: return 18;                        /* JEH: ز */
    default: return 0;
    }
}

bool alphabet_is_alef(uint8_t code)
{
    return code == ALEF || code == ALEF_ABOVE || code == ALEF_BELOW || code == ALEF_MADDA;
}

uint8_t alphabet_fold(uint8_t code)
{
    return alphabet_is_alef(code) ? ALEF : code;
}

uint32_t alphabet_hash(const uint8_t *codes, size_t count)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < count; i++) h = (h ^ alphabet_fold(codes[i])) * 16777619u;
    return h;
}

size_t alphabet_stem(const uint8_t *codes, size_t count, uint8_t *out)
{
    size_t i = 0, n = 0;
    if (count - i > 3 && (codes[i] == WAW || codes[i] == FEH)) i++;
    if (count - i > 4 && codes[i] == LAM && codes[i + 1] == LAM) i += 2; /* للحكومة */
    else {
        if (count - i > 3 && (codes[i] == BEH || codes[i] == KAF || codes[i] == LAM || codes[i] == SEEN)) i++;
        if (count - i > 4 && alphabet_is_alef(codes[i]) && codes[i + 1] == LAM) i += 2;
    }
    for (; i < count; i++) out[n++] = alphabet_fold(codes[i]);
    return n;
}

int label_of(mark m)
{
    static const int8_t vowels[] = {-1, LABEL_FATHA, LABEL_DAMMA, LABEL_KASRA, LABEL_NONE, LABEL_FATHATAN, LABEL_DAMMATAN, LABEL_KASRATAN};
    int vowel = vowels[m & MARK_VOWEL];
    return vowel < 0 ? -1 : vowel + ((m & MARK_SHADDA) ? LABEL_SHADDA : 0);
}

mark label_mark(int label)
{
    static const mark vowels[] = {VOWEL_SUKUN, VOWEL_FATHA, VOWEL_DAMMA, VOWEL_KASRA, VOWEL_FATHATAN, VOWEL_DAMMATAN, VOWEL_KASRATAN};
    return (mark)(vowels[label % LABEL_SHADDA] | (label >= LABEL_SHADDA ? MARK_SHADDA : 0));
}

uint8_t between_class(unsigned after, unsigned before)
{
    unsigned both = after | before;
    if (both & (PUNCT_STOP | PUNCT_QUESTION | PUNCT_EXCLAMATION | PUNCT_ELLIPSIS)) return BETWEEN_STOP;
    if (both & (PUNCT_COLON | PUNCT_SEMICOLON)) return BETWEEN_COLON;
    if (both & PUNCT_COMMA) return BETWEEN_COMMA;
    if (both & PUNCT_DASH) return BETWEEN_DASH;
    if (both & PUNCT_OTHER) return BETWEEN_OTHER;
    if (both) return BETWEEN_QUOTE;
    return BETWEEN_SPACE;
}
