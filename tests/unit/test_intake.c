/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Intake: spans lead back to the bytes, in every charset and markup; anything is survived, in linear time. */
#include "../fuzz/intake_invariants.h"
#include "check.h"
#include "util/buffer.h"
#include "util/utf8.h"

#include <stdlib.h>
#include <time.h>

static nashra_engine *engine;

static nashra_document *read_with(struct nashra_reading reading, const char *bytes, size_t size)
{
    nashra_document *doc = NULL;
    struct nashra_detail why = {0};
    reading.after = "intake";
    if (!CHECK(nashra_document_new(&doc, engine, &reading, bytes, size, &why) == 0)) printf("%s\n", why.message);
    if (doc) CHECK(intake_broken(doc, size) == NULL);
    return doc;
}

static nashra_document *read_as(enum nashra_format format, const char *bytes, size_t size)
{
    return read_with((struct nashra_reading){.format = format}, bytes, size);
}

/* The sentence's characters as UTF-8. Free with free(). */
static char *sentence_text(const nashra_document *doc, size_t i)
{
    struct buffer out = BUFFER_EMPTY;
    const struct sentence *s = &doc->sentences[i];
    for (size_t k = 0; i < doc->sentence_count && k < s->char_count; k++) buffer_codepoint(&out, doc->chars[s->first_char + k].cp);
    return out.data;
}

static void check_sentence(const nashra_document *doc, size_t i, const char *want)
{
    char *got = i < doc->sentence_count ? sentence_text(doc, i) : NULL;
    CHECK_STR(got, want);
    free(got);
}

/* --- spans ------------------------------------------------------------------------------------------------------- */

static const char PLAIN[] = "قال الوزير أمس: إن 12 مدينة (من 20) ستفتح مكتباتها؛ وأضاف: نعم!\n\nوانتهى اللقاء. ثم غادر الوفد إلى Paris.\n";

/* Nothing in PLAIN is changed by cleaning: each character's bytes decode to it. */
static void test_utf8_spans(void)
{
    nashra_document *doc = read_as(NASHRA_FORMAT_TEXT, PLAIN, strlen(PLAIN));
    for (size_t i = 0; i < doc->char_count; i++) {
        const struct doc_char *c = &doc->chars[i];
        uint32_t cp = 0;
        if (c->cp == ' ') continue; /* may stand for line ends */
        size_t n = utf8_decode(PLAIN + c->source.begin, strlen(PLAIN) - c->source.begin, &cp);
        if (cp != c->cp || c->source.begin + n != c->source.end) CHECK(!"a span of UTF-8 text");
    }
    CHECK(doc->sentence_count == 3);
    CHECK(doc->paragraph_count == 2);
    CHECK(doc->line_count == 3);
    nashra_document_free(doc);
}

/* PLAIN's letters in another charset: `encode` writes a code point. */
static void check_charset(const char *charset, const char *declared, size_t (*encode)(uint32_t cp, char out[4]), const char *bom,
                          size_t bom_size)
{
    struct buffer bytes = BUFFER_EMPTY;
    buffer_append(&bytes, bom, bom_size);
    uint32_t begin[256];
    size_t count = 0;
    for (size_t i = 0; i < strlen(PLAIN);) {
        uint32_t cp;
        char out[4];
        i += utf8_decode(PLAIN + i, strlen(PLAIN) - i, &cp);
        begin[count++] = (uint32_t)bytes.size;
        buffer_append(&bytes, out, encode(cp, out));
    }
    nashra_document *doc = read_with((struct nashra_reading){.charset = declared}, bytes.data, bytes.size);
    CHECK_STR(doc->source_charset, charset);
    check_sentence(doc, 0, "قال الوزير أمس: إن 12 مدينة (من 20) ستفتح مكتباتها؛ وأضاف: نعم!");
    check_sentence(doc, 2, "ثم غادر الوفد إلى Paris.");
    for (size_t i = 0; i < 60; i++) { /* the first line: no character is dropped in it */
        CHECK(doc->chars[i].source.begin == begin[i]);
        CHECK(doc->chars[i].source.end == begin[i + 1]);
    }
    nashra_document_free(doc);
    buffer_free(&bytes);
}

