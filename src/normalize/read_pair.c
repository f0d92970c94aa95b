/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Two or more numbers with a sign between: ranges, scores, seasons, fractions, versions, products, phone numbers. */
#include "normalize/reader.h"

#include <string.h>

enum { YEAR_LOW = 1000, YEAR_HIGH = 2200 };

static void say_word(struct reader *r, const char *key)
{
    say_text(&r->say, number_word(&r->room->numbers, key));
}

static void say_plain(struct reader *r, const char *digits, size_t n, enum gram_case gcase)
{
    const char *rest = digits;
    size_t size = number_trim(&rest, n);
    if (size < n && n > 1) say_digits(&r->say, &r->room->numbers, digits, n - size);
    if (size || n == 1) say_cardinal(&r->say, &r->room->numbers, rest, size, (struct count){.gcase = gcase});
}

/* --- versions ---------------------------------------------------------------------------------------------------- */

/* 3.11.4, 192.168.0.1: three or more parts with points. */
size_t read_version(struct reader *r, const struct site *site)
{
    size_t i = site->numeral.first, parts = 1;
    if (!token_digits(r, i) || site->numeral.grouped) return 0;
    for (size_t k = i + 1; token_joined(r, k, '.') && token_digits(r, k + 1) && !token_at(r, k + 1)->space; k += 2) parts++;
    size_t before = word_before(r, site->start);
    bool named = before != SIZE_MAX && parts == 2 && (token_roles(r, before) & ROLE_VERSION);
    if (parts < 3 && !named) return 0;
    size_t end = i + parts * 2 - 1;
    site_begin(r, site, end, "version");
    site_value(r, "version", "");
    for (size_t k = i; k < end; k += 2) {
        if (k > i) say_noun(&r->say, number_word(&r->room->numbers, "dot"), (struct said_as){.gcase = CASE_NOMINATIVE});
        say_plain(r, token_text(r, k), token_at(r, k)->size, CASE_NOMINATIVE);
    }
    return end;
}

/* --- phone numbers ----------------------------------------------------------------------------------------------- */

/* +970 59 123 4567, 00970-59-…, 0599123456, and any number after هاتف: digit by digit. */
size_t read_phone(struct reader *r, const struct site *site)
{
    size_t i = site->numeral.first, before = word_before(r, site->start);
    bool plus = token_sign(r, i, '+');
    bool named = before != SIZE_MAX && (token_roles(r, before) & ROLE_DIGITS);
    size_t first = plus || site->numeral.negative ? i + 1 : i, end = first, digits = 0;
    if (site->numeral.negative || !token_digits(r, first)) return 0;
    /* هاتف رقم 12, اتصل على 101 */
    size_t earlier = before != SIZE_MAX ? word_before(r, before) : SIZE_MAX;
    if (!named && earlier != SIZE_MAX && (token_is(r, before, "رقم") || token_is(r, before, "على")))
        named = token_roles(r, earlier) & ROLE_DIGITS;
    for (;;) {
        digits += token_at(r, end)->size;
        end++;
        size_t next = end;
        if ((token_dash(r, next) || token_joined(r, next, '/')) && !token_at(r, next)->space && token_digits(r, next + 1) &&
            !token_at(r, next + 1)->space) next++;
        else if (!(token_digits(r, next) && (plus || named || token_text(r, first)[0] == '0'))) break;
        else if (!token_at(r, next)->space) break;
        if (token_at(r, next)->size < 2 && !plus) break;
        end = next;
    }
    bool zero = token_text(r, first)[0] == '0';
    /* 123-4567, 1800-555-123: groups that are neither a range nor a date */
    size_t groups = (end - first + 1) / 2;
    bool grouped = end > first + 1 && token_dash(r, first + 1) && digits >= 7 && token_at(r, first)->size >= 3 && token_at(r, end - 1)->size >= 3 &&
                   !(groups == 2 && token_at(r, first)->size == token_at(r, end - 1)->size);
    bool long_number = grouped || (plus && digits >= 8) || (zero && digits >= 8 && !site->numeral.places);
    if (!long_number && !named) return 0;
    if (named && !long_number && (site->numeral.places || site->numeral.grouped)) return 0;
    if (named && !long_number && token_dash(r, site->numeral.end) && end == first + 1) return 0;
    site_begin(r, site, end, "phone");
    site_value(r, "digits", "");
    if (plus) say_noun(&r->say, number_word(&r->room->numbers, "plus"), (struct said_as){.gcase = CASE_NOMINATIVE, .definite = DEFINITE_CONSTRUCT});
    for (size_t k = first; k < end; k++) {
        if (!token_digits(r, k)) continue;
        say_digits(&r->say, &r->room->numbers, token_text(r, k), token_at(r, k)->size);
        if (r->say.last && k + 1 < end) r->say.last->punct_after |= PUNCT_COMMA; /* groups are heard apart */
    }
    return end > site->close ? end : site->close;
}

