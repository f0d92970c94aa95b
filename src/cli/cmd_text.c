/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* nashra text: the document in one of its forms, on standard output. */
#include "program.h"

static int print_document(const struct options *options, const nashra_engine *engine)
{
    nashra_document *document;
    struct nashra_detail why = {0};
    int code = open_document(&document, engine, options, options->file_count ? options->files[0] : "-");
    if (code != EXIT_OK) return code;
    int result = nashra_document_render(document, options->form, write_file, stdout, &why);
    nashra_document_free(document);
    if (result < 0 && result != NASHRA_E_STOPPED) return complain_detail(&why);
    return close_stdout();
}

int cmd_text(int argc, char **argv)
{
    struct options options;
    int code;
    if (options_begin(&options, argc, argv, &code)) {
        nashra_engine *engine = NULL;
        if (options.file_count > 1) code = complain(EXIT_USAGE, "text takes one file, not %zu", options.file_count);
        else code = open_engine(&engine, &options);
        if (code == EXIT_OK) code = print_document(&options, engine);
        nashra_engine_close(engine);
    }
    options_free(&options);
    return code;
}
