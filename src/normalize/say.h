/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_NORMALIZE_SAY_H
#define NASHRA_NORMALIZE_SAY_H

/* The room's pen: spoken words go into the document one after the other, each with its marks and with the span of the written
 * expression that is being said. Clitics wait until the next word takes them: وَ + لِ + article + السابع -> وللسابع. */

#include "document.h"
#include "normalize/inflect.h"

struct speaker {
    struct nashra_document *doc;
    struct span span;               /* of the expression */
    uint32_t first_char, char_count;
    uint32_t group;                 /* 0: words of no group */
    const char *rule;               /* static: the recognizer's name */
    const char *value;              /* arena; goes to the next word only */
    struct form prefix;             /* conjunction and preposition that wait */
    bool article;                   /* so does the article */
    bool lam;                       /* the waiting preposition is ل: it swallows the article's alef (للسابع) */
    bool open;                      /* say_text() leaves a last letter without a mark unknown: its case is not ours to say */
    uint8_t kind;                   /* enum word_kind of what is said */
    struct word *last;              /* the word said last; NULL when memory is short */
    bool failed;
};

/* Grammar that is written on a word. */
struct said_as {
    enum gender gender;
    enum gram_number number;
    enum gram_case gcase;
    enum definiteness definite;
};

/* A written expression begins: what is said from here on stands for characters [first, end). Clears what waits. */
void say_begin(struct speaker *say, size_t first, size_t end, const char *rule);

/* Clitics for the next word: "وَ", "بِ", "لِ". */
void say_prefix(struct speaker *say, const char *marked);

/* The next word takes the article. */
void say_article(struct speaker *say);

/* A finished form with whatever waits. */
void say_form(struct speaker *say, struct form *form, struct said_as as);

/* A marked string of one or more words, as it stands; what waits goes to the first. */
void say_text(struct speaker *say, const char *marked);

/* A dictionary form, inflected (see inflect.h); DEFINITE_YES brings the article. */
void say_noun(struct speaker *say, const char *dictionary, struct said_as as);
void say_dual(struct speaker *say, const char *dictionary, struct said_as as);

/* Letters of the text itself with the marks it gave them (0 = none); what waits is put before. Returns the word or NULL. */
struct word *say_letters(struct speaker *say, const uint32_t *letters, const mark *marks, size_t length);

/* Letters of another script, for that language's voice. */
void say_foreign(struct speaker *say, const uint32_t *letters, size_t length, const char *language);

#endif
