/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* A document to sound: chunk by chunk, with silence of exact length between them and an event wherever something begins or ends. */
#include "pipeline.h"
#include "speech/speech.h"
#include "util/error.h"

#include <math.h>
#include <string.h>

enum {
    CHUNK_WORDS = 40,       /* eSpeak NG's own clause has room for some 1000 phonemes */
    CHUNK_BYTES = 400,
    WORD_BYTES = 300,       /* of phonemes: more (a list's line gone wrong, a thousand letters without a space) makes it crash */
    WORD_LETTERS = 100,
    BLOCK = 2048,           /* samples handed out at once: a stop is noticed within 0.1 s */
    SENTENCE_PAUSE_MS = 350 /* where no room has set one */
};

struct speaking {
    struct nashra_voice *voice;
    struct nashra_document *doc;
    nashra_event_fn event;
    void *context;
    struct nashra_detail *detail;
    uint64_t position;          /* samples handed out */
    struct manner_cursor manners;
    size_t next_directive;      /* for marks */
    struct buffer text;         /* of the present word, for the event */
};

/* --- handing out --------------------------------------------------------------------------------------------------- */

static int tell(struct speaking *s, struct nashra_event event)
{
    event.sample = s->position;
    if (!event.text) event.text = "";
    return s->event(s->context, &event) == 0 ? 0 : NASHRA_E_STOPPED;
}

static int give_samples(struct speaking *s, const int16_t *samples, size_t count)
{
    while (count > 0) {
        size_t n = count < BLOCK ? count : BLOCK;
        int result = tell(s, (struct nashra_event){.type = NASHRA_EVENT_SAMPLES, .samples = samples, .count = n});
        if (result < 0) return result;
        s->position += n;
        samples += n;
        count -= n;
    }
    return 0;
}

static int give_silence(struct speaking *s, double ms)
{
    static const int16_t silence[BLOCK];
    int result = 0;
    for (double left = floor(ms * s->voice->rate / 1000); left >= 1 && result == 0; left -= BLOCK)
        result = give_samples(s, silence, left < BLOCK ? (size_t)left : BLOCK);
    return result;
}

/* The markup's <mark>s that stand before the character. */
static int tell_marks(struct speaking *s, uint32_t before)
{
    for (; s->next_directive < s->doc->directive_count; s->next_directive++) {
        const struct directive *directive = &s->doc->directives[s->next_directive];
        if (directive->first_char > before) break;
        if (directive->kind != DIRECTIVE_MARK) continue;
        struct nashra_event event = {.type = NASHRA_EVENT_MARK, .text = directive->value, .begin = directive->source.begin,
                                     .end = directive->source.end};
        int result = tell(s, event);
        if (result < 0) return result;
    }
    return 0;
}

static uint32_t milliseconds(const struct speaking *s)
{
    return (uint32_t)(s->position * 1000 / (uint64_t)s->voice->rate);
}

static int tell_word(struct speaking *s, struct word *word)
{
    buffer_clear(&s->text);
    int result = word_write(&s->text, word, true) < 0 ? NASHRA_E_MEMORY : tell_marks(s, word->first_char);
    if (result < 0) return result;
    word->begin_ms = milliseconds(s);
    return tell(s, (struct nashra_event){.type = NASHRA_EVENT_WORD, .begin = word->source.begin, .end = word->source.end,
                                         .text = s->text.data});
}

static int tell_word_end(struct speaking *s, struct word *word)
{
    word->end_ms = milliseconds(s);
    return tell(s, (struct nashra_event){.type = NASHRA_EVENT_WORD_END, .begin = word->source.begin, .end = word->source.end});
}

/* A chunk on its way out: its sound, cut where its words begin. */
struct giving {
    struct speaking *speaking;
    struct word *words;
    size_t count;
    size_t begun; /* words before it have begun; the last of them is being spoken */
    size_t given; /* samples */
};

