/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "normalize/tokens.h"

#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

bool token_silent(uint32_t cp)
{
    if (cp == 0x0640 || cp == 0x061C || cp == 0xFEFF || cp == 0x00AD) return true; /* tatweel, ALM, BOM, soft hyphen */
    return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
           (cp >= 0xFE00 && cp <= 0xFE0F);
}

bool token_latin(uint32_t cp)
{
    if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') return true;
    return (cp >= 0x00C0 && cp <= 0x024F && cp != 0x00D7 && cp != 0x00F7) || (cp >= 0x1E00 && cp <= 0x1EFF);
}

static bool white(uint32_t cp)
{
    return cp == 0x20 || cp == 0xA0 || (cp >= 0x09 && cp <= 0x0D) || cp == 0x202F || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x3000 || cp == 0x2028 || cp == 0x2029;
}

/* Letters that the common test does not know: of other scripts, or Arabic ones outside the alphabet of Arabic. */
static bool other_letter(uint32_t cp)
{
    if (cp < 0x0250 || (cp >= 0x2000 && cp < 0x2C00)) return false;
    return u_isalpha((UChar32)cp);
}

static enum token_kind kind_of(uint32_t cp)
{
    if (arabic_letter(cp)) return TOKEN_WORD;
    if (arabic_digit(cp) >= 0) return TOKEN_DIGITS;
    if (token_latin(cp)) return TOKEN_LATIN;
    return other_letter(cp) ? TOKEN_OTHER : TOKEN_SIGN;
}

/* A combining mark goes with the letter before it. Quranic signs and accents that no list knows are heard nowhere. */
static bool combining(uint32_t cp)
{
    if (arabic_mark(cp)) return true;
    return (cp >= 0x0300 && cp <= 0x036F) || (cp >= 0x0610 && cp <= 0x061A) || (cp >= 0x0656 && cp <= 0x065F) ||
           (cp >= 0x06D6 && cp <= 0x06ED && cp != 0x06DD && cp != 0x06DE && cp != 0x06E9);
}

static int reserve(void *array, size_t *capacity, size_t need, size_t size)
{
    void **block = array;
    if (need <= *capacity) return 0;
    size_t room = *capacity ? *capacity * 2 : 1024;
    if (room < need) room = need;
    void *grown = memory_realloc(*block, room, size);
    if (!grown) return NASHRA_E_MEMORY;
    *block = grown;
    *capacity = room;
    return 0;
}

static int add_text(struct tokens *tokens, uint32_t cp)
{
    if (reserve(&tokens->text, &tokens->text_capacity, tokens->text_size + 5, 1) < 0) return NASHRA_E_MEMORY;
    tokens->text_size += utf8_encode(cp, tokens->text + tokens->text_size);
    return 0;
}

static struct token *add_token(struct tokens *tokens, enum token_kind kind, size_t begin, bool space)
{
    if (reserve(&tokens->list, &tokens->capacity, tokens->count + 1, sizeof *tokens->list) < 0) return NULL;
    struct token *token = &tokens->list[tokens->count++];
    *token = (struct token){.kind = (uint8_t)kind, .space = space, .begin = (uint32_t)begin, .key = (uint32_t)tokens->text_size};
    return token;
}

/* The run that starts at i: returns where it ends, or 0 when memory is short. */
static size_t read_run(struct tokens *tokens, struct token *token, const struct doc_char *chars, size_t i, size_t end)
{
    size_t start = i, last = i + 1;
    token->cp = chars[i].cp;
    for (; i < end; i++) {
        uint32_t cp = chars[i].cp;
        if (combining(cp)) {
            token->marked |= arabic_mark(cp) != 0;
            last = i + 1;
            continue;
        }
        if (token_silent(cp)) continue;
        if (i > start && (token->kind == TOKEN_SIGN || kind_of(cp) != token->kind)) break;
        last = i + 1;
        if (token->kind == TOKEN_DIGITS) cp = (uint32_t)('0' + arabic_digit(cp));
        if (add_text(tokens, cp) < 0) return 0;
    }
    token->end = (uint32_t)last;
    return i;
}

static void finish(const struct tokens *tokens, struct token *token)
{
    token->size = (uint32_t)tokens->text_size - token->key;
    token->value = UINT32_MAX;
    if (token->kind != TOKEN_DIGITS || token->size > 9) return;
    token->value = 0;
    for (uint32_t i = 0; i < token->size; i++) token->value = token->value * 10 + (uint32_t)(tokens->text[token->key + i] - '0');
}

int tokens_read(struct tokens *tokens, const struct nashra_document *doc, size_t first, size_t count)
{
    const struct doc_char *chars = doc->chars;
    bool space = true;
    tokens->count = tokens->text_size = 0;
    for (size_t i = first, end = first + count; i < end;) {
        uint32_t cp = chars[i].cp;
        if (white(cp) || token_silent(cp) || combining(cp)) { /* a mark without a letter is heard nowhere */
            space |= white(cp);
            i++;
            continue;
        }
        struct token *token = add_token(tokens, kind_of(cp), i, space);
        if (!token) return NASHRA_E_MEMORY;
        i = read_run(tokens, token, chars, i, end);
        if (i == 0) return NASHRA_E_MEMORY;
        finish(tokens, token);
        if (add_text(tokens, 0) < 0) return NASHRA_E_MEMORY; /* keys end with a NUL */
        space = false;
    }
    return 0;
}

void tokens_free(struct tokens *tokens)
{
    memory_free(tokens->list);
    memory_free(tokens->text);
}
