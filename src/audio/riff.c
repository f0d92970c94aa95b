/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "audio/riff.h"

#include "audio/target.h"
#include "util/buffer.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void little_endian(struct buffer *out, uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8) buffer_char(out, (char)(value >> shift & 0xff));
}

static void cue_chunk(struct buffer *out, const struct chapter *chapters, size_t count, int rate)
{
    buffer_text(out, "cue ");
    little_endian(out, (uint32_t)(4 + 24 * count));
    little_endian(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        uint32_t frame = (uint32_t)fmin(fmax(chapters[i].start * rate, 0), UINT32_MAX);
        little_endian(out, (uint32_t)i + 1);
        little_endian(out, frame);
        buffer_text(out, "data");
        little_endian(out, 0);
        little_endian(out, 0);
        little_endian(out, frame);
    }
}

static void label_chunks(struct buffer *out, const struct chapter *chapters, size_t count)
{
    struct buffer list = BUFFER_EMPTY;
    buffer_text(&list, "adtl");
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(chapters[i].title) + 1;
        buffer_text(&list, "labl");
        little_endian(&list, (uint32_t)(4 + size));
        little_endian(&list, (uint32_t)i + 1);
        buffer_append(&list, chapters[i].title, size);
        if (size % 2) buffer_char(&list, '\0');
    }
    buffer_text(out, "LIST");
    little_endian(out, (uint32_t)list.size);
    buffer_append(out, list.data, list.size);
    if (list.failed) out->failed = true;
    buffer_free(&list);
}

int riff_append_cues(int fd, const struct chapter *chapters, size_t count, int rate)
{
    int64_t end = lseek(fd, 0, SEEK_END);
    struct buffer chunks = BUFFER_EMPTY, size = BUFFER_EMPTY;
    if (end % 2) buffer_char(&chunks, '\0');
    cue_chunk(&chunks, chapters, count, rate);
    label_chunks(&chunks, chapters, count);
    int result = -1;
    errno = ENOMEM;
    if (!chunks.failed && end > 0 && end + (int64_t)chunks.size - 8 <= UINT32_MAX) {
        little_endian(&size, (uint32_t)(end + (int64_t)chunks.size - 8));
        if (!size.failed) result = write_whole_at(fd, chunks.data, chunks.size, end);
        if (result == 0) result = write_whole_at(fd, size.data, 4, 4);
    }
    buffer_free(&size);
    buffer_free(&chunks);
    return result;
}

/* Fixed fields of both chunks are not ended by a NUL when full. A UTF-8 character is never cut. */
static void put(char *field, size_t room, const char *text)
{
    if (!text) return;
    size_t n = strlen(text);
    if (n > room) {
        n = room;
        while (n > 0 && (text[n] & 0xc0) == 0x80) n--;
    }
    memcpy(field, text, n);
}

static int16_t hundredths(double value)
{
    return (int16_t)fmin(fmax(round(value * 100), INT16_MIN), INT16_MAX);
}

void riff_set_broadcast(SNDFILE *file, const struct nashra_sink_options *options, const struct measured *measured)
{
    char date[16], clock[16];
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    strftime(date, sizeof date, "%Y-%m-%d", &local);
    strftime(clock, sizeof clock, "%H:%M:%S", &local);
    if (options->date && strlen(options->date) >= 10) memcpy(date, options->date, 10);
    const char *maker = options->originator ? options->originator : options->artist;

    SF_BROADCAST_INFO bext = {.version = measured ? 2 : 1};
    put(bext.description, sizeof bext.description, options->title);
    put(bext.originator, sizeof bext.originator, maker ? maker : "nashra");
    put(bext.origination_date, sizeof bext.origination_date, date);
    put(bext.origination_time, sizeof bext.origination_time, clock);
    if (measured) {
        bext.loudness_value = hundredths(measured->loudness);
        bext.loudness_range = hundredths(measured->range);
        bext.max_true_peak_level = hundredths(measured->true_peak);
        bext.max_momentary_loudness = bext.max_shortterm_loudness = INT16_MAX; /* 0x7fff: not measured */
    }
    sf_command(file, SFC_SET_BROADCAST_INFO, &bext, sizeof bext);

    SF_CART_INFO cart = {.version = {'0', '1', '0', '1'}, .level_reference = 32768};
    put(cart.title, sizeof cart.title, options->title);
    put(cart.artist, sizeof cart.artist, options->artist);
    put(cart.category, sizeof cart.category, "NEWS");
    put(cart.start_date, sizeof cart.start_date, date);
    put(cart.start_time, sizeof cart.start_time, "00:00:00");
    put(cart.end_date, sizeof cart.end_date, "2099-12-31");
    put(cart.end_time, sizeof cart.end_time, "23:59:59");
    put(cart.producer_app_id, sizeof cart.producer_app_id, "nashra");
    put(cart.producer_app_version, sizeof cart.producer_app_version, NASHRA_VERSION);
    sf_command(file, SFC_SET_CART_INFO, &cart, sizeof cart);
}
