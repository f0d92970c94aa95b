/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_SEARCH_H
#define NASHRA_LEXICON_SEARCH_H

/* Looking one spelling up in the built-in tables. Exact spelling first; then the spellings that writers mix (أ إ آ ا at the
 * beginning, ى ي and ة ه at the end). Nothing allocates. */

#include "document.h"
#include "util/table.h"

enum search_kind { KIND_WORD, KIND_GIVEN, KIND_FAMILY, KIND_PERSON, KIND_PLACE, KIND_ORGANISATION, KIND_GENTILIC, KIND_NAME };

/* One table, in the order they are asked. */
struct source {
    const struct table_section *section;
    const char *name;
    bool curated; /* ours: its rows of confidence 95 and more are imposed */
    bool words;   /* common words, no names */
};

enum { SOURCE_COUNT = 10 };

struct search {
    struct source sources[SOURCE_COUNT];
};

struct found {
    const struct source *source;
    const char *marks;       /* the reading, in the table */
    enum search_kind kind;
    enum gender gender;
    uint8_t confidence;      /* what the row says */
    uint8_t folded;          /* 0 exact; else how much less sure it is */
};

void search_open(struct search *search, const struct table *table);

/* Up to `room` readings of letters[0..n), those of earlier sources first. An exact match anywhere keeps folded ones out. */
size_t search_find(const struct search *search, const uint32_t *letters, size_t n, struct found *out, size_t room);

/* "place" -> KIND_PLACE; what is not known is a name. */
enum search_kind search_kind_of(const char *name);
bool search_is_name(enum search_kind kind);
bool search_is_person(enum search_kind kind); /* given, family or whole name */

/* Encodes letters as UTF-8 into key (4 bytes a letter at most), returns its size. */
size_t search_key(const uint32_t *letters, size_t n, char *key);

#endif
