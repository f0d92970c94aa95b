/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_AT_ONCE = 64 << 10, PIPE_ROOM = 16 << 10 };

/* The server reads sound as it plays it, so the pipe is how far we are ahead of the listener: a PAUSE goes on to the next mark that
 * is not in it yet. A third of a second is enough; Linux's usual 64 KiB would be one and a half. (No pipe: no matter.) */
void spd_channel_open(struct channel *channel, int in, int out)
{
    *channel = (struct channel){.in = in, .out = out};
    fcntl(out, F_SETPIPE_SZ, PIPE_ROOM);
}

void spd_channel_close(struct channel *channel)
{
    spd_text_free(&channel->input);
    spd_text_free(&channel->block);
}

/* --- lines in ---------------------------------------------------------------------------------------------------- */

/* Waits up to `timeout` ms (-1: for ever) for input and reads what is there. False when nothing came. */
static bool channel_fill(struct channel *channel, int timeout)
{
    if (channel->ended) return false;
    struct pollfd wait = {.fd = channel->in, .events = POLLIN};
    int ready = poll(&wait, 1, timeout);
    if (ready < 0 && errno != EINTR) channel->ended = true;
    if (ready <= 0) return ready < 0 && errno == EINTR && timeout < 0;
    struct text *input = &channel->input;
    if (channel->used) {
        memmove(input->data, input->data + channel->used, input->size - channel->used);
        input->size -= channel->used;
        channel->used = 0;
    }
    char chunk[READ_AT_ONCE];
    ssize_t got = read(channel->in, chunk, sizeof chunk);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return timeout < 0;
    if (got <= 0) channel->ended = true;
    else if (!spd_text_append(input, chunk, (size_t)got)) channel->ended = true; /* memory is short even for a line: give up */
    return got > 0;
}

/* The first whole line that waits, or NULL. */
static const char *waiting_line(const struct channel *channel, size_t *size)
{
    const struct text *input = &channel->input;
    if (channel->used >= input->size) return NULL;
    const char *start = input->data + channel->used;
    const char *end = memchr(start, '\n', input->size - channel->used);
    if (!end) return NULL;
    *size = (size_t)(end - start);
    return start;
}

/* Of a line without end what fits is kept; the rest is dropped as it comes. */
static void cut_line(struct channel *channel, size_t *searched)
{
    struct text *input = &channel->input;
    size_t most = channel->used + CHANNEL_MOST_LINE;
    if (input->size <= most) return;
    input->size = most;
    *searched = most;
}

bool spd_channel_line(struct channel *channel, const char **line, size_t *size)
{
    size_t scanned = channel->used; /* no line feed before it: a long line is not searched again and again */
    for (;;) {
        const char *end = scanned < channel->input.size
                              ? memchr(channel->input.data + scanned, '\n', channel->input.size - scanned) : NULL;
        if (end) {
            *line = channel->input.data + channel->used;
            *size = (size_t)(end - *line);
            channel->used += *size + 1;
            return true;
        }
        scanned = channel->input.size;
        cut_line(channel, &scanned);
        size_t before = scanned - channel->used;
        if (!channel_fill(channel, -1) && channel->ended) return false;
        scanned = channel->used + before;
    }
}

bool spd_channel_data(struct channel *channel, struct text *data)
{
    spd_text_clear(data);
    const char *line;
    size_t size;
    for (bool first = true; spd_channel_line(channel, &line, &size); first = false) {
        if (size == 1 && line[0] == '.') return true;
        if (size && line[0] == '.') line++, size--;
        if (data->size + size >= CHANNEL_MOST_LINE) continue;
        if (!first) spd_text_append(data, "\n", 1);
        spd_text_append(data, line, size);
    }
    return false;
}

/* --- while speaking ---------------------------------------------------------------------------------------------- */

static bool line_is(const char *line, size_t size, const char *word)
{
    return size == strlen(word) && memcmp(line, word, size) == 0;
}

