/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_NORMALIZE_LISTS_H
#define NASHRA_NORMALIZE_LISTS_H

/* What the room's lists in lexicon/ say of a word. Look-ups allocate nothing; the strings live as long as the table. */

#include "normalize/numbers.h"

/* The room: sections looked up once, and number words. */
struct normalizer {
    struct number_words numbers;
    const struct table_section *nouns, *more_nouns, *things, *units, *currencies, *months, *roles, *abbreviations, *latin, *letters, *symbols,
        *regions, *regnal, *scales;
};

/* What a word does to a number beside it: lexicon/roles.tsv, one bit a role. */
enum role {
    ROLE_PREPOSITION = 1 << 0,  /* من, خلال, نحو: what follows is genitive */
    ROLE_IDAFA = 1 << 1,        /* مقتل: a noun that has the number as its second part, also where nouns.tsv may not say so */
    ROLE_SUBJECT = 1 << 2,      /* قُتل, وصل: a verb that makes the number its subject */
    ROLE_OBJECT = 1 << 3,       /* أصاب, بلغ: a verb that makes it its object or predicate */
    ROLE_ACCUSATIVE = 1 << 4,   /* إن, أن, لكن */
    ROLE_STOP = 1 << 5,         /* never the counted noun: particles, pronouns */
    ROLE_YEAR = 1 << 6,         /* عام, سنة, كأس العالم: a year comes after */
    ROLE_ORDINAL = 1 << 7,      /* المادة, الطابق: its number is an ordinal */
    ROLE_CARDINAL = 1 << 8,     /* القرار, رقم: its number is a name, a cardinal that stays masculine */
    ROLE_DIGITS = 1 << 9,       /* رمز, هاتف: read digit by digit */
    ROLE_CLOCK = 1 << 10,       /* الساعة: an hour comes after */
    ROLE_SCORE = 1 << 11,       /* فاز, تعادل: two numbers after it are a score */
    ROLE_VERSION = 1 << 12,     /* إصدار: points are named */
    ROLE_SCALE = 1 << 13,       /* ألف, مليون */
    ROLE_FEMININE = 1 << 14,    /* the word is feminine: for years, regnal names */
    ROLE_DAYPART = 1 << 15,     /* صباحا, مساء */
    ROLE_BETWEEN = 1 << 16,     /* بين: a - b is "a and b" */
    ROLE_TIME_NOUN = 1 << 17,   /* يوم, ساعة: a count of them is adverbial after a verb */
    ROLE_CHAPTER = 1 << 18,     /* الفصل, الحرب العالمية: a Roman numeral after it is an ordinal */
    ROLE_WEEKDAY = 1 << 19,     /* الاثنين */
    ROLE_COORDINATE = 1 << 20,  /* خط عرض: no thousands in its decimals */
    ROLE_HEAT = 1 << 22,        /* الحرارة: م after a number is a degree Celsius */
    ROLE_ADJECTIVE = 1 << 21    /* آخرين, مدنيين: counted, though an adjective */
};

/* The roles of a bare word; clitics (و ف ب ل ك) are tried away when the whole word has none. */
unsigned lists_roles(const struct normalizer *room, const char *word, size_t size);

/* The same for one exact word. */
unsigned lists_exact_roles(const struct normalizer *room, const char *word, size_t size);

struct noun {
    enum gender gender;
    bool plural;
    bool known;          /* nouns.tsv has it (or its singular) */
    bool definite;       /* it carries the article */
    bool tanwin;         /* it ends in the alef of the accusative (يوما) */
    const char *base;    /* bare singular without article and that alef; in the table, or in the word itself */
    size_t base_size;
    const char *plural_form; /* bare usual plural, "" when the list has none */
};

/* What can be known of a bare noun by list and by ending. False when it cannot be a noun at all (a particle). */
bool lists_noun(const struct normalizer *room, const char *word, size_t size, struct noun *noun);

/* A noun that we choose ourselves: lexicon/things.tsv. */
struct thing {
    const char *one, *many; /* dictionary forms */
    enum gender gender;
    const char *adjective[2]; /* masculine, feminine; "" when it has none */
    const char *after;        /* said behind it as it stands: فِي السَّاعَةِ */
};

bool lists_thing(const struct normalizer *room, const char *name, struct thing *thing);

/* A row of units.tsv or currencies.tsv by its written sign. */
struct measure {
    struct thing thing;
    bool money;
    const char *part;    /* the hundredth or thousandth: a name in things.tsv, or "" */
    unsigned parts;      /* how many of them: 100, 1000 */
    const char *context; /* "" or "digits": only straight after digits */
};

bool lists_measure(const struct normalizer *room, const char *sign, size_t size, struct measure *measure);

/* A month by the text's name for it. */
struct month {
    const char *style, *said;
    unsigned number;
    bool hijri;
};

bool lists_month(const struct normalizer *room, const char *name, size_t size, struct month *month);

/* The name of month 1..12 in a style, or in Egypt's when that style has no other name for it. */
const char *lists_month_name(const struct normalizer *room, unsigned number, const char *style);

/* The marked name of a letter, digit or mark (letters.tsv), or of a sign (symbols.tsv); NULL when there is none. */
const char *lists_letter(const struct normalizer *room, uint32_t cp);
const char *lists_symbol(const struct normalizer *room, uint32_t cp, enum nashra_punctuation *level);

/* A field of the first row with this key; NULL when there is none. */
const char *lists_field(const struct table_section *section, const char *key, size_t size, size_t column);

#endif
