/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Vocalization as a stage: what is given stays, whatever the order of its marks; nothing is left open; long and odd input; the
 * question of the number grammar. Passes without a model, with fewer checks. */
#include "check.h"

#include "diacritize/decode.h"
#include "diacritize/diacritize.h"
#include "diacritize/tagger.h"
#include "engine.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 64 };

/* A word of its own, outside any document. */
struct loose {
    struct word word;
    uint32_t letters[MOST];
    mark marks[MOST];
    uint8_t by[MOST];
    float scores[MOST * NETWORK_OUT];
};

static struct word *loose_word(struct loose *l, const char *vocalized, enum authority by)
{
    memset(l, 0, sizeof *l);
    size_t n = vocalized_split(vocalized, strlen(vocalized), l->letters, l->marks, MOST);
    for (size_t i = 0; i < n; i++)
        if (l->marks[i]) l->by[i] = (uint8_t)by;
    l->word = (struct word){.letters = l->letters, .marks = l->marks, .by = l->by, .length = (uint16_t)n, .language = "ar"};
    return &l->word;
}

/* The scores of a network that is sure of one label for every letter, with a second choice. */
static void want(struct loose *l, size_t i, int label, int second)
{
    float *s = l->scores + i * NETWORK_OUT;
    s[label] = 6.0f;
    s[second] = 4.0f;
}

static void check_constraints(void)
{
    struct loose l;
    struct word *w = loose_word(&l, "كتب", BY_TEXT);
    want(&l, 0, LABEL_FATHA + LABEL_SHADDA, LABEL_DAMMA); /* no word begins with a shadda */
    want(&l, 1, LABEL_DAMMATAN, LABEL_KASRA);             /* nor has tanwin inside */
    want(&l, 2, LABEL_DAMMATAN, LABEL_FATHA);             /* but at its end */
    decode_word(w, false, false, l.scores, true);
    CHECK(w->marks[0] == VOWEL_DAMMA && w->marks[1] == VOWEL_KASRA && w->marks[2] == VOWEL_DAMMATAN);
    CHECK(w->by[0] == BY_MODEL && w->certainty > 50 && !w->guessed);

    w = loose_word(&l, "كِتَابًا", BY_TEXT); /* all given: nothing changes */
    mark before[5];
    memcpy(before, w->marks, sizeof before);
    for (size_t i = 0; i < 5; i++) want(&l, i, LABEL_DAMMA, LABEL_NONE);
    decode_word(w, false, false, l.scores, true);
    CHECK(memcmp(before, w->marks, 2) == 0 && w->marks[3] == VOWEL_FATHATAN && w->by[3] == BY_TEXT);

    w = loose_word(&l, "كتاباً", BY_TEXT); /* tanwin written on the alef: the letter before it is open, and gets its fatha */
    for (size_t i = 0; i < 5; i++) want(&l, i, LABEL_KASRA, LABEL_NONE);
    decode_word(w, false, false, l.scores, true);
    CHECK((w->marks[3] & MARK_VOWEL) == VOWEL_FATHA && (w->marks[4] & MARK_VOWEL) == VOWEL_FATHATAN);

    w = loose_word(&l, "مدرّس", BY_TEXT); /* a shadda given without its vowel */
    for (size_t i = 0; i < 4; i++) want(&l, i, LABEL_FATHA, LABEL_KASRA + LABEL_SHADDA);
    decode_word(w, false, false, l.scores, true);
    CHECK(w->marks[2] == (VOWEL_KASRA | MARK_SHADDA));

    w = loose_word(&l, "بيت", BY_TEXT); /* after في */
    for (size_t i = 0; i < 3; i++) want(&l, i, LABEL_DAMMA, LABEL_KASRATAN);
    decode_word(w, true, false, l.scores, true);
    CHECK(w->marks[2] == VOWEL_KASRATAN && w->marks[0] == VOWEL_DAMMA);

    w = loose_word(&l, "اسرائيل", BY_TEXT); /* a bare alef and its seat are judged together */
    for (size_t i = 0; i < w->length; i++) want(&l, i, LABEL_KASRA, LABEL_NONE);
    l.scores[LABELS + SEAT_BELOW] = 5.0f;
    l.scores[3 * NETWORK_OUT + LABELS + SEAT_BARE] = 9.0f;
    decode_word(w, false, false, l.scores, true);
    CHECK((w->marks[0] & MARK_SEAT) == MARK_SEAT_BELOW && (w->marks[0] & MARK_VOWEL) == VOWEL_KASRA);
    CHECK((w->marks[3] & MARK_SEAT) == 0 && (w->marks[3] & MARK_VOWEL) == VOWEL_SUKUN);
}

