/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* What nashra_voice_speak() hands out: times against the samples' energy, silences, order of events, foreign words, markup. */
#include "check.h"
#include "document.h"
#include "pipeline.h"
#include "util/buffer.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_EVENTS = 4096, LOUD = 400 };

struct record {
    struct nashra_event events[MOST_EVENTS];
    char names[MOST_EVENTS][24];
    size_t count, stop_after;
    int16_t *samples;
    size_t sample_count;
    bool gap; /* samples or positions did not fit together */
};

static nashra_engine *engine;
static nashra_voice *voice;
static struct record record;

static int take(void *context, const struct nashra_event *event)
{
    struct record *r = context;
    if (event->sample != r->sample_count) r->gap = true;
    if (event->type == NASHRA_EVENT_SAMPLES) {
        r->samples = realloc(r->samples, (r->sample_count + event->count) * sizeof *r->samples);
        memcpy(r->samples + r->sample_count, event->samples, event->count * sizeof *r->samples);
        r->sample_count += event->count;
        return r->stop_after && r->sample_count > r->stop_after;
    }
    if (r->count < MOST_EVENTS) {
        snprintf(r->names[r->count], sizeof r->names[0], "%s", event->text);
        r->events[r->count++] = *event;
    }
    return 0;
}

static nashra_document *read_text(const char *text, enum nashra_format format)
{
    struct nashra_reading reading = {.format = format};
    struct nashra_detail why;
    nashra_document *doc = NULL;
    if (!CHECK(nashra_document_new(&doc, engine, &reading, text, strlen(text), &why) == 0)) printf("%s\n", why.message);
    return doc;
}

static int speak(nashra_document *doc)
{
    struct nashra_detail why;
    free(record.samples);
    size_t stop = record.stop_after;
    memset(&record, 0, sizeof record);
    record.stop_after = stop;
    int result = nashra_voice_speak(voice, doc, 0, SIZE_MAX, take, &record, &why);
    CHECK(!record.gap);
    return result;
}

static void set(double rate)
{
    struct nashra_voice_settings settings = {.rate = rate};
    struct nashra_detail why;
    CHECK(nashra_voice_set(voice, &settings, &why) == 0);
}

/* The first loud sample at or after `from`, the last before `to`. */
static size_t first_loud(size_t from, size_t to)
{
    while (from < to && abs(record.samples[from]) < LOUD) from++;
    return from;
}

static size_t last_loud(size_t from, size_t to)
{
    while (to > from && abs(record.samples[to - 1]) < LOUD) to--;
    return to;
}

static double ms(size_t from, size_t to)
{
    return fabs(((double)from - (double)to) * 1000 / nashra_voice_rate(voice));
}

/* Words with silence between: what the events say and where the sound is must be the same within 20 ms, at any rate. */
static void check_times(double rate)
{
    static const char text[] = "مَالَ نَامَ لَامَ مَدِينَةٌ نُورٌ لَيْلٌ مَنَارَةٌ";
    nashra_document *doc = read_text(text, NASHRA_FORMAT_TEXT);
    CHECK(pipeline_prepare_all(doc, NULL) == 0);
    for (size_t i = 0; i < doc->word_count; i++) doc->words[i].pause_ms = 400;
    set(rate);
    CHECK(speak(doc) == 0);
    size_t words = 0, end_of_last = 0;
    for (size_t i = 0; i + 1 < record.count; i++) {
        if (record.events[i].type != NASHRA_EVENT_WORD) continue;
        size_t begin = record.events[i].sample, end = record.events[i + 1].sample;
        CHECK(record.events[i + 1].type == NASHRA_EVENT_WORD_END);
        size_t heard = first_loud(end_of_last, record.sample_count), gone = last_loud(begin, end);
        if (!CHECK(ms(heard, begin) <= 20)) printf("rate %g word %zu begins %g ms off\n", rate, words, ms(heard, begin));
        if (!CHECK(ms(gone, end) <= 20)) printf("rate %g word %zu ends %g ms off\n", rate, words, ms(gone, end));
        if (words) CHECK(ms(begin - end_of_last, (size_t)(0.4 / rate * nashra_voice_rate(voice))) < 1); /* the pause is exact */
        const struct word *word = &doc->words[words];
        CHECK(word->begin_ms == begin * 1000 / (size_t)nashra_voice_rate(voice) && record.events[i].begin == word->source.begin);
        end_of_last = end;
        words++;
    }
    CHECK(words == 7);
    nashra_document_free(doc);
}

static void test_times(void)
{
    static const double rates[] = {0.5, 1, 1.7, 2.5, 3, 4};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) check_times(rates[i]);
    set(1);
}

