/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_SSML_H
#define NASHRA_INTAKE_SSML_H

#include "intake/draft.h"

/* Whether the first element is <speak>. */
bool ssml_looks_so(const char *bytes, size_t size);

/* Reads SSML 1.1 as far as nashra knows it: blocks, directives, and notes on what is unknown or malformed. */
void ssml_read(struct draft *draft, const struct text *text);

#endif
