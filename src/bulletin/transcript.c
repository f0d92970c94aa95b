/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/transcript.h"

#include "bulletin/files.h"
#include "document.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

enum { CUE_LETTERS = 84 };

bool transcript_form_of(const char *path, enum transcript_form *form)
{
    static const char *const endings[] = {".vtt", ".srt", ".json"};
    for (int i = 0; i < 3; i++)
        if (strcmp(path_ending(path), endings[i]) == 0) return *form = (enum transcript_form)i, true;
    return false;
}

void transcript_begin(struct buffer *out, enum transcript_form form)
{
    if (form == TRANSCRIPT_VTT) buffer_text(out, "WEBVTT\n\n");
}

size_t transcript_words(const struct script *script, size_t sentence, const struct spoken *spoken, int voice_rate, struct timed_word *words)
{
    size_t origin = script->document->sentences[sentence].source.begin, count = 0;
    for (size_t i = 0; i < spoken->word_count; i++) {
        const struct spoken_word *w = &spoken->words[i];
        size_t begin = origin + (size_t)(int32_t)w->begin, end = origin + (size_t)(int32_t)w->end;
        double start = (double)w->first_sample / voice_rate, stop = (double)w->last_sample / voice_rate;
        if (count && words[count - 1].begin == begin && words[count - 1].end == end) words[count - 1].stop = stop;
        else words[count++] = (struct timed_word){begin, end, start, stop};
    }
    return count;
}

static void put_time(struct buffer *out, double seconds, char point)
{
    long long ms = llrint(seconds * 1000);
    buffer_format(out, "%02lld:%02lld:%02lld%c%03lld", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, point, ms % 1000);
}

/* The three characters that WebVTT gives a meaning. */
static void put_vtt_text(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '&') buffer_text(out, "&amp;");
        else if (*text == '<') buffer_text(out, "&lt;");
        else if (*text == '>') buffer_text(out, "&gt;");
        else buffer_char(out, *text);
    }
}

static void put_cue(struct buffer *out, enum transcript_form form, double start, double end, const char *text, size_t *number)
{
    char point = form == TRANSCRIPT_VTT ? '.' : ',';
    buffer_format(out, "%zu\n", ++*number);
    put_time(out, start, point);
    buffer_text(out, " --> ");
    put_time(out, end, point);
    buffer_char(out, '\n');
    if (form == TRANSCRIPT_VTT) put_vtt_text(out, text);
    else buffer_text(out, text);
    buffer_text(out, "\n\n");
}

static size_t letters(const struct buffer *text)
{
    size_t n = 0;
    for (size_t i = 0; i < text->size; i++) n += ((unsigned char)text->data[i] & 0xc0) != 0x80;
    return n;
}

/* The text from a word's begin to the next cue's first word, without blanks at its ends. */
static void slice(const struct script *script, size_t sentence, size_t begin, size_t end, struct buffer *out)
{
    buffer_clear(out);
    script_slice(script, sentence, begin, end, out);
    while (out->size && out->data[out->size - 1] == ' ') out->data[--out->size] = '\0';
    size_t blanks = 0;
    while (blanks < out->size && out->data[blanks] == ' ') blanks++;
    if (blanks) {
        memmove(out->data, out->data + blanks, out->size - blanks + 1);
        out->size -= blanks;
    }
}

/* Cues of about equal length. */
static void add_cues(struct buffer *out, enum transcript_form form, const struct script *script, size_t sentence, const struct timed_word *words,
                     size_t count, double start, double end, size_t *number)
{
    struct buffer text = BUFFER_EMPTY;
    slice(script, sentence, 0, SIZE_MAX, &text);
    size_t parts = letters(&text) / CUE_LETTERS + 1, first = 0;
    if (parts > count) parts = count ? count : 1;
    for (size_t part = 0; part < parts; part++) {
        size_t next = count * (part + 1) / parts;
        bool is_first = part == 0, is_last = part + 1 == parts;
        if (!is_last && words[next].begin < words[first].begin) continue; /* words that are told in another order than they stand */
        slice(script, sentence, is_first ? 0 : words[first].begin, is_last ? SIZE_MAX : words[next].begin, &text);
        if (text.size)
            put_cue(out, form, is_first ? start : start + words[first].start, is_last ? end : start + words[next].start, text.data, number);
        first = next;
    }
    if (text.failed) out->failed = true;
    buffer_free(&text);
}

/* {"time":373,"type":"word","start":5,"end":8,"value":"had"} */
static void put_mark(struct buffer *out, double seconds, const char *type, size_t begin, size_t end, const char *value)
{
    json_t *string = json_string_nocheck(value);
    char *quoted = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
    if (quoted) buffer_format(out, "{\"time\":%lld,\"type\":\"%s\",\"start\":%zu,\"end\":%zu,\"value\":%s}\n", llrint(seconds * 1000), type, begin,
                              end, quoted);
    else out->failed = true;
    free(quoted); /* jansson's own allocator */
    json_decref(string);
}

static void add_marks(struct buffer *out, const struct script *script, size_t sentence, const struct timed_word *words, size_t count, double start)
{
    struct buffer text = BUFFER_EMPTY;
    const struct span source = script->document->sentences[sentence].source;
    slice(script, sentence, 0, SIZE_MAX, &text);
    put_mark(out, start, "sentence", source.begin, source.end, text.data ? text.data : "");
    for (size_t i = 0; i < count; i++) {
        slice(script, sentence, words[i].begin, words[i].end, &text);
        put_mark(out, start + words[i].start, "word", words[i].begin, words[i].end, text.data ? text.data : "");
    }
    if (text.failed) out->failed = true;
    buffer_free(&text);
}

void transcript_add(struct buffer *out, enum transcript_form form, const struct script *script, size_t sentence,
                    const struct spoken *spoken, double start, double end, int voice_rate, size_t *number)
{
    struct timed_word *words = memory_alloc((spoken->word_count + 1) * sizeof *words);
    if (!words) {
        out->failed = true;
        return;
    }
    size_t count = transcript_words(script, sentence, spoken, voice_rate, words);
    if (form == TRANSCRIPT_JSON) add_marks(out, script, sentence, words, count, start);
    else add_cues(out, form, script, sentence, words, count, start, end, number);
    memory_free(words);
}

int chapters_json(struct buffer *out, const struct nashra_chapter *chapters, size_t count, const char *title)
{
    json_t *list = json_array(), *root = json_object();
    json_object_set_new(root, "version", json_string("1.2.0"));
    if (title && *title) json_object_set_new(root, "title", json_string_nocheck(title));
    for (size_t i = 0; i < count; i++) {
        json_t *chapter = json_object();
        json_object_set_new(chapter, "startTime", json_real(round(chapters[i].start * 1000) / 1000));
        json_object_set_new(chapter, "title", json_string_nocheck(chapters[i].title));
        json_array_append_new(list, chapter);
    }
    json_object_set_new(root, "chapters", list);
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
    json_decref(root);
    bool good = text && buffer_format(out, "%s\n", text) == 0;
    free(text); /* jansson's own allocator */
    return good ? 0 : NASHRA_E_MEMORY;
}
