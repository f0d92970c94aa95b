/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_HTML_HINTS_H
#define NASHRA_INTAKE_HTML_HINTS_H

#include "intake/draft.h"
#include "intake/markup.h"

/* W3C's Spoken HTML (data-ssml, data-ssml-sub-alias ...) and lang: the directive that an element opens, as directive_open()
 * returns it; breaks are written at once. `holds`: the element can hold text. */
uint32_t html_hint(struct draft *draft, const struct text *text, const struct markup *markup, const struct token *token, bool holds);

#endif
