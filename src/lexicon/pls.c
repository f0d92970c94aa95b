/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* W3C Pronunciation Lexicon Specification 1.0: <lexeme> with <grapheme>s and an <alias> or <phoneme>. The reader takes no DTD and no
 * entities but XML's own five, so that a few lines cannot grow into gigabytes. */
#include "lexicon/pls.h"
#include "lexicon/user.h"

#include "util/buffer.h"
#include "util/error.h"

#include <libxml/xmlreader.h>
#include <string.h>

enum { MOST_GRAPHEMES = 32 };

struct lexeme {
    struct buffer graphemes; /* NUL-separated */
    size_t lines[MOST_GRAPHEMES], count;
    struct buffer value;     /* as a TSV line writes it */
    bool preferred;
};

struct pls {
    struct user_list *list;
    const char *path;
    xmlTextReaderPtr reader;
    struct nashra_detail *detail;
    bool ipa; /* the lexicon's own alphabet */
    const char *problem;
    int problem_line;
};

static int wrong(const struct pls *pls, const char *what)
{
    return error_set(pls->detail, NASHRA_E_INPUT, pls->path, (size_t)xmlTextReaderGetParserLineNumber(pls->reader),
                     (size_t)xmlTextReaderGetParserColumnNumber(pls->reader), "%s", what);
}

/* The first error of the parser; the rest follow from it. */
static void on_error(void *context, xmlErrorPtr error)
{
    struct pls *pls = context;
    if (pls->problem_line || !error) return;
    pls->problem_line = error->line > 0 ? error->line : 1;
    char message[256] = "no well-formed XML";
    if (error->message) snprintf(message, sizeof message, "%s", error->message);
    message[strcspn(message, "\n")] = '\0';
    error_set(pls->detail, NASHRA_E_INPUT, pls->path, (size_t)pls->problem_line, (size_t)(error->int2 > 0 ? error->int2 : 1), "%s", message);
}

static bool is_ipa(const char *alphabet, bool otherwise)
{
    if (!alphabet || !*alphabet) return otherwise;
    return strcmp(alphabet, "x-espeak") != 0 && strcmp(alphabet, "espeak") != 0;
}

static bool attribute_is(struct pls *pls, const char *name, bool otherwise)
{
    xmlChar *value = xmlTextReaderGetAttribute(pls->reader, (const xmlChar *)name);
    bool result = is_ipa((const char *)value, otherwise);
    xmlFree(value);
    return result;
}

/* The text inside the current element, blanks at its ends and line breaks in it as one space. */
static int element_text(struct pls *pls, struct buffer *out)
{
    xmlChar *text = xmlTextReaderReadString(pls->reader);
    bool space = false;
    size_t begin = out->size;
    for (const xmlChar *p = text; p && *p; p++) {
        if (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r') {
            space = out->size > begin;
            continue;
        }
        if (space) buffer_char(out, ' ');
        space = false;
        buffer_char(out, (char)*p);
    }
    xmlFree(text);
    return out->failed ? NASHRA_E_MEMORY : 0;
}

static int finish_lexeme(struct pls *pls, struct lexeme *lexeme)
{
    if (lexeme->count == 0) return wrong(pls, "<lexeme> without <grapheme>");
    if (lexeme->value.size == 0) return wrong(pls, "<lexeme> without <alias> or <phoneme>");
    const char *grapheme = lexeme->graphemes.data;
    int result = 0;
    for (size_t i = 0; i < lexeme->count && result == 0; i++) {
        size_t size = strlen(grapheme);
        result = user_add(pls->list, pls->path, lexeme->lines[i], grapheme, size, 1, lexeme->value.data, lexeme->value.size, pls->detail);
        grapheme += size + 1;
    }
    return result;
}

static int take_phoneme(struct pls *pls, struct lexeme *lexeme)
{
    struct buffer text = BUFFER_EMPTY;
    bool ipa = attribute_is(pls, "alphabet", pls->ipa);
    int result = element_text(pls, &text);
    if (result == 0 && text.size == 0) result = wrong(pls, "empty <phoneme>");
    if (result == 0) {
        buffer_clear(&lexeme->value);
        buffer_format(&lexeme->value, ipa ? "/%s/" : "[[%s]]", text.data);
        if (lexeme->value.failed) result = NASHRA_E_MEMORY;
    }
    buffer_free(&text);
    return result;
}

