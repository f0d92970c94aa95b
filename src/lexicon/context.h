/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_CONTEXT_H
#define NASHRA_LEXICON_CONTEXT_H

/* What the words around say: is this the place of a person's name, and which reading of a homograph is meant (homographs.tsv). */

#include "document.h"
#include "lexicon/forms.h"
#include "lexicon/search.h"

struct context_rules {
    const struct table_section *homographs, *titles;
};

void context_open(struct context_rules *rules, const struct table *table);

/* What is known of each word of a document before any is decided (bits), made once by context_survey(). */
enum { CONTEXT_TITLE = 1, CONTEXT_GIVEN = 2, CONTEXT_FAMILY = 4, CONTEXT_PUNCTUATED = 8 /* something stands before it */ };

struct context {
    const struct context_rules *rules;
    const struct nashra_document *doc;
    uint8_t *words;    /* bits of every word */
    uint8_t *article;  /* for every row of homographs: 0 not asked yet, 1 no, 2 its article= words occur */
    uint16_t *votes;   /* for every row: how many words it has decided by what stands around them */
};

/* NASHRA_E_MEMORY when memory is short. */
int context_survey(struct context *context, const struct context_rules *rules, struct nashra_document *doc,
                   const struct search *search);

/* A title or given name before word `index`, or a family name behind it. */
bool context_is_name(const struct context *context, size_t index);

/* Which row of homographs.tsv decides the word `index` of the sentence, read as `form`; SIZE_MAX when none does. vote: count the
 * decision, for the other mentions in the article. */
size_t context_homograph(struct context *context, const struct sentence *sentence, size_t index, const struct form *form, bool vote);

const char *context_marks(const struct context *context, size_t row);
enum search_kind context_kind(const struct context *context, size_t row);
int context_confidence(const struct context *context, size_t row);

#endif
