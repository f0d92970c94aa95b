/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Numbers with the noun of the text that they count, and numbers alone. */
#include "normalize/reader.h"

#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

/* --- the numeral itself ------------------------------------------------------------------------------------------ */

/* Up to two places are a number (3.14: أربعة عشر), a leading zero and longer ones are digits (0.05, 3.14159). */
static void say_fraction(struct reader *r, const struct numeral *n, struct count count)
{
    const struct number_words *words = &r->room->numbers;
    say_noun(&r->say, number_word(words, "point"), (struct said_as){GENDER_FEMININE, NUMBER_SINGULAR, CASE_NOMINATIVE, DEFINITE_NO});
    if (n->places <= 2 && n->fraction[0] != '0') {
        count.definite = DEFINITE_NO;
        count.noun_follows = false;
        count.gender = GENDER_MASCULINE;
        say_cardinal(&r->say, words, n->fraction, n->places, count);
        return;
    }
    if (n->places == 2 && n->fraction[1] == '0') { /* 4.00 */
        say_digits(&r->say, words, n->fraction, 1);
        return;
    }
    say_digits(&r->say, words, n->fraction, n->places);
}

void say_numeral(struct reader *r, const struct numeral *n, struct count count)
{
    const struct number_words *words = &r->room->numbers;
    if (n->negative || n->plus) {
        say_noun(&r->say, number_word(words, n->negative ? "minus" : "plus"),
                 (struct said_as){GENDER_MASCULINE, NUMBER_SINGULAR, CASE_NOMINATIVE, DEFINITE_CONSTRUCT});
        if (n->negative && count.gcase == CASE_UNKNOWN) count.gcase = CASE_NOMINATIVE;
    }
    if (n->places) count.noun_follows = false, count.gender = GENDER_MASCULINE;
    if (n->places && n->value < 2) count.gcase = CASE_NOMINATIVE; /* زاد 0.3: صفر فاصلة, not صفرا */
    if (n->padded && !n->places && n->count <= MOST_DIGITS) {
        const char *rest = n->digits;
        size_t size = number_trim(&rest, n->count);
        say_digits(&r->say, words, n->digits, n->count - size); /* 007 */
        if (size) say_cardinal(&r->say, words, rest, size, count);
    } else {
        say_cardinal(&r->say, words, n->digits, n->count, count);
    }
    if (n->places) say_fraction(r, n, count);
}

/* --- the counted noun -------------------------------------------------------------------------------------------- */

enum { ALEF = 0x0627, HAMZA = 0x0621, TEH_MARBUTA = 0x0629, TEH = 0x062A, WAW = 0x0648, NOON = 0x0646, YEH = 0x064A,
       ALEF_MAKSURA = 0x0649 };

/* What follows tells whether the noun is in construct. */
enum state { STATE_UNKNOWN, STATE_ABSOLUTE, STATE_CONSTRUCT };

static enum state state_of(const struct reader *r, size_t token)
{
    size_t next = token + 1;
    const struct token *t = token_at(r, next);
    if (next >= r->tokens.count || t->kind != TOKEN_WORD) return STATE_ABSOLUTE;
    if (token_roles(r, next) & (ROLE_STOP | ROLE_PREPOSITION | ROLE_ACCUSATIVE | ROLE_SUBJECT | ROLE_OBJECT)) return STATE_ABSOLUTE;
    const char *word = token_text(r, next);
    if (t->size > 6 && memcmp(word, "ال", 4) == 0) return STATE_CONSTRUCT; /* خلال 3 أيام الحصار */
    if (t->size <= 2) return STATE_ABSOLUTE; /* و before a number */
    struct noun noun;
    if (memcmp(word, "و", 2) == 0 && !(lists_noun(r->room, word, t->size, &noun) && noun.known)) return STATE_ABSOLUTE;
    return t->size > 6 && memcmp(word + t->size - 4, "ية", 4) == 0 ? STATE_ABSOLUTE : STATE_UNKNOWN; /* دول عربية */
}

