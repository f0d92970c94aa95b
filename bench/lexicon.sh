#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# lexicon.sh BUILD: how fast the compiled lexicon opens and answers, in processor time of one core (best of five).
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
packages="espeak-ng icu-uc icu-i18n sndfile portaudio-2.0 libxml-2.0 libebur128 soxr jansson libcurl"
# shellcheck disable=SC2046
${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -Iinclude -Isrc -o "$work/lexicon" bench/lexicon.c "$build/libnashra.a" \
    $(pkg-config --libs $packages) -lm -lpthread
"$work/lexicon" "$build/data/nashra.lex"
