#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# Installs the Debian packages that nashra is built and tested with, those only that are missing. Works as root or with sudo.
set -eu
needed="build-essential:the compiler
pkg-config:finds the libraries
libespeak-ng-dev:the voice
espeak-ng:the voice's data and its own command, the peer in benchmarks
libicu-dev:character sets and Unicode
libsndfile1-dev:audio files
portaudio19-dev:live sound
libxml2-dev:HTML and feeds
libebur128-dev:loudness
libsoxr-dev:resampling
libjansson-dev:JSON
libcurl4-openssl-dev:stories by URL
python3:tests read the audio and JSON that nashra wrote
speech-dispatcher:tests of the screen-reader module
libspeechd-dev:where speech-dispatcher looks for modules"
missing=
for line in $(echo "$needed" | sed 's/:.*//'); do
    dpkg-query -W -f '${Status}' "$line" 2>/dev/null | grep -q 'ok installed' || missing="$missing $line"
done
[ -z "$missing" ] && exit 0
echo "nashra needs these Debian packages:"
for package in $missing; do echo "  $package: $(echo "$needed" | sed -n "s/^$package://p")"; done
if ! command -v apt-get >/dev/null; then
    echo "This is no Debian: install them (or your system's packages of the same libraries) by hand." >&2
    exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Run this as root: apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq || echo "apt-get update failed: trying with the lists that are there" >&2
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
echo "installed:$missing"
