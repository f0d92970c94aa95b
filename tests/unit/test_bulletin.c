/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * A bulletin while memory runs short at one place after the other: it says so and gives everything back (the sanitizers look), or it does
 * without (the cache, a jingle); the old output is there in either case. */
#include "nashra.h"
#include "util/memory.h"

#include "check.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[] = "/tmp/nashra-bulletin-XXXXXX";

static void write_text(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    if (!file) exit(1);
    fputs(text, file);
    fclose(file);
}

static int make(const nashra_engine *engine, nashra_voice *voice, struct nashra_detail *why)
{
    char rundown[128], output[128], marks[128], chapters[128], cache[128];
    snprintf(rundown, sizeof rundown, "%s/x.rundown", directory);
    snprintf(output, sizeof output, "%s/x.wav", directory);
    snprintf(marks, sizeof marks, "%s/x.vtt", directory);
    snprintf(chapters, sizeof chapters, "%s/x.json", directory);
    snprintf(cache, sizeof cache, "%s/cache", directory);
    struct nashra_bulletin_options options = {.output = output, .marks = marks, .chapters = chapters, .with = {.cache_dir = cache}};
    return nashra_bulletin_make(engine, voice, rundown, &options, NULL, why);
}

int main(void)
{
    nashra_engine *engine;
    nashra_voice *voice;
    struct nashra_detail why = {0};
    struct nashra_engine_options options = {.no_model = true, .no_user_lexicon = true};
    if (!mkdtemp(directory) || nashra_engine_open(&engine, &options, &why) < 0 || nashra_voice_open(&voice, NULL, &why) < 0) {
        printf("%s\n", why.message);
        return 1;
    }
    write_text("a.txt", "خبر قصير\n\nوصل الوفد أمس.\n");
    write_text("x.rundown", "[bulletin]\nsample rate = 8000\ntitle = موجز\n[story]\nfile = a.txt\n[story]\nfile = nowhere.txt\n");
    char output[128], command[128];
    struct stat st;
    snprintf(output, sizeof output, "%s/x.wav", directory);
    CHECK(make(engine, voice, &why) == 0);
    CHECK(make(engine, voice, &why) == 0);
    memory_fail_at(0);
    CHECK(make(engine, voice, &why) == 0);
    size_t all = memory_fail_at(0), step = all / 120 + 1;
    CHECK(all > 100);
    for (size_t n = 1; n <= all; n += n < 60 ? 1 : step) {
        memory_fail_at(n);
        int result = make(engine, voice, &why);
        memory_fail_at(0);
        if (!CHECK(result == 0 || result == NASHRA_E_MEMORY || result == NASHRA_E_OUTPUT)) printf("  allocation %zu: %d %s: %s\n", n, result, why.file, why.message);
        CHECK(stat(output, &st) == 0 && st.st_size > 10000);
    }
    CHECK(make(engine, voice, &why) == 0);
    nashra_voice_close(voice);
    nashra_engine_close(engine);
    snprintf(command, sizeof command, "rm -rf %s", directory);
    CHECK(system(command) == 0);
    return check_done();
}
