/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_CLI_SPEAK_H
#define NASHRA_CLI_SPEAK_H

/* nashra speak, in two halves: cmd_speak.c decides what goes where and runs the workers; speak_one.c reads one input aloud. */

#include "program.h"

#include <signal.h>

/* One input and where it goes. */
struct job {
    const char *input;
    const char *output; /* NULL: the device */
    const char *marks;  /* NULL: none */
};

/* Set by SIGINT, SIGTERM and SIGHUP: everything ends at its next step, without leaving half a file. */
extern volatile sig_atomic_t speak_interrupted;

/* Reads one input aloud or into its file. *voice is opened when NULL. Returns an exit code; messages are written. */
int speak_one(const struct options *options, const nashra_engine *engine, nashra_voice **voice, const struct job *job);

#endif
