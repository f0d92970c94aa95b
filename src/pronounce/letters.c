/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* Marked letters to sounds. Everything about vowels that are not there was settled before (guess.c, wasl.c, irregular.c). */
#include "pronounce/sounds.h"

enum { ALEF = 0x0627, MADDA = 0x0622, TEH_MARBUTA = 0x0629, WAW = 0x0648, MAKSURA = 0x0649, YEH = 0x064A, WASLA = 0x0671 };

/* U+0621 HAMZA .. U+064A YEH; letters that are vowels or depend on their neighbours are 0. */
static const uint8_t CONSONANTS[] = {
    [0x00] = PHONE_HAMZA, [0x02] = PHONE_HAMZA, [0x03] = PHONE_HAMZA, [0x04] = PHONE_HAMZA, [0x05] = PHONE_HAMZA, /* ء أ ؤ إ ئ */
    [0x07] = PHONE_B, [0x08] = PHONE_T, [0x09] = PHONE_T, [0x0A] = PHONE_TH, [0x0B] = PHONE_J, [0x0C] = PHONE_HH,
    [0x0D] = PHONE_KH, [0x0E] = PHONE_D, [0x0F] = PHONE_DH, [0x10] = PHONE_R, [0x11] = PHONE_Z, [0x12] = PHONE_S,
    [0x13] = PHONE_SH, [0x14] = PHONE_SAD, [0x15] = PHONE_DAD, [0x16] = PHONE_TAH, [0x17] = PHONE_ZAH, [0x18] = PHONE_AYN,
    [0x19] = PHONE_GHAYN, [0x20] = PHONE_F, [0x21] = PHONE_Q, [0x22] = PHONE_K, [0x23] = PHONE_L, [0x24] = PHONE_M,
    [0x25] = PHONE_N, [0x26] = PHONE_H, [0x27] = PHONE_W, [0x29] = PHONE_Y};

static uint8_t consonant(uint32_t letter)
{
    if (letter >= 0x0621 && letter - 0x0621 < sizeof CONSONANTS) return CONSONANTS[letter - 0x0621];
    switch (letter) {
    case 0x067E: return PHONE_P;  /* U+067E PEH */
    case 0x0686: return PHONE_CH; /* U+0686 TCHEH */
    case 0x0698: return PHONE_ZH; /* U+0698 JEH */
    case 0x06A4: return PHONE_V;  /* U+06A4 VEH */
    case 0x06AF: return PHONE_G;  /* U+06AF GAF */
    default: return PHONE_NONE;
    }
}

bool phone_vowel(uint8_t phone)
{
    return phone >= PHONE_A && phone <= PHONE_UU;
}

bool phone_long(uint8_t phone)
{
    return phone >= PHONE_AA && phone <= PHONE_UU;
}

uint8_t phone_lengthened(uint8_t vowel)
{
    return vowel >= PHONE_A && vowel <= PHONE_U ? (uint8_t)(vowel + PHONE_AA - PHONE_A) : vowel;
}

uint8_t phone_clipped(uint8_t vowel)
{
    return phone_long(vowel) ? (uint8_t)(vowel - (PHONE_AA - PHONE_A)) : vowel;
}

static void add(struct spoken *spoken, uint8_t phone, uint8_t flags)
{
    spoken->sounds[spoken->count++] = (struct sound){phone, flags};
}

static uint8_t last_phone(const struct spoken *spoken)
{
    return spoken->count ? spoken->sounds[spoken->count - 1].phone : PHONE_NONE;
}

/* The vowel or tanwin of the letter at `i`; `last`: no letter with a sound of its own follows. */
static void add_vowel(const struct view *view, struct spoken *spoken, size_t i, bool last)
{
    static const uint8_t vowels[] = {[VOWEL_FATHA] = PHONE_A, [VOWEL_DAMMA] = PHONE_U, [VOWEL_KASRA] = PHONE_I,
                                     [VOWEL_FATHATAN] = PHONE_A, [VOWEL_DAMMATAN] = PHONE_U, [VOWEL_KASRATAN] = PHONE_I};
    enum vowel vowel = view_vowel(view, i);
    if (vowel == VOWEL_UNKNOWN || vowel == VOWEL_SUKUN) return;
    if ((view->marks[i] & MARK_DAGGER) || (view->state[i] & VIEW_LONG)) {
        add(spoken, phone_lengthened(vowels[vowel]), 0);
        return;
    }
    bool tanwin = vowel >= VOWEL_FATHATAN;
    bool seat = vowel == VOWEL_FATHATAN && view->letters[i] != TEH_MARBUTA;
    add(spoken, vowels[vowel], (uint8_t)((last || tanwin ? SOUND_ENDING : 0) | (seat ? SOUND_SEAT : 0)));
    if (tanwin) add(spoken, PHONE_N, SOUND_TANWIN);
}

/* Is the letter at `i` the silent alef of a plural (كتبوا), the seat of a tanwin (كتابًا, هدًى), or the و of عمرٌو? */
static bool silent_seat(const struct view *view, size_t i)
{
    if (i == 0 || i + 1 != view->length) return false;
    enum vowel before = view_vowel(view, i - 1);
    if (before >= VOWEL_FATHATAN && (view_bare_alef(view, i) || view_is(view, i, MAKSURA))) return true; /* كتابًا, also كتابًاً */
    if (view_vowel(view, i) >= VOWEL_FATHATAN) return false;
    if (view_bare_alef(view, i) && view_is(view, i - 1, WAW)) return before == VOWEL_SUKUN || before == VOWEL_FATHATAN || before == VOWEL_DAMMA;
    if (before >= VOWEL_FATHATAN) return view_is(view, i, WAW); /* عَمْرٌو */
    return view_is(view, i, WAW) && before == VOWEL_KASRA && view_vowel(view, i) == VOWEL_SUKUN; /* عَمْرِو */
}

