#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""prepare.py [--shared DIR] [--work DIR] [--own FILE] [--lines N]: marked texts -> numpy arrays in train/work (about 4 minutes, 2 GB).

A corpus is a flat list of form numbers with the separator class before each; a form is one spelling with one labelling. Letters on
which the two silver teachers differ keep both labels (la, lb): training takes the probability of either. With --own (nashra's own
reading of the news, one line for a line, as `own.py` writes it) the three vote, and numbers stand as the words that nashra speaks.
What is written is listed in README.md; none of it is committed, because the texts are not ours to spread.
"""
from __future__ import annotations
import argparse, collections, difflib, html, lzma, os, random, re
import numpy as np
import encode as E

HAND = {   # source: (weight, loose ends). The weights are those of ../shared/doc/diacritizer.md
    'aljazeera_train': 9, 'msa_books': 2.5, 'msa_books_other': 2.5, 'stories_kilani': 3, 'stories_sulaity': 3, 'msa_misc': 1, 'alkalema': 1,
    'tashkeela_classical': .45, 'quran': .45, 'hadith': .45}
PAUSAL = {'aljazeera_train'}   # marked throughout: where it leaves a last letter bare, a name or a word before a pause has no ending
EVERY = {'tashkeela_classical': 10, 'quran': 10, 'hadith': 10}   # of the classical texts one line in ten is plenty
NAME_LISTS = ('camel_morph', 'aco', 'names_vocalized', 'alalc_names_freq3', 'derived_from_latin')
MAX_UNITS = 60
FULL, HALF, GIVEN = range(3)   # trust in a form: its loss weighs 1 or a half; GIVEN: grammar told it, an input and no task


class Forms:
    """every (letters, la, lb, trust) once"""
    def __init__(self) -> None:
        self.index: dict[tuple, int] = {}
        self.rows: list[tuple] = []

    def add(self, codes: bytes, la: bytes, lb: bytes, trust: int) -> int:
        key = (codes, la, lb, trust)
        i = self.index.get(key)
        if i is None:
            i = self.index[key] = len(self.rows)
            self.rows.append(key)
        return i

    def plain(self, symbol: int) -> int:
        return self.add(bytes([symbol]), b'\xff', b'\xff', FULL)


def pack(labels: list[int]) -> bytes:
    return bytes(x & 0xff for x in labels)


def pieces(forms: Forms, codes: bytes, la: list[int], lb: list[int], trust: int) -> list[int]:
    """a word of more than MAX_WORD letters becomes several"""
    m = E.MAX_WORD
    return [forms.add(codes[i:i + m], pack(la[i:i + m]), pack(lb[i:i + m]), trust) for i in range(0, len(codes), m)]


def either(silver: list[int], rawi: list[int], dengjen: list[int]) -> tuple[list[int], list[int]]:
    """the silver label, or else what each teacher says"""
    la = [s if s >= 0 else (r if r >= 0 else d) for s, r, d in zip(silver, rawi, dengjen)]
    lb = [s if s >= 0 else (d if d >= 0 else r) for s, r, d in zip(silver, rawi, dengjen)]
    return la, lb


def vote(silver: list[int], rawi: list[int], dengjen: list[int], own: list[int], name: list[int] | None) -> tuple[list[int], list[int], int]:
    """letter by letter the silver label, or else two of three, or else own or rawi's. Where our own reading is what a list of names says,
    it stands beside the teachers even against both: names are what they know least."""
    listed = name is not None and all(n < 0 or n == o for n, o in zip(name, own))
    la, lb, trust = [], [], FULL
    for i, (s, r, d, o) in enumerate(zip(silver, rawi, dengjen, own)):
        if s < 0: s = r if r == d else o if o in (r, d) else -1
        if s < 0 and i + 1 < len(own): trust = HALF
        a, b = (s, o if listed and o >= 0 and name[i] >= 0 else s) if s >= 0 else (o, r) if o >= 0 and r >= 0 else (r, d) if r >= 0 and d >= 0 else (max(o, r, d),) * 2
        la.append(a); lb.append(b)
    return la, lb, trust


def token(forms: Forms, silver: str, both: str | None, strict: bool, loose: bool, pausal: bool = False,
          own: str | None = None, table: dict[bytes, list[int]] = {}) -> tuple[list[int], list[int], int]:
    """one blank-separated token -> form numbers, separator class before each (0 where only a blank may stand), class after the last"""
    us, seps = E.units(silver)
    alts: list[list[str]] = []
    if both is not None:
        for b in both.split('|'):
            x = E.units(b)[0]
            if len(x) == len(us): alts.append(x)
    ours = E.units(own)[0] if own else []
    out: list[int] = []
    cls: list[int] = []
    lead = silver[:silver.find(us[0])] if us else silver
    first = max((E._CLASS.get(c, E.OTHER) for c in lead), default=0)
    for i, u in enumerate(us):
        if u[0].isdigit(): ids = [forms.plain(E.DIGIT)]
        elif not E.letter(u[0]): ids = [forms.plain(E.LATIN)]
        else:
            p = E.parse(u)
            codes = bytes(x[0] for x in p)
            la = E.labels(p, strict, loose)
            if pausal and la[-1] < 0 and max(la) >= 0 and p[-1][3] and p[-1][0] not in (E._A, E._W, E._Y, E._AM): la[-1] = 0
            lb = la
            trust = FULL
            cand = []
            for a in alts:
                q = E.parse(a[i]) if E.letter(a[i][0]) else []
                if len(q) == len(p): cand.append(E.labels(q))
            if cand:
                q = E.parse(ours[i]) if len(ours) == len(us) and E.letter(ours[i][0]) else []
                if len(q) == len(p): la, lb, trust = vote(la, cand[0], cand[-1], E.labels(q), hint_for(table, codes))
                else:
                    trust = FULL if any(x[4] for x in p) else HALF
                    la, lb = either(la, cand[0], cand[-1])
            ids = pieces(forms, codes, la, lb, trust)
        for k, f in enumerate(ids):
            out.append(f)
            cls.append(E.NOTHING if k else (first if i == 0 else seps[i]))
    tail = silver[silver.rfind(us[-1]) + len(us[-1]):] if us else ''
    return out, cls, max((E._CLASS.get(c, E.OTHER) for c in tail), default=0)


def given(forms: Forms, word: str) -> tuple[list[int], list[int], int]:
    """a token that nashra put in the place of digits or of an abbreviation"""
    out, cls, tail = token(forms, word, None, False, False)
    return [forms.add(*forms.rows[f][:3], GIVEN) for f in out], cls, tail


class Corpus:
    def __init__(self) -> None:
        self.forms: list[int] = []
        self.seps: list[int] = []
        self.ends: list[int] = []
        self.stop: list[int] = []

    def line(self, toks: list[tuple[list[int], list[int], int]]) -> None:
        """append a line; a very long one is cut between words"""
        n0 = len(self.forms)
        pending = 0
        started = False
        for out, cls, tail in toks:
            if not out:
                pending = max(pending, cls and cls[0] or 0, tail)
                continue
            c = [max(pending, E.SPACE, cls[0]) if started else E.START] + cls[1:]
            started = True
            self.forms += out
            self.seps += c
            pending = tail
            if len(self.forms) - n0 >= MAX_UNITS:
                self.ends.append(len(self.forms)); self.stop.append(E.STOP_END if pending == E.STOP else E.END)
                n0 = len(self.forms); pending = 0; started = False
        if len(self.forms) > n0:
            self.ends.append(len(self.forms)); self.stop.append(E.STOP_END if pending == E.STOP else E.END)

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        return {name + '.forms': np.array(self.forms, np.int32), name + '.seps': np.array(self.seps, np.uint8),
                name + '.ends': np.array(self.ends, np.int64), name + '.stop': np.array(self.stop, np.uint8)}


def punct(t: str) -> tuple[list[int], list[int], int]:
    return [], [], max((E._CLASS.get(c, E.OTHER) for c in t), default=0)


def read(path: str):
    return lzma.open(path, 'rt', encoding='utf-8')


def key(word: str) -> str:
    """a token's letters with their alefs folded"""
    return ''.join('ا' if c in E.SEATS else c for c in word if c in E.CODE)


