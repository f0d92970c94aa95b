/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_AUDIO_ID3_H
#define NASHRA_AUDIO_ID3_H

/* ID3v2.4 with UTF-8 text: libsndfile 1.2 labels UTF-8 as Latin-1, so that every player shows Arabic titles as rubbish
 * (libsndfile #915); and it has no chapters. */

#include "audio/audio.h"
#include "util/buffer.h"

/* Writes a whole tag; nothing when there is neither text nor chapter. `seconds`: where the last chapter ends. The buffer's own
 * `failed` tells of short memory. */
void id3_write(struct buffer *out, const struct nashra_sink_options *tags, const struct chapter *chapters, size_t count,
               double seconds);

#endif
