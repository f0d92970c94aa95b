/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Sounds where more than text decides: what lexicon and markup impose, restored seats, foreign words, any letters at all. */
#include "spoken.h"

static void imposed(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, "قَالَ سَامِي فِي الْبَيْتِ");
    doc->words[1].given = "s'a:m<i:]]";
    CHECK(spoken_run(doc) == 0);
    CHECK_STR(doc->words[1].phonemes, "s'a:mi:]");
    CHECK_STR(doc->words[1].ipa, "sˈaːmiː");
    CHECK_STR(doc->words[2].ipa, "fi");
    nashra_document_free(doc);
}

static void markup(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, "هُوَ جُورْجُ وَاشِنْطُنُ هُنَا");
    struct word *name = &doc->words[1], *rest = &doc->words[2];
    struct directive *d = document_add_directive(doc);
    *d = (struct directive){DIRECTIVE_PHONEME, name->first_char, rest->first_char + rest->char_count - name->first_char, "d͡ʒɔːrdʒ",
                            "ipa", 0, {0, 0}};
    d = document_add_directive(doc);
    *d = (struct directive){DIRECTIVE_EMPHASIS, doc->words[3].first_char, doc->words[3].char_count, "strong", NULL, 0, {0, 0}};
    CHECK(spoken_run(doc) == 0);
    CHECK_STR(doc->words[1].phonemes, "dZo:RdZ");
    CHECK_STR(doc->words[2].phonemes, ""); /* both words are one sound */
    CHECK_STR(doc->words[0].phonemes, "'huwa"); /* not emphasized */
    CHECK_STR(doc->words[3].phonemes, "''huna:");
    CHECK(doc->note_count == 0);
    nashra_document_free(doc);
}

static void unknown_ipa(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, "كِتَاب جَدِيد");
    struct directive *d = document_add_directive(doc);
    *d = (struct directive){DIRECTIVE_PHONEME, doc->words[0].first_char, doc->words[0].char_count, "kǃi", "ipa", 0, {0, 0}};
    CHECK(spoken_run(doc) == 0);
    CHECK_STR(doc->words[0].phonemes, "ki");
    CHECK(doc->note_count == 1 && doc->notes[0].kind == NASHRA_NOTE_MARKUP);
    nashra_document_free(doc);
}

static void seats(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, "اكَّدَ اسْرَائِيلُ اخِرُ");
    word_set_mark(&doc->words[0], 0, MARK_SEAT_ABOVE | VOWEL_FATHA, BY_LEXICON);
    word_set_mark(&doc->words[1], 0, MARK_SEAT_BELOW | VOWEL_KASRA, BY_LEXICON);
    word_set_mark(&doc->words[2], 0, MARK_SEAT_MADDA, BY_LEXICON);
    CHECK(spoken_run(doc) == 0);
    CHECK_STR(doc->words[0].ipa, "ˈʔakkada");
    CHECK_STR(doc->words[1].ipa, "ʔisrɑːˈʔiːlu");
    CHECK_STR(doc->words[2].ipa, "ˈʔaːxir");
    nashra_document_free(doc);
}

static void foreign(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, "شَرِكَةُ Google الْكَبِيرَةُ");
    CHECK(spoken_run(doc) == 0);
    CHECK(doc->words[1].phonemes == NULL); /* its own voice knows */
    CHECK_STR(doc->words[2].ipa, "ʔalkaˈbiːrɑ"); /* begins afresh: nothing of ours to lean on */
    nashra_document_free(doc);
}

static void guesses(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, "مجلس سَبعَة محكمة");
    CHECK(spoken_run(doc) == 0);
    CHECK(doc->words[0].guessed && !doc->words[1].guessed && doc->words[2].guessed);
    CHECK(doc->note_count == 1 && doc->notes[0].kind == NASHRA_NOTE_DEGRADED && doc->notes[0].count == 2);
    nashra_document_free(doc);
}

