/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Where in a page the article is. The idea is readability's: paragraphs of some length with few links in them speak for the
 * element around them; <article>, itemprop and class names help; JSON-LD has the last word when the page shows less than it. */
#include "intake/html_find.h"

#include "intake/json_text.h"

#include <string.h>
#include <strings.h>

enum { PROSE = 40 /* shorter runs of text are labels and buttons */, MOST_POINTS = 8, NAMED = 20 };

struct find {
    struct html_page *page;
    struct arena *arena;
    uint32_t *open;     /* the nodes on the way down */
    size_t depth, room;
    unsigned silent;    /* > 0: within something that is never part of an article */
    unsigned links;
    uint32_t own, own_linked; /* text since the last block border */
    struct html_range json;   /* the longest articleBody so far */
    struct html_range first_h1, last_h1;
    const struct markup *markup;
    bool is_json, whole_page; /* whole_page: <html>, <head> or <body> was seen */
};

static struct html_node *top(struct find *f)
{
    return &f->page->nodes[f->depth ? f->open[f->depth - 1] : 0];
}

/* Text up to a block border is one paragraph of the innermost block. */
static void settle(struct find *f)
{
    struct html_node *node = top(f);
    uint32_t own = f->own, linked = f->own_linked;
    f->own = f->own_linked = 0;
    node->text += own;
    node->linked += linked;
    if (own < PROSE || linked * 2 > own || node->heading) return;
    node->prose += own - linked;
    float points = 1 + (float)(own - linked) / 50;
    if (points > MOST_POINTS) points = MOST_POINTS;
    if (node->runs < 2) node->runs++;
    bool container = f->depth == 0 || node->bits & HTML_CONTENT || node->runs > 1; /* several runs: lines parted by <br> */
    node->score += container ? (node->runs == 2 && !(node->bits & HTML_CONTENT) ? 1.5F * points : points) : points / 4;
    if (f->depth == 0) return;
    struct html_node *parent = &f->page->nodes[node->parent];
    float share = node->runs > 1 ? points / 2 : points;
    parent->score += share;
    if (parent != f->page->nodes) f->page->nodes[parent->parent].score += share / 2;
}

static void note_headline(struct html_walk *walk, struct find *f, const struct open_element *element, size_t end)
{
    if (f->silent || strcmp(html_name(walk, element), "h1") != 0) return;
    struct html_range range = {element->begin, end};
    if (f->first_h1.end == 0) f->first_h1 = range;
    f->last_h1 = range;
}

/* <meta property="og:title" content="..."> */
static void note_meta(struct html_walk *walk, struct html_page *page, const struct token *t)
{
    const struct markup *m = &walk->markup;
    struct attribute name, content;
    if (page->title_is_meta || !markup_find(m, t, "content", &content) || content.value_size == 0) return;
    bool og = (markup_find(m, t, "property", &name) || markup_find(m, t, "name", &name)) && name.value_size == 8 &&
              strncasecmp(m->bytes + name.value, "og:title", 8) == 0;
    if (!og) return;
    page->title = (struct html_range){content.value, content.value + content.value_size};
    page->title_is_meta = true;
}

static void on_open(struct html_walk *walk, const struct token *t, struct open_element *element)
{
    struct find *f = walk->context;
    const char *name = html_name(walk, element);
    struct attribute type;
    f->whole_page = f->whole_page || strcmp(name, "html") == 0 || strcmp(name, "body") == 0 || strcmp(name, "head") == 0;
    if (strcmp(name, "meta") == 0) note_meta(walk, f->page, t);
    f->is_json = strcmp(name, "script") == 0 && markup_find(&walk->markup, t, "type", &type) &&
                 type.value_size >= 19 && strncasecmp(walk->markup.bytes + type.value, "application/ld+json", 19) == 0;
    if (strcmp(name, "a") == 0) f->links++;
    if (element->role == ROLE_INLINE || element->role == ROLE_VOID) return;
    settle(f);
    if (element->node == 0) return; /* <br> */
    struct html_page *page = f->page;
    if (arena_reserve(f->arena, &page->nodes, &page->node_room, page->node_count, page->node_count + 1, sizeof *page->nodes) ||
        arena_reserve(f->arena, &f->open, &f->room, f->depth, f->depth + 1, sizeof *f->open)) {
        walk->failed = true;
        return;
    }
    unsigned bits = html_attributes(walk, t);
    bool out = element->role >= ROLE_SKIP || bits & HTML_HIDDEN;
    page->nodes[page->node_count] = (struct html_node){
        .parent = f->depth ? f->open[f->depth - 1] : 0, .begin = element->begin, .bits = (uint8_t)bits, .left_out = out,
        .article = strcmp(name, "article") == 0, .heading = element->role == ROLE_HEADING};
    f->open[f->depth++] = (uint32_t)page->node_count++;
    element->leaves_out = out;
    f->silent += out;
}

