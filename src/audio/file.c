/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* A sound file: straight through the encoder, or, to a loudness, by way of a waiting file. */
#include "audio/encoder.h"
#include "audio/loudness.h"
#include "audio/target.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct file_sink {
    struct nashra_sink sink;
    struct target *target;
    const struct container *container;
    struct nashra_sink_options options; /* strings: copies */
    char *strings[7];
    char *path;
    struct encoder *encoder; /* NULL while samples wait */
    bool levelled;
    struct leveler leveler;
    struct chapter *chapters;
    size_t chapter_count;
};

static int memory_short(const struct file_sink *s, struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_MEMORY, s->path, 0, 0, "memory is short");
}

static void release(struct file_sink *s)
{
    if (s->levelled && s->leveler.fd >= 0) close(s->leveler.fd);
    for (size_t i = 0; i < sizeof s->strings / sizeof s->strings[0]; i++) memory_free(s->strings[i]);
    for (size_t i = 0; i < s->chapter_count; i++) memory_free(s->chapters[i].title);
    memory_free(s->chapters);
    memory_free(s->path);
    memory_free(s);
}

static void file_abort(struct nashra_sink *sink)
{
    struct file_sink *s = (struct file_sink *)sink;
    encoder_abort(s->encoder);
    target_abort(s->target);
    release(s);
}

static int file_write(struct nashra_sink *sink, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    struct file_sink *s = (struct file_sink *)sink;
    if (!s->levelled) return encoder_write(s->encoder, samples, frames, detail);
    if (write_whole(s->leveler.fd, samples, frames * (size_t)s->options.channels * sizeof *samples) < 0)
        return error_set(detail, NASHRA_E_OUTPUT, s->path, 0, 0, "cannot write: %s", strerror(errno));
    s->leveler.frames += frames;
    return 0;
}

static int file_chapter(struct nashra_sink *sink, const struct nashra_chapter *chapter, struct nashra_detail *detail)
{
    struct file_sink *s = (struct file_sink *)sink;
    struct chapter *more = memory_realloc(s->chapters, s->chapter_count + 1, sizeof *more);
    if (!more) return memory_short(s, detail);
    s->chapters = more;
    more[s->chapter_count] = (struct chapter){chapter->start, memory_strdup(chapter->title ? chapter->title : "")};
    if (!more[s->chapter_count].title) return memory_short(s, detail);
    s->chapter_count++;
    return 0;
}

static int open_encoder(struct file_sink *s, struct nashra_detail *detail)
{
    int channels = s->options.loudness == NASHRA_LOUDNESS_PODCAST ? 2 : s->options.channels;
    return encoder_open(&s->encoder, target_fd(s->target), s->path, s->container, &s->options, channels,
                        s->levelled ? &s->leveler.measured : NULL, detail);
}

struct passage {
    struct file_sink *sink;
    struct nashra_detail *detail;
};

static int pass_on(void *context, const int16_t *samples, size_t frames)
{
    struct passage *p = context;
    return encoder_write(p->sink->encoder, samples, frames, p->detail);
}

static int write_levelled(struct file_sink *s, struct nashra_detail *detail)
{
    int result = leveler_measure(&s->leveler);
    if (result == 0) result = open_encoder(s, detail);
    else if (result == NASHRA_E_MEMORY) memory_short(s, detail);
    else error_set(detail, result, s->path, 0, 0, "the waiting samples cannot be read: %s", strerror(errno));
    struct passage passage = {s, detail};
    return result < 0 ? result : leveler_run(&s->leveler, pass_on, &passage);
}

static int file_close(struct nashra_sink *sink, struct nashra_detail *detail)
{
    struct file_sink *s = (struct file_sink *)sink;
    int result = s->levelled ? write_levelled(s, detail) : 0;
    if (result == 0) {
        struct encoder *encoder = s->encoder;
        s->encoder = NULL;
        result = encoder_close(encoder, s->chapters, s->chapter_count, detail);
    }
    if (result < 0) {
        file_abort(sink);
        return result;
    }
    result = target_commit(s->target, detail);
    release(s);
    return result;
}

static const struct sink_kind FILE_KIND = {file_write, file_chapter, file_close, file_abort};

static int copy_strings(struct file_sink *s)
{
    const char **from[] = {&s->options.title, &s->options.artist,     &s->options.album,    &s->options.comment,
                           &s->options.date,  &s->options.originator, &s->options.container};
    for (size_t i = 0; i < sizeof from / sizeof from[0]; i++) {
        if (!*from[i]) continue;
        s->strings[i] = memory_strdup(*from[i]);
        if (!s->strings[i]) return NASHRA_E_MEMORY;
        *from[i] = s->strings[i];
    }
    return 0;
}

static int begin_levelled(struct file_sink *s, struct nashra_detail *detail)
{
    static const double targets[] = {
        [NASHRA_LOUDNESS_RADIO] = -23, [NASHRA_LOUDNESS_PODCAST_MONO] = -19, [NASHRA_LOUDNESS_PODCAST] = -16};
    s->levelled = true;
    s->leveler.rate = s->options.rate;
    s->leveler.channels = s->options.channels;
    s->leveler.out_channels = s->options.loudness == NASHRA_LOUDNESS_PODCAST ? 2 : s->options.channels;
    s->leveler.target = targets[s->options.loudness];
    s->leveler.ceiling = s->container->lossy ? -2.0 : -1.2; /* what decoders and finer meters add stays under -1 */
    s->leveler.fd = target_spool(s->path);
    if (s->leveler.fd < 0) return error_set(detail, NASHRA_E_OUTPUT, s->path, 0, 0, "cannot write: %s", strerror(errno));
    return 0;
}

int file_sink_open(struct nashra_sink **sink, const char *path, const struct nashra_sink_options *options,
                   struct nashra_detail *detail)
{
    const struct container *container = container_for(options->container, path, detail);
    if (!container) return NASHRA_E_ARGUMENT;
    struct file_sink *s = memory_zalloc(1, sizeof *s);
    if (!s) return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    s->sink.kind = &FILE_KIND;
    s->container = container;
    s->options = *options;
    s->path = memory_strdup(path);
    int result = !s->path || copy_strings(s) < 0 ? memory_short(s, detail) : target_open(&s->target, path, detail);
    if (result == 0) result = options->loudness ? begin_levelled(s, detail) : open_encoder(s, detail);
    if (result < 0) {
        file_abort(&s->sink);
        return result;
    }
    *sink = &s->sink;
    return 0;
}