/* مقاعد, صواريخ, شهداء: broken plurals without tanwin. */
static bool diptote(const uint32_t *letters, size_t length)
{
    if (length < 5) return false;
    if (letters[length - 1] == HAMZA && letters[length - 2] == ALEF) return true;
    return letters[2] == ALEF && (length == 5 || (length == 6 && letters[4] == YEH));
}

/* The last vowel of a counted noun; VOWEL_UNKNOWN where letters do not tell. */
static enum vowel last_vowel(const uint32_t *letters, size_t length, bool plural, enum gram_case gcase, enum state state)
{
    uint32_t last = letters[length - 1], before = letters[length - 2];
    bool sound = last == TEH && before == ALEF && length > 4;
    if (plural && last == NOON && before == YEH && length > 5) return VOWEL_FATHA; /* لاعبينَ */
    if (state == STATE_UNKNOWN || last == ALEF || last == ALEF_MAKSURA || last == YEH || last == WAW) return VOWEL_UNKNOWN;
    if (last == HAMZA && length == 5 && letters[0] == 0x0623) return VOWEL_UNKNOWN; /* أطباء, but أبناءٍ */
    bool absolute = state == STATE_ABSOLUTE;
    if (gcase == CASE_ACCUSATIVE) return last == TEH_MARBUTA ? (absolute ? VOWEL_FATHATAN : VOWEL_FATHA) : VOWEL_UNKNOWN;
    if (plural && !sound && last != TEH_MARBUTA && diptote(letters, length)) return absolute ? VOWEL_FATHA : VOWEL_KASRA;
    return absolute ? VOWEL_KASRATAN : VOWEL_KASRA;
}

/* The case ending on a noun of the text, where the grammar knows it; the text's own marks are never touched. */
static void end_noun(struct reader *r, struct word *word, size_t token, bool plural, enum gram_case gcase)
{
    if (!word || word->length < 3) return;
    word->gcase = (uint8_t)gcase;
    size_t last = word->length - 1;
    bool tanwin = gcase == CASE_ACCUSATIVE && word->letters[last] == ALEF && !plural;
    bool written = (word->marks[last] & MARK_VOWEL) == VOWEL_FATHATAN; /* يوماً: the text has it, on the alef */
    if (tanwin && !written && word->letters[last - 1] != YEH) { /* يومًا; جنديًّا also has a shadda, ناديًا has none */
        word_set_mark(word, last - 1, VOWEL_FATHATAN, BY_GRAMMAR);
        word_set_mark(word, last, VOWEL_SUKUN, BY_GRAMMAR);
    }
    if (tanwin) return;
    enum vowel vowel = last_vowel(word->letters, word->length, plural, gcase, state_of(r, token));
    if (vowel) word_set_mark(word, last, (mark)vowel, BY_GRAMMAR);
}

/* A noun in a form that the text does not have, from its bare letters: سنتين, يوما, أيام. */
enum repaired { AS_SINGULAR, AS_ACCUSATIVE, AS_PLURAL, AS_DUAL };

