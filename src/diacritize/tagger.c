/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "diacritize/tagger.h"

#include "diacritize/decode.h"

#include <string.h>

enum { SENTENCES = 128 }; /* in one batch */

/* One batch under construction. A word has one or more pieces. */
struct batch {
    const struct network *network;
    const struct word *words;
    struct workspace *work;
    size_t most_letters;
    struct network_word pieces[NETWORK_MOST_WORDS];
    uint32_t piece_word[NETWORK_MOST_WORDS]; /* index into words */
    bool keep[NETWORK_MOST_WORDS];           /* not in a window's overlap */
    uint32_t ends[SENTENCES];
    size_t piece_count, sentence_count, letter_count;
    uint8_t *codes, *hints; /* (most_letters) */
    float *scores;          /* (most_letters, NETWORK_OUT) */
};

static bool is_arabic(const struct word *word)
{
    return word->length > 0 && word->kind != WORD_FOREIGN && strncmp(word->language, "ar", 2) == 0;
}

static size_t letters_of(const struct word *word)
{
    if (!is_arabic(word)) return 1;
    return word->length < TAGGER_LONGEST ? word->length : TAGGER_LONGEST;
}

static size_t pieces_of(const struct word *word)
{
    return (letters_of(word) + NETWORK_LONGEST - 1) / NETWORK_LONGEST;
}

static int flush(struct batch *b, tagger_fn done, void *context)
{
    if (b->piece_count == 0) return 0;
    network_run(b->network, b->work, b->pieces, b->ends, b->sentence_count, b->scores);
    float *scores = b->scores;
    int result = 0;
    for (size_t p = 0; p < b->piece_count && result == 0;) {
        const struct word *word = &b->words[b->piece_word[p]];
        size_t n = letters_of(word);
        if (is_arabic(word) && b->keep[p]) result = done(context, b->piece_word[p], scores, network_knows(b->network, &b->pieces[p]));
        scores += n * NETWORK_OUT;
        p += pieces_of(word);
    }
    b->piece_count = b->sentence_count = b->letter_count = 0;
    return result;
}

static void add_word(struct batch *b, size_t index, bool keep, uint8_t before, uint8_t after)
{
    const struct word *word = &b->words[index];
    size_t n = letters_of(word);
    uint8_t *codes = b->codes + b->letter_count, *hints = b->hints + b->letter_count;
    if (is_arabic(word)) {
        for (size_t i = 0; i < n; i++) {
            codes[i] = alphabet_code(word->letters[i]);
            if (!codes[i]) codes[i] = ALPHABET_LATIN;
        }
        decode_hints(word, n, hints);
    } else {
        codes[0] = ALPHABET_LATIN;
        hints[0] = HINT_NONE;
    }
    for (size_t at = 0; at < n; at += NETWORK_LONGEST) {
        size_t length = n - at < NETWORK_LONGEST ? n - at : NETWORK_LONGEST;
        struct network_word *piece = &b->pieces[b->piece_count];
        *piece = (struct network_word){codes + at, hints + at, (uint8_t)length, at ? BETWEEN_NOTHING : before,
                                       at + length < n ? BETWEEN_NOTHING : after};
        b->piece_word[b->piece_count] = (uint32_t)index;
        b->keep[b->piece_count++] = keep;
    }
    b->letter_count += n;
}

/* The words [first, first + count) of a sentence as one sequence; [keep_first, keep_end) get their scores from it. */
static void add_window(struct batch *b, const struct tagger_sentence *s, size_t first, size_t count, size_t keep_first, size_t keep_end)
{
    for (size_t i = first; i < first + count; i++) {
        const struct word *word = &b->words[i];
        bool begins = i == s->first, ends = i + 1 == s->first + s->count;
        uint8_t before = begins ? BETWEEN_START : between_class(word[-1].punct_after, word->punct_before);
        uint8_t after = !ends ? between_class(word->punct_after, word[1].punct_before) : s->stops ? BETWEEN_STOP_END : BETWEEN_END;
        add_word(b, i, i >= keep_first && i < keep_end, before, after);
    }
    b->ends[b->sentence_count++] = (uint32_t)b->piece_count;
}

static int add_sentence(struct batch *b, const struct tagger_sentence *s, tagger_fn done, void *context)
{
    size_t pieces = 0, letters = 0;
    for (size_t i = s->first; i < s->first + s->count; i++) {
        pieces += pieces_of(&b->words[i]);
        letters += letters_of(&b->words[i]);
    }
    if (b->sentence_count == SENTENCES || b->piece_count + pieces > NETWORK_MOST_WORDS || b->letter_count + letters > b->most_letters) {
        int result = flush(b, done, context);
        if (result < 0) return result;
    }
    if (pieces <= NETWORK_MOST_WORDS && letters <= b->most_letters) {
        if (s->count) add_window(b, s, s->first, s->count, s->first, s->first + s->count);
        return 0;
    }
    size_t end = s->first + s->count, kept = s->first;
    while (kept < end) {
        size_t first = kept - s->first > TAGGER_OVERLAP ? kept - TAGGER_OVERLAP : s->first, last = first, used = 0;
        while (last < end && used + pieces_of(&b->words[last]) <= NETWORK_MOST_WORDS) used += pieces_of(&b->words[last++]);
        size_t keep_end = last == end ? end : last - TAGGER_OVERLAP > kept ? last - TAGGER_OVERLAP : last;
        add_window(b, s, first, last - first, kept, keep_end);
        int result = flush(b, done, context);
        if (result < 0) return result;
        kept = keep_end;
    }
    return 0;
}

int tagger_run(const struct network *network, const struct word *words, const struct tagger_sentence *sentences, size_t count,
               tagger_fn done, void *context)
{
    size_t pieces = 0, letters = 0;
    for (size_t s = 0; s < count; s++)
        for (size_t i = sentences[s].first; i < sentences[s].first + sentences[s].count; i++) {
            pieces += pieces_of(&words[i]);
            letters += letters_of(&words[i]);
        }
    if (pieces == 0) return 0;
    if (pieces > NETWORK_MOST_WORDS) {
        pieces = NETWORK_MOST_WORDS;
        if (letters > pieces * NETWORK_LONGEST) letters = pieces * NETWORK_LONGEST;
    }
    struct batch *b = memory_zalloc(1, sizeof *b);
    int result = NASHRA_E_MEMORY;
    if (b) {
        *b = (struct batch){.network = network, .words = words, .most_letters = letters, .work = workspace_new(pieces, letters)};
        b->codes = memory_alloc(letters);
        b->hints = memory_alloc(letters);
        b->scores = memory_alloc(letters * NETWORK_OUT * sizeof *b->scores);
        if (b->work && b->codes && b->hints && b->scores) {
            result = 0;
            for (size_t s = 0; s < count && result == 0; s++) result = add_sentence(b, &sentences[s], done, context);
            if (result == 0) result = flush(b, done, context);
        }
        workspace_free(b->work);
        memory_free(b->codes);
        memory_free(b->hints);
        memory_free(b->scores);
        memory_free(b);
    }
    return result;
}
