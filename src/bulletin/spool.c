/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/spool.h"

#include "bulletin/hash.h"
#include "util/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_SECONDS = 10, QUIET_SECONDS = 2, MOST_TRIES = 10000 };

static int out_of_memory(struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
}

struct identity identity_of(const struct stat *st)
{
    return (struct identity){(uint64_t)st->st_ino, (uint64_t)st->st_size, (int64_t)st->st_mtim.tv_sec, (int64_t)st->st_mtim.tv_nsec};
}

static bool same(struct identity a, struct identity b)
{
    return a.inode == b.inode && a.size == b.size && a.seconds == b.seconds && a.nanoseconds == b.nanoseconds;
}

/* --- moving ------------------------------------------------------------------------------------------------------- */

/* directory/name, or directory/name.2, name.3 ... when there is one: an article that came again keeps the older one. */
static int move_into(const char *from, const char *directory, const char *name, struct nashra_detail *detail)
{
    struct buffer to = BUFFER_EMPTY;
    int result = NASHRA_E_OUTPUT;
    for (int i = 1; i < MOST_TRIES; i++) {
        buffer_clear(&to);
        buffer_format(&to, "%s/%s", directory, name);
        if (i > 1) buffer_format(&to, ".%d", i);
        if (to.failed) {
            result = out_of_memory(detail);
            break;
        }
        if (renameat2(AT_FDCWD, from, AT_FDCWD, to.data, RENAME_NOREPLACE) == 0) {
            result = 0;
            break;
        }
        if (errno == EINVAL || errno == ENOSYS) { /* a file system without it */
            result = access(to.data, F_OK) == 0 ? NASHRA_E_OUTPUT : file_move(from, to.data, detail);
            if (result == 0 || access(to.data, F_OK) != 0) break;
        } else if (errno != EEXIST) {
            result = error_set(detail, NASHRA_E_OUTPUT, to.data, 0, 0, "cannot move the file here: %s", strerror(errno));
            break;
        }
    }
    buffer_free(&to);
    return result;
}

/* --- ready -------------------------------------------------------------------------------------------------------- */

static int write_ready(struct spool *spool, const char *name, struct identity identity, const char *sound, struct nashra_detail *detail)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%" PRIu64 " %" PRIu64 " %" PRId64 " %" PRId64 "\n%s\n%s\n", identity.inode, identity.size, identity.seconds,
                  identity.nanoseconds, name, sound);
    int result = text.failed ? out_of_memory(detail) : file_replace(spool->ready, text.data, text.size, detail);
    buffer_free(&text);
    return result;
}

/* The sound goes out if it has not, the article to done/ if it is the one whose sound this is; then nothing is open any more. */
static int complete(struct spool *spool, const char *name, struct identity identity, const char *sound, struct nashra_detail *detail)
{
    struct arena *arena = arena_new();
    char *work = arena ? path_join(arena, spool->work, sound) : NULL, *out = work ? path_join(arena, spool->out, sound) : NULL;
    char *article = out ? path_join(arena, spool->inbox, name) : NULL;
    struct stat st;
    int result = article ? 0 : out_of_memory(detail);
    if (result == 0 && access(work, F_OK) == 0) {
        result = file_move(work, out, detail);
        if (result < 0) unlink(spool->ready); /* nothing was seen outside: it will be made again */
    }
    if (result == 0 && lstat(article, &st) == 0 && same(identity_of(&st), identity)) result = move_into(article, spool->done, name, detail);
    if (result == 0 && unlink(spool->ready) < 0 && errno != ENOENT)
        result = error_set(detail, NASHRA_E_OUTPUT, spool->ready, 0, 0, "cannot remove: %s", strerror(errno));
    arena_free(arena);
    return result;
}

int spool_publish(struct spool *spool, const char *name, struct identity identity, const char *sound, struct nashra_detail *detail)
{
    int result = write_ready(spool, name, identity, sound, detail);
    return result == 0 ? complete(spool, name, identity, sound, detail) : result;
}

