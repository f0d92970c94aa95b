/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/compose.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_KEY = 48 };

/* Marks that sit on the letter before them: a letter with its marks is one character. */
static bool combining(unsigned cp)
{
    return (cp >= 0x64b && cp <= 0x65f) || cp == 0x670 || (cp >= 0x300 && cp < 0x370);
}

static bool one_character(const char *text, size_t size)
{
    size_t n;
    if (size == 0) return false;
    spd_text_codepoint(text, size, &n);
    while (n < size) {
        size_t more;
        if (!combining(spd_text_codepoint(text + n, size - n, &more))) return false;
        n += more;
    }
    return true;
}

static void add_escaped(struct text *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '<') spd_text_add(out, "&lt;");
        else if (text[i] == '&') spd_text_add(out, "&amp;");
        else spd_text_append(out, text + i, 1);
    }
}

static void add_character(struct text *out, const char *text, size_t size)
{
    spd_text_add(out, "<say-as interpret-as=\"characters\">");
    add_escaped(out, text, size);
    spd_text_add(out, "</say-as>");
}

/* What a key or a character that has a name of its own is called: "space", "return", a mark without its letter. */
static const char *key_name(const struct speaker *speaker, const char *key, size_t size)
{
    char name[LONGEST_KEY];
    if (size == 1 && (*key == ' ' || *key == '\t')) return key_name(speaker, *key == ' ' ? "space" : "tab", *key == ' ' ? 5 : 3);
    if (size >= sizeof name) return NULL;
    for (size_t i = 0; i < size; i++) name[i] = (char)tolower((unsigned char)key[i]);
    name[size] = '\0';
    return nashra_engine_look_up(speaker->engine, "keys", name, 1);
}

/* One key of "control_shift_a": its Arabic name, a letter by its name, F5 as letter and number. */
static void add_key(const struct speaker *speaker, struct text *out, const char *key, size_t size)
{
    const char *name = key_name(speaker, key, size);
    if (name) spd_text_add(out, name);
    else if (one_character(key, size)) add_character(out, key, size);
    else if ((key[0] | 0x20) == 'f' && isdigit((unsigned char)key[1])) {
        add_character(out, "F", 1);
        spd_text_add(out, " ");
        add_escaped(out, key + 1, size - 1);
    } else add_escaped(out, key, size);
}

static void add_keys(const struct speaker *speaker, struct text *out, const char *keys, size_t size)
{
    for (size_t at = 0; at < size;) {
        const char *end = memchr(keys + at + 1, '_', size - at - 1); /* a key may be '_' itself */
        size_t length = end ? (size_t)(end - keys) - at : size - at;
        if (at) spd_text_add(out, " ");
        add_key(speaker, out, keys + at, length);
        at += length + 1;
    }
}

static bool capital(const char *text, size_t size)
{
    return size == 1 && text[0] >= 'A' && text[0] <= 'Z';
}

/* For eSpeak NG alone: the same text, the joints of a key's name as spaces. */
static struct composed compose_plain(struct speaker *speaker, enum message_kind kind, struct composed composed)
{
    struct text *text = &speaker->plain.text;
    if (kind == MESSAGE_KEY && !composed.spelling)
        for (size_t i = 1; i + 1 < text->size; i++)
            if (text->data[i] == '_') text->data[i] = ' ';
    return composed;
}

struct composed spd_compose(struct speaker *speaker, enum message_kind kind, const struct text *message, struct text *out)
{
    const struct settings *s = &speaker->settings;
    struct composed composed = {.text = message, .spelling = s->spelling && kind != MESSAGE_ICON};
    if (kind == MESSAGE_TEXT || kind == MESSAGE_ICON || message->size == 0) return composed;
    const char *text = message->data;
    size_t size = message->size;
    bool single = one_character(text, size);
    composed.spelling = single;
    composed.capital_icon = capital(text, size) && s->capitals == CAPITALS_ICON;
    if (!speaker->engine || (strncasecmp(s->language, "ar", 2) != 0 && *s->language && !spd_plain_has_arabic(&speaker->plain)))
        return compose_plain(speaker, kind, composed);
    bool announced = capital(text, size) && s->capitals == CAPITALS_SPELL;
    const char *name = key_name(speaker, text, size);
    if (!announced && !name && (single || kind == MESSAGE_CHAR)) return composed;
    spd_text_clear(out);
    spd_text_add(out, "<speak>");
    if (name) spd_text_add(out, name);
    else if (announced) {
        add_character(out, text, size);
        spd_text_add(out, " ");
        name = nashra_engine_look_up(speaker->engine, "keys", "capital", 1);
        spd_text_add(out, name ? name : "");
    } else add_keys(speaker, out, text, size);
    spd_text_add(out, "</speak>");
    composed.text = out;
    composed.spelling = false;
    spd_plain_read(&speaker->plain, out->data, out->size);
    return composed;
}
