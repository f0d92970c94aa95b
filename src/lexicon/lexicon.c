/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "lexicon/lexicon.h"

#include "engine.h"
#include "lexicon/apply.h"
#include "lexicon/context.h"
#include "lexicon/guess.h"
#include "lexicon/names.h"
#include "lexicon/phrases.h"
#include "lexicon/search.h"
#include "lexicon/user.h"
#include "util/buffer.h"
#include "util/error.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { IMPOSED = 95, TABLES_WITH_PHRASES = 3, ROW_BITS = 24 };

struct lexicon {
    struct search search;
    struct context_rules rules;
    struct phrases phrases;     /* of the curated tables: table << ROW_BITS | row */
    const struct table_section *letters, *ipa;
    struct user_lists user;
    pthread_rwlock_t lock;      /* user: read by documents, replaced when a file has changed */
    bool beside;                /* look for lists beside the article, too */
};

/* --- opening ---------------------------------------------------------------------------------------------------------- */

static int index_phrases(struct lexicon *room)
{
    for (size_t t = 0; t < TABLES_WITH_PHRASES; t++) {
        const struct table_section *section = room->search.sources[t].section;
        for (size_t row = 0, rows = section_rows(section); row < rows; row++) {
            const char *surface = section_field(section, row, 0);
            if (!strchr(surface, ' ')) continue;
            if (phrases_add(&room->phrases, surface, strlen(surface), (uint32_t)(t << ROW_BITS | row)) < 0) return NASHRA_E_MEMORY;
        }
    }
    return 0;
}

/* The user's own list: $XDG_CONFIG_HOME/nashra/lexicon.tsv, else ~/.config/nashra/lexicon.tsv. */
static int add_own(struct user_lists *lists)
{
    struct buffer path = BUFFER_EMPTY;
    int result = lexicon_own_path(&path) < 0 ? NASHRA_E_MEMORY : 0;
    if (result == 0 && path.size) result = user_lists_add(lists, path.data, true);
    buffer_free(&path);
    return result;
}

int lexicon_own_path(struct buffer *path)
{
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (base && *base) return buffer_format(path, "%s/nashra/lexicon.tsv", base);
    return home && *home ? buffer_format(path, "%s/.config/nashra/lexicon.tsv", home) : 0;
}

int lexicon_open(struct lexicon **out, const struct table *table, const struct nashra_engine_options *options, struct nashra_detail *detail)
{
    *out = NULL;
    struct lexicon *room = memory_zalloc(1, sizeof *room);
    if (!room) return NASHRA_E_MEMORY;
    if (pthread_rwlock_init(&room->lock, NULL) != 0) return memory_free(room), NASHRA_E_MEMORY;
    search_open(&room->search, table);
    context_open(&room->rules, table);
    room->letters = table_section(table, "letters");
    if (section_columns(room->letters) < 2) room->letters = NULL;
    room->ipa = table_section(table, "ipa");
    if (section_columns(room->ipa) < 2) room->ipa = NULL;
    room->beside = !(options && options->no_user_lexicon);
    int result = index_phrases(room);
    if (result == 0 && !(options && options->no_user_lexicon)) result = add_own(&room->user);
    for (size_t i = 0; options && i < options->lexicon_count && result == 0; i++)
        result = user_lists_add(&room->user, options->lexicons[i], false);
    if (result == 0) result = user_lists_read(&room->user, detail);
    if (result < 0) {
        lexicon_close(room);
        return result;
    }
    *out = room;
    return 0;
}

void lexicon_close(struct lexicon *room)
{
    if (!room) return;
    user_lists_free(&room->user);
    phrases_free(&room->phrases);
    pthread_rwlock_destroy(&room->lock);
    memory_free(room);
}

/* --- the user's lists --------------------------------------------------------------------------------------------------- */

static int note_mistake(struct nashra_document *doc, const struct nashra_detail *why, const char *remedy)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%s:%zu:%zu: %s; %s", why->file, why->line, why->column, why->message, remedy);
    int result = text.failed ? NASHRA_E_MEMORY : document_add_note(doc, NASHRA_NOTE_DEGRADED, (struct span){0, 0}, why->file, text.data, NULL);
    buffer_free(&text);
    return result;
}

