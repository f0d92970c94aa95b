/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "audio/audio.h"

#include <string.h>

enum { LOWEST_RATE = 8000, HIGHEST_RATE = 192000 };

int nashra_sink_open(nashra_sink **sink, const char *path, const struct nashra_sink_options *options, struct nashra_detail *detail)
{
    *sink = NULL;
    if (!path || !*path || !options) return error_set(detail, NASHRA_E_ARGUMENT, path, 0, 0, "no file name or no options");
    if (options->rate < LOWEST_RATE || options->rate > HIGHEST_RATE)
        return error_set(detail, NASHRA_E_ARGUMENT, path, 0, 0, "%d samples a second: not from %d to %d", options->rate, LOWEST_RATE,
                         HIGHEST_RATE);
    if (options->channels < 0 || options->channels > 2)
        return error_set(detail, NASHRA_E_ARGUMENT, path, 0, 0, "%d channels: 1 or 2 can be written", options->channels);
    struct nashra_sink_options with = *options;
    if (with.channels == 0) with.channels = 1;
    if (strcmp(path, "-") == 0) return stream_sink_open(sink, &with, detail);
    return file_sink_open(sink, path, &with, detail);
}

int nashra_sink_write(nashra_sink *sink, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    return frames ? sink->kind->write(sink, samples, frames, detail) : 0;
}

int nashra_sink_chapter(nashra_sink *sink, const struct nashra_chapter *chapter, struct nashra_detail *detail)
{
    return sink->kind->chapter ? sink->kind->chapter(sink, chapter, detail) : 0;
}

int nashra_sink_close(nashra_sink *sink, struct nashra_detail *detail)
{
    return sink ? sink->kind->close(sink, detail) : 0;
}

void nashra_sink_abort(nashra_sink *sink)
{
    if (sink) sink->kind->abort(sink);
}
