/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "audio/target.h"

#include "audio/audio.h"
#include "util/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct target {
    char *path;      /* as given, for messages */
    char *place;     /* symbolic links followed */
    char *temporary; /* NULL: nameless, to be copied */
    int fd;
};

static int cannot(const char *path, struct nashra_detail *detail)
{
    int code = errno == ENOMEM ? NASHRA_E_MEMORY : NASHRA_E_OUTPUT;
    return error_set(detail, code, path, 0, 0, "cannot write: %s", strerror(errno));
}

/* "dir/.name.nashra-PID-N", N the first that is free. */
static int open_temporary(const char *place, char **name)
{
    const char *slash = strrchr(place, '/');
    size_t directory = slash ? (size_t)(slash - place) + 1 : 0;
    const char *base = place + directory;
    size_t length = strlen(base) > 200 ? 200 : strlen(base); /* names end at 255 bytes */
    for (unsigned n = 0; n < 1000; n++) {
        struct buffer path = BUFFER_EMPTY;
        buffer_format(&path, "%.*s.%.*s.nashra-%ld-%u", (int)directory, place, (int)length, base, (long)getpid(), n);
        if (path.failed) {
            buffer_free(&path);
            errno = ENOMEM;
            return -1;
        }
        int fd = open(path.data, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            *name = path.data;
            return fd;
        }
        buffer_free(&path);
        if (errno != EEXIST) return -1;
    }
    return -1;
}

int target_spool(const char *path)
{
    char *name = NULL;
    int fd = open_temporary(path, &name);
    if (fd >= 0) unlink(name);
    memory_free(name);
    return fd;
}

/* Where `path` leads: an existing link's end, so that the link stays. */
static char *follow(const char *path)
{
    char *end = realpath(path, NULL);
    char *copy = memory_strdup(end ? end : path);
    free(end);
    return copy;
}

int target_open(struct target **out, const char *path, struct nashra_detail *detail)
{
    struct stat status;
    bool exists = stat(path, &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return cannot(path, detail);
    }
    struct target *target = memory_zalloc(1, sizeof *target);
    if (target) {
        target->path = memory_strdup(path);
        target->place = follow(path);
    }
    if (!target || !target->path || !target->place) {
        if (target) target->fd = -1;
        target_abort(target);
        return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    }
    if (!exists || S_ISREG(status.st_mode)) target->fd = open_temporary(target->place, &target->temporary);
    else {
        const char *directory = getenv("TMPDIR");
        struct buffer name = BUFFER_EMPTY;
        buffer_format(&name, "%s/nashra", directory && *directory ? directory : "/tmp");
        target->fd = name.failed ? -1 : target_spool(name.data);
        buffer_free(&name);
    }
    if (target->fd < 0) {
        int result = cannot(path, detail);
        target_abort(target);
        return result;
    }
    if (exists && target->temporary) fchmod(target->fd, status.st_mode & 07777); /* a new version of a file keeps its mode */
    *out = target;
    return 0;
}

int target_fd(const struct target *target)
{
    return target->fd;
}

static void release(struct target *target)
{
    if (target->fd >= 0) close(target->fd);
    memory_free(target->temporary);
    memory_free(target->place);
    memory_free(target->path);
    memory_free(target);
}

void target_abort(struct target *target)
{
    if (!target) return;
    if (target->temporary) unlink(target->temporary);
    release(target);
}

int write_whole(int fd, const void *data, size_t size)
{
    for (const char *from = data; size > 0;) {
        ssize_t n = write(fd, from, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            if (n == 0) errno = ENOSPC;
            return -1;
        }
        from += n;
        size -= (size_t)n;
    }
    return 0;
}

int write_whole_at(int fd, const void *data, size_t size, int64_t offset)
{
    return lseek(fd, offset, SEEK_SET) < 0 ? -1 : write_whole(fd, data, size);
}

static int copy_to(const char *place, int from)
{
    char block[1 << 14];
    ssize_t n = -1;
    int to = open(place, O_WRONLY | O_CLOEXEC);
    if (to < 0) return -1;
    if (lseek(from, 0, SEEK_SET) == 0)
        while ((n = read(from, block, sizeof block)) > 0)
            if (write_whole(to, block, (size_t)n) < 0) {
                n = -1;
                break;
            }
    int error = errno;
    if (close(to) < 0 && n == 0) return -1;
    errno = error;
    return n == 0 ? 0 : -1;
}

/* The new name is only safe when the directory is on the disk, too. Not every file system can: no error. */
static void sync_directory(const char *place)
{
    const char *slash = strrchr(place, '/');
    char *directory = slash ? memory_strndup(place, slash == place ? 1 : (size_t)(slash - place)) : memory_strdup(".");
    int fd = directory ? open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    memory_free(directory);
}

int target_commit(struct target *target, struct nashra_detail *detail)
{
    bool good = target->temporary ? fsync(target->fd) == 0 && rename(target->temporary, target->place) == 0
                                  : copy_to(target->place, target->fd) == 0;
    if (!good) {
        int result = cannot(target->path, detail);
        target_abort(target);
        return result;
    }
    if (target->temporary) sync_directory(target->place);
    release(target);
    return 0;
}
