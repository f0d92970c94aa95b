/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * MBROLA's voices know fewer sounds than eSpeak NG's own: a mnemonic they lack would end the sound. Taken from eSpeak NG's
 * mbrola_ph/ar1_phtrans and ar2_phtrans (what is not listed there); they colour vowels beside emphatics by themselves. */
#include "speech/speech.h"

#include <string.h>

static const struct {
    const char *voice; /* NULL: any */
    const char *mnemonic, *instead;
} REPLACEMENTS[] = {
    {NULL, "a.", "a"}, {NULL, "i.", "i"}, {NULL, "u.", "u"}, {NULL, "*", "r"},      {NULL, "R", "r"},
    {NULL, "L", "l"},  {NULL, "Z;", "dZ"}, {NULL, "v", "f"}, {NULL, "o", "u"}, {"mb-ar2", "Q", "gH"},
};

bool mbrola_voice(const char *name)
{
    return strncmp(name, "mb-", 3) == 0;
}

void mbrola_phonemes(const char *voice, const char *phonemes, struct buffer *out)
{
    while (*phonemes) {
        size_t i = 0, n = sizeof REPLACEMENTS / sizeof REPLACEMENTS[0], size = 0;
        for (; i < n; i++) {
            size = strlen(REPLACEMENTS[i].mnemonic);
            bool here = !REPLACEMENTS[i].voice || strcmp(REPLACEMENTS[i].voice, voice) == 0;
            if (here && strncmp(phonemes, REPLACEMENTS[i].mnemonic, size) == 0) break;
        }
        if (i == n) {
            buffer_char(out, *phonemes++);
            continue;
        }
        buffer_text(out, REPLACEMENTS[i].instead);
        phonemes += size;
    }
}