static void say_noun_as(struct reader *r, size_t token, const struct noun *noun, enum repaired as, enum gram_case gcase, bool construct)
{
    struct form form;
    form.length = vocalized_split(noun->base, noun->base_size, form.letters, form.marks, FORM_LETTERS);
    if (as == AS_PLURAL) form_read(&form, noun->plural_form);
    if (form.length == 0 || form.length > FORM_LETTERS - 4) {
        say_own(r, token, true);
        return;
    }
    uint32_t last = form.letters[form.length - 1];
    if (as == AS_DUAL) form_dual(&form, gcase, construct);
    if (as == AS_ACCUSATIVE && last != TEH_MARBUTA && last != ALEF && last != ALEF_MAKSURA && last != HAMZA) {
        form.marks[form.length] = 0;
        form.letters[form.length++] = ALEF;
    }
    if (as == AS_PLURAL && form.length > 4 && form.letters[form.length - 2] == WAW && last == NOON) form.letters[form.length - 2] = YEH; /* ـين */
    uint32_t letters[FORM_LETTERS];
    mark marks[FORM_LETTERS];
    size_t length = form.length;
    memcpy(letters, form.letters, length * sizeof *letters);
    memcpy(marks, form.marks, length * sizeof *marks);
    struct speaker was = r->say;
    r->say.kind = WORD_PLAIN;
    struct word *word = say_letters(&r->say, letters, NULL, length);
    size_t before = word ? word->length - length : 0;
    for (size_t i = 0; word && i < length; i++)
        if (marks[i]) word_set_mark(word, before + i, marks[i], BY_GRAMMAR);
    if (word) {
        word->gender = (uint8_t)noun->gender;
        word->gcase = (uint8_t)gcase;
        if (as != AS_DUAL && gcase != CASE_NOMINATIVE) end_noun(r, word, token, as == AS_PLURAL, gcase);
        word->number = as == AS_DUAL ? NUMBER_DUAL : as == AS_PLURAL ? NUMBER_PLURAL : NUMBER_SINGULAR;
    }
    r->say.kind = was.kind;
}

/* Is the noun followed by what it stands in construct with (11 رئيس دولة)? Then its singular takes no alef. */
static bool governs(const struct reader *r, size_t token)
{
    struct noun next;
    if (token_at(r, token + 1)->kind != TOKEN_WORD) return false;
    unsigned roles = token_roles(r, token + 1);
    if (roles & (ROLE_STOP | ROLE_PREPOSITION | ROLE_ACCUSATIVE | ROLE_TIME_NOUN)) return false;
    return lists_noun(r->room, token_text(r, token + 1), token_at(r, token + 1)->size, &next) && (next.known || next.definite) &&
           !next.tanwin;
}

/* What is said next stands for this token alone. */
static void narrow(struct reader *r, size_t token)
{
    const struct doc_char *chars = r->doc->chars;
    uint32_t begin = token_at(r, token)->begin, end = token_at(r, token)->end;
    r->say.span = (struct span){chars[begin].source.begin, chars[end - 1].source.end};
    r->say.first_char = begin;
    r->say.char_count = end - begin;
}

/* Says the noun after a number, repaired where the number asks for another form. */
static void say_counted_noun(struct reader *r, const struct numeral *n, const struct counted *counted)
{
    const struct noun *noun = &counted->noun;
    unsigned tail = number_tail(n->digits, n->count);
    bool adjective = token_roles(r, counted->token) & ROLE_ADJECTIVE; /* 12 آخرين stays */
    bool marked = token_at(r, counted->token)->marked, sure = noun->known && !marked && !adjective && !n->places;
    enum gram_case gcase = n->places ? CASE_UNKNOWN : tail >= 11 ? CASE_ACCUSATIVE : CASE_GENITIVE;
    narrow(r, counted->token);
    bool few = sure && tail >= 3 && tail <= 10 && !noun->plural;
    if (few && *noun->plural_form) {
        say_noun_as(r, counted->token, noun, AS_PLURAL, gcase, false);
    } else if (sure && tail >= 11 && (noun->plural || !noun->tanwin) && noun->base_size && !governs(r, counted->token)) {
        say_noun_as(r, counted->token, noun, AS_ACCUSATIVE, gcase, false);
    } else if (sure && tail < 3 && (noun->plural || noun->tanwin) && noun->base_size) {
        say_noun_as(r, counted->token, noun, AS_SINGULAR, gcase, false);
    } else {
        struct word *word = say_own(r, counted->token, true);
        if (word) word->gender = (uint8_t)noun->gender;
        if (!n->places) end_noun(r, word, counted->token, noun->plural, gcase);
    }
}

