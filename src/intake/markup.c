/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/markup.h"

#include "util/buffer.h"
#include "util/utf8.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c)
{
    return is_alpha(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.' || (unsigned char)c >= 0x80;
}

void markup_begin(struct markup *markup, const char *bytes, size_t size, size_t at, bool xml)
{
    const char *last = size ? memrchr(bytes, '>', size) : NULL;
    *markup = (struct markup){.bytes = bytes, .size = size, .at = at, .xml = xml};
    markup->last_close = last ? (size_t)(last - bytes) : 0;
}

/* Where `needle` begins at or after `from`, or SIZE_MAX. */
static size_t find(const struct markup *m, size_t from, const char *needle)
{
    if (from >= m->size) return SIZE_MAX;
    const char *at = memmem(m->bytes + from, m->size - from, needle, strlen(needle));
    return at ? (size_t)(at - m->bytes) : SIZE_MAX;
}

/* The end of a tag that begins at `from`, past its >; quoted values may hold a >. */
static size_t tag_end(struct markup *m, size_t from)
{
    if (!m->no_quotes) {
        bool value = false; /* a quote opens a value only after = */
        for (size_t i = from; i < m->size; i++) {
            char c = m->bytes[i];
            if (c == '>') return i + 1;
            if (value && (c == '"' || c == '\'')) {
                const char *close = memchr(m->bytes + i + 1, c, m->size - i - 1);
                if (!close) break;
                i = (size_t)(close - m->bytes);
            }
            if (c == '=') value = true;
            else if (!is_space(c)) value = false;
        }
        m->no_quotes = true; /* once is enough to know: keeps the time linear */
        m->malformed++;
    }
    const char *close = memchr(m->bytes + from, '>', m->size - from);
    return close ? (size_t)(close - m->bytes) + 1 : m->size;
}

static bool other_token(struct markup *m, struct token *t)
{
    const char *at = m->bytes + m->at;
    size_t left = m->size - m->at, end = SIZE_MAX;
    t->kind = TOKEN_OTHER;
    if (left >= 4 && memcmp(at, "<!--", 4) == 0 && !m->no_comment_end) {
        end = find(m, m->at + 4, "-->");
        if (end == SIZE_MAX) m->no_comment_end = true, m->malformed++;
        else end += 3;
    } else if (left >= 9 && memcmp(at, "<![CDATA[", 9) == 0 && !m->no_cdata_end) {
        size_t close = find(m, m->at + 9, "]]>");
        if (close == SIZE_MAX) m->no_cdata_end = true, m->malformed++;
        else {
            t->kind = TOKEN_CDATA;
            t->inner = m->at + 9;
            t->inner_end = close;
            end = close + 3;
        }
    } else if (left >= 2 && at[1] == '!' && m->xml) { /* a doctype may hold declarations with > of their own */
        size_t bracket = 0;
        for (size_t i = m->at; i < m->size && end == SIZE_MAX; i++) {
            char c = m->bytes[i];
            if (c == '[') bracket = 1;
            else if (c == ']') bracket = 0;
            else if (c == '>' && !bracket) end = i + 1;
        }
        if (end == SIZE_MAX) m->malformed++;
    }
    t->end = end != SIZE_MAX ? end : tag_end(m, m->at);
    return true;
}

/* <script>, <style>: nothing in them is markup. */
static bool is_raw(const struct markup *m, const struct token *t)
{
    static const char *const names[] = {"script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (markup_named(m, t, names[i])) return true;
    return false;
}

static bool tag_token(struct markup *m, struct token *t)
{
    bool close = m->bytes[m->at + 1] == '/';
    t->kind = close ? TOKEN_CLOSE : TOKEN_OPEN;
    t->name = m->at + (close ? 2 : 1);
    size_t i = t->name;
    while (i < m->size && is_name(m->bytes[i])) i++;
    t->name_size = i - t->name;
    t->end = tag_end(m, i);
    t->inner = i;
    t->inner_end = t->end > i ? t->end - 1 : i;
    if (t->inner_end > i && m->bytes[t->inner_end - 1] == '/') {
        t->empty = !close;
        t->inner_end--;
    }
    if (t->kind == TOKEN_OPEN && !m->xml && !t->empty && is_raw(m, t)) {
        m->raw = t->name;
        m->raw_size = t->name_size;
    }
    return true;
}

static bool tag_begins(const struct markup *m, size_t at)
{
    if (at + 1 >= m->size || at >= m->last_close) return false;
    char c = m->bytes[at + 1];
    return is_alpha(c) || c == '!' || c == '?' || (c == '/' && at + 2 < m->size && is_alpha(m->bytes[at + 2]));
}

/* Text up to the next tag; within <script> up to its end tag. */
static size_t text_end(struct markup *m)
{
    for (size_t i = m->at; i < m->size; i++) {
        const char *less = memchr(m->bytes + i, '<', m->size - i);
        if (!less) return m->size;
        i = (size_t)(less - m->bytes);
        if (!tag_begins(m, i)) {
            if (i < m->size && !m->raw) m->malformed++;
            continue;
        }
        if (!m->raw) return i;
        const char *name = m->bytes + i + 2;
        if (less[1] == '/' && m->size - i - 2 > m->raw_size && strncasecmp(name, m->bytes + m->raw, m->raw_size) == 0 &&
            !is_name(name[m->raw_size]))
            return i;
    }
    return m->size;
}

bool markup_next(struct markup *m, struct token *token)
{
    if (m->at >= m->size) return false;
    *token = (struct token){.kind = TOKEN_TEXT, .begin = m->at};
    size_t text = text_end(m);
    if (text > m->at) {
        token->inner = m->at;
        token->inner_end = token->end = text;
        m->raw = text < m->size ? 0 : m->raw;
    } else if (m->raw = 0, m->bytes[m->at + 1] == '!' || m->bytes[m->at + 1] == '?')
        other_token(m, token);
    else
        tag_token(m, token);
    m->at = token->end;
    return true;
}

bool markup_named(const struct markup *m, const struct token *token, const char *name)
{
    size_t n = strlen(name);
    const char *own = m->bytes + token->name;
    if (n != token->name_size) return false;
    return m->xml ? memcmp(own, name, n) == 0 : strncasecmp(own, name, n) == 0;
}

bool markup_attribute(const struct markup *m, const struct token *token, size_t *at, struct attribute *a)
{
    size_t i = *at, end = token->inner_end;
    while (i < end && (is_space(m->bytes[i]) || m->bytes[i] == '/')) i++;
    if (i >= end) return false;
    a->name = i++;
    while (i < end && !is_space(m->bytes[i]) && m->bytes[i] != '=' && m->bytes[i] != '/') i++;
    a->name_size = i - a->name;
    while (i < end && is_space(m->bytes[i])) i++;
    a->value = i;
    a->value_size = 0;
    if (i < end && m->bytes[i] == '=') {
        i++;
        while (i < end && is_space(m->bytes[i])) i++;
        char quote = i < end && (m->bytes[i] == '"' || m->bytes[i] == '\'') ? m->bytes[i++] : 0;
        a->value = i;
        while (i < end && (quote ? m->bytes[i] != quote : !is_space(m->bytes[i]))) i++;
        a->value_size = i - a->value;
        if (quote && i < end) i++;
    }
    *at = i;
    return true;
}

bool markup_find(const struct markup *m, const struct token *token, const char *name, struct attribute *a)
{
    size_t n = strlen(name), at = token->inner;
    while (markup_attribute(m, token, &at, a))
        if (a->name_size == n && strncasecmp(m->bytes + a->name, name, n) == 0) return true;
    return false;
}

/* &#1576; &#x628; */
static size_t numeric_reference(const char *text, size_t size, uint32_t *cp)
{
    bool hex = size > 2 && (text[2] == 'x' || text[2] == 'X');
    size_t i = hex ? 3 : 2, first = i;
    uint32_t value = 0;
    for (; i < size && i - first < 10; i++) {
        char c = text[i];
        uint32_t digit = c >= '0' && c <= '9'          ? (uint32_t)(c - '0')
                         : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : hex && c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                       : 99;
        if (digit == 99) break;
        if (value <= 0x10FFFF) value = value * (hex ? 16 : 10) + digit;
    }
    if (i == first) return 0;
    *cp = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ? 0xFFFD : value;
    return i < size && text[i] == ';' ? i + 1 : i;
}

size_t markup_reference(const char *text, size_t size, uint32_t cp[2])
{
    cp[0] = cp[1] = 0;
    if (size < 3 || text[0] != '&') return 0;
    if (text[1] == '#') return numeric_reference(text, size, &cp[0]);
    char name[12];
    size_t n = 0;
    while (n + 1 < size && n < sizeof name - 1 && (is_alpha(text[n + 1]) || (text[n + 1] >= '0' && text[n + 1] <= '9'))) {
        name[n] = text[n + 1];
        n++;
    }
    name[n] = '\0';
    if (n == 0 || n + 1 >= size || text[n + 1] != ';') return 0;
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    if (!entity) return 0;
    cp[0] = entity->value;
    return n + 2;
}

void markup_decode(struct buffer *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint32_t cp[2];
        size_t n = text[i] == '&' ? markup_reference(text + i, size - i, cp) : 0;
        if (n == 0) {
            buffer_char(out, text[i++]);
            continue;
        }
        buffer_codepoint(out, cp[0]);
        i += n;
    }
}
