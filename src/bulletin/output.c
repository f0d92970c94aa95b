/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/output.h"

#include "bulletin/clip.h"
#include "bulletin/files.h"
#include "util/buffer.h"
#include "util/error.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As nashra.h lists them. */
static const struct target {
    const char *name;
    double lufs, peak;
} TARGETS[] = {
    [NASHRA_LOUDNESS_NONE] = {"none", 0, 0},
    [NASHRA_LOUDNESS_RADIO] = {"radio", -23, -1},
    [NASHRA_LOUDNESS_PODCAST_MONO] = {"podcast-mono", -19, -1},
    [NASHRA_LOUDNESS_PODCAST] = {"podcast", -16, -1},
};
#define TOLERANCE 0.2

static void put_loudness(struct buffer *out, const struct nashra_bulletin_result *r, const struct target *target, bool wanted)
{
    if (!isfinite(r->lufs)) {
        buffer_text(out, "; silent");
        return;
    }
    buffer_format(out, "; %.1f LUFS, true peak %.1f dBTP", r->lufs, r->true_peak);
    if (!wanted) return;
    bool good = fabs(r->lufs - target->lufs) <= TOLERANCE + 0.005 && r->true_peak <= target->peak + 0.005;
    buffer_format(out, " (%s %s: %g LUFS, %g dBTP at most)", good ? "as" : "NOT as", target->name, target->lufs, target->peak);
}

int output_report(const char *path, const char *name, const struct nashra_sink_options *sink, struct nashra_bulletin_result *r, nashra_report_fn report,
                  void *context, struct nashra_detail *detail)
{
    bool file = strcmp(path, "-") != 0;
    if (file) {
        int result = measure_file(path, &r->lufs, &r->true_peak, &r->seconds, detail);
        if (result < 0) return result;
    }
    struct buffer text = BUFFER_EMPTY;
    long long whole = llrint(r->seconds);
    buffer_format(&text, "%lld:%02lld, %zu %s", whole / 60, whole % 60, r->stories, r->stories == 1 ? "story" : "stories");
    if (r->left_out) buffer_format(&text, ", %zu left out", r->left_out);
    if (file) put_loudness(&text, r, &TARGETS[sink->loudness], sink->loudness != NASHRA_LOUDNESS_NONE);
    if (fabs(r->rate - 1) > 0.001) buffer_format(&text, "; speed %+.1f %%", (r->rate - 1) * 100);
    buffer_format(&text, "; %zu sentences spoken, %zu from the cache", r->made, r->reused);
    struct nashra_detail what = {0};
    snprintf(what.file, sizeof what.file, "%s", name);
    snprintf(what.message, sizeof what.message, "%s", text.failed ? "" : text.data);
    buffer_free(&text);
    if (report) report(context, &what);
    return 0;
}

const char *output_waiting_file(struct arena *arena, struct nashra_detail *detail)
{
    const char *base = getenv("TMPDIR");
    char *directory = path_join(arena, base && *base ? base : "/tmp", "nashra-XXXXXX");
    if (!directory) return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short"), NULL;
    if (!mkdtemp(directory)) return error_set(detail, NASHRA_E_OUTPUT, directory, 0, 0, "cannot make it: %s", strerror(errno)), NULL;
    const char *path = path_join(arena, directory, "waiting.wav");
    if (!path) error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    return path;
}

void output_remove_waiting(const char *path)
{
    struct arena *arena = arena_new();
    char *directory = arena ? path_directory(arena, path) : NULL;
    unlink(path);
    if (directory) rmdir(directory);
    arena_free(arena);
}

int output_pour(const char *path, struct nashra_detail *detail)
{
    char block[65536];
    int fd = open(path, O_RDONLY | O_CLOEXEC), result = 0;
    ssize_t n;
    if (fd < 0) return error_set(detail, NASHRA_E_OUTPUT, path, 0, 0, "cannot be read back: %s", strerror(errno));
    while (result == 0 && (n = read(fd, block, sizeof block)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) result = error_set(detail, NASHRA_E_OUTPUT, path, 0, 0, "cannot be read back: %s", strerror(errno));
        for (ssize_t done = 0; result == 0 && done < n;) {
            ssize_t wrote = write(STDOUT_FILENO, block + done, (size_t)(n - done));
            if (wrote < 0 && errno == EINTR) continue;
            if (wrote <= 0) result = error_set(detail, NASHRA_E_OUTPUT, "standard output", 0, 0, "cannot write: %s", strerror(errno));
            else done += wrote;
        }
    }
    close(fd);
    return result;
}
