/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_PLAIN_H
#define NASHRA_SPEECHD_PLAIN_H

/* A message without its markup: for text that eSpeak NG reads by itself (another language, or no engine), for telling which
 * of the two it is, and for knowing the marks of a message before it is spoken. The library reads SSML for Arabic. */

#include "speechd/text.h"

#include <stdbool.h>
#include <stddef.h>

struct plain_mark {
    size_t offset; /* in `text`: the mark stands before this byte */
    size_t name;   /* in `names`, ends with a NUL */
};

struct plain {
    struct text text, names;
    struct plain_mark *marks;
    size_t mark_count, mark_capacity;
};

/* Whether a message is SSML: it begins with <speak> or an XML declaration, as the server's messages do. */
bool spd_plain_is_markup(const char *data, size_t size);

/* Any bytes are taken; broken markup is text. Memory running short leaves out what does not fit. */
void spd_plain_read(struct plain *plain, const char *data, size_t size);
void spd_plain_free(struct plain *plain);

const char *spd_plain_mark_name(const struct plain *plain, size_t index);

/* Arabic letters anywhere in the text. */
bool spd_plain_has_arabic(const struct plain *plain);

#endif
