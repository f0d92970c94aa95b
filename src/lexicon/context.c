/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "lexicon/context.h"

#include "util/utf8.h"

#include <stdlib.h>
#include <string.h>

enum column { SURFACE, WHEN, MARKS, KIND, CONFIDENCE, COLUMNS };
enum { NEAR = 6, SENTENCE_REACH = 60, ARTICLE_REACH = 20000 };
enum { ALEF = 0x0627, LAM = 0x0644, WAW = 0x0648, FEH = 0x0641, BEH = 0x0628, KAF = 0x0643 };

void context_open(struct context_rules *rules, const struct table *table)
{
    rules->homographs = table_section(table, "homographs");
    if (section_columns(rules->homographs) < COLUMNS) rules->homographs = NULL;
    rules->titles = table_section(table, "titles");
}

/* --- matching one word against a pattern --------------------------------------------------------------------------- */

/* text[0..size) against letters[0..n): `*` at its end or beginning stands for any letters. */
static bool matches_letters(const char *text, size_t size, const uint32_t *letters, size_t n)
{
    bool open_end = size > 0 && text[size - 1] == '*', open_begin = size > 1 && text[0] == '*';
    if (open_end) size--;
    if (open_begin) text++, size--;
    uint32_t pattern[FORM_LETTERS];
    size_t length = utf8_to_codepoints(text, size, pattern, FORM_LETTERS);
    if (length > FORM_LETTERS || length > n) return false;
    if (open_end && !open_begin) return memcmp(pattern, letters, length * sizeof *letters) == 0;
    if (open_begin && !open_end) return memcmp(pattern, letters + n - length, length * sizeof *letters) == 0;
    return n == length && memcmp(pattern, letters, n * sizeof *letters) == 0;
}

/* The pattern's words against one word of the text, as it is and without و ف, without ب ل ك. */
static bool matches_any(const char *list, size_t size, const struct word *word)
{
    for (size_t i = 0; i < size;) {
        size_t end = i;
        while (end < size && list[end] != ' ') end++;
        const uint32_t *letters = word->letters;
        size_t n = word->length;
        if (end > i) {
            if (matches_letters(list + i, end - i, letters, n)) return true;
            bool open = list[end - 1] == '*' && end - i <= 3; /* ي*: only the word as it is */
            if (!open && n > 3 && (letters[0] == WAW || letters[0] == FEH)) {
                letters++, n--;
                if (matches_letters(list + i, end - i, letters, n)) return true;
            }
            if (!open && n > 3 && (letters[0] == BEH || letters[0] == LAM || letters[0] == KAF) &&
                matches_letters(list + i, end - i, letters + 1, n - 1))
                return true;
        }
        i = end + 1;
    }
    return false;
}

/* --- the survey ----------------------------------------------------------------------------------------------------- */

struct survey {
    const struct context_rules *rules;
    const struct search *search;
    uint8_t bits;
};

static bool survey_form(void *context, const struct form *form)
{
    struct survey *s = context;
    char key[FORM_LETTERS * 4];
    size_t row, size = search_key(form->base, form->length, key);
    if (section_find(s->rules->titles, key, size, &row)) {
        s->bits |= CONTEXT_TITLE;
        return true;
    }
    if (form->article != ARTICLE_NONE || form->length < 3) return false;
    const struct table_section *people = s->search->sources[0].section;
    if (section_find(people, key, size, &row)) {
        enum search_kind kind = search_kind_of(section_field(people, row, 2));
        if (kind == KIND_GIVEN) s->bits |= CONTEXT_GIVEN;
        if (kind == KIND_FAMILY) s->bits |= CONTEXT_FAMILY;
        return true;
    }
    return false;
}

int context_survey(struct context *context, const struct context_rules *rules, struct nashra_document *doc,
                   const struct search *search)
{
    size_t rows = section_rows(rules->homographs);
    *context = (struct context){
        .rules = rules,
        .doc = doc,
        .words = arena_alloc(doc->arena, doc->word_count, sizeof *context->words),
        .article = arena_alloc(doc->arena, rows, sizeof *context->article),
        .votes = arena_alloc(doc->arena, rows, sizeof *context->votes),
    };
    if (!context->words || !context->article || !context->votes) return NASHRA_E_MEMORY;
    for (size_t i = 0; i < doc->word_count; i++) {
        struct word *word = &doc->words[i];
        struct survey s = {rules, search, 0};
        if (word->kind == WORD_PLAIN) forms_each(word->letters, word->length, FORM_BARE, survey_form, &s);
        if (word->punct_before || (i && doc->words[i - 1].punct_after)) s.bits |= CONTEXT_PUNCTUATED;
        context->words[i] = s.bits;
    }
    return 0;
}