/* A list that was changed on disk takes effect with the next document; one with a mistake leaves the old one in force. */
static int refresh(struct lexicon *room, struct nashra_document *doc)
{
    pthread_rwlock_rdlock(&room->lock);
    bool changed = user_lists_changed(&room->user);
    pthread_rwlock_unlock(&room->lock);
    if (!changed) return 0;
    struct nashra_detail why = {0};
    pthread_rwlock_wrlock(&room->lock);
    int result = user_lists_read(&room->user, &why);
    pthread_rwlock_unlock(&room->lock);
    return result == NASHRA_E_INPUT ? note_mistake(doc, &why, "the list as it was before is used") : result;
}

/* Whether a built-in table has the word exactly so: then a user's entry for another spelling is not meant (على, علي). */
static bool word_of_its_own(const struct lexicon *room, const struct word *word)
{
    struct found found;
    return word->length <= FORM_LETTERS && search_find(&room->search, word->letters, word->length, &found, 1) == 1 && found.folded == 0;
}

/* A word that a list has not yet put there itself. */
static bool by_user(const struct word *word)
{
    return word->rule && strcmp(word->rule, "user lexicon") == 0;
}

static size_t find_user(const struct lexicon *room, const struct user_lists *lists, const struct word *words, size_t count,
                        const struct user_entry **entry, struct form *form)
{
    if (words[0].kind == WORD_NUMBER || words[0].kind == WORD_LETTER || words[0].length < 1 || by_user(&words[0])) return 0;
    size_t n = user_lists_find(lists, false, words, count, entry, form);
    if (n == 0 && !word_of_its_own(room, &words[0])) n = user_lists_find(lists, true, words, count, entry, form);
    return n;
}

/* Writes the document's words anew, with what the user's lists put in their place. */
static int run_user(const struct lexicon *room, const struct user_lists *lists, struct nashra_document *doc)
{
    if (lists->entry_count == 0) return 0;
    struct apply apply = {.doc = doc, .letters = room->letters, .ipa = room->ipa};
    for (size_t s = 0; s < doc->sentence_count; s++) {
        struct sentence *sentence = &doc->sentences[s];
        const struct word *words = doc->words + sentence->first_word;
        size_t first = apply.count;
        for (size_t i = 0; i < sentence->word_count;) {
            const struct user_entry *entry;
            struct form form;
            size_t taken = find_user(room, lists, &words[i], sentence->word_count - i, &entry, &form);
            int result = taken ? apply_entry(&apply, &words[i], taken, &form, entry) : apply_keep(&apply, &words[i]);
            if (result < 0) return result;
            i += taken ? taken : 1;
        }
        sentence->first_word = (uint32_t)first;
        sentence->word_count = (uint32_t)(apply.count - first);
    }
    doc->words = apply.out;
    doc->word_count = apply.count;
    doc->word_capacity = apply.capacity;
    return 0;
}

/* Lists beside the article: nashra-lexicon.tsv in its directory, and NAME.lexicon.tsv for NAME.txt, which wins. */
static int run_beside(const struct lexicon *room, struct nashra_document *doc)
{
    const char *name = doc->reading.name;
    if (!room->beside || !name || strcmp(name, "-") == 0) return 0;
    const char *slash = strrchr(name, '/');
    size_t directory = slash ? (size_t)(slash - name) + 1 : 0;
    const char *dot = strrchr(name + directory, '.');
    size_t stem = dot && dot > name + directory ? (size_t)(dot - name) : strlen(name);
    struct buffer path = BUFFER_EMPTY;
    struct user_lists lists = {0};
    struct nashra_detail why = {0};
    int result = buffer_format(&path, "%.*snashra-lexicon.tsv", (int)directory, name) < 0 ? NASHRA_E_MEMORY : user_lists_add(&lists, path.data, true);
    buffer_clear(&path);
    if (result == 0) result = buffer_format(&path, "%.*s.lexicon.tsv", (int)stem, name) < 0 ? NASHRA_E_MEMORY : user_lists_add(&lists, path.data, true);
    buffer_free(&path);
    if (result == 0 && user_lists_changed(&lists)) result = user_lists_read(&lists, &why);
    if (result == 0) result = run_user(room, &lists, doc);
    user_lists_free(&lists);
    return result == NASHRA_E_INPUT ? note_mistake(doc, &why, "that list is left out") : result;
}

