/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_AUDIO_RIFF_H
#define NASHRA_AUDIO_RIFF_H

/* What WAV carries beside samples: chapters as cue points, and the broadcasters' bext (EBU 3285) and cart (AES46) chunks. */

#include "audio/audio.h"

#include <sndfile.h>

/* Appends `cue ` and the titles' LIST adtl to a finished WAV file. libsndfile takes cues only before the first sample, when chapters
 * are not known yet. 0, or -1 with errno. */
int riff_append_cues(int fd, const struct chapter *chapters, size_t count, int rate);

/* What was measured, for bext; NULL: not measured. */
struct measured {
    double loudness, range, true_peak; /* LUFS, LU, dBTP */
};

/* Sets bext and cart of a file that is open for writing and still empty. */
void riff_set_broadcast(SNDFILE *file, const struct nashra_sink_options *options, const struct measured *measured);

#endif
