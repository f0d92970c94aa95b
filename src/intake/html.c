/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Reads a page's article into blocks, and lists what it leaves out. */
#include "intake/html.h"

#include "intake/article.h"
#include "intake/directives.h"
#include "intake/html_find.h"
#include "intake/html_hints.h"
#include "intake/json_text.h"
#include "util/arabic.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_EXCERPT = 200, SNIFF = 8192, MUCH_PROSE = 100 };

struct reader {
    struct draft *draft;
    const struct text *text;
    const struct html_page *page;
    uint32_t article;         /* node being read */
    enum block_kind base;     /* of text that stands in no heading or item */
    unsigned silent, breaks;  /* breaks: <br> since the last text */
    uint32_t last_block;      /* node of the last block read: only there <br> goes on with a paragraph */
    bool titled;
};

/* --- what is left out -------------------------------------------------------------------------------------------- */

/* The words of a stretch of HTML, for the list of what was not read. */
static void excerpt(struct buffer *out, const struct text *text, size_t begin, size_t end)
{
    struct markup m;
    struct token t;
    bool space = false;
    markup_begin(&m, text->bytes, end, begin, false);
    for (bool raw = false; out->size < LONGEST_EXCERPT && markup_next(&m, &t); raw = m.raw != 0) {
        if (t.kind != TOKEN_TEXT || raw) {
            space = out->size > 0;
            continue;
        }
        for (size_t i = t.inner; i < t.inner_end && out->size < LONGEST_EXCERPT;) {
            uint32_t cp[2] = {0, 0};
            size_t n = m.bytes[i] == '&' ? markup_reference(m.bytes + i, t.inner_end - i, cp) : 0;
            if (n == 0) n = utf8_decode(m.bytes + i, t.inner_end - i, &cp[0]);
            i += n;
            if (cp[0] <= ' ' || cp[0] == 0xA0) {
                space = out->size > 0;
                continue;
            }
            if (space) buffer_char(out, ' ');
            space = false;
            buffer_codepoint(out, cp[0]);
        }
    }
}

static void leave_out(struct reader *r, size_t begin, size_t end, const char *what)
{
    struct draft *draft = r->draft;
    struct buffer words = BUFFER_EMPTY;
    excerpt(&words, r->text, begin, end);
    if (words.size && !draft->failed) {
        struct arena *arena = draft->doc->arena;
        struct skipped *s = document_add_skipped(draft->doc);
        const char *copy = words.failed ? NULL : arena_strndup(arena, words.data, words.size);
        buffer_clear(&words);
        buffer_format(&words, "html: %s", what);
        const char *reason = words.failed ? NULL : arena_strndup(arena, words.data, words.size);
        if (s && copy && reason) *s = (struct skipped){text_span(r->text, begin, end), copy, reason};
        else draft->failed = true;
    }
    buffer_free(&words);
}

/* Why an element is not read; NULL: it is. "" is not worth mentioning. */
static const char *reason_for(const struct reader *r, const struct html_walk *walk, const struct open_element *element, unsigned bits)
{
    if (element->role == ROLE_NEVER) return "";
    if (bits & HTML_HIDDEN) return "";
    if (r->draft->doc->reading.keep_all) return NULL;
    if (element->role == ROLE_SKIP || element->role == ROLE_DROP) return html_name(walk, element);
    if (!(bits & HTML_OTHER) || bits & HTML_CONTENT || element->role == ROLE_INLINE) return NULL;
    const struct html_node *node = &r->page->nodes[element->node], *article = &r->page->nodes[r->article];
    bool small = node->text * 10 < article->text * 4;
    return small ? "not a part of the article, by its class" : NULL;
}

/* --- blocks ------------------------------------------------------------------------------------------------------ */

static void end_block(struct reader *r, size_t at)
{
    draft_close_block(r->draft, text_source(r->text, at), false);
}

static uint8_t kind_in(const struct reader *r, const struct html_walk *walk, const struct open_element *element)
{
    const struct open_element *parent = walk->depth ? &walk->stack[walk->depth - 1] : NULL;
    if (element->role == ROLE_HEADING && r->base == BLOCK_HEADING) return BLOCK_HEADING;
    if (element->role == ROLE_HEADING) return !r->titled && strcmp(html_name(walk, element), "h1") == 0 ? BLOCK_TITLE : BLOCK_HEADING;
    if (element->role == ROLE_ITEM) return BLOCK_ITEM;
    return parent ? parent->kind : (uint8_t)r->base;
}

