/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/json_text.h"

#include "util/utf8.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Past the closing quote of the string whose first byte is at `at`; the end when it is not closed. */
static size_t string_end(const struct json_scan *scan, size_t at)
{
    while (at < scan->end && scan->bytes[at] != '"') at += scan->bytes[at] == '\\' ? 2 : 1;
    return at < scan->end ? at + 1 : scan->end;
}

static size_t skip_space(const struct json_scan *scan, size_t at)
{
    while (at < scan->end && is_space(scan->bytes[at])) at++;
    return at;
}

bool json_next(struct json_scan *scan, struct json_pair *pair)
{
    while (scan->at < scan->end) {
        if (scan->bytes[scan->at] != '"') {
            scan->at++;
            continue;
        }
        size_t key = scan->at + 1, after = string_end(scan, key), colon = skip_space(scan, after);
        scan->at = after;
        if (colon >= scan->end || scan->bytes[colon] != ':') continue; /* a value in a list */
        size_t value = skip_space(scan, colon + 1), end = value;
        *pair = (struct json_pair){.key = key, .key_size = after - key - 1, .value = value};
        pair->string = value < scan->end && scan->bytes[value] == '"';
        if (pair->string) {
            pair->value++;
            end = string_end(scan, pair->value);
            pair->value_size = end > pair->value ? end - pair->value - (end < scan->end || scan->bytes[end - 1] == '"') : 0;
        } else {
            while (end < scan->end && !is_space(scan->bytes[end]) && !strchr(",{}[]\"", scan->bytes[end])) end++;
            pair->value_size = end - value;
        }
        scan->at = end;
        return true;
    }
    return false;
}

static int hex4(const char *at, const char *end)
{
    int value = 0;
    if (end - at < 4) return -1;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* An escape at `at`, which is a backslash: its length and code point. */
static size_t escape(const char *at, const char *end, uint32_t *cp)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t  ";
    if (end - at < 2) return *cp = '\\', 1;
    const char *simple = strchr(from, at[1]);
    *cp = simple && at[1] ? (uint32_t)to[simple - from] : (unsigned char)at[1];
    int high = at[1] == 'u' ? hex4(at + 2, end) : -1;
    if (high < 0) return (unsigned char)at[1] < 0x80 ? 2 : (*cp = ' ', 1);
    *cp = (uint32_t)high;
    if (high < 0xD800 || high > 0xDBFF) return 6;
    int low = end - at >= 12 && at[6] == '\\' && at[7] == 'u' ? hex4(at + 8, end) : -1;
    if (low < 0xDC00 || low > 0xDFFF) return 6; /* half a pair: utf8_encode() makes it U+FFFD */
    *cp = 0x10000 + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    return 12;
}

int json_unescape(struct text *out, const struct text *text, size_t begin, size_t end, struct arena *arena)
{
    size_t room = end - begin + 4, n = 0;
    char *bytes = arena_alloc(arena, room, 1);
    uint32_t *map = arena_alloc(arena, room, sizeof *map);
    if (!bytes || !map) return NASHRA_E_MEMORY;
    for (size_t i = begin; i < end;) {
        uint32_t cp = 0;
        size_t length = 1, size = 1;
        char utf8[4] = {text->bytes[i]};
        if (text->bytes[i] == '\\') {
            length = escape(text->bytes + i, text->bytes + end, &cp);
            size = utf8_encode(cp, utf8);
        }
        if (n + size >= room) break;
        memcpy(bytes + n, utf8, size);
        for (size_t k = 0; k < size; k++) map[n + k] = text_source(text, i);
        n += size;
        i += length;
        map[n] = text_source(text, i);
    }
    if (n == 0) map[0] = text_source(text, begin);
    *out = (struct text){bytes, n, map, 0};
    return 0;
}
