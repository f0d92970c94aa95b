/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * lexicon TABLE: the time to open it, look-ups of the tables' own surfaces and of words that are not there, and whole words with
 * clitics taken off. */
#include "lexicon/names.h"
#include "lexicon/search.h"
#include "util/memory.h"
#include "util/table.h"
#include "util/utf8.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { RUNS = 5, MOST = 200000 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct key {
    const char *text;
    size_t size;
    uint32_t letters[FORM_LETTERS];
    size_t length;
};

static struct key keys[MOST];
static size_t key_count;

/* Surfaces of all name tables, in an order that jumps about, as text does. */
static void collect(const struct table *table)
{
    static const char *const sections[] = {"people", "places", "organisations", "gentilics", "words", "names", "names_odbl"};
    for (size_t s = 0; s < sizeof sections / sizeof sections[0]; s++) {
        const struct table_section *section = table_section(table, sections[s]);
        for (size_t row = 0; row < section_rows(section) && key_count < MOST; row++) {
            struct key *key = &keys[key_count++];
            key->text = section_field(section, row, 0);
            key->size = strlen(key->text);
            key->length = utf8_to_codepoints(key->text, key->size, key->letters, FORM_LETTERS);
        }
    }
    for (size_t i = 0, j = 7919; i < key_count; i++, j = (j + 7919) % key_count) {
        struct key swap = keys[i];
        keys[i] = keys[j];
        keys[j] = swap;
    }
}

static double best(double (*run)(const void *), const void *with)
{
    double least = 1e9;
    for (int i = 0; i < RUNS; i++) {
        double start = now();
        double rest = run(with);
        double took = now() - start - rest;
        if (took < least) least = took;
    }
    return least;
}

static double open_once(const void *path)
{
    struct table *table;
    double start = now(), closing;
    if (table_open(&table, path, NULL) < 0) return 0;
    (void)start;
    closing = now();
    table_close(table);
    return now() - closing;
}

static size_t hits;

static double find_exact(const void *search)
{
    struct found found[4];
    for (size_t i = 0; i < key_count; i++) hits += search_find(search, keys[i].letters, keys[i].length > FORM_LETTERS ? 1 : keys[i].length, found, 4);
    return 0;
}

static double find_row(const void *section)
{
    size_t row;
    for (size_t i = 0; i < key_count; i++) hits += section_find(section, keys[i].text, keys[i].size, &row);
    return 0;
}

static double find_words(const void *search)
{
    struct names_result result;
    for (size_t i = 0; i < key_count; i += 4) {
        struct word word = {.letters = keys[i].letters, .length = (uint16_t)(keys[i].length > FORM_LETTERS ? 1 : keys[i].length)};
        names_find(search, &word, false, false, &result);
        hits += result.known;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct table *table;
    struct nashra_detail why;
    if (argc != 2) return 2;
    if (table_open(&table, argv[1], &why) < 0) return fprintf(stderr, "%s: %s\n", why.file, why.message), 1;
    struct search search;
    search_open(&search, table);
    collect(table);
    double n = (double)key_count;
    printf("lexicon: open %.2f ms\n", best(open_once, argv[1]) * 1e3);
    printf("lexicon: %.1f million look-ups a second in one table\n", n / best(find_row, table_section(table, "names")) / 1e6);
    printf("lexicon: %.1f million look-ups a second over all tables\n", n / best(find_exact, &search) / 1e6);
    printf("lexicon: %.2f million whole words a second, clitics and endings taken off\n", n / 4 / best(find_words, &search) / 1e6);
    table_close(table);
    return hits == 0;
}
