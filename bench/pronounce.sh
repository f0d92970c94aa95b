#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# pronounce.sh BUILD: how fast phrase and pronounce are together, in MB of marked text a second (best of three runs).
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
packages="espeak-ng icu-uc icu-i18n sndfile portaudio-2.0 libxml-2.0 libebur128 soxr jansson libcurl"
# shellcheck disable=SC2046
${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -Iinclude -Isrc -o "$work/pronounce" bench/pronounce.c "$build/libnashra.a" \
    $(pkg-config --libs $packages) -lm -lpthread
# Marked sentences of the test cases, many times over.
sed -n 's/^< //p' tests/cases/joining.txt tests/cases/pausal.txt tests/cases/stress_*.txt | paste -sd ' ' >"$work/line"
i=0
while [ $i -lt 100 ]; do cat "$work/line"; i=$((i + 1)); done >"$work/text"
NASHRA_DATA="$build/data" "$work/pronounce" "$work/text"
