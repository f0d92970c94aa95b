/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_DRAFT_H
#define NASHRA_INTAKE_DRAFT_H

/* What the readers of formats (plain, html, feed, ssml) write: cleaned characters into doc->chars, cut into blocks. Blocks then
 * lose the furniture and become paragraphs and sentences. */

#include "intake/tables.h"
#include "intake/text.h"

enum block_kind {
    BLOCK_LINE, /* of plain text: what it is, its neighbours will say */
    BLOCK_TITLE, BLOCK_HEADING, BLOCK_BODY, BLOCK_ITEM
};

/* A line of plain text, a block element of HTML. */
struct block {
    uint32_t first, count;     /* doc->chars, no white space around */
    struct span source;
    uint32_t linked;           /* how many of its characters are within links */
    uint32_t gap;              /* empty lines before it */
    uint8_t kind;              /* enum block_kind */
    bool same_paragraph;       /* after <br>, </s>: a new sentence of the paragraph before */
    const char *skip;          /* why it is not read; NULL: it is */
};

enum { MOST_MARKS = 12 };

/* The cleaner's state: what cannot be decided before the next character is seen. */
struct cleaner {
    struct { uint32_t cp; struct span source; } marks[MOST_MARKS]; /* combining marks of the last character */
    unsigned mark_count;
    uint32_t quote, ye;        /* a quotation mark whose direction, a final ی whose letter is open; 0: none */
    struct span quote_source, space_source, tatweel_source;
    bool space, tatweel;       /* white space, a tatweel after no letter, not yet written */
    bool after_tatweel;        /* the last letter was followed by a tatweel: لـ«الخبر» */
    unsigned open_quotes;
};

struct draft {
    struct nashra_document *doc;
    const struct intake *room;
    struct cleaner clean;
    struct block *blocks;
    size_t block_count, block_room;
    bool in_block;
    bool as_given;             /* reading.lines, SSML: blocks are what the input says, nothing is left out or found out */
    uint32_t linked;           /* > 0: characters count as linked */
    uint32_t private_use;      /* characters that have no meaning, dropped */
    struct span first_private;
    bool page;                 /* HTML with an article in it: rows of links around the article are not read */
    bool titled;               /* doc->title is what is spoken as the title */
    bool failed;               /* memory is short; every later call is a no-op */
};

/* Blocks are opened by hand; an empty one is kept only when `keep_empty`. */
void draft_open_block(struct draft *draft, enum block_kind kind, uint32_t at);
void draft_close_block(struct draft *draft, uint32_t at, bool keep_empty);

/* One character of the input. Anything goes; clean.c decides what comes out. */
void draft_char(struct draft *draft, uint32_t cp, struct span source);

/* Text with character references (&nbsp; &#1576;) as characters. */
void draft_text(struct draft *draft, const struct text *text, size_t begin, size_t end);

/* Text as it stands. */
void draft_plain(struct draft *draft, const struct text *text, size_t begin, size_t end);

/* Where the next character will stand in doc->chars: for directives. */
uint32_t draft_position(const struct draft *draft);

/* doc->chars[first, first + count) as UTF-8, at most `room` bytes, in the document's arena; NULL when memory is short. */
char *draft_excerpt(struct draft *draft, size_t first, size_t count, size_t room);

#endif
