/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "lexicon/names.h"

#include "util/arabic.h"

#include <string.h>

enum { ALEF = 0x0627, BEH = 0x0628, FEH = 0x0641, KAF = 0x0643, LAM = 0x0644, WAW = 0x0648, SEEN = 0x0633, YEH = 0x064A };
enum { IMPOSED = 95, LEAST = 20, NOUN_ENDING = 12 };

struct weighing {
    const struct search *search;
    const struct word *word;
    bool person, dual, nouns; /* nouns: only common words, with a noun's endings */
    struct names_result *result;
};

/* Taking clitics off is a guess of its own: the fewer letters are left, the worse (بليون is not ب + ليون). */
static int clitic_cost(const struct form *form, const struct found *found)
{
    bool article = form->article != ARTICLE_NONE && form->article != ARTICLE_IN_BASE;
    int cost = 0;
    if (form->begin > (article && form->article == ARTICLE_AL ? 2 : 0)) cost = form->length >= 5 ? 2 : form->length == 4 ? 8 : 35;
    else if (form->begin) cost = form->length >= 4 ? 1 : 10;
    if (!found->source->words && !found->source->curated && form->begin) cost += 8;
    if (form->preposition && form->conjunction == 0 && form->article == ARTICLE_NONE && form->length <= 4) cost += 10;
    return cost;
}

/* Whether the table's kind of word takes this article and these clitics at all. */
static bool may_take(const struct form *form, const struct found *found, const struct word *word)
{
    bool article = form->article == ARTICLE_AL || form->article == ARTICLE_LL || form->article == ARTICLE_SHARED;
    if (article && form->base[0] == ALEF && form->length > 3 && form->base[1] == LAM) return false; /* a second article */
    if (article && (found->kind == KIND_PLACE || found->kind == KIND_ORGANISATION || found->kind == KIND_PERSON)) return false; /* ال + حلب */
    if (article && found->source->words && strcmp(found->source->name, "function_words") == 0 && form->length < 4) return false;
    uint32_t preposition = form->preposition ? word->letters[form->conjunction] : 0;
    bool lam_lam = preposition == LAM && form->article == ARTICLE_NONE && form->base[0] == LAM;
    if (lam_lam && found->kind == KIND_WORD) return false;   /* للغة is ل + اللغة; لشركة is no noun that takes a second ل */
    if (form->article == ARTICLE_SHARED && found->kind != KIND_WORD && found->kind != KIND_GENTILIC) return false; /* للبنان */
    if (preposition == SEEN && !(found->source->words && (form->base[0] == YEH || form->base[0] == 0x062A || form->base[0] == 0x0646 ||
                                                          form->base[0] == 0x0623)))
        return false; /* سـ only before a verb: سيعود */
    return true;
}

/* The reading of one row in one split, weighed. Returns its confidence, or -1 when it does not fit. */
static int read_row(const struct weighing *w, const struct form *form, const struct found *found, struct reading *reading)
{
    uint32_t spelling[FORM_LETTERS];
    mark marks[FORM_LETTERS] = {0};
    if (!may_take(form, found, w->word)) return -1;
    size_t n = vocalized_split(found->marks, strlen(found->marks), spelling, marks, FORM_LETTERS);
    if (n != form->length) return -1;
    if (found->source->words && arabic_alef(form->base[0]) && form->base[0] != ALEF && form->base[0] != spelling[0]) return -1; /* إذن is not أُذُن */
    if (form_is_noun(form) && (marks[n - 1] & MARK_VOWEL) == VOWEL_FATHA) return -1; /* صرحا is no صَرَّحَ with tanwin */
    if (form->suffix && !w->nouns && !(marks[n - 1] & MARK_SHADDA)) return -1; /* the ending of a nisba: فلسطينيّ + ين */
    if (!form_compose(form, w->word->letters, w->word->length, spelling, marks, search_is_name(found->kind), reading->marks)) return -1;
    mark *end = &reading->marks[w->word->length - 1];
    bool list = !found->source->words && !found->source->curated;
    if (list && form->base[n - 1] == YEH && !form->suffix && !(*end & MARK_SHADDA)) *end = VOWEL_UNKNOWN; /* شهري: a name, or monthly */
    int confidence = found->confidence - found->folded - clitic_cost(form, found);
    if (form->suffix) confidence -= w->nouns ? NOUN_ENDING : 2; /* وبريطانيا is و + the country rather than و + بريطانيًّا */
    if (w->dual && !form_make_dual(form, w->word->length, reading->marks)) confidence -= 50; /* a table's فلسطينيين is the plural */
    bool person = search_is_person(found->kind) || (found->kind == KIND_NAME && !found->source->words);
    if (w->person && person && confidence < 94) confidence += (94 - confidence) / 2;
    if ((found->kind == KIND_GIVEN || found->kind == KIND_FAMILY) && form->article == ARTICLE_AL && confidence > 80) confidence = 80; /* الحسن */
    if (confidence < 1) confidence = 1;
    reading->confidence = (uint8_t)confidence;
    reading->impose = found->source->curated && confidence >= IMPOSED - (form->begin ? 3 : 0) && found->confidence >= IMPOSED && found->folded <= 6;
    reading->source = found->source->name;
    return confidence;
}