static bool ends_here(const struct view *view, size_t i)
{
    return i + 1 == view->length || (i + 2 == view->length && silent_seat(view, i + 1));
}

/* ا and ى: a long a after a consonant with fatha, silent after i, u and long vowels (مِائَة). */
static void add_alef(const struct view *view, struct spoken *spoken, size_t i)
{
    enum vowel own = view_vowel(view, i);
    uint8_t before = last_phone(spoken);
    struct sound *last = spoken->count ? &spoken->sounds[spoken->count - 1] : NULL;
    if (own >= VOWEL_FATHATAN) { /* the tanwin stands on its seat: كتاباً */
        if (before == PHONE_A) spoken->count--;
        add_vowel(view, spoken, i, true);
        if (own == VOWEL_FATHATAN) spoken->sounds[spoken->count - 2].flags |= SOUND_SEAT;
    } else if (own == VOWEL_SUKUN || (view->marks[i] & MARK_DAGGER) || own == VOWEL_UNKNOWN) {
        if (before == PHONE_A) *last = (struct sound){PHONE_AA, 0};
        else if (before == PHONE_NONE) add(spoken, PHONE_HAMZA, 0), add(spoken, PHONE_AA, 0);
        else if (before == PHONE_I && view->letters[i] == MAKSURA) *last = (struct sound){PHONE_II, 0}; /* فى for في */
        else if (!phone_vowel(before)) add(spoken, PHONE_AA, 0);
    } else { /* a hamza whose seat was left out */
        add(spoken, view->letters[i] == MAKSURA ? PHONE_Y : PHONE_HAMZA, 0);
        add_vowel(view, spoken, i, i + 1 == view->length);
    }
}

/* و and ي without vowel or shadda: long after their own vowel, else the second half of a diphthong. */
static bool add_weak(const struct view *view, struct spoken *spoken, size_t i)
{
    bool waw = view->letters[i] == WAW;
    if ((view->marks[i] & MARK_SHADDA) || (view_vowel(view, i) != VOWEL_SUKUN && view_vowel(view, i) != VOWEL_UNKNOWN)) return false;
    uint8_t before = last_phone(spoken);
    if (before != (waw ? PHONE_U : PHONE_I)) {
        bool bare = !phone_vowel(before) && spoken->count > 0 && spoken->sounds[spoken->count - 1].flags == 0;
        if (bare && i + 1 == view->length) add(spoken, waw ? PHONE_UU : PHONE_II, 0); /* نَادي with the kasra left out */
        return bare && i + 1 == view->length;
    }
    spoken->sounds[spoken->count - 1] = (struct sound){waw ? PHONE_UU : PHONE_II, 0};
    return true;
}

static void add_ta_marbuta(const struct view *view, struct spoken *spoken, size_t i)
{
    if (!phone_vowel(last_phone(spoken))) add(spoken, PHONE_A, 0);
    enum vowel own = view_vowel(view, i);
    bool stays = own != VOWEL_UNKNOWN && own != VOWEL_SUKUN;
    add(spoken, PHONE_T, (uint8_t)(SOUND_TA_MARBUTA | (stays ? 0 : SOUND_ENDING)));
    add_vowel(view, spoken, i, true);
}

static void add_consonant(const struct view *view, struct spoken *spoken, size_t i)
{
    uint8_t phone = consonant(view->letters[i]);
    if (view->letters[i] == WAW) phone = PHONE_W;
    if (view->letters[i] == YEH || view->letters[i] == MAKSURA) phone = PHONE_Y;
    if (phone == PHONE_NONE) return;
    uint8_t flags = view->state[i] & VIEW_DARK ? SOUND_DARK : 0;
    add(spoken, phone, flags);
    if (view->marks[i] & MARK_SHADDA) add(spoken, phone, flags);
    add_vowel(view, spoken, i, ends_here(view, i));
}

static void add_letter(const struct view *view, struct spoken *spoken, size_t i)
{
    uint32_t letter = view->letters[i];
    bool shadda = view->marks[i] & MARK_SHADDA;
    if (letter == MADDA) {
        add(spoken, PHONE_HAMZA, 0);
        add(spoken, PHONE_AA, 0);
        if (view_vowel(view, i) >= VOWEL_FATHATAN) add_vowel(view, spoken, i, true);
    } else if (letter == TEH_MARBUTA)
        add_ta_marbuta(view, spoken, i);
    else if (letter == ALEF || letter == WASLA || (letter == MAKSURA && !shadda)) {
        if (!silent_seat(view, i)) add_alef(view, spoken, i);
    } else if ((letter == WAW || letter == YEH) && (silent_seat(view, i) || add_weak(view, spoken, i)))
        return;
    else
        add_consonant(view, spoken, i);
}

void view_pronounce(const struct view *view, struct spoken *spoken)
{
    spoken->count = spoken->prefix = 0;
    spoken->wasl = view->wasl;
    spoken->article = view->article != 0;
    for (size_t i = 0; i < view->length; i++) {
        if (i == view->prefix) spoken->prefix = spoken->count;
        if (view->state[i] & (VIEW_SILENT | VIEW_WASL)) continue;
        if (i == 0 && view->wasl) continue;
        add_letter(view, spoken, i);
    }
}