bool context_is_name(const struct context *context, size_t index)
{
    const uint8_t *words = context->words;
    bool joined = index > 0 && !(words[index] & CONTEXT_PUNCTUATED);
    if (joined && (words[index - 1] & (CONTEXT_TITLE | CONTEXT_GIVEN))) return true;
    size_t next = index + 1;
    return next < context->doc->word_count && !(words[next] & CONTEXT_PUNCTUATED) && (words[next] & CONTEXT_FAMILY) &&
           !(words[next] & CONTEXT_TITLE);
}

/* --- homographs ------------------------------------------------------------------------------------------------------ */

struct place {
    const struct sentence *sentence;
    size_t index;
};

static bool in_range(const struct context *context, const struct place *at, size_t reach, const char *list, size_t size)
{
    size_t first = at->sentence->first_word, end = first + at->sentence->word_count;
    if (at->index > first + reach) first = at->index - reach;
    if (end > at->index + reach + 1) end = at->index + reach + 1;
    for (size_t i = first; i < end; i++)
        if (i != at->index && matches_any(list, size, &context->doc->words[i])) return true;
    return false;
}

static bool in_article(struct context *context, size_t row, const struct place *at, const char *list, size_t size)
{
    if (context->doc->reading.lines) return in_range(context, at, SENTENCE_REACH, list, size); /* each line is a text of its own */
    if (context->article[row] == 0) {
        size_t n = context->doc->word_count;
        bool found = false;
        for (size_t i = 0; i < n && i < ARTICLE_REACH && !found; i++) found = matches_any(list, size, &context->doc->words[i]);
        context->article[row] = found ? 2 : 1;
    }
    return context->article[row] == 2;
}

/* One condition, when[0..size): "prev=هو أنه", "name" ... */
static bool holds(struct context *context, size_t row, const struct place *at, const char *when, size_t size)
{
    const char *equals = memchr(when, '=', size);
    if (!equals) return size == 4 && memcmp(when, "name", 4) == 0 && context_is_name(context, at->index);
    size_t name = (size_t)(equals - when);
    const char *list = equals + 1;
    size_t rest = size - name - 1;
    const struct word *words = context->doc->words;
    size_t first = at->sentence->first_word, end = first + at->sentence->word_count;
    if (name == 4 && memcmp(when, "prev", 4) == 0) return at->index > first && matches_any(list, rest, &words[at->index - 1]);
    if (name == 4 && memcmp(when, "next", 4) == 0) return at->index + 1 < end && matches_any(list, rest, &words[at->index + 1]);
    if (name == 4 && memcmp(when, "near", 4) == 0) return in_range(context, at, NEAR, list, rest);
    if (name == 8 && memcmp(when, "sentence", 8) == 0) return in_range(context, at, SENTENCE_REACH, list, rest);
    return name == 7 && memcmp(when, "article", 7) == 0 && in_article(context, row, at, list, rest);
}

static bool all_hold(struct context *context, size_t row, const struct place *at)
{
    const char *when = section_field(context->rules->homographs, row, WHEN);
    while (*when) {
        size_t size = strcspn(when, ";");
        if (!holds(context, row, at, when, size)) return false;
        when += size + (when[size] == ';');
    }
    return true;
}

/* Decided by what stands around the word, so that the article's undecided mentions may follow. */
static bool votes_count(const char *when)
{
    return *when && strncmp(when, "article", 7) != 0;
}

size_t context_homograph(struct context *context, const struct sentence *sentence, size_t index, const struct form *form, bool vote)
{
    const struct table_section *rules = context->rules->homographs;
    char key[FORM_LETTERS * 4];
    size_t first, rows = section_find(rules, key, search_key(form->base, form->length, key), &first);
    struct place at = {sentence, index};
    for (size_t row = first; rows > 0; row++, rows--) {
        if (!all_hold(context, row, &at)) continue;
        const char *when = section_field(rules, row, WHEN);
        if (vote && !context->doc->reading.lines && votes_count(when) && context->votes[row] < UINT16_MAX) context->votes[row]++;
        if (*when || context_confidence(context, row) >= 88) return row;
        size_t most = row; /* one spelling, one reading in an article: the decided mentions carry an undecided one with them */
        for (size_t other = row; other-- > first;)
            if (context->votes[other] > (most == row ? 0 : context->votes[most])) most = other;
        return most;
    }
    return SIZE_MAX;
}

const char *context_marks(const struct context *context, size_t row)
{
    return section_field(context->rules->homographs, row, MARKS);
}

enum search_kind context_kind(const struct context *context, size_t row)
{
    return search_kind_of(section_field(context->rules->homographs, row, KIND));
}

int context_confidence(const struct context *context, size_t row)
{
    return (int)strtol(section_field(context->rules->homographs, row, CONFIDENCE), NULL, 10);
}
