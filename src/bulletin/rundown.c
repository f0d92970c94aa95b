/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/rundown.h"

#include "bulletin/files.h"
#include "bulletin/frame.h"
#include "util/error.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RUNDOWN_BYTES = 1 << 20, MOST_SOURCES = 1000 };

enum section { SECTION_NONE, SECTION_BULLETIN, SECTION_TEXT, SECTION_JINGLES, SECTION_STORY, SECTION_COUNT };
static const char *const SECTIONS[SECTION_COUNT] = {"", "bulletin", "text", "jingles", "story"};

enum value { TEXT, PATH, NUMBER, COUNT, SECONDS, SIZE, YES_NO, CHOICE, RANGE, DATE, WHERE };

struct choice {
    const char *name;
    int value;
};
static const struct choice LOUDNESS[] = {{"none", NASHRA_LOUDNESS_NONE}, {"radio", NASHRA_LOUDNESS_RADIO},
                                         {"podcast-mono", NASHRA_LOUDNESS_PODCAST_MONO}, {"podcast", NASHRA_LOUDNESS_PODCAST}, {NULL, 0}};
static const struct choice ORDER[] = {{"given", ORDER_GIVEN}, {"newest", ORDER_NEWEST}, {"title", ORDER_TITLE}, {NULL, 0}};
static const struct choice DUPLICATES[] = {{"drop", false}, {"keep", true}, {NULL, 0}};
static const struct choice SUMMARY[] = {{"all", 0}, {NULL, 0}};

/* Every key: where its value goes, and what is allowed. low and high bound numbers, counts, seconds and sizes. */
#define OF(field) offsetof(struct rundown, field)
#define OF_SOURCE(field) offsetof(struct source, field)
static const struct key {
    enum section section;
    const char *name;
    enum value value;
    size_t offset;
    double low, high;
    const struct choice *choices;
} KEYS[] = {
    {SECTION_BULLETIN, "title", TEXT, OF(title), 0, 0, NULL},
    {SECTION_BULLETIN, "station", TEXT, OF(station), 0, 0, NULL},
    {SECTION_BULLETIN, "presenter", TEXT, OF(presenter), 0, 0, NULL},
    {SECTION_BULLETIN, "comment", TEXT, OF(comment), 0, 0, NULL},
    {SECTION_BULLETIN, "region", TEXT, OF(region), 0, 0, NULL},
    {SECTION_BULLETIN, "date", DATE, OF(date), 0, 0, NULL},
    {SECTION_BULLETIN, "headlines", YES_NO, OF(headlines), 0, 0, NULL},
    {SECTION_BULLETIN, "repeat titles", YES_NO, OF(repeat_titles), 0, 0, NULL},
    {SECTION_BULLETIN, "order", CHOICE, OF(order), 0, 0, ORDER},
    {SECTION_BULLETIN, "duplicates", CHOICE, OF(keep_duplicates), 0, 0, DUPLICATES},
    {SECTION_BULLETIN, "summary", COUNT, OF(summary), 1, 1000, SUMMARY},
    {SECTION_BULLETIN, "stories", COUNT, OF(most_stories), 1, 1000, NULL},
    {SECTION_BULLETIN, "max length", SECONDS, OF(most_seconds), 5, 10800, NULL},
    {SECTION_BULLETIN, "fit", RANGE, OF(fit_least), 5, 10800, NULL},
    {SECTION_BULLETIN, "gap", SECONDS, OF(gap), 0, 10, NULL},
    {SECTION_BULLETIN, "loudness", CHOICE, OF(loudness), 0, 0, LOUDNESS},
    {SECTION_BULLETIN, "sample rate", COUNT, OF(rate), 8000, 96000, NULL},
    {SECTION_BULLETIN, "channels", COUNT, OF(channels), 1, 2, NULL},
    {SECTION_BULLETIN, "fetch", YES_NO, OF(fetch), 0, 0, NULL},
    {SECTION_BULLETIN, "fetch size", SIZE, OF(fetch_bytes), 1024, 64 << 20, NULL},
    {SECTION_BULLETIN, "fetch time", SECONDS, OF(fetch_seconds), 1, 600, NULL},
    {SECTION_TEXT, "opening", TEXT, OF(frames.opening), 0, 0, NULL},
    {SECTION_TEXT, "headlines", TEXT, OF(frames.headlines), 0, 0, NULL},
    {SECTION_TEXT, "details", TEXT, OF(frames.details), 0, 0, NULL},
    {SECTION_TEXT, "before story", TEXT, OF(frames.before), 0, 0, NULL},
    {SECTION_TEXT, "closing", TEXT, OF(frames.closing), 0, 0, NULL},
    {SECTION_JINGLES, "opening", PATH, OF(jingles.opening), 0, 0, NULL},
    {SECTION_JINGLES, "closing", PATH, OF(jingles.closing), 0, 0, NULL},
    {SECTION_JINGLES, "sting", PATH, OF(jingles.sting), 0, 0, NULL},
    {SECTION_JINGLES, "bed", PATH, OF(jingles.bed), 0, 0, NULL},
    {SECTION_JINGLES, "level", NUMBER, OF(jingles.level), -40, 6, NULL},
    {SECTION_JINGLES, "bed level", NUMBER, OF(jingles.bed_level), -40, 6, NULL},
    {SECTION_JINGLES, "duck", NUMBER, OF(jingles.duck), -60, 0, NULL},
    {SECTION_JINGLES, "fade", SECONDS, OF(jingles.fade), 0, 20, NULL},
    {SECTION_STORY, "file", WHERE, SOURCE_FILE, 0, 0, NULL},
    {SECTION_STORY, "directory", WHERE, SOURCE_DIRECTORY, 0, 0, NULL},
    {SECTION_STORY, "feed", WHERE, SOURCE_FEED, 0, 0, NULL},
    {SECTION_STORY, "url", WHERE, SOURCE_URL, 0, 0, NULL},
    {SECTION_STORY, "title", TEXT, OF_SOURCE(title), 0, 0, NULL},
    {SECTION_STORY, "summary", COUNT, OF_SOURCE(summary), 1, 1000, SUMMARY},
    {SECTION_STORY, "stories", COUNT, OF_SOURCE(most), 1, 1000, NULL},
};
enum { KEY_COUNT = sizeof KEYS / sizeof KEYS[0] };

