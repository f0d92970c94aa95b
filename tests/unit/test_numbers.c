/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Every cardinal to 20,000 and one in 101 to a million, in both genders, three cases, with and without the article, a noun after every
 * other one, against a second grammar: the one below is written from the textbook rules, by division into thousands and a list of parts,
 * and knows nothing of src/normalize. Ordinals to 9,999 likewise. */
#include "check.h"

#include "engine.h"
#include "normalize/lists.h"
#include "util/buffer.h"

#include <stdlib.h>

enum { NOMINATIVE, ACCUSATIVE, GENITIVE };
struct setting {
    int feminine, gcase, definite, follows;
};

/* --- the second grammar ------------------------------------------------------------------------------------------ */

struct phrase {
    char parts[24][96]; /* joined by و */
    int count;
};

static const char *const UNIT_M[] = {"", "واحد", "", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"};
static const char *const UNIT_F[] = {"", "واحدة", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"};
static const char *const STEM[] = {"", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"};

static char *part(struct phrase *p)
{
    return p->parts[p->count++];
}

static void put(char *to, const char *text)
{
    memcpy(to, text, strlen(text) + 1); /* every text of this grammar is far shorter than a part */
}

static void append(char *to, const char *text)
{
    put(to + strlen(to), text);
}

static void write_part(struct phrase *p, bool spaced, const char *first, const char *second, const char *third)
{
    snprintf(part(p), sizeof p->parts[0], "%s%s%s%s", first, spaced ? " " : "", second, third);
}

static const char *two(int feminine, int gcase)
{
    if (feminine) return gcase == NOMINATIVE ? "اثنتان" : "اثنتين";
    return gcase == NOMINATIVE ? "اثنان" : "اثنين";
}

/* A unit that stands alone or before tens: ثمان and واحدا show their endings there. */
static const char *loose_unit(int n, struct setting s, int compound)
{
    static const char *const ACCUSATIVE_F[] = {"", "", "", "ثلاثا", "أربعا", "خمسا", "ستا", "سبعا", "ثمانيا", "تسعا", "عشرا"};
    if (n == 2) return two(s.feminine, s.gcase);
    if (n == 1 && s.feminine) return compound ? "إحدى" : "واحدة";
    if (n == 1) return s.gcase == ACCUSATIVE && !s.definite ? "واحدا" : "واحد";
    if (s.feminine && !s.definite && s.gcase == ACCUSATIVE) return ACCUSATIVE_F[n];
    if (n == 8 && s.feminine && !s.definite) return "ثمان";
    return s.feminine ? UNIT_F[n] : UNIT_M[n];
}

static void add_under_hundred(struct phrase *p, int n, struct setting s)
{
    if (n <= 0) return;
    if (n <= 10) {
        bool construct = s.follows && n >= 3;
        put(part(p), construct ? (s.feminine ? UNIT_F : UNIT_M)[n] : loose_unit(n, s, 0));
    } else if (n < 20) {
        const char *ten = s.feminine ? "عشرة" : "عشر", *unit = (s.feminine ? UNIT_F : UNIT_M)[n % 10];
        if (n == 11) unit = s.feminine ? "إحدى" : "أحد";
        if (n == 12) unit = s.feminine ? (s.gcase == NOMINATIVE ? "اثنتا" : "اثنتي") : (s.gcase == NOMINATIVE ? "اثنا" : "اثني");
        write_part(p, true, unit, ten, "");
    } else {
        if (n % 10) put(part(p), loose_unit(n % 10, s, 1));
        write_part(p, false, STEM[n / 10], s.gcase == NOMINATIVE ? "ون" : "ين", "");
    }
}

static void add_under_thousand(struct phrase *p, int n, struct setting s)
{
    int hundreds = n / 100, rest = n % 100;
    bool dual_drops = s.follows && rest == 0; /* مئتا شاحنة */
    if (hundreds == 1) put(part(p), "مئة");
    if (hundreds == 2) write_part(p, false, "مئت", s.gcase == NOMINATIVE ? "ا" : "ي", dual_drops ? "" : "ن");
    if (hundreds > 2) write_part(p, false, STEM[hundreds], "مئة", "");
    add_under_hundred(p, rest, s);
}

/* So many thousands: ألف is a masculine noun, counted by the rules for any noun. */
static void add_thousands(struct phrase *p, int n, struct setting s)
{
    int rest = n % 100;
    struct setting of = {.gcase = s.gcase, .definite = s.definite, .follows = 1};
    const char *dual = s.gcase == NOMINATIVE ? (s.follows ? "ألفا" : "ألفان") : (s.follows ? "ألفي" : "ألفين");
    if (n == 1) {
        put(part(p), s.gcase == ACCUSATIVE && !s.follows && !s.definite ? "ألفا" : "ألف");
        return;
    }
    if (n == 2) {
        put(part(p), dual);
        return;
    }
    if (rest == 1 || rest == 2) { /* مئة ألف وألف, مئة ألف وألفان */
        add_under_thousand(p, n - rest, of);
        append(p->parts[p->count - 1], " ألف");
        add_thousands(p, rest, s);
        return;
    }
    add_under_thousand(p, n, of);
    append(p->parts[p->count - 1], rest >= 3 && rest <= 10 ? " آلاف" : rest >= 11 && !s.follows ? " ألفا" : " ألف");
}

static void join(const struct phrase *p, int definite, char *out)
{
    *out = '\0';
    for (int i = 0; i < p->count; i++) {
        if (i) append(out, " و");
        if (definite) append(out, "ال");
        append(out, p->parts[i]);
    }
}

static void cardinal(int n, struct setting s, char *out)
{
    struct phrase p = {.count = 0};
    struct setting upper = s, lower = s;
    upper.follows = s.follows && n % 1000 == 0;
    if (n >= 1000000) put(part(&p), s.gcase == ACCUSATIVE && !s.follows && !s.definite ? "مليونا" : "مليون");
    else if (n >= 1000) add_thousands(&p, n / 1000, upper);
    add_under_thousand(&p, n % 1000, lower);
    join(&p, s.definite, out);
}

static void ordinal(int n, struct setting s, char *out)
{
    static const char *const M[] = {"", "أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"};
    static const char *const F[] = {"", "أولى", "ثانية", "ثالثة", "رابعة", "خامسة", "سادسة", "سابعة", "ثامنة", "تاسعة", "عاشرة"};
    int rest = n % 100;
    struct phrase p = {.count = 0};
    const char *unit = (s.feminine ? F : M)[rest <= 10 ? rest : rest % 10];
    if (rest > 10 && rest % 10 == 1) unit = s.feminine ? "حادية" : "حادي";
    s.definite = 1;
    if (rest > 0 && rest <= 10) put(part(&p), unit);
    else if (rest > 10 && rest < 20) write_part(&p, true, unit, s.feminine ? "عشرة" : "عشر", "");
    else if (rest) {
        if (rest % 10) put(part(&p), unit);
        write_part(&p, false, STEM[rest / 10], s.gcase == NOMINATIVE ? "ون" : "ين", "");
    }
    join(&p, 1, out);
    if (n < 100) return;
    char round[256];
    struct setting of = {.gcase = rest ? GENITIVE : s.gcase, .definite = 1};
    cardinal(n - rest, of, round);
    if (rest) append(out, " بعد ");
    append(out, round);
}

/* --- the comparison ---------------------------------------------------------------------------------------------- */

static struct nashra_document *doc;
static struct number_words words;
static unsigned compared;

static void renew_document(void)
{
    if (doc) arena_free(doc->arena);
    struct arena *arena = arena_new();
    doc = arena_alloc(arena, 1, sizeof *doc);
    doc->arena = arena;
    document_add_char(doc, '1', (struct span){0, 1});
}

/* What was said, and whether every letter of it has its mark. */
static void got(char *out, size_t size, bool *complete)
{
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < doc->word_count; i++) {
        if (i) buffer_char(&text, ' ');
        word_write(&text, &doc->words[i], false);
        for (size_t k = 0; k < doc->words[i].length; k++) *complete &= (doc->words[i].marks[k] & MARK_VOWEL) != 0;
    }
    snprintf(out, size, "%s", text.data ? text.data : "");
    buffer_free(&text);
    doc->word_count = 0;
}

static enum gram_case case_of(int gcase)
{
    return gcase == NOMINATIVE ? CASE_NOMINATIVE : gcase == ACCUSATIVE ? CASE_ACCUSATIVE : CASE_GENITIVE;
}

static void compare(int n, struct setting s, bool as_ordinal)
{
    char want[512], have[512], digits[16];
    bool complete = true;
    struct speaker say = {.doc = doc};
    say_begin(&say, 0, 1, "test");
    int length = snprintf(digits, sizeof digits, "%d", n);
    enum gender gender = s.feminine ? GENDER_FEMININE : GENDER_MASCULINE;
    if (as_ordinal) {
        say_ordinal(&say, &words, (unsigned)n, (struct said_as){gender, NUMBER_SINGULAR, case_of(s.gcase), DEFINITE_YES});
        ordinal(n, s, want);
    } else {
        struct count count = {.gender = gender, .gcase = case_of(s.gcase), .noun_follows = s.follows,
                              .definite = s.definite ? DEFINITE_YES : DEFINITE_NO};
        say_cardinal(&say, &words, digits, (size_t)length, count);
        cardinal(n, s, want);
    }
    got(have, sizeof have, &complete);
    if (strcmp(have, want) != 0 || !complete) {
        printf("%d, feminine %d, case %d, definite %d, noun after %d%s\n", n, s.feminine, s.gcase, s.definite, s.follows,
               complete ? "" : ": a letter without its mark");
        CHECK_STR(have, want);
        CHECK(complete);
    }
    if (++compared % 4096 == 0) renew_document();
}

/* Gender, case, definiteness; a noun follows one number and not the next. */
static void compare_all(int n)
{
    for (int i = 0; i < 12; i++)
        compare(n, (struct setting){.feminine = i & 1, .definite = i >> 1 & 1, .follows = (n + i / 4) & 1, .gcase = i / 4}, false);
}

/* Numbers that a table of a million rows would not reach. */
static void check_large(void)
{
    static const struct {
        const char *digits, *want;
    } LARGE[] = {
        {"1000000", "مليون"}, {"2000000", "مليونان"}, {"3000000", "ثلاثة ملايين"}, {"11000000", "أحد عشر مليونا"},
        {"1000000000", "مليار"}, {"1001001001", "مليار ومليون وألف وواحد"}, {"2147483647",
         "ملياران ومئة وسبعة وأربعون مليونا وأربعمئة وثلاثة وثمانون ألفا وستمئة وسبعة وأربعون"},
        {"1000000000000", "تريليون"}, {"1000000000000000000000000000000000000", "أنديسيليون"},
        {"5000000000000000000000000000000000000", "خمسة أنديسيليونات"},
        {"1000000000000000000000000000000000001", "أنديسيليون وواحد"},
    };
    for (size_t i = 0; i < sizeof LARGE / sizeof LARGE[0]; i++) {
        char have[512];
        bool complete = true;
        struct speaker say = {.doc = doc};
        say_begin(&say, 0, 1, "test");
        say_cardinal(&say, &words, LARGE[i].digits, strlen(LARGE[i].digits), (struct count){.gcase = CASE_NOMINATIVE});
        got(have, sizeof have, &complete);
        CHECK_STR(have, LARGE[i].want);
        CHECK(complete);
    }
}

int main(void)
{
    struct nashra_engine_options options = {.no_model = true, .no_user_lexicon = true};
    struct nashra_detail why = {0};
    nashra_engine *engine;
    if (!CHECK(nashra_engine_open(&engine, &options, &why) == 0)) return printf("%s\n", why.message), check_done();
    words = engine->normalizer->numbers;
    renew_document();
    bool few = getenv("NASHRA_SANITIZED") != NULL; /* sanitizers are slow: the same ranges, thinner */
    for (int n = 1; n < 20000; n += few ? 7 : 1) compare_all(n);
    for (int n = 20000; n <= 1000000; n += few ? 977 : 101) compare_all(n);
    compare_all(1000000);
    for (int n = 1; n < 10000; n++)
        for (int i = 0; i < 6; i++) compare(n, (struct setting){.feminine = i & 1, .gcase = i / 2}, true);
    CHECK(compared > 100000);
    check_passed += compared - check_failed;
    check_large();
    arena_free(doc->arena);
    nashra_engine_close(engine);
    return check_done();
}
