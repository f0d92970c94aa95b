/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_WEIGHTS_H
#define NASHRA_WEIGHTS_H

/* The weights file: named tensors, mapped read-only. train/export.py writes it:
 *
 *     header | tensor heads | tensors, each at a multiple of 64
 *
 * Everything is checked before use: magic, version, byte order, size, checksum, and that every tensor lies inside the file. Who
 * asks for a tensor says what type and shape it must have. */

#include "nashra.h"

#include <stddef.h>
#include <stdint.h>

enum tensor_type { TENSOR_FLOAT = 1, TENSOR_INT8 = 2, TENSOR_UINT32 = 3 };

#define WEIGHTS_MAGIC "nashraM\n"
enum { WEIGHTS_VERSION = 1, WEIGHTS_ORDER = 0x01020304, WEIGHTS_MOST_TENSORS = 256 };

struct weights_header {
    char magic[8];
    uint32_t version;
    uint32_t order;
    uint64_t size;     /* of the whole file */
    uint64_t checksum; /* table_checksum() of everything after this field */
    uint32_t tensors;
    uint32_t reserved;
};

struct tensor_head {
    char name[40]; /* NUL-terminated */
    uint32_t type; /* enum tensor_type */
    uint32_t rows, columns;
    uint32_t reserved;
    uint64_t offset; /* from the start of the file */
};

struct weights;

/* 0, or NASHRA_E_DATA / NASHRA_E_MEMORY with *detail filled. Close with weights_close() (NULL is allowed). */
int weights_open(struct weights **out, const char *path, struct nashra_detail *detail);
void weights_close(struct weights *weights);

/* The tensor of that name, type and shape; rows 0 = any number, and then *rows_found (may be NULL otherwise) says how many.
 * NULL with *detail filled when there is none such. The pointer lives as long as the weights. */
const void *weights_tensor(const struct weights *weights, const char *name, enum tensor_type type, size_t rows, size_t columns,
                           size_t *rows_found, struct nashra_detail *detail);

#endif
