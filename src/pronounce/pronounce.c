/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "pronounce/pronounce.h"

#include "engine.h"

#include "pronounce/imposed.h"
#include "pronounce/sounds.h"

#include <string.h>

struct pronouncer {
    struct irregulars *irregulars;
    struct particles *particles;
    struct ipa_table *ipa;
    struct symbols symbols;
};

/* Scratch memory of one run, and the walk through the document's directives. */
struct work {
    struct nashra_document *doc;
    const struct pronouncer *room;
    struct view view;
    struct spoken *spoken;
    struct sound *sounds;
    size_t spoken_room, sounds_room;
    struct buffer text;
    size_t directive;                         /* the next one */
    const struct directive *phoneme, *stress; /* those that hold for the word in hand, or NULL */
    bool phoneme_said;
};

int pronounce_open(struct pronouncer **out, const struct table *table, struct nashra_detail *detail)
{
    struct pronouncer *room = *out = memory_zalloc(1, sizeof *room);
    if (!room) return NASHRA_E_MEMORY;
    int result = symbols_open(&room->symbols, table, detail);
    if (result == 0) result = irregulars_open(&room->irregulars, table);
    if (result == 0) result = particles_open(&room->particles, table);
    if (result == 0) result = ipa_open(&room->ipa, table);
    return result;
}

void pronounce_close(struct pronouncer *room)
{
    if (!room) return;
    irregulars_close(room->irregulars);
    particles_close(room->particles);
    ipa_close(room->ipa);
    memory_free(room);
}

/* Which <phoneme> and <emphasis> hold for the characters of this word? Directives come in order of first_char. */
static void follow_directives(struct work *work, const struct word *word)
{
    const struct nashra_document *doc = work->doc;
    uint32_t end = word->first_char + word->char_count;
    for (; work->directive < doc->directive_count && doc->directives[work->directive].first_char < end; work->directive++) {
        const struct directive *d = &doc->directives[work->directive];
        if (d->kind == DIRECTIVE_PHONEME) work->phoneme = d, work->phoneme_said = false;
        else if (d->kind == DIRECTIVE_EMPHASIS) work->stress = d;
    }
    if (work->phoneme && work->phoneme->first_char + work->phoneme->char_count <= word->first_char) work->phoneme = NULL;
    if (work->stress && work->stress->first_char + work->stress->char_count <= word->first_char) work->stress = NULL;
}

/* The first directive that can hold for characters from `first_char` on: one that began a little earlier may still be open. */
static size_t directive_from(const struct nashra_document *doc, uint32_t first_char)
{
    enum { OPEN_BEFORE = 16 };
    size_t low = 0, high = doc->directive_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (doc->directives[middle].first_char < first_char) low = middle + 1;
        else high = middle;
    }
    return low > OPEN_BEFORE ? low - OPEN_BEFORE : 0;
}

static int keep(struct work *work, const char **field)
{
    *field = arena_strndup(work->doc->arena, work->text.size ? work->text.data : "", work->text.size);
    return *field && !work->text.failed ? 0 : NASHRA_E_MEMORY;
}

/* Sounds given from outside, by <phoneme> or a user's lexicon: only how they end matters to their neighbours. */
static int take_given(struct work *work, struct word *word, struct spoken *spoken)
{
    const struct directive *d = work->phoneme;
    const char *given = d ? d->value : word->given;
    if (!given) given = "";
    bool ipa = d && !(d->detail && strcmp(d->detail, "x-espeak") == 0);
    if (d && work->phoneme_said) given = "";
    work->phoneme_said = true;
    buffer_clear(&work->text);
    if (ipa && !ipa_to_espeak(work->room->ipa, given, &work->text) &&
        document_add_note(work->doc, NASHRA_NOTE_MARKUP, d->source, given, "<phoneme>: IPA that is not known was left out", NULL) < 0)
        return NASHRA_E_MEMORY;
    if (!ipa) espeak_clean(given, &work->text);
    if (keep(work, &word->phonemes) < 0) return NASHRA_E_MEMORY;
    word->given = word->phonemes;
    buffer_clear(&work->text);
    if (ipa) buffer_text(&work->text, given);
    else espeak_to_ipa(work->room->ipa, word->phonemes, &work->text);
    if (keep(work, &word->ipa) < 0) return NASHRA_E_MEMORY;
    spoken->given = true;
    spoken->silent = !*word->phonemes;
    spoken->sounds[0] = (struct sound){espeak_ends_in_vowel(word->phonemes) ? PHONE_A : PHONE_B, 0};
    spoken->count = 1;
    return 0;
}

static int note_guess(struct work *work, struct word *word)
{
    word->guessed = 1;
    return document_add_note(work->doc, NASHRA_NOTE_DEGRADED, word->source, "",
                             "words without vowels were read by guess: mark them, add them to a lexicon, or install the model", NULL);
}

static int first_reading(struct work *work, struct word *word, struct spoken *spoken)
{
    follow_directives(work, word);
    if (work->phoneme || word->given) return take_given(work, word, spoken);
    bool arabic = word->kind != WORD_FOREIGN && strncmp(word->language, "ar", 2) == 0;
    spoken->silent = !arabic || word->length == 0;
    if (spoken->silent) return 0;
    struct view *view = &work->view;
    if (view_set(view, word) < 0) return NASHRA_E_MEMORY;
    irregular_apply(work->room->irregulars, view);
    bool named = word->kind == WORD_LETTER || word->kind == WORD_NAME; /* N is إِنْ, and no particle */
    int clitic = named ? -1 : particle_find(work->room->particles, view, &spoken->light);
    spoken->particle = clitic >= 0 && view_vowel(view, view->length - 1) < VOWEL_FATHATAN;
    view_find_joints(view, clitic > 0 ? (size_t)clitic : word->clitics);
    if (clitic > 0 && view->prefix == 0) view->prefix = (size_t)clitic;
    if (view_complete(view) && note_guess(work, word) < 0) return NASHRA_E_MEMORY;
    view_pronounce(view, spoken);
    const char *emphasis = work->stress && work->stress->value ? work->stress->value : "";
    spoken->strong = strcmp(emphasis, "strong") == 0;
    if (*emphasis) spoken->light = strcmp(emphasis, "reduced") == 0;
    return 0;
}

