#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# speak.sh [BUILD] [--shared DIR]: processor time and memory for a whole article into a WAV file, nashra and `espeak-ng -v ar -f` in
# turns; the median of five runs each. Goals: at most 1.6 times eSpeak NG's time, under 64 MB. The text is samples/, several times
# over, or the article of DIR/seeds.
set -eu
build=build shared=
while [ $# -gt 0 ]; do
    case $1 in
    --shared) shared=$2 && shift ;;
    *) build=$1 ;;
    esac
    shift
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
if [ -n "$shared" ]; then cp "$shared/seeds/article.txt" "$work/text.txt"; else
    cat samples/news.txt samples/stories/*.txt samples/news.txt >"$work/text.txt"
fi
NASHRA_DATA=${NASHRA_DATA:-$build/data} exec python3 - "$build/nashra" "$work" <<'END'
import os, statistics, subprocess, sys, wave

nashra, work = sys.argv[1:]
commands = {"nashra": [nashra, "speak", work + "/text.txt", "-o", work + "/nashra.wav"],
            "espeak-ng": ["espeak-ng", "-v", "ar", "-f", work + "/text.txt", "-w", work + "/espeak-ng.wav"]}
seconds = {name: [] for name in commands}
memory = {name: 0 for name in commands}
for _ in range(5):
    for name, command in commands.items():
        process = subprocess.Popen(command)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{name} failed")
        seconds[name].append(usage.ru_utime + usage.ru_stime)
        memory[name] = max(memory[name], usage.ru_maxrss)
for name in commands:
    with wave.open(f"{work}/{name}.wav") as sound:
        length = sound.getnframes() / sound.getframerate()
    print(f"speak: {name:9} {statistics.median(seconds[name]):.3f} s of processor time, {memory[name] / 1024:.0f} MB, {length:.0f} s of sound")
ratio = statistics.median(seconds["nashra"]) / statistics.median(seconds["espeak-ng"])
print(f"speak: {ratio:.2f} times eSpeak NG's time")
sys.exit(ratio > 1.6 or memory["nashra"] > 64 * 1024)
END
