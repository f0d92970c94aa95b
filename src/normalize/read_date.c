/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Dates and years: 7 أكتوبر 2023, 7/10/2023, 2023-10-07, 7-10 أكتوبر, أكتوبر 2023, عام 1973م, 1445هـ. */
#include "normalize/reader.h"

#include <stdio.h>
#include <string.h>

enum { YEAR_FIRST = 1000, YEAR_LAST = 2199 };

/* --- years ------------------------------------------------------------------------------------------------------- */

void say_year(struct reader *r, unsigned year, enum gender gender, enum gram_case gcase)
{
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%u", year);
    say_cardinal(&r->say, &r->room->numbers, digits, (size_t)n, (struct count){.gender = gender, .gcase = gcase});
}

static bool plain_number(const struct reader *r, size_t i)
{
    return token_digits(r, i) && token_at(r, i)->value != UINT32_MAX;
}

static bool year_like(const struct reader *r, size_t i)
{
    const struct token *token = token_at(r, i);
    return plain_number(r, i) && token->size == 4 && token->value >= YEAR_FIRST && token->value <= YEAR_LAST;
}

/* هـ, م, ق.م and their like after a year: what is said, and the token after. */
static const char *era_after(const struct reader *r, size_t i, size_t *end)
{
    const struct number_words *words = &r->room->numbers;
    size_t bracket = token_sign(r, i, '(') ? 1 : 0;
    size_t at = i + bracket, used = 1;
    const char *said = NULL;
    if (token_is(r, at, "هـ") || token_is(r, at, "ه")) said = number_word(words, "hijri");
    else if (token_is(r, at, "م")) said = number_word(words, "ad");
    else if (token_is(r, at, "ق") && token_sign(r, at + 1, '.') && token_is(r, at + 2, "م")) said = number_word(words, "bc"), used = 3;
    if (!said) return NULL;
    /* م. سامي after a number is an engineer */
    if (used == 1 && token_sign(r, at + 1, '.') && token_at(r, at + 2)->kind == TOKEN_WORD && !token_is(r, at, "ه")) return NULL;
    if (token_joined(r, at + used, '.') && used == 3) used++;
    if (bracket && !token_sign(r, at + used, ')')) return NULL;
    *end = at + used + bracket;
    return said;
}

/* --- months ------------------------------------------------------------------------------------------------------ */

/* A month's name at token i, one word or two; the double form أكتوبر/تشرين الأول is taken with its second name. */
struct month_name {
    struct month month, other;
    size_t end;
    bool twice;
};

static size_t one_month(const struct reader *r, size_t i, struct month *month)
{
    char name[64];
    if (token_at(r, i)->kind != TOKEN_WORD) return 0;
    for (size_t n = 2; n > 0; n--)
        if ((n == 1 || token_at(r, i + 1)->kind == TOKEN_WORD) && tokens_join(r, i, n, name, sizeof name) &&
            lists_month(r->room, name, strlen(name), month))
            return i + n;
    return 0;
}

static bool month_at(const struct reader *r, size_t i, struct month_name *name)
{
    name->twice = false;
    name->end = one_month(r, i, &name->month);
    if (!name->end) return false;
    size_t at = name->end;
    bool bracket = token_sign(r, at, '(');
    if (!bracket && !token_sign(r, at, '/') && !(token_dash(r, at))) return true;
    size_t end = one_month(r, at + 1, &name->other);
    if (!end || name->other.number != name->month.number || (bracket && !token_sign(r, end, ')'))) return true;
    name->twice = true;
    name->end = end + bracket;
    return true;
}

static void say_month(struct reader *r, const struct month_name *name)
{
    const char *said = name->month.said;
    if (r->months && !name->month.hijri) { /* the region's own name for it, once */
        say_text(&r->say, lists_month_name(r->room, name->month.number, r->months));
        return;
    }
    if (!name->month.hijri) r->text_months = name->month.style;
    say_text(&r->say, said);
    if (name->twice) say_text(&r->say, name->other.said);
}

static void say_month_number(struct reader *r, unsigned number)
{
    const char *style = r->months ? r->months : r->text_months ? r->text_months : "egypt";
    say_text(&r->say, lists_month_name(r->room, number, style));
}

/* --- what a date is said as -------------------------------------------------------------------------------------- */

