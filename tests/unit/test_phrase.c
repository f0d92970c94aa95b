/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Breaks: where, of what kind, how long; what must never be torn apart. */
#include "spoken.h"

static struct buffer text = BUFFER_EMPTY;

static const char *breaks_of(const nashra_engine *engine, const char *sentence)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, sentence);
    CHECK(spoken_run(doc) == 0);
    spoken_breaks(doc, &text);
    nashra_document_free(doc);
    return text.data;
}

static void punctuation(const nashra_engine *engine)
{
    CHECK_STR(breaks_of(engine, "وَصَلَ الْوَفْدُ، وَعَادَ."), "وصل الوفد، وعاد ¶");
    CHECK_STR(breaks_of(engine, "قَالَ: نَعَمْ"), "قال؛ نعم ¶");
    CHECK_STR(breaks_of(engine, "سَافَرَ؛ ثُمَّ عَادَ"), "سافر؛ ثم عاد ¶");
    CHECK_STR(breaks_of(engine, "انْتَهَى. وَبَدَأَ"), "انتهى. وبدأ ¶");
    CHECK_STR(breaks_of(engine, "مَنْ هُوَ؟ لَا أَدْرِي"), "من هو. لا أدري ¶");
}

/* A short sentence is one breath. */
static void short_sentences(const nashra_engine *engine)
{
    CHECK_STR(breaks_of(engine, "قَالَ الْوَزِيرُ إِنَّ الْقَرَارَ نِهَائِيٌّ"), "قال الوزير إن القرار نهائي ¶");
    CHECK_STR(breaks_of(engine, "عَادَ الْهُدُوءُ إِلَى الْمَدِينَةِ"), "عاد الهدوء إلى المدينة ¶");
}

/* A long one is cut before what opens a clause or a phrase. */
static void clauses(const nashra_engine *engine)
{
    CHECK_STR(breaks_of(engine, "رَفَضَتِ الْحُكُومَةُ الْمُقْتَرَحَ الْجَدِيدَ لَكِنَّ الْمُعَارَضَةَ رَحَّبَتْ بِهِ وَأَعْلَنَتْ تَأْيِيدَهَا"),
              "رفضت الحكومة المقترح الجديد | لكن المعارضة رحبت به | وأعلنت تأييدها ¶");
    CHECK_STR(breaks_of(engine, "وَاصَلَتِ الْفِرَقُ عَمَلَهَا حَيْثُ عَثَرَتْ عَلَى نَاجِينَ بَيْنَمَا تَوَقَّفَتِ الرِّحْلَاتُ"),
              "واصلت الفرق عملها | حيث عثرت على ناجين | بينما توقفت الرحلات ¶");
}

/* Whether a break follows the word with these letters. */
static bool parted(const struct nashra_document *doc, size_t i)
{
    return doc->words[i].break_after != BREAK_NONE;
}

static void firm(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    /*                    0     1      2            3          4         5       6        7         8   9       10    11 */
    spoken_sentence(doc, "بَحَثَ وَزِيرُ الْخَارِجِيَّةِ الْأَمْرِيكِيُّ أَنْتُونِي بْلِينْكِن الْأَوْضَاعَ الْإِنْسَانِيَّةَ مَعَ رَئِيسِ وُزَرَاءِ الْيَابَانِ "
                         "فِي الْعَاصِمَةِ الْيَابَانِيَّةِ طُوكْيُو خِلَالَ ثَلَاثَةِ أَيَّامٍ مِنَ الْمُبَاحَثَاتِ الْمُكَثَّفَةِ");
    doc->words[4].kind = doc->words[5].kind = WORD_NAME;
    for (size_t i = 17; i < 19; i++) doc->words[i].group = 9;
    CHECK(spoken_run(doc) == 0);
    static const uint8_t bound[] = {1, 2, 4, 6, 8, 9, 10, 12, 13, 17, 19, 20};
    for (size_t i = 0; i < sizeof bound; i++)
        if (!CHECK(!parted(doc, bound[i]))) printf("  after word %u\n", bound[i]);
    size_t breaths = 0, most = 0, run = 0;
    for (size_t i = 0; i < doc->word_count; i++) {
        for (size_t k = 0; k < doc->words[i].length; k++) {
            enum vowel v = doc->words[i].marks[k] & MARK_VOWEL;
            run += v != VOWEL_UNKNOWN && v != VOWEL_SUKUN;
        }
        most = run > most ? run : most;
        if (parted(doc, i)) breaths++, run = 0;
    }
    CHECK(breaths >= 3 && most <= 22); /* syllables: some 4 seconds */
    nashra_document_free(doc);
}

