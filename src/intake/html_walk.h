/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_HTML_WALK_H
#define NASHRA_INTAKE_HTML_WALK_H

/* The open elements while HTML passes by: end tags that nobody wrote are supplied, stray ones dropped, nothing recurses. Used
 * twice: to look for the article, then to read it. */

#include "intake/markup.h"
#include "intake/tables.h"
#include "util/memory.h"

enum html_role { ROLE_INLINE, ROLE_BLOCK, ROLE_HEADING, ROLE_ITEM, ROLE_BREAK, ROLE_VOID, ROLE_SKIP, ROLE_DROP, ROLE_NEVER };

/* What class, id and other attributes say. */
enum { HTML_CONTENT = 1, HTML_OTHER = 2, HTML_HIDDEN = 4, HTML_BODY_ITEMPROP = 8 };

struct open_element {
    long row;               /* in html.tsv, -1: unknown */
    enum html_role role;
    uint32_t node;          /* block elements count from 1 in order of their start tags; 0: inline */
    uint32_t begin;         /* of the start tag */
    uint32_t directive;     /* html.c: 1 + index of a directive it opened, 0: none */
    uint8_t kind;           /* html.c: enum block_kind of the text right in it */
    bool leaves_out;        /* nothing in it is read */
};

struct html_walk {
    struct markup markup;
    const struct intake *room;
    struct arena *arena;
    struct open_element *stack;
    size_t depth, stack_room;
    uint32_t *open_count;   /* per row of html.tsv */
    uint32_t last_node;
    bool failed;
    void *context;
    void (*on_open)(struct html_walk *walk, const struct token *token, struct open_element *element);
    void (*on_close)(struct html_walk *walk, struct open_element *element, size_t end);
    void (*on_text)(struct html_walk *walk, const struct token *token);
};

/* Sets up a walk over bytes[at, end). */
void html_walk_begin(struct html_walk *walk, const struct intake *room, struct arena *arena, const char *bytes, size_t at, size_t end);

/* Goes through it all; the element past the last token is closed too. */
void html_walk_run(struct html_walk *walk);

/* The element's name as html.tsv has it, or "". */
const char *html_name(const struct html_walk *walk, const struct open_element *element);

/* Whether html.tsv has such an element. */
bool html_knows(const struct intake *room, const char *name, size_t size);

/* HTML_... bits of an element's attributes. */
unsigned html_attributes(const struct html_walk *walk, const struct token *token);

#endif
