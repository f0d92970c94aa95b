/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/html_hints.h"

#include "intake/directives.h"
#include "intake/json_text.h"
#include "util/buffer.h"

#include <string.h>
#include <strings.h>

/* What Spoken HTML can say of one element. */
struct hint_values {
    const char *alias, *interpret_as, *format, *ph, *alphabet, *time, *strength, *level;
    bool any_break;
};

static const char **slot_for(struct hint_values *v, const char *key, size_t size)
{
    const struct {
        const char *key;
        const char **slot;
    } slots[] = {{"alias", &v->alias}, {"interpret-as", &v->interpret_as}, {"format", &v->format}, {"ph", &v->ph},
                 {"alphabet", &v->alphabet}, {"time", &v->time}, {"strength", &v->strength}, {"level", &v->level}};
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++)
        if (strlen(slots[i].key) == size && memcmp(slots[i].key, key, size) == 0) return slots[i].slot;
    return NULL;
}

/* data-ssml='{"sub":{"alias":"..."}}', also {"say-as":"date"} and the like written short. */
static void read_json(struct draft *draft, const char *json, struct hint_values *v)
{
    struct text text = {json, strlen(json), NULL, 0};
    struct json_scan scan = {json, 0, text.size};
    struct json_pair pair;
    while (json_next(&scan, &pair)) {
        const char *key = json + pair.key;
        size_t size = pair.key_size;
        if (size == 5 && memcmp(key, "break", 5) == 0) v->any_break = true;
        if (!pair.string) continue;
        const char **slot = size == 6 && memcmp(key, "say-as", 6) == 0 ? &v->interpret_as
                            : size == 3 && memcmp(key, "sub", 3) == 0  ? &v->alias
                                                                       : slot_for(v, key, size);
        struct text value;
        if (!slot) continue;
        if (json_unescape(&value, &text, pair.value, pair.value + pair.value_size, draft->doc->arena) < 0) draft->failed = true;
        else *slot = arena_strndup(draft->doc->arena, value.bytes, value.size);
        if (!*slot) draft->failed = true;
    }
}

/* data-ssml-sub-alias="..." and so on; data-ssml-say-as="date" is say-as with interpret-as. */
static void read_attributes(struct draft *draft, const struct markup *m, const struct token *t, struct hint_values *v)
{
    static const struct {
        const char *attribute, *key;
    } names[] = {{"data-ssml-sub-alias", "alias"}, {"data-ssml-say-as", "interpret-as"},
                 {"data-ssml-say-as-interpret-as", "interpret-as"}, {"data-ssml-say-as-format", "format"},
                 {"data-ssml-phoneme-ph", "ph"}, {"data-ssml-phoneme-alphabet", "alphabet"}, {"data-ssml-break-time", "time"},
                 {"data-ssml-break-strength", "strength"}, {"data-ssml-emphasis-level", "level"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = directive_attribute(draft, m, t, names[i].attribute);
        if (value && *value) *slot_for(v, names[i].key, strlen(names[i].key)) = value;
    }
}

static uint32_t language_of(struct draft *draft, const struct markup *m, const struct token *t, struct span source)
{
    struct attribute lang;
    if (m->bytes[t->name] == 'h' || m->bytes[t->name] == 'H') return 0; /* <html>: the page's, often wrong */
    if (!markup_find(m, t, "lang", &lang) || lang.value_size < 2 || strncasecmp(m->bytes + lang.value, "ar", 2) == 0) return 0;
    return directive_open(draft, DIRECTIVE_LANG, directive_attribute(draft, m, t, "lang"), "", source);
}

static bool mentions(const struct markup *m, const struct token *t, const char *word)
{
    return t->inner_end > t->inner && memmem(m->bytes + t->inner, t->inner_end - t->inner, word, strlen(word)) != NULL;
}

uint32_t html_hint(struct draft *draft, const struct text *text, const struct markup *m, const struct token *t, bool holds)
{
    struct span source = text_span(text, t->begin, t->end);
    bool spoken = mentions(m, t, "data-ssml");
    if (!spoken) return holds && mentions(m, t, "lang") ? language_of(draft, m, t, source) : 0;
    struct hint_values v = {"", "", "", "", "", "", "", "", false};
    const char *json = directive_attribute(draft, m, t, "data-ssml");
    if (json && *json) read_json(draft, json, &v);
    read_attributes(draft, m, t, &v);
    if (draft->failed) return 0;
    if (*v.time || *v.strength || v.any_break) directive_break(draft, v.time, v.strength, source);
    if (!holds) return 0;
    if (*v.alias) return directive_open(draft, DIRECTIVE_SUB, v.alias, "", source);
    if (*v.ph) return directive_open(draft, DIRECTIVE_PHONEME, v.ph, *v.alphabet ? v.alphabet : "ipa", source);
    if (*v.interpret_as) return directive_open(draft, DIRECTIVE_SAY_AS, v.interpret_as, v.format, source);
    if (*v.level) return directive_open(draft, DIRECTIVE_EMPHASIS, v.level, "", source);
    return 0;
}