/* --- the built-in tables -------------------------------------------------------------------------------------------------- */

struct deciding {
    struct lexicon *room;
    struct nashra_document *doc;
    struct context context;
    const struct sentence *sentence;
    bool alone; /* no network will follow: the best hint is what is spoken */
};

/* A word that this room may say something about. */
static bool open_word(const struct word *word)
{
    return (word->kind == WORD_PLAIN || word->kind == WORD_NAME) && !word->given && word->length >= 2 && word->length <= FORM_LETTERS &&
           word->language[0] == 'a' && word->language[1] == 'r' && !by_user(word);
}

struct phrase_search {
    const struct phrases *phrases;
    const struct word *words;
    size_t count, longest;
    uint32_t id;
    struct form form;
};

static bool try_phrase(void *context, const struct form *form)
{
    struct phrase_search *p = context;
    uint32_t id;
    size_t n = phrases_find(p->phrases, form, p->words, p->count, &id);
    if (n > p->longest) p->longest = n, p->id = id, p->form = *form;
    return false;
}

/* Names of several words: returns how many words are settled. */
static size_t settle_phrase(struct deciding *d, size_t index)
{
    struct word *words = d->doc->words + index;
    size_t left = d->sentence->first_word + d->sentence->word_count - index;
    struct phrase_search p = {.phrases = &d->room->phrases, .words = words, .count = left};
    if (left < 2 || !open_word(words)) return 0;
    forms_each(words->letters, words->length, FORM_BARE, try_phrase, &p);
    if (p.longest < 2) return 0;
    const struct source *source = &d->room->search.sources[p.id >> ROW_BITS];
    size_t row = p.id & ((1u << ROW_BITS) - 1);
    for (size_t i = 0; i < p.longest; i++)
        if (!open_word(&words[i])) return 0;
    if (!apply_phrase(words, p.longest, &p.form, section_field(source->section, row, 1), true, BY_LEXICON)) return 0;
    bool person = search_is_person(search_kind_of(section_field(source->section, row, 2)));
    for (size_t i = 0; i < p.longest; i++) {
        words[i].kind = WORD_NAME;
        words[i].person = person;
        words[i].rule = source->name;
    }
    return p.longest;
}

struct homograph_search {
    struct deciding *deciding;
    size_t index, row;
    struct form form;
    bool vote;
};

static bool try_homograph(void *context, const struct form *form)
{
    struct homograph_search *h = context;
    if (form->article != ARTICLE_NONE && form->article != ARTICLE_IN_BASE) return false; /* الأردن has its article in the table */
    if (form->begin && form->length < 3) return false;
    h->row = context_homograph(&h->deciding->context, h->deciding->sentence, h->index, form, h->vote);
    h->form = *form;
    return h->row != SIZE_MAX;
}

static bool find_homograph(struct deciding *d, size_t index, bool vote, struct homograph_search *h)
{
    const struct word *word = &d->doc->words[index];
    *h = (struct homograph_search){.deciding = d, .index = index, .row = SIZE_MAX, .vote = vote};
    return open_word(word) && forms_each(word->letters, word->length, FORM_BARE, try_homograph, h);
}

