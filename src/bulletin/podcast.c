/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/podcast.h"

#include "bulletin/files.h"
#include "util/error.h"

#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char ITUNES[] = "http://www.itunes.com/dtds/podcast-1.0.dtd";
static const char PODCAST[] = "https://podcastindex.org/namespace/1.0";
enum { MOST_FEED_BYTES = 32 << 20 };

/* The feed while it is changed. libxml2 keeps its tree; `failed` is set when it is short of memory. */
struct feed {
    xmlDoc *doc;
    xmlNode *channel;
    xmlNs *itunes, *podcast;
    bool failed;
};

static const xmlChar *x(const char *text)
{
    return (const xmlChar *)text;
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && !node->ns && strcmp((const char *)node->name, name) == 0;
}

static xmlNode *child_named(xmlNode *parent, const char *name)
{
    for (xmlNode *node = parent ? parent->children : NULL; node; node = node->next)
        if (is_element(node, name)) return node;
    return NULL;
}

static xmlNode *add(struct feed *feed, xmlNode *parent, xmlNs *ns, const char *name, const char *text)
{
    xmlNode *node = xmlNewTextChild(parent, ns, x(name), text ? x(text) : NULL);
    if (!node) feed->failed = true;
    /* xmlNewTextChild gives the parent's namespace when there is none: RSS itself has none */
    else if (!ns) xmlSetNs(node, NULL);
    return node;
}

static void set(struct feed *feed, xmlNode *node, const char *name, const char *value)
{
    if (!node || !xmlNewProp(node, x(name), x(value))) feed->failed = true;
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

/* RFC 822, as RSS wants it, in no locale. */
static void put_date(struct buffer *out, int64_t seconds)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm tm;
    time_t t = (time_t)seconds;
    if (!gmtime_r(&t, &tm)) return;
    buffer_format(out, "%s, %02d %s %04d %02d:%02d:%02d +0000", days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour,
                  tm.tm_min, tm.tm_sec);
}

/* base/name, with what has no place in an address written as %XX. */
static void put_url(struct buffer *out, const char *base, const char *name)
{
    buffer_text(out, base);
    if (*base && base[strlen(base) - 1] != '/') buffer_char(out, '/');
    for (const unsigned char *p = (const unsigned char *)path_base(name); *p; p++) {
        bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || strchr("-._~", *p);
        if (plain) buffer_char(out, (char)*p);
        else buffer_format(out, "%%%02X", *p);
    }
}

static const char *type_of(const char *path)
{
    static const char *const types[][2] = {
        {".mp3", "audio/mpeg"}, {".ogg", "audio/ogg"}, {".opus", "audio/ogg"}, {".flac", "audio/flac"}, {".wav", "audio/wav"},
        {".aiff", "audio/aiff"}, {".vtt", "text/vtt"}, {".srt", "application/srt"}, {".json", "application/json"},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(path_ending(path), types[i][0]) == 0) return types[i][1];
    return "application/octet-stream";
}

/* --- the feed ----------------------------------------------------------------------------------------------------- */

static xmlNs *namespace_of(struct feed *feed, xmlNode *root, const char *href, const char *prefix)
{
    xmlNs *ns = xmlSearchNsByHref(feed->doc, root, x(href));
    if (!ns) ns = xmlNewNs(root, x(href), x(prefix));
    if (!ns) feed->failed = true;
    return ns;
}

static int new_feed(struct feed *feed, const struct episode *e, struct nashra_detail *detail)
{
    feed->doc = xmlNewDoc(x("1.0"));
    xmlNode *root = feed->doc ? xmlNewDocNode(feed->doc, NULL, x("rss"), NULL) : NULL;
    if (!root) return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    xmlDocSetRootElement(feed->doc, root);
    set(feed, root, "version", "2.0");
    feed->itunes = namespace_of(feed, root, ITUNES, "itunes");
    feed->podcast = namespace_of(feed, root, PODCAST, "podcast");
    feed->channel = add(feed, root, NULL, "channel", NULL);
    const char *title = e->channel && *e->channel ? e->channel : e->title;
    add(feed, feed->channel, NULL, "title", title);
    add(feed, feed->channel, NULL, "link", e->base_url);
    add(feed, feed->channel, NULL, "description", title);
    add(feed, feed->channel, NULL, "language", "ar");
    add(feed, feed->channel, NULL, "generator", "nashra " NASHRA_VERSION);
    add(feed, feed->channel, feed->itunes, "author", e->station && *e->station ? e->station : title);
    add(feed, feed->channel, feed->itunes, "explicit", "false");
    set(feed, add(feed, feed->channel, feed->itunes, "category", NULL), "text", "News");
    return 0;
}

/* No network, no entities expanded: the file is ours, but it may have been through other hands. */
static int read_feed(struct feed *feed, const char *path, const struct buffer *text, struct nashra_detail *detail)
{
    feed->doc = xmlReadMemory(text->data, (int)text->size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOBLANKS);
    xmlNode *root = feed->doc ? xmlDocGetRootElement(feed->doc) : NULL;
    if (root && is_element(root, "rss")) feed->channel = child_named(root, "channel");
    if (!feed->channel) return error_set(detail, NASHRA_E_INPUT, path, 0, 0, "is no RSS feed; it is left as it is");
    feed->itunes = namespace_of(feed, root, ITUNES, "itunes");
    feed->podcast = namespace_of(feed, root, PODCAST, "podcast");
    return 0;
}

