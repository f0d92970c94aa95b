/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Wishes of the markup (SSML say-as, sub, lang) and reading letter by letter. */
#include "normalize/reader.h"

#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

/* --- letter by letter -------------------------------------------------------------------------------------------- */

static void spell_character(struct reader *r, uint32_t cp)
{
    enum nashra_punctuation level;
    if (arabic_digit(cp) >= 0) cp = (uint32_t)('0' + arabic_digit(cp));
    if (cp >= 'a' && cp <= 'z') cp -= 0x20;
    const char *name = lists_letter(r->room, cp);
    if (!name) name = lists_symbol(r->room, cp, &level);
    if (name) say_text(&r->say, name);
    else if (!token_silent(cp) && token_at(r, 0)->kind != TOKEN_SIGN) say_foreign(&r->say, &cp, 1, "en");
}

void spell_token(struct reader *r, size_t i)
{
    const struct token *token = token_at(r, i);
    for (size_t c = token->begin; c < token->end && !r->say.failed; c++) {
        uint32_t cp = r->doc->chars[c].cp;
        say_begin(&r->say, c, c + 1, "letter by letter");
        r->say.kind = token->kind == TOKEN_SIGN ? WORD_SYMBOL : WORD_LETTER;
        spell_character(r, cp);
        if (r->say.last) r->say.last->punct_after |= PUNCT_COMMA; /* names are heard apart */
    }
}

/* --- wishes ------------------------------------------------------------------------------------------------------ */

/* The token after the wish's last character. */
static size_t wish_end(const struct reader *r, size_t i, const struct directive *wish)
{
    size_t end = i;
    while (end < r->tokens.count && token_at(r, end)->begin < wish->first_char + wish->char_count) end++;
    return end;
}

/* sub: words of the markup's author stand for the text. Digits in them are read one by one. */
static void say_substitute(struct reader *r, const char *value)
{
    enum { ROOM = 64 };
    r->say.kind = WORD_PLAIN;
    while (*value) {
        uint32_t letters[ROOM], cp;
        size_t n = strcspn(value, " \t\n"), count = utf8_to_codepoints(value, n, letters, ROOM);
        utf8_decode(value, n ? n : 1, &cp);
        if (n && token_latin(cp)) say_foreign(&r->say, letters, count < ROOM ? count : ROOM, "en");
        else if (n && arabic_digit(cp) >= 0) {
            char digits[ROOM];
            size_t d = 0;
            for (size_t k = 0; k < count && k < ROOM; k++)
                if (arabic_digit(letters[k]) >= 0) digits[d++] = (char)('0' + arabic_digit(letters[k]));
            say_cardinal(&r->say, &r->room->numbers, digits, d, (struct count){.gcase = CASE_UNKNOWN});
        } else if (n) {
            mark marks[ROOM];
            count = vocalized_split(value, n, letters, marks, ROOM);
            size_t kept = 0;
            for (size_t k = 0; k < count && k < ROOM; k++)
                if (arabic_letter(letters[k])) letters[kept] = letters[k], marks[kept++] = marks[k];
            if (kept) say_letters(&r->say, letters, marks, kept);
        }
        value += n;
        value += strspn(value, " \t\n");
    }
}

static bool is(const char *value, const char *one, const char *two)
{
    return value && (strcmp(value, one) == 0 || strcmp(value, two) == 0);
}

static size_t say_as(struct reader *r, size_t i, size_t end, const char *value)
{
    struct site site = {.start = i, .clitics = {.next = i}};
    if (is(value, "characters", "spell-out")) {
        for (size_t k = i; k < end; k++) spell_token(r, k);
        return end;
    }
    if (!numeral_read(r, i, &site.numeral)) return 0;
    site.close = site.numeral.end;
    if (is(value, "telephone", "digits")) {
        span_begin(r, i, end, "say-as telephone");
        for (size_t k = i; k < end; k++)
            if (token_digits(r, k)) say_digits(&r->say, &r->room->numbers, token_text(r, k), token_at(r, k)->size);
        return end;
    }
    if (is(value, "ordinal", "ordinal") && site.numeral.value != UINT32_MAX && site.numeral.value) {
        span_begin(r, i, site.close, "say-as ordinal");
        say_ordinal(&r->say, &r->room->numbers, site.numeral.value, (struct said_as){GENDER_MASCULINE, NUMBER_SINGULAR, CASE_NOMINATIVE, DEFINITE_YES});
        return site.close;
    }
    if (is(value, "date", "date")) return read_date(r, &site);
    if (is(value, "time", "time")) return read_time(r, &site);
    if (is(value, "currency", "currency")) return read_measure(r, &site);
    return is(value, "cardinal", "number") ? read_count(r, &site) : 0;
}

size_t read_wish(struct reader *r, size_t i)
{
    const struct nashra_document *doc = r->doc;
    uint32_t begin = token_at(r, i)->begin;
    while (r->directive < doc->directive_count && doc->directives[r->directive].first_char + doc->directives[r->directive].char_count <= begin)
        r->directive++;
    for (size_t d = r->directive; d < doc->directive_count && doc->directives[d].first_char <= begin; d++) {
        const struct directive *wish = &doc->directives[d];
        if (wish->first_char + wish->char_count <= begin) continue;
        size_t end = wish_end(r, i, wish);
        if (end == i) continue;
        if (wish->kind == DIRECTIVE_SUB) {
            span_begin(r, i, end, "sub");
            say_substitute(r, wish->value ? wish->value : "");
            return end;
        }
        if (wish->kind == DIRECTIVE_SAY_AS) {
            size_t done = say_as(r, i, end, wish->value);
            if (done) return done;
        }
        if (wish->kind == DIRECTIVE_LANG && wish->value && strncmp(wish->value, "ar", 2) != 0 && token_at(r, i)->kind == TOKEN_LATIN) {
            uint32_t letters[256];
            size_t n = utf8_to_codepoints(token_text(r, i), token_at(r, i)->size, letters, 256);
            span_begin(r, i, i + 1, "lang");
            r->say.group = 0;
            say_foreign(&r->say, letters, n < 256 ? n : 256, wish->value);
            return i + 1;
        }
    }
    return 0;
}
