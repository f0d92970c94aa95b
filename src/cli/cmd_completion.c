/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra completion bash: a completion script, made from the tables of commands and options. */
#include "program.h"

#include <string.h>

static void print_option(void *context, const char *name, char letter, const char *argument, const char *choices)
{
    (void)context, (void)choices;
    if (letter) printf(" -%c", letter);
    printf(" --%s%s", name, argument ? "=" : "");
}

/* --form=<TAB>: one case branch for every option with choices. */
static void print_choices(void *context, const char *name, char letter, const char *argument, const char *choices)
{
    (void)context, (void)letter, (void)argument;
    if (!choices) return;
    printf("    --%s) words='", name);
    for (const char *c = choices; *c; c++) putchar(*c == '|' ? ' ' : *c);
    puts("' ;;");
}

static void print_bash(void)
{
    puts("# bash completion for nashra: source it, or put it into /usr/share/bash-completion/completions/nashra\n"
         "_nashra() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} words=\n"
         "  [ \"$current\" = = ] && current=\n"
         "  [ \"$option\" = = ] && option=${COMP_WORDS[COMP_CWORD-2]}\n"
         "  [ \"${COMP_WORDS[COMP_CWORD]}\" = = ] && option=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  case $option in");
    options_each(FOR_ALL, print_choices, NULL);
    fputs("  esac\n"
          "  if [ -z \"$words\" ]; then\n"
          "    case $COMP_CWORD:$current:${COMP_WORDS[1]} in\n"
          "    1:*) words='--help --version", stdout);
    for (const struct command *c = COMMANDS; c->name; c++)
        printf(" %s", c->name);
    puts("' ;;");
    for (const struct command *c = COMMANDS; c->name; c++) {
        printf("    *:-*:%s) words='", c->name);
        options_each(c->bit, print_option, NULL);
        puts("' ;;");
    }
    puts("    esac\n"
         "  fi\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  [ \"${COMPREPLY[0]: -1}\" = = ] && compopt -o nospace\n"
         "  return 0\n"
         "}\n"
         "complete -o default -F _nashra nashra");
}

int cmd_completion(int argc, char **argv)
{
    struct options options;
    int code;
    if (options_begin(&options, argc, argv, &code)) {
        if (options.file_count != 1 || strcmp(options.files[0], "bash") != 0)
            code = complain(EXIT_USAGE, "usage: nashra completion bash");
        else {
            print_bash();
            code = close_stdout();
        }
    }
    options_free(&options);
    return code;
}
