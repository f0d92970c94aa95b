/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/draft.h"

#include "intake/clean.h"
#include "intake/markup.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <string.h>

void draft_open_block(struct draft *draft, enum block_kind kind, uint32_t at)
{
    struct nashra_document *doc = draft->doc;
    if (draft->failed) return;
    struct span here = {at, at};
    if (doc->char_count && doc->chars[doc->char_count - 1].cp != ' ' && !document_add_char(doc, ' ', here)) draft->failed = true;
    if (arena_reserve(doc->arena, &draft->blocks, &draft->block_room, draft->block_count, draft->block_count + 1,
                      sizeof *draft->blocks))
        draft->failed = true;
    if (draft->failed) return;
    draft->blocks[draft->block_count++] = (struct block){.first = (uint32_t)doc->char_count, .source = here, .kind = (uint8_t)kind};
    draft->in_block = true;
    clean_begin(draft);
}

/* Directives that stood behind trailing white space now stand behind the block. */
static void pull_directives(struct nashra_document *doc)
{
    for (size_t i = doc->directive_count; i-- > 0 && doc->directives[i].first_char > doc->char_count;)
        doc->directives[i].first_char = (uint32_t)doc->char_count;
}

void draft_close_block(struct draft *draft, uint32_t at, bool keep_empty)
{
    if (draft->failed || !draft->in_block) return;
    struct nashra_document *doc = draft->doc;
    clean_end(draft);
    if (draft->failed) return;
    draft->in_block = false;
    pull_directives(doc);
    struct block *block = &draft->blocks[draft->block_count - 1];
    block->count = (uint32_t)doc->char_count - block->first;
    if (block->source.end < at) block->source.end = at;
    if (block->count) {
        block->source.begin = doc->chars[block->first].source.begin;
        block->source.end = doc->chars[doc->char_count - 1].source.end;
    } else if (!keep_empty)
        draft->block_count--;
}

static void linked_char(struct draft *draft, uint32_t cp, struct span source)
{
    draft_char(draft, cp, source);
    if (draft->linked && draft->in_block) draft->blocks[draft->block_count - 1].linked++;
}

void draft_text(struct draft *draft, const struct text *text, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && !draft->failed;) {
        uint32_t cp[2] = {0, 0};
        size_t n = text->bytes[i] == '&' ? markup_reference(text->bytes + i, end - i, cp) : 0;
        if (n == 0) n = utf8_decode(text->bytes + i, end - i, &cp[0]);
        linked_char(draft, cp[0], text_span(text, i, i + n));
        if (cp[1]) linked_char(draft, cp[1], text_span(text, i, i + n));
        i += n;
    }
}

void draft_plain(struct draft *draft, const struct text *text, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && !draft->failed;) {
        uint32_t cp;
        size_t n = utf8_decode(text->bytes + i, end - i, &cp);
        linked_char(draft, cp, text_span(text, i, i + n));
        i += n;
    }
}

char *draft_excerpt(struct draft *draft, size_t first, size_t count, size_t room)
{
    const struct nashra_document *doc = draft->doc;
    struct buffer out = BUFFER_EMPTY;
    bool cut = false;
    for (size_t i = first; i < first + count && i < doc->char_count; i++) {
        if (out.size + 8 > room) {
            cut = true;
            break;
        }
        buffer_codepoint(&out, doc->chars[i].cp);
    }
    if (cut) buffer_text(&out, "…");
    char *copy = out.failed ? NULL : arena_strndup(doc->arena, out.data ? out.data : "", out.size);
    buffer_free(&out);
    if (!copy) draft->failed = true;
    return copy;
}
