/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "options.h"

#include "program.h"

#include <stdlib.h>
#include <string.h>

enum value_kind { FLAG, STRING, LIST, NUMBER, CHOICE };

enum {
    READS = FOR_SPEAK | FOR_TEXT | FOR_CHECK | FOR_BULLETIN | FOR_ARTICLE,
    SPEAKS = FOR_SPEAK | FOR_BULLETIN | FOR_ARTICLE,
    WRITES = FOR_SPEAK | FOR_BULLETIN | FOR_ARTICLE
};

#define AT(field) offsetof(struct options, field)

/* `choices` of a CHOICE stand in the order of the enum in nashra.h; of a flag-like CHOICE the first is "no". */
static const struct row {
    const char *name;
    char letter;
    const char *argument;
    enum value_kind kind;
    size_t where;
    int commands;
    double least, most;
    const char *choices;
    const char *help;
} ROWS[] = {
    {"output", 'o', "OUT", STRING, AT(output), WRITES, 0, 0, NULL,
     "write a sound file; its ending picks wav, rf64, aiff, flac, ogg, opus or mp3; DIR/ for one file each; - streams WAV"},
    {"container", 0, "KIND", STRING, AT(sink.container), WRITES, 0, 0, "wav|rf64|aiff|flac|ogg|opus|mp3",
     "of the sound file (default: by its ending; mp3 in DIR/)"},
    {"form", 0, "FORM", CHOICE, AT(form), FOR_TEXT, 0, 0, "words|vocalized|phonemes|ipa|ssml|json", "what to print (default: words)"},
    {"lines", 0, NULL, FLAG, AT(reading.lines), FOR_TEXT, 0, 0, NULL, "every input line is an utterance: one output line each"},
    {"after", 0, "STAGE", STRING, AT(reading.after), FOR_TEXT, 0, 0, "intake|normalize|lexicon|diacritize|phrase|pronounce",
     "the document as it stands after that stage"},
    {"suggest", 0, NULL, FLAG, AT(suggest), FOR_CHECK, 0, 0, NULL, "print only lines for a user lexicon, to be completed"},
    {"format", 0, "FORMAT", CHOICE, AT(reading.format), READS, 0, 0, "auto|text|html|feed|ssml", "what the input is (default: by content)"},
    {"charset", 0, "NAME", STRING, AT(reading.charset), READS, 0, 0, NULL, "the input's character set (default: by content)"},
    {"keep", 0, "WHAT", CHOICE, AT(reading.keep_all), READS, 0, 0, "article|all", "all: read news furniture too"},
    {"lexicon", 0, "FILE", LIST, 0, READS | FOR_LEXICON, 0, 0, NULL, "a word list of yours (TSV or PLS); repeat for more, the later wins"},
    {"no-user-lexicon", 0, NULL, FLAG, AT(engine.no_user_lexicon), READS, 0, 0, NULL, "leave out ~/.config/nashra/lexicon.tsv"},
    {"no-model", 0, NULL, FLAG, AT(engine.no_model), READS, 0, 0, NULL, "vocalize with lexicon and rules alone"},
    {"endings", 0, "HOW", CHOICE, AT(reading.endings), READS, 0, 0, "pausal|full|none", "case endings (default: pausal, silent before a pause)"},
    {"style", 0, "STYLE", CHOICE, AT(reading.style), READS, 0, 0, "news|plain|slow", "of reading (default: news)"},
    {"foreign", 0, "HOW", CHOICE, AT(reading.foreign), READS, 0, 0, "voice|spell|skip", "Latin words (default: by that language's voice)"},
    {"region", 0, "REGION", STRING, AT(reading.region), READS, 0, 0, NULL, "country code for month names and the like: eg, ma, ps, sa"},
    {"punctuation", 0, "MUCH", CHOICE, AT(reading.punctuation), READS, 0, 0, "none|some|most|all", "speak punctuation marks by name"},
    {"spelling", 0, NULL, FLAG, AT(reading.spelling), READS, 0, 0, NULL, "letter by letter, by their names"},
    {"rate", 0, "FACTOR", NUMBER, AT(voice.rate), SPEAKS, 0.3, 4.0, NULL, "speed, 0.3 to 4 (1 is usual)"},
    {"pitch", 0, "FACTOR", NUMBER, AT(voice.pitch), SPEAKS, 0.3, 2.0, NULL, "height of the voice, 0.3 to 2"},
    {"pitch-range", 0, "FACTOR", NUMBER, AT(voice.pitch_range), SPEAKS, 0.01, 2.0, NULL, "liveliness, 0.01 to 2"},
    {"volume", 0, "FACTOR", NUMBER, AT(voice.volume), SPEAKS, 0.01, 2.0, NULL, "loudness of the voice, 0.01 to 2"},
    {"voice", 0, "NAME", STRING, AT(voice.name), SPEAKS, 0, 0, NULL, "eSpeak NG voice: ar, ar+f2, mb-ar1 (see nashra voices)"},
    {"loudness", 0, "TARGET", CHOICE, AT(sink.loudness), WRITES, 0, 0, "none|radio|podcast-mono|podcast",
     "of the file: -23, -19 or -16 LUFS, peaks under -1 dBTP"},
    {"title", 0, "TEXT", STRING, AT(sink.title), WRITES, 0, 0, NULL, "tag (default: the article's title)"},
    {"artist", 0, "TEXT", STRING, AT(sink.artist), WRITES, 0, 0, NULL, "tag"},
    {"album", 0, "TEXT", STRING, AT(sink.album), WRITES, 0, 0, NULL, "tag"},
    {"comment", 0, "TEXT", STRING, AT(sink.comment), WRITES, 0, 0, NULL, "tag"},
    {"date", 0, "DATE", STRING, AT(sink.date), WRITES, 0, 0, NULL, "tag, YYYY-MM-DD; of a bulletin: the date it tells, with HH:MM"},
    {"broadcast", 0, NULL, FLAG, AT(sink.broadcast), WRITES, 0, 0, NULL, "WAV with bext and cart chunks"},
    {"marks", 0, "FILE", STRING, AT(marks), FOR_SPEAK | FOR_BULLETIN, 0, 0, NULL, "sentence and word times: FILE ends in .json, .vtt or .srt; the ending alone: beside OUT"},
    {"chapters", 0, "FILE", STRING, AT(chapters), FOR_BULLETIN, 0, 0, NULL, "write JSON chapters, one a story"},
    {"fit", 0, "MIN..MAX", STRING, AT(fit), FOR_BULLETIN, 0, 0, NULL,
     "make it that long (4:30..5:00): shortens and drops stories, reads up to 8 % faster or slower"},
    {"max-length", 0, "TIME", STRING, AT(max_length), FOR_BULLETIN, 0, 0, NULL, "shorten and drop stories until it is no longer"},
    {"feed", 0, "FILE", STRING, AT(feed), FOR_BULLETIN, 0, 0, NULL, "add it to this podcast feed (RSS), which is made when missing"},
    {"base-url", 0, "URL", STRING, AT(base_url), FOR_BULLETIN, 0, 0, NULL, "where the feed's files will be found"},
    {"items", 0, "N", NUMBER, AT(items), FOR_BULLETIN, 1, 10000, NULL, "that the feed keeps (default: 50)"},
    {"watch", 0, "DIR", STRING, AT(watch), FOR_BULLETIN, 0, 0, NULL, "make each article that is put into DIR into sound (-o: where to)"},
    {"once", 0, NULL, FLAG, AT(once), FOR_BULLETIN, 0, 0, NULL, "with --watch: make what is there, then end"},
    {"no-cache", 0, NULL, FLAG, AT(no_cache), FOR_BULLETIN | FOR_ARTICLE, 0, 0, NULL, "speak every sentence anew"},
    {"cache-dir", 0, "DIR", STRING, AT(cache_dir), FOR_BULLETIN | FOR_ARTICLE, 0, 0, NULL, "of spoken sentences (default: ~/.cache/nashra)"},
    {"cache-size", 0, "MIB", NUMBER, AT(cache_size), FOR_BULLETIN | FOR_ARTICLE, 1, 1 << 20, NULL, "that it may take (default: 512)"},
    {"formats", 0, "LIST", STRING, AT(formats), FOR_BULLETIN | FOR_ARTICLE, 0, 0, NULL, "sound files to write (default: mp3,ogg; with --watch: mp3)"},
    {"name", 0, "NAME", STRING, AT(name), FOR_ARTICLE, 0, 0, NULL, "of the files (default: the article's file name)"},
    {"device", 0, "NAME", STRING, AT(device), FOR_SPEAK, 0, 0, NULL, "play on this device: part of its name, or its number"},
    {"jobs", 0, "N", NUMBER, AT(jobs), FOR_SPEAK, 1, 256, NULL, "worker processes for several inputs (default: one)"},
    {"progress", 0, NULL, FLAG, AT(progress), FOR_SPEAK, 0, 0, NULL, "a bar, on a terminal only"},
    {"quiet", 'q', NULL, FLAG, AT(quiet), READS, 0, 0, NULL, "no messages but errors"},
    {"help", 'h', NULL, FLAG, AT(help), FOR_ALL, 0, 0, NULL, "this text"},
    {"version", 'V', NULL, FLAG, AT(version), FOR_ALL, 0, 0, NULL, "the version"},
};
enum { ROW_COUNT = sizeof ROWS / sizeof ROWS[0] };

