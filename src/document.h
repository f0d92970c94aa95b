/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_DOCUMENT_H
#define NASHRA_DOCUMENT_H

/* The data model: one article on its way through the rooms. One arena owns everything; arrays only grow; a room reads what
 * earlier rooms wrote and adds its own part. Which room writes what is said at each field. */

#include "nashra.h"
#include "util/memory.h"

enum { DOCUMENT_MOST_BYTES = 64 << 20 };

/* Bytes [begin, end) of the original input. Never splits a code point of it. */
struct span {
    uint32_t begin, end;
};

/* --- characters: intake ------------------------------------------------------------------------------------------ */

/* A cleaned character: NFC base letters followed by their marks (shadda first, then the vowel), no tatweel, no bidi controls,
 * no presentation forms, Farsi ye and kaf as Arabic ones, every white space U+0020. `source` is where it came from (an HTML
 * entity is one character with a span of several bytes). 12 bytes each, so that rooms index and look around freely. */
struct doc_char {
    uint32_t cp;
    struct span source;
};

/* A wish that came with the markup (SSML, or data-ssml in HTML) for the characters [first_char, first_char + char_count).
 * Whoever handles the kind obeys it: normalize SAY_AS, SUB, LANG; pronounce PHONEME; phrase BREAK, EMPHASIS; speech PROSODY, VOICE
 * and MARK. Directives are in order of first_char; BREAK and MARK have no characters and stand before first_char. */
enum directive_kind {
    DIRECTIVE_SUB,      /* value: text to say instead */
    DIRECTIVE_SAY_AS,   /* value: cardinal ordinal date time telephone characters currency; detail: format */
    DIRECTIVE_PHONEME,  /* value: IPA (detail "ipa") or eSpeak mnemonics (detail "x-espeak") */
    DIRECTIVE_LANG,     /* value: BCP 47 */
    DIRECTIVE_PROSODY,  /* value: "rate=1.2 pitch=0.9 volume=0.5", factors */
    DIRECTIVE_VOICE,    /* value: voice name */
    DIRECTIVE_EMPHASIS, /* value: strong moderate none reduced */
    DIRECTIVE_BREAK,    /* number: milliseconds; -1 with value = strength */
    DIRECTIVE_MARK      /* value: name */
};

struct directive {
    enum directive_kind kind;
    uint32_t first_char, char_count;
    const char *value, *detail;
    int32_t number;
    struct span source;
};

struct paragraph {
    enum nashra_part part;
    uint32_t first_sentence, sentence_count;
    struct span source;
};

/* How a sentence ends, for intonation. */
enum sentence_end { END_STATEMENT, END_QUESTION, END_EXCLAMATION, END_ELLIPSIS, END_NONE /* a headline, a list item, a cut line */ };

struct sentence {
    uint32_t first_char, char_count; /* intake: doc->chars, without the white space around it */
    uint32_t paragraph;              /* intake */
    enum sentence_end end;           /* intake */
    enum nashra_part part;           /* intake: its paragraph's part, but NASHRA_PART_DATELINE for «عمان – » before a first paragraph */
    struct span source;              /* intake */
    uint32_t first_word, word_count; /* normalize; lexicon when it substitutes */
    bool vocalized;                  /* pipeline: the sentence-wise stages have run */
};

/* Input that is not read, and why: news furniture, navigation, scripts. intake. */
struct skipped {
    struct span source;
    const char *text;   /* cleaned, at most some 200 bytes */
    const char *reason; /* the rule: "furniture.tsv: مقالات مشابهة", "html: nav" */
};

/* --- words: normalize, lexicon ----------------------------------------------------------------------------------- */

enum vowel { VOWEL_UNKNOWN, VOWEL_FATHA, VOWEL_DAMMA, VOWEL_KASRA, VOWEL_SUKUN, VOWEL_FATHATAN, VOWEL_DAMMATAN, VOWEL_KASRATAN };

/* A mark: what is known of one letter. Low 3 bits: enum vowel. VOWEL_SUKUN also stands for "no vowel" of a long vowel's letter
 * (the ا of كِتَاب), of the article's alef and of a silent letter. MARK_SHADDA may come with an unknown vowel. */
typedef uint8_t mark;
enum {
    MARK_VOWEL = 0x07,
    MARK_SHADDA = 0x08,
    MARK_DAGGER = 0x10,      /* U+0670: a long a that is not written (هٰذا); the vowel is FATHA */
    MARK_SEAT = 0x60,        /* hamza restored on a bare alef: */
    MARK_SEAT_ABOVE = 0x20,  /* أ */
    MARK_SEAT_BELOW = 0x40,  /* إ */
    MARK_SEAT_MADDA = 0x60   /* آ */
};

