/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_UTIL_MEMORY_H
#define NASHRA_UTIL_MEMORY_H

/* Every allocation of the library goes through these four functions, so that a test can make the Nth one fail and see that
 * nothing leaks or crashes. They are thread-safe; what they return is aligned for any type and freed with memory_free(). */

#include <stddef.h>

/* NULL when memory is short or count * size overflows. A request for 0 bytes returns a unique pointer. */
void *memory_alloc(size_t size);
void *memory_zalloc(size_t count, size_t size);
void *memory_realloc(void *old, size_t count, size_t size);
void memory_free(void *block); /* NULL is allowed */
char *memory_strdup(const char *text);
char *memory_strndup(const char *text, size_t size); /* always ends with a NUL */

/* Test switch: the Nth allocation from now (1 = the next) and all after it fail; 0 switches it off.
 * Returns how many allocations were made since the last call. */
size_t memory_fail_at(size_t nth);

/* An arena: blocks that live and die together. Not thread-safe; one document has one arena. */
struct arena;
struct arena *arena_new(void);
void arena_free(struct arena *arena);
void *arena_alloc(struct arena *arena, size_t count, size_t size); /* zeroed, NULL as above */
char *arena_strndup(struct arena *arena, const char *text, size_t size);
size_t arena_used(const struct arena *arena);

/* Makes room for at least `need` elements in the arena array *array (capacity *capacity, `used` of them in use).
 * Returns 0, or -1 without change when memory is short. The old block stays in the arena until it is freed. */
int arena_reserve(struct arena *arena, void *array, size_t *capacity, size_t used, size_t need, size_t size);

#endif
