/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Stories out of RSS and Atom. */
#include "bulletin/fetch.h"
#include "bulletin/story.h"

/* The item's own text; where it has none, the page it points to, when the rundown lets us fetch. */
static int add_item(struct stories *s, const struct source *source, const struct nashra_feed_item *item, struct nashra_detail *detail)
{
    const struct rundown *r = s->rundown;
    const char *html = *item->content_html ? item->content_html : item->summary_html, *place = *item->link ? item->link : source->where;
    struct buffer page = BUFFER_EMPTY;
    size_t size = strlen(html);
    bool web = strncmp(item->link, "http://", 7) == 0 || strncmp(item->link, "https://", 8) == 0;
    if (!size && web && r->fetch) {
        struct nashra_detail why = {0};
        if (fetch_url(item->link, r->fetch_bytes, r->fetch_seconds, &page, &why) == 0) html = page.data ? page.data : "", size = page.size;
        else stories_report(s, why.code, place, "only its title is read: %.440s", why.message);
    }
    int result = story_add(s, source, place, item->title, item->guid, item->published_time, NASHRA_FORMAT_HTML, html, size, detail);
    buffer_free(&page);
    return result;
}

int feed_add(struct stories *s, const struct source *source, const char *text, size_t size, struct nashra_detail *detail)
{
    nashra_feed *feed;
    struct nashra_detail why = {0};
    if (nashra_feed_parse(&feed, text, size, source->where, &why) < 0) {
        if (why.code == NASHRA_E_MEMORY) return *detail = why, why.code;
        stories_report(s, why.code, source->where, "left out: %.480s", why.message);
        return 0;
    }
    int result = 0;
    size_t count = nashra_feed_count(feed), before = s->count;
    if (!count) stories_report(s, NASHRA_E_INPUT, source->where, "left out: a feed without items");
    for (size_t i = 0; result == 0 && i < count && s->count - before < (size_t)source->most; i++) {
        struct nashra_feed_item item;
        if (nashra_feed_item(feed, i, &item) == 0) result = add_item(s, source, &item, detail);
    }
    nashra_feed_free(feed);
    return result;
}
