/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_TABLES_H
#define NASHRA_INTAKE_TABLES_H

/* The room's word lists, looked up once. */

#include "util/table.h"

#include <stdbool.h>
#include <stdint.h>

struct furniture;

struct intake {
    const struct table_section *letters;     /* letter_forms.tsv: a letter or sign and what it is read as */
    const struct table_section *maqsura;     /* alef_maqsura.tsv: words whose final ی is ى */
    const struct table_section *stops;       /* stop_abbreviations.tsv: abbreviations with a full stop */
    const struct table_section *datelines;   /* datelines.tsv: places and agencies */
    const struct table_section *html;        /* html.tsv: what elements and classes are */
    uint32_t letter_map[256];                /* letter_forms.tsv for U+0600..U+06FF, 0: itself */
    struct furniture *furniture;             /* furniture.c */
};

/* The row of a key, or -1. A missing section holds nothing. */
long table_row(const struct table_section *section, const char *key, size_t size);

#endif
