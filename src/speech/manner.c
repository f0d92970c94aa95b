/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speech/speech.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool covers(const struct directive *directive, uint32_t character)
{
    return character >= directive->first_char && character - directive->first_char < directive->char_count;
}

/* Opens what begins at or before the character and closes what has ended. Deeper nesting than MOST_NESTED is not obeyed. */
static void move_to(struct manner_cursor *cursor, const struct nashra_document *doc, uint32_t character)
{
    size_t kept = 0;
    for (size_t i = 0; i < cursor->open_count; i++)
        if (covers(cursor->open[i], character)) cursor->open[kept++] = cursor->open[i];
    cursor->open_count = kept;
    for (; cursor->next < doc->directive_count; cursor->next++) {
        const struct directive *directive = &doc->directives[cursor->next];
        if (directive->first_char > character) break;
        bool ours = directive->kind == DIRECTIVE_PROSODY || directive->kind == DIRECTIVE_VOICE;
        if (ours && covers(directive, character) && cursor->open_count < MOST_NESTED)
            cursor->open[cursor->open_count++] = directive;
    }
}

/* "rate=1.2 pitch=0.9 volume=0.5" */
static void add_prosody(struct manner *manner, const char *value)
{
    struct {
        const char *name;
        double *factor;
    } factors[] = {{"rate=", &manner->rate}, {"pitch=", &manner->pitch}, {"range=", &manner->range}, {"volume=", &manner->volume}};
    while (value && *value) {
        for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
            size_t size = strlen(factors[i].name);
            if (strncmp(value, factors[i].name, size) != 0) continue;
            double factor = strtod(value + size, NULL);
            if (factor >= 0 && factor < 100) *factors[i].factor *= factor;
        }
        value = strchr(value, ' ');
        if (value) value++;
    }
}

/* A headline is set off by a little more height and life, and a paragraph sinks from its first sentence to its last: so a listener
 * hears where one begins and ends. */
static void add_place(struct manner *manner, const struct nashra_document *doc, const struct sentence *sentence)
{
    const struct paragraph *paragraph = &doc->paragraphs[sentence->paragraph];
    size_t index = (size_t)(sentence - doc->sentences);
    switch (paragraph->part) {
    case NASHRA_PART_TITLE: manner->pitch *= 1.07, manner->range *= 1.15; break;
    case NASHRA_PART_HEADING: manner->pitch *= 1.04; break;
    case NASHRA_PART_DATELINE: manner->pitch *= 0.97; break;
    case NASHRA_PART_BODY:
        if (paragraph->sentence_count < 2) break;
        if (index == paragraph->first_sentence) manner->pitch *= 1.03;
        else if (index + 1 == paragraph->first_sentence + paragraph->sentence_count) manner->pitch *= 0.98;
        break;
    case NASHRA_PART_ITEM: break;
    }
    if (doc->reading.style == NASHRA_STYLE_SLOW) manner->rate *= 0.8;
}

struct manner manner_of(struct manner_cursor *cursor, const struct nashra_voice *voice, const struct nashra_document *doc,
                        const struct sentence *sentence, const struct word *word)
{
    struct manner manner = voice->usual;
    add_place(&manner, doc, sentence);
    move_to(cursor, doc, word->first_char);
    for (size_t i = 0; i < cursor->open_count; i++) {
        const struct directive *directive = cursor->open[i];
        if (directive->kind == DIRECTIVE_PROSODY) add_prosody(&manner, directive->value);
        else if (directive->value) snprintf(manner.voice, sizeof manner.voice, "%s", directive->value);
    }
    if (strcmp(word->language, "ar") != 0 && word->language[0] && !word->given)
        snprintf(manner.voice, sizeof manner.voice, "%s", word->language);
    return manner;
}

bool manner_equal(const struct manner *a, const struct manner *b)
{
    return strcmp(a->voice, b->voice) == 0 && a->rate == b->rate && a->pitch == b->pitch && a->range == b->range &&
           a->volume == b->volume;
}
