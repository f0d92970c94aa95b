/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* One chunk of words to samples. eSpeak NG receives SSML with a numbered <mark/> before every word, and reports at which sample it
 * reached each. The space before a mark is needed: without one it loses marks, as it does right after a full stop. */
#include "speech/speech.h"
#include "util/error.h"

#include <espeak-ng/speak_lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    QUIET = 48,           /* below this a sample counts as silence: -57 dBFS */
    EDGE_MS = 4,          /* kept of the silence around a chunk, faded, so that nothing clicks */
    LONGEST_PHONEMES = 96,/* bytes that eSpeak NG takes as one word: its own room is 200 phonemes */
    LONGEST_LETTERS = 48
};

/* --- what eSpeak NG is asked ---------------------------------------------------------------------------------------- */

static bool vowel_sign(char c)
{
    return c && strchr("aeiouAEIOU@:", c) != NULL;
}

/* A word of phonemes, [[...]]. Signs that would end the block or open markup are left out; a long one is cut after a
 * vowel. */
static void write_phonemes(struct buffer *out, const char *phonemes)
{
    size_t run = 0;
    buffer_text(out, "[[");
    for (const char *c = phonemes; *c; c++) {
        if (strchr("]<>&", *c) || (*c == '[' && c[1] == '[')) continue; /* s[ and t[ are sounds */
        buffer_char(out, *c);
        run = *c == ' ' ? 0 : run + 1;
        if ((run > LONGEST_PHONEMES && vowel_sign(*c) && c[1] != ':') || run > 2 * LONGEST_PHONEMES) {
            buffer_char(out, ' ');
            run = 0;
        }
    }
    buffer_text(out, "]]");
}

/* A word in letters, read by eSpeak NG's own rules. */
static void write_letters(struct buffer *out, const struct word *word)
{
    struct buffer text = BUFFER_EMPTY;
    if (word_write(&text, word, true) < 0) out->failed = true;
    size_t run = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool whole = (c & 0xc0) != 0x80; /* a code point begins */
        if (whole && ++run > LONGEST_LETTERS) {
            buffer_char(out, ' ');
            run = 1;
        }
        if (c == '<') buffer_text(out, "&lt;");
        else if (c == '>') buffer_text(out, "&gt;");
        else if (c == '&') buffer_text(out, "&amp;");
        else buffer_char(out, c == '[' || c == ']' ? ' ' : c);
    }
    buffer_free(&text);
}

static void write_chunk(struct buffer *out, const struct word *words, size_t count, const struct manner *manner, enum tune tune,
                        const char *voice)
{
    static const char ends[] = {[TUNE_ONGOING] = ',', [TUNE_STATEMENT] = '.', [TUNE_QUESTION] = '?', [TUNE_EXCLAMATION] = '!'};
    buffer_clear(out);
    for (size_t i = 0; i < count; i++) {
        bool foreign = manner->voice[0] && strcmp(words[i].language, manner->voice) == 0;
        const char *phonemes = foreign ? NULL : words[i].phonemes;
        if (phonemes && !*phonemes) continue;
        buffer_format(out, " <mark name=\"%zu\"/>", i);
        if (phonemes && mbrola_voice(voice)) {
            struct buffer fewer = BUFFER_EMPTY;
            mbrola_phonemes(voice, phonemes, &fewer);
            out->failed |= fewer.failed;
            write_phonemes(out, fewer.data ? fewer.data : "");
            buffer_free(&fewer);
        } else if (phonemes)
            write_phonemes(out, phonemes);
        else write_letters(out, &words[i]);
    }
    if (out->size) buffer_char(out, ends[tune]);
}

/* --- the silence around a chunk -------------------------------------------------------------------------------------- */

/* Pauses are as long as they were asked to be, and a word begins when it is heard: so silence around the chunk goes, but for an edge
 * that is faded. */

static bool audible(int16_t sample)
{
    return sample > QUIET || sample < -QUIET;
}

static size_t edge_of(const struct nashra_voice *voice)
{
    return (size_t)voice->rate * EDGE_MS / 1000;
}

static size_t fade_length(const struct nashra_voice *voice)
{
    size_t edge = edge_of(voice), half = voice->sample_count / 2;
    return edge < half ? edge : half;
}

static void listen(struct nashra_voice *voice)
{
    struct synth_progress *progress = &voice->progress;
    for (; progress->searched < voice->sample_count; progress->searched++) {
        if (!audible(voice->samples[progress->searched])) continue;
        if (!progress->heard) progress->first = progress->searched;
        progress->heard = progress->searched + 1;
    }
}

