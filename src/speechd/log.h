/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_LOG_H
#define NASHRA_SPEECHD_LOG_H

#include <stdbool.h>

/* A line for the module's log: standard error, which the server sends to LogDir/nashra.log, and the file of DEBUG ON. */
void spd_log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same, only when debugging is on. */
void spd_log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* DEBUG ON path, DEBUG OFF (path NULL). False when the file cannot be opened. */
bool spd_log_debug_to(const char *path);

#endif
