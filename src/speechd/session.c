/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/session.h"

#include "speechd/log.h"
#include "speechd/speaker.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct session {
    struct channel channel;
    struct speaker speaker;
    struct text data;
    bool over;
    int status;
};

/* --- setting up -------------------------------------------------------------------------------------------------- */

static void do_init(struct session *session, const char *arguments)
{
    (void)arguments;
    struct nashra_detail why;
    struct channel *channel = &session->channel;
    if (spd_speaker_open(&session->speaker, &why) < 0) {
        spd_channel_format(channel, "399-nashra: %s\n399 ERR CANT INIT MODULE\n", why.message);
        session->over = true;
        session->status = 1;
    } else if (*why.message) {
        spd_channel_format(channel, "299-nashra: eSpeak NG alone: %.400s\n299 OK LOADED SUCCESSFULLY\n", why.message);
    } else {
        spd_channel_format(channel, "299-nashra: Initialized successfully.\n299 OK LOADED SUCCESSFULLY\n");
    }
}

static void do_audio(struct session *session, const char *arguments)
{
    (void)arguments;
    struct channel *channel = &session->channel;
    spd_channel_write(channel, "207 OK RECEIVING AUDIO SETTINGS\n");
    if (!spd_channel_data(channel, &session->data)) return;
    const char *method = session->data.size ? strstr(session->data.data, "audio_output_method=") : NULL;
    bool server = !method || strncmp(strchr(method, '=') + 1, "server", 6) == 0;
    spd_channel_write(channel, server ? "203 OK AUDIO INITIALIZED\n" : "300-nashra plays through the server only\n300 UNKNOWN ERROR\n");
}

static void do_loglevel(struct session *session, const char *arguments)
{
    (void)arguments;
    spd_channel_write(&session->channel, "207 OK RECEIVING LOGLEVEL SETTINGS\n");
    if (spd_channel_data(&session->channel, &session->data)) spd_channel_write(&session->channel, "203 OK LOGLEVEL SET\n");
}

static void do_debug(struct session *session, const char *arguments)
{
    struct channel *channel = &session->channel;
    if (strcmp(arguments, "OFF") == 0) {
        spd_log_debug_to(NULL);
        spd_channel_write(channel, "200 OK DEBUGGING OFF\n");
    } else if (strncmp(arguments, "ON ", 3) != 0) spd_channel_write(channel, "302 ERROR BAD SYNTAX\n");
    else if (spd_log_debug_to(arguments + 3)) spd_channel_write(channel, "200 OK DEBUGGING ON\n");
    else spd_channel_write(channel, "303 CANT OPEN CUSTOM DEBUG FILE\n");
}

/* Everything that is understood is taken, also when another line is not. A name that we do not know is a newer server's: no
 * reason to lose the message that follows. */
static void do_set(struct session *session, const char *arguments)
{
    (void)arguments;
    struct channel *channel = &session->channel;
    spd_channel_write(channel, "203 OK RECEIVING SETTINGS\n");
    const char *line;
    size_t size;
    enum setting_result worst = SETTING_TAKEN;
    for (;;) {
        if (!spd_channel_line(channel, &line, &size)) return;
        if (size == 1 && *line == '.') break;
        enum setting_result result = spd_settings_line(&session->speaker.settings, line, size);
        if (result != SETTING_TAKEN) spd_log_line("SET: not understood: %.*s", size < 100 ? (int)size : 100, line);
        if (result > worst) worst = result;
    }
    spd_channel_write(channel, worst == SETTING_BAD_SYNTAX ? "302 ERROR BAD SYNTAX\n"
                  : worst == SETTING_BAD_VALUE ? "303 ERROR INVALID PARAMETER OR VALUE\n" : "203 OK SETTINGS RECEIVED\n");
}

/* LIST VOICES [language [variant]]: ours are Arabic, and have no variants. */
static void do_list(struct session *session, const char *arguments)
{
    struct channel *channel = &session->channel;
    char language[32] = "", variant[32] = "";
    const char *name, *of;
    struct nashra_detail why;
    if (spd_speaker_open(&session->speaker, &why) < 0) {
        spd_channel_write(channel, "304 CANT LIST VOICES\n");
        return;
    }
    sscanf(arguments, "%31s %31s", language, variant);
    bool ours = (!*language || strncasecmp(language, "ar", 2) == 0) && (!*variant || strcmp(variant, "none") == 0);
    for (size_t i = 0; ours && nashra_voice_list(session->speaker.voice, i, &name, &of) == 0; i++)
        spd_channel_format(channel, "200-%s\t%s\tnone\n", name, of);
    spd_channel_write(channel, "200 OK VOICE LIST SENT\n");
}

