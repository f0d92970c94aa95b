/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Unmarked letters. First what convention leaves out (the ا of كِتاب, the sukun of قَلب); where nothing at all is marked, the most
 * probable vowels, so that something near the word is heard. */
#include "pronounce/sounds.h"

#include "util/arabic.h"

enum { ALEF = 0x0627, TEH_MARBUTA = 0x0629, WAW = 0x0648, MAKSURA = 0x0649, YEH = 0x064A, BEH = 0x0628, LAM = 0x0644,
       ALEF_BELOW = 0x0625, MEEM = 0x0645 };

static bool weak(const struct view *view, size_t i)
{
    return view_is(view, i, WAW) || view_is(view, i, YEH);
}

/* A letter that only lengthens or is only written: it never carries a vowel. */
static bool carrier(const struct view *view, size_t i)
{
    return view_bare_alef(view, i) || view_is(view, i, MAKSURA) || (view->state[i] & VIEW_SILENT);
}

static void give(struct view *view, size_t i, enum vowel vowel)
{
    view->marks[i] = (mark)((view->marks[i] & ~MARK_VOWEL) | vowel);
}

/* Is the word marked at all, so that a letter without a mark has no vowel (سَبعَة)? */
static bool mostly_marked(const struct view *view)
{
    size_t marked = 0, bare = 0;
    for (size_t i = view->prefix; i + 1 < view->length; i++) {
        if (carrier(view, i) || weak(view, i) || (view->state[i] & VIEW_FORCED)) continue;
        if (view_vowel(view, i) != VOWEL_UNKNOWN) marked++;
        else if (!view_bare_alef(view, i + 1) && !view_is(view, i + 1, TEH_MARBUTA)) bare++;
    }
    return marked >= bare && marked > 0;
}

/* Does و or ي at `i` lengthen the vowel before it (نور), or is it a consonant (حوار, دولية)? */
static bool lengthens(const struct view *view, size_t i)
{
    enum vowel own = view_vowel(view, i);
    if (!weak(view, i) || i == 0 || (view->marks[i] & MARK_SHADDA)) return false;
    if (own == VOWEL_UNKNOWN && (i == view->prefix || view_vowel(view, i - 1) == VOWEL_SUKUN)) return false; /* الوزير */
    if (own != VOWEL_UNKNOWN) return own == VOWEL_SUKUN;
    size_t next = i + 1;
    if (next >= view->length) return true;
    if (view_is(view, next, TEH_MARBUTA) || (weak(view, next) && view_vowel(view, next) == VOWEL_UNKNOWN)) return false;
    if (!view_bare_alef(view, next)) return true;
    return view_is(view, i, WAW) && next + 1 == view->length; /* كتبوا */
}

static void complete_weak(struct view *view, size_t i)
{
    if (i > 0 && lengthens(view, i)) {
        give(view, i, VOWEL_SUKUN);
        return;
    }
    if (view_is(view, i + 1, view->letters[i]) && i + 2 < view->length &&
        (view_vowel(view, i + 1) == VOWEL_UNKNOWN || view_vowel(view, i + 1) == VOWEL_SUKUN)) {
        give(view, i, view_is(view, i, WAW) ? VOWEL_DAMMA : VOWEL_KASRA); /* داوود, فيينا */
        return;
    }
    bool nisba = view_is(view, i, YEH) && view_is(view, i + 1, TEH_MARBUTA) && view_vowel(view, i - (i > 0)) != VOWEL_FATHA;
    if (nisba) view->marks[i] |= MARK_SHADDA; /* دولية */
    give(view, i, i > 0 && i + 1 == view->length ? VOWEL_SUKUN : VOWEL_FATHA);
}

/* The vowel that the next letter forces on the consonant at `i`, or unknown. */
static enum vowel forced(const struct view *view, size_t i)
{
    size_t next = i + 1;
    if (next >= view->length) return VOWEL_SUKUN; /* no case ending */
    if (view_vowel(view, next) == VOWEL_FATHATAN && carrier(view, next)) return VOWEL_FATHA; /* كتاباً */
    if (carrier(view, next) && !(view->state[next] & (VIEW_SILENT | VIEW_WASL))) return VOWEL_FATHA;
    if (view_is(view, next, TEH_MARBUTA)) return VOWEL_FATHA;
    if (lengthens(view, next)) return view_is(view, next, WAW) ? VOWEL_DAMMA : VOWEL_KASRA;
    if (view_is(view, next, YEH) && view_is(view, next + 1, TEH_MARBUTA)) return VOWEL_KASRA;
    return VOWEL_UNKNOWN;
}

static enum vowel first_vowel(const struct view *view, size_t i)
{
    if (view->letters[i] == BEH || view->letters[i] == LAM) return i < view->prefix ? VOWEL_KASRA : VOWEL_FATHA;
    if (view->letters[i] == ALEF_BELOW) return VOWEL_KASRA;
    size_t n = view->length;
    bool passive = n >= 5 && view_is(view, n - 2, WAW); /* مَفعول */
    bool derived = i + 2 < n && (view->marks[i + 2] & MARK_SHADDA); /* مُعلّم */
    if (view->letters[i] == MEEM && (derived || (n - i > 4 && !passive && !view_is(view, n - 1, TEH_MARBUTA)))) return VOWEL_DAMMA;
    return VOWEL_FATHA;
}

bool view_complete(struct view *view)
{
    bool marked = mostly_marked(view), guessed = false;
    size_t n = view->length;
    bool plural = n > 3 && view_is(view, n - 1, ALEF) && view_is(view, n - 2, WAW); /* كتبوا: no closed syllable before it */
    size_t since_vowel = 2; /* consonants since the last vowel; at the start there must be one */
    for (size_t i = 0; i < view->length; i++) {
        if (view->state[i] & VIEW_SILENT) continue;
        enum vowel vowel = view_vowel(view, i);
        if (vowel == VOWEL_UNKNOWN) {
            if (view->marks[i] & MARK_DAGGER) give(view, i, VOWEL_FATHA);
            else if (carrier(view, i) || view_is(view, i, TEH_MARBUTA)) give(view, i, VOWEL_SUKUN);
            else if (weak(view, i) && !(view->marks[i] & MARK_SHADDA) && (i > 0 || view->length == 1)) complete_weak(view, i);
            else {
                vowel = forced(view, i);
                bool last = i + 1 >= view->length;
                bool start = i == 0 || i == view->prefix || (i < view->prefix && !view->article);
                if (vowel == VOWEL_UNKNOWN && view->letters[i] == ALEF_BELOW) vowel = VOWEL_KASRA;
                if (vowel == VOWEL_UNKNOWN && start && !(view->wasl && !view->article)) vowel = first_vowel(view, i);
                if (vowel == VOWEL_UNKNOWN) {
                    bool closes = marked || (since_vowel == 0 && i + 2 < n && !plural && !(view->marks[i] & MARK_SHADDA));
                    vowel = closes ? VOWEL_SUKUN : VOWEL_FATHA;
                    guessed |= !marked;
                } else
                    guessed |= !marked && !last;
                give(view, i, vowel);
            }
            vowel = view_vowel(view, i);
        }
        bool lengthened = carrier(view, i) || (weak(view, i) && vowel == VOWEL_SUKUN && since_vowel == 0);
        if (vowel != VOWEL_SUKUN) since_vowel = 0;
        else if (!lengthened) since_vowel++;
    }
    return guessed;
}
