/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra check: what an editor should look at, one note a line, then what could go into the user's lexicon. */
#include "program.h"

#include <stdlib.h>
#include <string.h>

/* As JSON names them. */
static const char *const KINDS[] = {
    [NASHRA_NOTE_UNKNOWN_NAME] = "unknown-name", [NASHRA_NOTE_DOUBTFUL] = "doubtful", [NASHRA_NOTE_SPELLING] = "spelling",
    [NASHRA_NOTE_NUMBER] = "number",             [NASHRA_NOTE_BYTES] = "bytes",       [NASHRA_NOTE_MARKUP] = "markup",
    [NASHRA_NOTE_SKIPPED] = "skipped",           [NASHRA_NOTE_DEGRADED] = "degraded",
};

static void print_note(const char *file, const struct nashra_note *note)
{
    printf("%s:%zu:%zu: %s: ", file, note->line, note->column, KINDS[note->kind]);
    if (*note->text) printf("%s: ", note->text);
    printf("%s", note->message);
    if (note->count > 1) printf(" (%u times)", note->count);
    putchar('\n');
}

/* The most frequent first: one corrected line then mends most. */
static int by_count(const void *a, const void *b)
{
    const struct nashra_note *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

static void print_suggestions(const nashra_document *document, size_t count, bool alone)
{
    struct nashra_note *notes = calloc(count, sizeof *notes), note;
    size_t n = 0;
    for (size_t i = 0; notes && nashra_document_note(document, i, &note) == 0 && n < count; i++)
        if (*note.suggestion) notes[n++] = note;
    if (n) qsort(notes, n, sizeof *notes, by_count);
    if (n && !alone) puts("# for your lexicon, after correction:");
    for (size_t i = 0; i < n; i++) printf("%s\n", notes[i].suggestion);
    free(notes);
}

static int check_document(const struct options *options, const nashra_engine *engine)
{
    nashra_document *document;
    struct nashra_detail why = {0};
    const char *file = options->file_count ? options->files[0] : "-";
    int code = open_document(&document, engine, options, file);
    if (code != EXIT_OK) return code;
    int notes = nashra_document_check(document, &why);
    struct nashra_note note;
    for (int i = 0; i < notes && !options->suggest; i++)
        if (nashra_document_note(document, (size_t)i, &note) == 0) print_note(file, &note);
    if (notes > 0) print_suggestions(document, (size_t)notes, options->suggest);
    nashra_document_free(document);
    return notes < 0 ? complain_detail(&why) : close_stdout();
}

int cmd_check(int argc, char **argv)
{
    struct options options;
    int code;
    if (options_begin(&options, argc, argv, &code)) {
        nashra_engine *engine = NULL;
        if (options.file_count > 1) code = complain(EXIT_USAGE, "check takes one file, not %zu", options.file_count);
        else code = open_engine(&engine, &options);
        if (code == EXIT_OK) code = check_document(&options, engine);
        nashra_engine_close(engine);
    }
    options_free(&options);
    return code;
}