/* A `ready` that is no such file was written by no nashra: it is taken away. */
int spool_recover(struct spool *spool, struct nashra_detail *detail)
{
    struct buffer text = BUFFER_EMPTY;
    if (access(spool->ready, F_OK) != 0) return 0;
    int result = file_read(spool->ready, 1 << 16, &text, detail);
    struct identity id;
    int used = 0;
    char *name = NULL, *sound = NULL;
    if (result == 0 && text.size &&
        sscanf(text.data, "%" SCNu64 " %" SCNu64 " %" SCNd64 " %" SCNd64 "%n", &id.inode, &id.size, &id.seconds, &id.nanoseconds, &used) == 4 &&
        text.data[used] == '\n') {
        name = text.data + used + 1;
        char *end = strchr(name, '\n');
        sound = end ? end + 1 : NULL;
        char *stop = sound ? strchr(sound, '\n') : NULL;
        if (end) *end = '\0';
        if (stop) *stop = '\0';
        if (!stop || strchr(name, '/') || strchr(sound, '/')) sound = NULL;
    }
    if (result == 0 && sound) result = complete(spool, name, id, sound, detail);
    else if (result == 0) unlink(spool->ready);
    buffer_free(&text);
    return result;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static void empty_work(struct spool *spool)
{
    DIR *dir = opendir(spool->work);
    struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir) closedir(dir);
}

static int take_lock(struct spool *spool, struct nashra_detail *detail)
{
    char *path = path_join(spool->arena, spool->state, "lock");
    if (!path) return out_of_memory(detail);
    spool->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (spool->lock < 0) return error_set(detail, NASHRA_E_OUTPUT, path, 0, 0, "cannot open: %s", strerror(errno));
    for (int tries = 0; flock(spool->lock, LOCK_EX | LOCK_NB) < 0; tries++) {
        if (errno != EWOULDBLOCK && errno != EINTR) return error_set(detail, NASHRA_E_OUTPUT, path, 0, 0, "cannot lock: %s", strerror(errno));
        if (tries >= LOCK_SECONDS * 20)
            return error_set(detail, NASHRA_E_INPUT, spool->inbox, 0, 0, "another nashra watches this directory");
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    return 0;
}

/* Several watched directories may share one output directory: each has a work directory of its own in it. */
static int name_directories(struct spool *spool, const char *directory, const char *out, struct nashra_detail *detail)
{
    struct arena *arena = spool->arena;
    char *real = realpath(directory, NULL);
    if (!real) return error_set(detail, NASHRA_E_INPUT, directory, 0, 0, "cannot watch: %s", strerror(errno));
    struct hash hash = hash_bytes(real, strlen(real));
    free(real); /* realpath's own malloc */
    char work[48];
    snprintf(work, sizeof work, ".nashra-%016" PRIx64, hash.a);
    spool->inbox = arena_strndup(arena, directory, strlen(directory));
    spool->done = path_join(arena, directory, "done");
    spool->failed = path_join(arena, directory, "failed");
    spool->state = path_join(arena, directory, ".nashra");
    spool->out = out ? arena_strndup(arena, out, strlen(out)) : path_join(arena, directory, "audio");
    if (!spool->inbox || !spool->done || !spool->failed || !spool->state || !spool->out) return out_of_memory(detail);
    spool->work = path_join(arena, spool->out, work);
    spool->ready = path_join(arena, spool->state, "ready");
    return spool->work && spool->ready ? 0 : out_of_memory(detail);
}

int spool_open(struct spool *spool, const char *directory, const char *out, nashra_report_fn report, void *context,
               struct nashra_detail *detail)
{
    *spool = (struct spool){.arena = arena_new(), .lock = -1, .report = report, .report_context = context};
    if (!spool->arena) return out_of_memory(detail);
    int result = name_directories(spool, directory, out, detail);
    const char *needed[] = {spool->done, spool->failed, spool->state, spool->work};
    for (size_t i = 0; result == 0 && i < sizeof needed / sizeof needed[0]; i++) result = directory_make(needed[i], detail);
    if (result == 0) result = take_lock(spool, detail);
    if (result == 0 && spool_recover(spool, NULL) == 0) empty_work(spool);
    if (result < 0) spool_close(spool);
    return result;
}

void spool_close(struct spool *spool)
{
    if (spool->lock >= 0) {
        if (spool->work) rmdir(spool->work);
        close(spool->lock);
    }
    arena_free(spool->arena);
    *spool = (struct spool){.lock = -1};
}

/* --- articles ------------------------------------------------------------------------------------------------------ */

/* Nobody has it open for writing: a read lease is then given. Where there are no leases (NFS, another owner), it must have been left
 * alone for two seconds. */
static bool is_complete(const char *path, const struct stat *st)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return true; /* it will fail with a reason */
    bool complete;
    if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
        (void)fcntl(fd, F_SETLEASE, F_UNLCK);
        complete = true;
    } else if (errno == EAGAIN) complete = false;
    else complete = time(NULL) - st->st_mtime >= QUIET_SECONDS;
    close(fd);
    return complete;
}

