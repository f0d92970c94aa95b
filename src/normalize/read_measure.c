/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Numbers with a sign that hides the noun: percent, units, money. Here the room chooses the noun's form. */
#include "normalize/reader.h"

#include "util/utf8.h"

#include <stdio.h>
#include <string.h>

/* --- number and noun --------------------------------------------------------------------------------------------- */

static void say_adjective(struct reader *r, const struct thing *thing, struct said_as as)
{
    bool feminine = thing->gender == GENDER_FEMININE || as.number == NUMBER_PLURAL; /* كيلومترات مربعة */
    const char *adjective = thing->adjective[feminine];
    if (!*adjective) return;
    if (as.definite == DEFINITE_CONSTRUCT) as.definite = DEFINITE_NO;
    if (as.number == NUMBER_DUAL) say_dual(&r->say, adjective, as);
    else say_noun(&r->say, adjective, (struct said_as){as.gender, NUMBER_SINGULAR, as.gcase, as.definite});
}

void say_thing(struct reader *r, const struct thing *thing, struct said_as as)
{
    as.gender = thing->gender;
    if (as.number == NUMBER_DUAL) say_dual(&r->say, thing->one, as);
    else say_noun(&r->say, as.number == NUMBER_PLURAL ? thing->many : thing->one, as);
    say_adjective(r, thing, as);
}

/* يورو has no dual: اثنان يورو. What ends in a consonant has one, even when it takes no case ending: ميغابايتان. */
static bool fixed(const struct thing *thing)
{
    struct form form;
    form_read(&form, thing->one);
    uint32_t last = form.length ? form.letters[form.length - 1] : 0;
    return last == 0x0648 || last == 0x0627 || (last == 0x064A && !(form.marks[form.length - 1] & MARK_VOWEL)); /* و ا ي */
}

static void say_count_of_thing(struct reader *r, const struct numeral *n, const struct thing *thing, struct count count)
{
    const struct number_words *words = &r->room->numbers;
    unsigned tail = number_tail(n->digits, n->count);
    struct said_as as = {.number = NUMBER_SINGULAR, .gcase = CASE_GENITIVE};
    count.gender = thing->gender;
    count.noun_follows = true;
    if ((n->value == 1 || (n->value == 2 && !fixed(thing))) && count.definite != DEFINITE_YES) {
        as.gcase = count.gcase;
        as.number = n->value == 2 ? NUMBER_DUAL : NUMBER_SINGULAR;
        say_thing(r, thing, as);
        if (n->value == 1) say_noun(&r->say, words->unit[1][thing->gender == GENDER_FEMININE], as);
        return;
    }
    count.no_remainder = n->value > 100 && (tail == 1 || tail == 2) && !fixed(thing);
    if (count.definite == DEFINITE_YES && n->value <= 2) count.noun_follows = false;
    say_numeral(r, n, count);
    if (tail >= 3 && tail <= 10) as.number = NUMBER_PLURAL;
    else if (tail >= 11) as.gcase = CASE_ACCUSATIVE;
    if (count.no_remainder) tail = 0, as.gcase = CASE_GENITIVE;
    say_thing(r, thing, as);
    if (!count.no_remainder) return;
    as.number = number_tail(n->digits, n->count) == 2 ? NUMBER_DUAL : NUMBER_SINGULAR; /* مئة دولار ودولاران */
    as.gcase = count.gcase;
    say_prefix(&r->say, words->and);
    say_thing(r, thing, as);
    if (as.number == NUMBER_SINGULAR) say_noun(&r->say, words->unit[1][thing->gender == GENDER_FEMININE], as);
}

void say_measured(struct reader *r, const struct numeral *n, const struct thing *thing, struct count count)
{
    if (n->places) {
        count.gender = GENDER_MASCULINE;
        say_numeral(r, n, count);
        say_thing(r, thing, (struct said_as){.number = NUMBER_SINGULAR, .gcase = CASE_GENITIVE});
    } else if (n->negative) {
        struct numeral absolute = *n;
        absolute.negative = false;
        say_noun(&r->say, number_word(&r->room->numbers, "minus"),
                 (struct said_as){.gcase = CASE_NOMINATIVE, .definite = DEFINITE_CONSTRUCT});
        say_count_of_thing(r, &absolute, thing, count);
    } else {
        say_count_of_thing(r, n, thing, count);
    }
    if (*thing->after) say_text(&r->say, thing->after);
}

/* --- money ------------------------------------------------------------------------------------------------------- */

/* The fraction as so many of the part: .5 of a hundred is 50 cents, .250 of a thousand 250 fils. 0 when it does not fit. */
static unsigned parts_of(const struct numeral *n, unsigned parts)
{
    unsigned value = 0, unit = 1;
    if (n->places == 0) return 0;
    for (size_t i = 0; i < n->places && unit < parts; i++) {
        value = value * 10 + (unsigned)(n->fraction[i] - '0');
        unit *= 10;
    }
    for (; unit < parts; unit *= 10) value *= 10;
    return unit == parts ? value : 0;
}

