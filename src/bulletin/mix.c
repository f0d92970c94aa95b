/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/mix.h"

#include "bulletin/mix_limiter.h"
#include "util/error.h"
#include "util/memory.h"

#include <math.h>

enum { BLOCK = 4096 };

int mix_add(struct mix *mix, struct track track)
{
    if (mix->count == mix->capacity) {
        size_t capacity = mix->capacity ? mix->capacity * 2 : 256;
        struct track *more = memory_realloc(mix->tracks, capacity, sizeof *more);
        if (!more) return NASHRA_E_MEMORY;
        mix->tracks = more;
        mix->capacity = capacity;
    }
    track.ready = NULL;
    size_t at = mix->count++;
    for (; at > 0 && mix->tracks[at - 1].start > track.start; at--) mix->tracks[at] = mix->tracks[at - 1];
    mix->tracks[at] = track;
    if (track.start + track.frames > mix->frames) mix->frames = track.start + track.frames;
    return 0;
}

void mix_clear(struct mix *mix)
{
    for (size_t i = 0; i < mix->count; i++) memory_free(mix->tracks[i].ready);
    mix->count = 0;
    mix->frames = 0;
}

void mix_free(struct mix *mix)
{
    mix_clear(mix);
    memory_free(mix->tracks);
    *mix = (struct mix){0};
}

/* A bed's gain under speech: down just before a voice begins, up when it has been silent for a while, both without a jump. */
struct ducker {
    const struct mix *mix;
    size_t next;          /* the speech track that is sounding, or comes next */
    uint64_t ahead, hold; /* frames */
    double gain, down, up;
};

static void ducker_init(struct ducker *d, const struct mix *mix)
{
    *d = (struct ducker){.mix = mix, .ahead = (uint64_t)(mix->rate * 0.3), .hold = (uint64_t)(mix->rate * 0.6), .gain = 1,
                         .down = 1 - exp(-1 / (0.08 * mix->rate)), .up = 1 - exp(-1 / (0.35 * mix->rate))};
}

static double ducker_gain(struct ducker *d, uint64_t frame)
{
    const struct mix *mix = d->mix;
    while (d->next < mix->count && (mix->tracks[d->next].kind != TRACK_SPEECH ||
                                    mix->tracks[d->next].start + mix->tracks[d->next].frames + d->hold <= frame)) d->next++;
    bool voice = d->next < mix->count && frame + d->ahead >= mix->tracks[d->next].start;
    double target = voice ? mix->ducked : 1;
    d->gain += (target - d->gain) * (target < d->gain ? d->down : d->up);
    return d->gain;
}

/* [from, to) of the time line, as far as the track reaches into it. */
static void add_bed(const struct mix *mix, const struct track *t, struct ducker *ducker, float *block, uint64_t from, uint64_t to)
{
    for (uint64_t f = from; f < to; f++) {
        uint64_t in = f - t->start, left = t->frames - in;
        double gain = t->gain * ducker_gain(ducker, f);
        if (in < t->fade) gain *= (double)in / (double)t->fade;
        if (left < t->fade) gain *= (double)left / (double)t->fade;
        const float *frame = t->clip->samples + in % t->clip->frames * (size_t)mix->channels;
        for (int c = 0; c < mix->channels; c++) *block++ += (float)(frame[c] * gain);
    }
}

static void add_clip(const struct mix *mix, const struct track *t, float *block, uint64_t from, uint64_t to)
{
    const float *in = t->clip->samples + (size_t)(from - t->start) * (size_t)mix->channels;
    size_t count = (size_t)(to - from) * (size_t)mix->channels;
    for (size_t i = 0; i < count; i++) block[i] += in[i] * (float)t->gain;
}

static int add_speech(const struct mix *mix, struct track *t, float *block, uint64_t from, uint64_t to, struct nashra_detail *detail)
{
    size_t frames;
    if (!t->ready) {
        int result = resample_speech(t->spoken->samples, t->spoken->frames, mix->voice_rate, mix->rate, &t->ready, &frames, detail);
        if (result < 0) return result;
    }
    for (uint64_t f = from; f < to; f++)
        for (int c = 0; c < mix->channels; c++) *block++ += t->ready[f - t->start] * (float)t->gain;
    return 0;
}

static int add_track(const struct mix *mix, struct track *t, struct ducker *ducker, float *block, uint64_t begin, uint64_t end,
                     struct nashra_detail *detail)
{
    uint64_t from = t->start > begin ? t->start : begin, to = t->start + t->frames < end ? t->start + t->frames : end;
    if (from >= to) return 0;
    float *at = block + (size_t)(from - begin) * (size_t)mix->channels;
    switch (t->kind) {
    case TRACK_SPEECH: return add_speech(mix, t, at, from, to, detail);
    case TRACK_CLIP: add_clip(mix, t, at, from, to); return 0;
    case TRACK_BED: add_bed(mix, t, ducker, at, from, to); return 0;
    }
    return 0;
}

/* Gives frames out, less the limiter's delay at the beginning. */
static int give(const float *block, size_t frames, int channels, size_t *skip, mix_write_fn write, void *context,
                struct nashra_detail *detail)
{
    int16_t out[BLOCK * 2];
    size_t drop = *skip < frames ? *skip : frames;
    *skip -= drop;
    frames -= drop;
    block += drop * (size_t)channels;
    for (size_t i = 0; i < frames * (size_t)channels; i++) out[i] = (int16_t)lrintf(block[i] * 32767);
    return frames ? write(context, out, frames, detail) : 0;
}

int mix_run(struct mix *mix, mix_write_fn write, void *context, struct nashra_detail *detail)
{
    struct mix_limiter limiter;
    struct ducker ducker;
    float block[BLOCK * 2];
    mix_limiter_init(&limiter, mix->channels, 0.95, mix->rate);
    ducker_init(&ducker, mix);
    size_t first = 0, skip = LIMITER_DELAY;
    /* the delay's worth of silence after the end brings the last frames out */
    for (uint64_t at = 0; at < mix->frames + LIMITER_DELAY; at += BLOCK) {
        uint64_t end = at + BLOCK < mix->frames + LIMITER_DELAY ? at + BLOCK : mix->frames + LIMITER_DELAY;
        for (size_t i = 0; i < BLOCK * 2; i++) block[i] = 0;
        while (first < mix->count && mix->tracks[first].start + mix->tracks[first].frames <= at) {
            memory_free(mix->tracks[first].ready);
            mix->tracks[first++].ready = NULL;
        }
        for (size_t i = first; i < mix->count && mix->tracks[i].start < end; i++) {
            int result = add_track(mix, &mix->tracks[i], &ducker, block, at, end, detail);
            if (result < 0) return result;
        }
        mix_limiter_run(&limiter, block, (size_t)(end - at));
        int result = give(block, (size_t)(end - at), mix->channels, &skip, write, context, detail);
        if (result < 0) return result;
    }
    return 0;
}
