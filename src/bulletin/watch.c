/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra_bulletin_watch(): a drop folder. The parent looks after the directory, a child makes one article and ends: whatever an article
 * does to it, and whatever memory it took, ends with it. */
#include "bulletin/single.h"
#include "bulletin/spool.h"
#include "util/error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_MS = 2000, STOP_MS = 200, RETRY_SECONDS = 30, NO_DETAIL = 97 };

/* An article that could not be made for a reason that is not its own: not before `until`. */
struct deferred {
    char *name;
    time_t until;
};

struct watch {
    const struct nashra_engine_options *engine;
    const struct nashra_watch_options *options;
    struct spool spool;
    int inotify; /* -1: we look every two seconds */
    struct deferred *deferred;
    size_t deferred_count;
    bool stuck;  /* what was begun cannot be finished; it was told */
};

static bool stopped(const struct watch *watch)
{
    return watch->options->stop && *(const volatile int *)watch->options->stop;
}

static void tell(struct watch *watch, int code, const char *file, const char *format, const char *text)
{
    struct nashra_detail what;
    error_set(&what, code, file, 0, 0, format, text);
    if (watch->options->with.report) watch->options->with.report(watch->options->with.report_context, &what);
}

/* Without memory for the note it is only tried again too early. */
static void defer(struct watch *watch, const char *name)
{
    struct deferred *more = memory_realloc(watch->deferred, watch->deferred_count + 1, sizeof *more);
    if (!more) return;
    watch->deferred = more;
    more[watch->deferred_count] = (struct deferred){memory_strdup(name), time(NULL) + RETRY_SECONDS};
    if (more[watch->deferred_count].name) watch->deferred_count++;
}

/* Whether it must wait still; notes whose time has come are dropped. */
static bool is_deferred(struct watch *watch, const char *name)
{
    time_t now = time(NULL);
    bool waits = false;
    for (size_t i = watch->deferred_count; i-- > 0;) {
        struct deferred *d = &watch->deferred[i];
        if (d->until > now) waits = waits || strcmp(d->name, name) == 0;
        else {
            memory_free(d->name);
            *d = watch->deferred[--watch->deferred_count];
        }
    }
    return waits;
}

/* --- the child ---------------------------------------------------------------------------------------------------- */

/* Makes the sound of an article and writes what went wrong, if anything, into the pipe. */
static void child(struct watch *watch, const char *article, const char *sound, pid_t parent, int out)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* it shares the parent's lock: it must not outlive it */
    if (getppid() != parent) _exit(NO_DETAIL);
    struct nashra_detail why = {0};
    nashra_engine *engine = NULL;
    nashra_voice *voice = NULL;
    int result = nashra_engine_open(&engine, watch->engine, &why);
    if (result < 0) why.code = NASHRA_E_DATA; /* the word lists, not the article: try again later */
    if (result == 0) result = nashra_voice_open(&voice, watch->options->with.voice, &why);
    if (result == 0) result = single_make(engine, voice, article, sound, &watch->options->with, &why);
    nashra_voice_close(voice);
    nashra_engine_close(engine);
    if (result == 0) _exit(0);
    ssize_t n = write(out, &why, sizeof why); /* less than PIPE_BUF: whole or not at all */
    _exit(n == (ssize_t)sizeof why ? 1 : NO_DETAIL);
}

/* Reads what the child says until it ends or the watch is stopped. 0, or the error. */
static int wait_for(struct watch *watch, pid_t pid, int in, struct nashra_detail *why)
{
    size_t got = 0;
    bool killed = false;
    int status = 0;
    for (;;) {
        struct pollfd fd = {.fd = in, .events = POLLIN};
        int ready = poll(&fd, 1, STOP_MS);
        if (stopped(watch) && !killed) {
            kill(pid, SIGKILL);
            killed = true;
        }
        if (ready <= 0) continue;
        ssize_t n = read(in, (char *)why + got, sizeof *why - got);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        got += (size_t)n;
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
    if (killed) return error_set(why, NASHRA_E_STOPPED, NULL, 0, 0, "stopped");
    if (got == sizeof *why && why->code < 0) {
        why->file[sizeof why->file - 1] = why->message[sizeof why->message - 1] = '\0';
        return why->code;
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL) /* SIGKILL is an administrator or short memory: not the article */
        return error_set(why, NASHRA_E_INPUT, NULL, 0, 0, "the process that read it ended by signal %d", WTERMSIG(status));
    return error_set(why, NASHRA_E_MEMORY, NULL, 0, 0, "the process that read it was ended");
}

static int run_child(struct watch *watch, const char *article, const char *sound, struct nashra_detail *why)
{
    int ends[2];
    pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) < 0) return error_set(why, NASHRA_E_MEMORY, NULL, 0, 0, "no pipe: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        child(watch, article, sound, parent, ends[1]);
    }
    close(ends[1]);
    int result = pid < 0 ? error_set(why, NASHRA_E_MEMORY, NULL, 0, 0, "no process: %s", strerror(errno)) : wait_for(watch, pid, ends[0], why);
    close(ends[0]);
    return result;
}

