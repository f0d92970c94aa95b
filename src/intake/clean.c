/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Character by character: from what the web writes to what document.h promises. */
#include "intake/clean.h"

#include "intake/draft.h"
#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum {
    TATWEEL = 0x0640, MAQSURA = 0x0649, YEH = 0x064A, FARSI_YEH = 0x06CC, HAMZA_ABOVE = 0x0654, YEH_HAMZA = 0x0626,
    OPEN_QUOTE = 0x00AB, CLOSE_QUOTE = 0x00BB, REPLACEMENT = 0xFFFD, LONGEST_WORD = 32
};

/* --- what a character is ----------------------------------------------------------------------------------------- */

static bool is_space(uint32_t cp)
{
    if (cp < 0x80) return cp == ' ' || (cp >= '\t' && cp <= '\r');
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000; /* NEL, NBSP, ..., the line and paragraph separators */
}

/* Controls, bidi controls, joiners, soft hyphens, variation selectors: they are there for the eye. */
static bool is_invisible(uint32_t cp)
{
    if (cp < 0x300) return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD; /* U+00AD SOFT HYPHEN */
    if (cp < 0x2000) return cp == 0x034F || cp == 0x061C || cp == 0x180E; /* CGJ, ARABIC LETTER MARK, MONGOLIAN VOWEL SEPARATOR */
    if (cp < 0x2070) return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || cp >= 0x2060;
    return (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF || (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

static bool is_private(uint32_t cp)
{
    return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000 || (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE;
}

static bool is_combining(uint32_t cp)
{
    if (cp < 0x300) return false;
    if (cp >= 0x600 && cp <= 0x6FF)
        return (cp >= 0x610 && cp <= 0x61A) || (cp >= 0x64B && cp <= 0x65F) || cp == 0x670 ||
               (cp >= 0x6D6 && cp <= 0x6ED && cp != 0x6DD && cp != 0x6DE && cp != 0x6E5 && cp != 0x6E6 && cp != 0x6E9);
    if (cp >= 0xFE00 && cp <= 0xFE0F) return false; /* variation selectors: invisible */
    return cp != 0x034F && u_charType((UChar32)cp) == U_NON_SPACING_MARK;
}

static bool is_word_char(uint32_t cp)
{
    return arabic_letter(cp) || cp == TATWEEL || (cp >= '0' && cp <= '9') || (cp > 0x7F && u_isalnum((UChar32)cp)) ||
           (cp < 0x80 && u_isalpha((UChar32)cp));
}

enum quote { NO_QUOTE, QUOTE_OPENS, QUOTE_CLOSES, QUOTE_NEUTRAL };

static enum quote quote_kind(uint32_t cp, bool *single)
{
    *single = cp == '\'' || cp == '`' || cp == 0x2018 || cp == 0x2019 || cp == 0x201B || cp == 0x00B4;
    switch (cp) {
    case 0x00AB: case 0x201C: case 0x201E: case 0x201F: case 0x2039: case 0x2018: case 0x201B: case 0x300A: return QUOTE_OPENS;
    case 0x00BB: case 0x201D: case 0x203A: case 0x2019: case 0x300B: return QUOTE_CLOSES;
    case '"': case '\'': case '`': case 0x00B4: case 0xFF02: return QUOTE_NEUTRAL;
    default: return NO_QUOTE;
    }
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void append(struct draft *draft, uint32_t cp, struct span source)
{
    if (!draft->failed && !document_add_char(draft->doc, cp, source)) draft->failed = true;
}

static const struct block *current(const struct draft *draft)
{
    return draft->in_block ? &draft->blocks[draft->block_count - 1] : NULL;
}

/* The last character of the block, or NULL when it is empty so far. */
static struct doc_char *last_char(const struct draft *draft)
{
    const struct block *block = current(draft);
    size_t n = draft->doc->char_count;
    return block && n > block->first ? &draft->doc->chars[n - 1] : NULL;
}

static void flush_space(struct draft *draft)
{
    if (!draft->clean.space) return;
    draft->clean.space = false;
    if (last_char(draft)) append(draft, ' ', draft->clean.space_source);
}

/* «علی» and «فی» are typed alike on a Persian keyboard: a list says which words end in ى. */
static void finish_word(struct draft *draft)
{
    uint32_t at = draft->clean.ye;
    draft->clean.ye = 0;
    if (at == 0) return;
    uint32_t letters[LONGEST_WORD];
    size_t n = 0, i = at;
    while (i > current(draft)->first && n < LONGEST_WORD) {
        uint32_t cp = draft->doc->chars[--i].cp;
        if (arabic_mark(cp)) continue;
        if (!arabic_letter(cp)) break;
        letters[n++] = cp;
    }
    if (n == LONGEST_WORD) return;
    letters[0] = MAQSURA;
    char word[LONGEST_WORD * 4];
    size_t size = 0, first = 0;
    while (n > 0) {
        size_t length = utf8_encode(letters[--n], word + size);
        if (size == 0) first = length;
        size += length;
    }
    if (table_row(draft->room->maqsura, word, size) >= 0 ||
        ((strncmp(word, "و", 2) == 0 || strncmp(word, "ف", 2) == 0) &&
         table_row(draft->room->maqsura, word + first, size - first) >= 0))
        draft->doc->chars[at - 1].cp = MAQSURA;
}

/* --- quotation marks: « before, » after -------------------------------------------------------------------------- */

/* و ف ب ك ل and the article before a quotation: «لـ"الهدنات"», «وال"خبر"». */
static bool clitic_before(const struct draft *draft)
{
    const struct block *block = current(draft);
    size_t n = 0, i = draft->doc->char_count;
    for (; i > block->first && n <= 4; n++) {
        uint32_t cp = draft->doc->chars[i - 1].cp;
        if (!arabic_letter(cp)) break;
        if (cp != 0x0648 && cp != 0x0641 && cp != 0x0628 && cp != 0x0643 && cp != 0x0644 && cp != 0x0627) return false;
        i--;
    }
    return n > 0 && n <= 4;
}

enum next { NEXT_WORD, NEXT_QUOTE, NEXT_END };

static uint32_t quote_direction(const struct draft *draft, enum next next)
{
    const struct cleaner *c = &draft->clean;
    bool single;
    enum quote kind = quote_kind(c->quote, &single);
    const struct doc_char *last = last_char(draft);
    bool begins = !last || last->cp == ' ' || last->cp == '(' || last->cp == '[' || last->cp == '-' || last->cp == '/' ||
                  last->cp == OPEN_QUOTE || last->cp == 0x2013 || last->cp == ':' || last->cp == 0x060C || last->cp == 0x061B ||
                  c->after_tatweel;
    bool ends = next == NEXT_END || (next == NEXT_QUOTE && !begins);
    if (single && !begins && !ends && !clitic_before(draft)) return '\''; /* O'Neil, not «و'نعم'» */
    if (single && ends && !begins && c->open_quotes == 0) return '\''; /* the players' */
    if (!single && kind == QUOTE_NEUTRAL && last && arabic_digit(last->cp) >= 0 && ends && c->open_quotes == 0) return '"'; /* 32" */
    if (begins && !ends) return OPEN_QUOTE;
    if (!begins && ends) return CLOSE_QUOTE;
    if (begins) return c->open_quotes ? CLOSE_QUOTE : kind == QUOTE_CLOSES ? CLOSE_QUOTE : OPEN_QUOTE;
    if (c->open_quotes == 0 && clitic_before(draft)) return OPEN_QUOTE;
    if (c->open_quotes) return CLOSE_QUOTE;
    return kind == QUOTE_CLOSES ? CLOSE_QUOTE : OPEN_QUOTE;
}

static void flush_quote(struct draft *draft, enum next next)
{
    struct cleaner *c = &draft->clean;
    if (c->quote == 0) return;
    uint32_t cp = quote_direction(draft, next);
    c->quote = 0;
    c->after_tatweel = false;
    if (cp == OPEN_QUOTE) c->open_quotes++;
    else if (cp == CLOSE_QUOTE && c->open_quotes) c->open_quotes--;
    append(draft, cp, c->quote_source);
}

/* A tatweel that belongs to no letter is somebody's dash: «عمان ـ رويترز». */
static void flush_tatweel(struct draft *draft, bool letter_follows)
{
    struct cleaner *c = &draft->clean;
    if (!c->tatweel) return;
    c->tatweel = false;
    if (letter_follows) return;
    flush_space(draft);
    append(draft, '-', c->tatweel_source);
}

/* --- combining marks --------------------------------------------------------------------------------------------- */

/* What composes with its base becomes one character: ا + U+0653 = آ, e + U+0301 = é. */
static bool compose(struct doc_char *base, uint32_t mark_cp, struct span source)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    UChar32 whole = U_FAILURE(status) ? -1 : unorm2_composePair(nfc, (UChar32)base->cp, (UChar32)mark_cp);
    if (whole < 0 && mark_cp == HAMZA_ABOVE && base->cp == MAQSURA) whole = YEH_HAMZA;
    if (whole < 0) return false;
    base->cp = (uint32_t)whole;
    base->source.end = source.end;
    return true;
}

struct cluster {
    uint32_t shadda, vowel, dagger; /* as combining characters; 0: none */
    uint32_t other[MOST_MARKS];     /* marks of other scripts that do not compose */
    unsigned other_count;
    bool doubled;
};

static void cluster_add(struct cluster *cluster, uint32_t cp)
{
    mark m = arabic_mark(cp);
    uint32_t *slot = m == MARK_SHADDA ? &cluster->shadda : m == MARK_DAGGER ? &cluster->dagger : &cluster->vowel;
    if (m == 0 || (m & MARK_SEAT)) {
        bool quranic = (cp >= 0x610 && cp <= 0x61A) || (cp >= 0x656 && cp <= 0x65F) || (cp >= 0x6D6 && cp <= 0x6ED);
        if (!quranic && !m) cluster->other[cluster->other_count++] = cp; /* pause signs and stray seats are not spoken */
        return;
    }
    if (*slot) cluster->doubled = true;
    *slot = cp == 0x06E1 ? 0x0652 : cp; /* U+06E1, the Quran's sukun */
}

static void note_doubled(struct draft *draft, const struct doc_char *base, const struct span *span)
{
    char letter[5] = "";
    letter[utf8_encode(base->cp, letter)] = '\0';
    if (document_add_note(draft->doc, NASHRA_NOTE_SPELLING, *span, letter,
                          "this letter has two marks of one kind: the last one is read", NULL) < 0)
        draft->failed = true;
}

static void flush_marks(struct draft *draft)
{
    struct cleaner *c = &draft->clean;
    unsigned n = c->mark_count;
    c->mark_count = 0;
    bool apart = c->space || c->quote || c->tatweel;
    struct doc_char *base = apart ? NULL : last_char(draft);
    if (base && base->cp == ' ') base = NULL;
    struct cluster cluster = {0};
    struct span all = {0, 0};
    unsigned left = 0;
    for (unsigned i = 0; i < n; i++) {
        struct span source = c->marks[i].source;
        if (base && compose(base, c->marks[i].cp, source)) continue;
        cluster_add(&cluster, c->marks[i].cp);
        if (left++ == 0) all.begin = source.begin;
        all.end = source.end;
    }
    if (!cluster.shadda && !cluster.vowel && !cluster.dagger && !cluster.other_count) return;
    if (!base) { /* lone marks stay in order: a screen reader may want their names */
        flush_quote(draft, NEXT_WORD);
        flush_tatweel(draft, true);
        flush_space(draft);
    }
    if (base && all.begin < base->source.end) all.begin = base->source.begin; /* a seat composed over a vowel */
    if (base && cluster.doubled) note_doubled(draft, base, &all);
    bool sole = left == 1;
    bool in_order = left == 2 && n == 2 && cluster.shadda && cluster.vowel && c->marks[0].cp == cluster.shadda;
    if (cluster.shadda) append(draft, cluster.shadda, sole || in_order ? c->marks[0].source : all);
    if (cluster.vowel) append(draft, cluster.vowel, in_order ? c->marks[1].source : all);
    if (cluster.dagger) append(draft, cluster.dagger, all);
    for (unsigned i = 0; i < cluster.other_count; i++) append(draft, cluster.other[i], all);
}

static void hold_mark(struct draft *draft, uint32_t cp, struct span source)
{
    struct cleaner *c = &draft->clean;
    if (c->mark_count < MOST_MARKS) {
        c->marks[c->mark_count].cp = cp;
        c->marks[c->mark_count++].source = source;
    } else
        c->marks[MOST_MARKS - 1].source.end = source.end;
}

/* --- letters and signs ------------------------------------------------------------------------------------------- */

static void plain_char(struct draft *draft, uint32_t cp, struct span source)
{
    struct cleaner *c = &draft->clean;
    bool letter = arabic_letter(cp), word = letter || is_word_char(cp);
    flush_quote(draft, word || cp == '(' || cp == '[' || cp == '#' || cp == '@' ? NEXT_WORD : NEXT_END);
    flush_tatweel(draft, letter);
    if (c->space || !letter) finish_word(draft);
    if (letter) {
        struct doc_char *last = c->space ? NULL : last_char(draft);
        bool joined = cp == 0x0627; /* «إلىالقدس» lacks a space, «فلسطىن» has ى for ي */
        if (last && last->cp == MAQSURA && !joined && !c->after_tatweel) last->cp = YEH;
        c->ye = 0;
    }
    flush_space(draft);
    c->after_tatweel = false;
    append(draft, cp, source);
}

static void take(struct draft *draft, uint32_t cp, struct span source);

static void take_utf8(struct draft *draft, const char *text, struct span source)
{
    for (size_t i = 0, size = strlen(text); i < size;) {
        uint32_t cp;
        i += utf8_decode(text + i, size - i, &cp);
        take(draft, cp, source);
    }
}

/* Presentation forms, ligatures, full-width and mathematical letters: ﻼ, ﷺ, ５. false: cp is none of them. */
static bool take_compatible(struct draft *draft, uint32_t cp, struct span source)
{
    bool form = (cp >= 0xFB50 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFE);
    bool wide = (cp >= 0xFF01 && cp <= 0xFF5E) || (cp >= 0x1D400 && cp <= 0x1D7FF) || (cp >= 0x1EE00 && cp <= 0x1EEFF);
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = form || wide ? unorm2_getNFKCInstance(&status) : unorm2_getNFCInstance(&status);
    if (!form && !wide && u_getIntPropertyValue((UChar32)cp, UCHAR_NFC_QUICK_CHECK) != UNORM_NO) return false;
    UChar units[32];
    int32_t n = U_FAILURE(status) ? -1 : unorm2_getDecomposition(normalizer, (UChar32)cp, units, 32, &status);
    if (n <= 0 || n > 32 || U_FAILURE(status)) return false;
    bool phrase = cp >= 0xFDF0; /* ﷺ stands for words */
    bool mark_alone = form && n > 1 && (units[0] == ' ' || units[0] == TATWEEL);
    if (form && phrase && cp <= 0xFDFF) draft->clean.space = true, draft->clean.space_source = source;
    for (int32_t i = mark_alone ? 1 : 0; i < n;) {
        UChar32 part;
        U16_NEXT(units, i, n, part);
        take(draft, (uint32_t)part, source);
    }
    if (form && phrase && cp <= 0xFDFF) take(draft, ' ', source);
    return true;
}

static void drop_private(struct draft *draft, struct span source)
{
    if (draft->private_use++ == 0) draft->first_private = source;
}

/* What letter_forms.tsv says of a character outside U+0600..U+06FF. false: nothing. */
static bool take_listed(struct draft *draft, uint32_t cp, struct span source)
{
    char key[4];
    size_t size = utf8_encode(cp, key);
    long row = table_row(draft->room->letters, key, size);
    if (row < 0) return false;
    const char *read = section_field(draft->room->letters, (size_t)row, 1);
    bool phrase = strchr(read, ' ') != NULL; /* ﷽ */
    if (phrase) draft->clean.space = true, draft->clean.space_source = source;
    take_utf8(draft, read, source);
    if (phrase) take(draft, ' ', source);
    return true;
}

static void take_space(struct draft *draft, struct span source)
{
    struct cleaner *c = &draft->clean;
    flush_quote(draft, NEXT_END);
    flush_tatweel(draft, false);
    finish_word(draft);
    c->after_tatweel = false;
    if (c->space) c->space_source.end = source.end;
    else c->space_source = source;
    c->space = true;
}

static void take_tatweel(struct draft *draft, struct span source)
{
    struct cleaner *c = &draft->clean;
    flush_quote(draft, NEXT_WORD);
    const struct doc_char *last = c->space ? NULL : last_char(draft);
    if (last && (arabic_letter(last->cp) || arabic_mark(last->cp))) {
        c->after_tatweel = true;
        if (c->ye) c->ye = 0; /* «یـ» is not final */
        return;
    }
    if (!c->tatweel) c->tatweel_source = source;
    c->tatweel_source.end = source.end;
    c->tatweel = true;
}

static void take(struct draft *draft, uint32_t cp, struct span source)
{
    struct cleaner *c = &draft->clean;
    if (is_combining(cp)) {
        hold_mark(draft, cp, source);
        return;
    }
    if (is_space(cp)) {
        if (c->mark_count) flush_marks(draft);
        take_space(draft, source);
        return;
    }
    if (is_invisible(cp)) return;
    if (c->mark_count) flush_marks(draft);
    if (cp == TATWEEL) {
        take_tatweel(draft, source);
        return;
    }
    bool single;
    if (quote_kind(cp, &single) != NO_QUOTE) {
        flush_quote(draft, NEXT_QUOTE);
        flush_tatweel(draft, false);
        finish_word(draft);
        flush_space(draft);
        c->quote = cp;
        c->quote_source = source;
        return;
    }
    if (cp < 0x600) {
        if (cp < 0x340 || !take_compatible(draft, cp, source)) plain_char(draft, cp, source);
        return;
    }
    if (cp <= 0x6FF) {
        uint32_t read = draft->room->letter_map[cp - 0x600];
        plain_char(draft, read ? read : cp, source);
        if (cp == FARSI_YEH && !draft->failed) c->ye = (uint32_t)draft->doc->char_count;
        return;
    }
    if (take_listed(draft, cp, source)) return;
    if (is_private(cp)) drop_private(draft, source);
    else if (!take_compatible(draft, cp, source)) plain_char(draft, cp, source);
}

void draft_char(struct draft *draft, uint32_t cp, struct span source)
{
    if (!draft->failed && draft->in_block) take(draft, cp, source);
}

uint32_t draft_position(const struct draft *draft)
{
    size_t n = draft->doc->char_count;
    bool space = draft->clean.space && last_char(draft);
    return (uint32_t)(n + (space ? 1 : 0) + (draft->clean.quote ? 1 : 0));
}

void clean_begin(struct draft *draft)
{
    memset(&draft->clean, 0, sizeof draft->clean);
}

void clean_end(struct draft *draft)
{
    if (draft->clean.mark_count) flush_marks(draft);
    flush_quote(draft, NEXT_END);
    flush_tatweel(draft, false);
    finish_word(draft);
    draft->clean.space = false;
}
