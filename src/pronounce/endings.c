/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* The pausal form: what a newsreader leaves out before a pause. */
#include "pronounce/sounds.h"

/* Drops a final short vowel. What is left may end in iy or uw, which is a long vowel then (أن يمشيَ -> yamshii); هُوَ and هِيَ
 * keep their vowel, they would not be words without it. */
static size_t drop_vowel(struct spoken *spoken, size_t n)
{
    struct sound *s = spoken->sounds;
    bool glide = n >= 4 && ((s[n - 2].phone == PHONE_W && s[n - 3].phone == PHONE_U) || (s[n - 2].phone == PHONE_Y && s[n - 3].phone == PHONE_I));
    if (!glide) return n - 1;
    if (n - spoken->prefix <= 4) return n;
    s[n - 3] = (struct sound){phone_lengthened(s[n - 3].phone), 0};
    return n - 2;
}

void spoken_pause(struct spoken *spoken, bool keep_ta)
{
    struct sound *s = spoken->sounds;
    size_t n = spoken->count;
    if (n < 2 || spoken->given) return;
    if (s[n - 1].flags & SOUND_TANWIN) {
        n--;
        if (s[n - 1].flags & SOUND_SEAT) { /* كتابًا -> kitaabaa */
            s[n - 1] = (struct sound){PHONE_AA, 0};
            spoken->count = n;
            return;
        }
    }
    bool only_vowel = n == 2; /* وَ, لِ standing alone keep theirs */
    if ((s[n - 1].flags & SOUND_ENDING) && phone_vowel(s[n - 1].phone) && !only_vowel) n = drop_vowel(spoken, n);
    if (n >= 2 && (s[n - 1].flags & SOUND_TA_MARBUTA) && !keep_ta) {
        n--;
        if (s[n - 1].phone == PHONE_AA) s[n++] = (struct sound){PHONE_H, 0}; /* حياة -> hayaah */
    }
    spoken->count = n;
}
