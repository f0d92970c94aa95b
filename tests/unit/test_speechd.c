/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* The parts of sd_nashra that need no voice: markup, the server's damage, settings, where marks and pauses fall. */
#include "check.h"

#include <stdlib.h>
#include <unistd.h>

#include "speechd/channel.c"
#include "speechd/log.c"
#include "speechd/plain.c"
#include "speechd/repair.c"
#include "speechd/settings.c"
#include "speechd/text.c"
#include "speechd/utterance.c"

/* --- markup ------------------------------------------------------------------------------------------------------- */

static void check_plain(const char *message, const char *text, const char *marks)
{
    struct plain plain = {.marks = NULL};
    char got[256] = "";
    size_t used = 0;
    spd_plain_read(&plain, message, strlen(message));
    for (size_t i = 0; i < plain.mark_count; i++)
        used += (size_t)snprintf(got + used, sizeof got - used, "%s%s@%zu", i ? " " : "", spd_plain_mark_name(&plain, i), plain.marks[i].offset);
    CHECK_STR(plain.text.data ? plain.text.data : "", text);
    CHECK_STR(got, marks);
    spd_plain_free(&plain);
}

static void test_plain(void)
{
    check_plain("no <markup> & here", "no <markup> & here", "");
    check_plain("<speak>one <mark name=\"a\"/>two</speak>", "one two", "a@4");
    check_plain("<?xml version='1.0'?><speak><mark name='0:1' />x &lt;&#x41;&#66;&amp;</speak>", "x <AB&", "0:1@0");
    check_plain("<speak>a > b < c <mark/> <mark title=\"name='z'\"/></speak>", "a > b < c  ", "");
    check_plain("<speak><!-- <mark name=\"no\"/> -->t<![CDATA[<b>]]></speak>", "t<b>", "");
    check_plain("<speak><mark name=\"a>b\"/>x<mark name=\"", "x<mark name=\"", "a>b@0");
    check_plain("<speak>one<break/>two<p>three</p></speak>", "one\ntwothree\n", "");
    check_plain("<speak>&nosuch; &#0; &#xd800; &#99999999;</speak>", "&nosuch; \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd", "");
}

/* Without bound, a million unclosed tags would each be searched to the end. */
static void test_plain_is_linear(void)
{
    struct text big = {NULL, 0, 0};
    spd_text_add(&big, "<speak>");
    for (int i = 0; i < 300000; i++) spd_text_add(&big, i % 2 ? "<a'" : "<b\"");
    struct plain plain = {.marks = NULL};
    spd_plain_read(&plain, big.data, big.size);
    CHECK(plain.text.size == big.size - strlen("<speak>"));
    spd_plain_free(&plain);
    spd_text_free(&big);
}

/* --- the server's damage -------------------------------------------------------------------------------------------- */

static void check_repair(const nashra_engine *engine, const char *message, const char *want)
{
    struct text out = {NULL, 0, 0};
    bool changed = spd_repair_message(engine, message, strlen(message), &out);
    CHECK_STR(changed ? out.data : message, want);
    CHECK(changed == (strcmp(message, want) != 0));
    spd_text_free(&out);
}

static void test_repair(void)
{
    nashra_engine *engine;
    struct nashra_detail why;
    struct nashra_engine_options options = {.no_model = true, .no_user_lexicon = true};
    if (!CHECK(nashra_engine_open(&engine, &options, &why) == 0)) return;
    /* as it came over the wire (trap 1) */
    check_repair(engine, "قال:  double left pointing angle bracket نعم double right pointing angle bracket   50  و$20 ... نهاية  3 .5 test bbc com",
                 "قال:  «نعم»   50  و$20 ... نهاية  3.5 test bbc com");
    check_repair(engine, "<speak>صحيفة <mark name=\"one half\"/>double left pointing angle bracket Times double right pointing angle bracket </speak>",
                 "<speak>صحيفة <mark name=\"one half\"/>«Times» </speak>");
    check_repair(engine, "زاد one half في المئة", "زاد ½ في المئة");
    check_repair(engine, "one half of it", "one half of it");
    check_repair(engine, "قال registered trademark شركة", "قال ® ™ شركة");
    check_repair(engine, "double left pointing angle", "double left pointing angle");
    check_repair(engine, "3 . 5 and 3 .5", "3 . 5 and 3.5");
    check_repair(engine, "< double right pointing angle bracket", "<»");
    check_repair(engine, "", "");
    check_repair(NULL, "3 .5", "3 .5");
    nashra_engine_close(engine);
}

