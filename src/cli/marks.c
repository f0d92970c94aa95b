/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "marks.h"

#include "program.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum style { POLLY, VTT, SRT };
enum { CUE_LETTERS = 84 /* two lines of 42, as broadcasters subtitle */ };

/* One word of the input: the spoken words of one span («2023») are one. Or an SSML mark. */
struct spoken {
    bool mark;
    size_t begin, end;
    uint64_t from, to; /* ms */
    char *text;        /* spoken, without marks */
};

struct marks {
    FILE *file;
    char *path, *temporary; /* temporary NULL: written in place */
    enum style style;
    const char *source;
    size_t size;
    int rate;
    bool failed, in_sentence;
    unsigned cues;
    uint64_t last_end; /* of the last cue: cues do not overlap */
    size_t sentence_begin, sentence_end;
    uint64_t sentence_from;
    struct spoken *words; /* of the present sentence */
    size_t count, room;
};

static bool style_of(const char *path, enum style *style)
{
    static const char *const endings[] = {[POLLY] = ".json", [VTT] = ".vtt", [SRT] = ".srt"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof endings[0]; i++)
        if (strcasecmp(dot, endings[i]) == 0) return *style = (enum style)i, true;
    *style = POLLY;
    return strcmp(path, "-") == 0;
}

bool marks_known(const char *path)
{
    enum style style;
    return style_of(path, &style);
}

/* What is no regular file is written in place. */
static int open_file(struct marks *m)
{
    struct stat status;
    if (strcmp(m->path, "-") == 0) {
        m->file = stdout;
        return EXIT_OK;
    }
    bool special = stat(m->path, &status) == 0 && !S_ISREG(status.st_mode);
    if (!special && asprintf(&m->temporary, "%s.nashra-%ld", m->path, (long)getpid()) < 0) m->temporary = NULL, errno = ENOMEM;
    if (special || m->temporary) m->file = fopen(special ? m->path : m->temporary, special ? "we" : "wxe");
    return m->file ? EXIT_OK : complain(EXIT_OUTPUT, "%s: cannot write: %s", m->path, strerror(errno));
}

static void release(struct marks *m)
{
    for (size_t i = 0; i < m->count; i++) free(m->words[i].text);
    free(m->words);
    free(m->temporary);
    free(m->path);
    free(m);
}

int marks_open(struct marks **marks, const char *path, const char *source, size_t size, int rate)
{
    struct marks *m = calloc(1, sizeof *m);
    if (!m || !(m->path = strdup(path))) return free(m), complain(EXIT_INTERNAL, "memory is short");
    m->source = source;
    m->size = size;
    m->rate = rate;
    style_of(path, &m->style);
    int code = open_file(m);
    if (code != EXIT_OK) return release(m), code;
    if (m->style == VTT) fputs("WEBVTT\n", m->file);
    *marks = m;
    return EXIT_OK;
}

/* --- text ---------------------------------------------------------------------------------------------------------- */

/* Length of the valid UTF-8 sequence at text[0..size), or 0. */
static size_t sequence(const char *text, size_t size)
{
    const unsigned char *c = (const unsigned char *)text;
    size_t n = c[0] < 0x80 ? 1 : c[0] >= 0xc2 && c[0] < 0xe0 ? 2 : (c[0] & 0xf0) == 0xe0 ? 3 : c[0] >= 0xf0 && c[0] < 0xf5 ? 4 : 0;
    if (n == 0 || n > size) return 0;
    for (size_t i = 1; i < n; i++)
        if ((c[i] & 0xc0) != 0x80) return 0;
    return n;
}

/* Whether the input itself can be shown for [begin, end): UTF-8 without markup. */
static bool plain(const struct marks *m, size_t begin, size_t end)
{
    if (begin > end || end > m->size) return false;
    for (size_t i = begin, n; i < end; i += n) {
        n = sequence(m->source + i, end - i);
        if (n == 0 || m->source[i] == '<' || m->source[i] == '&') return false;
    }
    return true;
}

/* White space becomes one space, none at the ends. */
static char *collapse(const char *text, size_t size)
{
    char *out = malloc(size + 1);
    size_t n = 0;
    for (size_t i = 0; out && i < size; i++) {
        bool space = text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r') || text[i] == '\0';
        if (!space) out[n++] = text[i];
        else if (n && out[n - 1] != ' ') out[n++] = ' ';
    }
    if (out) {
        while (n && out[n - 1] == ' ') n--;
        out[n] = '\0';
    }
    return out;
}