static bool fits_parts(const struct numeral *n, unsigned parts)
{
    return parts && n->places && n->places <= (parts == 1000 ? 3u : 2u);
}

static void say_money(struct reader *r, const struct numeral *n, const struct measure *m, struct count count)
{
    struct thing part;
    if (!fits_parts(n, m->parts) || !lists_thing(r->room, m->part, &part)) {
        say_measured(r, n, &m->thing, count);
        return;
    }
    struct numeral whole = *n, rest = {.value = parts_of(n, m->parts)};
    whole.places = 0;
    whole.negative = false;
    if (n->negative)
        say_noun(&r->say, number_word(&r->room->numbers, "minus"), (struct said_as){.gcase = CASE_NOMINATIVE, .definite = DEFINITE_CONSTRUCT});
    if (whole.value != 0 || rest.value == 0) {
        say_measured(r, &whole, &m->thing, count);
        if (rest.value) say_prefix(&r->say, r->room->numbers.and);
    }
    if (rest.value == 0) return;
    char digits[16];
    rest.count = (size_t)snprintf(digits, sizeof digits, "%u", rest.value);
    rest.digits = digits;
    rest.fraction = "";
    count.definite = DEFINITE_UNKNOWN;
    say_measured(r, &rest, &part, count);
}

/* --- what stands after the number -------------------------------------------------------------------------------- */

size_t find_measure(const struct reader *r, size_t i, struct measure *m)
{
    enum { MOST_TOKENS = 7 };
    char sign[64];
    for (size_t n = MOST_TOKENS; n > 0; n--) {
        if (!tokens_join(r, i, n, sign, sizeof sign) || !lists_measure(r->room, sign, strlen(sign), m)) continue;
        /* A digit that goes on is no exponent (5 م 20), and a letter sign must not be the start of a longer word. */
        if (token_digits(r, i + n) && !token_at(r, i + n)->space && token_at(r, i + n - 1)->kind != TOKEN_SIGN) continue;
        if (token_sign(r, i + n, '.') && !token_at(r, i + n)->space && token_at(r, i + n - 1)->kind == TOKEN_WORD && m->money)
            return i + n + 1; /* ل.ل. */
        return i + n;
    }
    return 0;
}

static bool percent_sign(const struct reader *r, size_t i)
{
    return token_sign(r, i, '%') || token_sign(r, i, 0x066A) || token_sign(r, i, 0xFE6A);
}

static size_t read_percent(struct reader *r, const struct site *site)
{
    size_t at = site->close;
    bool before = site->numeral.first > 0 && percent_sign(r, site->numeral.first - 1) && !token_at(r, site->numeral.first)->space;
    bool permille = token_sign(r, at, 0x2030);
    bool after = percent_sign(r, at) || permille;
    if (!after && !before) return 0;
    const char *rule;
    struct count count = {.gcase = setting_case(r, site, NULL, &rule)};
    if (site->clitics.article) count.definite = DEFINITE_YES;
    size_t end = after ? at + 1 : at;
    site_begin(r, site, end, rule);
    site_value(r, "percent", site->numeral.digits);
    struct numeral n = site->numeral;
    n.padded = false;
    say_numeral(r, &n, count);
    say_text(&r->say, number_word(&r->room->numbers, permille ? "permille" : r->percent));
    r->last_case = count.gcase;
    return r->last_end = end;
}

/* ليلة has a name of its own in the lists of money and units: دولارا with decimals has cents. */
static bool money_noun(const struct reader *r, size_t i, struct measure *m)
{
    struct noun noun;
    if (token_at(r, i)->kind != TOKEN_WORD || !lists_noun(r->room, token_text(r, i), token_at(r, i)->size, &noun)) return false;
    const char *next = token_text(r, i + 1);
    size_t size = token_at(r, i + 1)->size;
    bool adjective = token_at(r, i + 1)->kind == TOKEN_WORD && size > 6 && !(token_roles(r, i + 1) & (ROLE_STOP | ROLE_PREPOSITION)) &&
                     (memcmp(next + size - 2, "ي", 2) == 0 || memcmp(next + size - 4, "يا", 4) == 0 || memcmp(next + size - 4, "ية", 4) == 0);
    if (adjective) return false; /* 4.5 دولار أمريكي: the coins would part them */
    return lists_measure(r->room, noun.base, noun.base_size, m) && m->money;
}

/* درجة الحرارة 35 م: is heat spoken of shortly before? */
static bool heat_before(const struct reader *r, size_t i)
{
    for (int steps = 0; steps < 5 && (i = word_before(r, i)) != SIZE_MAX; steps++)
        if (token_roles(r, i) & ROLE_HEAT) return true;
    return false;
}