/* What an element holds counts for its parent too, but not what no article is made of. */
static void hand_up(struct find *f, struct html_node *node)
{
    struct html_node *parent = &f->page->nodes[node->parent];
    if (node->left_out) return;
    parent->text += node->text;
    parent->linked += node->linked;
    bool other = node->bits & HTML_OTHER && !(node->bits & HTML_CONTENT);
    parent->prose += other ? 0 : node->prose;
}

static void on_close(struct html_walk *walk, struct open_element *element, size_t end)
{
    struct find *f = walk->context;
    if (strcmp(html_name(walk, element), "a") == 0 && f->links) f->links--;
    if (element->node == 0) return;
    settle(f);
    note_headline(walk, f, element, end);
    f->silent -= element->leaves_out;
    struct html_node *node = top(f);
    node->end = (uint32_t)end;
    f->depth--;
    hand_up(f, node);
}

static void note_json(struct find *f, const struct markup *m, const struct token *t)
{
    struct json_scan scan = {m->bytes, t->inner, t->inner_end};
    struct json_pair pair;
    while (json_next(&scan, &pair)) {
        bool body = pair.key_size == 11 && memcmp(m->bytes + pair.key, "articleBody", 11) == 0;
        if (body && pair.string && pair.value_size > f->json.end - f->json.begin)
            f->json = (struct html_range){pair.value, pair.value + pair.value_size};
    }
}

static void on_text(struct html_walk *walk, const struct token *t)
{
    struct find *f = walk->context;
    const struct markup *m = &walk->markup;
    const struct open_element *inner = walk->depth ? &walk->stack[walk->depth - 1] : NULL;
    if (f->is_json) note_json(f, m, t);
    f->is_json = false;
    if (inner && strcmp(html_name(walk, inner), "title") == 0 && f->page->title.end == 0 && f->silent == 1)
        f->page->title = (struct html_range){t->inner, t->inner_end};
    if (inner && inner->role == ROLE_NEVER) return;
    uint32_t seen = 0;
    bool space = true;
    for (size_t i = t->inner; i < t->inner_end; i++) {
        unsigned char c = (unsigned char)m->bytes[i];
        bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        seen += blank ? !space : (c & 0xC0) != 0x80;
        space = blank;
    }
    f->own += seen;
    f->own_linked += f->links ? seen : 0;
}

/* --- the choice -------------------------------------------------------------------------------------------------- */

static float value_of(const struct html_node *n)
{
    float score = n->score + (n->bits & HTML_CONTENT ? NAMED : 0) - (n->bits & HTML_OTHER && !(n->bits & HTML_CONTENT) ? NAMED : 0);
    return n->text ? score * (1 - (float)n->linked / (float)n->text) : 0;
}

/* An element within <nav> or a hidden one is out of the question. Parents come before their children. */
static void spread_left_out(struct html_page *page)
{
    for (size_t i = 1; i < page->node_count; i++)
        page->nodes[i].left_out = page->nodes[i].left_out || page->nodes[page->nodes[i].parent].left_out;
}