static size_t utf16le(uint32_t cp, char out[4])
{
    out[0] = (char)(cp & 0xFF);
    out[1] = (char)(cp >> 8);
    return 2;
}

static size_t utf16be(uint32_t cp, char out[4])
{
    out[0] = (char)(cp >> 8);
    out[1] = (char)(cp & 0xFF);
    return 2;
}

/* windows-1256 and ISO 8859-6 for what PLAIN needs. */
static size_t eight_bit(uint32_t cp, char out[4], const char *letters, const unsigned char *codes)
{
    for (size_t i = 0, k = 0; letters[i]; k++) {
        uint32_t letter;
        i += utf8_decode(letters + i, strlen(letters) - i, &letter);
        if (letter == cp) return out[0] = (char)codes[k], 1;
    }
    return out[0] = (char)cp, 1;
}

static const char LETTERS[] = "ءأإابةتثجحخدذرزسشصضطظعغفقكلمنهوىي؛؟،";

static size_t windows_1256(uint32_t cp, char out[4])
{
    static const unsigned char codes[] = {0xC1, 0xC3, 0xC5, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2,
                                          0xD3, 0xD4, 0xD5, 0xD6, 0xD8, 0xD9, 0xDA, 0xDB, 0xDD, 0xDE, 0xDF, 0xE1, 0xE3, 0xE4, 0xE5,
                                          0xE6, 0xEC, 0xED, 0xBA, 0xBF, 0xA1};
    return eight_bit(cp, out, LETTERS, codes);
}

static size_t iso_8859_6(uint32_t cp, char out[4])
{
    static const unsigned char codes[] = {0xC1, 0xC3, 0xC5, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2,
                                          0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7,
                                          0xE8, 0xE9, 0xEA, 0xBB, 0xBF, 0xAC};
    return eight_bit(cp, out, LETTERS, codes);
}

static void test_charsets(void)
{
    check_charset("UTF-16LE", NULL, utf16le, "\xFF\xFE", 2);
    check_charset("UTF-16BE", NULL, utf16be, "\xFE\xFF", 2);
    check_charset("UTF-16LE", NULL, utf16le, "", 0);
    check_charset("UTF-16BE", NULL, utf16be, "", 0);
    check_charset("UTF-8", NULL, utf8_encode, "\xEF\xBB\xBF", 3);
    check_charset("windows-1256", NULL, windows_1256, "", 0);
    check_charset("ISO-8859-6", NULL, iso_8859_6, "", 0);
    check_charset("cp1256", "cp1256", windows_1256, "", 0);
    nashra_document *doc = NULL;
    struct nashra_reading reading = {.charset = "no-such-charset"};
    CHECK(nashra_document_new(&doc, engine, &reading, "x", 1, NULL) == NASHRA_E_ARGUMENT);
    CHECK(doc == NULL);
}

/* A page that declares windows-1256. */
static void test_declared_charset(void)
{
    static const char page[] = "<html><head><meta charset=\"windows-1256\"></head><body><p>\xE3\xCF\xED\xE4\xC9.</p></body></html>";
    nashra_document *doc = read_as(NASHRA_FORMAT_AUTO, page, sizeof page - 1);
    CHECK_STR(doc->source_charset, "windows-1256");
    check_sentence(doc, 0, "مدينة.");
    const struct sentence *s = &doc->sentences[0];
    CHECK(memcmp(page + s->source.begin, "\xE3\xCF\xED\xE4\xC9.", 6) == 0 && s->source.end - s->source.begin == 6);
    nashra_document_free(doc);
}

static void test_bad_bytes(void)
{
    static const char bytes[] = "قال\xFF الوزير\xC3 نعم\xE2\x80.";
    nashra_document *doc = read_as(NASHRA_FORMAT_TEXT, bytes, sizeof bytes - 1);
    unsigned replaced = 0;
    for (size_t i = 0; i < doc->char_count; i++) replaced += doc->chars[i].cp == 0xFFFD;
    CHECK(replaced == 3);
    CHECK(doc->note_count == 1 && doc->notes[0].kind == NASHRA_NOTE_BYTES && strstr(doc->notes[0].message, "3 "));
    CHECK(doc->note_count == 1 && doc->notes[0].source.begin == 6 && doc->notes[0].source.end == 7);
    nashra_document_free(doc);
}