static void insert(struct names_result *result, const struct reading *reading, size_t letters)
{
    for (size_t i = 0; i < result->count; i++)
        if (memcmp(result->readings[i].marks, reading->marks, letters) == 0) {
            if (result->readings[i].confidence >= reading->confidence) return;
            memmove(&result->readings[i], &result->readings[i + 1], (result->count - i - 1) * sizeof *reading);
            result->count--;
            break;
        }
    size_t at = 0;
    while (at < result->count && result->readings[at].confidence >= reading->confidence) at++;
    if (at == MOST_READINGS) return;
    size_t moved = result->count - at;
    if (result->count == MOST_READINGS) moved--;
    else result->count++;
    memmove(&result->readings[at + 1], &result->readings[at], moved * sizeof *reading);
    result->readings[at] = *reading;
}

static bool weigh_form(void *context, const struct form *form)
{
    struct weighing *w = context;
    struct found found[MOST_READINGS];
    bool whole = form->begin == 0 && !form->suffix;
    if (!whole && form->length < 3) return false;
    size_t count = search_find(w->search, form->base, form->length, found, MOST_READINGS);
    for (size_t i = 0; i < count; i++) {
        struct reading reading;
        if (w->nouns && !found[i].source->words) continue;
        int confidence = read_row(w, form, &found[i], &reading);
        if (confidence < LEAST) continue;
        bool best = w->result->count == 0 || confidence > w->result->readings[0].confidence;
        insert(w->result, &reading, w->word->length);
        w->result->known = true;
        if (whole && found[i].folded == 0) w->result->exact = true;
        if (best) {
            w->result->clitics = (uint8_t)form_clitics(form);
            w->result->kind = found[i].kind;
            w->result->gender = form->suffix ? GENDER_UNKNOWN : found[i].gender;
        }
    }
    /* A word that a table has as it stands is that word: المسؤول is not looked for as ال + مسؤول + ... any further. */
    return w->result->exact && !w->dual && w->result->readings[0].confidence >= 60;
}

void names_find(const struct search *search, const struct word *word, bool person, bool dual, struct names_result *result)
{
    *result = (struct names_result){0};
    struct weighing w = {search, word, person, dual, false, result};
    forms_each(word->letters, word->length, FORM_NISBA, weigh_form, &w);
    w.nouns = true;
    if (result->count == 0) forms_each(word->letters, word->length, FORM_NOUN, weigh_form, &w);
}

size_t names_sure_clitics(const struct word *word)
{
    const uint32_t *l = word->letters;
    size_t n = word->length, at = 0;
    if (n > 5 && (l[0] == WAW || l[0] == FEH)) at = 1;
    if (n > at + 4 && (l[at] == BEH || l[at] == KAF) && l[at + 1] == ALEF && l[at + 2] == LAM) return at + 3;
    if (n > at + 4 && l[at] == LAM && l[at + 1] == LAM) return at + 2;
    if (n > at + 4 && l[at] == ALEF && l[at + 1] == LAM) return at + 2;
    return 0;
}
