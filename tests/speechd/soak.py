#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""soak.py SD_NASHRA [COUNT]: COUNT utterances (default 10000) of every kind through one module; its memory must not grow."""
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import module as server  # noqa: E402

MOST_GROWTH_KIB = 1 << 30 if os.environ.get("NASHRA_SANITIZED") else 1024  # a sanitizer keeps what was freed
WORDS = "أعلنت الوزارة خطة جديدة وصل الوفد إلى العاصمة صباح اليوم 25% من 1,200 دولار «نعم» Google في 12/5/2024 الساعة 10:30 لأن".split()


def utterance(chance: random.Random, i: int) -> tuple[str, str]:
    words = chance.choices(WORDS, k=chance.randint(1, 14))
    if i % 10 == 3:
        return "CHAR", chance.choice("ابتثجحخد1؟!A")
    if i % 10 == 6:
        return "KEY", chance.choice(["a", "control_alt_delete", "F5", "space"])
    if i % 10 == 9:
        return "SPEAK", "<speak>" + " ".join(f'<mark name="{n}:{n}"/>{word}' for n, word in enumerate(words)) + "</speak>"
    return "SPEAK", "<speak>" + " ".join(words) + '. <mark name="__spd_0"/>' + words[0] + "</speak>"


def soak(program: str, count: int) -> str | None:
    """What went wrong, or None. The first fifth is for warming up: voices and tables come in, buffers find their size."""
    module = server.Module(program)
    module.initialize()
    chance = random.Random(9)
    before, warm = 0, max(count // 5, 100)
    for i in range(count):
        if i == warm:
            before = module.memory()
        if i % 50 == 0:
            module.set(language="en" if i % 500 == 450 else "ar", rate=str(chance.randint(0, 100)))
        command, text = utterance(chance, i)
        if i % 7 == 5:
            module.begin(text, command)
            module.send("STOP")
            while (line := module.line()) not in ("702 END", "703 STOP"):
                if line is None:
                    return f"utterance {i}: the module has ended"
        elif (last := module.say(text, command)[2]) != "702 END":
            return f"utterance {i}: ended with {last!r}"
    grown = module.memory() - before
    module.close()
    print(f"{count} utterances: {before} KiB after {warm}, {grown} KiB more at the end")
    return f"memory grew by {grown} KiB" if grown > MOST_GROWTH_KIB else None


if __name__ == "__main__":
    sys.exit(soak(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10000))
