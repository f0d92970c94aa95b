# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network: letters of a word -> the word among its neighbours -> a mark for every letter.

1. letters + hints -> BiLSTM inside the word (words grouped by exact length: no padding, so C computes the very same)
2. [its two last states, word identity, stem identity, what stands before and after] -> two BiLSTM layers over the words
3. letter state + the word's context -> two rectified layers -> 14 labels; for an alef also 4 seats
"""
from __future__ import annotations
from dataclasses import dataclass
import numpy as np
import torch
import torch.nn as nn
import encode as E
from lstm import BiLSTM

HARD, SOFT, HARD_SHADDA = 1, 1 + E.LABELS, 1 + 2 * E.LABELS
HINTS = 2 + 2 * E.LABELS


@dataclass
class Size:
    letter: int = 48
    hint: int = 16
    inner: int = 128
    word: int = 48
    stem: int = 32
    sep: int = 8
    outer: int = 256
    mix: int = 256
    last: int = 128
    words: int = 65001
    stems: int = 32001


@dataclass
class Batch:
    """n words (B sentences of exactly T), u different ones among them, N letters"""
    rows: int
    cols: int
    groups: list            # (codes (k, L), hints (k, L)) of the different words, by length
    inverse: torch.Tensor   # (n) which different word
    letter: torch.Tensor    # (N) which letter of the different words' letters
    owner: torch.Tensor     # (N) which word
    word: torch.Tensor      # (n)
    stem: torch.Tensor      # (n)
    before: torch.Tensor    # (n)
    after: torch.Tensor     # (n)
    alef: torch.Tensor      # letters with a seat
    extra: dict


class Net(nn.Module):
    def __init__(self, s: Size, drop: float = .1) -> None:
        super().__init__()
        self.size = s
        self.letter = nn.Embedding(E.SYMBOLS, s.letter)
        self.hint = nn.Embedding(HINTS, s.hint)
        self.word = nn.Embedding(s.words, s.word, sparse=True)
        self.stem = nn.Embedding(s.stems, s.stem, sparse=True)
        self.sep = nn.Embedding(E.SEPS, s.sep)
        for e in (self.word, self.stem): nn.init.normal_(e.weight, std=.1)
        self.inner = BiLSTM(s.letter + s.hint, s.inner)
        self.vector = 2 * s.inner + s.word + s.stem + 2 * s.sep
        self.outer1 = BiLSTM(self.vector, s.outer)
        self.outer2 = BiLSTM(2 * s.outer, s.outer)
        self.mix_letter = nn.Linear(2 * s.inner, s.mix)
        self.mix_word = nn.Linear(2 * s.outer + self.vector, s.mix, bias=False)
        self.last = nn.Linear(s.mix, s.last)
        self.label = nn.Linear(s.last, E.LABELS)
        self.seat = nn.Linear(s.last, len(E.SEATS))
        self.drop = nn.Dropout(drop)
        for r in (self.inner, self.outer1, self.outer2):
            for n, p in r.named_parameters():
                if n.startswith('bias_ih'):
                    with torch.no_grad(): p[p.numel() // 4:p.numel() // 2] += 1      # forget gate open at first

    def forward(self, b: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        w = self.size.inner
        states, ends = [], []
        for codes, hints in b.groups:
            x = torch.cat([self.letter(codes), self.hint(hints)], -1).transpose(0, 1)
            y = self.inner(x)                                           # (2, L, k, w)
            ends.append(torch.cat([y[0, -1], y[1, 0]], -1))
            states.append(y.permute(2, 1, 0, 3).reshape(-1, 2 * w))
        state = torch.cat(states)                                       # letters of the different words
        end = torch.cat(ends)
        v = torch.cat([end.index_select(0, b.inverse), self.word(b.word), self.stem(b.stem), self.sep(b.before), self.sep(b.after)], -1)
        x = self.drop(v).view(b.rows, b.cols, -1).transpose(0, 1)
        x = torch.cat(tuple(self.outer1(x)), -1)
        x = torch.cat(tuple(self.outer2(self.drop(x))), -1)
        c = torch.cat([self.drop(x).transpose(0, 1).reshape(b.rows * b.cols, -1), v], -1)
        h = torch.relu(self.mix_letter(state).index_select(0, b.letter) + self.mix_word(c).index_select(0, b.owner))
        h = torch.relu(self.last(self.drop(h)))
        return self.label(h), self.seat(h.index_select(0, b.alef))


_rng = np.random.default_rng(7)
_KEY = _rng.integers(1, 2**63, (E.MAX_WORD, E.SYMBOLS, HINTS), dtype=np.uint64)


def make_batch(rows: int, cols: int, lens: np.ndarray, codes: np.ndarray, hints: np.ndarray, word: np.ndarray, stem: np.ndarray,
               before: np.ndarray, after: np.ndarray, alef: np.ndarray, extra: dict) -> Batch:
    """lens (n), codes and hints (N), the rest (n); alef: indices of letters"""
    n = len(lens)
    start = np.concatenate([[0], np.cumsum(lens)[:-1]])
    owner = np.repeat(np.arange(n), lens)
    pos = np.arange(len(codes)) - start[owner]
    key = np.add.reduceat(_KEY[pos, codes, hints], start)
    _, first, inv = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(lens[first], kind='stable')
    first = first[order]
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    inv = rank[inv]
    ulen = lens[first]
    ubase = np.concatenate([[0], np.cumsum(ulen)[:-1]])
    groups = []
    for L in np.unique(ulen):
        f = first[ulen == L]
        at = start[f][:, None] + np.arange(L)
        groups.append((torch.from_numpy(codes[at].astype(np.int64)), torch.from_numpy(hints[at].astype(np.int64))))
    t = lambda x: torch.from_numpy(np.ascontiguousarray(x).astype(np.int64))
    return Batch(rows, cols, groups, t(inv), t(ubase[inv][owner] + pos), t(owner), t(word), t(stem), t(before), t(after), t(alef), extra)
