#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# numbers.sh BUILD [SHARED]: normalization_dev.tsv, the peers' number cases, and the speed of intake and normalize on bare news
# (one core; 5 MB/s are wanted). SHARED: the directory with eval/ and data/ (default ../shared).
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
shared=${2:-$here/../../shared}
[ -d "$shared/eval" ] || { echo "numbers.sh: no $shared/eval: left out"; exit 0; }
export NASHRA_DATA="$build/data"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cases="$shared/eval/normalization_dev.tsv"
tail -n +2 "$cases" | cut -f3 | "$build/nashra" text --no-model --form=words --lines - >"$work/words"
python3 "$shared/eval/score_normalization.py" "$cases" "$work/words" 20 | tail -n 21
python3 "$here/numbers.py" --shared "$shared" --nashra "$build/nashra" | tail -n 1
xzcat "$shared/data/text/news_raw.txt.xz" | head -c 20000000 >"$work/news"
cat >"$work/time.py" <<'PY'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "text", "--no-model", "--after=normalize", "--form=words", "--lines", sys.argv[2]], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("intake, normalize and printing: %.1f MB/s of processor time" % (20 / (used.ru_utime + used.ru_stime)))
PY
python3 "$work/time.py" "$build/nashra" "$work/news"
