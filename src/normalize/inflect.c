/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "normalize/inflect.h"

#include "util/arabic.h"

#include <string.h>

enum { ALEF = 0x0627, TEH = 0x062A, TEH_MARBUTA = 0x0629, HAMZA = 0x0621, LAM = 0x0644, YEH = 0x064A, NOON = 0x0646,
       ALEF_MAKSURA = 0x0649 };

void form_read(struct form *form, const char *marked)
{
    form->length = vocalized_split(marked, strlen(marked), form->letters, form->marks, FORM_LETTERS);
    if (form->length > FORM_LETTERS) form->length = FORM_LETTERS;
}

static void add(struct form *form, uint32_t letter, mark marks)
{
    if (form->length == FORM_LETTERS) return;
    form->letters[form->length] = letter;
    form->marks[form->length++] = marks;
}

static void set_vowel(struct form *form, enum vowel vowel)
{
    if (form->length == 0) return;
    mark *last = &form->marks[form->length - 1];
    *last = (mark)((*last & ~MARK_VOWEL) | vowel);
}

static enum vowel last_vowel(const struct form *form)
{
    return form->length ? form->marks[form->length - 1] & MARK_VOWEL : VOWEL_UNKNOWN;
}

static uint32_t letter_from_end(const struct form *form, size_t back)
{
    return form->length > back ? form->letters[form->length - 1 - back] : 0;
}

/* ـات of the sound feminine plural: its accusative is a kasra (ساعاتٍ). */
static bool sound_feminine(const struct form *form)
{
    return letter_from_end(form, 0) == TEH && letter_from_end(form, 1) == ALEF && form->length > 3;
}

/* The accusative's tanwin has an alef (يومًا), but not after ة, nor after ـاء (مساءً). */
static bool alef_after_tanwin(const struct form *form)
{
    uint32_t last = letter_from_end(form, 0);
    return last != TEH_MARBUTA && !(last == HAMZA && letter_from_end(form, 1) == ALEF);
}

static void inflect_triptote(struct form *form, enum gram_case gcase, bool tanwin)
{
    static const enum vowel with[] = {VOWEL_DAMMATAN, VOWEL_DAMMATAN, VOWEL_FATHATAN, VOWEL_KASRATAN};
    static const enum vowel without[] = {VOWEL_DAMMA, VOWEL_DAMMA, VOWEL_FATHA, VOWEL_KASRA};
    if (gcase == CASE_ACCUSATIVE && sound_feminine(form)) gcase = CASE_GENITIVE;
    set_vowel(form, tanwin ? with[gcase] : without[gcase]);
    if (tanwin && gcase == CASE_ACCUSATIVE && alef_after_tanwin(form)) add(form, ALEF, 0);
}

/* ثمانٍ: ثماني بيوت, رأيت ثمانيًا; ثوانٍ: رأيت ثوانيَ. */
static void inflect_defective(struct form *form, struct inflection inflection)
{
    bool indefinite = inflection.definite <= DEFINITE_NO;
    if (indefinite && inflection.gcase != CASE_ACCUSATIVE) return;
    set_vowel(form, VOWEL_KASRA);
    if (inflection.gcase != CASE_ACCUSATIVE) add(form, YEH, 0);
    else if (indefinite && !inflection.plural) add(form, YEH, VOWEL_FATHATAN), add(form, ALEF, 0);
    else add(form, YEH, VOWEL_FATHA);
}

void form_inflect(struct form *form, struct inflection inflection)
{
    bool indefinite = inflection.definite <= DEFINITE_NO;
    switch (last_vowel(form)) {
    case VOWEL_DAMMATAN: inflect_triptote(form, inflection.gcase, indefinite); break;
    case VOWEL_DAMMA:
        if (!indefinite) inflect_triptote(form, inflection.gcase, false);
        else if (inflection.gcase > CASE_NOMINATIVE) set_vowel(form, VOWEL_FATHA);
        break;
    case VOWEL_KASRATAN: inflect_defective(form, inflection); break;
    default: break;
    }
}

void form_dual(struct form *form, enum gram_case gcase, bool construct)
{
    if (letter_from_end(form, 0) == TEH_MARBUTA) form->letters[form->length - 1] = TEH; /* سنة -> سنتان */
    if (letter_from_end(form, 0) == ALEF_MAKSURA) form->letters[form->length - 1] = YEH; /* مستشفى -> مستشفيان */
    set_vowel(form, VOWEL_FATHA);
    bool nominative = gcase <= CASE_NOMINATIVE;
    if (nominative) add(form, ALEF, 0);
    else add(form, YEH, construct ? 0 : VOWEL_SUKUN);
    if (!construct) add(form, NOON, VOWEL_KASRA);
    else if (!nominative) form->marks[form->length - 1] = VOWEL_SUKUN;
}

void form_prepend(struct form *form, const struct form *prefix)
{
    size_t n = prefix->length;
    if (n > FORM_LETTERS - form->length) return;
    memmove(form->letters + n, form->letters, form->length * sizeof *form->letters);
    memmove(form->marks + n, form->marks, form->length * sizeof *form->marks);
    memcpy(form->letters, prefix->letters, n * sizeof *form->letters);
    memcpy(form->marks, prefix->marks, n * sizeof *form->marks);
    form->length += n;
}

void form_article(struct form *form)
{
    static const struct form article = {.letters = {ALEF, LAM}, .marks = {VOWEL_SUKUN, VOWEL_SUKUN}, .length = 2};
    if (form->length && arabic_sun(form->letters[0])) form->marks[0] |= MARK_SHADDA;
    form_prepend(form, &article);
}

void form_close(struct form *form)
{
    for (size_t i = 0; i < form->length; i++)
        if (!(form->marks[i] & MARK_VOWEL)) form->marks[i] |= VOWEL_SUKUN;
}