struct waiting {
    char *name;
    struct timespec since;
};

static int longest_wait_first(const void *left, const void *right)
{
    const struct waiting *a = left, *b = right;
    if (a->since.tv_sec != b->since.tv_sec) return a->since.tv_sec < b->since.tv_sec ? -1 : 1;
    if (a->since.tv_nsec != b->since.tv_nsec) return a->since.tv_nsec < b->since.tv_nsec ? -1 : 1;
    return strcmp(a->name, b->name);
}

int spool_list(struct spool *spool, struct arena *arena, char ***names, size_t *count, struct nashra_detail *detail)
{
    char **all;
    size_t all_count;
    *names = NULL;
    *count = 0;
    int result = directory_list(arena, spool->inbox, &all, &all_count, detail);
    if (result < 0 || !all_count) return result;
    struct waiting *waiting = arena_alloc(arena, all_count, sizeof *waiting);
    if (!waiting) return out_of_memory(detail);
    size_t n = 0;
    for (size_t i = 0; i < all_count; i++) {
        struct stat st;
        char *path = path_join(arena, spool->inbox, all[i]);
        if (!path) return out_of_memory(detail);
        if (stat(path, &st) < 0 || !is_complete(path, &st)) continue;
        waiting[n++] = (struct waiting){all[i], st.st_mtim};
    }
    if (n) qsort(waiting, n, sizeof *waiting, longest_wait_first);
    for (size_t i = 0; i < n; i++) all[i] = waiting[i].name;
    *names = all;
    *count = n;
    return 0;
}

int spool_fail(struct spool *spool, const char *name, const char *reason, struct nashra_detail *detail)
{
    struct arena *arena = arena_new();
    struct buffer note = BUFFER_EMPTY;
    buffer_format(&note, "%s/%s.reason", spool->failed, name);
    char *article = arena ? path_join(arena, spool->inbox, name) : NULL;
    int result = article && !note.failed ? file_replace(note.data, reason, strlen(reason), detail) : out_of_memory(detail);
    if (result == 0) result = move_into(article, spool->failed, name, detail);
    buffer_free(&note);
    arena_free(arena);
    return result;
}

/* When an article was moved to done/, in nanoseconds; INT64_MAX: never. */
static int64_t done_since(struct spool *spool, const char *name, size_t stem, const char *ending)
{
    struct buffer path = BUFFER_EMPTY;
    struct stat st;
    buffer_format(&path, "%s/%.*s%s", spool->done, (int)stem, name, ending);
    bool there = !path.failed && stat(path.data, &st) == 0;
    buffer_free(&path);
    return there ? (int64_t)st.st_ctim.tv_sec * 1000000000 + st.st_ctim.tv_nsec : INT64_MAX;
}

/* Whether the stem belongs to another article: the first one of that stem has it, under one of the endings that articles have. */
static bool stem_is_taken(struct spool *spool, const char *name, size_t stem)
{
    static const char *const endings[] = {".html", ".htm", ".xhtml", ".txt", ".xml", ".rss", ".ssml", ".md", ""};
    int64_t since = done_since(spool, name, stem, name + stem);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strcmp(name + stem, endings[i]) != 0 && done_since(spool, name, stem, endings[i]) < since) return true;
    return false;
}

char *spool_sound_name(struct spool *spool, struct arena *arena, const char *name, const char *ending)
{
    size_t stem = strlen(name) - strlen(path_ending(name));
    struct buffer sound = BUFFER_EMPTY;
    buffer_append(&sound, name, stem_is_taken(spool, name, stem) ? strlen(name) : stem);
    buffer_format(&sound, ".%s", ending);
    char *copy = sound.failed ? NULL : arena_strndup(arena, sound.data, sound.size);
    buffer_free(&sound);
    return copy;
}
