/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_MIX_H
#define NASHRA_BULLETIN_MIX_H

/* Speech and ready-made sound on one time line, added up without clipping: the sum goes through a limiter that looks ahead. */

#include "bulletin/cache.h"
#include "bulletin/clip.h"

enum track_kind { TRACK_SPEECH, TRACK_CLIP, TRACK_BED };

/* Something that sounds from frame `start` on, `frames` long. Borrowed: clip, spoken. */
struct track {
    enum track_kind kind;
    uint64_t start, frames;
    const struct spoken *spoken; /* SPEECH */
    const struct clip *clip;     /* CLIP; BED: repeated as often as needed, and softer under speech */
    double gain;                 /* linear */
    uint64_t fade;               /* BED: frames of its ends */
    float *ready;                /* mix.c: the speech at the output's rate */
};

struct mix {
    int rate, channels, voice_rate; /* of the output; of speech */
    double ducked;                  /* linear gain of a bed under speech */
    struct track *tracks;           /* in order of start */
    size_t count, capacity;
    uint64_t frames;                /* the whole length */
};

/* Adds a track (after those that begin earlier) and makes the mix as long as it needs. 0 or NASHRA_E_MEMORY. */
int mix_add(struct mix *mix, struct track track);
void mix_clear(struct mix *mix); /* takes all tracks out, keeps the memory */
void mix_free(struct mix *mix);

/* Receives frames of interleaved samples; a negative value stops and is returned. */
typedef int (*mix_write_fn)(void *context, const int16_t *samples, size_t frames, struct nashra_detail *detail);

int mix_run(struct mix *mix, mix_write_fn write, void *context, struct nashra_detail *detail);

#endif
