#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# fuzz.sh [SECONDS [TARGET...]]: builds the library with clang's sanitizers and runs each tests/fuzz/fuzz_*.c under libFuzzer for
# SECONDS (default 60), starting from its corpus. What it finds is written to build-fuzz/ and fails the run; new inputs are
# kept there too, not in the repository. NASHRA_DATA: the data directory (default build/data).
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
command -v clang >/dev/null || { echo "fuzz.sh: clang is missing (apt-get install clang)" >&2; exit 1; }
export NASHRA_DATA="${NASHRA_DATA:-$PWD/build/data}"
[ -e "$NASHRA_DATA/nashra.lex" ] || make --no-print-directory build/data/nashra.lex
flags="-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined"
make --no-print-directory -j2 B=build-fuzz CC=clang OPT="-O1 -g" CFLAGS="$flags" build-fuzz/libnashra.a >/dev/null
[ $# -gt 0 ] || set -- $(ls tests/fuzz/fuzz_*.c | sed 's|.*/||; s|\.c$||')
for target in "$@"; do
    packages=$(pkg-config --cflags --libs espeak-ng icu-uc icu-i18n sndfile portaudio-2.0 libxml-2.0 libebur128 soxr jansson libcurl)
    # shellcheck disable=SC2086
    clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=address,undefined,fuzzer -fno-sanitize-recover=undefined -Iinclude -Isrc \
        -o "build-fuzz/$target" "tests/fuzz/$target.c" build-fuzz/libnashra.a $packages -lm -lpthread
    mkdir -p "build-fuzz/corpus/$target"
    echo "$target: $seconds s"
    "build-fuzz/$target" -max_total_time="$seconds" -max_len=8192 -timeout=10 -print_final_stats=0 -verbosity=0 \
        -artifact_prefix=build-fuzz/ "build-fuzz/corpus/$target" "tests/fuzz/corpus/$target"
done
