/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "intake/ssml.h"

#include "intake/directives.h"
#include "util/utf8.h"

#include <string.h>
#include <strings.h>

enum { REACH = 64, LONGEST_NAME = 60 };

enum element {
    ELEMENT_UNKNOWN, ELEMENT_SPEAK, ELEMENT_PARAGRAPH, ELEMENT_SENTENCE, ELEMENT_PLAIN /* w, token, audio: their text counts */,
    ELEMENT_SILENT /* desc, metadata: it does not */, ELEMENT_SUB, ELEMENT_SAY_AS, ELEMENT_PHONEME, ELEMENT_LANG, ELEMENT_PROSODY,
    ELEMENT_VOICE, ELEMENT_EMPHASIS, ELEMENT_BREAK, ELEMENT_MARK
};

struct open_tag {
    size_t name, name_size, begin, end;
    enum element element;
    uint32_t directive, language; /* as directive_open() returns them */
};

struct ssml {
    struct draft *draft;
    const struct text *text;
    struct markup markup;
    struct open_tag *stack;
    size_t depth, room;
    unsigned silent;
    bool same_paragraph;               /* the next block goes on with the paragraph before */
    bool entities;                     /* the document declares entities, which are refused */
    bool malformed;
};

static void note(struct ssml *s, size_t begin, size_t end, const char *text, size_t size, const char *message)
{
    char copy[LONGEST_NAME + 1];
    if (size > LONGEST_NAME) size = LONGEST_NAME;
    while (size && ((unsigned char)text[size] & 0xC0) == 0x80) size--;
    memcpy(copy, text, size);
    copy[size] = '\0';
    if (document_add_note(s->draft->doc, NASHRA_NOTE_MARKUP, text_span(s->text, begin, end), copy, message, NULL) < 0)
        s->draft->failed = true;
}

static void note_malformed(struct ssml *s, const struct token *t)
{
    s->malformed = true;
    note(s, t->begin, t->end, s->markup.bytes + t->begin, t->end - t->begin,
         "malformed SSML: read as text, without what this tag would do");
}

