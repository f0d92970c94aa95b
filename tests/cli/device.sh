# Live sound, without hardware: ALSA's file plug-in holds what was played. Without a device: exit code 5. Ctrl-C stops at once.
export ASAN_OPTIONS=detect_leaks=0 # what ALSA plug-ins leave behind, once PortAudio has unloaded them
cat >"$HOME/.asoundrc" <<END
pcm.!default { type file; slave.pcm "null"; file "$PWD/played.raw"; format "raw" }
pcm.null { type null }
END
trap 'rm -f "$HOME/.asoundrc"' EXIT
nashra speak "$NASHRA_ROOT/samples/stories/03-weather.txt" -o a.wav
nashra speak "$NASHRA_ROOT/samples/stories/03-weather.txt"
echo $?
nashra speak "$NASHRA_ROOT/samples/stories/03-weather.txt" --device=default
echo $?
python3 - <<'END'
import wave
played = open("played.raw", "rb").read()
with wave.open("a.wav") as sound:
    samples = sound.readframes(sound.getnframes())
print(samples in played or samples == played[:len(samples)])
END
nashra speak "$NASHRA_ROOT/samples/news.txt" --device='no such thing'
echo $?
rm "$HOME/.asoundrc"
if [ -e /proc/asound/cards ] && ! grep -q 'no soundcards' /proc/asound/cards; then # here is a card: not to be heard by a test
    tail -n 1 "$NASHRA_ROOT/tests/cli/device.err" >&2
    echo 5
    exit
fi
nashra speak "$NASHRA_ROOT/samples/news.txt"
echo $?
