/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "lexicon/apply.h"

#include "lexicon/search.h"
#include "util/arabic.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <string.h>

void apply_marks(struct word *word, const mark *marks, enum authority by)
{
    for (size_t i = 0; i < word->length; i++)
        if (marks[i]) word_set_mark(word, i, marks[i], by);
}

static bool contradicts(const struct word *word, const mark *marks)
{
    for (size_t i = 0; i < word->length; i++) {
        mark said = word->marks[i] & MARK_VOWEL, here = marks[i] & MARK_VOWEL;
        if (word->by[i] < BY_GRAMMAR || said == VOWEL_UNKNOWN || here == VOWEL_UNKNOWN || i + 1 == word->length) continue;
        if (said != here || ((word->marks[i] ^ marks[i]) & MARK_SHADDA)) return true;
    }
    return false;
}

int apply_hint(struct nashra_document *doc, struct word *word, const struct reading *reading)
{
    if (contradicts(word, reading->marks)) return 0;
    struct hint **place = &word->hints;
    for (; *place; place = &(*place)->next)
        if (memcmp((*place)->marks, reading->marks, word->length) == 0) return 0;
    struct hint *hint = arena_alloc(doc->arena, 1, sizeof *hint);
    mark *marks = arena_alloc(doc->arena, word->length, sizeof *marks);
    if (!hint || !marks) return NASHRA_E_MEMORY;
    memcpy(marks, reading->marks, word->length);
    *hint = (struct hint){.marks = marks, .confidence = reading->confidence, .source = reading->source};
    *place = hint;
    return 0;
}

/* The vocalized text's word number `index`: its bytes. */
static size_t word_of(const char *text, size_t index, const char **begin)
{
    for (; index > 0; index--) {
        text += strcspn(text, " ");
        text += *text == ' ';
    }
    *begin = text;
    return strcspn(text, " ");
}

static bool compose_word(const struct word *word, const struct form *form, const char *text, size_t size, bool name, mark *out)
{
    uint32_t letters[FORM_LETTERS];
    mark marks[FORM_LETTERS] = {0};
    size_t n = vocalized_split(text, size, letters, marks, FORM_LETTERS);
    struct form whole = {.length = (uint8_t)word->length};
    if (!form) {
        if (word->length > FORM_LETTERS) return false;
        memcpy(whole.base, word->letters, word->length * sizeof whole.base[0]);
        form = &whole;
    }
    return n == form->length && form_compose(form, word->letters, word->length, letters, marks, name, out);
}

bool apply_phrase(struct word *words, size_t count, const struct form *form, const char *vocalized, bool name, enum authority by)
{
    mark marks[PHRASE_WORDS][FORM_LETTERS];
    if (count > PHRASE_WORDS) return false;
    for (size_t i = 0; i < count; i++) {
        const char *text;
        size_t size = word_of(vocalized, i, &text);
        if (words[i].length > FORM_LETTERS) return false;
        if (!compose_word(&words[i], i == 0 ? form : NULL, text, size, name, marks[i])) return false;
    }
    for (size_t i = 0; i < count; i++) apply_marks(&words[i], marks[i], by);
    words[0].clitics = (uint8_t)form_clitics(form);
    return true;
}

/* --- a user's entries ------------------------------------------------------------------------------------------------- */

int apply_keep(struct apply *apply, const struct word *word)
{
    if (arena_reserve(apply->doc->arena, &apply->out, &apply->capacity, apply->count, apply->count + 1, sizeof *apply->out) < 0)
        return NASHRA_E_MEMORY;
    apply->out[apply->count++] = *word;
    return 0;
}

/* A word of the entry's own, with the source and punctuation of those that it replaces. */
static struct word *new_word(struct apply *apply, const struct word *model, const uint32_t *letters, size_t n)
{
    struct word word = {.source = model->source, .first_char = model->first_char, .char_count = model->char_count, .language = "ar",
                        .group = model->group, .rule = "user lexicon"};
    if (document_word_letters(apply->doc, &word, letters, n) < 0 || apply_keep(apply, &word) < 0) return NULL;
    return &apply->out[apply->count - 1];
}

/* The clitics of the replaced word go before the first of the new ones: وقسد -> وقوات سوريا. Returns how many letters. */
static size_t clitic_letters(const struct word *word, const struct form *form, uint32_t *letters, mark *marks)
{
    size_t n = form->begin < 6 ? form->begin : 6;
    mark all[FORM_LETTERS] = {0}, out[FORM_LETTERS];
    if (!form_compose(form, word->letters, word->length, form->base, all, false, out)) return 0;
    for (size_t i = 0; i < n; i++) letters[i] = word->letters[i], marks[i] = out[i];
    return n;
}

