#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""evaluate.py CHECKPOINT [--lines N] [--names]: spoken DER / WER on the dev sets, and isolated held-out names.
The product's figures come from the C program; this is for the time before it is exported."""
from __future__ import annotations
import argparse, os, re, sys
import numpy as np
import torch
import encode as E
from network import Net, Size, make_batch, HARD, SOFT
from train import FOLD, A, build

BARE = re.compile('[\u064b-\u0652\u0670\u0640]')


class Tagger:
    """a checkpoint that marks lines"""
    def __init__(self, path: str, data: str) -> None:
        ck = torch.load(path, weights_only=False)
        self.net = Net(Size(**ck['size'])); self.net.load_state_dict(ck['net']); self.net.eval()
        self.letters = ck['letters']
        z = np.load(data)
        self.words = {int(h): i + 1 for i, h in enumerate(z['word_hash'])}
        self.stems = {int(h): i + 1 for i, h in enumerate(z['stem_hash'])}

    def features(self, line: str) -> list[tuple]:
        """(codes, word, stem, before, after, match) of every unit; a long word is cut as in training"""
        out = []
        us, seps = E.units(line)
        for u, m, b in zip(us, E._TOKEN.finditer(line), seps):
            if u[0].isdigit(): c = [bytes([E.DIGIT])]
            elif not E.letter(u[0]): c = [bytes([E.LATIN])]
            else:
                w = bytes(E.letter(x) for x in u if E.letter(x))
                c = [w[i:i + E.MAX_WORD] for i in range(0, len(w), E.MAX_WORD)]
            for k, w in enumerate(c):
                arabic = w[0] not in (E.DIGIT, E.LATIN)
                out.append([w, self.words.get(E.word_hash(w), 0) if arabic else 0, self.stems.get(E.word_hash(E.stem(w)), 0) if arabic else 0,
                            E.NOTHING if k else b, 0])
        for a, b in zip(out, out[1:]): a[4] = b[3]
        if out: out[-1][4] = seps[-1]
        return out

    def logits(self, rows: list[list[tuple]], hints: list[np.ndarray] | None = None) -> list[tuple[np.ndarray, np.ndarray]]:
        """per row (lines of the same number of units): labels (letters, 14) log-probabilities, seats (letters, 4)"""
        flat = [u for r in rows for u in r]
        lens = np.array([len(u[0]) for u in flat])
        codes = np.frombuffer(b''.join(u[0] for u in flat), np.uint8)
        h = np.zeros(len(codes), np.int64) if hints is None else np.concatenate(hints)
        col = lambda k: np.array([u[k] for u in flat], np.int64)
        alef = np.flatnonzero(FOLD[codes] == A)
        b = make_batch(len(rows), len(rows[0]), lens, codes, h, col(1), col(2), col(3), col(4), alef, {})
        with torch.no_grad(): lo, se = self.net(b)
        lp = torch.log_softmax(lo, -1).numpy()
        sp = np.full((len(codes), 4), -np.inf, np.float32)
        sp[alef] = torch.log_softmax(se, -1).numpy()
        out, at = [], 0
        for r in rows:
            n = sum(len(u[0]) for u in r)
            out.append((lp[at:at + n], sp[at:at + n])); at += n
        return out

    def lines(self, lines: list[str], size: int = 2000) -> list[str]:
        feats = [self.features(l) for l in lines]
        by: dict[int, list[int]] = {}
        for i, f in enumerate(feats): by.setdefault(len(f), []).append(i)
        out = list(lines)
        for T, idx in sorted(by.items()):
            if not T: continue
            k = max(1, size // T)
            for j in range(0, len(idx), k):
                part = idx[j:j + k]
                for i, (lp, sp) in zip(part, self.logits([feats[i] for i in part])):
                    out[i] = render(lines[i], lp.argmax(1), sp.argmax(1))
        return out


def render(line: str, label: np.ndarray, seat: np.ndarray) -> str:
    """marks after letters, seats on bare alefs"""
    out, at, k = [], 0, 0
    for m in E._TOKEN.finditer(line):
        out.append(line[at:m.start()]); at = m.end()
        u = m.group()
        if not E.letter(u[0]):
            out.append(u); k += 1; continue
        n, p = sum(1 for c in u if E.letter(c)), 0
        for c in u:
            if not E.letter(c): continue
            x = int(label[k]); s = c
            if E.ALIAS.get(c, c) == 'ا' and seat[k] >= 0: s = E.SEATS[seat[k]]
            mark = ('\u0651' if x >= 7 else '') + E.MARK[x % 7]
            if s == 'ا' and p == 0: mark = ''
            out.append(s + mark); k += 1; p += 1
    out.append(line[at:])
    return ''.join(out)


def main() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser()
    ap.add_argument('checkpoint')
    ap.add_argument('--shared', default=os.path.join(here, '..', '..', 'shared'))
    ap.add_argument('--work', default=os.path.join(here, 'work'))
    ap.add_argument('--lines', type=int, default=400)
    ap.add_argument('--threads', type=int, default=1)
    ap.add_argument('--show', type=int, default=0)
    a = ap.parse_args()
    torch.set_num_threads(a.threads); torch.backends.mkldnn.set_flags(False)
    sys.path.insert(0, os.path.join(a.shared, 'eval'))
    import score_vocalization as S
    t = Tagger(a.checkpoint, os.path.join(a.work, 'data.npz'))
    print('%s: %.2fM letters seen' % (a.checkpoint, t.letters / 1e6))
    for name in ('padt_dev', 'aljazeera_dev'):
        gold = [l.strip() for l in open(os.path.join(a.shared, 'eval', name + '.txt'), encoding='utf-8')][:a.lines or None]
        hyp = t.lines([BARE.sub('', l) for l in gold])
        s = S.score(gold, hyp, True)
        print('  %-14s DER %.2f WER %.2f | no case DER %.2f WER %.2f' % (name, 100 * s['err'] / s['let'], 100 * s['werr'] / s['w'], 100 * s['err_nc'] / s['let_nc'], 100 * s['werr_nc'] / s['w']), flush=True)
        for l in hyp[:a.show]: print(l)
    z = dict(np.load(os.path.join(a.work, 'data.npz')))
    f = z['held_names']
    rows = []
    for i in f:
        w = z['flat'][z['off'][i]:z['off'][i + 1]].tobytes()
        rows.append([[w, t.words.get(E.word_hash(w), 0), t.stems.get(E.word_hash(E.stem(w)), 0), E.START, E.END]])
    right = 0
    for i, (lp, _) in zip(f, t.logits(rows)):
        y = z['la'][z['off'][i]:z['off'][i + 1]]
        right += bool((lp.argmax(1) == y)[y >= 0].all())
    print('  isolated names never trained on: %.1f %% of %d right but for the last letter' % (100 * right / len(f), len(f)))


if __name__ == '__main__':
    main()
