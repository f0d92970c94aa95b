#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""measure_lists.py SCORER_DIR GOLD=MARKED...

What would happen if a list overruled a vocalizer? GOLD is hand-marked news, MARKED the same lines as a vocalizer marks them. For
every table and confidence band: how many words it knows, how many of its readings are right (all but the last letter), how many
of the vocalizer's mistakes it would mend, and how many right words it would break. Evaluation only: nothing is learnt from GOLD."""
import collections
import pathlib
import sys

import marks

TABLES = ["people", "places", "organisations", "gentilics", "function_words", "words", "dictionary", "names", "names_cc_by_sa", "names_odbl"]


def load(folder: pathlib.Path):
    table = {}
    for name in TABLES:
        for line in (folder / f"{name}.tsv").open(encoding="utf-8"):
            if line.startswith("#"):
                continue
            surface, form, kind, _, _, confidence = line.rstrip("\n").split("\t")
            if " " not in surface:
                table.setdefault(surface, (name, form, int(confidence)))
    return table


def find(table, surface: str):
    """Exact, then without و ف ب ل ك and the article: as src/lexicon does."""
    for n in range(0, 4):
        head, rest = surface[:n], surface[n:]
        if len(rest) < 3 and n:
            break
        if n and head not in ("و", "ف", "ب", "ل", "ك", "ال", "وب", "ول", "وال", "فال", "بال", "كال", "وك"):
            continue
        if rest in table:
            name, form, confidence = table[rest]
            if n and (len(rest) < 4 or head == "ل" and rest.startswith("ل")):
                continue
            if head.endswith("ال") and (name in ("places", "organisations")):
                continue
            return n, name + (" + clitic" if n else ""), form, confidence
    return None


def band(confidence: int) -> str:
    return "95-100" if confidence >= 95 else "85-94" if confidence >= 85 else "70-84" if confidence >= 70 else "0-69"


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    import score_vocalization as scorer
    table = load(pathlib.Path("lexicon"))
    known, right, fixed, broken = (collections.Counter() for _ in range(4))
    examples = collections.defaultdict(collections.Counter)
    for pair in sys.argv[2:]:
        gold, marked = (pathlib.Path(p).read_text(encoding="utf-8").split("\n") for p in pair.split("="))
        for g, m in zip(gold, marked):
            gw, mw = scorer.words(g), scorer.words(m)
            if len(gw) != len(mw):
                continue
            for a, b in zip(gw, mw):
                pa, pb = scorer.parse(a), scorer.parse(b)
                if not any(x[1] or x[2] for x in pa) or len(pa) != len(pb):
                    continue
                hit = find(table, "".join(x[0] for x in pb))
                if not hit:
                    continue
                n, name, form, confidence = hit
                key = (name, band(confidence))
                ca, cb = scorer.canon(pa)[n:-1], scorer.canon(pb)[n:-1]
                cf = scorer.canon(scorer.parse(form))
                if len(cf) != len(ca) + 1:
                    continue
                sun = 1 if n and marks.bare(b)[max(0, n - 2):n] == "ال" else 0
                strip = [x[1:] for x in ca[sun:]], [x[1:] for x in cb[sun:]], [x[1:] for x in cf[sun:-1]]
                known[key] += 1
                good, was = strip[2] == strip[0], strip[1] == strip[0]
                right[key] += good
                fixed[key] += good and not was
                broken[key] += was and not good
                if was and not good:
                    examples[key][f"{a}/{form}"] += 1
    print("| table | confidence | words | right % | fixed | broken |\n|---|---|---|---|---|---|")
    for key in sorted(known, key=lambda k: ("clitic" in k[0], TABLES.index(k[0].split()[0]), k[1] == "0-69", k[1]), reverse=False):
        print(f"| {key[0]} | {key[1]} | {known[key]} | {100 * right[key] / known[key]:.1f} | {fixed[key]} | {broken[key]} |")
    for key, words in examples.items():
        print(key, " ".join(f"{w}:{c}" for w, c in words.most_common(40)), file=sys.stderr)


if __name__ == "__main__":
    main()
