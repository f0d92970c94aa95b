#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# peers.sh BUILD [SHARED]: nashra's vocalizer beside the free tools, on the same files, one thread each, whole process.
# The tools are installed by pip into a throw-away environment; PEERS_VENV=DIR keeps or reuses one. SYSTEMS="rawi-ensemble ..." picks.
# At the end the speed of nashra and of the fastest of them on 1 MB of text (bytes; padt_dev's lines again and again).
# LINES=N takes only the first N lines of each file (the slow tools need minutes for all).
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
shared=$(cd "${2:-$here/../../shared}" && pwd)
systems=${SYSTEMS:-rawi-ensemble rawi-v2-int8 dengjen piper}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
venv=${PEERS_VENV:-$work/venv}
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q text2tashkeel dengjen-tashkeel-py
    "$venv/bin/pip" install -q --no-deps piper-tts
fi
for name in padt_dev aljazeera_dev; do
    head -n "${LINES:-100000}" "$shared/eval/$name.txt" >"$work/$name.gold"
    sed 's/[ًٌٍَُِّْٰـ]//g' "$work/$name.gold" >"$work/$name.bare"
done

cat >"$work/timed.py" <<'EOF'
import resource, subprocess, sys
letters, command = int(sys.argv[1]), sys.argv[2:]
subprocess.run(command, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print('%.0f characters a second of processor time, %.0f MB resident' % (letters / (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024))
EOF
# both.sh NAME COMMAND...: the command gets input and output as its last arguments, for both files
cat >"$work/both.sh" <<'EOF'
name=$1
shift
for file in padt_dev aljazeera_dev; do "$@" "$WORK/$file.bare" "$WORK/$file.$name"; done
EOF
cat >"$work/nashra.sh" <<'EOF'
exec nashra text --form=vocalized --lines --quiet "$1" >"$2"
EOF
export WORK="$work" LC_ALL=C.UTF-8 NASHRA_DATA="$build/data" PATH="$build:$PATH"
letters=$(cat "$work"/*.bare | wc -m)

# run NAME COMMAND...
run() {
    echo "$1: $(python3 "$work/timed.py" "$letters" sh "$work/both.sh" "$@")"
    for file in padt_dev aljazeera_dev; do
        printf '  %-14s' "$file"
        python3 "$shared/eval/score_vocalization.py" "$work/$file.gold" "$work/$file.$1" --spoken | sed 's/^[^ ]* *//'
    done
}

run nashra sh "$work/nashra.sh"
for system in $systems; do run "$system" "$venv/bin/python" "$here/peers.py" "$system"; done

# One file of 1 MB, whole process, so that start-up hardly counts.
: >"$work/text"
while [ "$(wc -c <"$work/text")" -lt "${SPEED_BYTES:-1000000}" ]; do cat "$work/padt_dev.bare" >>"$work/text"; done
letters=$(wc -m <"$work/text")
echo "$(wc -c <"$work/text") bytes of text, $letters characters:"
echo "  nashra: $(python3 "$work/timed.py" "$letters" sh "$work/nashra.sh" "$work/text" "$work/out")"
echo "  rawi-v2-int8: $(python3 "$work/timed.py" "$letters" "$venv/bin/python" "$here/peers.py" rawi-v2-int8 "$work/text" "$work/out")"
