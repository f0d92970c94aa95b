#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""common_words.py STEMS ENDINGS > lexicon/words.tsv

The words of the news that have one reading: from the counts of tools/reading_counts.py (without and with --endings). A word is
taken when it is frequent and at least 96 % of its readings agree
(words that waver more made the vocalizer worse); its last vowel is written only when that, too, is always the
same (a particle, a verb form, an indeclinable adverb)."""
import pathlib
import sys

import marks

LEAST, SHARE, LIMIT = 12, 0.955, 26000
CLITIC = "وفبلكس"

HEADER = """# Common words of the news that have (nearly) one reading
# Made by tools/common_words.py: where two free vocalizers (text2tashkeel rawi-ensemble, Apache-2.0; dengjen-tashkeel, MIT) agree on
# 8.4 million words of news in at least 96 % of cases. confidence: that share in percent. Words of your own: function_words.tsv.
#columns: surface marks kind gender source confidence
"""


def load(path: str):
    for line in pathlib.Path(path).open(encoding="utf-8"):
        surface, count, readings = (line.rstrip("\n").split("\t") + [""])[:3]
        yield surface, int(count), {k: int(v) for k, v in (r.rsplit(":", 1) for r in readings.split())}


def curated() -> set[str]:
    names = set()
    for table in ("people", "places", "organisations", "gentilics", "function_words", "homographs"):
        for line in (pathlib.Path("lexicon") / f"{table}.tsv").open(encoding="utf-8"):
            if not line.startswith("#"):
                names.add(line.split("\t")[0])
    return names


def ending(form: str, readings: dict[str, int]) -> str:
    """The form with its last vowel, when the news always gives it the same; a helping vowel (مِنَ الـ) counts as sukun."""
    if not readings:
        return form
    total = sum(readings.values())
    sukun = [r for r in readings if r.endswith(marks.SUKUN)]
    if sukun and readings[sukun[0]] > 0.3 * total and marks.bare(sukun[0]) == marks.bare(form):
        return sukun[0]
    best, count = max(readings.items(), key=lambda r: r[1])
    if form.startswith("ال") and best[-1] in marks.FATHA + marks.DAMMA + marks.KASRA and marks.bare(form)[-2:] not in ("ين", "ون", "ان", "تي"):
        return form  # a noun's case is for the sentence to say, even where the news happens to know one only: (عبد) الحميدِ
    return best if count >= 0.985 * total else form


def main() -> None:
    own = curated()
    counts = {s: c for s, c, _ in load(sys.argv[1])}
    with_endings = {s: r for s, _, r in load(sys.argv[2])}
    chosen: dict[str, tuple[str, int]] = {}
    for surface, count, readings in load(sys.argv[1]):
        if count < LEAST or len(surface) < 2 or not readings or surface in own:
            continue
        if any(counts.get(v, 0) > count / 2 for v in marks.with_hamza(surface)):
            continue  # a spelling without its hamza: the look-up finds the right one
        agreed = sum(readings.values())
        form, best = max(readings.items(), key=lambda r: r[1])
        if best < SHARE * agreed or agreed < 0.7 * count:
            continue
        chosen[surface] = (ending(form, with_endings.get(surface, {form: 1})), 100 * best // agreed)
    out = []
    for surface, (form, share) in chosen.items():
        plain = surface[1:] if surface[0] in CLITIC[:2] else ""  # و, ف before a word that is here itself: الحكومة, والحكومة
        if plain in chosen and form[2:] == chosen[plain][0] and len(plain) > 2:
            continue
        if surface.startswith("ال") and surface[2:] in chosen:
            base = marks.house(marks.spell(marks.parse("ال" + chosen[surface[2:]][0])))
            if base == form:
                continue
        out.append((surface, form, share))
    print(HEADER, end="")
    for surface, form, share in sorted(out[:LIMIT]):
        print(surface, form, "word", "", "news", share, sep="\t")


if __name__ == "__main__":
    main()
