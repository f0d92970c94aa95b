/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_RENDER_H
#define NASHRA_RENDER_H

/* The document as text: nashra_document_render() and the two forms that have files of their own. */

#include "nashra.h"

/* One JSON object: sentences with their words, spans, marks' authorities, grammar, breaks, sounds; what was skipped; notes. */
int render_json(struct nashra_document *doc, nashra_write_fn write, void *context, struct nashra_detail *detail);

/* <speak> with marked text, <s>, <break>, <phoneme alphabet="ipa">, <lang>: for other engines. */
int render_ssml(struct nashra_document *doc, nashra_write_fn write, void *context, struct nashra_detail *detail);

#endif