/* Within a phrase the word's begin is where its sound begins: a long silence of ours ("_:_:_:") marks the place. */
static void check_inside(double rate)
{
    nashra_document *doc = read_text("مَالَ نَامَ لَامَ", NASHRA_FORMAT_TEXT);
    CHECK(pipeline_prepare_all(doc, NULL) == 0);
    for (size_t i = 0; i < 3; i++) doc->words[i].pause_ms = 0;
    doc->words[0].phonemes = "m'a:la";
    doc->words[1].phonemes = "_:_:_:_:";
    doc->words[2].phonemes = "n'a:mu";
    set(rate);
    CHECK(speak(doc) == 0);
    size_t begin = 0, words = 0;
    for (size_t i = 0; i < record.count; i++)
        if (record.events[i].type == NASHRA_EVENT_WORD && ++words == 3) begin = record.events[i].sample;
    size_t heard = begin > 2000 ? last_loud(0, begin - 100) : 0;
    heard = first_loud(heard + 100, record.sample_count);
    if (!CHECK(ms(heard, begin) <= 20)) printf("rate %g: %g ms off\n", rate, ms(heard, begin));
    nashra_document_free(doc);
}

static void test_inside(void)
{
    check_inside(1);
    check_inside(2);
    check_inside(2.8);
    check_inside(4);
    set(1);
}

static size_t count_events(enum nashra_event_type type)
{
    size_t n = 0;
    for (size_t i = 0; i < record.count; i++) n += record.events[i].type == type;
    return n;
}

/* The loudest step from one sample to the next: a click is far above what speech has. */
static int steepest(void)
{
    int most = 0;
    for (size_t i = 1; i < record.sample_count; i++) {
        int step = abs(record.samples[i] - record.samples[i - 1]);
        if (step > most) most = step;
    }
    return most;
}

static void test_foreign(void)
{
    nashra_document *doc = read_text("قَالَ كَاتِبٌ", NASHRA_FORMAT_TEXT);
    CHECK(pipeline_prepare_all(doc, NULL) == 0 && speak(doc) == 0);
    int arabic = steepest();
    nashra_document_free(doc);
    doc = read_text("قَالَ London كَاتِبٌ", NASHRA_FORMAT_TEXT);
    CHECK(pipeline_prepare_all(doc, NULL) == 0);
    CHECK(doc->word_count == 3 && doc->words[1].kind == WORD_FOREIGN);
    CHECK(speak(doc) == 0);
    CHECK(count_events(NASHRA_EVENT_WORD) == 3 && count_events(NASHRA_EVENT_WORD_END) == 3);
    size_t voiced = doc->words[1].end_ms - doc->words[1].begin_ms;
    CHECK(voiced > 150 && voiced < 900);
    CHECK(doc->words[2].begin_ms - doc->words[1].end_ms < 60); /* no pause that nobody asked for */
    CHECK(steepest() < 2 * arabic + 4000);
    /* A language that eSpeak NG does not have is read, all the same. */
    snprintf(doc->words[1].language, sizeof doc->words[1].language, "xx");
    CHECK(speak(doc) == 0 && doc->words[1].end_ms > doc->words[1].begin_ms + 100);
    nashra_document_free(doc);
}

/* Every word between its sentence's begin and end, all in order, every sentence and word there. */
static bool in_order(const nashra_document *doc)
{
    bool inside = false, word = false, good = true;
    for (size_t i = 0; i < record.count; i++) {
        switch (record.events[i].type) {
        case NASHRA_EVENT_SENTENCE: good &= !inside && !word; inside = true; break;
        case NASHRA_EVENT_SENTENCE_END: good &= inside && !word; inside = false; break;
        case NASHRA_EVENT_WORD: good &= inside && !word; word = true; break;
        case NASHRA_EVENT_WORD_END: good &= word; word = false; break;
        default: good = false;
        }
        if (i) good &= record.events[i].sample >= record.events[i - 1].sample;
    }
    size_t sentences = 0;
    for (size_t i = 0; i < doc->sentence_count; i++) sentences += doc->sentences[i].word_count > 0;
    return good && !inside && !word && count_events(NASHRA_EVENT_SENTENCE) == sentences &&
           count_events(NASHRA_EVENT_WORD) == doc->word_count;
}

static void test_order(void)
{
    nashra_document *doc = read_text("عنوان الخبر\n\nقال الوزير إن العمل بدأ. هل انتهى؟ نعم!\n\nوأضاف: «لا شيء».\n", NASHRA_FORMAT_TEXT);
    CHECK(speak(doc) == 0);
    CHECK(in_order(doc));
    size_t whole = record.sample_count;
    record.stop_after = whole / 2;
    CHECK(speak(doc) == NASHRA_E_STOPPED);
    CHECK(record.sample_count < whole / 2 + 4096);
    record.stop_after = 0;
    struct nashra_detail why;
    CHECK(nashra_voice_speak(voice, doc, 99, 1, take, &record, &why) == NASHRA_E_ARGUMENT);
    nashra_document_free(doc);
}

