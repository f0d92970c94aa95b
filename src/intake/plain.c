/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Plain text: lines to blocks. */
#include "intake/article.h"

#include <string.h>

/* The line end at i: its length, 0 when there is none. U+2028 and U+2029 are E2 80 A8 and E2 80 A9. */
static size_t line_end(const struct text *text, size_t i)
{
    const char *b = text->bytes + i;
    size_t left = text->size - i;
    if (*b == '\n' || *b == '\f') return 1;
    if (*b == '\r') return left > 1 && b[1] == '\n' ? 2 : 1;
    return left > 2 && memcmp(b, "\xE2\x80", 2) == 0 && ((unsigned char)b[2] == 0xA8 || (unsigned char)b[2] == 0xA9) ? 3 : 0;
}

static void read_line(struct draft *draft, const struct text *text, size_t begin, size_t end, enum block_kind kind, bool keep)
{
    draft_open_block(draft, kind, text_source(text, begin));
    draft_text(draft, text, begin, end);
    draft_close_block(draft, text_source(text, end), keep);
}

void plain_read_lines(struct draft *draft, const struct text *text)
{
    for (size_t begin = 0; begin < text->size && !draft->failed;) {
        const char *newline = memchr(text->bytes + begin, '\n', text->size - begin);
        size_t end = newline ? (size_t)(newline - text->bytes) : text->size, next = newline ? end + 1 : end;
        if (end > begin && text->bytes[end - 1] == '\r') end--;
        read_line(draft, text, begin, end, BLOCK_BODY, true);
        begin = next;
    }
}

/* --- hard-wrapped text ------------------------------------------------------------------------------------------- */

enum { NARROWEST = 40, WIDEST = 130 };

static size_t first_word(const struct draft *draft, const struct block *block)
{
    size_t n = 0;
    while (n < block->count && draft->doc->chars[block->first + n].cp != ' ') n++;
    return n;
}

/* Line i ends where it does because the next line's first word did not fit. */
static bool was_full(const struct draft *draft, size_t i, size_t width)
{
    const struct block *line = &draft->blocks[i], *next = line + 1;
    return line->count + 1 + first_word(draft, next) + 1 > width;
}

static bool continues(const struct draft *draft, size_t i)
{
    return i + 1 < draft->block_count && draft->blocks[i + 1].gap == 0 && !block_bullet(draft, &draft->blocks[i + 1]);
}

/* A text is hard-wrapped when its lines that end in mid-sentence all end near one width: mails, agency wires. 0: it is not. */
static size_t wrap_width(const struct draft *draft)
{
    size_t width = 0, open = 0, full = 0, closed = 0, groups = 0;
    for (size_t i = 0; i < draft->block_count; i++)
        if (draft->blocks[i].count > width) width = draft->blocks[i].count;
    if (width < NARROWEST || width > WIDEST) return 0;
    for (size_t i = 0; i < draft->block_count; i++) {
        if (!continues(draft, i)) {
            groups++;
            closed += block_stops(draft, &draft->blocks[i]);
        } else if (!block_stops(draft, &draft->blocks[i])) {
            open++;
            full += was_full(draft, i, width);
        }
    }
    return open > 0 && full * 10 >= open * 8 && closed * 2 >= groups ? width : 0;
}

/* Joins wrapped lines: doc->chars between them is the one space that stands for the line end. */
static void join_wrapped(struct draft *draft)
{
    size_t width = wrap_width(draft), kept = 0;
    if (width == 0) return;
    bool join = false;
    for (size_t i = 0; i < draft->block_count; i++) {
        struct block line = draft->blocks[i];
        bool next_joins = continues(draft, i) && was_full(draft, i, width);
        if (join) {
            struct block *into = &draft->blocks[kept - 1];
            into->count = line.first + line.count - into->first;
            into->source.end = line.source.end;
        } else
            draft->blocks[kept++] = line;
        join = next_joins;
    }
    draft->block_count = kept;
}

void plain_read(struct draft *draft, const struct text *text)
{
    uint32_t gap = 0;
    for (size_t begin = 0; begin < text->size && !draft->failed;) {
        size_t end = begin, length = 0;
        while (end < text->size && (length = line_end(text, end)) == 0) end++;
        size_t before = draft->block_count;
        read_line(draft, text, begin, end, BLOCK_LINE, false);
        if (draft->block_count > before) {
            draft->blocks[before].gap = gap;
            gap = 0;
        } else
            gap++;
        begin = end + length;
    }
    if (!draft->failed) join_wrapped(draft);
}
