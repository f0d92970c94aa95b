/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra_bulletin_make(): from a rundown to the files that a station or a podcast needs. */
#include "bulletin/files.h"
#include "bulletin/output.h"
#include "bulletin/plan.h"
#include "bulletin/podcast.h"
#include "bulletin/transcript.h"
#include "util/error.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

/* One bulletin while it is made. */
struct job {
    const nashra_engine *engine;
    const struct nashra_bulletin_options *options;
    struct rundown *rundown;
    struct arena *arena;
    struct reader reader;
    struct plan plan;
    struct nashra_sink_options sink;
    const char *output, *chapters, *marks;
    const char *written; /* the output, or the waiting file of what goes to standard output at a loudness */
    int64_t date;
    char time_text[8], date_text[16], count_text[24];
    size_t left_out;
    struct nashra_bulletin_result result;
};

static int out_of_memory(struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
}

/* Counts what the stories leave out on its way to the caller. */
static void report(void *context, const struct nashra_detail *what)
{
    struct job *job = context;
    const struct nashra_production *with = &job->options->with;
    if (strncmp(what->message, "left out", 8) == 0) job->left_out++;
    if (with->report) with->report(with->report_context, what);
}

/* --- date and names ------------------------------------------------------------------------------------------------ */

static int set_date(struct job *job, struct nashra_detail *detail)
{
    struct tm_date date = job->rundown->date;
    if (job->options->date && !parse_date(job->options->date, &date))
        return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "no date like 2026-11-24 14:30, nor 'now' or 'next hour': '%s'", job->options->date);
    time_t now = time(NULL);
    struct tm tm;
    if (!localtime_r(&now, &tm)) return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "the clock is out of range");
    if (date.next_hour) { /* made at 14:57 for 15:00 */
        tm.tm_hour++;
        tm.tm_min = tm.tm_sec = 0;
        tm.tm_isdst = -1;
        now = mktime(&tm);
    }
    if (date.given) {
        tm = (struct tm){.tm_year = date.year - 1900, .tm_mon = date.month - 1, .tm_mday = date.day, .tm_hour = date.hour,
                         .tm_min = date.minute, .tm_isdst = -1};
        now = mktime(&tm); /* fills in the weekday */
    }
    job->date = (int64_t)now;
    char key[16];
    snprintf(key, sizeof key, "weekday.%d", tm.tm_wday);
    snprintf(job->time_text, sizeof job->time_text, "%02d:%02d", tm.tm_hour % 100, tm.tm_min % 100);
    snprintf(job->date_text, sizeof job->date_text, "%04d-%02d-%02d", (tm.tm_year + 1900) % 10000, (tm.tm_mon + 1) % 100, tm.tm_mday % 100);
    struct frame_values *values = &job->plan.values;
    values->text[FRAME_TIME] = job->time_text;
    values->text[FRAME_DATE] = job->date_text;
    values->text[FRAME_WEEKDAY] = bulletin_text(job->engine, key);
    values->text[FRAME_TITLE] = job->rundown->title;
    values->text[FRAME_STATION] = job->rundown->station;
    values->text[FRAME_PRESENTER] = job->rundown->presenter;
    return 0;
}

/* news-{date}-{time}.mp3: the time without its colon, which some file systems and all URLs mind. */
static int fill_name(struct job *job, const char *name, const char **out, struct nashra_detail *detail)
{
    struct buffer filled = BUFFER_EMPTY;
    while (name && *name) {
        if (strncmp(name, "{date}", 6) == 0) buffer_text(&filled, job->date_text), name += 6;
        else if (strncmp(name, "{time}", 6) == 0) buffer_format(&filled, "%.2s%s", job->time_text, job->time_text + 3), name += 6;
        else buffer_char(&filled, *name++);
    }
    *out = filled.size ? arena_strndup(job->arena, filled.data, filled.size) : NULL;
    bool failed = filled.failed || (filled.size && !*out);
    buffer_free(&filled);
    return failed ? out_of_memory(detail) : 0;
}

