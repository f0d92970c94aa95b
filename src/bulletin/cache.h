/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_CACHE_H
#define NASHRA_BULLETIN_CACHE_H

/* Sentences that were spoken before: a directory of files, one per sentence, named by the hash of all that decides how it sounds.
 * Entries appear by rename and carry a checksum, so that any number of processes may use one directory, and a torn or foreign file
 * is only a miss. A cache that cannot be used is no error: everything is then made anew. */

#include "bulletin/hash.h"

#include <stdbool.h>

/* A sentence as sound: mono samples at the voice's rate, and its words. */
struct spoken_word {
    uint32_t begin, end;               /* bytes, counted from the sentence's first (an offset may be before it: -1 as uint32_t) */
    uint32_t first_sample, last_sample; /* [first, last) */
};

struct spoken {
    int16_t *samples;
    size_t frames;
    struct spoken_word *words;
    size_t word_count;
};

void spoken_free(struct spoken *spoken); /* and empties it */

struct cache;

/* directory NULL: $XDG_CACHE_HOME/nashra or ~/.cache/nashra. NULL is returned when there is no place for a cache. */
struct cache *cache_open(const char *directory, uint64_t most_bytes);

/* Throws out the entries that were not used for the longest time until the directory is within its size; one process at a time. */
void cache_close(struct cache *cache);

/* True: *out holds the entry (spoken_free() it). */
bool cache_find(struct cache *cache, struct hash key, struct spoken *out);
void cache_add(struct cache *cache, struct hash key, const struct spoken *spoken);

#endif
