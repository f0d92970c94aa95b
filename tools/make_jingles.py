#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""make_jingles.py DIR: synthesizes the jingles of samples/ from nothing but sines. The files in the repository were made with it:

    python3 tools/make_jingles.py /tmp/j && for f in /tmp/j/*.wav; do sox "$f" -C 4 samples/jingles/$(basename "$f" .wav).ogg; done
"""
from __future__ import annotations

import array
import math
import sys
import wave

RATE = 44100
# Hijaz on D: the scale that says where the news comes from.
D, EB, FS, G, A, BB, C, D2 = (293.66, 311.13, 369.99, 392.0, 440.0, 466.16, 523.25, 587.33)


def tone(frequency: float, seconds: float, attack: float = 0.01, decay: float = 3.0, partials: int = 5) -> list[float]:
    """A plucked sound: a few partials that die the faster the higher they are."""
    out = []
    for n in range(int(seconds * RATE)):
        t = n / RATE
        rise = min(1.0, t / attack)
        out.append(rise * sum(math.sin(2 * math.pi * frequency * k * t) / k * math.exp(-t * decay * (0.6 + 0.4 * k))
                              for k in range(1, partials + 1)))
    return out


def put(track: list[float], sound: list[float], at: float, gain: float) -> None:
    start = int(at * RATE)
    track.extend([0.0] * (start + len(sound) - len(track)))
    for i, value in enumerate(sound):
        track[start + i] += value * gain


def fade(track: list[float], seconds: float) -> list[float]:
    n = min(len(track), int(seconds * RATE))
    for i in range(n):
        track[len(track) - 1 - i] *= i / n
    return track


def opening() -> list[float]:
    track: list[float] = []
    for i, f in enumerate((D, A, BB, A, D2)):
        put(track, tone(f, 1.6), 0.28 * i, 0.30)
        put(track, tone(f / 2, 1.6, decay=2.0), 0.28 * i, 0.18)
    for f in (D / 2, D, FS, A, D2):
        put(track, tone(f, 2.4, decay=1.6), 1.55, 0.16)
    return fade(track, 0.8)


def closing() -> list[float]:
    track: list[float] = []
    for i, f in enumerate((D2, C, BB, A)):
        put(track, tone(f, 1.2), 0.25 * i, 0.28)
    for f in (D / 2, D, A):
        put(track, tone(f, 2.4, decay=1.5), 1.05, 0.22)
    return fade(track, 1.0)


def sting() -> list[float]:
    track: list[float] = []
    put(track, tone(A, 0.7, decay=5), 0.0, 0.35)
    put(track, tone(D2, 1.0, decay=4), 0.14, 0.35)
    return fade(track, 0.4)


def bed() -> list[float]:
    """Eight seconds that can be repeated: a pulse on D and A and a line above it."""
    seconds, track = 8.0, [0.0] * int(8.0 * RATE)
    line = (D, D, EB, D, FS, EB, D, D, G, FS, EB, FS, EB, D, C / 2, D)
    for i, f in enumerate(line):
        for gain, pitch in ((0.16, f), (0.12, (D if i % 4 < 2 else A) / 2)):
            start = int(i * 0.5 * RATE)
            for k, value in enumerate(tone(pitch, 0.9, attack=0.03, decay=4, partials=3)):
                track[(start + k) % len(track)] += value * gain
    assert len(track) == int(seconds * RATE)
    return track


def write(path: str, track: list[float]) -> None:
    peak = max(abs(v) for v in track)
    samples = array.array("h", (int(v / peak * 0.7 * 32767) for v in track))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(path, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())


def main() -> None:
    for name, make in (("opening", opening), ("closing", closing), ("sting", sting), ("bed", bed)):
        write(f"{sys.argv[1]}/{name}.wav", make())


if __name__ == "__main__":
    main()
