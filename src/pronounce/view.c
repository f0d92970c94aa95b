/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "pronounce/sounds.h"

#include "util/arabic.h"

enum vowel view_vowel(const struct view *view, size_t i)
{
    return i < view->length ? (enum vowel)(view->marks[i] & MARK_VOWEL) : VOWEL_UNKNOWN;
}

bool view_is(const struct view *view, size_t i, uint32_t letter)
{
    return i < view->length && view->letters[i] == letter;
}

bool view_bare_alef(const struct view *view, size_t i)
{
    return view_is(view, i, 0x0627) || view_is(view, i, 0x0671); /* U+0627 ALEF, U+0671 ALEF WASLA */
}

static int reserve(struct view *view, size_t need)
{
    if (need <= view->room) return 0;
    size_t room = need + need / 2 + 32;
    uint32_t *letters = memory_realloc(view->letters, room, sizeof *letters);
    if (letters) view->letters = letters;
    mark *marks = memory_realloc(view->marks, room, sizeof *marks);
    if (marks) view->marks = marks;
    uint8_t *state = memory_realloc(view->state, room, sizeof *state);
    if (state) view->state = state;
    if (!letters || !marks || !state) return NASHRA_E_MEMORY;
    view->room = room;
    return 0;
}

/* قالُوا: what the text marked says that the و is long; a list or model that puts a vowel on it is wrong. */
static void plural_ending(struct view *view, const struct word *word)
{
    size_t n = view->length;
    if (n < 3 || view->letters[n - 1] != 0x0627 || view->letters[n - 2] != 0x0648) return; /* U+0627 ALEF, U+0648 WAW */
    bool told = word->by[n - 2] >= BY_USER && view_vowel(view, n - 2) != VOWEL_UNKNOWN;
    if (!told && view_vowel(view, n - 3) == VOWEL_DAMMA) view->marks[n - 2] = VOWEL_SUKUN;
}

static bool weak(uint32_t letter)
{
    return letter == 0x0627 || letter == 0x0648 || letter == 0x064A || letter == 0x0649 || letter == 0x0629; /* ا و ي ى ة */
}

static bool told(const struct word *word, size_t i)
{
    return word->by[i] >= BY_USER && (word->marks[i] & MARK_VOWEL) != VOWEL_UNKNOWN;
}

/* Did the writer mark the whole word, but for what convention leaves out (long vowels, the article's alef, the case)? */
static bool fully_marked(const struct word *word)
{
    size_t known = 0;
    for (size_t i = 0; i + 1 < word->length; i++) {
        known += told(word, i);
        if (!told(word, i) && !weak(word->letters[i]) && !weak(word->letters[i + 1])) return false;
    }
    return known >= 2;
}

/* In a word that the writer marked, what is left out follows convention: the model may not put its vowel there (in تَضيق the
 * unmarked ي is long, and بَرْشَلُونَة is to be said without a case). */
static void forget_guesses(struct view *view, const struct word *word)
{
    if (word->length < 3 || !fully_marked(word)) return;
    for (size_t i = 0; i < word->length; i++)
        if (word->by[i] < BY_USER) view->marks[i] &= MARK_SEAT;
}

int view_set(struct view *view, const struct word *word)
{
    if (reserve(view, word->length) < 0) return NASHRA_E_MEMORY;
    view->length = word->length;
    for (size_t i = 0; i < word->length; i++) {
        view->letters[i] = arabic_seated(word->letters[i], word->marks[i]);
        view->marks[i] = word->marks[i];
        view->state[i] = 0;
    }
    view->prefix = view->article = 0;
    view->wasl = PHONE_NONE;
    view->name = word->kind == WORD_NAME;
    forget_guesses(view, word);
    plural_ending(view, word);
    return 0;
}

void view_free(struct view *view)
{
    memory_free(view->letters);
    memory_free(view->marks);
    memory_free(view->state);
}