/* The bytes of a needle in a page and the span of the same text in the document. */
static void check_span(const nashra_document *doc, const char *page, const char *cleaned, const char *bytes)
{
    uint32_t want[64];
    size_t n = utf8_to_codepoints(cleaned, strlen(cleaned), want, 64);
    const char *at = strstr(page, bytes);
    for (size_t i = 0; i + n <= doc->char_count; i++) {
        size_t k = 0;
        while (k < n && doc->chars[i + k].cp == want[k]) k++;
        if (k < n) continue;
        CHECK(doc->chars[i].source.begin == (uint32_t)(at - page));
        CHECK(doc->chars[i + n - 1].source.end == (uint32_t)(at - page) + strlen(bytes));
        return;
    }
    printf("not in the document: %s\n", cleaned);
    CHECK(!"the text is there");
}

static void test_html_spans(void)
{
    static const char page[] = "<!DOCTYPE html><html><head><script type='application/ld+json'>{\"articleBody\":\"x\"}</script></head><body>"
                               "<nav>القائمة</nav><article><p>افتتح &laquo;المتحف&raquo; أبوا<b>به</b> أمس&nbsp;صباحا &#8211; "
                               "وقالت المدي&#x631;ة إنه مجاني لكل الزوار من كل المدن.</p></article></body></html>";
    nashra_document *doc = read_as(NASHRA_FORMAT_AUTO, page, sizeof page - 1);
    CHECK(doc->sentence_count == 1);
    check_span(doc, page, "افتتح", "افتتح");
    check_span(doc, page, "«المتحف»", "&laquo;المتحف&raquo;");
    check_span(doc, page, "أبوابه", "أبوا<b>به");
    check_span(doc, page, "أمس صباحا", "أمس&nbsp;صباحا");
    check_span(doc, page, "المديرة", "المدي&#x631;ة");
    check_span(doc, page, "–", "&#8211;");
    nashra_document_free(doc);
}

static void test_feed_spans(void)
{
    static const char feed[] = "<rss><channel><item><title>خبر &quot;أول&quot;</title><description>&lt;p&gt;نص &amp;laquo;الخبر&amp;raquo;"
                               ".&lt;/p&gt;<![CDATA[<p>فقرة أخيرة</p>]]></description></item></channel></rss>";
    nashra_document *doc = read_as(NASHRA_FORMAT_AUTO, feed, sizeof feed - 1);
    CHECK(doc->sentence_count == 3);
    check_span(doc, feed, "خبر", "خبر");
    check_span(doc, feed, "«أول»", "&quot;أول&quot;");
    check_span(doc, feed, "«الخبر»", "&amp;laquo;الخبر&amp;raquo;");
    check_span(doc, feed, "فقرة أخيرة", "فقرة أخيرة");
    nashra_document_free(doc);
}

static void test_json_spans(void)
{
    struct buffer page = BUFFER_EMPTY;
    buffer_text(&page, "<html><script type=\"application/ld+json\">{\"articleBody\":\"");
    for (int i = 0; i < 20; i++) buffer_text(&page, "جملة عن الطقس في المدينة. ");
    buffer_text(&page, "وقال \\u0627\\u0644\\u0631\\u0626\\u064a\\u0633 إنه \\\"سعيد\\\".\\nثم غادر.\"}</script></html>");
    nashra_document *doc = read_as(NASHRA_FORMAT_HTML, page.data, page.size);
    check_span(doc, page.data, "الرئيس", "\\u0627\\u0644\\u0631\\u0626\\u064a\\u0633");
    check_span(doc, page.data, "«سعيد»", "\\\"سعيد\\\"");
    check_span(doc, page.data, "ثم غادر", "ثم غادر");
    CHECK(doc->paragraph_count == 2);
    nashra_document_free(doc);
    buffer_free(&page);
}

/* --- cleaning ---------------------------------------------------------------------------------------------------- */

static void check_clean(const char *input, const char *want)
{
    nashra_document *doc = read_with((struct nashra_reading){.lines = true}, input, strlen(input));
    check_sentence(doc, 0, want);
    nashra_document_free(doc);
}

