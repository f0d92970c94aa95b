/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_PLAYER_H
#define NASHRA_BULLETIN_PLAYER_H

#include "bulletin/single.h"

/* A sound file that belongs to an article. */
struct sound {
    const char *name, *type; /* file name, media type */
    int64_t bytes;
};

/* Appends the player page: the article's text, right to left, its words lit up as they are spoken; one file, no script, style or font
 * from elsewhere. Works with keyboard and screen reader; without scripts, the audio element alone remains. */
void player_page(struct buffer *out, const struct single *single, const char *title, const struct sound *sounds, size_t sound_count,
                 const char *transcript, int voice_rate);

#endif
