/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Text that eSpeak NG reads by itself, handed out as it is made: other languages, and Arabic when there is no engine. */
#include "speech/speech.h"
#include "util/error.h"
#include "util/utf8.h"

#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <string.h>

struct plain {
    struct nashra_voice *voice;
    const char *text;
    size_t size;
    size_t character, byte; /* where the last word began */
    size_t spelled;         /* spelling: the byte of the present character */
    bool spelling, stopped;
    nashra_event_fn event;
    void *context;
    uint64_t position;      /* samples handed out */
    uint64_t base;          /* ... before this call of eSpeak NG */
};

static struct plain *speaking; /* eSpeak NG's callback has no better way to know; there is one voice per process */

static void tell(struct plain *p, struct nashra_event event)
{
    event.text = "";
    if (!p->stopped && p->event(p->context, &event) != 0) p->stopped = true;
}

/* eSpeak NG counts characters from 1, words come in order. */
static void tell_word(struct plain *p, const espeak_EVENT *event)
{
    size_t to = event->text_position > 0 ? (size_t)event->text_position - 1 : 0;
    uint32_t cp;
    for (; p->character < to && p->byte < p->size; p->character++) p->byte += utf8_decode(p->text + p->byte, p->size - p->byte, &cp);
    size_t end = p->byte;
    for (int i = 0; i < event->length && end < p->size; i++) end += utf8_decode(p->text + end, p->size - end, &cp);
    uint64_t sample = event->sample > 0 ? (uint64_t)event->sample : 0;
    sample = p->base + sample * (uint64_t)p->voice->rate / (uint64_t)p->voice->espeak_rate;
    if (sample < p->position) sample = p->position;
    tell(p, (struct nashra_event){.type = NASHRA_EVENT_WORD, .sample = sample, .begin = p->byte, .end = end});
}

/* A voice of another sample rate than the one that is handed out: linear, block by block. */
static void tell_samples(struct plain *p, const short *samples, size_t count)
{
    int16_t block[1024];
    size_t from = (size_t)p->voice->espeak_rate, to = (size_t)p->voice->rate;
    size_t total = from == to ? count : count * to / from;
    for (size_t done = 0; done < total && !p->stopped;) {
        size_t n = total - done < sizeof block / sizeof block[0] ? total - done : sizeof block / sizeof block[0];
        for (size_t i = 0; i < n && from != to; i++) {
            size_t at = (done + i) * from, low = at / to, high = low + 1 < count ? low + 1 : low;
            block[i] = (int16_t)(samples[low] + (samples[high] - samples[low]) * (int)(at % to) / (int)to);
        }
        tell(p, (struct nashra_event){.type = NASHRA_EVENT_SAMPLES, .samples = from == to ? samples + done : block, .count = n,
                                      .sample = p->position});
        p->position += n;
        done += n;
    }
}

/* eSpeak NG's callback. Returns 1 to stop it. */
static int take(short *samples, int count, espeak_EVENT *events)
{
    struct plain *p = speaking;
    for (const espeak_EVENT *event = events; event->type != espeakEVENT_LIST_TERMINATED; event++) {
        if (event->type == espeakEVENT_SAMPLERATE && event->id.number > 0) p->voice->espeak_rate = event->id.number;
        else if (event->type == espeakEVENT_WORD && !p->spelling) tell_word(p, event);
    }
    if (samples && count > 0) tell_samples(p, samples, (size_t)count);
    return p->stopped;
}

/* --- voice and punctuation ------------------------------------------------------------------------------------------ */

/* "fr-ca" is tried as such, then as "fr"; the variant of the voice that is set goes along ("ar+f2" speaks French as "fr+f2"). */
static int load_language(struct nashra_voice *voice, const char *language, struct nashra_detail *detail)
{
    char name[VOICE_NAME_ROOM];
    const char *variant = strchr(voice->name, '+');
    if (!variant) variant = "";
    size_t sizes[] = {language ? strcspn(language, "+") : 0, language ? strcspn(language, "-_") : 0};
    for (size_t i = 0; i < 2 && sizes[i] && sizes[i] < sizeof name; i++) {
        int size = snprintf(name, sizeof name, "%.*s%s", (int)sizes[i], language, variant);
        if (size > 0 && (size_t)size < sizeof name && synth_load(voice, name, NULL) == 0) return 0;
    }
    return synth_load(voice, voice->name, detail);
}

