/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/script.h"

#include "document.h"
#include "util/error.h"

#include <math.h>

/* --- what decides how a paragraph sounds ---------------------------------------------------------------------------- */

static void put(struct buffer *out, uint64_t number)
{
    buffer_append(out, &number, sizeof number);
}

static void put_text(struct buffer *out, const char *text)
{
    put(out, text ? strlen(text) + 1 : 0);
    if (text) buffer_text(out, text);
}

static void put_word(struct buffer *out, const struct word *word, const struct sentence *sentence, uint32_t group_before)
{
    put(out, (uint64_t)(word->source.begin - sentence->source.begin) << 32 | (uint32_t)(word->source.end - sentence->source.begin));
    put(out, word->length);
    buffer_append(out, word->letters, word->length * sizeof *word->letters);
    buffer_append(out, word->marks, word->length);
    buffer_append(out, word->by, word->length);
    const uint8_t facts[] = {word->kind, word->gender, word->number, word->gcase, word->definite, word->clitics, word->certainty,
                             word->guessed, word->group != 0, word->group == group_before};
    buffer_append(out, facts, sizeof facts);
    put(out, (uint64_t)word->punct_before << 16 | word->punct_after);
    put_text(out, word->language);
    put_text(out, word->value);
    put_text(out, word->given);
    for (const struct hint *hint = word->hints; hint; hint = hint->next) {
        put(out, hint->confidence);
        buffer_append(out, hint->marks, word->length);
    }
}

static void put_sentence(struct buffer *out, const struct nashra_document *doc, const struct sentence *sentence)
{
    put(out, sentence->end);
    put(out, sentence->word_count);
    uint32_t group = 0;
    for (uint32_t i = 0; i < sentence->word_count; i++) {
        const struct word *word = &doc->words[sentence->first_word + i];
        put_word(out, word, sentence, group);
        group = word->group;
    }
}

/* More than these are looked at as a whole, so that time stays linear: less is reused, nothing is wrong. */
enum { MOST_DIRECTIVES = 64 };

/* The wishes of markup that touch the characters [begin, end). */
static void put_directives(struct buffer *out, const struct nashra_document *doc, uint32_t begin, uint32_t end)
{
    for (size_t i = 0; i < doc->directive_count; i++) {
        const struct directive *d = &doc->directives[i];
        if (d->first_char >= end) break;
        if (d->first_char + d->char_count < begin) continue;
        put(out, d->kind);
        put(out, (uint64_t)(d->first_char - begin) << 32 | d->char_count);
        put(out, (uint64_t)d->number);
        put_text(out, d->value);
        put_text(out, d->detail);
    }
}

static struct hash paragraph_hash(const struct nashra_document *doc, const struct paragraph *paragraph, struct hash markup,
                                  struct buffer *scratch)
{
    const struct nashra_reading *r = &doc->reading;
    buffer_clear(scratch);
    const uint8_t reading[] = {(uint8_t)r->endings, (uint8_t)r->style, (uint8_t)r->foreign, (uint8_t)r->punctuation, r->spelling, r->lines,
                               (uint8_t)paragraph->part};
    buffer_append(scratch, reading, sizeof reading);
    put_text(scratch, r->region);
    for (uint32_t i = 0; i < paragraph->sentence_count; i++)
        put_sentence(scratch, doc, &doc->sentences[paragraph->first_sentence + i]);
    buffer_append(scratch, &markup, sizeof markup);
    if (doc->directive_count && doc->directive_count <= MOST_DIRECTIVES && paragraph->sentence_count) {
        const struct sentence *first = &doc->sentences[paragraph->first_sentence], *last = first + paragraph->sentence_count - 1;
        put_directives(scratch, doc, first->first_char, last->first_char + last->char_count);
    }
    return hash_bytes(scratch->data, scratch->size);
}

int script_new(struct script **out, const nashra_engine *engine, const struct nashra_reading *reading, const char *text, size_t size,
               struct nashra_detail *detail)
{
    *out = NULL;
    struct script *script = memory_zalloc(1, sizeof *script);
    if (!script) return error_set(detail, NASHRA_E_MEMORY, reading->name, 0, 0, "memory is short");
    int result = nashra_document_new(&script->document, engine, reading, text, size, detail);
    if (result == 0) {
        const struct nashra_document *doc = script->document;
        struct buffer scratch = BUFFER_EMPTY;
        struct hash markup = {0, 0};
        if (doc->directive_count > MOST_DIRECTIVES) {
            put_directives(&scratch, doc, 0, UINT32_MAX);
            markup = hash_bytes(scratch.data, scratch.size);
        }
        script->paragraphs = memory_zalloc(doc->paragraph_count + 1, sizeof *script->paragraphs);
        for (size_t i = 0; script->paragraphs && i < doc->paragraph_count && !scratch.failed; i++)
            script->paragraphs[i] = paragraph_hash(doc, &doc->paragraphs[i], markup, &scratch);
        if (!script->paragraphs || scratch.failed) result = error_set(detail, NASHRA_E_MEMORY, reading->name, 0, 0, "memory is short");
        buffer_free(&scratch);
    }
    if (result < 0) return script_free(script), result;
    *out = script;
    return 0;
}

void script_free(struct script *script)
{
    if (!script) return;
    nashra_document_free(script->document);
    memory_free(script->paragraphs);
    memory_free(script);
}

