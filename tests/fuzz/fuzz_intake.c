/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Any bytes through intake. The first byte chooses how: bits 0-2 the format, 3 lines, 4 keep everything, 5-7 the charset. */
#include "intake_invariants.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const nashra_engine *engine(void)
{
    static nashra_engine *opened;
    struct nashra_engine_options options = {.no_model = true, .no_user_lexicon = true};
    struct nashra_detail why;
    if (!opened && nashra_engine_open(&opened, &options, &why) < 0) {
        fprintf(stderr, "fuzz_intake: %s: %s\n", why.file, why.message);
        exit(1);
    }
    return opened;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const charsets[] = {NULL, NULL, NULL, "windows-1256", "UTF-16LE", "UTF-16BE", "ISO-8859-6", "UTF-8"};
    if (size == 0) return 0;
    struct nashra_reading reading = {.format = data[0] % 5, .lines = (data[0] & 8) != 0, .keep_all = (data[0] & 16) != 0,
                                     .charset = charsets[data[0] >> 5], .after = "intake"};
    /* a copy of its own, so that a read past the end is seen */
    char *text = malloc(size);
    if (!text) return 0;
    if (size > 1) memcpy(text, data + 1, size - 1);
    nashra_document *document = NULL;
    int result = nashra_document_new(&document, engine(), &reading, text, size - 1, NULL);
    const char *broken = result < 0 ? NULL : intake_broken(document, size - 1);
    if (broken) {
        fprintf(stderr, "fuzz_intake: %s\n", broken);
        abort();
    }
    nashra_document_free(document);
    nashra_feed *feed = NULL;
    if (reading.format == NASHRA_FORMAT_FEED && nashra_feed_parse(&feed, text, size - 1, NULL, NULL) == 0) nashra_feed_free(feed);
    free(text);
    return 0;
}
