/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Files that were written are read back: format, length, tags, chapters, loudness, peaks. Failures leave nothing behind. */
#include "audio/encoder.h"
#include "audio/id3.h"
#include "audio/limiter.h"
#include "audio/resample.h"
#include "check.h"
#include "util/buffer.h"

#include <dirent.h>
#include <ebur128.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RATE = 22050, SECONDS = 4 };
static const char TITLE[] = "نشرة الأخبار", ARTIST[] = "إذاعة «نشرة»";
static const double PI = 3.14159265358979323846;

/* Bursts of a chord with short loud peaks, so that a podcast's loudness needs the limiter. */
static int16_t sound_at(size_t i)
{
    double t = (double)i / RATE, burst = fmod(t, 0.5) < 0.35 ? 1 : 0;
    double peak = fmod(t, 0.25) < 0.01 ? 2.6 : 1;
    return (int16_t)(burst * peak * (3000 * sin(2 * PI * 310 * t) + 2600 * sin(2 * PI * 1270 * t) + 2000 * sin(2 * PI * 3100 * t)));
}

static int write_sound(const char *path, const struct nashra_sink_options *options, size_t chapters)
{
    struct nashra_detail why;
    nashra_sink *sink;
    int result = nashra_sink_open(&sink, path, options, &why);
    int16_t block[2 * 1000];
    int channels = options->channels == 2 ? 2 : 1;
    for (size_t i = 0; i < (size_t)RATE * SECONDS && result == 0; i += 1000) {
        size_t n = (size_t)RATE * SECONDS - i < 1000 ? (size_t)RATE * SECONDS - i : 1000;
        for (size_t k = 0; k < n * (size_t)channels; k++) block[k] = sound_at(i + k / (size_t)channels);
        result = nashra_sink_write(sink, block, n, &why);
        if (result < 0) nashra_sink_abort(sink);
    }
    for (size_t i = 0; i < chapters && result == 0; i++) {
        struct nashra_chapter chapter = {(double)i, i ? "الخبر الثاني" : "الخبر الأول"};
        result = nashra_sink_chapter(sink, &chapter, &why);
        if (result < 0) nashra_sink_abort(sink);
    }
    return result < 0 ? result : nashra_sink_close(sink, &why);
}

/* --- formats and tags ---------------------------------------------------------------------------------------------- */

static void check_format(const char *path, int format, int rate, bool tags_by_libsndfile)
{
    const struct nashra_sink_options options = {.rate = RATE, .title = TITLE, .artist = ARTIST, .comment = "تعليق", .date = "2024-05-14"};
    if (!CHECK(write_sound(path, &options, 0) == 0)) return;
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (!CHECK(file != NULL)) return;
    CHECK(info.format == format);
    CHECK(info.samplerate == rate && info.channels == 1);
    CHECK(fabs((double)info.frames / info.samplerate - SECONDS) < 0.11);
    if (tags_by_libsndfile) {
        CHECK_STR(sf_get_string(file, SF_STR_TITLE), TITLE);
        CHECK_STR(sf_get_string(file, SF_STR_ARTIST), ARTIST);
    }
    short *samples = malloc(sizeof *samples * (size_t)(info.frames + 1));
    sf_count_t n = samples ? sf_readf_short(file, samples, info.frames) : 0;
    double sum = 0, want = 0;
    for (sf_count_t i = 0; i < n; i++) sum += (double)samples[i] * samples[i];
    for (size_t i = 0; i < (size_t)RATE * SECONDS; i++) want += (double)sound_at(i) * sound_at(i);
    CHECK(n > 0 && fabs(10 * log10((sum / (double)n) / (want / (RATE * SECONDS)))) < 0.5); /* the same power within 0.5 dB */
    free(samples);
    sf_close(file);
}

