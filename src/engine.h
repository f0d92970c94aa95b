/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_ENGINE_H
#define NASHRA_ENGINE_H

/* What all documents share, read-only after open. Each room keeps what it has looked up once in a struct of its own, made by its
 * X_open(table, ...) and freed by its X_close(). */

#include "document.h"
#include "nashra.h"
#include "util/table.h"

struct nashra_engine;

/* The vocalizer's opinion on the case of the noun at letters[begin..end) of a bare sentence (words parted by U+0020): how sure it
 * is, 0..100, goes to *certainty. normalize asks through this pointer, so that rooms need not know each other. */
typedef enum gram_case (*ask_case_fn)(const struct nashra_engine *engine, const uint32_t *letters, size_t count, size_t begin,
                                      size_t end, int *certainty);

struct nashra_engine {
    struct table *table;            /* data_dir/nashra.lex: every lexicon/NAME.tsv */
    struct intake *intake;          /* intake/intake.h */
    struct normalizer *normalizer;  /* normalize/normalize.h */
    struct lexicon *lexicon;        /* lexicon/lexicon.h: names, homographs, the user's lists */
    struct network *network;        /* diacritize/diacritize.h; NULL: no model wanted */
    struct phraser *phraser;        /* phrase/phrase.h */
    struct pronouncer *pronouncer;  /* pronounce/pronounce.h */
    ask_case_fn ask_case;           /* NULL: nobody to ask */
    char *data_dir;
};

#endif
