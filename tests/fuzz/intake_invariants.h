/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_TESTS_INTAKE_INVARIANTS_H
#define NASHRA_TESTS_INTAKE_INVARIANTS_H

/* What document.h promises of every document that has gone through intake, whatever the input was. */

#include "document.h"

/* NULL when all is well, else what is wrong. */
static inline const char *intake_broken(const struct nashra_document *doc, size_t size)
{
    for (size_t i = 0; i < doc->char_count; i++) {
        const struct doc_char *c = &doc->chars[i];
        if (c->source.begin > c->source.end || c->source.end > size) return "a character's span is outside of the input";
        if (i && c->source.begin < c[-1].source.begin) return "characters are out of order";
        if (c->cp == 0x0640 || c->cp < ' ' || (c->cp >= 0x200B && c->cp <= 0x200F) || c->cp == 0xA0) return "an unclean character";
        if (c->cp > 0x10FFFF || (c->cp >= 0xD800 && c->cp <= 0xDFFF)) return "no code point";
        if (i && c->cp == ' ' && c[-1].cp == ' ') return "two spaces";
    }
    size_t sentence = 0, end = 0;
    for (size_t p = 0; p < doc->paragraph_count; p++) {
        const struct paragraph *paragraph = &doc->paragraphs[p];
        if (paragraph->first_sentence != sentence) return "paragraphs and sentences do not match";
        for (size_t i = 0; i < paragraph->sentence_count; i++, sentence++) {
            if (sentence >= doc->sentence_count) return "too few sentences";
            const struct sentence *s = &doc->sentences[sentence];
            if (s->paragraph != p) return "a sentence is in the wrong paragraph";
            if (s->first_char < end || s->first_char + (size_t)s->char_count > doc->char_count) return "sentences overlap";
            if (s->char_count == 0) return "an empty sentence";
            end = s->first_char + (size_t)s->char_count;
            if (doc->chars[s->first_char].cp == ' ' || doc->chars[end - 1].cp == ' ') return "a sentence has white space around it";
            if (s->source.begin > s->source.end || s->source.end > size) return "a sentence's span is outside of the input";
            if (s->char_count > 4096) return "an endless sentence";
        }
    }
    if (sentence != doc->sentence_count) return "sentences without a paragraph";
    for (size_t i = 0; i < doc->directive_count; i++) {
        const struct directive *d = &doc->directives[i];
        if (d->first_char + (size_t)d->char_count > doc->char_count) return "a directive is outside of the text";
        if (i && d->first_char < d[-1].first_char) return "directives are out of order";
        if (!d->value || !d->detail) return "a directive without value";
    }
    for (size_t i = 0; i < doc->skipped_count; i++) {
        const struct skipped *s = &doc->skipped[i];
        if (s->source.begin > s->source.end || s->source.end > size || !s->text || !s->reason) return "what was skipped is nowhere";
    }
    for (size_t i = 1; i < doc->line_count; i++)
        if (doc->line_starts[i] <= doc->line_starts[i - 1]) return "lines are out of order";
    return doc->line_count ? NULL : "no lines";
}

#endif
