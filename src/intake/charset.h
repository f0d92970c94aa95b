/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_CHARSET_H
#define NASHRA_INTAKE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

/* The charset a byte order mark stands for, and how long the mark is; NULL: no mark. */
const char *charset_bom(const unsigned char *bytes, size_t size, size_t *length);

/* What HTML's <meta charset> or XML's encoding= says, as written. false: nothing. */
bool charset_declared(const char *bytes, size_t size, char *name, size_t room);

/* UTF-8, UTF-16LE/BE, windows-1256 or ISO-8859-6, by the bytes themselves. Never NULL. */
const char *charset_by_look(const char *bytes, size_t size);

/* As UTF-8: how many non-ASCII characters are well formed, how many are not, how many zero bytes there are. */
struct charset_counts {
    size_t good, bad, zero;
};
void charset_count(const char *bytes, size_t size, struct charset_counts *counts);

#endif