void options_each(enum command_bit bits, options_visit_fn visit, void *context)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (ROWS[i].commands & (int)bits) visit(context, ROWS[i].name, ROWS[i].letter, ROWS[i].argument, ROWS[i].choices);
}

static const struct row *find_row(const struct command *command, const char *name, size_t size)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if ((ROWS[i].commands & (int)command->bit) && strlen(ROWS[i].name) == size && memcmp(ROWS[i].name, name, size) == 0)
            return &ROWS[i];
    return NULL;
}

static const struct row *find_letter(const struct command *command, char letter)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if ((ROWS[i].commands & (int)command->bit) && ROWS[i].letter == letter) return &ROWS[i];
    return NULL;
}

/* The place of `value` among "a|b|c", or -1. */
static int choice_index(const char *choices, const char *value)
{
    size_t size = strlen(value);
    int index = 0;
    for (const char *choice = choices; *choice; index++) {
        size_t length = strcspn(choice, "|");
        if (length == size && memcmp(choice, value, size) == 0) return index;
        choice += length;
        if (*choice == '|') choice++;
    }
    return -1;
}

/* A factor: "1.5" or "150%". */
static bool read_number(const char *value, double *number)
{
    char *end;
    *number = strtod(value, &end);
    if (end == value) return false;
    if (*end == '%') *number /= 100, end++;
    return *end == '\0';
}

