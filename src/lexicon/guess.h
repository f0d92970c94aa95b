/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_LEXICON_GUESS_H
#define NASHRA_LEXICON_GUESS_H

/* A name that nobody knows: does the word look like one, and which vowels do its letters suggest? */

#include "document.h"

/* Whether the letters are those of a foreign name rather than of an Arabic word: no ح ع ص ض ظ ذ ث, long vowels written out
 * (غالاغر, موسوليني), none of the commonest Arabic beginnings and endings. `first`: where the name begins after clitics. */
bool guess_is_foreign(const struct word *word, size_t first);

/* Marks by the letters alone, as foreign names are written: a long vowel wherever ا و ي may be one, clusters with sukun. */
void guess_marks(const struct word *word, size_t first, mark *marks);

#endif
