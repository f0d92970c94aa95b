/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_PHRASE_H
#define NASHRA_PHRASE_H

/* Where to breathe: breaks, pauses and pausal forms. */

#include "document.h"
#include "util/table.h"

struct phraser;

/* Looks up the room's sections of the lexicon once. Free with phrase_close() (NULL is allowed). */
int phrase_open(struct phraser **out, const struct table *table, struct nashra_detail *detail);
void phrase_close(struct phraser *room);

/* The stage: see struct stage in pipeline.c. */
int phrase_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail);

#endif
