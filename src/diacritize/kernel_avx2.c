/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "diacritize/kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include "diacritize/kernel_math.h"

#include <immintrin.h>
#include <string.h>

#define AVX2 __attribute__((target("avx2")))
#define AVX2_INLINE static inline __attribute__((target("avx2"), always_inline))

/* `lines` tiles side by side (constant, 1..4) times `many` inputs (constant, 1..4): everything stays in registers. */
AVX2_INLINE void block(const int8_t *tiles, size_t columns, const uint8_t *const *inputs, const size_t lines, const size_t many,
                       int32_t *out, size_t rows)
{
    const __m256i ones = _mm256_set1_epi16(1);
    const size_t stride = columns * TILE_ROWS;
    __m256i sum[4][4];
#pragma GCC unroll 4
    for (size_t t = 0; t < lines; t++)
#pragma GCC unroll 4
        for (size_t i = 0; i < many; i++) sum[t][i] = _mm256_setzero_si256();
    for (size_t k = 0; k < columns; k += 2 * TILE_COLUMNS) {
        __m256i first[4], second[4]; /* with 2 tiles x 4 inputs: 8 sums, 4 weights, 2 inputs, 1 product, ones: all 16 registers */
#pragma GCC unroll 4
        for (size_t t = 0; t < lines; t++) {
            const __m256i *w = (const __m256i *)(const void *)(tiles + t * stride + k * TILE_ROWS);
            first[t] = _mm256_loadu_si256(w);
            second[t] = _mm256_loadu_si256(w + 1);
        }
#pragma GCC unroll 4
        for (size_t i = 0; i < many; i++) {
            int32_t four[2];
            memcpy(four, inputs[i] + k, sizeof four);
            __m256i left = _mm256_set1_epi32(four[0]), right = _mm256_set1_epi32(four[1]);
#pragma GCC unroll 4
            for (size_t t = 0; t < lines; t++) {
                __m256i pairs = _mm256_adds_epi16(_mm256_maddubs_epi16(left, first[t]), _mm256_maddubs_epi16(right, second[t]));
                sum[t][i] = _mm256_add_epi32(sum[t][i], _mm256_madd_epi16(pairs, ones));
            }
        }
    }
#pragma GCC unroll 4
    for (size_t t = 0; t < lines; t++)
#pragma GCC unroll 4
        for (size_t i = 0; i < many; i++) _mm256_storeu_si256((__m256i *)(void *)(out + i * rows + t * TILE_ROWS), sum[t][i]);
}

AVX2 static void multiply(const int8_t *tiles, size_t rows, size_t columns, const uint8_t *const *inputs, size_t count, int32_t *out)
{
    const size_t stride = columns * TILE_ROWS, lines = rows / TILE_ROWS;
    size_t i = count - count % 4, t = 0; /* weights outside, inputs inside: two tiles stay in the first cache while all inputs pass */
    for (; t + 2 <= lines; t += 2)
        for (size_t k = 0; k < i; k += 4) block(tiles + t * stride, columns, inputs + k, 2, 4, out + k * rows + t * TILE_ROWS, rows);
    for (; t < lines; t++)
        for (size_t k = 0; k < i; k += 4) block(tiles + t * stride, columns, inputs + k, 1, 4, out + k * rows + t * TILE_ROWS, rows);
    for (; i + 2 <= count; i += 2) {
        for (t = 0; t + 4 <= lines; t += 4) block(tiles + t * stride, columns, inputs + i, 4, 2, out + i * rows + t * TILE_ROWS, rows);
        for (; t < lines; t++) block(tiles + t * stride, columns, inputs + i, 1, 2, out + i * rows + t * TILE_ROWS, rows);
    }
    for (; i < count; i++) {
        for (t = 0; t + 4 <= lines; t += 4) block(tiles + t * stride, columns, inputs + i, 4, 1, out + i * rows + t * TILE_ROWS, rows);
        for (; t < lines; t++) block(tiles + t * stride, columns, inputs + i, 1, 1, out + i * rows + t * TILE_ROWS, rows);
    }
}

AVX2 static void scale(size_t rows, const int32_t *sums, const float *scales, const float *bias, float unit, float *out)
{
    const __m256 units = _mm256_set1_ps(unit);
    for (size_t r = 0; r < rows; r += 8) {
        __m256 v = _mm256_cvtepi32_ps(_mm256_loadu_si256((const __m256i *)(const void *)(sums + r)));
        _mm256_storeu_ps(out + r, _mm256_add_ps(_mm256_mul_ps(v, _mm256_mul_ps(_mm256_loadu_ps(scales + r), units)), _mm256_loadu_ps(bias + r)));
    }
}

