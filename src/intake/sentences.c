/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Where sentences end. A full stop ends one only when nothing else explains it. */
#include "intake/article.h"
#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

enum { LONGEST_SENTENCE = 2000, LONGEST_TOKEN = 24 };

/* The stretch under the knife: doc->chars[from, end), `begin` the current sentence's first. */
struct cut {
    const struct draft *draft;
    const struct doc_char *chars;
    size_t from, begin, end;
};

static uint32_t at(const struct cut *cut, size_t i)
{
    return i >= cut->from && i < cut->end ? cut->chars[i].cp : 0;
}

static bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x061F || cp == 0x2026 || cp == 0x06D4 ||
           (cp >= 0x203C && cp <= 0x203D) || (cp >= 0x2047 && cp <= 0x2049) || cp == 0x3002;
}

static bool is_question(uint32_t cp)
{
    return cp == '?' || cp == 0x061F || cp == 0x203D || (cp >= 0x2047 && cp <= 0x2048);
}

static bool is_closer(uint32_t cp)
{
    return cp == 0x00BB || cp == ')' || cp == ']' || cp == '}' || cp == '"' || cp == '\'';
}

static bool is_word(uint32_t cp)
{
    return arabic_letter(cp) || arabic_mark(cp) || u_isalnum((UChar32)cp);
}

/* A run of stops with the quotes and brackets that close after it: «نعم؟!». */
struct run {
    size_t stops_end, end; /* past the first stops, past everything */
    unsigned dots;
    bool question, exclamation;
};

static struct run read_run(const struct cut *cut, size_t i)
{
    struct run run = {0};
    for (bool first = true;; first = false) {
        size_t start = i;
        for (; is_stop(at(cut, i)) || (at(cut, i) == ' ' && i > start && is_stop(at(cut, i + 1)) && at(cut, i + 1) != '.'); i++) {
            uint32_t cp = at(cut, i);
            if (cp == '.' || cp == 0x06D4 || cp == 0x3002) run.dots++;
            else if (cp == 0x2026) run.dots += 3;
            else if (is_question(cp)) run.question = true;
            else if (cp != ' ') run.exclamation = true;
        }
        if (first) run.stops_end = i;
        if (i == start) break;
        size_t close = i;
        while (is_closer(at(cut, i))) i++;
        if (at(cut, i) == ' ' && at(cut, i + 1) == 0x00BB) i += 2; /* «نعم. » */
        if (i == close || !is_stop(at(cut, i))) break;
    }
    run.end = i;
    return run;
}

/* --- the full stop ----------------------------------------------------------------------------------------------- */

static bool latin(uint32_t cp)
{
    return cp < 0x250 && u_isalpha((UChar32)cp);
}

static bool number_before(const struct cut *cut, size_t token)
{
    return token > cut->begin + 1 && at(cut, token - 1) == ' ' && arabic_digit(at(cut, token - 2)) >= 0;
}

/* «100 ج.م. وأضاف»: after a unit's own stop only a new «و...» or «ف...» begins a sentence. */
static bool new_clause(const struct cut *cut, size_t i)
{
    uint32_t cp = at(cut, i);
    bool word = arabic_letter(at(cut, i + 1)) && arabic_letter(at(cut, i + 2)) && arabic_letter(at(cut, i + 3));
    return (cp == 0x0648 || cp == 0x0641) && word;
}

enum abbreviation { NOT_SHORT, SHORT_TITLE /* a name follows: د. */, SHORT_UNIT /* may end a sentence: ج.م. */ };

static enum abbreviation listed(const struct cut *cut, size_t token, size_t end)
{
    char key[LONGEST_TOKEN * 4];
    size_t size = 0;
    for (size_t i = token; i < end; i++)
        if (!arabic_mark(at(cut, i))) size += utf8_encode(at(cut, i), key + size);
    const struct table_section *stops = cut->draft->room->stops;
    long row = table_row(stops, key, size);
    if (row < 0) return NOT_SHORT;
    return strcmp(section_field(stops, (size_t)row, 1), "title") == 0 ? SHORT_TITLE : SHORT_UNIT;
}

/* One full stop with a space after it: does it end the sentence? */
static bool stop_ends(const struct cut *cut, size_t stop, size_t next)
{
    size_t token = stop, letters = 0, digits = 0, inner = 0;
    while (token > cut->begin && stop - token < LONGEST_TOKEN && (is_word(at(cut, token - 1)) || at(cut, token - 1) == '.')) {
        uint32_t cp = at(cut, --token);
        if (arabic_digit(cp) >= 0) digits++;
        else if (cp == '.') inner++;
        else if (!arabic_mark(cp)) letters++;
    }
    if (stop - token >= LONGEST_TOKEN || token == stop) return true;
    size_t start = cut->begin;
    while (at(cut, start) == ' ') start++;
    if (letters == 0) return token != start || inner > 0; /* «1. أولا»: the number of a list */
    enum abbreviation kind = listed(cut, token, stop);
    bool joined = letters > 1 && (at(cut, token) == 0x0648 || at(cut, token) == 0x0641);
    if (kind == NOT_SHORT && joined) kind = listed(cut, token + 1, stop); /* «ود. ليلى» */
    if (kind == NOT_SHORT && digits > 0) return true;
    if (kind == NOT_SHORT && latin(at(cut, token))) {
        bool initials = letters <= inner + 1; /* U.S., George W. Bush */
        bool lower = latin(at(cut, next)) && u_islower((UChar32)at(cut, next));
        return !lower && !(initials && latin(at(cut, next)));
    }
    if (kind == NOT_SHORT && letters > inner + 1) return true;
    if (kind == NOT_SHORT) kind = number_before(cut, token) ? SHORT_UNIT : SHORT_TITLE; /* one letter, or letters with stops */
    return kind == SHORT_UNIT && new_clause(cut, next);
}

