/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_TEXT_H
#define NASHRA_INTAKE_TEXT_H

/* The input as valid UTF-8, whatever its charset was, with the way back to the original bytes. */

#include "document.h"

/* bytes[i] came from the original byte map[i] (map has size + 1 elements), or base + i when map is NULL. */
struct text {
    const char *bytes;
    size_t size;
    const uint32_t *map;
    uint32_t base;
};

static inline uint32_t text_source(const struct text *text, size_t i)
{
    return text->map ? text->map[i] : text->base + (uint32_t)i;
}

static inline struct span text_span(const struct text *text, size_t begin, size_t end)
{
    return (struct span){text_source(text, begin), text_source(text, end)};
}

/* Finds the charset (reading.charset, BOM, a declaration in HTML or XML, else by looking) and decodes doc->source into *text:
 * the source itself where it is sound UTF-8, else a copy in the document's arena. Bad bytes become U+FFFD and a note. Sets
 * doc->source_charset and doc->line_starts. NASHRA_E_ARGUMENT for an unknown charset name. */
int text_open(struct text *text, struct nashra_document *doc, struct nashra_detail *detail);

/* The same for bytes without a document (feeds): the charset's name, static or in `arena`. */
const char *text_charset(const char *bytes, size_t size, struct arena *arena);
int text_decode(struct text *text, const char *bytes, size_t size, const char *charset, struct arena *arena, size_t *bad,
                struct span *first_bad);

#endif
