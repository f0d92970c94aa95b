/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra_article_make(): what a web site needs to let its readers listen to an article. */
#include "bulletin/files.h"
#include "bulletin/player.h"
#include "bulletin/transcript.h"
#include "util/error.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MOST_SOUNDS = 7 };

/* The files of one article. */
struct article {
    struct arena *arena;
    const char *directory, *name, *title;
    struct single single;
    int rate; /* of the voice */
    struct sound sounds[MOST_SOUNDS];
    size_t sound_count;
    const char *player, *transcript, *marks; /* names */
};

static int out_of_memory(struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
}

static char *with_ending(struct article *a, const char *ending)
{
    struct buffer name = BUFFER_EMPTY;
    buffer_format(&name, "%s%s", a->name, ending);
    char *copy = name.failed ? NULL : arena_strndup(a->arena, name.data, name.size);
    buffer_free(&name);
    return copy;
}

static const char *type_of(const char *ending)
{
    static const char *const types[][2] = {{"mp3", "audio/mpeg"}, {"ogg", "audio/ogg; codecs=vorbis"}, {"opus", "audio/ogg; codecs=opus"},
                                           {"flac", "audio/flac"}, {"wav", "audio/wav"}, {"aiff", "audio/aiff"}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(types[i][0], ending) == 0) return types[i][1];
    return NULL;
}

static int write_sound(struct article *a, const char *ending, const struct nashra_sink_options *options, struct nashra_detail *detail)
{
    struct buffer dotted = BUFFER_EMPTY;
    struct stat st;
    if (!type_of(ending)) return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "no web format: '%s' (mp3, ogg, opus, flac, wav, aiff)", ending);
    if (a->sound_count == MOST_SOUNDS) return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "more than %d formats", MOST_SOUNDS);
    buffer_format(&dotted, ".%s", ending);
    char *name = dotted.failed ? NULL : with_ending(a, dotted.data);
    char *path = name ? path_join(a->arena, a->directory, name) : NULL;
    buffer_free(&dotted);
    if (!path) return out_of_memory(detail);
    struct nashra_sink_options with = options ? *options : (struct nashra_sink_options){0};
    with.container = NULL;
    if (!with.title) with.title = a->title;
    int result = single_write(&a->single, a->rate, path, &with, detail);
    if (result < 0) return result;
    a->sounds[a->sound_count++] = (struct sound){name, type_of(ending), stat(path, &st) == 0 ? (int64_t)st.st_size : 0};
    return 0;
}

/* "mp3,ogg" */
static int write_sounds(struct article *a, const char *formats, const struct nashra_sink_options *options, struct nashra_detail *detail)
{
    int result = 0;
    for (const char *p = formats; result == 0 && *p;) {
        size_t size = strcspn(p, ",");
        char *ending = arena_strndup(a->arena, p, size);
        result = ending ? write_sound(a, ending, options, detail) : out_of_memory(detail);
        p += size + (p[size] == ',');
    }
    return result == 0 && !a->sound_count ? error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "no sound format was named") : result;
}

static int write_text(struct article *a, const char *name, const struct buffer *text, struct nashra_detail *detail)
{
    char *path = path_join(a->arena, a->directory, name);
    if (!path || text->failed) return out_of_memory(detail);
    return file_replace(path, text->data ? text->data : "", text->size, detail);
}

static int write_transcript(struct article *a, const char *name, enum transcript_form form, struct nashra_detail *detail)
{
    struct buffer text = BUFFER_EMPTY;
    size_t number = 0;
    transcript_begin(&text, form);
    for (size_t i = 0; i < a->single.count; i++) {
        const struct said *said = &a->single.list[i];
        transcript_add(&text, form, a->single.script, said->sentence, &said->spoken, (double)said->first / a->rate, (double)said->end / a->rate,
                       a->rate, &number);
    }
    int result = write_text(a, name, &text, detail);
    buffer_free(&text);
    return result;
}

static int write_page(struct article *a, struct nashra_detail *detail)
{
    struct buffer page = BUFFER_EMPTY;
    player_page(&page, &a->single, a->title, a->sounds, a->sound_count, a->transcript, a->rate);
    int result = write_text(a, a->player, &page, detail);
    buffer_free(&page);
    return result;
}

