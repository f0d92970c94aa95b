/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * libnashra reads Arabic news aloud. The whole use on one screen:
 *
 *     nashra_engine *engine;
 *     nashra_document *document;
 *     nashra_voice *voice;
 *     struct nashra_detail why;
 *
 *     if (nashra_engine_open(&engine, NULL, &why) < 0) die(why.message);         // lexicon and model, mapped
 *     if (nashra_voice_open(&voice, NULL, &why) < 0) die(why.message);           // eSpeak NG, one per process
 *     if (nashra_document_new(&document, engine, NULL, text, size, &why) < 0) die(why.message);
 *     nashra_document_render(document, NASHRA_FORM_VOCALIZED, print, stdout, &why); // text, phonemes, JSON, ...
 *     nashra_voice_speak(voice, document, 0, SIZE_MAX, play, player, &why);      // PCM and word times, as they are made
 *     nashra_document_free(document);
 *     nashra_voice_close(voice);
 *     nashra_engine_close(engine);
 *
 * Ownership, everywhere: what you pass in is borrowed and never kept past the call; what a handle gives out lives as long
 * as the handle; every _free and _close takes NULL.
 * Errors: functions return 0 (or a count) or a negative enum nashra_error and, where they take one, fill a nashra_detail.
 * The library never prints, exits or aborts, and survives any bytes.
 * Threads: an engine is read-only after open and may be shared; a document belongs to one thread at a time; there is one
 * voice per process, because eSpeak NG keeps its state in globals: parallel speech uses processes. */
#ifndef NASHRA_H
#define NASHRA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NASHRA_VERSION "0.1.0"

/* "0.1.0", static. */
const char *nashra_version(void);

/* --- errors ------------------------------------------------------------------------------------------------------ */

enum nashra_error {
    NASHRA_OK = 0,
    NASHRA_E_MEMORY = -1,   /* memory is short */
    NASHRA_E_ARGUMENT = -2, /* the caller's mistake: a value out of range, an unknown name */
    NASHRA_E_INPUT = -3,    /* input that cannot be read, or a file that is not what it should be */
    NASHRA_E_DATA = -4,     /* nashra's own data: lexicon or model missing or damaged */
    NASHRA_E_OUTPUT = -5,   /* a file that cannot be written */
    NASHRA_E_DEVICE = -6,   /* no audio device, or it failed */
    NASHRA_E_VOICE = -7,    /* eSpeak NG failed, or has no such voice */
    NASHRA_E_LIMIT = -8,    /* larger than nashra takes (documents: 64 MiB) */
    NASHRA_E_STOPPED = -9   /* a callback asked to stop */
};

/* A short English phrase for a negative code, static. */
const char *nashra_strerror(int error);

/* Where and why; strings are "" and numbers 0 when not known. Lines and columns count from 1 (columns in characters). */
struct nashra_detail {
    int code;
    char file[256];
    size_t line, column;
    char message[512];
};

/* --- engine ------------------------------------------------------------------------------------------------------ */

typedef struct nashra_engine nashra_engine;

struct nashra_engine_options {
    const char *data_dir;         /* where nashra.lex and nashra.model are; NULL: $NASHRA_DATA, else where installed */
    const char *const *lexicons;  /* the user's own word lists, TSV or PLS; a later file wins over an earlier one */
    size_t lexicon_count;
    bool no_user_lexicon;         /* leave out ~/.config/nashra/lexicon.tsv */
    bool no_model;                /* lexicon and rules alone */
};

/* Maps lexicon and model and reads the user's lists. options NULL = all defaults. Refuses a missing or damaged file
 * (NASHRA_E_DATA, or NASHRA_E_INPUT for a user's list) with its name and what is wrong in *detail (NULL is allowed). */
int nashra_engine_open(nashra_engine **engine, const struct nashra_engine_options *options, struct nashra_detail *detail);
void nashra_engine_close(nashra_engine *engine); /* after the last of its documents */

/* A text of nashra's own tables: field `column` (the key is 0) of the row `key` in lexicon/TABLE.tsv; NULL when there is none.
 * Lives as long as the engine. The screen-reader module keeps the names of keys in such a table. */
const char *nashra_engine_look_up(const nashra_engine *engine, const char *table, const char *key, size_t column);

