/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_TAGGER_H
#define NASHRA_TAGGER_H

/* A document's words in batches for the network. */

#include "diacritize/network.h"

/* Called for words[index], in order, with its letters' scores (word->length, NETWORK_OUT); may change them. known: the network has an
 * identity for the word or its family. Returns 0 or a negative error. */
typedef int (*tagger_fn)(void *context, size_t index, float *scores, bool known);

/* A run of words that is one sentence. */
struct tagger_sentence {
    size_t first, count;
    bool stops; /* ends with a full stop, question mark, ... */
};

/* Sends every word of the sentences through the network. Sentences too long for a batch go in windows that overlap by
 * TAGGER_OVERLAP words on either side, what is outside the overlap being kept: further words no longer change a label (measured: none of
 * 8,118 words of news in one sentence; with 64 words of overlap, one). Words that are
 * not Arabic, and letters of a word past TAGGER_LONGEST, get no scores (no call). Returns 0 or a negative error. */
int tagger_run(const struct network *network, const struct word *words, const struct tagger_sentence *sentences, size_t count,
               tagger_fn done, void *context);

enum { TAGGER_OVERLAP = 96, TAGGER_LONGEST = 192 };

#endif