/* What a CMS wants to know, names relative to the directory. */
static int write_description(struct article *a, struct nashra_detail *detail)
{
    json_t *sounds = json_array();
    size_t words = 0;
    for (size_t i = 0; i < a->single.count; i++) words += a->single.list[i].spoken.word_count;
    for (size_t i = 0; i < a->sound_count; i++)
        json_array_append_new(sounds, json_pack("{s:s, s:s, s:I}", "src", a->sounds[i].name, "type", a->sounds[i].type, "bytes",
                                                (json_int_t)a->sounds[i].bytes));
    json_t *root = json_pack("{s:s, s:s, s:s, s:s, s:f, s:I, s:I, s:o, s:s, s:s, s:s}", "generator", "nashra " NASHRA_VERSION, "title", a->title,
                             "language", "ar", "direction", "rtl", "duration", round((double)a->single.samples / a->rate * 1000) / 1000, "sentences",
                             (json_int_t)a->single.count, "words", (json_int_t)words, "audio", sounds, "transcript", a->transcript, "marks", a->marks,
                             "player", a->player);
    char *dump = root ? json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(9)) : NULL, *name = with_ending(a, ".json");
    struct buffer text = BUFFER_EMPTY;
    if (dump) buffer_format(&text, "%s\n", dump);
    int result = dump && name ? write_text(a, name, &text, detail) : out_of_memory(detail);
    free(dump); /* jansson's own allocator */
    json_decref(root);
    buffer_free(&text);
    return result;
}

/* The title as written, else the first sentence: a page needs a name. */
static int set_title(struct article *a, struct nashra_detail *detail)
{
    struct buffer text = BUFFER_EMPTY;
    const char *title = nashra_document_title(a->single.script->document);
    if (*title) buffer_text(&text, title);
    else script_text(a->single.script, a->single.list[0].sentence, &text);
    a->title = text.failed ? NULL : arena_strndup(a->arena, text.data ? text.data : "", text.size);
    buffer_free(&text);
    return a->title ? 0 : out_of_memory(detail);
}

static int set_names(struct article *a, const char *file, const char *directory, const char *name, struct nashra_detail *detail)
{
    const char *base = name ? name : path_base(file);
    size_t size = name ? strlen(name) : strlen(base) - strlen(path_ending(base));
    if (!size || strchr(base, '/')) return error_set(detail, NASHRA_E_ARGUMENT, file, 0, 0, "no name for its files: '%s'", base);
    a->directory = directory;
    a->name = arena_strndup(a->arena, base, size);
    if (!a->name) return out_of_memory(detail);
    a->player = with_ending(a, ".html");
    a->transcript = with_ending(a, ".vtt");
    a->marks = with_ending(a, ".marks.json");
    return a->player && a->transcript && a->marks ? directory_make(directory, detail) : out_of_memory(detail);
}

static int make(struct article *a, const nashra_engine *engine, nashra_voice *voice, const char *file, const char *text, size_t size,
                const struct nashra_article_options *options, struct nashra_detail *detail)
{
    const struct nashra_production *with = &options->with;
    struct nashra_reading reading = with->reading ? *with->reading : (struct nashra_reading){0};
    struct reader reader;
    struct cache *cache = with->no_cache ? NULL : cache_open(with->cache_dir, with->cache_bytes ? with->cache_bytes : 512u << 20);
    reading.name = file;
    a->rate = nashra_voice_rate(voice);
    int result = reader_init(&reader, engine, voice, with->voice, cache, detail);
    if (result == 0) result = single_say(&a->single, engine, &reader, &reading, text, size, detail);
    if (result == 0) result = set_title(a, detail);
    if (result == 0) result = write_sounds(a, options->formats ? options->formats : "mp3,ogg", with->sink, detail);
    if (result == 0) result = write_transcript(a, a->marks, TRANSCRIPT_JSON, detail);
    if (result == 0) result = write_transcript(a, a->transcript, TRANSCRIPT_VTT, detail);
    if (result == 0) result = write_page(a, detail);
    if (result == 0) result = write_description(a, detail); /* last: who sees it finds the rest */
    single_free(&a->single);
    cache_close(cache);
    return result;
}

int nashra_article_make(const nashra_engine *engine, nashra_voice *voice, const char *file, const char *text, size_t size,
                        const char *directory, const struct nashra_article_options *options, struct nashra_detail *detail)
{
    struct article article = {.arena = arena_new()};
    int result = article.arena ? set_names(&article, file, directory, options->name, detail) : out_of_memory(detail);
    /* the page must not replace the article that it was made from */
    if (result == 0) {
        struct stat in, out;
        char *page = path_join(article.arena, directory, article.player);
        if (!page) result = out_of_memory(detail);
        else if (stat(file, &in) == 0 && stat(page, &out) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino)
            result = error_set(detail, NASHRA_E_ARGUMENT, file, 0, 0, "would be replaced by its player page: choose another directory or --name");
    }
    if (result == 0) result = make(&article, engine, voice, file, text, size, options, detail);
    arena_free(article.arena);
    return result;
}
