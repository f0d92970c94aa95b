/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "normalize/numbers.h"

#include "util/error.h"

#include <stdio.h>
#include <string.h>

/* --- words ------------------------------------------------------------------------------------------------------- */

static const char *find(const struct table_section *section, const char *key, const char **missing)
{
    size_t row;
    if (section_find(section, key, strlen(key), &row)) return section_field(section, row, 1);
    if (missing && !*missing) *missing = key;
    return "";
}

const char *number_word(const struct number_words *words, const char *key)
{
    return find(words->section, key, NULL);
}

static const char *find_numbered(const struct table_section *section, const char *before, unsigned n, const char *after,
                                 const char **missing)
{
    char key[24];
    snprintf(key, sizeof key, "%s%u%s", before, n, after);
    const char *none = NULL, *word = find(section, key, &none);
    if (none && !*missing) *missing = before;
    return word;
}

int number_words_open(struct number_words *w, const struct table_section *section, const char **missing)
{
    static const char *const sex[2] = {"m", "f"};
    *missing = NULL;
    w->section = section;
    for (unsigned g = 0; g < 2; g++) {
        for (unsigned n = 1; n <= 10; n++) {
            w->unit[n][g] = find_numbered(section, "", n, sex[g], missing);
            w->ordinal[n][g] = find_numbered(section, "o", n, sex[g], missing);
        }
        w->eleven[g] = find_numbered(section, "", 11, sex[g], missing);
        w->one_and_tens[g] = g ? find(section, "21f", missing) : w->unit[1][0];
        w->teen[g] = find(section, g ? "teen-f" : "teen-m", missing);
        w->ordinal_one[g] = find(section, g ? "ounit-f" : "ounit-m", missing);
    }
    for (unsigned n = 2; n < 10; n++) w->tens[n] = find_numbered(section, "", n * 10, "", missing);
    for (unsigned n = 3; n < 10; n++) w->hundreds[n] = find_numbered(section, "h", n, "", missing);
    for (unsigned n = 1; n < SCALES; n++) {
        w->scale[n] = find_numbered(section, "scale", n, "", missing);
        w->scales[n] = find_numbered(section, "scales", n, "", missing);
    }
    for (unsigned n = 2; n <= 10; n++) {
        w->fraction[n] = find_numbered(section, "fraction", n, "", missing);
        w->fractions[n] = find_numbered(section, "fractions", n, "", missing);
    }
    w->hundred = find(section, "100", missing);
    w->zero = find(section, "zero", missing);
    w->and = find(section, "and", missing);
    return *missing ? NASHRA_E_DATA : 0;
}

size_t number_trim(const char **digits, size_t n)
{
    while (n && **digits == '0') ++*digits, n--;
    return n;
}

unsigned number_tail(const char *digits, size_t n)
{
    unsigned tail = 0;
    for (size_t i = n > 2 ? n - 2 : 0; i < n; i++) tail = tail * 10 + (unsigned)(digits[i] - '0');
    return tail;
}

/* --- cardinals --------------------------------------------------------------------------------------------------- */

/* Parts joined by و: each takes the article when the number is definite (الأربع والعشرون). */
struct parts {
    struct speaker *say;
    const struct number_words *words;
    struct count count;
    bool any;
};

static void join(struct parts *p)
{
    if (p->any) say_prefix(p->say, p->words->and);
    p->any = true;
}

static struct said_as as_of(const struct parts *p, enum definiteness definite)
{
    if (p->count.definite == DEFINITE_YES) definite = DEFINITE_YES;
    return (struct said_as){p->count.gender, NUMBER_UNKNOWN, p->count.gcase, definite};
}

/* The dual before its noun loses its ن, with the article as well: المئتا شاحنة. */
static void say_round_dual(struct parts *p, const char *dictionary, bool construct)
{
    struct form form;
    form_read(&form, dictionary);
    form_dual(&form, p->count.gcase, construct);
    if (p->count.definite == DEFINITE_YES) say_article(p->say);
    struct said_as as = as_of(p, construct ? DEFINITE_CONSTRUCT : DEFINITE_NO);
    as.number = NUMBER_DUAL;
    say_form(p->say, &form, as);
}

static void say_tens(struct parts *p, unsigned tens)
{
    static const char *const endings[] = {"ُونَ", "ُونَ", "ِينَ", "ِينَ"}; /* by enum gram_case */
    char word[64];
    snprintf(word, sizeof word, "%s%s", p->words->tens[tens], endings[p->count.gcase]);
    struct form form;
    form_read(&form, word);
    if (p->count.definite == DEFINITE_YES) say_article(p->say);
    say_form(p->say, &form, as_of(p, DEFINITE_NO));
}

