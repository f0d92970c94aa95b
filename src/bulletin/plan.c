/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/plan.h"

#include "document.h"
#include "engine.h"
#include "util/error.h"

#include <math.h>
#include <stdio.h>

const char *bulletin_text(const nashra_engine *engine, const char *key)
{
    const struct table_section *section = table_section(engine->table, "bulletin");
    size_t row;
    return section_find(section, key, strlen(key), &row) ? section_field(section, row, 1) : "";
}

/* All rows of a key, one line each. */
static void default_frame(const nashra_engine *engine, const char *key, struct buffer *out)
{
    const struct table_section *section = table_section(engine->table, "bulletin");
    size_t row, count = section_find(section, key, strlen(key), &row);
    for (size_t i = 0; i < count; i++) buffer_format(out, "%s%s", i ? "\n" : "", section_field(section, row + i, 1));
}

static int out_of_memory(struct nashra_detail *detail)
{
    return error_set(detail, NASHRA_E_MEMORY, NULL, 0, 0, "memory is short");
}

/* frame NULL: the row `key` of lexicon/bulletin.tsv. */
static int frame_passage(struct plan *plan, const char *frame, const char *key, struct script **script, struct passage *passage,
                         struct nashra_detail *detail)
{
    struct buffer template = BUFFER_EMPTY, text = BUFFER_EMPTY;
    if (frame) buffer_text(&template, frame);
    else default_frame(plan->stories.engine, key, &template);
    if (template.size) frame_expand(template.data, &plan->values, &text);
    int result = template.failed || text.failed ? out_of_memory(detail) : 0;
    if (result == 0 && text.size) {
        struct nashra_reading reading = plan->stories.reading;
        reading.format = NASHRA_FORMAT_TEXT;
        reading.lines = reading.keep_all = true;
        reading.charset = "UTF-8";
        reading.name = plan->rundown->path;
        result = script_new(script, plan->stories.engine, &reading, text.data, text.size, detail);
        const struct nashra_document *doc = result == 0 ? (*script)->document : NULL;
        for (size_t i = 0; doc && result == 0 && i < doc->sentence_count; i++)
            if (doc->sentences[i].word_count && passage_add(passage, *script, i) < 0) result = out_of_memory(detail);
    }
    buffer_free(&template);
    buffer_free(&text);
    return result;
}

static int frame_passages(struct plan *plan, struct nashra_detail *detail)
{
    const struct frames *f = &plan->rundown->frames;
    int result = frame_passage(plan, f->opening, "frame.opening", &plan->frames[0], &plan->opening, detail);
    if (result == 0 && plan->rundown->headlines)
        result = frame_passage(plan, f->headlines, "frame.headlines", &plan->frames[1], &plan->headlines, detail);
    if (result == 0 && plan->rundown->headlines)
        result = frame_passage(plan, f->details, "frame.details", &plan->frames[2], &plan->details, detail);
    if (result == 0) result = frame_passage(plan, f->closing, "frame.closing", &plan->frames[3], &plan->closing, detail);
    return result;
}

/* «الخبر {number}: {story}» before each story; only a rundown that asks for it has one. */
static int before_stories(struct plan *plan, struct nashra_detail *detail)
{
    struct stories *s = &plan->stories;
    if (!plan->rundown->frames.before || !*plan->rundown->frames.before) return 0;
    for (size_t i = 0; i < s->count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        plan->values.text[FRAME_NUMBER] = number;
        plan->values.text[FRAME_STORY] = s->list[i].title;
        int result = frame_passage(plan, plan->rundown->frames.before, "", &s->list[i].before_script, &s->list[i].before, detail);
        plan->values.text[FRAME_NUMBER] = plan->values.text[FRAME_STORY] = NULL;
        if (result < 0) return result;
    }
    return 0;
}

static int load_clip(struct plan *plan, struct clip *clip, const char *path, struct nashra_detail *detail)
{
    struct nashra_detail why = {0};
    if (!path || clip_load(clip, path, plan->mix.rate, plan->mix.channels, &why) == 0) return 0;
    if (why.code == NASHRA_E_MEMORY) return out_of_memory(detail);
    stories_report(&plan->stories, why.code, path, "left out: %.480s", why.message);
    return 0;
}

int plan_make(struct plan *plan, struct nashra_detail *detail)
{
    const struct jingles *j = &plan->rundown->jingles;
    plan->gap = plan->rundown->gap;
    plan->speech_lufs = -HUGE_VAL;
    int result = frame_passages(plan, detail);
    if (result == 0) result = before_stories(plan, detail);
    if (result == 0) result = load_clip(plan, &plan->opening_clip, j->opening, detail);
    if (result == 0) result = load_clip(plan, &plan->closing_clip, j->closing, detail);
    if (result == 0) result = load_clip(plan, &plan->sting, j->sting, detail);
    if (result == 0) result = load_clip(plan, &plan->bed, plan->rundown->headlines ? j->bed : NULL, detail);
    return result;
}

