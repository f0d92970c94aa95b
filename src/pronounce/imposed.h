/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_PRONOUNCE_IMPOSED_H
#define NASHRA_PRONOUNCE_IMPOSED_H

/* Sounds that come from outside: SSML's <phoneme>, the user's lexicon. */

#include "document.h"
#include "pronounce/sounds.h"
#include "util/buffer.h"
#include "util/table.h"

/* ipa.tsv, ready for look-up in both directions. */
struct ipa_table;
int ipa_open(struct ipa_table **out, const struct table *table);
void ipa_close(struct ipa_table *table);

/* Appends eSpeak NG's mnemonics for IPA text. Symbols that mean no sound (ties, syllable dots) are left out; returns false when
 * a symbol is not known (it is left out as well). */
bool ipa_to_espeak(const struct ipa_table *table, const char *ipa, struct buffer *out);

/* Appends IPA for mnemonics; what is not known is left out. */
void espeak_to_ipa(const struct ipa_table *table, const char *mnemonics, struct buffer *out);

/* Mnemonics from outside may not end the [[ ]] around them: keeps only what eSpeak NG reads as phonemes. */
void espeak_clean(const char *mnemonics, struct buffer *out);

/* Does the string of mnemonics end in a vowel? */
bool espeak_ends_in_vowel(const char *mnemonics);

#endif
