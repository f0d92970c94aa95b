/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/icon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LARGEST = 4 << 20, LONGEST_SECONDS = 10 };

static uint32_t little(const unsigned char *bytes, int n)
{
    uint32_t value = 0;
    while (n-- > 0) value = value << 8 | bytes[n];
    return value;
}

static unsigned char *read_file(const char *path, size_t *size)
{
    struct stat about; /* a FIFO or a device would keep us waiting */
    if (stat(path, &about) < 0 || !S_ISREG(about.st_mode) || about.st_size < 12 || about.st_size > LARGEST) return NULL;
    FILE *file = fopen(path, "rb");
    unsigned char *data = file ? malloc((size_t)about.st_size) : NULL;
    *size = data ? fread(data, 1, (size_t)about.st_size, file) : 0;
    if (file) fclose(file);
    return data;
}

struct wave {
    unsigned channels, rate;
    const unsigned char *data;
    size_t frames;
};

/* Finds the chunks "fmt " and "data"; each size is checked against what is there. */
static bool parse(struct wave *wave, const unsigned char *file, size_t size)
{
    *wave = (struct wave){.channels = 0};
    if (size < 12 || memcmp(file, "RIFF", 4) != 0 || memcmp(file + 8, "WAVE", 4) != 0) return false;
    for (size_t at = 12; size - at >= 8 && at < size;) {
        const unsigned char *chunk = file + at + 8;
        size_t length = little(file + at + 4, 4), there = size - at - 8;
        if (length > there) length = there;
        if (memcmp(file + at, "fmt ", 4) == 0 && length >= 16) {
            if (little(chunk, 2) != 1 || little(chunk + 14, 2) != 16) return false;
            wave->channels = little(chunk + 2, 2);
            wave->rate = little(chunk + 4, 4);
        } else if (memcmp(file + at, "data", 4) == 0 && wave->channels) {
            wave->data = chunk;
            wave->frames = length / (2 * wave->channels);
            break;
        }
        at += 8 + length + (length & 1);
        if (at > size) break;
    }
    return wave->data && wave->channels <= 8 && wave->rate >= 1000 && wave->rate <= 192000 && wave->frames
        && wave->frames / wave->rate < LONGEST_SECONDS;
}

static int frame(const struct wave *wave, size_t index)
{
    int sum = 0;
    for (unsigned c = 0; c < wave->channels; c++) sum += (int16_t)little(wave->data + 2 * (index * wave->channels + c), 2);
    return sum / (int)wave->channels;
}

bool spd_icon_read(const char *folder, const char *name, int rate, int16_t **samples, size_t *count)
{
    char path[1024];
    size_t size;
    struct wave wave;
    *samples = NULL;
    if (!*folder || !*name || *name == '.' || strchr(name, '/')) return false;
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (length < 0 || (size_t)length >= sizeof path) return false;
    unsigned char *file = read_file(path, &size);
    if (file && parse(&wave, file, size)) {
        *count = (size_t)((double)wave.frames * rate / wave.rate);
        *samples = malloc((*count + 1) * sizeof **samples);
        for (size_t i = 0; *samples && i < *count; i++) { /* linear: a chime, not speech */
            double at = (double)i * wave.rate / rate;
            size_t low = (size_t)at < wave.frames ? (size_t)at : wave.frames - 1, high = low + 1 < wave.frames ? low + 1 : low;
            (*samples)[i] = (int16_t)(frame(&wave, low) + (at - (double)low) * (frame(&wave, high) - frame(&wave, low)));
        }
    }
    free(file);
    return *samples != NULL;
}
