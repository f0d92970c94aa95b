/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "diacritize/kernel.h"

#include "diacritize/kernel_math.h"

#include <math.h>
#include <string.h>

static int32_t saturate(int32_t x)
{
    return x > INT16_MAX ? INT16_MAX : x < INT16_MIN ? INT16_MIN : x;
}

static void multiply(const int8_t *tiles, size_t rows, size_t columns, const uint8_t *const *inputs, size_t count, int32_t *out)
{
    for (size_t i = 0; i < count; i++) {
        const int8_t *tile = tiles;
        for (size_t r = 0; r < rows; r += TILE_ROWS) {
            int32_t sum[TILE_ROWS] = {0};
            for (size_t k = 0; k < columns; k += 2 * TILE_COLUMNS, tile += 2 * TILE_ROWS * TILE_COLUMNS) {
                const uint8_t *x = inputs[i] + k;
                for (size_t j = 0; j < TILE_ROWS; j++) {
                    const int8_t *a = tile + j * TILE_COLUMNS, *b = a + TILE_ROWS * TILE_COLUMNS;
                    sum[j] += saturate(a[0] * x[0] + a[1] * x[1] + b[0] * x[4] + b[1] * x[5]);
                    sum[j] += saturate(a[2] * x[2] + a[3] * x[3] + b[2] * x[6] + b[3] * x[7]);
                }
            }
            memcpy(out + i * rows + r, sum, sizeof sum);
        }
    }
}

static void scale(size_t rows, const int32_t *sums, const float *scales, const float *bias, float unit, float *out)
{
    for (size_t r = 0; r < rows; r++) out[r] = (float)sums[r] * (scales[r] * unit) + bias[r];
}

/* e to the x: 2 to the nearest whole number times a polynomial for the rest. */
static float exponential(float x)
{
    x = x > EXP_MOST ? EXP_MOST : x < -EXP_MOST ? -EXP_MOST : x;
    float whole = x * EXP_LOG2E + EXP_ROUND;
    whole -= EXP_ROUND;
    float rest = x - whole * EXP_LN2_HIGH;
    rest -= whole * EXP_LN2_LOW;
    float p = EXP_P0;
    p = p * rest + EXP_P1;
    p = p * rest + EXP_P2;
    p = p * rest + EXP_P3;
    p = p * rest + EXP_P4;
    p = p * rest + EXP_P5;
    p = p * (rest * rest) + rest + 1.0f;
    uint32_t bits = (uint32_t)((int32_t)whole + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return p * power;
}

static float sigmoid(float x)
{
    return 1.0f / (1.0f + exponential(-x));
}

static float hyperbolic(float x)
{
    return 2.0f * sigmoid(2.0f * x) - 1.0f;
}

static void cell(size_t width, const float *gates, const int32_t *sums, const float *scales, const float *correction, float *state_cell,
                 uint8_t *state)
{
    for (size_t k = 0; k < width; k++) {
        float gate[4];
        for (size_t g = 0; g < 4; g++) {
            size_t r = g * width + k;
            gate[g] = sums ? gates[r] + ((float)sums[r] * scales[r] + correction[r]) : gates[r];
        }
        float fresh = sigmoid(gate[0]) * hyperbolic(gate[2]);
        float kept = sums ? sigmoid(gate[1]) * state_cell[k] : 0.0f;
        state_cell[k] = kept + fresh;
        float h = sigmoid(gate[3]) * hyperbolic(state_cell[k]);
        state[k] = (uint8_t)((int)lrintf(h * STATE_ONE) + STATE_ZERO);
    }
}

static float rectify(size_t count, const float *a, const float *b, uint8_t *out)
{
    float most = 0.0f;
    for (size_t k = 0; k < count; k++) {
        float v = b ? a[k] + b[k] : a[k];
        if (v > most) most = v;
    }
    float factor = most > 0.0f ? 255.0f / most : 0.0f;
    for (size_t k = 0; k < count; k++) {
        float v = b ? a[k] + b[k] : a[k];
        out[k] = (uint8_t)(v > 0.0f ? lrintf(v * factor) : 0);
    }
    return most / 255.0f;
}

const struct kernel *kernel_plain(void)
{
    static const struct kernel plain = {"plain", multiply, scale, cell, rectify};
    return &plain;
}
