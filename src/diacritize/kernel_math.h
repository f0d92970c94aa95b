/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_KERNEL_MATH_H
#define NASHRA_KERNEL_MATH_H

/* Constants of exp(x), shared by both kernels (Cephes' expf: relative error below 2e-7). */

#define EXP_MOST 80.0f
#define EXP_LOG2E 1.44269504f
#define EXP_ROUND 12582912.0f /* 1.5 * 2^23: adding it rounds to a whole number */
#define EXP_LN2_HIGH 0.693359375f
#define EXP_LN2_LOW -2.12194440e-4f
#define EXP_P0 1.9875691500e-4f
#define EXP_P1 1.3981999507e-3f
#define EXP_P2 8.3334519073e-3f
#define EXP_P3 4.1665795894e-2f
#define EXP_P4 1.6666665459e-1f
#define EXP_P5 5.0000001201e-1f

#endif
