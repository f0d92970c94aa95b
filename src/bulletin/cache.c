/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/cache.h"

#include "bulletin/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct cache {
    struct buffer directory;
    uint64_t most_bytes;
    bool added;
    bool broken; /* could not write: do not try for every sentence */
};

#define CACHE_MAGIC "nashra\x1a" "C"
enum { CACHE_VERSION = 1, CACHE_MOST_FRAMES = 64 << 20, CACHE_MOST_WORDS = 1 << 20 };

struct entry_head {
    char magic[8];
    uint32_t version, word_size;
    struct hash key;      /* a file that was renamed by hand is not believed */
    struct hash checksum; /* of what follows the head */
    uint64_t frames, words;
};

void spoken_free(struct spoken *spoken)
{
    memory_free(spoken->samples);
    memory_free(spoken->words);
    *spoken = (struct spoken){0};
}

static bool default_directory(struct buffer *out)
{
    const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (base && *base) buffer_format(out, "%s/nashra", base);
    else if (home && *home) buffer_format(out, "%s/.cache/nashra", home);
    else return false;
    return !out->failed;
}

struct cache *cache_open(const char *directory, uint64_t most_bytes)
{
    struct cache *cache = memory_zalloc(1, sizeof *cache);
    if (!cache) return NULL;
    cache->most_bytes = most_bytes;
    bool good = directory ? buffer_text(&cache->directory, directory) == 0 : default_directory(&cache->directory);
    if (!good || directory_make(cache->directory.data, NULL) < 0) {
        buffer_free(&cache->directory);
        memory_free(cache);
        return NULL;
    }
    return cache;
}

static bool entry_path(const struct cache *cache, struct hash key, struct buffer *path)
{
    buffer_format(path, "%s/%016" PRIx64 "%016" PRIx64 ".pcm", cache->directory.data, key.a, key.b);
    return !path->failed;
}

static bool read_exactly(int fd, void *data, size_t size)
{
    char *p = data;
    while (size) {
        ssize_t n = read(fd, p, size);
        if (n <= 0) return false;
        p += n;
        size -= (size_t)n;
    }
    return true;
}

static bool read_entry(int fd, struct hash key, struct spoken *out)
{
    struct entry_head head;
    struct stat st;
    if (!read_exactly(fd, &head, sizeof head) || memcmp(head.magic, CACHE_MAGIC, sizeof head.magic) != 0 ||
        head.version != CACHE_VERSION || head.word_size != sizeof(struct spoken_word) || head.key.a != key.a || head.key.b != key.b ||
        head.frames > CACHE_MOST_FRAMES || head.words > CACHE_MOST_WORDS) return false;
    size_t words = (size_t)head.words * sizeof(struct spoken_word), sound = (size_t)head.frames * sizeof(int16_t);
    if (fstat(fd, &st) < 0 || (uint64_t)st.st_size != sizeof head + words + sound) return false;
    char *body = memory_alloc(words + sound);
    bool good = body && read_exactly(fd, body, words + sound);
    struct hash sum = good ? hash_bytes(body, words + sound) : (struct hash){0, 0};
    good = good && sum.a == head.checksum.a && sum.b == head.checksum.b;
    if (good) {
        out->frames = (size_t)head.frames;
        out->word_count = (size_t)head.words;
        out->words = memory_alloc(words);
        out->samples = memory_alloc(sound);
        good = out->words && out->samples;
        if (good) {
            memcpy(out->words, body, words);
            memcpy(out->samples, body + words, sound);
        } else spoken_free(out);
    }
    memory_free(body);
    return good;
}

bool cache_find(struct cache *cache, struct hash key, struct spoken *out)
{
    *out = (struct spoken){0};
    struct buffer path = BUFFER_EMPTY;
    if (!cache || !entry_path(cache, key, &path)) return buffer_free(&path), false;
    int fd = open(path.data, O_RDONLY | O_CLOEXEC);
    bool good = false;
    if (fd >= 0) {
        good = read_entry(fd, key, out);
        if (good) (void)futimens(fd, NULL); /* used now: thrown out last */
        close(fd);
        if (!good) unlink(path.data);
    }
    buffer_free(&path);
    return good;
}

static bool write_entry(int fd, const struct entry_head *head, const char *body, size_t size)
{
    const char *parts[] = {(const char *)head, body};
    size_t sizes[] = {sizeof *head, size};
    for (int i = 0; i < 2; i++)
        while (sizes[i]) {
            ssize_t n = write(fd, parts[i], sizes[i]);
            if (n <= 0) return false;
            parts[i] += n;
            sizes[i] -= (size_t)n;
        }
    return true;
}

