/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_APPLY_H
#define NASHRA_LEXICON_APPLY_H

/* Writing what was found into the document's words: marks that are imposed, hints, and a user's other words, letters and sounds. */

#include "document.h"
#include "lexicon/forms.h"
#include "lexicon/user.h"
#include "util/table.h"

/* A reading of a whole word. */
struct reading {
    mark marks[FORM_LETTERS];
    uint8_t confidence;
    bool impose;
    const char *source;
};

/* Sets every mark of the reading that is known. */
void apply_marks(struct word *word, const mark *marks, enum authority by);

/* Adds a hint behind those that are there; one that contradicts the text's own marks, or repeats one, is left out. */
int apply_hint(struct nashra_document *doc, struct word *word, const struct reading *reading);

/* Vocalized text over `count` words from words[0] on, whose first is split as `form`: each of its words gives one word's marks.
 * Returns false, with nothing set, when letters do not fit. */
bool apply_phrase(struct word *words, size_t count, const struct form *form, const char *vocalized, bool name, enum authority by);

/* What a user's entry makes of words. The words go into `out`, a document's new array. */
struct apply {
    struct nashra_document *doc;
    const struct table_section *letters, *ipa; /* names of letters; sounds */
    struct word *out;
    size_t count, capacity;
};

/* Keeps a word as it is. */
int apply_keep(struct apply *apply, const struct word *word);

/* Puts what the entry says in the place of words[0..count). */
int apply_entry(struct apply *apply, const struct word *words, size_t count, const struct form *form, const struct user_entry *entry);

#endif
