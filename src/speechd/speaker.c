/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/speaker.h"

#include "speechd/compose.h"
#include "speechd/icon.h"
#include "speechd/log.h"
#include "speechd/pieces.h"
#include "speechd/repair.h"
#include "speechd/utterance.h"

#include <stdlib.h>
#include <string.h>

/* --- opening ----------------------------------------------------------------------------------------------------- */

static void open_engine(struct speaker *speaker, struct nashra_detail *detail)
{
    const struct configuration *c = &speaker->configuration;
    const char *lexicon = c->lexicon;
    struct nashra_engine_options options = {.data_dir = *c->data ? c->data : NULL, .lexicons = &lexicon, .lexicon_count = *lexicon ? 1 : 0};
    int result = nashra_engine_open(&speaker->engine, &options, detail);
    if (result == NASHRA_E_INPUT) { /* the user's own list: one bad line must not take the voice away */
        spd_log_line("%s:%zu: %s: the user's word lists are left out", detail->file, detail->line, detail->message);
        options.lexicon_count = 0;
        options.no_user_lexicon = true;
        result = nashra_engine_open(&speaker->engine, &options, detail);
    }
    if (result == 0) {
        detail->message[0] = '\0';
        return;
    }
    speaker->engine = NULL;
    spd_log_line("%s: %s: eSpeak NG reads alone, without vowels, names and numbers of nashra's", detail->file, detail->message);
}

int spd_speaker_open(struct speaker *speaker, struct nashra_detail *detail)
{
    *detail = (struct nashra_detail){.code = 0};
    if (speaker->voice) return 0;
    int result = nashra_voice_open(&speaker->voice, NULL, detail);
    if (result < 0) {
        spd_log_line("no voice: %s", detail->message);
        speaker->voice = NULL;
        return result;
    }
    open_engine(speaker, detail);
    return 0;
}

void spd_speaker_close(struct speaker *speaker)
{
    nashra_voice_close(speaker->voice);
    nashra_engine_close(speaker->engine);
    spd_plain_free(&speaker->plain);
    spd_text_free(&speaker->repaired);
    spd_text_free(&speaker->composed);
    spd_text_free(&speaker->piece);
}

/* --- voice ------------------------------------------------------------------------------------------------------- */

static void apply_settings(struct speaker *speaker)
{
    if (memcmp(&speaker->spoken, &speaker->settings, sizeof speaker->spoken) == 0) return;
    struct nashra_detail why = {.code = 0};
    struct nashra_voice_settings voice = spd_settings_voice(&speaker->settings);
    if (nashra_voice_set(speaker->voice, &voice, &why) < 0) {
        spd_log_line("%s: %s; the usual voice speaks", voice.name, why.message);
        voice.name = NULL;
        if (nashra_voice_set(speaker->voice, &voice, &why) < 0) spd_log_line("voice: %s", why.message);
    }
    speaker->spoken = speaker->settings;
}

/* --- languages --------------------------------------------------------------------------------------------------- */

static bool language_is(const char *language, const char *code)
{
    size_t size = strlen(code);
    return strncmp(language, code, size) == 0 && (language[size] == '\0' || language[size] == '-' || language[size] == '_');
}

/* Languages in Arabic letters that are not Arabic: eSpeak NG has voices for them. */
static bool other_arabic_script(const char *language)
{
    static const char *const CODES[] = {"fa", "ur", "ps", "ku", "ckb", "sd", "ug", "ks"};
    for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++)
        if (language_is(language, CODES[i])) return true;
    return false;
}

/* Arabic is ours, whatever language was set, since Orca often sends the interface's; Latin words within it go to their voice.
 * A message without one Arabic letter is read in its own language. */
static bool nashra_reads(const struct speaker *speaker)
{
    const char *language = speaker->settings.language;
    if (!speaker->engine) return false;
    if (!*language || language_is(language, "ar")) return true;
    return spd_plain_has_arabic(&speaker->plain) && !other_arabic_script(language);
}

/* --- speaking ---------------------------------------------------------------------------------------------------- */

struct listener {
    struct utterance *utterance;
    uint64_t base; /* samples sent before this nashra_voice_speak() */
    bool words;    /* marks are reached by word: text that eSpeak NG reads by itself */
};

static int on_event(void *context, const struct nashra_event *event)
{
    struct listener *listener = context;
    uint64_t sample = listener->base + event->sample;
    bool on = true;
    if (event->type == NASHRA_EVENT_SAMPLES) on = spd_utterance_samples(listener->utterance, event->samples, event->count);
    else if (event->type == NASHRA_EVENT_MARK && !listener->words) on = spd_utterance_mark(listener->utterance, event->text, sample);
    else if (event->type == NASHRA_EVENT_WORD && listener->words)
        on = spd_utterance_marks_before(listener->utterance, event->begin, sample);
    return on ? 0 : 1;
}