/* --- speaking ---------------------------------------------------------------------------------------------------- */

static void speak(struct session *session, enum message_kind kind)
{
    struct channel *channel = &session->channel;
    struct nashra_detail why;
    spd_channel_write(channel, "202 OK RECEIVING MESSAGE\n");
    if (!spd_channel_data(channel, &session->data)) return;
    if (spd_speaker_open(&session->speaker, &why) < 0 || !spd_text_reserve(&session->data, 0)) {
        spd_channel_write(channel, "301 ERROR CANT SPEAK\n");
        return;
    }
    session->data.data[session->data.size] = '\0';
    spd_log_debug("message: %s", session->data.data);
    spd_channel_begin_speech(channel);
    spd_channel_write(channel, "200 OK SPEAKING\n");
    spd_speaker_say(&session->speaker, channel, kind, &session->data);
}

static void do_speak(struct session *session, const char *arguments)
{
    (void)arguments;
    speak(session, MESSAGE_TEXT);
}

static void do_char(struct session *session, const char *arguments)
{
    (void)arguments;
    speak(session, MESSAGE_CHAR);
}

static void do_key(struct session *session, const char *arguments)
{
    (void)arguments;
    speak(session, MESSAGE_KEY);
}

static void do_icon(struct session *session, const char *arguments)
{
    (void)arguments;
    speak(session, MESSAGE_ICON);
}

/* STOP and PAUSE when nothing is being spoken: they came as the message ended. No reply. */
static void do_nothing(struct session *session, const char *arguments)
{
    (void)session, (void)arguments;
}

static void do_quit(struct session *session, const char *arguments)
{
    (void)arguments;
    spd_channel_write(&session->channel, "210 OK QUIT\n");
    session->over = true;
}

/* --- commands ---------------------------------------------------------------------------------------------------- */

static const struct command {
    const char *name;
    bool arguments; /* may follow the name */
    void (*run)(struct session *session, const char *arguments);
} COMMANDS[] = {
    {"INIT", false, do_init},   {"AUDIO", false, do_audio}, {"LOGLEVEL", false, do_loglevel}, {"DEBUG", true, do_debug},
    {"SET", false, do_set},     {"LIST VOICES", true, do_list}, {"SPEAK", false, do_speak},   {"CHAR", false, do_char},
    {"KEY", false, do_key},     {"SOUND_ICON", false, do_icon}, {"STOP", false, do_nothing},  {"PAUSE", false, do_nothing},
    {"QUIT", false, do_quit},
};

static void run_command(struct session *session, const char *line, size_t size)
{
    char copy[1024];
    while (size && (line[size - 1] == '\r' || line[size - 1] == ' ')) size--; /* "DEBUG ON /dir/nashra.log " */
    if (size >= sizeof copy) size = 0; /* no command is that long */
    memcpy(copy, line, size);
    copy[size] = '\0';
    for (size_t i = 0; i < sizeof COMMANDS / sizeof COMMANDS[0]; i++) {
        const struct command *command = &COMMANDS[i];
        size_t length = strlen(command->name);
        if (strncmp(copy, command->name, length) != 0) continue;
        if (copy[length] == '\0' || (command->arguments && copy[length] == ' ')) {
            command->run(session, copy[length] ? copy + length + 1 : "");
            return;
        }
    }
    spd_channel_write(&session->channel, "300 ERR UNKNOWN COMMAND\n");
}

int spd_session_run(int in, int out, const char *configuration_path)
{
    struct session session = {.over = false};
    const char *line;
    size_t size;
    spd_channel_open(&session.channel, in, out);
    spd_settings_default(&session.speaker.settings);
    spd_configuration_read(&session.speaker.configuration, configuration_path);
    while (!session.over && !session.channel.broken && spd_channel_line(&session.channel, &line, &size)) run_command(&session, line, size);
    spd_speaker_close(&session.speaker);
    spd_channel_close(&session.channel);
    spd_text_free(&session.data);
    spd_log_debug_to(NULL);
    return session.status;
}
