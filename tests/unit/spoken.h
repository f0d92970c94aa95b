/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_TESTS_SPOKEN_H
#define NASHRA_TESTS_SPOKEN_H

/* Documents made by hand, so that phrase and pronounce are tested without the rooms before them. Words are marked text with a
 * blank between; ، ؛ : . after a word become its punctuation, « before it opens a quotation. Latin words are foreign. */

#include "check.h"

#include "document.h"
#include "engine.h"
#include "phrase/phrase.h"
#include "pronounce/pronounce.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <stdlib.h>

static inline nashra_engine *spoken_engine(void)
{
    struct nashra_engine_options options = {.no_user_lexicon = true, .no_model = true};
    struct nashra_detail why;
    nashra_engine *engine = NULL;
    if (nashra_engine_open(&engine, &options, &why) < 0) printf("%s\n", why.message);
    CHECK(engine != NULL);
    return engine;
}

static inline struct nashra_document *spoken_new(const nashra_engine *engine)
{
    struct arena *arena = arena_new();
    struct nashra_document *doc = arena_alloc(arena, 1, sizeof *doc);
    doc->arena = arena;
    doc->engine = engine;
    return doc;
}

static inline uint16_t spoken_punctuation(const char **word, size_t *size)
{
    static const struct {
        const char *sign;
        uint16_t bit;
    } signs[] = {{"،", PUNCT_COMMA}, {"؛", PUNCT_SEMICOLON}, {":", PUNCT_COLON}, {".", PUNCT_STOP}, {"؟", PUNCT_QUESTION}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t n = strlen(signs[i].sign);
        if (*size > n && memcmp(*word + *size - n, signs[i].sign, n) == 0) return *size -= n, signs[i].bit;
    }
    return 0;
}

static inline void spoken_word(struct nashra_document *doc, const char *text, size_t size)
{
    uint32_t letters[64];
    mark marks[64] = {0};
    uint16_t before = 0, after = spoken_punctuation(&text, &size);
    if (size > 2 && memcmp(text, "«", 2) == 0) text += 2, size -= 2, before = PUNCT_QUOTE_OPEN;
    size_t n = vocalized_split(text, size, letters, marks, 64);
    uint32_t first = (uint32_t)doc->char_count;
    for (size_t i = 0; i < n; i++) document_add_char(doc, letters[i], (struct span){first, first + 1});
    document_add_char(doc, ' ', (struct span){first, first + 1});
    struct word *word = document_add_word(doc, letters, n, (struct span){first, first + (uint32_t)n});
    word->first_char = first;
    word->char_count = (uint32_t)n;
    word->punct_before = before;
    word->punct_after = after;
    if (letters[0] < 0x600) word->kind = WORD_FOREIGN, memcpy(word->language, "en", 3);
    for (size_t i = 0; i < n; i++) word_set_mark(word, i, marks[i], BY_TEXT);
}

/* Adds a paragraph of one sentence. */
static inline void spoken_sentence(struct nashra_document *doc, const char *text)
{
    struct paragraph *p = document_add_paragraph(doc);
    p->part = NASHRA_PART_BODY;
    p->first_sentence = (uint32_t)doc->sentence_count;
    p->sentence_count = 1;
    struct sentence *s = document_add_sentence(doc);
    s->paragraph = (uint32_t)doc->paragraph_count - 1;
    s->first_word = (uint32_t)doc->word_count;
    while (*text) {
        size_t n = strcspn(text, " ");
        if (n > 0) spoken_word(doc, text, n);
        text += n + (text[n] == ' ');
    }
    s = &doc->sentences[doc->sentence_count - 1];
    s->word_count = (uint32_t)doc->word_count - s->first_word;
}

static inline int spoken_run(struct nashra_document *doc)
{
    struct nashra_detail why;
    int result = phrase_run(doc, 0, doc->sentence_count, &why);
    return result < 0 ? result : pronounce_run(doc, 0, doc->sentence_count, &why);
}

/* The words' breaks as text: | breath, ، comma, ؛ clause, . sentence, ¶ paragraph, = title. */
static inline void spoken_breaks(const struct nashra_document *doc, struct buffer *out)
{
    static const char *const signs[] = {"", " |", "،", "؛", ".", " ¶", " ="};
    buffer_clear(out);
    for (size_t i = 0; i < doc->word_count; i++) {
        if (i > 0) buffer_char(out, ' ');
        word_write(out, &doc->words[i], false);
        buffer_text(out, signs[doc->words[i].break_after]);
    }
}

#endif
