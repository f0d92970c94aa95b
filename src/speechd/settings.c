/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "speechd/settings.h"

#include "speechd/log.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- SET --------------------------------------------------------------------------------------------------------- */

void spd_settings_default(struct settings *settings)
{
    *settings = (struct settings){.volume = 100, .voice = "male1", .language = "ar"};
}

static enum setting_result number(int *out, const char *value)
{
    char *end;
    errno = 0;
    long got = strtol(value, &end, 10);
    if (end == value || *end) return SETTING_BAD_VALUE;
    *out = got < -100 ? -100 : got > 100 ? 100 : (int)got;
    return SETTING_TAKEN;
}

/* The index of value in a list of words that ends with NULL. */
static enum setting_result choice(int *out, const char *value, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcasecmp(value, words[i]) == 0) return *out = i, SETTING_TAKEN;
    return SETTING_BAD_VALUE;
}

static enum setting_result string(char *out, size_t room, const char *value)
{
    if (strcasecmp(value, "NULL") == 0) value = "";
    if (strlen(value) >= room) return SETTING_BAD_VALUE;
    memcpy(out, value, strlen(value) + 1);
    return SETTING_TAKEN;
}

static enum setting_result take(struct settings *s, const char *name, const char *value)
{
    static const char *const LEVELS[] = {"none", "some", "most", "all", NULL};
    static const char *const SWITCH[] = {"off", "on", NULL};
    static const char *const CAPITALS[] = {"none", "spell", "icon", NULL};
    enum setting_result result = SETTING_UNKNOWN;
    int i = 0;
    if (strcmp(name, "rate") == 0) return number(&s->rate, value);
    if (strcmp(name, "pitch") == 0) return number(&s->pitch, value);
    if (strcmp(name, "pitch_range") == 0) return number(&s->pitch_range, value);
    if (strcmp(name, "volume") == 0) return number(&s->volume, value);
    if (strcmp(name, "voice") == 0) return string(s->voice, sizeof s->voice, value);
    if (strcmp(name, "language") == 0) return string(s->language, sizeof s->language, value);
    if (strcmp(name, "synthesis_voice") == 0) return string(s->synthesis_voice, sizeof s->synthesis_voice, value);
    if (strcmp(name, "punctuation_mode") == 0) {
        result = choice(&i, value, LEVELS);
        if (result == SETTING_TAKEN) s->punctuation = (enum nashra_punctuation)i;
    } else if (strcmp(name, "spelling_mode") == 0) {
        result = choice(&i, value, SWITCH);
        if (result == SETTING_TAKEN) s->spelling = i == 1;
    } else if (strcmp(name, "cap_let_recogn") == 0) {
        result = choice(&i, value, CAPITALS);
        if (result == SETTING_TAKEN) s->capitals = (enum capitals)i;
    }
    return result;
}

enum setting_result spd_settings_line(struct settings *settings, const char *line, size_t size)
{
    char copy[256];
    if (size >= sizeof copy || memchr(line, '\0', size)) return SETTING_BAD_SYNTAX;
    memcpy(copy, line, size);
    copy[size] = '\0';
    char *equals = strchr(copy, '=');
    if (!equals || equals == copy) return SETTING_BAD_SYNTAX;
    *equals = '\0';
    return take(settings, copy, equals + 1);
}

/* --- to the voice ------------------------------------------------------------------------------------------------ */

/* eSpeak NG's variants that stand for the server's voice types. */
static const char *type_voice(const char *type)
{
    static const char *const VOICES[][2] = {
        {"male1", "ar"}, {"male2", "ar+m3"}, {"male3", "ar+m7"}, {"female1", "ar+f2"}, {"female2", "ar+f3"},
        {"female3", "ar+f4"}, {"child_male", "ar+m4"}, {"child_female", "ar+f5"}};
    for (size_t i = 0; i < sizeof VOICES / sizeof VOICES[0]; i++)
        if (strcasecmp(type, VOICES[i][0]) == 0) return VOICES[i][1];
    return "ar";
}

struct nashra_voice_settings spd_settings_voice(const struct settings *settings)
{
    struct nashra_voice_settings voice = {.name = *settings->synthesis_voice ? settings->synthesis_voice : type_voice(settings->voice)};
    /* 100 is three times the normal speed, still understood by those who listen all day; -100 is half of it. */
    voice.rate = pow(settings->rate > 0 ? 3.0 : 2.0, settings->rate / 100.0);
    voice.pitch = pow(2.0, settings->pitch / 100.0);
    voice.pitch_range = settings->pitch_range <= -100 ? 0.01 : 1.0 + settings->pitch_range / 100.0;
    /* As the server's eSpeak NG module: 100 is the full voice, 0 half of it, so that changing the module changes no loudness. */
    voice.volume = settings->volume <= -99 ? 0.01 : (settings->volume + 100) / 200.0;
    return voice;
}

/* --- nashra.conf ------------------------------------------------------------------------------------------------- */

static bool keep(char *out, size_t room, const char *value)
{
    if (strlen(value) >= room) return false;
    memcpy(out, value, strlen(value) + 1);
    return true;
}

static bool configure(struct configuration *c, const char *name, const char *value)
{
    static const char *const ENDINGS[] = {"pausal", "full", "none", NULL};
    int i = 0;
    if (strcasecmp(name, "NashraData") == 0) return keep(c->data, sizeof c->data, value);
    if (strcasecmp(name, "NashraLexicon") == 0) return keep(c->lexicon, sizeof c->lexicon, value);
    if (strcasecmp(name, "NashraRegion") == 0) return keep(c->region, sizeof c->region, value);
    if (strcasecmp(name, "NashraSoundIcons") == 0) return keep(c->icons, sizeof c->icons, value);
    if (strcasecmp(name, "NashraEndings") != 0 || choice(&i, value, ENDINGS) != SETTING_TAKEN) return false;
    c->endings = (enum nashra_endings)i;
    return true;
}

/* `Name "value"`: returns false when the line is not of that form; empty lines and # comments have *name "". */
static bool split(char *line, char **name, char **value)
{
    line[strcspn(line, "\r\n")] = '\0';
    *name = line + strspn(line, " \t");
    *value = "";
    if (**name == '#') **name = '\0';
    if (!**name) return true;
    char *gap = *name + strcspn(*name, " \t");
    if (!*gap) return false;
    *gap++ = '\0';
    gap += strspn(gap, " \t");
    if (*gap != '"') {
        gap[strcspn(gap, " \t#")] = '\0';
        *value = gap;
        return true;
    }
    char *end = strchr(gap + 1, '"');
    if (!end) return false;
    *end = '\0';
    *value = gap + 1;
    return true;
}

void spd_configuration_read(struct configuration *configuration, const char *path)
{
    *configuration = (struct configuration){.icons = "/usr/share/sounds/sound-icons"};
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file) return;
    char line[1024], *name, *value;
    for (unsigned number_of_line = 1; fgets(line, sizeof line, file); number_of_line++)
        if (!split(line, &name, &value) || (*name && !configure(configuration, name, value)))
            spd_log_line("%s:%u: not understood: %s", path, number_of_line, name);
    fclose(file);
}
