/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra_lexicon_*: a user's list as an editor changes it. The file's text is kept line by line, so that comments, blank lines and
 * remarks behind a second TAB survive; the parsed entries beside it say which line is which. */
#include "engine.h"
#include "lexicon/lexicon.h"
#include "lexicon/pls.h"
#include "lexicon/user.h"
#include "util/buffer.h"
#include "util/error.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct nashra_lexicon {
    char *path;
    struct buffer text;
    struct user_list list;
    struct buffer value; /* what nashra_lexicon_entry() gave out last */
    bool pls, own;
};

static int short_of_memory(struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
}

static int parse_again(nashra_lexicon *lexicon, struct nashra_detail *detail)
{
    struct user_list list = {0};
    int result = user_parse(&list, lexicon->path, lexicon->text.data ? lexicon->text.data : "", lexicon->text.size, detail);
    if (result < 0) {
        user_free(&list);
        return result == NASHRA_E_MEMORY ? short_of_memory(detail) : result;
    }
    user_free(&lexicon->list);
    lexicon->list = list;
    return 0;
}

static int read_text(nashra_lexicon *lexicon, struct nashra_detail *detail)
{
    if (lexicon->own && access(lexicon->path, F_OK) != 0) return 0; /* not written yet */
    char *text;
    size_t size;
    int result = user_read_file(lexicon->path, &text, &size, detail);
    if (result < 0) return result;
    buffer_append(&lexicon->text, text, size);
    memory_free(text);
    if (lexicon->text.failed) return short_of_memory(detail);
    size_t first = strspn(lexicon->text.data, " \t\r\n");
    lexicon->pls = lexicon->text.data[first] == '<';
    return 0;
}

int nashra_lexicon_open(nashra_lexicon **lexicon, const char *path, struct nashra_detail *detail)
{
    *lexicon = NULL;
    nashra_lexicon *l = memory_zalloc(1, sizeof *l);
    if (!l) return short_of_memory(detail);
    struct buffer own = BUFFER_EMPTY;
    int result = 0;
    if (!path && lexicon_own_path(&own) < 0) result = short_of_memory(detail);
    else if (!path && own.size == 0) result = error_set(detail, NASHRA_E_INPUT, NULL, 0, 0, "no home directory: name a list with --lexicon");
    else if (!(l->path = memory_strdup(path ? path : own.data))) result = short_of_memory(detail);
    l->own = !path;
    buffer_free(&own);
    if (result == 0) result = read_text(l, detail);
    if (result == 0) result = parse_again(l, detail);
    if (result < 0) {
        nashra_lexicon_close(l);
        return result;
    }
    *lexicon = l;
    return 0;
}

void nashra_lexicon_close(nashra_lexicon *lexicon)
{
    if (!lexicon) return;
    user_free(&lexicon->list);
    buffer_free(&lexicon->text);
    buffer_free(&lexicon->value);
    memory_free(lexicon->path);
    memory_free(lexicon);
}

const char *nashra_lexicon_path(const nashra_lexicon *lexicon)
{
    return lexicon->path;
}

size_t nashra_lexicon_count(const nashra_lexicon *lexicon)
{
    return lexicon->list.count;
}

int nashra_lexicon_entry(const nashra_lexicon *lexicon, size_t index, struct nashra_lexicon_entry *entry)
{
    if (index >= lexicon->list.count) return NASHRA_E_ARGUMENT;
    const struct user_entry *e = &lexicon->list.entries[index];
    struct buffer *value = &((nashra_lexicon *)lexicon)->value; /* scratch of the handle, not of the list */
    static const enum nashra_lexicon_kind kinds[] = {
        [USER_MARKS] = NASHRA_LEXICON_MARKS,     [USER_PHONEMES] = NASHRA_LEXICON_PHONEMES, [USER_IPA] = NASHRA_LEXICON_IPA,
        [USER_LETTERS] = NASHRA_LEXICON_LETTERS, [USER_WORDS] = NASHRA_LEXICON_WORDS,       [USER_LANGUAGE] = NASHRA_LEXICON_LANGUAGE,
    };
    buffer_clear(value);
    if (user_write_value(value, e) < 0 || buffer_text(value, "") < 0) return NASHRA_E_MEMORY;
    *entry = (struct nashra_lexicon_entry){kinds[e->kind], e->surface, value->data, e->line};
    return 0;
}

/* --- changing ------------------------------------------------------------------------------------------------------------- */

/* Where line `number` (from 1) begins and how long it is with its line feed. */
static size_t line_at(const struct buffer *text, size_t number, size_t *length)
{
    size_t begin = 0;
    for (size_t i = 1; i < number && begin < text->size; i++) {
        const char *stop = memchr(text->data + begin, '\n', text->size - begin);
        begin = stop ? (size_t)(stop - text->data) + 1 : text->size;
    }
    const char *stop = begin < text->size ? memchr(text->data + begin, '\n', text->size - begin) : NULL;
    *length = (stop ? (size_t)(stop - text->data) + 1 : text->size) - begin;
    return begin;
}

