/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_CLI_PROGRAM_H
#define NASHRA_CLI_PROGRAM_H

/* What the commands share: messages, exit codes, input files, standard output, the engine. */

#include "nashra.h"
#include "options.h"

/* Writes "nashra: message" to stderr and returns `code`. */
int complain(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes "file:line:column: message" (what is known of it) to stderr and returns the exit code of why->code. */
int complain_detail(const struct nashra_detail *why);

/* The exit code for a negative enum nashra_error. */
int exit_code_of(int error);

/* Opens the engine with the options; data: $NASHRA_DATA, else data/ beside this program when nashra.lex is there, else where
 * nashra is installed. open_engine() returns an exit code; messages are written. */
struct nashra_engine_options engine_options(const struct options *options);
int open_engine(nashra_engine **engine, const struct options *options);

/* A whole input, "-" or NULL: standard input. Returns an exit code; free *text. What is longer than the library takes is cut just
 * above its limit, so that the library refuses it by name. */
int read_input(const char *path, char **text, size_t *size);

/* Reads the file and makes a document of it. Returns an exit code; messages are written. */
int open_document(nashra_document **document, const nashra_engine *engine, const struct options *options, const char *path);

/* Flushes standard output: EXIT_OK, or EXIT_OUTPUT with a message when something could not be written. */
int close_stdout(void);

/* A nashra_write_fn: to a FILE. */
int write_file(void *file, const char *data, size_t size);

#endif