/* A copy without U+064B..U+0652 (vowels, shadda, sukun) and U+0670 (dagger alef). */
static char *without_marks(const char *text)
{
    char *out = malloc(strlen(text) + 1), *to = out;
    for (const unsigned char *c = (const unsigned char *)text; out && *c; c++) {
        bool two = c[1] != '\0';
        if (two && ((c[0] == 0xd9 && c[1] >= 0x8b && c[1] <= 0x92) || (c[0] == 0xd9 && c[1] == 0xb0))) c++;
        else *to++ = (char)*c;
    }
    if (out) *to = '\0';
    return out;
}

/* As the input has it, where it can be shown; else as spoken. Words first..last of the sentence; `end`: in the input. */
static char *shown(const struct marks *m, size_t first, size_t last, size_t end)
{
    size_t begin = m->words[first].begin;
    if (plain(m, begin, end)) return collapse(m->source + begin, end - begin);
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    if (!stream) return NULL;
    for (size_t i = first; i <= last; i++)
        if (!m->words[i].mark) fprintf(stream, "%s%s", i > first ? " " : "", m->words[i].text);
    fclose(stream);
    return text;
}

/* --- Polly's lines -------------------------------------------------------------------------------------------------- */

static void json_line(struct marks *m, uint64_t time, const char *type, size_t begin, size_t end, const char *value)
{
    fprintf(m->file, "{\"time\":%" PRIu64 ",\"type\":\"%s\",\"start\":%zu,\"end\":%zu,\"value\":\"", time, type, begin, end);
    for (const unsigned char *c = (const unsigned char *)value; *c; c++) {
        if (*c == '"' || *c == '\\') fprintf(m->file, "\\%c", *c);
        else if (*c < 0x20) fprintf(m->file, "\\u%04x", *c);
        else putc(*c, m->file);
    }
    fputs("\"}\n", m->file);
}

static void write_polly(struct marks *m)
{
    char *text = plain(m, m->sentence_begin, m->sentence_end)
                     ? collapse(m->source + m->sentence_begin, m->sentence_end - m->sentence_begin)
                     : shown(m, 0, m->count - 1, m->size + 1);
    json_line(m, m->sentence_from, "sentence", m->sentence_begin, m->sentence_end, text ? text : "");
    if (!text) m->failed = true;
    free(text);
    for (size_t i = 0; i < m->count; i++) {
        const struct spoken *word = &m->words[i];
        text = word->mark ? strdup(word->text) : shown(m, i, i, word->end);
        json_line(m, word->from, word->mark ? "ssml" : "word", word->begin, word->end, text ? text : "");
        if (!text) m->failed = true;
        free(text);
    }
}

/* --- subtitles ------------------------------------------------------------------------------------------------------ */

static void clock_time(struct marks *m, uint64_t ms)
{
    fprintf(m->file, "%02" PRIu64 ":%02u:%02u%c%03u", ms / 3600000, (unsigned)(ms / 60000 % 60), (unsigned)(ms / 1000 % 60),
            m->style == VTT ? '.' : ',', (unsigned)(ms % 1000));
}

static void cue_text(struct marks *m, const char *text)
{
    for (; *text; text++) {
        if (m->style == VTT && *text == '&') fputs("&amp;", m->file);
        else if (m->style == VTT && *text == '<') fputs("&lt;", m->file);
        else if (m->style == VTT && *text == '>') fputs("&gt;", m->file);
        else putc(*text, m->file);
    }
}

/* Where the text shown for word i ends: up to the next word, so that the input's punctuation is seen. */
static size_t shown_end(const struct marks *m, size_t i)
{
    size_t next = i + 1 < m->count ? m->words[i + 1].begin : m->sentence_end;
    return next > m->words[i].end ? next : m->words[i].end;
}

/* Words [first, last] as one cue; in WebVTT each word but the first carries its time. */
static void write_cue(struct marks *m, size_t first, size_t last)
{
    uint64_t from = m->words[first].from, to = m->words[last].to;
    if (from < m->last_end) from = m->last_end;
    if (to <= from) to = from + 1;
    m->last_end = to;
    m->cues++;
    if (m->style == VTT || m->cues > 1) putc('\n', m->file);
    if (m->style == SRT) fprintf(m->file, "%u\n", m->cues);
    clock_time(m, from);
    fputs(" --> ", m->file);
    clock_time(m, to);
    putc('\n', m->file);
    for (size_t i = first; i <= last; i++) {
        char *text = shown(m, i, i, shown_end(m, i));
        if (i > first) putc(' ', m->file);
        if (i > first && m->style == VTT && m->words[i].from > from && m->words[i].from < to) {
            putc('<', m->file);
            clock_time(m, m->words[i].from);
            putc('>', m->file);
        }
        if (text) cue_text(m, text);
        else m->failed = true;
        free(text);
    }
    putc('\n', m->file);
}