static void check_lists(void)
{
    static const mark reading[] = {VOWEL_FATHA, VOWEL_DAMMA, 0};
    struct hint list = {reading, 95, "test", NULL};
    struct loose l;
    struct word *w = loose_word(&l, "عضد", BY_TEXT);
    w->hints = &list;
    for (size_t i = 0; i < 3; i++) want(&l, i, LABEL_FATHA, LABEL_DAMMA);
    l.scores[NETWORK_OUT + LABEL_DAMMA] = 5.5f; /* nearly as likely: the list decides */
    decode_word(w, false, false, l.scores, true);
    CHECK(w->marks[1] == VOWEL_DAMMA && w->marks[2] == VOWEL_FATHA);
    w = loose_word(&l, "عضد", BY_TEXT);
    w->hints = &list;
    for (size_t i = 0; i < 3; i++) want(&l, i, LABEL_FATHA, LABEL_DAMMA);
    l.scores[NETWORK_OUT + LABEL_FATHA] = 12.0f; /* the network is sure: it stays */
    decode_word(w, false, false, l.scores, true);
    CHECK(w->marks[1] == VOWEL_FATHA);
    uint8_t hints[3];
    w = loose_word(&l, "عُضد", BY_TEXT);
    w->hints = &list;
    decode_hints(w, 3, hints);
    CHECK(hints[0] == HINT_HARD + LABEL_DAMMA && hints[1] == HINT_SOFT + LABEL_DAMMA && hints[2] == HINT_NONE);
}

/* --- with the model ---------------------------------------------------------------------------------------------- */

static int keep(void *context, const char *data, size_t size)
{
    FILE *f = context;
    return fwrite(data, 1, size, f) == size ? 0 : 1;
}

/* The text vocalized; to be freed. */
static char *vocalize(const struct nashra_engine *engine, const char *text, size_t size)
{
    struct nashra_reading reading = {.lines = true};
    nashra_document *doc = NULL;
    char *out = NULL;
    size_t length = 0;
    FILE *f = open_memstream(&out, &length);
    CHECK(nashra_document_new(&doc, engine, &reading, text, size, NULL) == 0);
    CHECK(nashra_document_render(doc, NASHRA_FORM_VOCALIZED, keep, f, NULL) == 0);
    fclose(f);
    nashra_document_free(doc);
    return out;
}

static void check_contains(const struct nashra_engine *engine, const char *text, const char *wanted)
{
    char *out = vocalize(engine, text, strlen(text));
    if (!CHECK(strstr(out, wanted) != NULL)) printf("  %s -> %s", text, out);
    free(out);
}

static void check_same(const struct nashra_engine *engine, const char *a, const char *b)
{
    char *x = vocalize(engine, a, strlen(a)), *y = vocalize(engine, b, strlen(b));
    CHECK_STR(x, y);
    free(x);
    free(y);
}