/* --- documents --------------------------------------------------------------------------------------------------- */

typedef struct nashra_document nashra_document;

enum nashra_format { NASHRA_FORMAT_AUTO, NASHRA_FORMAT_TEXT, NASHRA_FORMAT_HTML, NASHRA_FORMAT_FEED, NASHRA_FORMAT_SSML };
enum nashra_endings { NASHRA_ENDINGS_PAUSAL, NASHRA_ENDINGS_FULL, NASHRA_ENDINGS_NONE };
enum nashra_style { NASHRA_STYLE_NEWS, NASHRA_STYLE_PLAIN, NASHRA_STYLE_SLOW };
enum nashra_foreign { NASHRA_FOREIGN_VOICE, NASHRA_FOREIGN_SPELL, NASHRA_FOREIGN_SKIP };
enum nashra_punctuation { NASHRA_PUNCTUATION_NONE, NASHRA_PUNCTUATION_SOME, NASHRA_PUNCTUATION_MOST, NASHRA_PUNCTUATION_ALL };

/* How one document is to be read. Zeroes are the defaults. */
struct nashra_reading {
    enum nashra_format format;
    enum nashra_endings endings;
    enum nashra_style style;
    enum nashra_foreign foreign;         /* Latin words: English voice, letter by letter, or left out */
    enum nashra_punctuation punctuation; /* punctuation marks spoken by name: for screen readers */
    bool spelling;                       /* letter by letter, with the letters' and marks' names */
    bool keep_all;                       /* read news furniture too */
    bool lines;                          /* every line is an utterance of its own; no furniture rules, no context */
    const char *region;                  /* "ps" "eg" "ma" ...: month names, numbers; NULL: as the text does, else Levant */
    const char *charset;                 /* of the input; NULL: BOM, HTML's declaration, else UTF-8 or windows-1256 */
    const char *name;                    /* for messages and notes: a file name; NULL: "-" */
    const char *after;                   /* stop after this stage ("intake", "normalize", ...); NULL: go through all */
};

/* Reads text[0..size) up to the words (intake, normalize, lexicon); the later stages run sentence by sentence when their
 * results are asked for. reading NULL = defaults. Any bytes are taken; NASHRA_E_LIMIT above 64 MiB. */
int nashra_document_new(nashra_document **document, const nashra_engine *engine, const struct nashra_reading *reading,
                        const char *text, size_t size, struct nashra_detail *detail);
void nashra_document_free(nashra_document *document);

enum nashra_form {
    NASHRA_FORM_WORDS,     /* words as spoken, unmarked; «،» for a pause, «.» ends a sentence */
    NASHRA_FORM_VOCALIZED, /* the same, fully marked */
    NASHRA_FORM_PHONEMES,  /* what eSpeak NG receives */
    NASHRA_FORM_IPA,
    NASHRA_FORM_SSML,      /* for other engines */
    NASHRA_FORM_JSON       /* everything that is known, one object */
};

/* Receives output; returns 0, or anything else to stop (NASHRA_E_STOPPED). */
typedef int (*nashra_write_fn)(void *context, const char *data, size_t size);

/* Writes the document in a form: one line per sentence, an empty line between paragraphs (with reading.lines: exactly one
 * line per input line). UTF-8, ends with a newline unless empty. */
int nashra_document_render(nashra_document *document, enum nashra_form form, nashra_write_fn write, void *context,
                           struct nashra_detail *detail);

size_t nashra_document_sentences(const nashra_document *document);

/* What a sentence is part of. A dateline («عمان – ») is the first sentence of its paragraph, with a part of its own. */
enum nashra_part { NASHRA_PART_TITLE, NASHRA_PART_DATELINE, NASHRA_PART_HEADING, NASHRA_PART_BODY, NASHRA_PART_ITEM };

struct nashra_sentence {
    size_t begin, end;      /* bytes of the original input */
    enum nashra_part part;
    size_t paragraph;       /* counts from 0 */
    size_t words;           /* how many are spoken */
};

/* index < nashra_document_sentences(). */
int nashra_document_sentence(const nashra_document *document, size_t index, struct nashra_sentence *sentence);

/* The title as written, cleaned; "" when there is none. */
const char *nashra_document_title(const nashra_document *document);