/* «انتهى القتال.وقال»: a space was forgotten. Not in «العربية.نت», «أ.د.». */
static bool space_forgotten(const struct cut *cut, size_t stop)
{
    size_t before = stop, after = stop + 1;
    while (before > cut->begin && (arabic_letter(at(cut, before - 1)) || arabic_mark(at(cut, before - 1)))) before--;
    while (arabic_letter(at(cut, after)) || arabic_mark(at(cut, after))) after++;
    if (stop - before < 3 || after - stop - 1 < 3) return false;
    return listed(cut, stop + 1, after - stop - 1 > LONGEST_TOKEN ? stop + 1 + LONGEST_TOKEN : after) == NOT_SHORT;
}

/* Whether the sentence ends with this run of stops. */
static bool run_ends(const struct cut *cut, size_t i, const struct run *run)
{
    uint32_t next = at(cut, run->end);
    if (next == 0) return true;
    bool closed = run->end > run->stops_end;
    if (run->question || run->exclamation) {
        if (at(cut, i - 1) == '(' && at(cut, run->stops_end) == ')') return false; /* (!) */
        if (next == ' ') return true;
        return arabic_letter(next) && !latin(at(cut, i - 1));
    }
    if (run->dots > 1) return false; /* «أخبار غزة.. الفصائل تعلن»: a pause */
    if (closed) return next == ' ' || arabic_letter(next);
    if (next == ' ') return stop_ends(cut, i, run->end + 1);
    return arabic_letter(next) && space_forgotten(cut, i);
}

/* --- sentences --------------------------------------------------------------------------------------------------- */

static enum sentence_end end_kind(const struct run *run, bool loose)
{
    if (run->question) return END_QUESTION;
    if (run->exclamation) return END_EXCLAMATION;
    if (run->dots > 1) return END_ELLIPSIS;
    return run->dots == 1 || !loose ? END_STATEMENT : END_NONE;
}

static void add(struct draft *draft, size_t first, size_t end, enum sentence_end kind, enum nashra_part part)
{
    struct nashra_document *doc = draft->doc;
    while (first < end && doc->chars[first].cp == ' ') first++;
    while (end > first && doc->chars[end - 1].cp == ' ') end--;
    if (first == end) return;
    struct sentence *s = document_add_sentence(doc);
    if (!s) {
        draft->failed = true;
        return;
    }
    struct paragraph *p = &doc->paragraphs[doc->paragraph_count - 1];
    p->sentence_count++;
    s->first_char = (uint32_t)first;
    s->char_count = (uint32_t)(end - first);
    s->paragraph = (uint32_t)doc->paragraph_count - 1;
    s->part = part;
    s->end = kind;
    s->source = (struct span){doc->chars[first].source.begin, doc->chars[end - 1].source.end};
}

/* What follows the last stop and says nothing (a stray quote) goes with the sentence before it. */
static void add_rest(struct cut *cut, struct draft *draft, enum nashra_part part, bool loose, bool speaks)
{
    struct nashra_document *doc = draft->doc;
    struct paragraph *p = &doc->paragraphs[doc->paragraph_count - 1];
    if (!speaks && p->sentence_count > 0 && cut->begin > cut->from) {
        struct sentence *s = &doc->sentences[doc->sentence_count - 1];
        s->char_count = (uint32_t)cut->end - s->first_char;
        s->source.end = doc->chars[cut->end - 1].source.end;
        return;
    }
    struct run none = {0};
    add(draft, cut->begin, cut->end, end_kind(&none, loose), part);
}

/* A sentence without end is cut at a comma, else at a space, else where it is too long: so that later rooms' work is bounded. */
static size_t cut_place(const struct cut *cut, size_t comma, size_t space, size_t i)
{
    if (comma > cut->begin + LONGEST_SENTENCE / 4) return comma;
    if (space > cut->begin + LONGEST_SENTENCE / 4) return space;
    while (i > cut->begin + 1 && arabic_mark(at(cut, i))) i--;
    return i;
}

void sentences_write(struct draft *draft, size_t first, size_t count, enum nashra_part part, bool loose)
{
    struct cut cut = {draft, draft->doc->chars, first, first, first + count};
    size_t comma = 0, space = 0;
    bool speaks = false; /* since cut.begin */
    for (size_t i = first; i < cut.end && !draft->failed;) {
        uint32_t cp = at(&cut, i);
        if (is_stop(cp)) {
            struct run run = read_run(&cut, i);
            bool ends = run_ends(&cut, i, &run);
            if (ends && (speaks || run.end == cut.end)) {
                add(draft, cut.begin, run.end, end_kind(&run, loose), part);
                cut.begin = run.end;
                speaks = false;
            } else if (run.dots > 1)
                comma = run.end;
            i = run.end;
            continue;
        }
        i++;
        if (!speaks) speaks = char_speaks(cp);
        if (cp == 0x060C || cp == 0x061B || cp == ',') comma = i;
        else if (cp == ' ') space = i;
        if (i - cut.begin < LONGEST_SENTENCE) continue;
        size_t place = cut_place(&cut, comma, space, i);
        add(draft, cut.begin, place, END_NONE, part);
        cut.begin = place;
    }
    if (cut.begin < cut.end && !draft->failed) add_rest(&cut, draft, part, loose, speaks);
}
