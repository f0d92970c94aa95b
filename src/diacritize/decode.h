/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_DECODE_H
#define NASHRA_DECODE_H

/* From the network's scores to a word's marks, under what is already known of it. */

#include "diacritize/network.h"

/* scores (the first 192 letters at most, NETWORK_OUT) as network_run() gives them; turned into log-probabilities here. before: the word in front of
 * it in the sentence, already decoded, or NULL. known: the network has an identity for this word or its family. Sets the marks that are
 * not known yet, word->certainty and word->guessed. Returns the certainty of all but the last letter, 0..100. */
int decode_word(struct word *word, const struct word *before, float *scores, bool known);

/* Log-probabilities of the labels of one letter (LABELS) from its scores, in place. */
void decode_softmax(float *scores, size_t count);

/* What is known of a word's letters, as hints for the network: hard ones from marks, soft ones from the best reading of a list.
 * Fills hints[0..count), count <= word->length. */
void decode_hints(const struct word *word, size_t count, uint8_t *hints);

#endif