/* What an editor should look at. */
enum nashra_note_kind {
    NASHRA_NOTE_UNKNOWN_NAME, /* not in any lexicon: read by guess */
    NASHRA_NOTE_DOUBTFUL,     /* the model is not sure of this word */
    NASHRA_NOTE_SPELLING,     /* two spellings of one name, a doubled or impossible mark */
    NASHRA_NOTE_NUMBER,       /* a number or date that makes no sense and was read digit by digit */
    NASHRA_NOTE_BYTES,        /* unreadable bytes, skipped */
    NASHRA_NOTE_MARKUP,       /* malformed or unknown markup */
    NASHRA_NOTE_SKIPPED,      /* news furniture that is not read */
    NASHRA_NOTE_DEGRADED      /* a part of nashra is missing: no model, no voice for a language */
};

struct nashra_note {
    enum nashra_note_kind kind;
    size_t begin, end;       /* bytes of the original input */
    size_t line, column;     /* of begin, from 1 */
    const char *text;        /* the words concerned */
    const char *message;     /* what was done, and what to do */
    const char *suggestion;  /* a line for the user's lexicon, or "" */
    unsigned count;          /* how often in this document */
};

/* Runs all stages, then returns how many notes there are (or an error). Notes are in order of `begin`. */
int nashra_document_check(nashra_document *document, struct nashra_detail *detail);
int nashra_document_note(const nashra_document *document, size_t index, struct nashra_note *note);

/* --- feeds ------------------------------------------------------------------------------------------------------- */

/* RSS 0.9x/1.0/2.0 and Atom, item by item (nashra_document_new() with NASHRA_FORMAT_FEED reads a whole feed as one document). */
typedef struct nashra_feed nashra_feed;

/* UTF-8, "" when the feed does not say; they live as long as the feed. */
struct nashra_feed_item {
    const char *title;        /* plain text */
    const char *link, *guid;  /* guid: RSS guid, Atom id; else the link */
    const char *published;    /* as written */
    int64_t published_time;   /* the same in seconds since 1970, UTC; 0: not understood */
    const char *summary_html; /* description or summary: HTML, as it would be given to nashra_document_new() */
    const char *content_html; /* content:encoded or content */
};

/* Reads bytes[0..size) (any charset that documents may have); what is malformed is read as far as it can be. NASHRA_E_INPUT when it
 * is no feed at all. name: for messages, NULL: "-". Free with nashra_feed_free(). */
int nashra_feed_parse(nashra_feed **feed, const char *bytes, size_t size, const char *name, struct nashra_detail *detail);
void nashra_feed_free(nashra_feed *feed);

const char *nashra_feed_title(const nashra_feed *feed); /* the channel's, "" when none */
size_t nashra_feed_count(const nashra_feed *feed);
int nashra_feed_item(const nashra_feed *feed, size_t index, struct nashra_feed_item *item); /* NASHRA_E_ARGUMENT past the end */

/* --- voice ------------------------------------------------------------------------------------------------------- */

typedef struct nashra_voice nashra_voice;

/* 0 or NULL = default everywhere, so that a zeroed struct is the usual voice. */
struct nashra_voice_settings {
    const char *name;   /* eSpeak NG voice, "ar", "ar+f2", "mb-ar1"; NULL: "ar" */
    double rate;        /* 1.0 = normal; 0.3 ... 4.0 */
    double pitch;       /* 1.0 = normal; 0.3 ... 2.0 */
    double pitch_range; /* 1.0 = normal; 0.01 ... 2.0 */
    double volume;      /* 1.0 = normal; 0.01 ... 2.0 */
};

/* Starts eSpeak NG. NASHRA_E_VOICE when it cannot, or has no such voice; NASHRA_E_ARGUMENT when a voice is open already. */
int nashra_voice_open(nashra_voice **voice, const struct nashra_voice_settings *settings, struct nashra_detail *detail);
void nashra_voice_close(nashra_voice *voice);

/* From the next sentence on. */
int nashra_voice_set(nashra_voice *voice, const struct nashra_voice_settings *settings, struct nashra_detail *detail);

/* Samples a second of what comes out, mono, 16 bit: 22050 with eSpeak NG's own voices. */
int nashra_voice_rate(const nashra_voice *voice);

