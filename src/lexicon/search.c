/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "lexicon/search.h"

#include "lexicon/forms.h"
#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

enum column { SURFACE, MARKS, KIND, GENDER, SOURCE, CONFIDENCE };

void search_open(struct search *search, const struct table *table)
{
    static const struct {
        const char *name;
        bool curated, words;
    } order[SOURCE_COUNT] = {
        {"people", true, false}, {"places", true, false}, {"organisations", true, false}, {"gentilics", true, false},
        {"function_words", false, true}, {"words", false, true}, {"dictionary", false, true},
        {"names", false, false}, {"names_cc_by_sa", false, false}, {"names_odbl", false, false},
    };
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        const struct table_section *section = table_section(table, order[i].name);
        if (section_columns(section) <= CONFIDENCE) section = NULL; /* not one of ours */
        search->sources[i] = (struct source){section, order[i].name, order[i].curated, order[i].words};
    }
}

enum search_kind search_kind_of(const char *name)
{
    static const char *const names[] = {"word", "given", "family", "person", "place", "organisation", "gentilic"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0) return (enum search_kind)i;
    return KIND_NAME;
}

bool search_is_name(enum search_kind kind)
{
    return kind != KIND_WORD && kind != KIND_GENTILIC;
}

bool search_is_person(enum search_kind kind)
{
    return kind == KIND_GIVEN || kind == KIND_FAMILY || kind == KIND_PERSON;
}

size_t search_key(const uint32_t *letters, size_t n, char *key)
{
    size_t size = 0;
    for (size_t i = 0; i < n; i++) size += utf8_encode(letters[i], key + size);
    return size;
}

static uint8_t percent(const char *digits)
{
    unsigned value = 0;
    for (; *digits >= '0' && *digits <= '9' && value <= 100; digits++) value = value * 10 + (unsigned)(*digits - '0');
    return (uint8_t)(value > 100 ? 100 : value);
}

static size_t find_key(const struct search *search, const char *key, size_t size, uint8_t folded, struct found *out, size_t room)
{
    size_t count = 0;
    uint64_t hash = section_hash(key, size);
    for (size_t i = 0; i < SOURCE_COUNT; i++) section_prefetch(search->sources[i].section, hash);
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        const struct source *source = &search->sources[i];
        size_t row, rows = section_find_hashed(source->section, hash, key, size, &row);
        for (size_t r = 0; r < rows && count < room; r++) {
            const char *gender = section_field(source->section, row + r, GENDER);
            out[count++] = (struct found){
                .source = source,
                .marks = section_field(source->section, row + r, MARKS),
                .kind = search_kind_of(section_field(source->section, row + r, KIND)),
                .gender = *gender == 'm' ? GENDER_MASCULINE : *gender == 'f' ? GENDER_FEMININE : GENDER_UNKNOWN,
                .confidence = percent(section_field(source->section, row + r, CONFIDENCE)),
                .folded = folded,
            };
        }
    }
    return count;
}

/* What writers put for one another at the beginning and at the end of a word; 0 ends a list. */
static const uint32_t *first_variants(uint32_t letter)
{
    static const uint32_t bare[] = {0x0623, 0x0625, 0x0622, 0}, seated[] = {0x0627, 0x0625, 0x0623, 0x0622, 0}, none[] = {0};
    return letter == 0x0627 ? bare : arabic_alef(letter) ? seated : none;
}

static uint32_t last_variant(uint32_t letter)
{
    switch (letter) {
    case 0x0649: return 0x064A; /* ى ي */
    case 0x064A: return 0x0649;
    case 0x0629: return 0x0647; /* ة ه */
    case 0x0647: return 0x0629;
    default: return 0;
    }
}

enum { FIRST_FOLDED = 6, LAST_FOLDED = 12 };

size_t search_find(const struct search *search, const uint32_t *letters, size_t n, struct found *out, size_t room)
{
    char key[FORM_LETTERS * 4];
    if (n == 0 || n > FORM_LETTERS) return 0;
    size_t count = find_key(search, key, search_key(letters, n, key), 0, out, room);
    if (count || n < 3) return count;

    uint32_t folded[FORM_LETTERS];
    memcpy(folded, letters, n * sizeof *letters);
    /* the article keeps the alef away from the beginning: الاردن; and اليد is not أليد without its hamza */
    size_t first = n > 3 && letters[0] == 0x0627 && letters[1] == 0x0644 ? 2 : 0;
    uint32_t end = last_variant(letters[n - 1]);
    for (const uint32_t *v = first_variants(letters[first]); *v; v++) {
        folded[first] = *v;
        count = find_key(search, key, search_key(folded, n, key), FIRST_FOLDED, out, room);
        if (count) return count;
    }
    if (!end) return 0;
    folded[n - 1] = end;
    folded[first] = letters[first];
    count = find_key(search, key, search_key(folded, n, key), LAST_FOLDED, out, room);
    for (const uint32_t *v = first_variants(letters[first]); *v && !count; v++) {
        folded[first] = *v;
        count = find_key(search, key, search_key(folded, n, key), FIRST_FOLDED + LAST_FOLDED, out, room);
    }
    return count;
}