/* 11–19 are built on fatha, in both parts (ثلاثةَ عشرَ); only 12 shows its case (اثنا, اثني). */
static void say_teens(struct parts *p, unsigned unit, unsigned g)
{
    struct form form;
    bool article = p->count.definite == DEFINITE_YES;
    if (article) say_article(p->say);
    if (unit == 1) form_read(&form, p->words->eleven[g]);
    else form_read(&form, p->words->unit[unit][g]);
    if (unit == 2) form_dual(&form, p->count.gcase, true);
    else if (unit > 2) form_inflect(&form, (struct inflection){CASE_ACCUSATIVE, DEFINITE_CONSTRUCT, false});
    say_form(p->say, &form, as_of(p, DEFINITE_NO));
    say_text(p->say, p->words->teen[g]);
}

/* 1..99. `construct`: the noun that it governs comes next (ثلاثُ نساءٍ): no tanwin. */
static void say_under_hundred(struct parts *p, unsigned n, bool construct)
{
    unsigned g = p->count.gender == GENDER_FEMININE, unit = n % 10;
    enum definiteness definite = construct ? DEFINITE_CONSTRUCT : DEFINITE_NO;
    if (n == 0) return;
    join(p);
    if (n == 2) say_dual(p->say, p->words->unit[2][g], as_of(p, DEFINITE_NO));
    else if (n <= 10) say_noun(p->say, p->words->unit[n][g], as_of(p, definite));
    else if (n < 20) say_teens(p, unit, g);
    else {
        if (unit == 1) say_noun(p->say, p->words->one_and_tens[g], as_of(p, DEFINITE_NO));
        else if (unit == 2) say_dual(p->say, p->words->unit[2][g], as_of(p, DEFINITE_NO));
        else if (unit) say_noun(p->say, p->words->unit[unit][g], as_of(p, DEFINITE_NO));
        if (unit) join(p);
        say_tens(p, n / 10);
    }
}

/* ثلاثمئة is one word whose first part is in construct with the second: ثلاثُمئةٍ, ثلاثَمئةٍ, ثلاثِمئةٍ. */
static void say_hundreds(struct parts *p, unsigned hundreds, bool construct)
{
    static const mark vowels[] = {VOWEL_DAMMA, VOWEL_DAMMA, VOWEL_FATHA, VOWEL_KASRA};
    enum definiteness definite = construct ? DEFINITE_CONSTRUCT : DEFINITE_NO;
    join(p);
    if (hundreds == 2) {
        say_round_dual(p, p->words->hundred, construct);
        return;
    }
    if (hundreds == 1) {
        say_noun(p->say, p->words->hundred, as_of(p, definite));
        return;
    }
    struct form front, form;
    form_read(&front, p->words->hundreds[hundreds]);
    mark *last = &front.marks[front.length ? front.length - 1 : 0];
    *last = (mark)((*last & ~MARK_VOWEL) | (hundreds == 8 ? VOWEL_KASRA : vowels[p->count.gcase]));
    form_read(&form, p->words->hundred);
    struct said_as as = as_of(p, definite);
    /* The word as a whole is in the number's case; مئة itself is the second part of the compound. */
    form_inflect(&form, (struct inflection){CASE_GENITIVE, as.definite, false});
    form_prepend(&form, &front);
    if (as.definite == DEFINITE_YES) say_article(p->say);
    say_form(p->say, &form, as);
}

/* `last`: nothing of the number comes after, so that what follows is what the number governs. */
static void say_under_thousand(struct parts *p, unsigned n, bool last)
{
    unsigned rest = n % 100;
    if (n >= 100) say_hundreds(p, n / 100, last && rest == 0);
    say_under_hundred(p, rest, last);
}

/* A group of thousands, millions …: scale words are masculine and counted like any noun. */
static void say_scale(struct parts *p, unsigned n, unsigned scale, bool last)
{
    struct speaker *say = p->say;
    const char *one = p->words->scale[scale];
    enum definiteness definite = last ? DEFINITE_CONSTRUCT : DEFINITE_NO;
    unsigned rest = n % 100;
    struct count outer = p->count;
    p->count.gender = GENDER_MASCULINE;
    if (n > 2) {
        bool own = rest == 1 || rest == 2; /* مئة ألف وألف, مئة ألف وألفان */
        say_under_thousand(p, own ? n - rest : n, true);
        struct said_as as = {GENDER_MASCULINE, NUMBER_SINGULAR, CASE_GENITIVE, definite};
        if (own) as.definite = DEFINITE_NO;
        if (rest >= 3 && rest <= 10) {
            as.number = NUMBER_PLURAL;
            say_noun(say, p->words->scales[scale], as);
        } else {
            if (rest >= 11) as.gcase = CASE_ACCUSATIVE;
            say_noun(say, one, as);
        }
    }
    if (n > 2 && rest != 1 && rest != 2) {
        p->count = outer;
        return;
    }
    join(p);
    struct said_as as = as_of(p, definite);
    as.gender = GENDER_MASCULINE;
    as.number = NUMBER_SINGULAR;
    if (rest == 2) say_round_dual(p, one, last);
    else say_noun(say, one, as);
    p->count = outer;
}

