/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/frame.h"

#include <string.h>

static const char *const NAMES[FRAME_VALUES] = {"title", "station", "presenter", "time", "date", "weekday", "count", "story", "number"};

/* The placeholder at `open` ('{'): its value and the byte after its '}', or FRAME_VALUES. */
static enum frame_value placeholder(const char *open, const char **end)
{
    size_t size = strcspn(open + 1, "{}\n");
    *end = open + 1 + size;
    if (**end != '}') return FRAME_VALUES;
    ++*end;
    for (int i = 0; i < FRAME_VALUES; i++)
        if (strlen(NAMES[i]) == size && memcmp(NAMES[i], open + 1, size) == 0) return (enum frame_value)i;
    return FRAME_VALUES;
}

const char *frame_check(const char *frame)
{
    for (const char *p = frame; (p = strchr(p, '{')) != NULL;) {
        const char *end;
        if (placeholder(p, &end) == FRAME_VALUES) return p;
        p = end;
    }
    return NULL;
}

/* One line [begin, end): false when a placeholder in it is empty. */
static bool expand_line(const char *begin, const char *end, const struct frame_values *values, struct buffer *out)
{
    for (const char *p = begin; p < end;) {
        const char *open = memchr(p, '{', (size_t)(end - p));
        buffer_append(out, p, (size_t)((open ? open : end) - p));
        if (!open) break;
        enum frame_value value = placeholder(open, &p);
        const char *text = value < FRAME_VALUES ? values->text[value] : NULL;
        if (!text || !*text) return false;
        buffer_text(out, text);
    }
    return true;
}

void frame_expand(const char *frame, const struct frame_values *values, struct buffer *out)
{
    struct buffer line = BUFFER_EMPTY;
    while (*frame) {
        const char *end = frame + strcspn(frame, "\n");
        buffer_clear(&line);
        if (expand_line(frame, end, values, &line) && line.size) buffer_format(out, "%s%s", out->size ? "\n" : "", line.data);
        frame = *end ? end + 1 : end;
    }
    if (line.failed) out->failed = true;
    buffer_free(&line);
}