static void set_punctuation(enum nashra_punctuation level)
{
    static const wchar_t *const NAMED[] = {L"", L"#%&*+/<=>@\\^_|~", L"\"#%&'()*+-/:;<=>@[\\]^_`{|}~", L""};
    static const espeak_PUNCT_TYPE TYPES[] = {espeakPUNCT_NONE, espeakPUNCT_SOME, espeakPUNCT_SOME, espeakPUNCT_ALL};
    size_t i = level <= NASHRA_PUNCTUATION_ALL ? (size_t)level : 0;
    espeak_SetPunctuationList(NAMED[i]);
    espeak_SetParameter(espeakPUNCTUATION, (int)TYPES[i], 0);
}

/* --- speaking ------------------------------------------------------------------------------------------------------- */

static int synth(struct plain *p, const char *text, size_t size, unsigned flags)
{
    p->base = p->position;
    bool good = espeak_Synth(text, size, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | flags, NULL, p->voice) == EE_OK;
    return p->stopped ? NASHRA_E_STOPPED : good ? 0 : NASHRA_E_VOICE;
}

static int spell(struct plain *p)
{
    int result = 0;
    uint32_t cp;
    for (size_t at = 0, n; at < p->size && result == 0; at += n) {
        n = utf8_decode(p->text + at, p->size - at, &cp);
        if (cp < ' ' || (cp == ' ' && p->size > 1)) continue;
        tell(p, (struct nashra_event){.type = NASHRA_EVENT_WORD, .sample = p->position, .begin = at, .end = at + n});
        char markup[80];
        int size = snprintf(markup, sizeof markup, "<say-as interpret-as=\"tts:char\">&#%u;</say-as>", (unsigned)cp);
        result = p->stopped ? NASHRA_E_STOPPED : synth(p, markup, (size_t)size + 1, espeakSSML);
    }
    return result;
}

int nashra_voice_speak_text(nashra_voice *voice, const struct nashra_text_options *options, const char *text, size_t size,
                            nashra_event_fn event, void *context, struct nashra_detail *detail)
{
    static const struct nashra_text_options defaults;
    if (!options) options = &defaults;
    struct plain p = {.voice = voice, .text = text, .size = size, .spelling = options->spelling, .event = event, .context = context};
    buffer_clear(&voice->text);
    buffer_append(&voice->text, text, size); /* eSpeak NG wants a NUL at the end, and none before */
    buffer_char(&voice->text, '\0');
    if (voice->text.failed) return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    bool empty = true; /* eSpeak NG would make silence of it */
    for (size_t i = 0; i < size; i++) {
        if (!voice->text.data[i]) voice->text.data[i] = ' ';
        empty = empty && (unsigned char)voice->text.data[i] <= ' ';
    }
    if (empty && !options->spelling) return 0;
    int result = load_language(voice, options->language, detail);
    if (result < 0) return result;
    synth_parameters(&voice->usual);
    set_punctuation(options->punctuation);
    espeak_SetParameter(espeakCAPITALS, options->capitals ? 2 : 0, 0);
    speaking = &p;
    espeak_SetSynthCallback(take);
    result = options->spelling ? spell(&p) : synth(&p, voice->text.data, size + 1, 0);
    synth_start();
    speaking = NULL;
    set_punctuation(NASHRA_PUNCTUATION_NONE);
    espeak_SetParameter(espeakCAPITALS, 0, 0);
    if (result == NASHRA_E_STOPPED) error_set(detail, result, NULL, 0, 0, "stopped");
    if (result == NASHRA_E_VOICE) error_set(detail, result, NULL, 0, 0, "eSpeak NG could not speak");
    return result;
}
