/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_PHRASES_H
#define NASHRA_LEXICON_PHRASES_H

/* Names of several words (أنتوني بلينكن, رام الله): a hash over folded letters, so that one pass over the following words finds the
 * longest. The first word may have clitics (للأمم المتحدة). Built at open; looking up allocates nothing. */

#include "document.h"
#include "lexicon/forms.h"

#include <stddef.h>
#include <stdint.h>

enum { PHRASE_WORDS = 6 };

struct phrases {
    struct phrase_slot {
        uint64_t hash; /* of the whole phrase, or of its first words: 0 free */
        uint32_t id;   /* what phrases_add() was given, + 1; 0: only the beginning of phrases */
    } *slots;
    size_t size, used; /* size is a power of two */
    bool exact;        /* أ and ا, ى and ي are different letters */
};

/* Adds a phrase of text[0..bytes) (UTF-8, words apart by one space) under `id`; a later one replaces an earlier one. Returns 0, or
 * NASHRA_E_MEMORY. */
int phrases_add(struct phrases *phrases, const char *text, size_t bytes, uint32_t id);
void phrases_free(struct phrases *phrases);

/* The longest phrase that begins with `form` (a split of words[0]) and goes on with words[1] ... of words[0..count), with no
 * punctuation between. Returns how many words it has and its *id, or 0. */
size_t phrases_find(const struct phrases *phrases, const struct form *form, const struct word *words, size_t count, uint32_t *id);

#endif
