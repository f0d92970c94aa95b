/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_UTIL_ARABIC_H
#define NASHRA_UTIL_ARABIC_H

/* What every room asks about single Arabic characters. Marks are bytes as document.h defines them. */

#include <stdbool.h>
#include <stdint.h>

struct buffer;

/* U+0621..U+063A, U+0641..U+064A, U+0671 and the letters of names in use: پ چ ڤ گ ژ. */
bool arabic_letter(uint32_t cp);

/* ا أ إ آ ٱ */
bool arabic_alef(uint32_t cp);

/* ت ث د ذ ر ز س ش ص ض ط ظ ل ن: the article's lam becomes like them. */
bool arabic_sun(uint32_t cp);

/* The mark byte of a combining character (vowel, shadda, dagger alef; U+0653..U+0655 as seats), or 0 when it is none. */
uint8_t arabic_mark(uint32_t cp);

/* Adds one mark to those a letter has: a second vowel replaces the first, a dagger alef brings fatha. */
uint8_t arabic_mark_add(uint8_t marks, uint8_t more);

/* The letter with its restored hamza seat: ا with MARK_SEAT_ABOVE is أ; other letters come back as they are. */
uint32_t arabic_seated(uint32_t letter, uint8_t marks);

/* Appends shadda, vowel and dagger alef as combining characters (not the seat). */
void arabic_write_mark(struct buffer *out, uint8_t marks);

/* 0..9 for ASCII, Arabic-Indic and Extended (Persian) digits, else -1. */
int arabic_digit(uint32_t cp);

/* أ إ آ ٱ -> ا; ى ی -> ي; ة -> ه; ک -> ك; others as they are. For look-up only, never for speech. */
uint32_t arabic_fold(uint32_t cp);

#endif
