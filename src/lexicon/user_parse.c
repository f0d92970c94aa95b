/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* A user's list from its text. Everything is checked here, so that look-up need not doubt. */
#include "lexicon/user.h"

#include "util/arabic.h"
#include "util/buffer.h"
#include "util/error.h"
#include "util/utf8.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_BYTES = 64 << 20, LONGEST_SURFACE = 200, LONGEST_VALUE = 1000 };

/* Columns count characters from 1. */
static size_t column_of(const char *line, const char *place)
{
    size_t column = 1;
    for (const char *p = line; p < place; p++) column += ((unsigned char)*p & 0xc0) != 0x80;
    return column;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static void trim(const char **text, size_t *size)
{
    while (*size && blank((*text)[*size - 1])) --*size;
    while (*size && blank(**text)) ++*text, --*size;
}

/* The bare letters of text: no marks, no tatweel, one space between words, no-break spaces as spaces. */
static int bare_letters(struct buffer *out, const char *text, size_t size)
{
    bool space = false;
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        i += utf8_decode(text + i, size - i, &cp);
        if (cp == ' ' || cp == 0x00A0) { /* U+00A0 NO-BREAK SPACE */
            space = out->size > 0;
            continue;
        }
        if (arabic_mark(cp) || cp == 0x0640 || cp == 0x200C || cp == 0x200E || cp == 0x200F) continue; /* tatweel, ZWNJ, LRM, RLM */
        if (space) buffer_char(out, ' ');
        space = false;
        buffer_codepoint(out, cp);
    }
    return out->failed ? NASHRA_E_MEMORY : 0;
}

/* What an entry's foreign letters stand for in the surface: پ ب, ڤ ف, چ ج, گ ك or غ or ج. */
static bool stands_for(uint32_t letter, uint32_t surface)
{
    switch (letter) {
    case 0x067E: return surface == 0x0628;
    case 0x06A4: return surface == 0x0641;
    case 0x0686: return surface == 0x062C;
    case 0x06AF: return surface == 0x0643 || surface == 0x063A || surface == 0x062C || surface == 0x0642;
    default: return arabic_fold(letter) == arabic_fold(surface);
    }
}

static bool same_words(const char *bare, const char *surface)
{
    size_t n = strlen(bare), m = strlen(surface), i = 0, j = 0;
    while (i < n && j < m) {
        uint32_t a, b;
        i += utf8_decode(bare + i, n - i, &a);
        j += utf8_decode(surface + j, m - j, &b);
        if (!stands_for(a, b)) return false;
    }
    return i == n && j == m;
}

static bool has_marks(const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        i += utf8_decode(text + i, size - i, &cp);
        if (arabic_mark(cp)) return true;
    }
    return false;
}

struct complaint {
    const char *path;
    size_t line;
    struct nashra_detail *detail;
};

static int wrong(const struct complaint *c, size_t column, const char *what)
{
    return error_set(c->detail, NASHRA_E_INPUT, c->path, c->line, column, "%s", what);
}

/* [[...]]: printable ASCII, as eSpeak NG writes phonemes. */
static int check_phonemes(const struct complaint *c, size_t column, const char *text, size_t size)
{
    if (size == 0) return wrong(c, column, "no phonemes between [[ and ]]");
    for (size_t i = 0; i < size; i++)
        if (text[i] < 0x20 || text[i] > 0x7e) return wrong(c, column + 2 + column_of(text, text + i) - 1, "phonemes are ASCII: see `espeak-ng -x`");
    return 0;
}

/* {en} or {en-GB}, then perhaps words. Returns the bytes up to and with }, or 0. */
static size_t language_tag(const char *value, size_t size, char *language)
{
    size_t i = 1;
    for (; i < size && value[i] != '}'; i++) {
        char ch = value[i];
        bool good = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch == '-' && i > 2);
        if (!good || i > 6) return 0;
        language[i - 1] = ch;
    }
    language[i - 1] = '\0';
    return i < size && i > 2 ? i + 1 : 0;
}

