/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_USER_H
#define NASHRA_LEXICON_USER_H

/* An editor's own word lists. A line: surface TAB how to say it, which is one of
 *     بْلِينْكِن          marks: the surface's own letters, vocalized
 *     [[bliNk'en]]     eSpeak NG phonemes
 *     /bliːnkin/       IPA
 *     "UN"             letter by letter ("" = the surface's own letters)
 *     شركة مساهمة      words to say instead, with or without marks
 *     {en} Blinken     words of another language ({en} alone: the surface itself)
 * # begins a comment line. Or a W3C PLS file (pls.c). A later line, and a later file, wins. */

#include "document.h"
#include "lexicon/forms.h"
#include "lexicon/phrases.h"

#include <stdio.h>
#include <sys/types.h>
#include <time.h>

enum user_kind { USER_MARKS, USER_PHONEMES, USER_IPA, USER_LETTERS, USER_WORDS, USER_LANGUAGE };

struct user_entry {
    enum user_kind kind;
    const char *surface; /* bare letters, words apart by one space */
    const char *value;   /* marks; phonemes; letters; words; text in the other language ("" = the surface) */
    char language[8];    /* USER_LANGUAGE */
    size_t line, column; /* of the surface in its file */
};

/* One list, parsed. */
struct user_list {
    struct user_entry *entries;
    size_t count, capacity;
    struct arena *arena; /* its strings */
};

/* Parses a list's text: TSV, or PLS when it begins with '<'. `path` is for messages. NASHRA_E_INPUT with the first mistake in
 * *detail; the good lines before it are kept. */
int user_parse(struct user_list *list, const char *path, const char *text, size_t size, struct nashra_detail *detail);
int pls_parse(struct user_list *list, const char *path, const char *text, size_t size, struct nashra_detail *detail);
int user_parse_line(struct user_list *list, const char *path, size_t number, const char *line, size_t size, struct nashra_detail *detail);
void user_free(struct user_list *list);

/* One line's value into an entry (strings copied into the list): 0, or NASHRA_E_INPUT with message and column in *detail. Shared by
 * the TSV, the PLS reader and `lexicon add`. */
int user_add(struct user_list *list, const char *path, size_t line, const char *surface, size_t surface_size, size_t value_column,
             const char *value, size_t value_size, struct nashra_detail *detail);

/* The value as a list's line writes it: [[...]], "...", {en} ... */
struct buffer;
int user_write_value(struct buffer *out, const struct user_entry *entry);

/* Reads a whole file into memory (free with memory_free()). NASHRA_E_INPUT with a message. */
int user_read_file(const char *path, char **text, size_t *size, struct nashra_detail *detail);

/* --- the lists of an engine, ready for look-up ----------------------------------------------------------------------- */

struct user_file {
    char *path;
    bool optional;          /* it need not exist */
    bool present;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
    struct user_list list;
};

struct user_lists {
    struct user_file *files;
    size_t file_count;
    const struct user_entry **entries; /* of all files; later ones win */
    size_t entry_count;
    struct phrases exact, folded; /* every entry, also those of one word */
};

/* Adds a file to read; NASHRA_E_MEMORY. */
int user_lists_add(struct user_lists *lists, const char *path, bool optional);

/* Reads every file that has changed (all at first) and builds the index: 0, or the first error; then nothing has changed. */
int user_lists_read(struct user_lists *lists, struct nashra_detail *detail);
bool user_lists_changed(const struct user_lists *lists);
void user_lists_free(struct user_lists *lists);

/* The longest entry that begins at words[0], in any of its forms; folded: أ إ آ ا, ى ي, ة ه are the same (only where the exact
 * spelling is not a word of its own: على is never an entry's علي). Returns how many words it takes (0: none), the entry and the
 * form of the first word. */
size_t user_lists_find(const struct user_lists *lists, bool folded, const struct word *words, size_t count,
                       const struct user_entry **entry, struct form *form);

#endif
