/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_AUDIO_RESAMPLE_H
#define NASHRA_AUDIO_RESAMPLE_H

/* 16-bit sound from one sample rate to another, block by block (libsoxr). */

#include <stddef.h>
#include <stdint.h>

struct resampler;

/* 0 or NASHRA_E_MEMORY. */
int resampler_new(struct resampler **out, int from, int to, int channels);
void resampler_free(struct resampler *resampler); /* NULL is allowed */

/* Takes `frames` interleaved frames; *out are as many as are ready, good until the next call. samples NULL: the end, what is still
 * inside comes out. 0 or NASHRA_E_MEMORY. */
int resampler_feed(struct resampler *resampler, const int16_t *samples, size_t frames, const int16_t **out, size_t *out_frames);

#endif
