/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra speak: inputs to the device or to files, one after the other or by several worker processes (eSpeak NG holds one voice a
 * process). */
#include "marks.h"
#include "speak.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- what goes where ------------------------------------------------------------------------------------------------ */

static bool is_directory(const char *path)
{
    struct stat status;
    size_t size = strlen(path);
    return size && (path[size - 1] == '/' || (stat(path, &status) == 0 && S_ISDIR(status.st_mode)));
}

/* "dir/" + "stories/42.html" + "mp3" -> "dir/42.mp3"; standard input is "stdin". NULL when memory is short. */
static char *beside(const char *directory, const char *input, const char *ending)
{
    const char *base = strrchr(input, '/');
    base = base ? base + 1 : input;
    if (strcmp(input, "-") == 0) base = "stdin";
    const char *dot = strrchr(base, '.');
    size_t length = dot && dot > base ? (size_t)(dot - base) : strlen(base);
    bool slash = directory[strlen(directory) - 1] == '/';
    char *path;
    return asprintf(&path, "%s%s%.*s.%s", directory, slash ? "" : "/", (int)length, base, ending) < 0 ? NULL : path;
}

/* "out/42.mp3" + "vtt" -> "out/42.vtt" */
static char *with_ending(const char *path, const char *ending)
{
    const char *base = strrchr(path, '/');
    const char *dot = strrchr(base ? base : path, '.');
    char *out;
    return asprintf(&out, "%.*s.%s", (int)(dot ? (size_t)(dot - path) : strlen(path)), path, ending) < 0 ? NULL : out;
}

/* "json", ".json": only the ending is given. */
static const char *bare_ending(const char *marks)
{
    const char *name = marks[0] == '.' ? marks + 1 : marks;
    bool bare = strcmp(name, "json") == 0 || strcmp(name, "vtt") == 0 || strcmp(name, "srt") == 0;
    return bare ? name : NULL;
}

static int check_marks(const struct options *options)
{
    const char *marks = options->marks;
    if (!marks) return EXIT_OK;
    if (bare_ending(marks)) {
        if (options->output && strcmp(options->output, "-") != 0) return EXIT_OK;
        return complain(EXIT_USAGE, "--marks=%s names only an ending: it needs -o", marks);
    }
    if (!marks_known(marks)) return complain(EXIT_USAGE, "--marks: '%s' does not end in .json, .vtt or .srt", marks);
    if (options->file_count > 1) return complain(EXIT_USAGE, "--marks: for several inputs give the ending alone: --marks=vtt");
    if (strcmp(marks, "-") == 0 && options->output && strcmp(options->output, "-") == 0)
        return complain(EXIT_USAGE, "sound and marks cannot both go to standard output");
    return EXIT_OK;
}

/* Two inputs of one name would overwrite each other. */
static int by_output(const void *left, const void *right)
{
    return strcmp(((const struct job *)left)->output, ((const struct job *)right)->output);
}

static int check_distinct(const struct job *jobs, size_t count)
{
    struct job *sorted = malloc(count * sizeof *sorted);
    if (!sorted) return complain(EXIT_INTERNAL, "memory is short");
    memcpy(sorted, jobs, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_output);
    int code = EXIT_OK;
    for (size_t i = 1; i < count && code == EXIT_OK; i++)
        if (strcmp(sorted[i - 1].output, sorted[i].output) == 0)
            code = complain(EXIT_USAGE, "%s and %s would both become %s", sorted[i - 1].input, sorted[i].input, sorted[i].output);
    free(sorted);
    return code;
}

static void free_jobs(struct job *jobs, size_t count, const struct options *options)
{
    for (size_t i = 0; jobs && i < count; i++) {
        if (jobs[i].output != options->output) free((char *)jobs[i].output);
        if (jobs[i].marks != options->marks) free((char *)jobs[i].marks);
    }
    free(jobs);
}

static int plan(struct job *jobs, size_t count, const struct options *options)
{
    int code = check_marks(options);
    bool directory = options->output && is_directory(options->output);
    if (code == EXIT_OK && count > 1 && options->output && !directory)
        code = complain(EXIT_USAGE, "-o %s: several inputs need a directory: -o DIR/", options->output);
    if (code == EXIT_OK && directory && mkdir(options->output, 0777) < 0 && errno != EEXIST)
        code = complain(EXIT_OUTPUT, "%s: %s", options->output, strerror(errno));
    const char *ending = options->marks ? bare_ending(options->marks) : NULL;
    for (size_t i = 0; i < count && code == EXIT_OK; i++) {
        jobs[i].input = options->file_count ? options->files[i] : "-";
        jobs[i].output = options->output;
        jobs[i].marks = options->marks;
        if (directory) jobs[i].output = beside(options->output, jobs[i].input, options->sink.container ? options->sink.container : "mp3");
        if (ending && jobs[i].output) jobs[i].marks = with_ending(jobs[i].output, ending);
        if ((directory && !jobs[i].output) || (ending && !jobs[i].marks)) code = complain(EXIT_INTERNAL, "memory is short");
    }
    return code == EXIT_OK && directory && count > 1 ? check_distinct(jobs, count) : code;
}

