/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_HTML_H
#define NASHRA_INTAKE_HTML_H

#include "intake/draft.h"

/* Whether the text is HTML: it begins like a page, or has tags that only HTML has. */
bool html_looks_so(const struct intake *room, const char *bytes, size_t size);

/* Reads a page: finds the article, writes its blocks; doc->skipped says what else there was. */
void html_read(struct draft *draft, const struct text *text);

/* Reads a piece of HTML, all of it (a feed's field). What is not in a block element of its own becomes blocks of `kind`. */
void html_read_fragment(struct draft *draft, const struct text *text, enum block_kind kind);

#endif
