/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "audio/id3.h"

#include <math.h>
#include <string.h>

enum { UTF8 = 3, HEADER = 10, MOST_CHAPTERS = 255 /* CTOC counts them in one byte */ };

/* 28 bits, seven a byte, so that no byte looks like an MPEG frame. */
static void synchsafe(struct buffer *out, size_t value)
{
    for (int shift = 21; shift >= 0; shift -= 7) buffer_char(out, (char)(value >> shift & 0x7f));
}

static void frame(struct buffer *out, const char *id, const struct buffer *body)
{
    buffer_append(out, id, 4);
    synchsafe(out, body->size);
    buffer_append(out, "\0\0", 2);
    buffer_append(out, body->data, body->size);
    if (body->failed) out->failed = true;
}

static void text_frame(struct buffer *out, const char *id, const char *text)
{
    if (!text || !*text) return;
    struct buffer body = BUFFER_EMPTY;
    buffer_char(&body, UTF8);
    buffer_text(&body, text);
    frame(out, id, &body);
    buffer_free(&body);
}

static void comment_frame(struct buffer *out, const char *text)
{
    if (!text || !*text) return;
    struct buffer body = BUFFER_EMPTY;
    buffer_char(&body, UTF8);
    buffer_append(&body, "ara", 4); /* language, then an empty description */
    buffer_text(&body, text);
    frame(out, "COMM", &body);
    buffer_free(&body);
}

static void big_endian(struct buffer *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) buffer_char(out, (char)(value >> shift & 0xff));
}

static uint32_t milliseconds(double seconds)
{
    return seconds <= 0 ? 0 : seconds >= 4294967 ? UINT32_MAX : (uint32_t)lround(seconds * 1000);
}

static void chapter_frame(struct buffer *out, size_t index, const struct chapter *chapter, double end)
{
    struct buffer body = BUFFER_EMPTY;
    buffer_format(&body, "chp%zu", index);
    buffer_char(&body, '\0');
    big_endian(&body, milliseconds(chapter->start));
    big_endian(&body, milliseconds(end));
    big_endian(&body, UINT32_MAX); /* byte offsets: not used */
    big_endian(&body, UINT32_MAX);
    text_frame(&body, "TIT2", chapter->title);
    frame(out, "CHAP", &body);
    buffer_free(&body);
}

static void contents_frame(struct buffer *out, size_t count)
{
    struct buffer body = BUFFER_EMPTY;
    buffer_append(&body, "toc", 4);
    buffer_char(&body, 3); /* top level, ordered */
    buffer_char(&body, (char)count);
    for (size_t i = 0; i < count; i++) {
        buffer_format(&body, "chp%zu", i);
        buffer_char(&body, '\0');
    }
    frame(out, "CTOC", &body);
    buffer_free(&body);
}

void id3_write(struct buffer *out, const struct nashra_sink_options *tags, const struct chapter *chapters, size_t count,
               double seconds)
{
    struct buffer frames = BUFFER_EMPTY;
    text_frame(&frames, "TIT2", tags->title);
    text_frame(&frames, "TPE1", tags->artist);
    text_frame(&frames, "TALB", tags->album);
    text_frame(&frames, "TDRC", tags->date);
    comment_frame(&frames, tags->comment);
    text_frame(&frames, "TLAN", "ara");
    text_frame(&frames, "TSSE", "nashra " NASHRA_VERSION);
    if (count > MOST_CHAPTERS) count = MOST_CHAPTERS;
    if (count) contents_frame(&frames, count);
    for (size_t i = 0; i < count; i++) chapter_frame(&frames, i, &chapters[i], i + 1 < count ? chapters[i + 1].start : seconds);
    buffer_append(out, "ID3\4\0\0", 6);
    synchsafe(out, frames.size);
    buffer_append(out, frames.data, frames.size);
    if (frames.failed) out->failed = true;
    buffer_free(&frames);
}