/* The voices that can speak Arabic; index from 0; NASHRA_E_ARGUMENT past the end. Static strings. */
int nashra_voice_list(const nashra_voice *voice, size_t index, const char **name, const char **language);

enum nashra_event_type {
    NASHRA_EVENT_SAMPLES,        /* the next samples */
    NASHRA_EVENT_SENTENCE,       /* a sentence begins at `sample` */
    NASHRA_EVENT_SENTENCE_END,
    NASHRA_EVENT_WORD,           /* a word begins at `sample` */
    NASHRA_EVENT_WORD_END,
    NASHRA_EVENT_MARK            /* an SSML <mark> of the input is reached */
};

struct nashra_event {
    enum nashra_event_type type;
    const int16_t *samples; /* SAMPLES: count of them, valid during the callback; samples are delivered in order, an */
    size_t count;           /* event of a position comes before the samples that hold it or with them */
    uint64_t sample;        /* position since the start of nashra_voice_speak() */
    size_t begin, end;      /* SENTENCE, WORD: bytes of the original input */
    const char *text;       /* WORD: as spoken, marked; MARK: its name; else "" */
    size_t index;           /* SENTENCE: its number */
};

/* Called from nashra_voice_speak() in the same thread. Returns 0 to go on, anything else to stop. */
typedef int (*nashra_event_fn)(void *context, const struct nashra_event *event);

/* Speaks `count` sentences from `first` on (SIZE_MAX: to the end), handing out sound as it is made. Returns 0, or
 * NASHRA_E_STOPPED when the callback stopped it: no more events come after that. */
int nashra_voice_speak(nashra_voice *voice, nashra_document *document, size_t first, size_t count, nashra_event_fn event,
                       void *context, struct nashra_detail *detail);

/* How nashra_voice_speak_text() reads. Zeroes are the defaults. */
struct nashra_text_options {
    const char *language; /* BCP 47, "fr", "en-gb", or an eSpeak NG voice; NULL or unknown: the voice that is set */
    enum nashra_punctuation punctuation;
    bool spelling;        /* letter by letter */
    bool capitals;        /* capital letters are announced */
};

/* Speaks plain UTF-8 text as eSpeak NG reads it by itself: text of another language than Arabic, and Arabic when there is no
 * engine. Events: SAMPLES, and WORD with begin and end in `text`. options NULL = defaults. Results as nashra_voice_speak(). */
int nashra_voice_speak_text(nashra_voice *voice, const struct nashra_text_options *options, const char *text, size_t size,
                            nashra_event_fn event, void *context, struct nashra_detail *detail);

/* --- sound: files and devices ------------------------------------------------------------------------------------ */

typedef struct nashra_sink nashra_sink;

enum nashra_loudness {
    NASHRA_LOUDNESS_NONE,
    NASHRA_LOUDNESS_RADIO,        /* -23 LUFS, -1 dBTP (EBU R 128) */
    NASHRA_LOUDNESS_PODCAST_MONO, /* -19 LUFS, -1 dBTP */
    NASHRA_LOUDNESS_PODCAST       /* -16 LUFS, -1 dBTP, stereo */
};

struct nashra_chapter {
    double start; /* seconds */
    const char *title;
};

/* Zeroes are the defaults. */
struct nashra_sink_options {
    const char *container; /* "wav" "rf64" "aiff" "flac" "ogg" "opus" "mp3"; NULL: by the path's ending */
    int rate;              /* samples a second that will be written (required) */
    int channels;          /* 1 (default) or 2 */
    enum nashra_loudness loudness;
    const char *title, *artist, *album, *comment, *date; /* UTF-8; right in every container */
    const char *originator; /* bext and cart (WAV): who made it */
    bool broadcast;        /* WAV: write bext and cart chunks */
};

/* Opens an audio file for writing. Nothing appears under `path` until nashra_sink_close(): samples go to a temporary file
 * beside it, which is fsynced and renamed. "-" streams WAV to standard output. */
int nashra_sink_open(nashra_sink **sink, const char *path, const struct nashra_sink_options *options,
                     struct nashra_detail *detail);

/* Opens a device for live sound (PortAudio). device NULL: the default; else part of its name, or its number.
 * NASHRA_E_DEVICE when there is none. */
int nashra_sink_open_device(nashra_sink **sink, const char *device, int rate, struct nashra_detail *detail);