static void lengths(const nashra_engine *engine)
{
    unsigned pauses[3][2];
    for (int style = 0; style < 3; style++) {
        struct nashra_document *doc = spoken_new(engine);
        doc->reading.style = (enum nashra_style)style;
        spoken_sentence(doc, "أَوَّلًا، ثَانِيًا");
        CHECK(spoken_run(doc) == 0);
        pauses[style][0] = doc->words[0].pause_ms;
        pauses[style][1] = doc->words[1].pause_ms;
        CHECK(doc->words[0].pausal && doc->words[1].pausal);
        nashra_document_free(doc);
    }
    CHECK(pauses[0][0] > 100 && pauses[0][1] > pauses[0][0]);
    CHECK(pauses[NASHRA_STYLE_SLOW][0] > pauses[NASHRA_STYLE_NEWS][0]);
    CHECK(pauses[NASHRA_STYLE_PLAIN][0] > pauses[NASHRA_STYLE_NEWS][0]);
}

static void parts(const nashra_engine *engine)
{
    static const enum nashra_part kinds[] = {NASHRA_PART_TITLE, NASHRA_PART_DATELINE, NASHRA_PART_BODY, NASHRA_PART_ITEM};
    static const enum break_kind ends[] = {BREAK_TITLE, BREAK_CLAUSE, BREAK_PARAGRAPH, BREAK_SENTENCE};
    for (size_t i = 0; i < 4; i++) {
        struct nashra_document *doc = spoken_new(engine);
        spoken_sentence(doc, "عَوْدَةُ الْهُدُوءِ");
        doc->paragraphs[0].part = kinds[i];
        CHECK(spoken_run(doc) == 0);
        CHECK(doc->words[1].break_after == ends[i]);
        nashra_document_free(doc);
    }
}

static void markup(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    spoken_sentence(doc, "وَاحِدٌ اثْنَانِ، ثَلَاثَةٌ أَرْبَعَةٌ");
    static const struct {
        size_t before;
        const char *strength;
        int32_t ms;
    } wishes[] = {{1, NULL, 700}, {2, "none", -1}, {3, "strong", -1}};
    for (size_t i = 0; i < 3; i++) {
        struct directive *d = document_add_directive(doc);
        *d = (struct directive){DIRECTIVE_BREAK, doc->words[wishes[i].before].first_char, 0, wishes[i].strength, NULL, wishes[i].ms, {0, 0}};
    }
    CHECK(spoken_run(doc) == 0);
    CHECK(doc->words[0].pause_ms == 700 && doc->words[0].pausal);
    CHECK(doc->words[1].break_after == BREAK_NONE && doc->words[1].pause_ms == 0);
    CHECK(doc->words[2].break_after == BREAK_SENTENCE);
    CHECK_STR(doc->words[0].ipa, "ˈwaːħid");
    nashra_document_free(doc);
}

static void endings(const nashra_engine *engine)
{
    struct nashra_document *doc = spoken_new(engine);
    doc->reading.endings = NASHRA_ENDINGS_FULL;
    spoken_sentence(doc, "وَصَلَ الْوَفْدُ، وَعَادَ");
    CHECK(spoken_run(doc) == 0);
    CHECK(!doc->words[1].pausal && doc->words[1].pause_ms > 0);
    CHECK_STR(doc->words[1].ipa, "ˈlwafdu");
    nashra_document_free(doc);
}

int main(void)
{
    nashra_engine *engine = spoken_engine();
    if (!engine) return check_done();
    punctuation(engine);
    short_sentences(engine);
    clauses(engine);
    firm(engine);
    lengths(engine);
    parts(engine);
    markup(engine);
    endings(engine);
    buffer_free(&text);
    nashra_engine_close(engine);
    return check_done();
}
