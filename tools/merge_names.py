#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""merge_names.py [--shared DIR] [--out DIR] [--evidence FILE]

Merges the collected name lists into lexicon/names*.tsv, one reading a line, sorted. Run by hand; the output is committed.
Every row names its source; confidence (0..100) is how often rows of its class are right, see lexicon/SOURCES.md.
Readings are ordered by how many independent sources agree. Nothing comes from AraMorph (bama), elixir, or a list whose licence
is not clear (saudi, egypt, arphp): such a source neither adds a row nor decides one.

--evidence: counts of readings in marked news (tools/reading_counts.py), used to tell names from common words."""
import argparse
import collections
import lzma
import pathlib
import re

import marks

# Sources, their licence and the file that their rows go to. A row goes to the freest file that one of its sources allows.
FREE, SHARE_ALIKE, ODBL = "names", "names_cc_by_sa", "names_odbl"
SOURCES = {
    "camel_morph": (FREE, 5.0), "aco": (FREE, 3.0), "alalc": (FREE, 1.3), "alalc3": (FREE, 2.6),
    "arramooz": (FREE, 2.0), "wiktionary": (SHARE_ALIKE, 3.0),
    "coling2018": (FREE, 1.0), "google_ar2en": (FREE, 1.0), "techforpalestine": (FREE, 1.0), "cldr": (FREE, 1.2),
    "iso_codes": (FREE, 1.0), "libgweather": (FREE, 1.0),
    "dr5hn_cities": (ODBL, 1.0), "dr5hn_states": (ODBL, 1.0), "mledoze": (ODBL, 1.0),
}
RENAMED = {"alalc_mle_names": "alalc", "arramooz_proper": "arramooz"}
KINDS = {"person": "person", "place": "place", "org": "organisation", "nisba": "gentilic", "name": "name", "": "name"}
LATIN_MARGIN = 12.0  # below it a derived reading is right too rarely to be worth a row


class Reading:
    def __init__(self) -> None:
        self.sources: set[str] = set()
        self.kinds: collections.Counter[str] = collections.Counter()
        self.gender = ""
        self.margin = 0.0


def rows(path: pathlib.Path):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            yield line.rstrip("\n").split("\t")


def plausible(surface: str) -> bool:
    return len(surface) >= 2 and re.fullmatch("[آأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى" "ء]+", surface) is not None \
        and surface[0] not in "ءئؤىة" and not re.search("(.)\\1\\1", surface)


def tidy(surface: str, vocalized: str, latin: str) -> str | None:
    """House form of a reading of this surface, or None."""
    form = marks.house(vocalized)
    if form is None or marks.bare(form) != surface:
        return None
    # a nisba keeps its shadda: الصَّفَدِيّ; libraries write -ī
    if surface.endswith("ي") and len(surface) > 4 and form.endswith("\u0650ي") and surface.startswith("ال"):
        form += marks.SHADDA
    return form


def add(table, surface, vocalized, latin, kind, gender, sources, margin=0.0):
    sources = {RENAMED.get(s, s) for s in sources}
    sources = {s for s in sources if s in SOURCES}
    if not sources or not plausible(surface):
        return
    form = tidy(surface, vocalized, latin)
    if form is None:
        return
    reading = table[surface][form.removesuffix(marks.SHADDA) if form.endswith("ي" + marks.SHADDA) else form]
    reading.sources |= sources
    reading.kinds[KINDS.get(kind, "name")] += 1
    reading.gender = reading.gender or gender
    reading.margin = max(reading.margin, margin)


def collect(names: pathlib.Path):
    table = collections.defaultdict(lambda: collections.defaultdict(Reading))
    for surface, vocalized, latin, kind, gender, source in rows(names / "names_vocalized.tsv.xz"):
        add(table, surface, vocalized, latin, kind, gender, source.split("+"))
    for surface, vocalized, latin, kind, gender, source in rows(names / "alalc_names_freq3.tsv.xz"):
        add(table, surface, vocalized, latin, kind, gender, ["alalc3"])
    for part in ("camel_morph", "aco", "wiktionary"):
        for surface, vocalized, latin, kind, gender, source in rows(names / f"{part}.tsv.xz"):
            if vocalized:
                add(table, surface, vocalized, latin, kind, gender, [part])
    for surface, vocalized, latin, kind, gender, source, margin, variants in rows(names / "derived_from_latin.tsv.xz"):
        if float(margin) >= LATIN_MARGIN:
            add(table, surface, vocalized, latin, kind, gender, source.removeprefix("derived:").split("+"), float(margin))
    return table


def weight(reading: Reading) -> float:
    derived = reading.margin / 60 if reading.margin else 0
    listed = reading.sources & {"camel_morph", "aco", "alalc", "alalc3", "arramooz", "wiktionary"}
    return sum(SOURCES[s][1] for s in listed) + (min(1.5, 0.4 + derived) if reading.margin else 0)


def load_evidence(path: pathlib.Path | None):
    """surface -> (how often in the news, {reading: how often})."""
    evidence = {}
    if path:
        for line in path.open(encoding="utf-8"):
            surface, count, readings = (line.rstrip("\n").split("\t") + [""])[:3]
            evidence[surface] = (int(count), {k: int(v) for k, v in (r.rsplit(":", 1) for r in readings.split())})
    return evidence


def same(a: str, b: str) -> bool:
    """Whether two readings differ at most in the last letter or in how a foreign cluster is opened (سْتَالِين, سِتَالِين)."""
    return marks_key(a) == marks_key(b)


def marks_key(form: str) -> str:
    p = marks.parse(form) or []
    if p:
        p[-1][1], p[-1][2] = False, ""
    if len(p) > 3 and p[0][2] == marks.SUKUN:
        p[0][2] = marks.KASRA
    return marks.spell(p)


def source_class(reading: Reading) -> str:
    s = reading.sources
    listed = len(s & {"camel_morph", "aco", "wiktionary", "arramooz"}) + bool(s & {"alalc", "alalc3"})
    if listed >= 2:
        return "several lists"
    for name in ("camel_morph", "wiktionary", "arramooz", "aco"):
        if name in s:
            return name
    if "alalc3" in s:
        return "alalc, seen 3+ times" + (", Latin agrees" if reading.margin else "")
    if "alalc" in s:
        return "alalc, rare" + (", Latin agrees" if reading.margin else "")
    return "Latin, margin " + ("45+" if reading.margin >= 45 else "30-45" if reading.margin >= 30 else "20-30" if reading.margin >= 20 else "12-20")


# How often a class's first reading is the right one (measured by --measure: see SOURCES.md).
CONFIDENCE = {
    "several lists": 92, "camel_morph": 90, "wiktionary": 78, "arramooz": 85, "aco": 81,
    "alalc, seen 3+ times": 72, "alalc, seen 3+ times, Latin agrees": 94, "alalc, rare": 62, "alalc, rare, Latin agrees": 92,
    "Latin, margin 45+": 90, "Latin, margin 30-45": 86, "Latin, margin 20-30": 80, "Latin, margin 12-20": 70,
}
LEAST_CONFIDENCE = 65
SECOND = 30        # a second reading of the same surface


def choose(surface: str, readings, evidence):
    """[(form, reading, confidence)], best first, at most two."""
    count, seen = evidence.get(surface, (0, {}))
    agreed = sum(seen.values())

    def news(form: str) -> float:
        return sum(v for k, v in seen.items() if same(k, form)) / agreed if agreed else 0.0

    ranked = sorted(readings.items(), key=lambda r: (-(weight(r[1]) + (2.0 * news(r[0]) if agreed >= 10 else news(r[0]))), r[0]))
    out = []
    for place, (form, reading) in enumerate(ranked[:2]):
        confidence = CONFIDENCE[source_class(reading)]
        if place and weight(reading) < 2.0:
            break
        if place:
            confidence = min(confidence, SECOND)
        if agreed >= 20 and agreed >= count * 0.5:
            share = news(form)
            if share >= 0.9:
                confidence = max(confidence, 92)
            elif share < 0.1:
                continue  # measured: such a row mends one word and breaks four (دخل, حكم, ألف)
            elif share < 0.7:
                confidence = min(confidence, 50)
        out.append((form, reading, confidence))
    return out


def without_article(surface: str, form: str) -> tuple[str, str]:
    """الصفدي, الصَّفَدِيّ -> صفدي, صَفَدِيّ"""
    p = marks.parse(form)[2:]
    if p[0][0] in marks.SUN:
        p[0][1] = False
    return surface[2:], marks.spell(p)


PLACES = {"dr5hn_cities", "dr5hn_states", "cldr", "libgweather", "iso_codes", "mledoze"}
PEOPLE = {"techforpalestine", "coling2018"}


def kind_of(reading: Reading) -> str:
    kind = max(sorted(reading.kinds), key=lambda k: (k != "name", reading.kinds[k]))
    if kind != "name":
        return kind
    if reading.sources <= PLACES:
        return "place"
    return "person" if reading.sources <= PEOPLE else "name"


def common_words(words: pathlib.Path) -> dict[str, set[str]]:
    """What the news has as ordinary words: bare form -> stems, without proper nouns."""
    known: dict[str, set[str]] = collections.defaultdict(set)
    for row in rows(words / "camelmorph_lex.tsv.xz"):
        if "noun_prop" not in row[4] and (form := marks.house(row[0])):
            known[marks.bare(form)].add(marks_key(form))
    for name in ("arramooz_nouns", "arramooz_verbs"):
        for row in rows(words / f"{name}.tsv.xz"):
            if form := marks.house(row[0]):
                known[marks.bare(form)].add(marks_key(form))
    return known


def curated(folder: pathlib.Path) -> set[str]:
    out = set()
    for name in ("people", "places", "organisations", "gentilics"):
        path = folder / f"{name}.tsv"
        if path.exists():
            out |= {line.split("\t")[0] for line in path.open(encoding="utf-8") if not line.startswith("#")}
    return out


HEADER = """# {title}
# Made by tools/merge_names.py from the lists that SOURCES.md names; do not edit: lines of your own belong in people.tsv, places.tsv ...
# Licence: {licence}
# marks: house form, nothing on the last letter but shadda. confidence: how often rows of this class are right, 0..100.
#columns: surface marks kind gender source confidence
"""
FILES = {
    FREE: ("Names whose vowels are known: free sources", "CC BY 4.0 (camel_morph), BSD-3-Clause (alalc), Unlicense (aco, "
           "techforpalestine), CC0 (coling2018), Apache-2.0 (google_ar2en), Unicode (cldr), GPL-2+ (arramooz, libgweather), LGPL-2.1+ (iso_codes)"),
    SHARE_ALIKE: ("Names whose vowels are known: Wiktionary", "CC BY-SA 4.0"),
    ODBL: ("Names whose vowels were derived from open place databases", "ODbL 1.0 (dr5hn countries-states-cities, mledoze countries)"),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("lexicon"))
    parser.add_argument("--evidence", type=pathlib.Path)
    parser.add_argument("--measure", action="store_true", help="agreement of every class with camel_morph, instead of writing")
    options = parser.parse_args()
    table = collect(options.shared / "data" / "names")
    evidence = load_evidence(options.evidence)
    if options.measure:
        measure(table, evidence)
        return
    files: dict[str, list] = {name: [] for name in FILES}
    words = common_words(options.shared / "data" / "words")
    own = curated(options.out)
    chosen = {s: choose(s, r, evidence) for s, r in table.items()}
    for surface, best in sorted(chosen.items()):
        if surface.startswith("ال") and best and len(surface) > 4 and marks.has_article(marks.parse(best[0][0])):
            base, form = without_article(surface, best[0][0])
            if base in chosen and chosen[base] and same(chosen[base][0][0], form) and chosen[base][0][2] >= best[0][2] - 5:
                continue  # found by taking the article off
        count = evidence.get(surface, (0, {}))[0]
        if surface in own or any(v in own or evidence.get(v, (0, {}))[0] > count for v in marks.with_hamza(surface)):
            continue  # our own reading is in people.tsv, places.tsv ...
        base = without_article(surface, best[0][0])[0] if surface.startswith("ال") and len(surface) > 4 and best else surface
        for form, reading, confidence in best:
            if reading.sources <= {"alalc", "alalc3", "aco"} and not reading.margin and kind_of(reading) != "person" and base in words:
                continue  # a common word in a book's or party's title: الطبعة, المراقبة
            if confidence < LEAST_CONFIDENCE and confidence not in (SECOND, 50):
                continue  # a class that is right less often than a network's guess
            if base in words and confidence > 60 and not any(k == marks_key(form) for k in words[base]) and surface == base:
                confidence = 50  # there is a common word of these letters that is read otherwise
            file = min((SOURCES[s][0] for s in reading.sources), key=list(FILES).index)
            sources = sorted({s.removesuffix("3") if s == "alalc3" else s for s in reading.sources if SOURCES[s][0] == file})
            kind = kind_of(reading)
            if surface.endswith("ي") and form.endswith("\u0650ي") and (kind == "gentilic" or surface.startswith("ال")):
                form += marks.SHADDA
            files[file].append((surface, form, kind, reading.gender.lower(), "+".join(sources), str(confidence)))
    for name, lines in files.items():
        title, licence = FILES[name]
        with (options.out / f"{name}.tsv").open("w", encoding="utf-8") as out:
            out.write(HEADER.format(title=title, licence=licence))
            for line in lines:
                out.write("\t".join(line) + "\n")
        print(name, len(lines), "rows", len({l[0] for l in lines}), "surfaces")
    print("surfaces in all:", len({l[0] for lines in files.values() for l in lines}))


def measure(table, evidence) -> None:
    """For every class: how often its first reading is one of camel_morph's, where camel_morph knows the surface."""
    right, total = collections.Counter(), collections.Counter()
    for surface, readings in table.items():
        gold = [f for f, r in readings.items() if "camel_morph" in r.sources]
        if not gold:
            continue
        blind = {}
        for form, reading in readings.items():
            rest = Reading()
            rest.sources = reading.sources - {"camel_morph"}
            rest.margin, rest.kinds = reading.margin, reading.kinds
            if rest.sources and weight(rest) > 0:
                blind[form] = rest
        best = choose(surface, blind, evidence) if blind else []
        if best:
            name = source_class(best[0][1])
            total[name] += 1
            right[name] += any(same(best[0][0], g) for g in gold)
    for name in sorted(total):
        print(f"{name}\t{total[name]}\t{100 * right[name] / total[name]:.1f} %")


if __name__ == "__main__":
    main()
