/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra article: articles with sound, marks and a player page, for a web site. */
#include "production.h"

#include <stdlib.h>
#include <string.h>

static int make_one(struct options *options, const nashra_engine *engine, nashra_voice *voice, const char *path)
{
    struct nashra_article_options with = {.with = production_of(options), .formats = options->formats, .name = options->name};
    struct nashra_detail why = {0};
    char *text;
    size_t size;
    int code = read_input(path, &text, &size);
    if (code != EXIT_OK) return code;
    const char *name = strcmp(path, "-") == 0 ? "stdin" : path;
    if (nashra_article_make(engine, voice, name, text, size, options->output, &with, &why) < 0) code = complain_detail(&why);
    free(text);
    return code;
}

/* One that fails does not keep the others from being made; the first failure is the exit code. */
static int make_all(struct options *options)
{
    nashra_engine *engine = NULL;
    nashra_voice *voice = NULL;
    struct nashra_detail why = {0};
    int code = open_engine(&engine, options);
    if (code == EXIT_OK && nashra_voice_open(&voice, &options->voice, &why) < 0) code = complain_detail(&why);
    for (size_t i = 0; voice && i < options->file_count; i++) {
        int one = make_one(options, engine, voice, options->files[i]);
        if (code == EXIT_OK) code = one;
    }
    nashra_voice_close(voice);
    nashra_engine_close(engine);
    return code;
}

int cmd_article(int argc, char **argv)
{
    struct options options;
    int code;
    if (options_begin(&options, argc, argv, &code)) {
        if (!options.file_count) code = complain(EXIT_USAGE, "article needs a file");
        else if (!options.output || strcmp(options.output, "-") == 0) code = complain(EXIT_USAGE, "article needs -o DIR");
        else if (options.name && options.file_count > 1) code = complain(EXIT_USAGE, "--name goes with one file");
        else code = make_all(&options);
    }
    options_free(&options);
    return code;
}