/* Articles by chance: whatever stands together, all of it is told in order. NASHRA_ARTICLES: how many (make soak-marks: 1,000). */
static void test_random(void)
{
    static const char *const pieces[] = {"قال", "الوزير", "مدينة", "أن", "2023", "12 ألف", "%65", "London", "x", "،", ".", "؟", "\n\n", "«", "»",
                                         "3.5", "ـ", "ً", "\xff", "😀", "لـ10", "a.b@c.d", "١٤٤٥", "سَيَعُودُ", "(", "!", "…", "\t"};
    unsigned seed = 20240514;
    const char *wanted = getenv("NASHRA_ARTICLES");
    long rounds = wanted ? strtol(wanted, NULL, 10) : 60;
    for (long round = 0; round < rounds; round++) {
        struct buffer text = BUFFER_EMPTY;
        for (int i = 0; i < 14; i++) {
            seed = seed * 1664525 + 1013904223;
            buffer_text(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])]);
            if (seed >> 30) buffer_char(&text, ' ');
        }
        nashra_document *doc = read_text(text.data, NASHRA_FORMAT_TEXT);
        CHECK(speak(doc) == 0);
        if (!CHECK(in_order(doc))) printf("round %ld: %s\n", round, text.data);
        nashra_document_free(doc);
        buffer_free(&text);
    }
}

/* The pitch of the last voiced 50 ms, by autocorrelation. */
static double last_pitch(void)
{
    const size_t n = 1100;
    for (size_t end = record.sample_count; end > 2 * n; end -= 200) {
        const int16_t *x = record.samples + end - 2 * n;
        double power = 1, best = 0;
        size_t lag = 0;
        for (size_t i = 0; i < n; i++) power += (double)x[i] * x[i];
        for (size_t k = 22050 / 250; k < 22050 / 60; k++) {
            double sum = 0;
            for (size_t i = 0; i < n; i++) sum += (double)x[i] * x[i + k];
            if (sum > best) best = sum, lag = k;
        }
        if (power > (double)n * 500 * 500 && best > 0.7 * power) return 22050.0 / (double)lag;
    }
    return 0;
}

/* A question rises, a statement falls. */
static void test_tunes(void)
{
    nashra_document *doc = read_text("هَلْ يَكْفِي جِسْرٌ وَاحِدٌ", NASHRA_FORMAT_TEXT);
    double pitch[2];
    for (int question = 0; question < 2; question++) {
        doc->sentences[0].end = question ? END_QUESTION : END_STATEMENT;
        CHECK(speak(doc) == 0);
        pitch[question] = last_pitch();
    }
    if (!CHECK(pitch[0] > 50 && pitch[1] > 1.1 * pitch[0])) printf("statement %g Hz, question %g Hz\n", pitch[0], pitch[1]);
    nashra_document_free(doc);
}

static struct directive *add(nashra_document *doc, enum directive_kind kind, uint32_t first, uint32_t count, const char *value)
{
    struct directive *d = document_add_directive(doc);
    *d = (struct directive){.kind = kind, .first_char = first, .char_count = count, .value = value};
    return d;
}

static double length_of(nashra_document *doc, size_t word)
{
    CHECK(speak(doc) == 0);
    return (double)(doc->words[word].end_ms - doc->words[word].begin_ms);
}

static void test_directives(void)
{
    nashra_document *doc = read_text("مَدِينَةٌ مَدِينَةٌ مَدِينَةٌ", NASHRA_FORMAT_TEXT);
    CHECK(pipeline_prepare_all(doc, NULL) == 0);
    doc->words[0].phonemes = doc->words[1].phonemes = doc->words[2].phonemes = "mad'i:natun";
    doc->words[0].pause_ms = doc->words[1].pause_ms = 200; /* chunks of their own: lengths compare */
    for (uint32_t i = 0; i < 3; i++) doc->words[i].first_char = 10 * i;
    double usual = length_of(doc, 1), last = (double)(doc->words[2].end_ms - doc->words[2].begin_ms);
    add(doc, DIRECTIVE_MARK, doc->words[0].first_char, 0, "start");
    add(doc, DIRECTIVE_PROSODY, doc->words[1].first_char, 3, "rate=0.5 pitch=1.5");
    add(doc, DIRECTIVE_MARK, doc->words[1].first_char, 0, "middle");
    add(doc, DIRECTIVE_MARK, doc->words[2].first_char + 100, 0, "end");
    double slow = length_of(doc, 1), after = (double)(doc->words[2].end_ms - doc->words[2].begin_ms);
    CHECK(slow > 1.5 * usual && slow < 2.6 * usual);
    CHECK(after < 1.1 * last && after > 0.9 * last);
    size_t marks = 0;
    for (size_t i = 0; i < record.count; i++) {
        if (record.events[i].type != NASHRA_EVENT_MARK) continue;
        CHECK_STR(record.names[i], ((const char *[]){"start", "middle", "end"})[marks % 3]);
        if (marks == 1) CHECK(record.events[i].sample * 1000 / (uint64_t)nashra_voice_rate(voice) == doc->words[1].begin_ms);
        marks++;
    }
    CHECK(marks == 3);
    nashra_document_free(doc);
}

