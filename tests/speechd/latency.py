#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""latency.py SD_NASHRA [SD_ESPEAK_NG]: from the last byte of a message to the first block of sound, in turns, in one run."""
import os
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import module as server  # noqa: E402

ROUNDS = 25
SENTENCES = [  # ten words each, another one every time, so that nothing is remembered from the last
    "أعلنت وزارة الزراعة أمس عن خطة جديدة لدعم صغار المزارعين",
    "وصل وفد من الأمم المتحدة إلى العاصمة صباح اليوم لبحث",
    "قال رئيس البلدية إن أعمال توسيع الطريق الساحلي تنتهي قريبا",
    "سجلت درجات الحرارة في مدن الجنوب ارتفاعا كبيرا هذا الأسبوع",
    "يعقد مجلس النواب جلسة خاصة يوم الأحد لمناقشة قانون العمل",
]
ESPEAK = "/usr/lib/speech-dispatcher-modules/sd_espeak-ng"
ESPEAK_CONFIGURATION = "/etc/speech-dispatcher/modules/espeak-ng.conf"


def start(program: str, *arguments: str) -> tuple[server.Module, float]:
    begin = server.time.monotonic()
    module = server.Module(program, *arguments)
    module.initialize()
    ready = server.time.monotonic() - begin
    module.send("AUDIO", "audio_output_method=server", ".", "LOGLEVEL", "log_level=0", ".")
    module.expect("207 OK RECEIVING AUDIO SETTINGS", "203 OK AUDIO INITIALIZED", "207 OK RECEIVING LOGLEVEL SETTINGS", "203 OK LOGLEVEL SET")
    return module, ready


def first_sound(module: server.Module, text: str, command: str) -> float:
    module.set(pitch=0, pitch_range=0, rate=0, volume=0, punctuation_mode="none", spelling_mode="off", cap_let_recogn="none",
               voice="male1", language="ar", synthesis_voice="NULL")
    sent = module.begin(text, command)
    first = None
    while True:
        item = module.next()
        if isinstance(item, server.Audio):
            first = first or item.when
        elif item is None or item[:3] in ("702", "703", "704"):
            return (first or float("inf")) - sent


def main() -> int:
    programs = {"sd_nashra": [sys.argv[1]]}
    peer = sys.argv[2] if len(sys.argv) > 2 else ESPEAK
    if os.path.exists(peer):
        programs["sd_espeak-ng"] = [peer, ESPEAK_CONFIGURATION]
    modules = {name: start(*words) for name, words in programs.items()}
    kinds = {"10 words": ("SPEAK", [f"<speak>{s}</speak>" for s in SENTENCES]), "CHAR": ("CHAR", list("بتجحس")),
             "KEY": ("KEY", ["a", "b", "control_c", "return", "f5"])}
    print(f"{'':14}{'ready':>9}" + "".join(f"{kind:>22}" for kind in kinds) + "      (ms: median, worst of " + f"{ROUNDS})")
    times: dict = {name: {kind: [] for kind in kinds} for name in modules}
    for i in range(ROUNDS + 2):  # two to warm up
        for kind, (command, texts) in kinds.items():
            for name, (module, _) in modules.items():
                took = first_sound(module, texts[i % len(texts)], command)
                if i >= 2:
                    times[name][kind].append(took * 1000)
    for name, (module, ready) in modules.items():
        print(f"{name:14}{ready * 1000:9.1f}" + "".join(f"{statistics.median(t):13.1f}{max(t):9.1f}" for t in times[name].values()))
        module.send("QUIT")
        module.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
