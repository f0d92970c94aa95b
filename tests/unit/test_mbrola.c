/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Phonemes for MBROLA's voices hold nothing that those lack. */
#include "check.h"

#include "speech/speech.h"

static void check_voice(const char *voice, const char *phonemes, const char *want)
{
    struct buffer out = BUFFER_EMPTY;
    mbrola_phonemes(voice, phonemes, &out);
    CHECK_STR(out.data, want);
    buffer_free(&out);
}

int main(void)
{
    CHECK(mbrola_voice("mb-ar1") && !mbrola_voice("ar") && !mbrola_voice(""));
    check_voice("mb-ar1", "'s[a.RRa.Ha", "'s[arraHa");
    check_voice("mb-ar1", "wuza.'*a.:?", "wuza'ra:?");
    check_voice("mb-ar1", "?a.L'La.:h", "?al'la:h");
    check_voice("mb-ar1", "'Qa.:ba", "'Qa:ba");
    check_voice("mb-ar2", "'Qa.:ba", "'gHa:ba");
    return check_done();
}