/* --- values ------------------------------------------------------------------------------------------------------- */

/* A decimal number and nothing else, whatever the locale says. */
static bool parse_number(const char *text, double *out, const char **rest)
{
    const char *p = text;
    double sign = 1, value = 0, place = 1;
    if (*p == '-' || *p == '+') sign = *p++ == '-' ? -1 : 1;
    const char *digits = p;
    for (; *p >= '0' && *p <= '9' && p - digits < 15; p++) value = value * 10 + (*p - '0');
    if (*p == '.' && p > digits)
        for (p++; *p >= '0' && *p <= '9' && p - digits < 30; p++) value += (*p - '0') * (place /= 10);
    if (p == digits) return false;
    *out = sign * value;
    *rest = p;
    return true;
}

bool parse_seconds(const char *text, double *seconds)
{
    const char *p;
    double value;
    if (!parse_number(text, &value, &p) || value < 0) return false;
    if (*p == ':') {
        double low;
        if (p[1] < '0' || p[1] > '9' || !parse_number(p + 1, &low, &p) || low >= 60) return false;
        value = value * 60 + low;
        if (*p == ':') {
            if (p[1] < '0' || p[1] > '9' || !parse_number(p + 1, &low, &p) || low >= 60) return false;
            value = value * 60 + low;
        }
    } else if (*p == 's') p++;
    else if (*p == 'm') p++, value *= 60;
    else if (*p == 'h') p++, value *= 3600;
    *seconds = value;
    return *p == '\0';
}

bool parse_range(const char *text, double *least, double *most)
{
    char copy[64];
    size_t size = strlen(text);
    if (size >= sizeof copy) return false;
    memcpy(copy, text, size + 1);
    char *dots = strstr(copy, "..");
    if (!dots) return parse_seconds(copy, least) && (*most = *least, *least > 0);
    *dots = '\0';
    return parse_seconds(copy, least) && parse_seconds(dots + 2, most) && *most > 0 && *least <= *most;
}

