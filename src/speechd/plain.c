/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/plain.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char *at, *end;
};

static bool begins(const struct reader *r, const char *word)
{
    size_t size = strlen(word);
    return (size_t)(r->end - r->at) >= size && memcmp(r->at, word, size) == 0;
}

bool spd_plain_is_markup(const char *data, size_t size)
{
    struct reader r = {data, data + size};
    while (r.at < r.end && (unsigned char)*r.at <= ' ') r.at++;
    return begins(&r, "<speak") || begins(&r, "<?xml");
}

/* --- entities ------------------------------------------------------------------------------------------------------ */

static void append_codepoint(struct text *text, unsigned long cp)
{
    if (cp == 0 || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000)) cp = 0xfffd;
    char out[4];
    size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned char LEAD[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n; i-- > 1; cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3f));
    out[0] = (char)(LEAD[n] | cp);
    spd_text_append(text, out, n);
}

/* &lt; &#1632; &#x660; — anything else is left as it stands. */
static bool read_entity(struct text *out, struct reader *r)
{
    static const struct { const char *name; char value; } NAMES[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        if (!begins(r, NAMES[i].name)) continue;
        spd_text_append(out, &NAMES[i].value, 1);
        r->at += strlen(NAMES[i].name);
        return true;
    }
    if (!begins(r, "&#")) return false;
    const char *p = r->at + 2;
    bool hex = p < r->end && (*p | 0x20) == 'x';
    if (hex) p++;
    unsigned long cp = 0;
    const char *digits = p;
    for (; p < r->end && p - digits < 8; p++) {
        char low = (char)(*p | 0x20);
        if (*p >= '0' && *p <= '9') cp = cp * (hex ? 16 : 10) + (unsigned long)(*p - '0');
        else if (hex && low >= 'a' && low <= 'f') cp = cp * 16 + (unsigned long)(low - 'a' + 10);
        else break;
    }
    if (p == digits || p == r->end || *p != ';') return false;
    append_codepoint(out, cp);
    r->at = p + 1;
    return true;
}

/* --- marks ------------------------------------------------------------------------------------------------------- */

static void add_mark(struct plain *plain, const char *name, size_t size)
{
    if (plain->mark_count == plain->mark_capacity) {
        size_t capacity = plain->mark_capacity ? 2 * plain->mark_capacity : 64;
        struct plain_mark *marks = realloc(plain->marks, capacity * sizeof *marks);
        if (!marks) return;
        plain->marks = marks;
        plain->mark_capacity = capacity;
    }
    size_t begin = plain->names.size;
    for (struct reader r = {name, name + size}; r.at < r.end;)
        if (*r.at != '&' || !read_entity(&plain->names, &r)) spd_text_append(&plain->names, r.at++, 1);
    if (!spd_text_append(&plain->names, "", 1)) return;
    plain->marks[plain->mark_count++] = (struct plain_mark){plain->text.size, begin};
}

/* name="..." of the tag [tag, end) */
static void mark_tag(struct plain *plain, const char *tag, const char *end)
{
    for (const char *p = tag; p + 6 < end; p++) {
        if (memcmp(p, "name", 4) != 0 || (unsigned char)p[-1] > ' ') continue;
        p += 4;
        while (p < end && (*p == ' ' || *p == '=')) p++;
        if (p == end || (*p != '"' && *p != '\'')) return;
        const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
        if (close) add_mark(plain, p + 1, (size_t)(close - p - 1));
        return;
    }
}

/* --- markup ------------------------------------------------------------------------------------------------------ */

enum { LONGEST_TAG = 4096 };

/* Behind the tag that begins at r->at, or NULL when it does not end. A '>' inside quotes ends nothing. A '<' outside them is where
 * the next tag begins: a search that ends there keeps a message full of broken tags linear. */
static const char *tag_end(const struct reader *r)
{
    const char *most = r->end - r->at > LONGEST_TAG ? r->at + LONGEST_TAG : r->end;
    char quote = '\0';
    for (const char *p = r->at + 1; p < most; p++) {
        if (quote) quote = *p == quote ? '\0' : quote;
        else if (*p == '"' || *p == '\'') quote = *p;
        else if (*p == '>') return p + 1;
        else if (*p == '<') return NULL;
    }
    return NULL;
}

static bool is_tag(const char *tag, const char *end, const char *name)
{
    size_t size = strlen(name);
    if ((size_t)(end - tag) < size + 2 || memcmp(tag + 1, name, size) != 0) return false;
    char after = tag[size + 1];
    return after == '>' || after == '/' || (unsigned char)after <= ' ';
}

/* Takes what begins with '<'. False: it is no markup. */
static bool read_tag(struct plain *plain, struct reader *r)
{
    if (begins(r, "<!--")) {
        const char *close = memmem(r->at + 4, (size_t)(r->end - r->at) - 4, "-->", 3);
        r->at = close ? close + 3 : r->end;
        return true;
    }
    if (begins(r, "<![CDATA[")) {
        const char *text = r->at + 9, *close = memmem(text, (size_t)(r->end - text), "]]>", 3);
        spd_text_append(&plain->text, text, (size_t)((close ? close : r->end) - text));
        r->at = close ? close + 3 : r->end;
        return true;
    }
    if (r->end - r->at < 3 || !(r->at[1] && (strchr("/?!", r->at[1]) || isalpha((unsigned char)r->at[1])))) return false;
    const char *end = tag_end(r);
    if (!end) return false;
    if (is_tag(r->at, end, "mark")) mark_tag(plain, r->at + 5, end);
    else if (is_tag(r->at, end, "break") || is_tag(r->at, end, "/p") || is_tag(r->at, end, "/s")) spd_text_add(&plain->text, "\n");
    r->at = end;
    return true;
}

void spd_plain_read(struct plain *plain, const char *data, size_t size)
{
    spd_text_clear(&plain->text);
    spd_text_clear(&plain->names);
    plain->mark_count = 0;
    struct reader r = {data, data + size};
    bool markup = spd_plain_is_markup(data, size);
    while (r.at < r.end) {
        if (markup && *r.at == '<' && read_tag(plain, &r)) continue;
        if (markup && *r.at == '&' && read_entity(&plain->text, &r)) continue;
        const char *text = r.at++;
        while (r.at < r.end && !(markup && (*r.at == '<' || *r.at == '&'))) r.at++;
        spd_text_append(&plain->text, text, (size_t)(r.at - text));
    }
}

void spd_plain_free(struct plain *plain)
{
    spd_text_free(&plain->text);
    spd_text_free(&plain->names);
    free(plain->marks);
    *plain = (struct plain){.marks = NULL};
}

const char *spd_plain_mark_name(const struct plain *plain, size_t index)
{
    return plain->names.data + plain->marks[index].name;
}

bool spd_plain_has_arabic(const struct plain *plain)
{
    const char *text = plain->text.data;
    for (size_t i = 0, n; i < plain->text.size; i += n) {
        unsigned cp = spd_text_codepoint(text + i, plain->text.size - i, &n);
        if ((cp >= 0x620 && cp < 0x660) || (cp >= 0x66e && cp < 0x6d4) || (cp >= 0xfb50 && cp < 0xfe00) || (cp >= 0xfe70 && cp < 0xfefd))
            return true;
    }
    return false;
}
