/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra_feed_*: a feed item by item. */
#include "intake/feed.h"
#include "util/buffer.h"
#include "util/error.h"

#include <string.h>

struct nashra_feed {
    struct arena *arena;
    const char *title;
    struct nashra_feed_item *items;
    size_t count, room;
};

static const char *html_of(struct nashra_feed *feed, const struct text *text, const struct feed_field *field)
{
    struct text part;
    if (!field->found) return "";
    if (feed_unescape(&part, text, field, feed->arena) < 0) return NULL;
    return arena_strndup(feed->arena, part.bytes, part.size);
}

/* HTML to one line of text: tags away, references replaced, white space as single spaces. */
static const char *line_of(struct nashra_feed *feed, const struct text *text, const struct feed_field *field)
{
    struct text part;
    if (!field->found) return "";
    if (feed_unescape(&part, text, field, feed->arena) < 0) return NULL;
    struct buffer all = BUFFER_EMPTY, line = BUFFER_EMPTY;
    struct markup m;
    struct token t;
    markup_begin(&m, part.bytes, part.size, 0, false);
    while (markup_next(&m, &t))
        if (t.kind == TOKEN_TEXT || t.kind == TOKEN_CDATA) markup_decode(&all, part.bytes + t.inner, t.inner_end - t.inner);
    bool space = false;
    for (size_t i = 0; i < all.size; i++) {
        char c = all.data[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) space = line.size > 0;
        else {
            if (space) buffer_char(&line, ' ');
            space = false;
            buffer_char(&line, c);
        }
    }
    const char *copy = all.failed || line.failed ? NULL : arena_strndup(feed->arena, line.data ? line.data : "", line.size);
    buffer_free(&all);
    buffer_free(&line);
    return copy;
}

static int add_item(struct nashra_feed *feed, const struct text *text, const struct feed_entry *e)
{
    if (arena_reserve(feed->arena, &feed->items, &feed->room, feed->count, feed->count + 1, sizeof *feed->items))
        return NASHRA_E_MEMORY;
    struct nashra_feed_item item = {
        .title = line_of(feed, text, &e->title), .link = line_of(feed, text, &e->link), .guid = line_of(feed, text, &e->guid),
        .published = line_of(feed, text, &e->published), .summary_html = html_of(feed, text, &e->summary),
        .content_html = html_of(feed, text, &e->content)};
    if (!item.title || !item.link || !item.guid || !item.published || !item.summary_html || !item.content_html)
        return NASHRA_E_MEMORY;
    if (!*item.guid) item.guid = item.link;
    item.published_time = feed_date(item.published);
    feed->items[feed->count++] = item;
    return 0;
}

static int read_items(struct nashra_feed *feed, const struct text *text)
{
    struct markup m;
    struct feed_entry entry;
    struct feed_field channel = {0};
    markup_begin(&m, text->bytes, text->size, 0, true);
    while (feed_next(&m, &entry, &channel))
        if (add_item(feed, text, &entry) < 0) return NASHRA_E_MEMORY;
    feed->title = line_of(feed, text, &channel);
    return feed->title ? 0 : NASHRA_E_MEMORY;
}

int nashra_feed_parse(nashra_feed **out, const char *bytes, size_t size, const char *name, struct nashra_detail *detail)
{
    *out = NULL;
    if (!name) name = "-";
    if (!bytes && size) return error_set(detail, NASHRA_E_ARGUMENT, name, 0, 0, "no bytes");
    if (size > DOCUMENT_MOST_BYTES)
        return error_set(detail, NASHRA_E_LIMIT, name, 0, 0, "larger than %u MiB", DOCUMENT_MOST_BYTES >> 20);
    struct arena *arena = arena_new();
    struct nashra_feed *feed = arena ? arena_alloc(arena, 1, sizeof *feed) : NULL;
    struct text text;
    size_t bad;
    struct span first_bad;
    int result = feed ? text_decode(&text, bytes ? bytes : "", size, text_charset(bytes ? bytes : "", size, arena), arena, &bad,
                                    &first_bad)
                      : NASHRA_E_MEMORY;
    if (result == 0 && !feed_looks_so(text.bytes, text.size)) result = NASHRA_E_INPUT;
    if (result == 0) {
        feed->arena = arena;
        result = read_items(feed, &text);
    }
    if (result == 0) return *out = feed, 0;
    arena_free(arena);
    return error_set(detail, result, name, 0, 0, result == NASHRA_E_MEMORY ? "memory is short" : "this is no RSS or Atom feed");
}

void nashra_feed_free(nashra_feed *feed)
{
    if (feed) arena_free(feed->arena);
}

const char *nashra_feed_title(const nashra_feed *feed)
{
    return feed->title;
}

size_t nashra_feed_count(const nashra_feed *feed)
{
    return feed->count;
}

int nashra_feed_item(const nashra_feed *feed, size_t index, struct nashra_feed_item *item)
{
    if (index >= feed->count) return NASHRA_E_ARGUMENT;
    *item = feed->items[index];
    return 0;
}
