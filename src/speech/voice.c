/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Starting and ending eSpeak NG, its settings and its voices. */
#include "speech/speech.h"
#include "util/error.h"
#include "util/quiet.h"

#include <espeak-ng/speak_lib.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* eSpeak NG is process-wide: so are these, the only things of the house that are. It is started once and not ended before the
 * process: ending it a second time, or in a child of fork(), waits for ever for a thread that is not there (1.51). */
static atomic_flag taken = ATOMIC_FLAG_INIT;
static int started; /* its sample rate; only touched by who holds `taken` */

static double or_one(double factor)
{
    return factor > 0 ? factor : 1.0;
}

/* A voice's sample rate shows only when it speaks: MBROLA's differ from eSpeak NG's own. */
static int find_rate(struct nashra_voice *voice, struct nashra_detail *detail)
{
    if (strncmp(voice->name, "mb", 2) != 0) return 0;
    uint32_t letter = 'a';
    mark none = 0;
    uint8_t nobody = 0;
    struct word word = {.letters = &letter, .marks = &none, .by = &nobody, .length = 1, .phonemes = "a", .language = "ar"};
    int result = synth_chunk(voice, &word, 1, &voice->usual, TUNE_STATEMENT, NULL, NULL, detail);
    voice->rate = voice->espeak_rate;
    return result;
}

int nashra_voice_set(nashra_voice *voice, const struct nashra_voice_settings *settings, struct nashra_detail *detail)
{
    static const struct nashra_voice_settings defaults;
    if (!settings) settings = &defaults;
    const char *name = settings->name && *settings->name ? settings->name : "ar";
    if (settings->rate < 0 || settings->pitch < 0 || settings->pitch_range < 0 || settings->volume < 0)
        return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "a voice setting is negative");
    if (strcmp(voice->name, name) != 0) {
        int result = synth_load(voice, name, detail);
        if (result < 0) return result;
        memcpy(voice->name, name, strlen(name) + 1);
    }
    voice->usual = (struct manner){.rate = or_one(settings->rate), .pitch = or_one(settings->pitch),
                                   .range = or_one(settings->pitch_range), .volume = or_one(settings->volume)};
    return 0;
}

int nashra_voice_open(nashra_voice **voice, const struct nashra_voice_settings *settings, struct nashra_detail *detail)
{
    *voice = NULL;
    if (atomic_flag_test_and_set(&taken))
        return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "a voice is open already: there is one per process");
    if (started <= 0) {
        int saved = quiet_begin(); /* it looks for a sound server, even when it is not to play */
        started = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
        quiet_end(saved);
    }
    if (started <= 0) {
        atomic_flag_clear(&taken);
        return error_set(detail, NASHRA_E_VOICE, NULL, 0, 0, "eSpeak NG cannot start: is the package espeak-ng-data installed?");
    }
    struct nashra_voice *v = memory_zalloc(1, sizeof *v);
    int result = v ? 0 : error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    if (v) {
        v->rate = v->espeak_rate = started;
        synth_start();
        result = nashra_voice_set(v, settings, detail);
        if (result == 0) result = find_rate(v, detail);
    }
    if (result == 0) {
        *voice = v;
        return 0;
    }
    nashra_voice_close(v);
    if (!v) atomic_flag_clear(&taken);
    return result;
}

void nashra_voice_close(nashra_voice *voice)
{
    if (!voice) return;
    buffer_free(&voice->text);
    memory_free(voice->samples);
    memory_free(voice->begins);
    memory_free(voice);
    atomic_flag_clear(&taken);
}

int nashra_voice_rate(const nashra_voice *voice)
{
    return voice->rate;
}

/* eSpeak NG lists MBROLA's voices ("mb/mb-ar1") whether or not their sound is installed (Debian: package mbrola-ar1). */
static bool installed(const char *identifier)
{
    if (strncmp(identifier, "mb/mb-", 6) != 0) return true;
    static const char *const PLACES[] = {"/usr/share/mbrola/%s/%s", "/usr/share/mbrola/%s", "/usr/share/mbrola/voices/%s"};
    char path[160];
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        snprintf(path, sizeof path, PLACES[i], identifier + 6, identifier + 6);
        struct stat file;
        if (stat(path, &file) == 0 && S_ISREG(file.st_mode)) return true;
    }
    return false;
}

/* eSpeak NG's list leaves out variants and, unless asked for the language, MBROLA's voices. */
int nashra_voice_list(const nashra_voice *voice, size_t index, const char **name, const char **language)
{
    (void)voice;
    espeak_VOICE arabic = {.languages = "ar"};
    const espeak_VOICE **voices = espeak_ListVoices(&arabic);
    for (size_t i = 0; voices && voices[i]; i++) {
        if (strcmp(voices[i]->languages + 1, "ar") != 0 || !installed(voices[i]->identifier)) continue;
        if (index-- > 0) continue;
        const char *file = strrchr(voices[i]->identifier, '/'); /* "sem/ar", "mb/mb-ar1": the name that --voice takes */
        *name = file ? file + 1 : voices[i]->identifier;
        *language = voices[i]->languages + 1;
        return 0;
    }
    return NASHRA_E_ARGUMENT;
}