size_t read_measure(struct reader *r, const struct site *site)
{
    size_t end = read_percent(r, site);
    if (end) return end;
    struct numeral n = site->numeral;
    struct measure m;
    bool scaled = numeral_scale(r, site->close, &n);
    size_t at = scaled ? n.end : site->close;
    bool scale_word = !scaled && (token_roles(r, at) & ROLE_SCALE);
    size_t sign = scale_word ? at + 1 : at;
    end = find_measure(r, sign, &m);
    struct noun noun;
    bool own_name = end == sign + 1 && m.money && token_at(r, sign)->kind == TOKEN_WORD && token_at(r, sign)->size > 4 &&
                    lists_noun(r->room, token_text(r, sign), token_at(r, sign)->size, &noun) && noun.known;
    if (own_name) end = 0; /* 20 دولار: a noun of the text like any other, but for its coins */
    if (end && token_at(r, sign)->kind == TOKEN_WORD && *m.context && token_at(r, sign)->space && !scaled) {
        /* م after a number: not the initial of a name (قتل 3 م. سامي) */
        if (token_sign(r, end, '.') && token_at(r, end + 1)->kind == TOKEN_WORD) end = 0;
    }
    if (end == sign + 1 && token_is(r, sign, "م") && heat_before(r, site->start)) lists_measure(r->room, "°م", strlen("°م"), &m);
    if (!end && n.places && n.places <= 3 && !scale_word && money_noun(r, at, &m) && fits_parts(&n, m.parts)) end = at + 1;
    if (!end) return 0;
    const char *rule;
    struct count count = {.gcase = setting_case(r, site, NULL, &rule)};
    if (site->clitics.article) count.definite = DEFINITE_YES;
    site_begin(r, site, end, rule);
    site_value(r, m.money ? "money" : "measure", n.digits);
    if (scale_word) {
        say_numeral(r, &n, count);
        say_own(r, at, true);
        struct said_as as = {.number = NUMBER_SINGULAR, .gcase = CASE_GENITIVE};
        say_thing(r, &m.thing, as);
    } else if (m.money) say_money(r, &n, &m, count);
    else say_measured(r, &n, &m.thing, count);
    r->last_case = count.gcase;
    return r->last_end = end;
}

/* $20 مليون, €50, US$ 3: the sign first, the noun last. */
size_t read_money_before(struct reader *r, size_t i, const struct clitics *clitics)
{
    struct measure m;
    struct site site = {.start = clitics->next == i ? i : i - 1, .clitics = *clitics};
    bool negative = token_dash(r, i) && !token_at(r, i + 1)->space;
    size_t sign = negative ? i + 1 : i, at = 0;
    char text[16];
    for (size_t n = 2; n > 0 && !at; n--)
        if (tokens_join(r, sign, n, text, sizeof text) && token_digits(r, sign + n) && lists_measure(r->room, text, strlen(text), &m) &&
            m.money && token_at(r, sign)->kind != TOKEN_WORD)
            at = sign + n;
    if (!at || !numeral_read(r, at, &site.numeral)) return 0;
    struct numeral *n = &site.numeral;
    n->negative = negative;
    site.close = n->end;
    bool scaled = numeral_scale(r, n->end, n);
    bool scale_word = !scaled && (token_roles(r, n->end) & ROLE_SCALE);
    size_t end = scale_word ? n->end + 1 : n->end;
    const char *rule;
    struct count count = {.gcase = setting_case(r, &site, NULL, &rule)};
    if (clitics->article) count.definite = DEFINITE_YES;
    site_begin(r, &site, end, rule);
    site_value(r, "money", n->digits);
    if (scale_word) {
        say_numeral(r, n, count);
        say_own(r, n->end, true);
        say_thing(r, &m.thing, (struct said_as){.number = NUMBER_SINGULAR, .gcase = CASE_GENITIVE});
    } else say_money(r, n, &m, count);
    r->last_case = count.gcase;
    return r->last_end = end;
}

/* كم/س, م², °م without a number: كيلومتر في الساعة. */
size_t read_unit_alone(struct reader *r, size_t i)
{
    struct measure m;
    const struct token *next = token_at(r, i + 1);
    bool degree = token_sign(r, i, 0x00B0);
    if (!degree && (next->kind != TOKEN_SIGN || next->space || (next->cp != '/' && next->cp != 0x00B2 && next->cp != 0x00B3))) return 0;
    size_t end = find_measure(r, i, &m);
    if (end < i + 2 || m.money) return 0;
    span_begin(r, i, end, "unit");
    say_thing(r, &m.thing, (struct said_as){.number = NUMBER_SINGULAR, .gcase = CASE_NOMINATIVE});
    if (*m.thing.after) say_text(&r->say, m.thing.after);
    return end;
}
