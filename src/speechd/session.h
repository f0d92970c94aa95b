/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_SESSION_H
#define NASHRA_SPEECHD_SESSION_H

/* Answers the server's commands until QUIT, the end of input, or a pipe that broke. Returns the exit status: 0, or 1 when
 * there is no voice to speak with (INIT was answered with 399). */
int spd_session_run(int in, int out, const char *configuration_path);

#endif
