/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "program.h"

#include <signal.h>
#include <string.h>

const struct command COMMANDS[] = {
    {"speak", cmd_speak, FOR_SPEAK, "[OPTION...] [FILE...|-] [-o OUT]", "Reads articles aloud, live or into sound files."},
    {"text", cmd_text, FOR_TEXT, "[OPTION...] [FILE|-]", "Prints an article as it will be spoken: words, marks, sounds."},
    {"check", cmd_check, FOR_CHECK, "[OPTION...] [FILE|-]", "Lists what an editor should look at, and lines for a lexicon."},
    {"voices", cmd_voices, FOR_VOICES, "", "Lists the voices that speak Arabic."},
    {"lexicon", cmd_lexicon, FOR_LEXICON, "COMMAND [ARGUMENT...]", "Looks after your own word lists."},
    {"bulletin", cmd_bulletin, FOR_BULLETIN, "[OPTION...] RUNDOWN -o OUT | --watch=DIR [-o DIR]", "Makes a news bulletin of several stories."},
    {"article", cmd_article, FOR_ARTICLE, "[OPTION...] FILE... -o DIR", "Makes an article's audio for a web site."},
    {"completion", cmd_completion, FOR_COMPLETION, "bash", "Prints a completion script for a shell."},
    {0},
};

const struct command *command_find(const char *name)
{
    for (const struct command *c = COMMANDS; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe and a file grown too large are errors like others: message, exit code 4 */
    signal(SIGXFSZ, SIG_IGN);
    if (argc < 2) {
        options_help(stderr, NULL);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        printf("nashra %s\n", nashra_version());
        return close_stdout();
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        options_help(stdout, argc > 2 ? command_find(argv[2]) : NULL);
        return close_stdout();
    }
    const struct command *command = command_find(argv[1]);
    if (!command) return complain(EXIT_USAGE, "no command '%s'; see nashra --help", argv[1]);
    return command->run(argc - 1, argv + 1);
}
