/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_AUDIO_ENCODER_H
#define NASHRA_AUDIO_ENCODER_H

/* Samples to a file's bytes: one of seven containers, through libsndfile, with the tags. */

#include "audio/audio.h"
#include "audio/riff.h"

struct container {
    const char *name;
    const char *endings[3];
    int format;  /* libsndfile's */
    bool lossy;  /* decoded peaks may lie above those that went in */
};

/* By name, else by the path's ending; NULL: none, with *detail filled. */
const struct container *container_for(const char *name, const char *path, struct nashra_detail *detail);

struct encoder;

/* Starts to write into the empty file `fd`, which stays the caller's. Frames will come with options->channels channels and are
 * written with out_channels (1 in, 2 out: both sides the same). measured: for bext, may be NULL. */
int encoder_open(struct encoder **out, int fd, const char *path, const struct container *container,
                 const struct nashra_sink_options *options, int out_channels, const struct measured *measured,
                 struct nashra_detail *detail);
int encoder_write(struct encoder *encoder, const int16_t *samples, size_t frames, struct nashra_detail *detail);

/* Completes the file, chapters included, and frees the encoder, whatever is returned. */
int encoder_close(struct encoder *encoder, const struct chapter *chapters, size_t count, struct nashra_detail *detail);
void encoder_abort(struct encoder *encoder); /* NULL is allowed */

#endif
