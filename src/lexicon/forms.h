/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_FORMS_H
#define NASHRA_LEXICON_FORMS_H

/* A word of the text is a base that a list may know, with clitics before it and endings behind: وبالفلسطينيين = و + ب + ال +
 * فلسطيني + ين. Splitting proposes bases; composing gives the whole word's marks from the base's. Nothing allocates. */

#include "document.h"

enum { FORM_LETTERS = 48 }; /* longer words are no names */

enum form_article {
    ARTICLE_NONE,
    ARTICLE_AL,      /* ال before the base */
    ARTICLE_LL,      /* لل, then the base: للفريق */
    ARTICLE_SHARED,  /* لل, the second lam is the base's own first letter: للغة */
    ARTICLE_IN_BASE  /* لل before an entry that has its article: للعراق, العراق; the base's alef is not written */
};

struct form_suffix;

struct form {
    uint8_t conjunction, preposition; /* letters: 0 or 1 */
    enum form_article article;
    uint8_t begin;              /* the word's letter where the base's written letters begin */
    uint8_t unwritten;          /* leading letters of the base that the word lacks */
    const struct form_suffix *suffix; /* NULL: none */
    uint8_t length;             /* of the base */
    uint32_t base[FORM_LETTERS];
};

/* Calls visit for every split of letters[0..n): the whole word first, then fewer clitics before more. Stops when visit returns
 * true, and returns that. endings: FORM_BARE no endings are taken off; FORM_NISBA those of a word in ي (فلسطينيين); FORM_ANY
 * all that an editor's own entry may take (his list wins in every form); FORM_NOUN those that a common word takes and that leave its
 * vowels alone. */
enum form_endings { FORM_BARE, FORM_NISBA, FORM_ANY, FORM_NOUN };
typedef bool (*form_visit)(void *context, const struct form *form);
bool forms_each(const uint32_t *letters, size_t n, enum form_endings endings, form_visit visit, void *context);

/* Whether the form's ending is one that only a noun takes: tanwin, dual, ـون. */
bool form_is_noun(const struct form *form);

/* The whole word's marks from the base's reading (marks as vocalized_split() gives them, for form->length letters, `spelling`
 * the reading's own letters, which may have a seat that the word lacks). `name`: a last ي stands for a long vowel, no case.
 * out has n elements. Returns false when the letters do not fit. */
bool form_compose(const struct form *form, const uint32_t *letters, size_t n, const uint32_t *spelling, const mark *marks,
                  bool name, mark *out);

/* How many letters stand before the base. */
size_t form_clitics(const struct form *form);

/* Makes the dual of ـين and ـيين (بَلَدَيْنِ) of a plural reading (فِلَسْطِينِيَّيْنِ for فِلَسْطِينِيِّينَ); false when the suffix has no dual. */
bool form_make_dual(const struct form *form, size_t n, mark *out);

#endif
