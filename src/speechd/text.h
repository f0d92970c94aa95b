/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_TEXT_H
#define NASHRA_SPEECHD_TEXT_H

/* A growing byte string that keeps its memory from one message to the next. data[size] is a NUL once anything was added. */

#include <stdbool.h>
#include <stddef.h>

struct text {
    char *data;
    size_t size, capacity;
};

/* False, and nothing changed, when memory is short. */
bool spd_text_reserve(struct text *text, size_t more);
bool spd_text_append(struct text *text, const char *data, size_t size);
bool spd_text_add(struct text *text, const char *string);
void spd_text_clear(struct text *text); /* gives back the memory of a message that was far larger than usual */
void spd_text_free(struct text *text);

/* The code point at data[0..size), size > 0, and in *length the bytes it takes (at least 1). Bad bytes give U+FFFD. */
unsigned spd_text_codepoint(const char *data, size_t size, size_t *length);

#endif
