/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Clitics, the article and hamzat al-wasl: which letters stand before the stem, and which alef is only written. */
#include "pronounce/sounds.h"

#include "util/arabic.h"

enum {
    ALEF = 0x0627, BEH = 0x0628, TEH = 0x062A, THEH = 0x062B, DAL = 0x062F, THAL = 0x0630, ZAIN = 0x0632, SEEN = 0x0633,
    SAD = 0x0635, DAD = 0x0636, TAH = 0x0637, ZAH = 0x0638, FEH = 0x0641, KAF = 0x0643, LAM = 0x0644, MEEM = 0x0645,
    NOON = 0x0646, WAW = 0x0648, YEH = 0x064A, REH = 0x0631, MAKSURA = 0x0649
};

static bool may_have(const struct view *view, size_t i, enum vowel vowel)
{
    enum vowel known = view_vowel(view, i);
    return known == VOWEL_UNKNOWN || known == vowel;
}

static bool quiet(const struct view *view, size_t i)
{
    return may_have(view, i, VOWEL_SUKUN) && !(view->marks[i] & MARK_SHADDA);
}

/* The article's lam at `i`, an alef or a clitic ل before it. Not the ل of الْتَقى: there a sun letter follows that is not
 * doubled although everything is marked. */
static bool article_lam(const struct view *view, size_t i)
{
    if (!view_is(view, i, LAM) || i + 2 >= view->length) return false;
    bool doubled = view->marks[i] & MARK_SHADDA; /* الَّذي, لِلَّذين: the lam is written once */
    if (doubled) return view_is(view, i + 1, THAL) || view_is(view, i + 1, TEH) || view_is(view, i + 1, LAM);
    if (view_vowel(view, i) == VOWEL_KASRA) return view_bare_alef(view, i + 1); /* الِاجتماع */
    if (!quiet(view, i)) return false;
    bool form_viii = view_is(view, i + 1, TEH) && view_vowel(view, i) == VOWEL_SUKUN && view_vowel(view, i + 1) != VOWEL_UNKNOWN &&
                     !(view->marks[i + 1] & MARK_SHADDA);
    return !form_viii;
}

/* Does the stem after a clitic's alef look like one with hamzat al-wasl? Only verbs of forms VII to X, their nouns, the
 * imperative and the ten nouns (ابن اسم اثنان امرأة) have it. `i` is the alef. */
static bool wasl_stem(const struct view *view, size_t i)
{
    size_t first = i + 1, second = i + 2;
    if (second >= view->length) return false;
    uint32_t a = view->letters[first], b = view->letters[second];
    if (view->marks[first] & MARK_SHADDA) /* اتّفق ادّعى اطّلع: form VIII swallows its own letter */
        return view->length - i >= 4 && (a == TEH || a == DAL || a == TAH || a == THAL || a == ZAH);
    if (!may_have(view, first, VOWEL_SUKUN)) return false; /* وَالِد: a true long a */
    if (b == ALEF || b == WAW || b == YEH) return false;   /* واسع, unmarked */
    if (a == SEEN && b == TEH) return view->length - i >= 5;             /* استقبل */
    if (a == NOON && b != NOON) return view->length - i >= 4;            /* انطلق */
    if (b == TEH) return view->length - i >= 4;                          /* اجتمع */
    if (b == TAH && (a == SAD || a == DAD || a == ZAH)) return true;     /* اصطدم */
    if (b == DAL && (a == ZAIN || a == DAL)) return view->length - i >= 4; /* ازدهر */
    if ((a == BEH && b == NOON) || (a == SEEN && b == MEEM) || (a == THEH && b == NOON)) return true; /* ابن اسم اثنان */
    if (view->article) return false;
    if (a == MEEM && b == REH) return true; /* امرأة: never with the article */
    return view_vowel(view, first) == VOWEL_SUKUN && view->length - i == 4 && !view->name; /* the imperative: واكْتُب */
}

/* The article before another alef: hamzat al-wasl falls and the lam takes i (الِاجتماع); any other alef there is a hamza whose
 * seat the writer left out (الاسرة). */
static void before_alef(struct view *view, size_t lam)
{
    size_t alef = lam + 1;
    enum vowel own = view_vowel(view, alef);
    bool voweled = own != VOWEL_UNKNOWN && own != VOWEL_SUKUN;
    if (view_vowel(view, lam) == VOWEL_KASRA || (!voweled && wasl_stem(view, alef))) {
        view->marks[lam] = (mark)((view->marks[lam] & ~MARK_VOWEL) | VOWEL_KASRA);
        view->state[alef] |= VIEW_WASL;
        return;
    }
    view->marks[lam] = (mark)((view->marks[lam] & ~MARK_VOWEL) | VOWEL_SUKUN);
    view->letters[alef] = own == VOWEL_KASRA ? 0x0625 : 0x0623; /* إ or أ */
    if (!voweled) view->marks[alef] = (mark)((view->marks[alef] & ~MARK_VOWEL) | VOWEL_FATHA);
}

/* Marks the article whose lam is at `i`: a sun letter swallows it (الشَّمس). */
static void take_article(struct view *view, size_t i)
{
    view->article = i + 1;
    view->prefix = view->marks[i] & MARK_SHADDA ? i : i + 1;
    if (view->marks[i] & MARK_SHADDA) return; /* الَّذي: both lams are heard, the second is the stem's */
    if (view_bare_alef(view, i + 1)) {
        before_alef(view, i);
        return;
    }
    view->marks[i] = (mark)((view->marks[i] & ~MARK_VOWEL) | VOWEL_SUKUN);
    if (!arabic_sun(view->letters[i + 1])) return;
    view->state[i] |= VIEW_SILENT;
    view->marks[i + 1] |= MARK_SHADDA;
}

