/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * The data model: who may overrule whom, marks in any order, restored seats, positions, notes. */
#include "check.h"

#include "document.h"
#include "util/arabic.h"
#include "util/buffer.h"
#include "util/utf8.h"

static struct nashra_document *new_document(void)
{
    struct arena *arena = arena_new();
    struct nashra_document *doc = arena_alloc(arena, 1, sizeof *doc);
    doc->arena = arena;
    return doc;
}

static struct word *add(struct nashra_document *doc, const char *text)
{
    uint32_t letters[64];
    size_t n = utf8_to_codepoints(text, strlen(text), letters, 64);
    return document_add_word(doc, letters, n, (struct span){0, 0});
}

static void check_written(const struct word *word, const char *marked, const char *bare)
{
    struct buffer out = BUFFER_EMPTY;
    word_write(&out, word, true);
    CHECK_STR(out.data, marked);
    buffer_clear(&out);
    word_write(&out, word, false);
    CHECK_STR(out.data, bare);
    buffer_free(&out);
}

static void authorities(struct nashra_document *doc)
{
    struct word *w = add(doc, "كتب");
    CHECK(word_set_mark(w, 0, VOWEL_DAMMA, BY_LEXICON));
    CHECK(!word_set_mark(w, 0, VOWEL_FATHA, BY_MODEL));              /* a weaker voice is not heard */
    CHECK(!word_set_mark(w, 0, VOWEL_FATHA, BY_LEXICON));            /* nor the same one a second time */
    CHECK(word_set_mark(w, 0, VOWEL_FATHA, BY_USER));
    CHECK((w->marks[0] & MARK_VOWEL) == VOWEL_FATHA && w->by[0] == BY_USER);
    CHECK(word_set_mark(w, 1, MARK_SHADDA, BY_TEXT));                /* the text gives a bare shadda ... */
    CHECK(word_set_mark(w, 1, VOWEL_FATHA, BY_MODEL));               /* ... the model its vowel */
    CHECK(w->marks[1] == (VOWEL_FATHA | MARK_SHADDA));
    CHECK(word_set_mark(w, 2, VOWEL_FATHA, BY_TEXT));
    word_set_mark(w, 2, VOWEL_FATHA | MARK_SHADDA, BY_MODEL);        /* a letter marked without shadda stays single */
    CHECK(w->marks[2] == VOWEL_FATHA);
    CHECK(!word_set_mark(w, 3, VOWEL_FATHA, BY_USER));               /* past the end */
    check_written(w, "ك\u064Eت\u0651\u064Eب\u064E", "كتب"); /* shadda, then its vowel */
}

static void vocalized(struct nashra_document *doc)
{
    struct word *w = add(doc, "وبلينكن");
    CHECK(word_set_vocalized(w, 1, "بْلِينْكِن", BY_USER) == 6);
    CHECK(word_set_vocalized(w, 0, "بْلِينْكِن", BY_USER) == 0);    /* other letters */
    CHECK(word_set_vocalized(w, 2, "بْلِينْكِن", BY_USER) == 0);    /* too long */
    check_written(w, "وبْلِينْكِن", "وبلينكن");
    struct word *bare = add(doc, "اسرائيل");
    CHECK(word_set_vocalized(bare, 0, "إِسْرَائِيل", BY_LEXICON) == 7); /* the seat that the writer left out */
    check_written(bare, "إِسْرَائِيل", "إسرائيل");
    struct word *other = add(doc, "أمر");
    CHECK(word_set_vocalized(other, 0, "إِمْر", BY_LEXICON) == 0);   /* a written seat is never changed */
}

/* A long vowel's letter and the article's silent lam carry no sukun in print, a consonant does. */
static void sukun_in_print(struct nashra_document *doc)
{
    struct word *w = add(doc, "والشموع");
    static const mark said[] = {VOWEL_FATHA, VOWEL_SUKUN, VOWEL_SUKUN, VOWEL_DAMMA | MARK_SHADDA, VOWEL_DAMMA, VOWEL_SUKUN, VOWEL_SUKUN};
    for (size_t i = 0; i < 7; i++) word_set_mark(w, i, said[i], BY_MODEL);
    check_written(w, "و\u064Eالش\u0651\u064Fم\u064Fوع\u0652", "والشموع");
    struct word *given = add(doc, "في");
    word_set_mark(given, 0, VOWEL_KASRA, BY_TEXT);
    word_set_mark(given, 1, VOWEL_SUKUN, BY_TEXT);
    check_written(given, "ف\u0650ي\u0652", "في"); /* what the text writes stays */
    struct word *tanwin = add(doc, "شهرا");
    word_set_mark(tanwin, 3, VOWEL_FATHATAN, BY_TEXT);
    word_set_mark(tanwin, 2, VOWEL_FATHA, BY_MODEL);
    check_written(tanwin, "شهرا\u064B", "شهرا"); /* one tanwin, where the text has it */
}

