/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "lexicon/forms.h"

#include "util/arabic.h"

#include <string.h>

enum {
    ALEF = 0x0627, BEH = 0x0628, TEH_MARBUTA = 0x0629, TEH = 0x062A, SEEN = 0x0633, FEH = 0x0641, KAF = 0x0643, LAM = 0x0644,
    MEEM = 0x0645, NOON = 0x0646, HEH = 0x0647, WAW = 0x0648, MAKSURA = 0x0649, YEH = 0x064A
};

enum { LONGEST_SUFFIX = 5 };

/* What an ending does to the base: the mark of the base's last letter, and its own letters with their marks. */
struct form_suffix {
    enum form_endings least;   /* who may take it */
    enum { AFTER_ANY, AFTER_TEH, WITHOUT_TEH } teh; /* AFTER_TEH: the base's ة is written ت; WITHOUT_TEH: it is gone */
    mark last;                 /* 0: a case ending, not known here */
    uint8_t length;
    uint32_t letters[LONGEST_SUFFIX];
    mark marks[LONGEST_SUFFIX];
    bool dual;                 /* ـين: may also be a dual */
};

#define A VOWEL_FATHA
#define U VOWEL_DAMMA
#define I VOWEL_KASRA
#define O VOWEL_SUKUN
#define S MARK_SHADDA

static const struct form_suffix SUFFIXES[] = {
    /* ـة ـون ـين ـان ـات ـتان ـتين ـا ـو ـي of a nisba: فلسطينيّة فلسطينيّون فلسطينيّين ... فلسطينيًّا فلسطينيّو (الداخل) */
    {FORM_NISBA, AFTER_ANY, A, 1, {TEH_MARBUTA}, {0}, false},
    {FORM_NISBA, AFTER_ANY, U, 2, {WAW, NOON}, {O, A}, false},
    {FORM_NISBA, AFTER_ANY, I, 2, {YEH, NOON}, {O, A}, true},
    {FORM_NISBA, AFTER_ANY, A, 2, {ALEF, NOON}, {O, I}, false},
    {FORM_NISBA, AFTER_ANY, A, 2, {ALEF, TEH}, {O, 0}, false},
    {FORM_NISBA, AFTER_ANY, A, 3, {TEH, ALEF, NOON}, {A, O, I}, false},
    {FORM_NISBA, AFTER_ANY, A, 3, {TEH, YEH, NOON}, {A, O, I}, false},
    {FORM_NISBA, AFTER_ANY, VOWEL_FATHATAN, 1, {ALEF}, {O}, false},
    {FORM_NISBA, AFTER_ANY, U, 1, {WAW}, {O}, false},
    {FORM_NISBA, AFTER_ANY, I, 1, {YEH}, {O}, false},
    /* pronouns: صاروخه صاروخها ... */
    {FORM_ANY, AFTER_ANY, 0, 1, {HEH}, {0}, false},
    {FORM_ANY, AFTER_ANY, 0, 2, {HEH, ALEF}, {A, O}, false},
    {FORM_ANY, AFTER_ANY, 0, 2, {HEH, MEEM}, {0, O}, false},
    {FORM_ANY, AFTER_ANY, 0, 2, {HEH, NOON}, {0, A | S}, false},
    {FORM_ANY, AFTER_ANY, 0, 3, {HEH, MEEM, ALEF}, {0, A, O}, false},
    {FORM_ANY, AFTER_ANY, 0, 2, {NOON, ALEF}, {A, O}, false},
    {FORM_ANY, AFTER_ANY, 0, 1, {KAF}, {0}, false},
    {FORM_ANY, AFTER_ANY, 0, 2, {KAF, MEEM}, {U, O}, false},
    {FORM_ANY, AFTER_TEH, 0, 1, {HEH}, {0}, false},
    {FORM_ANY, AFTER_TEH, 0, 2, {HEH, ALEF}, {A, O}, false},
    {FORM_ANY, AFTER_TEH, 0, 2, {HEH, MEEM}, {0, O}, false},
    {FORM_ANY, AFTER_TEH, 0, 2, {NOON, ALEF}, {A, O}, false},
    {FORM_ANY, AFTER_TEH, I, 1, {YEH}, {O}, false},
    {FORM_ANY, AFTER_TEH, 0, 1, {KAF}, {0}, false},
    {FORM_ANY, AFTER_TEH, 0, 2, {KAF, MEEM}, {U, O}, false},
    {FORM_ANY, AFTER_TEH, A, 2, {ALEF, NOON}, {O, I}, false},
    {FORM_ANY, AFTER_TEH, A, 2, {YEH, NOON}, {O, I}, false},
    {FORM_ANY, WITHOUT_TEH, A, 2, {ALEF, TEH}, {O, 0}, false},
    /* a nisba of the entry itself: غزة, غزّيّ غزّيّة غزّيّون غزّيّين غزّيّات */
    {FORM_ANY, AFTER_ANY, I, 2, {YEH, TEH_MARBUTA}, {A | S, 0}, false},
    {FORM_ANY, AFTER_ANY, I, 3, {YEH, WAW, NOON}, {U | S, O, A}, false},
    {FORM_ANY, AFTER_ANY, I, 3, {YEH, YEH, NOON}, {I | S, O, A}, false},
    {FORM_ANY, AFTER_ANY, I, 3, {YEH, ALEF, NOON}, {A | S, O, I}, false},
    {FORM_ANY, AFTER_ANY, I, 3, {YEH, ALEF, TEH}, {A | S, O, 0}, false},
    {FORM_ANY, AFTER_ANY, I, 4, {YEH, TEH, ALEF, NOON}, {A | S, A, O, I}, false},
    {FORM_ANY, AFTER_ANY, I, 4, {YEH, TEH, YEH, NOON}, {A | S, A, O, I}, false},
    {FORM_ANY, AFTER_ANY, I, 2, {YEH, ALEF}, {VOWEL_FATHATAN | S, O}, false},
    {FORM_ANY, WITHOUT_TEH, I, 1, {YEH}, {S}, false},
    {FORM_ANY, WITHOUT_TEH, I, 2, {YEH, TEH_MARBUTA}, {A | S, 0}, false},
    {FORM_ANY, WITHOUT_TEH, I, 3, {YEH, WAW, NOON}, {U | S, O, A}, false},
    {FORM_ANY, WITHOUT_TEH, I, 3, {YEH, YEH, NOON}, {I | S, O, A}, false},
    {FORM_ANY, WITHOUT_TEH, I, 3, {YEH, ALEF, TEH}, {A | S, O, 0}, false},
    {FORM_ANY, WITHOUT_TEH, I, 2, {YEH, ALEF}, {VOWEL_FATHATAN | S, O}, false},
    /* a common noun: رونقًا, dual and plurals; ـين is either */
    {FORM_NOUN, AFTER_ANY, VOWEL_FATHATAN, 1, {ALEF}, {O}, false},
    {FORM_NOUN, AFTER_ANY, A, 2, {ALEF, NOON}, {O, I}, false},
    {FORM_NOUN, AFTER_ANY, U, 2, {WAW, NOON}, {O, A}, false},
    {FORM_NOUN, AFTER_ANY, 0, 2, {YEH, NOON}, {0, 0}, false},
};
enum { SUFFIX_COUNT = sizeof SUFFIXES / sizeof SUFFIXES[0] };