/* --- fractions --------------------------------------------------------------------------------------------------- */

/* نصف, ثلثان, ثلاثة أرباع; above tenths: على. */
static void say_simple_fraction(struct reader *r, unsigned over, unsigned under, enum gram_case gcase, const char *top, size_t top_size,
                                const char *low, size_t low_size)
{
    const struct number_words *words = &r->room->numbers;
    struct count count = {.gender = GENDER_MASCULINE, .gcase = gcase};
    if (under < 2 || under > 10 || over == 0 || over > 10) {
        say_cardinal(&r->say, words, top, top_size, count);
        say_word(r, "over");
        count.gcase = CASE_GENITIVE;
        say_cardinal(&r->say, words, low, low_size, count);
        return;
    }
    struct said_as as = {GENDER_MASCULINE, NUMBER_SINGULAR, gcase, DEFINITE_NO};
    if (over == 1) say_noun(&r->say, words->fraction[under], as);
    else if (over == 2) say_dual(&r->say, words->fraction[under], as);
    else {
        count.noun_follows = true;
        say_cardinal(&r->say, words, top, top_size, count);
        say_noun(&r->say, words->fractions[under], (struct said_as){GENDER_MASCULINE, NUMBER_PLURAL, CASE_GENITIVE, DEFINITE_NO});
    }
}

static bool simple_fraction(const struct reader *r, size_t i)
{
    return token_digits(r, i) && (token_joined(r, i + 1, '/') || token_joined(r, i + 1, 0x2044)) && token_digits(r, i + 2) &&
           !token_at(r, i + 2)->space && !token_joined(r, i + 3, '/') && token_at(r, i)->value <= 999 && token_at(r, i + 2)->value <= 999 &&
           token_at(r, i + 2)->value > 0;
}

/* نصف كيلومتر: a unit after a fraction. */
static size_t say_unit_of_fraction(struct reader *r, size_t i)
{
    struct measure m;
    size_t end = find_measure(r, i, &m);
    if (!end) return i;
    say_thing(r, &m.thing, (struct said_as){.number = NUMBER_SINGULAR, .gcase = CASE_GENITIVE});
    if (*m.thing.after) say_text(&r->say, m.thing.after);
    return end;
}

/* 3/4, 2 1/2, 5 و1/2 */
size_t read_fraction(struct reader *r, const struct site *site)
{
    size_t i = site->numeral.first;
    const char *rule;
    if (!token_digits(r, i) || site->numeral.grouped) return 0;
    struct clitics joined = clitics_read(r, i + 1);
    bool mixed = token_digits(r, i + 1) && token_at(r, i + 1)->space && simple_fraction(r, i + 1);
    bool with_and = joined.conjunction && !joined.preposition && !joined.article && simple_fraction(r, joined.next) &&
                    token_at(r, joined.next)->value < token_at(r, joined.next + 2)->value;
    size_t at = mixed ? i + 1 : with_and ? joined.next : i;
    if (at == i && (!simple_fraction(r, i) || site->numeral.end != i + 1)) return 0;
    enum gram_case gcase = setting_case(r, site, NULL, &rule);
    site_begin(r, site, at + 3, "fraction");
    site_value(r, "fraction", "");
    if (site->clitics.article) say_article(&r->say);
    if (at != i) {
        say_cardinal(&r->say, &r->room->numbers, token_text(r, i), token_at(r, i)->size, (struct count){.gcase = gcase});
        say_prefix(&r->say, r->room->numbers.and);
    }
    const struct token *top = token_at(r, at), *low = token_at(r, at + 2);
    say_simple_fraction(r, top->value, low->value, gcase, token_text(r, at), top->size, token_text(r, at + 2), low->size);
    return say_unit_of_fraction(r, at + 3);
}

/* ½ ¼ ¾ ⅓ …: over and under by the character. */
static bool vulgar(uint32_t cp, unsigned *over, unsigned *under)
{
    static const struct { uint32_t cp; unsigned char over, under; } LIST[] = {
        {0x00BC, 1, 4}, {0x00BD, 1, 2}, {0x00BE, 3, 4}, {0x2150, 1, 7}, {0x2151, 1, 9}, {0x2152, 1, 10}, {0x2153, 1, 3}, {0x2154, 2, 3},
        {0x2155, 1, 5}, {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5}, {0x2159, 1, 6}, {0x215A, 5, 6}, {0x215B, 1, 8}, {0x215C, 3, 8},
        {0x215D, 5, 8}, {0x215E, 7, 8},
    };
    for (size_t i = 0; i < sizeof LIST / sizeof LIST[0]; i++)
        if (LIST[i].cp == cp) return *over = LIST[i].over, *under = LIST[i].under, true;
    return false;
}