/* Sorts a value into one of the five kinds; *text, *size: what is kept of it. */
static int classify(const struct complaint *c, struct user_entry *entry, size_t column, const char **text, size_t *size)
{
    const char *v = *text;
    size_t n = *size;
    if (n >= 2 && v[0] == '[' && v[1] == '[') {
        if (n < 4 || v[n - 1] != ']' || v[n - 2] != ']') return wrong(c, column, "[[ without ]] at the end");
        entry->kind = USER_PHONEMES;
        *text = v + 2, *size = n - 4;
        trim(text, size);
        return check_phonemes(c, column, *text, *size);
    }
    if (n > 2 && v[0] == '/' && v[n - 1] == '/') {
        entry->kind = USER_IPA;
        *text = v + 1, *size = n - 2;
        return 0;
    }
    if (v[0] == '"') {
        if (n < 2 || v[n - 1] != '"') return wrong(c, column, "\" without a second one at the end");
        entry->kind = USER_LETTERS;
        *text = v + 1, *size = n - 2;
        return 0;
    }
    if (v[0] == '{') {
        size_t tag = language_tag(v, n, entry->language);
        if (tag == 0) return wrong(c, column, "a language is written {en}");
        entry->kind = USER_LANGUAGE;
        *text = v + tag, *size = n - tag;
        trim(text, size);
        return 0;
    }
    struct buffer bare = BUFFER_EMPTY;
    if (bare_letters(&bare, v, n) < 0) return buffer_free(&bare), NASHRA_E_MEMORY;
    bool same = bare.size > 0 && same_words(bare.data, entry->surface);
    buffer_free(&bare);
    if (same && !has_marks(v, n)) return wrong(c, column, "the word itself, without marks: nothing would change");
    entry->kind = same ? USER_MARKS : USER_WORDS;
    return 0;
}

static int bad_bytes(const struct complaint *c, size_t column, const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        size_t length = utf8_decode(text + i, size - i, &cp);
        if (cp == 0xFFFD && !(length == 3 && (unsigned char)text[i] == 0xEF)) return wrong(c, column + column_of(text, text + i) - 1, "not UTF-8");
        if (cp < 0x20 || cp == 0x7f) return wrong(c, column + column_of(text, text + i) - 1, "control character");
        i += length;
    }
    return 0;
}

int user_add(struct user_list *list, const char *path, size_t line, const char *surface, size_t surface_size, size_t value_column,
             const char *value, size_t value_size, struct nashra_detail *detail)
{
    struct complaint c = {path, line, detail};
    size_t column = 1;
    while (surface_size && blank(*surface)) surface++, surface_size--, column++;
    trim(&surface, &surface_size);
    while (value_size && blank(*value)) value++, value_size--, value_column++;
    trim(&value, &value_size);
    if (surface_size == 0) return wrong(&c, column, "no word before the TAB");
    if (value_size == 0) return wrong(&c, value_column, "nothing after the TAB: how is the word to be said?");
    if (surface_size > LONGEST_SURFACE) return wrong(&c, column, "longer than 200 bytes");
    if (value_size > LONGEST_VALUE) return wrong(&c, value_column, "longer than 1000 bytes");
    int result = bad_bytes(&c, column, surface, surface_size);
    if (result == 0) result = bad_bytes(&c, value_column, value, value_size);
    if (result < 0) return result;

    if (!list->arena && !(list->arena = arena_new())) return NASHRA_E_MEMORY;
    struct buffer bare = BUFFER_EMPTY;
    if (bare_letters(&bare, surface, surface_size) < 0) return buffer_free(&bare), NASHRA_E_MEMORY;
    struct user_entry entry = {.line = line, .column = column};
    size_t words = bare.size > 0;
    for (size_t i = 0; i < bare.size; i++) words += bare.data[i] == ' ';
    if (words == 0 || words > PHRASE_WORDS) result = wrong(&c, column, words ? "more than six words" : "no letters before the TAB");
    if (result == 0 && !(entry.surface = arena_strndup(list->arena, bare.data, bare.size))) result = NASHRA_E_MEMORY;
    buffer_free(&bare);
    if (result == 0) result = classify(&c, &entry, value_column, &value, &value_size);
    if (result == 0 && !(entry.value = arena_strndup(list->arena, value, value_size))) result = NASHRA_E_MEMORY;
    if (result == 0) result = arena_reserve(list->arena, &list->entries, &list->capacity, list->count, list->count + 1, sizeof entry);
    if (result < 0) return result == -1 ? NASHRA_E_MEMORY : result;
    list->entries[list->count++] = entry;
    return 0;
}

