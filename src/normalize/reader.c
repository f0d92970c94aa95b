/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* What the recognizers share: looking at tokens, clitics, beginning an expression, saying the text's own words. */
#include "normalize/reader.h"

#include "util/arabic.h"

#include <stdio.h>
#include <string.h>

/* --- tokens ------------------------------------------------------------------------------------------------------ */

bool token_is(const struct reader *r, size_t i, const char *word)
{
    const struct token *token = token_at(r, i);
    return i < r->tokens.count && token->size == strlen(word) && memcmp(token_text(r, i), word, token->size) == 0;
}

bool token_sign(const struct reader *r, size_t i, uint32_t cp)
{
    return token_at(r, i)->kind == TOKEN_SIGN && token_at(r, i)->cp == cp;
}

bool token_joined(const struct reader *r, size_t i, uint32_t cp)
{
    return token_sign(r, i, cp) && !token_at(r, i)->space;
}

bool token_digits(const struct reader *r, size_t i)
{
    return i < r->tokens.count && token_at(r, i)->kind == TOKEN_DIGITS;
}

bool token_dash(const struct reader *r, size_t i)
{
    uint32_t cp = token_at(r, i)->kind == TOKEN_SIGN ? token_at(r, i)->cp : 0;
    return cp == '-' || cp == 0x2212 || (cp >= 0x2010 && cp <= 0x2015);
}

unsigned token_roles(const struct reader *r, size_t i)
{
    const struct token *token = token_at(r, i);
    return i < r->tokens.count && token->kind == TOKEN_WORD ? lists_roles(r->room, token_text(r, i), token->size) : 0;
}

bool quote_open(uint32_t cp)
{
    return cp == 0x00AB || cp == 0x201C || cp == 0x201E || cp == 0x201D || cp == '"' || cp == '\'' || cp == '(' || cp == 0x2018 ||
           cp == '[' || cp == 0x2039;
}

bool quote_close(uint32_t cp)
{
    return cp == 0x00BB || cp == 0x201D || cp == 0x201C || cp == '"' || cp == '\'' || cp == ')' || cp == 0x2019 || cp == ']' ||
           cp == 0x203A;
}

bool tokens_join(const struct reader *r, size_t i, size_t n, char *out, size_t size)
{
    size_t used = 0;
    if (i + n > r->tokens.count) return false;
    for (size_t k = i; k < i + n; k++) {
        const struct token *token = token_at(r, k);
        bool gap = k > i && token->space;
        if (used + token->size + gap + 1 > size) return false;
        if (gap) out[used++] = ' ';
        memcpy(out + used, token_text(r, k), token->size);
        used += token->size;
    }
    out[used] = '\0';
    return true;
}

/* --- clitics ----------------------------------------------------------------------------------------------------- */

static bool take(const char **word, size_t *size, const char *letter)
{
    size_t n = strlen(letter);
    if (*size < n || memcmp(*word, letter, n) != 0) return false;
    *word += n;
    *size -= n;
    return true;
}

struct clitics clitics_read(const struct reader *r, size_t i)
{
    struct clitics c = {.next = i}, none = c;
    if (token_at(r, i)->kind != TOKEN_WORD || token_at(r, i)->size > 10) return none;
    const char *word = token_text(r, i);
    size_t size = token_at(r, i)->size;
    if (take(&word, &size, "و")) c.conjunction = "وَ";
    else if (take(&word, &size, "ف")) c.conjunction = "فَ";
    if (take(&word, &size, "ب")) c.preposition = "بِ";
    else if (take(&word, &size, "ك")) c.preposition = "كَ";
    else if (take(&word, &size, "ل")) c.preposition = "لِ";
    bool lam = c.preposition && strcmp(c.preposition, "لِ") == 0;
    if (lam && size == 2 && take(&word, &size, "ل")) c.article = true; /* لل12 */
    if (take(&word, &size, "ال")) c.article = true;
    if (size) return none;
    c.next = i + 1;
    const struct token *next = token_at(r, c.next);
    /* Apart from it only a number may stand: ب 100 مليار, ال "36" */
    bool quoted = next->kind == TOKEN_SIGN && quote_open(next->cp) && token_digits(r, c.next + 1) && c.article;
    if (next->space && next->kind != TOKEN_DIGITS && !quoted) return none;
    return c.next < r->tokens.count ? c : none;
}