static bool has_guid(xmlNode *item, const char *guid)
{
    xmlNode *node = child_named(item, "guid");
    xmlChar *content = node ? xmlNodeGetContent(node) : NULL;
    bool same = content && strcmp((const char *)content, guid) == 0;
    xmlFree(content);
    return same;
}

/* Takes out the item of that guid, and those beyond the first `keep` of the others. */
static void thin_out(struct feed *feed, const char *guid, size_t keep)
{
    size_t kept = 0;
    for (xmlNode *node = feed->channel->children, *next; node; node = next) {
        next = node->next;
        if (!is_element(node, "item")) continue;
        if (!has_guid(node, guid) && ++kept <= keep) continue;
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}

static void add_file(struct feed *feed, xmlNode *item, const char *name, const char *base, const char *path, const char *type)
{
    struct buffer url = BUFFER_EMPTY;
    if (!path) return;
    put_url(&url, base, path);
    xmlNode *node = add(feed, item, feed->podcast, name, NULL);
    set(feed, node, "url", url.failed ? "" : url.data);
    set(feed, node, "type", type);
    if (url.failed) feed->failed = true;
    buffer_free(&url);
}

static void add_item(struct feed *feed, const struct episode *e, const char *url, int64_t bytes)
{
    struct buffer text = BUFFER_EMPTY;
    xmlNode *first = child_named(feed->channel, "item"), *item = xmlNewNode(NULL, x("item"));
    if (!item) {
        feed->failed = true;
        return;
    }
    if (first) xmlAddPrevSibling(first, item);
    else xmlAddChild(feed->channel, item);
    add(feed, item, NULL, "title", e->title);
    if (e->summary && *e->summary) add(feed, item, NULL, "description", e->summary);
    put_date(&text, e->date);
    add(feed, item, NULL, "pubDate", text.data);
    set(feed, add(feed, item, NULL, "guid", url), "isPermaLink", "false");
    xmlNode *enclosure = add(feed, item, NULL, "enclosure", NULL);
    set(feed, enclosure, "url", url);
    buffer_clear(&text);
    buffer_format(&text, "%lld", (long long)bytes);
    set(feed, enclosure, "length", text.data);
    set(feed, enclosure, "type", type_of(e->audio));
    buffer_clear(&text);
    buffer_format(&text, "%lld", llrint(e->seconds));
    add(feed, item, feed->itunes, "duration", text.data);
    add(feed, item, feed->itunes, "explicit", "false");
    add_file(feed, item, "transcript", e->base_url, e->transcript, e->transcript ? type_of(e->transcript) : NULL);
    add_file(feed, item, "chapters", e->base_url, e->chapters, "application/json+chapters");
    if (text.failed) feed->failed = true;
    buffer_free(&text);
}

static void set_build_date(struct feed *feed, int64_t date)
{
    struct buffer text = BUFFER_EMPTY;
    put_date(&text, date);
    xmlNode *node = child_named(feed->channel, "lastBuildDate"), *item = child_named(feed->channel, "item");
    if (node) xmlNodeSetContent(node, x(text.data));
    else if (item && (node = xmlNewNode(NULL, x("lastBuildDate"))) != NULL) {
        xmlNodeSetContent(node, x(text.data));
        xmlAddPrevSibling(item, node);
    }
    buffer_free(&text);
}

static int write_feed(struct feed *feed, const char *path, struct nashra_detail *detail)
{
    xmlChar *text = NULL;
    int size = 0;
    if (!feed->failed) xmlDocDumpFormatMemoryEnc(feed->doc, &text, &size, "UTF-8", 1);
    if (!text || size <= 0) return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    int result = file_replace(path, text, (size_t)size, detail);
    xmlFree(text);
    return result;
}

static int change_feed(const char *path, const struct episode *e, const char *url, int64_t bytes, struct nashra_detail *detail)
{
    struct feed feed = {0};
    struct buffer text = BUFFER_EMPTY;
    int result = access(path, F_OK) == 0 ? file_read(path, MOST_FEED_BYTES, &text, detail) : 0;
    if (result == 0) result = text.size ? read_feed(&feed, path, &text, detail) : new_feed(&feed, e, detail);
    if (result == 0) {
        thin_out(&feed, url, e->keep ? e->keep - 1 : SIZE_MAX);
        add_item(&feed, e, url, bytes);
        set_build_date(&feed, e->date);
        result = write_feed(&feed, path, detail);
    }
    xmlFreeDoc(feed.doc);
    buffer_free(&text);
    return result;
}

int podcast_add(const char *path, const struct episode *episode, struct nashra_detail *detail)
{
    struct stat st;
    struct buffer url = BUFFER_EMPTY;
    struct arena *arena = arena_new();
    const char *directory = arena ? path_directory(arena, path) : NULL;
    put_url(&url, episode->base_url, episode->audio);
    int result = !directory || url.failed ? error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short") : 0;
    if (result == 0 && stat(episode->audio, &st) < 0)
        result = error_set(detail, NASHRA_E_INPUT, episode->audio, 0, 0, "is not there: nothing to add to the feed");
    if (result == 0) {
        int lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* its lock is given back with it, even after a kill */
        if (lock >= 0) (void)flock(lock, LOCK_EX);
        result = change_feed(path, episode, url.data, (int64_t)st.st_size, detail);
        if (lock >= 0) close(lock);
    }
    buffer_free(&url);
    arena_free(arena);
    return result;
}
