#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# start.sh [BUILD]: from the start of the process to the first sound on its standard output, ten words, nashra and espeak-ng in turns;
# the median and the best of 15 runs each. Goal, on an idle machine: 50 ms.
set -eu
build=${1:-build}
NASHRA_DATA=${NASHRA_DATA:-$build/data} exec python3 - "$build/nashra" <<'END'
import statistics, subprocess, sys, time

TEXT = "أعلنت الحكومة اليوم عن خطة جديدة لدعم المدارس في الأرياف.\n".encode()
commands = {"nashra": [sys.argv[1], "speak", "-", "-o", "-"], "espeak-ng": ["espeak-ng", "-v", "ar", "--stdin", "--stdout"]}
times = {name: [] for name in commands}
for _ in range(15):
    for name, command in commands.items():
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write(TEXT)
        process.stdin.close()
        process.stdout.read(44)   # the header
        process.stdout.read(200)  # 100 samples
        times[name].append((time.perf_counter() - begin) * 1000)
        process.stdout.read()
        process.wait()
for name, values in times.items():
    print(f"start: {name:9} first sound after {statistics.median(values):.0f} ms (best {min(values):.0f} ms)")
END
