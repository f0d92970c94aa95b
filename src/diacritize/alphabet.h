/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_ALPHABET_H
#define NASHRA_ALPHABET_H

/* Letters, labels and separators as the network knows them: train/encode.py in C. Tests hold the two together. */

#include "document.h"

enum {
    ALPHABET_LETTERS = 36, /* codes 1..36 in Unicode order, U+0621..U+063A and U+0641..U+064A; 0 is never a letter */
    ALPHABET_DIGIT = 37,   /* a run of digits is one symbol */
    ALPHABET_LATIN = 38,   /* and so is a word of another script */
    ALPHABET_SYMBOLS = 39
};

/* A label is a vowel (0 none or sukun, fatha, damma, kasra, and their tanwin) + 7 with shadda. */
enum { LABEL_NONE, LABEL_FATHA, LABEL_DAMMA, LABEL_KASRA, LABEL_FATHATAN, LABEL_DAMMATAN, LABEL_KASRATAN, LABEL_SHADDA, LABELS = 14 };

/* The seat of an alef. */
enum { SEAT_BARE, SEAT_ABOVE, SEAT_BELOW, SEAT_MADDA, SEATS };

/* What is known of a letter when the network is asked: nothing, a certain label, a label that some list proposes, or a certain
 * shadda under an unknown vowel. */
enum { HINT_NONE, HINT_HARD = 1, HINT_SOFT = HINT_HARD + LABELS, HINT_SHADDA = HINT_SOFT + LABELS, HINTS };

/* What stands between two words, weakest first: the strongest of several wins. The last two stand after the last word. */
enum {
    BETWEEN_START, BETWEEN_NOTHING, BETWEEN_SPACE, BETWEEN_QUOTE, BETWEEN_OTHER, BETWEEN_DASH, BETWEEN_COMMA, BETWEEN_COLON,
    BETWEEN_STOP, BETWEEN_END, BETWEEN_STOP_END, BETWEEN_CLASSES
};

/* 1..36; Persian letters as their Arabic neighbours, alef wasla as alef; 0 for all else. */
uint8_t alphabet_code(uint32_t cp);

/* أ إ آ as ا. */
uint8_t alphabet_fold(uint8_t code);

bool alphabet_is_alef(uint8_t code); /* ا أ إ آ */

/* FNV-1a over folded codes: the key of a word's identity. */
uint32_t alphabet_hash(const uint8_t *codes, size_t count);

/* The word's family: و ف, then ب ك ل س, then the article taken off while enough letters stay. Writes folded codes, returns how
 * many. */
size_t alphabet_stem(const uint8_t *codes, size_t count, uint8_t *out);

/* A mark of document.h as a label, and back. label_of() returns -1 when the vowel is not known. */
int label_of(mark m);
mark label_mark(int label);

/* The class of what stands between two words, from the bits after the first and before the second. */
uint8_t between_class(unsigned after, unsigned before);

#endif
