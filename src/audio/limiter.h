/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_AUDIO_LIMITER_H
#define NASHRA_AUDIO_LIMITER_H

/* A gentle true-peak limiter: it looks 5 ms ahead, lowers the gain smoothly before a peak and lets it rise again slowly. What does
 * not reach the ceiling passes unchanged. Peaks between samples are found by fourfold oversampling (ITU-R BS.1770). */

#include <stddef.h>

struct limiter;

/* ceiling: 0..1 of full scale. NULL when memory is short. */
struct limiter *limiter_new(int rate, int channels, double ceiling);
void limiter_free(struct limiter *limiter); /* NULL is allowed */

/* Takes one frame and gives back the one limiter_delay() frames earlier (silence at first). */
void limiter_frame(struct limiter *limiter, const float *in, float *out);
size_t limiter_delay(const struct limiter *limiter);

#endif
