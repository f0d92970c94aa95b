/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/plan.h"

#include "util/error.h"

#include <math.h>

/* Where the next sound goes. */
struct composer {
    struct plan *plan;
    uint64_t now;
    bool failed;
};

static uint64_t frames_of(const struct plan *plan, double seconds)
{
    return (uint64_t)llrint(seconds * plan->mix.rate);
}

static void lay_passage(struct composer *c, const struct passage *passage, size_t count, size_t story)
{
    struct plan *plan = c->plan;
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &passage->lines[i];
        uint64_t frames = resampled_frames(line->spoken.frames, plan->mix.voice_rate, plan->mix.rate);
        if (arena_reserve(plan->arena, &plan->cues, &plan->cue_capacity, plan->cue_count, plan->cue_count + 1, sizeof *plan->cues) < 0 ||
            mix_add(&plan->mix, (struct track){.kind = TRACK_SPEECH, .start = c->now, .frames = frames, .spoken = &line->spoken, .gain = 1}) < 0)
            c->failed = true;
        else plan->cues[plan->cue_count++] = (struct cue){c->now, c->now + frames, line, story};
        c->now += frames;
    }
}

static void lay_chapter(struct composer *c, const char *title)
{
    struct plan *plan = c->plan;
    if (arena_reserve(plan->arena, &plan->chapters, &plan->chapter_capacity, plan->chapter_count, plan->chapter_count + 1,
                      sizeof *plan->chapters) < 0) c->failed = true;
    else plan->chapters[plan->chapter_count++] = (struct chapter_at){c->now, title};
}

/* The gain that puts a clip `level` LU above the speech; one that is too short or silent is taken as it is. */
static double clip_gain(const struct plan *plan, const struct clip *clip, double level)
{
    if (!isfinite(clip->lufs)) return 1;
    return pow(10, (plan->speech_lufs + level - clip->lufs) / 20);
}

static void lay_clip(struct composer *c, const struct clip *clip)
{
    if (!clip->frames) return;
    double gain = clip_gain(c->plan, clip, c->plan->rundown->jingles.level);
    if (mix_add(&c->plan->mix, (struct track){.kind = TRACK_CLIP, .start = c->now, .frames = clip->frames, .clip = clip, .gain = gain}) < 0)
        c->failed = true;
    c->now += clip->frames;
}

/* From `start` to a fade's length after now. */
static void lay_bed(struct composer *c, uint64_t start)
{
    const struct plan *plan = c->plan;
    if (!plan->bed.frames) return;
    double gain = clip_gain(plan, &plan->bed, plan->rundown->jingles.bed_level);
    uint64_t fade = frames_of(plan, plan->rundown->jingles.fade), frames = c->now - start + fade;
    if (fade * 2 > frames) fade = frames / 2;
    if (mix_add(&c->plan->mix, (struct track){.kind = TRACK_BED, .start = start, .frames = frames, .clip = &plan->bed, .gain = gain,
                                              .fade = fade}) < 0) c->failed = true;
    c->now = start + frames;
}

static void lay_headlines(struct composer *c)
{
    struct plan *plan = c->plan;
    struct stories *s = &plan->stories;
    if (!plan->rundown->headlines) return;
    lay_chapter(c, bulletin_text(s->engine, "chapter.headlines"));
    lay_passage(c, &plan->headlines, plan->headlines.count, SIZE_MAX);
    for (size_t i = 0; i < s->count; i++)
        if (!s->list[i].dropped) lay_passage(c, &s->list[i].head, s->list[i].head.count, i);
    lay_passage(c, &plan->details, plan->details.count, SIZE_MAX);
}

/* A sting between stories, silence around it; without one, silence alone. */
static void lay_stories(struct composer *c)
{
    struct plan *plan = c->plan;
    struct stories *s = &plan->stories;
    uint64_t gap = frames_of(plan, plan->gap);
    bool any = false;
    for (size_t i = 0; i < s->count; i++) {
        const struct story *story = &s->list[i];
        if (story->dropped) continue;
        c->now += plan->sting.frames && any ? gap / 2 : gap;
        if (plan->sting.frames && any) {
            lay_clip(c, &plan->sting);
            c->now += gap - gap / 2;
        }
        any = true;
        lay_chapter(c, story->title);
        lay_passage(c, &story->before, story->before.count, i);
        bool title_was_said = plan->rundown->headlines && story->body.count;
        if (!title_was_said || plan->rundown->repeat_titles) lay_passage(c, &story->head, story->head.count, i);
        lay_passage(c, &story->body, story->used, i);
    }
}

int plan_compose(struct plan *plan, struct nashra_detail *detail)
{
    struct composer c = {.plan = plan};
    mix_clear(&plan->mix);
    plan->cue_count = plan->chapter_count = 0;
    plan->mix.ducked = pow(10, plan->rundown->jingles.duck / 20);
    lay_chapter(&c, plan->rundown->title && *plan->rundown->title ? plan->rundown->title : bulletin_text(plan->stories.engine, "chapter.opening"));
    lay_clip(&c, &plan->opening_clip);
    uint64_t bed_start = c.now;
    if (plan->bed.frames) c.now += frames_of(plan, plan->rundown->jingles.fade);
    lay_passage(&c, &plan->opening, plan->opening.count, SIZE_MAX);
    lay_headlines(&c);
    lay_bed(&c, bed_start);
    lay_stories(&c);
    c.now += frames_of(plan, plan->gap);
    if (plan->closing.count || plan->closing_clip.frames) lay_chapter(&c, bulletin_text(plan->stories.engine, "chapter.closing"));
    lay_passage(&c, &plan->closing, plan->closing.count, SIZE_MAX);
    lay_clip(&c, &plan->closing_clip);
    if (plan->mix.frames < c.now) plan->mix.frames = c.now;
    return c.failed ? error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short") : 0;
}

double plan_seconds(const struct plan *plan)
{
    return (double)plan->mix.frames / plan->mix.rate;
}
