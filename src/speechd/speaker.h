/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_SPEECHD_SPEAKER_H
#define NASHRA_SPEECHD_SPEAKER_H

/* What the module speaks with: the nashra engine and its voice. A message becomes an utterance here: which reading, which
 * language, which voice. */

#include "nashra.h"
#include "speechd/channel.h"
#include "speechd/plain.h"
#include "speechd/settings.h"

enum message_kind { MESSAGE_TEXT, MESSAGE_CHAR, MESSAGE_KEY, MESSAGE_ICON };

struct speaker {
    nashra_engine *engine; /* NULL: lexicon or model are missing or damaged; eSpeak NG reads alone */
    nashra_voice *voice;   /* NULL: not open */
    struct configuration configuration;
    struct settings settings;
    struct settings spoken; /* those that the voice has now */
    struct plain plain;     /* of the present message */
    struct text repaired, composed, piece;
};

/* Opens voice and engine with configuration and settings as they are. An engine that cannot be opened is logged; only a voice
 * that cannot is an error. 0 or a negative enum nashra_error; *detail says why (in words also when 0 was returned but the
 * engine is missing; else its message is ""). Does nothing when open already. */
int spd_speaker_open(struct speaker *speaker, struct nashra_detail *detail);
void spd_speaker_close(struct speaker *speaker);

/* Speaks one message: from 701 to 702, 703 or 704, whatever happens. */
void spd_speaker_say(struct speaker *speaker, struct channel *channel, enum message_kind kind, const struct text *message);

#endif
