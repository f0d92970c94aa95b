/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* The cache of sentences: what went in comes out, a damaged file is a miss, the oldest go first, two processes do not mind each other. */
#include "bulletin/cache.h"
#include "bulletin/files.h"

#include "check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char directory[] = "/tmp/nashra-cache-XXXXXX";

static struct spoken make(size_t frames, int16_t seed)
{
    static int16_t samples[20000];
    static struct spoken_word words[2] = {{0, 5, 10, 20}, {6, 9, 20, 40}};
    for (size_t i = 0; i < frames; i++) samples[i] = (int16_t)(seed + (int16_t)i);
    return (struct spoken){samples, frames, words, 2};
}

static void in_and_out(struct cache *cache)
{
    struct spoken in = make(1000, 7), out;
    struct hash key = hash_bytes("a", 1), other = hash_bytes("b", 1);
    CHECK(!cache_find(cache, key, &out));
    cache_add(cache, key, &in);
    CHECK(!cache_find(cache, other, &out));
    CHECK(cache_find(cache, key, &out));
    CHECK(out.frames == 1000 && memcmp(out.samples, in.samples, 2000) == 0 && out.word_count == 2 && out.words[1].end == 9);
    spoken_free(&out);
}

/* One byte flipped, one cut off: both are misses, and the entry can be made again. */
static void damage(struct cache *cache)
{
    struct hash key = hash_bytes("a", 1);
    struct spoken in = make(1000, 7), out;
    struct arena *arena = arena_new();
    char **names;
    size_t count;
    CHECK(directory_list(arena, directory, &names, &count, NULL) == 0 && count == 1);
    char *path = path_join(arena, directory, names[0]);
    int fd = open(path, O_RDWR);
    char byte = 0;
    CHECK(pread(fd, &byte, 1, 500) == 1);
    byte ^= 1;
    CHECK(pwrite(fd, &byte, 1, 500) == 1);
    CHECK(!cache_find(cache, key, &out));
    close(fd);
    cache_add(cache, key, &in);
    CHECK(truncate(path, 700) == 0);
    CHECK(!cache_find(cache, key, &out));
    cache_add(cache, key, &in);
    CHECK(cache_find(cache, key, &out));
    spoken_free(&out);
    arena_free(arena);
}

static void size_limit(void)
{
    struct spoken out;
    struct cache *cache = cache_open(directory, 200000);
    for (char c = 'a'; c <= 'm'; c++) {
        struct spoken in = make(10000, c); /* 20 kB each */
        cache_add(cache, hash_bytes(&c, 1), &in);
        usleep(2000);
    }
    CHECK(cache_find(cache, hash_bytes("a", 1), &out)); /* used now: the youngest */
    spoken_free(&out);
    cache_close(cache);
    cache = cache_open(directory, 200000);
    CHECK(cache_find(cache, hash_bytes("a", 1), &out));
    spoken_free(&out);
    CHECK(!cache_find(cache, hash_bytes("b", 1), &out));
    CHECK(!cache_find(cache, hash_bytes("c", 1), &out));
    CHECK(cache_find(cache, hash_bytes("m", 1), &out));
    spoken_free(&out);
    cache_close(cache);
}

/* Four processes read and write the same forty entries in a cache that is too small for them: every hit is right. */
static void processes(void)
{
    for (int p = 0; p < 4; p++) {
        if (fork() != 0) continue;
        int wrong = 0;
        for (int round = 0; round < 5; round++) {
            struct cache *cache = cache_open(directory, 300000);
            for (int i = 0; i < 40; i++) {
                struct spoken in = make(5000, (int16_t)i), out;
                struct hash key = hash_bytes(&i, sizeof i);
                if (cache_find(cache, key, &out)) {
                    wrong += out.frames != 5000 || memcmp(out.samples, in.samples, 10000) != 0;
                    spoken_free(&out);
                } else cache_add(cache, key, &in);
            }
            cache_close(cache);
        }
        _exit(wrong ? 1 : 0);
    }
    int status, bad = 0;
    while (wait(&status) > 0) bad += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    CHECK(bad == 0);
}

int main(void)
{
    if (!mkdtemp(directory)) return 1;
    struct cache *cache = cache_open(directory, 1 << 20);
    CHECK(cache != NULL);
    in_and_out(cache);
    damage(cache);
    cache_close(cache);
    size_limit();
    processes();
    CHECK(cache_open("/proc/nowhere/x", 1) == NULL);
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", directory);
    CHECK(system(command) == 0);
    return check_done();
}