size_t read_vulgar(struct reader *r, size_t i, const struct clitics *clitics)
{
    unsigned over, under;
    size_t at = i;
    if (token_digits(r, i) && token_at(r, i + 1)->kind == TOKEN_SIGN && !token_at(r, i)->marked) at = i + 1;
    if (token_at(r, at)->kind != TOKEN_SIGN || !vulgar(token_at(r, at)->cp, &over, &under)) return 0;
    struct site site = {.start = clitics->next == i && i > 0 && clitics->conjunction ? i - 1 : i, .clitics = *clitics};
    const char *rule;
    enum gram_case gcase = setting_case(r, &site, NULL, &rule);
    site_begin(r, &site, at + 1, "fraction");
    if (at != i) {
        say_plain(r, token_text(r, i), token_at(r, i)->size, gcase);
        say_prefix(&r->say, r->room->numbers.and);
    }
    char top[2] = {(char)('0' + over), '\0'}, low[3] = {(char)('0' + under % 10), '\0', '\0'};
    say_simple_fraction(r, over, under, gcase, top, 1, low, 1);
    return say_unit_of_fraction(r, at + 1);
}

/* --- two numbers ------------------------------------------------------------------------------------------------- */

static bool season(const struct reader *r, size_t i)
{
    return token_digits(r, i) && token_at(r, i)->size == 4 && token_digits(r, i + 2) && token_at(r, i)->value >= 1900 &&
           token_at(r, i)->value < 2100 && !token_at(r, i + 1)->space && !token_at(r, i + 2)->space &&
           (token_at(r, i + 2)->value == token_at(r, i)->value + 1 ||
            (token_at(r, i + 2)->size == 2 && token_at(r, i + 2)->value == (token_at(r, i)->value + 1) % 100));
}

/* 2023/2024, 2023-24 after موسم: both years. */
static size_t read_season(struct reader *r, const struct site *site)
{
    size_t i = site->numeral.first;
    if (!token_joined(r, i + 1, '/') || !season(r, i) || token_joined(r, i + 3, '/')) return 0;
    unsigned first = token_at(r, i)->value;
    site_begin(r, site, i + 3, "season");
    site_value(r, "season", token_text(r, i));
    say_year(r, first, GENDER_MASCULINE, CASE_GENITIVE);
    say_year(r, first + 1, GENDER_MASCULINE, CASE_GENITIVE);
    return i + 3;
}

static bool score_word(const struct reader *r, size_t from)
{
    size_t i = from;
    for (int steps = 0; steps < 6 && i != SIZE_MAX; steps++, i = word_before(r, i))
        if (token_roles(r, i) & ROLE_SCORE) return true;
    return false;
}

/* Is a-b a score? After a word of sport; or small, falling and with nothing counted after it. */
static bool is_score(const struct reader *r, const struct site *site, const struct numeral *other)
{
    const struct numeral *n = &site->numeral;
    if (n->value > 199 || other->value > 199 || n->places || other->places || n->padded || other->padded) return false;
    if (counted_find(r, other->end).found) return false;
    if (score_word(r, word_before(r, site->start))) return true;
    return n->value <= 20 && other->value <= 20 && (other->value <= n->value || (n->value < 6 && other->value < 6));
}

/* Both ends of a range take what the second one counts. */
static size_t say_range(struct reader *r, const struct site *site, const struct numeral *other, const char *between)
{
    struct site second = {.start = other->first, .numeral = *other, .close = other->end};
    struct counted counted = counted_find(r, other->end);
    const char *rule;
    struct count count = {.gcase = setting_case(r, site, &counted, &rule)};
    bool years = site->numeral.count == 4 && other->count == 4 && !counted.found && site->numeral.value >= YEAR_LOW && other->value < YEAR_HIGH;
    if (counted.found) count.gender = counted.noun.gender;
    struct measure m;
    if (!counted.found && lists_measure(r->room, token_text(r, other->end), token_at(r, other->end)->size, &m)) count.gender = m.thing.gender;
    if (years) count.gcase = CASE_GENITIVE;
    site_begin(r, site, other->first, "range");
    site_value(r, "range", site->numeral.digits);
    say_numeral(r, &site->numeral, count);
    if (other->padded && !counted.found) { /* القانون 30-09: two parts of a name */
        say_numeral(r, other, (struct count){.gcase = CASE_NOMINATIVE});
        return other->end;
    }
    if (strcmp(between, "and") == 0) {
        second.clitics = (struct clitics){.conjunction = r->room->numbers.and, .next = other->first};
        r->last_case = CASE_GENITIVE;
        r->last_end = other->first;
    } else {
        say_word(r, between);
        second.clitics.preposition = ""; /* genitive after إلى */
    }
    if (years) {
        site_begin(r, &second, other->end, "range");
        say_year(r, other->value, GENDER_MASCULINE, CASE_GENITIVE);
        return other->end;
    }
    size_t end = read_measure(r, &second);
    return end ? end : read_count(r, &second);
}