/* Who said so, weakest first. A mark is only ever overruled by a stronger authority: see word_set_mark(). */
enum authority { BY_NONE, BY_GUESS, BY_MODEL, BY_LEXICON, BY_GRAMMAR, BY_USER, BY_TEXT };

/* A reading that a list proposes but does not impose: one mark per letter (0 = no opinion on that letter). */
struct hint {
    const mark *marks;
    uint8_t confidence; /* 0..100: how often this list is right for such a word */
    const char *source; /* the list's name, static or in table or arena */
    struct hint *next;  /* the next best, or NULL */
};

enum word_kind {
    WORD_PLAIN,
    WORD_NUMBER,      /* a spoken number word, also the unit or noun that came with it as a symbol */
    WORD_LETTER,      /* a letter's name: إف in إف خمسة وثلاثون */
    WORD_NAME,        /* lexicon: a person, place, organisation ... */
    WORD_FOREIGN,     /* letters of another script, spoken by that language's voice */
    WORD_SYMBOL       /* a punctuation mark or symbol spoken by name */
};

enum gender { GENDER_UNKNOWN, GENDER_MASCULINE, GENDER_FEMININE };
enum gram_number { NUMBER_UNKNOWN, NUMBER_SINGULAR, NUMBER_DUAL, NUMBER_PLURAL };
enum gram_case { CASE_UNKNOWN, CASE_NOMINATIVE, CASE_ACCUSATIVE, CASE_GENITIVE };
enum definiteness { DEFINITE_UNKNOWN, DEFINITE_NO, DEFINITE_YES, DEFINITE_CONSTRUCT };

/* What stands between a word and the next (bits), read by diacritize and phrase. */
enum {
    PUNCT_COMMA = 1 << 0, PUNCT_SEMICOLON = 1 << 1, PUNCT_COLON = 1 << 2, PUNCT_STOP = 1 << 3, PUNCT_QUESTION = 1 << 4,
    PUNCT_EXCLAMATION = 1 << 5, PUNCT_ELLIPSIS = 1 << 6, PUNCT_DASH = 1 << 7, PUNCT_QUOTE_OPEN = 1 << 8,
    PUNCT_QUOTE_CLOSE = 1 << 9, PUNCT_PAREN_OPEN = 1 << 10, PUNCT_PAREN_CLOSE = 1 << 11, PUNCT_OTHER = 1 << 12
};

/* phrase: what kind of break follows a word. */
enum break_kind { BREAK_NONE, BREAK_BREATH, BREAK_COMMA, BREAK_CLAUSE, BREAK_SENTENCE, BREAK_PARAGRAPH, BREAK_TITLE };

/* One spoken word. «2023» becomes five of them with the same span. Letters are code points without marks, as written (folded
 * never); foreign words keep their own script. The arrays have `length` elements and are owned by the arena. */
struct word {
    struct span source;       /* normalize */
    uint32_t first_char, char_count; /* normalize: the doc->chars it came from */
    const uint32_t *letters;  /* normalize */
    mark *marks;              /* text, user, grammar, lexicon, model: through word_set_mark() */
    uint8_t *by;              /* enum authority of each mark */
    uint16_t length;
    uint16_t punct_before;    /* normalize: opening quotes and brackets, dash */
    uint16_t punct_after;     /* normalize */
    uint8_t kind;             /* enum word_kind */
    uint8_t gender, number, gcase, definite; /* normalize and lexicon, as far as they know */
    uint8_t person;           /* lexicon: part of a person's name (given, family, بن) */
    uint8_t clitics;          /* lexicon: how many leading letters are clitics (و ف ب ل ك س, and the article) */
    char language[8];         /* normalize: "ar", "en", ... */
    const char *rule;         /* normalize or lexicon: the rule that decided, for JSON; NULL: none was needed */
    const char *value;        /* normalize: the number's kind and value for JSON ("cardinal 12"); on the first word of a group */
    uint32_t group;           /* normalize: words of one written expression («12 مليون دولار») share a number; 0: none */
    struct hint *hints;       /* lexicon: soft readings, best first */
    const char *given;        /* lexicon, SSML: phonemes imposed, eSpeak mnemonics; NULL: ours */
    uint8_t certainty;        /* diacritize: 0..100 of the whole word; 100 when nothing was left to guess */
    uint8_t guessed;          /* lexicon, diacritize: nothing knew this word; its marks are a guess */
    uint8_t break_after;      /* phrase: enum break_kind */
    uint8_t pausal;           /* phrase: spoken in its pausal form */
    uint16_t pause_ms;        /* phrase: silence after it */
    const char *phonemes;     /* pronounce: eSpeak mnemonics, joined to its neighbours' sounds; "" when silent */
    const char *ipa;          /* pronounce */
    uint32_t begin_ms, end_ms;/* speech */
};

