/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Clock times: 12:10, 06:00, 21:30:05, الساعة 3. */
#include "normalize/reader.h"

#include <stdio.h>

struct clock {
    unsigned hour, minute, second;
    bool seconds;
};

/* What part of the day the text itself names after the time, if any: then we name none. */
static bool daypart_follows(const struct reader *r, size_t i)
{
    return token_roles(r, i) & ROLE_DAYPART || token_is(r, i, "ص") || token_is(r, i, "م") || token_is(r, i, "بعد") ||
           token_is(r, i, "قبل") || token_at(r, i)->kind == TOKEN_LATIN;
}

/* ص and م after a time; returns the token after it and what it is said as. */
static const char *half_day(const struct reader *r, size_t i, size_t *end)
{
    const struct number_words *words = &r->room->numbers;
    const char *said = NULL;
    size_t used = 1;
    if (token_is(r, i, "ص") || token_is(r, i, "AM") || token_is(r, i, "am")) said = number_word(words, "morning");
    else if (token_is(r, i, "م") || token_is(r, i, "PM") || token_is(r, i, "pm")) said = number_word(words, "evening");
    bool am = token_is(r, i, "a") || token_is(r, i, "A"), pm = token_is(r, i, "p") || token_is(r, i, "P");
    if ((am || pm) && token_joined(r, i + 1, '.') && (token_is(r, i + 2, "m") || token_is(r, i + 2, "M"))) {
        *end = i + 3 + token_joined(r, i + 3, '.'); /* a.m. */
        return number_word(words, am ? "morning" : "evening");
    }
    if (!said) return NULL;
    if (token_joined(r, i + 1, '.')) { /* ص. but not م. سامي */
        if (token_at(r, i + 2)->kind == TOKEN_WORD && !token_at(r, i + 2)->space) return NULL;
    }
    *end = i + used;
    return said;
}

static void say_hour(struct reader *r, unsigned hour, enum gram_case gcase)
{
    unsigned twelve = hour % 12 ? hour % 12 : 12;
    if (twelve == 1) { /* الواحدة, not الأولى */
        say_noun(&r->say, r->room->numbers.unit[1][1], (struct said_as){GENDER_FEMININE, NUMBER_SINGULAR, gcase, DEFINITE_YES});
        return;
    }
    say_ordinal(&r->say, &r->room->numbers, twelve, (struct said_as){GENDER_FEMININE, NUMBER_SINGULAR, gcase, DEFINITE_YES});
}

static void say_some(struct reader *r, unsigned number, const char *one, const char *many, enum gram_case gcase)
{
    char digits[16];
    struct numeral n = {.value = number, .digits = digits, .fraction = ""};
    n.count = (size_t)snprintf(digits, sizeof digits, "%u", number);
    struct thing thing = {.one = number_word(&r->room->numbers, one), .many = number_word(&r->room->numbers, many),
                          .gender = GENDER_FEMININE, .adjective = {"", ""}, .after = ""};
    say_measured(r, &n, &thing, (struct count){.gcase = gcase});
}

static void say_minutes(struct reader *r, const struct clock *t, enum gram_case gcase)
{
    const struct number_words *words = &r->room->numbers;
    if (t->minute == 0 && !t->second) return;
    if (t->minute == 45 && !t->second) {
        say_text(&r->say, number_word(words, "except"));
        say_noun(&r->say, words->fraction[4], (struct said_as){GENDER_MASCULINE, NUMBER_SINGULAR, CASE_ACCUSATIVE, DEFINITE_YES});
        return;
    }
    if (t->minute) {
        say_prefix(&r->say, words->and);
        if (!t->second && (t->minute == 30 || t->minute == 15))
            say_noun(&r->say, words->fraction[t->minute == 30 ? 2 : 4],
                     (struct said_as){GENDER_MASCULINE, NUMBER_SINGULAR, gcase, DEFINITE_YES});
        else say_some(r, t->minute, "minute", "minutes", gcase);
    }
    if (t->second) {
        say_prefix(&r->say, words->and);
        say_some(r, t->second, "second", "seconds", gcase);
    }
}

/* Hours that only a 24-hour clock has get the part of the day; so does 06:00, whose zero tells the same clock. */
static const char *part_of_day(const struct reader *r, unsigned hour, bool padded, bool exact_midnight)
{
    const struct number_words *words = &r->room->numbers;
    if (exact_midnight) return NULL;
    if (hour == 0) return number_word(words, "night");
    if (hour < 12) return padded ? number_word(words, "morning") : NULL;
    if (hour == 12) return NULL;
    return number_word(words, hour < 17 ? "afternoon" : "evening");
}

/* h:m or h:m:s from token i; the token after it, or 0. */
static size_t read_clock(const struct reader *r, size_t i, struct clock *t)
{
    *t = (struct clock){.hour = token_at(r, i)->value};
    uint32_t cp = token_at(r, i + 1)->cp;
    if (!token_joined(r, i + 1, ':') && !(cp == 0x2236 && token_joined(r, i + 1, cp))) return 0;
    if (!token_digits(r, i + 2) || token_at(r, i + 2)->space || token_at(r, i + 2)->size != 2 || token_at(r, i)->size > 2) return 0;
    t->minute = token_at(r, i + 2)->value;
    size_t end = i + 3;
    if (token_joined(r, end, ':') && token_digits(r, end + 1) && token_at(r, end + 1)->size == 2) {
        t->second = token_at(r, end + 1)->value;
        t->seconds = true;
        end += 2;
    }
    return end;
}

