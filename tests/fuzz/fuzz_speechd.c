/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Any bytes as the server's side of the module's protocol. The whole module is here; only its voice is silent, because eSpeak
 * NG would take a second for every try. Every event that a message must have is checked: one 701, then exactly one end. */
#include "nashra.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int silent_open(nashra_voice **voice, const struct nashra_voice_settings *settings, struct nashra_detail *detail);
static void silent_close(nashra_voice *voice);
static int silent_set(nashra_voice *voice, const struct nashra_voice_settings *settings, struct nashra_detail *detail);
static int silent_speak(nashra_voice *voice, nashra_document *document, size_t first, size_t count, nashra_event_fn event,
                        void *context, struct nashra_detail *detail);
static int silent_text(nashra_voice *voice, const struct nashra_text_options *options, const char *text, size_t size,
                       nashra_event_fn event, void *context, struct nashra_detail *detail);
static int silent_rate(const nashra_voice *voice);
static int silent_list(const nashra_voice *voice, size_t index, const char **name, const char **language);

#define nashra_voice_open silent_open
#define nashra_voice_close silent_close
#define nashra_voice_set silent_set
#define nashra_voice_speak silent_speak
#define nashra_voice_speak_text silent_text
#define nashra_voice_rate silent_rate
#define nashra_voice_list silent_list
#include "speechd/channel.c"
#include "speechd/compose.c"
#include "speechd/icon.c"
#include "speechd/log.h"
#include "speechd/pieces.c"
#include "speechd/plain.c"
#include "speechd/repair.c"
#include "speechd/session.c"
#include "speechd/settings.c"
#include "speechd/speaker.c"
#include "speechd/text.c"
#include "speechd/utterance.c"

static char voice_is_open;

void spd_log_line(const char *format, ...)
{
    (void)format;
}

void spd_log_debug(const char *format, ...)
{
    (void)format;
}

bool spd_log_debug_to(const char *path)
{
    return path == NULL;
}

static int silent_open(nashra_voice **voice, const struct nashra_voice_settings *settings, struct nashra_detail *detail)
{
    (void)settings, (void)detail;
    *voice = (nashra_voice *)(void *)&voice_is_open;
    return 0;
}

static void silent_close(nashra_voice *voice)
{
    (void)voice;
}

static int silent_set(nashra_voice *voice, const struct nashra_voice_settings *settings, struct nashra_detail *detail)
{
    (void)voice, (void)detail;
    return settings->rate >= 0.3 && settings->rate <= 4 && settings->volume > 0 ? 0 : NASHRA_E_ARGUMENT;
}

static int silent_rate(const nashra_voice *voice)
{
    (void)voice;
    return 22050;
}

static int silent_list(const nashra_voice *voice, size_t index, const char **name, const char **language)
{
    (void)voice;
    *name = *language = "ar";
    return index == 0 ? 0 : NASHRA_E_ARGUMENT;
}

static int word_and_sound(nashra_event_fn event, void *context, size_t begin, uint64_t *sample)
{
    static const int16_t sound[3000];
    struct nashra_event word = {.type = NASHRA_EVENT_WORD, .begin = begin, .end = begin, .text = "", .sample = *sample + 100};
    struct nashra_event samples = {.type = NASHRA_EVENT_SAMPLES, .samples = sound, .count = 3000, .sample = *sample, .text = ""};
    *sample += 3000;
    return event(context, &word) || event(context, &samples) ? NASHRA_E_STOPPED : 0;
}

static int silent_text(nashra_voice *voice, const struct nashra_text_options *options, const char *text, size_t size,
                       nashra_event_fn event, void *context, struct nashra_detail *detail)
{
    (void)voice, (void)options, (void)detail;
    uint64_t sample = 0;
    int result = 0;
    for (size_t i = 0; i < size && i < 4000 && result == 0; i++)
        if (text[i] == ' ') result = word_and_sound(event, context, i, &sample);
    return result;
}

static int silent_speak(nashra_voice *voice, nashra_document *document, size_t first, size_t count, nashra_event_fn event,
                        void *context, struct nashra_detail *detail)
{
    (void)voice, (void)first, (void)count, (void)detail;
    uint64_t sample = 0;
    int result = 0;
    struct nashra_sentence sentence;
    for (size_t i = 0; nashra_document_sentence(document, i, &sentence) == 0 && i < 200 && result == 0; i++)
        result = word_and_sound(event, context, sentence.begin, &sample);
    return result;
}

/* After each 701 one of 702, 703 and 704, and nothing else that begins or ends. */
static void check_events(char *out, size_t size)
{
    bool speaking = false;
    for (char *line = out, *end; line < out + size; line = end + 1) {
        end = memchr(line, '\n', (size_t)(out + size - line));
        if (!end) abort(); /* every line ends */
        bool begins_speech = strncmp(line, "701 ", 4) == 0;
        bool ends_speech = strncmp(line, "702 ", 4) == 0 || strncmp(line, "703 ", 4) == 0 || strncmp(line, "704 ", 4) == 0;
        bool event = strncmp(line, "705", 3) == 0 || strncmp(line, "700", 3) == 0;
        if ((begins_speech && speaking) || ((ends_speech || event) && !speaking)) abort();
        speaking = begins_speech || (speaking && !ends_speech);
    }
    if (speaking) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int in = memfd_create("in", 0), out = memfd_create("out", 0);
    if (in < 0 || out < 0 || write(in, data, size) != (ssize_t)size || lseek(in, 0, SEEK_SET) != 0) abort();
    spd_session_run(in, out, NULL);
    off_t written = lseek(out, 0, SEEK_END);
    char *text = malloc((size_t)written + 1);
    if (!text || pread(out, text, (size_t)written, 0) != written) abort();
    text[written] = '\0';
    check_events(text, (size_t)written);
    free(text);
    close(in);
    close(out);
    return 0;
}