static int take_element(struct pls *pls, struct lexeme *lexeme, const char *name)
{
    if (strcmp(name, "lexicon") == 0) {
        pls->ipa = attribute_is(pls, "alphabet", true);
        return 0;
    }
    if (strcmp(name, "lexeme") == 0) {
        buffer_clear(&lexeme->graphemes);
        buffer_clear(&lexeme->value);
        lexeme->count = 0;
        lexeme->preferred = false;
        return 0;
    }
    if (strcmp(name, "grapheme") == 0) {
        if (lexeme->count == MOST_GRAPHEMES) return wrong(pls, "more than 32 <grapheme>s in one <lexeme>");
        lexeme->lines[lexeme->count++] = (size_t)xmlTextReaderGetParserLineNumber(pls->reader);
        if (element_text(pls, &lexeme->graphemes) < 0) return NASHRA_E_MEMORY;
        return buffer_append(&lexeme->graphemes, "", 1) < 0 ? NASHRA_E_MEMORY : 0;
    }
    if (strcmp(name, "alias") != 0 && strcmp(name, "phoneme") != 0) return 0; /* meta, metadata, example */
    xmlChar *prefer = xmlTextReaderGetAttribute(pls->reader, (const xmlChar *)"prefer");
    bool preferred = prefer && strcmp((const char *)prefer, "true") == 0;
    xmlFree(prefer);
    if (lexeme->value.size && (lexeme->preferred || !preferred)) return 0; /* the first, unless a later one is preferred */
    lexeme->preferred = preferred;
    if (strcmp(name, "phoneme") == 0) return take_phoneme(pls, lexeme);
    buffer_clear(&lexeme->value);
    return element_text(pls, &lexeme->value);
}

static int read_all(struct pls *pls, struct lexeme *lexeme)
{
    int more, result = 0;
    bool root = false;
    while (result == 0 && (more = xmlTextReaderRead(pls->reader)) == 1) {
        int type = xmlTextReaderNodeType(pls->reader);
        const char *name = (const char *)xmlTextReaderConstLocalName(pls->reader);
        if (type == XML_READER_TYPE_DOCUMENT_TYPE) return wrong(pls, "a DTD is not accepted");
        if (type == XML_READER_TYPE_ENTITY_REFERENCE) return wrong(pls, "entities other than &amp; &lt; &gt; &quot; &apos; are not accepted");
        if (type == XML_READER_TYPE_ELEMENT) {
            if (!root && strcmp(name, "lexicon") != 0) return wrong(pls, "no <lexicon>: this is no pronunciation lexicon");
            root = true;
            result = take_element(pls, lexeme, name);
        }
        if (type == XML_READER_TYPE_END_ELEMENT && strcmp(name, "lexeme") == 0 && result == 0) result = finish_lexeme(pls, lexeme);
    }
    if (result == 0 && pls->problem_line) result = NASHRA_E_INPUT;
    if (result == 0 && !root) result = wrong(pls, "no <lexicon>: this is no pronunciation lexicon");
    return result;
}

int pls_parse(struct user_list *list, const char *path, const char *text, size_t size, struct nashra_detail *detail)
{
    struct nashra_detail unused;
    struct pls pls = {.list = list, .path = path, .detail = detail ? detail : &unused, .ipa = true};
    if (size > INT32_MAX) return error_set(detail, NASHRA_E_INPUT, path, 0, 0, "larger than 2 GiB");
    pls.reader = xmlReaderForMemory(text, (int)size, path, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (!pls.reader) return error_set(detail, NASHRA_E_MEMORY, path, 0, 0, "memory is short");
    xmlTextReaderSetStructuredErrorHandler(pls.reader, on_error, &pls);
    struct lexeme lexeme = {0};
    int result = read_all(&pls, &lexeme);
    buffer_free(&lexeme.graphemes);
    buffer_free(&lexeme.value);
    xmlFreeTextReader(pls.reader);
    return result;
}

/* --- writing --------------------------------------------------------------------------------------------------------- */

static void escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&': buffer_text(out, "&amp;"); break;
        case '<': buffer_text(out, "&lt;"); break;
        case '>': buffer_text(out, "&gt;"); break;
        default: buffer_char(out, *text);
        }
    }
}

int pls_write(struct buffer *out, const struct user_list *list)
{
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<lexicon version=\"1.0\" xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" alphabet=\"x-espeak\" xml:lang=\"ar\">\n");
    struct buffer value = BUFFER_EMPTY;
    for (size_t i = 0; i < list->count; i++) {
        const struct user_entry *entry = &list->entries[i];
        buffer_text(out, "  <lexeme><grapheme>");
        escaped(out, entry->surface);
        buffer_text(out, "</grapheme>");
        bool phoneme = entry->kind == USER_PHONEMES || entry->kind == USER_IPA;
        buffer_clear(&value);
        if (phoneme) buffer_text(&value, entry->value);
        else user_write_value(&value, entry);
        buffer_text(out, !phoneme ? "<alias>" : entry->kind == USER_IPA ? "<phoneme alphabet=\"ipa\">" : "<phoneme>");
        escaped(out, value.data ? value.data : "");
        buffer_text(out, phoneme ? "</phoneme></lexeme>\n" : "</alias></lexeme>\n");
    }
    buffer_text(out, "</lexicon>\n");
    bool failed = out->failed || value.failed;
    buffer_free(&value);
    return failed ? NASHRA_E_MEMORY : 0;
}
