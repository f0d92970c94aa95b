/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "document.h"

#include "util/arabic.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <string.h>

/* One body for all arrays of the document: room for one more, zeroed, counted. */
#define ADD(doc, array, count, capacity)                                                                                 \
    (arena_reserve((doc)->arena, &(doc)->array, &(doc)->capacity, (doc)->count, (doc)->count + 1, sizeof *(doc)->array)  \
             ? NULL                                                                                                      \
             : (memset(&(doc)->array[(doc)->count], 0, sizeof *(doc)->array), &(doc)->array[(doc)->count++]))

struct doc_char *document_add_char(struct nashra_document *doc, uint32_t cp, struct span source)
{
    struct doc_char *c = ADD(doc, chars, char_count, char_capacity);
    if (c) *c = (struct doc_char){cp, source};
    return c;
}

struct directive *document_add_directive(struct nashra_document *doc)
{
    return ADD(doc, directives, directive_count, directive_capacity);
}

struct paragraph *document_add_paragraph(struct nashra_document *doc)
{
    return ADD(doc, paragraphs, paragraph_count, paragraph_capacity);
}

struct sentence *document_add_sentence(struct nashra_document *doc)
{
    return ADD(doc, sentences, sentence_count, sentence_capacity);
}

struct skipped *document_add_skipped(struct nashra_document *doc)
{
    return ADD(doc, skipped, skipped_count, skipped_capacity);
}

int document_add_line(struct nashra_document *doc, uint32_t start)
{
    uint32_t *line = ADD(doc, line_starts, line_count, line_capacity);
    if (!line) return NASHRA_E_MEMORY;
    *line = start;
    return 0;
}

int document_word_letters(struct nashra_document *doc, struct word *word, const uint32_t *letters, size_t length)
{
    if (length > UINT16_MAX) return NASHRA_E_LIMIT;
    uint32_t *copy = arena_alloc(doc->arena, length, sizeof *copy);
    mark *marks = arena_alloc(doc->arena, length, sizeof *marks);
    uint8_t *by = arena_alloc(doc->arena, length, sizeof *by);
    if (!copy || !marks || !by) return NASHRA_E_MEMORY;
    if (length) memcpy(copy, letters, length * sizeof *copy);
    word->letters = copy;
    word->marks = marks;
    word->by = by;
    word->length = (uint16_t)length;
    return 0;
}

struct word *document_add_word(struct nashra_document *doc, const uint32_t *letters, size_t length, struct span source)
{
    struct word word = {.source = source, .language = "ar"};
    if (document_word_letters(doc, &word, letters, length) < 0) return NULL;
    struct word *slot = ADD(doc, words, word_count, word_capacity);
    if (slot) *slot = word;
    return slot;
}

static struct note *find_note(struct nashra_document *doc, enum nashra_note_kind kind, const char *text)
{
    enum { LOOK_BACK = 64 }; /* repetitions farther apart than this many notes are listed again: keeps the time linear */
    size_t low = doc->note_count > LOOK_BACK ? doc->note_count - LOOK_BACK : 0;
    for (size_t i = doc->note_count; i-- > low;)
        if (doc->notes[i].kind == kind && strcmp(doc->notes[i].text, text) == 0) return &doc->notes[i];
    return NULL;
}

int document_add_note(struct nashra_document *doc, enum nashra_note_kind kind, struct span source, const char *text,
                      const char *message, const char *suggestion)
{
    struct note *old = find_note(doc, kind, text);
    if (old) {
        old->count++;
        return 0;
    }
    char *copy = arena_strndup(doc->arena, text, strlen(text));
    char *said = arena_strndup(doc->arena, message, strlen(message));
    char *line = arena_strndup(doc->arena, suggestion ? suggestion : "", suggestion ? strlen(suggestion) : 0);
    struct note *note = copy && said && line ? ADD(doc, notes, note_count, note_capacity) : NULL;
    if (!note) return NASHRA_E_MEMORY;
    *note = (struct note){kind, source, copy, said, line, 1};
    return 0;
}

bool word_set_mark(struct word *word, size_t i, mark value, enum authority by)
{
    if (i >= word->length) return false;
    mark old = word->marks[i];
    bool stronger = by > word->by[i];
    mark taken = old;
    static const mark parts[] = {MARK_VOWEL, MARK_SHADDA, MARK_DAGGER, MARK_SEAT};
    for (size_t p = 0; p < sizeof parts; p++) {
        mark part = parts[p];
        if (!(value & part)) continue;
        if (!(old & part) || stronger) taken = (mark)((taken & ~part) | (value & part));
    }
    /* A stronger voice that gives a vowel has also said whether there is a shadda. */
    if (stronger && (value & MARK_VOWEL)) taken = (mark)((taken & ~MARK_SHADDA) | (value & MARK_SHADDA));
    /* A weaker voice does not double a letter whose vowel was given without shadda. */
    if (!stronger && (old & MARK_VOWEL) && by < word->by[i]) taken = (mark)((taken & ~MARK_SHADDA) | (old & MARK_SHADDA));
    if (taken == old) return false;
    word->marks[i] = taken;
    if (stronger) word->by[i] = (uint8_t)by;
    return true;
}

