/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL = 256 << 10 };

bool spd_text_reserve(struct text *text, size_t more)
{
    if (more >= SIZE_MAX / 2 - text->size) return false;
    size_t need = text->size + more + 1;
    if (need <= text->capacity) return true;
    size_t capacity = text->capacity ? text->capacity : 1024;
    while (capacity < need) capacity *= 2;
    char *data = realloc(text->data, capacity);
    if (!data) return false;
    text->data = data;
    text->capacity = capacity;
    return true;
}

bool spd_text_append(struct text *text, const char *data, size_t size)
{
    if (!spd_text_reserve(text, size)) return false;
    if (size) memcpy(text->data + text->size, data, size);
    text->size += size;
    text->data[text->size] = '\0';
    return true;
}

bool spd_text_add(struct text *text, const char *string)
{
    return spd_text_append(text, string, strlen(string));
}

void spd_text_clear(struct text *text)
{
    if (text->capacity > USUAL) spd_text_free(text);
    text->size = 0;
    if (text->data) text->data[0] = '\0';
}

void spd_text_free(struct text *text)
{
    free(text->data);
    *text = (struct text){NULL, 0, 0};
}

unsigned spd_text_codepoint(const char *data, size_t size, size_t *length)
{
    unsigned first = (unsigned char)data[0];
    size_t n = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    *length = 1;
    if (n == 1) return first;
    if (n == 0 || n > size) return 0xfffd;
    unsigned cp = first & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if (((unsigned char)data[i] & 0xc0) != 0x80) return 0xfffd;
        cp = cp << 6 | ((unsigned char)data[i] & 0x3f);
    }
    if ((n == 3 && cp < 0x800) || (n == 4 && cp < 0x10000) || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000)) return 0xfffd;
    *length = n;
    return cp;
}
