/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Live sound through PortAudio. Writing blocks as the device plays, so that what is heard is never far behind what is made. */
#include "audio/audio.h"
#include "audio/resample.h"
#include "util/quiet.h"

#include <portaudio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BLOCK = 1024 };

struct device_sink {
    struct nashra_sink sink;
    PaStream *stream;
    int channels;                /* the device's */
    struct resampler *resampler; /* NULL: it plays our rate */
    bool started;
};

static void release(struct device_sink *s)
{
    int saved = quiet_begin();
    if (s->stream) Pa_CloseStream(s->stream);
    Pa_Terminate();
    quiet_end(saved);
    resampler_free(s->resampler);
    memory_free(s);
}

static int device_failed(PaError error, struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_DEVICE, NULL, 0, 0, "the audio device failed: %s", Pa_GetErrorText(error));
}

/* samples at the device's rate, mono. */
static int play(struct device_sink *s, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    int16_t wide[2 * BLOCK];
    while (frames > 0) {
        size_t n = frames < BLOCK ? frames : BLOCK;
        const int16_t *from = samples;
        if (s->channels == 2) {
            for (size_t i = 0; i < n; i++) wide[2 * i] = wide[2 * i + 1] = samples[i];
            from = wide;
        }
        PaError error = Pa_WriteStream(s->stream, from, n);
        if (error != paNoError && error != paOutputUnderflowed) return device_failed(error, detail);
        samples += n;
        frames -= n;
    }
    return 0;
}

static int device_write(struct nashra_sink *sink, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    struct device_sink *s = (struct device_sink *)sink;
    if (!s->started) {
        PaError error = Pa_StartStream(s->stream);
        if (error != paNoError) return device_failed(error, detail);
        s->started = true;
    }
    if (s->resampler && resampler_feed(s->resampler, samples, frames, &samples, &frames) < 0)
        return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    return play(s, samples, frames, detail);
}

/* Pa_StopStream() plays what is queued; a period that is not full would be lost by some drivers: fill it up with silence. */
static int device_close(struct nashra_sink *sink, struct nashra_detail *detail)
{
    struct device_sink *s = (struct device_sink *)sink;
    int result = 0;
    if (s->started) {
        const int16_t *rest;
        size_t frames;
        if (s->resampler && resampler_feed(s->resampler, NULL, 0, &rest, &frames) == 0) result = play(s, rest, frames, detail);
        PaError error = Pa_StopStream(s->stream);
        if (result == 0 && error != paNoError) result = device_failed(error, detail);
    }
    release(s);
    return result;
}

static void device_abort(struct nashra_sink *sink)
{
    struct device_sink *s = (struct device_sink *)sink;
    if (s->started) Pa_AbortStream(s->stream);
    release(s);
}

static const struct sink_kind DEVICE_KIND = {device_write, NULL, device_close, device_abort};

/* By number, by part of the name, or the default; paNoDevice when there is none. */
static PaDeviceIndex find_device(const char *name)
{
    int count = Pa_GetDeviceCount();
    char *end;
    if (!name || !*name) {
        PaDeviceIndex usual = Pa_GetDefaultOutputDevice();
        for (int i = 0; usual == paNoDevice && i < count; i++)
            if (Pa_GetDeviceInfo(i)->maxOutputChannels > 0) usual = i;
        return usual;
    }
    long number = strtol(name, &end, 10);
    if (*end == '\0') return number >= 0 && number < count && Pa_GetDeviceInfo((int)number)->maxOutputChannels > 0 ? (int)number : paNoDevice;
    for (int i = 0; i < count; i++) {
        const PaDeviceInfo *info = Pa_GetDeviceInfo(i);
        if (info->maxOutputChannels > 0 && strcasestr(info->name, name)) return i;
    }
    return paNoDevice;
}

/* Our rate and one channel where the device can, else two channels, else the device's own rate. */
static PaError open_stream(struct device_sink *s, PaDeviceIndex device, int rate)
{
    const PaDeviceInfo *info = Pa_GetDeviceInfo(device);
    int own = (int)info->defaultSampleRate;
    PaStreamParameters wish = {.device = device, .sampleFormat = paInt16, .suggestedLatency = 0.08};
    PaError error = paInvalidDevice;
    for (int attempt = 0; attempt < 4; attempt++) {
        int with = attempt < 2 ? rate : own;
        wish.channelCount = s->channels = 1 + attempt % 2;
        if (s->channels > info->maxOutputChannels || with <= 0) continue;
        error = Pa_OpenStream(&s->stream, NULL, &wish, with, paFramesPerBufferUnspecified, paClipOff, NULL, NULL);
        if (error != paNoError) continue;
        if (with != rate && resampler_new(&s->resampler, rate, with, 1) < 0) return paInsufficientMemory;
        return paNoError;
    }
    s->stream = NULL;
    return error;
}

int nashra_sink_open_device(nashra_sink **sink, const char *device, int rate, struct nashra_detail *detail)
{
    *sink = NULL;
    struct device_sink *s = memory_zalloc(1, sizeof *s);
    if (!s) return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    s->sink.kind = &DEVICE_KIND;
    int saved = quiet_begin();
    PaError error = Pa_Initialize();
    bool initialized = error == paNoError;
    PaDeviceIndex index = initialized ? find_device(device) : paNoDevice;
    if (index != paNoDevice) error = open_stream(s, index, rate);
    quiet_end(saved);
    if (index != paNoDevice && error == paNoError) {
        *sink = &s->sink;
        return 0;
    }
    int result = !initialized || index != paNoDevice ? device_failed(error, detail)
                 : device && *device
                     ? error_set(detail, NASHRA_E_DEVICE, NULL, 0, 0, "no audio device '%.60s'", device)
                     : error_set(detail, NASHRA_E_DEVICE, NULL, 0, 0, "no audio device: write a file with -o, or connect one");
    if (initialized) release(s);
    else memory_free(s);
    return result;
}
