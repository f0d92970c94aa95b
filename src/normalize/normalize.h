/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_NORMALIZE_H
#define NASHRA_NORMALIZE_H

/* Characters to spoken words: numbers, dates, units, abbreviations, symbols, with their grammar. */

#include "document.h"
#include "util/table.h"

struct normalizer;

/* Looks up the room's sections of the lexicon once. Free with normalize_close() (NULL is allowed). */
int normalize_open(struct normalizer **out, const struct table *table, struct nashra_detail *detail);
void normalize_close(struct normalizer *room);

/* The stage: see struct stage in pipeline.c. */
int normalize_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail);

#endif
