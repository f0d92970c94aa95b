/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "lexicon/phrases.h"

#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

static uint64_t step(const struct phrases *phrases, uint64_t hash, uint32_t cp)
{
    return (hash ^ (phrases->exact ? cp : arabic_fold(cp))) * 0x100000001b3u;
}

static const uint64_t START = 0xcbf29ce484222325u;

/* The slot of a hash: its own, or the free one where it would go. */
static struct phrase_slot *slot_of(const struct phrases *phrases, uint64_t hash)
{
    size_t i = (size_t)(hash >> 20) & (phrases->size - 1);
    while (phrases->slots[i].hash && phrases->slots[i].hash != hash) i = (i + 1) & (phrases->size - 1);
    return &phrases->slots[i];
}

static int grow(struct phrases *phrases)
{
    struct phrases larger = {.size = phrases->size ? phrases->size * 2 : 256, .used = phrases->used, .exact = phrases->exact};
    larger.slots = memory_zalloc(larger.size, sizeof *larger.slots);
    if (!larger.slots) return NASHRA_E_MEMORY;
    for (size_t i = 0; i < phrases->size; i++)
        if (phrases->slots[i].hash) *slot_of(&larger, phrases->slots[i].hash) = phrases->slots[i];
    memory_free(phrases->slots);
    *phrases = larger;
    return 0;
}

static int put(struct phrases *phrases, uint64_t hash, uint32_t id)
{
    if (phrases->used * 2 >= phrases->size && grow(phrases) < 0) return NASHRA_E_MEMORY;
    struct phrase_slot *slot = slot_of(phrases, hash);
    phrases->used += slot->hash == 0;
    slot->hash = hash;
    if (id) slot->id = id;
    return 0;
}

int phrases_add(struct phrases *phrases, const char *text, size_t bytes, uint32_t id)
{
    uint64_t hash = START;
    for (size_t i = 0; i < bytes;) {
        uint32_t cp;
        i += utf8_decode(text + i, bytes - i, &cp);
        if (arabic_mark(cp) || cp == 0x0640) continue; /* U+0640 TATWEEL */
        if (cp == ' ' && put(phrases, hash, 0) < 0) return NASHRA_E_MEMORY;
        hash = step(phrases, hash, cp);
    }
    return put(phrases, hash, id + 1);
}

void phrases_free(struct phrases *phrases)
{
    memory_free(phrases->slots);
    *phrases = (struct phrases){.exact = phrases->exact};
}

size_t phrases_find(const struct phrases *phrases, const struct form *form, const struct word *words, size_t count, uint32_t *id)
{
    if (phrases->used == 0) return 0;
    uint64_t hash = START;
    for (size_t i = 0; i < form->length; i++) hash = step(phrases, hash, form->base[i]);
    const struct phrase_slot *alone = slot_of(phrases, hash);
    size_t longest = 0;
    if (alone->hash && alone->id) {
        longest = 1;
        *id = alone->id - 1;
    }
    if (count > PHRASE_WORDS) count = PHRASE_WORDS;
    for (size_t w = 1; w < count; w++) {
        const struct phrase_slot *beginning = slot_of(phrases, hash);
        if (!beginning->hash) break; /* nothing begins like this */
        if (words[w - 1].punct_after || words[w].punct_before || words[w].length == 0) break;
        hash = step(phrases, hash, ' ');
        for (size_t i = 0; i < words[w].length; i++) hash = step(phrases, hash, words[w].letters[i]);
        const struct phrase_slot *slot = slot_of(phrases, hash);
        if (!slot->hash) break;
        if (slot->id) {
            longest = w + 1;
            *id = slot->id - 1;
        }
    }
    return longest;
}
