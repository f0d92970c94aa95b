#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""export.py CHECKPOINT [--out FILE] [--test FILE]: a checkpoint -> the weights file of src/diacritize/weights.h, and what PyTorch makes
of the fixed test text (tests/data/vocalizer.txt), for tests/unit/test_network.c.

Matrices become whole numbers -63..63 with a scale for each row, laid in tiles (src/diacritize/kernel.h); inputs of a product are bytes: an LSTM's
state h is round(127 h) + 128, an identity's vector likewise in units of its own, which the matrix's columns absorb.
"""
from __future__ import annotations
import argparse, os, struct
import numpy as np
import torch
import encode as E
from evaluate import Tagger
from network import HINTS

MASK = (1 << 64) - 1
FLOAT, INT8, UINT32 = 1, 2, 3


def mix(h: int) -> int:
    h ^= h >> 32
    h = h * 0x9e3779b97f4a7c15 & MASK
    return h ^ h >> 29


def checksum(data: bytes) -> int:
    """table_checksum() of src/util/table_file.h"""
    whole = len(data)
    lanes = [1, 2, 3, 4]
    n = whole // 32
    parts = np.frombuffer(data[:n * 32], '<u8').reshape(n, 4)
    for i in range(4):
        x = lanes[i]
        for p in parts[:, i].tolist():
            x = (x ^ p) * 0x9e3779b97f4a7c15 & MASK
            x = (x << 31 | x >> 33) & MASK
        lanes[i] = x
    rest = struct.unpack('<4Q', data[n * 32:].ljust(32, b'\0'))
    s = whole
    for l, p in zip(lanes, rest): s = mix(s ^ mix(l ^ p))
    return s


class File:
    def __init__(self) -> None:
        self.tensors: list[tuple[str, int, np.ndarray]] = []

    def add(self, name: str, a: np.ndarray) -> None:
        kind = {'float32': FLOAT, 'int8': INT8, 'uint32': UINT32}[str(a.dtype)]
        self.tensors.append((name, kind, np.ascontiguousarray(a.reshape(a.shape[0], -1))))

    def matrix(self, name: str, w: np.ndarray, bias: np.ndarray, unit: np.ndarray | None) -> None:
        """w (rows, columns); unit (columns): the value of one step of an input byte around 128, or None: inputs around 0, in a unit given at run time"""
        if unit is not None: w = w * unit[None, :]
        top = np.maximum(np.abs(w).max(1), 1e-9) / 63
        best, scale = np.full(len(w), np.inf), top
        for part in np.arange(.6, 1.001, .04):             # the step that loses least: the largest weights may be cut
            t = top * part
            e = ((np.clip(np.rint(w / t[:, None]), -63, 63) * t[:, None] - w) ** 2).sum(1)
            scale = np.where(e < best, t, scale); best = np.minimum(e, best)
        q = np.clip(np.rint(w / scale[:, None]), -63, 63)
        b = bias - (128 * scale * q.sum(1) if unit is not None else 0)
        r, c = q.shape
        self.tensors.append((name, INT8, q.astype(np.int8).reshape(r // 8, 8, c // 4, 4).transpose(0, 2, 1, 3).reshape(r, c)))
        self.add(name + '.scale', scale.astype(np.float32)[:, None])
        self.add(name + '.bias', b.astype(np.float32)[:, None])

    def write(self, path: str) -> None:
        heads, body = b'', b''
        begin = 40 + 64 * len(self.tensors)
        base = (begin + 63) // 64 * 64
        for name, kind, a in self.tensors:
            body += b'\0' * (-len(body) % 64)
            heads += struct.pack('<40sIIIIQ', name.encode(), kind, a.shape[0], a.shape[1], 0, base + len(body))
            body += a.tobytes()
        tail = struct.pack('<II', len(self.tensors), 0) + heads + b'\0' * (base - begin) + body
        with open(path, 'wb') as f:
            f.write(struct.pack('<8sIIQQ', b'nashraM\n', 1, 0x01020304, 32 + len(tail), checksum(tail)) + tail)
        print(path, 32 + len(tail), 'bytes,', len(self.tensors), 'tensors')


def table(w: np.ndarray) -> tuple[np.ndarray, float]:
    """an embedding as int8 and the value of one step"""
    step = float(np.quantile(np.abs(w), .9999)) / 127
    return np.clip(np.rint(w / step), -127, 127).astype(np.int8), step


def export(net: torch.nn.Module, word_hash: np.ndarray, stem_hash: np.ndarray, path: str) -> None:
    g = {k: v.detach().numpy().astype(np.float64) for k, v in net.state_dict().items()}
    f = File()
    s = net.size
    state = 1 / 127
    for d, suffix in (('forward', ''), ('backward', '_reverse')):
        w, b = g['inner.weight_ih_l0' + suffix], g['inner.bias_ih_l0' + suffix] + g['inner.bias_hh_l0' + suffix]
        none = g['hint.weight'][0] @ w[:, s.letter:].T
        f.add('inner.%s.letter' % d, (g['letter.weight'] @ w[:, :s.letter].T + none + b).astype(np.float32))
        f.add('inner.%s.hint' % d, (g['hint.weight'] @ w[:, s.letter:].T - none).astype(np.float32))
        f.matrix('inner.%s.state' % d, g['inner.weight_hh_l0' + suffix], np.zeros(4 * s.inner), np.full(s.inner, state))
    tables, steps = {}, {}
    for k in ('word', 'stem', 'sep'): tables[k], steps[k] = table(g[k + '.weight'])
    vector = np.concatenate([np.full(2 * s.inner, state), np.full(s.word, steps['word']), np.full(s.stem, steps['stem']), np.full(2 * s.sep, steps['sep'])])
    for layer, unit in ((1, vector), (2, np.full(2 * s.outer, state))):
        for d, suffix in (('forward', ''), ('backward', '_reverse')):
            p = 'outer%d.' % layer
            f.matrix(p + d + '.input', g[p + 'weight_ih_l0' + suffix], g[p + 'bias_ih_l0' + suffix] + g[p + 'bias_hh_l0' + suffix], unit)
            f.matrix(p + d + '.state', g[p + 'weight_hh_l0' + suffix], np.zeros(4 * s.outer), np.full(s.outer, state))
    f.matrix('mix_letter', g['mix_letter.weight'], g['mix_letter.bias'], np.full(2 * s.inner, state))
    f.matrix('mix_word', g['mix_word.weight'], np.zeros(s.mix), np.concatenate([np.full(2 * s.outer, state), vector]))
    f.matrix('last', g['last.weight'], g['last.bias'], None)
    head = np.zeros((24, s.last)); bias = np.zeros(24)
    head[:18] = np.concatenate([g['label.weight'], g['seat.weight']]); bias[:18] = np.concatenate([g['label.bias'], g['seat.bias']])
    f.matrix('head', head, bias, None)
    f.add('between', tables['sep'])
    for k, h in (('word', word_hash), ('stem', stem_hash)):
        u, first = np.unique(h, return_index=True)
        f.add(k + '.hash', u.astype(np.uint32)[:, None])
        f.add(k, np.concatenate([tables[k][:1], tables[k][1:][first]]))
    f.write(path)


def main() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser()
    ap.add_argument('checkpoint')
    ap.add_argument('--work', default=os.path.join(here, 'work'))
    ap.add_argument('--out', default=os.path.join(here, '..', 'model', 'nashra.model'))
    ap.add_argument('--test', default=os.path.join(here, '..', 'tests', 'data', 'vocalizer'))
    a = ap.parse_args()
    torch.set_num_threads(1); torch.backends.mkldnn.set_flags(False)
    t = Tagger(a.checkpoint, os.path.join(a.work, 'data.npz'))
    z = np.load(os.path.join(a.work, 'data.npz'))
    os.makedirs(os.path.dirname(a.out), exist_ok=True)
    export(t.net, z['word_hash'], z['stem_hash'], a.out)
    if not os.path.exists(a.test + '.txt'): return
    lines = [l.rstrip('\n') for l in open(a.test + '.txt', encoding='utf-8')]
    with open(a.test + '.labels', 'w') as f:
        f.write('# What PyTorch makes of vocalizer.txt, by train/export.py: a letter a..n for each label, 0..3 for an alef\'s seat, - for no alef\n')
        for l in lines:
            feats = t.features(l)
            lp, sp = t.logits([feats])[0]
            at, out = 0, []
            for u in feats:
                n = len(u[0])
                out.append(''.join(chr(97 + int(lp[i].argmax())) for i in range(at, at + n)) + ':' +
                           ''.join('-' if np.isinf(sp[i][0]) else str(int(sp[i].argmax())) for i in range(at, at + n)))
                at += n
            f.write(' '.join(out) + '\n')
    print(a.test + '.labels', len(lines), 'lines')


if __name__ == '__main__':
    main()
