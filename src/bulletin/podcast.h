/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_BULLETIN_PODCAST_H
#define NASHRA_BULLETIN_PODCAST_H

#include "nashra.h"

/* An episode, as it goes into a feed. Strings may be NULL but audio, base_url and title. */
struct episode {
    const char *base_url;   /* where the files' names hang: https://example.org/news/ */
    const char *audio;      /* path of the finished file; its name and size are taken */
    const char *chapters, *transcript; /* paths of JSON chapters and of VTT, SRT or JSON */
    const char *title, *summary, *station, *channel; /* channel: the feed's title when it is new */
    int64_t date;           /* seconds */
    double seconds;
    size_t keep;            /* items that the feed holds at most */
};

/* Adds the episode to the RSS 2.0 feed at `path` (iTunes and podcast namespaces), which is made when it is not there. The newest item
 * is the first; one with the same guid (the audio's address) is replaced, so that a second run changes nothing but times; what a hand
 * has written into the channel stays. Two processes wait for each other; the file is replaced whole or not at all. A file that is no
 * RSS feed is left as it is: NASHRA_E_INPUT. */
int podcast_add(const char *path, const struct episode *episode, struct nashra_detail *detail);

#endif
