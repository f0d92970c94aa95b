/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_NORMALIZE_INFLECT_H
#define NASHRA_NORMALIZE_INFLECT_H

/* A noun from its dictionary form to the form that the sentence needs. The dictionary form is the marked indefinite nominative,
 * and its last mark says how it declines: كِتَابٌ triptote, دَنَانِيرُ diptote, ثَوَانٍ defective, يُورُو fixed. */

#include "document.h"

enum { FORM_LETTERS = 64 };

/* Letters with their marks; what has no mark in a finished form has no vowel. */
struct form {
    uint32_t letters[FORM_LETTERS];
    mark marks[FORM_LETTERS];
    size_t length;
};

/* What the sentence asks of a noun. CASE_UNKNOWN counts as nominative, DEFINITE_UNKNOWN as indefinite. */
struct inflection {
    enum gram_case gcase;
    enum definiteness definite;
    bool plural; /* the form is a plural: decides how a defective one declines (ثوانيَ, but ثمانيًا) */
};

/* Reads a marked string of at most FORM_LETTERS letters; longer ones are cut. */
void form_read(struct form *form, const char *marked);

/* Puts the case ending on a dictionary form; DEFINITE_YES leaves room for the article but does not write it. */
void form_inflect(struct form *form, struct inflection inflection);

/* The dual: يومٌ -> يومانِ, يومينِ; in construct مئتا, مئتي. */
void form_dual(struct form *form, enum gram_case gcase, bool construct);

/* Prepends letters and marks: a conjunction or a preposition. */
void form_prepend(struct form *form, const struct form *prefix);

/* Writes the article before a form, with the assimilation of its lam: السَّابِع, الْقَمَر. */
void form_article(struct form *form);

/* Letters without a mark have no vowel: says so. */
void form_close(struct form *form);

#endif