/* Writes frames of interleaved samples at the rate given at open. */
int nashra_sink_write(nashra_sink *sink, const int16_t *samples, size_t frames, struct nashra_detail *detail);

/* Marks a chapter (before close; cue points in WAV, CHAP in MP3; elsewhere kept out without error). */
int nashra_sink_chapter(nashra_sink *sink, const struct nashra_chapter *chapter, struct nashra_detail *detail);

/* Finishes: loudness, tags, fsync, rename; plays a device's sound to its end. The sink is gone afterwards, whatever is
 * returned; on an error nothing is left under `path` that was not there before. NULL is allowed. */
int nashra_sink_close(nashra_sink *sink, struct nashra_detail *detail);

/* Gives up: no file; a device falls silent at once. NULL is allowed. */
void nashra_sink_abort(nashra_sink *sink);

/* --- word lists of the user's own ----------------------------------------------------------------------------------- */

/* A user's word list as an editor changes it. The file's comments and order are kept. */
typedef struct nashra_lexicon nashra_lexicon;

enum nashra_lexicon_kind {
    NASHRA_LEXICON_MARKS,    /* بْلِينْكِن          the word itself, vocalized */
    NASHRA_LEXICON_PHONEMES, /* [[bli:nkin]]     eSpeak NG phonemes */
    NASHRA_LEXICON_IPA,      /* /bliːnkin/ */
    NASHRA_LEXICON_LETTERS,  /* "UN"             letter by letter */
    NASHRA_LEXICON_WORDS,    /* شركة مساهمة      other words instead */
    NASHRA_LEXICON_LANGUAGE  /* {en} Blinken     words of another language */
};

struct nashra_lexicon_entry {
    enum nashra_lexicon_kind kind;
    const char *surface; /* bare letters; good until the list is changed or closed */
    const char *value;   /* as a line has it: [[...]], "...", {en} ... */
    size_t line;
};

/* Opens a list, TSV or W3C PLS (which can be read and written out, not changed). path NULL: the user's own,
 * ~/.config/nashra/lexicon.tsv, empty when missing. NASHRA_E_INPUT with the first mistake's file, line and column. */
int nashra_lexicon_open(nashra_lexicon **lexicon, const char *path, struct nashra_detail *detail);
void nashra_lexicon_close(nashra_lexicon *lexicon);
const char *nashra_lexicon_path(const nashra_lexicon *lexicon);
size_t nashra_lexicon_count(const nashra_lexicon *lexicon);
int nashra_lexicon_entry(const nashra_lexicon *lexicon, size_t index, struct nashra_lexicon_entry *entry);

/* Sets how a word is said, in place of its old line or at the end. NASHRA_E_INPUT when the value is none of the six kinds. */
int nashra_lexicon_add(nashra_lexicon *lexicon, const char *surface, const char *value, struct nashra_detail *detail);

/* Takes a word's lines out; returns how many there were. */
int nashra_lexicon_remove(nashra_lexicon *lexicon, const char *surface, struct nashra_detail *detail);

/* Writes the list back, whole or not at all (temporary name, fsync, rename); makes the user's own directory. */
int nashra_lexicon_save(nashra_lexicon *lexicon, struct nashra_detail *detail);

/* Writes it out as TSV, sorted, the last line of each word only; or as W3C PLS 1.0. */
int nashra_lexicon_write(const nashra_lexicon *lexicon, bool pls, nashra_write_fn write, void *context, struct nashra_detail *detail);

/* Every mistake of a list's file: calls report for each (context as given). Returns how many, or an error. */
typedef void (*nashra_report_fn)(void *context, const struct nashra_detail *mistake);
int nashra_lexicon_check(const char *path, nashra_report_fn report, void *context, struct nashra_detail *detail);

/* What the built-in tables know of a word as it stands in text (with its clitics): calls found for each reading, best first,
 * imposed ones with confidence 100. Returns how many, or an error. */
struct nashra_lexicon_reading {
    const char *vocalized; /* the whole word; good during the call */
    const char *source;    /* the table */
    unsigned confidence;   /* 0..100 */
};
typedef void (*nashra_reading_fn)(void *context, const struct nashra_lexicon_reading *reading);
int nashra_lexicon_find(const nashra_engine *engine, const char *word, nashra_reading_fn found, void *context,
                        struct nashra_detail *detail);


