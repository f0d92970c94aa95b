/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* «عمان – », «القاهرة (رويترز) - », «غزة / وفا / »: where the report was written, before its first sentence. */
#include "intake/article.h"
#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

enum { REACH = 90, MOST_WORDS = 4, MOST_IN_BRACKETS = 5 };

/* The beginning of a paragraph. */
struct start {
    const struct draft *draft;
    const struct doc_char *chars;
    size_t count;
};

static uint32_t at(const struct start *s, size_t i)
{
    return i < s->count ? s->chars[i].cp : 0;
}

static size_t skip_spaces(const struct start *s, size_t i)
{
    while (at(s, i) == ' ') i++;
    return i;
}

static bool is_dash(uint32_t cp)
{
    return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

static bool is_letter(uint32_t cp)
{
    return arabic_letter(cp) || arabic_mark(cp) || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* Past the word at i: letters, and stops between them («أ.ف.ب», «العربية.نت»). */
static size_t word_end(const struct start *s, size_t i)
{
    while (is_letter(at(s, i)) || (at(s, i) == '.' && is_letter(at(s, i + 1)))) i++;
    return i;
}

/* The words [i, end) as datelines.tsv writes them: folded, capitals, no marks. */
static bool listed(const struct start *s, size_t i, size_t end, const char *kind)
{
    char key[REACH * 4];
    size_t size = 0, row;
    for (; i < end && size + 4 <= sizeof key; i++) {
        uint32_t cp = at(s, i);
        if (arabic_mark(cp)) continue;
        if (cp >= 'a' && cp <= 'z') cp -= 32;
        size += utf8_encode(arabic_fold(cp), key + size);
    }
    const struct table_section *list = s->draft->room->datelines;
    size_t rows = size ? section_find(list, key, size, &row) : 0;
    for (size_t k = 0; k < rows; k++)
        if (strcmp(section_field(list, row + k, 1), kind) == 0) return true;
    return false;
}

/* The longest listed name of one to four words at i: its end, or 0. */
static size_t name_at(const struct start *s, size_t i, const char *kind)
{
    size_t found = 0, end = i;
    for (int words = 0; words < MOST_WORDS; words++) {
        size_t begin = words ? end + 1 : i;
        if (words && at(s, end) != ' ') break;
        end = word_end(s, begin);
        if (end == begin) break;
        if (listed(s, i, end, kind)) found = end;
    }
    return found;
}

/* (رويترز), (أ ف ب): a few words in brackets. */
static size_t brackets_at(const struct start *s, size_t i)
{
    if (at(s, i) != '(') return 0;
    for (size_t words = 1, k = i + 1; k < s->count && k < i + REACH / 2; k++) {
        if (at(s, k) == ')') return k + 1;
        if (at(s, k) == ' ' && ++words > MOST_IN_BRACKETS) return 0;
    }
    return 0;
}

/* An agency, in quotation marks, in brackets or without: its end, or 0. */
static size_t agency_at(const struct start *s, size_t i)
{
    bool quoted = at(s, i) == 0x00AB;
    size_t end = brackets_at(s, i);
    if (end) return end;
    end = name_at(s, i + quoted, "agency");
    return end && quoted ? (at(s, end) == 0x00BB ? end + 1 : 0) : end;
}

/* Whether the character at i goes on with the digits that begin at k: 7-11-2023. */
static bool in_date(const struct start *s, size_t i, size_t k)
{
    bool parts = is_dash(at(s, i)) || at(s, i) == '/';
    return arabic_digit(at(s, i)) >= 0 || (i > k && parts && arabic_digit(at(s, i + 1)) >= 0);
}

/* «7 نوفمبر/تشرين الثاني», «7-11-2023», «، أوكرانيا»: what may stand between the place and the dash. */
static size_t skip_qualifiers(const struct start *s, size_t i)
{
    for (;;) {
        size_t k = skip_spaces(s, i), end = k;
        while (in_date(s, end, k)) end++;
        if (end == k && at(s, k) == '/') k++; /* نوفمبر/تشرين الثاني */
        if (end == k || end < k) end = name_at(s, k, "month");
        if (!end && (at(s, k) == 0x060C || at(s, k) == ',')) {
            size_t word = skip_spaces(s, k + 1);
            end = arabic_digit(at(s, word)) >= 0 ? word : name_at(s, word, "place") ? name_at(s, word, "place") : word_end(s, word);
            if (end == word && arabic_digit(at(s, word)) < 0) end = 0;
        }
        if (!end || end >= REACH) return i;
        i = end;
    }
}

/* «من أحمد سالم -»: who wrote it. */
static size_t byline_at(const struct start *s, size_t i)
{
    if (!(at(s, i) == 0x0645 && at(s, i + 1) == 0x0646 && at(s, i + 2) == ' ')) return 0;
    size_t end = i + 2;
    for (int words = 0; words < MOST_WORDS && at(s, end) == ' ' && is_letter(at(s, end + 1)); words++) end = word_end(s, end + 1);
    return is_dash(at(s, skip_spaces(s, end))) ? end : 0;
}

/* Dashes, a slash, a bar; a colon only after an agency: «القاهرة: لا نقبل» is somebody speaking. */
static size_t separator_at(const struct start *s, size_t i, bool agency)
{
    size_t k = i;
    while (is_dash(at(s, k)) || at(s, k) == '/' || at(s, k) == '|' || (agency && at(s, k) == ':')) k++;
    return k > i ? k : 0;
}

/* Without an agency the rest decides: «القاهرة – التي تستضيف القمة – قالت» and «عمان – دمشق» are sentences. */
static bool sentence_follows(const struct start *s, size_t i)
{
    size_t word = skip_spaces(s, i);
    if (name_at(s, word, "place")) return false;
    for (size_t k = word; k < s->count && k < word + REACH; k++)
        if (is_dash(at(s, k)) && at(s, k + 1) == ' ' && at(s, k - 1) == ' ') return false;
    return true;
}

size_t dateline_length(const struct draft *draft, size_t first, size_t count)
{
    struct start s = {draft, draft->doc->chars + first, count};
    size_t i = name_at(&s, 0, "place"), end = 0;
    bool agency = false, spaced = false;
    if (i) i = skip_qualifiers(&s, i);
    else if ((i = agency_at(&s, 0)) != 0) agency = true;
    while (i && i < REACH) {
        size_t k = skip_spaces(&s, i), next = agency_at(&s, k);
        if (next && separator_at(&s, skip_spaces(&s, next), true)) {
            agency = true;
            i = next;
            continue;
        }
        next = separator_at(&s, k, agency);
        if (!next) break;
        spaced = spaced || k > i || at(&s, next) == ' ';
        size_t after = skip_spaces(&s, next), who = agency_at(&s, after);
        end = next;
        i = who && separator_at(&s, skip_spaces(&s, who), true) ? after : byline_at(&s, after);
    }
    if (!end || end + 2 >= count || !spaced || (at(&s, end) != ' ' && !is_letter(at(&s, end)))) return 0;
    return agency || sentence_follows(&s, end) ? end : 0;
}
