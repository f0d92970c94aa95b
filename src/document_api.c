/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* The document as nashra.h shows it: sentences, title, notes. */
#include "document.h"
#include "pipeline.h"
#include "util/error.h"

#include <stdlib.h>

size_t nashra_document_sentences(const nashra_document *document)
{
    return document->sentence_count;
}

int nashra_document_sentence(const nashra_document *document, size_t index, struct nashra_sentence *sentence)
{
    if (index >= document->sentence_count) return NASHRA_E_ARGUMENT;
    const struct sentence *s = &document->sentences[index];
    *sentence = (struct nashra_sentence){.begin = s->source.begin, .end = s->source.end,
                                         .part = s->part,
                                         .paragraph = s->paragraph, .words = s->word_count};
    return 0;
}

const char *nashra_document_title(const nashra_document *document)
{
    return document->title;
}

static int by_begin(const void *left, const void *right)
{
    const struct note *a = left, *b = right;
    if (a->source.begin != b->source.begin) return a->source.begin < b->source.begin ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

static int note_skipped(struct nashra_document *doc)
{
    for (size_t i = 0; i < doc->skipped_count; i++) {
        const struct skipped *s = &doc->skipped[i];
        int result = document_add_note(doc, NASHRA_NOTE_SKIPPED, s->source, s->text, s->reason, NULL);
        if (result < 0) return result;
    }
    doc->skipped_noted = true;
    return 0;
}

int nashra_document_check(nashra_document *document, struct nashra_detail *detail)
{
    int result = pipeline_prepare_all(document, detail);
    if (result == 0 && !document->skipped_noted) result = note_skipped(document);
    if (result == NASHRA_E_MEMORY) error_set(detail, result, document->reading.name, 0, 0, "memory is short");
    if (result < 0) return result;
    if (document->note_count) qsort(document->notes, document->note_count, sizeof *document->notes, by_begin);
    return document->note_count > INT32_MAX ? INT32_MAX : (int)document->note_count;
}

int nashra_document_note(const nashra_document *document, size_t index, struct nashra_note *note)
{
    if (index >= document->note_count) return NASHRA_E_ARGUMENT;
    const struct note *n = &document->notes[index];
    *note = (struct nashra_note){.kind = n->kind, .begin = n->source.begin, .end = n->source.end, .text = n->text,
                                 .message = n->message, .suggestion = n->suggestion, .count = n->count};
    document_position(document, n->source.begin, &note->line, &note->column);
    return 0;
}
