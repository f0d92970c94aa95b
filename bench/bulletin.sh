#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# bulletin.sh BUILD: a bulletin of ten stories with jingles, headlines under a bed and a loudness, made anew and from the cache: processor
# time (user and system, one core) against playing time. The bar is 3 %.
set -eu
build=$(cd "${1:-build}" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
export NASHRA_DATA="$build/data"
[ -e "$build/data/nashra.model" ] && model= || model=--no-model
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
{
    sed '/^\[story\]/,$d' "$root/samples/bulletin.rundown" | sed "s|= jingles/|= $root/samples/jingles/|"
    echo "[bulletin]"
    echo "duplicates = keep"
    for i in 1 2 3 4 5 6 7 8 9 10; do
        case $((i % 3)) in 0) story=01-water ;; 1) story=02-fair ;; *) story=03-weather ;; esac
        # a number of its own makes every story's sentences new
        sed "s/الوزير/الوزير رقم $i/; s/المعرض/المعرض رقم $i/; s/الدائرة/الدائرة رقم $i/; s/أمس/أمس قبل $i ساعات/; s/الخميس/الخميس $i/; s/متفرقة/متفرقة $i مرات/" \
            "$root/samples/stories/$story.txt" >"$work/$i.txt"
        printf '[story]\nfile = %s/%s.txt\nsummary = all\n' "$work" "$i"
    done
} >"$work/ten.rundown"
# once NAME OPTION...: prints the share
once() {
    name=$1
    shift
    bash -c 'TIMEFORMAT="%U %S"; time "$@" 2>"$0.log"' "$work/$name" "$build/nashra" bulletin "$work/ten.rundown" $model --no-user-lexicon \
        --cache-dir="$work/cache" -o "$work/$name.wav" "$@" 2>"$work/time" || { cat "$work/$name.log"; exit 1; }
    bytes=$(stat -c %s "$work/$name.wav")
    awk -v bytes="$bytes" -v name="$name" '{ play = bytes / 88200; used = $1 + $2; share = 100 * used / play
        printf "%-22s %6.1f s of sound, %5.2f s of processor time: %.2f %% (3 %% at most)\n", name, play, used, share
        exit share > 3 }' "$work/time" || failed=1
}
failed=0
once new --loudness=podcast-mono
once from-the-cache --loudness=podcast-mono
once radio --loudness=radio --no-cache
exit "$failed"
