#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""listen.py: a listening check without ears. Needs numpy and eSpeak NG's library.

  tools/listen.py sentences [--nashra build/nashra] [--text FILE] [--svg FILE]
        length, loudness and formants of every class of sounds in sample sentences, as nashra has them spoken; a plot;
        clicks and DC in the sound file. Ends with status 1 when what must differ does not.
  tools/listen.py sounds MNEMONIC...
        compares candidates for one sound between two vowels: length, dip, centre of the spectrum.
"""
import argparse
import ctypes
import os
import subprocess
import sys
import tempfile
import wave

import numpy as np

CLASSES = {
    "short a": ["a"], "short i": ["i"], "short u": ["u"], "dark a": ["a."], "dark i": ["i."], "dark u": ["u."],
    "plosive": ["b", "t", "d", "k", "q", "?"], "emphatic": ["s[", "t[", "dH", "Z"], "fricative": ["T", "D", "s", "z", "S", "f", "X", "Q", "h"],
    "pharyngeal": ["H", "A"], "nasal": ["m", "n"], "lateral": ["l", "L"], "r": ["R", "*"], "glide": ["w", "j"],
}
SAMPLE = """أَعْلَنَ وَزِيرُ الصِّحَّةِ أَنَّ عَدَدَ الْمُصَابِينَ انْخَفَضَ خِلَالَ الْأُسْبُوعِ الْمَاضِي.
وَقَالَ الْمُتَحَدِّثُ بِاسْمِ الْحُكُومَةِ إِنَّ الطَّرِيقَ الدَّوْلِيَّ سَيُفْتَحُ غَدًا أَمَامَ الشَّاحِنَاتِ.
وَصَلَ رَئِيسُ الْوَفْدِ إِلَى الْعَاصِمَةِ ظُهْرًا، وَعَقَدَ اجْتِمَاعًا قَصِيرًا مَعَ نَظِيرِهِ.
"""


class Event(ctypes.Structure):
    class Id(ctypes.Union):
        _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]

    _fields_ = [("type", ctypes.c_int), ("uid", ctypes.c_uint), ("position", ctypes.c_int), ("length", ctypes.c_int),
                ("ms", ctypes.c_int), ("sample", ctypes.c_int), ("user", ctypes.c_void_p), ("id", Id)]


class Voice:
    """eSpeak NG's Arabic voice: phonemes in, samples and the place of every phoneme out."""

    def __init__(self):
        self.lib = ctypes.CDLL("libespeak-ng.so.1")
        self.chunks, self.events = [], []
        self.rate = self.lib.espeak_Initialize(1, 0, None, 1)  # synchronous, phoneme events
        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))
        self.callback = callback(self.take)
        self.lib.espeak_SetSynthCallback(self.callback)
        if self.lib.espeak_SetVoiceByName(b"ar") != 0:
            sys.exit("eSpeak NG has no voice 'ar'")

    def take(self, samples, count, events):
        if count > 0:
            self.chunks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        i = 0
        while events[i].type != 0:
            if events[i].type == 7:
                self.events.append((events[i].sample, events[i].id.string.decode("utf8", "replace")))
            i += 1
        return 0

    def say(self, phonemes):
        self.chunks.clear()
        self.events.clear()
        text = " ".join("[[" + p + "]]" for p in phonemes.split()).encode()
        self.lib.espeak_Synth(text, len(text) + 1, 0, 0, 0, 1 | 0x100, None, None)
        self.lib.espeak_Synchronize()
        samples = np.concatenate(self.chunks).astype(float) / 32768 if self.chunks else np.zeros(1)
        ends = [e[0] for e in self.events[1:]] + [len(samples)]
        return [(name, samples[begin:end]) for (begin, name), end in zip(self.events, ends) if end > begin]


def decibels(part):
    return 10 * np.log10(np.mean(part ** 2) + 1e-10)


def formants(part, rate, order=24):
    """F1 and F2 by linear prediction; None for what is too short or silent."""
    if len(part) < 2 * order or decibels(part) < -60:
        return None
    x = np.append(part[0], part[1:] - 0.95 * part[:-1]) * np.hamming(len(part))
    r = np.correlate(x, x, "full")[len(x) - 1:len(x) + order]
    matrix = np.array([[r[abs(i - j)] for j in range(order)] for i in range(order)]) + 1e-9 * r[0] * np.eye(order)
    roots = np.roots(np.concatenate([[1], np.linalg.solve(matrix, -r[1:order + 1])]))
    roots = roots[np.imag(roots) > 0]
    found = sorted(f for f, b in zip(np.angle(roots) * rate / 2 / np.pi, -rate / np.pi * np.log(np.abs(roots))) if f > 150 and b < 500)
    return found[:2] if len(found) >= 2 else None


def centre(part, rate):
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)))) ** 2
    return float((np.fft.rfftfreq(len(part), 1 / rate) * power).sum() / (power.sum() + 1e-12))


def classify(name, is_long):
    for kind, names in CLASSES.items():
        if name in names:
            if kind.split()[0] in ("short", "dark") and is_long:
                return kind.replace("short", "long") if name in "aiu" else kind + " long"
            return kind
    return None


