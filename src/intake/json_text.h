/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_JSON_TEXT_H
#define NASHRA_INTAKE_JSON_TEXT_H

#include "intake/text.h"

/* Strings in JSON (JSON-LD, data-ssml), without building anything: each with the key before it. */
struct json_scan {
    const char *bytes;
    size_t at, end;
};
struct json_pair {
    size_t key, key_size;     /* the last key; sizes without the quotes */
    size_t value, value_size; /* a string or, when `string` is false, a number or word */
    bool string;
};

/* The next key with a plain value, at any depth. false: no more. An object's key comes with value_size 0 and string false. */
bool json_next(struct json_scan *scan, struct json_pair *pair);

/* A string's text with its escapes undone, in the arena, each byte with its way back. */
int json_unescape(struct text *out, const struct text *text, size_t begin, size_t end, struct arena *arena);

#endif
