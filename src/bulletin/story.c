/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/story.h"

#include "bulletin/fetch.h"
#include "bulletin/files.h"
#include "document.h"
#include "util/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MOST_STORY_BYTES = 8 << 20 };

void stories_report(struct stories *s, int code, const char *place, const char *format, ...)
{
    struct nashra_detail what = {.code = code};
    if (!s->report) return;
    if (place) snprintf(what.file, sizeof what.file, "%s", place);
    va_list args;
    va_start(args, format);
    vsnprintf(what.message, sizeof what.message, format, args);
    va_end(args);
    s->report(s->report_context, &what);
}

/* A broken story is told and left out; only short memory ends it all. */
static int leave_out(struct stories *s, int result, const struct nashra_detail *why, struct nashra_detail *detail)
{
    if (result == NASHRA_E_MEMORY) {
        if (detail) *detail = *why;
        return result;
    }
    struct nashra_detail what = *why;
    snprintf(what.message, sizeof what.message, "left out: %.480s", why->message);
    if (s->report) s->report(s->report_context, &what);
    return 0;
}

int passage_add(struct passage *passage, struct script *script, size_t sentence)
{
    if (passage->count == passage->capacity) {
        size_t capacity = passage->capacity ? passage->capacity * 2 : 8;
        struct line *more = memory_realloc(passage->lines, capacity, sizeof *more);
        if (!more) return NASHRA_E_MEMORY;
        passage->lines = more;
        passage->capacity = capacity;
    }
    passage->lines[passage->count++] = (struct line){.script = script, .sentence = sentence};
    return 0;
}

void passage_free(struct passage *passage)
{
    for (size_t i = 0; i < passage->count; i++) spoken_free(&passage->lines[i].spoken);
    memory_free(passage->lines);
    *passage = (struct passage){0};
}

static void story_free(struct story *story)
{
    passage_free(&story->before);
    passage_free(&story->head);
    passage_free(&story->body);
    script_free(story->script);
    script_free(story->title_script);
    script_free(story->before_script);
}

void stories_free(struct stories *s)
{
    for (size_t i = 0; i < s->count; i++) story_free(&s->list[i]);
    s->count = 0;
}

/* --- one story ---------------------------------------------------------------------------------------------------- */

/* The body's lines, and how many the summary and the first paragraph have. A paragraph of `used` is one that is read as text: titles
 * are apart, a dateline stands with the paragraph that follows. */
static int divide(struct story *story, int summary)
{
    const struct nashra_document *doc = story->script->document;
    int paragraphs = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < doc->sentence_count; i++) {
        const struct sentence *sentence = &doc->sentences[i];
        if (!sentence->word_count) continue;
        enum nashra_part part = doc->paragraphs[sentence->paragraph].part;
        bool title = part == NASHRA_PART_TITLE;
        if (title && (story->title_script || story->body.count)) continue;
        if (passage_add(title ? &story->head : &story->body, story->script, i) < 0) return NASHRA_E_MEMORY;
        if (title) continue;
        if (sentence->paragraph != last && (part == NASHRA_PART_BODY || part == NASHRA_PART_ITEM)) paragraphs++;
        last = sentence->paragraph;
        if (paragraphs <= 1) story->lead = story->body.count;
        if (summary == 0 || paragraphs <= summary) story->kept = story->body.count;
    }
    story->used = story->kept;
    return 0;
}

static int make_title(struct stories *s, struct story *story, const char *title, struct nashra_detail *detail)
{
    if (title && *title) {
        struct nashra_reading reading = s->reading;
        reading.format = NASHRA_FORMAT_TEXT;
        reading.lines = reading.keep_all = true;
        reading.charset = "UTF-8";
        reading.name = story->place;
        int result = script_new(&story->title_script, s->engine, &reading, title, strlen(title), detail);
        if (result < 0) return result;
        const struct nashra_document *doc = story->title_script->document;
        for (size_t i = 0; i < doc->sentence_count; i++)
            if (doc->sentences[i].word_count && passage_add(&story->head, story->title_script, i) < 0) return NASHRA_E_MEMORY;
    }
    return 0;
}

/* What stands in chapters and lists: the title, else the first sentence. */
static int name_story(struct stories *s, struct story *story, const char *title)
{
    struct buffer text = BUFFER_EMPTY;
    if (title && *title) buffer_text(&text, title);
    else if (*nashra_document_title(story->script->document)) buffer_text(&text, nashra_document_title(story->script->document));
    else {
        const struct line *line = story->head.count ? story->head.lines : story->body.lines;
        script_text(line->script, line->sentence, &text);
    }
    story->title = text.failed ? NULL : arena_strndup(s->arena, text.data ? text.data : "", text.size);
    buffer_free(&text);
    return story->title ? 0 : NASHRA_E_MEMORY;
}

static int read_story(struct stories *s, struct story *story, const struct source *source, const char *title, enum nashra_format format,
                      const char *text, size_t size, struct nashra_detail *detail)
{
    struct nashra_reading reading = s->reading;
    if (!looks_like_text(text, size)) return error_set(detail, NASHRA_E_INPUT, story->place, 0, 0, "is no text");
    reading.format = format;
    reading.name = story->place;
    int result = script_new(&story->script, s->engine, &reading, text, size, detail);
    if (result == 0) result = make_title(s, story, title, detail);
    if (result == 0) result = divide(story, source->summary < 0 ? s->rundown->summary : source->summary);
    if (result == 0 && !story->body.count && !story->head.count)
        return error_set(detail, NASHRA_E_INPUT, story->place, 0, 0, "there is nothing to read in it");
    if (result == 0) result = name_story(s, story, title);
    if (result == 0) result = story_sketch(s, story);
    if (result == NASHRA_E_MEMORY) error_set(detail, result, story->place, 0, 0, "memory is short");
    return result;
}

