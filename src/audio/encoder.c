/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "audio/encoder.h"

#include "audio/id3.h"
#include "audio/resample.h"
#include "audio/target.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct container CONTAINERS[] = {
    {"wav", {".wav", ".wave"}, SF_FORMAT_WAV | SF_FORMAT_PCM_16, false},
    {"rf64", {".rf64"}, SF_FORMAT_RF64 | SF_FORMAT_PCM_16, false},
    {"aiff", {".aiff", ".aif"}, SF_FORMAT_AIFF | SF_FORMAT_PCM_16, false},
    {"flac", {".flac"}, SF_FORMAT_FLAC | SF_FORMAT_PCM_16, false},
    {"ogg", {".ogg", ".oga"}, SF_FORMAT_OGG | SF_FORMAT_VORBIS, true},
    {"opus", {".opus"}, SF_FORMAT_OGG | SF_FORMAT_OPUS, true},
    {"mp3", {".mp3"}, SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, true},
};
enum { CONTAINER_COUNT = sizeof CONTAINERS / sizeof CONTAINERS[0] };

/* Part of a file, from `base` on, as libsndfile sees it; the first error is kept, since libsndfile does not tell. */
struct file_io {
    int fd;
    int64_t base;
    int error;
};

struct encoder {
    struct file_io io;
    SNDFILE *file;
    const struct container *container;
    struct nashra_sink_options options;
    const char *path;   /* the sink's */
    int out_channels;
    struct resampler *resampler; /* NULL: not needed */
    uint64_t frames;
    int16_t *wide;      /* mono made stereo */
    size_t wide_room;
    float *real;        /* for MPEG */
    size_t real_room;
};

const struct container *container_for(const char *name, const char *path, struct nashra_detail *detail)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; i < CONTAINER_COUNT; i++) {
        if (name && strcasecmp(name, CONTAINERS[i].name) == 0) return &CONTAINERS[i];
        for (size_t k = 0; !name && dot && k < 3 && CONTAINERS[i].endings[k]; k++)
            if (strcasecmp(dot, CONTAINERS[i].endings[k]) == 0) return &CONTAINERS[i];
    }
    error_set(detail, NASHRA_E_ARGUMENT, path, 0, 0,
              "what kind of sound file? Known are wav, rf64, aiff, flac, ogg, opus and mp3");
    return NULL;
}

/* --- libsndfile's file --------------------------------------------------------------------------------------------- */

static sf_count_t io_size(void *context)
{
    struct file_io *io = context;
    struct stat status;
    return fstat(io->fd, &status) == 0 && status.st_size > io->base ? status.st_size - io->base : 0;
}

static sf_count_t io_seek(sf_count_t offset, int whence, void *context)
{
    struct file_io *io = context;
    int64_t at = lseek(io->fd, whence == SEEK_SET ? offset + io->base : offset, whence);
    return at < io->base ? -1 : at - io->base;
}

static sf_count_t io_read(void *data, sf_count_t size, void *context)
{
    struct file_io *io = context;
    ssize_t n = read(io->fd, data, (size_t)size);
    return n < 0 ? 0 : n;
}

static sf_count_t io_write(const void *data, sf_count_t size, void *context)
{
    struct file_io *io = context;
    if (!io->error && write_whole(io->fd, data, (size_t)size) < 0) io->error = errno;
    return io->error ? 0 : size;
}

static sf_count_t io_tell(void *context)
{
    struct file_io *io = context;
    return lseek(io->fd, 0, SEEK_CUR) - io->base;
}

static SF_VIRTUAL_IO IO = {io_size, io_seek, io_read, io_write, io_tell};

static int failed(const struct encoder *encoder, struct nashra_detail *detail)
{
    const char *why = encoder->io.error ? strerror(encoder->io.error) : sf_strerror(encoder->file);
    return error_set(detail, NASHRA_E_OUTPUT, encoder->path, 0, 0, "cannot write: %s", why);
}

/* --- opening ------------------------------------------------------------------------------------------------------- */

