/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_CLI_OPTIONS_H
#define NASHRA_CLI_OPTIONS_H

/* One table (options.c) says which options there are, for which commands, and where their values go. --help, shell completion and
 * the parser read it; a test holds the man page to it. A new option is a field here and a row there. */

#include "command.h"
#include "nashra.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What a command line said. Zeroes are the defaults; strings and lists point into argv. */
struct options {
    struct nashra_engine_options engine; /* lexicons: this struct's list */
    struct nashra_reading reading;
    struct nashra_voice_settings voice;
    struct nashra_sink_options sink;     /* loudness, tags, container */
    enum nashra_form form;
    const char *output, *device, *marks;
    const char *chapters, *fit, *max_length, *feed, *base_url, *watch, *cache_dir, *formats, *name; /* bulletin, article */
    double items, cache_size;
    bool once, no_cache, loudness_given;
    double jobs;
    bool quiet, progress, suggest;
    bool help, version;
    const char **files; /* what is no option */
    size_t file_count;
    const char **lexicons;
};

/* Reads argv[1..argc) for the command. Returns EXIT_OK, or EXIT_USAGE with the message written to stderr. When it returns, and
 * --help or --version was asked for, it is up to options_answer(). Free with options_free() in any case. */
int options_parse(struct options *options, const struct command *command, int argc, char **argv);
void options_free(struct options *options);

/* The usual beginning of a command: parses, answers --help and --version. Returns true when there is work to do; else *code is the
 * exit code. Free with options_free() in any case. */
bool options_begin(struct options *options, int argc, char **argv, int *code);

/* `nashra COMMAND --help`, or of the program itself (command NULL). */
void options_help(FILE *out, const struct command *command);

/* Calls visit for every option of the commands in `bits`: for completion and the test of the man page. argument NULL: a flag;
 * choices: separated by '|', or NULL. */
typedef void (*options_visit_fn)(void *context, const char *name, char letter, const char *argument, const char *choices);
void options_each(enum command_bit bits, options_visit_fn visit, void *context);

#endif