def beside(source: list[str], own: list[str]) -> list[tuple[int, str | None]]:
    """our own tokens with the source token that each reads, in order; (-1, token): nashra's words for digits and abbreviations. Source tokens without
    letters keep their place, (i, None), where nothing was put in for them."""
    a, b = [key(w) for w in source], [key(w) for w in own]
    if a == b: return list(zip(range(len(a)), own))
    out: list[tuple[int, str | None]] = []
    for what, i, i2, j, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == 'equal': out += zip(range(i, i2), own[j:j2])
        elif what == 'delete': out += ((k, None) for k in range(i, i2))
        else: out += ((-1, w) for w in own[j:j2])
    return out


def news(forms: Forms, shared: str, limit: int | None, own: str | None, table: dict[bytes, list[int]]) -> dict[str, Corpus]:
    """the silver news; what --own covers and the rest apart"""
    voted, rest = Corpus(), Corpus()
    cache: dict[tuple, tuple] = {}
    d = os.path.join(shared, 'data', 'text')
    ours = open(own, encoding='utf-8') if own else iter(())
    for n, (s, b) in enumerate(zip(read(d + '/news_silver.txt.xz'), read(d + '/news_both.txt.xz'))):
        if limit and n >= limit: break
        st, bt = s.split(), b.split()
        if len(st) != len(bt): bt = [None] * len(st)
        line = next(ours, None)
        order = list(zip(range(len(st)), [None] * len(st)))
        if line is not None:
            words = line.split()
            if words and not (st and any(E._CLASS.get(c) == E.STOP for c in st[-1])): words[-1] = words[-1].rstrip('.')
            order = beside(st, words)
        toks = []
        for i, o in order:
            k = (st[i], bt[i], o) if i >= 0 else (o,)
            r = cache.get(k)
            if r is None:
                r = token(forms, st[i], bt[i], False, False, False, o, table) if i >= 0 else given(forms, o)
                if not r[0]: r = punct(k[0])
                cache[k] = r
            toks.append(r)
        (rest if line is None else voted).line(toks)
    return {'news': voted, 'news_rest': rest} if own else {'news': rest}


