/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "program.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_INPUT = 64 << 20 }; /* as nashra_document_new() */

int complain(int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("nashra: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return code;
}

int exit_code_of(int error)
{
    switch (error) {
    case NASHRA_OK: return EXIT_OK;
    case NASHRA_E_ARGUMENT: return EXIT_USAGE;
    case NASHRA_E_INPUT:
    case NASHRA_E_DATA:
    case NASHRA_E_LIMIT: return EXIT_INPUT;
    case NASHRA_E_OUTPUT: return EXIT_OUTPUT;
    case NASHRA_E_DEVICE:
    case NASHRA_E_VOICE: return EXIT_DEVICE;
    default: return EXIT_INTERNAL;
    }
}

int complain_detail(const struct nashra_detail *why)
{
    if (why->file[0] == '\0') fputs("nashra: ", stderr);
    else if (why->line) fprintf(stderr, "%s:%zu:%zu: ", why->file, why->line, why->column ? why->column : 1);
    else fprintf(stderr, "%s: ", why->file);
    fprintf(stderr, "%s\n", why->message[0] ? why->message : nashra_strerror(why->code));
    return exit_code_of(why->code);
}

/* The build tree's data/, so that what was just built runs from where it stands. */
static bool data_beside_program(char *directory, size_t room)
{
    char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
    if (size <= 0) return false;
    path[size] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash) return false;
    *slash = '\0';
    int n = snprintf(directory, room, "%s/data", path);
    char lexicon[PATH_MAX + 32];
    snprintf(lexicon, sizeof lexicon, "%s/nashra.lex", directory);
    return n > 0 && (size_t)n < room && access(lexicon, R_OK) == 0;
}

struct nashra_engine_options engine_options(const struct options *options)
{
    static char directory[PATH_MAX];
    struct nashra_engine_options with = options->engine;
    const char *environment = getenv("NASHRA_DATA");
    if (!(environment && *environment) && data_beside_program(directory, sizeof directory)) with.data_dir = directory;
    return with;
}

int open_engine(nashra_engine **engine, const struct options *options)
{
    struct nashra_engine_options with = engine_options(options);
    struct nashra_detail why = {0};
    int result = nashra_engine_open(engine, &with, &why);
    return result < 0 ? complain_detail(&why) : EXIT_OK;
}

static int read_all(FILE *file, const char *path, char **text, size_t *size)
{
    size_t room = 1 << 16;
    char *data = malloc(room);
    *size = 0;
    while (data) {
        *size += fread(data + *size, 1, room - *size, file);
        if (*size < room || room > MOST_INPUT) break;
        room *= 2;
        char *more = realloc(data, room);
        if (!more) free(data);
        data = more;
    }
    if (!data) return complain(EXIT_INTERNAL, "memory is short");
    if (ferror(file)) {
        int code = complain(EXIT_INPUT, "%s: %s", path, strerror(errno));
        free(data);
        return code;
    }
    *text = data;
    return EXIT_OK;
}

int read_input(const char *path, char **text, size_t *size)
{
    *text = NULL;
    *size = 0;
    if (!path || strcmp(path, "-") == 0) return read_all(stdin, "-", text, size);
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (!file) return complain(EXIT_INPUT, "%s: %s", path, strerror(errno));
    int code = fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode)
                   ? complain(EXIT_INPUT, "%s: is a directory", path)
                   : read_all(file, path, text, size);
    fclose(file);
    return code;
}

int open_document(nashra_document **document, const nashra_engine *engine, const struct options *options, const char *path)
{
    char *text;
    size_t size;
    struct nashra_detail why = {0};
    int code = read_input(path, &text, &size);
    if (code != EXIT_OK) return code;
    struct nashra_reading reading = options->reading;
    reading.name = path ? path : "-";
    int result = nashra_document_new(document, engine, &reading, text, size, &why);
    free(text);
    return result < 0 ? complain_detail(&why) : EXIT_OK;
}

int close_stdout(void)
{
    bool failed = ferror(stdout) != 0;
    if (fflush(stdout) != 0) failed = true;
    return failed ? complain(EXIT_OUTPUT, "standard output: %s", errno ? strerror(errno) : "cannot be written") : EXIT_OK;
}

int write_file(void *file, const char *data, size_t size)
{
    return size && fwrite(data, 1, size, file) != size ? -1 : 0;
}