static double seconds(const struct nashra_engine *engine, const char *text, size_t size)
{
    clock_t start = clock();
    free(vocalize(engine, text, size));
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void check_long(const struct nashra_engine *engine)
{
    static const char phrase[] = "وقال المتحدث إن الوفد زار المدينة أمس والتقى عددا من التجار في السوق القديمة ";
    enum { TIMES = 1400, SIZE = TIMES * (sizeof phrase - 1) }; /* some 200 KB in one line, without a full stop */
    char *text = malloc(SIZE);
    if (!CHECK(text != NULL)) return;
    for (size_t i = 0; i < TIMES; i++) memcpy(text + i * (sizeof phrase - 1), phrase, sizeof phrase - 1);
    double half = seconds(engine, text, SIZE / 2), whole = seconds(engine, text, SIZE);
    if (!CHECK(whole < 3.0 * half + 0.05)) printf("  %.2f s for half, %.2f s for the whole\n", half, whole);
    /* The windows' seams do not show: the phrase reads alike nearly everywhere (a phrase said 1400 times has no one reading). */
    char *out = vocalize(engine, text, SIZE), *first = strstr(out, "زَ"), *seen = NULL;
    size_t found = 0, length = 0, alike = 0;
    for (char *p = first; p && found < TIMES - 10; found++) {
        char *next = strstr(p + 1, "زَ");
        if (!next) break;
        if (found == 10) seen = p, length = (size_t)(next - p);
        if (found >= 10) alike += (size_t)(next - p) == length && memcmp(p, seen, length) == 0;
        p = next;
    }
    if (!CHECK(found > TIMES / 2 && alike * 100 >= (found - 10) * 97)) printf("  %zu of %zu alike\n", alike, found);
    free(out);
    free(text);
}

/* One sentence of many clauses, no two alike. */
static void put_clauses(struct buffer *text, size_t count)
{
    static const char *const who[] = {"الوزير", "رئيس البلدية", "مدير المستشفى", "المتحدث باسم الشرطة", "نقيب المعلمين", "قائد الحملة", "أستاذ الجامعة"};
    static const char *const what[] = {"اللجنة ناقشت تقريرا جديدا", "العمال بدأوا إصلاح الجسر", "المدرسة تستقبل تلاميذ القرية", "الأسعار ارتفعت هذا الشهر",
                                       "المزارعين ينتظرون موسم المطر"};
    static const char *const where[] = {"في العاصمة", "قرب الميناء القديم", "خلال الأسبوع الماضي", "على حدود البلاد"};
    for (size_t i = 0; i < count; i++)
        buffer_format(text, "%s %s إن %s %s ", i % 3 ? "وأضاف" : "وقال", who[i % 7], what[i % 5], where[i % 4]);
}

/* A sentence that fits one batch, and one that goes in windows, begin with the same words: these read alike. */
static void check_windows(const struct nashra_engine *engine)
{
    struct buffer fits = BUFFER_EMPTY, long_one = BUFFER_EMPTY;
    put_clauses(&fits, 50); /* some 430 words */
    put_clauses(&long_one, 200);
    char *a = vocalize(engine, fits.data, fits.size), *b = vocalize(engine, long_one.data, long_one.size);
    size_t same = 0;
    while (a[same] && a[same] == b[same]) same++;
    if (!CHECK(same > strlen(a) * 8 / 10)) printf("  alike for %zu of %zu bytes\n", same, strlen(a));
    free(a);
    free(b);
    buffer_free(&fits);
    buffer_free(&long_one);
}

static void check_case(const struct nashra_engine *engine, const char *sentence, const char *noun, enum gram_case wanted)
{
    uint32_t letters[256];
    size_t count = utf8_to_codepoints(sentence, strlen(sentence), letters, 256), begin = 0, n;
    uint32_t part[64];
    n = utf8_to_codepoints(noun, strlen(noun), part, 64);
    while (begin + n <= count && memcmp(letters + begin, part, n * sizeof *part) != 0) begin++;
    int certainty;
    enum gram_case got = diacritize_ask_case(engine, letters, count, begin, begin + n, &certainty);
    if (!CHECK(got == wanted && certainty > 50)) printf("  %s: case %d, certainty %d\n", noun, got, certainty);
}

static void check_governed(const struct nashra_engine *engine, const char *before, const char *word, bool wanted)
{
    struct loose a, b;
    bool got = decode_governed(table_section(engine->table, "particles"), loose_word(&a, before, BY_MODEL), loose_word(&b, word, BY_MODEL));
    if (!CHECK(got == wanted)) printf("  %s %s\n", before, word);
}

static void check_model(const struct nashra_engine *engine)
{
    check_governed(engine, "فِي", "بيت", true);
    check_governed(engine, "إِلَى", "المدينة", true);
    check_governed(engine, "مِنْ", "بيت", true);
    check_governed(engine, "مَنْ", "كتب", false);
    check_governed(engine, "مِنْ", "حيث", false);
    check_governed(engine, "فِي", "بيته", false); /* ـهُ is a pronoun's */
    check_governed(engine, "زَارَ", "بيت", false);
    check_contains(engine, "كُتِبَ الدرس أمس", "كُتِبَ");
    check_contains(engine, "كَتَبَ الدرس أمس", "كَتَبَ");
    check_contains(engine, "زرت مدينة بُرْدَى أمس", "بُرْدَى");
    check_same(engine, "قال المعل\u0651\u0650م", "قال المعل\u0650\u0651م"); /* shadda before and after the kasra */
    check_same(engine, "م", "م");
    char *none = vocalize(engine, "", 0);
    CHECK_STR(none, "");
    free(none);
    free(vocalize(engine, "123 !? abc \xff\xfe", 12));
    free(vocalize(engine, "\xd9\x8e\xd9\x8f\xd9\x91", 6)); /* marks without a letter */
    check_long(engine);
    check_windows(engine);
    check_case(engine, "وصل الوزير إلى المطار", "الوزير", CASE_NOMINATIVE);
    check_case(engine, "وصل الوزير إلى المطار", "المطار", CASE_GENITIVE);
    check_case(engine, "إن الحكومة قررت رفع الأسعار", "الحكومة", CASE_ACCUSATIVE);
    int certainty;
    CHECK(diacritize_ask_case(engine, NULL, 0, 0, 0, &certainty) == CASE_UNKNOWN && certainty == 0);
}

int main(void)
{
    check_constraints();
    check_lists();
    const char *data = getenv("NASHRA_DATA");
    char model[1024];
    snprintf(model, sizeof model, "%s/nashra.model", data ? data : "build/data");
    if (access(model, R_OK) == 0) {
        struct nashra_engine_options options = {.data_dir = data ? data : "build/data", .no_user_lexicon = true};
        nashra_engine *engine = NULL;
        struct nashra_detail detail = {0};
        if (CHECK(nashra_engine_open(&engine, &options, &detail) == 0)) check_model(engine);
        else printf("  %s\n", detail.message);
        nashra_engine_close(engine);
    }
    return check_done();
}
