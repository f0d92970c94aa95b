/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_FRAME_H
#define NASHRA_BULLETIN_FRAME_H

/* Frame texts: what a bulletin says around its stories. Templates with {placeholders}; numbers, times and dates are put in as
 * digits and read by nashra like any other text. */

#include "util/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum frame_value {
    FRAME_TITLE, FRAME_STATION, FRAME_PRESENTER, FRAME_TIME, FRAME_DATE, FRAME_WEEKDAY, FRAME_COUNT, FRAME_STORY, FRAME_NUMBER,
    FRAME_VALUES
};

struct frame_values {
    const char *text[FRAME_VALUES]; /* NULL or "": empty */
};

/* The first placeholder (its brace) that is not known or not closed; NULL: all are good. */
const char *frame_check(const char *frame);

/* Appends the template with its placeholders filled in. A line with an empty placeholder is left out: «يقدمها {presenter}.» is not
 * said when there is no presenter. */
void frame_expand(const char *frame, const struct frame_values *values, struct buffer *out);

#endif
