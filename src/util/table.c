/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "util/table.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/error.h"
#include "util/memory.h"
#include "util/table_file.h"

struct column {
    const uint32_t *wide; /* width 4: pool offsets; else NULL */
    const uint16_t *middle;
    const uint8_t *narrow;
    const uint32_t *values;
};

struct table_section {
    const struct column *column;
    const uint32_t *keys; /* the first column */
    const uint32_t *index;
    const char *pool;
    const char *name;
    uint32_t rows, columns, slots;
};

struct table {
    void *map;
    size_t size;
    struct column *columns; /* of all sections */
    uint32_t section_count;
    struct table_section sections[];
};

static int damaged(struct nashra_detail *error, const char *path, const char *what)
{
    return error_set(error, NASHRA_E_DATA, path, 0, 0, "%s; install nashra's data again, or build it with `make`", what);
}

/* Maps the whole file. The pages are read at once: the checksum touches every one of them anyway. */
static int map_file(const char *path, void **map, size_t *size, struct nashra_detail *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(error, NASHRA_E_DATA, path, 0, 0, "cannot open the compiled lexicon: %s", strerror(errno));
    struct stat status;
    int result = 0;
    if (fstat(file, &status) != 0)
        result = error_set(error, NASHRA_E_DATA, path, 0, 0, "cannot read the compiled lexicon: %s", strerror(errno));
    else if (!S_ISREG(status.st_mode))
        result = damaged(error, path, "not a file that could be a compiled lexicon");
    else if ((uint64_t)status.st_size < sizeof(struct table_header) || (uint64_t)status.st_size > SIZE_MAX / 2)
        result = damaged(error, path, "too short for a compiled lexicon");
    if (result == 0) {
        *size = (size_t)status.st_size;
        *map = mmap(NULL, *size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
        if (*map == MAP_FAILED)
            result = error_set(error, NASHRA_E_DATA, path, 0, 0, "cannot map the compiled lexicon: %s", strerror(errno));
    }
    close(file);
    return result;
}

static const char *check_header(const struct table_header *header, size_t size)
{
    if (memcmp(header->magic, TABLE_MAGIC, sizeof header->magic) != 0) return "not a compiled lexicon";
    if (header->order != TABLE_ORDER) return "compiled lexicon of a machine with another byte order";
    if (header->version != TABLE_VERSION) return "compiled lexicon of another version of nashra";
    if (header->size != size) return "compiled lexicon is cut off, or has bytes too many";
    return NULL;
}

/* Whether count items of `item` bytes at `offset` lie inside [0, size), aligned for uint64_t. */
static int inside(uint64_t offset, uint64_t count, uint64_t item, uint64_t size)
{
    return offset % 8 == 0 && offset <= size && count <= (size - offset) / item;
}

/* The largest of n numbers of 1, 2 or 4 bytes: one pass instead of a test per cell. */
static uint32_t largest(const void *numbers, size_t n, uint32_t width)
{
    const uint8_t *narrow = numbers;
    const uint16_t *middle = numbers;
    const uint32_t *wide = numbers;
    uint32_t max = 0;
    if (width == 1)
        for (size_t i = 0; i < n; i++) max = narrow[i] > max ? narrow[i] : max;
    else if (width == 2)
        for (size_t i = 0; i < n; i++) max = middle[i] > max ? middle[i] : max;
    else
        for (size_t i = 0; i < n; i++) max = wide[i] > max ? wide[i] : max;
    return max;
}

/* Checks one column's cells and values, and sets its pointers. */
static int open_column(const struct table_column_head *head, size_t rows, const unsigned char *base, const struct table_header *header,
                       struct column *column)
{
    if (head->width != 1 && head->width != 2 && head->width != 4) return -1;
    if (!inside(head->cells, rows, head->width, header->size)) return -1;
    const void *cells = base + head->cells;
    uint32_t most = largest(cells, rows, head->width);
    if (head->width == 4) {
        column->wide = cells;
        return rows && most >= header->pool_size ? -1 : 0;
    }
    if (!inside(head->value_list, head->values, sizeof(uint32_t), header->size) || (rows && most >= head->values)) return -1;
    column->values = (const uint32_t *)(const void *)(base + head->value_list);
    if (largest(column->values, head->values, 4) >= header->pool_size) return -1;
    if (head->width == 1) column->narrow = cells;
    else column->middle = cells;
    return 0;
}

static int open_section(const struct table_section_head *head, const unsigned char *base, const struct table_header *header,
                        struct table_section *section, struct column *columns)
{
    if (head->rows > TABLE_MAX_ROWS || head->columns == 0 || head->name >= header->pool_size) return -1;
    if (!inside(head->column_heads, head->columns, sizeof(struct table_column_head), header->size)) return -1;
    if (!inside(head->index, head->slots, sizeof(uint32_t), header->size)) return -1;
    if (head->rows && head->slots == 0) return -1;
    const struct table_column_head *heads = (const struct table_column_head *)(const void *)(base + head->column_heads);
    if (heads[0].width != 4) return -1;
    for (uint32_t i = 0; i < head->columns; i++)
        if (open_column(&heads[i], head->rows, base, header, &columns[i]) != 0) return -1;
    const uint32_t *index = (const uint32_t *)(const void *)(base + head->index);
    uint32_t last = 0;
    for (size_t i = 0; i < head->slots; i++) last = (index[i] & 0xffffff) > last ? index[i] & 0xffffff : last;
    if (last > head->rows) return -1;
    *section = (struct table_section){
        .column = columns,
        .keys = columns[0].wide,
        .index = index,
        .pool = (const char *)base + header->pool,
        .name = (const char *)base + header->pool + head->name,
        .rows = head->rows,
        .columns = head->columns,
        .slots = head->slots,
    };
    return 0;
}

static uint64_t count_columns(const struct table_section_head *heads, uint32_t sections)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < sections; i++) count += heads[i].columns;
    return count;
}