struct note {
    enum nashra_note_kind kind;
    struct span source;
    const char *text, *message, *suggestion; /* arena or static */
    unsigned count;
};

struct nashra_document {
    struct arena *arena;
    const struct nashra_engine *engine;
    struct nashra_reading reading; /* strings copied into the arena */
    const char *source;            /* only during nashra_document_new(); NULL afterwards */
    size_t source_size;
    const char *source_charset;    /* intake: what the bytes were */
    const char *title;             /* intake: UTF-8, "" when none */

    struct doc_char *chars;        /* intake */
    size_t char_count, char_capacity;
    struct directive *directives;  /* intake */
    size_t directive_count, directive_capacity;
    struct paragraph *paragraphs;  /* intake */
    size_t paragraph_count, paragraph_capacity;
    struct sentence *sentences;    /* intake */
    size_t sentence_count, sentence_capacity;
    struct skipped *skipped;       /* intake */
    size_t skipped_count, skipped_capacity;
    struct word *words;            /* normalize; in order of sentences */
    size_t word_count, word_capacity;
    struct note *notes;            /* any room */
    size_t note_count, note_capacity;
    uint32_t *line_starts;         /* intake: byte offset of every input line, for notes and messages */
    size_t line_count, line_capacity;
    uint32_t last_group;           /* normalize: the last word.group given out */
    bool skipped_noted;            /* document_api: notes hold what was skipped */
};

/* Each adds one zeroed element at the end and returns it, or NULL when memory is short. The pointer is good until the next. */
struct doc_char *document_add_char(struct nashra_document *doc, uint32_t cp, struct span source);
struct directive *document_add_directive(struct nashra_document *doc);
struct paragraph *document_add_paragraph(struct nashra_document *doc);
struct sentence *document_add_sentence(struct nashra_document *doc);
struct skipped *document_add_skipped(struct nashra_document *doc);
int document_add_line(struct nashra_document *doc, uint32_t start);

/* A word of `length` letters (copied) with all marks unknown, language "ar". NULL when memory is short. */
struct word *document_add_word(struct nashra_document *doc, const uint32_t *letters, size_t length, struct span source);

/* Fills a word's letters, marks and `by` (all unknown) into arena memory: for rooms that build words in arrays of their own. */
int document_word_letters(struct nashra_document *doc, struct word *word, const uint32_t *letters, size_t length);

/* The same note again (kind and text) only counts up. Strings are copied. */
int document_add_note(struct nashra_document *doc, enum nashra_note_kind kind, struct span source, const char *text,
                      const char *message, const char *suggestion);

/* Sets what is known of letter i, unless a stronger authority (or the same one) has spoken: vowel, shadda and seat are judged
 * apart, so that the model may add a vowel under a shadda that the text gives. Returns whether anything was taken. */
bool word_set_mark(struct word *word, size_t i, mark value, enum authority by);

/* Sets letters' marks from a vocalized UTF-8 string ("بْلِينْكِن"), when its letters equal the word's letters [first, first + n)
 * (a hamza seat on the string's alef over a bare alef of the word becomes MARK_SEAT_*). Returns the letters covered, or 0. */
size_t word_set_vocalized(struct word *word, size_t first, const char *vocalized, enum authority by);

/* Splits a vocalized UTF-8 string into letters and marks (up to `room` letters): returns how many letters there are. Marks may
 * come in any order; tatweel is skipped. */
size_t vocalized_split(const char *vocalized, size_t size, uint32_t *letters, mark *marks, size_t room);

/* Appends a word as UTF-8 to a buffer, with or without its marks; restored seats are always shown. */
struct buffer;
int word_write(struct buffer *out, const struct word *word, bool with_marks);

/* The line and column (characters) of a byte of the source, from 1. */
void document_position(const struct nashra_document *doc, uint32_t byte, size_t *line, size_t *column);

#endif
