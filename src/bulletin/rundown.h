/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_RUNDOWN_H
#define NASHRA_BULLETIN_RUNDOWN_H

/* The rundown: what is in a bulletin, and in which order. A text file of sections in [brackets] and lines `key = value`;
 * nashra-rundown(5) lists the keys, and the table in rundown.c is that list. */

#include "nashra.h"
#include "util/memory.h"

enum source_kind { SOURCE_FILE, SOURCE_DIRECTORY, SOURCE_FEED, SOURCE_URL };
enum story_order { ORDER_GIVEN, ORDER_NEWEST, ORDER_TITLE };

/* One [story] section: a place that one or more stories come from. */
struct source {
    enum source_kind kind;
    const char *where; /* a path (relative ones already joined to the rundown's directory) or a URL */
    const char *title; /* instead of the story's own; NULL */
    int summary;       /* paragraphs that are read, 0: all of them, -1: as [bulletin] says */
    int most;          /* stories taken from here */
    size_t line;       /* of the [story] */
};

/* A template of frame text. NULL: the default of lexicon/bulletin.tsv; "": not said. Several lines are joined by '\n'. */
struct frames {
    const char *opening, *headlines, *details, *before, *closing;
};

struct jingles {
    const char *opening, *closing, *sting, *bed; /* paths, NULL: none */
    double level;                                /* of jingles against the speech's loudness, LU */
    double bed_level, duck;                      /* of the bed alone, and what it loses under speech, LU */
    double fade;                                 /* seconds, of the bed's ends */
};

struct rundown {
    struct arena *arena;
    const char *path, *directory;
    const char *title, *station, *presenter, *comment, *region;
    struct tm_date {
        int year, month, day, hour, minute;
        bool given, next_hour; /* next_hour: the full hour to come; neither: now */
    } date;
    struct frames frames;
    struct jingles jingles;
    bool headlines;        /* titles first, under the bed */
    bool repeat_titles;    /* each story begins with its title, even though it was a headline */
    bool keep_duplicates;
    enum story_order order;
    int summary, most_stories;
    double most_seconds;   /* 0: no limit */
    double fit_least, fit_most; /* 0: as long as it is */
    double gap;            /* seconds between stories */
    bool fetch;            /* URLs may be fetched */
    size_t fetch_bytes;
    double fetch_seconds;
    int loudness;          /* enum nashra_loudness, -1: not said */
    int rate, channels;    /* of the output; channels 0: as the loudness says */
    struct source *sources;
    size_t source_count, source_capacity;
};

/* Reads and checks a rundown. The first mistake is reported as file:line:column. Free with rundown_free(). */
int rundown_read(struct rundown **out, const char *path, struct nashra_detail *detail);
int rundown_parse(struct rundown **out, const char *path, const char *text, size_t size, struct nashra_detail *detail);
void rundown_free(struct rundown *rundown);

/* "2:30", "150", "150s", "2.5m" -> seconds; "4:30..5:00" -> both (one value: both the same). false when malformed. */
bool parse_seconds(const char *text, double *seconds);
bool parse_range(const char *text, double *least, double *most);

/* "now", "next hour", "2026-11-24", "2026-11-24 14:30" or with a T. false when malformed or no such day. */
bool parse_date(const char *text, struct tm_date *date);

#endif