static void say_day(struct reader *r, const struct site *site, unsigned day)
{
    const char *rule;
    enum gram_case gcase = setting_case(r, site, NULL, &rule);
    size_t before = word_before(r, site->start);
    if (before != SIZE_MAX && (token_roles(r, before) & ROLE_WEEKDAY)) gcase = CASE_GENITIVE; /* يوم الأحد 27 نوفمبر */
    say_ordinal(&r->say, &r->room->numbers, day, (struct said_as){GENDER_MASCULINE, NUMBER_SINGULAR, gcase, DEFINITE_YES});
}

static void say_of(struct reader *r)
{
    say_text(&r->say, number_word(&r->room->numbers, "of"));
}

/* عام ألفين وثلاثة وعشرين */
static void say_in_year(struct reader *r, unsigned year)
{
    say_noun(&r->say, number_word(&r->room->numbers, "year"), (struct said_as){GENDER_MASCULINE, NUMBER_SINGULAR, CASE_ACCUSATIVE, DEFINITE_CONSTRUCT});
    say_year(r, year, GENDER_MASCULINE, CASE_GENITIVE);
}

/* The year at token i, after a month: with or without a word or a comma before it. Returns the token after it, or i. */
static size_t year_after_month(struct reader *r, size_t i, bool hijri, unsigned *year, const char **era)
{
    size_t at = token_sign(r, i, 0x060C) || token_sign(r, i, ',') || token_sign(r, i, '/') || token_dash(r, i) ? i + 1 : i;
    *era = NULL;
    if (!plain_number(r, at) || token_at(r, at)->size < 3 || token_at(r, at)->size > 4) return i;
    if (token_at(r, at)->size == 3 && !hijri) return i;
    if (token_sign(r, at + 1, ':') || (token_joined(r, at + 1, '.') && token_digits(r, at + 2))) return i;
    *year = token_at(r, at)->value;
    size_t end = at + 1;
    *era = era_after(r, at + 1, &end);
    return end;
}

static void say_whole(struct reader *r, const struct site *site, unsigned day, unsigned month, unsigned year, const char *era)
{
    say_day(r, site, day);
    say_of(r);
    say_month_number(r, month);
    if (year) say_in_year(r, year);
    if (era) say_text(&r->say, era);
}

static bool real_date(unsigned day, unsigned month, unsigned year)
{
    static const unsigned days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
    bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    return !(month == 2 && day == 29 && !leap);
}

/* A date that does not exist: its numbers one by one, and a note. */
static size_t say_impossible(struct reader *r, const struct site *site, size_t end)
{
    site_begin(r, site, end, "no such date");
    document_add_note(r->doc, NASHRA_NOTE_NUMBER, r->say.span, "date", "no such date: its numbers are read one by one", NULL);
    struct count count = {.gcase = CASE_NOMINATIVE};
    for (size_t i = site->numeral.first; i < end; i++) {
        if (!token_digits(r, i)) continue;
        if (i > site->numeral.first) say_text(&r->say, number_word(&r->room->numbers, "over"));
        say_cardinal(&r->say, &r->room->numbers, token_text(r, i), token_at(r, i)->size, count);
        count.gcase = CASE_GENITIVE;
    }
    return end;
}

/* d/m/y, d-m-y, d.m.y, y-m-d, y/m/d */
static size_t read_triple(struct reader *r, const struct site *site)
{
    size_t i = site->numeral.first;
    uint32_t cp = token_at(r, i + 1)->cp;
    if (cp != '/' && cp != '-' && cp != '.' && cp != 0x2212 && cp != 0x2013) return 0;
    if (!token_joined(r, i + 1, cp) || !token_joined(r, i + 3, cp)) return 0;
    for (size_t k = i; k <= i + 4; k += 2)
        if (!plain_number(r, k) || (k > i && token_at(r, k)->space)) return 0;
    if (token_joined(r, i + 5, cp) && token_digits(r, i + 6)) return 0; /* four parts: no date */
    unsigned a = token_at(r, i)->value, b = token_at(r, i + 2)->value, c = token_at(r, i + 4)->value;
    bool year_first = token_at(r, i)->size == 4;
    size_t year_size = token_at(r, year_first ? i : i + 4)->size;
    if (year_first) { unsigned swap = a; a = c; c = swap; }
    if (token_at(r, year_first ? i + 4 : i)->size > 2 || token_at(r, i + 2)->size > 2) return 0;
    if (year_size != 4 && !(year_size == 2 && cp == '/')) return 0;
    if (cp == '.' && year_size != 4) return 0;
    unsigned year = year_size == 2 ? c + (c < 70 ? 2000 : 1900) : c;
    size_t end = i + 5;
    const char *era = era_after(r, end, &end);
    if (!real_date(a, b, year) && real_date(b, a, year)) { unsigned swap = a; a = b; b = swap; } /* 10/25/2023: the number says so */
    if (!real_date(a, b, year)) return say_impossible(r, site, end);
    /* ISO: 2023-10-07T06:00 */
    if (year_first && token_is(r, end, "T") && !token_at(r, end)->space) end++;
    site_begin(r, site, end, "date");
    site_value(r, "date", "");
    if (year < 1600 && b <= 12 && era) { /* Hijri months have names of their own */
        say_day(r, site, a);
        say_of(r);
        say_text(&r->say, lists_month_name(r->room, b, "hijri"));
        say_in_year(r, year);
        say_text(&r->say, era);
        return end;
    }
    say_whole(r, site, a, b, year, era);
    return end;
}

