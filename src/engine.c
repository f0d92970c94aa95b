/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "engine.h"

#include "diacritize/diacritize.h"
#include "intake/intake.h"
#include "lexicon/lexicon.h"
#include "normalize/normalize.h"
#include "phrase/phrase.h"
#include "pronounce/pronounce.h"
#include "util/buffer.h"
#include "util/error.h"
#include "util/memory.h"

#include <stdlib.h>

#ifndef NASHRA_DATA_DIR
#define NASHRA_DATA_DIR "/usr/local/share/nashra"
#endif

const char *nashra_version(void)
{
    return NASHRA_VERSION;
}

static const char *data_dir(const struct nashra_engine_options *options)
{
    if (options->data_dir) return options->data_dir;
    const char *environment = getenv("NASHRA_DATA");
    return environment && *environment ? environment : NASHRA_DATA_DIR;
}

static int open_rooms(struct nashra_engine *engine, const struct nashra_engine_options *options, struct nashra_detail *detail)
{
    struct buffer path = BUFFER_EMPTY;
    buffer_format(&path, "%s/nashra.lex", engine->data_dir);
    int result = path.failed ? NASHRA_E_MEMORY : table_open(&engine->table, path.data, detail);
    if (result == 0) result = intake_open(&engine->intake, engine->table, detail);
    if (result == 0) result = normalize_open(&engine->normalizer, engine->table, detail);
    if (result == 0) result = lexicon_open(&engine->lexicon, engine->table, options, detail);
    if (result == 0) result = phrase_open(&engine->phraser, engine->table, detail);
    if (result == 0) result = pronounce_open(&engine->pronouncer, engine->table, detail);
    if (result == 0 && !options->no_model) {
        buffer_clear(&path);
        buffer_format(&path, "%s/nashra.model", engine->data_dir);
        result = path.failed ? NASHRA_E_MEMORY : network_open(&engine->network, path.data, detail);
    }
    if (result == 0 && engine->network) engine->ask_case = diacritize_ask_case;
    buffer_free(&path);
    return result;
}

int nashra_engine_open(nashra_engine **engine, const struct nashra_engine_options *options, struct nashra_detail *detail)
{
    static const struct nashra_engine_options defaults;
    if (!options) options = &defaults;
    *engine = NULL;
    struct nashra_engine *e = memory_zalloc(1, sizeof *e);
    if (e) e->data_dir = memory_strdup(data_dir(options));
    int result = e && e->data_dir ? open_rooms(e, options, detail) : NASHRA_E_MEMORY;
    if (result == NASHRA_E_MEMORY) error_set(detail, result, NULL, 0, 0, "memory is short");
    if (result < 0) {
        nashra_engine_close(e);
        return result;
    }
    *engine = e;
    return 0;
}

void nashra_engine_close(nashra_engine *engine)
{
    if (!engine) return;
    network_close(engine->network);
    pronounce_close(engine->pronouncer);
    phrase_close(engine->phraser);
    lexicon_close(engine->lexicon);
    normalize_close(engine->normalizer);
    intake_close(engine->intake);
    table_close(engine->table);
    memory_free(engine->data_dir);
    memory_free(engine);
}
