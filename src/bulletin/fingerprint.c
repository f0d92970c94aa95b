/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Which lexicon and model spoke: their files' heads hold a checksum of all the rest. The user's own lists need no place here: what
 * they say stands in the words (marks BY_USER, substituted letters, imposed phonemes). */
#include "bulletin/script.h"

#include "engine.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void put_file(struct buffer *out, const char *directory, const char *name)
{
    struct buffer path = BUFFER_EMPTY;
    buffer_format(&path, "%s/%s", directory, name);
    int fd = path.failed ? -1 : open(path.data, O_RDONLY | O_CLOEXEC);
    char head[256];
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0) {
        ssize_t n = read(fd, head, sizeof head);
        if (n > 0) buffer_append(out, head, (size_t)n);
        buffer_format(out, " %lld %lld ", (long long)st.st_size, (long long)st.st_mtime);
    }
    if (fd >= 0) close(fd);
    buffer_free(&path);
}

struct hash engine_fingerprint(const nashra_engine *engine)
{
    struct buffer facts = BUFFER_EMPTY;
    put_file(&facts, engine->data_dir, "nashra.lex");
    if (engine->network) put_file(&facts, engine->data_dir, "nashra.model");
    struct hash hash = hash_bytes(facts.data, facts.size);
    buffer_free(&facts);
    return hash;
}