/* --- settings ------------------------------------------------------------------------------------------------------- */

static enum setting_result set(struct settings *settings, const char *line)
{
    return spd_settings_line(settings, line, strlen(line));
}

static void test_settings(void)
{
    struct settings s;
    spd_settings_default(&s);
    CHECK(set(&s, "rate=-300") == SETTING_TAKEN && s.rate == -100);
    CHECK(set(&s, "rate=5x") == SETTING_BAD_VALUE && s.rate == -100);
    CHECK(set(&s, "punctuation_mode=most") == SETTING_TAKEN && s.punctuation == NASHRA_PUNCTUATION_MOST);
    CHECK(set(&s, "cap_let_recogn=icon") == SETTING_TAKEN && s.capitals == CAPITALS_ICON);
    CHECK(set(&s, "spelling_mode=on") == SETTING_TAKEN && s.spelling);
    CHECK(set(&s, "spelling_mode=perhaps") == SETTING_BAD_VALUE);
    CHECK(set(&s, "synthesis_voice=NULL") == SETTING_TAKEN && !*s.synthesis_voice);
    CHECK(set(&s, "colour=blue") == SETTING_UNKNOWN);
    CHECK(set(&s, "rate") == SETTING_BAD_SYNTAX && set(&s, "=1") == SETTING_BAD_SYNTAX);
    CHECK(spd_settings_line(&s, "rate\0=1", 7) == SETTING_BAD_SYNTAX);
    CHECK(set(&s, "language=0123456789012345678901234567890123456789") == SETTING_BAD_VALUE);
}

static void test_voice(void)
{
    struct settings s;
    spd_settings_default(&s);
    struct nashra_voice_settings voice = spd_settings_voice(&s);
    CHECK_STR(voice.name, "ar");
    CHECK(voice.rate == 1.0 && voice.pitch == 1.0 && voice.pitch_range == 1.0 && voice.volume == 1.0);
    set(&s, "rate=100"), set(&s, "pitch=-100"), set(&s, "pitch_range=-100"), set(&s, "volume=-100"), set(&s, "voice=female1");
    voice = spd_settings_voice(&s);
    CHECK_STR(voice.name, "ar+f2");
    CHECK(voice.rate > 2.99 && voice.rate < 3.01 && voice.pitch > 0.49 && voice.pitch < 0.51);
    CHECK(voice.pitch_range > 0 && voice.volume > 0); /* 0 would mean the default */
    set(&s, "rate=-100"), set(&s, "synthesis_voice=mb-ar1");
    voice = spd_settings_voice(&s);
    CHECK_STR(voice.name, "mb-ar1");
    CHECK(voice.rate > 0.49 && voice.rate < 0.51);
}

/* --- marks, STOP and PAUSE -------------------------------------------------------------------------------------------- */

struct pipes {
    struct channel channel;
    int to_module, from_module;
    char text[4096];
};

static void pipes_open(struct pipes *p)
{
    int in[2], out[2];
    if (pipe(in) < 0 || pipe(out) < 0) exit(1);
    spd_channel_open(&p->channel, in[0], out[1]);
    p->to_module = in[1];
    p->from_module = out[0];
}

/* What was written so far, each block of sound as "N samples". */
static const char *pipes_text(struct pipes *p)
{
    static char raw[60000];
    close(p->channel.out);
    size_t size = 0, used = 0;
    for (ssize_t n; (n = read(p->from_module, raw + size, sizeof raw - size)) > 0;) size += (size_t)n;
    for (char *line = raw, *end; (end = memchr(line, '\n', (size_t)(raw + size - line))) != NULL; line = end + 1) {
        bool sound = strncmp(line, "705", 3) == 0, count = strncmp(line, "705-num_samples=", 16) == 0;
        if (sound && !count) continue;
        used += (size_t)snprintf(p->text + used, sizeof p->text - used, "%.*s|", (int)(end - line) - (count ? 16 : 0), line + (count ? 16 : 0));
    }
    close(p->from_module);
    close(p->to_module);
    close(p->channel.in);
    spd_channel_close(&p->channel);
    return p->text;
}

