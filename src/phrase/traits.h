/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_PHRASE_TRAITS_H
#define NASHRA_PHRASE_TRAITS_H

/* What phrasing needs to know of a word, from its letters, marks and two lists. */

#include "document.h"
#include "util/table.h"

enum {
    TRAIT_ARTICLE = 1 << 0,  /* الوزير, بالوزير */
    TRAIT_WA = 1 << 1,       /* begins with the conjunction و or ف */
    TRAIT_CLITIC = 1 << 2,   /* begins with a preposition: بـ لـ كـ */
    TRAIT_TANWIN = 1 << 3,
    TRAIT_GENITIVE = 1 << 4, /* kasra or kasratan at the end */
    TRAIT_SHORT_END = 1 << 5,/* a, i or u at the end, no tanwin: a construct, or a verb */
    TRAIT_CLINGS = 1 << 6,   /* nothing may part it from the next word: a preposition, a negation, هذا, الذي */
    TRAIT_PRONOUN = 1 << 7   /* ends in a suffix pronoun: its idafa is complete */
};

enum opener { OPENER_NONE, OPENER_WEAK, OPENER_CLAUSE, OPENER_STRONG, OPENER_INSIDE /* also within a date */ };

struct traits {
    uint8_t flags;
    uint8_t opener;      /* enum opener: how gladly one breathes before it */
    uint16_t syllables;
};

struct traits traits_of(const struct word *word, const struct table_section *particles, const struct table_section *breaks);

#endif
