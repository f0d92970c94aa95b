/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_FETCH_H
#define NASHRA_BULLETIN_FETCH_H

#include "nashra.h"
#include "util/buffer.h"

/* Fetches a http:// or https:// address into *out: at most `most_bytes` of them (after decompression), in at most `most_seconds`,
 * over at most five redirections, never to another protocol. NASHRA_E_INPUT or NASHRA_E_LIMIT with the reason. */
int fetch_url(const char *url, size_t most_bytes, double most_seconds, struct buffer *out, struct nashra_detail *detail);

#endif
