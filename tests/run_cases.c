/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * run_cases FILE...: the text cases. A case file is for people who read Arabic and need not program:
 *
 *     # a comment
 *     @form words              what to print: words vocalized phonemes ipa ssml json (default words)
 *     @options lines           for the cases below: lines keep=all format=html endings=none style=slow foreign=spell region=eg
 *                              punctuation=all spelling after=normalize charset=windows-1256 no-model lexicon=FILE
 *                              (FILE beside the case file); "@options" alone: the defaults again
 *
 *     == the counted noun decides the gender
 *     < 3 نساء                 input; several < lines are joined by line ends
 *     > ثلاث نساء.             expected, likewise; "|" begins another accepted output, which may go on with "|+" lines
 *     ! شيء                    text that must not occur in the output (then no > is needed)
 *     ? شيء                    text that must occur in it
 *
 * A failure prints file:line, what came and what was expected. The last line is "N passed, N failed". */
#include "nashra.h"
#include "util/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ACCEPTED = 16, MOST_ENGINES = 64 };

struct text_case {
    char name[256];
    size_t line;
    struct buffer input, accepted[MOST_ACCEPTED], wanted, unwanted; /* wanted, unwanted: NUL-separated */
    size_t accepted_count;
    bool has_input, open_output;
};

struct settings {
    struct nashra_reading reading;
    enum nashra_form form;
    bool no_model;
    char lexicon[512], region[16], charset[32], after[32];
};

static unsigned passed, failed;

/* One engine per lexicon and model choice, kept until the end: opening is cheap but 10,000 times it is not. */
static const nashra_engine *engine_for(const struct settings *settings)
{
    static struct {
        char lexicon[512];
        bool no_model;
        nashra_engine *engine;
    } engines[MOST_ENGINES];
    static size_t count;
    for (size_t i = 0; i < count; i++)
        if (engines[i].no_model == settings->no_model && strcmp(engines[i].lexicon, settings->lexicon) == 0)
            return engines[i].engine;
    if (count == MOST_ENGINES) return NULL;
    const char *lexicon = settings->lexicon;
    struct nashra_engine_options options = {.no_model = settings->no_model, .no_user_lexicon = true};
    if (*lexicon) options.lexicons = &lexicon, options.lexicon_count = 1;
    struct nashra_detail why;
    nashra_engine *engine;
    if (nashra_engine_open(&engine, &options, &why) < 0) {
        printf("%s:%zu:%zu: %s\n", why.file, why.line, why.column, why.message);
        return NULL;
    }
    snprintf(engines[count].lexicon, sizeof engines[count].lexicon, "%s", lexicon);
    engines[count].no_model = settings->no_model;
    engines[count].engine = engine;
    return engines[count++].engine;
}

static int append(void *context, const char *data, size_t size)
{
    return buffer_append(context, data, size);
}

static bool matches(const struct text_case *c, const char *got)
{
    for (size_t i = 0; i < c->accepted_count; i++) {
        const char *want = c->accepted[i].data ? c->accepted[i].data : "";
        if (strcmp(got, want) == 0) return true;
    }
    return c->accepted_count == 0;
}

/* Every string of a NUL-separated list occurs (or none does). */
static bool occurrences(const struct buffer *list, const char *got, bool wanted)
{
    for (size_t i = 0; i < list->size; i += strlen(list->data + i) + 1)
        if ((strstr(got, list->data + i) != NULL) != wanted) return false;
    return true;
}

static void report(const char *file, const struct text_case *c, const char *got)
{
    failed++;
    printf("%s:%zu: %s\n  input  %s\n  got    %s\n", file, c->line, c->name, c->input.data ? c->input.data : "", got);
    for (size_t i = 0; i < c->accepted_count; i++) printf("  wanted %s\n", c->accepted[i].data ? c->accepted[i].data : "");
    for (size_t i = 0; i < c->wanted.size; i += strlen(c->wanted.data + i) + 1) printf("  with   %s\n", c->wanted.data + i);
    for (size_t i = 0; i < c->unwanted.size; i += strlen(c->unwanted.data + i) + 1)
        printf("  without %s\n", c->unwanted.data + i);
}

static void run(const char *file, struct text_case *c, const struct settings *settings)
{
    if (!c->has_input) return;
    struct buffer got = BUFFER_EMPTY;
    struct nashra_detail why = {0};
    nashra_document *document = NULL;
    const nashra_engine *engine = engine_for(settings);
    int result = engine ? nashra_document_new(&document, engine, &settings->reading, c->input.data ? c->input.data : "",
                                              c->input.size, &why)
                        : NASHRA_E_DATA;
    if (result == 0) result = nashra_document_render(document, settings->form, append, &got, &why);
    nashra_document_free(document);
    if (result < 0) buffer_format(&got, "error: %s", why.message);
    while (got.size && got.data[got.size - 1] == '\n') got.data[--got.size] = '\0';
    const char *text = got.data ? got.data : "";
    if (matches(c, text) && occurrences(&c->wanted, text, true) && occurrences(&c->unwanted, text, false)) passed++;
    else report(file, c, text);
    buffer_free(&got);
}

static void reset(struct text_case *c)
{
    buffer_free(&c->input);
    buffer_free(&c->wanted);
    buffer_free(&c->unwanted);
    for (size_t i = 0; i < MOST_ACCEPTED; i++) buffer_free(&c->accepted[i]);
    memset(c, 0, sizeof *c);
}