/* Monsters: no pause for a hundred words, a word of hundreds of letters or phonemes, signs of markup in phonemes. */
static void test_monsters(void)
{
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < 120; i++) buffer_text(&text, "مَا ");
    for (size_t i = 0; i < 300; i++) buffer_text(&text, "ب");
    nashra_document *doc = read_text(text.data, NASHRA_FORMAT_TEXT);
    CHECK(pipeline_prepare_all(doc, NULL) == 0);
    for (size_t i = 0; i < doc->word_count; i++) doc->words[i].pause_ms = 0;
    struct buffer phonemes = BUFFER_EMPTY;
    for (size_t i = 0; i < 800; i++) buffer_text(&phonemes, i % 7 ? "b" : "<a:");
    doc->words[3].phonemes = phonemes.data;
    doc->words[4].phonemes = "ma]] <mark name=\"9999\"/> [[ma";
    doc->words[5].phonemes = NULL;
    CHECK(speak(doc) == 0);
    CHECK(count_events(NASHRA_EVENT_WORD) == doc->word_count || record.count == MOST_EVENTS);
    nashra_document_free(doc);
    buffer_free(&phonemes);
    buffer_free(&text);
}

static void test_settings(void)
{
    struct nashra_detail why;
    nashra_voice *second = NULL;
    CHECK(nashra_voice_open(&second, NULL, &why) == NASHRA_E_ARGUMENT && !second);
    struct nashra_voice_settings settings = {.name = "no-such-voice"};
    CHECK(nashra_voice_set(voice, &settings, &why) == NASHRA_E_VOICE && strstr(why.message, "no-such-voice"));
    settings = (struct nashra_voice_settings){.rate = -1};
    CHECK(nashra_voice_set(voice, &settings, &why) == NASHRA_E_ARGUMENT);
    const char *name, *language;
    bool found = false;
    for (size_t i = 0; nashra_voice_list(voice, i, &name, &language) == 0; i++) found |= strcmp(name, "ar") == 0;
    CHECK(found);
    nashra_document *doc = read_text("قَالَ", NASHRA_FORMAT_TEXT);
    double power[2];
    for (int i = 0; i < 2; i++) {
        settings = (struct nashra_voice_settings){.volume = i ? 0.5 : 1};
        CHECK(nashra_voice_set(voice, &settings, &why) == 0 && speak(doc) == 0);
        power[i] = 0;
        for (size_t k = 0; k < record.sample_count; k++) power[i] += (double)record.samples[k] * record.samples[k];
    }
    CHECK(power[0] > 3 * power[1] && power[1] > 0);
    nashra_document_free(doc);
    nashra_voice_close(voice);
    CHECK(nashra_voice_open(&voice, &(struct nashra_voice_settings){.name = "ar+f2"}, &why) == 0);
}

/* Short memory at any point of speaking is an error, and the next try succeeds. */
static void test_short_memory(void)
{
    static const char text[] = "قَالَ London كَاتِبٌ، نَعَمْ.";
    nashra_document *doc = read_text(text, NASHRA_FORMAT_TEXT);
    CHECK(pipeline_prepare_all(doc, NULL) == 0);
    size_t tries = 0;
    int result = -1;
    while (result < 0 && tries < 500) {
        struct nashra_detail why;
        nashra_voice_close(voice); /* what it has already would be used again */
        CHECK(nashra_voice_open(&voice, NULL, &why) == 0);
        memory_fail_at(++tries);
        result = speak(doc);
        memory_fail_at(0);
        if (!CHECK(result == 0 || result == NASHRA_E_MEMORY)) return;
    }
    CHECK(result == 0 && tries > 3);
    CHECK(in_order(doc));
    nashra_document_free(doc);
}

int main(void)
{
    struct nashra_engine_options options = {.no_user_lexicon = true, .no_model = true};
    struct nashra_detail why;
    if (nashra_engine_open(&engine, &options, &why) < 0 || nashra_voice_open(&voice, NULL, &why) < 0) {
        printf("%s: %s\n", why.file, why.message);
        return 1;
    }
    test_times();
    test_inside();
    test_order();
    test_tunes();
    test_foreign();
    test_directives();
    test_monsters();
    test_short_memory();
    test_settings();
    test_random(); /* last: eSpeak NG keeps some state, and what is measured above is measured fresh */
    nashra_voice_close(voice);
    nashra_engine_close(engine);
    free(record.samples);
    return check_done();
}
