/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "normalize/normalize.h"

#include "normalize/reader.h"
#include "util/arabic.h"
#include "util/error.h"

#include <string.h>

/* --- the room ---------------------------------------------------------------------------------------------------- */

int normalize_open(struct normalizer **out, const struct table *table, struct nashra_detail *detail)
{
    struct normalizer *room = memory_zalloc(1, sizeof *room);
    *out = room;
    if (!room) return NASHRA_E_MEMORY;
    const struct {
        const char *name;
        const struct table_section **section;
    } SECTIONS[] = {
        {"nouns", &room->nouns},   {"nouns_cc_by_sa", &room->more_nouns}, {"things", &room->things}, {"units", &room->units},
        {"currencies", &room->currencies},
        {"months", &room->months}, {"roles", &room->roles},     {"latin", &room->latin},     {"abbreviations", &room->abbreviations},
        {"letters", &room->letters}, {"symbols", &room->symbols}, {"regions", &room->regions}, {"regnal", &room->regnal},
        {"scales", &room->scales},
    };
    for (size_t i = 0; i < sizeof SECTIONS / sizeof SECTIONS[0]; i++) {
        *SECTIONS[i].section = table_section(table, SECTIONS[i].name);
        if (!*SECTIONS[i].section)
            return error_set(detail, NASHRA_E_DATA, "nashra.lex", 0, 0, "no section '%s'; build the data with `make`", SECTIONS[i].name);
    }
    const char *missing = NULL;
    if (number_words_open(&room->numbers, table_section(table, "numbers"), &missing) < 0)
        return error_set(detail, NASHRA_E_DATA, "nashra.lex", 0, 0, "section 'numbers' has no '%s'; build the data with `make`", missing);
    return 0;
}

void normalize_close(struct normalizer *room)
{
    memory_free(room);
}

/* --- numbers ----------------------------------------------------------------------------------------------------- */

/* The recognizers of a number, in the order of how sure their signs are; the last takes everything. */
static size_t (*const NUMBERS[])(struct reader *, const struct site *) = {
    read_phone, read_date, read_time, read_version, read_fraction, read_pair, read_year, read_ordinal, read_measure, read_count,
};

/* A closing quote or bracket right after the number whose opening one was passed over: «12». */
static size_t close_quote(const struct reader *r, size_t opened, size_t end)
{
    return opened && token_at(r, end)->kind == TOKEN_SIGN && quote_close(token_at(r, end)->cp) && !token_at(r, end)->space ? end + 1 : end;
}

/* Clitics, an opening quote, then a number. */
static size_t read_number(struct reader *r, size_t start, const struct clitics *clitics)
{
    struct site site = {.start = start, .clitics = *clitics};
    size_t at = clitics->next, opened = 0;
    bool has_clitic = at != start;
    if (has_clitic && token_at(r, at)->kind == TOKEN_SIGN && quote_open(token_at(r, at)->cp)) opened = 1, at++;
    bool percent = token_sign(r, at, '%') || token_sign(r, at, 0x066A);
    if (percent && token_digits(r, at + 1) && !token_at(r, at + 1)->space && !(at > 0 && token_digits(r, at - 1))) at++; /* %7 */
    struct clitics here = *clitics;
    here.next = at;
    size_t done = read_vulgar(r, at, &here);
    if (!done) done = read_money_before(r, at, &here);
    if (done) return close_quote(r, opened, done);
    if (!numeral_read(r, at, &site.numeral)) return 0;
    site.close = close_quote(r, opened, site.numeral.end);
    for (size_t k = 0; k < sizeof NUMBERS / sizeof NUMBERS[0]; k++) {
        size_t end = NUMBERS[k](r, &site);
        if (end) return end;
    }
    return 0;
}

/* --- words ------------------------------------------------------------------------------------------------------- */

/* لـ”الهدنات: a clitic before an opening quote is part of the word inside. */
static size_t read_quoted(struct reader *r, size_t i, const struct clitics *clitics)
{
    size_t at = clitics->next;
    const struct token *sign = token_at(r, at);
    if (at == i) return 0;
    if (sign->kind == TOKEN_SIGN) {
        if (!quote_open(sign->cp) || sign->space || token_at(r, at + 1)->kind != TOKEN_WORD || token_at(r, at + 1)->space) return 0;
        at++;
    } else if (sign->kind != TOKEN_WORD || sign->space) return 0;
    say_begin(&r->say, token_at(r, i)->begin, token_at(r, at)->end, NULL);
    if (clitics->conjunction) say_prefix(&r->say, clitics->conjunction);
    if (clitics->preposition) say_prefix(&r->say, clitics->preposition);
    if (clitics->article) say_article(&r->say);
    say_own(r, at, false);
    return at + 1;
}