/* Does the word hold its ة to the next as a first part of an idafa (مدينة القدس)? */
static bool construct(const struct word *word, const struct spoken *spoken, const struct word *next, const struct spoken *right)
{
    if (!right || right->silent || spoken->article || word->length == 0) return false;
    if (word->definite == DEFINITE_CONSTRUCT) return true;
    enum vowel vowel = word->marks[word->length - 1] & MARK_VOWEL;
    if (vowel == VOWEL_FATHA || vowel == VOWEL_DAMMA || vowel == VOWEL_KASRA) return true;
    return vowel < VOWEL_FATHATAN && (right->article || next->kind == WORD_NAME);
}

static void settle_ending(struct work *work, const struct word *word, struct spoken *spoken, const struct word *next, const struct spoken *right)
{
    bool none = work->doc->reading.endings == NASHRA_ENDINGS_NONE;
    bool idafa = construct(word, spoken, next, right);
    if (spoken->silent || spoken->given) return;
    if (!right && work->doc->reading.endings == NASHRA_ENDINGS_PAUSAL) spoken_pause(spoken, false);
    else if (word->pausal) spoken_pause(spoken, false);
    else if (none && !spoken->particle) spoken_pause(spoken, idafa);
    struct sound *last = spoken->count ? &spoken->sounds[spoken->count - 1] : NULL;
    bool bare_ta = last && (last->flags & SOUND_TA_MARBUTA) && (last->flags & SOUND_ENDING); /* ة without a case */
    if (bare_ta && !idafa) spoken->count--;
}

static int write_word(struct work *work, struct word *word, struct spoken *spoken)
{
    if (spoken->given) return 0;
    if (spoken->silent) {
        if (word->length == 0) word->phonemes = word->ipa = "";
        return 0; /* a foreign word: its own voice knows its sounds */
    }
    spoken_stress(spoken);
    spoken_colour(spoken);
    buffer_clear(&work->text);
    symbols_espeak(&work->room->symbols, spoken, spoken->strong, &work->text);
    if (keep(work, &word->phonemes) < 0) return NASHRA_E_MEMORY;
    buffer_clear(&work->text);
    symbols_ipa(&work->room->symbols, spoken, &work->text);
    return keep(work, &word->ipa);
}

/* Room for all words of a sentence. */
static int reserve(struct work *work, const struct word *words, size_t count)
{
    size_t need = 0;
    for (size_t i = 0; i < count; i++) need += 3 * (size_t)words[i].length + 8;
    if (count > work->spoken_room) {
        struct spoken *spoken = memory_realloc(work->spoken, count, sizeof *spoken);
        if (!spoken) return NASHRA_E_MEMORY;
        work->spoken = spoken;
        work->spoken_room = count;
    }
    if (need > work->sounds_room) {
        struct sound *sounds = memory_realloc(work->sounds, need, sizeof *sounds);
        if (!sounds) return NASHRA_E_MEMORY;
        work->sounds = sounds;
        work->sounds_room = need;
    }
    struct sound *next = work->sounds;
    for (size_t i = 0; i < count; i++) {
        work->spoken[i] = (struct spoken){.sounds = next};
        next += 3 * (size_t)words[i].length + 8;
    }
    return 0;
}

static int pronounce_sentence(struct work *work, const struct sentence *sentence)
{
    size_t count = sentence->word_count;
    if (count == 0) return 0; /* punctuation alone: there may be no word at all */
    struct word *words = &work->doc->words[sentence->first_word];
    if (reserve(work, words, count) < 0) return NASHRA_E_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (first_reading(work, &words[i], &work->spoken[i]) < 0) return NASHRA_E_MEMORY;
    for (size_t i = 0; i < count; i++) {
        struct spoken *left = &work->spoken[i];
        bool pause = i + 1 == count || words[i].break_after != BREAK_NONE || words[i].pause_ms > 0;
        settle_ending(work, &words[i], left, pause ? NULL : &words[i + 1], pause ? NULL : left + 1);
        if (left->wasl) spoken_begin(left); /* after a pause; joining took it away before */
        if (pause || left->silent || (left + 1)->silent) continue;
        spoken_join(left, &words[i], left + 1, work->doc->reading.endings == NASHRA_ENDINGS_NONE);
    }
    for (size_t i = 0; i < count; i++)
        if (write_word(work, &words[i], &work->spoken[i]) < 0) return NASHRA_E_MEMORY;
    return 0;
}

int pronounce_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail)
{
    (void)detail;
    struct work work = {.doc = doc, .room = doc->engine->pronouncer, .text = BUFFER_EMPTY};
    int result = 0;
    if (count > 0) work.directive = directive_from(doc, doc->sentences[first].first_char);
    for (size_t i = first; i < first + count && result == 0; i++) result = pronounce_sentence(&work, &doc->sentences[i]);
    view_free(&work.view);
    memory_free(work.spoken);
    memory_free(work.sounds);
    buffer_free(&work.text);
    return result;
}
