/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "lexicon/guess.h"

#include <string.h>

enum { ALEF = 0x0627, TEH_MARBUTA = 0x0629, WAW = 0x0648, MAKSURA = 0x0649, YEH = 0x064A, NOON = 0x0646, LAM = 0x0644, REH = 0x0631,
       MEEM = 0x0645, SEEN = 0x0633, MADDA = 0x0622, ABOVE = 0x0623, BELOW = 0x0625, TEH = 0x062A, SHEEN = 0x0634, HEH = 0x0647, KAF = 0x0643 };

static bool native(uint32_t letter)
{
    switch (letter) {
    case 0x062D: case 0x0639: case 0x0635: case 0x0636: case 0x0638: case 0x0630: case 0x062B: /* ح ع ص ض ظ ذ ث */
    case 0x0621: case 0x0624: case TEH_MARBUTA: case MAKSURA:
        return true;
    default: return false;
    }
}

static bool vowel_letter(uint32_t letter)
{
    return letter == ALEF || letter == WAW || letter == YEH || letter == MADDA;
}

bool guess_is_foreign(const struct word *word, size_t first)
{
    const uint32_t *l = word->letters + first;
    size_t n = word->length - first, vowels = 0, foreign = 0;
    if (first > word->length || n < 5) return false;
    for (size_t i = 0; i < n; i++) {
        if (native(l[i])) return false;
        vowels += vowel_letter(l[i]) && i > 0;
        foreign += l[i] == 0x067E || l[i] == 0x06A4 || l[i] == 0x06AF || l[i] == 0x0686; /* پ ڤ گ چ */
    }
    if (foreign) return true;
    uint32_t last = l[n - 1], before = l[n - 2];
    bool plural = last == NOON && (before == WAW || before == YEH || before == ALEF);
    bool feminine = last == TEH && before == ALEF;
    bool pronoun = (last == ALEF && (before == HEH || before == WAW || before == NOON)) || (last == MEEM && (before == HEH || before == KAF));
    bool verb = (l[0] == YEH || l[0] == TEH || l[0] == NOON) && !vowel_letter(l[1]);
    bool participle = l[0] == MEEM && !vowel_letter(l[1]);
    bool eighth = l[0] == ALEF; /* افتعال, انفعال: hamzat al-wasl */
    if (plural || feminine || pronoun || verb || participle || eighth) return false;
    bool begins_long = l[0] == BELOW || l[0] == MADDA;
    return vowels >= 3 || (vowels >= 2 && n >= 6) || (begins_long && vowels >= 1);
}

/* ا و ي between consonants lengthens; beside another vowel, or first, و and ي are consonants (ويليام, يوهان). */
static bool lengthens(const uint32_t *l, size_t n, size_t i)
{
    if (l[i] == ALEF) return i > 0;
    if (l[i] != WAW && l[i] != YEH) return false;
    if (i == 0) return false;
    bool before = vowel_letter(l[i - 1]) && lengthens(l, n, i - 1); /* the words are short: the depth is a run of vowels */
    if (before) return false;
    return i + 1 == n || l[i + 1] != ALEF;
}

/* Two consonants that may end a word together: نت لد رك ست مب ... */
static bool closes(uint32_t a, uint32_t b)
{
    return (a == NOON || a == LAM || a == REH || a == MEEM || a == SEEN || a == SHEEN) && b != NOON && b != LAM && b != REH && b != MEEM;
}

void guess_marks(const struct word *word, size_t first, mark *marks)
{
    const uint32_t *l = word->letters + first;
    mark *m = marks + first;
    size_t n = word->length - first;
    memset(marks, 0, word->length);
    for (size_t i = 0; i < n; i++) {
        bool last = i + 1 == n;
        if (lengthens(l, n, i)) {
            m[i] = VOWEL_SUKUN;
            continue;
        }
        if (l[i] == MADDA || last) continue;
        if (l[i] == BELOW) m[i] = VOWEL_KASRA;
        else if (lengthens(l, n, i + 1)) m[i] = l[i + 1] == ALEF ? VOWEL_FATHA : l[i + 1] == WAW ? VOWEL_DAMMA : VOWEL_KASRA;
        else if (l[i] == ABOVE || l[i] == ALEF) m[i] = VOWEL_FATHA;
        else if (l[i + 1] == TEH_MARBUTA) m[i] = VOWEL_FATHA;
        else if (i + 2 == n) m[i] = i > 0 && closes(l[i], l[i + 1]) ? VOWEL_SUKUN : VOWEL_KASRA; /* رونالد, but بايدن */
        else if (i == 0) m[i] = n > 2 && lengthens(l, n, 2) ? VOWEL_SUKUN : VOWEL_FATHA;         /* ترامب: tr-; كندا: kan- */
        else m[i] = (m[i - 1] & MARK_VOWEL) == VOWEL_SUKUN && !vowel_letter(l[i - 1]) ? VOWEL_KASRA : VOWEL_SUKUN;
    }
}
