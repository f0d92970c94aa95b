/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "phrase/traits.h"

#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

enum { LONGEST = 10, ALEF = 0x0627, LAM = 0x0644, WAW = 0x0648, FEH = 0x0641, BEH = 0x0628, KAF = 0x0643, YEH = 0x064A,
       TEH = 0x062A, NOON = 0x0646, SEEN = 0x0633, HEH = 0x0647, MEEM = 0x0645 };

static enum vowel vowel(const struct word *word, size_t i)
{
    return (enum vowel)(word->marks[i] & MARK_VOWEL);
}

static bool article_at(const struct word *word, size_t i)
{
    return i + 3 < word->length && word->letters[i] == ALEF && !(word->marks[i] & MARK_SEAT) && word->letters[i + 1] == LAM;
}

/* و or ف as a conjunction: the lexicon says so, or the letters after it leave little doubt (والـ, وأ, وي, وسي). */
static bool conjunction(const struct word *word)
{
    if (word->length < 2 || (word->letters[0] != WAW && word->letters[0] != FEH)) return false;
    if (vowel(word, 0) != VOWEL_UNKNOWN && vowel(word, 0) != VOWEL_FATHA) return false;
    if (word->clitics > 0 || article_at(word, 1)) return true;
    if (word->kind == WORD_NUMBER) return word->letters[0] == WAW && word->letters[1] != ALEF; /* وعشرون, not واحد */
    if (word->letters[0] == FEH) return false;
    uint32_t next = arabic_seated(word->letters[1], word->marks[1]);
    return word->length > 3 && (next == 0x0623 || next == 0x0625 || next == YEH); /* أ إ ي */
}

static size_t syllables(const struct word *word)
{
    size_t known = 0;
    for (size_t i = 0; i < word->length; i++) {
        enum vowel v = vowel(word, i);
        known += v != VOWEL_UNKNOWN && v != VOWEL_SUKUN;
    }
    size_t guess = 1 + (word->length * 9) / 20;
    size_t count = 2 * known >= word->length / 2 && known ? known : guess;
    return count > UINT16_MAX ? UINT16_MAX : count;
}

static bool pronoun_suffix(const struct word *word)
{
    size_t n = word->length;
    if (n < 4) return false;
    uint32_t last = word->letters[n - 1], before = word->letters[n - 2];
    if (last == HEH) return true;                                /* كتابه */
    if (last == ALEF) return before == HEH || before == NOON;    /* كتابها كتابنا */
    return last == MEEM && (before == HEH || before == KAF);     /* كتابهم */
}

static size_t key_of(const struct word *word, size_t start, char *key)
{
    size_t size = 0;
    for (size_t i = start; i < word->length; i++) size += utf8_encode(arabic_seated(word->letters[i], word->marks[i]), key + size);
    return size;
}

static uint8_t opener_named(const char *weight)
{
    if (strcmp(weight, "strong") == 0) return OPENER_STRONG;
    if (strcmp(weight, "inside") == 0) return OPENER_INSIDE;
    return strcmp(weight, "clause") == 0 ? OPENER_CLAUSE : OPENER_WEAK;
}

/* Looks the word up in both lists, as it is and without a leading و or ف. */
static void look_up(const struct word *word, const struct table_section *particles, const struct table_section *breaks, struct traits *t)
{
    char key[4 * LONGEST];
    if (word->length == 0 || word->length > LONGEST) return;
    bool leading = word->length > 1 && (word->letters[0] == WAW || word->letters[0] == FEH) && vowel(word, 0) != VOWEL_DAMMA && vowel(word, 0) != VOWEL_KASRA;
    for (size_t start = 0; start <= (leading ? 1u : 0u); start++) {
        size_t row, size = key_of(word, start, key);
        bool found = false;
        if (section_find(particles, key, size, &row)) {
            const char *kind = section_field(particles, row, 1);
            if (strcmp(kind, "pronoun") != 0) t->flags |= TRAIT_CLINGS;
            found = true;
        }
        if (section_find(breaks, key, size, &row)) {
            t->opener = opener_named(section_field(breaks, row, 1));
            found = true;
        }
        if (found && start == 1) t->flags |= TRAIT_WA;
        if (found) return;
    }
}

struct traits traits_of(const struct word *word, const struct table_section *particles, const struct table_section *breaks)
{
    struct traits t = {0};
    t.syllables = (uint16_t)syllables(word);
    if (word->kind == WORD_FOREIGN || word->length == 0) return t;
    if (conjunction(word)) t.flags |= TRAIT_WA;
    size_t start = t.flags & TRAIT_WA ? 1 : 0;
    uint32_t first = start < word->length ? word->letters[start] : 0;
    bool preposition = first == BEH || first == LAM || first == KAF;
    if (article_at(word, start)) t.flags |= TRAIT_ARTICLE;
    else if (preposition && (article_at(word, start + 1) || (first == LAM && start + 4 < word->length && word->letters[start + 1] == LAM)))
        t.flags |= TRAIT_ARTICLE | TRAIT_CLITIC;
    else if (preposition && word->clitics > start) t.flags |= TRAIT_CLITIC;
    size_t last = word->length - 1;
    if (word->letters[last] == ALEF && last > 0 && vowel(word, last) == VOWEL_UNKNOWN) last--; /* كتابًا */
    enum vowel end = vowel(word, last);
    if (end >= VOWEL_FATHATAN) t.flags |= TRAIT_TANWIN;
    else if (end != VOWEL_UNKNOWN && end != VOWEL_SUKUN && last + 1 == word->length) t.flags |= TRAIT_SHORT_END;
    if (end == VOWEL_KASRA || end == VOWEL_KASRATAN) t.flags |= TRAIT_GENITIVE;
    if (pronoun_suffix(word)) t.flags |= TRAIT_PRONOUN;
    look_up(word, particles, breaks, &t);
    return t;
}
