/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_PLAN_H
#define NASHRA_BULLETIN_PLAN_H

/* A bulletin on its way from rundown to time line:
 *   plan.c     frame texts and jingles;  every line that is read is said
 *   fit.c      which stories and sentences there is time for, and how fast they are read
 *   compose.c  the lines, stings and the bed on one time line, with chapters and cues */

#include "bulletin/frame.h"
#include "bulletin/mix.h"
#include "bulletin/story.h"

/* A line on the time line, in frames of the output. */
struct cue {
    uint64_t start, end;
    const struct line *line;
    size_t story; /* SIZE_MAX: a frame text */
};

struct chapter_at {
    uint64_t start;
    const char *title;
};

struct plan {
    struct arena *arena;
    const struct rundown *rundown;
    struct reader *reader;
    struct stories stories;
    struct passage opening, headlines, details, closing;
    struct script *frames[4]; /* of those four */
    struct frame_values values;
    struct clip opening_clip, closing_clip, sting, bed;
    double speech_lufs;
    double gap;               /* seconds between stories */
    struct mix mix;
    struct cue *cues;
    size_t cue_count, cue_capacity;
    struct chapter_at *chapters;
    size_t chapter_count, chapter_capacity;
};

/* The stories are gathered; adds frame texts and jingles. Broken jingles are reported and left out. */
int plan_make(struct plan *plan, struct nashra_detail *detail);
void plan_free(struct plan *plan);

/* Says what is not said yet of all that will be read. */
int plan_say(struct plan *plan, struct nashra_detail *detail);
int plan_say_line(struct plan *plan, struct line *line, struct nashra_detail *detail);

/* From now on at another speed: what was said is forgotten. */
int plan_set_factor(struct plan *plan, double factor, struct nashra_detail *detail);

/* Lays everything on the time line. All lines in use must have been said. */
int plan_compose(struct plan *plan, struct nashra_detail *detail);

/* Brings the composed plan to [least, most] seconds (0: no limit): drops and shortens stories from the end, reads on beyond the
 * summary, changes the speed by at most 8 %, stretches the gaps. What cannot be done is reported. The plan is composed afterwards. */
int plan_fit(struct plan *plan, double least, double most, struct nashra_detail *detail);

/* Only shortens and drops, at the speed that it has. */
int plan_fit_most(struct plan *plan, double most, struct nashra_detail *detail);

double plan_seconds(const struct plan *plan);

/* A row of lexicon/bulletin.tsv; "" when there is none. */
const char *bulletin_text(const nashra_engine *engine, const char *key);

#endif
