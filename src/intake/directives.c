/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/directives.h"

#include "util/buffer.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_BREAK = 10000 /* ms */, LONGEST_VALUE = 4096, OPEN = UINT32_MAX };

const char *directive_attribute(struct draft *draft, const struct markup *markup, const struct token *token, const char *name)
{
    struct attribute a;
    if (!markup_find(markup, token, name, &a) || a.value_size == 0) return "";
    struct buffer value = BUFFER_EMPTY;
    markup_decode(&value, markup->bytes + a.value, a.value_size < LONGEST_VALUE ? a.value_size : LONGEST_VALUE);
    const char *copy = value.failed ? NULL : arena_strndup(draft->doc->arena, value.data ? value.data : "", value.size);
    buffer_free(&value);
    if (!copy) draft->failed = true;
    return copy;
}

uint32_t directive_open(struct draft *draft, enum directive_kind kind, const char *value, const char *detail, struct span source)
{
    struct nashra_document *doc = draft->doc;
    if (draft->failed || !value || !detail) return draft->failed = true, 0;
    struct directive *d = document_add_directive(doc);
    if (!d) return draft->failed = true, 0;
    *d = (struct directive){.kind = kind, .first_char = draft_position(draft), .value = value, .detail = detail, .source = source};
    bool point = kind == DIRECTIVE_BREAK || kind == DIRECTIVE_MARK;
    d->char_count = point ? 0 : OPEN;
    return (uint32_t)doc->directive_count;
}

void directive_close(struct draft *draft, uint32_t directive, bool good)
{
    if (draft->failed || directive == 0) return;
    struct directive *d = &draft->doc->directives[directive - 1];
    uint32_t at = draft_position(draft);
    d->char_count = good && at > d->first_char ? at - d->first_char : 0;
}

/* "500ms", "1.5s": milliseconds; -1: no time. */
static int32_t milliseconds(const char *time)
{
    char *unit;
    double value = strtod(time, &unit);
    if (unit == time || !(value >= 0)) return -1;
    if (strcmp(unit, "ms") != 0) value *= 1000;
    return value > LONGEST_BREAK ? LONGEST_BREAK : (int32_t)value;
}

void directive_break(struct draft *draft, const char *time, const char *strength, struct span source)
{
    if (!time || !strength) {
        draft->failed = true;
        return;
    }
    int32_t number = milliseconds(time);
    uint32_t d = directive_open(draft, DIRECTIVE_BREAK, number < 0 && !*strength ? "medium" : strength, "", source);
    if (d) draft->doc->directives[d - 1].number = number;
}

/* A word ("slow"), a factor ("1.2"), a percentage ("80%", "+10%"), decibels ("+6dB"), semitones ("-2st"). 0: not understood. */
static double factor(const char *text, bool volume)
{
    static const struct {
        const char *name;
        double rate, loudness;
    } words[] = {{"x-slow", 0.6, 0}, {"slow", 0.8, 0},  {"medium", 1, 1},   {"fast", 1.25, 0},  {"x-fast", 1.6, 0},
                 {"x-low", 0.6, 0},  {"low", 0.8, 0},   {"high", 1.25, 0},  {"x-high", 1.6, 0}, {"default", 1, 1},
                 {"silent", 0, 0.01}, {"x-soft", 0, 0.3}, {"soft", 0, 0.6}, {"loud", 0, 1.4},   {"x-loud", 0, 2}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(text, words[i].name) == 0) return volume ? words[i].loudness : words[i].rate;
    char *unit;
    double value = strtod(text, &unit);
    bool change = *text == '+' || *text == '-';
    if (unit == text) return 0;
    if (*unit == '%') value = change ? 1 + value / 100 : value / 100;
    else if (strcmp(unit, "dB") == 0) value = value >= 24 ? 16 : value <= -40 ? 0.01 : 1 + value * (value > 0 ? 0.165 : 0.0245);
    else if (strcmp(unit, "st") == 0) value = 1 + value * 0.0594; /* a semitone is 2^(1/12); near 1 a straight line will do */
    else if (volume && !change) value = value / 100; /* SSML 1.0: 0..100 */
    else if (change || *unit) return 0;              /* +10Hz: relative to a pitch that nobody knows here */
    return value < 0.01 ? 0.01 : value > 16 ? 16 : value;
}

const char *directive_prosody(struct draft *draft, const char *rate, const char *pitch, const char *volume)
{
    if (!rate || !pitch || !volume) return draft->failed = true, NULL;
    const char *const names[] = {"rate", "pitch", "volume"}, *const values[] = {rate, pitch, volume};
    struct buffer out = BUFFER_EMPTY;
    for (int i = 0; i < 3; i++) {
        double f = *values[i] ? factor(values[i], i == 2) : 0;
        int thousandths = (int)(f * 1000 + 0.5); /* printed by hand: printf's point is the locale's */
        if (f > 0) buffer_format(&out, "%s%s=%d.%03d", out.size ? " " : "", names[i], thousandths / 1000, thousandths % 1000);
    }
    const char *copy = out.failed ? NULL : arena_strndup(draft->doc->arena, out.data ? out.data : "", out.size);
    buffer_free(&out);
    if (!copy) draft->failed = true;
    return copy;
}

void directives_finish(struct draft *draft)
{
    struct nashra_document *doc = draft->doc;
    size_t kept = 0, n = doc->char_count;
    for (size_t i = 0; i < doc->directive_count; i++) {
        struct directive d = doc->directives[i];
        bool point = d.kind == DIRECTIVE_BREAK || d.kind == DIRECTIVE_MARK;
        if (d.char_count == OPEN) d.char_count = 0; /* never closed */
        size_t end = d.first_char + (size_t)d.char_count;
        while (d.first_char < n && doc->chars[d.first_char].cp == ' ' && (point || d.first_char < end)) d.first_char++;
        if (end > n) end = n;
        while (end > d.first_char && doc->chars[end - 1].cp == ' ') end--;
        d.char_count = end > d.first_char ? (uint32_t)(end - d.first_char) : 0;
        if (point || d.char_count) doc->directives[kept++] = d;
    }
    doc->directive_count = kept;
}