static int store(struct options *options, const struct row *row, const char *value)
{
    char *place = (char *)options + row->where;
    int index;
    double number;
    switch (row->kind) {
    case FLAG: *(bool *)place = true; return EXIT_OK;
    case STRING:
        if (row->choices && choice_index(row->choices, value) < 0)
            return complain(EXIT_USAGE, "--%s: '%s' is none of %s", row->name, value, row->choices);
        *(const char **)place = value;
        return EXIT_OK;
    case LIST:
        options->lexicons[options->engine.lexicon_count++] = value;
        return EXIT_OK;
    case NUMBER:
        if (!read_number(value, &number) || !(number >= row->least && number <= row->most))
            return complain(EXIT_USAGE, "--%s: '%s' is not a number from %g to %g", row->name, value, row->least, row->most);
        *(double *)place = number;
        return EXIT_OK;
    case CHOICE:
        index = choice_index(row->choices, value);
        if (index < 0) return complain(EXIT_USAGE, "--%s: '%s' is none of %s", row->name, value, row->choices);
        if (row->where == AT(reading.keep_all)) options->reading.keep_all = index != 0;
        else memcpy(place, &index, sizeof index); /* enums of nashra.h are ints */
        if (row->where == AT(sink.loudness)) options->loudness_given = true;
        return EXIT_OK;
    }
    return EXIT_INTERNAL;
}

