/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* mktable OUT NAME.tsv...: compiles word tables into the one file that the library maps (src/util/table.h).
 *
 * A table is UTF-8, one row a line, fields apart by one TAB. Empty lines and lines that begin with # are comments, but one of
 * them, before the first row, names the columns: `#columns: surface marks kind`. A row whose key begins with # writes it as
 * \#. The key (the first field) is never empty; trailing fields may be left out. The same files give the same bytes. */

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/memory.h"
#include "util/table_file.h"

enum { MAX_COLUMNS = 32 };

/* --- messages ---------------------------------------------------------------------------------------------------- */

static void fail(const char *file, size_t line, size_t column, const char *format, ...) __attribute__((format(printf, 4, 5), noreturn));

/* The first error ends the build; what it may have left of OUT is removed by its owner, write_file(). */
static void fail(const char *file, size_t line, size_t column, const char *format, ...)
{
    if (line) fprintf(stderr, "%s:%zu:%zu: ", file, line, column);
    else fprintf(stderr, "%s: ", file);
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

static void *need(void *block)
{
    if (!block) fail("mktable", 0, 0, "memory is short");
    return block;
}

static void *grown(void *block, size_t *room, size_t count, size_t size)
{
    if (count < *room) return block;
    *room = *room ? *room * 2 : 1024;
    return need(memory_realloc(block, *room, size));
}

/* --- the pool: every string once --------------------------------------------------------------------------------- */

static struct {
    char *bytes;
    size_t size, room;
    uint32_t *slots; /* open addressing; 0: free, else offset */
    size_t slot_count, used;
} pool;

static void pool_rehash(void)
{
    size_t count = pool.slot_count ? pool.slot_count * 2 : 1 << 16;
    uint32_t *slots = need(memory_zalloc(count, sizeof *slots));
    for (size_t i = 0; i < pool.slot_count; i++) {
        if (!pool.slots[i]) continue;
        const char *string = pool.bytes + pool.slots[i];
        size_t slot = (size_t)table_hash(string, strlen(string)) & (count - 1);
        while (slots[slot]) slot = (slot + 1) & (count - 1);
        slots[slot] = pool.slots[i];
    }
    memory_free(pool.slots);
    pool.slots = slots;
    pool.slot_count = count;
}

/* The offset of string[0..size) in the pool, where it is put when it is new. */
static uint32_t pool_add(const char *string, size_t size)
{
    while (pool.room < pool.size + size + 2) {
        pool.room = pool.room ? pool.room * 2 : 1 << 20;
        pool.bytes = need(memory_realloc(pool.bytes, pool.room, 1));
    }
    if (pool.size == 0) pool.bytes[pool.size++] = '\0';
    if (size == 0) return 0;
    if (pool.used * 2 >= pool.slot_count) pool_rehash();
    size_t slot = (size_t)table_hash(string, size) & (pool.slot_count - 1);
    for (; pool.slots[slot]; slot = (slot + 1) & (pool.slot_count - 1)) {
        const char *have = pool.bytes + pool.slots[slot];
        if (strncmp(have, string, size) == 0 && have[size] == '\0') return pool.slots[slot];
    }
    if (pool.size + size >= UINT32_MAX) fail("mktable", 0, 0, "more than 4 GiB of strings");
    uint32_t offset = (uint32_t)pool.size;
    memcpy(pool.bytes + offset, string, size);
    pool.bytes[offset + size] = '\0';
    pool.size += size + 1;
    pool.slots[slot] = offset;
    pool.used++;
    return offset;
}

static const char *pooled(uint32_t offset)
{
    return pool.bytes + offset;
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

struct row {
    size_t line;
    uint32_t fields[MAX_COLUMNS];
};

struct table_in {
    const char *path;
    uint32_t name;
    size_t columns;
    struct row *rows;
    size_t count, room;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The section's name: NAME of DIR/NAME.tsv. */
static uint32_t name_of(const char *path)
{
    const char *name = base_name(path);
    size_t size = strlen(name);
    if (size < 5 || strcmp(name + size - 4, ".tsv") != 0) fail(path, 0, 0, "a table's file name ends in .tsv");
    return pool_add(name, size - 4);
}

static char *read_file(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    if (!in) fail(path, 0, 0, "cannot open: %s", strerror(errno));
    char *bytes = NULL;
    size_t room = 0, used = 0, got;
    do {
        bytes = grown(bytes, &room, used + 1, 1);
        got = fread(bytes + used, 1, room - used - 1, in);
        used += got;
    } while (got);
    if (ferror(in)) fail(path, 0, 0, "cannot read: %s", strerror(errno));
    fclose(in);
    bytes[used] = '\0';
    *size = used;
    return bytes;
}

/* Decodes the code point at text[0..size); *length bytes. -1: not UTF-8. */
static int32_t decode(const unsigned char *text, size_t size, size_t *length)
{
    static const unsigned char lead[] = {0, 0xc2, 0xe0, 0xf0, 0xf5}; /* first bytes of 2-, 3-, 4-byte sequences begin here */
    static const int32_t least[] = {0, 0x80, 0x800, 0x10000};
    *length = 1;
    if (text[0] < 0x80) return text[0];
    size_t more = text[0] < lead[1] ? 0 : text[0] < lead[2] ? 1 : text[0] < lead[3] ? 2 : text[0] < lead[4] ? 3 : 0;
    if (more == 0 || more >= size) return -1;
    int32_t cp = text[0] & (0x3f >> more);
    for (size_t i = 1; i <= more; i++) {
        if ((text[i] & 0xc0) != 0x80) return -1;
        cp = cp << 6 | (text[i] & 0x3f);
    }
    if (cp < least[more] || cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff)) return -1;
    *length = more + 1;
    return cp;
}

/* Canonical combining classes of Arabic marks (U+064B TANWIN FATH ... U+0670 DAGGER ALEF); 0: a starter. */
static int combining_class(int32_t cp)
{
    if (cp >= 0x064b && cp <= 0x0652) return (int)(cp - 0x064b) + 27;
    if (cp == 0x0653 || cp == 0x0654) return 230; /* MADDAH, HAMZA ABOVE */
    if (cp == 0x0655) return 220;                 /* HAMZA BELOW */
    return cp == 0x0670 ? 35 : 0;
}

/* Whether letter and following mark are one character in NFC: ا + U+0654 is أ. */
static bool composes(int32_t letter, int32_t sign)
{
    if (sign == 0x0653 || sign == 0x0655) return letter == 0x0627;
    return sign == 0x0654 && (letter == 0x0627 || letter == 0x0648 || letter == 0x064a || letter == 0x06c1 || letter == 0x06d2 ||
                              letter == 0x06d5);
}

/* Checks one line: UTF-8, no control characters but TAB, composed letters. Marks are put in canonical order (keyboards write
 * shadda before its vowel, NFC the other way round), so that equal words are equal bytes. */
static void check_line(const char *path, size_t number, char *line, size_t size)
{
    unsigned char *text = (unsigned char *)line;
    size_t column = 1, length, last_at = 0;
    int last_class = 0;
    int32_t starter = 0;
    for (size_t i = 0; i < size; i += length, column++) {
        int32_t cp = decode(text + i, size - i, &length);
        if (cp < 0) fail(path, number, column, "not UTF-8");
        if ((cp < 0x20 && cp != '\t') || cp == 0x7f)
            fail(path, number, column, cp == '\r' ? "carriage return: lines end with a line feed alone" : "control character U+%04X",
                 (unsigned)cp);
        if (cp == 0xfeff) fail(path, number, column, "byte order mark: leave it out");
        if (cp >= 0x300 && cp < 0x370) fail(path, number, column, "U+%04X: write letter and accent as one character (NFC)", (unsigned)cp);
        int class = combining_class(cp);
        if (class == 0) starter = cp;
        else if (composes(starter, cp)) fail(path, number, column, "letter and U+%04X: write them as one letter (NFC)", (unsigned)cp);
        if (class && last_class > class) { /* Arabic marks are two bytes each: swap with the one before, and look again */
            unsigned char swap[2] = {text[last_at], text[last_at + 1]};
            memcpy(text + last_at, text + i, 2);
            memcpy(text + i, swap, 2);
            check_line(path, number, line, size);
            return;
        }
        last_class = class;
        last_at = i;
    }
}

static size_t column_at(const char *line, const char *place)
{
    size_t column = 1;
    for (const char *p = line; p < place; p++) column += ((unsigned char)*p & 0xc0) != 0x80;
    return column;
}

/* `#columns: surface marks kind`, or with a blank after #. Returns how many are named, 0 for any other comment. */
static size_t columns_named(const char *path, size_t number, const char *line)
{
    const char *p = line + 1 + strspn(line + 1, " ");
    if (strncmp(p, "columns:", 8) != 0) return 0;
    size_t count = 0;
    p += 8;
    for (p += strspn(p, " \t"); *p; p += strspn(p, " \t")) {
        p += strcspn(p, " \t");
        count++;
    }
    if (count == 0) fail(path, number, 1, "no column is named");
    if (count > MAX_COLUMNS) fail(path, number, 1, "%zu columns: at most %d", count, MAX_COLUMNS);
    return count;
}

static void read_row(struct table_in *table, size_t number, const char *line)
{
    const char *path = table->path;
    if (table->columns == 0) fail(path, number, 1, "no `#columns: ...` line before the first row");
    table->rows = grown(table->rows, &table->room, table->count + 1, sizeof *table->rows);
    struct row *row = &table->rows[table->count++];
    *row = (struct row){.line = number};
    size_t column = 0;
    for (const char *p = line;; column++) {
        if (column == table->columns) fail(path, number, column_at(line, p), "more than %zu fields", table->columns);
        size_t size = strcspn(p, "\t");
        const char *field = p;
        if (column == 0 && p[0] == '\\' && p[1] == '#') field++;
        if (size && (p[0] == ' ' || p[size - 1] == ' ') && !(size == 1 && column > 0))
            fail(path, number, column_at(line, p), "space at the edge of a field");
        row->fields[column] = pool_add(field, size - (size_t)(field - p));
        p += size;
        if (*p == '\0') break;
        p++;
    }
    if (row->fields[0] == 0) fail(path, number, 1, "the first field is empty");
    if (table->count > TABLE_MAX_ROWS) fail(path, number, 1, "too many rows");
}

static int by_key(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    if (x->fields[0] != y->fields[0]) return strcmp(pooled(x->fields[0]), pooled(y->fields[0]));
    return x->line < y->line ? -1 : x->line > y->line;
}

static void check_twins(const struct table_in *table)
{
    for (size_t i = 0; i < table->count; i++)
        for (size_t j = i; j-- > 0 && table->rows[j].fields[0] == table->rows[i].fields[0];)
            if (memcmp(table->rows[i].fields, table->rows[j].fields, sizeof table->rows[i].fields) == 0)
                fail(table->path, table->rows[i].line, 1, "the same row as line %zu", table->rows[j].line);
}

static void read_table(struct table_in *table, const char *path)
{
    *table = (struct table_in){.path = path, .name = name_of(path)};
    size_t size, number = 0;
    char *bytes = read_file(path, &size);
    for (char *line = bytes, *end = bytes + size; line < end;) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        if (!stop) stop = end;
        check_line(path, ++number, line, (size_t)(stop - line)); /* finds any NUL: strings end at `stop` below */
        *stop = '\0';
        if (line[0] == '#') {
            size_t count = columns_named(path, number, line);
            if (count && table->columns) fail(path, number, 1, "the columns are named twice");
            if (count) table->columns = count;
        } else if (line[0]) {
            read_row(table, number, line);
        }
        line = stop + 1;
    }
    memory_free(bytes);
    if (table->columns == 0) fail(path, 0, 0, "no `#columns: ...` line");
    if (table->count) qsort(table->rows, table->count, sizeof *table->rows, by_key);
    check_twins(table);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

struct output {
    unsigned char *bytes;
    size_t size, room;
};

/* Adds bytes; every part begins at a multiple of 8. Returns its offset. */
static uint64_t append(struct output *out, const void *bytes, size_t size)
{
    size_t padded = (size + 7) / 8 * 8, at = out->size;
    while (out->room < at + padded) {
        out->room = out->room ? out->room * 2 : 1 << 20;
        out->bytes = need(memory_realloc(out->bytes, out->room, 1));
    }
    if (size) memcpy(out->bytes + at, bytes, size);
    memset(out->bytes + at + size, 0, padded - size);
    out->size += padded;
    return at;
}

static uint32_t *build_index(const struct table_in *table, uint32_t *slots)
{
    size_t keys = 0;
    for (size_t i = 0; i < table->count; i++) keys += i == 0 || table->rows[i].fields[0] != table->rows[i - 1].fields[0];
    *slots = keys ? (uint32_t)(keys + keys / 2 + 1) : 0;
    uint32_t *index = need(memory_zalloc(*slots, sizeof *index));
    for (size_t i = 0; i < table->count; i++) {
        if (i && table->rows[i].fields[0] == table->rows[i - 1].fields[0]) continue;
        const char *key = pooled(table->rows[i].fields[0]);
        uint64_t hash = table_hash(key, strlen(key));
        size_t slot = table_slot(hash, *slots);
        while (index[slot])
            if (++slot == *slots) slot = 0;
        index[slot] = table_tag(hash) | (uint32_t)(i + 1);
    }
    return index;
}

/* The different values of a column, in the order they come; a column of more than 65536 has none (count 0). */
struct values {
    uint32_t *list;
    size_t count, room;
    uint32_t *number; /* of a pool offset, + 1 */
};

static size_t value_number(struct values *values, uint32_t offset)
{
    if (values->number[offset]) return values->number[offset] - 1;
    values->list = grown(values->list, &values->room, values->count + 1, sizeof *values->list);
    values->list[values->count] = offset;
    values->number[offset] = (uint32_t)++values->count;
    return values->count - 1;
}

static void append_column(struct output *out, const struct table_in *table, size_t column, struct table_column_head *head)
{
    enum { MOST = 1 << 16 };
    struct values values = {.number = need(memory_zalloc(pool.size, sizeof *values.number))};
    for (size_t i = 0; i < table->count && column > 0 && values.count <= MOST; i++) value_number(&values, table->rows[i].fields[column]);
    bool listed = column > 0 && values.count <= MOST && values.count * 4 + table->count * 2 < table->count * 4;
    *head = (struct table_column_head){.width = !listed ? 4 : values.count <= 256 ? 1 : 2, .values = listed ? (uint32_t)values.count : 0};
    unsigned char *cells = need(memory_zalloc(table->count, head->width));
    for (size_t i = 0; i < table->count; i++) {
        uint32_t wide = table->rows[i].fields[column];
        uint16_t middle = listed ? (uint16_t)value_number(&values, wide) : 0;
        uint8_t narrow = (uint8_t)middle;
        memcpy(cells + i * head->width, head->width == 4 ? (void *)&wide : head->width == 2 ? (void *)&middle : (void *)&narrow, head->width);
    }
    head->cells = append(out, cells, table->count * head->width);
    head->value_list = append(out, values.list, head->values * sizeof *values.list);
    memory_free(cells);
    memory_free(values.list);
    memory_free(values.number);
}

static void append_section(struct output *out, const struct table_in *table, struct table_section_head *head)
{
    head->name = table->name;
    head->rows = (uint32_t)table->count;
    head->columns = (uint32_t)table->columns;
    struct table_column_head columns[MAX_COLUMNS];
    for (size_t c = 0; c < table->columns; c++) append_column(out, table, c, &columns[c]);
    head->column_heads = append(out, columns, table->columns * sizeof columns[0]);
    uint32_t *index = build_index(table, &head->slots);
    head->index = append(out, index, head->slots * sizeof *index);
    memory_free(index);
}

/* A temporary name beside OUT, then renamed: a build that is stopped leaves no half table. */
static void write_file(const char *path, const struct output *out)
{
    size_t room = strlen(path) + 5;
    char *temporary = need(memory_alloc(room));
    snprintf(temporary, room, "%s.tmp", path);
    FILE *file = fopen(temporary, "wb");
    if (!file) fail(temporary, 0, 0, "cannot open: %s", strerror(errno));
    bool ok = fwrite(out->bytes, 1, out->size, file) == out->size;
    ok = fclose(file) == 0 && ok;
    if (!ok || rename(temporary, path) != 0) {
        int why = errno;
        remove(temporary);
        fail(path, 0, 0, "cannot write: %s", strerror(why));
    }
    memory_free(temporary);
}

static int by_name(const void *a, const void *b)
{
    char *const *x = a, *const *y = b;
    return strcmp(base_name(*x), base_name(*y));
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: mktable OUT NAME.tsv...\n");
        return 2;
    }
    size_t count = (size_t)argc - 2;
    struct table_in *tables = need(memory_zalloc(count, sizeof *tables));
    qsort(argv + 2, count, sizeof *argv, by_name); /* the order of the arguments is no part of the result */
    for (size_t i = 0; i < count; i++) read_table(&tables[i], argv[i + 2]);
    for (size_t i = 1; i < count; i++)
        if (tables[i].name == tables[i - 1].name) fail(tables[i].path, 0, 0, "a second table of this name (%s)", tables[i - 1].path);

    struct output out = {0};
    struct table_header header = {.magic = TABLE_MAGIC, .version = TABLE_VERSION, .order = TABLE_ORDER, .sections = (uint32_t)count};
    struct table_section_head *heads = need(memory_zalloc(count, sizeof *heads));
    append(&out, &header, sizeof header);
    append(&out, heads, count * sizeof *heads);
    for (size_t i = 0; i < count; i++) append_section(&out, &tables[i], &heads[i]);
    header.pool = append(&out, pool.bytes, pool.size);
    header.pool_size = pool.size;
    header.size = out.size;
    memcpy(out.bytes + sizeof header, heads, count * sizeof *heads);
    memcpy(out.bytes, &header, sizeof header);
    header.checksum = table_checksum(out.bytes + TABLE_SUMMED_FROM, out.size - TABLE_SUMMED_FROM);
    memcpy(out.bytes, &header, sizeof header);
    write_file(argv[1], &out);

    for (size_t i = 0; i < count; i++) memory_free(tables[i].rows);
    memory_free(tables);
    memory_free(heads);
    memory_free(out.bytes);
    memory_free(pool.bytes);
    memory_free(pool.slots);
    return 0;
}
