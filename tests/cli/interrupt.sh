# A signal in the middle: ends by that signal within a second, and leaves neither half a sound nor half a marks file.
i=0
while [ $i -lt 40 ]; do cat "$NASHRA_ROOT/samples/news.txt"; i=$((i + 1)); done >long.txt
python3 - <<'END'
import os, signal, subprocess, time
for sign, arguments in ((signal.SIGINT, ["-o", "out.flac", "--marks", "out.json"]), (signal.SIGTERM, ["-o", "out.wav", "--loudness=radio"]),
                        (signal.SIGINT, ["-o", "out/", "--jobs=2", "again.txt"])):
    if "again.txt" in arguments:
        os.symlink("long.txt", "again.txt")
    process = subprocess.Popen(["nashra", "speak", "long.txt", *arguments])
    deadline = time.time() + 20
    while not any(".nashra-" in name for _, _, names in os.walk(".") for name in names) and time.time() < deadline and process.poll() is None:
        time.sleep(0.02)
    time.sleep(0.2)
    process.send_signal(sign)
    begin = time.time()
    code = process.wait(30)
    print(code == -sign, time.time() - begin < 3, sorted(os.listdir(".")))
END
find . -type f
