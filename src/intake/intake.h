/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_H
#define NASHRA_INTAKE_H

/* Bytes to the article's text: charset, clean-up, HTML, feeds, SSML, furniture, paragraphs and sentences. */

#include "document.h"
#include "util/table.h"

struct intake;

/* Looks up the room's sections of the lexicon once. Free with intake_close() (NULL is allowed). */
int intake_open(struct intake **out, const struct table *table, struct nashra_detail *detail);
void intake_close(struct intake *room);

/* The stage: see struct stage in pipeline.c. */
int intake_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail);

#endif