static enum element element_of(const struct markup *m, const struct token *t)
{
    static const struct {
        const char *name;
        enum element element;
    } names[] = {
        {"speak", ELEMENT_SPEAK}, {"p", ELEMENT_PARAGRAPH}, {"paragraph", ELEMENT_PARAGRAPH}, {"s", ELEMENT_SENTENCE},
        {"sentence", ELEMENT_SENTENCE}, {"w", ELEMENT_PLAIN}, {"token", ELEMENT_PLAIN}, {"audio", ELEMENT_PLAIN},
        {"desc", ELEMENT_SILENT}, {"metadata", ELEMENT_SILENT}, {"meta", ELEMENT_SILENT}, {"lexicon", ELEMENT_SILENT},
        {"sub", ELEMENT_SUB}, {"say-as", ELEMENT_SAY_AS}, {"phoneme", ELEMENT_PHONEME}, {"lang", ELEMENT_LANG},
        {"prosody", ELEMENT_PROSODY}, {"voice", ELEMENT_VOICE}, {"emphasis", ELEMENT_EMPHASIS}, {"break", ELEMENT_BREAK},
        {"mark", ELEMENT_MARK}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (markup_named(m, t, names[i].name)) return names[i].element;
    return ELEMENT_UNKNOWN;
}

/* --- blocks ------------------------------------------------------------------------------------------------------ */

static void end_block(struct ssml *s, size_t at)
{
    draft_close_block(s->draft, text_source(s->text, at), false);
}

/* Sentences go on with a paragraph until a <p> begins or ends one. */
static void border(struct ssml *s, enum element element, size_t at)
{
    end_block(s, at);
    if (element == ELEMENT_PARAGRAPH) s->same_paragraph = false;
}

static void need_block(struct ssml *s, size_t at)
{
    struct draft *draft = s->draft;
    if (draft->in_block) return;
    draft_open_block(draft, BLOCK_BODY, text_source(s->text, at));
    if (draft->failed) return;
    draft->blocks[draft->block_count - 1].same_paragraph = s->same_paragraph;
    s->same_paragraph = true;
}

/* An element that says everything itself, <sub alias="..."/>, needs a character to stand for: U+FFFC OBJECT REPLACEMENT. */
static void stand_in(struct ssml *s, const struct open_tag *tag, size_t end)
{
    need_block(s, tag->begin);
    draft_char(s->draft, 0xFFFC, text_span(s->text, tag->begin, end));
}

/* --- text -------------------------------------------------------------------------------------------------------- */

static bool blank(const struct markup *m, size_t begin, size_t end)
{
    while (begin < end && strchr(" \t\r\n", m->bytes[begin]) && m->bytes[begin]) begin++;
    return begin == end;
}

/* &name; of an entity that is declared in the document: its length. */
static size_t declared_entity(const struct ssml *s, size_t at, size_t end)
{
    size_t i = at + 1;
    while (i < end && i - at < LONGEST_NAME && strchr(" \t\r\n<&;", s->markup.bytes[i]) == NULL) i++;
    return s->entities && i > at + 1 && i < end && s->markup.bytes[i] == ';' ? i + 1 - at : 0;
}

static void read_text(struct ssml *s, const struct token *t)
{
    struct markup *m = &s->markup;
    if (s->silent || (!s->draft->in_block && blank(m, t->inner, t->inner_end))) return;
    need_block(s, t->inner);
    if (t->kind == TOKEN_CDATA) {
        draft_plain(s->draft, s->text, t->inner, t->inner_end);
        return;
    }
    size_t from = t->inner;
    for (size_t i = t->inner; s->entities && i < t->inner_end;) {
        uint32_t cp[2];
        size_t known = m->bytes[i] == '&' ? markup_reference(m->bytes + i, t->inner_end - i, cp) : 0;
        size_t skip = m->bytes[i] == '&' && !known ? declared_entity(s, i, t->inner_end) : 0;
        if (skip) {
            draft_text(s->draft, s->text, from, i);
            note(s, i, i + skip, m->bytes + i, skip, "entities are not expanded: left out");
            from = i + skip;
        }
        i += skip ? skip : known ? known : 1;
    }
    draft_text(s->draft, s->text, from, t->inner_end);
}

/* --- tags -------------------------------------------------------------------------------------------------------- */

static const char *value(struct ssml *s, const struct token *t, const char *name)
{
    const char *text = directive_attribute(s->draft, &s->markup, t, name);
    return text ? text : "";
}

static uint32_t phoneme(struct ssml *s, const struct token *t, struct span source)
{
    const char *alphabet = value(s, t, "alphabet"), *ph = value(s, t, "ph");
    bool known = !*alphabet || strcmp(alphabet, "ipa") == 0 || strcmp(alphabet, "x-espeak") == 0;
    if (!known || !*ph) {
        note(s, t->begin, t->end, alphabet, strlen(alphabet),
             "phonemes are read in the alphabets ipa and x-espeak: the text is read instead");
        return 0;
    }
    return directive_open(s->draft, DIRECTIVE_PHONEME, ph, *alphabet ? alphabet : "ipa", source);
}

/* What an element wishes for the text in it. */
static uint32_t wish(struct ssml *s, const struct token *t, enum element element, struct span source)
{
    struct draft *draft = s->draft;
    const char *name;
    switch (element) {
    case ELEMENT_SUB:
        name = value(s, t, "alias");
        return *name ? directive_open(draft, DIRECTIVE_SUB, name, "", source) : 0;
    case ELEMENT_SAY_AS: {
        const char *format = value(s, t, "format");
        if (!*format) format = value(s, t, "detail");
        name = value(s, t, "interpret-as");
        return *name ? directive_open(draft, DIRECTIVE_SAY_AS, name, format, source) : 0;
    }
    case ELEMENT_PHONEME: return phoneme(s, t, source);
    case ELEMENT_PROSODY:
        name = directive_prosody(draft, value(s, t, "rate"), value(s, t, "pitch"), value(s, t, "volume"));
        return name && *name ? directive_open(draft, DIRECTIVE_PROSODY, name, "", source) : 0;
    case ELEMENT_VOICE:
        name = value(s, t, "name");
        return *name ? directive_open(draft, DIRECTIVE_VOICE, name, "", source) : 0;
    case ELEMENT_EMPHASIS:
        name = value(s, t, "level");
        return directive_open(draft, DIRECTIVE_EMPHASIS, *name ? name : "moderate", "", source);
    case ELEMENT_BREAK: directive_break(draft, value(s, t, "time"), value(s, t, "strength"), source); return 0;
    case ELEMENT_MARK: directive_open(draft, DIRECTIVE_MARK, value(s, t, "name"), "", source); return 0;
    default: return 0;
    }
}

static uint32_t language(struct ssml *s, const struct token *t, enum element element, struct span source)
{
    if (element == ELEMENT_SPEAK || element == ELEMENT_UNKNOWN) return 0;
    const char *lang = value(s, t, "xml:lang");
    if (!*lang) lang = value(s, t, "lang");
    return *lang && strncasecmp(lang, "ar", 2) != 0 ? directive_open(s->draft, DIRECTIVE_LANG, lang, "", source) : 0;
}

/* The innermost element ends: its end tag is [begin, end). */
static void leave(struct ssml *s, bool good, size_t begin, size_t end)
{
    struct open_tag *tag = &s->stack[--s->depth];
    if (good && blank(&s->markup, tag->end, begin) && tag->directive && !s->silent && (tag->element == ELEMENT_SUB || tag->element == ELEMENT_PHONEME))
        stand_in(s, tag, end);
    directive_close(s->draft, tag->directive, good);
    directive_close(s->draft, tag->language, good);
    if (tag->element == ELEMENT_SILENT) s->silent--;
    if (tag->element == ELEMENT_PARAGRAPH || tag->element == ELEMENT_SENTENCE) border(s, tag->element, end);
}

static void open_element(struct ssml *s, const struct token *t)
{
    struct markup *m = &s->markup;
    struct span source = text_span(s->text, t->begin, t->end);
    struct open_tag tag = {.name = t->name, .name_size = t->name_size, .begin = t->begin, .end = t->end};
    tag.element = element_of(m, t);
    if (tag.element == ELEMENT_UNKNOWN)
        note(s, t->begin, t->end, m->bytes + t->name, t->name_size, "an SSML element that nashra does not know: its text is read");
    if (tag.element == ELEMENT_PARAGRAPH || tag.element == ELEMENT_SENTENCE) border(s, tag.element, t->begin);
    if (!s->silent) {
        tag.directive = wish(s, t, tag.element, source);
        tag.language = language(s, t, tag.element, source);
    }
    if (tag.element == ELEMENT_SILENT) s->silent++;
    if (arena_reserve(s->draft->doc->arena, &s->stack, &s->room, s->depth, s->depth + 1, sizeof tag)) {
        s->draft->failed = true;
        return;
    }
    s->stack[s->depth++] = tag;
    if (t->empty) leave(s, true, t->end, t->end);
}

static bool same_name(const struct ssml *s, const struct open_tag *tag, const struct token *t)
{
    return tag->name_size == t->name_size && memcmp(s->markup.bytes + tag->name, s->markup.bytes + t->name, t->name_size) == 0;
}

static void close_element(struct ssml *s, const struct token *t)
{
    size_t i = s->depth, seen = 0;
    while (i > 0 && !same_name(s, &s->stack[i - 1], t)) {
        i--;
        if (++seen == REACH) i = 0;
    }
    if (i != s->depth || i == 0) note_malformed(s, t); /* something in it was not closed, or this was not open */
    while (i > 0 && s->depth >= i) leave(s, s->depth == i, t->begin, t->end);
}

static void read_other(struct ssml *s, const struct token *t)
{
    const char *bytes = s->markup.bytes + t->begin;
    if (memmem(bytes, t->end - t->begin, "<!ENTITY", 8) == NULL) return;
    s->entities = true;
    note(s, t->begin, t->end, "<!ENTITY", 8, "entity declarations are refused");
}

static void note_unclosed(struct ssml *s)
{
    while (s->depth && !s->draft->failed) {
        struct open_tag tag = s->stack[s->depth - 1];
        struct token t = {.begin = tag.begin, .end = tag.end};
        if (!s->malformed) note_malformed(s, &t); /* one is enough */
        leave(s, false, s->markup.size, s->markup.size);
    }
}

void ssml_read(struct draft *draft, const struct text *text)
{
    struct ssml s = {.draft = draft, .text = text};
    struct token t;
    markup_begin(&s.markup, text->bytes, text->size, 0, true);
    while (!draft->failed) {
        unsigned before = s.markup.malformed;
        if (!markup_next(&s.markup, &t)) break;
        if (s.markup.malformed > before) note_malformed(&s, &t);
        switch (t.kind) {
        case TOKEN_TEXT:
        case TOKEN_CDATA: read_text(&s, &t); break;
        case TOKEN_OPEN: open_element(&s, &t); break;
        case TOKEN_CLOSE: close_element(&s, &t); break;
        case TOKEN_OTHER: read_other(&s, &t); break;
        }
    }
    note_unclosed(&s);
    end_block(&s, text->size);
}

bool ssml_looks_so(const char *bytes, size_t size)
{
    struct markup m;
    struct token t;
    markup_begin(&m, bytes, size, 0, true);
    while (markup_next(&m, &t)) {
        if (t.kind == TOKEN_OPEN) return markup_named(&m, &t, "speak");
        if (t.kind != TOKEN_OTHER && !blank(&m, t.inner, t.inner_end)) return false;
    }
    return false;
}
