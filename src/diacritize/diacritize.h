/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_DIACRITIZE_H
#define NASHRA_DIACRITIZE_H

/* Every vowel that is not known yet, from a small network that sees what is known. */

#include "document.h"

struct network;

/* Maps the weights file; refuses a damaged one. Free with network_close() (NULL is allowed). */
int network_open(struct network **out, const char *path, struct nashra_detail *detail);
void network_close(struct network *network);

/* The stage: see struct stage in pipeline.c. Without a network the marks stay unknown. */
int diacritize_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail);

/* Which case would the noun at letters[begin..end) of this bare sentence (words parted by U+0020) take? For the number grammar,
 * where only syntax can tell subject from object. CASE_UNKNOWN without a network; *certainty 0..100. Thread-safe. */
enum gram_case diacritize_ask_case(const struct nashra_engine *engine, const uint32_t *letters, size_t count, size_t begin,
                                   size_t end, int *certainty);

#endif