int table_open(struct table **out, const char *path, struct nashra_detail *error)
{
    *out = NULL;
    void *map = NULL;
    size_t size = 0;
    int result = map_file(path, &map, &size, error);
    if (result < 0) return result;

    const unsigned char *base = map;
    const struct table_header *header = map;
    const char *what = check_header(header, size);
    if (!what && table_checksum(base + TABLE_SUMMED_FROM, size - TABLE_SUMMED_FROM) != header->checksum)
        what = "compiled lexicon is damaged (checksum)";
    if (!what && (!inside(header->pool, header->pool_size, 1, size) || header->pool_size == 0 ||
                  base[header->pool + header->pool_size - 1] != 0 ||
                  !inside(sizeof *header, header->sections, sizeof(struct table_section_head), size)))
        what = "compiled lexicon is damaged (header)";
    if (what) {
        munmap(map, size);
        return damaged(error, path, what);
    }

    const struct table_section_head *heads = (const struct table_section_head *)(const void *)(header + 1);
    uint64_t columns = count_columns(heads, header->sections);
    if (columns > size / sizeof(struct table_column_head)) {
        munmap(map, size);
        return damaged(error, path, "compiled lexicon is damaged (columns)");
    }
    struct table *table = memory_zalloc(1, sizeof *table + header->sections * sizeof table->sections[0]);
    struct column *column = memory_zalloc((size_t)columns, sizeof *column);
    if (!table || !column) {
        memory_free(table);
        memory_free(column);
        munmap(map, size);
        return error_set(error, NASHRA_E_MEMORY, path, 0, 0, "no memory for the compiled lexicon");
    }
    table->map = map;
    table->size = size;
    table->columns = column;
    table->section_count = header->sections;
    for (uint32_t i = 0; i < header->sections; i++) {
        if (open_section(&heads[i], base, header, &table->sections[i], column) != 0) {
            table_close(table);
            return damaged(error, path, "compiled lexicon is damaged (section)");
        }
        column += heads[i].columns;
    }
    *out = table;
    return 0;
}

void table_close(struct table *table)
{
    if (!table) return;
    munmap(table->map, table->size);
    memory_free(table->columns);
    memory_free(table);
}

const struct table_section *table_section(const struct table *table, const char *name)
{
    if (!table) return NULL;
    for (uint32_t i = 0; i < table->section_count; i++)
        if (strcmp(table->sections[i].name, name) == 0) return &table->sections[i];
    return NULL;
}

size_t section_rows(const struct table_section *section)
{
    return section ? section->rows : 0;
}

size_t section_columns(const struct table_section *section)
{
    return section ? section->columns : 0;
}

/* Whether the NUL-terminated `string` is key[0..size). */
static int is_key(const char *string, const char *key, size_t size)
{
    return !memchr(key, '\0', size) && strncmp(string, key, size) == 0 && string[size] == '\0';
}

uint64_t section_hash(const char *key, size_t size)
{
    return table_hash(key, size);
}

void section_prefetch(const struct table_section *section, uint64_t hash)
{
    if (section && section->slots) __builtin_prefetch(&section->index[table_slot(hash, section->slots)]);
}

size_t section_find(const struct table_section *section, const char *key, size_t size, size_t *row)
{
    return section_find_hashed(section, table_hash(key, size), key, size, row);
}

size_t section_find_hashed(const struct table_section *section, uint64_t hash, const char *key, size_t size, size_t *row)
{
    if (!section || section->rows == 0) return 0;
    uint32_t tag = table_tag(hash);
    size_t slot = table_slot(hash, section->slots);
    for (uint32_t tries = 0; tries < section->slots; tries++) {
        uint32_t entry = section->index[slot];
        uint32_t first = entry & 0xffffff;
        if (first == 0) return 0;
        if ((entry & 0xff000000) == tag) {
            const uint32_t *cell = &section->keys[first - 1];
            if (is_key(section->pool + *cell, key, size)) { /* rare: the tag of eight bits agrees */
                uint32_t end = first;
                while (end < section->rows && section->keys[end] == *cell) end++;
                *row = first - 1;
                return end - *row;
            }
        }
        if (++slot == section->slots) slot = 0;
    }
    return 0;
}

const char *section_field(const struct table_section *section, size_t row, size_t column)
{
    const struct column *c = &section->column[column];
    uint32_t offset = c->wide ? c->wide[row] : c->values[c->narrow ? c->narrow[row] : c->middle[row]];
    return section->pool + offset;
}
