/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_PIPELINE_H
#define NASHRA_PIPELINE_H

/* The corridor. Document stages run once, over everything, in nashra_document_new(); sentence stages run when a sentence is
 * first needed, few at a time, so that the first sound does not wait for the last sentence. */

#include "document.h"

/* Makes sure that sentence `index` has gone through all stages (up to reading.after). Cheap when it has. 0 or an error. */
int pipeline_prepare(struct nashra_document *doc, size_t index, struct nashra_detail *detail);

/* The same, and for the sentences after it too, many at a time: for output that is read as a whole (text, JSON). */
int pipeline_prepare_batch(struct nashra_document *doc, size_t index, struct nashra_detail *detail);

/* The same for the whole document. */
int pipeline_prepare_all(struct nashra_document *doc, struct nashra_detail *detail);

#endif
