/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_SETTINGS_H
#define NASHRA_SPEECHD_SETTINGS_H

/* What the server SETs before every message, and what the user wrote into nashra.conf. */

#include "nashra.h"

#include <stdbool.h>
#include <stddef.h>

enum capitals { CAPITALS_NONE, CAPITALS_SPELL, CAPITALS_ICON };

struct settings {
    int rate, pitch, pitch_range, volume; /* -100 ... 100 */
    enum nashra_punctuation punctuation;
    bool spelling;
    enum capitals capitals;
    char voice[24];           /* "male1" */
    char language[32];        /* "ar-eg"; "" when the server says NULL */
    char synthesis_voice[64]; /* a name of ours; "" when the server says NULL */
};

struct configuration {
    char data[512];      /* where lexicon and model are; "": where installed */
    char lexicon[512];   /* the user's word list; "": none but ~/.config/nashra/lexicon.tsv */
    char region[8];      /* "eg": month names and numbers as there */
    char icons[512];     /* sound icons */
    enum nashra_endings endings;
};

enum setting_result { SETTING_TAKEN, SETTING_UNKNOWN, SETTING_BAD_VALUE, SETTING_BAD_SYNTAX };

void spd_settings_default(struct settings *settings);

/* One line "name=value" of SET. Numbers out of range are brought into it. */
enum setting_result spd_settings_line(struct settings *settings, const char *line, size_t size);

/* The voice that the settings ask for. The name points into *settings or is static. */
struct nashra_voice_settings spd_settings_voice(const struct settings *settings);

/* Reads nashra.conf (a missing file is all defaults). Lines that it does not understand are logged and left out. */
void spd_configuration_read(struct configuration *configuration, const char *path);

#endif
