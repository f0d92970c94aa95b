/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "diacritize/decode.h"

#include "diacritize/tagger.h"
#include "util/arabic.h"
#include "util/utf8.h"

#include <math.h>
#include <string.h>

enum {
    ALEF = 0x0627, ALEF_MADDA = 0x0622, ALEF_ABOVE = 0x0623, ALEF_BELOW = 0x0625, ALEF_MAKSURA = 0x0649, HAMZA = 0x0621, BEH = 0x0628,
    TEH = 0x062A, TEH_MARBUTA = 0x0629, REH = 0x0631, SEEN = 0x0633, FEH = 0x0641, KAF = 0x0643, LAM = 0x0644, NOON = 0x0646, HEH = 0x0647, WAW = 0x0648,
    YEH = 0x064A
};
enum { MOST_PARTICLE = 6, COLUMN_GOVERNS = 3 };
enum { ANY = (1 << LABELS) - 1, ANY_SHADDA = ANY & ~((1 << LABEL_SHADDA) - 1), ANY_PLAIN = ANY & ~ANY_SHADDA };

/* The label for a vowel with and without shadda, as bits. */
#define BOTH(label) (1 << (label) | 1 << ((label) + LABEL_SHADDA))
enum {
    TANWIN = BOTH(LABEL_FATHATAN) | BOTH(LABEL_DAMMATAN) | BOTH(LABEL_KASRATAN),
    NOMINATIVE = BOTH(LABEL_DAMMA) | BOTH(LABEL_DAMMATAN)
};

/* A list's word weighs half its own odds: the network has seen it as an input and has judged it already. */
#define LIST_WEIGHT 0.5f

/* A reading that is as likely wrong as right does not go to the network; it may still be chosen when the network agrees. */
enum { LEAST_HINT = 60 };

/* Newsreaders give most names no ending (بلينكن, شارون): for a name without article that reading weighs e times as much. */
#define NAME_BARE 1.0f

/* Two consonants without vowel side by side are changed when that costs less than this (a factor of 50). */
#define CLUSTER_COST 3.9f

static bool is_known(const struct word *word, size_t i)
{
    return word->by[i] > BY_MODEL;
}

/* Whether letter i is the last one of a name that may go without ending. */
static bool ends_name(const struct word *word, size_t i)
{
    bool article = word->letters[0] == ALEF && word->letters[1] == LAM;
    return word->kind == WORD_NAME && i > 1 && i + 1 == word->length && !article && word->letters[i] != TEH_MARBUTA;
}

static bool is_ending_alef(uint32_t letter)
{
    return letter == ALEF || letter == ALEF_MAKSURA;
}

/* كتاباً: the text sets the tanwin on the alef, the network knows it on the letter before. */
static bool tanwin_on_alef(const struct word *word, size_t i)
{
    return i > 0 && is_known(word, i) && is_ending_alef(word->letters[i]) && (word->marks[i] & MARK_VOWEL) == VOWEL_FATHATAN;
}

/* A list's label for letter i, or -1. Some lists write fatha on the waw of a verb's وا, where it is only the long vowel's letter; and an
 * alef without a mark says nothing: it may be one whose hamza the list left out. */
static int list_label(const struct word *word, const struct hint *list, size_t i)
{
    int label = list->marks ? label_of(list->marks[i]) : -1;
    bool plural = i + 2 == word->length && word->letters[i] == WAW && word->letters[i + 1] == ALEF;
    if (plural && label == LABEL_FATHA) return -1;
    if (word->letters[i] == ALEF && label == LABEL_NONE) return -1;
    return label;
}

void decode_softmax(float *scores, size_t count)
{
    float most = scores[0], sum = 0.0f;
    for (size_t k = 1; k < count; k++)
        if (scores[k] > most) most = scores[k];
    for (size_t k = 0; k < count; k++) sum += expf(scores[k] - most);
    float base = most + logf(sum);
    for (size_t k = 0; k < count; k++) scores[k] -= base;
}

