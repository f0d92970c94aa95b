/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/clip.h"

#include "util/error.h"
#include "util/memory.h"

#include <ebur128.h>
#include <math.h>
#include <sndfile.h>
#include <soxr.h>

enum { MOST_CLIP_SECONDS = 300, MOST_CLIP_CHANNELS = 16 };

/* --- loudness ----------------------------------------------------------------------------------------------------- */

struct meter {
    ebur128_state *state;
    int channels;
};

struct meter *meter_new(int rate, int channels, bool true_peak)
{
    struct meter *meter = memory_zalloc(1, sizeof *meter);
    if (!meter) return NULL;
    meter->channels = channels;
    meter->state = ebur128_init((unsigned)channels, (unsigned long)rate, EBUR128_MODE_I | (true_peak ? EBUR128_MODE_TRUE_PEAK : 0));
    if (!meter->state) return memory_free(meter), NULL;
    return meter;
}

void meter_add(struct meter *meter, const float *samples, size_t frames)
{
    if (meter && frames) ebur128_add_frames_float(meter->state, samples, frames);
}

void meter_add_speech(struct meter *meter, const int16_t *samples, size_t frames)
{
    if (meter && frames) ebur128_add_frames_short(meter->state, samples, frames);
}

double meter_lufs(const struct meter *meter)
{
    double lufs = -HUGE_VAL;
    if (!meter || ebur128_loudness_global(meter->state, &lufs) != EBUR128_SUCCESS) return -HUGE_VAL;
    return lufs;
}

double meter_true_peak(const struct meter *meter)
{
    double most = 0;
    for (int c = 0; meter && c < meter->channels; c++) {
        double peak = 0;
        if (ebur128_true_peak(meter->state, (unsigned)c, &peak) == EBUR128_SUCCESS && peak > most) most = peak;
    }
    return most > 0 ? 20 * log10(most) : -HUGE_VAL;
}

void meter_free(struct meter *meter)
{
    if (!meter) return;
    ebur128_destroy(&meter->state);
    memory_free(meter);
}

static int short_of_memory(const char *path, struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
}

int measure_file(const char *path, double *lufs, double *true_peak, double *seconds, struct nashra_detail *detail)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (!file) return error_set(detail, NASHRA_E_INPUT, path, 0, 0, "cannot be read back: %s", sf_strerror(NULL));
    struct meter *meter = meter_new(info.samplerate, info.channels, true);
    enum { BLOCK = 4096 };
    float *block = memory_alloc(sizeof *block * BLOCK * (size_t)info.channels);
    sf_count_t n, frames = 0;
    int result = meter && block ? 0 : short_of_memory(path, detail);
    while (result == 0 && (n = sf_readf_float(file, block, BLOCK)) > 0) {
        meter_add(meter, block, (size_t)n);
        frames += n;
    }
    if (result == 0) {
        *lufs = meter_lufs(meter);
        *true_peak = meter_true_peak(meter);
        *seconds = (double)frames / info.samplerate;
    }
    memory_free(block);
    meter_free(meter);
    sf_close(file);
    return result;
}

/* --- resampling --------------------------------------------------------------------------------------------------- */

size_t resampled_frames(size_t frames, int from, int to)
{
    return (size_t)(((uint64_t)frames * (uint64_t)to + (uint64_t)from / 2) / (uint64_t)from);
}

int resample_speech(const int16_t *samples, size_t frames, int from, int to, float **out, size_t *out_frames, struct nashra_detail *detail)
{
    *out_frames = resampled_frames(frames, from, to);
    *out = memory_zalloc(*out_frames + 1, sizeof **out);
    if (!*out) return short_of_memory(NULL, detail);
    if (from == to) {
        for (size_t i = 0; i < frames; i++) (*out)[i] = (float)samples[i] / 32768;
        return 0;
    }
    soxr_io_spec_t io = soxr_io_spec(SOXR_INT16_I, SOXR_FLOAT32_I);
    size_t done = 0;
    soxr_error_t error = soxr_oneshot(from, to, 1, samples, frames, NULL, *out, *out_frames, &done, &io, NULL, NULL);
    if (!error) return 0;
    memory_free(*out);
    *out = NULL;
    return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "resampling failed: %s", soxr_strerror(error));
}

