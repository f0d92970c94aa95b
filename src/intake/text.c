/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/text.h"

#include "intake/charset.h"
#include "util/error.h"
#include "util/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

enum { UNITS = 4096 };

/* A decoded copy that grows in the arena: UTF-8 and, for each of its bytes, where it came from. */
struct copy {
    struct arena *arena;
    char *bytes;
    uint32_t *map;
    size_t size, bytes_room, map_room, bad;
    struct span first_bad;
};

static int copy_reserve(struct copy *copy, size_t need)
{
    if (arena_reserve(copy->arena, &copy->bytes, &copy->bytes_room, copy->size, need, 1)) return NASHRA_E_MEMORY;
    if (arena_reserve(copy->arena, &copy->map, &copy->map_room, copy->size, need, sizeof *copy->map)) return NASHRA_E_MEMORY;
    return 0;
}

static int copy_char(struct copy *copy, uint32_t cp, uint32_t begin, uint32_t end)
{
    if (copy->size + 5 > copy->map_room || copy->size + 5 > copy->bytes_room)
        if (copy_reserve(copy, copy->size + 5) < 0) return NASHRA_E_MEMORY;
    size_t n = utf8_encode(cp, copy->bytes + copy->size);
    for (size_t i = 0; i < n; i++) copy->map[copy->size + i] = begin;
    copy->size += n;
    copy->map[copy->size] = end;
    if (cp == 0xFFFD && copy->bad++ == 0) copy->first_bad = (struct span){begin, end};
    return 0;
}

/* UTF-8 with bad bytes: each becomes U+FFFD. */
static int repair(struct copy *copy, const char *bytes, size_t size, uint32_t base)
{
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        size_t n = utf8_decode(bytes + i, size - i, &cp);
        if (copy_char(copy, cp, base + (uint32_t)i, base + (uint32_t)(i + n)) < 0) return NASHRA_E_MEMORY;
        i += n;
    }
    return 0;
}

/* A decoded run of UTF-16 with ICU's offsets. A character reaches to where the next one begins; `held` is the one whose end is
 * not known yet. */
struct held {
    uint32_t cp, begin;
    bool any;
};

static int take_units(struct copy *copy, struct held *held, const UChar *units, const int32_t *offsets, size_t count,
                      uint32_t base)
{
    for (size_t i = 0; i < count; i++) {
        if (U16_IS_TRAIL(units[i]) && held->any && U16_IS_LEAD(held->cp)) {
            held->cp = (uint32_t)U16_GET_SUPPLEMENTARY(held->cp, units[i]);
            continue;
        }
        uint32_t begin = offsets[i] < 0 ? held->begin : base + (uint32_t)offsets[i];
        if (held->any && copy_char(copy, held->cp, held->begin, begin) < 0) return NASHRA_E_MEMORY;
        *held = (struct held){units[i], begin, true};
    }
    return 0;
}

static int convert(struct copy *copy, const char *bytes, size_t size, UConverter *converter, uint32_t base)
{
    const char *at = bytes, *end = bytes + size;
    struct held held = {0, 0, false};
    UErrorCode status;
    do {
        UChar units[UNITS], *out = units;
        int32_t offsets[UNITS];
        uint32_t begin = base + (uint32_t)(at - bytes);
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &out, units + UNITS, &at, end, offsets, true, &status);
        if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return NASHRA_E_INPUT;
        if (take_units(copy, &held, units, offsets, (size_t)(out - units), begin) < 0) return NASHRA_E_MEMORY;
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (!held.any) return 0;
    return copy_char(copy, held.cp, held.begin, base + (uint32_t)size);
}

static bool is_utf8(const char *charset)
{
    return strcasecmp(charset, "UTF-8") == 0 || strcasecmp(charset, "UTF8") == 0;
}

