/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* RSS and Atom: the entries and their fields. */
#include "intake/feed.h"

#include "intake/html.h"
#include "util/utf8.h"

#include <string.h>

/* The name without its namespace prefix, but for "content:encoded", which is not Atom's "content". */
static bool named(const struct markup *m, const struct token *t, const char *name)
{
    struct token local = *t;
    const char *colon = strchr(name, ':') ? NULL : memchr(m->bytes + t->name, ':', t->name_size);
    if (colon) {
        size_t prefix = (size_t)(colon - (m->bytes + t->name)) + 1;
        if (strcmp(name, "item") != 0 && strcmp(name, "entry") != 0 && memcmp(m->bytes + t->name, "atom:", 5) != 0 &&
            memcmp(m->bytes + t->name, "rss:", 4) != 0 && memcmp(m->bytes + t->name, "dc:", 3) != 0)
            return false;
        local.name += prefix;
        local.name_size -= prefix;
    }
    return markup_named(m, &local, name);
}

bool feed_looks_so(const char *bytes, size_t size)
{
    struct markup m;
    struct token t;
    markup_begin(&m, bytes, size, 0, true);
    while (markup_next(&m, &t)) {
        if (t.kind == TOKEN_OPEN) return named(&m, &t, "rss") || named(&m, &t, "feed") || markup_named(&m, &t, "rdf:RDF");
        if (t.kind == TOKEN_OTHER) continue;
        for (size_t i = t.inner; i < t.inner_end; i++)
            if (!strchr(" \t\r\n", bytes[i]) || bytes[i] == '\0') return false;
    }
    return false;
}

/* Which field an element fills; a later, richer one replaces an earlier: content over nothing, pubDate over updated. */
static struct feed_field *field_for(struct feed_entry *e, const struct markup *m, const struct token *t)
{
    static const struct {
        const char *name;
        size_t offset;
        bool replaces;
    } fields[] = {
        {"title", offsetof(struct feed_entry, title), false},
        {"link", offsetof(struct feed_entry, link), false},
        {"guid", offsetof(struct feed_entry, guid), true},
        {"id", offsetof(struct feed_entry, guid), false},
        {"pubDate", offsetof(struct feed_entry, published), true},
        {"published", offsetof(struct feed_entry, published), true},
        {"updated", offsetof(struct feed_entry, published), false},
        {"date", offsetof(struct feed_entry, published), false},
        {"description", offsetof(struct feed_entry, summary), false},
        {"summary", offsetof(struct feed_entry, summary), false},
        {"content:encoded", offsetof(struct feed_entry, content), true},
        {"content", offsetof(struct feed_entry, content), false},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (!named(m, t, fields[i].name)) continue;
        struct feed_field *field = (struct feed_field *)((char *)e + fields[i].offset);
        return field->found && !fields[i].replaces ? NULL : field;
    }
    return NULL;
}

static bool same_name(const struct markup *m, const struct token *a, const struct token *b)
{
    return a->name_size == b->name_size && memcmp(m->bytes + a->name, m->bytes + b->name, a->name_size) == 0;
}

static bool is_entry(const struct markup *m, const struct token *t)
{
    return named(m, t, "item") || named(m, t, "entry");
}

/* From an element's start tag to its end tag: the range between. An entry that ends first ends the field too. */
static void read_field(struct markup *m, const struct token *open, struct feed_field *field)
{
    struct attribute type;
    *field = (struct feed_field){.begin = open->end, .end = open->end, .found = true};
    field->markup = markup_find(m, open, "type", &type) && type.value_size == 5 && memcmp(m->bytes + type.value, "xhtml", 5) == 0;
    if (open->empty) return;
    struct token t;
    for (unsigned depth = 1; depth > 0 && markup_next(m, &t);) {
        if ((t.kind == TOKEN_CLOSE || t.kind == TOKEN_OPEN) && !field->markup && is_entry(m, &t)) {
            m->at = t.begin;
            return;
        }
        if (t.kind == TOKEN_OPEN && !t.empty && same_name(m, open, &t)) depth++;
        if (t.kind == TOKEN_CLOSE && same_name(m, open, &t)) depth--;
        field->end = depth ? t.end : t.begin;
    }
}

/* Atom's <link href="..." rel="alternate"/> */
static bool read_link(struct markup *m, const struct token *t, struct feed_field *link)
{
    struct attribute href, rel;
    if (!markup_find(m, t, "href", &href)) return false;
    bool alternate = !markup_find(m, t, "rel", &rel) || (rel.value_size == 9 && memcmp(m->bytes + rel.value, "alternate", 9) == 0);
    if (alternate && !link->found) *link = (struct feed_field){href.value, href.value + href.value_size, true, false};
    return true;
}