static void finish(struct apply *apply, size_t first, const struct word *words, size_t count)
{
    if (apply->count == first) return;
    apply->out[first].punct_before = words[0].punct_before;
    apply->out[apply->count - 1].punct_after = words[count - 1].punct_after;
    uint32_t end = words[count - 1].source.end;
    for (size_t i = first; i < apply->count; i++)
        if (apply->out[i].source.end < end) apply->out[i].source.end = end;
}

static int put_words(struct apply *apply, const struct word *words, const struct form *form, const char *text)
{
    for (size_t index = 0;; index++) {
        const char *begin;
        size_t size = word_of(text, index, &begin);
        if (size == 0) return 0;
        uint32_t letters[FORM_LETTERS + 8];
        mark marks[FORM_LETTERS + 8] = {0};
        size_t before = index == 0 ? clitic_letters(&words[0], form, letters, marks) : 0;
        size_t n = vocalized_split(begin, size, letters + before, marks + before, FORM_LETTERS);
        if (n > FORM_LETTERS) n = FORM_LETTERS;
        struct word *word = new_word(apply, &words[0], letters, before + n);
        if (!word) return NASHRA_E_MEMORY;
        word->clitics = (uint8_t)before;
        apply_marks(word, marks, BY_USER);
    }
}

/* ش م ل: every letter becomes a word, its name; what has no name in the table stays as it is. */
static int put_letters(struct apply *apply, const struct word *words, const char *text)
{
    for (size_t i = 0, size = strlen(text); i < size;) {
        uint32_t cp, letters[FORM_LETTERS];
        mark marks[FORM_LETTERS] = {0};
        char key[4];
        size_t row;
        i += utf8_decode(text + i, size - i, &cp);
        if (cp == ' ' || arabic_mark(cp)) continue;
        if (cp >= 'a' && cp <= 'z') cp -= 'a' - 'A';
        size_t length = utf8_encode(cp, key);
        size_t found = section_find(apply->letters, key, length, &row);
        const char *name = found ? section_field(apply->letters, row, 1) : NULL;
        size_t n = name ? vocalized_split(name, strlen(name), letters, marks, FORM_LETTERS) : 1;
        if (!name) letters[0] = cp;
        if (n > FORM_LETTERS) n = FORM_LETTERS;
        struct word *word = new_word(apply, &words[0], letters, n);
        if (!word) return NASHRA_E_MEMORY;
        word->kind = WORD_LETTER;
        apply_marks(word, marks, BY_USER);
    }
    return 0;
}

/* Letters of the entry or, where it gives none, of the words themselves, as UTF-8. */
static int base_text(struct buffer *out, const struct word *words, size_t count, const struct form *form, const char *value)
{
    if (*value) buffer_text(out, value);
    for (size_t i = 0; i < form->length && !*value; i++) buffer_codepoint(out, form->base[i]);
    for (size_t w = 1; w < count && !*value; w++) {
        buffer_char(out, ' ');
        for (size_t i = 0; i < words[w].length; i++) buffer_codepoint(out, words[w].letters[i]);
    }
    return out->failed ? NASHRA_E_MEMORY : buffer_text(out, "");
}

static int put_language(struct apply *apply, const struct word *words, const struct user_entry *entry, const char *text)
{
    for (size_t index = 0;; index++) {
        const char *begin;
        size_t size = word_of(text, index, &begin);
        if (size == 0) return 0;
        uint32_t letters[FORM_LETTERS];
        size_t n = utf8_to_codepoints(begin, size, letters, FORM_LETTERS);
        struct word *word = new_word(apply, &words[0], letters, n > FORM_LETTERS ? FORM_LETTERS : n);
        if (!word) return NASHRA_E_MEMORY;
        word->kind = WORD_FOREIGN;
        memcpy(word->language, entry->language, sizeof word->language);
    }
}

/* Longest symbol first; what is no symbol is left out. */
static void ipa_sounds(const struct table_section *ipa, const char *text, struct buffer *out)
{
    enum { LONGEST = 8 };
    size_t size = strlen(text);
    for (size_t i = 0; i < size;) {
        size_t length = size - i < LONGEST ? size - i : LONGEST, row;
        while (length > 0 && section_find(ipa, text + i, length, &row) == 0) length--;
        uint32_t cp;
        if (length) buffer_text(out, section_field(ipa, row, 1));
        else if ((length = utf8_decode(text + i, size - i, &cp)) && cp == 0x02C8) buffer_char(out, '\''); /* U+02C8: stress */
        i += length;
    }
}

