/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_FEED_H
#define NASHRA_INTAKE_FEED_H

#include "intake/draft.h"
#include "intake/markup.h"

/* Between an element's tags. `markup`: its children are the text's own markup (Atom's type="xhtml"), nothing is escaped. */
struct feed_field {
    size_t begin, end;
    bool found, markup;
};

struct feed_entry {
    struct feed_field title, link, guid, published, summary, content;
};

/* Whether the text begins like a feed: <rss>, <feed>, <rdf:RDF>. */
bool feed_looks_so(const char *bytes, size_t size);

/* The next <item> or <entry>; false at the end. *channel_title: filled when the channel's own title passes by. */
bool feed_next(struct markup *markup, struct feed_entry *entry, struct feed_field *channel_title);

/* A field's text with escapes and CDATA undone, in the arena, each byte with its way back. NASHRA_E_MEMORY. */
int feed_unescape(struct text *out, const struct text *text, const struct feed_field *field, struct arena *arena);

/* Reads a feed into blocks. */
void feed_read(struct draft *draft, const struct text *text);

/* Seconds since 1970 of an RFC 822 or RFC 3339 date; 0: not understood. */
int64_t feed_date(const char *text);

#endif
