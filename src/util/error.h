/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_UTIL_ERROR_H
#define NASHRA_UTIL_ERROR_H

/* What went wrong, where and what to do: filled by whoever returns a negative enum nashra_error (nashra.h). */

#include "nashra.h"

/* Writes the message (printf style) and place into *error (NULL is allowed) and returns `code`, so that
 * `return error_set(...)` is one line. file may be NULL; line and column count from 1, 0 = none. Messages name
 * the cause and, where there is one, the remedy; no trailing full stop or newline. */
int error_set(struct nashra_detail *error, int code, const char *file, size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
