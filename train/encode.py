# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters, labels and units: the one place where marked text becomes numbers.

A line is cut into units: a word (Arabic letters with their marks), a run of digits, a run of Latin letters. What stands between
two units is one of the SEP classes. src/diacritize/alphabet.c is the same table in C; export.py writes a test that holds them together.

A label is vowel + 7 * shadda; vowel: 0 none or sukun, 1 fatha, 2 damma, 3 kasra, 4-6 their tanwin. One convention for every source:
sukun is "no vowel"; the vowel before a bare long vowel is written; the shadda of a sun letter after the article is written; tanwin fath
stands on the letter before the alef; a joining hamza and the alef of an article carry nothing; the waw of a verb's وا carries nothing.
"""
from __future__ import annotations
import re

LETTERS = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي'
CODE = {c: i + 1 for i, c in enumerate(LETTERS)}          # 0 is never a letter
DIGIT, LATIN = len(LETTERS) + 1, len(LETTERS) + 2
SYMBOLS = len(LETTERS) + 3
LABELS = 14
SEATS = 'اأإآ'                                            # classes of the seat head
MAX_WORD = 24
UNKNOWN = -1
ALIAS = {'\u0671': 'ا', 'ی': 'ي', 'ک': 'ك', 'ہ': 'ه', 'ھ': 'ه', 'گ': 'ك', 'پ': 'ب', 'چ': 'ج', 'ڤ': 'ف', 'ژ': 'ز'}
VOWEL = {'\u064e': 1, '\u064f': 2, '\u0650': 3, '\u064b': 4, '\u064c': 5, '\u064d': 6, '\u0652': 0, '\u06e1': 0}
SUN = set('تثدذرزسشصضطظلن')
START, NOTHING, SPACE, QUOTE, OTHER, DASH, COMMA, COLON, STOP, END, STOP_END = range(11)
SEPS = 11
_CLASS = {}
for _chars, _k in ((' \t\u00a0\u200b\u200c\u200f\u200e', SPACE), ('"«»“”‘’\'()[]{}<>', QUOTE), ('-–—', DASH), (',،', COMMA), (':;؛', COLON), ('.!?؟…', STOP)):
    for _c in _chars: _CLASS[_c] = _k

_TOKEN = re.compile(r'[\u0621-\u063a\u0641-\u064a\u0671یکہھگپچڤژ][\u0621-\u063a\u0640-\u0652\u0670\u0671\u0653-\u0655\u06e1یکہھگپچڤژ~]*'
                    r'|[0-9\u0660-\u0669\u06f0-\u06f9]+|[A-Za-z\u00c0-\u024f]+')


def letter(c: str) -> int:
    return CODE.get(ALIAS.get(c, c), 0)


def fold(code: int) -> int:
    """alef with any seat -> bare alef"""
    return CODE['ا'] if code in _ALEFS else code


_ALEFS = {CODE[c] for c in SEATS}


def parse(word: str) -> list[list]:
    """[letter, shadda, vowel, known, said]: said is 1 where a mark (sukun too) was written; '~' makes known 0"""
    out: list[list] = []
    for c in word:
        k = letter(c)
        if k:
            out.append([k, 0, 0, 1, 0])
        elif out:
            x = out[-1]
            if c == '\u0651': x[1] = 1; x[4] = 1
            elif c == '\u0670': x[2] = x[2] or 1; x[4] = 1
            elif c == '~': x[3] = 0
            elif c in VOWEL:
                x[2] = VOWEL[c]; x[4] = 1
    return out


_A, _L, _W, _Y, _AM, _AU, _AK, _AD = (CODE[c] for c in 'الويىأإآ')
_SUNC = {CODE[c] for c in SUN}
_WF, _BK, _WFBK = ({CODE[c] for c in s} for s in ('وف', 'بك', 'وفبك'))
_LONG = {_A, _Y, _W}


def article(p: list[list]) -> int:
    """index of the alef of the article, or -1"""
    n = len(p)
    for k in (0, 1, 2):
        if k + 2 < n and p[k][0] == _A and p[k + 1][0] == _L:
            if k == 0 or (k == 1 and p[0][0] in _WFBK) or (k == 2 and p[0][0] in _WF and p[1][0] in _BK):
                return k
    return -1


def labels(p: list[list], strict_sukun: bool = False, loose_end: bool = False) -> list[int]:
    """the word's labels under the one convention; a word without any mark is unknown throughout.
    strict_sukun: the source writes its sukuns, so a bare consonant is an omission; loose_end: a bare last letter says nothing."""
    n = len(p)
    if not any(x[4] for x in p):
        return [UNKNOWN] * n
    p = [x[:] for x in p]
    known = [bool(x[3]) for x in p]
    filled = [bool(x[4]) for x in p]
    a = article(p)
    for i in range(1, n):
        if p[i][0] in (_A, _AM) and p[i][2] == 4:          # tanwin fath belongs to the letter before: كتابًا
            p[i - 1][2], p[i][2] = 4, 0; filled[i - 1] = True
    for i in range(n):
        if p[i][0] in (_A, _AM) and p[i][2] == 1: p[i][2] = 0
    for i in range(1, n):
        g = i - 1
        if p[i][0] in (_A, _AM) and not p[i][1] and p[i][2] == 0 and g > 0 and p[g][0] != _A:
            if p[i][0] == _A and i == n - 1 and p[g][0] == _W and not p[g][1] and p[g][2] in (0, 1) and (p[g][2] == 0 or p[g - 1][2] in (0, 2)):
                p[g][2] = 0; filled[g] = True              # رفضوا: the waw is the long vowel
            elif p[g][2] == 0:
                p[g][2] = 1; filled[g] = True
    if a >= 0 and p[a + 1][2] == 0:
        p[a][2] = 0; filled[a] = filled[a + 1] = True
        if p[a + 2][0] in _SUNC: p[a + 2][1] = 1
    for i in range(n - 1):                                 # the vowel before a bare long ya or waw
        g = p[i + 1]
        if g[0] in (_Y, _W) and not g[1] and g[2] == 0 and g[3] and p[i][2] == 0 and not p[i][4] and p[i][0] not in _LONG and known[i] and (i > 0 or g[0] == _Y):
            if i + 1 < n - 1 or filled[i + 1] or not loose_end:
                p[i][2] = 3 if g[0] == _Y else 2; filled[i] = True
    out = []
    for i, (c, sh, v, k, said) in enumerate(p):
        if c == _AD: v = 0
        if c == _AK and v == 0: v = 3
        if i == 0:
            sh = 0
            if c == _A: v = 0
        if v >= 4 and i < n - 1 and not (i == n - 2 and p[n - 1][0] in (_A, _AM)): k = 0
        if not filled[i] and c not in (_A, _AM, _W, _Y, _AD, _AK):
            if i == n - 1 and loose_end: k = 0
            if i < n - 1 and strict_sukun: k = 0
        if i == n - 1 and loose_end and not said and c == _Y and n > 2 and not sh and p[n - 2][2] == 3: k = 0   # عربي(ّ)
        out.append(v + 7 * sh if k else UNKNOWN)
    return out


MARK = ['', '\u064e', '\u064f', '\u0650', '\u064b', '\u064c', '\u064d']


def units(line: str) -> tuple[list[str], list[int]]:
    """the line's units as strings, and the SEP class before each, with the one after the last at the end"""
    us: list[str] = []
    sep: list[int] = []
    at = 0
    for m in _TOKEN.finditer(line):
        between = line[at:m.start()]
        at = m.end()
        if not us: sep.append(START)
        elif not between: sep.append(NOTHING)
        else: sep.append(max(_CLASS.get(c, OTHER) for c in between))
        us.append(m.group())
    tail = line[at:]
    sep.append(STOP_END if any(_CLASS.get(c) == STOP for c in tail) else END)
    return us, sep


def word_hash(codes: bytes) -> int:
    """FNV-1a, 32 bits, over letter codes with their alefs folded"""
    h = 2166136261
    for c in codes:
        h = ((h ^ (_A if c in _ALEFS else c)) * 16777619) & 0xffffffff
    return h


def stem(codes: bytes) -> bytes:
    """what is left when و ف, then ب ك ل س, then ال / لل are taken off and at least three letters stay: a cheap word family"""
    c = bytes(_A if x in _ALEFS else x for x in codes)
    n = len(c)
    i = 0
    if n - i > 3 and c[i] in _WF: i += 1
    if n - i > 4 and c[i] == _L and c[i + 1] == _L: return c[i + 2:]
    if n - i > 3 and c[i] in _PRE: i += 1
    if n - i > 4 and c[i] == _A and c[i + 1] == _L: i += 2
    return c[i:]


_PRE = {CODE[c] for c in 'بكلس'}
