/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Exact length. In this order, because a listener minds the last ones more: read a little faster or slower; end stories earlier, or
 * read on where their summary stopped; leave stories out; and what is then left of a second or two goes into the gaps. No sentence is
 * ever cut. */
#include "bulletin/plan.h"

#include "util/error.h"

#include <math.h>

#define FASTEST 1.08
#define SLOWEST 0.92
#define USUAL 1.04 /* how far the speed may make up for text, before text is dropped */

enum { TRIES = 4 };

/* The part of the length that a change of speed moves. */
static double speech_seconds(const struct plan *plan)
{
    uint64_t frames = 0;
    for (size_t i = 0; i < plan->cue_count; i++) frames += plan->cues[i].end - plan->cues[i].start;
    return (double)frames / plan->mix.rate;
}

/* How long it would be at another speed. */
static double seconds_at(const struct plan *plan, double factor)
{
    double speech = speech_seconds(plan);
    return plan_seconds(plan) - speech + speech * plan->reader->factor / factor;
}

/* The speed that gives that length, within bounds. */
static double factor_for(const struct plan *plan, double seconds)
{
    double speech = speech_seconds(plan), rest = plan_seconds(plan) - speech;
    if (seconds - rest <= 0) return FASTEST;
    return fmin(FASTEST, fmax(SLOWEST, speech * plan->reader->factor / (seconds - rest)));
}

static uint64_t line_frames(const struct story *story, size_t line)
{
    return story->body.lines[line].spoken.frames;
}

/* Ends the story that runs longest one sentence earlier; its first paragraph, at least its first sentence, stays. */
static bool shorten(struct plan *plan, bool keep_lead)
{
    struct story *longest = NULL;
    uint64_t most = 0;
    for (size_t i = 0; i < plan->stories.count; i++) {
        struct story *story = &plan->stories.list[i];
        size_t least = keep_lead && story->lead ? story->lead : 1;
        if (story->dropped || story->used <= least) continue;
        uint64_t frames = 0;
        for (size_t j = 0; j < story->used; j++) frames += line_frames(story, j);
        if (frames >= most) most = frames, longest = story; /* of equals the later one: it matters less */
    }
    if (!longest) return false;
    longest->used--;
    return true;
}

static double story_seconds(const struct plan *plan, size_t index)
{
    uint64_t frames = 0;
    for (size_t i = 0; i < plan->cue_count; i++)
        if (plan->cues[i].story == index) frames += plan->cues[i].end - plan->cues[i].start;
    return (double)frames / plan->mix.rate;
}

/* The last story goes first; but one without which the bulletin would be too short stays, if an earlier one will do. */
static bool drop_one(struct plan *plan, double least)
{
    size_t left = 0, last = 0, chosen = SIZE_MAX;
    double longest = seconds_at(plan, SLOWEST);
    for (size_t i = plan->stories.count; i-- > 0;) {
        if (plan->stories.list[i].dropped) continue;
        if (left++ == 0) last = i;
        if (chosen == SIZE_MAX && longest - story_seconds(plan, i) / SLOWEST >= least) chosen = i;
    }
    if (left < 2) return false;
    struct story *story = &plan->stories.list[chosen == SIZE_MAX ? last : chosen];
    story->dropped = true;
    stories_report(&plan->stories, 0, story->place, "left out: no time for it");
    return true;
}

/* Until it would be short enough when read at `factor`. */
static int cut(struct plan *plan, double least, double most, double factor, struct nashra_detail *detail)
{
    int result = 0;
    while (result == 0 && seconds_at(plan, factor) > most) {
        if (!shorten(plan, true) && !drop_one(plan, least) && !shorten(plan, false)) break;
        result = plan_compose(plan, detail);
    }
    return result;
}

int plan_fit_most(struct plan *plan, double most, struct nashra_detail *detail)
{
    return cut(plan, 0, most, plan->reader->factor, detail);
}

