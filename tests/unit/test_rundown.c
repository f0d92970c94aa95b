/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* The rundown: values, and mistakes told at their place. */
#include "bulletin/frame.h"
#include "bulletin/rundown.h"

#include "check.h"

static void good_values(void)
{
    static const char text[] = "\xef\xbb\xbf# نشرة\r\n"
                               "[bulletin]\r\n"
                               "title = نشرة الظهيرة\r\n"
                               "date = 2028-02-29 06:05\n"
                               "max length = 2:30\n"
                               "fit = 90..2m\n"
                               "summary = all\n"
                               "order = newest\n"
                               "duplicates = keep\n"
                               "headlines = no\n"
                               "loudness = radio\n"
                               "fetch = yes\nfetch size = 2M\n"
                               "[text]\nopening = {station}\nopening = \" الساعة {time} = الآن\"\nclosing =\n"
                               "[jingles]\nbed = music/bed.ogg\nlevel = -4.5\n"
                               "[story]\nfile = a.txt\nsummary = 3\n"
                               "[story]\nurl = https://example.org/a?b=c#d\n"
                               "[story]\nfeed = /var/feeds/x.xml\nstories = 5";
    struct rundown *r;
    struct nashra_detail why = {0};
    CHECK(rundown_parse(&r, "dir/day.rundown", text, sizeof text - 1, &why) == 0);
    if (!r) {
        printf("%s\n", why.message);
        return;
    }
    CHECK_STR(r->title, "نشرة الظهيرة");
    CHECK(r->date.year == 2028 && r->date.month == 2 && r->date.day == 29 && r->date.hour == 6 && r->date.minute == 5);
    CHECK(r->most_seconds == 150 && r->fit_least == 90 && r->fit_most == 120);
    CHECK(r->summary == 0 && r->order == ORDER_NEWEST && r->keep_duplicates && !r->headlines);
    CHECK(r->loudness == NASHRA_LOUDNESS_RADIO && r->fetch && r->fetch_bytes == 2 << 20);
    CHECK_STR(r->frames.opening, "{station}\n الساعة {time} = الآن");
    CHECK_STR(r->frames.closing, "");
    CHECK(r->frames.details == NULL);
    CHECK_STR(r->jingles.bed, "dir/music/bed.ogg");
    CHECK(r->jingles.level == -4.5);
    CHECK(r->source_count == 3);
    CHECK(r->sources[0].kind == SOURCE_FILE && r->sources[0].summary == 3 && r->sources[1].summary == -1);
    CHECK_STR(r->sources[0].where, "dir/a.txt");
    CHECK_STR(r->sources[1].where, "https://example.org/a?b=c#d");
    CHECK(r->sources[2].kind == SOURCE_FEED && r->sources[2].most == 5);
    CHECK_STR(r->sources[2].where, "/var/feeds/x.xml");
    rundown_free(r);
}

/* Each has one mistake; the column counts characters, not bytes. */
static void mistakes(void)
{
    static const struct {
        const char *text;
        size_t line, column;
    } cases[] = {
        {"title = x\n", 1, 1},
        {"[bulletin]\nعنوان = x\n", 2, 1},
        {"[bulletin]\nname = x\n", 2, 1},
        {"[news]\n", 1, 2},
        {"[bulletin\n", 1, 1},
        {"[bulletin]\njust words\n", 2, 1},
        {"[bulletin]\ndate = 2026-02-30\n[story]\nfile=a", 2, 8},
        {"[bulletin]\ndate = 2026-1-30\n[story]\nfile=a", 2, 8},
        {"[bulletin]\n  summary = 0\n", 2, 13},
        {"[bulletin]\nsummary = 1.5\n", 2, 11},
        {"[bulletin]\nmax length = 1:75\n", 2, 14},
        {"[bulletin]\nfit = 5:00..4:00\n", 2, 7},
        {"[bulletin]\nfetch = true\n", 2, 9},
        {"[bulletin]\norder = random\n", 2, 9},
        {"[bulletin]\nloudness = -23\n", 2, 12},
        {"[text]\nopening = الساعة {hour}\n", 2, 18},
        {"[text]\nopening = {time\n", 2, 11},
        {"[jingles]\nlevel = loud\n", 2, 9},
        {"[jingles]\nlevel = 7\n", 2, 9},
        {"[jingles]\nbed =\n", 2, 6},
        {"[story]\n[story]\nfile = a\n", 2, 1},
        {"[story]\nfile = a\nfile = b\n", 3, 8},
        {"[story]\nurl = ftp://example.org/\n", 2, 7},
        {"[story]\ntitle = x\n", 1, 1},
        {"[bulletin]\ntitle = x", 2, 1},
        {"", 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rundown *r;
        struct nashra_detail why = {0};
        int result = rundown_parse(&r, "x", cases[i].text, strlen(cases[i].text), &why);
        if (!CHECK(result == NASHRA_E_INPUT && !r && why.line == cases[i].line && why.column == cases[i].column))
            printf("  %s  -> %d, %zu:%zu: %s\n", cases[i].text, result, why.line, why.column, why.message);
        rundown_free(r);
    }
    struct rundown *r;
    struct nashra_detail why = {0};
    CHECK(rundown_parse(&r, "x", "[story]\nfile = a\0b\n", 19, &why) == NASHRA_E_INPUT && why.line == 2);
}

static void times(void)
{
    double a, b;
    struct tm_date date = {.given = true};
    CHECK(parse_date("next hour", &date) && date.next_hour && !date.given);
    CHECK(parse_date("2026-11-24T23:59", &date) && date.minute == 59 && date.given && !date.next_hour);
    CHECK(!parse_date("2026-11-24 24:00", &date) && !parse_date("2027-02-29", &date) && !parse_date("2026-11-24 ", &date));
    CHECK(parse_seconds("90", &a) && a == 90);
    CHECK(parse_seconds("1:02:03", &a) && a == 3723);
    CHECK(parse_seconds("2.5m", &a) && a == 150);
    CHECK(!parse_seconds("-1", &a) && !parse_seconds("1:", &a) && !parse_seconds("1x", &a) && !parse_seconds("", &a));
    CHECK(parse_range("180", &a, &b) && a == 180 && b == 180);
    CHECK(!parse_range("..5", &a, &b) && !parse_range("0..0", &a, &b));
}

static void frames(void)
{
    struct frame_values values = {{[FRAME_TIME] = "14:30", [FRAME_STATION] = "إذاعة المدينة", [FRAME_PRESENTER] = ""}};
    struct buffer out = BUFFER_EMPTY;
    frame_expand("هنا {station}.\nيقدمها {presenter}.\nالساعة {time}", &values, &out);
    CHECK_STR(out.data, "هنا إذاعة المدينة.\nالساعة 14:30");
    buffer_free(&out);
    CHECK(frame_check("{time} {date}") == NULL);
    CHECK_STR(frame_check("a {time} {x}"), "{x}");
}

int main(void)
{
    good_values();
    mistakes();
    times();
    frames();
    return check_done();
}
