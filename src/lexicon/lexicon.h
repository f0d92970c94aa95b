/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_H
#define NASHRA_LEXICON_H

/* What is known of words: names, common words, homographs in context, and the user's own lists, which win over all. */

#include "document.h"
#include "util/table.h"

struct lexicon;

/* Looks up the room's sections and reads the user's lists named in options (NULL: none). Free with lexicon_close(). */
int lexicon_open(struct lexicon **out, const struct table *table, const struct nashra_engine_options *options,
                 struct nashra_detail *detail);
void lexicon_close(struct lexicon *room);

/* Appends where the user's own list is: ~/.config/nashra/lexicon.tsv; nothing when there is no home. 0, or -1 without memory. */
struct buffer;
int lexicon_own_path(struct buffer *path);

/* The stage: see struct stage in pipeline.c. */
int lexicon_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail);

#endif
