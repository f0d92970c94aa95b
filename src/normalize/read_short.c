/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Abbreviations, models, and signs that are said by name. */
#include "normalize/reader.h"

#include <string.h>

/* --- abbreviations ----------------------------------------------------------------------------------------------- */

static bool in_brackets(const struct reader *r, size_t i, size_t end)
{
    return i > 0 && token_sign(r, i - 1, '(') && token_sign(r, end, ')');
}

/* Does the place fit the row's context? */
static bool fits(const struct reader *r, size_t i, size_t end, const char *context)
{
    bool digits_before = i > 0 && token_digits(r, i - 1);
    bool word_next = end < r->tokens.count && token_at(r, end)->kind == TOKEN_WORD;
    if (strcmp(context, "any") == 0) return true;
    if (strcmp(context, "bracket") == 0) return in_brackets(r, i, end);
    if (strcmp(context, "number") == 0) return digits_before;
    if (strcmp(context, "name") == 0) return word_next && !digits_before && !in_brackets(r, i, end);
    if (strcmp(context, "alone") == 0) return !digits_before && (i == 0 || token_at(r, i - 1)->kind == TOKEN_SIGN) && !word_next;
    if (strcmp(context, "degree") == 0) {
        uint32_t cp = i > 0 && token_at(r, i - 1)->kind == TOKEN_SIGN ? token_at(r, i - 1)->cp : 0;
        return cp == 0x00B0 || cp == 0x2032 || cp == 0x2033;
    }
    if (strcmp(context, "time") == 0) return token_digits(r, end) && token_joined(r, end + 1, ':');
    return token_digits(r, end) && !digits_before; /* ordinal-m, ordinal-f, cardinal-f: a number comes */
}

/* الطبعة الثانية, صفحة خمس: the number that the abbreviation asks for, said with it. */
static size_t say_its_number(struct reader *r, size_t start, size_t at, const char *context)
{
    struct site site = {.start = start};
    if (!numeral_read(r, at, &site.numeral) || site.numeral.places || site.numeral.value == UINT32_MAX || !site.numeral.value) return at;
    bool feminine = context[strlen(context) - 1] == 'f';
    enum gender gender = feminine ? GENDER_FEMININE : GENDER_MASCULINE;
    span_begin(r, at, site.numeral.end, "abbreviation");
    if (strncmp(context, "ordinal", 7) == 0)
        say_ordinal(&r->say, &r->room->numbers, site.numeral.value, (struct said_as){gender, NUMBER_SINGULAR, CASE_NOMINATIVE, DEFINITE_YES});
    else if (strncmp(context, "digits", 6) == 0) say_digits(&r->say, &r->room->numbers, site.numeral.digits, site.numeral.count);
    else say_numeral(r, &site.numeral, (struct count){.gender = gender, .gcase = CASE_NOMINATIVE});
    return site.numeral.end;
}

/* An abbreviation's case is for the sentence to say (الدكتور): its last vowel stays open. */
static void say_open(struct reader *r, const char *said)
{
    r->say.kind = WORD_PLAIN;
    r->say.group = 0;
    r->say.open = true;
    say_text(&r->say, said);
    r->say.open = false;
}

size_t read_abbreviation(struct reader *r, size_t i)
{
    enum { MOST_TOKENS = 6 };
    char text[48];
    const struct table_section *list = r->room->abbreviations;
    /* Long ones begin with a letter or two (أ ف ب); a title has a slash (السيد/). */
    size_t most = token_at(r, i)->size <= 4 ? MOST_TOKENS : token_at(r, i + 1)->kind == TOKEN_SIGN ? 2 : 1;
    if (token_at(r, i)->size > 16) return 0;
    for (size_t n = most; n > 0; n--) {
        size_t row;
        if (!tokens_join(r, i, n, text, sizeof text)) continue;
        size_t rows = section_find(list, text, strlen(text), &row);
        for (size_t k = 0; k < rows; k++) {
            const char *context = section_field(list, row + k, 1);
            if (!fits(r, i, i + n, context)) continue;
            span_begin(r, i, i + n, "abbreviation");
            say_open(r, section_field(list, row + k, 2));
            return strchr(context, '-') ? say_its_number(r, i, i + n, context) : i + n;
        }
    }
    return 0;
}

/* --- models ------------------------------------------------------------------------------------------------------ */

/* كوفيد-19, إف-16, إس-400: a name with its number, which is a cardinal of no gender and case but its own. */
size_t read_model(struct reader *r, size_t i)
{
    struct site site = {.start = i + 2};
    const struct token *dash = token_at(r, i + 1);
    if (token_at(r, i)->kind != TOKEN_WORD || token_at(r, i)->size < 4 || !token_dash(r, i + 1) || dash->space) return 0;
    if (!token_digits(r, i + 2) || token_at(r, i + 2)->space || !numeral_read(r, i + 2, &site.numeral)) return 0;
    if (token_dash(r, site.numeral.end) && token_digits(r, site.numeral.end + 1)) return 0; /* word-2-1 */
    say_own(r, i, false);
    span_begin(r, i + 2, site.numeral.end, "model");
    site_value(r, "cardinal", site.numeral.digits);
    say_numeral(r, &site.numeral, (struct count){.gcase = CASE_NOMINATIVE});
    return site.numeral.end;
}

/* --- signs ------------------------------------------------------------------------------------------------------- */

/* A sign that means a word (&, =, §), or one that the user wants to hear. */
size_t read_symbol(struct reader *r, size_t i)
{
    enum nashra_punctuation level;
    const char *name = lists_symbol(r->room, token_at(r, i)->cp, &level);
    if (!name) return 0;
    const char *always = lists_field(r->room->symbols, token_text(r, i), token_at(r, i)->size, 3);
    bool asked = r->doc->reading.punctuation >= level && r->doc->reading.punctuation != NASHRA_PUNCTUATION_NONE;
    if (!asked && !(always && *always)) return 0;
    bool compares = token_sign(r, i, '<') || token_sign(r, i, '>');
    if (!asked && compares && !token_digits(r, i + 1) && token_at(r, i + 1)->kind != TOKEN_LATIN) return 0;
    if (!asked && token_sign(r, i, '~') && !token_digits(r, i + 1)) return 0; /* ~20: نحو عشرين */
    span_begin(r, i, i + 1, "symbol");
    r->say.kind = WORD_SYMBOL;
    r->say.group = 0;
    say_text(&r->say, asked ? name : always);
    return i + 1;
}