def long_flags(phonemes):
    """For every vowel of a mnemonic string, whether a length sign follows."""
    flags, i = [], 0
    vowels = ("a.", "i.", "u.", "a", "i", "u")
    while i < len(phonemes):
        vowel = next((v for v in vowels if phonemes.startswith(v, i)), None)
        if vowel:
            i += len(vowel)
            flags.append(phonemes.startswith(":", i))
        else:
            i += 1
    return flags


def measure(voice, lines):
    table = {}
    for line in lines:
        for group in line.split(" _: "):
            flags = iter(long_flags(group.replace("_:", "")))
            for name, part in voice.say(group):
                is_long = next(flags, False) if name in ("a", "i", "u", "a.", "i.", "u.") else False
                kind = classify(name, is_long)
                if kind:
                    middle = part[len(part) * 3 // 10:len(part) * 7 // 10]
                    table.setdefault(kind, []).append((len(part) * 1000 / voice.rate, decibels(part), formants(middle, voice.rate)))
    return table


def summary(table):
    out = {}
    for kind, rows in sorted(table.items()):
        tones = [r[2] for r in rows if r[2]]
        out[kind] = (len(rows), np.mean([r[0] for r in rows]), np.mean([r[1] for r in rows]),
                     np.median([t[0] for t in tones]) if tones else 0, np.median([t[1] for t in tones]) if tones else 0)
    return out


def plot(rows, path):
    bars = []
    for i, (kind, (count, ms, level, _, _)) in enumerate(rows.items()):
        y = 20 + 22 * i
        bars.append(f'<text x="4" y="{y + 12}">{kind} ({count})</text><rect x="150" y="{y}" width="{ms:.0f}" height="8" fill="#268"/>'
                    f'<rect x="150" y="{y + 9}" width="{max(0, level + 60) * 4:.0f}" height="6" fill="#a52"/>')
    with open(path, "w", encoding="utf8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{40 + 22 * len(rows)}" font-family="sans-serif" '
                   f'font-size="12"><text x="150" y="12">blue: milliseconds; brown: dB above -60, times 4</text>{"".join(bars)}</svg>\n')


def sound_file(nashra, text):
    """DC and the largest jump between two samples, of the whole file, in parts of full scale."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out.wav")
        subprocess.run([nashra, "speak", "--quiet", "-o", path, "-"], input=text.encode(), check=True)
        with wave.open(path) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float) / 32768
    edges = np.abs(np.diff(samples))
    quiet = np.convolve(np.abs(samples), np.ones(64) / 64, "same")[:-1] < 0.002  # a jump out of silence is a click
    return samples.mean(), edges.max(), edges[quiet].max() if quiet.any() else 0.0


def sentences(options):
    text = open(options.text, encoding="utf8").read() if options.text else SAMPLE
    lines = subprocess.run([options.nashra, "text", "--form=phonemes", "--lines", "-"], input=text.encode(), stdout=subprocess.PIPE,
                           check=True).stdout.decode().split("\n")
    rows = summary(measure(Voice(), [line for line in lines if line]))
    print("class            count     ms     dB     F1     F2")
    for kind, (count, ms, level, f1, f2) in rows.items():
        print(f"{kind:15s} {count:6d} {ms:6.0f} {level:6.1f} {f1:6.0f} {f2:6.0f}")
    dc, jump, click = sound_file(options.nashra, text)
    print(f"DC {dc:+.5f}, largest jump {jump:.3f}, largest out of silence {click:.4f}")
    if options.svg:
        plot(rows, options.svg)
    checks = {
        "long a lasts longer than short a": rows["long a"][1] > 1.5 * rows["short a"][1],
        "long i lasts longer than short i": rows["long i"][1] > 1.5 * rows["short i"][1],
        "dark a is further back than a": rows["dark a"][4] < rows["short a"][4] - 150,
        "no DC": abs(dc) < 0.001,
        "no clicks": click < 0.02,
    }
    for what, good in checks.items():
        print(("ok      " if good else "FAILED  ") + what)
    return 0 if all(checks.values()) else 1


def sounds(options):
    voice = Voice()
    print("sound        ms   dip dB  centre Hz")
    for name in options.mnemonic:
        spoken = voice.say(f"m'a{name}a")
        vowel, part = spoken[1][1], np.concatenate([p for _, p in spoken[2:-1] if len(p)][:1])
        frames = [decibels(part[i:i + 220]) for i in range(0, max(1, len(part) - 220), 110)]
        print(f"{name:8s} {len(part) * 1000 / voice.rate:6.0f} {min(frames) - decibels(vowel):8.1f} {centre(part, voice.rate):10.0f}")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("sentences")
    check.add_argument("--nashra", default="build/nashra")
    check.add_argument("--text")
    check.add_argument("--svg")
    compare = commands.add_parser("sounds")
    compare.add_argument("mnemonic", nargs="+")
    options = parser.parse_args()
    return sentences(options) if options.command == "sentences" else sounds(options)


if __name__ == "__main__":
    sys.exit(main())
