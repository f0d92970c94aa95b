/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra lexicon: looks after a user's own word list, ~/.config/nashra/lexicon.tsv or the one that --lexicon names. */
#include "program.h"

#include <string.h>

struct work {
    const struct options *options;
    const char *list;       /* --lexicon, or NULL: the user's own */
    const char **arguments; /* after the subcommand */
    size_t count;
};

static int failed(const struct nashra_detail *why)
{
    return complain_detail(why);
}

static int open_list(const struct work *work, nashra_lexicon **lexicon)
{
    struct nashra_detail why = {0};
    return nashra_lexicon_open(lexicon, work->list, &why) < 0 ? failed(&why) : EXIT_OK;
}

/* Saves and closes. */
static int close_list(nashra_lexicon *lexicon, int code)
{
    struct nashra_detail why = {0};
    if (code == EXIT_OK && nashra_lexicon_save(lexicon, &why) < 0) code = failed(&why);
    nashra_lexicon_close(lexicon);
    return code;
}

static int add(const struct work *work)
{
    nashra_lexicon *lexicon;
    struct nashra_detail why = {0};
    int code = open_list(work, &lexicon);
    if (code != EXIT_OK) return code;
    if (nashra_lexicon_add(lexicon, work->arguments[0], work->arguments[1], &why) < 0) {
        code = why.column ? complain(EXIT_INPUT, "%s: %s", work->arguments[1], why.message) : failed(&why);
    }
    return close_list(lexicon, code);
}

static int take_out(const struct work *work)
{
    nashra_lexicon *lexicon;
    struct nashra_detail why = {0};
    int code = open_list(work, &lexicon);
    if (code != EXIT_OK) return code;
    for (size_t i = 0; i < work->count && code == EXIT_OK; i++) {
        int lines = nashra_lexicon_remove(lexicon, work->arguments[i], &why);
        if (lines < 0) code = failed(&why);
        if (lines == 0) code = complain(EXIT_INPUT, "%s is not in %s", work->arguments[i], nashra_lexicon_path(lexicon));
    }
    return close_list(lexicon, code);
}

static int list(const struct work *work)
{
    nashra_lexicon *lexicon;
    int code = open_list(work, &lexicon);
    if (code != EXIT_OK) return code;
    struct nashra_lexicon_entry entry;
    for (size_t i = 0; nashra_lexicon_entry(lexicon, i, &entry) == 0; i++)
        if (work->count == 0 || strstr(entry.surface, work->arguments[0])) printf("%s\t%s\n", entry.surface, entry.value);
    nashra_lexicon_close(lexicon);
    return close_stdout();
}

static void print_reading(void *context, const struct nashra_lexicon_reading *reading)
{
    printf("%s\t%s\t%s %u\n", (const char *)context, reading->vocalized, reading->source, reading->confidence);
}

/* The user's own entry first, as it wins. */
static int find(const struct work *work)
{
    nashra_lexicon *lexicon;
    nashra_engine *engine;
    struct options options = *work->options;
    options.engine.no_model = options.engine.no_user_lexicon = true;
    int code = open_list(work, &lexicon);
    if (code != EXIT_OK) return code;
    code = open_engine(&engine, &options);
    size_t found = 0;
    for (size_t w = 0; w < work->count && code == EXIT_OK; w++) {
        struct nashra_lexicon_entry entry;
        struct nashra_detail why = {0};
        for (size_t i = 0; nashra_lexicon_entry(lexicon, i, &entry) == 0; i++)
            if (strcmp(entry.surface, work->arguments[w]) == 0) printf("%s\t%s\t%s:%zu\n", entry.surface, entry.value, nashra_lexicon_path(lexicon), entry.line), found++;
        int readings = nashra_lexicon_find(engine, work->arguments[w], print_reading, (void *)work->arguments[w], &why);
        if (readings < 0) code = failed(&why);
        else found += (size_t)readings;
    }
    if (code == EXIT_OK) nashra_engine_close(engine);
    nashra_lexicon_close(lexicon);
    if (code == EXIT_OK) code = close_stdout();
    return code == EXIT_OK && found == 0 ? EXIT_INPUT : code;
}

static void print_mistake(void *context, const struct nashra_detail *mistake)
{
    (void)context;
    printf("%s:%zu:%zu: %s\n", mistake->file, mistake->line, mistake->column, mistake->message);
}