static unsigned group_at(const char *digits, size_t n, size_t group)
{
    unsigned value = 0;
    size_t end = n - group * 3, begin = end > 3 ? end - 3 : 0;
    for (size_t i = begin; i < end; i++) value = value * 10 + (unsigned)(digits[i] - '0');
    return value;
}

void say_cardinal(struct speaker *say, const struct number_words *words, const char *digits, size_t n, struct count count)
{
    n = number_trim(&digits, n);
    struct parts p = {say, words, count, false};
    if (n == 0) {
        say_noun(say, words->zero, as_of(&p, count.noun_follows ? DEFINITE_CONSTRUCT : DEFINITE_NO));
        return;
    }
    if (n > MOST_DIGITS) {
        say_digits(say, words, digits, n);
        return;
    }
    size_t groups = (n + 2) / 3, lowest = 0;
    unsigned tail = count.no_remainder && n > 2 ? number_tail(digits, n) : 0;
    unsigned cut = tail == 1 || tail == 2 ? tail : 0;
    while (lowest < groups && group_at(digits, n, lowest) - (lowest == 0 ? cut : 0) == 0) lowest++;
    for (size_t k = groups; k-- > lowest;) {
        unsigned value = group_at(digits, n, k) - (k == 0 ? cut : 0);
        if (value == 0) continue;
        bool last = k == lowest && count.noun_follows;
        if (k) say_scale(&p, value, (unsigned)k, last);
        else say_under_thousand(&p, value, last);
    }
}

void say_digits(struct speaker *say, const struct number_words *words, const char *digits, size_t n)
{
    for (size_t i = 0; i < n && !say->failed; i++) {
        struct said_as as = {GENDER_MASCULINE, NUMBER_UNKNOWN, CASE_NOMINATIVE, DEFINITE_NO};
        unsigned digit = (unsigned)(digits[i] - '0');
        if (digit == 2) say_dual(say, words->unit[2][0], as);
        else say_noun(say, digit ? words->unit[digit][0] : words->zero, as);
    }
}

/* --- ordinals ---------------------------------------------------------------------------------------------------- */

/* The ordinal of 1..10 in its own case, or built on fatha before عشر (الثالثَ عشرَ). */
static void say_ordinal_unit(struct parts *p, const char *dictionary, bool built)
{
    struct said_as as = as_of(p, DEFINITE_NO);
    if (built) as.gcase = CASE_ACCUSATIVE;
    struct form form;
    form_read(&form, dictionary);
    bool article = as.definite == DEFINITE_YES;
    form_inflect(&form, (struct inflection){as.gcase, article || built ? DEFINITE_YES : DEFINITE_NO, false});
    if (article) say_article(p->say);
    say_form(p->say, &form, as);
}

static void say_ordinal_under_hundred(struct parts *p, unsigned n)
{
    unsigned g = p->count.gender == GENDER_FEMININE, unit = n % 10;
    const char *word = n > 10 && unit == 1 ? p->words->ordinal_one[g] : p->words->ordinal[n <= 10 ? n : unit][g];
    if (n == 0) return;
    join(p);
    if (n <= 10) {
        say_ordinal_unit(p, word, false);
    } else if (n < 20) {
        say_ordinal_unit(p, word, true);
        say_text(p->say, p->words->teen[g]);
    } else {
        if (unit) {
            say_ordinal_unit(p, word, false);
            join(p);
        }
        say_tens(p, n / 10);
    }
}

void say_ordinal(struct speaker *say, const struct number_words *words, unsigned number, struct said_as as)
{
    struct parts p = {say, words, {.gender = as.gender, .gcase = as.gcase, .definite = as.definite}, false};
    unsigned rest = number % 100, round = number - rest;
    if (rest) say_ordinal_under_hundred(&p, rest);
    if (!round && rest) return;
    /* الثامنة عشرة بعد المئة: the round part is a cardinal that stays as it is */
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%u", round);
    if (rest) say_text(say, number_word(words, "after"));
    struct count count = {.gender = GENDER_MASCULINE, .gcase = rest ? CASE_GENITIVE : as.gcase, .definite = DEFINITE_YES};
    say_cardinal(say, words, digits, (size_t)n, count);
}
