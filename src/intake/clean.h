/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_CLEAN_H
#define NASHRA_INTAKE_CLEAN_H

/* draft_char() is here; a block begins and ends with these, so that nothing is composed or paired across its borders. */
struct draft;
void clean_begin(struct draft *draft);
void clean_end(struct draft *draft);

#endif