static bool choose(const char *value, const char *const *names, size_t count, size_t *index)
{
    for (*index = 0; *index < count; ++*index)
        if (strcmp(value, names[*index]) == 0) return true;
    return false;
}
#define CHOOSE(value, target, ...)                                                           \
    do {                                                                                     \
        static const char *const names[] = {__VA_ARGS__};                                    \
        size_t index;                                                                        \
        if (!choose(value, names, sizeof names / sizeof names[0], &index)) return false;     \
        (target) = index;                                                                    \
    } while (0)

static bool set_option(struct settings *s, char *option, const char *directory)
{
    char *value = strchr(option, '=');
    if (value) *value++ = '\0';
    struct nashra_reading *r = &s->reading;
    if (!value) {
        if (strcmp(option, "lines") == 0) return r->lines = true;
        if (strcmp(option, "no-model") == 0) return s->no_model = true;
        if (strcmp(option, "spelling") == 0) return r->spelling = true;
        return false;
    }
    if (strcmp(option, "keep") == 0) return r->keep_all = strcmp(value, "all") == 0, r->keep_all;
    if (strcmp(option, "format") == 0) CHOOSE(value, r->format, "auto", "text", "html", "feed", "ssml");
    else if (strcmp(option, "endings") == 0) CHOOSE(value, r->endings, "pausal", "full", "none");
    else if (strcmp(option, "style") == 0) CHOOSE(value, r->style, "news", "plain", "slow");
    else if (strcmp(option, "foreign") == 0) CHOOSE(value, r->foreign, "voice", "spell", "skip");
    else if (strcmp(option, "punctuation") == 0) CHOOSE(value, r->punctuation, "none", "some", "most", "all");
    else if (strcmp(option, "region") == 0) snprintf(s->region, sizeof s->region, "%s", value), r->region = s->region;
    else if (strcmp(option, "charset") == 0) snprintf(s->charset, sizeof s->charset, "%s", value), r->charset = s->charset;
    else if (strcmp(option, "after") == 0) snprintf(s->after, sizeof s->after, "%s", value), r->after = s->after;
    else if (strcmp(option, "lexicon") == 0) snprintf(s->lexicon, sizeof s->lexicon, "%.255s/%.255s", directory, value);
    else return false;
    return true;
}

/* "@form X" and "@options ...": false when the line is not understood. */
static bool configure(struct settings *s, char *line, const char *directory)
{
    char *rest = line, *word = strsep(&rest, " ");
    if (strcmp(word, "@form") == 0) {
        if (!rest) return false;
        CHOOSE(rest, s->form, "words", "vocalized", "phonemes", "ipa", "ssml", "json");
        return true;
    }
    if (strcmp(word, "@options") != 0) return false;
    enum nashra_form form = s->form;
    memset(s, 0, sizeof *s);
    s->form = form;
    while ((word = strsep(&rest, " ")) != NULL)
        if (*word && !set_option(s, word, directory)) return false;
    return true;
}

static void add_line(struct buffer *to, bool first, const char *text)
{
    if (!first) buffer_char(to, '\n');
    buffer_text(to, text);
}

static bool case_line(struct text_case *c, char *line)
{
    const char *text = line[1] == ' ' ? line + 2 : line + 1;
    struct buffer *last = c->accepted_count ? &c->accepted[c->accepted_count - 1] : NULL;
    switch (line[0]) {
    case '<':
        add_line(&c->input, !c->has_input, text);
        c->has_input = true;
        return true;
    case '>':
        if (c->accepted_count > 1) return false;
        if (!last) last = &c->accepted[c->accepted_count++];
        add_line(last, !c->open_output, text);
        c->open_output = true;
        return true;
    case '|':
        if (line[1] == '+') {
            if (!last) return false;
            add_line(last, false, line[2] == ' ' ? line + 3 : line + 2);
            return true;
        }
        if (!last || c->accepted_count == MOST_ACCEPTED) return false;
        add_line(&c->accepted[c->accepted_count++], true, text);
        return true;
    case '!': return buffer_append(&c->unwanted, text, strlen(text) + 1) == 0;
    case '?': return buffer_append(&c->wanted, text, strlen(text) + 1) == 0;
    default: return false;
    }
}

static int run_file(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) return perror(path), -1;
    char directory[512];
    const char *slash = strrchr(path, '/');
    snprintf(directory, sizeof directory, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    struct text_case c = {0};
    struct settings settings = {0};
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    for (size_t number = 1; (size = getline(&line, &room, file)) >= 0; number++) {
        if (size && line[size - 1] == '\n') line[size - 1] = '\0';
        if (line[0] == '#' || line[0] == '\0') continue;
        bool understood = true;
        if (strncmp(line, "==", 2) == 0 || line[0] == '@') {
            run(path, &c, &settings);
            reset(&c);
            c.line = number;
            if (line[0] == '@') understood = configure(&settings, line, directory);
            else snprintf(c.name, sizeof c.name, "%s", line[2] == ' ' ? line + 3 : line + 2);
        } else
            understood = case_line(&c, line);
        if (!understood) printf("%s:%zu: not understood: %s\n", path, number, line), failed++;
    }
    run(path, &c, &settings);
    reset(&c);
    free(line);
    fclose(file);
    return 0;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (run_file(argv[i]) < 0) failed++;
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