void decode_hints(const struct word *word, size_t count, uint8_t *hints)
{
    const struct hint *soft = word->hints && word->hints->confidence >= LEAST_HINT ? word->hints : NULL;
    for (size_t i = 0; i < count; i++) {
        mark m = word->marks[i];
        int label = is_known(word, i) ? label_of(m) : -1;
        hints[i] = HINT_NONE;
        if (tanwin_on_alef(word, i)) label = LABEL_NONE;
        if (label >= 0) hints[i] = (uint8_t)(HINT_HARD + label);
        else if (is_known(word, i) && (m & MARK_SHADDA)) hints[i] = HINT_SHADDA;
        else if (i + 1 < word->length && tanwin_on_alef(word, i + 1)) hints[i] = HINT_HARD + LABEL_FATHATAN;
        else if (soft && list_label(word, soft, i) >= 0) hints[i] = (uint8_t)(HINT_SOFT + list_label(word, soft, i));
    }
}

/* The labels that letter i can have at all, known marks aside. */
static unsigned possible(const struct word *word, size_t i)
{
    size_t n = word->length;
    uint32_t letter = word->letters[i];
    unsigned labels = ANY;
    if (i + 1 < n) {
        labels &= ~(unsigned)TANWIN; /* tanwin ends a word, but for the alef of كتابًا */
        if (i + 2 == n && is_ending_alef(word->letters[i + 1])) labels |= BOTH(LABEL_FATHATAN);
    }
    if (i == 0) labels &= (unsigned)ANY_PLAIN; /* no word begins with a doubled letter */
    if (letter == ALEF_MADDA || letter == ALEF_MAKSURA) labels = 1u << LABEL_NONE;
    if (letter == ALEF_ABOVE) labels &= ~(unsigned)BOTH(LABEL_KASRA);
    if (letter == ALEF_BELOW) labels = 1u << LABEL_KASRA | (i + 1 == n ? 1u << LABEL_KASRATAN : 0);
    return labels;
}

/* ... and those that the known mark leaves. */
static unsigned permitted(const struct word *word, size_t i)
{
    if (is_known(word, i)) {
        int label = label_of(word->marks[i]);
        if (tanwin_on_alef(word, i)) return 1u << LABEL_NONE;
        if (label >= 0) return 1u << label;
        unsigned doubled = possible(word, i) & (unsigned)ANY_SHADDA;
        if (word->marks[i] & MARK_SHADDA) return doubled ? doubled : (unsigned)ANY_SHADDA;
    }
    if (i + 1 < word->length && tanwin_on_alef(word, i + 1)) return BOTH(LABEL_FATHATAN);
    return possible(word, i);
}

static int best_label(const float *logs, unsigned allowed)
{
    int best = -1;
    for (int k = 0; k < LABELS; k++)
        if ((allowed >> k & 1) && (best < 0 || logs[k] > logs[best])) best = k;
    return best;
}

/* A bare alef is judged with its seat: ا carries nothing, إ kasra, آ nothing. Returns the label, *seat by it, *share its log-probability. */
static int best_alef(const float *scores, unsigned allowed, bool seat_open, int *seat, float *share)
{
    static const unsigned carried[SEATS] = {1u << LABEL_NONE, ANY_PLAIN & ~(1u << LABEL_KASRA), 1u << LABEL_KASRA, 1u << LABEL_NONE};
    int best = -1;
    *seat = SEAT_BARE;
    for (int s = 0; s < SEATS; s++) {
        if (!seat_open && s != SEAT_BARE) break;
        unsigned labels = seat_open ? allowed & carried[s] : allowed;
        int label = best_label(scores, labels);
        if (label < 0) continue;
        float value = scores[label] + (seat_open ? scores[LABELS + s] : 0.0f);
        if (best < 0 || value > *share) best = label, *share = value, *seat = s;
    }
    return best;
}

/* Whether the alef at i begins انفعال, افتعال or استفعال: that alef joins (انْطِلاق), though many write إنطلاق. أنبياء is no such noun. */
static bool begins_joining_noun(const struct word *word, size_t i)
{
    const uint32_t *l = word->letters + i;
    size_t n = word->length - i;
    for (size_t k = 0; k < i; k++) {
        uint32_t c = word->letters[k];
        if (c != WAW && c != FEH && c != BEH && c != KAF && c != LAM && c != ALEF) return false;
    }
    if (word->kind == WORD_NAME || n < 6) return false;
    if (l[1] == SEEN && l[2] == TEH && n > 6 && l[5] == ALEF) return true;
    if (l[1] == SEEN && l[2] == TEH && l[3] == REH && l[4] == ALEF) return false; /* أستراليّ; the network knows استراحة */
    return (l[1] == NOON || l[2] == TEH) && l[1] != ALEF && l[2] != ALEF && l[3] != ALEF && l[4] == ALEF && l[5] != HAMZA;
}

