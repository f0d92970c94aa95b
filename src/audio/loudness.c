/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "audio/loudness.h"

#include "audio/limiter.h"

#include <ebur128.h>
#include <errno.h>
#include <math.h>
#include <unistd.h>

enum { BLOCK = 2048, MOST_PASSES = 6 };

/* Reads the next frames: how many, 0 at the end, -1 on an error. */
static ssize_t read_block(const struct leveler *l, uint64_t from, int16_t *samples)
{
    size_t frame = (size_t)l->channels * sizeof *samples;
    uint64_t left = l->frames - from;
    size_t want = left < BLOCK ? (size_t)left : BLOCK, got = 0;
    while (got < want * frame) {
        ssize_t n = pread(l->fd, (char *)samples + got, want * frame - got, (off_t)(from * frame + got));
        if (n < 0 && errno == EINTR) continue;
        if (n == 0) errno = EIO;
        if (n <= 0) return -1;
        got += (size_t)n;
    }
    return (ssize_t)want;
}

/* Gain and limiter, in place; the first `skip` frames of all come from before the sound and are dropped. Returns the frames kept. */
static size_t level_block(const struct leveler *l, struct limiter *limiter, int16_t *block, size_t n, uint64_t done, uint64_t skip)
{
    size_t kept = 0, channels = (size_t)l->channels;
    const float gain = (float)(l->gain / 32768);
    for (size_t i = 0; i < n; i++) {
        float in[2], out[2];
        for (size_t c = 0; c < channels; c++) in[c] = done + i < l->frames ? (float)block[i * channels + c] * gain : 0;
        if (limiter) limiter_frame(limiter, in, out);
        if (done + i < skip) continue;
        for (size_t c = 0; c < channels; c++)
            block[kept * channels + c] = (int16_t)lrintf(fmaxf(fminf((limiter ? out[c] : in[c]) * 32768, 32767), -32768));
        kept++;
    }
    return kept;
}

int leveler_run(const struct leveler *l, leveler_write_fn write, void *context)
{
    struct limiter *limiter = NULL;
    if (l->limit && !(limiter = limiter_new(l->rate, l->channels, pow(10, l->ceiling / 20)))) return NASHRA_E_MEMORY;
    int16_t block[2 * BLOCK];
    uint64_t done = 0, skip = limiter ? limiter_delay(limiter) : 0;
    uint64_t end = l->frames + skip; /* the limiter's delay is cut off in front and pushed out at the end */
    int result = 0;
    while (done < end && result == 0) {
        ssize_t n = done < l->frames ? read_block(l, done, block) : BLOCK;
        if (n < 0) result = NASHRA_E_OUTPUT;
        if (done >= l->frames && (uint64_t)n > end - done) n = (ssize_t)(end - done);
        size_t kept = n > 0 ? level_block(l, limiter, block, (size_t)n, done, skip) : 0;
        if (n > 0) done += (uint64_t)n;
        if (result == 0 && kept) result = write(context, block, kept);
    }
    limiter_free(limiter);
    return result;
}

/* What ebur128 hears: mono that will be written on both sides is measured on both. */
struct ear {
    ebur128_state *state;
    int channels, out_channels;
};

static int hear(void *context, const int16_t *samples, size_t frames)
{
    struct ear *ear = context;
    int16_t wide[2 * BLOCK];
    if (ear->channels != ear->out_channels) {
        for (size_t i = 0; i < frames; i++) wide[2 * i] = wide[2 * i + 1] = samples[i];
        samples = wide;
    }
    return ebur128_add_frames_short(ear->state, samples, frames) == EBUR128_SUCCESS ? 0 : NASHRA_E_MEMORY;
}

static double decibels(double value)
{
    return value > 0 ? 20 * log10(value) : -120;
}

/* Runs everything through the present gain (and limiter) and measures what comes out. `full`: peaks and range, too. */
static int measure_pass(struct leveler *l, bool full)
{
    int mode = full ? EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK : EBUR128_MODE_I;
    struct ear ear = {ebur128_init((unsigned)l->out_channels, (unsigned long)l->rate, mode), l->channels, l->out_channels};
    if (!ear.state) return NASHRA_E_MEMORY;
    int result = leveler_run(l, hear, &ear);
    struct measured *m = &l->measured;
    if (ebur128_loudness_global(ear.state, &m->loudness) != EBUR128_SUCCESS) m->loudness = -HUGE_VAL;
    if (full) {
        double peak, most = 0;
        for (int c = 0; c < l->out_channels; c++)
            if (ebur128_true_peak(ear.state, (unsigned)c, &peak) == EBUR128_SUCCESS && peak > most) most = peak;
        m->true_peak = decibels(most);
        if (ebur128_loudness_range(ear.state, &m->range) != EBUR128_SUCCESS) m->range = 0;
    }
    ebur128_destroy(&ear.state);
    return result;
}

/* Where one gain does it, it is known at once. Where peaks would stand out, the limiter takes away a little loudness, too: the gain
 * is found again until the result is right. */
int leveler_measure(struct leveler *l)
{
    l->gain = 1;
    l->limit = false;
    int result = measure_pass(l, true);
    if (result < 0 || !isfinite(l->measured.loudness)) return result; /* silence, or shorter than 0.4 s: as it is */
    double step = l->target - l->measured.loudness;
    l->gain = pow(10, step / 20);
    l->measured.true_peak += step;
    l->measured.loudness = l->target;
    if (l->measured.true_peak <= l->ceiling) return 0;
    l->limit = true;
    l->measured.true_peak = l->ceiling;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
        result = measure_pass(l, false);
        step = l->target - l->measured.loudness;
        if (result < 0 || !isfinite(step) || fabs(step) < 0.05) break;
        l->gain *= pow(10, step / 20);
    }
    return result;
}
