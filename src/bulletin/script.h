/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_SCRIPT_H
#define NASHRA_BULLETIN_SCRIPT_H

/* A text that is to be read, sentence by sentence, and the reader of it: the voice with its cache of sentences. */

#include "bulletin/cache.h"
#include "nashra.h"
#include "util/buffer.h"

/* A document and, for each of its paragraphs, the hash of all that the sentence-wise stages will read. It is taken before they
 * run, because they add to it: two paragraphs of one hash sound the same, whatever article they stand in. */
struct script {
    nashra_document *document;
    struct hash *paragraphs;
};

int script_new(struct script **out, const nashra_engine *engine, const struct nashra_reading *reading, const char *text, size_t size,
               struct nashra_detail *detail);
void script_free(struct script *script);

/* Appends a sentence, or the part of it that lies in [begin, end) of the input, as it was written (cleaned, no markup). */
void script_text(const struct script *script, size_t sentence, struct buffer *out);
void script_slice(const struct script *script, size_t sentence, size_t begin, size_t end, struct buffer *out);

/* What lexicon and model there are. */
struct hash engine_fingerprint(const nashra_engine *engine);

struct reader {
    nashra_voice *voice;
    struct nashra_voice_settings settings; /* rate 0 = 1.0 and so on, as in nashra.h */
    double factor;                         /* on the settings' rate */
    struct cache *cache;                   /* NULL: none */
    struct hash data;                      /* of lexicon and model */
    size_t made, reused;                   /* sentences so far */
};

/* settings NULL: the usual voice. The cache stays the caller's. */
int reader_init(struct reader *reader, const nashra_engine *engine, nashra_voice *voice, const struct nashra_voice_settings *settings,
                struct cache *cache, struct nashra_detail *detail);

/* Speaks faster or slower from now on: 0.92 ... 1.08 of the settings' rate. */
int reader_set_factor(struct reader *reader, double factor, struct nashra_detail *detail);

/* One sentence as sound; spoken_free() it. */
int reader_say(struct reader *reader, struct script *script, size_t sentence, struct spoken *out, struct nashra_detail *detail);

#endif