/* A letter that is heard as a consonant, so that two of them without vowel are one too many inside an Arabic word. */
static bool is_consonant(uint32_t letter)
{
    return letter != ALEF && letter != ALEF_MADDA && letter != ALEF_MAKSURA && letter != WAW && letter != YEH;
}

/* The letter after a consonant without vowel must have one, and must not be doubled: تغنّى is not تَغْنَّى. */
static bool is_cluster(const struct word *word, const int *labels, size_t i)
{
    if (labels[i] != LABEL_NONE || !is_consonant(word->letters[i])) return false;
    bool article = word->letters[i] == LAM && i <= 3 && (word->letters[i - 1] == ALEF || word->letters[i - 1] == LAM); /* الشَّمس */
    if (labels[i + 1] >= LABEL_SHADDA) return !article;
    return labels[i + 1] == LABEL_NONE && is_consonant(word->letters[i + 1]) && i + 2 < word->length;
}

static void break_clusters(const struct word *word, const float *scores, const unsigned *allowed, int *labels)
{
    enum { NO_SHADDA = ANY_PLAIN & ~(1 << LABEL_NONE), NO_REST = ANY & ~(1 << LABEL_NONE) };
    if (word->kind == WORD_NAME || word->kind == WORD_LETTER) return; /* أولبرايت, ستالين: foreign clusters are real */
    for (size_t i = 1; i + 1 < word->length && i + 1 < TAGGER_LONGEST; i++) {
        if (!is_cluster(word, labels, i)) continue;
        const float *a = scores + i * NETWORK_OUT, *b = a + NETWORK_OUT;
        int x = best_label(a, allowed[i] & (unsigned)NO_REST), y = best_label(b, allowed[i + 1] & (unsigned)NO_SHADDA);
        float cost_x = x < 0 ? INFINITY : a[labels[i]] - a[x], cost_y = y < 0 ? INFINITY : b[labels[i + 1]] - b[y];
        if (cost_x <= cost_y && cost_x < CLUSTER_COST) labels[i] = x;
        else if (cost_y < CLUSTER_COST) labels[i + 1] = y;
    }
}

enum governs { GOVERNS_NOT, GOVERNS_GENITIVE, GOVERNS_IF_KASRA, IS_FIXED };

/* What particles.tsv says of the word. */
static enum governs governs_what(const struct table_section *particles, const struct word *word)
{
    char key[4 * MOST_PARTICLE];
    size_t size = 0, row;
    if (word->length < 2 || word->length > MOST_PARTICLE) return GOVERNS_NOT;
    for (size_t i = 0; i < word->length; i++) size += utf8_encode(arabic_seated(word->letters[i], word->marks[i]), key + size);
    if (!section_find(particles, key, size, &row)) return GOVERNS_NOT;
    const char *name = section_field(particles, row, COLUMN_GOVERNS);
    if (strcmp(name, "genitive") == 0) return GOVERNS_GENITIVE;
    if (strcmp(name, "genitive-kasra") == 0) return GOVERNS_IF_KASRA;
    return strcmp(name, "fixed") == 0 ? IS_FIXED : GOVERNS_NOT;
}

bool decode_governed(const struct table_section *particles, const struct word *before, const struct word *word)
{
    size_t n = word->length;
    if (before->punct_after || n < 2) return false;
    enum governs governs = governs_what(particles, before);
    if (governs != GOVERNS_GENITIVE && (governs != GOVERNS_IF_KASRA || (before->marks[0] & MARK_VOWEL) != VOWEL_KASRA)) return false;
    if (n < 3 || word->letters[n - 1] == HEH || word->letters[n - 1] == WAW) return false; /* a pronoun's ـهُ belongs to no case */
    return governs_what(particles, word) != IS_FIXED;
}