void script_slice(const struct script *script, size_t sentence, size_t begin, size_t end, struct buffer *out)
{
    const struct nashra_document *doc = script->document;
    const struct sentence *s = &doc->sentences[sentence];
    uint32_t last = s->first_char + s->char_count, low = s->first_char, high = last;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->chars[middle].source.begin < begin) low = middle + 1;
        else high = middle;
    }
    for (uint32_t i = low; i < last && doc->chars[i].source.begin < end; i++)
        if (doc->chars[i].source.end <= end) buffer_codepoint(out, doc->chars[i].cp);
}

void script_text(const struct script *script, size_t sentence, struct buffer *out)
{
    script_slice(script, sentence, 0, SIZE_MAX, out);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

int reader_init(struct reader *reader, const nashra_engine *engine, nashra_voice *voice, const struct nashra_voice_settings *settings,
                struct cache *cache, struct nashra_detail *detail)
{
    *reader = (struct reader){.voice = voice, .factor = 1, .cache = cache};
    if (settings) reader->settings = *settings;
    if (cache) reader->data = engine_fingerprint(engine);
    return nashra_voice_set(voice, &reader->settings, detail);
}

int reader_set_factor(struct reader *reader, double factor, struct nashra_detail *detail)
{
    struct nashra_voice_settings settings = reader->settings;
    settings.rate = fmin(4.0, fmax(0.3, (settings.rate > 0 ? settings.rate : 1) * factor)); /* what nashra.h allows */
    reader->factor = factor;
    return nashra_voice_set(reader->voice, &settings, detail);
}

static struct hash sentence_key(const struct reader *reader, const struct script *script, size_t sentence)
{
    const struct nashra_document *doc = script->document;
    const struct sentence *s = &doc->sentences[sentence];
    const struct nashra_voice_settings *v = &reader->settings;
    struct buffer key = BUFFER_EMPTY;
    buffer_format(&key, "%s %s %g %g %g %g %g %d ", NASHRA_VERSION, v->name ? v->name : "", v->rate, reader->factor, v->pitch,
                  v->pitch_range, v->volume, nashra_voice_rate(reader->voice));
    buffer_append(&key, &reader->data, sizeof reader->data);
    buffer_append(&key, &script->paragraphs[s->paragraph], sizeof *script->paragraphs);
    put(&key, sentence - doc->paragraphs[s->paragraph].first_sentence);
    struct hash hash = key.failed ? (struct hash){0, 0} : hash_bytes(key.data, key.size);
    buffer_free(&key);
    return hash;
}

struct recording {
    struct buffer samples, words;
    size_t origin; /* the sentence's first byte */
    size_t open;   /* offset in `words` of the word that has begun, SIZE_MAX: none */
};

static int record(void *context, const struct nashra_event *event)
{
    struct recording *r = context;
    if (event->type == NASHRA_EVENT_SAMPLES) buffer_append(&r->samples, event->samples, event->count * sizeof *event->samples);
    else if (event->type == NASHRA_EVENT_WORD) {
        struct spoken_word word = {.begin = (uint32_t)(event->begin - r->origin), .end = (uint32_t)(event->end - r->origin),
                                   .first_sample = (uint32_t)event->sample, .last_sample = UINT32_MAX};
        r->open = r->words.size;
        buffer_append(&r->words, &word, sizeof word);
    } else if (event->type == NASHRA_EVENT_WORD_END && r->open != SIZE_MAX && !r->words.failed) {
        struct spoken_word word;
        memcpy(&word, r->words.data + r->open, sizeof word);
        word.last_sample = (uint32_t)event->sample;
        memcpy(r->words.data + r->open, &word, sizeof word);
        r->open = SIZE_MAX;
    }
    return r->samples.failed || r->words.failed;
}

/* A word whose end was not told ends where the next one begins, and none outlasts the sound. */
static void close_words(struct spoken *spoken)
{
    uint32_t limit = (uint32_t)spoken->frames;
    for (size_t i = spoken->word_count; i-- > 0;) {
        struct spoken_word *word = &spoken->words[i];
        if (word->last_sample > limit) word->last_sample = limit;
        if (word->first_sample > word->last_sample) word->first_sample = word->last_sample;
        limit = word->first_sample;
    }
}

static int speak(struct reader *reader, struct script *script, size_t sentence, struct spoken *out, struct nashra_detail *detail)
{
    struct recording r = {.origin = script->document->sentences[sentence].source.begin, .open = SIZE_MAX};
    int result = nashra_voice_speak(reader->voice, script->document, sentence, 1, record, &r, detail);
    if (r.samples.failed || r.words.failed) result = error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    if (result < 0) {
        buffer_free(&r.samples);
        buffer_free(&r.words);
        return result;
    }
    *out = (struct spoken){.samples = (int16_t *)(void *)r.samples.data, .frames = r.samples.size / sizeof(int16_t),
                           .words = (struct spoken_word *)(void *)r.words.data, .word_count = r.words.size / sizeof(struct spoken_word)};
    close_words(out);
    return 0;
}

int reader_say(struct reader *reader, struct script *script, size_t sentence, struct spoken *out, struct nashra_detail *detail)
{
    *out = (struct spoken){0};
    struct hash key = reader->cache ? sentence_key(reader, script, sentence) : (struct hash){0, 0};
    if (cache_find(reader->cache, key, out)) {
        reader->reused++;
        return 0;
    }
    int result = speak(reader, script, sentence, out, detail);
    if (result < 0) return result;
    reader->made++;
    cache_add(reader->cache, key, out);
    return 0;
}