static void read_entry(struct markup *m, struct feed_entry *entry)
{
    struct token t;
    memset(entry, 0, sizeof *entry);
    for (unsigned depth = 0; markup_next(m, &t);) {
        if (t.kind == TOKEN_CLOSE) {
            if (is_entry(m, &t)) return;
            depth -= depth > 0;
        }
        if (t.kind != TOKEN_OPEN) continue;
        if (is_entry(m, &t)) { /* the one before was not closed */
            m->at = t.begin;
            return;
        }
        if (depth == 0 && named(m, &t, "link") && read_link(m, &t, &entry->link)) continue;
        struct feed_field *field = depth == 0 ? field_for(entry, m, &t) : NULL;
        if (field) read_field(m, &t, field);
        else if (!t.empty) depth++;
    }
}

bool feed_next(struct markup *m, struct feed_entry *entry, struct feed_field *channel_title)
{
    struct token t;
    bool in_image = false; /* a channel's <image> has a <title> of its own */
    while (markup_next(m, &t)) {
        if (t.kind == TOKEN_CLOSE && named(m, &t, "image")) in_image = false;
        if (t.kind != TOKEN_OPEN) continue;
        if (named(m, &t, "image")) in_image = !t.empty;
        if (named(m, &t, "title") && !channel_title->found && !in_image) read_field(m, &t, channel_title);
        if (!is_entry(m, &t) || t.empty) continue;
        read_entry(m, entry);
        return true;
    }
    return false;
}

int feed_unescape(struct text *out, const struct text *text, const struct feed_field *field, struct arena *arena)
{
    size_t room = field->end - field->begin;
    char *bytes = arena_alloc(arena, room + 1, 1); /* a reference is never shorter than what it stands for */
    uint32_t *map = arena_alloc(arena, room + 1, sizeof *map);
    if (!bytes || !map) return NASHRA_E_MEMORY;
    struct markup m;
    struct token t;
    size_t n = 0;
    markup_begin(&m, text->bytes, field->end, field->begin, true);
    while (markup_next(&m, &t)) {
        size_t begin = t.kind == TOKEN_TEXT || t.kind == TOKEN_CDATA ? t.inner : t.begin;
        size_t end = t.kind == TOKEN_TEXT || t.kind == TOKEN_CDATA ? t.inner_end : t.end;
        for (size_t i = begin; i < end;) {
            uint32_t cp[2] = {0, 0};
            size_t length = t.kind == TOKEN_TEXT && !field->markup && text->bytes[i] == '&'
                                ? markup_reference(text->bytes + i, end - i, cp)
                                : 0;
            char utf8[4] = {text->bytes[i]};
            size_t size = length ? utf8_encode(cp[0], utf8) : 1;
            if (n + size > room) break;
            memcpy(bytes + n, utf8, size);
            for (size_t k = 0; k < size; k++) map[n + k] = text_source(text, i);
            n += size;
            i += length ? length : 1;
            map[n] = text_source(text, i);
        }
    }
    if (n == 0) map[0] = text_source(text, field->begin);
    *out = (struct text){bytes, n, map, 0};
    return 0;
}

/* --- as one document --------------------------------------------------------------------------------------------- */

static void read_part(struct draft *draft, const struct text *text, const struct feed_field *field, enum block_kind kind)
{
    struct text part;
    if (!field->found || draft->failed) return;
    if (feed_unescape(&part, text, field, draft->doc->arena) < 0) draft->failed = true;
    else html_read_fragment(draft, &part, kind);
}

void feed_read(struct draft *draft, const struct text *text)
{
    struct markup m;
    struct feed_entry entry;
    struct feed_field channel = {0};
    bool titled = false;
    markup_begin(&m, text->bytes, text->size, 0, true);
    while (!draft->failed && feed_next(&m, &entry, &channel)) {
        if (channel.found && !titled) read_part(draft, text, &channel, BLOCK_TITLE);
        titled = true;
        const struct feed_field *body = entry.content.end > entry.content.begin ? &entry.content : &entry.summary;
        bool title_first = !body->found || entry.title.begin <= body->begin; /* spans stay in order */
        if (title_first) read_part(draft, text, &entry.title, BLOCK_HEADING);
        read_part(draft, text, body, BLOCK_BODY);
        if (!title_first) read_part(draft, text, &entry.title, BLOCK_BODY);
    }
    if (channel.found && !titled) read_part(draft, text, &channel, BLOCK_TITLE);
    if (draft->block_count || draft->failed) return;
    struct span all = text_span(text, 0, text->size);
    if (document_add_note(draft->doc, NASHRA_NOTE_MARKUP, all, "", "a feed without items: read as HTML", NULL) < 0) draft->failed = true;
    else html_read(draft, text);
}
