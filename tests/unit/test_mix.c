/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* The time line: nothing clips, nothing is shifted, a bed goes down under speech. */
#include "bulletin/mix.h"
#include "bulletin/mix_limiter.h"
#include "util/memory.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

enum { RATE = 8000 };

struct sum {
    int16_t samples[RATE * 8];
    size_t frames;
};

static int collect(void *context, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    (void)detail;
    struct sum *sum = context;
    if (sum->frames + frames > RATE * 8) return NASHRA_E_LIMIT;
    memcpy(sum->samples + sum->frames, samples, frames * sizeof *samples);
    sum->frames += frames;
    return 0;
}

static double loudest(const struct sum *sum, double from, double to)
{
    int most = 0;
    for (size_t i = (size_t)(from * RATE); i < (size_t)(to * RATE) && i < sum->frames; i++)
        if (abs(sum->samples[i]) > most) most = abs(sum->samples[i]);
    return most / 32767.0;
}

static void sine(float *out, size_t frames, double amplitude)
{
    for (size_t i = 0; i < frames; i++) out[i] = (float)(amplitude * sin((double)i * 0.3));
}

static struct sum sum;
static float loud[RATE], tone[RATE];

/* Two full-scale sounds at once: the sum would be twice as high as what fits. */
static void no_clipping(void)
{
    sine(loud, RATE, 1.0);
    struct clip clip = {loud, RATE, -10};
    struct mix mix = {.rate = RATE, .channels = 1, .voice_rate = RATE, .ducked = 0.2};
    CHECK(mix_add(&mix, (struct track){.kind = TRACK_CLIP, .start = 0, .frames = RATE, .clip = &clip, .gain = 1}) == 0);
    CHECK(mix_add(&mix, (struct track){.kind = TRACK_CLIP, .start = RATE / 2, .frames = RATE, .clip = &clip, .gain = 1}) == 0);
    sum.frames = 0;
    CHECK(mix_run(&mix, collect, &sum, NULL) == 0);
    CHECK(sum.frames == RATE + RATE / 2);
    CHECK(loudest(&sum, 0, 1.5) <= 0.951);
    CHECK(loudest(&sum, 0.6, 0.9) > 0.6);
    mix_free(&mix);
}

/* What is soft goes through unchanged and in its place. */
static void no_shift(void)
{
    static int16_t samples[100];
    samples[0] = 10000;
    samples[99] = -9000;
    struct spoken spoken = {.samples = samples, .frames = 100};
    struct mix mix = {.rate = RATE, .channels = 1, .voice_rate = RATE, .ducked = 0.2};
    CHECK(mix_add(&mix, (struct track){.kind = TRACK_SPEECH, .start = 5000, .frames = 100, .spoken = &spoken, .gain = 1}) == 0);
    mix.frames = 5200;
    sum.frames = 0;
    CHECK(mix_run(&mix, collect, &sum, NULL) == 0);
    CHECK(sum.frames == 5200);
    CHECK(abs(sum.samples[5000] - 10000) <= 2 && abs(sum.samples[5099] + 9000) <= 2 && sum.samples[4999] == 0 && sum.samples[5100] == 0);
    mix_free(&mix);
}

static void ducking(void)
{
    static int16_t silence[RATE * 2];
    sine(tone, RATE, 0.5);
    struct clip bed = {tone, RATE, -10};
    struct spoken spoken = {.samples = silence, .frames = RATE * 2};
    struct mix mix = {.rate = RATE, .channels = 1, .voice_rate = RATE, .ducked = 0.2};
    CHECK(mix_add(&mix, (struct track){.kind = TRACK_BED, .start = 0, .frames = RATE * 7, .clip = &bed, .gain = 1, .fade = RATE / 2}) == 0);
    CHECK(mix_add(&mix, (struct track){.kind = TRACK_SPEECH, .start = RATE * 2, .frames = RATE * 2, .spoken = &spoken, .gain = 1}) == 0);
    sum.frames = 0;
    CHECK(mix_run(&mix, collect, &sum, NULL) == 0);
    CHECK(loudest(&sum, 0, 0.1) < 0.12);                                  /* fades in */
    CHECK(fabs(loudest(&sum, 1.0, 1.5) - 0.5) < 0.03);                    /* stands alone, repeated after a second */
    CHECK(fabs(loudest(&sum, 2.2, 3.8) - 0.1) < 0.03);                    /* under speech */
    CHECK(loudest(&sum, 6.0, 6.4) > 0.4);                                 /* and up again */
    CHECK(loudest(&sum, 6.95, 7.0) < 0.06);                               /* fades out */
    mix_free(&mix);
}

static void limiter_holds(void)
{
    struct mix_limiter limiter;
    mix_limiter_init(&limiter, 1, 0.5, RATE);
    unsigned state = 1;
    float worst = 0, value;
    for (int i = 0; i < 100000; i++) {
        state = state * 1103515245u + 12345u;
        value = (float)((state >> 16) % 2001) / 1000 - 1;
        if (i % 7000 < 3500) value *= 0.1f;
        mix_limiter_run(&limiter, &value, 1);
        worst = fmaxf(worst, fabsf(value));
    }
    CHECK(worst <= 0.5001f);
    CHECK(worst > 0.4f);
}

int main(void)
{
    no_clipping();
    no_shift();
    ducking();
    limiter_holds();
    return check_done();
}
