/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Latin letters: brands and acronyms with an Arabic reading, Roman numerals, addresses; what is left goes to a foreign voice. */
#include "normalize/reader.h"

#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

/* --- shapes ------------------------------------------------------------------------------------------------------ */

static bool upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool all_upper(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!upper(text[i])) return false;
    return size > 0;
}

static void lower_case(char *text)
{
    for (; *text; text++)
        if (upper(*text)) *text = (char)(*text | 0x20);
}

/* The Roman numeral's value, 0 when it is none in canonical form. */
static unsigned roman_value(const char *text, size_t size)
{
    static const struct { const char *sign; unsigned value; } PARTS[] = {
        {"M", 1000}, {"CM", 900}, {"D", 500}, {"CD", 400}, {"C", 100}, {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10}, {"IX", 9},
        {"V", 5}, {"IV", 4}, {"I", 1},
    };
    unsigned value = 0;
    size_t at = 0;
    for (size_t p = 0; p < sizeof PARTS / sizeof PARTS[0]; p++) {
        size_t n = strlen(PARTS[p].sign);
        for (int times = 0; times < (n == 1 && PARTS[p].value != 5 && PARTS[p].value != 50 && PARTS[p].value != 500 ? 3 : 1); times++) {
            if (at + n > size || memcmp(text + at, PARTS[p].sign, n) != 0) break;
            value += PARTS[p].value;
            at += n;
        }
    }
    return at == size ? value : 0;
}

/* --- Roman ordinals ---------------------------------------------------------------------------------------------- */

/* الملكة إليزابيث II, الفصل VII, القرن XIX */
static size_t read_roman(struct reader *r, size_t i)
{
    const struct token *token = token_at(r, i);
    unsigned value = roman_value(token_text(r, i), token->size);
    size_t before = word_before(r, i);
    if (!value || before == SIZE_MAX || token_at(r, before)->kind != TOKEN_WORD) return 0;
    const char *sex = lists_field(r->room->regnal, token_text(r, before), token_at(r, before)->size, 1);
    size_t title = word_before(r, before);
    const char *titled = title == SIZE_MAX ? NULL : lists_field(r->room->regnal, token_text(r, title), token_at(r, title)->size, 1);
    unsigned roles = token_roles(r, before) & (ROLE_CHAPTER | ROLE_ORDINAL);
    struct noun noun;
    if (!sex && !titled && !roles) return 0;
    lists_noun(r->room, token_text(r, before), token_at(r, before)->size, &noun);
    enum gender gender = titled || sex ? ((titled && titled[0] == 'f') || (sex && sex[0] == 'f') ? GENDER_FEMININE : GENDER_MASCULINE)
                                       : noun.gender;
    span_begin(r, i, i + 1, "Roman numeral");
    site_value(r, "ordinal", token_text(r, i));
    enum gram_case gcase = setting_noun_case(r, titled ? title : before);
    say_ordinal(&r->say, &r->room->numbers, value, (struct said_as){gender, NUMBER_SINGULAR, gcase, DEFINITE_YES});
    return i + 1;
}

/* --- saying ------------------------------------------------------------------------------------------------------ */

static void say_letters_of(struct reader *r, const char *text, size_t size)
{
    r->say.kind = WORD_LETTER;
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        i += utf8_decode(text + i, size - i, &cp);
        if (cp >= 'a' && cp <= 'z') cp -= 0x20;
        const char *name = lists_letter(r->room, cp);
        if (name) say_text(&r->say, name);
    }
}

/* Clitics before a foreign word are words of their own: no voice can say them inside it. */
static void say_clitics_apart(struct reader *r, const struct clitics *c)
{
    r->say.prefix.length = 0;
    r->say.kind = WORD_PLAIN;
    if (c->conjunction) say_text(&r->say, c->conjunction);
    if (c->preposition) say_text(&r->say, c->preposition);
}

static void say_foreign_token(struct reader *r, size_t i, const char *language, const struct clitics *c)
{
    const struct token *token = token_at(r, i);
    enum { ROOM = 256 };
    uint32_t letters[ROOM];
    if (r->doc->reading.foreign == NASHRA_FOREIGN_SKIP) return;
    if (r->doc->reading.foreign == NASHRA_FOREIGN_SPELL && token->kind == TOKEN_LATIN) {
        say_letters_of(r, token_text(r, i), token->size);
        return;
    }
    size_t n = utf8_to_codepoints(token_text(r, i), token->size, letters, ROOM);
    if (c) say_clitics_apart(r, c);
    say_foreign(&r->say, letters, n < ROOM ? n : ROOM, language);
}