static int replace(nashra_lexicon *lexicon, size_t at, size_t length, const char *with, size_t size, struct nashra_detail *detail)
{
    struct buffer text = BUFFER_EMPTY;
    buffer_append(&text, lexicon->text.data ? lexicon->text.data : "", at);
    buffer_append(&text, with, size);
    buffer_append(&text, (lexicon->text.data ? lexicon->text.data : "") + at + length, lexicon->text.size - at - length);
    if (text.failed) {
        buffer_free(&text);
        return short_of_memory(detail);
    }
    struct buffer old = lexicon->text;
    lexicon->text = text;
    int result = parse_again(lexicon, detail);
    if (result < 0) {
        buffer_free(&lexicon->text);
        lexicon->text = old;
        return result;
    }
    buffer_free(&old);
    return 0;
}

/* The last entry of a surface, or NULL. */
static const struct user_entry *entry_of(const nashra_lexicon *lexicon, const char *surface)
{
    for (size_t i = lexicon->list.count; i-- > 0;)
        if (strcmp(lexicon->list.entries[i].surface, surface) == 0) return &lexicon->list.entries[i];
    return NULL;
}

static int changeable(const nashra_lexicon *lexicon, struct nashra_detail *detail)
{
    if (!lexicon->pls) return 0;
    return error_set(detail, NASHRA_E_ARGUMENT, lexicon->path, 0, 0, "a PLS list is not changed in place: import it into a TSV list");
}

int nashra_lexicon_add(nashra_lexicon *lexicon, const char *surface, const char *value, struct nashra_detail *detail)
{
    int result = changeable(lexicon, detail);
    if (result < 0) return result;
    struct user_list one = {0};
    if (strpbrk(surface, "\t\n") || strpbrk(value, "\t\n") || *surface == '#')
        return error_set(detail, NASHRA_E_INPUT, NULL, 0, 0, "a word and how it is said are one line, without TAB, not beginning with #");
    result = user_add(&one, "", 0, surface, strlen(surface), 1, value, strlen(value), detail);
    if (result == 0) {
        struct buffer line = BUFFER_EMPTY;
        const struct user_entry *old = entry_of(lexicon, one.entries[0].surface);
        size_t length = 0, at = old ? line_at(&lexicon->text, old->line, &length) : lexicon->text.size;
        if (!old && at && lexicon->text.data[at - 1] != '\n') buffer_char(&line, '\n');
        buffer_format(&line, "%s\t", one.entries[0].surface);
        user_write_value(&line, &one.entries[0]);
        buffer_char(&line, '\n');
        result = line.failed ? short_of_memory(detail) : replace(lexicon, at, length, line.data, line.size, detail);
        buffer_free(&line);
    }
    user_free(&one);
    return result;
}

int nashra_lexicon_remove(nashra_lexicon *lexicon, const char *surface, struct nashra_detail *detail)
{
    int removed = 0, result = changeable(lexicon, detail);
    if (result < 0) return result;
    struct user_list one = {0};
    result = user_add(&one, "", 0, surface, strlen(surface), 1, "{und}", 5, detail); /* for the surface's bare letters */
    const struct user_entry *old;
    while (result == 0 && (old = entry_of(lexicon, one.entries[0].surface))) {
        size_t length, at = line_at(&lexicon->text, old->line, &length);
        result = replace(lexicon, at, length, "", 0, detail);
        removed++;
    }
    user_free(&one);
    return result < 0 ? result : removed;
}

/* --- writing ---------------------------------------------------------------------------------------------------------------- */

/* ~/.config and ~/.config/nashra, for a first own list. */
static void make_directories(const char *path)
{
    char *copy = memory_strdup(path);
    for (char *slash = copy ? strchr(copy + 1, '/') : NULL; slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0700); /* one that exists is fine; a failure shows when the file is opened */
        *slash = '/';
    }
    memory_free(copy);
}

static int write_whole(FILE *file, const struct buffer *text)
{
    bool good = text->size == 0 || fwrite(text->data, 1, text->size, file) == text->size;
    good = fflush(file) == 0 && good;
    good = fsync(fileno(file)) == 0 && good;
    return fclose(file) == 0 && good ? 0 : -1;
}

