/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_CLI_MARKS_H
#define NASHRA_CLI_MARKS_H

/* Sentence and word times to a file: Polly's lines (.json), WebVTT with word times (.vtt), SubRip (.srt). The file appears whole, when
 * it is closed. */

#include "nashra.h"

#include <stdbool.h>

struct marks;

/* source[0..size) is the input that spans refer to, borrowed until close; `rate` the samples a second of events. Returns an exit
 * code; messages are written. "-" is standard output, as .json. */
int marks_open(struct marks **marks, const char *path, const char *source, size_t size, int rate);

/* Takes every event of nashra_voice_speak(). */
void marks_event(struct marks *marks, const struct nashra_event *event);

/* Puts the file in its place; keep false: no file. Returns an exit code. NULL is allowed. */
int marks_close(struct marks *marks, bool keep);

/* Whether the path's ending is one of ours. */
bool marks_known(const char *path);

#endif
