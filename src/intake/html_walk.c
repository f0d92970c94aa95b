/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/html_walk.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_NAME = 24, INLINE_REACH = 64, ITEM_REACH = 32 };

/* The row of a name of the kind "tag" or "class", lower-cased; -1: not listed. */
static long find_row(const struct table_section *html, const char *name, size_t size, const char *kind)
{
    char key[LONGEST_NAME];
    size_t row, n;
    if (size == 0 || size > sizeof key) return -1;
    for (size_t i = 0; i < size; i++) key[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] + 32) : name[i];
    n = section_find(html, key, size, &row);
    for (size_t i = 0; i < n; i++)
        if (strcmp(section_field(html, row + i, 1), kind) == 0) return (long)(row + i);
    return -1;
}

static enum html_role role_of(const struct table_section *html, long row)
{
    static const char *const names[] = {"inline", "block", "heading", "item", "break", "void", "skip", "drop", "never"};
    if (row < 0) return ROLE_INLINE;
    const char *role = section_field(html, (size_t)row, 2);
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(role, names[i]) == 0) return (enum html_role)i;
    return ROLE_BLOCK; /* doubt */
}

void html_walk_begin(struct html_walk *walk, const struct intake *room, struct arena *arena, const char *bytes, size_t at, size_t end)
{
    *walk = (struct html_walk){.room = room, .arena = arena};
    markup_begin(&walk->markup, bytes, end, at, false);
    size_t rows = section_rows(room->html);
    walk->open_count = arena_alloc(arena, rows + 1, sizeof *walk->open_count);
    walk->failed = !walk->open_count;
}

const char *html_name(const struct html_walk *walk, const struct open_element *element)
{
    return element->row < 0 ? "" : section_field(walk->room->html, (size_t)element->row, 0);
}

bool html_knows(const struct intake *room, const char *name, size_t size)
{
    return find_row(room->html, name, size, "tag") >= 0;
}

static void pop(struct html_walk *walk, size_t end)
{
    struct open_element *element = &walk->stack[walk->depth - 1];
    if (walk->on_close) walk->on_close(walk, element, end);
    if (element->row >= 0) walk->open_count[element->row]--;
    walk->depth--;
}

static bool is_inline(const struct open_element *element)
{
    return element->role == ROLE_INLINE;
}

/* An end tag: closes its element and what was left open in it. An inline end tag does not reach out of its block. */
static void close_tag(struct html_walk *walk, const struct token *t)
{
    long row = find_row(walk->room->html, walk->markup.bytes + t->name, t->name_size, "tag");
    if (row < 0 || walk->open_count[row] == 0) return;
    bool inner = role_of(walk->room->html, row) == ROLE_INLINE;
    size_t i = walk->depth, seen = 0;
    while (i > 0 && walk->stack[i - 1].row != row) {
        if (inner && (!is_inline(&walk->stack[i - 1]) || ++seen > INLINE_REACH)) return;
        i--;
    }
    while (walk->depth >= i) {
        bool last = walk->depth == i;
        pop(walk, last ? t->end : t->begin);
        if (last) break;
    }
}