size_t vocalized_split(const char *vocalized, size_t size, uint32_t *letters, mark *marks, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        i += utf8_decode(vocalized + i, size - i, &cp);
        mark m = arabic_mark(cp);
        if (m) {
            if (n > 0 && n <= room) marks[n - 1] = arabic_mark_add(marks[n - 1], m);
        } else if (cp != 0x0640) { /* U+0640 TATWEEL */
            if (n < room) {
                letters[n] = cp;
                marks[n] = 0;
            }
            n++;
        }
    }
    return n;
}

/* أ of a list over ا of the text: the list knows the seat that the writer left out (اسرائيل). 0: other letters. */
static mark seat_over(uint32_t bare, uint32_t seated)
{
    if (bare != 0x0627) return 0;               /* U+0627 ALEF */
    if (seated == 0x0623) return MARK_SEAT_ABOVE; /* U+0623 ALEF WITH HAMZA ABOVE */
    if (seated == 0x0625) return MARK_SEAT_BELOW; /* U+0625 ALEF WITH HAMZA BELOW */
    if (seated == 0x0622) return MARK_SEAT_MADDA; /* U+0622 ALEF WITH MADDA ABOVE */
    return 0;
}

size_t word_set_vocalized(struct word *word, size_t first, const char *vocalized, enum authority by)
{
    enum { ROOM = 64 };
    uint32_t letters[ROOM];
    mark marks[ROOM];
    size_t n = vocalized_split(vocalized, strlen(vocalized), letters, marks, ROOM);
    if (n == 0 || n > ROOM || first > word->length || n > word->length - first) return 0;
    for (size_t i = 0; i < n; i++) {
        if (letters[i] == word->letters[first + i]) continue;
        mark seat = seat_over(word->letters[first + i], letters[i]);
        if (!seat) return 0;
        marks[i] |= seat;
    }
    for (size_t i = 0; i < n; i++)
        if (marks[i]) word_set_mark(word, first + i, marks[i], by);
    return n;
}

/* A letter that is only long, or silent, is written without sukun: قَالُوا, فِي, الشَّمْس; a consonant with it: بَيْت, دَعَوْا. */
static bool silent_sukun(const struct word *word, size_t i)
{
    if ((word->marks[i] & (MARK_VOWEL | MARK_SHADDA)) != VOWEL_SUKUN || word->by[i] == BY_TEXT) return false;
    mark before = i > 0 ? word->marks[i - 1] & MARK_VOWEL : VOWEL_UNKNOWN;
    switch (arabic_seated(word->letters[i], word->marks[i])) {
    case 0x0627: case 0x0671: case 0x0649: case 0x0622: return true; /* ا ٱ ى آ */
    case 0x0648: return before == VOWEL_DAMMA; /* و */
    case 0x064A: return before == VOWEL_KASRA; /* ي */
    case 0x0644: /* the article's ل before a sun letter */
        return i + 1 < word->length && arabic_sun(word->letters[i + 1]) && (word->marks[i + 1] & MARK_SHADDA);
    default: return false;
    }
}

/* كتاباً: where the text sets the tanwin on the alef, the letter before it shows none of its own (its shadda stays). */
static bool tanwin_follows(const struct word *word, size_t i)
{
    if (i + 1 >= word->length || word->by[i] == BY_TEXT) return false;
    uint32_t next = word->letters[i + 1];
    return (next == 0x0627 || next == 0x0649) && (word->marks[i + 1] & MARK_VOWEL) == VOWEL_FATHATAN;
}

int word_write(struct buffer *out, const struct word *word, bool with_marks)
{
    for (size_t i = 0; i < word->length; i++) {
        mark m = word->marks[i];
        buffer_codepoint(out, arabic_seated(word->letters[i], m));
        if (!with_marks || silent_sukun(word, i)) continue;
        arabic_write_mark(out, tanwin_follows(word, i) ? m & (mark)~MARK_VOWEL : m);
    }
    return out->failed ? NASHRA_E_MEMORY : 0;
}

void document_position(const struct nashra_document *doc, uint32_t byte, size_t *line, size_t *column)
{
    size_t low = 0, high = doc->line_count; /* the last line that starts at or before byte */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (doc->line_starts[middle] <= byte) low = middle;
        else high = middle;
    }
    *line = low + 1;
    *column = 1;
    uint32_t start = doc->line_count ? doc->line_starts[low] : 0;
    size_t first = 0, end = doc->char_count; /* chars are ordered by source: count those of this line before byte */
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (doc->chars[middle].source.begin < start) first = middle + 1;
        else end = middle;
    }
    for (size_t i = first; i < doc->char_count && doc->chars[i].source.begin < byte; i++)
        if (!arabic_mark(doc->chars[i].cp)) ++*column;
}
