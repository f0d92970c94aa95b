/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_NORMALIZE_NUMBERS_H
#define NASHRA_NORMALIZE_NUMBERS_H

/* Numbers to words: the grammar of Arabic cardinals and ordinals. Words come from lexicon/numbers.tsv. */

#include "normalize/say.h"
#include "util/table.h"

enum { MOST_DIGITS = 39 }; /* 10^36 and what has as many groups; longer numbers are read digit by digit */

enum { SCALES = 13 };

/* Pointers into the table, looked up once. [2]: 0 masculine, 1 feminine (what is counted). */
struct number_words {
    const struct table_section *section;
    const char *unit[11][2], *teen[2], *eleven[2], *one_and_tens[2];
    const char *tens[10], *hundreds[10], *hundred;
    const char *scale[SCALES], *scales[SCALES];
    const char *ordinal[11][2], *ordinal_one[2];
    const char *fraction[11], *fractions[11];
    const char *zero, *and;
};

/* The setting of a number. */
struct count {
    enum gender gender;         /* of what is counted; unknown: masculine */
    enum gram_case gcase;       /* unknown: nominative */
    enum definiteness definite; /* YES: الخمسون, الأربع والعشرون */
    bool noun_follows;          /* the counted noun is said right after: مئتا شاحنة, ألف جندي */
    bool no_remainder;          /* with noun_follows: 1 and 2 after hundreds are the noun's own (مئة يوم ويومان) and are left out */
};

/* Fills words from section "numbers". 0, or NASHRA_E_DATA naming the missing key in *missing. */
int number_words_open(struct number_words *words, const struct table_section *section, const char **missing);

/* A word of numbers.tsv by its key ("point", "minus"); "" when it is not there. */
const char *number_word(const struct number_words *words, const char *key);

/* digits[0..n): ASCII, most significant first, n <= MOST_DIGITS after leading zeros. */
void say_cardinal(struct speaker *say, const struct number_words *words, const char *digits, size_t n, struct count count);

/* السابع, الحادي والعشرون, الثامنة عشرة بعد المئة: definite when as.definite is YES, else without the article (طبعة ثانية). */
void say_ordinal(struct speaker *say, const struct number_words *words, unsigned number, struct said_as as);

/* One word a digit. */
void say_digits(struct speaker *say, const struct number_words *words, const char *digits, size_t n);

/* digits without leading zeros: moves *digits, returns the rest's length (0 for zero). */
size_t number_trim(const char **digits, size_t n);

/* The number modulo 100, and whether it is below 100. */
unsigned number_tail(const char *digits, size_t n);

#endif