/* Takes the reading of a list that gains most, if its odds outweigh what the network says against it. */
static void follow_lists(const struct word *word, const float *scores, const unsigned *allowed, int *labels, int *seats)
{
    const struct hint *chosen = NULL;
    float best = 0.0f;
    for (const struct hint *h = word->hints; h; h = h->next) {
        if (!h->marks) continue;
        float c = (float)(h->confidence > 98 ? 98 : h->confidence < 2 ? 2 : h->confidence) / 100.0f;
        float gain = LIST_WEIGHT * logf(c / (1.0f - c));
        for (size_t i = 0; i < word->length; i++) {
            int label = list_label(word, h, i);
            if (label < 0) continue;
            if (!(allowed[i] >> label & 1)) gain = -INFINITY;
            else gain += scores[i * NETWORK_OUT + label] - scores[i * NETWORK_OUT + labels[i]];
        }
        if (gain > best) best = gain, chosen = h;
    }
    if (!chosen) return;
    for (size_t i = 0; i < word->length; i++) {
        if (list_label(word, chosen, i) >= 0) labels[i] = list_label(word, chosen, i);
        if (word->letters[i] == ALEF && (chosen->marks[i] & MARK_SEAT)) seats[i] = (chosen->marks[i] & MARK_SEAT) / MARK_SEAT_ABOVE;
    }
}

static float share_of(const float *logs, unsigned allowed, int label)
{
    float sum = 0.0f;
    for (int k = 0; k < LABELS; k++)
        if (allowed >> k & 1) sum += expf(logs[k]);
    return sum > 0.0f ? expf(logs[label]) / sum : 0.0f;
}

int decode_word(struct word *word, bool governed, bool in_name, float *scores, bool known)
{
    unsigned allowed[TAGGER_LONGEST];
    int labels[TAGGER_LONGEST], seats[TAGGER_LONGEST];
    size_t n = word->length < TAGGER_LONGEST ? word->length : TAGGER_LONGEST;
    bool open = false;
    for (size_t i = 0; i < n; i++) {
        float *s = scores + i * NETWORK_OUT, share;
        decode_softmax(s, LABELS);
        decode_softmax(s + LABELS, SEATS);
        allowed[i] = permitted(word, i);
        if (ends_name(word, i)) s[LABEL_NONE] += NAME_BARE;
        seats[i] = SEAT_BARE;
        if (i + 1 == n && in_name && !is_known(word, i) && (allowed[i] & ~(unsigned)TANWIN)) allowed[i] &= ~(unsigned)TANWIN;
        if (i + 1 == n && governed && !is_known(word, i) && (allowed[i] & ~(unsigned)NOMINATIVE))
            allowed[i] &= ~(unsigned)NOMINATIVE;
        if (word->letters[i] == ALEF) {
            bool seat_open = !(word->marks[i] & MARK_SEAT) && !is_known(word, i) && !begins_joining_noun(word, i);
            labels[i] = best_alef(s, allowed[i], seat_open, &seats[i], &share);
        } else {
            labels[i] = best_label(s, allowed[i]);
        }
        if (labels[i] < 0) labels[i] = LABEL_NONE;
        open = open || !is_known(word, i);
    }
    break_clusters(word, scores, allowed, labels);
    if (word->hints && n == word->length) follow_lists(word, scores, allowed, labels, seats);
    float stem = 1.0f, all;
    for (size_t i = 0; i + 1 < n; i++) stem *= share_of(scores + i * NETWORK_OUT, allowed[i], labels[i]);
    all = n ? stem * share_of(scores + (n - 1) * NETWORK_OUT, allowed[n - 1], labels[n - 1]) : 1.0f;
    static const mark seat_marks[SEATS] = {0, MARK_SEAT_ABOVE, MARK_SEAT_BELOW, MARK_SEAT_MADDA};
    for (size_t i = 0; i < n; i++) {
        mark m = label_mark(labels[i]);
        if (i + 1 < n && tanwin_on_alef(word, i + 1)) m = (mark)(VOWEL_FATHA | (m & MARK_SHADDA));
        word_set_mark(word, i, (mark)(m | seat_marks[seats[i]]), BY_MODEL);
    }
    word->certainty = open ? (uint8_t)lrintf(100.0f * all) : 100;
    if (open && !known && !word->hints) word->guessed = 1;
    return (int)lrintf(100.0f * stem);
}