/* 99:99 is no time, and 3:12 after الآية is a verse: the numbers as they are. */
static size_t say_no_time(struct reader *r, const struct site *site, size_t end)
{
    site_begin(r, site, end, "no such time");
    document_add_note(r->doc, NASHRA_NOTE_NUMBER, r->say.span, "time", "no such time: its numbers are read one by one", NULL);
    for (size_t i = site->numeral.first; i < end; i++)
        if (token_digits(r, i))
            say_cardinal(&r->say, &r->room->numbers, token_text(r, i), token_at(r, i)->size, (struct count){.gcase = CASE_UNKNOWN});
    return end;
}

static size_t say_one_clock(struct reader *r, const struct site *site, const struct clock *t, size_t end, bool padded)
{
    const struct number_words *words = &r->room->numbers;
    bool follows = daypart_follows(r, end);
    size_t after = end;
    const char *said = half_day(r, end, &after);
    bool midnight = t->hour == 0 && t->minute == 0 && !t->second;
    size_t before = word_before(r, site->start);
    enum gram_case gcase = CASE_NOMINATIVE;
    if (site->clitics.preposition) gcase = CASE_GENITIVE;
    else if (before != SIZE_MAX) {
        unsigned roles = token_roles(r, before);
        if (roles & ROLE_CLOCK) gcase = setting_noun_case(r, before);
        else if (roles & (ROLE_PREPOSITION | ROLE_IDAFA)) gcase = CASE_GENITIVE;
    }
    site_begin(r, site, after, "time");
    site_value(r, "time", "");
    if (midnight && !follows && !(before != SIZE_MAX && (token_roles(r, before) & ROLE_CLOCK))) {
        say_text(&r->say, number_word(words, "midnight"));
        return end;
    }
    say_hour(r, t->minute == 45 && !t->second ? t->hour + 1 : t->hour, gcase);
    say_minutes(r, t, gcase);
    if (said) say_text(&r->say, said);
    else if (!follows || t->hour > 12) {
        const char *part = part_of_day(r, t->hour, padded, midnight);
        if (part && !follows) say_text(&r->say, part);
    }
    return after;
}

/* A time, and the other end of a range of times: الساعة 8-10 صباحا. */
static size_t say_clock(struct reader *r, const struct site *site, const struct clock *t, size_t end, bool padded)
{
    struct site second = {.clitics = {.preposition = ""}};
    struct clock until;
    size_t at = end + 1, last = 0;
    if (token_dash(r, end) && token_digits(r, at) && token_at(r, end)->space == token_at(r, at)->space) {
        last = read_clock(r, at, &until);
        if (!last && token_at(r, at)->value >= 1 && token_at(r, at)->value <= 24 && !token_sign(r, at + 1, '/')) last = at + 1;
        if (last && (until.hour > 24 || until.minute > 59)) last = 0;
    }
    end = say_one_clock(r, site, t, end, padded);
    if (last && end < last) {
        second.start = second.numeral.first = at;
        say_text(&r->say, number_word(&r->room->numbers, "to"));
        end = say_one_clock(r, &second, &until, last, token_text(r, at)[0] == '0');
    }
    return r->clock_end = end;
}

/* Is the number at the site an hour, by what stands beside it? */
static bool hour_here(const struct reader *r, const struct site *site)
{
    size_t before = word_before(r, site->start), start = site->start;
    if (site->clitics.preposition) return false;
    if (site->clitics.conjunction) return r->clock_end && r->clock_end == start;
    if (before != SIZE_MAX && (token_roles(r, before) & ROLE_CLOCK)) return true;
    if (r->clock_end && r->clock_end + 1 == start && (token_is(r, start - 1, "إلى") || token_is(r, start - 1, "حتى"))) return true;
    size_t end;
    if (token_at(r, site->close)->kind == TOKEN_LATIN && half_day(r, site->close, &end)) return true; /* 10 a.m. */
    if (token_is(r, site->close, "ص") && !token_digits(r, site->close + 1)) return true; /* 8 ص */
    return (token_roles(r, site->close) & ROLE_DAYPART) != 0; /* في 8 صباحا */
}

size_t read_time(struct reader *r, const struct site *site)
{
    const struct numeral *n = &site->numeral;
    size_t i = n->first;
    struct clock t;
    if (!token_digits(r, i) || n->negative || n->plus) return 0;
    size_t end = read_clock(r, i, &t);
    if (end) {
        if (t.hour > 24 || t.minute > 59 || t.second > 59 || (t.hour == 24 && t.minute)) return say_no_time(r, site, end);
        if (t.hour == 24) t.hour = 0;
        return say_clock(r, site, &t, end, token_text(r, i)[0] == '0');
    }
    /* الساعة 3, الساعة الـ7, الساعة 3 و20 دقيقة, الساعة 3.30 */
    if (!hour_here(r, site)) return 0;
    if (n->grouped || n->value < 1 || n->value > 24 || (n->places && n->places != 2)) return 0;
    t = (struct clock){.hour = n->value == 24 ? 0 : n->value};
    if (n->places) t.minute = (unsigned)(n->fraction[0] - '0') * 10 + (unsigned)(n->fraction[1] - '0');
    if (t.minute > 59 || (counted_find(r, site->close).found && (token_roles(r, site->close) & ROLE_TIME_NOUN))) return 0;
    return say_clock(r, site, &t, site->close, n->padded);
}
