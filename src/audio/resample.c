/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "audio/resample.h"

#include "nashra.h"
#include "util/memory.h"

#include <soxr.h>

struct resampler {
    soxr_t soxr;
    int channels;
    double ratio;
    int16_t *out;
    size_t capacity; /* frames */
};

int resampler_new(struct resampler **out, int from, int to, int channels)
{
    struct resampler *r = memory_zalloc(1, sizeof *r);
    if (!r) return NASHRA_E_MEMORY;
    soxr_error_t error;
    soxr_io_spec_t io = soxr_io_spec(SOXR_INT16_I, SOXR_INT16_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    r->soxr = soxr_create(from, to, (unsigned)channels, &error, &io, &quality, NULL);
    r->channels = channels;
    r->ratio = (double)to / from;
    if (!r->soxr) {
        memory_free(r);
        return NASHRA_E_MEMORY;
    }
    *out = r;
    return 0;
}

void resampler_free(struct resampler *resampler)
{
    if (!resampler) return;
    soxr_delete(resampler->soxr);
    memory_free(resampler->out);
    memory_free(resampler);
}

/* Makes room for `more` frames after the `used`. */
static int reserve(struct resampler *r, size_t used, size_t more)
{
    if (used + more <= r->capacity) return 0;
    int16_t *out = memory_realloc(r->out, used + more, (size_t)r->channels * sizeof *out);
    if (!out) return NASHRA_E_MEMORY;
    r->out = out;
    r->capacity = used + more;
    return 0;
}

int resampler_feed(struct resampler *r, const int16_t *samples, size_t frames, const int16_t **out, size_t *out_frames)
{
    enum { SPARE = 4096 };
    size_t used = 0, taken = 0;
    for (;;) {
        if (reserve(r, used, (size_t)((double)(frames - taken) * r->ratio) + SPARE) < 0) return NASHRA_E_MEMORY;
        size_t in = 0, made = 0;
        const int16_t *from = samples ? samples + taken * (size_t)r->channels : NULL;
        if (soxr_process(r->soxr, from, samples ? frames - taken : 0, &in, r->out + used * (size_t)r->channels, r->capacity - used,
                         &made))
            return NASHRA_E_MEMORY;
        taken += in;
        used += made;
        if (samples ? taken == frames : made == 0) break;
        if (samples && in == 0 && made == 0) break;
    }
    *out = r->out;
    *out_frames = used;
    return 0;
}
