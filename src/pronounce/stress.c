/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Stress: the last syllable when it is superheavy, else the one before it when that is heavy, else the third from the end.
 * Clitics before the stem do not count (وَلَهُ: wa-láhu), suffixes do (كتابُهُ: kitáabuhu). */
#include "pronounce/sounds.h"

/* Consonants after the vowel at `i` up to the next vowel or the end, without a helping vowel: هُمُ الـ stays hum. */
static size_t consonants_after(const struct spoken *spoken, size_t i, bool *last)
{
    size_t k = i + 1;
    while (k < spoken->count && !phone_vowel(spoken->sounds[k].phone)) k++;
    *last = k >= spoken->count || (spoken->sounds[k].flags & SOUND_HELPING);
    return k - i - 1;
}

static size_t vowel_before(const struct spoken *spoken, size_t end)
{
    while (end-- > 0)
        if (phone_vowel(spoken->sounds[end].phone) && !(spoken->sounds[end].flags & SOUND_HELPING)) return end;
    return SIZE_MAX;
}

void spoken_stress(struct spoken *spoken)
{
    if (spoken->given || spoken->light) return;
    size_t ultima = vowel_before(spoken, spoken->count);
    if (ultima == SIZE_MAX) return;
    bool end;
    size_t coda = consonants_after(spoken, ultima, &end);
    bool long_ultima = phone_long(spoken->sounds[ultima].phone);
    size_t chosen = ultima;
    size_t penult = vowel_before(spoken, ultima);
    if (!(coda >= 2 || (coda == 1 && long_ultima)) && penult != SIZE_MAX && penult >= spoken->prefix) {
        bool heavy = phone_long(spoken->sounds[penult].phone) || consonants_after(spoken, penult, &end) >= 2;
        size_t antepenult = heavy ? SIZE_MAX : vowel_before(spoken, penult);
        chosen = antepenult != SIZE_MAX && antepenult >= spoken->prefix ? antepenult : penult;
    }
    spoken->sounds[chosen].flags |= SOUND_STRESS;
}