/* --- the parent --------------------------------------------------------------------------------------------------- */

/* What the article is to blame for sends it to failed/; anything else (full disk, broken word list, short memory) is told, and tried
 * again later. */
static int settle(struct watch *watch, const char *article, const char *name, int result, const struct nashra_detail *why)
{
    struct nashra_detail also = {0};
    if (result == NASHRA_E_STOPPED || access(article, F_OK) != 0) return 0;
    if (result == NASHRA_E_INPUT || result == NASHRA_E_LIMIT) {
        struct buffer reason = BUFFER_EMPTY;
        if (why->line) buffer_format(&reason, "%s:%zu:%zu: %s\n", name, why->line, why->column, why->message);
        else buffer_format(&reason, "%s: %s\n", name, why->message);
        tell(watch, result, name, "failed: %s", why->message);
        result = spool_fail(&watch->spool, name, reason.failed ? "" : reason.data, &also);
        buffer_free(&reason);
        if (result == 0) return 0;
        why = &also;
    }
    tell(watch, result, why->file[0] ? why->file : name, "%s; it waits", why->message);
    defer(watch, name);
    return 0;
}

static int make_one(struct watch *watch, struct arena *arena, const char *name, struct nashra_detail *detail)
{
    struct spool *spool = &watch->spool;
    const char *ending = watch->options->container ? watch->options->container : "mp3";
    char *article = path_join(arena, spool->inbox, name), *sound = spool_sound_name(spool, arena, name, ending);
    char *work = sound ? path_join(arena, spool->work, sound) : NULL;
    struct stat st;
    if (!article || !work) return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    if (stat(article, &st) < 0) return 0; /* taken back */
    struct nashra_detail why = {0};
    int result = strchr(name, '\n') ? error_set(&why, NASHRA_E_INPUT, NULL, 0, 0, "a line break in its name") /* spool.h's `ready` has lines */
                                    : run_child(watch, article, work, &why);
    if (result < 0) return settle(watch, article, name, result, &why);
    result = spool_publish(spool, name, identity_of(&st), sound, &why);
    if (result < 0) return settle(watch, article, name, result, &why);
    tell(watch, 0, name, "made into %s", sound);
    return 0;
}

/* Makes all that waits. *made tells whether there was anything, *waits whether something was put off. */
static int make_all(struct watch *watch, bool *made, bool *waits, struct nashra_detail *detail)
{
    struct nashra_detail why = {0};
    if (spool_recover(&watch->spool, &why) < 0) {
        if (!watch->stuck) tell(watch, why.code, why.file, "%s; everything waits", why.message);
        *waits = watch->stuck = true;
        return 0;
    }
    watch->stuck = false;
    struct arena *arena = arena_new();
    char **names;
    size_t count;
    int result = arena ? spool_list(&watch->spool, arena, &names, &count, detail)
                       : error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
    for (size_t i = 0; result == 0 && i < count && !stopped(watch); i++) {
        if (is_deferred(watch, names[i])) *waits = true;
        else {
            *made = true;
            result = make_one(watch, arena, names[i], detail);
        }
    }
    arena_free(arena);
    return result;
}

/* Until something happens in the directory, or for two seconds: where inotify sees nothing (network file systems), and for files that
 * were still open. */
static void wait_for_news(struct watch *watch)
{
    char events[4096];
    struct pollfd fd = {.fd = watch->inotify, .events = POLLIN};
    if (poll(&fd, watch->inotify >= 0, LOOK_MS) > 0)
        while (read(watch->inotify, events, sizeof events) > 0) continue;
}

static int run(struct watch *watch, struct nashra_detail *detail)
{
    while (!stopped(watch)) {
        bool made = false, waits = false;
        int result = make_all(watch, &made, &waits, detail);
        if (result < 0) return result;
        if (made) continue; /* more may have come meanwhile */
        if (watch->options->once)
            return waits ? error_set(detail, NASHRA_E_OUTPUT, watch->spool.inbox, 0, 0, "not all could be made: see above") : 0;
        if (!stopped(watch)) wait_for_news(watch);
    }
    return 0;
}

int nashra_bulletin_watch(const struct nashra_engine_options *engine, const char *directory, const struct nashra_watch_options *options,
                          struct nashra_detail *detail)
{
    struct watch watch = {.engine = engine, .options = options, .inotify = -1};
    int result = spool_open(&watch.spool, directory, options->output, options->with.report, options->with.report_context, detail);
    if (result < 0) return result;
    watch.inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch.inotify >= 0 && inotify_add_watch(watch.inotify, directory, IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB) < 0) {
        close(watch.inotify);
        watch.inotify = -1;
    }
    result = run(&watch, detail);
    if (watch.inotify >= 0) close(watch.inotify);
    for (size_t i = 0; i < watch.deferred_count; i++) memory_free(watch.deferred[i].name);
    memory_free(watch.deferred);
    spool_close(&watch.spool);
    return result;
}
