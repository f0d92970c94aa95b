/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Preloaded by shim.sh: one system call fails as SHIM says ("fsync", "rename", "write"), as a full or dying disk would make it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int fails(const char *name)
{
    const char *wish = getenv("SHIM");
    return wish && strcmp(wish, name) == 0;
}

int fsync(int fd)
{
    if (fails("fsync")) return errno = EIO, -1;
    return (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
    if (fails("rename")) return errno = EACCES, -1;
    return (int)syscall(SYS_rename, from, to);
}

ssize_t write(int fd, const void *data, size_t size)
{
    static size_t written;
    if (fd > 2 && fails("write") && (written += size) > 8000) return errno = ENOSPC, -1;
    return syscall(SYS_write, fd, data, size);
}