static void on_open(struct html_walk *walk, const struct token *t, struct open_element *element)
{
    struct reader *r = walk->context;
    struct draft *draft = r->draft;
    unsigned bits = element->role == ROLE_VOID ? 0 : html_attributes(walk, t);
    bool line = element->role == ROLE_INLINE || element->role == ROLE_VOID || element->role == ROLE_DROP || element->role == ROLE_NEVER;
    if (!line) end_block(r, t->begin);
    if (element->role == ROLE_BREAK) r->breaks += strcmp(html_name(walk, element), "br") == 0 ? 1 : 2;
    else if (!line) r->breaks = 0;
    element->kind = kind_in(r, walk, element);
    const char *reason = r->silent ? NULL : reason_for(r, walk, element, bits);
    if (reason) {
        element->leaves_out = true;
        if (*reason && element->node) leave_out(r, t->begin, r->page->nodes[element->node].end, reason);
    } else if (!r->silent)
        element->directive = html_hint(draft, r->text, &walk->markup, t, element->role != ROLE_VOID && element->role != ROLE_BREAK);
    r->silent += element->leaves_out && element->role != ROLE_BREAK && element->role != ROLE_VOID && element->row >= 0;
    if (strcmp(html_name(walk, element), "a") == 0) draft->linked++;
    if (draft->failed) walk->failed = true;
}

static void on_close(struct html_walk *walk, struct open_element *element, size_t end)
{
    struct reader *r = walk->context;
    if (strcmp(html_name(walk, element), "a") == 0 && r->draft->linked) r->draft->linked--;
    if (element->leaves_out) r->silent--;
    directive_close(r->draft, element->directive, true);
    if (element->node == 0 || element->role >= ROLE_DROP) return;
    end_block(r, end);
    r->breaks = 0;
    r->titled = r->titled || element->kind == BLOCK_TITLE;
    if (r->draft->failed) walk->failed = true;
}

static bool blank(const struct markup *m, const struct token *t)
{
    for (size_t i = t->inner; i < t->inner_end; i++)
        if (!strchr(" \t\r\n\f", m->bytes[i]) || m->bytes[i] == '\0') return false;
    return true;
}

static void on_text(struct html_walk *walk, const struct token *t)
{
    struct reader *r = walk->context;
    struct draft *draft = r->draft;
    if (r->silent || (!draft->in_block && blank(&walk->markup, t))) return;
    const struct open_element *inner = walk->depth ? &walk->stack[walk->depth - 1] : NULL;
    if (!draft->in_block) {
        uint32_t node = 0;
        for (size_t i = walk->depth; i > 0 && node == 0; i--) node = walk->stack[i - 1].node;
        bool goes_on = r->breaks == 1 && node == r->last_block && draft->block_count;
        draft_open_block(draft, inner ? (enum block_kind)inner->kind : r->base, text_source(r->text, t->inner));
        if (draft->failed) return;
        struct block *block = &draft->blocks[draft->block_count - 1];
        block->same_paragraph = goes_on;
        block->gap = !goes_on;
        r->last_block = node;
        r->breaks = 0;
    }
    draft_text(draft, r->text, t->inner, t->inner_end);
    if (draft->failed) walk->failed = true;
}

/* Reads the text's bytes [begin, end), which are a whole element or all there is. */
static void read_range(struct reader *r, size_t begin, size_t end)
{
    struct draft *draft = r->draft;
    struct html_walk walk;
    html_walk_begin(&walk, draft->room, draft->doc->arena, r->text->bytes, begin, end);
    uint32_t node = html_node_at(r->page, begin);
    walk.last_node = node ? node - 1 : 0;
    walk.context = r;
    walk.on_open = on_open;
    walk.on_close = on_close;
    walk.on_text = on_text;
    draft->linked = 0;
    html_walk_run(&walk);
    end_block(r, end);
    draft->linked = 0;
    r->silent = 0;
    if (walk.failed) draft->failed = true;
}

/* --- the title --------------------------------------------------------------------------------------------------- */

/* «العنوان - اسم الموقع»: where the site's name begins, or the end. */
static size_t without_site(const struct text *text, const struct html_range *title)
{
    static const char *const signs[] = {" | ", " - ", " – ", " — ", " :: ", " » "};
    size_t cut = title->end, size = title->end - title->begin;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t n = strlen(signs[i]);
        for (size_t at = title->end; at > title->begin + n; at--) {
            if (memcmp(text->bytes + at - n, signs[i], n) != 0) continue;
            size_t head = at - n - title->begin;
            if (head * 2 >= size && title->begin + head < cut) cut = title->begin + head;
            break;
        }
    }
    return cut;
}

/* The folded letters of a range, to compare titles by. */
static void letters(struct buffer *out, const struct text *text, const struct html_range *range)
{
    struct buffer words = BUFFER_EMPTY;
    excerpt(&words, text, range->begin, range->end);
    for (size_t i = 0; i < words.size;) {
        uint32_t cp;
        i += utf8_decode(words.data + i, words.size - i, &cp);
        if (arabic_letter(cp)) buffer_codepoint(out, arabic_fold(cp));
    }
    if (words.failed) out->failed = true;
    buffer_free(&words);
}

