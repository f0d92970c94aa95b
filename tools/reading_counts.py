#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""reading_counts.py OUT [--shared DIR] [--endings]

Counts how two independent free vocalizers (text2tashkeel rawi-ensemble, Apache-2.0; dengjen-tashkeel, MIT) read every spelling of
8.4 million words of news: a line `surface TAB how often TAB reading:count ...`, counting a reading only where both agree.
--endings keeps the last letter's vowel. Takes a minute."""
import argparse
import collections
import lzma
import pathlib
import re

import marks

WORD = re.compile("[\u0621-\u063a\u0641-\u0652\u0670\u0671|]+")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--endings", action="store_true")
    options = parser.parse_args()
    words: collections.Counter[str] = collections.Counter()
    with lzma.open(options.shared / "data" / "text" / "news_both.txt.xz", "rt", encoding="utf-8") as news:
        for line in news:
            words.update(WORD.findall(line))
    total: collections.Counter[str] = collections.Counter()
    readings: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for word, count in words.items():
        both = word.split("|")
        surface = marks.bare(both[0])
        if len(both) > 2 or not surface:
            continue
        total[surface] += count
        forms = {marks.house(w, options.endings) for w in both}
        if len(forms) == 1 and None not in forms:
            readings[surface][forms.pop()] += count
    with options.out.open("w", encoding="utf-8") as out:
        for surface, count in total.most_common():
            out.write(f"{surface}\t{count}\t" + " ".join(f"{r}:{c}" for r, c in readings[surface].most_common(6)) + "\n")


if __name__ == "__main__":
    main()
