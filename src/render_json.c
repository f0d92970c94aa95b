/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "render.h"

#include "document.h"
#include "pipeline.h"
#include "util/buffer.h"

#include <string.h>

static const char *const PARTS[] = {"title", "dateline", "heading", "body", "item"};
static const char *const KINDS[] = {"plain", "number", "letter", "name", "foreign", "symbol"};
static const char *const AUTHORITIES[] = {"none", "guess", "model", "lexicon", "grammar", "user", "text"};
static const char *const GENDERS[] = {NULL, "masculine", "feminine"};
static const char *const NUMBERS[] = {NULL, "singular", "dual", "plural"};
static const char *const CASES[] = {NULL, "nominative", "accusative", "genitive"};
static const char *const DEFINITENESS[] = {NULL, "indefinite", "definite", "construct"};
static const char *const BREAKS[] = {NULL, "breath", "comma", "clause", "sentence", "paragraph", "title"};
static const char *const NOTES[] = {"unknown-name", "doubtful", "spelling", "number", "bytes", "markup", "skipped", "degraded"};

static void string(struct buffer *out, const char *text)
{
    buffer_char(out, '"');
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '"' || *c == '\\') buffer_format(out, "\\%c", *c);
        else if (*c < 0x20) buffer_format(out, "\\u%04x", *c);
        else buffer_char(out, (char)*c);
    }
    buffer_char(out, '"');
}

/* ,"key":"value" unless value is NULL or empty */
static void field(struct buffer *out, const char *key, const char *value)
{
    if (!value || !*value) return;
    buffer_format(out, ",\"%s\":", key);
    string(out, value);
}

static void word_text(struct buffer *out, const char *key, const struct word *word, bool marked)
{
    struct buffer text = BUFFER_EMPTY;
    if (word_write(&text, word, marked) == 0) field(out, key, text.data);
    else out->failed = true;
    buffer_free(&text);
}

static enum authority weakest(const struct word *word)
{
    enum authority who = BY_TEXT;
    for (size_t i = 0; i < word->length; i++)
        if (word->by[i] < who && (word->marks[i] & MARK_VOWEL)) who = word->by[i];
    bool any = false;
    for (size_t i = 0; i < word->length; i++) any |= word->marks[i] != 0;
    return any ? who : BY_NONE;
}

static void write_word(struct buffer *out, const struct word *word)
{
    buffer_format(out, "{\"begin\":%u,\"end\":%u,\"kind\":\"%s\"", word->source.begin, word->source.end, KINDS[word->kind]);
    word_text(out, "text", word, false);
    word_text(out, "vocalized", word, true);
    field(out, "language", strcmp(word->language, "ar") == 0 ? NULL : word->language);
    field(out, "by", AUTHORITIES[weakest(word)]);
    field(out, "gender", GENDERS[word->gender]);
    field(out, "number", NUMBERS[word->number]);
    field(out, "case", CASES[word->gcase]);
    field(out, "definite", DEFINITENESS[word->definite]);
    field(out, "value", word->value);
    field(out, "rule", word->rule);
    if (word->group) buffer_format(out, ",\"group\":%u", word->group);
    if (word->certainty) buffer_format(out, ",\"certainty\":%u", word->certainty);
    if (word->guessed) buffer_text(out, ",\"guessed\":true");
    field(out, "phonemes", word->phonemes);
    field(out, "ipa", word->ipa);
    field(out, "break", BREAKS[word->break_after]);
    if (word->pause_ms) buffer_format(out, ",\"pause_ms\":%u", word->pause_ms);
    buffer_char(out, '}');
}

static void write_sentence(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence)
{
    buffer_format(out, "{\"begin\":%u,\"end\":%u,\"part\":\"%s\",\"paragraph\":%u,\"words\":[", sentence->source.begin,
                  sentence->source.end, PARTS[sentence->part], sentence->paragraph);
    for (size_t i = 0; i < sentence->word_count; i++) {
        if (i > 0) buffer_text(out, ",\n  ");
        write_word(out, &doc->words[sentence->first_word + i]);
    }
    buffer_text(out, "]}");
}

static void write_tail(struct buffer *out, const struct nashra_document *doc)
{
    buffer_text(out, "],\n\"skipped\":[");
    for (size_t i = 0; i < doc->skipped_count; i++) {
        const struct skipped *s = &doc->skipped[i];
        buffer_format(out, "%s{\"begin\":%u,\"end\":%u", i ? ",\n " : "", s->source.begin, s->source.end);
        field(out, "reason", s->reason);
        field(out, "text", s->text);
        buffer_char(out, '}');
    }
    buffer_text(out, "],\n\"notes\":[");
    for (size_t i = 0; i < doc->note_count; i++) {
        const struct note *n = &doc->notes[i];
        buffer_format(out, "%s{\"kind\":\"%s\",\"begin\":%u,\"end\":%u,\"count\":%u", i ? ",\n " : "", NOTES[n->kind],
                      n->source.begin, n->source.end, n->count);
        field(out, "text", n->text);
        field(out, "message", n->message);
        field(out, "suggestion", n->suggestion);
        buffer_char(out, '}');
    }
    buffer_text(out, "]}\n");
}

int render_json(struct nashra_document *doc, nashra_write_fn write, void *context, struct nashra_detail *detail)
{
    struct buffer out = BUFFER_EMPTY;
    int result = 0;
    buffer_text(&out, "{\"nashra\":\"" NASHRA_VERSION "\"");
    field(&out, "charset", doc->source_charset);
    field(&out, "title", doc->title);
    buffer_text(&out, ",\n\"sentences\":[");
    for (size_t i = 0; i < doc->sentence_count && result == 0; i++) {
        result = pipeline_prepare_batch(doc, i, detail);
        if (i > 0) buffer_text(&out, ",\n ");
        write_sentence(&out, doc, &doc->sentences[i]);
        if (out.failed) result = NASHRA_E_MEMORY;
        if (result == 0 && write(context, out.data, out.size) != 0) result = NASHRA_E_STOPPED;
        buffer_clear(&out);
    }
    write_tail(&out, doc);
    if (out.failed && result == 0) result = NASHRA_E_MEMORY;
    if (result == 0 && write(context, out.data, out.size) != 0) result = NASHRA_E_STOPPED;
    buffer_free(&out);
    return result;
}
