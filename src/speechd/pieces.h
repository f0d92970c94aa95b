/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_PIECES_H
#define NASHRA_SPEECHD_PIECES_H

/* A book that comes as one message is spoken in pieces of some sentences, each a document of its own: the first sound comes at once
 * and a STOP never waits for the book to be analysed. */

#include <stdbool.h>
#include <stddef.h>

/* Whether a message may be cut: it is long, and has no markup but <speak> and <mark>, so that nothing is open where it is cut. */
bool spd_pieces_wanted(const char *data, size_t size);

/* The end of the piece that begins at `from`: behind a sentence, else between words, and never inside a tag or a character. */
size_t spd_piece_end(const char *data, size_t size, size_t from);

#endif
