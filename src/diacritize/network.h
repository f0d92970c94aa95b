/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_NETWORK_H
#define NASHRA_NETWORK_H

/* The network's forward pass; train/network.py is the same in PyTorch.
 *
 *     letters + hints -> LSTM both ways inside each word
 *     its two last states, word and stem identity, what stands around -> two layers of LSTM both ways over the words of a sentence
 *     letter state + the word's context -> two rectified layers -> 14 labels and 4 seats for every letter
 *
 * Sentences of a batch run side by side; equal words (letters and hints) are encoded once. Nothing is allocated: the workspace is made
 * for the batch's size beforehand. Cost is linear in letters. */

#include "diacritize/alphabet.h"
#include "diacritize/kernel.h"

enum {
    NETWORK_INNER = 128,  /* LSTM over letters, each way */
    NETWORK_OUTER = 256,  /* LSTM over words, each way */
    NETWORK_WORD = 48,    /* identity of a frequent word */
    NETWORK_STEM = 32,
    NETWORK_BETWEEN = 8,
    NETWORK_VECTOR = 2 * NETWORK_INNER + NETWORK_WORD + NETWORK_STEM + 2 * NETWORK_BETWEEN,
    NETWORK_MIX = 256,
    NETWORK_LAST = 128,
    NETWORK_OUT = LABELS + SEATS,
    NETWORK_LONGEST = 24, /* letters of a word; a longer one goes in pieces */
    NETWORK_MOST_WORDS = 512 /* in one batch */
};

/* One word as the network sees it. codes are 1..38, hints 0..HINTS - 1, before and after BETWEEN_*. */
struct network_word {
    const uint8_t *codes, *hints;
    uint8_t length, before, after;
};

struct network;
struct workspace;

/* Room for batches of up to `words` words with `letters` letters in all. NULL when memory is short. */
struct workspace *workspace_new(size_t words, size_t letters);
void workspace_free(struct workspace *work);

/* ends[s]: index after the last word of sentence s; ends[sentences - 1] is the number of words, at most what the workspace was
 * made for. scores (letters, NETWORK_OUT): 14 labels, then 4 seats, before softmax. */
void network_run(const struct network *network, struct workspace *work, const struct network_word *words, const uint32_t *ends,
                 size_t sentences, float *scores);

/* Whether the network has an identity of its own for this word or its family: it has seen it often enough. */
bool network_knows(const struct network *network, const struct network_word *word);

/* For tests: which kernel to use. Not while another thread runs the network. */
void network_use(struct network *network, const struct kernel *kernel);

#endif