static bool two_digits(const char **p, int *out)
{
    if ((*p)[0] < '0' || (*p)[0] > '9' || (*p)[1] < '0' || (*p)[1] > '9') return false;
    *out = ((*p)[0] - '0') * 10 + ((*p)[1] - '0');
    *p += 2;
    return true;
}

bool parse_date(const char *text, struct tm_date *date)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct tm_date d = {.given = true};
    int century, year;
    if (strcmp(text, "now") == 0) return *date = (struct tm_date){.given = false}, true;
    if (strcmp(text, "next hour") == 0) return *date = (struct tm_date){.next_hour = true}, true;
    const char *p = text;
    if (!two_digits(&p, &century) || !two_digits(&p, &year) || *p++ != '-' || !two_digits(&p, &d.month) || *p++ != '-' ||
        !two_digits(&p, &d.day)) return false;
    d.year = century * 100 + year;
    if (*p == 'T' || *p == ' ') {
        p++;
        if (!two_digits(&p, &d.hour) || *p++ != ':' || !two_digits(&p, &d.minute)) return false;
    }
    if (*p || d.month < 1 || d.month > 12 || d.hour > 23 || d.minute > 59 || d.day < 1) return false;
    bool leap = (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;
    if (d.day > days[d.month - 1] + (d.month == 2 && leap)) return false;
    return *date = d, true;
}

static bool parse_size(const char *text, double *bytes)
{
    const char *p;
    if (!parse_number(text, bytes, &p)) return false;
    if (*p == 'k' || *p == 'K') p++, *bytes *= 1024;
    else if (*p == 'm' || *p == 'M') p++, *bytes *= 1024 * 1024;
    return *p == '\0';
}

static const struct choice *find_choice(const struct choice *choices, const char *name)
{
    for (; choices && choices->name; choices++)
        if (strcmp(choices->name, name) == 0) return choices;
    return NULL;
}

/* --- parsing ------------------------------------------------------------------------------------------------------ */

struct parser {
    struct rundown *rundown;
    struct nashra_detail *detail;
    enum section section;
    size_t line;
    const char *line_start;
    bool story_needs_place;
};

static int bad(struct parser *p, const char *at, const char *message, const char *what)
{
    size_t column = 1;
    for (const char *c = p->line_start; c < at; c++)
        if (((unsigned char)*c & 0xc0) != 0x80) column++;
    return error_set(p->detail, NASHRA_E_INPUT, p->rundown->path, p->line, column, message, what);
}

static int out_of_memory(struct parser *p)
{
    return error_set(p->detail, NASHRA_E_MEMORY, p->rundown->path, p->line, 0, "memory is short");
}

static void store(void *field, const void *value, size_t size)
{
    memcpy(field, value, size);
}

/* A repeated text key adds a line: presenters and long openings. */
static int store_text(struct parser *p, void *field, const char *value)
{
    const char *old;
    memcpy(&old, field, sizeof old);
    struct buffer joined = BUFFER_EMPTY;
    if (old) buffer_format(&joined, "%s\n", old);
    buffer_text(&joined, value);
    char *copy = joined.failed ? NULL : arena_strndup(p->rundown->arena, joined.data, joined.size);
    buffer_free(&joined);
    if (!copy) return out_of_memory(p);
    store(field, &copy, sizeof copy);
    return 0;
}

static int store_path(struct parser *p, void *field, const char *at, const char *value)
{
    if (!*value) return bad(p, at, "a file name is missing%s", "");
    char *path = path_join(p->rundown->arena, p->rundown->directory, value);
    if (!path) return out_of_memory(p);
    store(field, &path, sizeof path);
    return 0;
}

static bool is_url(const char *text)
{
    return strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0;
}

static int store_place(struct parser *p, const struct key *key, const char *at, const char *value)
{
    struct source *source = &p->rundown->sources[p->rundown->source_count - 1];
    if (source->where) return bad(p, at, "this [story] has a place already; begin a new [story] for '%s'", value);
    source->kind = (enum source_kind)key->offset;
    p->story_needs_place = false;
    bool web = source->kind == SOURCE_URL || source->kind == SOURCE_FEED;
    if (source->kind == SOURCE_URL && !is_url(value)) return bad(p, at, "not a http:// or https:// address: '%s'", value);
    if (!web || !is_url(value)) return store_path(p, &source->where, at, value);
    source->where = arena_strndup(p->rundown->arena, value, strlen(value));
    return source->where ? 0 : out_of_memory(p);
}

