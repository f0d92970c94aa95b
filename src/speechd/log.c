/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/log.h"

#include <stdarg.h>
#include <stdio.h>

static FILE *debug_file;

static void write_line(FILE *file, const char *format, va_list arguments)
{
    fputs("sd_nashra: ", file);
    vfprintf(file, format, arguments);
    fputc('\n', file);
    fflush(file);
}

void spd_log_line(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_line(stderr, format, arguments);
    va_end(arguments);
    if (!debug_file) return;
    va_start(arguments, format);
    write_line(debug_file, format, arguments);
    va_end(arguments);
}

void spd_log_debug(const char *format, ...)
{
    if (!debug_file) return;
    va_list arguments;
    va_start(arguments, format);
    write_line(debug_file, format, arguments);
    va_end(arguments);
}

bool spd_log_debug_to(const char *path)
{
    FILE *file = path ? fopen(path, "a") : NULL;
    if (path && !file) return false;
    if (debug_file) fclose(debug_file);
    debug_file = file;
    return true;
}