static void test_formats(void)
{
    check_format("a.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, RATE, true);
    check_format("a.rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_16, RATE, true);
    check_format("a.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, RATE, true);
    check_format("a.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, RATE, true);
    check_format("a.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, RATE, true);
    check_format("a.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 24000, true);
    check_format("a.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, RATE, false);
    const struct nashra_sink_options odd = {.rate = RATE};
    CHECK(write_sound("a.xyz", &odd, 0) == NASHRA_E_ARGUMENT);
    const struct nashra_sink_options named = {.rate = RATE, .container = "flac"};
    CHECK(write_sound("a.xyz", &named, 0) == 0 && unlink("a.xyz") == 0);
    const struct nashra_sink_options slow = {.rate = 100};
    CHECK(write_sound("slow.wav", &slow, 0) == NASHRA_E_ARGUMENT);
}

/* --- ID3 ------------------------------------------------------------------------------------------------------------ */

static size_t read_file(const char *path, unsigned char **data)
{
    FILE *file = fopen(path, "rb");
    *data = malloc(1 << 20);
    size_t size = file && *data ? fread(*data, 1, 1 << 20, file) : 0;
    if (file) fclose(file);
    return size;
}

static size_t synchsafe(const unsigned char *c)
{
    return (size_t)c[0] << 21 | (size_t)c[1] << 14 | (size_t)c[2] << 7 | c[3];
}

/* The frame's body, or NULL; *size its length. `nth` from 0. */
static const unsigned char *id3_frame(const unsigned char *tag, const char *id, int nth, size_t *size)
{
    size_t end = 10 + synchsafe(tag + 6);
    for (size_t i = 10; i + 10 <= end; i += 10 + *size) {
        *size = synchsafe(tag + i + 4);
        if (memcmp(tag + i, id, 4) == 0 && nth-- == 0) return tag + i + 10;
    }
    return NULL;
}

static void test_mp3_tag(void)
{
    const struct nashra_sink_options options = {.rate = RATE, .title = TITLE, .artist = ARTIST};
    CHECK(write_sound("chapters.mp3", &options, 2) == 0);
    unsigned char *data;
    size_t size = read_file("chapters.mp3", &data), length;
    if (!CHECK(size > 1000 && memcmp(data, "ID3\4\0\0", 6) == 0)) return free(data);
    const unsigned char *title = id3_frame(data, "TIT2", 0, &length);
    CHECK(title && title[0] == 3 && length == sizeof TITLE && memcmp(title + 1, TITLE, sizeof TITLE - 1) == 0);
    const unsigned char *contents = id3_frame(data, "CTOC", 0, &length);
    CHECK(contents && memcmp(contents, "toc\0\3\2chp0\0chp1\0", 16) == 0);
    const unsigned char *chapter = id3_frame(data, "CHAP", 1, &length);
    static const unsigned char times[] = {0, 0, 0x03, 0xe8, 0, 0, 0x0f, 0xa0}; /* 1000 ms to 4000 ms */
    CHECK(chapter && memcmp(chapter, "chp1\0", 5) == 0 && memcmp(chapter + 5, times, 8) == 0);
    CHECK(data[10 + synchsafe(data + 6)] == 0xff); /* MPEG frames follow at once */
    SF_INFO info = {0};
    SNDFILE *file = sf_open("chapters.mp3", SFM_READ, &info);
    CHECK(file && fabs((double)info.frames / RATE - SECONDS) < 0.11);
    sf_close(file);
    free(data);
}

/* --- WAV's chunks --------------------------------------------------------------------------------------------------- */

static void test_wav_chunks(void)
{
    const struct nashra_sink_options options = {.rate = RATE, .title = TITLE, .artist = ARTIST, .originator = "Radio Test",
                                                .broadcast = true, .loudness = NASHRA_LOUDNESS_RADIO};
    CHECK(write_sound("air.wav", &options, 2) == 0);
    SF_INFO info = {0};
    SNDFILE *file = sf_open("air.wav", SFM_READ, &info);
    if (!CHECK(file != NULL)) return;
    SF_BROADCAST_INFO bext;
    CHECK(sf_command(file, SFC_GET_BROADCAST_INFO, &bext, sizeof bext) == SF_TRUE);
    CHECK(strncmp(bext.description, TITLE, sizeof bext.description) == 0 && strcmp(bext.originator, "Radio Test") == 0);
    CHECK(bext.version == 2 && abs(bext.loudness_value + 2300) <= 10);
    SF_CART_INFO cart;
    CHECK(sf_command(file, SFC_GET_CART_INFO, &cart, sizeof cart) == SF_TRUE && strcmp(cart.title, TITLE) == 0);
    SF_CUES cues;
    CHECK(sf_command(file, SFC_GET_CUE, &cues, sizeof cues) == SF_TRUE && cues.cue_count == 2);
    CHECK(cues.cue_points[1].sample_offset == RATE);
    CHECK_STR(sf_get_string(file, SF_STR_TITLE), TITLE);
    sf_close(file);
    unsigned char *data;
    size_t size = read_file("air.wav", &data);
    CHECK(size > 8 && (data[4] | data[5] << 8 | data[6] << 16 | data[7] << 24) == (int)size - 8);
    CHECK(size && memmem(data, size, "الخبر الثاني", strlen("الخبر الثاني")) != NULL);
    free(data);
}

/* --- loudness ------------------------------------------------------------------------------------------------------- */

static void check_loudness(const char *path, enum nashra_loudness loudness, double target, int channels)
{
    const struct nashra_sink_options options = {.rate = RATE, .loudness = loudness};
    if (!CHECK(write_sound(path, &options, 0) == 0)) return;
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (!CHECK(file && info.channels == channels)) return;
    ebur128_state *state = ebur128_init((unsigned)info.channels, (unsigned long)info.samplerate, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    float *samples = malloc(sizeof *samples * (size_t)info.frames * (size_t)info.channels);
    sf_count_t n = sf_readf_float(file, samples, info.frames);
    ebur128_add_frames_float(state, samples, (size_t)n);
    double got, peak;
    ebur128_loudness_global(state, &got);
    ebur128_true_peak(state, 0, &peak);
    if (!CHECK(fabs(got - target) <= 0.2)) printf("%s: %.2f LUFS\n", path, got);
    if (!CHECK(20 * log10(peak) <= -1.0)) printf("%s: %.2f dBTP\n", path, 20 * log10(peak));
    free(samples);
    ebur128_destroy(&state);
    sf_close(file);
}

static void test_loudness(void)
{
    check_loudness("l.wav", NASHRA_LOUDNESS_RADIO, -23, 1);
    check_loudness("l.flac", NASHRA_LOUDNESS_PODCAST_MONO, -19, 1);
    check_loudness("l.wav", NASHRA_LOUDNESS_PODCAST, -16, 2);
    check_loudness("l.mp3", NASHRA_LOUDNESS_PODCAST, -16, 2);
    check_loudness("l.ogg", NASHRA_LOUDNESS_PODCAST, -16, 2);
}

/* What stays under the ceiling passes unchanged, only later; what does not stays under it. */
static void test_limiter(void)
{
    struct limiter *limiter = limiter_new(RATE, 1, 0.5);
    size_t delay = limiter_delay(limiter), loud = 0, changed = 0;
    static float sound[RATE];
    for (size_t i = 0; i < RATE; i++) sound[i] = (float)(i > 12000 && i < 12100 ? 0.95 : 0.3) * (float)sin((double)i * 0.4);
    for (size_t i = 0; i < RATE; i++) {
        float out;
        limiter_frame(limiter, &sound[i], &out);
        if (fabsf(out) > 0.502f) loud++;
        if (i >= delay && i < 11000 && fabsf(out - sound[i - delay]) > 1e-6f) changed++;
    }
    CHECK(loud == 0);
    CHECK(changed == 0);
    limiter_free(limiter);
}

static void test_resampler(void)
{
    struct resampler *r = NULL;
    CHECK(resampler_new(&r, 22050, 48000, 1) == 0);
    int16_t block[1050];
    size_t total = 0, n, crossings = 0;
    int16_t last = 0;
    for (size_t i = 0; i <= 21; i++) {
        const int16_t *out;
        for (size_t k = 0; k < 1050; k++) block[k] = (int16_t)(9000 * sin(2 * PI * 440 * (double)(i * 1050 + k) / 22050));
        CHECK(resampler_feed(r, i < 21 ? block : NULL, 1050, &out, &n) == 0);
        for (size_t k = 0; k < n; k++) {
            crossings += last < 0 && out[k] >= 0;
            last = out[k];
        }
        total += n;
    }
    CHECK(total > 47990 && total < 48010);
    CHECK(crossings > 436 && crossings < 444);
    resampler_free(r);
}

/* --- failures ------------------------------------------------------------------------------------------------------- */

static size_t files_here(void)
{
    size_t n = 0;
    DIR *directory = opendir(".");
    for (struct dirent *entry; directory && (entry = readdir(directory));) n += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    if (directory) closedir(directory);
    return n;
}

static void test_failures(void)
{
    size_t before = files_here();
    struct nashra_detail why;
    nashra_sink *sink;
    const struct nashra_sink_options options = {.rate = RATE, .title = TITLE};
    const struct nashra_sink_options loud = {.rate = RATE, .loudness = NASHRA_LOUDNESS_PODCAST};
    CHECK(nashra_sink_open(&sink, "no/such/directory/a.wav", &options, &why) == NASHRA_E_OUTPUT && strstr(why.message, "No such file"));
    CHECK(nashra_sink_open(&sink, ".", &(struct nashra_sink_options){.rate = RATE, .container = "wav"}, &why) == NASHRA_E_OUTPUT);
    struct rlimit old, small = {100000, RLIM_INFINITY};
    getrlimit(RLIMIT_FSIZE, &old);
    small.rlim_max = old.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    CHECK(write_sound("big.wav", &options, 0) == NASHRA_E_OUTPUT);
    CHECK(write_sound("big.wav", &loud, 0) == NASHRA_E_OUTPUT);
    setrlimit(RLIMIT_FSIZE, &old);
    CHECK(access("big.wav", F_OK) != 0);
    /* An old file stays as it was when the new one is given up. */
    FILE *file = fopen("old.wav", "w");
    fputs("old", file);
    fclose(file);
    chmod("old.wav", 0640);
    CHECK(nashra_sink_open(&sink, "old.wav", &options, &why) == 0);
    int16_t some[64] = {0};
    CHECK(nashra_sink_write(sink, some, 64, &why) == 0);
    nashra_sink_abort(sink);
    struct stat status;
    CHECK(stat("old.wav", &status) == 0 && status.st_size == 3);
    CHECK(write_sound("old.wav", &options, 0) == 0 && stat("old.wav", &status) == 0 && status.st_size > 1000);
    CHECK((status.st_mode & 0777) == 0640);
    /* Through a link, into the file that it leads to. */
    CHECK(symlink("old.wav", "link.wav") == 0 && write_sound("link.wav", &loud, 0) == 0);
    CHECK(lstat("link.wav", &status) == 0 && S_ISLNK(status.st_mode));
    CHECK(write_sound("/dev/full", &(struct nashra_sink_options){.rate = RATE, .container = "wav"}, 0) == NASHRA_E_OUTPUT);
    CHECK(stat("/dev/full", &status) == 0 && S_ISCHR(status.st_mode));
    CHECK(files_here() == before + 2);
    nashra_sink_abort(NULL);
    CHECK(nashra_sink_close(NULL, NULL) == 0);
}

/* Short memory at any point is an error, never a crash; nothing is left behind. (libsndfile and soxr allocate on their own.) */
static void test_short_memory(void)
{
    static const struct nashra_sink_options kinds[] = {
        {.rate = RATE, .title = TITLE, .container = "mp3"},
        {.rate = RATE, .title = TITLE, .container = "opus"},
        {.rate = RATE, .title = TITLE, .container = "wav", .loudness = NASHRA_LOUDNESS_PODCAST, .broadcast = true},
    };
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        size_t before = files_here(), tries = 0;
        int result = -1;
        while (result < 0 && tries < 200) {
            memory_fail_at(++tries);
            result = write_sound("short", &kinds[k], 2);
            memory_fail_at(0);
            if (result < 0 && !CHECK(files_here() == before)) return;
        }
        CHECK(result == 0 && tries > 3);
        unlink("short");
    }
}

int main(void)
{
    char directory[] = "/tmp/nashra-audio-XXXXXX", command[64];
    if (!mkdtemp(directory) || chdir(directory) < 0) return 1;
    test_formats();
    test_mp3_tag();
    test_wav_chunks();
    test_loudness();
    test_limiter();
    test_resampler();
    test_failures();
    test_short_memory();
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    if (system(command) != 0) return 1;
    return check_done();
}