static const char *language_of(const struct reader *r, size_t i)
{
    uint32_t cp = token_at(r, i)->cp;
    if (token_at(r, i)->kind == TOKEN_LATIN) return "en";
    if (cp >= 0x0370 && cp <= 0x03FF) return "el";
    if (cp >= 0x0400 && cp <= 0x052F) return "ru";
    if (cp >= 0x0590 && cp <= 0x05FF) return "he";
    if (cp >= 0x0600 && cp <= 0x08FF) return "fa";
    if (cp >= 0x3040 && cp <= 0x30FF) return "ja";
    if (cp >= 0xAC00 && cp <= 0xD7AF) return "ko";
    return cp >= 0x4E00 && cp <= 0x9FFF ? "cmn" : "en";
}

/* The longest phrase of latin.tsv at token i: as written, else in lower case (brands). Returns the token after it. */
static size_t find_reading(const struct reader *r, size_t i, const char **said)
{
    char text[64];
    for (size_t n = 4; n > 0; n--) {
        if (!tokens_join(r, i, n, text, sizeof text)) continue;
        *said = lists_field(r->room->latin, text, strlen(text), 1);
        if (!*said) {
            lower_case(text);
            *said = lists_field(r->room->latin, text, strlen(text), 1);
        }
        if (*said && *lists_field(r->room->latin, text, strlen(text), 2)) *said = NULL; /* com, net: only in a host's name */
        if (*said) return i + n;
    }
    return 0;
}

/* Is it said by its letters? FBI, MP, F (in F-35); a capitalized word of a headline in capitals is not (BREAKING). */
static bool spelled(const char *text, size_t size)
{
    return size == 1 || (size <= 5 && all_upper(text, size));
}

size_t read_latin(struct reader *r, size_t i, const struct clitics *clitics)
{
    const struct token *token = token_at(r, i);
    const char *said = NULL;
    struct site site = {.start = clitics->next == i && i > 0 && (clitics->conjunction || clitics->preposition || clitics->article) ? i - 1 : i,
                        .clitics = *clitics};
    size_t end = site.start == i ? read_roman(r, i) : 0;
    if (end) return end;
    if (token->kind == TOKEN_LATIN) end = find_reading(r, i, &said);
    site_begin(r, &site, end ? end : i + 1, said ? "reading of the list" : "foreign");
    if (clitics->article) say_article(&r->say);
    r->say.kind = WORD_PLAIN;
    if (said) {
        if (strncmp(said, "ال", 4) == 0 || strncmp(said, "الْ", 6) == 0) r->say.article = false;
        r->say.group = 0;
        say_text(&r->say, said);
        return end;
    }
    if (token->kind == TOKEN_LATIN && spelled(token_text(r, i), token->size)) {
        r->say.rule = "letter by letter";
        say_letters_of(r, token_text(r, i), token->size);
        return i + 1;
    }
    r->say.group = 0;
    say_foreign_token(r, i, language_of(r, i), clitics);
    return i + 1;
}

/* --- addresses --------------------------------------------------------------------------------------------------- */

static bool address_sign(uint32_t cp)
{
    return cp < 0x80 && cp > 0x20 && strchr("./:-_@?=&%#~+", (int)cp) != NULL;
}

/* Where the run of tokens without space ends that may be an address. */
static size_t address_end(const struct reader *r, size_t i)
{
    size_t k = i + 1;
    for (; k < r->tokens.count && !token_at(r, k)->space; k++) {
        const struct token *t = token_at(r, k);
        if (t->kind == TOKEN_LATIN || t->kind == TOKEN_DIGITS) continue;
        if (t->kind != TOKEN_SIGN || !address_sign(t->cp)) break;
    }
    while (k > i + 1 && token_at(r, k - 1)->kind == TOKEN_SIGN && !token_sign(r, k - 1, '/')) k--; /* the sentence's own full stop */
    return k;
}

static void say_address_part(struct reader *r, size_t i)
{
    const char *said;
    if (token_at(r, i)->kind == TOKEN_DIGITS) {
        say_cardinal(&r->say, &r->room->numbers, token_text(r, i), token_at(r, i)->size, (struct count){.gcase = CASE_UNKNOWN});
        return;
    }
    char text[64];
    if (tokens_join(r, i, 1, text, sizeof text)) {
        lower_case(text);
        said = lists_field(r->room->latin, text, strlen(text), 1);
        const char *kind = lists_field(r->room->latin, text, strlen(text), 2);
        bool more = token_joined(r, i + 1, '.') || token_joined(r, i + 1, '@'); /* info@…: not the ending */
        if (said && *said && !(more && *kind)) {
            r->say.kind = WORD_PLAIN;
            say_text(&r->say, said);
            return;
        }
    }
    say_foreign_token(r, i, "en", NULL);
}

