/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "util/buffer.h"

#include "util/memory.h"
#include "util/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void buffer_free(struct buffer *buffer)
{
    memory_free(buffer->data);
    *buffer = (struct buffer)BUFFER_EMPTY;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
    buffer->failed = false;
    if (buffer->data) buffer->data[0] = '\0';
}

static int reserve(struct buffer *buffer, size_t more)
{
    if (buffer->failed) return -1;
    if (more >= SIZE_MAX - buffer->size) return buffer->failed = true, -1;
    size_t need = buffer->size + more + 1;
    if (need <= buffer->capacity) return 0;
    size_t capacity = buffer->capacity > SIZE_MAX / 2 ? need : buffer->capacity * 2;
    if (capacity < need) capacity = need;
    if (capacity < 64) capacity = 64;
    char *data = memory_realloc(buffer->data, capacity, 1);
    if (!data) return buffer->failed = true, -1;
    buffer->data = data;
    buffer->capacity = capacity;
    return 0;
}

int buffer_append(struct buffer *buffer, const void *data, size_t size)
{
    if (reserve(buffer, size) < 0) return -1;
    if (size) memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
    return 0;
}

int buffer_text(struct buffer *buffer, const char *text)
{
    return buffer_append(buffer, text, strlen(text));
}

int buffer_char(struct buffer *buffer, char c)
{
    return buffer_append(buffer, &c, 1);
}

int buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    int result = n < 0 ? -1 : reserve(buffer, (size_t)n);
    if (result == 0) {
        vsnprintf(buffer->data + buffer->size, (size_t)n + 1, format, again);
        buffer->size += (size_t)n;
    }
    va_end(again);
    return result;
}

int buffer_codepoint(struct buffer *buffer, uint32_t cp)
{
    char bytes[4];
    return buffer_append(buffer, bytes, utf8_encode(cp, bytes));
}
