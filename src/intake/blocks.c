/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* What a block looks like, whatever it says. */
#include "intake/article.h"
#include "util/arabic.h"

#include <unicode/uchar.h>

enum { LONGEST_HEADLINE = 160, MOST_HEADLINE_WORDS = 24 };

static uint32_t at(const struct draft *draft, const struct block *block, size_t i)
{
    return i < block->count ? draft->doc->chars[block->first + i].cp : 0;
}

bool char_speaks(uint32_t cp)
{
    if (cp < 0x80) return (cp >= '0' && u_isalnum((UChar32)cp)) || cp == '$' || cp == '%';
    if (arabic_letter(cp) || u_isalnum((UChar32)cp)) return true;
    int8_t type = u_charType((UChar32)cp);
    return type == U_CURRENCY_SYMBOL || type == U_MATH_SYMBOL || (type == U_OTHER_SYMBOL && cp != 0xFFFD);
}

bool block_speaks(const struct draft *draft, const struct block *block)
{
    for (size_t i = 0; i < block->count; i++)
        if (char_speaks(at(draft, block, i))) return true;
    return false;
}

static bool closes(uint32_t cp)
{
    return cp == 0x00BB || cp == ')' || cp == ']' || cp == '"' || cp == '\'' || cp == ' ';
}

bool block_stops(const struct draft *draft, const struct block *block)
{
    size_t i = block->count;
    while (i > 0 && closes(at(draft, block, i - 1))) i--;
    uint32_t cp = i > 0 ? at(draft, block, i - 1) : 0;
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x061F || cp == 0x2026 || cp == 0x06D4;
}

size_t block_words(const struct draft *draft, const struct block *block)
{
    size_t words = block->count > 0;
    for (size_t i = 0; i < block->count; i++) words += at(draft, block, i) == ' ';
    return words;
}

bool block_is_headline(const struct draft *draft, const struct block *block)
{
    if (block->count == 0 || block->count > LONGEST_HEADLINE || block_words(draft, block) > MOST_HEADLINE_WORDS) return false;
    uint32_t last = at(draft, block, block->count - 1);
    if (last == 0x060C || last == 0x061B || last == ':' || last == ',') return false; /* ، ؛ go on */
    for (size_t i = 0; i < block->count; i++) {
        if (at(draft, block, i) != '.') continue;
        bool dots = at(draft, block, i + 1) == '.' || (i > 0 && at(draft, block, i - 1) == '.'); /* «أخبار غزة.. الفصائل» */
        uint32_t next = at(draft, block, i + 1);
        if (!dots && (next == ' ' || next == 0 || closes(next)) && i > 2) return false;
    }
    return true;
}

/* • – * and the like with a space after it. "1." and «أ.» are spoken and stay. */
size_t block_bullet(const struct draft *draft, const struct block *block)
{
    uint32_t cp = at(draft, block, 0);
    bool sign = cp == '-' || cp == '*' || cp == 0xB7 || cp == 0x2022 || cp == 0x2023 || cp == 0x2013 || cp == 0x2014 ||
                cp == 0x2043 || cp == 0x2219 || (cp >= 0x25A0 && cp <= 0x25FF) || (cp >= 0x2700 && cp <= 0x27BF) ||
                cp == 0x00A7 || cp == '>' || (cp >= 0x2190 && cp <= 0x21FF) || (cp >= 0x2B00 && cp <= 0x2BFF);
    size_t n = 1;
    if (!sign) return 0;
    while (at(draft, block, n) == ' ') n++;
    return n > 1 || cp >= 0x2000 ? (n < block->count ? n : 0) : 0;
}
