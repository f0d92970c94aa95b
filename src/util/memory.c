/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "util/memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static atomic_size_t made;    /* allocations since memory_fail_at() */
static atomic_size_t fail_at; /* 0: never */

static int must_fail(void)
{
    size_t n = atomic_fetch_add_explicit(&made, 1, memory_order_relaxed) + 1;
    size_t at = atomic_load_explicit(&fail_at, memory_order_relaxed);
    return at != 0 && n >= at;
}

size_t memory_fail_at(size_t nth)
{
    atomic_store(&fail_at, nth);
    return atomic_exchange(&made, 0);
}

void *memory_alloc(size_t size)
{
    return must_fail() ? NULL : malloc(size ? size : 1);
}

void *memory_zalloc(size_t count, size_t size)
{
    return must_fail() ? NULL : calloc(count ? count : 1, size ? size : 1);
}

void *memory_realloc(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    if (must_fail()) return NULL;
    size_t bytes = count * size;
    return realloc(old, bytes ? bytes : 1);
}

void memory_free(void *block)
{
    free(block);
}

char *memory_strndup(const char *text, size_t size)
{
    char *copy = size == SIZE_MAX ? NULL : memory_alloc(size + 1);
    if (!copy) return NULL;
    memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

char *memory_strdup(const char *text)
{
    return memory_strndup(text, strlen(text));
}

/* --- arena ------------------------------------------------------------------------------------------------------- */

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20, ALIGN = 16 };

struct block {
    struct block *next;
    size_t size; /* of data */
    size_t used;
    _Alignas(16) unsigned char data[];
};

struct arena {
    struct block *blocks; /* newest first; only the newest is allocated from */
    size_t used;
};

struct arena *arena_new(void)
{
    return memory_zalloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    if (!arena) return;
    for (struct block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        memory_free(b);
    }
    memory_free(arena);
}

/* Blocks double up to LARGEST_BLOCK; a larger request gets a block of its own size. */
static struct block *block_for(struct arena *arena, size_t bytes)
{
    struct block *b = arena->blocks;
    if (b && b->size - b->used >= bytes) return b;
    size_t size = b ? b->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
    if (size < bytes) size = bytes;
    if (size > SIZE_MAX - sizeof *b) return NULL;
    b = memory_zalloc(1, sizeof *b + size);
    if (!b) return NULL;
    b->size = size;
    b->next = arena->blocks;
    arena->blocks = b;
    return b;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX - ALIGN) / size) return NULL;
    size_t bytes = (count * size + ALIGN - 1) / ALIGN * ALIGN;
    if (bytes == 0) bytes = ALIGN;
    struct block *b = block_for(arena, bytes);
    if (!b) return NULL;
    void *p = b->data + b->used;
    b->used += bytes;
    arena->used += bytes;
    return p;
}

char *arena_strndup(struct arena *arena, const char *text, size_t size)
{
    char *copy = size == SIZE_MAX ? NULL : arena_alloc(arena, size + 1, 1);
    if (copy && size) memcpy(copy, text, size);
    return copy;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

int arena_reserve(struct arena *arena, void *array, size_t *capacity, size_t used, size_t need, size_t size)
{
    if (need <= *capacity) return 0;
    size_t grown = *capacity > SIZE_MAX / 2 ? need : *capacity * 2;
    if (grown < need) grown = need;
    if (grown < 16) grown = 16;
    void *block = arena_alloc(arena, grown, size);
    if (!block) return -1;
    void *old;
    memcpy(&old, array, sizeof old); /* array is the address of a pointer of any type */
    if (used) memcpy(block, old, used * size);
    memcpy(array, &block, sizeof block);
    *capacity = grown;
    return 0;
}
