#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""train.py --minutes M [--name NAME] [--resume]: trains on train/work/data.npz by the clock; a checkpoint every few minutes.

The learning rate falls linearly with the share of the time that has passed, so that a busy machine only means fewer letters.
In the last fifth the hand-marked modern texts are seen more often.
"""
from __future__ import annotations
import argparse, os, sys, time
import numpy as np
import torch
import encode as E
import prepare
from network import Net, Size, Batch, make_batch, HARD, SOFT, HARD_SHADDA

LATE = {'aljazeera_train': 4, 'msa_books': 2, 'msa_books_other': 2, 'stories_kilani': 3, 'stories_sulaity': 3, 'names': .7}   # last fifth
A = E.CODE['ا']
FOLD = np.array([E.fold(i) for i in range(E.SYMBOLS)], np.uint8)


class Data:
    """data.npz in memory, with batches of sentences that have exactly the same number of units"""
    def __init__(self, path: str, seed: int, words: int) -> None:
        z = np.load(path)
        self.z = {k: z[k] for k in z.files}
        self.rng = np.random.default_rng(seed)
        self.size = words
        self.sources = [k[:-6] for k in z.files if k.endswith('.forms')]
        self.begin, self.count, self.perm, self.at = {}, {}, {}, {}
        for s in self.sources:
            e = self.z[s + '.ends']
            self.begin[s] = np.concatenate([[0], e[:-1]])
            self.count[s] = e - self.begin[s]
            self.perm[s] = self.rng.permutation(len(e))
            self.at[s] = 0
        self.left: list[tuple[str, int]] = []

    def take(self, s: str, words: float) -> list[tuple[str, int]]:
        out = []
        got = 0
        while got < words:
            if self.at[s] >= len(self.perm[s]):
                self.perm[s] = self.rng.permutation(len(self.perm[s])); self.at[s] = 0
            i = int(self.perm[s][self.at[s]]); self.at[s] += 1
            out.append((s, i)); got += int(self.count[s][i])
        return out

    def pool(self, weight: dict[str, float], words: int = 150000):
        """batches of about `words` words, drawn from the sources by weight"""
        total = {s: weight[s] * float(self.count[s].sum()) for s in self.sources}
        norm = sum(total.values())
        lines = self.left
        self.left = []
        for s in self.sources:
            w = words * total[s] / norm
            if w >= 1: lines = lines + self.take(s, w * self.rng.uniform(.5, 1.5) if w < 200 else w)
        by: dict[int, list] = {}
        for s, i in lines: by.setdefault(int(self.count[s][i]), []).append((s, i))
        batches = []
        for T, ls in by.items():
            self.rng.shuffle(ls)
            k = max(1, self.size // T)
            for j in range(0, len(ls), k):
                part = [(str(s), int(i)) for s, i in ls[j:j + k]]
                if len(part) * T < self.size // 3: self.left += part
                else: batches.append((T, part))
        self.rng.shuffle(batches)
        return batches

    def batch(self, T: int, lines: list[tuple[str, int]], hints: bool = True, drops: bool = True) -> Batch:
        z, rng = self.z, self.rng
        T = int(T)
        B = len(lines)
        f = np.empty((B, T), np.int64); before = np.empty((B, T), np.int64); after = np.empty((B, T), np.int64)
        for r, (s, i) in enumerate(lines):
            a = self.begin[s][i]
            f[r] = z[s + '.forms'][a:a + T]; before[r] = z[s + '.seps'][a:a + T]
            after[r, :-1] = before[r, 1:]; after[r, -1] = z[s + '.stop'][i]
        return build(z, f, before, after, rng if drops else None, hints)


def build(z: dict, f: np.ndarray, before: np.ndarray, after: np.ndarray, rng: np.random.Generator | None, hints: bool) -> Batch:
    B, T = f.shape
    f = f.ravel()
    n = len(f)
    off = z['off']
    lens = off[f + 1] - off[f]
    start = np.concatenate([[0], np.cumsum(lens)[:-1]])
    owner = np.repeat(np.arange(n), lens)
    src = off[f][owner] + np.arange(int(lens.sum())) - start[owner]
    codes = z['flat'][src].copy()
    la, lb = z['la'][src], z['lb'][src]
    seat = z['seat'][src]
    trust = z['trust'][f]
    weight = np.where(trust == prepare.HALF, np.float32(.5), np.float32(1))[owner]
    h = np.zeros(len(codes), np.int64)
    word, stem = z['word_id'][f], z['stem_id'][f]
    if rng is not None:
        line = np.repeat(np.arange(B), T)
        fold = (rng.random(B) < .25)[line] | (rng.random(n) < .03)
        m = fold[owner]
        codes[m] = FOLD[codes[m]]
        word = np.where(rng.random(n) < .05, 0, word); stem = np.where(rng.random(n) < .05, 0, stem)
    if hints and rng is not None:
        line = np.repeat(np.arange(B), T)
        # soft: what the name lists say, right or wrong; and a few made up for other words
        soft = (rng.random(B) < .4)[line] & (rng.random(n) < .9)
        m = (soft & z['has_hint'][f])[owner]
        hl = z['hint'][src]
        m &= hl >= 0
        h[m] = SOFT + hl[m]
        made = (soft & ~z['has_hint'][f] & (rng.random(n) < .06))[owner] & (la >= 0)
        h[made] = SOFT + la[made]
        wrong = made & (rng.random(len(codes)) < .1)
        h[wrong] = SOFT + rng.integers(0, 4, int(wrong.sum()))
        # hard: what the text, the user or the grammar says is true; its own letters leave the loss
        rate = rng.choice([.05, .15, .3], B) * (rng.random(B) < .33)
        told = rng.random(n) < np.where(trust == prepare.GIVEN, .9, rate[line])
        kind = np.where(trust == prepare.GIVEN, 0, rng.random(n))
        lastl = np.zeros(len(codes), bool); lastl[start + lens - 1] = True
        k = kind[owner]
        m = told[owner] & (la >= 0) & (la == lb)
        full = m & ((k < .6) | ((k < .75) & lastl) | ((k >= .75) & (k < .88) & ~lastl) | ((k >= .88) & (k < .92) & (rng.random(len(codes)) < .3)))
        h[full] = HARD + la[full]
        weight = np.where(full, np.float32(0), weight)
        sh = m & (k >= .92) & (la >= 7)
        h[sh] = HARD_SHADDA
    alef = np.flatnonzero((FOLD[codes] == A) & (codes != 0))
    known = la >= 0
    extra = dict(la=torch.from_numpy(la.astype(np.int64)), lb=torch.from_numpy(lb.astype(np.int64)), seat=torch.from_numpy(seat[alef].astype(np.int64)),
                 weight=torch.from_numpy(np.where(known, weight, np.float32(0)).astype(np.float32)), letters=len(codes) + n)
    return make_batch(B, T, lens, codes, h, word, stem, before.ravel(), after.ravel(), alef, extra)


def loss_of(net: Net, b: Batch, smooth: float = .02) -> torch.Tensor:
    lo, se = net(b)
    x = b.extra
    lp = torch.log_softmax(lo, -1)
    la, lb = x['la'].clamp(min=0), x['lb'].clamp(min=0)
    pa = lp.gather(1, la[:, None])[:, 0]
    pb = lp.gather(1, lb[:, None])[:, 0]
    p = torch.where(la == lb, pa, torch.logaddexp(pa, pb))
    w = x['weight']
    loss = -((1 - smooth) * p + smooth * lp.mean(1))
    loss = (loss * w).sum() / w.sum().clamp(min=1)
    if len(b.alef):
        s = nn_ce(se, x['seat'])
        loss = loss + .1 * s
    return loss


def nn_ce(lo: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    m = y >= 0
    if not bool(m.any()): return lo.sum() * 0
    return torch.nn.functional.cross_entropy(lo[m], y[m])


def main() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser()
    ap.add_argument('--shared', default=os.path.join(here, '..', '..', 'shared'))
    ap.add_argument('--work', default=os.path.join(here, 'work'))
    ap.add_argument('--minutes', type=float, default=90)
    ap.add_argument('--name', default='net')
    ap.add_argument('--batch', type=int, default=1500)
    ap.add_argument('--rate', type=float, default=2.5e-3)
    ap.add_argument('--outer', type=int, default=256)
    ap.add_argument('--threads', type=int, default=2)
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--late', type=float, default=.8, help='from which share of the time on the late mix holds')
    ap.add_argument('--news', type=float, default=1., help='weight of the news')
    ap.add_argument('--rest', type=float, default=0., help='weight of the news on which our own reading has no vote, where the rest of it has')
    ap.add_argument('--init', help='start from the weights of this checkpoint')
    ap.add_argument('--resume', action='store_true', help='go on from the checkpoint of the same name')
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.backends.mkldnn.set_flags(False)             # its primitives are compiled anew for every shape, and words come in all shapes
    torch.manual_seed(a.seed)
    data = Data(os.path.join(a.work, 'data.npz'), a.seed, a.batch)
    net = Net(Size(outer=a.outer, words=len(data.z['word_hash']) + 1, stems=len(data.z['stem_hash']) + 1))
    sparse = [net.word.weight, net.stem.weight]
    dense = [p for n, p in net.named_parameters() if n not in ('word.weight', 'stem.weight')]
    opt = [torch.optim.AdamW(dense, lr=a.rate, weight_decay=.005, betas=(.9, .98)), torch.optim.SparseAdam(sparse, lr=a.rate)]
    path = os.path.join(a.work, a.name + '.pt')
    passed, step, letters = 0., 0, 0
    if a.init: net.load_state_dict(torch.load(a.init, weights_only=False)['net'])
    if a.resume and os.path.exists(path):
        ck = torch.load(path, weights_only=False)
        net.load_state_dict(ck['net'])
        for o, s in zip(opt, ck['opt']): o.load_state_dict(s)
        passed, step, letters = ck['passed'], ck['step'], ck['letters']
        data.rng = np.random.default_rng(a.seed + step)
    print('weights', sum(p.numel() for p in dense), 'and', sum(p.numel() for p in sparse), flush=True)
    base = {s: prepare.HAND.get(s, {'news': a.news, 'news_rest': a.rest}.get(s, 1.)) for s in data.sources}
    t0 = time.time() - passed
    total = a.minutes * 60
    saved = reported = time.time()
    run, cnt, l0 = 0., 0, letters

    def save() -> None:
        torch.save(dict(net=net.state_dict(), opt=[o.state_dict() for o in opt], passed=time.time() - t0, step=step, letters=letters, size=vars(net.size)), path + '.new')
        os.replace(path + '.new', path)
    net.train()
    while True:
        share = (time.time() - t0) / total
        if share >= 1: break
        weight = {s: w * (LATE.get(s, 1) if share > a.late else 1) for s, w in base.items()}
        for T, lines in data.pool(weight):
            share = (time.time() - t0) / total
            if share >= 1: break
            lr = a.rate * min(1, (step + 1) / 150) * max(.005, 1 - share)
            for o in opt:
                for g in o.param_groups: g['lr'] = lr
            b = data.batch(T, lines)
            loss = loss_of(net, b)
            for o in opt: o.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 1.)
            for o in opt: o.step()
            step += 1; letters += b.extra['letters']; run += loss.item(); cnt += 1
            now = time.time()
            if now - reported > 60:
                print('%5.0fs step %d letters %.2fM %.0f/s loss %.4f lr %.5f' % (now - t0, step, letters / 1e6, (letters - l0) / (now - reported), run / cnt, lr), flush=True)
                reported, run, cnt, l0 = now, 0., 0, letters
            if now - saved > 200:
                save(); saved = now
    save()
    print('done: %.2fM letters, %d steps' % (letters / 1e6, step))


if __name__ == '__main__':
    main()
