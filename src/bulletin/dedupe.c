/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Two agencies, one story: what says mostly the same words in the same order is read once. */
#include "bulletin/story.h"

#include "document.h"
#include "util/arabic.h"
#include "util/error.h"

#include <stdlib.h>

/* A story's sketch: the smallest hashes of its word triples. The share that two sketches have in common estimates the share that the
 * stories have (bottom-k sketch), at a fixed cost however long they are. */
enum { SKETCH_SIZE = 128 };

static int by_hash(const void *left, const void *right)
{
    const struct hash *a = left, *b = right;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* Spelling differences of agencies are no difference: أ and ا, ى and ي. */
static struct hash word_hash(const struct word *word)
{
    uint32_t folded[64];
    size_t n = word->length < 64 ? word->length : 64;
    for (size_t i = 0; i < n; i++) folded[i] = arabic_fold(word->letters[i]);
    return hash_bytes(folded, n * sizeof *folded);
}

int story_sketch(struct stories *s, struct story *story)
{
    const struct nashra_document *doc = story->script->document;
    size_t count = 0;
    struct hash *all = memory_zalloc(doc->word_count + 1, sizeof *all), last[3] = {{0, 0}, {0, 0}, {0, 0}};
    if (!all) return NASHRA_E_MEMORY;
    for (size_t i = 0; i < doc->word_count; i++) {
        last[0] = last[1];
        last[1] = last[2];
        last[2] = word_hash(&doc->words[i]);
        if (i >= 2) all[count++] = hash_bytes(last, sizeof last);
    }
    if (count) qsort(all, count, sizeof *all, by_hash);
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++)
        if (!i || by_hash(&all[i], &all[i - 1]) != 0) all[distinct++] = all[i];
    story->sketch_size = distinct < SKETCH_SIZE ? distinct : SKETCH_SIZE;
    story->sketch = arena_alloc(s->arena, story->sketch_size + 1, sizeof *all);
    if (story->sketch) memcpy(story->sketch, all, story->sketch_size * sizeof *all);
    memory_free(all);
    return story->sketch ? 0 : NASHRA_E_MEMORY;
}

/* 0..1 */
static double similarity(const struct story *a, const struct story *b)
{
    size_t i = 0, j = 0, seen = 0, common = 0;
    while (seen < SKETCH_SIZE && i < a->sketch_size && j < b->sketch_size) {
        int order = by_hash(&a->sketch[i], &b->sketch[j]);
        if (order <= 0) i++;
        if (order >= 0) j++;
        if (order == 0) common++;
        seen++;
    }
    if (seen < SKETCH_SIZE) seen += (a->sketch_size - i) + (b->sketch_size - j);
    if (seen > SKETCH_SIZE) seen = SKETCH_SIZE;
    return seen ? (double)common / (double)seen : 0;
}

/* One title of three words and more on two stories is one story, told again. */
static bool same_title(const struct story *a, const struct story *b)
{
    if (strcmp(a->title, b->title) != 0) return false;
    size_t blanks = 0;
    for (const char *p = a->title; *p; p++) blanks += *p == ' ';
    return blanks >= 2;
}

static bool same_story(const struct story *a, const struct story *b)
{
    return (*a->id && strcmp(a->id, b->id) == 0) || same_title(a, b) || similarity(a, b) > 0.5;
}

int stories_dedupe(struct stories *s, struct nashra_detail *detail)
{
    (void)detail;
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++) {
        size_t j = 0;
        while (j < kept && !same_story(&s->list[j], &s->list[i])) j++;
        if (j == kept) {
            s->list[kept++] = s->list[i];
            continue;
        }
        stories_report(s, 0, s->list[i].place, "left out: the same story as %.200s", s->list[j].place);
        passage_free(&s->list[i].head);
        passage_free(&s->list[i].body);
        script_free(s->list[i].script);
        script_free(s->list[i].title_script);
    }
    s->count = kept;
    return 0;
}
