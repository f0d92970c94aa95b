/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* What stands on a news page and is not the article: lexicon/furniture.tsv's rules, matched on folded words. A rule is about
 * a whole line's shape, because the words alone are article text too: «شارك الرئيس في القمة». */
#include "intake/article.h"
#include "util/arabic.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { MOST_WORDS = 48, LONGEST_PATTERN = 8, BUCKETS = 256 };

enum shape {
    SHAPE_LABEL,   /* the pattern and a colon: «المصدر: رويترز» */
    SHAPE_ALONE,   /* nothing else in the line, but a number */
    SHAPE_START,   /* the line begins so and is short */
    SHAPE_CONTAINS /* a short line has it somewhere */
};
enum scope {
    SCOPE_LINE, /* this line */
    SCOPE_LIST, /* and the headlines or bullets under it */
    SCOPE_REST  /* and everything below */
};

struct rule {
    uint64_t words[LONGEST_PATTERN];
    unsigned word_count, most_words; /* of the line; 0: any */
    enum shape shape;
    enum scope scope;
    const char *reason;
    struct rule *next; /* of the bucket of words[0] */
};

struct furniture {
    struct rule *rules, *buckets[BUCKETS], *anywhere;
    char *reasons;
};

/* A line's words as hashes of their folded letters. */
struct words {
    uint64_t hash[MOST_WORDS];
    bool colon[MOST_WORDS], number[MOST_WORDS];
    unsigned count, total; /* total: those past MOST_WORDS too, up to twice as many */
};

static uint32_t fold(uint32_t cp)
{
    if (cp >= 'A' && cp <= 'Z') return cp + 32;
    return arabic_fold(cp);
}

struct folding {
    struct words *words;
    uint64_t hash;
    bool in_word, number;
};

static void fold_char(struct folding *f, uint32_t cp)
{
    if (arabic_mark(cp) || cp == 0x0640) return;
    if (u_isalnum((UChar32)cp)) {
        if (!f->in_word) f->hash = 14695981039346656037u, f->number = true;
        f->in_word = true;
        f->number = f->number && arabic_digit(cp) >= 0;
        f->hash = (f->hash ^ fold(cp)) * 1099511628211u;
        return;
    }
    struct words *w = f->words;
    if (f->in_word) {
        if (w->count < MOST_WORDS) {
            w->hash[w->count] = f->hash;
            w->number[w->count] = f->number;
            w->colon[w->count++] = false;
        }
        w->total++;
    }
    f->in_word = false;
    if (cp == ':' && w->count && w->count == w->total) w->colon[w->count - 1] = true;
}

static void fold_block(const struct draft *draft, const struct block *block, struct words *words)
{
    words->count = words->total = 0;
    struct folding f = {.words = words};
    for (size_t i = 0; i < block->count && words->total < 2 * MOST_WORDS; i++) fold_char(&f, draft->doc->chars[block->first + i].cp);
    fold_char(&f, ' ');
}

/* --- the rules --------------------------------------------------------------------------------------------------- */

static unsigned choose(const char *value, const char *const *names, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(value, names[i]) == 0) return i;
    return 0;
}

static void read_rule(struct rule *rule, const struct table_section *section, size_t row, const char *reason)
{
    static const char *const shapes[] = {"label", "alone", "start", "contains"};
    static const char *const scopes[] = {"line", "list", "rest"};
    const char *pattern = section_field(section, row, 0);
    struct words words = {.count = 0};
    struct folding f = {.words = &words};
    for (size_t i = 0, size = strlen(pattern); i < size;) {
        uint32_t cp;
        i += utf8_decode(pattern + i, size - i, &cp);
        fold_char(&f, cp);
    }
    fold_char(&f, ' ');
    rule->word_count = words.count > LONGEST_PATTERN ? LONGEST_PATTERN : words.count;
    memcpy(rule->words, words.hash, rule->word_count * sizeof rule->words[0]);
    rule->shape = (enum shape)choose(section_field(section, row, 1), shapes, 4);
    rule->scope = (enum scope)choose(section_field(section, row, 2), scopes, 3);
    rule->most_words = (unsigned)strtoul(section_field(section, row, 3), NULL, 10);
    rule->reason = reason;
}

static void list_rule(struct furniture *f, struct rule *rule)
{
    struct rule **list = rule->shape == SHAPE_CONTAINS ? &f->anywhere : &f->buckets[rule->words[0] % BUCKETS];
    rule->next = *list;
    *list = rule;
}

int furniture_open(struct furniture **out, const struct table_section *section)
{
    size_t rows = section_rows(section);
    struct furniture *f = *out = memory_zalloc(1, sizeof *f);
    if (!f) return NASHRA_E_MEMORY;
    f->rules = memory_zalloc(rows, sizeof *f->rules);
    struct buffer reasons = BUFFER_EMPTY;
    for (size_t i = 0; i < rows; i++) {
        buffer_text(&reasons, "furniture.tsv: ");
        const char *pattern = section_field(section, i, 0);
        buffer_append(&reasons, pattern, strlen(pattern) + 1);
    }
    f->reasons = reasons.data;
    if (!f->rules || reasons.failed) return NASHRA_E_MEMORY;
    const char *reason = reasons.data;
    for (size_t i = 0; i < rows; i++, reason += strlen(reason) + 1) {
        read_rule(&f->rules[i], section, i, reason);
        if (f->rules[i].word_count) list_rule(f, &f->rules[i]);
    }
    return 0;
}

