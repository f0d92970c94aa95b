/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* particles.tsv: words without stress of their own, and those whose و or ف is a clitic. */
#include "pronounce/sounds.h"

#include "util/buffer.h"
#include "util/utf8.h"

enum { LONGEST = 6, COLUMN_LIGHT = 2 };

struct particles {
    const struct table_section *section;
};

int particles_open(struct particles **out, const struct table *table)
{
    *out = memory_zalloc(1, sizeof **out);
    if (!*out) return NASHRA_E_MEMORY;
    (*out)->section = table_section(table, "particles");
    return 0;
}

void particles_close(struct particles *particles)
{
    memory_free(particles);
}

static bool look_up(const struct particles *particles, const struct view *view, size_t start, bool *light)
{
    char key[4 * LONGEST];
    size_t size = 0, row;
    for (size_t i = start; i < view->length; i++) size += utf8_encode(view->letters[i], key + size);
    if (!section_find(particles->section, key, size, &row)) return false;
    *light = section_field(particles->section, row, COLUMN_LIGHT)[0] != '\0';
    bool verb = start > 0 && view_vowel(view, start) == VOWEL_FATHA && view_vowel(view, view->length - 1) == VOWEL_FATHA;
    if (*light && verb) return *light = false; /* فَقَدَ is no قد */
    for (size_t i = start; i < view->length; i++) /* أُمٌّ is a noun, إِنَّ has its stress */
        if ((view->marks[i] & MARK_SHADDA) || view_vowel(view, i) >= VOWEL_FATHATAN) *light = false;
    return true;
}

int particle_find(const struct particles *particles, const struct view *view, bool *light)
{
    *light = false;
    if (view->length == 0 || view->length > LONGEST) return -1;
    if (look_up(particles, view, 0, light)) return 0;
    bool clitic = view_is(view, 0, 0x0648) || view_is(view, 0, 0x0641); /* U+0648 WAW, U+0641 FEH */
    enum vowel vowel = view_vowel(view, 0);
    if (!clitic || view->length < 2 || (vowel != VOWEL_FATHA && vowel != VOWEL_UNKNOWN)) return -1;
    return look_up(particles, view, 1, light) ? 1 : -1;
}