static bool named(const struct html_walk *walk, const struct open_element *element, const char *names)
{
    const char *name = html_name(walk, element), *at = names;
    size_t n = strlen(name);
    while (n && (at = strstr(at, name)) != NULL) {
        if ((at == names || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0')) return true;
        at += n;
    }
    return false;
}

/* How deep the open <p> is that a block start tag ends; 0: none. */
static size_t paragraph_depth(const struct html_walk *walk, const struct open_element *next)
{
    bool ends = next->role == ROLE_BLOCK || next->role == ROLE_HEADING || next->role == ROLE_ITEM || next->role == ROLE_SKIP ||
                named(walk, next, "hr");
    size_t i = walk->depth, seen = 0;
    while (ends && i > 0 && is_inline(&walk->stack[i - 1]) && ++seen < INLINE_REACH) i--;
    return ends && i > 0 && named(walk, &walk->stack[i - 1], "p") ? i : 0;
}

/* The end tags that HTML lets authors leave out: a block ends <p>; <li>, <dt>, <td>, <tr> end their like. */
static void close_implied(struct html_walk *walk, const struct open_element *next, size_t at)
{
    size_t paragraph = paragraph_depth(walk, next);
    while (paragraph && walk->depth >= paragraph) pop(walk, at);
    const char *like = named(walk, next, "li")      ? "li"
                       : named(walk, next, "dt dd") ? "dt dd"
                       : named(walk, next, "td th") ? "td th"
                       : named(walk, next, "tr")    ? "td th tr"
                                                    : NULL;
    if (!like) return;
    size_t keep = walk->depth;
    for (size_t i = walk->depth, seen = 0; i > 0 && seen < ITEM_REACH; i--, seen++) {
        const struct open_element *e = &walk->stack[i - 1];
        if (named(walk, e, "ul ol dl table")) break;
        if (named(walk, e, like)) keep = i - 1;
    }
    while (walk->depth > keep) pop(walk, at);
}

static void open_tag(struct html_walk *walk, const struct token *t)
{
    long row = find_row(walk->room->html, walk->markup.bytes + t->name, t->name_size, "tag");
    struct open_element element = {.row = row, .role = role_of(walk->room->html, row), .begin = (uint32_t)t->begin};
    if (row < 0 && t->name_size > LONGEST_NAME) return;
    close_implied(walk, &element, t->begin);
    if (element.role >= ROLE_BLOCK && element.role != ROLE_BREAK && element.role != ROLE_VOID) element.node = ++walk->last_node;
    if (walk->on_open) walk->on_open(walk, t, &element);
    bool childless = element.role == ROLE_BREAK || element.role == ROLE_VOID || row < 0;
    if (childless) return; /* <foo-bar> means nothing; its text is its parent's */
    if (arena_reserve(walk->arena, &walk->stack, &walk->stack_room, walk->depth, walk->depth + 1, sizeof element)) {
        walk->failed = true;
        return;
    }
    walk->stack[walk->depth++] = element;
    walk->open_count[row]++;
    if (t->empty && element.role == ROLE_NEVER) pop(walk, t->end); /* <path/> in SVG */
}

void html_walk_run(struct html_walk *walk)
{
    struct token token;
    while (!walk->failed && markup_next(&walk->markup, &token)) {
        if (token.kind == TOKEN_OPEN) open_tag(walk, &token);
        else if (token.kind == TOKEN_CLOSE) close_tag(walk, &token);
        else if (token.kind == TOKEN_TEXT && walk->on_text) walk->on_text(walk, &token);
    }
    while (!walk->failed && walk->depth) pop(walk, walk->markup.size);
}

/* --- attributes -------------------------------------------------------------------------------------------------- */

static unsigned class_bits(const struct html_walk *walk, const char *name, size_t size)
{
    long row = find_row(walk->room->html, name, size, "class");
    if (row < 0) return 0;
    const char *role = section_field(walk->room->html, (size_t)row, 2);
    return *role == 'c' ? HTML_CONTENT : *role == 'o' ? HTML_OTHER : HTML_HIDDEN;
}

/* «related-posts», "relatedPosts", "wp_caption": each word of the names, and two neighbours as one. */
static unsigned class_words(const struct html_walk *walk, const char *value, size_t size)
{
    unsigned bits = 0;
    size_t begin = 0, before = 0, before_size = 0;
    char pair[LONGEST_NAME];
    for (size_t i = 0; i <= size; i++) {
        char c = i < size ? value[i] : ' ';
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool hump = letter && c <= 'Z' && i > begin && value[i - 1] >= 'a';
        if (letter && !hump) continue;
        size_t n = i - begin;
        if (n) bits |= class_bits(walk, value + begin, n);
        if (n && before_size && before_size + n <= sizeof pair) {
            memcpy(pair, value + before, before_size);
            memcpy(pair + before_size, value + begin, n);
            bits |= class_bits(walk, pair, before_size + n);
        }
        before = begin;
        before_size = hump || c == '-' || c == '_' ? n : 0;
        begin = hump ? i : i + 1;
    }
    return bits;
}

static bool holds(const char *value, size_t size, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= size; i++)
        if (strncasecmp(value + i, word, n) == 0) return true;
    return false;
}

unsigned html_attributes(const struct html_walk *walk, const struct token *token)
{
    enum { LONGEST_VALUE = 400 }; /* a style or class beyond that is no name for anything */
    const struct markup *m = &walk->markup;
    struct attribute a;
    long row = find_row(walk->room->html, m->bytes + token->name, token->name_size, "tag");
    unsigned bits = row >= 0 && strcmp(section_field(walk->room->html, (size_t)row, 2), "doubt") == 0 ? HTML_OTHER : 0;
    for (size_t at = token->inner; markup_attribute(m, token, &at, &a);) {
        const char *name = m->bytes + a.name, *value = m->bytes + a.value;
        size_t n = a.name_size, size = a.value_size < LONGEST_VALUE ? a.value_size : LONGEST_VALUE;
        if ((n == 5 && strncasecmp(name, "class", 5) == 0) || (n == 2 && strncasecmp(name, "id", 2) == 0))
            bits |= class_words(walk, value, size);
        else if (n == 6 && strncasecmp(name, "hidden", 6) == 0) bits |= HTML_HIDDEN;
        else if (n == 11 && strncasecmp(name, "aria-hidden", 11) == 0 && holds(value, size, "true")) bits |= HTML_HIDDEN;
        else if (n == 5 && strncasecmp(name, "style", 5) == 0) {
            if (holds(value, size, "display:none") || holds(value, size, "display: none") || holds(value, size, "visibility:hidden"))
                bits |= HTML_HIDDEN;
        } else if (n == 8 && strncasecmp(name, "itemprop", 8) == 0 && holds(value, size, "articleBody"))
            bits |= HTML_BODY_ITEMPROP | HTML_CONTENT;
        else if (n == 4 && strncasecmp(name, "role", 4) == 0) {
            if (holds(value, size, "navigation") || holds(value, size, "complementary") || holds(value, size, "contentinfo"))
                bits |= HTML_OTHER;
            else if (holds(value, size, "main") || holds(value, size, "article")) bits |= HTML_CONTENT;
        }
    }
    return bits;
}