static uint32_t best_node(const struct html_page *page)
{
    uint32_t best = 0;
    float most = value_of(&page->nodes[0]);
    for (size_t i = 1; i < page->node_count; i++) {
        const struct html_node *n = &page->nodes[i];
        float value = n->left_out || n->heading ? 0 : value_of(n);
        if (value > most) most = value, best = (uint32_t)i;
    }
    return best;
}

/* The <article>, or what calls itself articleBody, with the most prose. 0: none has a good part of the best node's. */
static uint32_t marked_node(const struct html_page *page, uint32_t best)
{
    uint32_t found = 0;
    for (size_t i = 1; i < page->node_count; i++) {
        const struct html_node *n = &page->nodes[i];
        if (n->left_out || !(n->article || n->bits & HTML_BODY_ITEMPROP)) continue;
        bool body = n->bits & HTML_BODY_ITEMPROP, inside = found && n->begin < page->nodes[found].end;
        uint32_t known = found ? page->nodes[found].prose : 0;
        if (inside ? body && n->prose * 10 >= known * 7 : n->prose > known) found = (uint32_t)i;
    }
    return found && page->nodes[found].prose * 2 >= page->nodes[best].prose ? found : 0;
}

/* An article in several pieces: the parent is better when it adds prose and not links. */
static uint32_t climb(const struct html_page *page, uint32_t i)
{
    while (i) {
        const struct html_node *n = &page->nodes[i], *p = &page->nodes[n->parent];
        bool more = p->prose * 100 > n->prose * 115 && p->linked * 5 < p->text;
        uint32_t added = p->text - n->text; /* a heading or two beside it, no row of links */
        bool only = p->prose == n->prose && added < 200 && n->parent && (p->linked - n->linked) * 3 <= added;
        if (!more && !only) break;
        i = n->parent;
    }
    return i;
}

/* How many characters a JSON string stands for. */
static size_t letters_of(const struct markup *m, const struct html_range *range)
{
    size_t n = 0;
    for (size_t i = range->begin; i < range->end; n++) {
        size_t escaped = i + 1 < range->end && m->bytes[i + 1] == 'u' ? 6 : 2;
        if (m->bytes[i] == '\\') i += escaped;
        else
            for (i++; i < range->end && (m->bytes[i] & 0xC0) == 0x80;) i++;
    }
    return n;
}

static void choose(struct find *f)
{
    struct html_page *page = f->page;
    spread_left_out(page);
    uint32_t best = climb(page, best_node(page)), marked = marked_node(page, best);
    page->article = marked ? marked : f->whole_page ? best : 0; /* a fragment is all article */
    const struct html_node *article = &page->nodes[page->article];
    size_t shown = article->prose ? article->prose : article->text;
    size_t told = letters_of(f->markup, &f->json);
    if (told > 150 && shown * 10 < told * 7) page->body = f->json;
    page->headline_inside = f->first_h1.end && f->last_h1.begin >= article->begin && f->last_h1.begin < article->end;
    if (!page->headline_inside) page->headline = f->last_h1.end <= article->begin ? f->last_h1 : f->first_h1;
}

uint32_t html_node_at(const struct html_page *page, size_t begin)
{
    size_t low = 0, high = page->node_count; /* nodes are in order of their start tags */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (page->nodes[middle].begin <= begin) low = middle;
        else high = middle;
    }
    return (uint32_t)low;
}

int html_find(struct html_page *page, const struct text *text, const struct intake *room, struct arena *arena)
{
    struct html_walk walk;
    struct find f = {.page = page, .arena = arena};
    memset(page, 0, sizeof *page);
    if (arena_reserve(arena, &page->nodes, &page->node_room, 0, 1, sizeof *page->nodes)) return NASHRA_E_MEMORY;
    page->nodes[0] = (struct html_node){.end = (uint32_t)text->size};
    page->node_count = 1;
    html_walk_begin(&walk, room, arena, text->bytes, 0, text->size);
    f.markup = &walk.markup;
    walk.context = &f;
    walk.on_open = on_open;
    walk.on_close = on_close;
    walk.on_text = on_text;
    html_walk_run(&walk);
    settle(&f);
    if (walk.failed) return NASHRA_E_MEMORY;
    choose(&f);
    return 0;
}
