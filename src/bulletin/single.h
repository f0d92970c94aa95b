/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_SINGLE_H
#define NASHRA_BULLETIN_SINGLE_H

/* One article, all of it, into sound: what the drop folder and the audio articles share. */

#include "bulletin/script.h"

/* A sentence of it, and where it lies in the sound. */
struct said {
    size_t sentence;
    uint64_t first, end; /* samples at the voice's rate */
    struct spoken spoken;
};

struct single {
    struct script *script;
    struct said *list;
    size_t count;
    uint64_t samples; /* in all */
};

/* Reads and says it. NASHRA_E_INPUT when there is nothing to read in it. Free with single_free() in any case. */
int single_say(struct single *single, const nashra_engine *engine, struct reader *reader, const struct nashra_reading *reading,
               const char *text, size_t size, struct nashra_detail *detail);
void single_free(struct single *single);

/* Writes the sound with the article's title as tag. */
int single_write(const struct single *single, int rate, const char *path, const struct nashra_sink_options *options,
                 struct nashra_detail *detail);

/* All in one: the file `article` into the sound file `path`. */
int single_make(const nashra_engine *engine, nashra_voice *voice, const char *article, const char *path,
                const struct nashra_production *with, struct nashra_detail *detail);

#endif