/* --- beginning an expression ------------------------------------------------------------------------------------- */

void span_begin(struct reader *r, size_t first, size_t end, const char *rule)
{
    say_begin(&r->say, token_at(r, first)->begin, token_at(r, end - 1)->end, rule);
    r->say.group = ++r->doc->last_group;
}

void site_begin(struct reader *r, const struct site *site, size_t end, const char *rule)
{
    span_begin(r, site->start, end, rule);
    if (site->clitics.conjunction) say_prefix(&r->say, site->clitics.conjunction);
    if (site->clitics.preposition) say_prefix(&r->say, site->clitics.preposition);
}

void site_value(struct reader *r, const char *kind, const char *text)
{
    char value[96];
    int n = snprintf(value, sizeof value, "%s %.60s", kind, text);
    if (n > 0) r->say.value = arena_strndup(r->doc->arena, value, strlen(value));
}

/* --- the text's own words ---------------------------------------------------------------------------------------- */

struct word *say_own(struct reader *r, size_t i, bool in_group)
{
    enum { ROOM = 256 };
    uint32_t letters[ROOM];
    mark marks[ROOM];
    const struct token *token = token_at(r, i);
    const struct doc_char *chars = r->doc->chars;
    struct speaker *say = &r->say;
    struct speaker was = *say;
    struct word *word = NULL;
    size_t at = token->begin;
    while (at < token->end) { /* a "word" of more letters than ROOM is said in pieces */
        size_t n = 0, from = at;
        for (; at < token->end; at++) {
            uint32_t cp = chars[at].cp;
            mark m = arabic_mark(cp);
            if (m && n) marks[n - 1] = arabic_mark_add(marks[n - 1], m);
            else if (arabic_letter(cp)) {
                if (n == ROOM) break;
                letters[n] = cp;
                marks[n++] = 0;
            }
        }
        if (n == 0) break;
        bool joined = from == token->begin && (say->prefix.length || say->article);
        say->span.begin = joined ? was.span.begin : chars[from].source.begin;
        say->span.end = chars[at - 1].source.end;
        say->first_char = joined ? was.first_char : (uint32_t)from;
        say->char_count = (uint32_t)(at - say->first_char);
        say->kind = WORD_PLAIN;
        if (!in_group) say->group = 0, say->rule = NULL;
        word = say_letters(say, letters, marks, n);
        if (!word) break;
    }
    bool failed = say->failed;
    struct word *last = say->last;
    *say = was;
    say->failed = failed;
    say->last = last;
    say->prefix.length = 0;
    say->article = say->lam = false;
    return word;
}

/* --- signs between words ----------------------------------------------------------------------------------------- */

void note_sign(struct reader *r, uint32_t cp)
{
    static const struct {
        uint32_t cp;
        uint16_t bit;
    } SIGNS[] = {
        {0x060C, PUNCT_COMMA}, {',', PUNCT_COMMA}, {0x061B, PUNCT_SEMICOLON}, {';', PUNCT_SEMICOLON}, {':', PUNCT_COLON},
        {'.', PUNCT_STOP}, {0x06D4, PUNCT_STOP}, {0x061F, PUNCT_QUESTION}, {'?', PUNCT_QUESTION}, {'!', PUNCT_EXCLAMATION},
        {0x2026, PUNCT_ELLIPSIS}, {'-', PUNCT_DASH}, {0x2013, PUNCT_DASH}, {0x2014, PUNCT_DASH}, {0x2212, PUNCT_DASH},
        {0x00AB, PUNCT_QUOTE_OPEN}, {0x2018, PUNCT_QUOTE_OPEN}, {0x00BB, PUNCT_QUOTE_CLOSE}, {0x2019, PUNCT_QUOTE_CLOSE},
        {'(', PUNCT_PAREN_OPEN}, {'[', PUNCT_PAREN_OPEN}, {')', PUNCT_PAREN_CLOSE}, {']', PUNCT_PAREN_CLOSE},
    };
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++) {
        if (SIGNS[i].cp != cp) continue;
        if (cp == '.' && (r->punct & PUNCT_STOP)) r->punct |= PUNCT_ELLIPSIS;
        r->punct |= SIGNS[i].bit;
        return;
    }
    r->punct |= PUNCT_OTHER;
}
