/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra bulletin: a rundown into a bulletin; --watch: a folder of articles into sound, one by one. */
#include "production.h"

#include <signal.h>
#include <string.h>

static int stop;

static void on_signal(int number)
{
    (void)number;
    *(volatile int *)&stop = 1;
}

static void print_report(void *context, const struct nashra_detail *what)
{
    const struct options *options = context;
    if (options->quiet && what->code == 0) return;
    complain_detail(what);
}

struct nashra_production production_of(struct options *options)
{
    return (struct nashra_production){.reading = &options->reading, .voice = &options->voice, .sink = &options->sink,
                                      .no_cache = options->no_cache, .cache_dir = options->cache_dir,
                                      .cache_bytes = (uint64_t)options->cache_size << 20, .report = print_report,
                                      .report_context = options};
}

static int make(struct options *options)
{
    struct nashra_bulletin_options with = {.with = production_of(options), .loudness_given = options->loudness_given,
                                           .output = options->output, .chapters = options->chapters, .marks = options->marks,
                                           .date = options->sink.date, .fit = options->fit, .max_length = options->max_length,
                                           .feed = options->feed, .base_url = options->base_url,
                                           .feed_items = (size_t)options->items};
    options->sink.date = NULL; /* the tag is the day alone */
    nashra_engine *engine = NULL;
    nashra_voice *voice = NULL;
    struct nashra_detail why = {0};
    int code = open_engine(&engine, options);
    if (code == EXIT_OK && nashra_voice_open(&voice, &options->voice, &why) < 0) code = complain_detail(&why);
    if (code == EXIT_OK && nashra_bulletin_make(engine, voice, options->files[0], &with, NULL, &why) < 0) code = complain_detail(&why);
    nashra_voice_close(voice);
    nashra_engine_close(engine);
    return code;
}

/* The engine is opened once here, only to see that it can be: what is wrong with a word list is told at once. */
static int watch(struct options *options)
{
    const char *ending = options->formats ? options->formats : options->sink.container;
    struct nashra_watch_options with = {.with = production_of(options), .output = options->output, .container = ending,
                                        .once = options->once, .stop = &stop};
    struct nashra_engine_options engine = engine_options(options);
    struct sigaction action = {.sa_handler = on_signal};
    struct nashra_detail why = {0};
    nashra_engine *trial = NULL;
    int code = open_engine(&trial, options);
    nashra_engine_close(trial);
    if (code != EXIT_OK) return code;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return nashra_bulletin_watch(&engine, options->watch, &with, &why) < 0 ? complain_detail(&why) : EXIT_OK;
}

static int check(const struct options *options)
{
    if (options->watch) {
        if (options->file_count) return complain(EXIT_USAGE, "--watch takes no rundown");
        if (options->fit || options->feed || options->chapters || options->marks || options->max_length)
            return complain(EXIT_USAGE, "--watch makes single articles: no --fit, --max-length, --feed, --chapters or --marks");
        return EXIT_OK;
    }
    if (options->file_count != 1) return complain(EXIT_USAGE, "bulletin takes one rundown, not %zu", options->file_count);
    if (!options->output) return complain(EXIT_USAGE, "bulletin needs -o OUT");
    if (options->feed && !options->base_url) return complain(EXIT_USAGE, "--feed needs --base-url");
    if (options->once) return complain(EXIT_USAGE, "--once goes with --watch");
    return EXIT_OK;
}

int cmd_bulletin(int argc, char **argv)
{
    struct options options;
    int code;
    if (options_begin(&options, argc, argv, &code)) {
        code = check(&options);
        if (code == EXIT_OK) code = options.watch ? watch(&options) : make(&options);
    }
    options_free(&options);
    return code;
}