static size_t say_score(struct reader *r, const struct site *site, const struct numeral *other)
{
    size_t before = word_before(r, site->start);
    bool result = before != SIZE_MAX && (token_is(r, before, "بنتيجة") || token_is(r, before, "نتيجة"));
    struct count count = {.gcase = site->clitics.preposition || result ? CASE_GENITIVE : CASE_NOMINATIVE};
    site_begin(r, site, other->end, "score");
    site_value(r, "score", site->numeral.digits);
    say_numeral(r, &site->numeral, count);
    say_word(r, "for");
    count.gcase = CASE_GENITIVE;
    say_numeral(r, other, count);
    return other->end;
}

/* 4×100: في; 3+2, 7÷2, 5=5: the sign's own word. */
static size_t read_operation(struct reader *r, const struct site *site)
{
    size_t at = site->close;
    struct numeral other;
    const char *word = NULL;
    enum nashra_punctuation level;
    if (token_at(r, at)->kind != TOKEN_SIGN) {
        if (!(token_is(r, at, "x") || token_is(r, at, "X")) || token_at(r, at)->space) return 0;
        word = number_word(&r->room->numbers, "times");
    } else if (token_sign(r, at, 0x00D7)) word = number_word(&r->room->numbers, "times");
    else if (token_sign(r, at, '+') || token_sign(r, at, 0x00F7) || token_sign(r, at, '=') || token_sign(r, at, '<') || token_sign(r, at, '>') ||
             token_sign(r, at, '*') || token_sign(r, at, '^'))
        word = lists_symbol(r->room, token_at(r, at)->cp, &level);
    if (!word || !token_digits(r, at + 1) || !numeral_read(r, at + 1, &other)) return 0;
    size_t before = word_before(r, site->start);
    if (before != SIZE_MAX && (token_roles(r, before) & ROLE_ORDINAL)) return 0; /* الدقيقة 90+3: التسعين زائد ثلاثة */
    const char *rule;
    struct count count = {.gcase = setting_case(r, site, NULL, &rule)};
    site_begin(r, site, at + 1, "operation");
    say_numeral(r, &site->numeral, count);
    say_text(&r->say, word);
    struct site second = {.start = at + 1, .numeral = other, .close = other.end, .clitics = {.preposition = "", .next = at + 1}};
    size_t end = read_operation(r, &second);
    if (!end) end = read_measure(r, &second);
    return end ? end : read_count(r, &second);
}

size_t read_pair(struct reader *r, const struct site *site)
{
    size_t end = read_season(r, site);
    if (!end) end = read_operation(r, site);
    if (end) return end;
    size_t at = site->close;
    struct numeral other;
    bool percent = token_sign(r, at, '%') || token_sign(r, at, 0x066A); /* 10%-15% */
    if (percent) at++;
    bool colon = token_joined(r, at, ':') && token_digits(r, at + 1);
    if (!(token_dash(r, at) || colon) || !token_digits(r, at + 1)) return 0;
    bool spaced = token_at(r, at)->space && token_at(r, at + 1)->space;
    if (token_at(r, at)->space != token_at(r, at + 1)->space || site->numeral.negative) return 0;
    if (!numeral_read(r, at + 1, &other) || (token_dash(r, other.end) && token_digits(r, other.end + 1) && !spaced)) return 0;
    size_t before = word_before(r, site->start);
    unsigned roles = before != SIZE_MAX ? token_roles(r, before) : 0;
    if (roles & (ROLE_CARDINAL | ROLE_VERSION) && !spaced) return 0;
    if (colon || (!percent && is_score(r, site, &other))) return colon && !is_score(r, site, &other) ? 0 : say_score(r, site, &other);
    return say_range(r, site, &other, roles & ROLE_BETWEEN ? "and" : "to");
}
