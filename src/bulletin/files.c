/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/files.h"

#include "util/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int cannot(struct nashra_detail *detail, int code, const char *path, const char *what)
{
    return error_set(detail, code, path, 0, 0, "cannot %s: %s", what, strerror(errno));
}

int file_read(const char *path, size_t most, struct buffer *out, struct nashra_detail *detail)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return cannot(detail, NASHRA_E_INPUT, path, "open");
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return error_set(detail, NASHRA_E_INPUT, path, 0, 0, "is a directory");
    }
    size_t begin = out->size;
    char block[16384];
    for (;;) {
        ssize_t n = read(fd, block, sizeof block);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            int result = cannot(detail, NASHRA_E_INPUT, path, "read");
            close(fd);
            return result;
        }
        if (n == 0) break;
        buffer_append(out, block, (size_t)n);
        if (out->failed || out->size - begin > most) break;
    }
    close(fd);
    if (out->failed) return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    if (out->size - begin > most) return error_set(detail, NASHRA_E_LIMIT, path, 0, 0, "larger than %zu bytes", most);
    return 0;
}

bool looks_like_text(const char *data, size_t size)
{
    size_t look = size < 4096 ? size : 4096, even = 0, odd = 0;
    if (size >= 2 && (memcmp(data, "\xff\xfe", 2) == 0 || memcmp(data, "\xfe\xff", 2) == 0)) return true;
    for (size_t i = 0; i < look; i++) {
        unsigned char c = (unsigned char)data[i];
        if (c < 0x20 && !(c >= '\t' && c <= '\r')) *(i % 2 ? &odd : &even) += 1;
    }
    size_t less = even < odd ? even : odd, more = even < odd ? odd : even;
    return less + more < look / 50 + 1 || (more > look / 10 && less < more / 10);
}

static int write_all(int fd, const char *data, size_t size)
{
    while (size) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return -1;
        data += n;
        size -= (size_t)n;
    }
    return 0;
}

/* Makes a rename last over a power cut; file systems that cannot fsync a directory are no reason to fail. */
static void sync_directory_of(const char *path)
{
    struct arena *arena = arena_new();
    const char *directory = arena ? path_directory(arena, path) : NULL;
    int fd = directory ? open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    arena_free(arena);
}

int file_replace(const char *path, const void *data, size_t size, struct nashra_detail *detail)
{
    struct buffer name = BUFFER_EMPTY;
    const char *base = path_base(path);
    buffer_append(&name, path, (size_t)(base - path));
    buffer_format(&name, ".%s.XXXXXX", base);
    if (name.failed) {
        buffer_free(&name);
        return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    }
    int result = 0;
    int fd = mkostemp(name.data, O_CLOEXEC);
    if (fd < 0) result = cannot(detail, NASHRA_E_OUTPUT, path, "write");
    else {
        mode_t mask = umask(0);
        umask(mask);
        if (fchmod(fd, 0666 & ~mask) < 0 || write_all(fd, data, size) < 0 || fsync(fd) < 0)
            result = cannot(detail, NASHRA_E_OUTPUT, path, "write");
        if (close(fd) < 0 && result == 0) result = cannot(detail, NASHRA_E_OUTPUT, path, "write");
        if (result == 0 && rename(name.data, path) < 0) result = cannot(detail, NASHRA_E_OUTPUT, path, "replace");
        if (result < 0) unlink(name.data);
        else sync_directory_of(path);
    }
    buffer_free(&name);
    return result;
}

int file_move(const char *from, const char *to, struct nashra_detail *detail)
{
    if (rename(from, to) < 0) return cannot(detail, NASHRA_E_OUTPUT, to, "move the file here");
    sync_directory_of(to);
    sync_directory_of(from);
    return 0;
}

int directory_make(const char *path, struct nashra_detail *detail)
{
    char *copy = memory_strdup(path);
    if (!copy) return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    int result = 0;
    for (char *p = copy + 1; *copy; p++) {
        if (*p != '/' && *p) continue;
        char kept = *p;
        *p = '\0';
        if (mkdir(copy, 0777) < 0 && errno != EEXIST) {
            result = cannot(detail, NASHRA_E_OUTPUT, copy, "make this directory");
            break;
        }
        *p = kept;
        if (!kept) break;
    }
    struct stat st;
    if (result == 0 && (stat(path, &st) < 0 || !S_ISDIR(st.st_mode)))
        result = error_set(detail, NASHRA_E_OUTPUT, path, 0, 0, "is not a directory");
    memory_free(copy);
    return result;
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *path_ending(const char *path)
{
    const char *base = path_base(path), *dot = strrchr(base, '.');
    return dot && dot != base ? dot : "";
}

char *path_directory(struct arena *arena, const char *path)
{
    const char *base = path_base(path);
    if (base == path) return arena_strndup(arena, ".", 1);
    if (base == path + 1) return arena_strndup(arena, "/", 1);
    return arena_strndup(arena, path, (size_t)(base - path) - 1);
}

char *path_join(struct arena *arena, const char *directory, const char *name)
{
    if (name[0] == '/' || strcmp(directory, ".") == 0) return arena_strndup(arena, name, strlen(name));
    struct buffer path = BUFFER_EMPTY;
    buffer_format(&path, "%s%s%s", directory, directory[0] && directory[strlen(directory) - 1] == '/' ? "" : "/", name);
    char *copy = path.failed ? NULL : arena_strndup(arena, path.data, path.size);
    buffer_free(&path);
    return copy;
}

bool name_is_temporary(const char *name)
{
    static const char *const endings[] = {"~", ".part", ".tmp", ".crdownload", ".filepart", ".swp"};
    if (name[0] == '.' || !name[0]) return true;
    size_t size = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t n = strlen(endings[i]);
        if (size > n && strcmp(name + size - n, endings[i]) == 0) return true;
    }
    return false;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

int directory_list(struct arena *arena, const char *path, char ***names, size_t *count, struct nashra_detail *detail)
{
    *names = NULL;
    *count = 0;
    DIR *dir = opendir(path);
    if (!dir) return cannot(detail, NASHRA_E_INPUT, path, "read this directory");
    size_t capacity = 0;
    int result = 0;
    struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        struct stat st;
        if (name_is_temporary(entry->d_name) || fstatat(dirfd(dir), entry->d_name, &st, 0) < 0 || !S_ISREG(st.st_mode)) continue;
        if (arena_reserve(arena, names, &capacity, *count, *count + 1, sizeof **names) < 0 ||
            !((*names)[*count] = arena_strndup(arena, entry->d_name, strlen(entry->d_name)))) {
            result = error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
            break;
        }
        ++*count;
    }
    closedir(dir);
    if (*count) qsort(*names, *count, sizeof **names, by_name);
    return result;
}
