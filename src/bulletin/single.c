/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/single.h"

#include "bulletin/files.h"
#include "document.h"
#include "util/error.h"

enum { MOST_ARTICLE_BYTES = 64 << 20 };

int single_say(struct single *single, const nashra_engine *engine, struct reader *reader, const struct nashra_reading *reading,
               const char *text, size_t size, struct nashra_detail *detail)
{
    *single = (struct single){0};
    if (!looks_like_text(text, size)) return error_set(detail, NASHRA_E_INPUT, reading->name, 0, 0, "is no text");
    int result = script_new(&single->script, engine, reading, text, size, detail);
    if (result < 0) return result;
    const struct nashra_document *doc = single->script->document;
    single->list = memory_zalloc(doc->sentence_count + 1, sizeof *single->list);
    if (!single->list) return error_set(detail, NASHRA_E_MEMORY, reading->name, 0, 0, "memory is short");
    for (size_t i = 0; i < doc->sentence_count; i++) {
        if (!doc->sentences[i].word_count) continue;
        struct said *said = &single->list[single->count];
        result = reader_say(reader, single->script, i, &said->spoken, detail);
        if (result < 0) return result;
        single->count++;
        said->sentence = i;
        said->first = single->samples;
        single->samples += said->spoken.frames;
        said->end = single->samples;
    }
    return single->samples ? 0 : error_set(detail, NASHRA_E_INPUT, reading->name, 0, 0, "there is nothing to read in it");
}

void single_free(struct single *single)
{
    for (size_t i = 0; i < single->count; i++) spoken_free(&single->list[i].spoken);
    memory_free(single->list);
    script_free(single->script);
    *single = (struct single){0};
}

int single_write(const struct single *single, int rate, const char *path, const struct nashra_sink_options *options,
                 struct nashra_detail *detail)
{
    struct nashra_sink_options with = options ? *options : (struct nashra_sink_options){0};
    nashra_sink *sink;
    with.rate = rate;
    with.channels = 1;
    if (!with.title) with.title = nashra_document_title(single->script->document);
    int result = nashra_sink_open(&sink, path, &with, detail);
    if (result < 0) return result;
    for (size_t i = 0; result == 0 && i < single->count; i++)
        result = nashra_sink_write(sink, single->list[i].spoken.samples, single->list[i].spoken.frames, detail);
    if (result < 0) return nashra_sink_abort(sink), result;
    return nashra_sink_close(sink, detail);
}

int single_make(const nashra_engine *engine, nashra_voice *voice, const char *article, const char *path,
                const struct nashra_production *with, struct nashra_detail *detail)
{
    struct nashra_reading reading = with->reading ? *with->reading : (struct nashra_reading){0};
    struct buffer text = BUFFER_EMPTY;
    struct single single = {0};
    struct reader reader;
    reading.name = article;
    struct cache *cache = with->no_cache ? NULL : cache_open(with->cache_dir, with->cache_bytes ? with->cache_bytes : 512u << 20);
    int result = file_read(article, MOST_ARTICLE_BYTES, &text, detail);
    if (result == 0) result = reader_init(&reader, engine, voice, with->voice, cache, detail);
    if (result == 0) result = single_say(&single, engine, &reader, &reading, text.data ? text.data : "", text.size, detail);
    if (result == 0) result = single_write(&single, nashra_voice_rate(voice), path, with->sink, detail);
    single_free(&single);
    buffer_free(&text);
    cache_close(cache);
    return result;
}
