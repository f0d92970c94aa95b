/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_FILES_H
#define NASHRA_BULLETIN_FILES_H

/* Small whole files, read and replaced; names and paths. */

#include "nashra.h"
#include "util/buffer.h"
#include "util/memory.h"

/* Appends the whole file to *out. NASHRA_E_LIMIT when it is larger than `most`, NASHRA_E_INPUT when it cannot be read. */
int file_read(const char *path, size_t most, struct buffer *out, struct nashra_detail *detail);

/* Whether bytes are text of some kind: a picture or a sound in the stories' place is told by its control characters (UTF-16 has them
 * too, but only in every other byte). */
bool looks_like_text(const char *data, size_t size);

/* Replaces `path` by data[0..size): a temporary file beside it, fsync, rename, fsync of the directory. After an error the old
 * file is still there and the temporary one is not. */
int file_replace(const char *path, const void *data, size_t size, struct nashra_detail *detail);

/* rename() and fsync of both directories. */
int file_move(const char *from, const char *to, struct nashra_detail *detail);

/* Makes a directory (0777 less the umask) and those above it that are missing. */
int directory_make(const char *path, struct nashra_detail *detail);

/* "a/b.html": "a", "b.html", ".html"; without a slash the directory is ".". Arena strings; path_base and path_ending point into path. */
char *path_directory(struct arena *arena, const char *path);
const char *path_base(const char *path);
const char *path_ending(const char *path); /* "" when none */

/* directory/name, or name alone when it is absolute. */
char *path_join(struct arena *arena, const char *directory, const char *name);

/* The plain files of a directory that are no hidden, temporary or backup files, in order of name. */
int directory_list(struct arena *arena, const char *path, char ***names, size_t *count, struct nashra_detail *detail);

/* Whether a name is one that editors and copying programs use while they write: .x, x~, x.part, x.tmp, x.crdownload. */
bool name_is_temporary(const char *name);

#endif