static size_t read_word(struct reader *r, size_t i)
{
    struct clitics clitics = clitics_read(r, i);
    if (clitics.next != i) {
        size_t at = clitics.next;
        size_t end = 0;
        bool near = !token_at(r, at)->space || token_digits(r, at) || token_digits(r, at + 1);
        if (near) end = read_number(r, i, &clitics);
        if (!end && near && token_at(r, at)->kind == TOKEN_LATIN) end = read_latin(r, at, &clitics);
        if (!end) end = read_quoted(r, i, &clitics);
        if (end) return end;
    }
    size_t end = read_unit_alone(r, i);
    if (!end) end = read_abbreviation(r, i);
    if (!end) end = read_model(r, i);
    if (end) return end;
    say_own(r, i, false);
    return i + 1;
}

/* A sign: the start of an expression, a word of its own, or only a pause. */
static size_t read_sign(struct reader *r, size_t i)
{
    struct clitics none = {.next = i};
    size_t end = read_number(r, i, &none);
    if (!end) end = read_address(r, i);
    if (!end) end = read_abbreviation(r, i);
    if (!end && token_at(r, i)->cp == 0x00B0) end = read_unit_alone(r, i);
    if (!end) end = read_symbol(r, i);
    if (end) return end;
    uint32_t cp = token_at(r, i)->cp;
    bool opens = token_at(r, i)->space && !token_at(r, i + 1)->space && i + 1 < r->tokens.count;
    if (cp == '"' || cp == 0x201C || cp == 0x201D || cp == '\'') cp = opens ? 0x00AB : 0x00BB;
    note_sign(r, cp);
    return i + 1;
}

static size_t read_token(struct reader *r, size_t i)
{
    struct clitics none = {.next = i};
    size_t end = r->doc->directive_count ? read_wish(r, i) : 0;
    if (end) return end;
    if (r->doc->reading.spelling) return spell_token(r, i), i + 1;
    switch (token_at(r, i)->kind) {
    case TOKEN_WORD: return read_word(r, i);
    case TOKEN_DIGITS: return read_number(r, i, &none);
    case TOKEN_SIGN: return read_sign(r, i);
    default:
        end = read_address(r, i);
        if (!end) end = read_abbreviation(r, i);
        if (!end) end = read_money_before(r, i, &none);
        return end ? end : read_latin(r, i, &none);
    }
}

/* --- the stage --------------------------------------------------------------------------------------------------- */

enum { OPENING = PUNCT_QUOTE_OPEN | PUNCT_PAREN_OPEN };

/* What stood between the last word and the next: an opening sign belongs to the word after it. */
static void give_signs(struct reader *r, size_t sentence_first, size_t first_new)
{
    struct word *words = r->doc->words;
    if (r->punct && first_new > sentence_first) words[first_new - 1].punct_after |= r->punct;
    if (first_new < r->doc->word_count) words[first_new].punct_before |= r->punct & (OPENING | PUNCT_DASH);
    r->punct = 0;
}

static int read_sentence(struct reader *r, struct sentence *sentence)
{
    struct nashra_document *doc = r->doc;
    int result = tokens_read(&r->tokens, doc, sentence->first_char, sentence->char_count);
    if (result < 0) return result;
    size_t first = doc->word_count;
    sentence->first_word = (uint32_t)first;
    r->last_case = CASE_UNKNOWN;
    r->last_end = r->clock_end = r->ordinal_end = 0;
    r->punct = 0;
    for (size_t i = 0; i < r->tokens.count && !r->say.failed;) {
        size_t had = doc->word_count;
        uint16_t signs = r->punct;
        size_t next = read_token(r, i);
        if (next <= i) next = i + 1;
        if (doc->word_count > had) {
            uint16_t later = (uint16_t)(r->punct & ~signs);
            r->punct = signs;
            give_signs(r, first, had);
            r->punct = later;
        }
        i = next;
    }
    give_signs(r, first, doc->word_count);
    sentence->word_count = (uint32_t)(doc->word_count - first);
    return r->say.failed ? NASHRA_E_MEMORY : 0;
}

/* The region that the caller asked for, else what the text itself shows. */
static void set_region(struct reader *r)
{
    const char *region = r->doc->reading.region;
    r->percent = "percent";
    if (!region || strlen(region) < 2) return;
    const char *last = strrchr(region, '-'), *name = last ? last + 1 : region; /* ar-EG, eg */
    char key[3] = {(char)(name[0] | 0x20), (char)(name[1] | 0x20), '\0'};
    const char *months = lists_field(r->room->regions, key, 2, 1), *percent = lists_field(r->room->regions, key, 2, 2);
    r->months = months;
    if (percent) r->percent = percent;
}

int normalize_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail)
{
    (void)first, (void)count, (void)detail; /* a document stage: all sentences at once */
    struct reader r = {.doc = doc, .room = doc->engine->normalizer, .say = {.doc = doc}};
    set_region(&r);
    int result = 0;
    for (size_t i = 0; i < doc->sentence_count && result == 0; i++) {
        if (doc->reading.lines) r.text_months = NULL; /* no context from the line before */
        result = read_sentence(&r, &doc->sentences[i]);
    }
    tokens_free(&r.tokens);
    return result;
}
