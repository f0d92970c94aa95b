/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_OUTPUT_H
#define NASHRA_BULLETIN_OUTPUT_H

#include "nashra.h"

/* Measures the finished file into result->seconds, lufs and true_peak, and reports length, loudness against its target, speed and
 * cache in a line about `name`. A file that is off its target is reported as such. Nothing is measured of "-". */
int output_report(const char *path, const char *name, const struct nashra_sink_options *sink, struct nashra_bulletin_result *result,
                  nashra_report_fn report, void *context, struct nashra_detail *detail);

/* A name for a WAV file in a new directory of $TMPDIR; arena string, NULL after an error. */
struct arena;
const char *output_waiting_file(struct arena *arena, struct nashra_detail *detail);
void output_remove_waiting(const char *path);

/* Copies a file to standard output. */
int output_pour(const char *path, struct nashra_detail *detail);

#endif