static int unknown(const struct command *command, const char *argument)
{
    return complain(EXIT_USAGE, "unknown option '%s'; see nashra %s --help", argument, command->name);
}

/* argv[*i] begins with '-'; takes the next argument too where the option needs it. */
static int read_option(struct options *options, const struct command *command, int argc, char **argv, int *i)
{
    const char *argument = argv[*i], *value = NULL;
    const struct row *row;
    if (argument[1] == '-') {
        size_t size = strcspn(argument + 2, "=");
        row = find_row(command, argument + 2, size);
        if (argument[2 + size] == '=') value = argument + 2 + size + 1;
    } else {
        row = find_letter(command, argument[1]);
        if (argument[2]) value = argument + 2;
        if (row && row->kind == FLAG && value) row = NULL; /* -qx */
    }
    if (!row) return unknown(command, argument);
    if (row->kind == FLAG && value) return complain(EXIT_USAGE, "--%s takes no value", row->name);
    if (row->kind != FLAG && !value) {
        if (*i + 1 >= argc) return complain(EXIT_USAGE, "--%s needs a value: %s", row->name, row->argument);
        value = argv[++*i];
    }
    return store(options, row, value);
}

int options_parse(struct options *options, const struct command *command, int argc, char **argv)
{
    *options = (struct options){0};
    options->files = calloc((size_t)argc + 1, sizeof *options->files);
    options->lexicons = calloc((size_t)argc + 1, sizeof *options->lexicons);
    if (!options->files || !options->lexicons) return complain(EXIT_INTERNAL, "memory is short");
    bool names_only = false;
    for (int i = 1; i < argc; i++) {
        if (names_only || argv[i][0] != '-' || argv[i][1] == '\0') options->files[options->file_count++] = argv[i];
        else if (strcmp(argv[i], "--") == 0) names_only = true;
        else {
            int code = read_option(options, command, argc, argv, &i);
            if (code != EXIT_OK) return code;
        }
    }
    options->engine.lexicons = options->lexicons;
    return EXIT_OK;
}

void options_free(struct options *options)
{
    free(options->files);
    free(options->lexicons);
    *options = (struct options){0};
}

bool options_begin(struct options *options, int argc, char **argv, int *code)
{
    const struct command *command = command_find(argv[0]);
    *code = options_parse(options, command, argc, argv);
    if (*code != EXIT_OK) return false;
    if (options->help) options_help(stdout, command);
    else if (options->version) printf("nashra %s\n", nashra_version());
    else return true;
    *code = close_stdout();
    return false;
}

/* "  -o, --output=OUT", then its help from column 30 on. */
static void print_row(FILE *out, const struct row *row)
{
    char left[64];
    int n = snprintf(left, sizeof left, "  %c%c%c --%s%s%s", row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
                     row->letter ? ',' : ' ', row->name, row->argument ? "=" : "", row->argument ? row->argument : "");
    if (n < 28) fprintf(out, "%-28s%s\n", left, row->help);
    else fprintf(out, "%s\n%-28s%s\n", left, "", row->help);
    if (row->choices) fprintf(out, "%-28s%s\n", "", row->choices);
}

void options_help(FILE *out, const struct command *command)
{
    if (command) {
        fprintf(out, "usage: nashra %s %s\n%s\n\noptions:\n", command->name, command->arguments, command->summary);
        for (size_t i = 0; i < ROW_COUNT; i++)
            if (ROWS[i].commands & (int)command->bit) print_row(out, &ROWS[i]);
        return;
    }
    fprintf(out, "usage: nashra COMMAND [OPTION...] [FILE...]\nReads Arabic news aloud.\n\ncommands:\n");
    for (const struct command *c = COMMANDS; c->name; c++)
        fprintf(out, "  %-11s %s\n", c->name, c->summary);
    fprintf(out, "\n`nashra COMMAND --help` shows a command's options; nashra(1) is the manual.\n"
                 "exit codes: 0 ok, 1 internal, 2 usage, 3 input, 4 output, 5 audio device\n");
}
