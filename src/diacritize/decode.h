/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_DECODE_H
#define NASHRA_DECODE_H

/* From the network's scores to a word's marks, under what is already known of it. */

#include "diacritize/network.h"
#include "util/table.h"

/* scores (the first 192 letters at most, NETWORK_OUT) as network_run() gives them; turned into log-probabilities here. governed:
 * see decode_governed(). in_name: a name's next part follows, so no tanwin (سامحُ شكري). known: the network has an identity for this
 * word or its family. Sets the marks that are not known yet, word->certainty and word->guessed. Returns the certainty of all but the
 * last letter, 0..100. */
int decode_word(struct word *word, bool governed, bool in_name, float *scores, bool known);

/* Whether the word in front of `word`, already decoded, forbids it the nominative: in particles.tsv's column `governs`. */
bool decode_governed(const struct table_section *particles, const struct word *before, const struct word *word);

/* Log-probabilities of the labels of one letter (LABELS) from its scores, in place. */
void decode_softmax(float *scores, size_t count);

/* What is known of a word's letters, as hints for the network: hard ones from marks, soft ones from the best reading of a list.
 * Fills hints[0..count), count <= word->length. */
void decode_hints(const struct word *word, size_t count, uint8_t *hints);

#endif
