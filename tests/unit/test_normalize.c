/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* What a list of cases cannot show of the normalizer: spans, grammar on words, notes, and time that grows with the text. */
#include "check.h"

#include "document.h"
#include "util/buffer.h"

#include <stdlib.h>
#include <time.h>

static nashra_engine *engine;

static nashra_document *read_text(const char *text, size_t size, const char *region)
{
    struct nashra_reading reading = {.format = NASHRA_FORMAT_TEXT, .lines = true, .after = "normalize", .region = region, .charset = "UTF-8"};
    nashra_document *document = NULL;
    struct nashra_detail why = {0};
    if (nashra_document_new(&document, engine, &reading, text, size, &why) < 0) printf("%s\n", why.message);
    return document;
}

/* The words' letters with a space between. */
static char *words_of(const struct nashra_document *doc)
{
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; doc && i < doc->word_count; i++) {
        if (i) buffer_char(&text, ' ');
        word_write(&text, &doc->words[i], false);
    }
    buffer_text(&text, "");
    return text.data;
}

static void check_words(const char *text, const char *region, const char *want)
{
    nashra_document *doc = read_text(text, strlen(text), region);
    char *have = words_of(doc);
    CHECK_STR(have ? have : "", want);
    free(have);
    nashra_document_free(doc);
}

/* Every word of «$20 مليون» stands for the same bytes; the words beside it keep their own. */
static void check_spans(void)
{
    const char *text = "دفع $20 مليون اليوم";
    nashra_document *doc = read_text(text, strlen(text), NULL);
    if (!CHECK(doc && doc->word_count == 5)) return;
    size_t begin = strlen("دفع "), end = strlen("دفع $20 مليون");
    for (size_t i = 1; i < 4; i++) {
        CHECK(doc->words[i].source.begin == begin && doc->words[i].source.end == end);
        CHECK(doc->words[i].group != 0 && doc->words[i].group == doc->words[1].group);
        CHECK(doc->words[i].kind == WORD_NUMBER);
    }
    CHECK(doc->words[0].group == 0 && doc->words[4].source.end == strlen(text));
    CHECK(doc->words[1].gcase == CASE_ACCUSATIVE); /* object of دفع */
    CHECK_STR(doc->words[1].value, "money 20000000");
    nashra_document_free(doc);
}

/* The text's own noun keeps its span and gets its ending; marks of the text are never lost. */
static void check_counted(void)
{
    const char *text = "خمسَ 3 نِساء.";
    nashra_document *doc = read_text(text, strlen(text), NULL);
    if (!CHECK(doc && doc->word_count == 3)) return;
    const struct word *noun = &doc->words[2];
    CHECK(noun->kind == WORD_PLAIN && noun->gcase == CASE_GENITIVE);
    CHECK((noun->marks[0] & MARK_VOWEL) == VOWEL_KASRA && noun->by[0] == BY_TEXT);
    CHECK((noun->marks[3] & MARK_VOWEL) == VOWEL_KASRATAN && noun->by[3] == BY_GRAMMAR);
    CHECK(noun->source.begin == strlen("خمسَ 3 "));
    CHECK((doc->words[0].marks[2] & MARK_VOWEL) == VOWEL_FATHA);
    CHECK(doc->words[1].gender == GENDER_FEMININE);
    nashra_document_free(doc);
}

static void check_signs(void)
{
    const char *text = "قال «نعم» (أمس)، ثم صمت";
    nashra_document *doc = read_text(text, strlen(text), NULL);
    if (!CHECK(doc && doc->word_count == 5)) return;
    CHECK(doc->words[1].punct_before & PUNCT_QUOTE_OPEN);
    CHECK(doc->words[1].punct_after & PUNCT_QUOTE_CLOSE);
    CHECK(doc->words[2].punct_before & PUNCT_PAREN_OPEN);
    CHECK((doc->words[2].punct_after & PUNCT_PAREN_CLOSE) && (doc->words[2].punct_after & PUNCT_COMMA));
    CHECK(doc->words[3].punct_before == 0 && doc->words[4].punct_after == 0);
    nashra_document_free(doc);
}

static void check_notes(void)
{
    static const struct {
        const char *text, *words;
    } ODD[] = {
        {"31/02/2023", "واحد وثلاثون على اثنين على ألفين وثلاثة وعشرين"},
        {"99:99", "تسعة وتسعون تسعة وتسعون"},
    };
    for (size_t i = 0; i < sizeof ODD / sizeof ODD[0]; i++) {
        nashra_document *doc = read_text(ODD[i].text, strlen(ODD[i].text), NULL);
        char *have = words_of(doc);
        CHECK_STR(have, ODD[i].words);
        CHECK(doc && doc->note_count == 1 && doc->notes[0].kind == NASHRA_NOTE_NUMBER);
        free(have);
        nashra_document_free(doc);
    }
}

/* Ten thousand digits are read one by one, with a note. */
static void check_long_number(void)
{
    enum { DIGITS = 10000 };
    char *text = malloc(DIGITS);
    if (!CHECK(text != NULL)) return;
    memset(text, '7', DIGITS);
    nashra_document *doc = read_text(text, DIGITS, NULL);
    CHECK(doc && doc->word_count >= DIGITS);
    CHECK(doc && doc->note_count >= 1);
    nashra_document_free(doc);
    free(text);
}

/* --- time -------------------------------------------------------------------------------------------------------- */

static double seconds_for(const char *piece, size_t bytes)
{
    struct buffer text = BUFFER_EMPTY;
    while (text.size < bytes) buffer_text(&text, piece);
    double best = 1e9;
    for (int run = 0; run < 2; run++) {
        clock_t begin = clock();
        nashra_document_free(read_text(text.data, text.size, NULL));
        double used = (double)(clock() - begin) / CLOCKS_PER_SEC;
        if (used < best) best = used;
    }
    buffer_free(&text);
    return best;
}

/* Twice the text takes about twice the time: 3 leaves room for a busy machine, a quadratic room would take 4 and more. */
static void check_linear(void)
{
    static const char *const PIECES[] = {
        "1", "1,1", "1.1", "1/", "1-", "1:1", "1,234,", "و1 ", "1 234 ", "a1", "#_", "((", "د.", "١٬", "12 مليون و", "%", "«الـ«1»» ", "5 كم ", "+1 ",
    };
    enum { BYTES = 20000 };
    for (size_t i = 0; i < sizeof PIECES / sizeof PIECES[0]; i++) {
        double once = seconds_for(PIECES[i], BYTES), twice = seconds_for(PIECES[i], 2 * BYTES);
        if (!CHECK(twice < 3 * once + 0.05)) printf("  \"%s\": %.3f s, twice as much: %.3f s\n", PIECES[i], once, twice);
    }
}

int main(void)
{
    struct nashra_engine_options options = {.no_model = true, .no_user_lexicon = true};
    struct nashra_detail why = {0};
    if (!CHECK(nashra_engine_open(&engine, &options, &why) == 0)) return printf("%s\n", why.message), check_done();
    check_words("8/8/2023", "ma", "الثامن من غشت عام ألفين وثلاثة وعشرين");
    check_words("8/8/2023", "jo", "الثامن من آب عام ألفين وثلاثة وعشرين");
    check_words("8 أغسطس/آب", "ar-EG", "الثامن من أغسطس");
    check_words("5%", "eg", "خمسة بالمئة");
    check_words("", NULL, "");
    check_spans();
    check_counted();
    check_signs();
    check_notes();
    check_long_number();
    check_linear();
    nashra_engine_close(engine);
    return check_done();
}
