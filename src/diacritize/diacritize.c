/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "diacritize/diacritize.h"

#include "diacritize/decode.h"
#include "diacritize/tagger.h"
#include "engine.h"
#include "util/buffer.h"
#include "util/error.h"

#include <math.h>
#include <string.h>

/* Below this certainty of a stem (in a hundred) `nashra check` shows the word: about one word in fifty of news. */
enum { DOUBTFUL = 45 };

struct stage {
    struct nashra_document *doc;
    size_t first_word, end_word;
    const struct table_section *particles;
};

static int note_doubtful(struct nashra_document *doc, const struct word *word, int certainty)
{
    struct buffer bare = BUFFER_EMPTY, marked = BUFFER_EMPTY, line = BUFFER_EMPTY, message = BUFFER_EMPTY;
    word_write(&bare, word, false);
    word_write(&marked, word, true);
    int result = NASHRA_E_MEMORY;
    if (!bare.failed && !marked.failed) {
        buffer_format(&message, "read as %s, with %d %% certainty", marked.data, certainty);
        buffer_format(&line, "%s\t%s", bare.data, marked.data);
        if (!message.failed && !line.failed)
            result = document_add_note(doc, NASHRA_NOTE_DOUBTFUL, word->source, bare.data, message.data, line.data);
    }
    buffer_free(&bare);
    buffer_free(&marked);
    buffer_free(&line);
    buffer_free(&message);
    return result;
}

static int take_scores(void *context, size_t index, float *scores, bool known)
{
    const struct stage *stage = context;
    struct word *word = &stage->doc->words[index];
    bool governed = index > stage->first_word && decode_governed(stage->particles, word - 1, word);
    bool followed = index + 1 < stage->end_word && !word->punct_after && !word[1].punct_before;
    bool in_name = followed && word->kind == WORD_NAME && word[1].kind == WORD_NAME && word[1].clitics == 0;
    int stem = decode_word(word, governed, in_name, scores, known);
    return stem < DOUBTFUL && word->length > 2 ? note_doubtful(stage->doc, word, stem) : 0;
}

int diacritize_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail)
{
    const struct network *network = doc->engine->network;
    if (!network || count == 0) return 0;
    struct tagger_sentence *sentences = memory_zalloc(count, sizeof *sentences);
    if (!sentences) return error_set(detail, NASHRA_E_MEMORY, doc->reading.name, 0, 0, "memory is short");
    for (size_t i = 0; i < count; i++) {
        const struct sentence *s = &doc->sentences[first + i];
        sentences[i] = (struct tagger_sentence){s->first_word, s->word_count, s->end != END_NONE};
    }
    const struct sentence *last = &doc->sentences[first + count - 1];
    struct stage stage = {doc, doc->sentences[first].first_word, last->first_word + last->word_count, table_section(doc->engine->table, "particles")};
    int result = tagger_run(network, doc->words, sentences, count, take_scores, &stage);
    memory_free(sentences);
    return result == NASHRA_E_MEMORY ? error_set(detail, result, doc->reading.name, 0, 0, "memory is short") : result;
}

/* --- the number grammar's question ------------------------------------------------------------------------------- */

struct question {
    const struct word *words;
    size_t target, last; /* the noun's word, and the noun's last letter in it */
    float chance[4]; /* by enum gram_case */
};

static float chance_of(const float *logs, int vowel, int tanwin)
{
    return expf(logs[vowel]) + expf(logs[vowel + LABEL_SHADDA]) + expf(logs[tanwin]) + expf(logs[tanwin + LABEL_SHADDA]);
}

static int take_case(void *context, size_t index, float *scores, bool known)
{
    (void)known;
    struct question *q = context;
    if (index != q->target) return 0;
    size_t last = q->last;
    if (last >= TAGGER_LONGEST) return 0;
    uint32_t end = q->words[index].letters[last];
    if (last > 0 && (end == 0x0627 || end == 0x0649)) last--; /* U+0627 ALEF, U+0649 ALEF MAKSURA: بيتًا shows its case before it */
    float *logs = scores + last * NETWORK_OUT;
    decode_softmax(logs, LABELS);
    q->chance[CASE_NOMINATIVE] = chance_of(logs, LABEL_DAMMA, LABEL_DAMMATAN);
    q->chance[CASE_ACCUSATIVE] = chance_of(logs, LABEL_FATHA, LABEL_FATHATAN);
    q->chance[CASE_GENITIVE] = chance_of(logs, LABEL_KASRA, LABEL_KASRATAN);
    return 0;
}

/* The bare sentence as words of a document that has nothing else. Returns how many; q->target is the one that holds `begin`. */
static size_t split_words(const uint32_t *letters, size_t count, size_t begin, size_t end, struct word *words, mark *marks, uint8_t *by,
                          struct question *q)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (letters[i] == ' ') continue;
        size_t from = i, to = i;
        while (to < count && letters[to] != ' ') to++;
        if (from <= begin && begin < to) {
            q->target = n;
            q->last = (end < to ? end : to) - 1 - from;
        }
        words[n] = (struct word){.letters = letters + from, .length = (uint16_t)(to - from), .marks = marks + from, .by = by + from, .language = "ar"};
        n++;
        while (i < count && letters[i] != ' ') i++;
    }
    return n;
}

enum gram_case diacritize_ask_case(const struct nashra_engine *engine, const uint32_t *letters, size_t count, size_t begin,
                                   size_t end, int *certainty)
{
    enum { AROUND = 64 * 8 }; /* characters: what is further away does not matter */
    *certainty = 0;
    if (!engine->network || begin >= end || end > count) return CASE_UNKNOWN;
    size_t from = begin > AROUND ? begin - AROUND : 0, to = count - end > AROUND ? end + AROUND : count;
    while (from > 0 && from < begin && letters[from - 1] != ' ') from++;
    while (to < count && to > end && letters[to] != ' ') to--;
    size_t size = to - from;
    struct word *words = memory_zalloc(size, sizeof *words);
    uint8_t *zeroes = memory_zalloc(size, 2);
    struct question q = {words, 0, 0, {0}};
    enum gram_case answer = CASE_UNKNOWN;
    if (words && zeroes) {
        size_t n = split_words(letters + from, size, begin - from, end - from, words, zeroes, zeroes + size, &q);
        struct tagger_sentence sentence = {0, n, true};
        if (n && tagger_run(engine->network, words, &sentence, 1, take_case, &q) == 0) {
            float sum = q.chance[CASE_NOMINATIVE] + q.chance[CASE_ACCUSATIVE] + q.chance[CASE_GENITIVE];
            for (enum gram_case c = CASE_NOMINATIVE; c <= CASE_GENITIVE; c++)
                if (sum > 0.2f && (answer == CASE_UNKNOWN || q.chance[c] > q.chance[answer])) answer = c;
            if (answer != CASE_UNKNOWN) *certainty = (int)lrintf(100.0f * q.chance[answer] / sum);
        }
    }
    memory_free(words);
    memory_free(zeroes);
    return answer;
}