/* --- one after the other, or side by side --------------------------------------------------------------------------- */

static int first_failure(int so_far, int code)
{
    return so_far != EXIT_OK ? so_far : code;
}

static int run_in_turn(const struct options *options, const nashra_engine *engine, const struct job *jobs, size_t count)
{
    nashra_voice *voice = NULL;
    int code = EXIT_OK;
    for (size_t i = 0; i < count && !speak_interrupted; i++) {
        int one = speak_one(options, engine, &voice, &jobs[i]);
        code = first_failure(code, one);
        if (one == EXIT_DEVICE) break; /* the next input would meet the same */
    }
    nashra_voice_close(voice);
    return code;
}

static pid_t start_worker(const struct options *options, const nashra_engine *engine, const struct job *job)
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid != 0) return pid;
    nashra_voice *voice = NULL;
    int code = speak_one(options, engine, &voice, job);
    nashra_voice_close(voice);
    fflush(NULL);
    _exit(code);
}

/* Waits for one worker and frees its place. Returns its exit code. */
static int await_worker(const struct job *jobs, pid_t *workers, size_t count)
{
    int status;
    pid_t pid = wait(&status);
    if (pid < 0) return errno == EINTR || errno == ECHILD ? EXIT_OK : complain(EXIT_INTERNAL, "wait: %s", strerror(errno));
    for (size_t i = 0; i < count; i++) {
        if (workers[i] != pid) continue;
        workers[i] = 0;
        if (WIFEXITED(status)) return WEXITSTATUS(status);
        return complain(EXIT_INTERNAL, "%s: the worker died of signal %d", jobs[i].input, WTERMSIG(status));
    }
    return EXIT_OK;
}

static size_t running(const pid_t *workers, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) n += workers[i] != 0;
    return n;
}

/* One process an input: whatever happens to one, the others come out. */
static int run_workers(const struct options *options, const nashra_engine *engine, const struct job *jobs, size_t count, size_t most)
{
    pid_t *workers = calloc(count, sizeof *workers);
    if (!workers) return complain(EXIT_INTERNAL, "memory is short");
    int code = EXIT_OK;
    size_t next = 0, busy;
    while ((busy = running(workers, count)) > 0 || (next < count && !speak_interrupted)) {
        if (next < count && busy < most && !speak_interrupted) {
            workers[next] = start_worker(options, engine, &jobs[next]);
            if (workers[next] < 0) {
                workers[next] = 0;
                code = first_failure(code, complain(EXIT_INTERNAL, "%s: fork: %s", jobs[next].input, strerror(errno)));
            }
            next++;
            continue;
        }
        for (size_t i = 0; i < count && speak_interrupted; i++)
            if (workers[i]) kill(workers[i], SIGTERM);
        code = first_failure(code, await_worker(jobs, workers, count));
    }
    free(workers);
    return code;
}

static void interrupt(int number)
{
    speak_interrupted = number;
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = interrupt}; /* no SA_RESTART: a waiting read or write ends */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

static int speak(const struct options *options)
{
    size_t count = options->file_count ? options->file_count : 1;
    struct job *jobs = calloc(count, sizeof *jobs);
    if (!jobs) return complain(EXIT_INTERNAL, "memory is short");
    nashra_engine *engine = NULL;
    int code = plan(jobs, count, options);
    if (code == EXIT_OK) code = open_engine(&engine, options);
    if (code == EXIT_OK) {
        catch_signals();
        size_t most = options->jobs >= 1 ? (size_t)options->jobs : 1;
        code = most > 1 && count > 1 && options->output ? run_workers(options, engine, jobs, count, most)
                                                        : run_in_turn(options, engine, jobs, count);
    }
    nashra_engine_close(engine);
    free_jobs(jobs, count, options);
    return code;
}

int cmd_speak(int argc, char **argv)
{
    struct options options;
    int code;
    if (options_begin(&options, argc, argv, &code)) {
        code = speak(&options);
        if (code == EXIT_OK) code = close_stdout();
    }
    options_free(&options);
    if (speak_interrupted) { /* end as the signal would have ended us: the shell sees it */
        signal(speak_interrupted, SIG_DFL);
        raise(speak_interrupted);
    }
    return code;
}