enum { SCENE_SAMPLES = 2000 };

/* One message with two marks at samples 500 and 1500 of 2000; `request` comes before the sound. */
static void check_scene(const char *message, const char *request, const char *want)
{
    static const int16_t silence[SCENE_SAMPLES];
    struct pipes p;
    struct plain plain = {.marks = NULL};
    struct utterance u;
    pipes_open(&p);
    spd_plain_read(&plain, message, strlen(message));
    spd_channel_begin_speech(&p.channel);
    if (*request && write(p.to_module, request, strlen(request)) < 0) exit(1);
    spd_utterance_begin(&u, &p.channel, &plain, 22050);
    for (size_t i = 0; i < plain.mark_count; i++) spd_utterance_mark(&u, spd_plain_mark_name(&plain, i), 500 + 1000 * i);
    spd_utterance_samples(&u, silence, SCENE_SAMPLES);
    spd_utterance_end(&u);
    CHECK_STR(pipes_text(&p), want);
    spd_plain_free(&plain);
}

static void test_utterance(void)
{
    static const char *orca = "<speak><mark name=\"a\"/>x <mark name=\"b\"/>y</speak>";
    static const char *server = "<speak>x <mark name=\"__spd_0\"/>y <mark name=\"__spd_1\"/>z</speak>";
    check_scene("x", "", "701 BEGIN|1323|677|702 END|");
    check_scene(orca, "", "701 BEGIN|500|700-a|700 INDEX MARK|1000|700-b|700 INDEX MARK|500|702 END|");
    check_scene(orca, "STOP\n", "701 BEGIN|703 STOP|");
    check_scene(orca, "PAUSE\n", "701 BEGIN|703 STOP|");
    check_scene(server, "PAUSE\n", "701 BEGIN|500|700-__spd_0|700 INDEX MARK|704 PAUSE|");
    check_scene(server, "PAUSE\nSTOP\n", "701 BEGIN|500|703 STOP|");
    check_scene(server, "STOP\nQUIT\n", "701 BEGIN|703 STOP|");
    check_scene(orca, "QUIT\n", "701 BEGIN|703 STOP|");
    check_scene(orca, "HELLO\nSTOP\n", "701 BEGIN|500|700-a|700 INDEX MARK|1000|700-b|700 INDEX MARK|500|702 END|");
}

/* A mark that the voice did not report is not lost, and the order stays. */
static void test_lost_marks(void)
{
    struct pipes p;
    struct plain plain = {.marks = NULL};
    struct utterance u;
    const char *message = "<speak><mark name='a'/>x<mark name='b'/>y<mark name='c'/>z<mark name='__spd_0'/></speak>";
    pipes_open(&p);
    spd_plain_read(&plain, message, strlen(message));
    spd_channel_begin_speech(&p.channel);
    spd_utterance_begin(&u, &p.channel, &plain, 22050);
    spd_utterance_mark(&u, "b", 0);
    spd_utterance_mark(&u, "a", 0);
    spd_utterance_mark(&u, "nobody", 0);
    spd_utterance_end(&u);
    CHECK_STR(pipes_text(&p), "701 BEGIN|700-a|700 INDEX MARK|700-b|700 INDEX MARK|700-c|700 INDEX MARK|700-__spd_0|700 INDEX MARK|702 END|");
    spd_plain_free(&plain);
}

/* --- lines ---------------------------------------------------------------------------------------------------------- */

static void test_data(void)
{
    struct pipes p;
    struct text data = {NULL, 0, 0};
    static const char input[] = "one\n..two\n\n...\n.\nSTOP\n.half";
    pipes_open(&p);
    if (write(p.to_module, input, sizeof input - 1) < 0) exit(1);
    close(p.to_module);
    CHECK(spd_channel_data(&p.channel, &data));
    CHECK_STR(data.data, "one\n.two\n\n..");
    CHECK(spd_channel_poll(&p.channel) == REQUEST_STOP);
    CHECK(!spd_channel_data(&p.channel, &data)); /* the end of input inside a message */
    spd_text_free(&data);
    pipes_text(&p);
}

int main(void)
{
    test_plain();
    test_plain_is_linear();
    test_repair();
    test_settings();
    test_voice();
    test_utterance();
    test_lost_marks();
    test_data();
    return check_done();
}