void cache_add(struct cache *cache, struct hash key, const struct spoken *spoken)
{
    if (!cache || cache->broken || spoken->frames > CACHE_MOST_FRAMES || spoken->word_count > CACHE_MOST_WORDS) return;
    size_t words = spoken->word_count * sizeof *spoken->words, sound = spoken->frames * sizeof *spoken->samples;
    if (words + sound > cache->most_bytes) return;
    struct buffer path = BUFFER_EMPTY, temporary = BUFFER_EMPTY, body = BUFFER_EMPTY;
    buffer_append(&body, spoken->words, words);
    buffer_append(&body, spoken->samples, sound);
    buffer_format(&temporary, "%s/.new.XXXXXX", cache->directory.data);
    if (entry_path(cache, key, &path) && !body.failed && !temporary.failed) {
        struct entry_head head = {.magic = CACHE_MAGIC, .version = CACHE_VERSION, .word_size = sizeof(struct spoken_word), .key = key,
                                  .checksum = hash_bytes(body.data, body.size), .frames = spoken->frames, .words = spoken->word_count};
        int fd = mkostemp(temporary.data, O_CLOEXEC);
        bool good = fd >= 0 && write_entry(fd, &head, body.data, body.size); /* no fsync: the checksum catches what is torn */
        if (fd >= 0) good = close(fd) == 0 && good;
        if (good) good = rename(temporary.data, path.data) == 0;
        if (!good && fd >= 0) unlink(temporary.data);
        cache->broken = !good;
        cache->added = cache->added || good;
    }
    buffer_free(&path);
    buffer_free(&temporary);
    buffer_free(&body);
}

/* --- size --------------------------------------------------------------------------------------------------------- */

struct aged {
    struct timespec used;
    uint64_t size;
    char *name;
};

static int oldest_first(const void *left, const void *right)
{
    const struct aged *a = left, *b = right;
    if (a->used.tv_sec != b->used.tv_sec) return a->used.tv_sec < b->used.tv_sec ? -1 : 1;
    return (a->used.tv_nsec > b->used.tv_nsec) - (a->used.tv_nsec < b->used.tv_nsec);
}

/* What a killed process left: entries under their temporary names, an hour old. */
static bool is_leftover(const char *name, const struct stat *st, time_t now)
{
    return strncmp(name, ".new.", 5) == 0 && now - st->st_mtime > 3600;
}

static void shrink(struct cache *cache, DIR *dir)
{
    struct arena *arena = arena_new();
    struct aged *entries = NULL;
    size_t count = 0, capacity = 0;
    uint64_t total = 0;
    struct dirent *entry;
    time_t now = time(NULL);
    while (arena && (entry = readdir(dir)) != NULL) {
        struct stat st;
        if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(st.st_mode)) continue;
        if (is_leftover(entry->d_name, &st, now)) unlinkat(dirfd(dir), entry->d_name, 0);
        if (strcmp(path_ending(entry->d_name), ".pcm") != 0) continue;
        if (arena_reserve(arena, &entries, &capacity, count, count + 1, sizeof *entries) < 0) break;
        entries[count].name = arena_strndup(arena, entry->d_name, strlen(entry->d_name));
        if (!entries[count].name) break;
        entries[count].used = st.st_mtim;
        entries[count].size = (uint64_t)st.st_size;
        total += entries[count++].size;
    }
    if (total > cache->most_bytes) {
        /* a tenth more than needed, so that not every run sorts and deletes */
        uint64_t wanted = cache->most_bytes - cache->most_bytes / 10;
        qsort(entries, count, sizeof *entries, oldest_first);
        for (size_t i = 0; i < count && total > wanted; i++)
            if (unlinkat(dirfd(dir), entries[i].name, 0) == 0) total -= entries[i].size;
    }
    arena_free(arena);
}

void cache_close(struct cache *cache)
{
    if (!cache) return;
    DIR *dir = cache->added ? opendir(cache->directory.data) : NULL;
    if (dir) {
        int lock = openat(dirfd(dir), ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0) shrink(cache, dir);
        if (lock >= 0) close(lock);
        closedir(dir);
    }
    buffer_free(&cache->directory);
    memory_free(cache);
}