/* 7/10: day and month, where a word before says that it is a date. */
static size_t read_day_month(struct reader *r, const struct site *site)
{
    size_t i = site->numeral.first, before = word_before(r, site->start);
    if (!token_joined(r, i + 1, '/') || !plain_number(r, i) || !plain_number(r, i + 2) || token_at(r, i + 2)->space) return 0;
    if (token_joined(r, i + 3, '/') || token_at(r, i)->size > 2 || token_at(r, i + 2)->size > 2) return 0;
    unsigned day = token_at(r, i)->value, month = token_at(r, i + 2)->value;
    bool named = before != SIZE_MAX && (token_roles(r, before) & ROLE_WEEKDAY);
    bool improper = day > 10 && day > month && real_date(day, month, 0) && !(day == 24 && month == 7); /* 11/9, but 24/7 */
    if (!named && !improper) return 0;
    if (!real_date(day, month, 0)) return say_impossible(r, site, i + 3);
    site_begin(r, site, i + 3, "date");
    say_whole(r, site, day, month, 0, NULL);
    return i + 3;
}

/* 7 أكتوبر, 7-10 أكتوبر, 7 و8 أكتوبر, 7 من أكتوبر */
static size_t read_day_name(struct reader *r, const struct site *site)
{
    size_t i = site->numeral.first, at = site->close;
    if (!plain_number(r, i) || site->numeral.end != i + 1 || site->numeral.value < 1 || site->numeral.value > 31) return 0;
    struct month_name name;
    unsigned second = 0;
    if (token_dash(r, at) && plain_number(r, at + 1) && token_at(r, at + 1)->value <= 31) {
        second = token_at(r, at + 1)->value;
        at += 2;
    }
    /* 31 من الشهر, 5 من هذا الشهر */
    size_t this_month = token_is(r, at + 1, "هذا") ? at + 2 : at + 1;
    if (!second && token_is(r, at, "من") && token_is(r, this_month, "الشهر")) {
        site_begin(r, site, at, "day of the month");
        say_day(r, site, site->numeral.value);
        return at;
    }
    bool of = token_is(r, at, "من") || (token_sign(r, at, '/') && token_at(r, at + 1)->kind == TOKEN_WORD);
    if (of) at++;
    if (token_is(r, at, "شهر")) at++;
    if (!month_at(r, at, &name) || (of && second)) return 0;
    const char *era = NULL;
    unsigned year = 0;
    size_t end = year_after_month(r, name.end, name.month.hijri, &year, &era);
    site_begin(r, site, end, "date");
    site_value(r, "date", "");
    say_day(r, site, site->numeral.value);
    if (second) {
        say_text(&r->say, number_word(&r->room->numbers, "to"));
        say_ordinal(&r->say, &r->room->numbers, second, (struct said_as){GENDER_MASCULINE, NUMBER_SINGULAR, CASE_GENITIVE, DEFINITE_YES});
    }
    say_of(r);
    say_month(r, &name);
    if (year) say_in_year(r, year);
    if (era) say_text(&r->say, era);
    r->last_case = CASE_UNKNOWN;
    return end;
}

/* من 7 إلى 10 أكتوبر, 7 و8 أكتوبر: the first number is a day as well. */
static size_t read_day_before_day(struct reader *r, const struct site *site)
{
    size_t i = site->numeral.first, at = site->close;
    struct month_name name;
    if (!plain_number(r, i) || site->numeral.end != i + 1 || site->numeral.value < 1 || site->numeral.value > 31) return 0;
    struct clitics clitics = clitics_read(r, at);
    bool joined = clitics.conjunction && !clitics.article && !clitics.preposition;
    bool word = token_is(r, at, "إلى") || token_is(r, at, "الى") || token_is(r, at, "حتى") || token_is(r, at, "أو");
    if (!joined && !word) return 0;
    size_t day = joined ? clitics.next : at + 1;
    if (!plain_number(r, day) || token_at(r, day)->value > 31 || !month_at(r, day + 1, &name)) return 0;
    site_begin(r, site, at, "date");
    say_day(r, site, site->numeral.value);
    r->last_case = CASE_UNKNOWN;
    return at;
}

