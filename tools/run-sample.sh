#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# run-sample.sh BUILD: speaks samples/news.txt into an audio file, says where it is and how long it took, and plays it when there
# is a device.
set -eu
build=$1
sample=samples/news.txt
sound="$build/news.wav"
begin=$(date +%s%N)
"$build/nashra" speak "$sample" -o "$sound"
end=$(date +%s%N)
# 22,050 samples of 2 bytes a second.
length=$(($(wc -c <"$sound") / 44100))
echo "$sample is now $(cd "$(dirname "$sound")" && pwd)/$(basename "$sound"): $length s of sound, made in $(((end - begin) / 1000000)) ms"
if "$build/nashra" speak "$sample" 2>"$build/play.err"; then echo "played on the audio device"; else
    status=$?
    if [ $status -eq 5 ]; then echo "not played: no audio device here"; else
        cat "$build/play.err" >&2
        exit $status
    fi
fi
