/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "render.h"

#include "document.h"
#include "pipeline.h"
#include "util/arabic.h"
#include "util/buffer.h"

#include <string.h>

/* Text that may hold what XML would take for markup (a foreign AT&T, a user's phonemes). */
static void escaped(struct buffer *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        switch (text[i]) {
        case '&': buffer_text(out, "&amp;"); break;
        case '<': buffer_text(out, "&lt;"); break;
        case '>': buffer_text(out, "&gt;"); break;
        case '"': buffer_text(out, "&quot;"); break;
        default: buffer_char(out, text[i]);
        }
    }
}

static void marked(struct buffer *out, const struct word *word)
{
    struct buffer text = BUFFER_EMPTY;
    if (word_write(&text, word, true) < 0) out->failed = true;
    else if (text.size) escaped(out, text.data, text.size);
    buffer_free(&text);
}

/* How many words from `words` on stand for the same characters of the source: «2023» is five. */
static size_t same_source(const struct word *words, size_t count)
{
    size_t n = 1;
    while (n < count && words[n].first_char == words[0].first_char && words[n].char_count == words[0].char_count && words[0].char_count)
        n++;
    return n;
}

/* Are the words spoken for these characters other than what is written there? */
static bool replaced(const struct nashra_document *doc, const struct word *words, size_t n)
{
    if (words[0].kind == WORD_FOREIGN || words[0].char_count == 0 || words[0].first_char + words[0].char_count > doc->char_count) return false;
    if (n > 1) return true;
    size_t k = 0;
    for (size_t i = 0; i < words[0].char_count; i++) {
        uint32_t cp = doc->chars[words[0].first_char + i].cp;
        if (arabic_mark(cp)) continue;
        if (k >= words[0].length || words[0].letters[k] != cp) return true;
        k++;
    }
    return k != words[0].length;
}

static void write_source(struct buffer *out, const struct nashra_document *doc, const struct word *word)
{
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < word->char_count; i++) buffer_codepoint(&text, doc->chars[word->first_char + i].cp);
    if (text.failed) out->failed = true;
    else if (text.size) escaped(out, text.data, text.size);
    buffer_free(&text);
}

/* <sub alias="ثلاثة وعشرون">23</sub> */
static void write_substitute(struct buffer *out, const struct nashra_document *doc, const struct word *words, size_t n)
{
    buffer_text(out, "<sub alias=\"");
    for (size_t i = 0; i < n; i++) {
        if (i > 0) buffer_char(out, ' ');
        marked(out, &words[i]);
    }
    buffer_text(out, "\">");
    write_source(out, doc, &words[0]);
    buffer_text(out, "</sub>");
}

static void write_word(struct buffer *out, const struct word *word)
{
    bool foreign = word->kind == WORD_FOREIGN;
    bool imposed = word->ipa && *word->ipa && word->given; /* marks alone would not say it */
    if (foreign) buffer_format(out, "<lang xml:lang=\"%s\">", word->language);
    if (imposed) {
        buffer_text(out, "<phoneme alphabet=\"ipa\" ph=\"");
        escaped(out, word->ipa, strlen(word->ipa));
        buffer_text(out, "\">");
    }
    marked(out, word);
    if (imposed) buffer_text(out, "</phoneme>");
    if (foreign) buffer_text(out, "</lang>");
}

static void write_sentence(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence)
{
    const struct word *words = &doc->words[sentence->first_word];
    buffer_text(out, "<s>");
    for (size_t i = 0; i < sentence->word_count;) {
        size_t n = same_source(words + i, sentence->word_count - i);
        if (words[i].given && !*words[i].given) { /* spoken with the word before: one <phoneme> over two words */
            i++;
            continue;
        }
        if (i > 0) buffer_char(out, ' ');
        if (words[i].given || !replaced(doc, words + i, n)) {
            write_word(out, &words[i]);
            n = 1;
        } else
            write_substitute(out, doc, words + i, n);
        i += n;
        if (words[i - 1].pause_ms > 0) buffer_format(out, "<break time=\"%ums\"/>", words[i - 1].pause_ms);
    }
    buffer_text(out, "</s>");
}

int render_ssml(struct nashra_document *doc, nashra_write_fn write, void *context, struct nashra_detail *detail)
{
    struct buffer out = BUFFER_EMPTY;
    int result = 0;
    buffer_text(&out, "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"ar\">\n");
    for (size_t p = 0; p < doc->paragraph_count && result == 0; p++) {
        const struct paragraph *paragraph = &doc->paragraphs[p];
        buffer_text(&out, "<p>");
        for (size_t i = 0; i < paragraph->sentence_count && result == 0; i++) {
            result = pipeline_prepare_batch(doc, paragraph->first_sentence + i, detail);
            if (result == 0) write_sentence(&out, doc, &doc->sentences[paragraph->first_sentence + i]);
        }
        buffer_text(&out, "</p>\n");
        if (out.failed) result = NASHRA_E_MEMORY;
        if (result == 0 && write(context, out.data, out.size) != 0) result = NASHRA_E_STOPPED;
        buffer_clear(&out);
    }
    buffer_text(&out, "</speak>\n");
    if (result == 0 && write(context, out.data, out.size) != 0) result = NASHRA_E_STOPPED;
    buffer_free(&out);
    return result;
}