/* www.example.com/path and https://…: the host alone is said; name@example.com with آت. */
static size_t read_host(struct reader *r, size_t i)
{
    size_t end = address_end(r, i), from = i, dots = 0;
    bool at_sign = false, scheme = false;
    for (size_t k = i; k < end; k++) {
        if (token_sign(r, k, '.')) dots++;
        if (token_sign(r, k, '@')) at_sign = true;
        if (token_sign(r, k, ':') && token_sign(r, k + 1, '/') && token_sign(r, k + 2, '/') && k == i + 1) scheme = true, from = k + 3;
    }
    if (from >= end) return 0;
    if (dots == 0 && !at_sign && !scheme) return 0;
    if (!scheme && !at_sign) { /* a name, a point, and an ending that is one: example.net, not "U.S." */
        size_t last = i;
        for (size_t k = i; k < end && !token_sign(r, k, '/'); k++)
            if (token_at(r, k)->kind == TOKEN_LATIN) last = k;
        char tld[64];
        if (!tokens_join(r, last, 1, tld, sizeof tld)) return 0;
        lower_case(tld);
        const char *kind = lists_field(r->room->latin, tld, strlen(tld), 2);
        if (last == i || !kind || strcmp(kind, "tld") != 0) return 0;
    }
    span_begin(r, i, end, "address");
    if (token_is(r, from, "www") && token_sign(r, from + 1, '.')) from += 2;
    for (size_t k = from; k < end; k++) {
        r->say.kind = WORD_PLAIN;
        if (token_sign(r, k, '/') || token_sign(r, k, '?') || token_sign(r, k, '#')) break;
        if (token_sign(r, k, '.')) say_text(&r->say, number_word(&r->room->numbers, "web-dot"));
        else if (token_sign(r, k, '@')) say_text(&r->say, number_word(&r->room->numbers, "at"));
        else if (token_at(r, k)->kind != TOKEN_SIGN) say_address_part(r, k);
    }
    return end;
}

/* @user, #وسم_من_كلمات */
static size_t read_tag(struct reader *r, size_t i)
{
    bool at = token_sign(r, i, '@'), hash = token_sign(r, i, '#');
    if ((!at && !hash) || token_at(r, i + 1)->space || i + 1 >= r->tokens.count) return 0;
    uint8_t kind = token_at(r, i + 1)->kind;
    if (kind == TOKEN_SIGN || (kind == TOKEN_DIGITS && hash)) return 0;
    size_t end = i + 2;
    for (; end < r->tokens.count && !token_at(r, end)->space; end++) {
        const struct token *t = token_at(r, end);
        if (t->kind == TOKEN_SIGN && !(t->cp == '_' && !token_at(r, end + 1)->space && end + 1 < r->tokens.count)) break;
    }
    span_begin(r, i, i + 1, at ? "user" : "hashtag");
    r->say.kind = WORD_SYMBOL;
    say_text(&r->say, number_word(&r->room->numbers, at ? "at" : "hashtag"));
    for (size_t k = i + 1; k < end; k++) {
        struct clitics none = {.next = k};
        if (token_at(r, k)->kind == TOKEN_WORD) say_own(r, k, false);
        else if (token_at(r, k)->kind == TOKEN_DIGITS) {
            span_begin(r, k, k + 1, "hashtag");
            say_cardinal(&r->say, &r->room->numbers, token_text(r, k), token_at(r, k)->size, (struct count){.gcase = CASE_UNKNOWN});
        } else if (token_at(r, k)->kind != TOKEN_SIGN) k = read_latin(r, k, &none) - 1;
    }
    return end;
}

size_t read_address(struct reader *r, size_t i)
{
    if (token_at(r, i)->kind == TOKEN_SIGN) return read_tag(r, i);
    if (token_at(r, i)->kind != TOKEN_LATIN) return 0;
    const struct token *next = token_at(r, i + 1);
    if (next->kind != TOKEN_SIGN && next->kind != TOKEN_DIGITS) return 0;
    return next->space ? 0 : read_host(r, i);
}
