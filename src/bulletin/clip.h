/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_CLIP_H
#define NASHRA_BULLETIN_CLIP_H

/* Ready-made sound: jingles, stings, beds. */

#include "nashra.h"

struct clip {
    float *samples; /* interleaved */
    size_t frames;
    double lufs;    /* integrated loudness; -HUGE_VAL: silent or too short to tell */
};

/* Reads any file that libsndfile reads, at any rate and with any channels, as `channels` (1 or 2) at `rate`; what is longer than
 * five minutes is cut. NASHRA_E_INPUT when it is no sound. */
int clip_load(struct clip *clip, const char *path, int rate, int channels, struct nashra_detail *detail);
void clip_free(struct clip *clip); /* and empties it */

/* Mono samples at one rate as floats at another: *out has *frames = frames * to / from, rounded. memory_free() it. */
int resample_speech(const int16_t *samples, size_t frames, int from, int to, float **out, size_t *out_frames, struct nashra_detail *detail);
size_t resampled_frames(size_t frames, int from, int to);

/* The loudness of a piece or of a list of pieces; -HUGE_VAL when silent. */
struct meter;
struct meter *meter_new(int rate, int channels, bool true_peak);
void meter_add(struct meter *meter, const float *samples, size_t frames);
void meter_add_speech(struct meter *meter, const int16_t *samples, size_t frames);
double meter_lufs(const struct meter *meter);
double meter_true_peak(const struct meter *meter); /* dBTP */
void meter_free(struct meter *meter);

/* Measures a finished file. 0, or an error when it cannot be read back. */
int measure_file(const char *path, double *lufs, double *true_peak, double *seconds, struct nashra_detail *detail);

#endif