/* Without any marks, and without what lexicon and model would say: long vowels keep their place, the rest is likely. */
static void unmarked(const nashra_engine *engine)
{
    static const char *const words[][2] = {
        {"كتاب", "kaˈtaːb"}, {"نور", "ˈnuːr"}, {"كبير", "kaˈbiːr"}, {"مدرسة", "ˈmadrɑsa"}, {"الوزير", "ʔalwaˈziːr"},
        {"والوزير", "walwaˈziːr"}, {"بالقلم", "bilˈqɑlam"}, {"للشعب", "liʃˈʃaʕab"}, {"كتبوا", "ˈkatabuː"}, {"مسؤول", "masˈʔuːl"},
        {"حوار", "ħaˈwɑːr"}, {"قضايا", "qɑˈdˤɑːjaː"}, {"دولية", "duːˈliːja"}, {"هذا", "ˈhaːðaː"}, {"الله", "ʔɑɫˈɫɑːh"},
        {"ولكنها", "walaːˈkinhaː"}, {"إلى", "ˈʔilaː"}, {"داوود", "daːˈwuːd"}, {"ڤيينا", "vaˈjiːnaː"}, {"و", "ˈwa"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct nashra_document *doc = spoken_new(engine);
        spoken_sentence(doc, words[i][0]);
        CHECK(spoken_run(doc) == 0);
        CHECK_STR(doc->words[0].ipa, words[i][1]);
        nashra_document_free(doc);
    }
}

static bool printable(const char *text)
{
    for (; *text; text++)
        if (*text <= ' ' || *text > '~' || strchr("<>&", *text)) return false;
    return true;
}

/* Any letters with any marks give mnemonics and nothing else. */
static void anything(const nashra_engine *engine)
{
    static const uint32_t strange[] = {0x20, 0x41, 0x660, 0xFFFD, 0x10FFFF, 0x6D2, 0x671, 0x649, 0x629, 0x622};
    unsigned long seed = 7;
    size_t bad = 0;
    for (int round = 0; round < 300; round++) {
        struct nashra_document *doc = spoken_new(engine);
        doc->reading.endings = (enum nashra_endings)(round % 3);
        doc->reading.style = (enum nashra_style)(round / 3 % 3);
        spoken_sentence(doc, "أ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي");
        for (size_t i = 0; i < doc->word_count; i++) {
            uint32_t letters[24];
            size_t n = (seed = seed * 6364136223846793005u + 1442695040888963407u) >> 60;
            for (size_t k = 0; k < n; k++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                letters[k] = seed >> 61 ? 0x621 + (uint32_t)((seed >> 40) % 42) : strange[(seed >> 40) % 10];
            }
            document_word_letters(doc, &doc->words[i], letters, n);
            for (size_t k = 0; k < n; k++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                doc->words[i].marks[k] = (mark)(seed >> 57);
            }
        }
        CHECK(spoken_run(doc) == 0);
        for (size_t i = 0; i < doc->word_count; i++) bad += !doc->words[i].phonemes || !printable(doc->words[i].phonemes);
        nashra_document_free(doc);
    }
    CHECK(bad == 0);
}

/* The longest word there can be, and a sentence of many: linear time, or this would take minutes. */
static void monsters(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, "كُلُّ شَيْءٍ");
    uint32_t *letters = malloc(UINT16_MAX * sizeof *letters);
    for (size_t i = 0; letters && i < UINT16_MAX; i++) letters[i] = i % 3 ? 0x0644 : 0x0627;
    document_word_letters(doc, &doc->words[1], letters, UINT16_MAX);
    for (size_t i = 0; i < 200000; i++) spoken_word(doc, i % 2 ? "وَالْوَلَدُ" : "مِنْ", i % 2 ? strlen("وَالْوَلَدُ") : strlen("مِنْ"));
    doc->sentences[0].word_count = (uint32_t)doc->word_count;
    CHECK(spoken_run(doc) == 0);
    CHECK(doc->words[doc->word_count - 1].phonemes != NULL);
    CHECK(strlen(doc->words[1].phonemes) > UINT16_MAX / 2);
    free(letters);
    nashra_document_free(doc);
}

int main(void)
{
    nashra_engine *engine = spoken_engine();
    if (!engine) return check_done();
    imposed(engine);
    markup(engine);
    unknown_ipa(engine);
    seats(engine);
    foreign(engine);
    guesses(engine);
    unmarked(engine);
    anything(engine);
    monsters(engine);
    nashra_engine_close(engine);
    return check_done();
}
