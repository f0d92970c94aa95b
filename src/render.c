/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "render.h"

#include "document.h"
#include "pipeline.h"
#include "util/buffer.h"
#include "util/error.h"

/* One sentence in a line-wise form. */
typedef int (*line_fn)(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence);

/* «،» where a pause is heard, «.» at the end of a sentence; a headline and a cut line end without. */
static const char *pause_sign(const struct word *word, bool last)
{
    if (last) return NULL;
    if (word->break_after >= BREAK_COMMA) return "،";
    uint16_t comma = PUNCT_COMMA | PUNCT_SEMICOLON | PUNCT_COLON;
    return word->break_after == BREAK_NONE && (word->punct_after & comma) ? "،" : NULL;
}

static int words_line(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence, bool marked)
{
    bool any = false;
    for (size_t i = 0; i < sentence->word_count; i++) {
        const struct word *word = &doc->words[sentence->first_word + i];
        if (any) buffer_char(out, ' ');
        word_write(out, word, marked);
        const char *sign = pause_sign(word, i + 1 == sentence->word_count);
        if (sign) buffer_text(out, sign);
        any = true;
    }
    if (any && sentence->end != END_NONE) buffer_text(out, sentence->end == END_QUESTION ? "؟" : ".");
    return out->failed ? NASHRA_E_MEMORY : 0;
}

static int plain_line(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence)
{
    return words_line(out, doc, sentence, false);
}

static int marked_line(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence)
{
    return words_line(out, doc, sentence, true);
}

/* Does another sentence stand on the same output line? */
static bool goes_on(const struct nashra_document *doc, const struct sentence *sentence)
{
    const struct paragraph *paragraph = &doc->paragraphs[sentence->paragraph];
    return doc->reading.lines && (size_t)(sentence - doc->sentences) + 1 < (size_t)paragraph->first_sentence + paragraph->sentence_count;
}

static int sounds_line(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence, bool ipa)
{
    bool any = false;
    for (size_t i = 0; i < sentence->word_count; i++) {
        const struct word *word = &doc->words[sentence->first_word + i];
        const char *sounds = ipa ? word->ipa : word->phonemes;
        bool last = i + 1 == sentence->word_count && !goes_on(doc, sentence);
        if (!sounds || !*sounds) continue;
        if (any) buffer_char(out, ' ');
        buffer_text(out, sounds);
        if (word->pause_ms > 0 && !last) buffer_text(out, ipa ? " |" : " _:");
        any = true;
    }
    return out->failed ? NASHRA_E_MEMORY : 0;
}

static int phonemes_line(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence)
{
    return sounds_line(out, doc, sentence, false);
}

static int ipa_line(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence)
{
    return sounds_line(out, doc, sentence, true);
}

/* reading.lines: the sentences of one input line stand on one output line; else one sentence a line, paragraphs apart. */
static int render_lines(struct nashra_document *doc, line_fn line, nashra_write_fn write, void *context,
                        struct nashra_detail *detail)
{
    struct buffer out = BUFFER_EMPTY;
    int result = 0;
    for (size_t p = 0; p < doc->paragraph_count && result == 0; p++) {
        const struct paragraph *paragraph = &doc->paragraphs[p];
        if (p > 0 && !doc->reading.lines) buffer_char(&out, '\n');
        for (size_t i = 0; i < paragraph->sentence_count && result == 0; i++) {
            size_t index = paragraph->first_sentence + i;
            result = pipeline_prepare_batch(doc, index, detail);
            if (result < 0) break;
            if (i > 0) buffer_char(&out, doc->reading.lines ? ' ' : '\n');
            result = line(&out, doc, &doc->sentences[index]);
        }
        buffer_char(&out, '\n');
        if (out.failed) result = NASHRA_E_MEMORY;
        if (result == 0 && write(context, out.data, out.size) != 0) result = NASHRA_E_STOPPED;
        buffer_clear(&out);
    }
    buffer_free(&out);
    return result;
}

int nashra_document_render(nashra_document *document, enum nashra_form form, nashra_write_fn write, void *context,
                           struct nashra_detail *detail)
{
    static const line_fn lines[] = {
        [NASHRA_FORM_WORDS] = plain_line,
        [NASHRA_FORM_VOCALIZED] = marked_line,
        [NASHRA_FORM_PHONEMES] = phonemes_line,
        [NASHRA_FORM_IPA] = ipa_line,
    };
    int result = NASHRA_E_ARGUMENT;
    if (form == NASHRA_FORM_JSON) result = render_json(document, write, context, detail);
    else if (form == NASHRA_FORM_SSML) result = render_ssml(document, write, context, detail);
    else if ((size_t)form < sizeof lines / sizeof lines[0]) result = render_lines(document, lines[form], write, context, detail);
    const char *name = document->reading.name ? document->reading.name : "-";
    if (result == NASHRA_E_MEMORY) error_set(detail, result, name, 0, 0, "memory is short");
    else if (result == NASHRA_E_ARGUMENT) error_set(detail, result, name, 0, 0, "no such form");
    else if (result == NASHRA_E_STOPPED) error_set(detail, result, name, 0, 0, "writing was stopped");
    return result;
}
