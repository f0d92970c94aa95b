#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# speechd.sh [BUILD]: how long a screen reader's user waits for the first sound, sd_nashra and sd_espeak-ng in turns in the
# same run. Goals, on an idle machine: ready in 50 ms; ten words in 30 ms and in three times eSpeak NG's time; CHAR and KEY as
# fast as eSpeak NG's module.
build=${1:-build}
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root" || exit 1
NASHRA_DATA=${NASHRA_DATA:-$build/data} exec python3 tests/speechd/latency.py "$build/sd_nashra"