static int store_number(struct parser *p, const struct key *key, void *field, const char *at, const char *value)
{
    double number;
    const char *rest = "";
    const struct choice *choice = find_choice(key->choices, value);
    bool good = choice || (key->value == SECONDS ? parse_seconds(value, &number)
                           : key->value == SIZE  ? parse_size(value, &number)
                                                 : parse_number(value, &number, &rest) && !*rest);
    if (choice) number = choice->value;
    if (!good) return bad(p, at, key->value == SECONDS ? "not a time, such as 90 or 1:30: '%s'" : "not a number: '%s'", value);
    if (!choice && (number < key->low || number > key->high || (key->value == COUNT && number != floor(number)))) {
        struct buffer range = BUFFER_EMPTY;
        buffer_format(&range, "%s; it must be %s%g to %g", value, key->value == COUNT ? "a whole number, " : "", key->low, key->high);
        int result = bad(p, at, "out of range: %s", range.failed ? value : range.data);
        buffer_free(&range);
        return result;
    }
    if (key->value == COUNT) store(field, &(int){(int)number}, sizeof(int));
    else if (key->value == SIZE) store(field, &(size_t){(size_t)number}, sizeof(size_t));
    else store(field, &number, sizeof number);
    return 0;
}

static int store_value(struct parser *p, const struct key *key, const char *at, const char *value)
{
    struct rundown *r = p->rundown;
    char *base = key->section == SECTION_STORY ? (char *)&r->sources[r->source_count - 1] : (char *)r;
    void *field = base + (key->value == WHERE ? 0 : key->offset);
    switch (key->value) {
    case TEXT:
        if (key->section == SECTION_TEXT && frame_check(value))
            return bad(p, at + (frame_check(value) - value), "no placeholder of nashra-rundown(5): '%.20s'", frame_check(value));
        return store_text(p, field, value);
    case PATH: return store_path(p, field, at, value);
    case WHERE: return store_place(p, key, at, value);
    case NUMBER: case COUNT: case SECONDS: case SIZE: return store_number(p, key, field, at, value);
    case DATE: return parse_date(value, &r->date) ? 0 : bad(p, at, "no date like 2026-11-24 14:30, nor 'now' or 'next hour': '%s'", value);
    case RANGE:
        if (!parse_range(value, &r->fit_least, &r->fit_most) || r->fit_most > key->high || r->fit_least < key->low)
            return bad(p, at, "no range of 0:05 to 3 hours, such as 4:30..5:00: '%s'", value);
        return 0;
    case YES_NO: {
        bool yes = strcmp(value, "yes") == 0;
        if (!yes && strcmp(value, "no") != 0) return bad(p, at, "yes or no, not '%s'", value);
        store(field, &yes, sizeof yes);
        return 0;
    }
    case CHOICE: {
        const struct choice *choice = find_choice(key->choices, value);
        if (!choice) return bad(p, at, "unknown value '%s'", value);
        if (key->choices == DUPLICATES) store(field, &(bool){choice->value != 0}, sizeof(bool));
        else store(field, &(int){choice->value}, sizeof(int));
        return 0;
    }
    }
    return 0;
}

static int begin_section(struct parser *p, char *name)
{
    size_t size = strlen(name);
    if (size < 3 || name[size - 1] != ']') return bad(p, name, "a section is written [name]%s", "");
    char *end = name + size - 1;
    *end = '\0';
    for (int i = 1; i < SECTION_COUNT; i++)
        if (strcmp(SECTIONS[i], name + 1) == 0) {
            if (p->story_needs_place) return bad(p, name, "the [story] above has no file, directory, feed or url%s", "");
            p->section = (enum section)i;
            if (i != SECTION_STORY) return 0;
            struct rundown *r = p->rundown;
            if (r->source_count >= MOST_SOURCES) return bad(p, name, "too many [story] sections%s", "");
            if (arena_reserve(r->arena, &r->sources, &r->source_capacity, r->source_count, r->source_count + 1, sizeof *r->sources) < 0)
                return out_of_memory(p);
            r->sources[r->source_count++] = (struct source){.summary = -1, .most = 100, .line = p->line};
            p->story_needs_place = true;
            return 0;
        }
    return bad(p, name + 1, "no section is named '%s': bulletin, text, jingles, story", name + 1);
}

