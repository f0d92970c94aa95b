/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_ICON_H
#define NASHRA_SPEECHD_ICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads the sound icon FOLDER/NAME (16-bit PCM WAV, as in Debian's package sound-icons), mixed down to one channel and brought
 * to `rate`. *samples is the caller's to free(). False when there is none or it cannot be used: then its name is spoken. */
bool spd_icon_read(const char *folder, const char *name, int rate, int16_t **samples, size_t *count);

#endif