def hand(forms: Forms, path: str, every: int = 1, pausal: bool = False) -> Corpus:
    text = html.unescape(read(path).read())
    lines = [re.sub(r'\s+', ' ', l).strip() for l in text.split('\n') if l.strip()][::every]
    bare = said = 0                                        # does the source write its sukuns?
    for l in lines[:2000]:
        for u in E.units(l)[0]:
            p = E.parse(u) if E.letter(u[0]) else []
            if not any(x[4] for x in p): continue
            for x, nx in zip(p, p[1:]):
                if x[2] == 0 and nx[0] not in (E._A, E._W, E._Y, E._AM) and x[0] not in (E._A, E._W, E._Y, E._AM, E._L):
                    bare += not x[4]; said += x[4]
    strict = said > bare
    print('  %s: bare %d, sukun written %d -> strict %s' % (os.path.basename(path), bare, said, strict))
    c = Corpus()
    cache: dict[str, tuple] = {}
    for l in lines:
        toks = []
        for t in l.split(' '):
            r = cache.get(t)
            if r is None:
                r = token(forms, t, None, strict, True, pausal)
                if not r[0]: r = punct(t)
                cache[t] = r
            toks.append(r)
        c.line(toks)
    return c


def name_table(shared: str) -> dict[bytes, list[int]]:
    """surface -> labels (last letter unknown), the first candidate of the first list that has it"""
    table: dict[bytes, list[int]] = {}
    for name in NAME_LISTS:
        for i, l in enumerate(read(os.path.join(shared, 'data', 'names', name + '.tsv.xz'))):
            f = l.rstrip('\n').split('\t')
            if i == 0 or len(f) < 2 or not f[1]: continue
            if name == 'derived_from_latin' and float(f[6]) < 15: continue
            a, b = f[0].split(), f[1].split()
            if len(a) != len(b): continue
            for x, y in zip(a, b):
                px, py = E.parse(x), E.parse(y)
                cx = bytes(q[0] for q in px)
                if len(cx) < 3 or len(cx) > E.MAX_WORD or len(py) != len(px) or cx in table: continue
                if bytes(map(E.fold, cx)) != bytes(E.fold(q[0]) for q in py) or re.search('[^\u0621-\u064a]', x): continue
                for q, z in zip(py, cx): q[0] = z
                lab = E.labels(py)
                if all(v < 0 for v in lab): continue
                table[cx] = lab[:-1] + [E.UNKNOWN]
    return table