/* Opus knows only its five rates; MPEG none above 48000. */
static int container_rate(const struct container *container, int rate)
{
    int kind = container->format & SF_FORMAT_SUBMASK;
    if (kind == SF_FORMAT_OPUS) return rate == 8000 || rate == 12000 || rate == 16000 ? rate : rate <= 24000 ? 24000 : 48000;
    if (kind != SF_FORMAT_MPEG_LAYER_III) return rate;
    static const int rates[] = {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
        if (rate <= rates[i]) return rates[i];
    return 48000;
}

static void set_quality(SNDFILE *file, const struct container *container)
{
    double vorbis = 0.5, opus = 0.74, mpeg = 0.45; /* speech: some 40 to 64 kbit/s, transparent for this voice */
    switch (container->format & SF_FORMAT_SUBMASK) {
    case SF_FORMAT_VORBIS: sf_command(file, SFC_SET_VBR_ENCODING_QUALITY, &vorbis, sizeof vorbis); break;
    case SF_FORMAT_OPUS: sf_command(file, SFC_SET_COMPRESSION_LEVEL, &opus, sizeof opus); break;
    case SF_FORMAT_MPEG_LAYER_III: sf_command(file, SFC_SET_COMPRESSION_LEVEL, &mpeg, sizeof mpeg); break;
    default: break;
    }
}

static void set_tags(SNDFILE *file, const struct nashra_sink_options *options)
{
    const struct {
        int kind;
        const char *text;
    } tags[] = {{SF_STR_TITLE, options->title},     {SF_STR_ARTIST, options->artist}, {SF_STR_ALBUM, options->album},
                {SF_STR_COMMENT, options->comment}, {SF_STR_DATE, options->date},     {SF_STR_SOFTWARE, "nashra " NASHRA_VERSION}};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (tags[i].text && *tags[i].text) sf_set_string(file, tags[i].kind, tags[i].text);
}

/* The tag stands before the first MPEG frame. Chapters are not known yet: see encoder_close(). */
static int begin_mpeg(struct encoder *encoder)
{
    struct buffer tag = BUFFER_EMPTY;
    id3_write(&tag, &encoder->options, NULL, 0, 0);
    errno = ENOMEM;
    int result = tag.failed ? -1 : write_whole(encoder->io.fd, tag.data, tag.size);
    if (result < 0) encoder->io.error = errno;
    encoder->io.base = (int64_t)tag.size;
    buffer_free(&tag);
    return result;
}

static bool is_mpeg(const struct encoder *encoder)
{
    return (encoder->container->format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG;
}

static bool is_wav(const struct encoder *encoder)
{
    return (encoder->container->format & SF_FORMAT_TYPEMASK) == SF_FORMAT_WAV;
}

static int begin(struct encoder *encoder, const struct measured *measured)
{
    int rate = container_rate(encoder->container, encoder->options.rate);
    SF_INFO info = {.samplerate = rate, .channels = encoder->out_channels, .format = encoder->container->format};
    if (is_mpeg(encoder) && begin_mpeg(encoder) < 0) return NASHRA_E_OUTPUT;
    encoder->file = sf_open_virtual(&IO, SFM_WRITE, &info, &encoder->io);
    if (!encoder->file) return NASHRA_E_OUTPUT;
    set_quality(encoder->file, encoder->container);
    if (!is_mpeg(encoder)) set_tags(encoder->file, &encoder->options);
    bool chunks = is_wav(encoder) || (encoder->container->format & SF_FORMAT_TYPEMASK) == SF_FORMAT_RF64;
    if (chunks && encoder->options.broadcast) riff_set_broadcast(encoder->file, &encoder->options, measured);
    if (rate == encoder->options.rate) return 0;
    return resampler_new(&encoder->resampler, encoder->options.rate, rate, encoder->options.channels);
}

int encoder_open(struct encoder **out, int fd, const char *path, const struct container *container,
                 const struct nashra_sink_options *options, int out_channels, const struct measured *measured,
                 struct nashra_detail *detail)
{
    struct encoder *encoder = memory_zalloc(1, sizeof *encoder);
    if (!encoder) return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    encoder->io.fd = fd;
    encoder->container = container;
    encoder->options = *options;
    encoder->path = path;
    encoder->out_channels = out_channels;
    int result = begin(encoder, measured);
    if (result == NASHRA_E_OUTPUT) failed(encoder, detail);
    else if (result < 0) error_set(detail, result, path, 0, 0, "memory is short");
    if (result < 0) encoder_abort(encoder);
    else *out = encoder;
    return result;
}

/* --- writing ------------------------------------------------------------------------------------------------------- */

static int widen(struct encoder *encoder, const int16_t **samples, size_t frames)
{
    if (encoder->out_channels == encoder->options.channels) return 0;
    if (frames > encoder->wide_room) {
        int16_t *wide = memory_realloc(encoder->wide, frames, 2 * sizeof *wide);
        if (!wide) return NASHRA_E_MEMORY;
        encoder->wide = wide;
        encoder->wide_room = frames;
    }
    for (size_t i = 0; i < frames; i++) encoder->wide[2 * i] = encoder->wide[2 * i + 1] = (*samples)[i];
    *samples = encoder->wide;
    return 0;
}

/* libsndfile 1.2.0 garbles 16-bit stereo on its way to LAME (far too loud): floats are right. */
static sf_count_t write_mpeg(struct encoder *encoder, const int16_t *samples, size_t frames)
{
    size_t count = frames * (size_t)encoder->out_channels;
    if (count > encoder->real_room) {
        float *real = memory_realloc(encoder->real, count, sizeof *real);
        if (!real) return encoder->io.error = ENOMEM, -1;
        encoder->real = real;
        encoder->real_room = count;
    }
    for (size_t i = 0; i < count; i++) encoder->real[i] = (float)samples[i] / 32768;
    return sf_writef_float(encoder->file, encoder->real, (sf_count_t)frames);
}

static int write_frames(struct encoder *encoder, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    encoder->frames += frames;
    if (is_wav(encoder) && encoder->frames * (uint64_t)encoder->out_channels * 2 > UINT32_MAX - (1 << 20))
        return error_set(detail, NASHRA_E_LIMIT, encoder->path, 0, 0, "WAV ends at 4 GiB: use rf64 or flac");
    if (widen(encoder, &samples, frames) < 0)
        return error_set(detail, NASHRA_E_MEMORY, encoder->path, 0, 0, "memory is short");
    sf_count_t n = is_mpeg(encoder) ? write_mpeg(encoder, samples, frames)
                                    : sf_writef_short(encoder->file, samples, (sf_count_t)frames);
    return n != (sf_count_t)frames || encoder->io.error ? failed(encoder, detail) : 0;
}

/* samples NULL: the end. */
static int convert(struct encoder *encoder, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    const int16_t *out;
    size_t n;
    if (resampler_feed(encoder->resampler, samples, frames, &out, &n) < 0)
        return error_set(detail, NASHRA_E_MEMORY, encoder->path, 0, 0, "memory is short");
    return n ? write_frames(encoder, out, n, detail) : 0;
}

int encoder_write(struct encoder *encoder, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    return encoder->resampler ? convert(encoder, samples, frames, detail) : write_frames(encoder, samples, frames, detail);
}

/* --- closing ------------------------------------------------------------------------------------------------------- */

/* Moves everything from `from` on to `to` (> from), the end first. */
static int shift_file(int fd, int64_t from, int64_t to)
{
    char block[1 << 14];
    int64_t left = lseek(fd, 0, SEEK_END) - from;
    while (left > 0) {
        size_t n = left < (int64_t)sizeof block ? (size_t)left : sizeof block;
        left -= (int64_t)n;
        if (pread(fd, block, n, from + left) != (ssize_t)n || write_whole_at(fd, block, n, to + left) < 0) return -1;
    }
    return 0;
}

/* Writes the tag again, now with the chapters: the sound makes room for it. */
static int add_mpeg_chapters(struct encoder *encoder, const struct chapter *chapters, size_t count, double seconds)
{
    struct buffer tag = BUFFER_EMPTY;
    id3_write(&tag, &encoder->options, chapters, count, seconds);
    errno = ENOMEM;
    int result = tag.failed ? -1 : shift_file(encoder->io.fd, encoder->io.base, (int64_t)tag.size);
    if (result == 0) result = write_whole_at(encoder->io.fd, tag.data, tag.size, 0);
    buffer_free(&tag);
    return result;
}

static int add_chapters(struct encoder *encoder, const struct chapter *chapters, size_t count)
{
    int rate = container_rate(encoder->container, encoder->options.rate);
    if (count == 0) return 0;
    if (is_mpeg(encoder)) return add_mpeg_chapters(encoder, chapters, count, (double)encoder->frames / rate);
    if (is_wav(encoder)) return riff_append_cues(encoder->io.fd, chapters, count, rate);
    return 0;
}

int encoder_close(struct encoder *encoder, const struct chapter *chapters, size_t count, struct nashra_detail *detail)
{
    int result = encoder->resampler ? convert(encoder, NULL, 0, detail) : 0;
    if (result == 0) {
        int closed = sf_close(encoder->file);
        encoder->file = NULL;
        if (closed != 0 && !encoder->io.error) encoder->io.error = EIO;
        if (!encoder->io.error && add_chapters(encoder, chapters, count) < 0) encoder->io.error = errno;
        if (encoder->io.error) result = failed(encoder, detail);
    }
    encoder_abort(encoder);
    return result;
}

void encoder_abort(struct encoder *encoder)
{
    if (!encoder) return;
    if (encoder->file) sf_close(encoder->file);
    resampler_free(encoder->resampler);
    memory_free(encoder->wide);
    memory_free(encoder->real);
    memory_free(encoder);
}
