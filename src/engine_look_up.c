/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "engine.h"

#include <string.h>

const char *nashra_engine_look_up(const nashra_engine *engine, const char *table, const char *key, size_t column)
{
    const struct table_section *section = engine && table ? table_section(engine->table, table) : NULL;
    size_t row;
    if (!section || !key || column >= section_columns(section) || !section_find(section, key, strlen(key), &row)) return NULL;
    return section_field(section, row, column);
}