static char *trim(char *text)
{
    while (*text == ' ' || *text == '\t') text++;
    char *end = text + strlen(text);
    while (end > text && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r')) *--end = '\0';
    return text;
}

static int parse_line(struct parser *p, char *line)
{
    p->line_start = line;
    char *start = trim(line);
    if (!*start || *start == '#' || *start == ';') return 0;
    if (*start == '[') return begin_section(p, start);
    char *equals = strchr(start, '=');
    if (!equals) return bad(p, start, "neither a [section] nor `key = value`: '%.60s'", start);
    *equals = '\0';
    char *name = trim(start), *value = trim(equals + 1);
    if (p->section == SECTION_NONE) return bad(p, name, "'%s' stands before the first [section]", name);
    size_t size = strlen(value);
    const char *at = value;
    if (size >= 2 && value[0] == '"' && value[size - 1] == '"') value[size - 1] = '\0', value++;
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (KEYS[i].section == p->section && strcmp(KEYS[i].name, name) == 0) return store_value(p, &KEYS[i], at, value);
    struct buffer message = BUFFER_EMPTY;
    buffer_format(&message, "%.60s' in [%s]", name, SECTIONS[p->section]);
    int result = bad(p, name, "unknown key '%s", message.failed ? name : message.data);
    buffer_free(&message);
    return result;
}

static struct rundown *rundown_new(const char *path)
{
    struct arena *arena = arena_new();
    struct rundown *r = arena ? arena_alloc(arena, 1, sizeof *r) : NULL;
    if (!r) return arena_free(arena), NULL;
    *r = (struct rundown){.arena = arena, .headlines = true, .summary = 1, .most_stories = 100, .gap = 0.9, .loudness = -1,
                          .rate = 44100, .fetch_bytes = 4 << 20, .fetch_seconds = 20,
                          .jingles = {.level = -2, .bed_level = -6, .duck = -14, .fade = 1}};
    r->path = arena_strndup(arena, path, strlen(path));
    r->directory = path_directory(arena, path);
    if (!r->path || !r->directory) return arena_free(arena), NULL;
    return r;
}

int rundown_parse(struct rundown **out, const char *path, const char *text, size_t size, struct nashra_detail *detail)
{
    *out = NULL;
    struct rundown *r = rundown_new(path);
    char *copy = r ? arena_strndup(r->arena, text, size) : NULL;
    if (!copy) return rundown_free(r), error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    struct parser p = {.rundown = r, .detail = detail};
    int result = 0;
    char *line = copy, *end = copy + size;
    if (size >= 3 && memcmp(copy, "\xef\xbb\xbf", 3) == 0) line += 3;
    while (result == 0 && line < end) {
        char *newline = memchr(line, '\n', (size_t)(end - line));
        char *stop = newline ? newline : end;
        *stop = '\0';
        p.line++;
        p.line_start = line;
        if (memchr(line, '\0', (size_t)(stop - line))) result = bad(&p, line + strlen(line), "a NUL byte: this is no text file%s", "");
        else result = parse_line(&p, line);
        line = stop + 1;
    }
    if (result == 0 && p.story_needs_place)
        result = error_set(detail, NASHRA_E_INPUT, path, r->sources[r->source_count - 1].line, 1,
                           "this [story] has no file, directory, feed or url");
    if (result == 0 && !r->source_count) result = error_set(detail, NASHRA_E_INPUT, path, p.line, 1, "no [story]: there is nothing to read");
    if (result < 0) return rundown_free(r), result;
    *out = r;
    return 0;
}

int rundown_read(struct rundown **out, const char *path, struct nashra_detail *detail)
{
    *out = NULL;
    struct buffer text = BUFFER_EMPTY;
    int result = file_read(path, MOST_RUNDOWN_BYTES, &text, detail);
    if (result == 0) result = rundown_parse(out, path, text.data ? text.data : "", text.size, detail);
    buffer_free(&text);
    return result;
}

void rundown_free(struct rundown *rundown)
{
    if (rundown) arena_free(rundown->arena);
}