/* The audio's name with another ending: what a feed's item needs and nobody named. */
static int beside_output(struct job *job, const char *ending, const char **out, struct nashra_detail *detail)
{
    struct buffer name = BUFFER_EMPTY;
    size_t stem = strlen(job->output) - strlen(path_ending(job->output));
    buffer_append(&name, job->output, stem);
    buffer_text(&name, ending);
    *out = name.failed ? NULL : arena_strndup(job->arena, name.data, name.size);
    buffer_free(&name);
    return *out ? 0 : out_of_memory(detail);
}

/* "vtt", "srt", "json": the ending alone, beside the output. */
static const char *bare_ending(const char *marks)
{
    static const char *const endings[] = {".vtt", ".srt", ".json"};
    for (size_t i = 0; marks && i < sizeof endings / sizeof endings[0]; i++)
        if (strcmp(marks, endings[i]) == 0 || strcmp(marks, endings[i] + 1) == 0) return endings[i];
    return NULL;
}

static int set_names(struct job *job, struct nashra_detail *detail)
{
    const struct nashra_bulletin_options *o = job->options;
    const char *bare = bare_ending(o->marks);
    enum transcript_form form;
    if (!o->output) return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "no output file was named");
    if (bare && strcmp(o->output, "-") == 0)
        return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "marks '%s' name only an ending: that needs an output file", o->marks);
    if (o->marks && !bare && !transcript_form_of(o->marks, &form))
        return error_set(detail, NASHRA_E_ARGUMENT, o->marks, 0, 0, "a transcript ends in .vtt, .srt or .json");
    if (o->feed && (!o->base_url || strcmp(o->output, "-") == 0))
        return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "a feed needs a base URL, and a sound file to point to");
    int result = fill_name(job, o->output, &job->output, detail);
    if (result == 0) result = fill_name(job, o->chapters, &job->chapters, detail);
    if (result == 0) result = bare ? beside_output(job, bare, &job->marks, detail) : fill_name(job, o->marks, &job->marks, detail);
    if (result == 0 && o->feed && !job->chapters) result = beside_output(job, ".chapters.json", &job->chapters, detail);
    if (result == 0 && o->feed && !job->marks) result = beside_output(job, ".vtt", &job->marks, detail);
    return result;
}

/* Lengths that were asked for now stand above those of the rundown. */
static int set_lengths(struct job *job, struct nashra_detail *detail)
{
    const struct nashra_bulletin_options *o = job->options;
    struct rundown *r = job->rundown;
    if (o->fit && (!parse_range(o->fit, &r->fit_least, &r->fit_most) || r->fit_most > 10800))
        return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "no length such as 4:30..5:00: '%s'", o->fit);
    if (o->max_length && (!parse_seconds(o->max_length, &r->most_seconds) || r->most_seconds <= 0))
        return error_set(detail, NASHRA_E_ARGUMENT, NULL, 0, 0, "no length such as 10:00: '%s'", o->max_length);
    if (o->max_length && !o->fit) r->fit_least = r->fit_most = 0;
    return 0;
}

/* --- settings ----------------------------------------------------------------------------------------------------- */

static int set_sink(struct job *job, int voice_rate, struct nashra_detail *detail)
{
    const struct nashra_production *with = &job->options->with;
    const struct rundown *r = job->rundown;
    struct nashra_sink_options *sink = &job->sink;
    if (with->sink) *sink = *with->sink;
    bool given = job->options->loudness_given || sink->loudness != NASHRA_LOUDNESS_NONE;
    if (!given && r->loudness >= 0) sink->loudness = (enum nashra_loudness)r->loudness;
    if (!sink->rate) sink->rate = r->rate;
    if (!sink->channels) sink->channels = r->channels ? r->channels : sink->loudness == NASHRA_LOUDNESS_PODCAST ? 2 : 1;
    struct buffer title = BUFFER_EMPTY;
    buffer_format(&title, "%s%s%s %s", r->title ? r->title : "", r->title ? " " : "", job->date_text, job->time_text);
    if (!sink->title && !title.failed) sink->title = arena_strndup(job->arena, title.data, title.size);
    buffer_free(&title);
    if (!sink->title) return out_of_memory(detail);
    if (!sink->artist) sink->artist = r->station ? r->station : r->presenter;
    if (!sink->album) sink->album = r->title;
    if (!sink->comment) sink->comment = r->comment;
    if (!sink->date) sink->date = job->date_text;
    if (!sink->originator) sink->originator = r->station;
    job->plan.mix = (struct mix){.rate = sink->rate, .channels = sink->channels, .voice_rate = voice_rate};
    return 0;
}

