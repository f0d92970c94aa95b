/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_COMPOSE_H
#define NASHRA_SPEECHD_COMPOSE_H

/* CHAR, KEY and SOUND_ICON turned into text to read: what a letter or key is called. */

#include "speechd/speaker.h"

struct composed {
    const struct text *text; /* the message itself, or what was written for it */
    bool spelling;           /* read it letter by letter */
    bool capital_icon;       /* the sound icon "capital" goes before it */
};

/* Writes to *out where the message itself will not do; speaker->plain holds the message and then what was written. */
struct composed spd_compose(struct speaker *speaker, enum message_kind kind, const struct text *message, struct text *out);

#endif
