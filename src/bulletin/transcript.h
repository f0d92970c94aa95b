/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_TRANSCRIPT_H
#define NASHRA_BULLETIN_TRANSCRIPT_H

/* What is said when: WebVTT, SubRip, JSON marks (one object a line, as Amazon Polly writes them) and JSON chapters. */

#include "bulletin/script.h"

enum transcript_form { TRANSCRIPT_VTT, TRANSCRIPT_SRT, TRANSCRIPT_JSON };

/* By the file's ending; false when it is none of .vtt, .srt, .json. */
bool transcript_form_of(const char *path, enum transcript_form *form);

void transcript_begin(struct buffer *out, enum transcript_form form);

/* Adds one sentence that sounds from `start` to `end` seconds; the words' times are spread from `start` at `voice_rate`. VTT and SRT
 * cut a long sentence between words into cues of some 84 letters. number counts cues from 1. */
void transcript_add(struct buffer *out, enum transcript_form form, const struct script *script, size_t sentence,
                    const struct spoken *spoken, double start, double end, int voice_rate, size_t *number);

/* The times of words in a sentence: spoken words of one span («2023» is five) taken together. Offsets are of the input. */
struct timed_word {
    size_t begin, end;
    double start, stop; /* seconds from the sentence's start */
};
size_t transcript_words(const struct script *script, size_t sentence, const struct spoken *spoken, int voice_rate, struct timed_word *words);

/* {"version":"1.2.0","chapters":[{"startTime":0,"title":"..."}]} */
int chapters_json(struct buffer *out, const struct nashra_chapter *chapters, size_t count, const char *title);

#endif
