/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_UTTERANCE_H
#define NASHRA_SPEECHD_UTTERANCE_H

/* One message on its way to the server: 701, sound and marks in their places, and exactly one of 702, 703, 704. All the rules
 * of STOP and PAUSE live here.
 *
 * PAUSE: the server resumes a message at the last of its own marks ("__spd_3") that it has seen. So we go on to the next such
 * mark and pause there. Where none is left the answer is 703: speech-dispatcher 0.11.4 never speaks again after a 704 or 702
 * that answers a PAUSE without a mark. */

#include "speechd/channel.h"
#include "speechd/plain.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum utterance_state { UTTERANCE_SPEAKING, UTTERANCE_STOPPED, UTTERANCE_PAUSED };

struct due_mark {
    uint64_t sample; /* since the utterance began */
    size_t index;    /* in plain->marks */
};

struct utterance {
    struct channel *channel;
    const struct plain *plain; /* the message's marks */
    int rate;
    enum utterance_state state;
    bool pause_wanted;
    size_t server_marks;  /* marks of the server's that are still to come */
    size_t next_mark;     /* those before it are reported or due */
    uint64_t sent;        /* samples */
    int64_t begun;        /* the clock at the first of them, ms */
    struct due_mark due[16]; /* announced before the sound they stand in, in order */
    size_t due_count;
};

/* Sends 701. The plain message must live until the end. */
void spd_utterance_begin(struct utterance *utterance, struct channel *channel, const struct plain *plain, int rate);

/* Each returns false when speech must end: stopped or paused. spd_utterance_mark() takes all marks up to the named one;
 * spd_utterance_marks_before() those before a byte of the plain text. */
bool spd_utterance_samples(struct utterance *utterance, const int16_t *samples, size_t count);
bool spd_utterance_mark(struct utterance *utterance, const char *name, uint64_t sample);
bool spd_utterance_marks_before(struct utterance *utterance, size_t offset, uint64_t sample);

/* Marks that are left, then 702, 703 or 704. */
void spd_utterance_end(struct utterance *utterance);

#endif
