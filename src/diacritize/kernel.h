/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_KERNEL_H
#define NASHRA_KERNEL_H

/* The arithmetic of the network, twice: in plain C, and with AVX2 where the processor has it. Sums are whole numbers and the few
 * float operations are done in the same order, so the two give the same bits (kernel_plain.c is the definition).
 *
 * A matrix (rows, columns) of int8 lies in tiles of 8 rows by 4 columns: tiles[row / 8][column / 4][row % 8][column % 4]; rows and
 * columns are multiples of 8. Weights stay within -63..63 so that two products with a byte fit into 16 bits; the sum of four is cut off
 * there, which needs four large weights in a row to meet four states near 1: it costs nothing that can be measured, and saves a
 * quarter of the multiplications. */

#include <stddef.h>
#include <stdint.h>

enum { TILE_ROWS = 8, TILE_COLUMNS = 4, STATE_ZERO = 128, STATE_ONE = 127 }; /* a state h is the byte round(h * 127) + 128 */

struct kernel {
    const char *name;

    /* out[i][r] = sum over k of matrix[r][k] * inputs[i][k]; out is (count, rows). Products are added in fours, k = 8n + 0 1 4 5 and
     * 8n + 2 3 6 7, each cut off at 16 bits. */
    void (*multiply)(const int8_t *tiles, size_t rows, size_t columns, const uint8_t *const *inputs, size_t count, int32_t *out);

    /* out[r] = sums[r] * (scale[r] * unit) + bias[r]; rows is a multiple of 8 */
    void (*scale)(size_t rows, const int32_t *sums, const float *scale, const float *bias, float unit, float *out);

    /* One step of an LSTM cell. gates (4, width), order i f g o, holds what the input brings; sums (4 * width) what the last state
     * brings, times scale, plus correction; NULL at the first step. cell (width) is read unless sums is NULL, and written; state
     * (width) is written as bytes. width is a multiple of 8. */
    void (*cell)(size_t width, const float *gates, const int32_t *sums, const float *scale, const float *correction, float *cell,
                 uint8_t *state);

    /* out[k] = max(0, a[k] + b[k]) (b may be NULL) as bytes 0..255 of a unit that is returned. count is a multiple of 8. */
    float (*rectify)(size_t count, const float *a, const float *b, uint8_t *out);
};

/* The fastest that this processor runs. */
const struct kernel *kernel_best(void);
const struct kernel *kernel_plain(void);

#endif
