/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_ARTICLE_H
#define NASHRA_INTAKE_ARTICLE_H

/* From a format's blocks to paragraphs and sentences. */

#include "intake/draft.h"

/* plain.c: plain text into blocks of lines; wrapped lines are joined. */
void plain_read(struct draft *draft, const struct text *text);
void plain_read_lines(struct draft *draft, const struct text *text); /* reading.lines */

/* furniture.c: marks the blocks that are not the article. */
int furniture_open(struct furniture **out, const struct table_section *rules);
void furniture_close(struct furniture *furniture);
void furniture_mark(struct draft *draft);

/* paragraphs.c: writes doc->paragraphs, sentences, skipped, title. */
void paragraphs_write(struct draft *draft);

/* dateline.c: how many characters of doc->chars[first, first + count) are a dateline with its dash: «عمان – »; 0: none. */
size_t dateline_length(const struct draft *draft, size_t first, size_t count);

/* sentences.c: cuts doc->chars[first, first + count) into sentences of the last paragraph. `loose`: what lacks a final stop
 * ends with END_NONE (headlines, items), else it is a statement. */
void sentences_write(struct draft *draft, size_t first, size_t count, enum nashra_part part, bool loose);

/* What blocks look like. */
bool char_speaks(uint32_t cp);                                               /* a letter, digit or symbol */
bool block_speaks(const struct draft *draft, const struct block *block);     /* has one */
bool block_stops(const struct draft *draft, const struct block *block);      /* its last sign is a full stop, ؟ or ! */
bool block_is_headline(const struct draft *draft, const struct block *block); /* short, one sentence without full stop */
size_t block_words(const struct draft *draft, const struct block *block);
size_t block_bullet(const struct draft *draft, const struct block *block);   /* characters of a leading bullet, 0: none */

#endif