#undef A
#undef U
#undef I
#undef O
#undef S

/* --- splitting ---------------------------------------------------------------------------------------------------- */

struct splitting {
    const uint32_t *letters;
    size_t n;
    enum form_endings endings;
    form_visit visit;
    void *context;
};

/* The word's letters that belong to the base: letters[begin, end), and what the suffix says about a ة. */
static bool take_base(const struct splitting *s, struct form *form, size_t end)
{
    size_t written = end - form->begin, length = written + form->unwritten;
    const struct form_suffix *suffix = form->suffix;
    bool without = suffix && suffix->teh == WITHOUT_TEH;
    if (written < 2 || length + without > FORM_LETTERS) return false;
    if (form->unwritten) form->base[0] = ALEF;
    memcpy(form->base + form->unwritten, s->letters + form->begin, written * sizeof form->base[0]);
    if (suffix && suffix->teh == AFTER_TEH) {
        if (form->base[length - 1] != TEH) return false;
        form->base[length - 1] = TEH_MARBUTA;
    }
    if (without) form->base[length++] = TEH_MARBUTA;
    form->length = (uint8_t)length;
    return true;
}

static bool ends_with(const struct splitting *s, const struct form_suffix *suffix, size_t begin)
{
    size_t least = suffix->least == FORM_NOUN && suffix->letters[1] == NOON ? 4 : 2; /* خرّيجون, but no قمرون of قمر */
    if (s->n < begin + suffix->length + least) return false;
    return memcmp(s->letters + s->n - suffix->length, suffix->letters, suffix->length * sizeof suffix->letters[0]) == 0;
}

