# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""One way to write a vocalized name, so that readings of different sources can be compared and counted.

House form: every letter that is heard has its vowel, shadda or sukun; a long vowel's letter and the article's alef have none;
the vowel before a long vowel is written; sun letters after the article have their shadda (النَّجَف); the last letter has no
case vowel, but keeps a shadda (عَلِيّ); foreign initial clusters have sukun (بْلِينْكِن). NFC."""
import unicodedata

FATHA, DAMMA, KASRA, SHADDA, SUKUN, DAGGER = "\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u0670"
TANWIN = {"\u064b", "\u064c", "\u064d"}
VOWELS = {FATHA, DAMMA, KASRA, SUKUN} | TANWIN
MARKS = VOWELS | {SHADDA, DAGGER, "\u06e1"}
SUN = set("تثدذرزسشصضطظلن")
LETTERS = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" "پچژڤگ")

Letter = list  # [letter, shadda, vowel, dagger]


def parse(word: str) -> list[Letter] | None:
    """Letters with their marks, or None when something else is in the word."""
    out: list[Letter] = []
    for c in word:
        if c == "\u0640":
            continue
        if c == "ٱ":
            c = "ا"
        if c in MARKS:
            if not out:
                return None
            last = out[-1]
            if c == SHADDA:
                last[1] = True
            elif c == DAGGER:
                last[3] = True
            else:
                last[2] = SUKUN if c == "\u06e1" else c
        elif c in LETTERS:
            out.append([c, False, "", False])
        else:
            return None
    return out


def spell(letters: list[Letter]) -> str:
    text = "".join(l + (SHADDA if s else "") + v + (DAGGER if d else "") for l, s, v, d in letters)
    return unicodedata.normalize("NFC", text)


def bare(word: str) -> str:
    return "".join(c for c in word if c not in MARKS and c != "\u0640").replace("ٱ", "ا")


def has_article(p: list[Letter]) -> bool:
    """ال with a lam that has no vowel of its own: النَّجَف, but not أَلَم or الِ in إلياس."""
    if len(p) > 3 and p[1][2] == SUKUN and p[2][0] in SUN and not p[2][1] and p[2][2] == KASRA:
        return False  # الْتِقَاء, الْتِزَام: the lam is a radical
    return len(p) > 3 and p[0][0] == "ا" and p[1][0] == "ل" and p[1][2] in ("", SUKUN) and (not p[1][1]) and p[0][2] in ("", FATHA)


def clitic_lam(p: list[Letter]) -> int:
    """Where the article's silent lam is after clitics: وَالتَّنْمِيَة 2, لِلصَّلِيب 1; else -1."""
    k = 0
    while k < len(p) - 3 and p[k][0] in "وفبك" and p[k][2] in (FATHA, KASRA) and k < 2:
        k += 1
    if k and p[k][0] == "ا" and not p[k][2] and p[k + 1][0] == "ل" and not p[k + 1][2] and p[k + 2][1]:
        return k + 1
    if p[k][0] == "ل" and p[k][2] == KASRA and k + 2 < len(p) and p[k + 1][0] == "ل" and not p[k + 1][2] and p[k + 2][1]:
        return k + 1
    return -1


