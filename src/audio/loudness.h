/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_AUDIO_LOUDNESS_H
#define NASHRA_AUDIO_LOUDNESS_H

/* To a loudness: the samples wait in a nameless file; then they are measured (libebur128, EBU R 128), and written with one gain for
 * all and a limiter for what would stand out above the ceiling. */

#include "audio/audio.h"
#include "audio/riff.h"

struct leveler {
    int fd;            /* samples as they came */
    int rate, channels, out_channels;
    double target;     /* LUFS of the output */
    double ceiling;    /* dBTP */
    uint64_t frames;
    double gain;       /* found */
    bool limit;        /* found: peaks would stand out above the ceiling */
    struct measured measured; /* what the output will have */
};

/* Finds gain and measured. 0, NASHRA_E_MEMORY or NASHRA_E_OUTPUT (errno: the waiting file cannot be read). */
int leveler_measure(struct leveler *leveler);

typedef int (*leveler_write_fn)(void *context, const int16_t *samples, size_t frames);

/* Hands out all samples, levelled. Returns what `write` returned when that was not 0. */
int leveler_run(const struct leveler *leveler, leveler_write_fn write, void *context);

#endif
