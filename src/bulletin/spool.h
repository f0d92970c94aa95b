/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_SPOOL_H
#define NASHRA_BULLETIN_SPOOL_H

/* A watched directory on disk, so that an article is made exactly once whenever the process is killed.
 *
 *     DIR/name.html            waits
 *     OUT/.nashra-HASH/        sound while it is made; what a killed process left in it is thrown away
 *     DIR/.nashra/ready        "name.html's sound is complete": written before the sound appears under its name
 *     OUT/name.mp3             the sound: it comes by rename from the directory above
 *     DIR/done/name.html       then the article moves here, and `ready` is taken away
 *
 * After a kill: without `ready`, nothing of the article was seen outside, and it is made again. With it, the sound is complete: if it
 * still lies in the work directory, it is moved out now; if not, it was moved out already (and perhaps taken by the play-out system);
 * either way the article moves to done/ and is not made again. A lock, held by the process and its child, keeps others out. */

#include "bulletin/files.h"

#include <sys/stat.h>

struct spool {
    struct arena *arena;
    const char *inbox, *done, *failed, *state, *out, *work, *ready;
    int lock;
    nashra_report_fn report;
    void *report_context;
};

/* Makes the directories, takes the lock (a killed process's child may hold it for a moment), and finishes what was begun, if it can. */
int spool_open(struct spool *spool, const char *directory, const char *out, nashra_report_fn report, void *context,
               struct nashra_detail *detail);
void spool_close(struct spool *spool);

/* Finishes what was begun and not finished: by a killed process, or because done/ could not be written. While it fails, nothing else may
 * be published. */
int spool_recover(struct spool *spool, struct nashra_detail *detail);

/* The articles that wait and that nobody is writing any more, the oldest first. Arena strings. */
int spool_list(struct spool *spool, struct arena *arena, char ***names, size_t *count, struct nashra_detail *detail);

/* What tells one version of an article from the next. */
struct identity {
    uint64_t inode, size;
    int64_t seconds, nanoseconds;
};
struct identity identity_of(const struct stat *st);

/* The sound of article `name` is complete in work/sound: out it goes, and the article to done/. */
int spool_publish(struct spool *spool, const char *name, struct identity identity, const char *sound, struct nashra_detail *detail);

/* The article cannot be read: to failed/ it goes, with the reason beside it. */
int spool_fail(struct spool *spool, const char *name, const char *reason, struct nashra_detail *detail);

/* name.html -> name.mp3, or name.html.mp3 when an article of that stem and another ending was there first. Arena string. */
char *spool_sound_name(struct spool *spool, struct arena *arena, const char *name, const char *ending);

#endif