int text_decode(struct text *text, const char *bytes, size_t size, const char *charset, struct arena *arena, size_t *bad,
                struct span *first_bad)
{
    size_t bom;
    const char *marked = charset_bom((const unsigned char *)bytes, size, &bom);
    if (!marked || strncasecmp(marked, charset, 5) != 0) bom = 0; /* "UTF-1" covers UTF-16, UTF-16LE, UTF-16BE */
    *text = (struct text){bytes + bom, size - bom, NULL, (uint32_t)bom};
    *bad = 0;
    struct copy copy = {.arena = arena};
    if (is_utf8(charset)) {
        struct charset_counts counts;
        charset_count(text->bytes, text->size, &counts);
        if (counts.bad == 0) return 0;
        if (copy_reserve(&copy, text->size + 8) < 0 || repair(&copy, text->bytes, text->size, text->base) < 0)
            return NASHRA_E_MEMORY;
    } else {
        UErrorCode status = U_ZERO_ERROR;
        UConverter *converter = ucnv_open(charset, &status);
        if (U_FAILURE(status)) return status == U_MEMORY_ALLOCATION_ERROR ? NASHRA_E_MEMORY : NASHRA_E_ARGUMENT;
        int result = copy_reserve(&copy, text->size * 2 + 8);
        if (result == 0) result = convert(&copy, text->bytes, text->size, converter, text->base);
        ucnv_close(converter);
        if (result < 0) return result;
    }
    if (copy.size == 0) copy.map[0] = text->base;
    *bad = copy.bad;
    *first_bad = copy.first_bad;
    *text = (struct text){copy.bytes, copy.size, copy.map, 0};
    return 0;
}

const char *text_charset(const char *bytes, size_t size, struct arena *arena)
{
    size_t bom;
    const char *name = charset_bom((const unsigned char *)bytes, size, &bom);
    if (name) return name;
    char declared[64];
    if (!charset_declared(bytes, size, declared, sizeof declared)) return charset_by_look(bytes, size);
    /* Pages say windows-1256 and are UTF-8: Arabic in an eight-bit charset is hardly ever sound UTF-8, so the bytes win. A
     * declaration in readable ASCII cannot be UTF-16 either. */
    struct charset_counts counts;
    charset_count(bytes, size, &counts);
    if ((counts.bad == 0 && counts.zero == 0) || strncasecmp(declared, "UTF-16", 6) == 0) return "UTF-8";
    if (is_utf8(declared)) return charset_by_look(bytes, size);
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(declared, &status);
    if (U_FAILURE(status)) return charset_by_look(bytes, size);
    ucnv_close(converter);
    const char *copy = arena_strndup(arena, declared, strlen(declared));
    return copy ? copy : "UTF-8";
}

/* Lines of the original: after \n, \r\n or a lone \r. */
static int find_lines(struct nashra_document *doc, const struct text *text)
{
    if (document_add_line(doc, 0) < 0) return NASHRA_E_MEMORY;
    for (size_t i = 0; i < text->size; i++) {
        char c = text->bytes[i];
        bool ends = c == '\n' || (c == '\r' && (i + 1 == text->size || text->bytes[i + 1] != '\n'));
        if (ends && i + 1 < text->size && document_add_line(doc, text_source(text, i + 1)) < 0) return NASHRA_E_MEMORY;
    }
    return 0;
}

int text_open(struct text *text, struct nashra_document *doc, struct nashra_detail *detail)
{
    const char *charset = doc->reading.charset ? doc->reading.charset : text_charset(doc->source, doc->source_size, doc->arena);
    size_t bad;
    struct span first_bad = {0, 0};
    int result = text_decode(text, doc->source, doc->source_size, charset, doc->arena, &bad, &first_bad);
    if (result == NASHRA_E_ARGUMENT)
        return error_set(detail, result, doc->reading.name ? doc->reading.name : "-", 0, 0, "no charset named '%s'", charset);
    if (result < 0) return result;
    doc->source_charset = charset;
    if (find_lines(doc, text) < 0) return NASHRA_E_MEMORY;
    if (bad == 0) return 0;
    char message[96];
    snprintf(message, sizeof message, "%zu unreadable %s %s, skipped when spoken", bad, charset,
             bad == 1 ? "character" : "characters");
    return document_add_note(doc, NASHRA_NOTE_BYTES, first_bad, "\xEF\xBF\xBD", message, NULL);
}
