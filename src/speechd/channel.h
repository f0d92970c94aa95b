/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_CHANNEL_H
#define NASHRA_SPEECHD_CHANNEL_H

/* The two pipes between speech-dispatcher and this module: lines in, replies and events out. Standard input is read with
 * read() alone, so that a STOP can be looked for between two blocks of sound without waiting. One thread uses a channel. */

#include "speechd/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CHANNEL_MOST_LINE = 16 << 20, /* what is longer is cut: a line, and all lines of one message */
    CHANNEL_BLOCK_MS = 60         /* one block of sound: what a STOP may still have to wait for */
};

struct channel {
    int in, out;
    struct text input; /* read and not yet used: input.data[used ..] */
    size_t used;
    struct text block; /* one event as it will be written */
    bool ended;        /* the server has closed our input */
    bool broken;       /* nothing can be written any more */
    bool queued;       /* more commands stood in the pipe when speech began: a script, that is let run to its end */
};

void spd_channel_open(struct channel *channel, int in, int out);
void spd_channel_close(struct channel *channel); /* frees; the descriptors stay open */

/* Waits for the next line; *line (without its line feed) is good until the next call. False at the end of input. */
bool spd_channel_line(struct channel *channel, const char **line, size_t *size);

/* Reads the data of a command up to the line that is a single '.', dots undoubled, lines joined by '\n'. False at the end
 * of input. Memory running short gives a cut text, never an error. */
bool spd_channel_data(struct channel *channel, struct text *data);

/* Bytes that the server has not read yet. 0 where that cannot be known. */
size_t spd_channel_unread(const struct channel *channel);

enum request { REQUEST_NONE, REQUEST_STOP, REQUEST_PAUSE };

/* Call before the first event of a message, then spd_channel_poll() before each block of sound: it never waits. A QUIT that
 * comes while we speak, or the end of input, is a STOP too; the line itself is left for spd_channel_line(). */
void spd_channel_begin_speech(struct channel *channel);
enum request spd_channel_poll(struct channel *channel);

/* One or more whole lines. */
void spd_channel_write(struct channel *channel, const char *lines);
void spd_channel_format(struct channel *channel, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* 700 with its name, and 705 with samples[0..count): count is at most 60 ms. */
void spd_channel_mark(struct channel *channel, const char *name);
void spd_channel_samples(struct channel *channel, const int16_t *samples, size_t count, int rate);

#endif
