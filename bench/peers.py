#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""peers.py SYSTEM IN OUT: marks every line of IN with one of the free tools, on one thread. Run by peers.sh in the environment it made."""
from __future__ import annotations
import os, sys

sys.path.pop(0)   # numbers.py beside this file is not the library's module of that name
os.environ['TT_ORT_THREADS'] = os.environ['OMP_NUM_THREADS'] = '1'


def tool(name: str):
    if name.startswith('rawi'):
        from text2tashkeel import Diacritizer
        return Diacritizer(name).diacritize
    if name == 'dengjen':
        import dengjen_tashkeel_py
        return dengjen_tashkeel_py.tashkeel
    if name == 'piper':
        import onnxruntime
        from piper import tashkeel
        one = onnxruntime.SessionOptions()
        one.intra_op_num_threads = one.inter_op_num_threads = 1
        tashkeel.InferenceSession = lambda path: onnxruntime.InferenceSession(path, sess_options=one)
        return tashkeel.TashkeelDiacritizer()
    sys.exit('no such system: ' + name)


def main() -> None:
    name, source, target = sys.argv[1:]
    mark = tool(name)
    with open(source, encoding='utf-8') as lines, open(target, 'w', encoding='utf-8') as out:
        for line in lines:
            line = line.rstrip('\n')
            out.write((mark(line) if line else '').replace('\n', ' ') + '\n')


if __name__ == '__main__':
    main()