static size_t letters(const char *text)
{
    size_t n = 0;
    for (; *text; text++) n += (*text & 0xc0) != 0x80;
    return n;
}

static void write_cues(struct marks *m)
{
    size_t first = 0, length = 0;
    for (size_t i = 0; i < m->count; i++) {
        size_t more = letters(m->words[i].text) + 1;
        if (i > first && length + more > CUE_LETTERS) {
            write_cue(m, first, i - 1);
            first = i;
            length = 0;
        }
        length += more;
    }
    write_cue(m, first, m->count - 1);
}

/* --- events --------------------------------------------------------------------------------------------------------- */

/* Takes over `text`. */
static void add(struct marks *m, const struct nashra_event *event, uint64_t time, char *text)
{
    if (m->count == m->room) {
        size_t room = m->room ? 2 * m->room : 64;
        struct spoken *more = realloc(m->words, room * sizeof *more);
        if (more) m->words = more, m->room = room;
    }
    if (!text || m->count == m->room) {
        m->failed = true;
        free(text);
        return;
    }
    bool mark = event->type == NASHRA_EVENT_MARK;
    m->words[m->count++] = (struct spoken){mark, event->begin, event->end, time, time, text};
}

static struct spoken *last_word(struct marks *m)
{
    for (size_t i = m->count; i-- > 0;)
        if (!m->words[i].mark) return &m->words[i];
    return NULL;
}

static void add_word(struct marks *m, const struct nashra_event *event, uint64_t time)
{
    struct spoken *last = last_word(m);
    char *text = without_marks(event->text);
    if (text && last && last->begin == event->begin && last->end == event->end) {
        char *joined = NULL;
        if (asprintf(&joined, "%s %s", last->text, text) < 0) m->failed = true;
        else {
            free(last->text);
            last->text = joined;
        }
        free(text);
        return;
    }
    add(m, event, time, text);
}

static void add_mark(struct marks *m, const struct nashra_event *event, uint64_t time)
{
    if (m->style != POLLY) return;
    if (m->in_sentence) add(m, event, time, strdup(event->text));
    else json_line(m, time, "ssml", event->begin, event->end, event->text);
}

static void end_sentence(struct marks *m)
{
    if (m->count && m->style == POLLY) write_polly(m);
    else if (m->count) write_cues(m);
    for (size_t i = 0; i < m->count; i++) free(m->words[i].text);
    m->count = 0;
    m->in_sentence = false;
}

void marks_event(struct marks *m, const struct nashra_event *event)
{
    uint64_t time = event->sample * 1000 / (uint64_t)m->rate;
    switch (event->type) {
    case NASHRA_EVENT_SENTENCE:
        m->in_sentence = true;
        m->sentence_begin = event->begin;
        m->sentence_end = event->end;
        m->sentence_from = time;
        break;
    case NASHRA_EVENT_WORD: add_word(m, event, time); break;
    case NASHRA_EVENT_WORD_END:
        if (last_word(m)) last_word(m)->to = time;
        break;
    case NASHRA_EVENT_SENTENCE_END: end_sentence(m); break;
    case NASHRA_EVENT_MARK: add_mark(m, event, time); break;
    case NASHRA_EVENT_SAMPLES: break;
    }
}

int marks_close(struct marks *m, bool keep)
{
    if (!m) return EXIT_OK;
    int code = EXIT_OK;
    bool bad = m->failed || ferror(m->file) || fflush(m->file) != 0;
    if (m->temporary && !bad && keep) bad = fsync(fileno(m->file)) != 0;
    if (m->file != stdout && fclose(m->file) != 0) bad = true;
    if (m->temporary && !bad && keep) bad = rename(m->temporary, m->path) != 0;
    if (bad && keep) code = complain(EXIT_OUTPUT, "%s: cannot write: %s", m->path, errno ? strerror(errno) : "memory is short");
    if (m->temporary && (bad || !keep)) unlink(m->temporary);
    release(m);
    return code;
}
