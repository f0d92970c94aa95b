/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * The lexicon: every homograph rule's own example, a user's entry in all its forms, folding, a list that changes, no allocation. */
#include "check.h"

#include "engine.h"
#include "lexicon/forms.h"
#include "lexicon/names.h"
#include "lexicon/search.h"
#include "lexicon/user.h"
#include "util/arabic.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <stdlib.h>
#include <unistd.h>

static char list_path[256];

static void write_list(const char *text)
{
    char fresh[300]; /* a new file under the old name, as editors do */
    snprintf(fresh, sizeof fresh, "%s.new", list_path);
    FILE *file = fopen(fresh, "w");
    if (!file) return;
    fputs(text, file);
    fclose(file);
    rename(fresh, list_path);
}

static nashra_engine *open_engine(bool with_list)
{
    const char *lists[] = {list_path};
    struct nashra_engine_options options = {.no_user_lexicon = true, .no_model = true, .lexicons = with_list ? lists : NULL,
                                            .lexicon_count = with_list};
    struct nashra_detail why = {0};
    nashra_engine *engine = NULL;
    if (!CHECK(nashra_engine_open(&engine, &options, &why) == 0)) printf("  %s:%zu: %s\n", why.file, why.line, why.message);
    return engine;
}

static int append(void *context, const char *data, size_t size)
{
    return buffer_append(context, data, size);
}

/* The vocalized text, stopped after the lexicon. */
static void read_text(const nashra_engine *engine, const char *text, struct buffer *out)
{
    struct nashra_reading reading = {.after = "lexicon", .keep_all = true, .format = NASHRA_FORMAT_TEXT};
    nashra_document *document;
    buffer_clear(out);
    buffer_text(out, "");
    if (!CHECK(nashra_document_new(&document, engine, &reading, text, strlen(text), NULL) == 0)) return;
    nashra_document_render(document, NASHRA_FORM_VOCALIZED, append, out, NULL);
    nashra_document_free(document);
}

/* Marks in one order, so that strings can be compared. */
static void ordered(const char *text, struct buffer *out)
{
    buffer_clear(out);
    buffer_text(out, "");
    size_t size = strlen(text);
    mark pending = 0;
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        i += utf8_decode(text + i, size - i, &cp);
        mark m = arabic_mark(cp);
        if (m) {
            pending = arabic_mark_add(pending, m);
            continue;
        }
        arabic_write_mark(out, pending);
        pending = 0;
        buffer_codepoint(out, cp);
    }
    arabic_write_mark(out, pending);
}

static int contains(const char *text, const char *part, const char *place, size_t line)
{
    struct buffer a = BUFFER_EMPTY, b = BUFFER_EMPTY;
    ordered(text, &a);
    ordered(part, &b);
    int good = check_that(strstr(a.data, b.data) != NULL, place, (int)line, part);
    if (!good) printf("  in: %s", text);
    buffer_free(&a);
    buffer_free(&b);
    return good;
}

static void homograph_examples(const nashra_engine *engine)
{
    const struct table_section *rules = table_section(engine->table, "homographs");
    CHECK(section_rows(rules) > 100);
    struct buffer out = BUFFER_EMPTY;
    for (size_t row = 0; row < section_rows(rules); row++) {
        read_text(engine, section_field(rules, row, 5), &out);
        contains(out.data, section_field(rules, row, 2), section_field(rules, row, 0), row);
    }
    buffer_free(&out);
}

/* --- a user's entry in all its forms -------------------------------------------------------------------------------- */

static void user_forms(void)
{
    static const char *const before[][2] = {
        {"", ""}, {"و", "وَ"}, {"ف", "فَ"}, {"ب", "بِ"}, {"ل", "لِ"}, {"ك", "كَ"}, {"وب", "وَبِ"}, {"ول", "وَلِ"},
        {"وك", "وَكَ"}, {"فب", "فَبِ"}, {"فل", "فَلِ"}, {"ال", "الْ"}, {"وال", "وَالْ"}, {"فال", "فَالْ"}, {"بال", "بِالْ"}, {"كال", "كَالْ"},
        {"وبال", "وَبِالْ"}, {"لل", "لِلْ"}, {"ولل", "وَلِلْ"}, {"فلل", "فَلِلْ"},
    };
    static const char *const behind[][2] = {
        {"", ""}, {"ين", "ِينَ"}, {"ون", "ُونَ"}, {"ان", "َانِ"}, {"ات", "َات"}, {"ية", "ِيَّة"}, {"يون", "ِيُّونَ"}, {"يين", "ِيِّينَ"},
        {"يات", "ِيَّات"}, {"ها", "هَا"}, {"نا", "نَا"}, {"كم", "كُمْ"}, {"ا", "ًا"},
    };
    write_list("قمرون\tقِمْرِوْن\n");
    nashra_engine *engine = open_engine(true);
    if (!engine) return;
    struct buffer out = BUFFER_EMPTY;
    for (size_t b = 0; b < sizeof before / sizeof before[0]; b++) {
        for (size_t e = 0; e < sizeof behind / sizeof behind[0]; e++) {
            char text[128], want[128];
            snprintf(text, sizeof text, "%sقمرون%s", before[b][0], behind[e][0]);
            snprintf(want, sizeof want, "%sقِمْرِوْن%s", before[b][1], behind[e][1]);
            read_text(engine, text, &out);
            contains(out.data, want, text, 1);
        }
    }
    nashra_engine_close(engine);

    write_list("طرفانة\tطُرْفَانَة\nسدون\tسُدُون\n");
    engine = open_engine(true);
    if (!engine) return;
    static const char *const more[][2] = {
        {"طرفانتها", "طُرْفَانَتهَا"}, {"بطرفانتهم", "بِطُرْفَانَتهمْ"}, {"الطرفانتين", "الطُّرْفَانَتَيْنِ"}, {"والطرفانتان", "وَالطُّرْفَانَتَانِ"}, {"طرفانات", "طُرْفَانَات"},
        {"طرفانية", "طُرْفَانِيَّة"}, {"للطرفانيين", "لِلطُّرْفَانِيِّينَ"}, {"السدون", "السُّدُون"}, {"للسدون", "لِلسُّدُون"}, {"وبالسدونيين", "وَبِالسُّدُونِيِّينَ"},
    };
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        read_text(engine, more[i][0], &out);
        contains(out.data, more[i][1], more[i][0], 1);
    }
    nashra_engine_close(engine);
    buffer_free(&out);
}

