/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* WAV on standard output, as it is made: the sizes in the header say "until the end", as sox and ffmpeg write and read it. */
#include "audio/audio.h"
#include "audio/target.h"
#include "util/buffer.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct stream_sink {
    struct nashra_sink sink;
    int channels;
};

static int cannot(struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_OUTPUT, "standard output", 0, 0, "cannot write: %s", strerror(errno));
}

static int stream_write(struct nashra_sink *sink, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    const struct stream_sink *s = (const struct stream_sink *)sink;
    size_t size = frames * (size_t)s->channels * sizeof *samples;
    return write_whole(STDOUT_FILENO, samples, size) < 0 ? cannot(detail) : 0;
}

static int stream_close(struct nashra_sink *sink, struct nashra_detail *detail)
{
    (void)detail;
    memory_free(sink);
    return 0;
}

static void stream_abort(struct nashra_sink *sink)
{
    memory_free(sink);
}

static const struct sink_kind STREAM_KIND = {stream_write, NULL, stream_close, stream_abort};

static void number(struct buffer *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) buffer_char(out, (char)(value >> 8 * i & 0xff));
}

static int write_header(int rate, int channels)
{
    struct buffer header = BUFFER_EMPTY;
    uint32_t frame = 2 * (uint32_t)channels;
    buffer_text(&header, "RIFF");
    number(&header, UINT32_MAX, 4);
    buffer_text(&header, "WAVEfmt ");
    number(&header, 16, 4);
    number(&header, 1, 2); /* PCM */
    number(&header, (uint32_t)channels, 2);
    number(&header, (uint32_t)rate, 4);
    number(&header, (uint32_t)rate * frame, 4);
    number(&header, frame, 2);
    number(&header, 16, 2);
    buffer_text(&header, "data");
    number(&header, UINT32_MAX, 4);
    errno = ENOMEM;
    int result = header.failed ? -1 : write_whole(STDOUT_FILENO, header.data, header.size);
    buffer_free(&header);
    return result;
}

int stream_sink_open(struct nashra_sink **sink, const struct nashra_sink_options *options, struct nashra_detail *detail)
{
    if (options->container && strcasecmp(options->container, "wav") != 0)
        return error_set(detail, NASHRA_E_ARGUMENT, "-", 0, 0, "standard output takes WAV only");
    if (options->loudness)
        return error_set(detail, NASHRA_E_ARGUMENT, "-", 0, 0, "a loudness needs the whole sound: write into a file");
    struct stream_sink *s = memory_zalloc(1, sizeof *s);
    if (!s) return error_set(detail, NASHRA_E_MEMORY, "-", 0, 0, "memory is short");
    s->sink.kind = &STREAM_KIND;
    s->channels = options->channels;
    if (write_header(options->rate, options->channels) < 0) {
        memory_free(s);
        return cannot(detail);
    }
    *sink = &s->sink;
    return 0;
}
