#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""make_dictionary.py --shared DIR > lexicon/dictionary.tsv: rare nouns, adjectives and verbs with their vowels.

Frequent words the vocalizer knows better than any list, with their sentence; a word that the news has seldom seen (رونق, هضبة, كرّس) it
can only guess. Taken are the lemmas and broken plurals of Arramooz and the adjectives and verbs of CAMeL Morph; left out is what the
news (DIR/data/text/news_raw.txt.xz) has more than OFTEN times or never, what our own lists have, and readings that only a sentence can choose:
participles in مُـ (مُعلِّق, مُعلَّق) and verbal nouns that are spelled like a verb's present (تَبَدُّد, تُبَدِّد)."""
import argparse, collections, lzma, pathlib, re

import marks

SEEN, OFTEN = 1, 250
SURE = 90   # Where several readings share a spelling, or a verb's past has it (سافر), the list says nothing.
NOUNS = ('noun', 'adj', 'adj_comp')
OWN = ('people', 'places', 'organisations', 'gentilics', 'function_words', 'words', 'homographs')
BY_SENTENCE = re.compile('مُ|تَ.َ.ّ?ُّ?.$|تَ.َا.ُ.$')
HEADER = '''# Rare nouns, adjectives and verbs, as hints for the vocalizer
# Made by tools/make_dictionary.py. Sources: arramooz (Arramooz word lists, GPL-2.0-or-later), camel_morph (CAMeL Morph MSA lexicon, CC BY 4.0).
# Only spellings with one reading. Words of your own: function_words.tsv.
#columns: surface marks kind gender source confidence'''


class Readings:
    """surface -> {form: [weight, source]}"""
    def __init__(self) -> None:
        self.table: dict[str, dict[str, list]] = collections.defaultdict(dict)

    def add(self, vocalized: str, weight: float, source: str, keep_last: bool = False) -> None:
        form = marks.house(vocalized, keep_last) if ' ' not in vocalized else None
        if not form or len(marks.bare(form)) < 3: return
        known = self.table[marks.bare(form)].setdefault(form, [0.0, source])
        known[0] = max(known[0], weight)


def rows(shared: str, name: str) -> list[list[str]]:
    with lzma.open('%s/data/words/%s.tsv.xz' % (shared, name), 'rt', encoding='utf-8') as lines:
        return [line.rstrip('\n').split('\t') for line in lines][1:]


def nouns(shared: str, readings: Readings) -> None:
    for vocalized, _, category, uses in rows(shared, 'arramooz_wordfreq'):
        if category in NOUNS: readings.add(vocalized, int(uses) + 1, 'arramooz')
    for vocalized, _, _, _, _, plurals, _ in rows(shared, 'arramooz_nouns'):
        for form in [vocalized] + [p for p in plurals.split(';') if p and p[0] != '+']: readings.add(form, 1, 'arramooz')
    for row in rows(shared, 'camelmorph_lex'):
        if row[8] == 'MSA-Adj-LEX' and row[0][-1] != 'ا': readings.add(row[0], 1, 'camel_morph')


def verbs(shared: str) -> tuple[Readings, set[str]]:
    """the third person of the past and of the present, and every spelling that is a past"""
    readings, past = Readings(), set()
    for row in rows(shared, 'camelmorph_lex'):
        stem, prefix, before, kind = row[0], row[5], row[6], row[8]
        if kind.endswith('PV'):
            past.add(marks.bare(stem))
            if before != 'c-suff' and stem[-1] not in 'اى':
                readings.add(stem + marks.FATHA, 1, 'camel_morph', True)
                readings.add(stem + marks.FATHA + 'ت' + marks.SUKUN, 1, 'camel_morph', True)
                readings.add(stem + marks.DAMMA + 'وا', 1, 'camel_morph', True)
        elif kind.endswith('IV') and before != 'c-suff':
            vowel = {'a': marks.FATHA, 'u': marks.DAMMA}.get((re.search('([au])-#', prefix) or ' a')[1])
            if vowel and stem[-1] not in 'اىوي':
                for person in 'يتن': readings.add(person + vowel + stem, 1, 'camel_morph')
                readings.add('ي' + vowel + stem + marks.DAMMA + 'ون' + marks.FATHA, 1, 'camel_morph', True)
    return readings, past


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument('--shared', required=True)
    shared = ap.parse_args().shared
    with lzma.open(shared + '/data/text/news_raw.txt.xz', 'rt', encoding='utf-8') as text:
        uses = collections.Counter(w for line in text for w in re.findall('[ء-ي]+', line))
    own = {line.split('\t')[0] for t in OWN for line in pathlib.Path('lexicon/%s.tsv' % t).open(encoding='utf-8') if line[0] != '#'}
    known = Readings()
    nouns(shared, known)
    said, past = verbs(shared)
    left_out = own | (set(known.table) & past)   # سافر: unveiled, or he travelled
    for surface, forms in said.table.items():
        if surface not in known.table: known.table[surface] = forms
    print(HEADER)
    for surface, forms in sorted(known.table.items()):
        if surface in left_out or not SEEN <= sum(uses[c + surface] for c in ('', 'ال', 'و', 'وال', 'لل', 'بال')) <= OFTEN: continue
        form, (weight, source) = max(forms.items(), key=lambda r: r[1][0])
        if weight < .95 * sum(w for w, _ in forms.values()) or BY_SENTENCE.match(form): continue
        print('%s\t%s\tword\t\t%s\t%d' % (surface, form, source, SURE))


if __name__ == '__main__':
    main()
