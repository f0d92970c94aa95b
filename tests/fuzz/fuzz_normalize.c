/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Any text through the normalizer. The first byte chooses the reading: bits 0-1 punctuation, 2-3 foreign words, 4 spelling, 5 SSML,
 * 6-7 the region. */
#include "document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const nashra_engine *engine(void)
{
    static nashra_engine *opened;
    struct nashra_engine_options options = {.no_model = true, .no_user_lexicon = true};
    struct nashra_detail why;
    if (!opened && nashra_engine_open(&opened, &options, &why) < 0) {
        fprintf(stderr, "fuzz_normalize: %s: %s\n", why.file, why.message);
        exit(1);
    }
    return opened;
}

static const char *word_broken(const struct nashra_document *doc, const struct word *word, const struct sentence *sentence)
{
    if (word->length == 0) return "an empty word";
    if (word->first_char < sentence->first_char || word->char_count == 0) return "a word of no characters";
    if (word->first_char + word->char_count > sentence->first_char + sentence->char_count) return "a word outside of its sentence";
    if (word->source.begin != doc->chars[word->first_char].source.begin) return "a word's span does not begin with its characters";
    if (word->source.end != doc->chars[word->first_char + word->char_count - 1].source.end) return "a word's span ends elsewhere";
    for (size_t i = 0; i < word->length; i++) {
        if (word->marks[i] && word->by[i] == BY_NONE) return "a mark that nobody gave";
        if (word->kind == WORD_NUMBER && !(word->marks[i] & MARK_VOWEL)) return "a number's letter without its vowel";
    }
    return NULL;
}

/* What document.h promises of words; NULL when all is well. */
static const char *broken(const struct nashra_document *doc)
{
    size_t next = 0;
    for (size_t s = 0; s < doc->sentence_count; s++) {
        const struct sentence *sentence = &doc->sentences[s];
        if (sentence->first_word != next) return "sentences and words do not match";
        next += sentence->word_count;
        if (next > doc->word_count) return "too few words";
        uint32_t begin = 0;
        for (size_t i = sentence->first_word; i < next; i++) {
            const char *wrong = word_broken(doc, &doc->words[i], sentence);
            if (wrong) return wrong;
            if (doc->words[i].source.begin < begin) return "words are out of order";
            begin = doc->words[i].source.begin;
        }
    }
    return next == doc->word_count ? NULL : "words of no sentence";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const regions[] = {NULL, "eg", "ma", "ps"};
    if (size == 0) return 0;
    struct nashra_reading reading = {.format = data[0] & 32 ? NASHRA_FORMAT_SSML : NASHRA_FORMAT_TEXT, .punctuation = data[0] & 3,
                                     .foreign = (data[0] >> 2 & 3) % 3, .spelling = (data[0] & 16) != 0, .region = regions[data[0] >> 6],
                                     .lines = true, .charset = "UTF-8", .after = "normalize"};
    char *text = malloc(size); /* a copy of its own, so that a read past the end is seen */
    if (!text) return 0;
    memcpy(text, data + 1, size - 1);
    nashra_document *document = NULL;
    int result = nashra_document_new(&document, engine(), &reading, text, size - 1, NULL);
    const char *wrong = result < 0 ? NULL : broken(document);
    if (wrong) {
        fprintf(stderr, "fuzz_normalize: %s\n", wrong);
        abort();
    }
    nashra_document_free(document);
    free(text);
    return 0;
}
