/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_CLI_COMMAND_H
#define NASHRA_CLI_COMMAND_H

/* The exit codes of every nashra program, as the man page lists them. */
enum exit_code { EXIT_OK = 0, EXIT_INTERNAL = 1, EXIT_USAGE = 2, EXIT_INPUT = 3, EXIT_OUTPUT = 4, EXIT_DEVICE = 5 };

/* Which commands an option belongs to: bits of option rows (options.c) and of the commands (main.c). */
enum command_bit {
    FOR_SPEAK = 1 << 0,
    FOR_TEXT = 1 << 1,
    FOR_CHECK = 1 << 2,
    FOR_VOICES = 1 << 3,
    FOR_LEXICON = 1 << 4,
    FOR_BULLETIN = 1 << 5,
    FOR_ARTICLE = 1 << 6,
    FOR_COMPLETION = 1 << 7,
    FOR_ALL = (1 << 8) - 1
};

/* A subcommand: cmd_NAME() stands in cmd_NAME.c. argv[0] is its name; returns an exit code. */
struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    enum command_bit bit;
    const char *arguments; /* as the usage line shows them */
    const char *summary;
};

/* All of them, ended by a row without a name. */
extern const struct command COMMANDS[];

/* NULL when there is none. */
const struct command *command_find(const char *name);

int cmd_speak(int argc, char **argv);
int cmd_text(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_voices(int argc, char **argv);
int cmd_lexicon(int argc, char **argv);
int cmd_bulletin(int argc, char **argv);
int cmd_article(int argc, char **argv);
int cmd_completion(int argc, char **argv);

#endif