int story_add(struct stories *s, const struct source *source, const char *place, const char *title, const char *id, int64_t date,
              enum nashra_format format, const char *text, size_t size, struct nashra_detail *detail)
{
    if (source->title) title = source->title;
    if (arena_reserve(s->arena, &s->list, &s->capacity, s->count, s->count + 1, sizeof *s->list) < 0)
        return error_set(detail, NASHRA_E_MEMORY, place, 0, 0, "memory is short");
    struct story *story = &s->list[s->count];
    *story = (struct story){.place = arena_strndup(s->arena, place, strlen(place)), .date = date,
                            .id = id ? arena_strndup(s->arena, id, strlen(id)) : ""};
    if (!story->place || !story->id) return error_set(detail, NASHRA_E_MEMORY, place, 0, 0, "memory is short");
    struct nashra_detail why = {0};
    int result = read_story(s, story, source, title, format, text, size, &why);
    if (result < 0) {
        story_free(story);
        return leave_out(s, result, &why, detail);
    }
    s->count++;
    return 0;
}

/* --- places ------------------------------------------------------------------------------------------------------- */

static int add_file(struct stories *s, const struct source *source, const char *path, bool feed, struct nashra_detail *detail)
{
    struct buffer text = BUFFER_EMPTY;
    struct nashra_detail why = {0};
    struct stat st;
    int64_t date = stat(path, &st) == 0 ? (int64_t)st.st_mtime : 0;
    int result = file_read(path, MOST_STORY_BYTES, &text, &why);
    if (result < 0) result = leave_out(s, result, &why, detail);
    else if (feed) result = feed_add(s, source, text.data ? text.data : "", text.size, detail);
    else result = story_add(s, source, path, NULL, NULL, date, NASHRA_FORMAT_AUTO, text.data ? text.data : "", text.size, detail);
    buffer_free(&text);
    return result;
}

static int add_directory(struct stories *s, const struct source *source, struct nashra_detail *detail)
{
    char **names;
    size_t count, before = s->count;
    struct nashra_detail why = {0};
    int result = directory_list(s->arena, source->where, &names, &count, &why);
    if (result < 0) return leave_out(s, result, &why, detail);
    if (!count) stories_report(s, NASHRA_E_INPUT, source->where, "left out: holds no files");
    for (size_t i = 0; i < count && s->count - before < (size_t)source->most; i++) {
        char *path = path_join(s->arena, source->where, names[i]);
        result = path ? add_file(s, source, path, false, detail)
                      : error_set(detail, NASHRA_E_MEMORY, source->where, 0, 0, "memory is short");
        if (result < 0) return result;
    }
    return 0;
}

static int add_url(struct stories *s, const struct source *source, struct nashra_detail *detail)
{
    const struct rundown *r = s->rundown;
    if (!r->fetch) {
        stories_report(s, NASHRA_E_INPUT, source->where, "left out: the rundown does not say `fetch = yes`");
        return 0;
    }
    struct buffer text = BUFFER_EMPTY;
    struct nashra_detail why = {0};
    int result = fetch_url(source->where, r->fetch_bytes, r->fetch_seconds, &text, &why);
    if (result < 0) result = leave_out(s, result, &why, detail);
    else if (source->kind == SOURCE_FEED) result = feed_add(s, source, text.data ? text.data : "", text.size, detail);
    else result = story_add(s, source, source->where, NULL, source->where, 0, NASHRA_FORMAT_AUTO, text.data ? text.data : "", text.size, detail);
    buffer_free(&text);
    return result;
}

/* --- order -------------------------------------------------------------------------------------------------------- */

static int newest_first(const void *left, const void *right)
{
    const struct story *a = left, *b = right;
    return (a->date < b->date) - (a->date > b->date);
}

static int by_title(const void *left, const void *right)
{
    const struct story *a = left, *b = right;
    return strcmp(a->title, b->title);
}

/* Insertion keeps equal ones in the order given; there are some tens of stories. */
static void put_in_order(struct stories *s, int (*compare)(const void *, const void *))
{
    for (size_t i = 1; i < s->count; i++) {
        struct story story = s->list[i];
        size_t at = i;
        for (; at > 0 && compare(&s->list[at - 1], &story) > 0; at--) s->list[at] = s->list[at - 1];
        s->list[at] = story;
    }
}

int stories_gather(struct stories *s, struct nashra_detail *detail)
{
    const struct rundown *r = s->rundown;
    for (size_t i = 0; i < r->source_count; i++) {
        const struct source *source = &r->sources[i];
        bool web = strncmp(source->where, "http://", 7) == 0 || strncmp(source->where, "https://", 8) == 0;
        int result = web                                  ? add_url(s, source, detail)
                     : source->kind == SOURCE_DIRECTORY ? add_directory(s, source, detail)
                                                        : add_file(s, source, source->where, source->kind == SOURCE_FEED, detail);
        if (result < 0) return result;
    }
    if (r->order != ORDER_GIVEN) put_in_order(s, r->order == ORDER_NEWEST ? newest_first : by_title);
    if (!r->keep_duplicates) {
        int result = stories_dedupe(s, detail);
        if (result < 0) return result;
    }
    while (s->count > (size_t)r->most_stories) story_free(&s->list[--s->count]);
    return 0;
}
