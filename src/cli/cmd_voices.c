/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra voices: what --voice takes. */
#include "program.h"

int cmd_voices(int argc, char **argv)
{
    struct options options;
    int code;
    if (options_begin(&options, argc, argv, &code)) {
        nashra_voice *voice;
        struct nashra_detail why = {0};
        const char *name, *language;
        if (options.file_count) code = complain(EXIT_USAGE, "voices takes no files");
        else if (nashra_voice_open(&voice, NULL, &why) < 0) code = complain_detail(&why);
        else {
            for (size_t i = 0; nashra_voice_list(voice, i, &name, &language) == 0; i++) printf("%s\t%s\n", name, language);
            nashra_voice_close(voice);
            code = close_stdout();
        }
    }
    options_free(&options);
    return code;
}
