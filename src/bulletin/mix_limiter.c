/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/mix_limiter.h"

#include <math.h>
#include <string.h>

void mix_limiter_init(struct mix_limiter *limiter, int channels, double ceiling, int rate)
{
    memset(limiter, 0, sizeof *limiter);
    limiter->channels = channels;
    limiter->ceiling = (float)ceiling;
    limiter->release = (float)(1 - exp(-1 / (0.1 * rate)));
    limiter->held = 1;
    for (size_t i = 0; i < LIMITER_WINDOW; i++) limiter->smallest[i] = 1;
    limiter->sum = LIMITER_WINDOW;
}

/* The minimum of the last LIMITER_WINDOW gains: an ascending queue, so that each gain goes in and out once. */
static float window_minimum(struct mix_limiter *l, float gain)
{
    while (l->queue_size && l->queue_gain[(l->queue_head + l->queue_size - 1) % LIMITER_WINDOW] >= gain) l->queue_size--;
    if (l->queue_size && l->queue_time[l->queue_head] + LIMITER_WINDOW <= l->time) {
        l->queue_head = (l->queue_head + 1) % LIMITER_WINDOW;
        l->queue_size--;
    }
    size_t tail = (l->queue_head + l->queue_size) % LIMITER_WINDOW;
    l->queue_gain[tail] = gain;
    l->queue_time[tail] = l->time;
    l->queue_size++;
    return l->queue_gain[l->queue_head];
}

void mix_limiter_run(struct mix_limiter *l, float *samples, size_t frames)
{
    for (size_t i = 0; i < frames; i++, samples += l->channels, l->time++) {
        float peak = 0;
        for (int c = 0; c < l->channels; c++) peak = fmaxf(peak, fabsf(samples[c]));
        float least = window_minimum(l, peak > l->ceiling ? l->ceiling / peak : 1);
        l->held = fminf(least, l->held + (1 - l->held) * l->release);
        size_t now = l->time % LIMITER_WINDOW;
        l->sum += (double)l->held - (double)l->smallest[now];
        l->smallest[now] = l->held;
        float gain = (float)(l->sum / LIMITER_WINDOW);
        float *slot = l->delayed + now * (size_t)l->channels;
        const float *old = l->delayed + (now + 1) % LIMITER_WINDOW * (size_t)l->channels; /* LIMITER_DELAY frames ago */
        for (int c = 0; c < l->channels; c++) slot[c] = samples[c];
        for (int c = 0; c < l->channels; c++) samples[c] = old[c] * gain;
    }
}