/* A common word's endings: pronouns, tanwin, dual, ـون; ـات for ـة where it leaves the vowels alone (ثَوْرة, ثَوْرات; not نَبْرة, نَبَرات, nor
 * مناسِب, مناسَبات). Not ة, nor those in ي (وزارتَيْ or وزارتي). */
static bool a_noun_takes(const struct splitting *s, const struct form_suffix *suffix, size_t begin)
{
    if (suffix->least == FORM_NOUN) return true;
    if (suffix->least != FORM_ANY || suffix->letters[0] == YEH) return false;
    if (suffix->teh != WITHOUT_TEH) return true;
    const uint32_t *base = s->letters + begin;
    size_t n = s->n - suffix->length - begin;
    return n == 3 ? base[1] == WAW || base[1] == YEH : n > 4 && base[0] != MEEM;
}

static bool each_suffix(const struct splitting *s, struct form form)
{
    form.suffix = NULL;
    if (take_base(s, &form, s->n) && s->visit(s->context, &form)) return true;
    if (s->endings == FORM_BARE) return false;
    for (size_t i = 0; i < SUFFIX_COUNT; i++) {
        const struct form_suffix *suffix = &SUFFIXES[i];
        if (suffix->least > s->endings) break; /* the table begins with what all may take */
        if (!ends_with(s, suffix, form.begin)) continue;
        if (s->endings == FORM_NOUN && !a_noun_takes(s, suffix, form.begin)) continue;
        if (s->endings == FORM_NISBA && s->letters[s->n - suffix->length - 1] != YEH) continue;
        form.suffix = suffix;
        if (take_base(s, &form, s->n - suffix->length) && s->visit(s->context, &form)) return true;
    }
    return false;
}

/* With and without the article, for what stands after conjunction and preposition. */
static bool each_article(const struct splitting *s, struct form form)
{
    size_t at = form.begin, left = s->n - at;
    form.article = ARTICLE_NONE;
    if (each_suffix(s, form)) return true;
    if (left >= 4 && s->letters[at] == ALEF && s->letters[at + 1] == LAM) {
        struct form with = form;
        with.article = ARTICLE_AL;
        with.begin = (uint8_t)(at + 2);
        if (each_suffix(s, with)) return true;
    }
    if (form.preposition && s->letters[at - 1] == LAM && left >= 3 && s->letters[at] == LAM) {
        struct form with = form;
        with.article = ARTICLE_IN_BASE;
        with.unwritten = 1;
        if (each_suffix(s, with)) return true;
        with.unwritten = 0;
        with.article = ARTICLE_LL;
        with.begin = (uint8_t)(at + 1);
        if (each_suffix(s, with)) return true;
        with.article = ARTICLE_SHARED;
        with.begin = (uint8_t)at;
        if (each_suffix(s, with)) return true;
    }
    return false;
}

bool forms_each(const uint32_t *letters, size_t n, enum form_endings endings, form_visit visit, void *context)
{
    if (n < 2 || n > FORM_LETTERS) return false;
    struct splitting s = {letters, n, endings, visit, context};
    for (uint8_t conjunction = 0; conjunction <= 1; conjunction++) {
        if (conjunction && ((letters[0] != WAW && letters[0] != FEH) || n < 4)) break;
        for (uint8_t preposition = 0; preposition <= 1; preposition++) {
            uint32_t p = conjunction < n ? letters[conjunction] : 0;
            if (preposition && p != BEH && p != LAM && p != KAF && p != SEEN) break;
            if ((size_t)conjunction + preposition + 2 > n) break;
            struct form form = {.conjunction = conjunction, .preposition = preposition, .begin = (uint8_t)(conjunction + preposition)};
            if (each_article(&s, form)) return true;
        }
    }
    return false;
}

/* --- composing ---------------------------------------------------------------------------------------------------- */

/* Whether the reading's letter may stand for the word's; a seat that the word lacks is *seat. */
static bool same_letter(uint32_t word, uint32_t spelling, mark *seat)
{
    *seat = 0;
    if (word == spelling) return true;
    if (word == ALEF) {
        if (spelling == 0x0623) *seat = MARK_SEAT_ABOVE;
        if (spelling == 0x0625) *seat = MARK_SEAT_BELOW;
        if (spelling == 0x0622) *seat = MARK_SEAT_MADDA;
    }
    return *seat || arabic_fold(word) == arabic_fold(spelling);
}