/* 1 and 2: the noun itself, with واحد or in the dual. */
static void say_one_or_two(struct reader *r, unsigned n, const struct counted *counted, enum gram_case gcase)
{
    const struct noun *noun = &counted->noun;
    if (n == 2) {
        say_noun_as(r, counted->token, noun, AS_DUAL, gcase, governs(r, counted->token));
        return;
    }
    bool accusative = gcase == CASE_ACCUSATIVE;
    say_noun_as(r, counted->token, noun, accusative ? AS_ACCUSATIVE : AS_SINGULAR, gcase, false);
    say_noun(&r->say, r->room->numbers.unit[1][noun->gender == GENDER_FEMININE],
             (struct said_as){noun->gender, NUMBER_SINGULAR, gcase, DEFINITE_NO});
}

/* Only what is surely a noun gets another form. */
static bool can_be_dual(const struct noun *noun)
{
    bool feminine = noun->base_size > 4 && memcmp(noun->base + noun->base_size - 2, "ة", 2) == 0;
    return noun->known ? !noun->plural || noun->base_size : feminine;
}

/* 101, 1002 …: the noun is said twice, مئة يوم ويومان. */
static bool repeats_noun(const struct numeral *n, const struct counted *counted)
{
    unsigned tail = number_tail(n->digits, n->count);
    return n->count > 2 && (tail == 1 || tail == 2) && counted->found && !counted->apart && !n->places && can_be_dual(&counted->noun);
}

static struct count count_of(struct reader *r, const struct site *site, const struct counted *counted, const char **rule)
{
    struct count count = {.gcase = setting_case(r, site, counted, rule)};
    if (counted->found) {
        count.gender = counted->noun.gender;
        count.noun_follows = !counted->apart;
    }
    if (site->clitics.article) count.definite = DEFINITE_YES;
    return count;
}

static size_t finish(struct reader *r, const struct count *count, size_t end)
{
    r->last_case = count->gcase;
    r->last_end = end;
    return end;
}

size_t read_count(struct reader *r, const struct site *site)
{
    struct numeral n = site->numeral;
    bool scaled = site->close == n.end && numeral_scale(r, n.end, &n);
    size_t end = scaled ? n.end : site->close;
    /* مليون stays a word of the text when the number before it cannot be said with it (3.5 مليون) */
    bool scale_word = !scaled && (token_roles(r, end) & ROLE_SCALE) && n.value != 0;
    struct counted counted = scale_word ? (struct counted){.found = false} : counted_find(r, end);
    const char *rule;
    struct count count = count_of(r, site, &counted, &rule);
    bool small = (n.value == 1 || n.value == 2) && n.count == 1 && !n.places && !n.negative && !site->clitics.article;
    bool own = counted.found && !counted.apart;
    site_begin(r, site, small && own && can_be_dual(&counted.noun) ? counted.token + 1 : end, rule);
    site_value(r, "cardinal", n.count <= 40 ? n.digits : "long");
    if (n.count > MOST_DIGITS) document_add_note(r->doc, NASHRA_NOTE_NUMBER, r->say.span, "number", "too long: read digit by digit", NULL);
    if (small && own && can_be_dual(&counted.noun)) {
        say_one_or_two(r, n.value, &counted, count.gcase);
        return finish(r, &count, counted.token + 1);
    }
    count.no_remainder = repeats_noun(&n, &counted);
    if (n.places && scale_word) count.gender = GENDER_MASCULINE;
    say_numeral(r, &n, count);
    if (scale_word) {
        say_own(r, end, true);
        return finish(r, &count, end + 1);
    }
    if (!own) return finish(r, &count, end);
    if (count.no_remainder) {
        unsigned tail = number_tail(n.digits, n.count);
        say_noun_as(r, counted.token, &counted.noun, AS_SINGULAR, CASE_GENITIVE, false);
        say_prefix(&r->say, r->room->numbers.and);
        say_noun_as(r, counted.token, &counted.noun, tail == 2 ? AS_DUAL : AS_SINGULAR, count.gcase, false);
    } else {
        say_counted_noun(r, &n, &counted);
    }
    return finish(r, &count, counted.token + 1);
}