AVX2_INLINE __m256 exponential(__m256 x)
{
    x = _mm256_max_ps(_mm256_min_ps(x, _mm256_set1_ps(EXP_MOST)), _mm256_set1_ps(-EXP_MOST));
    __m256 whole = _mm256_add_ps(_mm256_mul_ps(x, _mm256_set1_ps(EXP_LOG2E)), _mm256_set1_ps(EXP_ROUND));
    whole = _mm256_sub_ps(whole, _mm256_set1_ps(EXP_ROUND));
    __m256 rest = _mm256_sub_ps(x, _mm256_mul_ps(whole, _mm256_set1_ps(EXP_LN2_HIGH)));
    rest = _mm256_sub_ps(rest, _mm256_mul_ps(whole, _mm256_set1_ps(EXP_LN2_LOW)));
    __m256 p = _mm256_set1_ps(EXP_P0);
    p = _mm256_add_ps(_mm256_mul_ps(p, rest), _mm256_set1_ps(EXP_P1));
    p = _mm256_add_ps(_mm256_mul_ps(p, rest), _mm256_set1_ps(EXP_P2));
    p = _mm256_add_ps(_mm256_mul_ps(p, rest), _mm256_set1_ps(EXP_P3));
    p = _mm256_add_ps(_mm256_mul_ps(p, rest), _mm256_set1_ps(EXP_P4));
    p = _mm256_add_ps(_mm256_mul_ps(p, rest), _mm256_set1_ps(EXP_P5));
    p = _mm256_add_ps(_mm256_add_ps(_mm256_mul_ps(p, _mm256_mul_ps(rest, rest)), rest), _mm256_set1_ps(1.0f));
    __m256i power = _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvttps_epi32(whole), _mm256_set1_epi32(127)), 23);
    return _mm256_mul_ps(p, _mm256_castsi256_ps(power));
}

AVX2_INLINE __m256 sigmoid(__m256 x)
{
    const __m256 one = _mm256_set1_ps(1.0f);
    return _mm256_div_ps(one, _mm256_add_ps(one, exponential(_mm256_xor_ps(x, _mm256_set1_ps(-0.0f)))));
}

AVX2_INLINE __m256 hyperbolic(__m256 x)
{
    const __m256 two = _mm256_set1_ps(2.0f);
    return _mm256_sub_ps(_mm256_mul_ps(two, sigmoid(_mm256_mul_ps(two, x))), _mm256_set1_ps(1.0f));
}

/* Eight rounded floats (0..255) as eight bytes. */
AVX2_INLINE void store_bytes(uint8_t *out, __m256i v)
{
    __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    _mm_storel_epi64((__m128i *)(void *)out, _mm_packus_epi16(words, words));
}

AVX2_INLINE __m256 gate(const float *gates, const int32_t *sums, const float *scales, const float *correction)
{
    __m256 x = _mm256_loadu_ps(gates);
    if (!sums) return x;
    __m256 s = _mm256_cvtepi32_ps(_mm256_loadu_si256((const __m256i *)(const void *)sums));
    return _mm256_add_ps(x, _mm256_add_ps(_mm256_mul_ps(s, _mm256_loadu_ps(scales)), _mm256_loadu_ps(correction)));
}

AVX2 static void cell(size_t width, const float *gates, const int32_t *sums, const float *scales, const float *correction,
                      float *state_cell, uint8_t *state)
{
    static const int32_t none[8];
    for (size_t k = 0; k < width; k += 8) {
        size_t at[4] = {k, width + k, 2 * width + k, 3 * width + k};
        __m256 g[4];
        for (size_t j = 0; j < 4; j++)
            g[j] = sums ? gate(gates + at[j], sums + at[j], scales + at[j], correction + at[j]) : gate(gates + at[j], NULL, NULL, NULL);
        __m256 c = _mm256_mul_ps(sigmoid(g[0]), hyperbolic(g[2]));
        __m256 kept = sums ? _mm256_mul_ps(sigmoid(g[1]), _mm256_loadu_ps(state_cell + k)) : _mm256_loadu_ps((const float *)(const void *)none);
        c = _mm256_add_ps(kept, c);
        _mm256_storeu_ps(state_cell + k, c);
        __m256 h = _mm256_mul_ps(sigmoid(g[3]), hyperbolic(c));
        __m256i byte = _mm256_cvtps_epi32(_mm256_mul_ps(h, _mm256_set1_ps(STATE_ONE)));
        store_bytes(state + k, _mm256_add_epi32(byte, _mm256_set1_epi32(STATE_ZERO)));
    }
}

AVX2 static float rectify(size_t count, const float *a, const float *b, uint8_t *out)
{
    const __m256 zero = _mm256_setzero_ps();
    __m256 top = zero;
    for (size_t k = 0; k < count; k += 8) {
        __m256 v = _mm256_loadu_ps(a + k);
        if (b) v = _mm256_add_ps(v, _mm256_loadu_ps(b + k));
        top = _mm256_max_ps(top, v);
    }
    float lane[8], most = 0.0f;
    _mm256_storeu_ps(lane, top);
    for (size_t j = 0; j < 8; j++)
        if (lane[j] > most) most = lane[j];
    const __m256 factor = _mm256_set1_ps(most > 0.0f ? 255.0f / most : 0.0f);
    for (size_t k = 0; k < count; k += 8) {
        __m256 v = _mm256_loadu_ps(a + k);
        if (b) v = _mm256_add_ps(v, _mm256_loadu_ps(b + k));
        store_bytes(out + k, _mm256_cvtps_epi32(_mm256_mul_ps(_mm256_max_ps(v, zero), factor)));
    }
    return most / 255.0f;
}

static const struct kernel avx2 = {"avx2", multiply, scale, cell, rectify};

const struct kernel *kernel_best(void)
{
    return __builtin_cpu_supports("avx2") ? &avx2 : kernel_plain();
}

#else

const struct kernel *kernel_best(void)
{
    return kernel_plain();
}

#endif