void plan_free(struct plan *plan)
{
    passage_free(&plan->opening);
    passage_free(&plan->headlines);
    passage_free(&plan->details);
    passage_free(&plan->closing);
    for (size_t i = 0; i < sizeof plan->frames / sizeof plan->frames[0]; i++) script_free(plan->frames[i]);
    clip_free(&plan->opening_clip);
    clip_free(&plan->closing_clip);
    clip_free(&plan->sting);
    clip_free(&plan->bed);
    mix_free(&plan->mix);
    stories_free(&plan->stories);
}

/* --- saying ------------------------------------------------------------------------------------------------------- */

int plan_say_line(struct plan *plan, struct line *line, struct nashra_detail *detail)
{
    if (line->said) return 0;
    spoken_free(&line->spoken);
    int result = reader_say(plan->reader, line->script, line->sentence, &line->spoken, detail);
    line->said = result == 0;
    return result;
}

static int say(struct plan *plan, struct passage *passage, size_t count, struct nashra_detail *detail)
{
    for (size_t i = 0; i < count; i++) {
        int result = plan_say_line(plan, &passage->lines[i], detail);
        if (result < 0) return result;
    }
    return 0;
}

static void add_to_meter(struct meter *meter, const struct passage *passage, size_t count)
{
    for (size_t i = 0; i < count; i++) meter_add_speech(meter, passage->lines[i].spoken.samples, passage->lines[i].spoken.frames);
}

/* How loud the voice is: jingles are set against it. Once is enough. */
static void measure_speech(struct plan *plan)
{
    if (isfinite(plan->speech_lufs)) return;
    struct meter *meter = meter_new(plan->mix.voice_rate, 1, false);
    add_to_meter(meter, &plan->opening, plan->opening.count);
    for (size_t i = 0; i < plan->stories.count && i < 5; i++) add_to_meter(meter, &plan->stories.list[i].body, plan->stories.list[i].used);
    plan->speech_lufs = meter_lufs(meter);
    /* mono speech comes out of both loudspeakers: 3 LU more */
    if (plan->mix.channels == 2) plan->speech_lufs += 10 * log10(2);
    if (!isfinite(plan->speech_lufs)) plan->speech_lufs = -22;
    meter_free(meter);
}

/* A story that the voice cannot say is left out, as one that cannot be read is. */
static int say_story(struct plan *plan, struct story *story, struct nashra_detail *detail)
{
    struct nashra_detail why = {0};
    int result = say(plan, &story->before, story->before.count, &why);
    if (result == 0) result = say(plan, &story->head, story->head.count, &why);
    if (result == 0) result = say(plan, &story->body, story->used, &why);
    if (result == 0) return 0;
    if (result == NASHRA_E_MEMORY) return out_of_memory(detail);
    story->dropped = true;
    stories_report(&plan->stories, result, story->place, "left out: %.480s", why.message);
    return 0;
}

int plan_say(struct plan *plan, struct nashra_detail *detail)
{
    int result = say(plan, &plan->opening, plan->opening.count, detail);
    if (result == 0) result = say(plan, &plan->headlines, plan->headlines.count, detail);
    if (result == 0) result = say(plan, &plan->details, plan->details.count, detail);
    size_t left = 0;
    for (size_t i = 0; result == 0 && i < plan->stories.count; i++) {
        if (!plan->stories.list[i].dropped) result = say_story(plan, &plan->stories.list[i], detail);
        left += !plan->stories.list[i].dropped;
    }
    if (result == 0 && !left) result = error_set(detail, NASHRA_E_VOICE, plan->rundown->path, 0, 0, "no story could be said");
    if (result == 0) result = say(plan, &plan->closing, plan->closing.count, detail);
    if (result == 0) measure_speech(plan);
    return result;
}

static void forget(struct passage *passage)
{
    for (size_t i = 0; i < passage->count; i++) passage->lines[i].said = false;
}

int plan_set_factor(struct plan *plan, double factor, struct nashra_detail *detail)
{
    mix_clear(&plan->mix); /* it points to what was said */
    struct passage *frames[] = {&plan->opening, &plan->headlines, &plan->details, &plan->closing};
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) forget(frames[i]);
    for (size_t i = 0; i < plan->stories.count; i++) {
        forget(&plan->stories.list[i].before);
        forget(&plan->stories.list[i].head);
        forget(&plan->stories.list[i].body);
    }
    int result = reader_set_factor(plan->reader, factor, detail);
    return result == 0 ? plan_say(plan, detail) : result;
}