CLITIC = {E.CODE['و']: 1, E.CODE['ف']: 1, E.CODE['ب']: 3, E.CODE['ل']: 3, E.CODE['ك']: 1}


def hint_for(table: dict[bytes, list[int]], codes: bytes) -> list[int] | None:
    h = table.get(codes)
    if h is not None or len(codes) < 4 or codes[0] not in CLITIC: return h
    h = table.get(codes[1:])
    if h is not None: return [CLITIC[codes[0]]] + h
    if len(codes) > 4 and codes[0] in E._WF and codes[1] in CLITIC:
        h = table.get(codes[2:])
        if h is not None: return [CLITIC[codes[0]], CLITIC[codes[1]]] + h
    return None


def names(forms: Forms, table: dict[bytes, list[int]], rng: random.Random) -> tuple[Corpus, list[int]]:
    """lines of one to four names; every fiftieth name is held out, and returned"""
    items = sorted(table.items())
    rng.shuffle(items)
    held = items[::50]
    rest = [x for i, x in enumerate(items) if i % 50] * 2
    rng.shuffle(rest)
    c = Corpus()
    i = 0
    while i < len(rest):
        k = rng.choice((1, 1, 2, 2, 3, 4))
        toks = [([forms.add(a, pack(b), pack(b), FULL)], [0], 0) for a, b in rest[i:i + k]]
        c.line(toks)
        i += k
    return c, [forms.add(a, pack(b), pack(b), FULL) for a, b in held]


