/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_HASH_H
#define NASHRA_BULLETIN_HASH_H

/* 128 bits of a byte string, for names of cache entries: two independent mixing lanes. Not for secrets. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct hash {
    uint64_t a, b;
};

static inline uint64_t hash_mix(uint64_t h)
{
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdu;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 33;
}

static inline struct hash hash_bytes(const void *data, size_t size)
{
    const unsigned char *p = data;
    struct hash h = {0x9e3779b97f4a7c15u ^ size, 0xc2b2ae3d27d4eb4fu + size};
    while (size) {
        uint64_t part = 0;
        size_t n = size < 8 ? size : 8;
        memcpy(&part, p, n);
        h.a = hash_mix(h.a ^ part);
        h.b = hash_mix((h.b << 27 | h.b >> 37) + part * 0x87c37b91114253d5u);
        p += n;
        size -= n;
    }
    h.a = hash_mix(h.a + h.b);
    return h;
}

#endif
