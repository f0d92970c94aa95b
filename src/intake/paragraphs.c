/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* What each block of the article is: title, dateline, heading, paragraph, item. */
#include "intake/article.h"
#include "util/arabic.h"

#include <string.h>

enum { LONGEST_EXCERPT = 200, MOST_HEADING_WORDS = 18 };

static const struct block *next_kept(const struct draft *draft, size_t i)
{
    while (++i < draft->block_count)
        if (!draft->blocks[i].skip) return &draft->blocks[i];
    return NULL;
}

/* "1. ", "2- ", «3) »: a number and its sign at once, then text. */
static bool numbered(const struct draft *draft, const struct block *block)
{
    const struct doc_char *chars = draft->doc->chars + block->first;
    size_t n = 0;
    while (n < block->count && n < 3 && arabic_digit(chars[n].cp) >= 0) n++;
    if (n == 0 || n + 2 >= block->count) return false;
    uint32_t sign = chars[n].cp;
    if (sign != '.' && sign != '-' && sign != ')' && sign != 0x2013) return false;
    return chars[n + 1].cp == ' ' || arabic_letter(chars[n + 1].cp);
}

static bool is_item(const struct draft *draft, size_t i)
{
    const struct block *block = &draft->blocks[i];
    if (block_bullet(draft, block)) return true;
    if (!numbered(draft, block)) return false;
    bool before = i > 0 && numbered(draft, block - 1);
    return before || (i + 1 < draft->block_count && numbered(draft, block + 1));
}

static bool body_like(const struct draft *draft, const struct block *block)
{
    return block->kind == BLOCK_BODY || (block->kind == BLOCK_LINE && (block_stops(draft, block) || !block_is_headline(draft, block)));
}

/* A line that is set apart and short, over something longer. */
static bool stands_over(const struct draft *draft, const struct block *block, const struct block *next)
{
    if (!next || !block_is_headline(draft, block)) return false;
    return next->gap > 0 || next->count >= 2 * block->count || dateline_length(draft, next->first, next->count) > 0;
}

static bool article_follows(const struct draft *draft, size_t i)
{
    for (size_t k = i + 1; k < draft->block_count && k < i + 6; k++)
        if (!draft->blocks[k].skip && body_like(draft, &draft->blocks[k])) return true;
    return false;
}

static enum block_kind line_kind(const struct draft *draft, size_t i, bool first)
{
    const struct block *block = &draft->blocks[i], *next = next_kept(draft, i);
    if (is_item(draft, i)) return BLOCK_ITEM;
    bool dateline = dateline_length(draft, block->first, block->count) > 0;
    if (dateline || !stands_over(draft, block, next)) return BLOCK_BODY;
    if (first && article_follows(draft, i)) return BLOCK_TITLE;
    bool apart = first || block->gap > 0 || next->gap == 0;
    return apart && body_like(draft, next) && block_words(draft, block) <= MOST_HEADING_WORDS ? BLOCK_HEADING : BLOCK_BODY;
}

/* Plain text says nothing of its parts: position and shape do. */
static void classify(struct draft *draft)
{
    bool first = true;
    for (size_t i = 0; i < draft->block_count; i++) {
        struct block *block = &draft->blocks[i];
        if (block->skip) continue;
        if (block->kind == BLOCK_LINE) block->kind = (uint8_t)line_kind(draft, i, first);
        first = false;
    }
}

/* Neighbours that are left out for one reason are one entry. Returns the index of its last block. */
static size_t write_skipped(struct draft *draft, size_t i)
{
    struct nashra_document *doc = draft->doc;
    const struct block *first = &draft->blocks[i], *last = first;
    while (i + 1 < draft->block_count && last[1].skip == first->skip) last++, i++;
    const char *text = draft_excerpt(draft, first->first, last->first + last->count - first->first, LONGEST_EXCERPT);
    struct skipped *skipped = text ? document_add_skipped(doc) : NULL;
    if (skipped) *skipped = (struct skipped){{first->source.begin, last->source.end}, text, first->skip};
    else draft->failed = true;
    return i;
}

static bool open_paragraph(struct draft *draft, const struct block *block, enum nashra_part part)
{
    struct nashra_document *doc = draft->doc;
    struct paragraph *p = doc->paragraph_count ? &doc->paragraphs[doc->paragraph_count - 1] : NULL;
    if (p && block->same_paragraph && block > draft->blocks && !block[-1].skip && p->part == part) {
        p->source.end = block->source.end;
        return true;
    }
    p = document_add_paragraph(doc);
    if (!p) return draft->failed = true, false;
    *p = (struct paragraph){.part = part, .first_sentence = (uint32_t)doc->sentence_count, .source = block->source};
    return true;
}

static void write_block(struct draft *draft, const struct block *block, bool *dateline_possible)
{
    static const enum nashra_part parts[] = {NASHRA_PART_BODY, NASHRA_PART_TITLE, NASHRA_PART_HEADING, NASHRA_PART_BODY,
                                             NASHRA_PART_ITEM};
    struct nashra_document *doc = draft->doc;
    enum nashra_part part = parts[block->kind];
    if (!open_paragraph(draft, block, part)) return;
    if (part == NASHRA_PART_TITLE && !draft->titled) {
        const char *title = draft_excerpt(draft, block->first, block->count, SIZE_MAX);
        if (title) doc->title = title;
        draft->titled = true;
    }
    size_t skip = draft->as_given ? 0 : block_bullet(draft, block);
    if (part == NASHRA_PART_BODY && *dateline_possible) {
        size_t length = dateline_length(draft, block->first, block->count);
        if (length) sentences_write(draft, block->first, length, NASHRA_PART_DATELINE, true);
        if (length) skip = length;
        *dateline_possible = false;
    }
    bool loose = part != NASHRA_PART_BODY;
    if (loose && !draft->as_given) *dateline_possible = true; /* under a headline, in feeds under each */
    if (skip < block->count) sentences_write(draft, block->first + skip, block->count - skip, part, loose);
}

void paragraphs_write(struct draft *draft)
{
    const struct nashra_reading *reading = &draft->doc->reading;
    bool signs = reading->punctuation != NASHRA_PUNCTUATION_NONE || reading->spelling;
    bool dateline_possible = !draft->as_given;
    if (!draft->as_given) classify(draft);
    for (size_t i = 0; i < draft->block_count && !draft->failed; i++) {
        const struct block *block = &draft->blocks[i];
        if (block->skip) i = write_skipped(draft, i);
        else if (draft->as_given || signs || block_speaks(draft, block)) write_block(draft, block, &dateline_possible);
    }
}
