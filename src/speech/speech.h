/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECH_H
#define NASHRA_SPEECH_H

/* The room that talks to eSpeak NG. synth.c makes the sound of one chunk: words that are spoken in one breath, by one voice, in one
 * manner. manner.c says in which manner a word is spoken. speak.c cuts a document into chunks and hands out sound and events.
 * voice.c opens and closes. plain.c lets eSpeak NG read by itself. Nothing here knows Arabic. */

#include "document.h"
#include "util/buffer.h"

enum { VOICE_NAME_ROOM = 64 };

/* How a word is spoken: the voice's settings, times what markup, style and the part of the article ask for. */
struct manner {
    char voice[VOICE_NAME_ROOM]; /* eSpeak NG's name; "": the voice's own */
    double rate, pitch, range, volume;
};

/* Told that samples [0, count) of the chunk are final, and all words known that begin in them; the begins of the others are
 * SIZE_MAX. Returns 0, or an error that ends the chunk. */
typedef int (*synth_ready_fn)(void *context, size_t count);

struct nashra_voice {
    char name[VOICE_NAME_ROOM];   /* the Arabic voice */
    struct manner usual;          /* settings; voice "" */
    char loaded[VOICE_NAME_ROOM]; /* what eSpeak NG speaks with now */
    int rate;                     /* samples a second that are handed out */
    int espeak_rate;              /* samples a second that eSpeak NG makes now */
    struct buffer text;           /* of a chunk, as eSpeak NG receives it */
    int16_t *samples;             /* of a chunk */
    size_t sample_count, sample_capacity;
    size_t *begins;               /* of a chunk: first sample of each word */
    size_t begin_count, begin_capacity;
    struct synth_progress {       /* of the chunk that is being made */
        synth_ready_fn ready;
        void *context;
        int result;               /* of eSpeak NG's callback: memory was short, or the listener wants no more */
        bool front_cut;           /* the silence before the first sound is gone: `cut` samples; what follows is faded in */
        size_t cut;
        size_t searched;          /* samples that were looked at */
        size_t first, heard;      /* the first audible one, and behind the last; heard 0: none yet */
    } progress;
};

/* --- synth.c ------------------------------------------------------------------------------------------------------- */

/* How a chunk ends: what comes out as intonation. */
enum tune { TUNE_ONGOING, TUNE_STATEMENT, TUNE_QUESTION, TUNE_EXCLAMATION };

/* Speaks words [0, count) as one chunk into voice->samples, silence around it cut off; voice->begins has count + 1 positions, the
 * last is the end. A word without sound begins and ends at one sample. While eSpeak NG is at work `ready` (may be NULL) is told how
 * far the sound is done, so that the first of it need not wait for the last. Returns 0 or a negative error. */
int synth_chunk(struct nashra_voice *voice, const struct word *words, size_t count, const struct manner *manner, enum tune tune,
                synth_ready_fn ready, void *context, struct nashra_detail *detail);

/* Tells eSpeak NG the manner's rate, pitch, range and volume. */
void synth_parameters(const struct manner *manner);

/* Once eSpeak NG is started: its sound comes to us. */
void synth_start(void);

/* Loads the voice `name` unless it is loaded. 0, or NASHRA_E_VOICE when eSpeak NG has no such voice: the old one stays. */
int synth_load(struct nashra_voice *voice, const char *name, struct nashra_detail *detail);

/* --- mbrola.c ------------------------------------------------------------------------------------------------------ */

/* Is it one of MBROLA's voices ("mb-ar1")? */
bool mbrola_voice(const char *name);

/* Appends the phonemes with the sounds that MBROLA's Arabic voices lack replaced by those they have. */
void mbrola_phonemes(const char *voice, const char *phonemes, struct buffer *out);

/* --- manner.c ------------------------------------------------------------------------------------------------------ */

enum { MOST_NESTED = 16 };

/* Where we are among the document's directives. */
struct manner_cursor {
    size_t next;                             /* directives before it have been looked at */
    const struct directive *open[MOST_NESTED]; /* those around the present word */
    size_t open_count;
};

/* The manner of a word; words must be asked for in order. `sentence` is the word's. */
struct manner manner_of(struct manner_cursor *cursor, const struct nashra_voice *voice, const struct nashra_document *doc,
                        const struct sentence *sentence, const struct word *word);

bool manner_equal(const struct manner *a, const struct manner *b);

#endif
