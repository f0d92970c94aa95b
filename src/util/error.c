/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "util/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int error_set(struct nashra_detail *error, int code, const char *file, size_t line, size_t column, const char *format, ...)
{
    if (!error) return code;
    *error = (struct nashra_detail){.code = code, .line = line, .column = column};
    if (file) snprintf(error->file, sizeof error->file, "%s", file);
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return code;
}

const char *nashra_strerror(int error)
{
    switch (error) {
    case NASHRA_OK: return "no error";
    case NASHRA_E_MEMORY: return "memory is short";
    case NASHRA_E_ARGUMENT: return "invalid argument";
    case NASHRA_E_INPUT: return "unreadable input";
    case NASHRA_E_DATA: return "lexicon or model missing or damaged";
    case NASHRA_E_OUTPUT: return "cannot write output";
    case NASHRA_E_DEVICE: return "no usable audio device";
    case NASHRA_E_VOICE: return "speech engine failed";
    case NASHRA_E_LIMIT: return "input too large";
    case NASHRA_E_STOPPED: return "stopped";
    default: return "unknown error";
    }
}
