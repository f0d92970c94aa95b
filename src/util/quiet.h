/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_UTIL_QUIET_H
#define NASHRA_UTIL_QUIET_H

/* ALSA, JACK and PulseAudio write to standard error what they tried and did not find: not our user's business. Between the two calls
 * the process' standard error leads nowhere; they are short, and only around the start of sound. */

/* Returns what quiet_end() takes. */
int quiet_begin(void);
void quiet_end(int saved);

#endif
