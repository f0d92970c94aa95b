/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_UTIL_BUFFER_H
#define NASHRA_UTIL_BUFFER_H

/* A growing byte string. A failed allocation sticks in `failed`; every later call is then a no-op, so that a run of appends needs
 * one check at its end. data is NUL-terminated whenever size > 0 or buffer_text() is used. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    char *data;
    size_t size, capacity;
    bool failed;
};

#define BUFFER_EMPTY {NULL, 0, 0, false}

void buffer_free(struct buffer *buffer); /* and empties it */
void buffer_clear(struct buffer *buffer); /* keeps the memory */
int buffer_append(struct buffer *buffer, const void *data, size_t size); /* 0, or -1 when failed */
int buffer_text(struct buffer *buffer, const char *text);
int buffer_char(struct buffer *buffer, char c);
int buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
int buffer_codepoint(struct buffer *buffer, uint32_t cp); /* as UTF-8; what is no scalar value becomes U+FFFD */

#endif
