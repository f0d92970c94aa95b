/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_NORMALIZE_READER_H
#define NASHRA_NORMALIZE_READER_H

/* One sentence on its way from tokens to words, and what every recognizer works with. */

#include "engine.h"
#include "normalize/lists.h"
#include "normalize/say.h"
#include "normalize/tokens.h"

struct reader {
    struct nashra_document *doc;
    const struct normalizer *room;
    struct tokens tokens;         /* of the sentence */
    struct speaker say;
    const char *months, *percent; /* the region's month style (NULL: the text's own) and key of its word for % */
    const char *text_months;      /* style of the month name that the document used last, or NULL */
    enum gram_case last_case;     /* of the number said last in this sentence, and the token after it: for و7 */
    size_t last_end;
    size_t ordinal_end;           /* the same for an ordinal: المادتان 5 و6 */
    enum gender ordinal_gender;
    size_t clock_end;             /* the token after the clock time said last: for و10 in بين الساعة 8 و10 */
    uint16_t punct;               /* signs since the last word */
    size_t directive;             /* the next of doc->directives that may concern us */
};

/* و ف, then ب ل ك, then ال before a number: كـ«12», والـ15. */
struct clitics {
    const char *conjunction, *preposition; /* marked; NULL: none */
    bool article;
    size_t next; /* the token that they hang on */
};

/* A number as written: digits with their separators. */
struct numeral {
    size_t first, end;    /* tokens; first may be a sign */
    bool negative, plus;
    bool grouped;         /* it has thousands separators */
    bool padded;          /* it begins with a needless 0 */
    const char *digits;   /* ASCII, `count` of them */
    size_t count;
    const char *fraction; /* after the decimal sign */
    size_t places;
    uint32_t value;       /* the integer part when it has at most nine digits; else UINT32_MAX */
};

/* Where an expression stands. */
struct site {
    size_t start; /* its first token, clitics included */
    struct clitics clitics;
    struct numeral numeral;
    size_t close; /* the numeral's end with a closing quote or bracket that its opening one needs */
};

/* What is counted. */
struct counted {
    bool found;
    size_t token;   /* the noun's token; when `apart`, it stands after more words (3 و5 سنوات, 2 من الوزراء) */
    bool apart;
    struct noun noun;
};

/* --- tokens as text ---------------------------------------------------------------------------------------------- */

static inline const struct token *token_at(const struct reader *r, size_t i)
{
    static const struct token none = {.kind = TOKEN_SIGN, .space = true};
    return i < r->tokens.count ? &r->tokens.list[i] : &none;
}

static inline const char *token_text(const struct reader *r, size_t i)
{
    return i < r->tokens.count ? r->tokens.text + r->tokens.list[i].key : "";
}

bool token_is(const struct reader *r, size_t i, const char *word);  /* the whole token, bare */
bool token_sign(const struct reader *r, size_t i, uint32_t cp);     /* a sign, in any place */
bool token_joined(const struct reader *r, size_t i, uint32_t cp);   /* a sign without space before it */
bool token_digits(const struct reader *r, size_t i);
bool token_dash(const struct reader *r, size_t i);                  /* - − – — */
unsigned token_roles(const struct reader *r, size_t i);             /* 0 unless it is a word */
bool quote_open(uint32_t cp);
bool quote_close(uint32_t cp);

/* Bare text of tokens [i, i + n) in one string, signs included, with a space where the text has one; false when longer than size. */
bool tokens_join(const struct reader *r, size_t i, size_t n, char *out, size_t size);

/* --- parts ------------------------------------------------------------------------------------------------------- */

struct clitics clitics_read(const struct reader *r, size_t i);
bool numeral_read(struct reader *r, size_t i, struct numeral *numeral);

/* The value with its scale word, when there is one that can be said with it (12 مليون): digits with zeros appended. */
bool numeral_scale(struct reader *r, size_t i, struct numeral *numeral);

/* The counted noun after the tokens before `end`. */
struct counted counted_find(const struct reader *r, size_t end);

/* The case of a number at a site, by its neighbours; *rule names what decided. */
enum gram_case setting_case(struct reader *r, const struct site *site, const struct counted *counted, const char **rule);

/* The case of the noun at a token, when its number agrees with it (في الذكرى الـ75). */
enum gram_case setting_noun_case(struct reader *r, size_t token);

/* The token of the nearest word before i in the same clause; SIZE_MAX when there is none. */
size_t word_before(const struct reader *r, size_t i);

/* Starts to say tokens [site->start, end) under a rule name, with the site's clitics waiting, as a group of its own. */
void site_begin(struct reader *r, const struct site *site, size_t end, const char *rule);

/* The same without clitics. */
void span_begin(struct reader *r, size_t first, size_t end, const char *rule);

/* Notes "kind digits" as the value of the words to come. */
void site_value(struct reader *r, const char *kind, const char *text);

/* Says a word of the text itself; when number is set, as part of the number's group. Returns the word or NULL. */
struct word *say_own(struct reader *r, size_t token, bool in_group);

/* Adds what signs stand between words to the words. */
void note_sign(struct reader *r, uint32_t cp);

/* --- recognizers ------------------------------------------------------------------------------------------------- */

/* Each looks whether the site (or the token) is of its kind, says it and returns the token after it; 0: not of its kind. */
size_t read_wish(struct reader *r, size_t i);          /* SSML say-as, sub, lang */
size_t read_phone(struct reader *r, const struct site *site);
size_t read_date(struct reader *r, const struct site *site);
size_t read_time(struct reader *r, const struct site *site);
size_t read_version(struct reader *r, const struct site *site);
size_t read_fraction(struct reader *r, const struct site *site);
size_t read_pair(struct reader *r, const struct site *site);       /* range, score, season */
size_t read_year(struct reader *r, const struct site *site);
size_t read_ordinal(struct reader *r, const struct site *site);    /* and identifiers */
size_t read_measure(struct reader *r, const struct site *site);    /* percent, units, money */
size_t read_count(struct reader *r, const struct site *site);      /* everything else: always says something */
size_t read_money_before(struct reader *r, size_t i, const struct clitics *clitics); /* $20 مليون */
size_t read_vulgar(struct reader *r, size_t i, const struct clitics *clitics);       /* ½ */
size_t read_latin(struct reader *r, size_t i, const struct clitics *clitics);
size_t read_address(struct reader *r, size_t i);        /* URL, e-mail, @user, #tag */
size_t read_abbreviation(struct reader *r, size_t i);
size_t read_unit_alone(struct reader *r, size_t i);     /* كم/س, م² */
size_t read_symbol(struct reader *r, size_t i);
size_t read_model(struct reader *r, size_t i);          /* كوفيد-19, إف-16 */
void spell_token(struct reader *r, size_t i);           /* reading.spelling */

/* Says a numeral's decimals, its sign, digits in the count's setting: the common part of several recognizers. */
void say_numeral(struct reader *r, const struct numeral *numeral, struct count count);

/* The longest sign of units or money at token i; returns the token after it, or 0. */
size_t find_measure(const struct reader *r, size_t i, struct measure *measure);

/* A noun of ours in the form asked for, with its adjective. */
void say_thing(struct reader *r, const struct thing *thing, struct said_as as);

/* Number and noun together where the noun is ours: 5 كم, $20. definite is that of the number. */
void say_measured(struct reader *r, const struct numeral *numeral, const struct thing *thing, struct count count);

/* عام ألفين وثلاثة وعشرين: the year's words in the genitive, gender by the word before. */
void say_year(struct reader *r, unsigned year, enum gender gender, enum gram_case gcase);

#endif
