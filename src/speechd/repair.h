/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_REPAIR_H
#define NASHRA_SPEECHD_REPAIR_H

/* With its default SymbolsPreproc "char" the server rewrites symbols before a module sees them, and for Arabic it often has
 * only English names: «نعم» comes as "double left pointing angle bracket نعم double right pointing angle bracket", and 3.5 as
 * "3 .5". This puts the symbols back (lexicon/server_symbols.tsv), in the text between the tags. What the server has taken out
 * (؟ ! %) is lost: hence SymbolsPreproc "no" in the instructions. */

#include "nashra.h"
#include "speechd/text.h"

/* Writes the repaired message to *out; false when there was nothing to repair (or memory is short): use the message as it is. */
bool spd_repair_message(const nashra_engine *engine, const char *data, size_t size, struct text *out);

#endif
