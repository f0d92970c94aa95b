/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Any bytes as a user's list, TSV or PLS: parsed, written out, and what was written must parse to the same entries. */
#include "lexicon/pls.h"
#include "lexicon/user.h"
#include "util/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void same_again(const struct user_list *list)
{
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < list->count; i++) {
        buffer_format(&text, "%s\t", list->entries[i].surface);
        user_write_value(&text, &list->entries[i]);
        buffer_char(&text, '\n');
    }
    struct user_list again = {0};
    struct nashra_detail why = {0};
    if (text.size && user_parse(&again, "again", text.data, text.size, &why) == 0 && again.count != list->count) {
        fprintf(stderr, "fuzz_lexicon: %zu entries became %zu\n", list->count, again.count);
        abort();
    }
    struct buffer pls = BUFFER_EMPTY;
    pls_write(&pls, list);
    user_free(&again);
    buffer_free(&text);
    buffer_free(&pls);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1); /* a copy of its own, so that a read past the end is seen */
    if (!text) return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    struct user_list list = {0};
    struct nashra_detail why = {0};
    user_parse(&list, "fuzz", text, size, &why);
    same_again(&list);
    user_free(&list);
    free(text);
    return 0;
}