def house(word: str, keep_last: bool = False) -> str | None:
    """The house form of one word, or None when a mark is missing that cannot be inferred."""
    p = parse(word)
    if not p:
        return None
    if bare(word) in ("الله", "لله", "والله", "بالله", "اللهم"):
        return {"الله": "اللَّه", "لله": "لِلَّه", "والله": "وَاللَّه", "بالله": "بِاللَّه", "اللهم": "اللَّهُمَّ"}[bare(word)]
    n = len(p)
    article = has_article(p)
    if article:
        p[0][2] = ""
        if p[2][0] in SUN:
            p[1][2] = ""
            p[2][1] = True
        elif p[2][0] == "ا" and p[2][2] in ("", KASRA):
            p[1][2], p[2][2] = KASRA, ""  # الِاتِّحَاد: the joining alef is silent, its vowel goes to the lam
            article = False
        else:
            p[1][2] = SUKUN
    if p[0][0] == "ا" and p[0][2] == KASRA and n > 2:
        p[0][2] = ""  # اتِّحَاد: a joining alef's vowel is implied
    if n > 3 and p[0][2] == SUKUN and p[1][0] in "وي" and p[1][2] in (FATHA, DAMMA, KASRA) + (("",) if p[2][0] == "ا" else ()):
        p[0][2] = DAMMA if p[1][0] == "و" else KASRA  # نِيُويُورْك, غُوَاتِيمَالَا: no cluster with a glide
    lam = clitic_lam(p)
    for i in range(1, n):
        letter, shadda, vowel, _ = p[i]
        if letter == "ا" and i == lam - 1:
            continue
        before = p[i - 1]
        if letter in "اى":
            if vowel in TANWIN:  # كِتَابًا: the tanwin stands on the letter before
                before[2], p[i][2] = vowel, ""
            elif vowel in (FATHA, SUKUN):
                p[i][2] = ""
            if i == n - 1 and before[0] == "و" and i > 1 and p[i - 2][2] == DAMMA:
                before[2] = ""  # قَالُوا: the alef of a plural verb is silent
                continue
            if before[2] in ("", SUKUN) and not (article and i == 2) and not (i == 1 and before[0] in "ا"):
                before[2] = FATHA
        elif letter == "ة":
            if before[2] == "" and before[0] not in "ا":
                before[2] = FATHA
        elif letter in "وي" and not shadda and vowel in ("", SUKUN):
            own = DAMMA if letter == "و" else KASRA
            follows_alef = i + 1 < n and p[i + 1][0] == "ا"
            if before[0] in "اىآ" and not (article and i == 1):
                if i + 1 < n and not follows_alef and before[2] == "" and i > 1:
                    p[i][2] = SUKUN  # كَايْن: a diphthong with a long a
                continue
            if before[2] == own:
                p[i][2] = ""
            elif before[2] == "" and i > 0 and not (article and i == 2) and not follows_alef:
                if before[0] not in "وي" or before[1]:
                    before[2] = own
            elif before[2] in (FATHA, KASRA, DAMMA) and i + 1 < n and not follows_alef:
                p[i][2] = SUKUN
    if p[0][0] == "إ" and not p[0][2]:
        p[0][2] = KASRA
    for i, (letter, shadda, vowel, dagger) in enumerate(p):
        if letter == "آ":
            p[i][2] = ""
        if letter == "إ" and vowel == "":
            p[i][2] = vowel = KASRA
        last = i == n - 1
        if last:
            if not keep_last:
                if vowel in TANWIN or vowel in (FATHA, DAMMA, KASRA, SUKUN):
                    p[i][2] = ""
            continue
        if vowel or dagger or letter in "آىة":
            continue
        if letter == "ا":
            continue
        if article and i == 1 or i == lam:
            continue
        if letter in "وي" and i > 0 and p[i - 1][2] == (DAMMA if letter == "و" else KASRA) and not shadda:
            continue
        if letter in "وي" and i > 0 and p[i - 1][0] in "اآ" and i + 1 < n:
            return None
        return None
    return spell(p)


def stem(word: str) -> str | None:
    """What is compared: the house form without anything on the last letter but shadda."""
    return house(word)


def with_hamza(surface: str) -> list[str]:
    """With the hamza that a hasty writer leaves out: اسرائيل -> أسرائيل, إسرائيل, آسرائيل; الاجراءات -> الإجراءات ..."""
    for head in ("", "ال", "و", "ب", "ل", "ف", "وال", "بال", "لل", "فال", "وب", "ول"):
        if surface.startswith(head + "ا") and not surface.startswith(head + "ال"):
            return [head + h + surface[len(head) + 1:] for h in "أإآ"]
    return []
