/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/intake.h"

#include "engine.h"
#include "intake/article.h"
#include "intake/directives.h"
#include "intake/feed.h"
#include "intake/html.h"
#include "intake/ssml.h"
#include "util/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long table_row(const struct table_section *section, const char *key, size_t size)
{
    size_t row;
    return size && section_find(section, key, size, &row) ? (long)row : -1;
}

/* Plain text has about as many characters as code points: reserved at once, so that a large text is not copied while it grows. */
static int reserve_chars(struct nashra_document *doc, const struct text *text)
{
    size_t n = 16;
    for (size_t i = 0; i < text->size; i++) n += (text->bytes[i] & 0xC0) != 0x80;
    return arena_reserve(doc->arena, &doc->chars, &doc->char_capacity, 0, n, sizeof *doc->chars) ? NASHRA_E_MEMORY : 0;
}

/* letter_forms.tsv's rows for U+0600..U+06FF as an array: most characters of an article ask for one. */
static void map_letters(struct intake *room)
{
    for (size_t row = 0; room->letters && row < section_rows(room->letters); row++) {
        uint32_t from, to;
        const char *key = section_field(room->letters, row, 0), *read = section_field(room->letters, row, 1);
        utf8_decode(key, strlen(key) + 1, &from);
        utf8_decode(read, strlen(read) + 1, &to);
        if (from >= 0x600 && from <= 0x6FF) room->letter_map[from - 0x600] = to;
    }
}

int intake_open(struct intake **out, const struct table *table, struct nashra_detail *detail)
{
    (void)detail;
    struct intake *room = *out = memory_zalloc(1, sizeof **out);
    if (!room) return NASHRA_E_MEMORY;
    room->letters = table_section(table, "letter_forms");
    room->maqsura = table_section(table, "alef_maqsura");
    room->stops = table_section(table, "stop_abbreviations");
    room->datelines = table_section(table, "datelines");
    room->html = table_section(table, "html");
    map_letters(room);
    return furniture_open(&room->furniture, table_section(table, "furniture"));
}

void intake_close(struct intake *room)
{
    if (!room) return;
    furniture_close(room->furniture);
    memory_free(room);
}

static int note_private(struct draft *draft)
{
    if (draft->private_use == 0) return 0;
    char message[80];
    snprintf(message, sizeof message, "%u characters without meaning (private use), skipped", draft->private_use);
    return document_add_note(draft->doc, NASHRA_NOTE_BYTES, draft->first_private, "", message, NULL);
}

static enum nashra_format format_of(const struct draft *draft, const struct text *text)
{
    enum nashra_format said = draft->doc->reading.format;
    if (said != NASHRA_FORMAT_AUTO) return said;
    if (ssml_looks_so(text->bytes, text->size)) return NASHRA_FORMAT_SSML;
    if (feed_looks_so(text->bytes, text->size)) return NASHRA_FORMAT_FEED;
    return html_looks_so(draft->room, text->bytes, text->size) ? NASHRA_FORMAT_HTML : NASHRA_FORMAT_TEXT;
}

static void read_as(struct draft *draft, const struct text *text, enum nashra_format format)
{
    switch (format) {
    case NASHRA_FORMAT_HTML: html_read(draft, text); break;
    case NASHRA_FORMAT_FEED: feed_read(draft, text); break;
    case NASHRA_FORMAT_SSML: ssml_read(draft, text); break;
    default: plain_read(draft, text); break;
    }
}

static int by_begin(const void *left, const void *right)
{
    const struct skipped *a = left, *b = right;
    return a->source.begin < b->source.begin ? -1 : a->source.begin > b->source.begin;
}

int intake_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail)
{
    (void)first, (void)count;
    struct text text;
    int result = text_open(&text, doc, detail);
    if (result < 0) return result;
    struct draft draft = {.doc = doc, .room = doc->engine->intake};
    enum nashra_format format = doc->reading.lines ? NASHRA_FORMAT_TEXT : format_of(&draft, &text);
    draft.as_given = doc->reading.lines || format == NASHRA_FORMAT_SSML;
    if (format == NASHRA_FORMAT_TEXT && reserve_chars(doc, &text) < 0) return NASHRA_E_MEMORY;
    if (doc->reading.lines) plain_read_lines(&draft, &text);
    else read_as(&draft, &text, format);
    if (!draft.failed && !draft.as_given && !doc->reading.keep_all) furniture_mark(&draft);
    if (!draft.failed) paragraphs_write(&draft);
    if (!draft.failed) directives_finish(&draft);
    if (doc->skipped_count) qsort(doc->skipped, doc->skipped_count, sizeof *doc->skipped, by_begin);
    if (!draft.failed && note_private(&draft) < 0) draft.failed = true;
    return draft.failed ? NASHRA_E_MEMORY : 0;
}