/* Once there is sound, and enough to know how far it fades, the front is cut; positions of words count from the cut on. */
static void trim_front(struct nashra_voice *voice, bool at_end)
{
    struct synth_progress *progress = &voice->progress;
    size_t edge = edge_of(voice);
    listen(voice);
    if (progress->front_cut || !progress->heard) return;
    size_t begin = progress->first > edge ? progress->first - edge : 0;
    if (!at_end && voice->sample_count - begin < 2 * edge) return;
    memmove(voice->samples, voice->samples + begin, (voice->sample_count - begin) * sizeof *voice->samples);
    voice->sample_count -= begin;
    progress->searched -= begin;
    progress->heard -= begin;
    progress->front_cut = true;
    for (size_t i = 0; i < voice->begin_count; i++)
        if (voice->begins[i] != SIZE_MAX) voice->begins[i] = voice->begins[i] > begin ? voice->begins[i] - begin : 0;
    progress->cut = begin;
    for (size_t i = 0, n = fade_length(voice); i < n; i++) voice->samples[i] = (int16_t)(voice->samples[i] * (int)i / (int)edge);
}

static void trim_back(struct nashra_voice *voice)
{
    size_t edge = edge_of(voice), heard = voice->progress.front_cut ? voice->progress.heard : 0;
    if (!heard) voice->sample_count = 0;
    else if (voice->sample_count - heard > edge) voice->sample_count = heard + edge;
    for (size_t i = 0, n = fade_length(voice); i < n; i++) {
        int16_t *tail = &voice->samples[voice->sample_count - 1 - i];
        *tail = (int16_t)(*tail * (int)i / (int)edge);
    }
}

/* --- what eSpeak NG answers ----------------------------------------------------------------------------------------- */

static void take_mark(struct nashra_voice *voice, const espeak_EVENT *event)
{
    char *end;
    unsigned long index = strtoul(event->id.name, &end, 10);
    if (*end != '\0' || index >= voice->begin_count || event->sample < 0) return;
    size_t sample = (size_t)event->sample, cut = voice->progress.cut;
    voice->begins[index] = sample > cut ? sample - cut : 0;
}

static int keep_samples(struct nashra_voice *voice, const short *samples, size_t count)
{
    size_t need = voice->sample_count + count;
    if (need > voice->sample_capacity) {
        size_t capacity = need > 2 * voice->sample_capacity ? need : 2 * voice->sample_capacity;
        int16_t *more = memory_realloc(voice->samples, capacity, sizeof *more);
        if (!more) return NASHRA_E_MEMORY;
        voice->samples = more;
        voice->sample_capacity = capacity;
    }
    memcpy(voice->samples + voice->sample_count, samples, count * sizeof *samples);
    voice->sample_count = need;
    return 0;
}

/* What cannot be cut or faded any more is handed out. */
static int hand_out(struct nashra_voice *voice)
{
    struct synth_progress *progress = &voice->progress;
    size_t edge = edge_of(voice);
    trim_front(voice, false);
    if (!progress->front_cut || progress->heard <= 2 * edge) return 0;
    return progress->ready(progress->context, progress->heard - edge);
}

/* eSpeak NG's callback. Returns 1 to stop it. */
static int take_samples(short *samples, int count, espeak_EVENT *events)
{
    struct nashra_voice *voice = events->user_data;
    if (!voice) return 0;
    struct synth_progress *progress = &voice->progress;
    for (const espeak_EVENT *event = events; event->type != espeakEVENT_LIST_TERMINATED; event++) {
        if (event->type == espeakEVENT_MARK && event->id.name) take_mark(voice, event);
        else if (event->type == espeakEVENT_SAMPLERATE && event->id.number > 0) voice->espeak_rate = event->id.number;
    }
    if (!samples || count <= 0) return 0;
    if (progress->result == 0) progress->result = keep_samples(voice, samples, (size_t)count);
    if (progress->result == 0 && progress->ready && voice->espeak_rate == voice->rate) progress->result = hand_out(voice);
    return progress->result != 0;
}

/* --- parameters ----------------------------------------------------------------------------------------------------- */

static int within(double value, int least, int most)
{
    return value < least ? least : value > most ? most : (int)lround(value);
}

/* eSpeak NG's scales: words a minute (from 450 on it speeds up its own output, cleanly); pitch by a table that doubles every 50
 * steps; range and volume linear. */
void synth_parameters(const struct manner *manner)
{
    double rate = fmin(manner->rate, 4);
    if (rate > 1) rate *= 1 + 0.03 * (rate - 1); /* measured: it falls behind the faster it should be */
    espeak_SetParameter(espeakRATE, within(espeakRATE_NORMAL * rate, espeakRATE_MINIMUM, 5 * espeakRATE_NORMAL), 0);
    espeak_SetParameter(espeakPITCH, within(50 + 50 * log2(manner->pitch > 0.01 ? manner->pitch : 0.01), 0, 99), 0);
    espeak_SetParameter(espeakRANGE, within(50 * manner->range, 0, 99), 0);
    espeak_SetParameter(espeakVOLUME, within(100 * manner->volume, 0, 200), 0);
}

