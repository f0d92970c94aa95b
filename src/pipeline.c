/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "pipeline.h"

#include "diacritize/diacritize.h"
#include "engine.h"
#include "intake/intake.h"
#include "lexicon/lexicon.h"
#include "normalize/normalize.h"
#include "phrase/phrase.h"
#include "pronounce/pronounce.h"
#include "util/error.h"

#include <string.h>

enum scope { WHOLE_DOCUMENT, SENTENCES };

/* A stage reads what earlier stages wrote into the document and adds its own part, for `count` sentences from `first` on (of one
 * paragraph; 0, 0 for document stages). Returns 0 or a negative error with *detail filled. */
typedef int (*stage_fn)(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail);

static const struct stage {
    const char *name;
    enum scope scope;
    stage_fn run;
} STAGES[] = {
    {"intake", WHOLE_DOCUMENT, intake_run},
    {"normalize", WHOLE_DOCUMENT, normalize_run},
    {"lexicon", WHOLE_DOCUMENT, lexicon_run},
    {"diacritize", SENTENCES, diacritize_run},
    {"phrase", SENTENCES, phrase_run},
    {"pronounce", SENTENCES, pronounce_run},
};
enum { STAGE_COUNT = sizeof STAGES / sizeof STAGES[0] };

/* Sentences that go through the network side by side where nobody waits for the first of them. */
enum { BATCH = 128 };

static int run_stages(struct nashra_document *doc, enum scope scope, size_t first, size_t count, struct nashra_detail *detail)
{
    for (size_t i = 0; i < STAGE_COUNT; i++) {
        if (STAGES[i].scope == scope) {
            int result = STAGES[i].run(doc, first, count, detail);
            if (result < 0) return result;
        }
        if (doc->reading.after && strcmp(doc->reading.after, STAGES[i].name) == 0) break;
    }
    return 0;
}

static bool known_stage(const char *name)
{
    for (size_t i = 0; i < STAGE_COUNT; i++)
        if (strcmp(STAGES[i].name, name) == 0) return true;
    return false;
}

/* The reading's strings are borrowed: keep copies. */
static int copy_reading(struct nashra_document *doc, const struct nashra_reading *reading)
{
    if (reading) doc->reading = *reading;
    const char **strings[] = {&doc->reading.region, &doc->reading.charset, &doc->reading.name, &doc->reading.after};
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        if (!*strings[i]) continue;
        *strings[i] = arena_strndup(doc->arena, *strings[i], strlen(*strings[i]));
        if (!*strings[i]) return NASHRA_E_MEMORY;
    }
    return 0;
}

int nashra_document_new(nashra_document **document, const nashra_engine *engine, const struct nashra_reading *reading,
                        const char *text, size_t size, struct nashra_detail *detail)
{
    *document = NULL;
    const char *name = reading && reading->name ? reading->name : "-";
    if (!engine || (!text && size)) return error_set(detail, NASHRA_E_ARGUMENT, name, 0, 0, "no engine or no text");
    if (size > DOCUMENT_MOST_BYTES)
        return error_set(detail, NASHRA_E_LIMIT, name, 0, 0, "larger than %u MiB: split it", DOCUMENT_MOST_BYTES >> 20);
    if (reading && reading->after && !known_stage(reading->after))
        return error_set(detail, NASHRA_E_ARGUMENT, name, 0, 0, "no stage named '%s'", reading->after);
    struct arena *arena = arena_new();
    struct nashra_document *doc = arena ? arena_alloc(arena, 1, sizeof *doc) : NULL;
    int result = NASHRA_E_MEMORY;
    if (doc) {
        doc->arena = arena;
        doc->engine = engine;
        doc->source = text ? text : "";
        doc->source_size = size;
        doc->title = "";
        result = copy_reading(doc, reading);
        if (result == 0) result = run_stages(doc, WHOLE_DOCUMENT, 0, 0, detail);
        doc->source = NULL;
    }
    if (result == NASHRA_E_MEMORY) error_set(detail, result, name, 0, 0, "memory is short");
    if (result < 0) return arena_free(arena), result;
    *document = doc;
    return 0;
}

void nashra_document_free(nashra_document *document)
{
    if (document) arena_free(document->arena);
}

/* The first sentence of a paragraph goes alone, so that it can be heard while the others are worked on; then as many at once as went
 * before, since the network likes company. */
/* Runs the sentence stages for the unprepared sentences of [index, end), up to the first that is done. */
static int prepare_range(struct nashra_document *doc, size_t index, size_t end, struct nashra_detail *detail)
{
    size_t count = 1;
    while (index + count < end && !doc->sentences[index + count].vocalized) count++;
    int result = run_stages(doc, SENTENCES, index, count, detail);
    if (result < 0) return result;
    for (size_t i = index; i < index + count; i++) doc->sentences[i].vocalized = true;
    return 0;
}

int pipeline_prepare(struct nashra_document *doc, size_t index, struct nashra_detail *detail)
{
    if (doc->sentences[index].vocalized) return 0;
    const struct paragraph *paragraph = &doc->paragraphs[doc->sentences[index].paragraph];
    size_t before = index - paragraph->first_sentence, left = paragraph->sentence_count - before;
    size_t count = before < left ? before : left;
    return prepare_range(doc, index, index + (count ? count : 1), detail);
}

int pipeline_prepare_batch(struct nashra_document *doc, size_t index, struct nashra_detail *detail)
{
    if (doc->sentences[index].vocalized) return 0;
    size_t left = doc->sentence_count - index;
    return prepare_range(doc, index, index + (left < BATCH ? left : BATCH), detail);
}

int pipeline_prepare_all(struct nashra_document *doc, struct nashra_detail *detail)
{
    for (size_t i = 0; i < doc->sentence_count; i++) {
        int result = pipeline_prepare_batch(doc, i, detail);
        if (result < 0) return result;
    }
    return 0;
}