/* What the clitics sound like before given phonemes. */
static void clitic_sounds(struct buffer *out, const struct word *word, const struct form *form)
{
    size_t at = 0;
    if (form->conjunction) buffer_text(out, word->letters[at++] == 0x0641 ? "fa" : "wa"); /* U+0641 FEH */
    if (form->preposition) {
        switch (word->letters[at]) {
        case 0x0628: buffer_text(out, "bi"); break; /* ب */
        case 0x0643: buffer_text(out, "ka"); break; /* ك */
        case 0x0633: buffer_text(out, "sa"); break; /* س */
        default: buffer_text(out, "li");
        }
    }
    if (form->article == ARTICLE_NONE || form->article == ARTICLE_IN_BASE) return;
    buffer_text(out, out->size ? "l" : "al");
}

static int put_sounds(struct apply *apply, const struct word *words, size_t count, const struct form *form, const struct user_entry *entry)
{
    struct buffer sounds = BUFFER_EMPTY;
    clitic_sounds(&sounds, &words[0], form);
    if (entry->kind == USER_IPA) ipa_sounds(apply->ipa, entry->value, &sounds);
    else buffer_text(&sounds, entry->value);
    uint32_t letters[FORM_LETTERS * 2];
    size_t n = 0;
    for (size_t w = 0; w < count; w++) /* several words with one sound are one word: "بيت لحم" */
        for (size_t i = 0; i < words[w].length && n < FORM_LETTERS; i++) letters[n++] = words[w].letters[i];
    struct word *word = sounds.failed ? NULL : new_word(apply, &words[0], letters, n);
    const char *given = word ? arena_strndup(apply->doc->arena, sounds.data ? sounds.data : "", sounds.size) : NULL;
    buffer_free(&sounds);
    if (!given) return NASHRA_E_MEMORY;
    apply->out[apply->count - 1].given = given;
    return 0;
}

/* پ ڤ گ of the entry take the place of the letters that stand for them, so that they are heard: ڤولڤو. */
static int sound_letters(struct apply *apply, struct word *word, const char *text, size_t size, size_t first)
{
    uint32_t spelling[FORM_LETTERS], *letters = NULL;
    mark marks[FORM_LETTERS] = {0};
    size_t n = vocalized_split(text, size, spelling, marks, FORM_LETTERS);
    for (size_t i = 0; i < n && first + i < word->length; i++) {
        uint32_t s = spelling[i];
        if (s != 0x067E && s != 0x06A4 && s != 0x06AF && s != 0x0686) continue; /* پ ڤ گ چ */
        if (!letters) {
            letters = arena_alloc(apply->doc->arena, word->length, sizeof *letters);
            if (!letters) return NASHRA_E_MEMORY;
            memcpy(letters, word->letters, word->length * sizeof *letters);
            word->letters = letters;
        }
        letters[first + i] = s;
    }
    return 0;
}

static int put_marks(struct apply *apply, const struct word *words, size_t count, const struct form *form, const struct user_entry *entry)
{
    size_t first = apply->count;
    for (size_t i = 0; i < count; i++) {
        if (apply_keep(apply, &words[i]) < 0) return NASHRA_E_MEMORY;
        struct word *word = &apply->out[apply->count - 1];
        const char *text;
        size_t size = word_of(entry->value, i, &text);
        if (sound_letters(apply, word, text, size, i == 0 ? form->begin : 0) < 0) return NASHRA_E_MEMORY;
        word->kind = word->kind == WORD_PLAIN ? WORD_NAME : word->kind;
        word->rule = "user lexicon";
    }
    struct form sounded = *form; /* the base with its new letters */
    for (size_t i = form->unwritten; i < form->length; i++) {
        size_t at = form->begin + i - form->unwritten;
        if (at < apply->out[first].length && (!form->suffix || i + 1 < form->length)) sounded.base[i] = apply->out[first].letters[at];
    }
    apply_phrase(apply->out + first, count, &sounded, entry->value, true, BY_USER);
    return 0;
}

int apply_entry(struct apply *apply, const struct word *words, size_t count, const struct form *form, const struct user_entry *entry)
{
    size_t first = apply->count;
    if (entry->kind == USER_MARKS) return put_marks(apply, words, count, form, entry);
    struct buffer text = BUFFER_EMPTY;
    int result = base_text(&text, words, count, form, entry->value) < 0 ? NASHRA_E_MEMORY : 0;
    if (result == 0) {
        switch (entry->kind) {
        case USER_PHONEMES:
        case USER_IPA: result = put_sounds(apply, words, count, form, entry); break;
        case USER_LETTERS: result = put_letters(apply, words, text.data); break;
        case USER_LANGUAGE: result = put_language(apply, words, entry, text.data); break;
        default: result = put_words(apply, words, form, text.data);
        }
    }
    buffer_free(&text);
    if (result == 0) finish(apply, first, words, count);
    return result;
}