static void test_clean(void)
{
    check_clean("لـ10 جنود", "ل10 جنود");
    check_clean("القناة الـ«12» العبرية", "القناة ال«12» العبرية");
    check_clean("دعم لـ”الهدنات الإنسانية” أمس", "دعم ل«الهدنات الإنسانية» أمس");
    check_clean("قال \"نعم\" و'لا' و“ربما”", "قال «نعم» و«لا» و«ربما»");
    check_clean("قال:\"نعم\" و”لا“ و:“ربما”،”حسنا“", "قال:«نعم» و«لا» و:«ربما»،«حسنا»");
    check_clean("«نعم،» قال \"لا،\" ثم", "«نعم،» قال «لا،» ثم");
    check_clean("O'Neil قال", "O'Neil قال");
    check_clean("شاشة 32\" جديدة", "شاشة 32\" جديدة");
    check_clean("م\xD9\x8E\xD9\x91ر", "م\xD9\x91\xD9\x8Eر");                       /* fatha, shadda */
    check_clean("م\xD9\x91\xD9\x91\xD9\x8E\xD9\x8Eر", "م\xD9\x91\xD9\x8Eر");       /* both twice */
    check_clean("ا\xD9\x94حمد ا\xD9\x93لى", "أحمد آلى");                           /* U+0654, U+0653 */
    check_clean("ا\xD9\x8E\xD9\x94حمد", "أ\xD9\x8Eحمد");                           /* a vowel between */
    check_clean("ﻣﺴﺆﻭﻝ ﻵﺧﺮ ﷲ", "مسؤول لآخر الله");
    check_clean("النبيﷺقال", "النبي صلى الله عليه وسلم قال");
    check_clean("علی فی إلی الفلسطینیة", "على في إلى الفلسطينية");
    check_clean("cafe\xCC\x81 ５０", "caf\xC3\xA9 50");
    check_clean("أ\xE2\x80\x8Fب\xC2\xAD\xE2\x80\x8Bج\xEF\xBB\xBF", "أبج");
    check_clean("عمان ـ القدس", "عمان - القدس");
    check_clean("بـــعد\tالظهر\xC2\xA0\xE2\x80\xAFاليوم", "بعد الظهر اليوم");
    check_clean("A &amp; B &nbsp; C &unknown; D", "A & B C &unknown; D");
}

