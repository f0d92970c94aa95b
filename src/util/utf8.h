/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_UTIL_UTF8_H
#define NASHRA_UTIL_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Decodes the code point at text[0..size) into *cp and returns how many bytes it takes (at least 1; size must be > 0). A bad
 * sequence gives U+FFFD for the longest prefix that could have begun one (the Unicode standard's practice), never a surrogate. */
size_t utf8_decode(const char *text, size_t size, uint32_t *cp);

/* Writes cp and returns 1..4; a surrogate or what is above U+10FFFF becomes U+FFFD. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* Decodes a whole string into at most `room` code points; returns how many it has in all. */
size_t utf8_to_codepoints(const char *text, size_t size, uint32_t *out, size_t room);

#endif
