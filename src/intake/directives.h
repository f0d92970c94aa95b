/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_INTAKE_DIRECTIVES_H
#define NASHRA_INTAKE_DIRECTIVES_H

/* The wishes that come with SSML or with data-ssml in HTML, on their way into doc->directives. */

#include "intake/draft.h"
#include "intake/markup.h"

/* An attribute's value, decoded, in the arena; "" when the element has none, NULL when memory is short. */
const char *directive_attribute(struct draft *draft, const struct markup *markup, const struct token *token, const char *name);

/* Opens a directive at the next character: 1 + its index, or 0 when it could not be added. value and detail: static or in the
 * arena. */
uint32_t directive_open(struct draft *draft, enum directive_kind kind, const char *value, const char *detail, struct span source);

/* It ends before the next character. `good` false: its end tag was missing, so it is taken back. */
void directive_close(struct draft *draft, uint32_t directive, bool good);

/* <break time="500ms" strength="weak"/>; both may be "". */
void directive_break(struct draft *draft, const char *time, const char *strength, struct span source);

/* <prosody>: what the values mean as factors, "rate=1.2 pitch=0.9"; "" when nothing was understood, NULL when memory is short. */
const char *directive_prosody(struct draft *draft, const char *rate, const char *pitch, const char *volume);

/* After the last character: directives without characters go, marks and breaks move past a space. */
void directives_finish(struct draft *draft);

#endif
