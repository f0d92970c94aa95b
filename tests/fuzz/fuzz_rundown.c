/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Any bytes as a rundown: read, or refused with a place in it. */
#include "bulletin/rundown.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1); /* a copy of its own, so that a read past the end is seen */
    if (!text) return 0;
    memcpy(text, data, size);
    struct rundown *rundown;
    struct nashra_detail why = {0};
    int result = rundown_parse(&rundown, "fuzz/x.rundown", text, size, &why);
    size_t lines = 1;
    for (size_t i = 0; i < size; i++) lines += text[i] == '\n';
    if ((result == 0) != (rundown != NULL) || why.line > lines || (result < 0 && !why.message[0])) {
        fprintf(stderr, "fuzz_rundown: %d at line %zu of %zu: %s\n", result, why.line, lines, why.message);
        abort();
    }
    rundown_free(rundown);
    free(text);
    return 0;
}
