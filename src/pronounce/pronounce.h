/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_PRONOUNCE_H
#define NASHRA_PRONOUNCE_H

/* Marked words to phonemes: letters, joining, stress, endings; eSpeak NG's mnemonics and IPA. */

#include "document.h"
#include "util/table.h"

struct pronouncer;

/* Looks up the room's sections of the lexicon once. Free with pronounce_close() (NULL is allowed). */
int pronounce_open(struct pronouncer **out, const struct table *table, struct nashra_detail *detail);
void pronounce_close(struct pronouncer *room);

/* The stage: see struct stage in pipeline.c. */
int pronounce_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail);

#endif
