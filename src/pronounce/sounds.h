/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_PRONOUNCE_SOUNDS_H
#define NASHRA_PRONOUNCE_SOUNDS_H

/* What the rules of this room hand to each other: a word as letters (struct view), then as sounds (struct spoken). Each rule is a
 * small function that changes one of the two and knows nothing of eSpeak NG or IPA; output.c alone writes symbols. */

#include "document.h"
#include "util/buffer.h"
#include "util/table.h"

enum phone {
    PHONE_NONE,
    PHONE_HAMZA, PHONE_B, PHONE_T, PHONE_TH, PHONE_J, PHONE_HH, PHONE_KH, PHONE_D, PHONE_DH, PHONE_R, PHONE_Z, PHONE_S, PHONE_SH,
    PHONE_SAD, PHONE_DAD, PHONE_TAH, PHONE_ZAH, PHONE_AYN, PHONE_GHAYN, PHONE_F, PHONE_Q, PHONE_K, PHONE_L, PHONE_M, PHONE_N,
    PHONE_H, PHONE_W, PHONE_Y, PHONE_P, PHONE_CH, PHONE_ZH, PHONE_V, PHONE_G,
    PHONE_A, PHONE_I, PHONE_U, PHONE_AA, PHONE_II, PHONE_UU,
    PHONE_COUNT
};

enum {
    SOUND_TA_MARBUTA = 1 << 0, /* the t of ة: silent in pause */
    SOUND_ENDING = 1 << 1,     /* a short final vowel, or a tanwin's vowel: dropped in pause */
    SOUND_TANWIN = 1 << 2,     /* the n of a tanwin */
    SOUND_SEAT = 1 << 3,       /* the vowel of a tanwin -an that becomes a long a in pause: كتابًا */
    SOUND_STRESS = 1 << 4,
    SOUND_DARK = 1 << 5,       /* coloured by an emphatic */
    SOUND_CLIPPED = 1 << 6,    /* a long vowel made short by joining: في الـ */
    SOUND_HELPING = 1 << 7     /* a vowel that only joins: هُمُ الـ */
};

struct sound {
    uint8_t phone, flags;
};

/* A word's sounds; geminates stand twice. */
struct spoken {
    struct sound *sounds; /* with room for one more at the end */
    size_t count;
    size_t prefix;        /* sounds of clitics before the stem: they take no stress */
    uint8_t wasl;         /* vowel of the hamzat al-wasl at the start (not among the sounds), or PHONE_NONE */
    bool article;         /* the word begins with the article, after clitics or not */
    bool particle;        /* its final vowel is no case ending: هٰذِهِ, بَيْنَ */
    bool light;           /* a particle without stress of its own: في */
    bool strong;          /* <emphasis level="strong"> */
    bool given;           /* imposed from outside: no rule applies */
    bool silent;
};

/* --- letters ------------------------------------------------------------------------------------------------------ */

enum {
    VIEW_SILENT = 1 << 0, /* the letter has no sound: و of أولئك */
    VIEW_WASL = 1 << 1,   /* hamzat al-wasl inside the word, after a clitic: وَاسْتقبل */
    VIEW_LONG = 1 << 2,   /* the vowel is long though no letter says so: داوُد */
    VIEW_DARK = 1 << 3,   /* the dark l of God's name */
    VIEW_FORCED = 1 << 4  /* irregular.tsv said what is to be known of the letter */
};

/* A word's letters with their seats and marks, in scratch memory that the rules may change. */
struct view {
    uint32_t *letters;
    mark *marks;
    uint8_t *state;
    size_t length, room;
    size_t prefix;   /* letters of clitics and article before the stem */
    size_t article;  /* 0, or the place of the article's ل + 1 */
    uint8_t wasl;    /* as in struct spoken */
    bool name;       /* WORD_NAME: foreign clusters are likely */
};

enum vowel view_vowel(const struct view *view, size_t i); /* VOWEL_UNKNOWN past the end */
bool view_is(const struct view *view, size_t i, uint32_t letter);
bool view_bare_alef(const struct view *view, size_t i); /* ا without a seat, or ٱ */

/* Copies the word's letters and marks; 0 or NASHRA_E_MEMORY. view_free() at the end. */
int view_set(struct view *view, const struct word *word);
void view_free(struct view *view);

/* irregular.c: words whose letters do not say how they sound. */
struct irregulars;
int irregulars_open(struct irregulars **out, const struct table *table);
void irregulars_close(struct irregulars *irregulars);
void irregular_apply(const struct irregulars *irregulars, struct view *view);

/* particles.tsv: is the word (or what stands after its و or ف) a particle? */
struct particles;
int particles_open(struct particles **out, const struct table *table);
void particles_close(struct particles *particles);
/* Length of a leading و or ف before a particle (0 or 1), or -1 when the word is no particle. */
int particle_find(const struct particles *particles, const struct view *view, bool *light);

/* wasl.c: clitics, the article, hamzat al-wasl, sun letters. `clitics`: what the lexicon knows (0: nothing). */
void view_find_joints(struct view *view, size_t clitics);

/* guess.c: gives every letter a vowel or sukun. Returns whether it had to guess more than convention leaves out. */
bool view_complete(struct view *view);

/* letters.c: marked letters to sounds. `sounds` has room for 3 * view->length + 4. */
void view_pronounce(const struct view *view, struct spoken *spoken);

/* --- sounds -------------------------------------------------------------------------------------------------------- */

bool phone_vowel(uint8_t phone);
bool phone_long(uint8_t phone);
uint8_t phone_lengthened(uint8_t vowel); /* a -> aa */
uint8_t phone_clipped(uint8_t vowel);    /* aa -> a */

/* endings.c: the pausal form. `bare`: --endings=none within a phrase, where ة keeps its t in a construct. */
void spoken_pause(struct spoken *spoken, bool keep_ta);

/* join.c: two words spoken without a pause between them. `word` is the first one's letters. */
void spoken_join(struct spoken *left, const struct word *word, struct spoken *right, bool bare);

/* The word begins afresh after a pause: its hamzat al-wasl is heard. */
void spoken_begin(struct spoken *spoken);

/* stress.c, colour.c */
void spoken_stress(struct spoken *spoken);
void spoken_colour(struct spoken *spoken);

/* --- symbols ------------------------------------------------------------------------------------------------------- */

/* phones.tsv: one row a phone. */
struct symbols {
    const char *espeak[PHONE_COUNT][2], *ipa[PHONE_COUNT][2]; /* [phone][plain, or dark vowel and l, tapped r] */
    const char *doubled[PHONE_COUNT];                         /* eSpeak NG's geminate; "": twice the single sound */
};
int symbols_open(struct symbols *symbols, const struct table *table, struct nashra_detail *detail);
void symbols_espeak(const struct symbols *symbols, const struct spoken *spoken, bool emphatic, struct buffer *out);
void symbols_ipa(const struct symbols *symbols, const struct spoken *spoken, struct buffer *out);

#endif