static struct nashra_reading reading_for(const struct speaker *speaker, bool markup, bool spelling)
{
    const struct settings *s = &speaker->settings;
    struct nashra_reading reading = {.format = markup ? NASHRA_FORMAT_SSML : NASHRA_FORMAT_TEXT, .punctuation = s->punctuation,
                                     .spelling = spelling, .keep_all = true, .endings = speaker->configuration.endings};
    if (*speaker->configuration.region) reading.region = speaker->configuration.region;
    else if (language_is(s->language, "ar") && strlen(s->language) == 5) reading.region = s->language + 3; /* "ar-eg" */
    return reading;
}

/* Returns false when nashra could not do it: then eSpeak NG reads. */
static bool speak_document(struct speaker *speaker, struct utterance *utterance, const struct nashra_reading *reading, const char *text,
                           size_t size)
{
    struct nashra_detail why = {.code = 0};
    struct listener listener = {.utterance = utterance, .base = utterance->sent};
    nashra_document *document;
    int result = nashra_document_new(&document, speaker->engine, reading, text, size, &why);
    if (result == 0) {
        result = nashra_voice_speak(speaker->voice, document, 0, SIZE_MAX, on_event, &listener, &why);
        nashra_document_free(document);
    }
    if (result == 0 || result == NASHRA_E_STOPPED) return true;
    spd_log_line("%s: %s", nashra_strerror(result), why.message);
    return utterance->sent > 0; /* the middle of a message is not begun again */
}

/* Between pieces, as between sentences. */
static bool rest(struct utterance *utterance, const struct settings *settings)
{
    static const int16_t silence[1 << 13];
    size_t most = sizeof silence / sizeof silence[0], count = (size_t)(0.35 * utterance->rate / spd_settings_voice(settings).rate);
    return spd_utterance_samples(utterance, silence, count < most ? count : most);
}

static bool speak_message(struct speaker *speaker, struct utterance *utterance, const struct text *message, bool spelling)
{
    bool markup = spd_plain_is_markup(message->data, message->size);
    struct nashra_reading reading = reading_for(speaker, markup, spelling);
    if (!spd_pieces_wanted(message->data, message->size)) return speak_document(speaker, utterance, &reading, message->data, message->size);
    struct text *piece = &speaker->piece;
    for (size_t at = 0, end; at < message->size; at = end) {
        end = spd_piece_end(message->data, message->size, at);
        spd_text_clear(piece);
        if (markup && at > 0) spd_text_add(piece, "<speak>");
        spd_text_append(piece, message->data + at, end - at);
        if (!speak_document(speaker, utterance, &reading, piece->data, piece->size)) return false;
        if (utterance->state != UTTERANCE_SPEAKING || (end < message->size && !rest(utterance, &speaker->settings))) break;
    }
    return true;
}

static void speak_plain(struct speaker *speaker, struct utterance *utterance, bool spelling)
{
    const struct settings *s = &speaker->settings;
    struct nashra_detail why = {.code = 0};
    struct nashra_text_options options = {.language = *s->language ? s->language : "ar", .punctuation = s->punctuation,
                                          .spelling = spelling, .capitals = s->capitals == CAPITALS_SPELL};
    struct listener listener = {.utterance = utterance, .base = utterance->sent, .words = true};
    const struct text *text = &speaker->plain.text;
    int result = nashra_voice_speak_text(speaker->voice, &options, text->size ? text->data : "", text->size, on_event, &listener, &why);
    if (result < 0 && result != NASHRA_E_STOPPED) spd_log_line("%s: %s", nashra_strerror(result), why.message);
}

/* True when the icon was played. */
static bool play_icon(const struct speaker *speaker, struct utterance *utterance, const char *name)
{
    int16_t *samples;
    size_t count;
    if (!spd_icon_read(speaker->configuration.icons, name, utterance->rate, &samples, &count)) return false;
    spd_utterance_samples(utterance, samples, count);
    free(samples);
    return true;
}

void spd_speaker_say(struct speaker *speaker, struct channel *channel, enum message_kind kind, const struct text *message)
{
    struct utterance utterance;
    const struct text *what = message;
    if (spd_repair_message(speaker->engine, message->data, message->size, &speaker->repaired)) what = &speaker->repaired;
    spd_plain_read(&speaker->plain, what->data, what->size);
    apply_settings(speaker);
    spd_utterance_begin(&utterance, channel, &speaker->plain, nashra_voice_rate(speaker->voice));
    bool done = kind == MESSAGE_ICON && play_icon(speaker, &utterance, message->data);
    if (!done) {
        struct composed composed = spd_compose(speaker, kind, what, &speaker->composed);
        if (composed.capital_icon) play_icon(speaker, &utterance, "capital");
        bool spoken = nashra_reads(speaker) && speak_message(speaker, &utterance, composed.text, composed.spelling);
        bool nameless = kind != MESSAGE_TEXT && utterance.sent == 0; /* a character that nashra has no name for: an emoji */
        if (utterance.state == UTTERANCE_SPEAKING && (!spoken || nameless)) speak_plain(speaker, &utterance, composed.spelling);
    }
    spd_utterance_end(&utterance);
}
