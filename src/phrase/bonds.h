/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_PHRASE_BONDS_H
#define NASHRA_PHRASE_BONDS_H

/* How hard it is to part two neighbours. */

#include "phrase/traits.h"

enum { BOND_FIRM = 100000 /* idafa, noun and adjective, preposition and noun: never */ };

/* The cost of a breath between two words; below 0 a breath is welcome. */
int bond_cost(const struct word *left, const struct traits *a, const struct word *right, const struct traits *b);

#endif
