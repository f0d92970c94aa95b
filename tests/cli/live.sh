# Live sound at the pace of a listener (a pipe behind ALSA's file plug-in, read slowly): it begins long before all is spoken, and Ctrl-C
# ends it at once.
mkfifo sound
cat >"$HOME/.asoundrc" <<END
pcm.!default { type file; slave.pcm "null"; file "$PWD/sound"; format "raw" }
pcm.null { type null }
END
trap 'rm -f "$HOME/.asoundrc"' EXIT
python3 - "$NASHRA_ROOT/samples/news.txt" <<'END'
import os, signal, subprocess, sys, time
process = subprocess.Popen(["nashra", "speak", sys.argv[1]])
sound = os.open("sound", os.O_RDONLY)
heard = b""
while len(heard) < 44100 and (block := os.read(sound, 4410)):
    heard += block
    time.sleep(0.1)
print(len(heard) >= 44100, any(heard), process.poll())
process.send_signal(signal.SIGINT)
begin = time.time()
rest = 0
while block := os.read(sound, 65536):
    rest += len(block)
print(process.wait() == -signal.SIGINT, time.time() - begin < 2, rest < 44100 * 5)
END
