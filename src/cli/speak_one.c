/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "marks.h"
#include "speak.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

volatile sig_atomic_t speak_interrupted;

struct speaking {
    nashra_document *document;
    nashra_sink *sink;
    struct marks *marks;
    bool progress;
    int rate;
    struct nashra_detail sink_why; /* code 0: the sink is well */
};

/* "[######....]  12/40 sentences  0:31" on one line of the terminal. */
static void show_progress(const struct speaking *s, const struct nashra_event *event)
{
    enum { WIDTH = 30 };
    size_t total = nashra_document_sentences(s->document), done = event->index + 1;
    size_t filled = total ? done * WIDTH / total : WIDTH;
    unsigned seconds = (unsigned)(event->sample / (uint64_t)s->rate);
    fprintf(stderr, "\r[%.*s%.*s] %zu/%zu sentences, %u:%02u ", (int)filled, "##############################", (int)(WIDTH - filled),
            "..............................", done, total, seconds / 60, seconds % 60);
}

static int on_event(void *context, const struct nashra_event *event)
{
    struct speaking *s = context;
    if (speak_interrupted) return 1;
    if (s->marks) marks_event(s->marks, event);
    if (s->progress && event->type == NASHRA_EVENT_SENTENCE_END) show_progress(s, event);
    if (event->type != NASHRA_EVENT_SAMPLES) return 0;
    return nashra_sink_write(s->sink, event->samples, event->count, &s->sink_why) < 0;
}

static int open_sink(struct speaking *s, const struct options *options, const struct job *job)
{
    struct nashra_detail why = {0};
    struct nashra_sink_options with = options->sink;
    with.rate = s->rate;
    if (!with.title) with.title = nashra_document_title(s->document);
    int result = job->output ? nashra_sink_open(&s->sink, job->output, &with, &why)
                             : nashra_sink_open_device(&s->sink, options->device, s->rate, &why);
    return result < 0 ? complain_detail(&why) : EXIT_OK;
}

/* Speaks into the open sink and closes it. */
static int run(struct speaking *s, nashra_voice *voice)
{
    struct nashra_detail why = {0};
    int result = nashra_voice_speak(voice, s->document, 0, SIZE_MAX, on_event, s, &why);
    if (s->progress) fputs("\r\033[K", stderr);
    if (result < 0) {
        nashra_sink_abort(s->sink);
        if (speak_interrupted) return EXIT_INTERNAL;
        return complain_detail(s->sink_why.code < 0 ? &s->sink_why : &why);
    }
    return nashra_sink_close(s->sink, &why) < 0 ? complain_detail(&why) : EXIT_OK;
}

static bool anything_to_say(const nashra_document *document)
{
    struct nashra_sentence sentence;
    for (size_t i = 0; nashra_document_sentence(document, i, &sentence) == 0; i++)
        if (sentence.words) return true;
    return false;
}

static int speak_text(const struct options *options, const nashra_engine *engine, nashra_voice **voice, const struct job *job,
                      const char *text, size_t size)
{
    struct speaking s = {.progress = options->progress && !options->quiet && isatty(STDERR_FILENO)};
    struct nashra_detail why = {0};
    struct nashra_reading reading = options->reading;
    reading.name = job->input;
    if (nashra_document_new(&s.document, engine, &reading, text, size, &why) < 0) return complain_detail(&why);
    int code = anything_to_say(s.document) ? EXIT_OK : complain(EXIT_INPUT, "%s: nothing to read", job->input);
    if (code == EXIT_OK && !*voice && nashra_voice_open(voice, &options->voice, &why) < 0) code = complain_detail(&why);
    if (code == EXIT_OK) {
        s.rate = nashra_voice_rate(*voice);
        if (job->marks) code = marks_open(&s.marks, job->marks, text, size, s.rate);
    }
    if (code == EXIT_OK) code = open_sink(&s, options, job);
    if (code == EXIT_OK) code = run(&s, *voice);
    int marks_code = marks_close(s.marks, code == EXIT_OK);
    nashra_document_free(s.document);
    return code == EXIT_OK ? marks_code : code;
}

int speak_one(const struct options *options, const nashra_engine *engine, nashra_voice **voice, const struct job *job)
{
    char *text;
    size_t size;
    int code = read_input(job->input, &text, &size);
    if (code == EXIT_OK) code = speak_text(options, engine, voice, job, text, size);
    free(text);
    return code;
}