size_t read_date(struct reader *r, const struct site *site)
{
    if (site->numeral.negative || site->numeral.plus) return 0;
    size_t end = site->clitics.article ? 0 : read_triple(r, site);
    if (!end && !site->clitics.article) end = read_day_month(r, site);
    if (!end) end = read_day_name(r, site);
    if (!end) end = read_day_before_day(r, site);
    return end;
}

/* --- a year by itself -------------------------------------------------------------------------------------------- */

/* The gender that the word before gives a year's units: سنة ألفين واثنتي عشرة. */
static enum gender year_gender(const struct reader *r, size_t before)
{
    return before != SIZE_MAX && (token_roles(r, before) & ROLE_FEMININE) ? GENDER_FEMININE : GENDER_MASCULINE;
}

/* Is the four-digit number at the site a year? After a word for years, a month or an era's sign; or alone after a name. */
static bool is_year(const struct reader *r, const struct site *site, size_t before, bool era)
{
    const struct numeral *n = &site->numeral;
    if (n->grouped || n->places || n->negative || n->padded || n->end != n->first + 1 || n->value == UINT32_MAX) return false;
    unsigned roles = before != SIZE_MAX ? token_roles(r, before) : 0;
    if (era && (roles & ROLE_YEAR)) return true;
    bool four = year_like(r, n->first);
    if (roles & ROLE_YEAR) return four || (n->value <= 2999 && n->count >= 3 && !counted_find(r, site->close).found);
    if (era && !token_is(r, n->end, "م")) return n->count >= 3;
    /* 1948م: no round number of metres */
    if (era) return year_like(r, n->first) && n->value >= 1600 && n->value % 100 != 0 &&
                    (before == SIZE_MAX || (roles & ROLE_WEEKDAY) || token_is(r, before, "منذ"));
    if (!four || (roles & (ROLE_CARDINAL | ROLE_DIGITS | ROLE_ORDINAL))) return false;
    /* In آذار 2015 دعما and في 2015 عملية the year counts nothing. */
    struct month month;
    bool in = before != SIZE_MAX && (token_is(r, before, "في") || token_is(r, before, "وفي"));
    if (in && n->value >= 1900 && n->value < 2050 && !site->clitics.preposition) return true;
    if (before != SIZE_MAX && one_month(r, before, &month)) return true;
    if (before != SIZE_MAX && before > 0 && one_month(r, before - 1, &month) == before + 1) return true;
    if (counted_find(r, site->close).found || (token_roles(r, site->close) & ROLE_SCALE)) return false;
    if (site->clitics.conjunction && r->last_case == CASE_GENITIVE && n->value >= 1900) return true;
    return in && n->value >= 1800 && n->value <= 2100;
}

/* مونديال 2022, أولمبياد باريس 2024: a modern year after a noun or a name. */
static bool year_after_name(const struct reader *r, const struct site *site, size_t before)
{
    const struct numeral *n = &site->numeral;
    if (before == SIZE_MAX || token_at(r, before)->kind != TOKEN_WORD || !year_like(r, n->first) || n->end != n->first + 1) return false;
    if (site->clitics.conjunction || site->clitics.preposition || n->value < 1900 || n->value > 2099) return false;
    unsigned roles = token_roles(r, before);
    if (roles & ~(unsigned)(ROLE_YEAR | ROLE_FEMININE)) return false;
    return !counted_find(r, site->close).found && !(token_roles(r, site->close) & ROLE_SCALE);
}

size_t read_year(struct reader *r, const struct site *site)
{
    size_t before = word_before(r, site->start), end = site->close;
    if (site->clitics.article) return 0;
    const char *era = era_after(r, site->close, &end);
    struct measure measure;
    if (!era && lists_measure(r->room, token_text(r, end), token_at(r, end)->size, &measure)) return 0;
    if (!is_year(r, site, before, era != NULL) && !(!era && year_after_name(r, site, before))) return 0;
    site_begin(r, site, end, "year");
    site_value(r, "year", site->numeral.digits);
    say_year(r, site->numeral.value, year_gender(r, before), CASE_GENITIVE);
    if (era) say_text(&r->say, era);
    r->last_case = CASE_GENITIVE;
    return r->last_end = end;
}
