/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "audio/limiter.h"

#include "util/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum { MOST_CHANNELS = 2, PHASES = 4, TAPS = 24, CENTRE = TAPS / 2, LOOK_AHEAD_MS = 5, RELEASE_MS = 120 };
static const float OVERSHOOT = 2.5f; /* no sum of taps' magnitudes is larger */

struct limiter {
    int channels;
    double ceiling, release;
    size_t window, delay, frame;
    size_t quiet;                          /* frames since the last that could make a peak between samples */
    float taps[PHASES][TAPS];              /* windowed sinc between samples; phase 0 is the sample itself */
    float history[MOST_CHANNELS][2 * TAPS]; /* written twice, so that the last TAPS are always in one piece */
    float *line;                           /* delay frames of sound, in a ring */
    float *needed;                         /* a ring of `window` gains that single samples need */
    size_t *queue, head, count;            /* frames whose gains fall from front to back: the front is the window's least */
    float *smooth;                         /* a ring of `window` released gains; their mean is the gain */
    double held, sum;
};

static void make_taps(struct limiter *l)
{
    const double pi = 3.14159265358979323846;
    for (int phase = 0; phase < PHASES; phase++) {
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double t = i - (CENTRE - 1) - (double)phase / PHASES; /* between history[CENTRE - 1] and history[CENTRE] */
            double sinc = fabs(t) < 1e-9 ? 1 : sin(pi * t) / (pi * t);
            double x = t / CENTRE;
            double hann = fabs(x) >= 1 ? 0 : 0.5 + 0.5 * cos(pi * x);
            l->taps[phase][i] = (float)(sinc * hann);
            sum += sinc * hann;
        }
        for (int i = 0; i < TAPS; i++) l->taps[phase][i] /= (float)sum;
    }
}

struct limiter *limiter_new(int rate, int channels, double ceiling)
{
    struct limiter *l = memory_zalloc(1, sizeof *l);
    if (!l) return NULL;
    l->channels = channels;
    l->ceiling = ceiling;
    l->window = (size_t)(rate * LOOK_AHEAD_MS / 1000);
    l->delay = l->window - 1 + CENTRE; /* the peak's finding lags CENTRE frames behind */
    l->release = 1 - exp(-1000.0 / (RELEASE_MS * (double)rate));
    l->held = 1;
    l->sum = (double)l->window;
    l->line = memory_zalloc(l->delay, (size_t)channels * sizeof *l->line);
    l->needed = memory_zalloc(l->window, sizeof *l->needed);
    l->queue = memory_zalloc(l->window, sizeof *l->queue);
    l->smooth = memory_zalloc(l->window, sizeof *l->smooth);
    if (!l->line || !l->needed || !l->queue || !l->smooth) return limiter_free(l), NULL;
    for (size_t i = 0; i < l->window; i++) l->smooth[i] = l->needed[i] = 1;
    make_taps(l);
    return l;
}

void limiter_free(struct limiter *limiter)
{
    if (!limiter) return;
    memory_free(limiter->smooth);
    memory_free(limiter->queue);
    memory_free(limiter->needed);
    memory_free(limiter->line);
    memory_free(limiter);
}

size_t limiter_delay(const struct limiter *limiter)
{
    return limiter->delay;
}

/* The highest value at and right after the sample CENTRE frames ago. */
static float true_peak(struct limiter *l, const float *in)
{
    float peak = 0;
    size_t at = l->frame % TAPS;
    l->quiet++;
    for (int c = 0; c < l->channels; c++) {
        l->history[c][at] = l->history[c][at + TAPS] = in[c];
        if (fabsf(in[c]) * OVERSHOOT > l->ceiling) l->quiet = 0;
    }
    if (l->quiet > TAPS) return 0;
    for (int c = 0; c < l->channels; c++) {
        const float *last = &l->history[c][at + 1];
        for (int phase = 0; phase < PHASES; phase++) {
            float value = 0;
            for (int i = 0; i < TAPS; i++) value += last[i] * l->taps[phase][i];
            if (fabsf(value) > peak) peak = fabsf(value);
        }
    }
    return peak;
}

/* The least of the last `window` needed gains. */
static float window_least(struct limiter *l, float gain)
{
    size_t window = l->window;
    l->needed[l->frame % window] = gain;
    if (l->count && l->queue[l->head] + window <= l->frame) {
        l->head = (l->head + 1) % window;
        l->count--;
    }
    while (l->count && l->needed[l->queue[(l->head + l->count - 1) % window] % window] >= gain) l->count--;
    l->queue[(l->head + l->count++) % window] = l->frame;
    return l->needed[l->queue[l->head] % window];
}

void limiter_frame(struct limiter *l, const float *in, float *out)
{
    float peak = true_peak(l, in);
    float least = window_least(l, peak > l->ceiling ? (float)(l->ceiling / peak) : 1.0f);
    l->held += (1 - l->held) * l->release;
    if (l->held > least) l->held = least;
    float *oldest = &l->smooth[l->frame % l->window];
    l->sum += l->held - *oldest;
    *oldest = (float)l->held;
    double gain = l->sum / (double)l->window;
    float *slot = &l->line[l->frame % l->delay * (size_t)l->channels];
    for (int c = 0; c < l->channels; c++) {
        out[c] = slot[c] * (float)gain;
        slot[c] = in[c];
    }
    l->frame++;
}