int nashra_lexicon_save(nashra_lexicon *lexicon, struct nashra_detail *detail)
{
    int result = changeable(lexicon, detail);
    if (result < 0) return result;
    if (lexicon->own) make_directories(lexicon->path);
    struct buffer temporary = BUFFER_EMPTY;
    buffer_format(&temporary, "%s.XXXXXX", lexicon->path);
    if (temporary.failed) return buffer_free(&temporary), short_of_memory(detail);
    int handle = mkstemp(temporary.data);
    FILE *file = handle < 0 ? NULL : fdopen(handle, "wb");
    struct stat old;
    if (handle >= 0) fchmod(handle, stat(lexicon->path, &old) == 0 ? old.st_mode & 07777 : 0644);
    if (!file) {
        result = error_set(detail, NASHRA_E_OUTPUT, lexicon->path, 0, 0, "cannot write: %s", strerror(errno));
        if (handle >= 0) {
            close(handle);
            unlink(temporary.data);
        }
    } else if (write_whole(file, &lexicon->text) < 0 || rename(temporary.data, lexicon->path) != 0) {
        result = error_set(detail, NASHRA_E_OUTPUT, lexicon->path, 0, 0, "cannot write: %s", strerror(errno));
        unlink(temporary.data);
    }
    buffer_free(&temporary);
    return result;
}

static int by_surface(const void *a, const void *b)
{
    const struct user_entry *const *x = a, *const *y = b;
    int order = strcmp((*x)->surface, (*y)->surface);
    if (order) return order;
    return *x < *y ? -1 : *x > *y; /* in the order of the file */
}

/* The last entry of every surface, sorted. */
static int settled(const struct user_list *list, struct user_list *out)
{
    const struct user_entry **order = memory_zalloc(list->count, sizeof *order);
    out->entries = memory_zalloc(list->count, sizeof *out->entries);
    if (!order || !out->entries) {
        memory_free(order);
        memory_free(out->entries);
        return NASHRA_E_MEMORY;
    }
    for (size_t i = 0; i < list->count; i++) order[i] = &list->entries[i];
    if (list->count) qsort(order, list->count, sizeof *order, by_surface);
    for (size_t i = 0; i < list->count; i++)
        if (i + 1 == list->count || strcmp(order[i]->surface, order[i + 1]->surface) != 0) out->entries[out->count++] = *order[i];
    memory_free(order);
    return 0;
}

int nashra_lexicon_write(const nashra_lexicon *lexicon, bool pls, nashra_write_fn write, void *context, struct nashra_detail *detail)
{
    struct user_list sorted = {0};
    if (settled(&lexicon->list, &sorted) < 0) return short_of_memory(detail);
    struct buffer out = BUFFER_EMPTY;
    if (pls) pls_write(&out, &sorted);
    for (size_t i = 0; i < sorted.count && !pls; i++) {
        buffer_format(&out, "%s\t", sorted.entries[i].surface);
        user_write_value(&out, &sorted.entries[i]);
        buffer_char(&out, '\n');
    }
    memory_free(sorted.entries);
    int result = out.failed ? short_of_memory(detail) : 0;
    if (result == 0 && out.size && write(context, out.data, out.size) != 0)
        result = error_set(detail, NASHRA_E_STOPPED, NULL, 0, 0, "stopped");
    buffer_free(&out);
    return result;
}

/* --- checking --------------------------------------------------------------------------------------------------------------- */

struct checking {
    nashra_report_fn report;
    void *context;
    int count;
};

static void say(struct checking *c, const struct nashra_detail *mistake)
{
    c->count++;
    if (c->report) c->report(c->context, mistake);
}

/* Every line on its own, so that one mistake does not hide the next; then words that have two lines. */
static void check_lines(struct checking *c, const char *path, const char *text, size_t size)
{
    struct user_list list = {0};
    size_t number = 0;
    for (size_t i = 0; i < size;) {
        const char *stop = memchr(text + i, '\n', size - i);
        size_t length = stop ? (size_t)(stop - (text + i)) : size - i, before = list.count;
        struct nashra_detail mistake = {0};
        number++;
        if (user_parse_line(&list, path, number, text + i, length, &mistake) < 0) say(c, &mistake);
        for (size_t old = before; list.count > before && old-- > 0;) {
            if (strcmp(list.entries[old].surface, list.entries[before].surface) != 0) continue;
            error_set(&mistake, NASHRA_E_INPUT, path, number, list.entries[before].column, "the same word as line %zu, which this line overrules",
                      list.entries[old].line);
            say(c, &mistake);
            break;
        }
        i += length + 1;
    }
    user_free(&list);
}

int nashra_lexicon_check(const char *path, nashra_report_fn report, void *context, struct nashra_detail *detail)
{
    char *text;
    size_t size;
    int result = user_read_file(path, &text, &size, detail);
    if (result < 0) return result;
    struct checking c = {.report = report, .context = context};
    size_t first = strspn(text, " \t\r\n");
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) first += 3;
    if (first < size && text[first] == '<') {
        struct user_list list = {0};
        struct nashra_detail mistake = {0};
        if (pls_parse(&list, path, text, size, &mistake) < 0) say(&c, &mistake);
        user_free(&list);
    } else {
        check_lines(&c, path, text, size);
    }
    memory_free(text);
    return c.count;
}
