/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_CLI_PRODUCTION_H
#define NASHRA_CLI_PRODUCTION_H

/* What `nashra bulletin` and `nashra article` share. */

#include "program.h"

/* The options as the library takes them; messages go to stderr, with --quiet only errors. Borrows *options. */
struct nashra_production production_of(struct options *options);

#endif