static int check(const struct work *work)
{
    int mistakes = 0, code = EXIT_OK;
    nashra_lexicon *own = NULL;
    const char *path = work->list;
    struct nashra_detail why = {0};
    if (work->count == 0 && !path) {
        if (nashra_lexicon_open(&own, NULL, &why) < 0 && why.line == 0) return failed(&why);
        if (own && nashra_lexicon_count(own) == 0) return nashra_lexicon_close(own), EXIT_OK;
        path = own ? nashra_lexicon_path(own) : why.file;
    }
    for (size_t i = 0; i < (work->count ? work->count : 1) && code == EXIT_OK; i++) {
        struct nashra_detail problem = {0};
        int n = nashra_lexicon_check(work->count ? work->arguments[i] : path, print_mistake, NULL, &problem);
        if (n < 0) code = failed(&problem);
        else mistakes += n;
    }
    nashra_lexicon_close(own);
    if (code == EXIT_OK) code = close_stdout();
    return code == EXIT_OK && mistakes ? EXIT_INPUT : code;
}

static int copy_entries(nashra_lexicon *from, nashra_lexicon *to)
{
    struct nashra_lexicon_entry entry;
    struct nashra_detail why = {0};
    for (size_t i = 0; nashra_lexicon_entry(from, i, &entry) == 0; i++)
        if (nashra_lexicon_add(to, entry.surface, entry.value, &why) < 0) return failed(&why);
    return EXIT_OK;
}

/* Lists of others, TSV or PLS, into the user's own. */
static int import(const struct work *work)
{
    nashra_lexicon *lexicon;
    int code = open_list(work, &lexicon);
    if (code != EXIT_OK) return code;
    for (size_t i = 0; i < work->count && code == EXIT_OK; i++) {
        nashra_lexicon *other;
        struct nashra_detail why = {0};
        if (nashra_lexicon_open(&other, work->arguments[i], &why) < 0) code = failed(&why);
        else {
            code = copy_entries(other, lexicon);
            nashra_lexicon_close(other);
        }
    }
    return close_list(lexicon, code);
}

static int write_list(const struct work *work, const char *path, bool pls)
{
    nashra_lexicon *lexicon;
    struct nashra_detail why = {0};
    struct work one = *work;
    one.list = path;
    int code = open_list(&one, &lexicon);
    if (code != EXIT_OK) return code;
    if (nashra_lexicon_write(lexicon, pls, write_file, stdout, &why) < 0) code = failed(&why);
    nashra_lexicon_close(lexicon);
    return code == EXIT_OK ? close_stdout() : code;
}

static int export_list(const struct work *work)
{
    return write_list(work, work->count ? work->arguments[0] : work->list, true);
}

/* One list's settled state: sorted, one line a word. */
static int compile(const struct work *work)
{
    return write_list(work, work->count ? work->arguments[0] : work->list, false);
}

static const struct subcommand {
    const char *name;
    int (*run)(const struct work *work);
    size_t least, most;
    const char *usage;
} SUBCOMMANDS[] = {
    {"add", add, 2, 2, "add WORD HOW-IT-IS-SAID"},
    {"remove", take_out, 1, SIZE_MAX, "remove WORD..."},
    {"list", list, 0, 1, "list [PART-OF-WORD]"},
    {"find", find, 1, SIZE_MAX, "find WORD..."},
    {"check", check, 0, SIZE_MAX, "check [FILE...]"},
    {"compile", compile, 0, 1, "compile [FILE]"},
    {"import", import, 1, SIZE_MAX, "import FILE..."},
    {"export", export_list, 0, 1, "export [FILE]"},
};

static int run(const struct options *options)
{
    enum { COUNT = sizeof SUBCOMMANDS / sizeof SUBCOMMANDS[0] };
    if (options->file_count == 0) return complain(EXIT_USAGE, "lexicon: add, remove, list, find, check, compile, import or export?");
    const char *name = options->files[0];
    size_t lists = options->engine.lexicon_count;
    if (lists > 1) return complain(EXIT_USAGE, "lexicon works on one --lexicon, not %zu", lists);
    struct work work = {options, lists ? options->engine.lexicons[0] : NULL, options->files + 1, options->file_count - 1};
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(SUBCOMMANDS[i].name, name) != 0) continue;
        if (work.count < SUBCOMMANDS[i].least || work.count > SUBCOMMANDS[i].most)
            return complain(EXIT_USAGE, "usage: nashra lexicon [--lexicon FILE] %s", SUBCOMMANDS[i].usage);
        return SUBCOMMANDS[i].run(&work);
    }
    return complain(EXIT_USAGE, "no 'lexicon %s'; there are add, remove, list, find, check, compile, import and export", name);
}

int cmd_lexicon(int argc, char **argv)
{
    struct options options;
    int code;
    if (options_begin(&options, argc, argv, &code)) code = run(&options);
    options_free(&options);
    return code;
}
