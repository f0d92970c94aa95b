/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "pronounce/imposed.h"

#include "util/utf8.h"

#include <string.h>

enum { LONGEST_IPA = 8, LONGEST_MNEMONIC = 4 };

struct ipa_table {
    const struct table_section *section;
};

int ipa_open(struct ipa_table **out, const struct table *table)
{
    *out = memory_zalloc(1, sizeof **out);
    if (!*out) return NASHRA_E_MEMORY;
    (*out)->section = table_section(table, "ipa");
    return 0;
}

void ipa_close(struct ipa_table *table)
{
    memory_free(table);
}

/* Symbols that change a sound in ways the voice does not know, or none: ties, syllable dots, half length, breaks. */
static bool soundless(uint32_t cp)
{
    switch (cp) {
    case '.': case ' ': case '|': case '(': case ')': case '/': case '[': case ']':
    case 0x203F: /* UNDERTIE */
    case 0x2016: /* DOUBLE VERTICAL LINE */
    case 0x02D1: /* HALF-LENGTH MARK */
    case 0x02D0: /* LENGTH MARK, where no row has it */
    case 0x02E4: /* PHARYNGEAL SMALL LETTER */
    case 0x02B0: /* MODIFIER H */
    case 0x02B7: /* MODIFIER W */
    case 0x02B2: /* MODIFIER J */
        return true;
    default: return false;
    }
}

static bool combining(uint32_t cp)
{
    return cp >= 0x0300 && cp <= 0x036F;
}

static bool convert(const struct ipa_table *table, const char *ipa, size_t size, struct buffer *out)
{
    bool known = true;
    const char *before = "";
    for (size_t i = 0; i < size;) {
        size_t row, n = size - i < LONGEST_IPA ? size - i : LONGEST_IPA;
        while (n > 0 && !section_find(table->section, ipa + i, n, &row)) n--;
        if (n > 0) {
            before = section_field(table->section, row, 1);
            buffer_text(out, before);
            i += n;
            continue;
        }
        uint32_t cp;
        i += utf8_decode(ipa + i, size - i, &cp);
        if (cp == 0x02D0 && *before) buffer_text(out, before); /* U+02D0: a long consonant stands twice */
        else if (!soundless(cp)) known = false;
    }
    return known;
}

bool ipa_to_espeak(const struct ipa_table *table, const char *ipa, struct buffer *out)
{
    struct buffer plain = BUFFER_EMPTY; /* without ties and other combining signs: t͡ʃ is looked up as tʃ */
    size_t size = strlen(ipa);
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        i += utf8_decode(ipa + i, size - i, &cp);
        if (!combining(cp)) buffer_codepoint(&plain, cp);
    }
    bool known = plain.size == 0 || convert(table, plain.data, plain.size, out);
    if (plain.failed) out->failed = true;
    buffer_free(&plain);
    return known;
}

/* The row whose mnemonic is the longest that text begins with; the first of equals. SIZE_MAX: none. */
static size_t longest_mnemonic(const struct ipa_table *table, const char *text, size_t *length)
{
    size_t best = SIZE_MAX, rows = table->section ? section_rows(table->section) : 0;
    *length = 0;
    for (size_t r = 0; r < rows; r++) {
        const char *mnemonic = section_field(table->section, r, 1);
        size_t n = strlen(mnemonic);
        if (n > *length && strncmp(text, mnemonic, n) == 0) best = r, *length = n;
    }
    return best;
}

void espeak_to_ipa(const struct ipa_table *table, const char *mnemonics, struct buffer *out)
{
    while (*mnemonics) {
        size_t length, row = longest_mnemonic(table, mnemonics, &length);
        if (row == SIZE_MAX) {
            mnemonics++;
            continue;
        }
        buffer_text(out, section_field(table->section, row, 0));
        mnemonics += length;
    }
}

void espeak_clean(const char *mnemonics, struct buffer *out)
{
    for (; *mnemonics; mnemonics++) {
        char c = *mnemonics;
        bool closes = c == ']' && mnemonics[1] == ']';
        if (c > ' ' && c < 0x7F && !closes && c != '<' && c != '>' && c != '&') buffer_char(out, c);
    }
}

bool espeak_ends_in_vowel(const char *mnemonics)
{
    size_t n = strlen(mnemonics);
    while (n > 0 && strchr(":.#2", mnemonics[n - 1])) n--;
    return n > 0 && strchr("aeiouAEIOU@0V3", mnemonics[n - 1]) != NULL && mnemonics[n - 1] != 'A';
}
