/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "pronounce/sounds.h"

#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

enum {
    MOST_LETTERS = 12, FIRST = 0x0621, LAST = 0x064A, /* U+0621 HAMZA .. U+064A YEH */
    SILENT_SIGN = 0x06DF, LONG_WAW = 0x06E5,
    ALEF = 0x0627, BEH = 0x0628, SEEN = 0x0633, FEH = 0x0641, KAF = 0x0643, LAM = 0x0644, WAW = 0x0648
};

struct row {
    uint8_t length;
    bool suffixes, god;
    uint32_t letters[MOST_LETTERS];
    mark marks[MOST_LETTERS];
    uint8_t state[MOST_LETTERS];
};

/* Rows by their first letter: a handful each. */
struct irregulars {
    struct row *rows;
    size_t count;
    uint16_t first[LAST - FIRST + 2];
};

static bool read_row(struct row *row, const char *reading, const char *form)
{
    memset(row, 0, sizeof *row);
    size_t size = strlen(reading), n = 0;
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        i += utf8_decode(reading + i, size - i, &cp);
        mark m = arabic_mark(cp);
        if (m && n) row->marks[n - 1] = arabic_mark_add(row->marks[n - 1], m);
        else if (cp == SILENT_SIGN && n) row->state[n - 1] |= VIEW_SILENT;
        else if (cp == LONG_WAW && n) row->state[n - 1] |= VIEW_LONG;
        else if (n == MOST_LETTERS) return false;
        else row->letters[n++] = cp;
    }
    row->length = (uint8_t)n;
    row->suffixes = form[0] == '+';
    row->god = form[0] == 'g';
    return n > 0 && row->letters[0] >= FIRST && row->letters[0] <= LAST;
}

int irregulars_open(struct irregulars **out, const struct table *table)
{
    const struct table_section *section = table_section(table, "irregular");
    size_t rows = section ? section_rows(section) : 0;
    struct irregulars *all = *out = memory_zalloc(1, sizeof *all);
    if (all) all->rows = memory_zalloc(rows + 1, sizeof *all->rows);
    if (!all || !all->rows) return NASHRA_E_MEMORY;
    for (uint32_t letter = FIRST; letter <= LAST; letter++) {
        all->first[letter - FIRST] = (uint16_t)all->count;
        for (size_t r = 0; r < rows; r++) {
            struct row *row = &all->rows[all->count];
            if (read_row(row, section_field(section, r, 1), section_field(section, r, 2)) && row->letters[0] == letter) all->count++;
        }
    }
    all->first[LAST - FIRST + 1] = (uint16_t)all->count;
    return 0;
}

void irregulars_close(struct irregulars *irregulars)
{
    if (!irregulars) return;
    memory_free(irregulars->rows);
    memory_free(irregulars);
}

/* أ of the list over ا of the text; but not where that ا may be the article's (الهواتف is not إله). */
static bool same_letter(const struct view *view, size_t i, uint32_t listed)
{
    uint32_t text = view->letters[i];
    return text == listed || (text == ALEF && arabic_alef(listed) && !view_is(view, i + 1, LAM));
}

static bool fits(const struct row *row, const struct view *view, size_t start)
{
    size_t left = view->length - start;
    if (left < row->length || (left > row->length && !row->suffixes)) return false;
    for (size_t i = 0; i < row->length; i++)
        if (!same_letter(view, start + i, row->letters[i])) return false;
    for (size_t i = 0; i + 1 < row->length; i++) { /* the last letter's vowel is the case */
        mark told = view->marks[start + i], listed = row->marks[i];
        if ((told & MARK_SHADDA) && !(listed & MARK_SHADDA)) return false;
        enum vowel said = told & MARK_VOWEL, wanted = listed & MARK_VOWEL;
        if (row->state[i] & VIEW_SILENT) wanted = VOWEL_SUKUN;
        if (said != VOWEL_UNKNOWN && wanted != VOWEL_UNKNOWN && said != wanted) return false;
    }
    return true;
}

static void impose(const struct row *row, struct view *view, size_t start)
{
    for (size_t i = 0; i < row->length; i++) {
        size_t at = start + i;
        if (arabic_alef(row->letters[i]) && row->letters[i] != ALEF) view->letters[at] = row->letters[i];
        view->marks[at] |= row->marks[i] & (MARK_SHADDA | MARK_DAGGER);
        if (!(view->marks[at] & MARK_VOWEL)) view->marks[at] |= row->marks[i] & MARK_VOWEL;
        view->state[at] |= row->state[i] | VIEW_FORCED;
        if (row->god && row->letters[i] == LAM && row->letters[i + 1] != LAM) view->state[at] |= VIEW_DARK;
    }
}

static bool try_at(const struct irregulars *all, struct view *view, size_t start)
{
    uint32_t letter = view->letters[start];
    if (letter < FIRST || letter > LAST) return false;
    bool alef = letter == ALEF; /* may stand for أ or إ: those letters come just before it */
    uint32_t low = alef ? 0x0623 : letter;
    for (size_t r = all->first[low - FIRST]; r < all->first[letter - FIRST + 1]; r++) {
        if (!fits(&all->rows[r], view, start)) continue;
        impose(&all->rows[r], view, start);
        return true;
    }
    return false;
}

void irregular_apply(const struct irregulars *irregulars, struct view *view)
{
    for (size_t i = 0; i < 4 && i < view->length; i++) {
        if (try_at(irregulars, view, i)) return;
        uint32_t letter = view->letters[i];
        bool article = letter == ALEF && view_is(view, i + 1, LAM);
        if (article && i + 2 < view->length && try_at(irregulars, view, i + 2)) return;
        if (letter != WAW && letter != FEH && letter != BEH && letter != LAM && letter != KAF && letter != SEEN) return;
    }
}
