/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Replays a fuzz target's corpus without libFuzzer: replay FILE|DIRECTORY... Every file is given whole and cut at two thirds,
 * since cut input is what parsers forget. The last line is "N passed, N failed"; a crash is the failure. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned passed, failed;

static void replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
    uint8_t *data = size >= 0 ? malloc((size_t)size + 1) : NULL;
    if (data) rewind(file);
    if (!data || fread(data, 1, (size_t)size, file) != (size_t)size) {
        printf("%s: cannot be read\n", path);
        failed++;
    } else {
        LLVMFuzzerTestOneInput(data, (size_t)size);
        LLVMFuzzerTestOneInput(data, (size_t)size * 2 / 3);
        passed++;
    }
    free(data);
    if (file) fclose(file);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void replay(const char *path)
{
    struct dirent **names;
    int count = scandir(path, &names, NULL, by_name);
    if (count < 0) {
        replay_file(path);
        return;
    }
    for (int i = 0; i < count; i++) {
        char inner[4096];
        if (names[i]->d_name[0] != '.' && snprintf(inner, sizeof inner, "%s/%s", path, names[i]->d_name) < (int)sizeof inner)
            replay_file(inner);
        free(names[i]);
    }
    free(names);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) replay(argv[i]);
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}
