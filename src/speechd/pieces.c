/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/pieces.h"

#include <string.h>

enum { PIECE_USUAL = 4 << 10, PIECE_LONGEST = 12 << 10, PIECE_TAG = 512 };

static bool starts_with(const char *data, size_t size, const char *word)
{
    size_t length = strlen(word);
    return size >= length && memcmp(data, word, length) == 0;
}

bool spd_pieces_wanted(const char *data, size_t size)
{
    static const char *const ALLOWED[] = {"<speak", "</speak", "<mark", "</mark", "<?xml"};
    if (size <= PIECE_LONGEST) return false;
    for (const char *tag = data; (tag = memchr(tag, '<', (size_t)(data + size - tag))) != NULL; tag++) {
        bool allowed = false;
        for (size_t i = 0; i < sizeof ALLOWED / sizeof ALLOWED[0] && !allowed; i++)
            allowed = starts_with(tag, (size_t)(data + size - tag), ALLOWED[i]);
        if (!allowed) return false;
    }
    return true;
}

/* . ! ? and ؟ (U+061F), with white space or a tag behind it */
static bool ends_sentence(const char *data, size_t size, size_t at)
{
    bool ends = strchr(".!?", data[at]) || (at > 0 && starts_with(data + at - 1, 2, "\xd8\x9f"));
    return ends && at + 1 < size && strchr(" \n<", data[at + 1]);
}

size_t spd_piece_end(const char *data, size_t size, size_t from)
{
    size_t word = 0, most = size - from > PIECE_LONGEST ? from + PIECE_LONGEST : size;
    if (most == size) return size;
    for (size_t at = from; at < most; at++) {
        if (data[at] == '<') {
            const char *close = memchr(data + at, '>', most - at < PIECE_TAG ? most - at : PIECE_TAG);
            if (close) at = (size_t)(close - data);
            continue;
        }
        if (data[at] == '\0') continue;
        if (at - from >= PIECE_USUAL && ends_sentence(data, size, at)) return at + 1;
        if (data[at] == ' ' || data[at] == '\n') word = at + 1;
    }
    if (word > from) return word;
    while (most < size && ((unsigned char)data[most] & 0xc0) == 0x80) most++;
    return most;
}