static int settle_homograph(struct deciding *d, size_t index, bool *settled)
{
    struct homograph_search h;
    *settled = false;
    if (!find_homograph(d, index, false, &h)) return 0;
    struct word *word = &d->doc->words[index];
    const char *text = context_marks(&d->context, h.row);
    enum search_kind kind = context_kind(&d->context, h.row);
    uint32_t spelling[FORM_LETTERS];
    mark marks[FORM_LETTERS] = {0};
    size_t n = vocalized_split(text, strlen(text), spelling, marks, FORM_LETTERS);
    struct reading reading = {.source = "homographs"};
    if (n != h.form.length || !form_compose(&h.form, word->letters, word->length, spelling, marks, search_is_name(kind), reading.marks)) return 0;
    int confidence = context_confidence(&d->context, h.row);
    reading.confidence = (uint8_t)confidence;
    word->clitics = (uint8_t)form_clitics(&h.form);
    word->rule = "homographs";
    *settled = true;
    if (search_is_name(kind)) word->kind = WORD_NAME;
    if (confidence >= IMPOSED || d->alone) {
        apply_marks(word, reading.marks, confidence >= IMPOSED ? BY_LEXICON : BY_GUESS);
        return 0;
    }
    return apply_hint(d->doc, word, &reading);
}

/* ـين is a dual before اثنين. */
static bool dual_follows(const struct deciding *d, size_t index)
{
    static const uint32_t two[] = {0x0627, 0x062B, 0x0646, 0x064A, 0x0646}; /* اثنين */
    size_t end = d->sentence->first_word + d->sentence->word_count;
    if (index + 1 >= end) return false;
    const struct word *next = &d->doc->words[index + 1];
    return next->length == 5 && memcmp(next->letters, two, sizeof two) == 0;
}

/* The name without its clitics, as a line for the user's list. */
static int note_unknown(struct deciding *d, const struct word *word, size_t first, const mark *guess)
{
    struct buffer surface = BUFFER_EMPTY, line = BUFFER_EMPTY;
    struct word name = *word;
    mark marks[FORM_LETTERS];
    memcpy(marks, guess + first, word->length - first);
    name.letters += first;
    name.marks = marks;
    name.length = (uint16_t)(word->length - first);
    word_write(&surface, &name, false);
    buffer_format(&line, "%s\t", surface.data ? surface.data : "");
    word_write(&line, &name, true);
    int result = surface.failed || line.failed ? NASHRA_E_MEMORY :
        document_add_note(d->doc, NASHRA_NOTE_UNKNOWN_NAME, word->source, surface.data ? surface.data : "",
                          "a name in no lexicon: its vowels are a guess", line.data);
    buffer_free(&surface);
    buffer_free(&line);
    return result;
}

/* و before a consonant is a conjunction (وغالاغر), before a vowel letter perhaps the name's own (ويليام). */
static bool begins_with_and(const struct word *word)
{
    if (word->length < 6 || word->letters[0] != 0x0648) return false; /* U+0648 WAW */
    uint32_t next = word->letters[1];
    return next != 0x0627 && next != 0x0648 && next != 0x064A; /* ا و ي */
}

/* A word that no table has: a guess when it looks like a foreign name. */
static int guess_name(struct deciding *d, size_t index, bool person)
{
    struct word *word = &d->doc->words[index];
    size_t first = names_sure_clitics(word);
    word->clitics = (uint8_t)first;
    if (first == 0 && begins_with_and(word)) first = 1;
    if (!guess_is_foreign(word, first)) return 0;
    struct reading reading = {.confidence = person ? 45 : 40, .source = "guess"};
    guess_marks(word, first, reading.marks);
    if (word->letters[0] == 0x0648 && first) reading.marks[0] = VOWEL_FATHA;
    word->clitics = (uint8_t)first;
    word->guessed = 1;
    word->kind = WORD_NAME;
    word->person = person;
    if (apply_hint(d->doc, word, &reading) < 0) return NASHRA_E_MEMORY;
    if (d->alone) apply_marks(word, reading.marks, BY_GUESS);
    return note_unknown(d, word, first, reading.marks);
}

