/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "phrase/phrase.h"

#include "engine.h"
#include "phrase/bonds.h"
#include "phrase/traits.h"
#include "util/arabic.h"
#include "util/error.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES = 3, BREAKS = BREAK_TITLE + 1 };

/* A breath group in syllables: eSpeak NG speaks some 5 a second, a group stays under 4 seconds. */
enum { SHORTEST = 7, IDEAL = 15, LONGEST = 20, LONGEST_SLOW = 16, LOOK_BACK = 48 /* words */, BREAK_COST = 24 };

struct phraser {
    const struct table_section *particles, *breaks;
    uint16_t pauses[BREAKS][STYLES]; /* ms */
};

int phrase_open(struct phraser **out, const struct table *table, struct nashra_detail *detail)
{
    static const char *const names[BREAKS] = {[BREAK_BREATH] = "breath", [BREAK_COMMA] = "comma", [BREAK_CLAUSE] = "clause",
                                              [BREAK_SENTENCE] = "sentence", [BREAK_PARAGRAPH] = "paragraph", [BREAK_TITLE] = "title"};
    struct phraser *room = *out = memory_zalloc(1, sizeof *room);
    if (!room) return NASHRA_E_MEMORY;
    room->particles = table_section(table, "particles");
    room->breaks = table_section(table, "breaks");
    const struct table_section *pauses = table_section(table, "pauses");
    for (size_t kind = BREAK_BREATH; kind < BREAKS; kind++) {
        size_t row;
        if (!section_find(pauses, names[kind], strlen(names[kind]), &row))
            return error_set(detail, NASHRA_E_DATA, "pauses.tsv", 0, 0, "no row for the break '%s'", names[kind]);
        for (size_t style = 0; style < STYLES; style++)
            room->pauses[kind][style] = (uint16_t)strtoul(section_field(pauses, row, 1 + style), NULL, 10);
    }
    return 0;
}

void phrase_close(struct phraser *room)
{
    memory_free(room);
}

/* What the punctuation between two words asks for. */
static enum break_kind punctuation_break(const struct word *left, const struct word *right)
{
    uint16_t after = left->punct_after, before = right ? right->punct_before : 0;
    bool hyphen = right && right->first_char <= left->first_char + left->char_count + 1; /* كوفيد-19: no blank around it */
    if (hyphen) after &= (uint16_t)~PUNCT_DASH, before &= (uint16_t)~PUNCT_DASH;
    if (after & (PUNCT_STOP | PUNCT_QUESTION | PUNCT_EXCLAMATION)) return BREAK_SENTENCE;
    if (after & (PUNCT_SEMICOLON | PUNCT_COLON | PUNCT_ELLIPSIS)) return BREAK_CLAUSE;
    if (after & (PUNCT_COMMA | PUNCT_DASH | PUNCT_PAREN_CLOSE | PUNCT_PAREN_OPEN)) return BREAK_COMMA;
    if (before & (PUNCT_PAREN_OPEN | PUNCT_DASH)) return BREAK_COMMA;
    bool sign = right && (left->kind == WORD_SYMBOL || right->kind == WORD_SYMBOL); /* the names of signs stand apart */
    return sign && left->first_char != right->first_char ? BREAK_BREATH : BREAK_NONE;
}

/* The break at the end of a sentence: by what it is part of. */
static enum break_kind end_break(const struct nashra_document *doc, size_t sentence)
{
    const struct paragraph *paragraph = &doc->paragraphs[doc->sentences[sentence].paragraph];
    if (sentence + 1 < (size_t)paragraph->first_sentence + paragraph->sentence_count) return BREAK_SENTENCE;
    switch (paragraph->part) {
    case NASHRA_PART_TITLE: case NASHRA_PART_HEADING: return BREAK_TITLE;
    case NASHRA_PART_DATELINE: return BREAK_CLAUSE;
    case NASHRA_PART_ITEM: return BREAK_SENTENCE;
    default: return BREAK_PARAGRAPH;
    }
}

static void set_break(const struct nashra_document *doc, struct word *word, enum break_kind kind)
{
    word->break_after = (uint8_t)kind;
    word->pause_ms = doc->engine->phraser->pauses[kind][doc->reading.style];
}

/* Scratch for the words of one sentence. */
struct work {
    struct nashra_document *doc;
    struct traits *traits;
    long *cost;      /* of the best breathing up to here */
    uint32_t *from;  /* where its last group begins */
    size_t room;
};

static int reserve(struct work *work, size_t count)
{
    if (count <= work->room) return 0;
    struct traits *traits = memory_realloc(work->traits, count, sizeof *traits);
    if (traits) work->traits = traits;
    long *cost = memory_realloc(work->cost, count + 1, sizeof *cost);
    if (cost) work->cost = cost;
    uint32_t *from = memory_realloc(work->from, count + 1, sizeof *from);
    if (from) work->from = from;
    if (!traits || !cost || !from) return NASHRA_E_MEMORY;
    work->room = count;
    return 0;
}

static long group_cost(const struct work *work, size_t syllables)
{
    long n = (long)(syllables > 4096 ? 4096 : syllables), most = work->doc->reading.style == NASHRA_STYLE_SLOW ? LONGEST_SLOW : LONGEST;
    if (n < SHORTEST) return (SHORTEST - n) * 7;
    if (n > most) return (n - most) * 40 + (most - IDEAL) * (most - IDEAL) / 2;
    return n > IDEAL ? (n - IDEAL) * (n - IDEAL) / 2 : 0;
}