static void set_stories(struct job *job)
{
    const struct nashra_production *with = &job->options->with;
    struct stories *s = &job->plan.stories;
    *s = (struct stories){.arena = job->arena, .engine = job->engine, .rundown = job->rundown, .report = report, .report_context = job};
    if (with->reading) s->reading = *with->reading;
    if (job->rundown->region) s->reading.region = job->rundown->region;
    s->reading.after = NULL;
    s->reading.lines = false;
}

static int make_plan(struct job *job, struct nashra_detail *detail)
{
    struct plan *plan = &job->plan;
    int result = stories_gather(&plan->stories, detail);
    if (result < 0) return result;
    if (!plan->stories.count)
        return error_set(detail, NASHRA_E_INPUT, job->rundown->path, 0, 0, "no story is left: no bulletin was made, the old one stays");
    snprintf(job->count_text, sizeof job->count_text, "%zu", plan->stories.count);
    plan->values.text[FRAME_COUNT] = job->count_text;
    result = plan_make(plan, detail);
    if (result == 0) result = plan_say(plan, detail);
    if (result == 0) result = plan_compose(plan, detail);
    const struct rundown *r = job->rundown;
    if (result == 0 && r->fit_most > 0) result = plan_fit(plan, r->fit_least, r->fit_most, detail);
    else if (result == 0 && r->most_seconds > 0) result = plan_fit_most(plan, r->most_seconds, detail);
    return result;
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static int write_sound(void *sink, const int16_t *samples, size_t frames, struct nashra_detail *detail)
{
    return nashra_sink_write(sink, samples, frames, detail);
}

static double seconds_of(const struct job *job, uint64_t frames)
{
    return (double)frames / job->plan.mix.rate;
}

static int write_audio(struct job *job, struct nashra_detail *detail)
{
    nashra_sink *sink;
    int result = nashra_sink_open(&sink, job->written, &job->sink, detail);
    if (result < 0) return result;
    for (size_t i = 0; result == 0 && i < job->plan.chapter_count; i++) {
        struct nashra_chapter chapter = {seconds_of(job, job->plan.chapters[i].start), job->plan.chapters[i].title};
        result = nashra_sink_chapter(sink, &chapter, detail);
    }
    if (result == 0) result = mix_run(&job->plan.mix, write_sound, sink, detail);
    if (result < 0) return nashra_sink_abort(sink), result;
    return nashra_sink_close(sink, detail);
}

static int write_chapters(struct job *job, struct nashra_detail *detail)
{
    const struct plan *plan = &job->plan;
    struct buffer text = BUFFER_EMPTY;
    struct nashra_chapter *list = arena_alloc(job->arena, plan->chapter_count + 1, sizeof *list);
    if (!list) return out_of_memory(detail);
    for (size_t i = 0; i < plan->chapter_count; i++)
        list[i] = (struct nashra_chapter){seconds_of(job, plan->chapters[i].start), plan->chapters[i].title};
    int result = chapters_json(&text, list, plan->chapter_count, job->sink.title);
    if (result < 0) out_of_memory(detail);
    if (result == 0) result = file_replace(job->chapters, text.data, text.size, detail);
    buffer_free(&text);
    return result;
}

static int write_marks(struct job *job, struct nashra_detail *detail)
{
    const struct plan *plan = &job->plan;
    struct buffer text = BUFFER_EMPTY;
    enum transcript_form form = TRANSCRIPT_VTT;
    size_t number = 0;
    transcript_form_of(job->marks, &form);
    transcript_begin(&text, form);
    for (size_t i = 0; i < plan->cue_count; i++) {
        const struct cue *cue = &plan->cues[i];
        transcript_add(&text, form, cue->line->script, cue->line->sentence, &cue->line->spoken, seconds_of(job, cue->start),
                       seconds_of(job, cue->end), plan->mix.voice_rate, &number);
    }
    int result = text.failed ? out_of_memory(detail) : file_replace(job->marks, text.data ? text.data : "", text.size, detail);
    buffer_free(&text);
    return result;
}

/* The titles, one a line: what a podcast player shows. */
static int write_feed(struct job *job, struct nashra_detail *detail)
{
    const struct stories *s = &job->plan.stories;
    struct buffer summary = BUFFER_EMPTY;
    for (size_t i = 0; i < s->count; i++)
        if (!s->list[i].dropped) buffer_format(&summary, "%s%s", summary.size ? "\n" : "", s->list[i].title);
    if (summary.failed) return buffer_free(&summary), out_of_memory(detail);
    struct episode episode = {.base_url = job->options->base_url, .audio = job->output, .chapters = job->chapters, .transcript = job->marks,
                              .title = job->sink.title, .summary = summary.data, .station = job->rundown->station,
                              .channel = job->rundown->title, .date = job->date, .seconds = job->result.seconds,
                              .keep = job->options->feed_items ? job->options->feed_items : 50};
    int result = podcast_add(job->options->feed, &episode, detail);
    buffer_free(&summary);
    return result;
}

/* Says what was done, measured in the file as it lies there. */
static int finish(struct job *job, struct nashra_detail *detail)
{
    struct nashra_bulletin_result *r = &job->result;
    r->seconds = plan_seconds(&job->plan);
    r->rate = job->reader.factor;
    r->made = job->reader.made;
    r->reused = job->reader.reused;
    for (size_t i = 0; i < job->plan.stories.count; i++) r->stories += !job->plan.stories.list[i].dropped;
    r->left_out = job->left_out;
    return output_report(job->written, job->output, &job->sink, r, report, job, detail);
}

/* A loudness needs the whole sound, a pipe wants it in one go: it waits in a file. */
static int write_and_report(struct job *job, struct nashra_detail *detail)
{
    bool waits = strcmp(job->output, "-") == 0 && job->sink.loudness != NASHRA_LOUDNESS_NONE;
    job->written = waits ? output_waiting_file(job->arena, detail) : job->output;
    if (!job->written) return detail ? detail->code : NASHRA_E_OUTPUT;
    int result = write_audio(job, detail);
    if (result == 0) result = finish(job, detail);
    if (result == 0 && waits) result = output_pour(job->written, detail);
    if (waits) output_remove_waiting(job->written);
    return result;
}

static int write_all(struct job *job, struct nashra_detail *detail)
{
    int result = write_and_report(job, detail);
    if (result == 0 && job->chapters) result = write_chapters(job, detail);
    if (result == 0 && job->marks) result = write_marks(job, detail);
    if (result == 0 && job->options->feed) result = write_feed(job, detail);
    return result;
}

int nashra_bulletin_make(const nashra_engine *engine, nashra_voice *voice, const char *rundown,
                         const struct nashra_bulletin_options *options, struct nashra_bulletin_result *out, struct nashra_detail *detail)
{
    struct job job = {.engine = engine, .options = options};
    const struct nashra_production *with = &options->with;
    int result = rundown_read(&job.rundown, rundown, detail);
    if (result < 0) return result;
    job.arena = job.rundown->arena; /* one life */
    job.plan.arena = job.arena;
    job.plan.rundown = job.rundown;
    job.plan.reader = &job.reader;
    struct cache *cache = with->no_cache ? NULL : cache_open(with->cache_dir, with->cache_bytes ? with->cache_bytes : 512u << 20);
    result = set_date(&job, detail);
    if (result == 0) result = set_lengths(&job, detail);
    if (result == 0) result = set_names(&job, detail);
    if (result == 0) result = set_sink(&job, nashra_voice_rate(voice), detail);
    if (result == 0) result = reader_init(&job.reader, engine, voice, with->voice, cache, detail);
    if (result == 0) {
        set_stories(&job);
        result = make_plan(&job, detail);
        if (result == 0) result = write_all(&job, detail);
        plan_free(&job.plan);
    }
    cache_close(cache);
    rundown_free(job.rundown);
    if (result == 0 && out) *out = job.result;
    return result;
}