/* An <h1> above the article may be the site's logo: then og:title is the headline. */
static bool headline_is_title(struct reader *r)
{
    const struct html_page *page = r->page;
    if (!page->headline.end) return false;
    if (!page->title_is_meta) return true;
    struct buffer h1 = BUFFER_EMPTY, meta = BUFFER_EMPTY;
    letters(&h1, r->text, &page->headline);
    letters(&meta, r->text, &page->title);
    bool same = h1.size && meta.size && (strstr(h1.data, meta.data) || strstr(meta.data, h1.data)) && h1.size * 3 > meta.size;
    if (h1.failed || meta.failed) r->draft->failed = true;
    buffer_free(&h1);
    buffer_free(&meta);
    return same;
}

/* Speaks the title where it stands before the article: spans stay in order. */
static void read_title(struct reader *r, size_t article)
{
    const struct html_page *page = r->page;
    if (page->headline_inside && !page->body.end) return;
    if (page->headline.end <= article && headline_is_title(r)) {
        read_range(r, page->headline.begin, page->headline.end);
        r->titled = true;
    } else if (page->title.end && page->title.end <= article) {
        draft_open_block(r->draft, BLOCK_TITLE, text_source(r->text, page->title.begin));
        draft_text(r->draft, r->text, page->title.begin, page->title_is_meta ? page->title.end : without_site(r->text, &page->title));
        end_block(r, page->title.end);
        r->titled = true;
    }
}

static void name_title(struct reader *r)
{
    struct buffer title = BUFFER_EMPTY;
    const struct html_page *page = r->page;
    struct html_range range = page->title;
    if (!range.end) range = page->headline;
    if (range.end && !page->title_is_meta) range.end = without_site(r->text, &range);
    if (range.end) excerpt(&title, r->text, range.begin, range.end);
    if (title.size) r->draft->doc->title = arena_strndup(r->draft->doc->arena, title.data, title.size);
    if (title.failed || !r->draft->doc->title) r->draft->failed = true;
    buffer_free(&title);
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

static void read_json_body(struct reader *r)
{
    struct text body;
    const struct html_range *range = &r->page->body;
    if (json_unescape(&body, r->text, range->begin, range->end, r->draft->doc->arena) < 0) r->draft->failed = true;
    else if (html_looks_so(r->draft->room, body.bytes, body.size)) html_read_fragment(r->draft, &body, BLOCK_BODY);
    else plain_read(r->draft, &body);
}

void html_read(struct draft *draft, const struct text *text)
{
    struct html_page page;
    if (html_find(&page, text, draft->room, draft->doc->arena) < 0) {
        draft->failed = true;
        return;
    }
    struct reader r = {.draft = draft, .text = text, .page = &page, .base = BLOCK_BODY};
    bool all = draft->doc->reading.keep_all;
    r.article = all ? 0 : page.article;
    draft->page = page.nodes[r.article].prose >= MUCH_PROSE;
    struct html_range range = {page.nodes[r.article].begin, page.nodes[r.article].end};
    if (page.body.end && !all) range = page.body;
    if (!all) leave_out(&r, 0, range.begin, "outside of the article");
    name_title(&r);
    if (!all) read_title(&r, range.begin);
    if (page.body.end && !all) read_json_body(&r);
    else read_range(&r, range.begin, range.end);
    if (!all) leave_out(&r, range.end, text->size, "outside of the article");
    if (draft->block_count == 0 && r.article) { /* nothing was found that looks like one */
        draft->doc->skipped_count = 0;
        r.article = 0;
        read_range(&r, 0, text->size);
    }
}

void html_read_fragment(struct draft *draft, const struct text *text, enum block_kind kind)
{
    struct html_page page;
    if (html_find(&page, text, draft->room, draft->doc->arena) < 0) {
        draft->failed = true;
        return;
    }
    struct reader r = {.draft = draft, .text = text, .page = &page, .base = kind, .titled = true};
    read_range(&r, 0, text->size);
}

bool html_looks_so(const struct intake *room, const char *bytes, size_t size)
{
    struct markup m;
    struct token t;
    unsigned known = 0;
    bool text_before = false;
    markup_begin(&m, bytes, size < SNIFF ? size : SNIFF, 0, false);
    while (markup_next(&m, &t)) {
        if (t.kind == TOKEN_TEXT) {
            text_before = text_before || !blank(&m, &t);
            continue;
        }
        if (t.kind == TOKEN_OTHER && !text_before && strncasecmp(bytes + t.begin, "<!doctype html", 14) == 0) return true;
        if (t.kind != TOKEN_OPEN && t.kind != TOKEN_CLOSE) continue;
        known += html_knows(room, bytes + t.name, t.name_size);
        if (known && !text_before) return true;
        if (known >= 2) return true;
    }
    return false;
}
