/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "util/utf8.h"

enum { REPLACEMENT = 0xFFFD };

/* The first continuation byte's range shuts out overlong forms, surrogates and what is above U+10FFFF (Unicode, table 3-7). */
size_t utf8_decode(const char *text, size_t size, uint32_t *cp)
{
    unsigned char first = (unsigned char)text[0];
    *cp = first;
    if (first < 0x80) return 1;
    *cp = REPLACEMENT;
    size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    unsigned char low = 0x80, high = 0xBF;
    if (first < 0xC2 || first > 0xF4) return 1;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    uint32_t value = first & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if (i >= size) return i;
        unsigned char c = (unsigned char)text[i];
        if (c < low || c > high) return i;
        value = value << 6 | (c & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    *cp = value;
    return more + 1;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) cp = REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(n == 2 ? 0xC0 | cp : n == 3 ? 0xE0 | cp : 0xF0 | cp);
    return n;
}

size_t utf8_to_codepoints(const char *text, size_t size, uint32_t *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < size; n++) {
        uint32_t cp;
        i += utf8_decode(text + i, size - i, &cp);
        if (n < room) out[n] = cp;
    }
    return n;
}
