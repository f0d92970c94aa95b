/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_UTIL_TABLE_FILE_H
#define NASHRA_UTIL_TABLE_FILE_H

/* The compiled lexicon's layout, shared by tools/mktable.c (writes) and table.c (maps). Everything is in the byte order of
 * the machine that built it; offsets count from the start of the file.
 *
 *     header | section heads, sorted by name | per section: columns with their cells and values, index | pool
 *
 * The pool holds every string once, each with its NUL; offset 0 is "". Equal strings have equal offsets, so rows of one key
 * are recognized by comparing two numbers. Rows are sorted by key and stored column by column: pool offsets of 4 bytes or, where
 * a column has few different values (kind, gender, source), numbers of 1 or 2 bytes into its list of values. index: an open-addressed
 * hash of the distinct keys; a slot is 0 (free) or a tag of 8 hash bits over the number of the key's first row + 1. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define TABLE_MAGIC "nashra\x1a\n"
enum { TABLE_VERSION = 2, TABLE_ORDER = 0x01020304, TABLE_MAX_ROWS = 0xfffffe };

struct table_header {
    char magic[8];
    uint32_t version;
    uint32_t order;
    uint64_t size;     /* of the whole file */
    uint64_t checksum; /* of everything after this field */
    uint64_t pool;     /* offset and size of the pool; its last byte is a NUL */
    uint64_t pool_size;
    uint32_t sections;
    uint32_t reserved;
};

struct table_section_head {
    uint32_t name; /* in the pool */
    uint32_t rows;
    uint32_t columns;
    uint32_t slots;
    uint64_t column_heads; /* struct table_column_head for each column */
    uint64_t index;        /* slots uint32_t */
};

struct table_column_head {
    uint32_t width;  /* of a cell: 1, 2 (number of a value) or 4 (pool offset) */
    uint32_t values; /* how many values; 0 for width 4 */
    uint64_t cells;
    uint64_t value_list; /* values uint32_t, pool offsets */
};

enum { TABLE_SUMMED_FROM = offsetof(struct table_header, checksum) + sizeof(uint64_t) };

static inline uint64_t table_mix(uint64_t h)
{
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

/* Of a key. Eight bytes a step: keys are names of some 5 to 40 bytes. */
static inline uint64_t table_hash(const char *key, size_t size)
{
    uint64_t h = size * 0xff51afd7ed558ccdu + 1, part;
    while (size >= 8) {
        memcpy(&part, key, 8);
        h = table_mix(h ^ part);
        key += 8;
        size -= 8;
    }
    part = 0;
    for (size_t i = 0; i < size; i++) part |= (uint64_t)(unsigned char)key[i] << 8 * i;
    return table_mix(table_mix(h ^ part));
}

/* Where a key's search starts, and its tag: from different bits of the hash. */
static inline size_t table_slot(uint64_t hash, uint32_t slots)
{
    return (size_t)((hash & 0xffffffffu) * slots >> 32);
}

static inline uint32_t table_tag(uint64_t hash)
{
    return (uint32_t)(hash >> 56) << 24;
}

/* Four independent lanes keep the multiplier busy: about 8 GB/s, a millisecond for the whole lexicon. */
static inline uint64_t table_checksum(const unsigned char *data, size_t size)
{
    uint64_t lane[4] = {1, 2, 3, 4}, part[4];
    size_t whole = size;
    for (; size >= 32; data += 32, size -= 32) {
        memcpy(part, data, 32);
        for (int i = 0; i < 4; i++) {
            lane[i] = (lane[i] ^ part[i]) * 0x9e3779b97f4a7c15u;
            lane[i] = lane[i] << 31 | lane[i] >> 33;
        }
    }
    memset(part, 0, sizeof part);
    memcpy(part, data, size);
    uint64_t sum = whole;
    for (int i = 0; i < 4; i++) sum = table_mix(sum ^ table_mix(lane[i] ^ part[i]));
    return sum;
}

#endif
