/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "normalize/say.h"

#include "util/arabic.h"

#include <stdio.h>
#include <string.h>

enum { ALEF = 0x0627, LAM = 0x0644 };

void say_begin(struct speaker *say, size_t first, size_t end, const char *rule)
{
    const struct doc_char *chars = say->doc->chars;
    say->span = (struct span){chars[first].source.begin, chars[end - 1].source.end};
    say->first_char = (uint32_t)first;
    say->char_count = (uint32_t)(end - first);
    say->rule = rule;
    say->value = NULL;
    say->group = 0;
    say->prefix.length = 0;
    say->article = say->lam = false;
    say->kind = WORD_NUMBER;
}

void say_prefix(struct speaker *say, const char *marked)
{
    struct form more;
    form_read(&more, marked);
    if (say->prefix.length + more.length > 8) return; /* no chain of clitics is longer */
    struct form both = more;
    form_prepend(&both, &say->prefix);
    say->prefix = both;
    say->lam = both.length && both.letters[both.length - 1] == LAM;
}

void say_article(struct speaker *say)
{
    say->article = true;
}

/* ل + ال: للسابع; before a word that begins with ل only two are written: لليرة. */
static void drop_alef_after_lam(struct form *form)
{
    if (form->length < 3 || form->letters[0] != ALEF || form->letters[1] != LAM) return;
    size_t drop = form->letters[2] == LAM ? 2 : 1;
    form->length -= drop;
    memmove(form->letters, form->letters + drop, form->length * sizeof *form->letters);
    memmove(form->marks, form->marks + drop, form->length * sizeof *form->marks);
}

static void take_waiting(struct speaker *say, struct form *form)
{
    if (say->article) form_article(form);
    if (say->prefix.length) {
        if (say->article && say->lam) drop_alef_after_lam(form);
        form_prepend(form, &say->prefix);
    }
    say->article = say->lam = false;
    say->prefix.length = 0;
}

static struct word *add_word(struct speaker *say, const uint32_t *letters, size_t length)
{
    struct word *word = document_add_word(say->doc, letters, length, say->span);
    say->last = word;
    if (!word) {
        say->failed = true;
        return NULL;
    }
    word->first_char = say->first_char;
    word->char_count = say->char_count;
    word->kind = say->kind;
    word->rule = say->rule;
    word->group = say->group;
    word->value = say->value;
    say->value = NULL;
    return word;
}

void say_form(struct speaker *say, struct form *form, struct said_as as)
{
    take_waiting(say, form);
    mark ending = form->length ? form->marks[form->length - 1] : 0;
    form_close(form);
    if (say->open && form->length) form->marks[form->length - 1] = ending;
    struct word *word = add_word(say, form->letters, form->length);
    if (!word) return;
    for (size_t i = 0; i < form->length; i++) word_set_mark(word, i, form->marks[i], BY_GRAMMAR);
    word->gender = (uint8_t)as.gender;
    word->number = (uint8_t)as.number;
    word->gcase = (uint8_t)as.gcase;
    word->definite = (uint8_t)as.definite;
}

void say_text(struct speaker *say, const char *marked)
{
    while (*marked) {
        size_t n = strcspn(marked, " ");
        struct form form;
        form.length = vocalized_split(marked, n, form.letters, form.marks, FORM_LETTERS);
        if (form.length > FORM_LETTERS) form.length = FORM_LETTERS;
        if (form.length) say_form(say, &form, (struct said_as){0});
        marked += n;
        marked += strspn(marked, " ");
    }
}

void say_noun(struct speaker *say, const char *dictionary, struct said_as as)
{
    struct form form;
    form_read(&form, dictionary);
    form_inflect(&form, (struct inflection){as.gcase, as.definite, as.number == NUMBER_PLURAL});
    if (as.definite == DEFINITE_YES) say_article(say);
    say_form(say, &form, as);
}

void say_dual(struct speaker *say, const char *dictionary, struct said_as as)
{
    struct form form;
    form_read(&form, dictionary);
    form_dual(&form, as.gcase, as.definite == DEFINITE_CONSTRUCT);
    if (as.definite == DEFINITE_YES) say_article(say);
    as.number = NUMBER_DUAL;
    say_form(say, &form, as);
}

struct word *say_letters(struct speaker *say, const uint32_t *letters, const mark *marks, size_t length)
{
    bool waits = say->prefix.length || say->article;
    struct form form = {.length = 0};
    if (!waits || length > FORM_LETTERS - 10) {
        struct word *word = add_word(say, letters, length);
        for (size_t i = 0; word && i < length; i++)
            if (marks && marks[i]) word_set_mark(word, i, marks[i], BY_TEXT);
        return word;
    }
    form.length = length;
    memcpy(form.letters, letters, length * sizeof *letters);
    if (marks) memcpy(form.marks, marks, length * sizeof *marks);
    else memset(form.marks, 0, length);
    bool own_article = !say->article && say->lam && length > 3 && letters[0] == ALEF && letters[1] == LAM;
    if (own_article) drop_alef_after_lam(&form); /* لـ«الهدنة»: للهدنة */
    take_waiting(say, &form);
    struct word *word = add_word(say, form.letters, form.length);
    for (size_t i = 0; word && i < form.length; i++)
        if (form.marks[i]) word_set_mark(word, i, form.marks[i], BY_TEXT);
    return word;
}

void say_foreign(struct speaker *say, const uint32_t *letters, size_t length, const char *language)
{
    uint8_t kind = say->kind;
    say->prefix.length = 0; /* nobody can say a clitic in another voice: the caller has said it apart */
    say->article = say->lam = false;
    say->kind = WORD_FOREIGN;
    struct word *word = add_word(say, letters, length);
    say->kind = kind;
    if (word) snprintf(word->language, sizeof word->language, "%s", language);
}
