/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_NORMALIZE_TOKENS_H
#define NASHRA_NORMALIZE_TOKENS_H

/* A sentence's characters as words, digit runs, Latin runs and signs. What is silent (tatweel, bidi controls, joiners) is passed
 * over and splits nothing. */

#include "document.h"

enum token_kind {
    TOKEN_WORD,   /* Arabic letters with their marks */
    TOKEN_DIGITS, /* of any of the three scripts */
    TOKEN_LATIN,  /* Latin letters, with ' and - only as signs */
    TOKEN_OTHER,  /* letters of other scripts */
    TOKEN_SIGN    /* one punctuation mark or symbol */
};

struct token {
    uint8_t kind;
    bool space;          /* white space (or the start) stands before it */
    bool marked;         /* WORD: the text gives marks */
    uint32_t begin, end; /* doc->chars */
    uint32_t cp;         /* SIGN: the character; OTHER: the first */
    uint32_t key;        /* offset of its bare UTF-8 in the text; DIGITS: ASCII digits */
    uint32_t size;       /* bytes of it */
    uint32_t value;      /* DIGITS of at most nine places; else UINT32_MAX */
};

/* Reused from sentence to sentence. */
struct tokens {
    struct token *list;
    size_t count, capacity;
    char *text;
    size_t text_size, text_capacity;
};

/* Splits characters [first, first + count) of the document. 0 or NASHRA_E_MEMORY. */
int tokens_read(struct tokens *tokens, const struct nashra_document *doc, size_t first, size_t count);
void tokens_free(struct tokens *tokens);

/* A character that is never heard and parts no word. */
bool token_silent(uint32_t cp);

/* A Latin letter, with or without an accent. */
bool token_latin(uint32_t cp);

#endif
