/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * pronounce FILE: reads marked text up to the words, then times phrase_run() and pronounce_run() alone. */
#include "document.h"
#include "engine.h"
#include "phrase/phrase.h"
#include "pronounce/pronounce.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) return NULL;
    long end = ftell(file);
    rewind(file);
    char *text = end > 0 ? malloc((size_t)end) : NULL;
    *size = text ? fread(text, 1, (size_t)end, file) : 0;
    fclose(file);
    return text;
}

static double time_stages(const struct nashra_engine *engine, const char *text, size_t size)
{
    struct nashra_reading reading = {.lines = true, .keep_all = true};
    struct nashra_detail why;
    nashra_document *doc;
    if (nashra_document_new(&doc, engine, &reading, text, size, &why) < 0) return fprintf(stderr, "%s\n", why.message), -1;
    double start = now();
    int result = 0;
    for (size_t i = 0; i < doc->paragraph_count && result == 0; i++) {
        const struct paragraph *p = &doc->paragraphs[i];
        result = phrase_run(doc, p->first_sentence, p->sentence_count, &why);
        if (result == 0) result = pronounce_run(doc, p->first_sentence, p->sentence_count, &why);
    }
    double seconds = now() - start;
    nashra_document_free(doc);
    return result < 0 ? -1 : seconds;
}

int main(int argc, char **argv)
{
    size_t size;
    char *text = argc == 2 ? read_file(argv[1], &size) : NULL;
    if (!text) return fprintf(stderr, "usage: pronounce FILE\n"), 2;
    struct nashra_engine_options options = {.no_model = true, .no_user_lexicon = true};
    struct nashra_detail why;
    nashra_engine *engine;
    if (nashra_engine_open(&engine, &options, &why) < 0) return fprintf(stderr, "%s\n", why.message), 1;
    double best = -1;
    for (int run = 0; run < 3; run++) {
        double seconds = time_stages(engine, text, size);
        if (seconds < 0) return 1;
        if (best < 0 || seconds < best) best = seconds;
    }
    printf("phrase + pronounce: %.1f MB/s (%.2f MB in %.3f s)\n", (double)size / best / 1e6, (double)size / 1e6, best);
    nashra_engine_close(engine);
    free(text);
    return 0;
}
