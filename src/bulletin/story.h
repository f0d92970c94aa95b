/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_STORY_H
#define NASHRA_BULLETIN_STORY_H

/* The stories of a bulletin: gathered from files, directories, feeds and the web, put in order, each once. */

#include "bulletin/rundown.h"
#include "bulletin/script.h"

/* A sentence that may be read: of which script, and how it sounds once it was said. */
struct line {
    struct script *script;
    size_t sentence;
    struct spoken spoken;
    bool said;
};

/* Lines that belong together. */
struct passage {
    struct line *lines;
    size_t count, capacity;
};

struct story {
    const char *title;            /* as written, "" when none; arena of the plan */
    const char *place;            /* file or address, for messages */
    const char *id;               /* of the feed item, "" when none */
    int64_t date;                 /* seconds, 0: not known */
    struct script *script;        /* the story itself */
    struct script *title_script;  /* a title that came from elsewhere (feed, rundown); NULL: the story's own */
    struct script *before_script; /* of the frame text before it */
    struct passage before, head, body; /* frame text, title, all that could be read */
    size_t used;                  /* lines of the body that are read */
    size_t kept;                  /* ... that the summary asks for */
    size_t lead;                  /* ... that its first paragraph has */
    struct hash *sketch;          /* dedupe.c */
    size_t sketch_size;
    bool dropped;                 /* left out to keep the length */
};

/* Told what is left out and why: the bulletin goes on without it. */
typedef void (*report_fn)(void *context, const struct nashra_detail *what);

struct stories {
    struct arena *arena;
    const nashra_engine *engine;
    const struct rundown *rundown;
    struct nashra_reading reading;
    report_fn report;
    void *report_context;
    struct story *list;
    size_t count, capacity;
};

/* Fills s->list as the rundown says. Broken places are reported and left out; an error is returned only when memory is short. */
int stories_gather(struct stories *s, struct nashra_detail *detail);
void stories_free(struct stories *s);

/* Adds one story from text. title NULL or "": its own. Not a story (no words): reported. */
int story_add(struct stories *s, const struct source *source, const char *place, const char *title, const char *id, int64_t date,
              enum nashra_format format, const char *text, size_t size, struct nashra_detail *detail);

/* Adds up to source->most stories of a feed. */
int feed_add(struct stories *s, const struct source *source, const char *text, size_t size, struct nashra_detail *detail);

/* Adds the sentences of a script to a passage. */
int passage_add(struct passage *passage, struct script *script, size_t sentence);
void passage_free(struct passage *passage);

/* Takes out stories that say what an earlier one says: the same id or title, or more than half of their word triples. */
int stories_dedupe(struct stories *s, struct nashra_detail *detail);
int story_sketch(struct stories *s, struct story *story); /* once, after the story was read */

void stories_report(struct stories *s, int code, const char *place, const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
