/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Any bytes as a weights file, as they come and with size and checksum put right: refused with a message, or every tensor that is
 * given out lies inside the file. */
#include "diacritize/diacritize.h"
#include "diacritize/weights.h"
#include "util/table_file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_tensors(const struct weights *weights, const uint8_t *data, size_t size)
{
    static const struct { enum tensor_type type; size_t unit; } types[] = {{TENSOR_FLOAT, 4}, {TENSOR_INT8, 1}, {TENSOR_UINT32, 4}};
    struct nashra_detail why = {0};
    for (size_t at = sizeof(struct weights_header); at + sizeof(struct tensor_head) <= size; at += sizeof(struct tensor_head)) {
        struct tensor_head head;
        memcpy(&head, data + at, sizeof head);
        head.name[sizeof head.name - 1] = '\0';
        for (size_t k = 0; k < sizeof types / sizeof types[0]; k++) {
            size_t rows = 0;
            const unsigned char *tensor = weights_tensor(weights, head.name, types[k].type, 0, head.columns, &rows, &why);
            volatile unsigned sum = 0;
            for (size_t i = 0; tensor && i < rows * head.columns * types[k].unit; i++) sum += tensor[i];
        }
    }
}

static void try_file(const uint8_t *data, size_t size)
{
    int file = memfd_create("weights", MFD_CLOEXEC);
    if (file < 0) return;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    struct nashra_detail why = {0};
    struct weights *weights = NULL;
    struct network *network = NULL;
    if (write(file, data, size) == (ssize_t)size) {
        if (weights_open(&weights, path, &why) == 0) read_tensors(weights, data, size);
        else if (!why.message[0]) abort();
        weights_close(weights);
        if (network_open(&network, path, &why) < 0 && !why.message[0]) abort();
        network_close(network);
    }
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    try_file(data, size);
    struct weights_header header;
    if (size < sizeof header) return 0;
    uint8_t *mended = malloc(size);
    if (!mended) return 0;
    memcpy(mended, data, size);
    memcpy(&header, data, sizeof header);
    memcpy(header.magic, WEIGHTS_MAGIC, sizeof header.magic);
    header.version = WEIGHTS_VERSION;
    header.order = WEIGHTS_ORDER;
    header.size = size;
    memcpy(mended, &header, sizeof header);
    size_t from = offsetof(struct weights_header, checksum) + sizeof header.checksum;
    header.checksum = table_checksum(mended + from, size - from);
    memcpy(mended, &header, sizeof header);
    try_file(mended, size);
    free(mended);
    return 0;
}
