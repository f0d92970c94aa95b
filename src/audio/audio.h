/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_AUDIO_H
#define NASHRA_AUDIO_H

/* Where sound goes. sink.c is the API of nashra.h; a sink is a file (file.c: target.c names and renames it, loudness.c levels it,
 * encoder.c writes it through libsndfile), standard output (stream.c) or a device (device.c). Nothing here knows Arabic. */

#include "nashra.h"
#include "util/error.h"
#include "util/memory.h"

/* What a kind of sink can do. close and abort free it. */
struct sink_kind {
    int (*write)(struct nashra_sink *sink, const int16_t *samples, size_t frames, struct nashra_detail *detail);
    int (*chapter)(struct nashra_sink *sink, const struct nashra_chapter *chapter, struct nashra_detail *detail); /* NULL: none */
    int (*close)(struct nashra_sink *sink, struct nashra_detail *detail);
    void (*abort)(struct nashra_sink *sink);
};

/* The first member of every kind's own struct. */
struct nashra_sink {
    const struct sink_kind *kind;
};

int file_sink_open(struct nashra_sink **sink, const char *path, const struct nashra_sink_options *options,
                   struct nashra_detail *detail);
int stream_sink_open(struct nashra_sink **sink, const struct nashra_sink_options *options, struct nashra_detail *detail);

/* A chapter that the sink keeps. */
struct chapter {
    double start;
    char *title;
};

#endif
