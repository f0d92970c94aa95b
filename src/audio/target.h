/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_AUDIO_TARGET_H
#define NASHRA_AUDIO_TARGET_H

/* A file that appears whole or not at all: written under a temporary name beside its place, fsynced, renamed. What is no regular
 * file (a pipe, /dev/null) is never replaced: the whole is copied into it at the end. */

#include "nashra.h"

struct target;

/* Opens the temporary file for reading and writing. 0 or NASHRA_E_OUTPUT, NASHRA_E_MEMORY. */
int target_open(struct target **target, const char *path, struct nashra_detail *detail);
int target_fd(const struct target *target);

/* Puts the file in its place and frees the target; on an error the temporary file is gone and the old one as it was. */
int target_commit(struct target *target, struct nashra_detail *detail);
void target_abort(struct target *target); /* NULL is allowed */

/* A nameless file beside `path`'s place, gone when closed: a descriptor, or -1 with errno. */
int target_spool(const char *path);

/* write() and pwrite() until all is written: 0, or -1 with errno. */
int write_whole(int fd, const void *data, size_t size);
int write_whole_at(int fd, const void *data, size_t size, int64_t offset);

#endif