/* What a list leaves out because it is implied: the silent letters of long vowels and of the entry's own article have no vowel. */
static mark implied(const uint32_t *letters, const mark *marks, size_t length, size_t i, bool name)
{
    uint32_t letter = letters[i];
    mark before = i ? marks[i - 1] & MARK_VOWEL : 0;
    bool last = i + 1 == length;
    if (letter == ALEF && i == 0) return length > 3 && letters[1] == LAM && !(marks[1] & MARK_SHADDA) &&
        ((marks[1] & MARK_VOWEL) == VOWEL_SUKUN || marks[1] == 0 || letters[2] == ALEF) ? VOWEL_SUKUN : 0;
    if (letter == ALEF || letter == MAKSURA) return VOWEL_SUKUN;
    if (letter == LAM && i == 1 && letters[0] == ALEF && !last) return VOWEL_SUKUN;
    if (letter == WAW && before == VOWEL_DAMMA) return VOWEL_SUKUN;
    if (letter == YEH && before == VOWEL_KASRA) return last && !name ? 0 : VOWEL_SUKUN;
    return 0;
}

static void compose_prefix(const struct form *form, const uint32_t *letters, const mark *marks, mark *out)
{
    size_t at = 0;
    if (form->conjunction) out[at++] = VOWEL_FATHA; /* و and ف */
    if (form->preposition) {
        out[at] = letters[at] == KAF || letters[at] == SEEN ? VOWEL_FATHA : VOWEL_KASRA;
        at++;
    }
    if (form->article != ARTICLE_AL && form->article != ARTICLE_LL) return;
    if (form->article == ARTICLE_AL) out[at++] = VOWEL_SUKUN;
    bool joining = form->base[0] == ALEF && !(marks[0] & (MARK_VOWEL | MARK_SEAT)); /* الِاتِّحاد */
    out[at] = joining ? VOWEL_KASRA : VOWEL_SUKUN;
    if (joining) out[at + 1] = VOWEL_SUKUN;
    else if (arabic_sun(form->base[0])) out[at + 1] |= MARK_SHADDA;
}

bool form_compose(const struct form *form, const uint32_t *letters, size_t n, const uint32_t *spelling, const mark *marks,
                  bool name, mark *out)
{
    const struct form_suffix *suffix = form->suffix;
    size_t length = form->length, at = form->begin;
    size_t written = length - (suffix && suffix->teh == WITHOUT_TEH);
    for (size_t i = 0; i < n; i++) out[i] = 0;
    for (size_t i = form->unwritten; i < written; i++, at++) {
        mark seat;
        bool teh = suffix && suffix->teh == AFTER_TEH && i + 1 == length;
        if (at >= n || (!teh && !same_letter(letters[at], spelling[i], &seat))) return false;
        if (teh) seat = 0;
        mark m = marks[i];
        if (!(m & MARK_VOWEL) && !((m & MARK_SHADDA) && i + 1 == length)) m |= implied(spelling, marks, length, i, name || suffix);
        out[at] = m | seat;
    }
    if (form->article == ARTICLE_SHARED) out[form->begin] |= MARK_SHADDA;
    compose_prefix(form, letters, marks, out);
    if (!suffix) return true;
    if (at + suffix->length != n || at == 0) return false;
    out[at - 1] = (mark)((out[at - 1] & ~MARK_VOWEL) | suffix->last);
    for (size_t i = 0; i < suffix->length; i++) out[at + i] = suffix->marks[i];
    return true;
}

bool form_is_noun(const struct form *form)
{
    return form->suffix && form->suffix->least == FORM_NOUN;
}

size_t form_clitics(const struct form *form)
{
    switch (form->article) {
    case ARTICLE_IN_BASE: return form->begin + 1u; /* لل */
    case ARTICLE_SHARED: return form->begin;
    default: return form->begin;
    }
}

bool form_make_dual(const struct form *form, size_t n, mark *out)
{
    if (!form->suffix || !form->suffix->dual || n < 3) return false;
    out[n - 3] = (mark)((out[n - 3] & ~MARK_VOWEL) | VOWEL_FATHA);
    out[n - 1] = VOWEL_KASRA;
    return true;
}
