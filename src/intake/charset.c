/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Which charset the bytes are in, when nobody says so reliably. */
#include "intake/charset.h"

#include "util/utf8.h"

#include <string.h>
#include <strings.h>

enum { LOOK_FOR_DECLARATION = 4096, LOOK_AT = 1 << 16 };

const char *charset_bom(const unsigned char *b, size_t size, size_t *length)
{
    static const struct {
        unsigned char bytes[4];
        size_t length;
        const char *name;
    } marks[] = {
        {{0xEF, 0xBB, 0xBF}, 3, "UTF-8"},
        {{0xFF, 0xFE, 0x00, 0x00}, 4, "UTF-32LE"}, /* before UTF-16LE, which it begins like */
        {{0x00, 0x00, 0xFE, 0xFF}, 4, "UTF-32BE"},
        {{0xFF, 0xFE}, 2, "UTF-16LE"},
        {{0xFE, 0xFF}, 2, "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (size >= marks[i].length && memcmp(b, marks[i].bytes, marks[i].length) == 0)
            return *length = marks[i].length, marks[i].name;
    *length = 0;
    return NULL;
}

static bool name_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || strchr("-_.:+", c) != NULL;
}

/* The name after charset= or encoding= in the head of HTML or XML. Plain text is not looked at: it may speak of charsets. */
bool charset_declared(const char *bytes, size_t size, char *name, size_t room)
{
    if (size > LOOK_FOR_DECLARATION) size = LOOK_FOR_DECLARATION;
    const char *end = bytes + size, *at = bytes;
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
    if (at == end || *at != '<') return false;
    for (; at < end; at++) {
        size_t left = (size_t)(end - at);
        size_t key = left > 8 && strncasecmp(at, "charset=", 8) == 0    ? 8
                     : left > 9 && strncasecmp(at, "encoding=", 9) == 0 ? 9
                                                                        : 0;
        if (key == 0) continue;
        at += key;
        while (at < end && (*at == '"' || *at == '\'' || *at == ' ')) at++;
        size_t n = 0;
        while (at + n < end && n + 1 < room && at[n] && name_byte(at[n])) n++;
        if (n == 0) continue;
        memcpy(name, at, n);
        name[n] = '\0';
        return true;
    }
    return false;
}

/* Arabic letters are U+06xx: in UTF-16 their 06 stands at every second byte, and so do the zeroes of ASCII. */
static const char *utf16_by_look(const unsigned char *b, size_t size)
{
    if (size < 4 || size % 2) return NULL;
    size_t high[2] = {0, 0}, pairs = size / 2;
    for (size_t i = 0; i < size; i++) high[i % 2] += b[i] == 0x06 || b[i] == 0x00 || b[i] == 0x20;
    if (high[1] * 10 >= pairs * 9 && high[0] * 2 < pairs) return "UTF-16LE";
    if (high[0] * 10 >= pairs * 9 && high[1] * 2 < pairs) return "UTF-16BE";
    return NULL;
}

/* The article decides: «ال» is C7 E1 in windows-1256 and C7 E4 in ISO 8859-6, where C7 E1 would be «اف». */
static const char *eight_bit_by_look(const unsigned char *b, size_t size)
{
    size_t windows = 0, iso = 0;
    for (size_t i = 1; i + 1 < size; i++) {
        if (b[i] != 0xC7 || b[i - 1] > 0x2F) continue;
        windows += b[i + 1] == 0xE1;
        iso += b[i + 1] == 0xE4;
    }
    return iso > windows ? "ISO-8859-6" : "windows-1256";
}

void charset_count(const char *bytes, size_t size, struct charset_counts *counts)
{
    memset(counts, 0, sizeof *counts);
    for (size_t i = 0; i < size;) {
        if ((unsigned char)bytes[i] < 0x80) {
            counts->zero += bytes[i] == '\0';
            i++;
            continue;
        }
        uint32_t cp;
        size_t n = utf8_decode(bytes + i, size - i, &cp);
        if (cp != 0xFFFD || (n == 3 && memcmp(bytes + i, "\xEF\xBF\xBD", 3) == 0)) counts->good++;
        else counts->bad++;
        i += n;
    }
}

const char *charset_by_look(const char *bytes, size_t size)
{
    if (size > LOOK_AT) size = LOOK_AT;
    struct charset_counts counts;
    charset_count(bytes, size, &counts);
    const char *wide = counts.zero || counts.bad ? utf16_by_look((const unsigned char *)bytes, size & ~(size_t)1) : NULL;
    if (wide) return wide;
    if (counts.bad <= counts.good) return "UTF-8"; /* a few torn characters: repaired */
    return eight_bit_by_look((const unsigned char *)bytes, size);
}
