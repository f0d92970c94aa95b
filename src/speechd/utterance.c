/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/utterance.h"

#include <poll.h>
#include <string.h>
#include <time.h>

enum { MOST_DUE = sizeof((struct utterance *)NULL)->due / sizeof(struct due_mark), LOOK_AHEAD = 64, MOST_WAIT_MS = 3000, STEP_MS = 2 };

static bool server_mark(const char *name)
{
    return strncmp(name, "__spd_", 6) == 0;
}

void spd_utterance_begin(struct utterance *u, struct channel *channel, const struct plain *plain, int rate)
{
    *u = (struct utterance){.channel = channel, .plain = plain, .rate = rate};
    for (size_t i = 0; i < plain->mark_count; i++)
        if (server_mark(spd_plain_mark_name(plain, i))) u->server_marks++;
    spd_channel_write(channel, "701 BEGIN\n");
}

/* --- requests ---------------------------------------------------------------------------------------------------- */

/* Looks for a STOP or PAUSE. True when speech goes on. */
static bool go_on(struct utterance *u)
{
    if (u->state != UTTERANCE_SPEAKING) return false;
    enum request request = spd_channel_poll(u->channel);
    if (request == REQUEST_PAUSE) u->pause_wanted = true;
    if (request == REQUEST_STOP || (u->pause_wanted && u->server_marks == 0)) u->state = UTTERANCE_STOPPED;
    return u->state == UTTERANCE_SPEAKING;
}

/* --- marks ------------------------------------------------------------------------------------------------------- */

static void report(struct utterance *u, size_t index)
{
    const char *name = spd_plain_mark_name(u->plain, index);
    spd_channel_mark(u->channel, name);
    if (!server_mark(name)) return;
    u->server_marks--;
    if (u->pause_wanted) u->state = UTTERANCE_PAUSED;
}

/* Reports what is due at or before the sample. */
static bool report_due(struct utterance *u, uint64_t sample)
{
    size_t done = 0;
    while (done < u->due_count && u->due[done].sample <= sample && u->state == UTTERANCE_SPEAKING) report(u, u->due[done++].index);
    u->due_count -= done;
    memmove(u->due, u->due + done, u->due_count * sizeof *u->due);
    return u->state == UTTERANCE_SPEAKING;
}

/* Marks [next_mark, end) are reached at `sample`. Where more are due than we keep, the first is reported a little early. */
static bool reach(struct utterance *u, size_t end, uint64_t sample)
{
    for (; u->next_mark < end && u->state == UTTERANCE_SPEAKING; u->next_mark++) {
        if (u->due_count == MOST_DUE && !report_due(u, u->due[0].sample)) return false;
        u->due[u->due_count++] = (struct due_mark){sample, u->next_mark};
    }
    return report_due(u, u->sent);
}

bool spd_utterance_mark(struct utterance *u, const char *name, uint64_t sample)
{
    for (size_t i = u->next_mark; i < u->plain->mark_count && i < u->next_mark + LOOK_AHEAD; i++)
        if (strcmp(spd_plain_mark_name(u->plain, i), name) == 0) return reach(u, i + 1, sample);
    return u->state == UTTERANCE_SPEAKING;
}

bool spd_utterance_marks_before(struct utterance *u, size_t offset, uint64_t sample)
{
    size_t end = u->next_mark;
    while (end < u->plain->mark_count && u->plain->marks[end].offset <= offset) end++;
    return reach(u, end, sample);
}

/* --- sound ------------------------------------------------------------------------------------------------------- */

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool spd_utterance_samples(struct utterance *u, const int16_t *samples, size_t count)
{
    size_t most = (size_t)u->rate * CHANNEL_BLOCK_MS / 1000;
    if (!u->sent) u->begun = milliseconds();
    while (count) {
        if (!go_on(u) || !report_due(u, u->sent)) return false;
        size_t n = count < most ? count : most;
        if (u->due_count && u->due[0].sample - u->sent < n) n = (size_t)(u->due[0].sample - u->sent);
        spd_channel_samples(u->channel, samples, n, u->rate);
        u->sent += n;
        samples += n;
        count -= n;
    }
    return true;
}

/* Whether the listener is still behind us: the server has not taken all sound, or, where it took it at the pace of a loudspeaker,
 * that pace says that it is still being played. (A server that plays nothing takes a sentence in a few milliseconds.) */
static bool listener_behind(const struct utterance *u)
{
    if (spd_channel_unread(u->channel)) return true;
    int64_t length = (int64_t)(u->sent * 1000 / (uint64_t)u->rate), since = milliseconds() - u->begun;
    return since >= length / 2 && since < length;
}

/* A PAUSE that came after our 702 would find no message to answer for, and speech-dispatcher 0.11.4 would never speak again: so
 * the last event waits for the listener. A script is not kept waiting, and a reader that has stopped reading not for ever. */
static void wait_for_listener(struct utterance *u)
{
    for (int waited = 0; !u->channel->queued && waited < MOST_WAIT_MS && listener_behind(u) && go_on(u); waited += STEP_MS)
        poll(NULL, 0, STEP_MS);
}

void spd_utterance_end(struct utterance *u)
{
    if (go_on(u)) reach(u, u->plain->mark_count, u->sent);
    if (u->state == UTTERANCE_SPEAKING) report_due(u, UINT64_MAX);
    if (u->state == UTTERANCE_SPEAKING) wait_for_listener(u);
    if (u->state == UTTERANCE_SPEAKING && u->pause_wanted) u->state = UTTERANCE_STOPPED;
    static const char *const LAST[] = {[UTTERANCE_SPEAKING] = "702 END\n", [UTTERANCE_STOPPED] = "703 STOP\n",
                                       [UTTERANCE_PAUSED] = "704 PAUSE\n"};
    spd_channel_write(u->channel, LAST[u->state]);
}
