/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_MIX_LIMITER_H
#define NASHRA_BULLETIN_MIX_LIMITER_H

/* Holds peaks under a ceiling. The gain is lowered before a peak arrives and let go slowly: it never jumps, so nothing clicks. What
 * goes in comes out LIMITER_DELAY frames later. */

#include <stddef.h>

enum { LIMITER_WINDOW = 256, LIMITER_DELAY = LIMITER_WINDOW - 1 };

struct mix_limiter {
    float ceiling, release;            /* release: how far the gain moves back to 1 in a frame, 0..1 */
    int channels;
    float delayed[LIMITER_WINDOW * 2]; /* the last frames, a ring */
    float smallest[LIMITER_WINDOW];    /* gains that the last frames allow, a ring: the mean of it is applied */
    float queue_gain[LIMITER_WINDOW];  /* ascending gains of the window: its head is the minimum */
    size_t queue_time[LIMITER_WINDOW];
    size_t queue_head, queue_size, time;
    double sum;
    float held;
};

void mix_limiter_init(struct mix_limiter *limiter, int channels, double ceiling, int rate);

/* Frames in place. */
void mix_limiter_run(struct mix_limiter *limiter, float *samples, size_t frames);

#endif
