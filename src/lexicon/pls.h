/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_PLS_H
#define NASHRA_LEXICON_PLS_H

/* W3C PLS in and out; the reader is user.h's pls_parse(). */

struct buffer;
struct user_list;

/* The list as PLS: phonemes in eSpeak NG's alphabet, everything else as <alias> in the notation of our TSV. NASHRA_E_MEMORY. */
int pls_write(struct buffer *out, const struct user_list *list);


#endif
