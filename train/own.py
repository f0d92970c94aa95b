#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The nashra authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""own.py [--shared DIR] [--work DIR] [--nashra FILE] [--lines N]: nashra's own reading of the news -> work/own.txt, one line for a line.

It has its word lists, its number grammar and the weights it was built with. Some 180 lines a second; goes on where it was stopped.
"""
from __future__ import annotations
import argparse, itertools, os, re, subprocess, sys
from prepare import read

MARKS = re.compile('[\u064b-\u0652\u0670\u0640~]')
CHUNK = 5000


def main() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    ap = argparse.ArgumentParser()
    ap.add_argument('--shared', default=os.path.join(here, '..', '..', 'shared'))
    ap.add_argument('--work', default=os.path.join(here, 'work'))
    ap.add_argument('--nashra', default=os.path.join(here, '..', 'build', 'nashra'))
    ap.add_argument('--lines', type=int, help='so many, from the first')
    a = ap.parse_args()
    path = os.path.join(a.work, 'own.txt')
    done = sum(1 for _ in open(path, encoding='utf-8')) if os.path.exists(path) else 0
    news = itertools.islice(read(os.path.join(a.shared, 'data', 'text', 'news_both.txt.xz')), done, a.lines)
    with open(path, 'a', encoding='utf-8') as out:
        while True:
            part = [MARKS.sub('', ' '.join(w.split('|')[-1] for w in l.split())) for l in itertools.islice(news, CHUNK)]
            if not part: break
            said = subprocess.run([a.nashra, 'text', '--form=vocalized', '--lines', '-'], input='\n'.join(part) + '\n',
                                  capture_output=True, encoding='utf-8', check=True).stdout
            if said.count('\n') != len(part): sys.exit('own.py: nashra gave %d lines for %d' % (said.count('\n'), len(part)))
            out.write(said); out.flush()
            done += len(part)
            if sys.stderr.isatty(): print('\r%d lines' % done, end='', file=sys.stderr)


if __name__ == '__main__':
    main()