void spd_channel_begin_speech(struct channel *channel)
{
    while (channel->input.size - channel->used < READ_AT_ONCE && channel_fill(channel, 0)) continue;
    channel->queued = channel->ended || channel->used < channel->input.size;
}

enum request spd_channel_poll(struct channel *channel)
{
    for (;;) {
        size_t size;
        const char *line = waiting_line(channel, &size);
        if (!line) {
            bool could_grow = channel->input.size - channel->used < READ_AT_ONCE;
            if (could_grow && channel_fill(channel, 0)) continue;
            return channel->broken || (channel->ended && !channel->queued) ? REQUEST_STOP : REQUEST_NONE;
        }
        bool stop = line_is(line, size, "STOP"), pause = line_is(line, size, "PAUSE");
        if (!stop && !pause)
            return channel->broken || (line_is(line, size, "QUIT") && !channel->queued) ? REQUEST_STOP : REQUEST_NONE;
        channel->used += size + 1;
        return stop ? REQUEST_STOP : REQUEST_PAUSE;
    }
}

size_t spd_channel_unread(const struct channel *channel)
{
    struct stat about;
    int bytes = 0;
    bool pipe = fstat(channel->out, &about) == 0 && S_ISFIFO(about.st_mode);
    return pipe && !channel->broken && ioctl(channel->out, FIONREAD, &bytes) == 0 && bytes > 0 ? (size_t)bytes : 0;
}

/* --- replies and events ------------------------------------------------------------------------------------------ */

static void write_all(struct channel *channel, const char *data, size_t size)
{
    while (size && !channel->broken) {
        ssize_t written = write(channel->out, data, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EAGAIN) {
            struct pollfd wait = {.fd = channel->out, .events = POLLOUT};
            poll(&wait, 1, -1);
            continue;
        }
        if (written <= 0) channel->broken = true;
        else data += written, size -= (size_t)written;
    }
}

void spd_channel_write(struct channel *channel, const char *lines)
{
    write_all(channel, lines, strlen(lines));
}

void spd_channel_format(struct channel *channel, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (size < 0) return;
    if ((size_t)size >= sizeof line) line[sizeof line - 2] = '\n'; /* what is cut still ends its line */
    spd_channel_write(channel, line);
}

void spd_channel_mark(struct channel *channel, const char *name)
{
    struct text *block = &channel->block;
    spd_text_clear(block);
    bool good = spd_text_add(block, "700-");
    size_t begin = block->size;
    good = good && spd_text_add(block, name);
    for (size_t i = begin; good && i < block->size; i++)
        if ((unsigned char)block->data[i] < ' ') block->data[i] = ' '; /* "&#10;" in a name would end the line */
    if (good && spd_text_add(block, "\n700 INDEX MARK\n")) write_all(channel, block->data, block->size);
}

/* 0x0A ends a line of the protocol and 0x7D is the escape itself: both go as 0x7D, byte ^ 0x20. */
static char *escape(char *out, const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == 0x0a || bytes[i] == 0x7d) *out++ = 0x7d, *out++ = (char)(bytes[i] ^ 0x20);
        else *out++ = (char)bytes[i];
    }
    return out;
}

void spd_channel_samples(struct channel *channel, const int16_t *samples, size_t count, int rate)
{
    struct text *block = &channel->block;
    const uint16_t probe = 1;
    int big_endian = *(const unsigned char *)&probe == 0;
    char head[160];
    int head_size = snprintf(head, sizeof head,
                             "705-bits=16\n705-num_channels=1\n705-sample_rate=%d\n705-num_samples=%zu\n705-big_endian=%d\n705-AUDIO",
                             rate, count, big_endian);
    spd_text_clear(block);
    if (head_size < 0 || !spd_text_reserve(block, (size_t)head_size + 1 + 4 * count + 16)) return;
    spd_text_append(block, head, (size_t)head_size + 1); /* with its NUL */
    char *end = escape(block->data + block->size, (const unsigned char *)samples, 2 * count);
    block->size = (size_t)(end - block->data);
    spd_text_add(block, "\n705 AUDIO\n");
    write_all(channel, block->data, block->size);
}