int user_parse_line(struct user_list *list, const char *path, size_t number, const char *line, size_t size, struct nashra_detail *detail)
{
    struct complaint c = {path, number, detail};
    if (size && line[size - 1] == '\r') size--;
    size_t first = 0;
    while (first < size && blank(line[first])) first++;
    if (first == size || line[first] == '#') return 0;
    const char *tab = memchr(line, '\t', size);
    if (!tab) return wrong(&c, column_of(line, line + size), "no TAB: a line is a word, a TAB, and how to say it");
    const char *value = tab + 1;
    size_t value_size = size - (size_t)(value - line);
    const char *more = memchr(value, '\t', value_size);
    if (more) value_size = (size_t)(more - value); /* what follows a second TAB is the editor's own remark */
    return user_add(list, path, number, line, (size_t)(tab - line), column_of(line, value), value, value_size, detail);
}

int user_parse(struct user_list *list, const char *path, const char *text, size_t size, struct nashra_detail *detail)
{
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3, size -= 3;
    size_t first = 0;
    while (first < size && (blank(text[first]) || text[first] == '\n')) first++;
    if (first < size && text[first] == '<') return pls_parse(list, path, text, size, detail);
    size_t number = 0;
    for (size_t i = 0; i < size;) {
        const char *stop = memchr(text + i, '\n', size - i);
        size_t length = stop ? (size_t)(stop - (text + i)) : size - i;
        int result = user_parse_line(list, path, ++number, text + i, length, detail);
        if (result < 0) return result;
        i += length + 1;
    }
    return 0;
}

void user_free(struct user_list *list)
{
    arena_free(list->arena);
    *list = (struct user_list){0};
}

int user_write_value(struct buffer *out, const struct user_entry *entry)
{
    switch (entry->kind) {
    case USER_MARKS:
    case USER_WORDS: buffer_text(out, entry->value); break;
    case USER_PHONEMES: buffer_format(out, "[[%s]]", entry->value); break;
    case USER_IPA: buffer_format(out, "/%s/", entry->value); break;
    case USER_LETTERS: buffer_format(out, "\"%s\"", entry->value); break;
    case USER_LANGUAGE: buffer_format(out, *entry->value ? "{%s} %s" : "{%s}", entry->language, entry->value); break;
    }
    return out->failed ? NASHRA_E_MEMORY : 0;
}

int user_read_file(const char *path, char **text, size_t *size, struct nashra_detail *detail)
{
    *text = NULL;
    FILE *file = fopen(path, "rb");
    if (!file) return error_set(detail, NASHRA_E_INPUT, path, 0, 0, "cannot open: %s", strerror(errno));
    struct buffer all = BUFFER_EMPTY;
    char block[16384];
    size_t got;
    while (!all.failed && all.size <= MOST_BYTES && (got = fread(block, 1, sizeof block, file)) > 0) buffer_append(&all, block, got);
    int result = 0;
    if (ferror(file)) result = error_set(detail, NASHRA_E_INPUT, path, 0, 0, "cannot read: %s", strerror(errno));
    else if (all.size > MOST_BYTES) result = error_set(detail, NASHRA_E_INPUT, path, 0, 0, "larger than 64 MiB: no word list");
    else if (all.failed) result = error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    fclose(file);
    if (result == 0 && buffer_text(&all, "") == 0 && all.data == NULL) buffer_append(&all, "", 0);
    if (result < 0) {
        buffer_free(&all);
        return result;
    }
    *text = all.data;
    *size = all.size;
    return 0;
}
