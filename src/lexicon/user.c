/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* The lists of an engine: which files, read again when they change, and the index over all of them. */
#include "lexicon/user.h"

#include "util/error.h"

#include <string.h>
#include <sys/stat.h>

int user_lists_add(struct user_lists *lists, const char *path, bool optional)
{
    struct user_file *files = memory_realloc(lists->files, lists->file_count + 1, sizeof *files);
    if (!files) return NASHRA_E_MEMORY;
    lists->files = files;
    files[lists->file_count] = (struct user_file){.path = memory_strdup(path), .optional = optional};
    if (!files[lists->file_count].path) return NASHRA_E_MEMORY;
    lists->file_count++;
    return 0;
}

/* Whether the file on disk is another one than the one that was read: by device, inode, size and time (an editor that writes a new
 * file and renames it changes the inode; one that writes in place the time). */
static bool differs(const struct user_file *file, const struct stat *now, bool present)
{
    if (present != file->present) return true;
    if (!present) return false;
    return now->st_dev != file->device || now->st_ino != file->inode || now->st_size != file->size ||
           now->st_mtim.tv_sec != file->changed.tv_sec || now->st_mtim.tv_nsec != file->changed.tv_nsec;
}

bool user_lists_changed(const struct user_lists *lists)
{
    for (size_t i = 0; i < lists->file_count; i++) {
        struct stat now;
        bool present = stat(lists->files[i].path, &now) == 0;
        if (differs(&lists->files[i], &now, present)) return true;
    }
    return false;
}

static int read_one(struct user_file *file, struct user_list *list, struct stat *now, bool *present, struct nashra_detail *detail)
{
    *present = stat(file->path, now) == 0;
    if (!*present && file->optional) return 0;
    char *text;
    size_t size;
    int result = user_read_file(file->path, &text, &size, detail);
    if (result < 0) return result;
    result = user_parse(list, file->path, text, size, detail);
    memory_free(text);
    return result;
}

static int build_index(struct user_lists *lists, const struct user_list *parsed)
{
    size_t count = 0, at = 0;
    for (size_t f = 0; f < lists->file_count; f++) count += parsed[f].count;
    struct phrases exact = {.exact = true}, folded = {.exact = false};
    const struct user_entry **entries = memory_zalloc(count, sizeof *entries);
    int result = entries ? 0 : NASHRA_E_MEMORY;
    for (size_t f = 0; f < lists->file_count && result == 0; f++) {
        for (size_t i = 0; i < parsed[f].count && result == 0; i++, at++) {
            const struct user_entry *entry = &parsed[f].entries[i];
            size_t size = strlen(entry->surface);
            entries[at] = entry;
            result = phrases_add(&exact, entry->surface, size, (uint32_t)at);
            if (result == 0) result = phrases_add(&folded, entry->surface, size, (uint32_t)at);
        }
    }
    if (result < 0) {
        phrases_free(&exact);
        phrases_free(&folded);
        memory_free(entries);
        return result;
    }
    phrases_free(&lists->exact);
    phrases_free(&lists->folded);
    memory_free(lists->entries);
    lists->exact = exact;
    lists->folded = folded;
    lists->entries = entries;
    lists->entry_count = count;
    return 0;
}

/* All files are parsed into new lists, which take the old ones' places only when everything is right: a mistake in one line
 * leaves yesterday's list in force. */
int user_lists_read(struct user_lists *lists, struct nashra_detail *detail)
{
    size_t n = lists->file_count;
    struct user_list *parsed = memory_zalloc(n, sizeof *parsed);
    struct stat *now = memory_zalloc(n, sizeof *now);
    bool *present = memory_zalloc(n, sizeof *present);
    int result = parsed && now && present ? 0 : error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    for (size_t i = 0; i < n && result == 0; i++) result = read_one(&lists->files[i], &parsed[i], &now[i], &present[i], detail);
    if (result == 0) {
        result = build_index(lists, parsed);
        if (result < 0) error_set(detail, result, NULL, 0, 0, "memory is short");
    }
    for (size_t i = 0; i < n && parsed; i++) {
        struct user_file *file = &lists->files[i];
        if (result < 0) {
            user_free(&parsed[i]);
            continue;
        }
        user_free(&file->list);
        file->list = parsed[i];
        file->present = present[i];
        file->device = now[i].st_dev;
        file->inode = now[i].st_ino;
        file->size = now[i].st_size;
        file->changed = now[i].st_mtim;
    }
    memory_free(parsed);
    memory_free(now);
    memory_free(present);
    return result;
}

void user_lists_free(struct user_lists *lists)
{
    for (size_t i = 0; i < lists->file_count; i++) {
        user_free(&lists->files[i].list);
        memory_free(lists->files[i].path);
    }
    memory_free(lists->files);
    memory_free(lists->entries);
    phrases_free(&lists->exact);
    phrases_free(&lists->folded);
    *lists = (struct user_lists){0};
}

/* --- look-up ------------------------------------------------------------------------------------------------------- */

struct finding {
    const struct user_lists *lists;
    const struct phrases *phrases;
    const struct word *words;
    size_t count;
    size_t longest;
    uint32_t id;
    struct form form;
};

/* The longest wins; of equals the first, which has the fewest letters taken off. */
static bool try_form(void *context, const struct form *form)
{
    struct finding *f = context;
    uint32_t id = 0;
    size_t words = phrases_find(f->phrases, form, f->words, form->suffix ? 1 : f->count, &id);
    if (words && form->suffix && f->lists->entries[id]->kind != USER_MARKS) return false; /* other words take no ending of ours */
    if (words > f->longest) {
        f->longest = words;
        f->id = id;
        f->form = *form;
    }
    return false;
}

size_t user_lists_find(const struct user_lists *lists, bool folded, const struct word *words, size_t count,
                       const struct user_entry **entry, struct form *form)
{
    if (lists->entry_count == 0) return 0;
    struct finding f = {.lists = lists, .phrases = folded ? &lists->folded : &lists->exact, .words = words, .count = count};
    forms_each(words[0].letters, words[0].length, FORM_ANY, try_form, &f);
    if (f.longest == 0) return 0;
    *entry = lists->entries[f.id];
    *form = f.form;
    return f.longest;
}