/* The vowel that a hamzat al-wasl at `i` takes when it is heard: u before a third letter with damma (اُنْتُخِبَ), else i;
 * not where that damma is a case ending (اِبْنُ). */
static uint8_t wasl_vowel(const struct view *view, size_t i)
{
    switch (view_vowel(view, i)) {
    case VOWEL_FATHA: return PHONE_A;
    case VOWEL_DAMMA: return PHONE_U;
    case VOWEL_KASRA: return PHONE_I;
    default: break;
    }
    bool noun = (view_is(view, i + 1, BEH) && view_is(view, i + 2, NOON)) || (view_is(view, i + 1, SEEN) && view_is(view, i + 2, MEEM)) ||
                (view_is(view, i + 1, MEEM) && view_is(view, i + 2, REH));
    size_t third = view->marks[i + 1 < view->length ? i + 1 : i] & MARK_SHADDA ? i + 1 : i + 2; /* اُتُّفِقَ */
    bool damma = view_vowel(view, third) == VOWEL_DAMMA && third + 1 < view->length && !noun;
    return damma ? PHONE_U : PHONE_I;
}

/* A leading clitic: و ف with fatha, ب ل with kasra, ك with fatha. Whether it is one is known only by what follows. */
static bool clitic_letter(const struct view *view, size_t i)
{
    if (i >= view->length || (view->marks[i] & MARK_SHADDA)) return false;
    switch (view->letters[i]) {
    case WAW: case FEH: case KAF: return may_have(view, i, VOWEL_FATHA);
    case BEH: return may_have(view, i, VOWEL_KASRA);
    case LAM: return may_have(view, i, VOWEL_KASRA) || view_vowel(view, i) == VOWEL_FATHA; /* لَلـ: emphatic la */
    default: return false;
    }
}

static bool try_at(struct view *view, size_t i)
{
    if (i > 0 && view_is(view, i - 1, LAM) && article_lam(view, i)) { /* للـ */
        take_article(view, i);
        return true;
    }
    bool doubled_sun = i + 2 < view->length && (view->marks[i + 2] & MARK_SHADDA) && arabic_sun(view->letters[i + 2]);
    if (view_is(view, i, 0x0623) && may_have(view, i, VOWEL_FATHA) && doubled_sun && article_lam(view, i + 1)) { /* أَلصِّين, sloppy */
        take_article(view, i + 1);
        return true;
    }
    if (!view_bare_alef(view, i)) return false;
    enum vowel own = view_vowel(view, i);
    if ((own == VOWEL_UNKNOWN || own == VOWEL_SUKUN || own == VOWEL_FATHA) && article_lam(view, i + 1)) {
        if (i == 0) view->wasl = PHONE_A;
        else view->state[i] |= VIEW_WASL;
        take_article(view, i + 1);
        return true;
    }
    if (i == 0) {
        if (view->length < 2) return false;
        view->wasl = wasl_vowel(view, i);
        return true;
    }
    bool kasra = view_vowel(view, i - 1) == VOWEL_KASRA; /* بِاسم: no long a after i */
    bool lengthens = view_is(view, i - 1, BEH) || view_is(view, i - 1, LAM); /* بَا, لَا: these take i before a noun */
    bool like_kaf = view_is(view, i - 1, KAF) && view_vowel(view, i + 2) != VOWEL_KASRA; /* كَانتون; but كَانتِصار */
    if (!kasra && (lengthens || like_kaf || view->name || !wasl_stem(view, i))) return false;
    view->state[i] |= VIEW_WASL;
    view->prefix = i - 1; /* its vowel is now the stem's: بِاسْمِ -> bísmi */
    return true;
}

/* Names written as one word: عبدالرحمن, نصرالله. Returns the place of the article's alef, or 0. */
static size_t fused_article(const struct view *view)
{
    size_t n = view->length;
    bool servant = n >= 7 && view_is(view, 0, 0x0639) && view_is(view, 1, BEH) && view_is(view, 2, DAL); /* U+0639 AIN */
    if (servant && view_bare_alef(view, 3) && article_lam(view, 4)) return 3;
    bool god = n >= 6 && view_is(view, n - 1, 0x0647) && view_is(view, n - 2, LAM) && view_is(view, n - 3, LAM); /* U+0647 HEH */
    return god && n - 4 > 1 && view_bare_alef(view, n - 4) && article_lam(view, n - 3) ? n - 4 : 0;
}

static void take_fused(struct view *view, size_t alef)
{
    if (view_vowel(view, alef - 1) == VOWEL_UNKNOWN) view->marks[alef - 1] |= VOWEL_DAMMA;
    view->state[alef] |= VIEW_WASL;
    take_article(view, alef + 1);
    if (alef + 4 != view->length || !view_is(view, alef + 2, LAM) || !view_is(view, alef + 3, 0x0647)) return;
    view->marks[alef + 2] = MARK_SHADDA | MARK_DAGGER | VOWEL_FATHA;
    view->state[alef + 2] |= VIEW_DARK;
}

void view_find_joints(struct view *view, size_t clitics)
{
    size_t fused = fused_article(view);
    if (fused) {
        take_fused(view, fused);
        return;
    }
    /* What the lexicon took for a clitic is one only with that clitic's vowel; ك of a verb (كَتَبَتْ) has the same as كـ. */
    while (view->prefix < clitics && view->prefix + 2 < view->length && clitic_letter(view, view->prefix) &&
           view->letters[view->prefix] != KAF)
        view->prefix++;
    for (size_t i = 0; i < 4 && i < view->length; i++) {
        if (try_at(view, i)) return;
        if (!clitic_letter(view, i)) return;
    }
}