void furniture_close(struct furniture *furniture)
{
    if (!furniture) return;
    memory_free(furniture->rules);
    memory_free(furniture->reasons);
    memory_free(furniture);
}

static bool words_at(const struct rule *rule, const struct words *words, unsigned at)
{
    return at + rule->word_count <= words->count &&
           memcmp(rule->words, words->hash + at, rule->word_count * sizeof rule->words[0]) == 0;
}

static bool rule_matches(const struct rule *rule, const struct words *words)
{
    if (rule->most_words && words->total > rule->most_words) return false;
    unsigned n = rule->word_count;
    if (rule->shape == SHAPE_CONTAINS) {
        for (unsigned i = 0; i + n <= words->count; i++)
            if (words_at(rule, words, i)) return true;
        return false;
    }
    if (!words_at(rule, words, 0)) return false;
    bool alone = words->total == n;
    if (rule->shape == SHAPE_LABEL) return words->colon[n - 1] || alone;
    if (rule->shape == SHAPE_ALONE) return alone || (words->total == n + 1 && words->number[n]);
    return true;
}

/* Of several rules the one that takes most: «اقرأ أيضا» alone takes all below it, as a label only its list. */
static const struct rule *better(const struct rule *found, const struct rule *rule, const struct words *words)
{
    return (!found || rule->scope > found->scope) && rule_matches(rule, words) ? rule : found;
}

static const struct rule *find_rule(const struct furniture *f, const struct words *words)
{
    const struct rule *found = NULL;
    if (words->count == 0) return NULL;
    for (const struct rule *r = f->buckets[words->hash[0] % BUCKETS]; r; r = r->next) found = better(found, r, words);
    if (found || words->count > MOST_WORDS / 2) return found;
    for (const struct rule *r = f->anywhere; r; r = r->next) found = better(found, r, words);
    return found;
}

/* --- applying them ----------------------------------------------------------------------------------------------- */

static bool mostly_links(const struct block *block)
{
    return block->count && block->linked * 10 >= block->count * 6;
}

/* Headlines, bullets, links: what a list of other articles is made of. */
static bool list_entry(const struct draft *draft, const struct block *block)
{
    return block->kind == BLOCK_ITEM || block_bullet(draft, block) || mostly_links(block) ||
           (block->kind == BLOCK_LINE && block_is_headline(draft, block) && !block_stops(draft, block));
}

/* In a web page «اقرأ أيضا» may stand over linked headlines in the midst of an article: then only they go. */
static enum scope real_scope(const struct draft *draft, size_t i, const struct rule *rule, bool began)
{
    const struct block *block = &draft->blocks[i];
    if (!began) return SCOPE_LINE;
    if (rule->scope != SCOPE_REST) return rule->scope;
    bool links = mostly_links(block) || (i + 1 < draft->block_count && mostly_links(block + 1));
    return links ? SCOPE_LIST : SCOPE_REST;
}

static bool only_links(const struct draft *draft, size_t i)
{
    const struct block *block = &draft->blocks[i];
    return block->kind != BLOCK_TITLE && block->kind != BLOCK_HEADING && block->count && block->linked * 10 >= block->count * 9 &&
           !block_stops(draft, block);
}

/* In a page, paragraphs that are nothing but links are other articles' headlines when they stand together, or at its end or
 * beginning. One within the text may be a part of it. */
static void mark_links(struct draft *draft)
{
    for (size_t i = 0, end; i < draft->block_count; i = end + 1) {
        for (end = i; end < draft->block_count && only_links(draft, end);) end++;
        bool border = i == 0 || end == draft->block_count || draft->blocks[i - 1].kind == BLOCK_TITLE;
        if (end - i < 2 && !(end > i && border)) continue;
        for (size_t k = i; k < end; k++)
            if (!draft->blocks[k].skip) draft->blocks[k].skip = "html: links";
    }
}

void furniture_mark(struct draft *draft)
{
    size_t kept = 0;
    bool began = false; /* something of the article has been seen */
    const char *rest = NULL, *list = NULL;
    for (size_t i = 0; i < draft->block_count; i++) {
        struct block *block = &draft->blocks[i];
        struct words words;
        fold_block(draft, block, &words);
        const struct rule *rule = rest ? NULL : find_rule(draft->room->furniture, &words);
        /* «آخر الأخبار» at the very top is what the text is about, not what follows it */
        if (rule && !began && rule->shape == SHAPE_ALONE && rule->scope != SCOPE_LINE) rule = NULL;
        if (rule) {
            enum scope scope = real_scope(draft, i, rule, began);
            block->skip = rule->reason;
            rest = scope == SCOPE_REST ? rule->reason : NULL;
            list = scope == SCOPE_LIST ? rule->reason : NULL;
        } else if (rest)
            block->skip = rest;
        else if (list && list_entry(draft, block))
            block->skip = list;
        else
            list = NULL;
        if (block->skip) continue;
        kept++;
        began = began || block->count > 60 || block_stops(draft, block);
    }
    if (draft->page) mark_links(draft);
    if (kept == 0) /* then somebody wants to hear it */
        for (size_t i = 0; i < draft->block_count; i++) draft->blocks[i].skip = NULL;
}