/* Words before `until` begin here; all but the last are silent, or eSpeak NG has lost them. */
static int begin_words(struct giving *g, size_t until)
{
    int result = g->begun ? tell_word_end(g->speaking, &g->words[g->begun - 1]) : 0;
    while (g->begun < until && result == 0) {
        result = tell_word(g->speaking, &g->words[g->begun++]);
        if (result == 0 && g->begun < until) result = tell_word_end(g->speaking, &g->words[g->begun - 1]);
    }
    return result;
}

/* Hands out samples up to `ready` and every word that begins there or before. */
static int give_chunk(void *context, size_t ready)
{
    struct giving *g = context;
    const struct nashra_voice *voice = g->speaking->voice;
    int result = 0;
    for (bool more = true; more && result == 0;) {
        size_t next = g->begun;
        while (next < g->count && voice->begins[next] == SIZE_MAX) next++;
        more = next < g->count && voice->begins[next] <= ready;
        size_t until = more ? voice->begins[next] : ready;
        if (until > g->given) {
            result = give_samples(g->speaking, voice->samples + g->given, until - g->given);
            g->given = until;
        }
        if (more && result == 0) result = begin_words(g, next + 1);
    }
    return result;
}

static int speak_chunk(struct speaking *s, struct word *words, size_t count, const struct manner *manner, enum tune tune)
{
    struct giving giving = {.speaking = s, .words = words, .count = count};
    int result = synth_chunk(s->voice, words, count, manner, tune, give_chunk, &giving, s->detail);
    if (result == 0) result = give_chunk(&giving, s->voice->begins[count]);
    if (result == 0) result = tell_word_end(s, &words[count - 1]);
    return result;
}

/* --- cutting ------------------------------------------------------------------------------------------------------- */

static bool monster(const struct word *word)
{
    return word->length > WORD_LETTERS || (word->phonemes && strlen(word->phonemes) > WORD_BYTES);
}

/* How many of the sentence's words from `first` on are one chunk: up to a pause, another manner, or as much as eSpeak NG takes. */
static size_t chunk_size(struct speaking *s, const struct sentence *sentence, size_t first, struct manner *manner, struct manner *next)
{
    const struct word *words = &s->doc->words[sentence->first_word];
    size_t bytes = 0, i = first;
    for (;;) {
        bytes += words[i].phonemes ? strlen(words[i].phonemes) : 2 * (size_t)words[i].length;
        i++;
        if (i == sentence->word_count) return i - first;
        *next = manner_of(&s->manners, s->voice, s->doc, sentence, &words[i]);
        if (words[i - 1].pause_ms || !manner_equal(manner, next) || i - first >= CHUNK_WORDS || bytes >= CHUNK_BYTES) return i - first;
        if (monster(&words[i - 1]) || monster(&words[i])) return i - first;
    }
}

/* The next piece of a monster into *piece; *at moves on. */
static void cut_piece(struct word *piece, const struct word *word, size_t *at, struct buffer *text)
{
    *piece = *word;
    if (!word->phonemes) {
        size_t left = word->length - *at, n = left < WORD_LETTERS ? left : WORD_LETTERS;
        piece->letters += *at;
        piece->marks += *at;
        piece->length = (uint16_t)n;
        *at += n;
        return;
    }
    const char *from = word->phonemes + *at;
    size_t n = strlen(from);
    if (n > WORD_BYTES) { /* after a long vowel or a space, where there is one */
        n = WORD_BYTES;
        while (n > WORD_BYTES / 2 && !strchr(" :", from[n - 1])) n--;
    }
    buffer_clear(text);
    buffer_append(text, from, n);
    piece->phonemes = text->data;
    *at += n;
}

/* Piece by piece, so that eSpeak NG lives and memory stays small. */
static int give_monster(struct speaking *s, struct word *word, const struct manner *manner)
{
    struct buffer text = BUFFER_EMPTY;
    struct word piece;
    size_t end = word->phonemes ? strlen(word->phonemes) : word->length;
    int result = tell_word(s, word);
    for (size_t at = 0; at < end && result == 0;) {
        cut_piece(&piece, word, &at, &text);
        result = text.failed ? NASHRA_E_MEMORY : synth_chunk(s->voice, &piece, 1, manner, TUNE_ONGOING, NULL, NULL, s->detail);
        if (result == 0) result = give_samples(s, s->voice->samples, s->voice->sample_count);
    }
    buffer_free(&text);
    return result == 0 ? tell_word_end(s, word) : result;
}

