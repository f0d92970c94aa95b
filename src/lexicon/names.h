/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_NAMES_H
#define NASHRA_LEXICON_NAMES_H

/* What the built-in tables say about one word: its best readings in all its possible splits, weighed by context. */

#include "document.h"
#include "lexicon/apply.h"
#include "lexicon/context.h"
#include "lexicon/search.h"

enum { MOST_READINGS = 4 };

struct names_result {
    struct reading readings[MOST_READINGS]; /* best first */
    size_t count;
    uint8_t clitics;      /* of the best */
    enum search_kind kind;
    enum gender gender;
    bool known;           /* some table has it, exactly spelled or nearly so */
    bool exact;           /* ... exactly as it stands, without taking anything off */
};

/* Looks the word up. person: it stands where a person's name is likely; dual: ـين is a dual here. Allocates nothing. */
void names_find(const struct search *search, const struct word *word, bool person, bool dual, struct names_result *result);

/* How many leading letters of a word that no table knows are clitics: only what is sure (وال, بال, لل, ال). */
size_t names_sure_clitics(const struct word *word);

#endif
