#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# run.sh BUILD: runs every test; the last line is "N passed, N failed". Kinds, in order:
#   tests/cases/*.txt   input and expected text, read by tests/run_cases.c: add a case there first
#   tests/unit/         C programs;  tests/fuzz/ corpora, replayed
#   tests/cli/*.sh      each in a fresh directory; NAME.out, NAME.err, NAME.rc beside it say what is expected (a missing .out
#                       or .err = not compared, a missing .rc = 0)
#   tests/*.check       scripts that print their own "N passed, N failed" as last line
set -u
build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
export NASHRA_DATA="$build/data" NASHRA_BUILD="$build" NASHRA_ROOT="$root" PATH="$build:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config" XDG_CACHE_HOME="$work/home/.cache" LC_ALL=C.UTF-8
mkdir -p "$HOME"
passed=0 failed=0

# add OUTPUT_FILE NAME STATUS: adds up a program's last line
add() {
    line=$(tail -n 1 "$1")
    if echo "$line" | grep -qE '^[0-9]+ passed, [0-9]+ failed$'; then
        p=${line%% *} f=$(echo "$line" | sed 's/.*, \([0-9]*\) failed/\1/')
        passed=$((passed + p)) failed=$((failed + f))
        if [ "$3" -ne 0 ] && [ "$f" -eq 0 ]; then failed=$((failed + 1)); echo "$2: ended with status $3"; fi
        [ "$f" -eq 0 ] || head -n -1 "$1" | head -n 200
    else
        failed=$((failed + 1))
        echo "$2: did not finish (status $3)"
        tail -n 40 "$1"
        line="no result"
    fi
    echo "$2: $line"
}

cd "$root" || exit 1
"$build/tests/run_cases" tests/cases/*.txt >"$work/out" 2>&1
add "$work/out" "tests/cases" $?
for program in "$build"/tests/test_*; do
    [ -x "$program" ] && case $program in *.d) continue ;; esac || continue
    "$program" >"$work/out" 2>&1
    add "$work/out" "unit $(basename "$program")" $?
done
for program in "$build"/fuzz/fuzz_*; do
    [ -x "$program" ] && case $program in *.d) continue ;; esac || continue
    "$program" tests/fuzz/corpus/"$(basename "$program")" >"$work/out" 2>&1
    add "$work/out" "corpus $(basename "$program")" $?
done
cli_failed=0 cli_passed=0
for script in "$root"/tests/cli/*.sh; do
    [ -e "$script" ] || continue
    name=${script%.sh}
    rm -rf "$work/cli"
    mkdir "$work/cli"
    (cd "$work/cli" && sh "$script") >"$work/stdout" 2>"$work/stderr" </dev/null
    status=$?
    want=0
    [ -e "$name.rc" ] && want=$(cat "$name.rc")
    good=1
    [ "$status" = "$want" ] || { good=0; echo "$name.sh: exit code $status, expected $want"; tail -n 5 "$work/stderr"; }
    for stream in out err; do
        [ -e "$name.$stream" ] || continue
        diff -u "$name.$stream" "$work/std$stream" >"$work/diff" || { good=0; echo "$name.$stream differs:"; head -n 40 "$work/diff"; }
    done
    if [ $good = 1 ]; then cli_passed=$((cli_passed + 1)); else cli_failed=$((cli_failed + 1)); fi
done
echo "tests/cli: $cli_passed passed, $cli_failed failed"
passed=$((passed + cli_passed)) failed=$((failed + cli_failed))
# The check scripts start servers, kill workers and watch the clock: they run on the plain build alone.
for script in "$root"/tests/*.check; do
    [ -x "$script" ] && [ -z "${NASHRA_SANITIZED:-}" ] || continue
    "$script" >"$work/out" 2>&1
    add "$work/out" "$(basename "$script")" $?
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