/* Breaths inside words [begin, end), which no punctuation parts: the cheapest way to cut them into groups. */
static void breathe(struct work *work, struct word *words, size_t begin, size_t end)
{
    const struct traits *traits = work->traits;
    work->cost[begin] = 0;
    for (size_t to = begin + 1; to <= end; to++) {
        size_t syllables = 0;
        long bond = to == end ? 0 : BREAK_COST + bond_cost(&words[to - 1], &traits[to - 1], &words[to], &traits[to]);
        work->cost[to] = -1;
        for (size_t from = to; from-- > begin && to - from <= LOOK_BACK;) {
            syllables += traits[from].syllables;
            long cost = work->cost[from] + bond + group_cost(work, syllables);
            if (from + 1 == to || cost < work->cost[to]) work->cost[to] = cost, work->from[to] = (uint32_t)from;
        }
    }
    for (size_t to = work->from[end]; to > begin; to = work->from[to]) set_break(work->doc, &words[to - 1], BREAK_BREATH);
}

static int phrase_sentence(struct work *work, size_t index)
{
    struct nashra_document *doc = work->doc;
    const struct phraser *room = doc->engine->phraser;
    const struct sentence *sentence = &doc->sentences[index];
    struct word *words = &doc->words[sentence->first_word];
    size_t count = sentence->word_count, begin = 0;
    if (reserve(work, count) < 0) return NASHRA_E_MEMORY;
    for (size_t i = 0; i < count; i++) work->traits[i] = traits_of(&words[i], room->particles, room->breaks);
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        enum break_kind kind = last ? end_break(doc, index) : punctuation_break(&words[i], &words[i + 1]);
        words[i].break_after = BREAK_NONE;
        words[i].pause_ms = 0;
        if (kind == BREAK_NONE) continue;
        set_break(doc, &words[i], kind);
        breathe(work, words, begin, i + 1);
        begin = i + 1;
    }
    return 0;
}

/* SSML's <break>: so many milliseconds, or a strength. */
static void obey_break(const struct nashra_document *doc, struct word *word, const struct directive *d)
{
    static const struct {
        const char *name;
        enum break_kind kind;
    } strengths[] = {{"none", BREAK_NONE},     {"x-weak", BREAK_BREATH},    {"weak", BREAK_BREATH},
                     {"medium", BREAK_COMMA},  {"strong", BREAK_SENTENCE}, {"x-strong", BREAK_PARAGRAPH}};
    enum break_kind kind = BREAK_COMMA;
    for (size_t i = 0; d->value && i < sizeof strengths / sizeof strengths[0]; i++)
        if (strcmp(d->value, strengths[i].name) == 0) kind = strengths[i].kind;
    if (d->number == 0) kind = BREAK_NONE;
    set_break(doc, word, kind);
    if (d->number > 0) {
        if (word->break_after < BREAK_COMMA) word->break_after = BREAK_COMMA;
        word->pause_ms = (uint16_t)(d->number > UINT16_MAX ? UINT16_MAX : d->number);
    }
}

/* The first directive that stands at `first_char` or later; they are in order. */
static size_t directive_from(const struct nashra_document *doc, uint32_t first_char)
{
    size_t low = 0, high = doc->directive_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (doc->directives[middle].first_char < first_char) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* A <break> belongs to the word before it, also at the end of a sentence; one inside a word stands after it. */
static void obey_breaks(struct nashra_document *doc, size_t first_word, size_t end_word)
{
    if (first_word >= end_word || doc->directive_count == 0) return;
    const struct word *start = &doc->words[first_word];
    size_t d = directive_from(doc, start->first_char + 1);
    for (size_t i = first_word; i < end_word; i++) {
        struct word *word = &doc->words[i];
        uint32_t next = i + 1 < doc->word_count ? doc->words[i + 1].first_char : UINT32_MAX;
        for (; d < doc->directive_count && doc->directives[d].first_char <= next; d++)
            if (doc->directives[d].kind == DIRECTIVE_BREAK && doc->directives[d].first_char > word->first_char)
                obey_break(doc, word, &doc->directives[d]);
    }
}

/* A newsreader gives a person's name its case at most at the end: سامحْ شكري, محمدْ بنْ سلمان; but عبدُ الله, whose second part needs a vowel
 * to lean on. */
static bool name_goes_on(const struct word *word, const struct word *next)
{
    if (!word->person || !next->person || next->length == 0) return false;
    uint32_t first = arabic_seated(next->letters[0], next->marks[0]);
    return first != 0x0627 && first != 0x0671; /* ا ٱ: hamzat al-wasl */
}

/* Which words take their pausal form: those before a pause, and names before the rest of the name. */
static void set_pausal(struct nashra_document *doc, size_t first_word, size_t end_word)
{
    if (doc->reading.endings == NASHRA_ENDINGS_FULL) return;
    for (size_t i = first_word; i < end_word; i++) {
        struct word *word = &doc->words[i];
        word->pausal = word->break_after != BREAK_NONE || (i + 1 < end_word && name_goes_on(word, word + 1));
    }
}

int phrase_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail)
{
    (void)detail;
    struct work work = {.doc = doc};
    int result = 0;
    for (size_t i = first; i < first + count && result == 0; i++)
        if (doc->sentences[i].word_count > 0) result = phrase_sentence(&work, i);
    memory_free(work.traits);
    memory_free(work.cost);
    memory_free(work.from);
    if (result < 0 || count == 0) return result;
    const struct sentence *last = &doc->sentences[first + count - 1];
    size_t first_word = doc->sentences[first].first_word, end_word = last->first_word + last->word_count;
    obey_breaks(doc, first_word, end_word);
    set_pausal(doc, first_word, end_word);
    return 0;
}