static void test_sentences(void)
{
    static const struct {
        const char *input;
        size_t count;
    } cases[] = {
        {"قال نعم. ثم غادر.", 2}, {"أخبار المدينة.. البلدية تعلن", 1}, {"قال… ثم سكت.", 1}, {"هل جاء؟ نعم! انتهى.", 3},
        {"بلغ 3.5 مليون.", 1}, {"السيد م. سامي ود. ليلى هنا.", 1}, {"أ.د. سامي هنا. نعم.", 2}, {"مبلغ 100 ج.م. وأضاف آخر.", 2},
        {"موقع العربية.نت وموقع bbc.com هنا.", 1}, {"الرئيس George W. Bush هنا.", 1}, {"في U.S. News قالوا.", 1},
        {"انتهى القتال.وقال آخر.", 2}, {"قال: «نعم.» ثم غادر.", 2}, {"ماذا؟! لا أعرف.", 2}, {"1. البند الأول. 2. البند الثاني.", 2},
        {"في عام 2023. ثم تغير.", 2}, {"ص.ب. 123 عمان.", 1}, {"سؤال (؟) في الوسط.", 1}, {"https://a.b/c?d=e&f=g رابط.", 1},
        {"جملة بلا نقطة", 1}, {"قال إنه سعيد.”", 1}, {"...", 1}, {"(رويترز).", 1}, {"وصل في 12.5.2023. ثم عاد.", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nashra_document *doc = read_with((struct nashra_reading){.lines = true}, cases[i].input, strlen(cases[i].input));
        if (!CHECK(doc->sentence_count == cases[i].count)) printf("  %zu sentences: %s\n", doc->sentence_count, cases[i].input);
        nashra_document_free(doc);
    }
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static void test_lines(void)
{
    static const struct {
        const char *input;
        size_t count;
    } cases[] = {{"", 0}, {"\n", 1}, {"\n\n", 2}, {"أ", 1}, {"أ\n", 1}, {"أ\nب", 2}, {"أ\n\nب\n", 3}, {"أ\r\nب\r\n", 2},
                 {"...\n", 1}, {"  \n", 1}, {"\xFF\n\xFF", 2}, {"المصدر: أ\nإقرأ أيضاً:\nب\n", 3}, {"أ. ب\tج؟ د", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nashra_document *doc = read_with((struct nashra_reading){.lines = true}, cases[i].input, strlen(cases[i].input));
        CHECK(doc->paragraph_count == cases[i].count);
        nashra_document_free(doc);
    }
}

/* --- feeds item by item ------------------------------------------------------------------------------------------ */

static void test_feed(void)
{
    static const char rss[] =
        "<?xml version=\"1.0\"?><rss xmlns:content='c' xmlns:media='m'><channel><title>قناة</title><link>http://c/</link>"
        "<item><title>عنوان &amp;quot;أول&amp;quot;</title><link>http://c/1</link><pubDate>Tue, 07 Nov 2023 18:30:00 +0200</pubDate>"
        "<media:title>آخر</media:title><description>&lt;b&gt;نص&lt;/b&gt;</description></item>"
        "<item><guid>g2</guid><content:encoded><![CDATA[<p>نص</p>]]></content:encoded><title>غير مغلق</item></channel></rss>";
    nashra_feed *feed;
    struct nashra_feed_item item;
    CHECK(nashra_feed_parse(&feed, rss, sizeof rss - 1, NULL, NULL) == 0);
    CHECK(nashra_feed_count(feed) == 2);
    CHECK_STR(nashra_feed_title(feed), "قناة");
    CHECK(nashra_feed_item(feed, 0, &item) == 0);
    CHECK_STR(item.title, "عنوان \"أول\"");
    CHECK_STR(item.guid, "http://c/1");
    CHECK(item.published_time == 1699374600);
    CHECK_STR(item.summary_html, "<b>نص</b>");
    CHECK(nashra_feed_item(feed, 1, &item) == 0);
    CHECK_STR(item.content_html, "<p>نص</p>");
    CHECK_STR(item.guid, "g2");
    CHECK_STR(item.title, "غير مغلق");
    CHECK(nashra_feed_item(feed, 2, &item) == NASHRA_E_ARGUMENT);
    nashra_feed_free(feed);
    nashra_feed_free(NULL);
    static const char atom[] = "<feed xmlns='http://www.w3.org/2005/Atom'><title>قناة</title><entry><title>خبر</title>"
                               "<link rel='self' href='http://s'/><link href='http://a/1'/><id>tag:1</id>"
                               "<updated>2023-11-07T18:30:00.5+02:00</updated><summary>نص</summary></entry></feed>";
    CHECK(nashra_feed_parse(&feed, atom, sizeof atom - 1, NULL, NULL) == 0);
    CHECK(nashra_feed_item(feed, 0, &item) == 0);
    CHECK_STR(item.link, "http://a/1");
    CHECK_STR(item.guid, "tag:1");
    CHECK(item.published_time == 1699374600);
    nashra_feed_free(feed);
    struct nashra_detail why;
    CHECK(nashra_feed_parse(&feed, "<html>", 6, "a.xml", &why) == NASHRA_E_INPUT);
    CHECK_STR(why.file, "a.xml");
    CHECK(feed == NULL);
}

/* --- datelines --------------------------------------------------------------------------------------------------- */

static void test_datelines(void)
{
    static const struct {
        const char *input, *dateline; /* "": none */
    } cases[] = {
        {"عمان – كشف اللقاء خلافا كبيرا.", "عمان –"}, {"القاهرة (رويترز) - قال الوزير نعم.", "القاهرة (رويترز) -"},
        {"القاهرة - (أ ش أ): قال الوزير نعم.", "القاهرة - (أ ش أ):"}, {"غزة/ وفا/ قال الرئيس نعم.", "غزة/ وفا/"},
        {"رام الله 7-11-2023 وفا- قال الرئيس نعم.", "رام الله 7-11-2023 وفا-"}, {"لندن-رويترز: قال الوزير نعم.", "لندن-رويترز:"},
        {"عمّان ـ رويترز ـ قال الوزير نعم.", "عمّان - رويترز -"}, {"غزة - من أحمد سالم - قال الوزير نعم.", "غزة - من أحمد سالم -"},
        {"الرياض، 7 نوفمبر/تشرين الثاني (رويترز) - قال الوزير نعم.", "الرياض، 7 نوفمبر/تشرين الثاني (رويترز) -"},
        {"بيروت – «القدس العربي»: قال الوزير نعم.", "بيروت – «القدس العربي»:"}, {"وكالات - قال الوزير نعم.", "وكالات -"},
        {"القاهرة – التي تستضيف القمة – قالت نعم.", ""}, {"عمان – دمشق طريق مغلق أمس.", ""}, {"القاهرة: لا نقبل ذلك أبدا.", ""},
        {"طريق عمان - دمشق مغلق أمس.", ""}, {"الوزير - كما قال - سيأتي غدا.", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nashra_document *doc = read_as(NASHRA_FORMAT_TEXT, cases[i].input, strlen(cases[i].input));
        bool found = doc->sentence_count == 2 && doc->sentences[0].part == NASHRA_PART_DATELINE;
        CHECK(found == (*cases[i].dateline != '\0'));
        if (found) check_sentence(doc, 0, cases[i].dateline);
        nashra_document_free(doc);
    }
}

/* --- memory is short --------------------------------------------------------------------------------------------- */

/* The Nth allocation fails, for every N: an error and nothing else. */
static void test_memory(void)
{
    static const struct {
        enum nashra_format format;
        const char *input;
    } cases[] = {
        {NASHRA_FORMAT_TEXT, "عنوان قصير\n\nعمان – قال الوزير: “نعم\xFF”. مَّّ ثم غادر\n\nالمصدر: وكالة\n\nإقرأ أيضاً:\n\nخبر"},
        {NASHRA_FORMAT_HTML, "<html><title>عنوان</title><h1>شعار</h1><nav>قائمة</nav><article><p lang=en>نص &laquo;طويل&raquo; فيه ما يكفي من الكلمات ليكون "
                             "فقرة كاملة<br>وسطر <span data-ssml='{\"sub\":{\"alias\":\"x\"}}'>آخر</span></p><aside>جانب</aside></article>"},
        {NASHRA_FORMAT_FEED, "<rss><title>قناة</title><item><title>خبر</title><description>&lt;p&gt;نص</description></item></rss>"},
        {NASHRA_FORMAT_SSML, "<speak><foo/>نص <prosody rate='slow' xml:lang='en'>x</prosody><sub alias='y'/><break time='1s'/></speak>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int result = NASHRA_E_MEMORY;
        for (size_t n = 1; result == NASHRA_E_MEMORY && n < 10000; n++) {
            nashra_document *doc = NULL;
            struct nashra_reading reading = {.format = cases[i].format, .after = "intake"};
            memory_fail_at(n);
            result = nashra_document_new(&doc, engine, &reading, cases[i].input, strlen(cases[i].input), NULL);
            memory_fail_at(0);
            if (result < 0 && doc) CHECK(!"no document on an error");
            nashra_document_free(doc);
        }
        CHECK(result == 0);
    }
}

/* --- anything, in linear time ------------------------------------------------------------------------------------ */

/* Random pieces of everything, in every format; the same on every run. */
static void test_soup(void)
{
    static const char *const pieces[] = {"قال", " ", "\n", ".", "«", "\"", "َ", "ّ", "ـ", "ی", "<p>", "</p>", "<div>", "</div>", "<a href=x>",
                                         "</a>", "<nav>", "&amp;", "&#x", "<![CDATA[", "]]>", "<!--", "-->", "<speak>", "</speak>", "<sub alias='x'>",
                                         "</sub>", "<mark name='a'/>", "<item>", "<title>", "</title>", "<script>", "\xFF", "\xD9", "ﷺ", "١٢", "..",
                                         "؟", "<br>", "<li>", "<s>", "{\"articleBody\":\"", "<h1>", "إقرأ أيضاً:", "شارك", "• ", "<td>", "‏"};
    uint32_t seed = 12345;
    for (int round = 0; round < 600; round++) {
        struct buffer text = BUFFER_EMPTY;
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525 + 1013904223;
            buffer_text(&text, pieces[(seed >> 8) % (sizeof pieces / sizeof pieces[0])]);
        }
        struct nashra_reading reading = {.format = (enum nashra_format)(round % 5), .lines = round % 7 == 0, .keep_all = round % 3 == 0};
        nashra_document *doc = NULL;
        reading.after = "intake";
        if (nashra_document_new(&doc, engine, &reading, text.data, text.size, NULL) < 0) CHECK(!"the soup is read");
        const char *broken = doc ? intake_broken(doc, text.size) : "no document";
        if (broken) printf("%s (format %d)\n  %s\n", broken, reading.format, text.data), CHECK(!"invariants hold");
        nashra_document_free(doc);
        buffer_free(&text);
    }
    CHECK(1);
}

static double seconds_for(enum nashra_format format, const char *piece, const char *tail, size_t count)
{
    struct buffer text = BUFFER_EMPTY;
    if (format == NASHRA_FORMAT_SSML) buffer_text(&text, "<speak>");
    if (format == NASHRA_FORMAT_FEED) buffer_text(&text, "<rss>");
    for (size_t i = 0; i < count; i++) buffer_text(&text, piece);
    for (size_t i = 0; i < count; i++) buffer_text(&text, tail);
    double best = 1e9;
    for (int i = 0; i < 3; i++) {
        nashra_document *doc = NULL;
        struct nashra_reading reading = {.format = format, .after = "intake"};
        clock_t start = clock();
        if (nashra_document_new(&doc, engine, &reading, text.data, text.size, NULL) < 0) CHECK(!"it is read");
        double took = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (took < best) best = took;
        nashra_document_free(doc);
    }
    buffer_free(&text);
    return best;
}

/* Four times the input may take some more than four times the time, but not sixteen. */
static void test_linear(void)
{
    static const struct {
        enum nashra_format format;
        const char *piece, *tail;
    } cases[] = {
        {NASHRA_FORMAT_TEXT, "كلمة ", ""}, {NASHRA_FORMAT_TEXT, "ك", ""}, {NASHRA_FORMAT_TEXT, ". , ", ""}, {NASHRA_FORMAT_TEXT, "! x", ""},
        {NASHRA_FORMAT_TEXT, "\xD9\x8E", ""}, {NASHRA_FORMAT_TEXT, "\" ", ""}, {NASHRA_FORMAT_TEXT, "شارك\n", ""},
        {NASHRA_FORMAT_HTML, "<div>", "</p>"}, {NASHRA_FORMAT_HTML, "<b>", "</i>"}, {NASHRA_FORMAT_HTML, "<a \"", ""},
        {NASHRA_FORMAT_HTML, "<a x=\"", ">"}, {NASHRA_FORMAT_HTML, "<!--", ""}, {NASHRA_FORMAT_HTML, "<li>", "x"},
        {NASHRA_FORMAT_HTML, "<nav>x", "</nav>"}, {NASHRA_FORMAT_FEED, "<item><title>x", ""}, {NASHRA_FORMAT_SSML, "<s>", "</p>"},
        {NASHRA_FORMAT_SSML, "<sub alias='x'>", "</sub>"}, {NASHRA_FORMAT_SSML, "<mark name='x'/>", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double one = seconds_for(cases[i].format, cases[i].piece, cases[i].tail, 12000);
        double four = seconds_for(cases[i].format, cases[i].piece, cases[i].tail, 48000);
        if (!CHECK(four < 10 * one + 0.02)) printf("  %s: %g s, four times as much %g s\n", cases[i].piece, one, four);
    }
}

int main(void)
{
    struct nashra_engine_options options = {.no_model = true, .no_user_lexicon = true};
    struct nashra_detail why;
    if (nashra_engine_open(&engine, &options, &why) < 0) {
        printf("%s: %s\n0 passed, 1 failed\n", why.file, why.message);
        return 1;
    }
    test_utf8_spans();
    test_charsets();
    test_declared_charset();
    test_bad_bytes();
    test_html_spans();
    test_feed_spans();
    test_json_spans();
    test_clean();
    test_sentences();
    test_lines();
    test_datelines();
    test_feed();
    test_memory();
    test_soup();
    test_linear();
    nashra_engine_close(engine);
    return check_done();
}