static int settle_word(struct deciding *d, size_t index)
{
    struct word *word = &d->doc->words[index];
    if (!open_word(word)) return 0;
    bool person = context_is_name(&d->context, index), dual = dual_follows(d, index);
    struct names_result found;
    names_find(&d->room->search, word, person, dual, &found);
    if (!found.known) return guess_name(d, index, person);
    word->clitics = found.clitics;
    if (word->gender == GENDER_UNKNOWN) word->gender = (uint8_t)found.gender;
    if (search_is_name(found.kind) && found.readings[0].confidence >= 70) {
        word->kind = WORD_NAME;
        word->person = search_is_person(found.kind) || (person && found.kind == KIND_NAME);
    }
    if (found.readings[0].impose) {
        apply_marks(word, found.readings[0].marks, BY_LEXICON);
        word->rule = found.readings[0].source;
        return 0;
    }
    for (size_t i = 0; i < found.count; i++)
        if (apply_hint(d->doc, word, &found.readings[i]) < 0) return NASHRA_E_MEMORY;
    if (d->alone && word->hints) apply_marks(word, word->hints->marks, BY_GUESS);
    return 0;
}

static int settle_sentence(struct deciding *d)
{
    size_t end = d->sentence->first_word + d->sentence->word_count;
    for (size_t i = d->sentence->first_word; i < end;) {
        size_t phrase = settle_phrase(d, i);
        if (phrase) {
            i += phrase;
            continue;
        }
        bool settled;
        int result = settle_homograph(d, i, &settled);
        if (result == 0 && !settled) result = settle_word(d, i);
        if (result < 0) return result;
        i++;
    }
    return 0;
}

int lexicon_run(struct nashra_document *doc, size_t first, size_t count, struct nashra_detail *detail)
{
    (void)first, (void)count, (void)detail;
    struct lexicon *room = doc->engine->lexicon;
    int result = run_beside(room, doc);
    if (result == 0) result = refresh(room, doc);
    pthread_rwlock_rdlock(&room->lock);
    if (result == 0) result = run_user(room, &room->user, doc);
    pthread_rwlock_unlock(&room->lock);
    if (result < 0) return result;

    struct deciding d = {.room = room, .doc = doc, .alone = doc->engine->network == NULL};
    result = context_survey(&d.context, &room->rules, doc, &room->search);
    for (size_t s = 0; s < doc->sentence_count && result == 0; s++) { /* first the votes, so that early mentions hear late ones */
        struct homograph_search h;
        d.sentence = &doc->sentences[s];
        for (size_t i = 0; i < d.sentence->word_count; i++) find_homograph(&d, d.sentence->first_word + i, true, &h);
    }
    for (size_t s = 0; s < doc->sentence_count && result == 0; s++) {
        d.sentence = &doc->sentences[s];
        result = settle_sentence(&d);
    }
    return result;
}

/* --- asking for one word --------------------------------------------------------------------------------------------------- */

int nashra_lexicon_find(const nashra_engine *engine, const char *word, nashra_reading_fn found, void *context, struct nashra_detail *detail)
{
    uint32_t letters[FORM_LETTERS];
    mark none[FORM_LETTERS] = {0};
    uint8_t by[FORM_LETTERS] = {0};
    size_t n = vocalized_split(word, strlen(word), letters, none, FORM_LETTERS);
    if (n == 0 || n > FORM_LETTERS) return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "not a word of at most %d letters", FORM_LETTERS);
    struct word w = {.letters = letters, .marks = none, .by = by, .length = (uint16_t)n};
    struct names_result result;
    names_find(&engine->lexicon->search, &w, false, false, &result);
    struct buffer text = BUFFER_EMPTY;
    for (size_t i = 0; i < result.count; i++) {
        const struct reading *reading = &result.readings[i];
        mark marks[FORM_LETTERS];
        memcpy(marks, reading->marks, n);
        w.marks = marks;
        buffer_clear(&text);
        if (word_write(&text, &w, true) < 0) break;
        found(context, &(struct nashra_lexicon_reading){text.data, reading->source, reading->impose ? 100 : reading->confidence});
    }
    bool failed = text.failed;
    buffer_free(&text);
    return failed ? error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short") : (int)result.count;
}
