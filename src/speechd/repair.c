/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/repair.h"

#include <ctype.h>
#include <string.h>

enum {
    LONGEST_NAME = 64,  /* bytes */
    MOST_TAG = 4096,
    MOST_WORDS = 7,     /* "right arrow over left arrow" has five */
    COLUMN_SYMBOL = 1, COLUMN_SIDE = 2, COLUMN_WHERE = 3
};

struct job {
    const nashra_engine *engine;
    const char *data;
    size_t size;
    struct text *out;
    bool changed, eat_space;
};

static bool letter(char c)
{
    return isalpha((unsigned char)c) && (unsigned char)c < 0x80;
}

/* The end of the Latin word at `at`; hyphens inside belong to it ("right-pointing arrow", "less- than"). */
static size_t word_end(const struct job *job, size_t at)
{
    while (at < job->size && (letter(job->data[at]) || job->data[at] == '-')) at++;
    return at;
}

/* The longest name in the table that begins at `at` and ends before `limit`: its key, and its end (or `at`: none). */
static size_t name_end(const struct job *job, size_t at, size_t limit, char key[LONGEST_NAME])
{
    char candidate[LONGEST_NAME];
    size_t best = at, length = 0;
    for (size_t words = 0, p = at; words < MOST_WORDS && p < limit; words++) {
        size_t end = word_end(job, p);
        if (end == p || length + (end - p) + 2 > LONGEST_NAME) break;
        if (words) candidate[length++] = ' ';
        for (; p < end; p++) candidate[length++] = (char)tolower((unsigned char)job->data[p]);
        candidate[length] = '\0';
        if (nashra_engine_look_up(job->engine, "server_symbols", candidate, COLUMN_SYMBOL)) {
            best = end;
            memcpy(key, candidate, length + 1);
        }
        if (p >= limit || job->data[p] != ' ') break;
        p++;
    }
    return best;
}

/* The end of the run of Latin words, one space apart, that begins at `at`, and whether it is names of symbols from end to end. */
static size_t run_end(const struct job *job, size_t at, bool *all_names)
{
    size_t end = word_end(job, at);
    while (end + 1 < job->size && job->data[end] == ' ' && letter(job->data[end + 1])) end = word_end(job, end + 1);
    char key[LONGEST_NAME];
    *all_names = true;
    for (size_t p = at; p < end && *all_names;) {
        size_t next = name_end(job, p, end, key);
        *all_names = next > p;
        p = next + 1;
    }
    return end;
}

static void write_symbol(struct job *job, const char *key)
{
    const char *symbol = nashra_engine_look_up(job->engine, "server_symbols", key, COLUMN_SYMBOL);
    const char *side = nashra_engine_look_up(job->engine, "server_symbols", key, COLUMN_SIDE);
    struct text *out = job->out;
    /* The server sets the name apart with spaces; a closing mark goes back to its word, an opening one draws its word near. */
    if (strcmp(side, "close") == 0)
        while (out->size && out->data[out->size - 1] == ' ') out->size--;
    spd_text_add(out, symbol);
    job->eat_space = strcmp(side, "open") == 0;
    job->changed = true;
}

static bool anywhere(const struct job *job, const char *key)
{
    return strcmp(nashra_engine_look_up(job->engine, "server_symbols", key, COLUMN_WHERE), "anywhere") == 0;
}

static size_t repair_run(struct job *job, size_t at)
{
    bool all_names;
    size_t end = run_end(job, at, &all_names);
    while (at < end) {
        char key[LONGEST_NAME];
        size_t next = name_end(job, at, end, key);
        bool taken = next > at && (all_names || anywhere(job, key));
        if (taken) write_symbol(job, key);
        else {
            next = word_end(job, at);
            spd_text_append(job->out, job->data + at, next - at);
        }
        at = next;
        if (at < end && job->data[at] == ' ') {
            if (!job->eat_space) spd_text_append(job->out, " ", 1);
            at++;
        }
        job->eat_space = job->eat_space && taken;
    }
    return end;
}

/* "3 .5" at the space: the decimal point that the server set apart. */
static bool parted_decimal(const struct job *job, size_t at)
{
    return at > 0 && at + 2 < job->size && isdigit((unsigned char)job->data[at - 1]) && job->data[at] == ' '
        && job->data[at + 1] == '.' && isdigit((unsigned char)job->data[at + 2]);
}

bool spd_repair_message(const nashra_engine *engine, const char *data, size_t size, struct text *out)
{
    struct job job = {.engine = engine, .data = data, .size = size, .out = out};
    spd_text_clear(out);
    if (!engine || !spd_text_reserve(out, size + size / 2)) return false;
    for (size_t at = 0; at < size;) {
        const char *close = data[at] == '<' ? memchr(data + at, '>', size - at > MOST_TAG ? MOST_TAG : size - at) : NULL;
        if (close) {
            size_t end = (size_t)(close - data) + 1;
            spd_text_append(out, data + at, end - at);
            at = end;
        } else if (letter(data[at]) && (at == 0 || (unsigned char)data[at - 1] < 0x80)) {
            at = repair_run(&job, at);
        } else if (parted_decimal(&job, at)) {
            job.changed = true;
            at++;
        } else {
            if (!(job.eat_space && data[at] == ' ')) spd_text_append(out, data + at, 1);
            job.eat_space = false;
            at++;
        }
    }
    return job.changed;
}
