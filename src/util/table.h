/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_UTIL_TABLE_H
#define NASHRA_UTIL_TABLE_H

/* The compiled lexicon: every lexicon/NAME.tsv is one section of one file, mapped read-only at start; nothing is parsed
 * and no look-up allocates. tools/mktable.c writes the file at build time, deterministically.
 *
 * A section has rows of string fields, sorted by their first field (the key), rows of equal key side by side in the order
 * of the TSV file. Strings are UTF-8, NFC, end with a NUL and live as long as the table. All functions are thread-safe
 * after table_open(). */

#include <stddef.h>
#include <stdint.h>

struct nashra_detail;
struct table;         /* one mapped file */
struct table_section; /* one TSV file in it; owned by the table */

/* Maps `path`, checks magic, version, byte order, size, checksum and every offset. 0, or NASHRA_E_DATA / NASHRA_E_INPUT
 * with *error filled; nothing of a damaged file is used. Close with table_close() (NULL is allowed). */
int table_open(struct table **out, const char *path, struct nashra_detail *error);
void table_close(struct table *table);

/* NULL when there is no such section. `name` is the TSV's name without ending: "nouns". */
const struct table_section *table_section(const struct table *table, const char *name);

size_t section_rows(const struct table_section *section);
size_t section_columns(const struct table_section *section);

/* Finds the rows whose first field equals key[0..size): returns how many, their first index in *row. 0: none.
 * A NULL section holds nothing. */
size_t section_find(const struct table_section *section, const char *key, size_t size, size_t *row);

/* The same for many sections: hash the key once, ask for the places that will be read, then find. Several sections' memory then
 * arrives at the same time. */
uint64_t section_hash(const char *key, size_t size);
void section_prefetch(const struct table_section *section, uint64_t hash);
size_t section_find_hashed(const struct table_section *section, uint64_t hash, const char *key, size_t size, size_t *row);

/* A field; an absent trailing field is "". row and column must be in range. */
const char *section_field(const struct table_section *section, size_t row, size_t column);

#endif
