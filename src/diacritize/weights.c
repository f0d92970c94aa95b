/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "diacritize/weights.h"

#include "util/error.h"
#include "util/memory.h"
#include "util/table_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct weights {
    char *path;
    const unsigned char *map;
    size_t size;
    const struct tensor_head *heads;
    size_t tensors;
};

static size_t element_size(uint32_t type)
{
    switch (type) {
    case TENSOR_FLOAT: case TENSOR_UINT32: return 4;
    case TENSOR_INT8: return 1;
    default: return 0;
    }
}

static int damaged(const struct weights *w, struct nashra_detail *detail, const char *what)
{
    return error_set(detail, NASHRA_E_DATA, w->path, 0, 0, "the model is damaged (%s): install it again", what);
}

static int map_file(struct weights *w, struct nashra_detail *detail)
{
    int file = open(w->path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(detail, NASHRA_E_DATA, w->path, 0, 0, "no model: %s; install it, or use --no-model", strerror(errno));
    struct stat about;
    int result = 0;
    if (fstat(file, &about) < 0) result = error_set(detail, NASHRA_E_DATA, w->path, 0, 0, "cannot read the model: %s", strerror(errno));
    else if (!S_ISREG(about.st_mode)) result = error_set(detail, NASHRA_E_DATA, w->path, 0, 0, "the model is not a file");
    else if (about.st_size < (off_t)sizeof(struct weights_header)) result = damaged(w, detail, "cut short");
    else {
        w->size = (size_t)about.st_size;
        void *map = mmap(NULL, w->size, PROT_READ, MAP_PRIVATE, file, 0);
        if (map == MAP_FAILED) result = error_set(detail, NASHRA_E_DATA, w->path, 0, 0, "cannot map the model: %s", strerror(errno));
        else w->map = map;
    }
    close(file);
    return result;
}

static int check_file(struct weights *w, struct nashra_detail *detail)
{
    struct weights_header header;
    memcpy(&header, w->map, sizeof header);
    if (memcmp(header.magic, WEIGHTS_MAGIC, sizeof header.magic) != 0) return damaged(w, detail, "not a nashra model");
    if (header.order != WEIGHTS_ORDER) return damaged(w, detail, "of another byte order");
    if (header.version != WEIGHTS_VERSION)
        return error_set(detail, NASHRA_E_DATA, w->path, 0, 0, "the model is of version %u, this nashra reads version %u",
                         (unsigned)header.version, (unsigned)WEIGHTS_VERSION);
    if (header.size != w->size) return damaged(w, detail, "cut short or too long");
    if (header.tensors == 0 || header.tensors > WEIGHTS_MOST_TENSORS) return damaged(w, detail, "number of tensors");
    size_t begin = sizeof header + header.tensors * sizeof(struct tensor_head);
    if (begin > w->size) return damaged(w, detail, "cut short");
    size_t summed_from = offsetof(struct weights_header, checksum) + sizeof header.checksum;
    if (table_checksum(w->map + summed_from, w->size - summed_from) != header.checksum) return damaged(w, detail, "wrong checksum");
    w->heads = (const struct tensor_head *)(const void *)(w->map + sizeof header);
    w->tensors = header.tensors;
    for (size_t i = 0; i < w->tensors; i++) {
        const struct tensor_head *t = &w->heads[i];
        size_t unit = element_size(t->type);
        if (!memchr(t->name, 0, sizeof t->name) || unit == 0) return damaged(w, detail, "a tensor's head");
        uint64_t elements = (uint64_t)t->rows * t->columns; /* below 2^64 */
        if (t->offset % 64 || t->offset < begin || t->offset > w->size || elements > (w->size - t->offset) / unit)
            return damaged(w, detail, "a tensor's place");
    }
    return 0;
}

int weights_open(struct weights **out, const char *path, struct nashra_detail *detail)
{
    *out = NULL;
    struct weights *w = memory_zalloc(1, sizeof *w);
    if (w) w->path = memory_strdup(path);
    if (!w || !w->path) return weights_close(w), error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    int result = map_file(w, detail);
    if (result == 0) result = check_file(w, detail);
    if (result < 0) return weights_close(w), result;
    *out = w;
    return 0;
}

void weights_close(struct weights *weights)
{
    if (!weights) return;
    if (weights->map) munmap((void *)(uintptr_t)weights->map, weights->size);
    memory_free(weights->path);
    memory_free(weights);
}

const void *weights_tensor(const struct weights *w, const char *name, enum tensor_type type, size_t rows, size_t columns,
                           size_t *rows_found, struct nashra_detail *detail)
{
    for (size_t i = 0; i < w->tensors; i++) {
        const struct tensor_head *t = &w->heads[i];
        if (strcmp(t->name, name) != 0) continue;
        if (t->type != (uint32_t)type || t->columns != columns || (rows ? t->rows != rows : t->rows == 0)) {
            error_set(detail, NASHRA_E_DATA, w->path, 0, 0, "the model is not this nashra's: tensor %s is %u x %u", name, t->rows, t->columns);
            return NULL;
        }
        if (rows_found) *rows_found = t->rows;
        return w->map + t->offset;
    }
    error_set(detail, NASHRA_E_DATA, w->path, 0, 0, "the model is not this nashra's: it has no tensor %s", name);
    return NULL;
}
