#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# run.sh BUILD: every other script of this directory, in order; each is given BUILD and prints its own figures.
set -u
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.." || exit 1
failed=0
for script in bench/*.sh; do
    [ "$script" = bench/run.sh ] && continue
    sh "$script" "$build" || failed=1
done
exit $failed
