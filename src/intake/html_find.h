/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_HTML_FIND_H
#define NASHRA_INTAKE_HTML_FIND_H

#include "intake/html_walk.h"
#include "intake/text.h"

/* A block element and what is in it. */
struct html_node {
    uint32_t parent, begin, end; /* bytes of the text, tags included */
    uint32_t text, linked;       /* characters that people see; those in links */
    uint32_t prose;              /* characters in paragraphs */
    float score;                 /* how much it looks like the article's container */
    uint8_t bits;                /* HTML_... */
    uint8_t runs;                /* of prose right in it, at most 2 */
    bool article, heading, left_out;
};

struct html_range {
    size_t begin, end;
};

/* A page, and where its article stands. */
struct html_page {
    struct html_node *nodes;     /* [0] is the whole text */
    size_t node_count, node_room;
    uint32_t article;            /* the node to read */
    struct html_range headline;  /* <h1>'s element when it stands outside of the article */
    struct html_range title;     /* og:title's or <title>'s text */
    bool title_is_meta, headline_inside;
    struct html_range body;      /* JSON-LD's articleBody, when it is what must be read; else empty */
};

/* The node whose start tag is at `begin`, or 0. */
uint32_t html_node_at(const struct html_page *page, size_t begin);

/* NASHRA_E_MEMORY, or 0. */
int html_find(struct html_page *page, const struct text *text, const struct intake *room, struct arena *arena);

#endif