/* Reads on in the first story that has more to tell, turn by turn; false when none has. */
static bool lengthen(struct plan *plan, size_t *turn, struct story **grown)
{
    size_t count = plan->stories.count;
    for (size_t tries = 0; tries < count; tries++) {
        struct story *story = &plan->stories.list[(*turn)++ % count];
        if (story->dropped || story->used >= story->body.count) continue;
        story->used++;
        *grown = story;
        return true;
    }
    return false;
}

static int fill(struct plan *plan, double least, double most, struct nashra_detail *detail)
{
    size_t turn = 0;
    struct story *grown;
    int result = 0;
    while (result == 0 && seconds_at(plan, 1 / USUAL) < least && lengthen(plan, &turn, &grown)) {
        result = plan_say(plan, detail);
        if (result == 0) result = plan_compose(plan, detail);
        if (result == 0 && seconds_at(plan, FASTEST) > most) { /* a long sentence: not this one */
            grown->used--;
            return plan_compose(plan, detail);
        }
    }
    return result;
}

static size_t gap_count(const struct plan *plan)
{
    size_t gaps = 1; /* before the closing */
    for (size_t i = 0; i < plan->stories.count; i++) gaps += !plan->stories.list[i].dropped;
    return gaps;
}

/* What shorter gaps can give, before a story is left out. */
static double spare(const struct plan *plan)
{
    return fmax(0, plan->gap - 0.4) * (double)gap_count(plan);
}

/* The last second or two: longer or shorter gaps. */
static int stretch_gaps(struct plan *plan, double least, double most, struct nashra_detail *detail)
{
    double now = plan_seconds(plan), miss = now < least ? least - now : now > most ? most - now : 0;
    if (miss == 0) return 0;
    plan->gap = fmin(3, fmax(0.15, plan->gap + miss / (double)gap_count(plan)));
    int result = plan_compose(plan, detail);
    /* rounding of the gaps leaves some frames: the end takes them */
    uint64_t wanted = (uint64_t)llrint(least * plan->mix.rate);
    if (result == 0 && plan->mix.frames < wanted && wanted - plan->mix.frames < (uint64_t)plan->mix.rate / 20) plan->mix.frames = wanted;
    return result;
}

/* The speed that brings it inside; eSpeak NG takes speeds in steps, so the result is measured and tried again. */
static int pace(struct plan *plan, double least, double most, struct nashra_detail *detail)
{
    int result = 0;
    for (int i = 0; result == 0 && i < TRIES; i++) {
        double now = plan_seconds(plan), slack = 0.15 * (double)gap_count(plan);
        if (now >= least - slack && now <= most + slack) break;
        double factor = factor_for(plan, now < least ? least : most);
        if (fabs(factor - plan->reader->factor) < 0.002) break;
        result = plan_set_factor(plan, factor, detail);
        if (result == 0) result = plan_compose(plan, detail);
    }
    return result;
}

int plan_fit(struct plan *plan, double least, double most, struct nashra_detail *detail)
{
    int result = 0;
    if (most <= 0) most = HUGE_VAL;
    if (plan_seconds(plan) > most && seconds_at(plan, FASTEST) - spare(plan) > most) result = cut(plan, least, most, USUAL, detail);
    if (result == 0 && plan_seconds(plan) < least && seconds_at(plan, SLOWEST) < least) result = fill(plan, least, most, detail);
    if (result == 0) result = pace(plan, least, most, detail);
    if (result == 0 && plan_seconds(plan) > most + 0.15 * (double)gap_count(plan)) result = cut(plan, least, most, plan->reader->factor, detail);
    if (result == 0) result = stretch_gaps(plan, least, most, detail);
    double now = plan_seconds(plan);
    if (result == 0 && (now > most + 0.05 || now < least - 0.05))
        stories_report(&plan->stories, 0, plan->rundown->path, "%.1f seconds long, not %.1f to %.1f: there is %s to read", now, least, most,
                       now < least ? "too little" : "no less");
    return result;
}
