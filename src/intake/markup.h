/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_MARKUP_H
#define NASHRA_INTAKE_MARKUP_H

/* A tokenizer for HTML and XML as they are found: nothing is ever fatal, every byte belongs to one token, the time is linear and
 * nothing is expanded. libxml2's parsers give no byte offsets for text, which every span of ours needs. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token_kind { TOKEN_TEXT, TOKEN_CDATA, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_OTHER /* comment, doctype, instruction */ };

struct token {
    enum token_kind kind;
    size_t begin, end;           /* all of it */
    size_t inner, inner_end;     /* TEXT, CDATA: the text; OPEN: the attributes */
    size_t name, name_size;      /* OPEN, CLOSE */
    bool empty;                  /* OPEN: <br/> */
};

struct markup {
    const char *bytes;
    size_t size, at;
    bool xml;                    /* names keep their case; no raw text elements */
    unsigned malformed;          /* how many stray < and unfinished tags were seen */
    size_t raw, raw_size;        /* HTML: the open <script>'s name: text up to its end tag; 0: none */
    size_t last_close;           /* no > after this */
    bool no_quotes, no_comment_end, no_cdata_end;
};

void markup_begin(struct markup *markup, const char *bytes, size_t size, size_t at, bool xml);

/* false at the end. */
bool markup_next(struct markup *markup, struct token *token);

/* Whether an element's or attribute's name is `name` (ASCII, lower case; HTML's case is ignored; in XML a prefix must be
 * written out: "content:encoded"). */
bool markup_named(const struct markup *markup, const struct token *token, const char *name);

/* The next attribute from *at (begin with token->inner): its name and raw value as byte ranges. false: no more. */
struct attribute {
    size_t name, name_size, value, value_size;
};
bool markup_attribute(const struct markup *markup, const struct token *token, size_t *at, struct attribute *attribute);

/* Finds one attribute by name. */
bool markup_find(const struct markup *markup, const struct token *token, const char *name, struct attribute *attribute);

/* A character reference at text[0] = '&': its length, and one or two code points (0: only one). 0: it is none. */
size_t markup_reference(const char *text, size_t size, uint32_t cp[2]);

struct buffer;
/* Appends text with its character references replaced. */
void markup_decode(struct buffer *out, const char *text, size_t size);

#endif