static void mark_order(void)
{
    const char *forms[] = {"مُحَمَّد", "مُحَمَّد", "مُحـَمـَّد"};   /* shadda+vowel, vowel+shadda, with tatweel */
    for (size_t i = 0; i < 3; i++) {
        uint32_t letters[8];
        mark marks[8];
        CHECK(vocalized_split(forms[i], strlen(forms[i]), letters, marks, 8) == 4);
        CHECK(marks[0] == VOWEL_DAMMA && marks[1] == VOWEL_FATHA && marks[2] == (VOWEL_FATHA | MARK_SHADDA) && marks[3] == 0);
    }
    uint32_t letters[2];
    mark marks[2];
    CHECK(vocalized_split("َُِكتاب", strlen("َُِكتاب"), letters, marks, 2) == 4); /* leading marks belong to nobody; no overrun */
    CHECK(arabic_mark_add(VOWEL_FATHA, VOWEL_DAMMA) == VOWEL_DAMMA);   /* two vowels: the later one */
    CHECK(arabic_mark_add(0, MARK_DAGGER) == (VOWEL_FATHA | MARK_DAGGER));
}

static void positions(struct nashra_document *doc)
{
    const char *text = "سطر\nثانٍ هنا";
    document_add_line(doc, 0);
    for (size_t i = 0, n; text[i]; i += n) {
        uint32_t cp;
        n = utf8_decode(text + i, strlen(text + i), &cp);
        if (cp == '\n') document_add_line(doc, (uint32_t)(i + n));
        else document_add_char(doc, cp, (struct span){(uint32_t)i, (uint32_t)(i + n)});
    }
    size_t line, column;
    document_position(doc, (uint32_t)(strstr(text, "هنا") - text), &line, &column);
    CHECK(line == 2 && column == 5); /* the tanwin is no column of its own */
    document_position(doc, 0, &line, &column);
    CHECK(line == 1 && column == 1);
}

static void notes(struct nashra_document *doc)
{
    for (int i = 0; i < 3; i++) document_add_note(doc, NASHRA_NOTE_UNKNOWN_NAME, (struct span){9, 12}, "زيد", "guessed", NULL);
    document_add_note(doc, NASHRA_NOTE_DOUBTFUL, (struct span){9, 12}, "زيد", "not sure", NULL);
    CHECK(doc->note_count == 2 && doc->notes[0].count == 3 && doc->notes[1].count == 1);
    CHECK_STR(doc->notes[0].suggestion, "");
}

static void utf8(void)
{
    uint32_t cp;
    CHECK(utf8_decode("\xC0\x80", 2, &cp) == 1 && cp == 0xFFFD);         /* overlong NUL */
    CHECK(utf8_decode("\xED\xA0\x80", 3, &cp) == 1 && cp == 0xFFFD);     /* surrogate */
    CHECK(utf8_decode("\xF0\x9F\x98", 3, &cp) == 3 && cp == 0xFFFD);     /* cut off */
    CHECK(utf8_decode("\xF4\x90\x80\x80", 4, &cp) == 1 && cp == 0xFFFD); /* above U+10FFFF */
    CHECK(utf8_decode("\xF0\x9F\x98\x80", 4, &cp) == 4 && cp == 0x1F600);
    char out[4];
    CHECK(utf8_encode(0xD800, out) == 3 && memcmp(out, "\xEF\xBF\xBD", 3) == 0);
}

int main(void)
{
    struct nashra_document *doc = new_document();
    authorities(doc);
    vocalized(doc);
    sukun_in_print(doc);
    mark_order();
    positions(doc);
    notes(doc);
    utf8();
    arena_free(doc->arena);
    return check_done();
}