static int give_words(struct speaking *s, struct word *words, size_t count, const struct manner *manner, enum tune tune)
{
    if (count == 1 && monster(words)) return give_monster(s, words, manner);
    return speak_chunk(s, words, count, manner, tune);
}

static enum tune sentence_tune(const struct sentence *sentence)
{
    switch (sentence->end) {
    case END_QUESTION: return TUNE_QUESTION;
    case END_EXCLAMATION: return TUNE_EXCLAMATION;
    case END_STATEMENT:
    case END_ELLIPSIS:
    case END_NONE: break;
    }
    return TUNE_STATEMENT;
}

static int speak_sentence(struct speaking *s, size_t index)
{
    const struct sentence *sentence = &s->doc->sentences[index];
    if (!sentence->word_count) return 0; /* punctuation alone */
    struct word *words = &s->doc->words[sentence->first_word];
    struct manner manner, next = manner_of(&s->manners, s->voice, s->doc, sentence, &words[0]);
    int result = 0;
    for (size_t i = 0, n; i < sentence->word_count && result == 0; i += n) {
        manner = next;
        n = chunk_size(s, sentence, i, &manner, &next);
        bool last = i + n == sentence->word_count;
        result = give_words(s, &words[i], n, &manner, last ? sentence_tune(sentence) : TUNE_ONGOING);
        double pause = words[i + n - 1].pause_ms;
        if (last && result == 0) {
            result = tell(s, (struct nashra_event){.type = NASHRA_EVENT_SENTENCE_END, .index = index,
                                                   .begin = sentence->source.begin, .end = sentence->source.end});
            if (pause <= 0) pause = SENTENCE_PAUSE_MS;
            if (index + 1 == s->doc->sentence_count) pause = 0;
        }
        if (result == 0) result = give_silence(s, pause / manner.rate);
    }
    return result;
}

static int begin_sentence(struct speaking *s, size_t index)
{
    int result = pipeline_prepare(s->doc, index, s->detail);
    const struct sentence *sentence = &s->doc->sentences[index];
    if (result == 0 && sentence->word_count) result = tell_marks(s, s->doc->words[sentence->first_word].first_char);
    if (result < 0 || !sentence->word_count) return result;
    return tell(s, (struct nashra_event){.type = NASHRA_EVENT_SENTENCE, .index = index, .begin = sentence->source.begin,
                                         .end = sentence->source.end});
}

/* Directives before the first sentence to be spoken belong to what was spoken before. */
static void skip_to(struct speaking *s, size_t first)
{
    if (first == 0) return;
    uint32_t before = s->doc->sentences[first].first_char;
    while (s->next_directive < s->doc->directive_count && s->doc->directives[s->next_directive].first_char < before)
        s->next_directive++;
}

int nashra_voice_speak(nashra_voice *voice, nashra_document *document, size_t first, size_t count, nashra_event_fn event,
                       void *context, struct nashra_detail *detail)
{
    size_t total = document->sentence_count;
    if (first > total) return error_set(detail, NASHRA_E_ARGUMENT, document->reading.name, 0, 0, "there is no sentence %zu", first);
    size_t end = count > total - first ? total : first + count;
    struct speaking s = {.voice = voice, .doc = document, .event = event, .context = context, .detail = detail};
    if (first < total) skip_to(&s, first);
    int result = 0;
    for (size_t i = first; i < end && result == 0; i++) {
        result = begin_sentence(&s, i);
        if (result == 0) result = speak_sentence(&s, i);
    }
    if (result == 0 && end == total) result = tell_marks(&s, UINT32_MAX);
    buffer_free(&s.text);
    if (result == NASHRA_E_MEMORY) error_set(detail, result, document->reading.name, 0, 0, "memory is short");
    if (result == NASHRA_E_STOPPED) error_set(detail, result, document->reading.name, 0, 0, "stopped");
    return result;
}