int synth_load(struct nashra_voice *voice, const char *name, struct nashra_detail *detail)
{
    if (strcmp(voice->loaded, name) == 0) return 0;
    if (strlen(name) >= sizeof voice->loaded || espeak_SetVoiceByName(name) != EE_OK)
        return error_set(detail, NASHRA_E_VOICE, NULL, 0, 0, "eSpeak NG has no voice '%.60s'", name);
    memcpy(voice->loaded, name, strlen(name) + 1);
    return 0;
}

/* A foreign word's language, or the Arabic voice; English where eSpeak NG does not know the language. */
static int load_for(struct nashra_voice *voice, const struct manner *manner, struct nashra_detail *detail)
{
    if (!manner->voice[0]) return synth_load(voice, voice->name, detail);
    if (synth_load(voice, manner->voice, NULL) == 0 || synth_load(voice, "en", NULL) == 0) return 0;
    return synth_load(voice, voice->name, detail);
}

/* --- after --------------------------------------------------------------------------------------------------------- */

/* Marks that were lost, and words that are silent, stand where the next one does; positions never go back. */
static void settle_begins(struct nashra_voice *voice, size_t count)
{
    size_t end = voice->sample_count;
    voice->begins[count] = end;
    for (size_t i = count; i-- > 0;) {
        if (voice->begins[i] > end) voice->begins[i] = end; /* SIZE_MAX: not reported */
        end = voice->begins[i];
    }
}

/* A voice of another sample rate (MBROLA's are 16 kHz, eSpeak NG's own 22.05) inside a sentence: linear interpolation is enough for
 * a word or two of speech. */
static int convert_rate(struct nashra_voice *voice)
{
    if (voice->espeak_rate == voice->rate || voice->sample_count == 0) return 0;
    double step = (double)voice->espeak_rate / voice->rate;
    size_t n = (size_t)((double)voice->sample_count / step);
    int16_t *out = memory_alloc((n + 1) * sizeof *out);
    if (!out) return NASHRA_E_MEMORY;
    for (size_t i = 0; i < n; i++) {
        double at = (double)i * step;
        size_t low = (size_t)at, high = low + 1 < voice->sample_count ? low + 1 : low;
        out[i] = (int16_t)lround(voice->samples[low] + (at - (double)low) * (voice->samples[high] - voice->samples[low]));
    }
    memory_free(voice->samples);
    voice->samples = out;
    voice->sample_capacity = n + 1;
    voice->sample_count = n;
    for (size_t i = 0; i < voice->begin_count; i++)
        if (voice->begins[i] != SIZE_MAX) voice->begins[i] = (size_t)((double)voice->begins[i] / step);
    return 0;
}

static int reserve_begins(struct nashra_voice *voice, size_t count)
{
    if (count + 1 > voice->begin_capacity) {
        size_t *more = memory_realloc(voice->begins, count + 1, sizeof *more);
        if (!more) return NASHRA_E_MEMORY;
        voice->begins = more;
        voice->begin_capacity = count + 1;
    }
    voice->begin_count = count;
    for (size_t i = 0; i <= count; i++) voice->begins[i] = SIZE_MAX;
    return 0;
}

int synth_chunk(struct nashra_voice *voice, const struct word *words, size_t count, const struct manner *manner, enum tune tune,
                synth_ready_fn ready, void *context, struct nashra_detail *detail)
{
    voice->sample_count = 0;
    voice->progress = (struct synth_progress){.ready = ready, .context = context};
    write_chunk(&voice->text, words, count, manner, tune, voice->loaded);
    int result = voice->text.failed ? NASHRA_E_MEMORY : reserve_begins(voice, count);
    if (result == 0) result = load_for(voice, manner, detail);
    if (result == 0 && voice->text.size) {
        synth_parameters(manner);
        unsigned flags = espeakCHARS_UTF8 | espeakSSML | espeakPHONEMES;
        if (espeak_Synth(voice->text.data, voice->text.size + 1, 0, POS_CHARACTER, 0, flags, NULL, voice) != EE_OK)
            return error_set(detail, NASHRA_E_VOICE, NULL, 0, 0, "eSpeak NG could not speak");
        result = voice->progress.result;
    }
    if (result == 0) result = convert_rate(voice);
    if (result == 0) {
        trim_front(voice, true);
        trim_back(voice);
        settle_begins(voice, count);
    }
    if (result == NASHRA_E_MEMORY) error_set(detail, result, NULL, 0, 0, "memory is short");
    return result;
}

void synth_start(void)
{
    espeak_SetSynthCallback(take_samples);
}