/* --- clips -------------------------------------------------------------------------------------------------------- */

/* One and two channels as they are; more become their mean on both sides. Mono from stereo is the mean, stereo from mono the same twice. */
static void remix(const float *in, int in_channels, float *out, int out_channels, size_t frames)
{
    for (size_t i = 0; i < frames; i++, in += in_channels, out += out_channels) {
        if (in_channels == out_channels) {
            for (int c = 0; c < out_channels; c++) out[c] = in[c];
            continue;
        }
        float mean = 0;
        for (int c = 0; c < in_channels; c++) mean += in[c] / (float)in_channels;
        for (int c = 0; c < out_channels; c++) out[c] = mean;
    }
}

static int read_clip(struct clip *clip, SNDFILE *file, const SF_INFO *info, int channels, const char *path, struct nashra_detail *detail)
{
    enum { BLOCK = 4096 };
    size_t most = (size_t)MOST_CLIP_SECONDS * (size_t)info->samplerate, room = 0;
    float *block = memory_alloc(sizeof *block * BLOCK * (size_t)info->channels);
    if (!block) return short_of_memory(path, detail);
    int result = 0;
    sf_count_t n;
    while (result == 0 && clip->frames < most && (n = sf_readf_float(file, block, BLOCK)) > 0) {
        if (clip->frames + (size_t)n > room) {
            room = room ? room * 2 : (size_t)info->samplerate * 4 + BLOCK;
            float *more = memory_realloc(clip->samples, room, sizeof *more * (size_t)channels);
            if (!more) { result = short_of_memory(path, detail); break; }
            clip->samples = more;
        }
        remix(block, info->channels, clip->samples + clip->frames * (size_t)channels, channels, (size_t)n);
        clip->frames += (size_t)n;
    }
    memory_free(block);
    if (result == 0 && !clip->frames) return error_set(detail, NASHRA_E_INPUT, path, 0, 0, "holds no sound");
    return result;
}

static int change_rate(struct clip *clip, int from, int to, int channels, const char *path, struct nashra_detail *detail)
{
    if (from == to) return 0;
    size_t frames = resampled_frames(clip->frames, from, to), done = 0;
    float *samples = memory_zalloc(frames + 1, sizeof *samples * (size_t)channels);
    if (!samples) return short_of_memory(path, detail);
    soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_error_t error = soxr_oneshot(from, to, (unsigned)channels, clip->samples, clip->frames, NULL, samples, frames, &done, &io, NULL, NULL);
    if (error) return memory_free(samples), error_set(detail, NASHRA_E_INPUT, path, 0, 0, "cannot resample: %s", soxr_strerror(error));
    memory_free(clip->samples);
    clip->samples = samples;
    clip->frames = frames;
    return 0;
}

int clip_load(struct clip *clip, const char *path, int rate, int channels, struct nashra_detail *detail)
{
    *clip = (struct clip){.lufs = -HUGE_VAL};
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (!file) return error_set(detail, NASHRA_E_INPUT, path, 0, 0, "%s", sf_strerror(NULL));
    int result = 0;
    if (info.channels < 1 || info.channels > MOST_CLIP_CHANNELS || info.samplerate < 1000 || info.samplerate > 768000)
        result = error_set(detail, NASHRA_E_INPUT, path, 0, 0, "%d channels at %d Hz: not for a jingle", info.channels, info.samplerate);
    if (result == 0) result = read_clip(clip, file, &info, channels, path, detail);
    sf_close(file);
    if (result == 0) result = change_rate(clip, info.samplerate, rate, channels, path, detail);
    if (result < 0) return clip_free(clip), result;
    for (size_t i = 0; i < clip->frames * (size_t)channels; i++)
        if (!isfinite(clip->samples[i])) clip->samples[i] = 0; /* float files may hold anything */
    struct meter *meter = meter_new(rate, channels, false);
    meter_add(meter, clip->samples, clip->frames);
    clip->lufs = meter_lufs(meter);
    meter_free(meter);
    return 0;
}

void clip_free(struct clip *clip)
{
    memory_free(clip->samples);
    *clip = (struct clip){0};
}