/* --- bulletins and audio articles ----------------------------------------------------------------------------------- */

/* Told what is left out and what was done, while it happens: code 0 or a negative error that was survived. */
typedef void (*nashra_report_fn)(void *context, const struct nashra_detail *what);

/* What the commands of this block share. Zeroes are the defaults. */
struct nashra_production {
    const struct nashra_reading *reading;        /* how texts are read; format and name are set for each */
    const struct nashra_voice_settings *voice;
    const struct nashra_sink_options *sink;      /* container, loudness, tags, broadcast; rate 0: 44100 for bulletins, else the voice's */
    bool no_cache;                               /* speak every sentence anew */
    const char *cache_dir;                       /* NULL: $XDG_CACHE_HOME/nashra or ~/.cache/nashra */
    uint64_t cache_bytes;                        /* its size, 0: 512 MiB */
    nashra_report_fn report;
    void *report_context;
};

struct nashra_bulletin_options {
    struct nashra_production with;
    bool loudness_given;          /* with.sink's loudness counts even where it is NONE; else the rundown's is taken */
    const char *output;           /* a sound file, or "-" for WAV on standard output; {date} and {time} in names are filled in */
    const char *chapters;         /* JSON chapters; NULL: none */
    const char *marks;            /* .vtt, .srt or .json; NULL: none */
    const char *date;             /* "2026-11-24 14:00", "now"; NULL: the rundown's, else now */
    const char *fit;              /* "4:30..5:00"; NULL: the rundown's */
    const char *max_length;       /* "10:00"; NULL: the rundown's */
    const char *feed, *base_url;  /* add the bulletin to this podcast feed; chapters and a VTT transcript are then written too */
    size_t feed_items;            /* that it keeps, 0: 50 */
};

struct nashra_bulletin_result {
    double seconds, lufs, true_peak; /* measured in the finished file; lufs 0 when it went to standard output */
    double rate;                     /* factor on the voice's speed that --fit needed */
    size_t stories, left_out;
    size_t made, reused;             /* sentences spoken anew, and from the cache */
};

/* Makes a bulletin as a rundown file says (nashra-rundown(5)). A broken story, feed or jingle is reported and left out;
 * NASHRA_E_INPUT when the rundown has a mistake (file:line:column) or not one story is left. After an error the old output is
 * still there. result may be NULL. */
int nashra_bulletin_make(const nashra_engine *engine, nashra_voice *voice, const char *rundown,
                         const struct nashra_bulletin_options *options, struct nashra_bulletin_result *result,
                         struct nashra_detail *detail);

struct nashra_watch_options {
    struct nashra_production with;
    const char *output;           /* directory for the sound; NULL: audio/ in the watched one */
    const char *container;        /* ending of the sound files, NULL: "mp3" */
    bool once;                    /* make what is there, then return */
    const int *stop;              /* set to nonzero, by a signal handler say, it ends the watch; NULL: never */
};

/* Makes every article that is put into `directory` into sound: name.html becomes name.mp3 in the output directory, then moves to
 * done/, or to failed/ with its reason beside it. Each article is made in a process of its own. Killed at any moment and started
 * again, it makes every article exactly once. NASHRA_E_INPUT when another process watches the same directory. The engine is opened
 * anew for each article, so that a changed word list is heard with the next one. No voice may be open. */
int nashra_bulletin_watch(const struct nashra_engine_options *engine, const char *directory, const struct nashra_watch_options *options,
                          struct nashra_detail *detail);

struct nashra_article_options {
    struct nashra_production with;
    const char *formats;          /* "mp3,ogg" (the default): endings, the first is the one preferred */
    const char *name;             /* of the files; NULL: the input's, without its ending */
};

/* Makes an article ready for a web site: in `directory`, NAME.mp3 and NAME.ogg, NAME.marks.json, NAME.vtt, NAME.json (what there is)
 * and NAME.html, a player page that needs nothing else. text[0..size) is the article; `file` names it. */
int nashra_article_make(const nashra_engine *engine, nashra_voice *voice, const char *file, const char *text, size_t size,
                        const char *directory, const struct nashra_article_options *options, struct nashra_detail *detail);

#ifdef __cplusplus
}
#endif
#endif