def main() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser()
    ap.add_argument('--shared', default=os.path.join(here, '..', '..', 'shared'))
    ap.add_argument('--work', default=os.path.join(here, 'work'))
    ap.add_argument('--own', help='our own reading of the news, from own.py: it votes with the two teachers')
    ap.add_argument('--same', help='keep the identities of this earlier data.npz, so that weights trained on it can go on')
    ap.add_argument('--lines', type=int)
    a = ap.parse_args()
    os.makedirs(a.work, exist_ok=True)
    rng = random.Random(1)
    forms = Forms()
    out: dict[str, np.ndarray] = {}
    table = name_table(a.shared)
    corpus = news(forms, a.shared, a.lines, a.own, table)
    print(len(forms.rows), 'forms in the news', flush=True)
    for s in HAND:
        corpus[s] = hand(forms, os.path.join(a.shared, 'data', 'text', s + '.txt.xz'), EVERY.get(s, 1), s in PAUSAL)
    corpus['names'], held = names(forms, table, rng)
    for k, c in corpus.items():
        out.update(c.arrays(k))
        print(k, len(c.forms), 'units', len(c.ends), 'lines', flush=True)
    out['held_names'] = np.array(held, np.int32)

    # spellings: which bare alefs can be trusted, and who has an identity
    count: collections.Counter = collections.Counter()
    seen = sum(np.bincount(out[k + '.forms'], minlength=len(forms.rows)) for k in corpus if k.startswith('news'))
    weight = seen.astype(np.float64)
    for k in HAND:
        weight += np.bincount(out[k + '.forms'], minlength=len(forms.rows)) * min(1, HAND[k])
    spelling: dict[bytes, collections.Counter] = collections.defaultdict(collections.Counter)
    ident: collections.Counter = collections.Counter()
    family: collections.Counter = collections.Counter()
    for r, n, w in zip(forms.rows, seen.tolist(), weight.tolist()):
        f = bytes(map(E.fold, r[0]))
        if n: spelling[f][r[0]] += n
        if w and r[0][0] not in (E.DIGIT, E.LATIN):
            ident[f] += w
            family[E.stem(r[0])] += w
    if a.same:
        before = np.load(a.same)
        words, stems = before['word_hash'], before['stem_hash']
    else:
        words = np.array([E.word_hash(k) for k, n in ident.most_common(65000) if n >= 5], np.uint32)
        stems = np.array([E.word_hash(k) for k, n in family.most_common(32000) if n >= 5], np.uint32)
    wid, sid = {k: i + 1 for i, k in enumerate(words.tolist())}, {k: i + 1 for i, k in enumerate(stems.tolist())}
    print('identities', len(words), 'words', len(stems), 'stems')

    trust: dict[bytes, list[bool]] = {}
    def trusted(codes: bytes) -> list[bool]:
        t = trust.get(codes)
        if t is None:
            c = spelling.get(bytes(map(E.fold, codes)))
            tot = sum(c.values()) if c else 0
            t = [True] * len(codes)
            for i, x in enumerate(codes):
                if x == E._A:
                    bare = sum(n for k, n in c.items() if k[i] == E._A) if c else 0
                    t[i] = tot > 0 and bare >= .8 * tot
            trust[codes] = t
        return t
    seat_of = {E.CODE[c]: i for i, c in enumerate(E.SEATS)}
    n = len(forms.rows)
    off = np.zeros(n + 1, np.int64)
    off[1:] = np.cumsum([len(r[0]) for r in forms.rows])
    flat = np.frombuffer(b''.join(r[0] for r in forms.rows), np.uint8)
    la = np.frombuffer(b''.join(r[1] for r in forms.rows), np.int8).copy()
    lb = np.frombuffer(b''.join(r[2] for r in forms.rows), np.int8).copy()
    seat = np.full(len(flat), -1, np.int8)
    hint = np.full(len(flat), -1, np.int8)
    has_hint = np.zeros(n, bool)
    word_id = np.zeros(n, np.int32)
    stem_id = np.zeros(n, np.int32)
    for i, r in enumerate(forms.rows):
        o = int(off[i])
        codes = r[0]
        if codes[0] in (E.DIGIT, E.LATIN): continue
        t = None
        for k, x in enumerate(codes):
            if x in E._ALEFS:
                if t is None: t = trusted(codes)
                if t[k]: seat[o + k] = seat_of[x]
                elif k == 0 or not article_alef(codes, k): la[o + k] = lb[o + k] = -1
                else: seat[o + k] = 0
        word_id[i] = wid.get(E.word_hash(codes), 0)
        stem_id[i] = sid.get(E.word_hash(E.stem(codes)), 0)
        h = hint_for(table, codes)
        if h is not None:
            hint[o:o + len(codes)] = h
            has_hint[i] = True
    out.update(off=off, flat=flat, la=la, lb=lb, seat=seat, hint=hint, has_hint=has_hint, word_id=word_id, stem_id=stem_id,
               trust=np.array([r[3] for r in forms.rows], np.uint8), word_hash=words, stem_hash=stems)
    np.savez(os.path.join(a.work, 'data.npz'), **out)
    print('forms', n, 'letters', len(flat), 'hinted share of news', float((has_hint * seen).sum() / seen.sum()),
          'two labels', float((la != lb).mean()), 'unknown', float((la < 0).mean()))


def article_alef(codes: bytes, k: int) -> bool:
    return k + 1 < len(codes) and codes[k + 1] == E._L and k <= 2


if __name__ == '__main__':
    main()