static void folding(void)
{
    write_list("علي\tعُلَيّ\nإبرام\tإِبْرَام\nأغلو\tأَغْلُو\n");
    nashra_engine *engine = open_engine(true);
    if (!engine) return;
    struct buffer out = BUFFER_EMPTY;
    read_text(engine, "مر على الطريق", &out);
    contains(out.data, "عَلَى", "على is no علي", 1);
    read_text(engine, "قال علي ذلك", &out);
    contains(out.data, "عُلَيّ", "the exact spelling", 1);
    read_text(engine, "وصل اغلو أمس", &out);
    contains(out.data, "أَغْلُو", "a seat left out", 1);
    read_text(engine, "زرگوش ومخطبلى وقصتبه", &out);
    CHECK(strstr(out.data, "بل") != NULL); /* letters of unknown words stay: ى is no ي, ه no ة */
    contains(out.data, "ى", "unknown word", 1);
    nashra_engine_close(engine);
    buffer_free(&out);
}

static void changing(void)
{
    write_list("قمرون\tقِمْرِوْن\n");
    nashra_engine *engine = open_engine(true);
    if (!engine) return;
    struct buffer out = BUFFER_EMPTY;
    read_text(engine, "قمرون", &out);
    contains(out.data, "قِمْرِوْن", "as read at first", 1);
    write_list("قمرون\tقَمَرَوْن\n");
    read_text(engine, "قمرون", &out);
    contains(out.data, "قَمَرَوْن", "the next utterance", 1);
    write_list("قمرون قَمَرَوْن\n"); /* no TAB: the old list stays in force */
    read_text(engine, "قمرون", &out);
    contains(out.data, "قَمَرَوْن", "a mistake", 1);
    write_list("قمرون\tقُمْرُون\n");
    read_text(engine, "قمرون", &out);
    contains(out.data, "قُمْرُون", "mended", 1);
    nashra_engine_close(engine);
    buffer_free(&out);
}

/* --- no look-up allocates --------------------------------------------------------------------------------------------- */

static void allocations(const nashra_engine *engine)
{
    struct search search;
    search_open(&search, engine->table);
    static const char *const words[] = {"وبالفلسطينيين", "بلينكن", "اسرائيل", "زققغفطبس", "للعراق", "المسؤولون"};
    memory_fail_at(0);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        uint32_t letters[FORM_LETTERS];
        size_t n = utf8_to_codepoints(words[i], strlen(words[i]), letters, FORM_LETTERS);
        struct word word = {.letters = letters, .length = (uint16_t)n};
        struct names_result result;
        names_find(&search, &word, false, false, &result);
        CHECK(result.known == (i != 3));
    }
    CHECK(memory_fail_at(0) == 0);
}

static void mistakes(void)
{
    static const struct {
        const char *text;
        size_t line, column;
    } bad[] = {
        {"# ok\nبلينكن بْلِينْكِن\n", 2, 18}, {"بلينكن\t\n", 1, 8}, {"\tبلينكن\n", 1, 1}, {"بلينكن\tبلينكن\n", 1, 8},
        {"بلينكن\t[[bli\n", 1, 8}, {"بلينكن\t\"UN\n", 1, 8}, {"بلينكن\t{english}\n", 1, 8}, {"بلينكن\t[[bliن]]\n", 1, 13},
        {"بلي\xff\tx\n", 1, 4}, {"<lexicon><lexeme></lexeme></lexicon>", 1, 0}, {"<!DOCTYPE a [<!ENTITY b 'c'>]><lexicon/>", 1, 0},
        {"<lexicon><lexeme>", 1, 0}, {"<html/>", 1, 0},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct user_list list = {0};
        struct nashra_detail why = {0};
        CHECK(user_parse(&list, "list", bad[i].text, strlen(bad[i].text), &why) == NASHRA_E_INPUT);
        if (!CHECK(why.line == bad[i].line && (bad[i].column == 0 || why.column == bad[i].column)))
            printf("  %s -> %zu:%zu %s\n", bad[i].text, why.line, why.column, why.message);
        CHECK(*why.message != '\0');
        user_free(&list);
    }
}

int main(void)
{
    snprintf(list_path, sizeof list_path, "%s/nashra-lexicon-test-%ld.tsv", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getpid());
    nashra_engine *engine = open_engine(false);
    if (engine) {
        homograph_examples(engine);
        allocations(engine);
    }
    nashra_engine_close(engine);
    user_forms();
    folding();
    changing();
    mistakes();
    unlink(list_path);
    return check_done();
}
