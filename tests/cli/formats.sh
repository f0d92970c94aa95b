# Every format by its ending: the file is of that kind, has the tags, and lasts as long as the WAV.
printf "معرض الكتاب يفتح\\n\\nيفتح المعرض أبوابه الخميس المقبل، ويستمر حتى نهاية الشهر.\\n" >a.txt
nashra speak a.txt -o a.wav --artist 'إذاعة نشرة'
for format in rf64 aiff flac ogg opus mp3; do
    nashra speak a.txt -o "a.$format" --title 'معرض الكتاب' --artist 'إذاعة نشرة' || exit 1
done
nashra speak a.txt -o b.bin --container=flac
nashra speak a.txt -o - >stream.wav
python3 - <<'END'
import os, wave
kinds = {"wav": b"RIFF", "rf64": b"RF64", "aiff": b"FORM", "flac": b"fLaC", "ogg": b"OggS", "opus": b"OggS", "mp3": b"ID3"}
for kind, magic in kinds.items():
    data = open("a." + kind, "rb").read()
    title = "معرض الكتاب يفتح" if kind == "wav" else "معرض الكتاب"
    print(kind, data.startswith(magic), title.encode() in data, "إذاعة نشرة".encode() in data)
print(open("b.bin", "rb").read(4), open("a.opus", "rb").read(200).find(b"OpusHead") > 0)
with wave.open("a.wav") as sound:
    frames = sound.getnframes()
    print(sound.getframerate(), sound.getnchannels(), sound.getsampwidth(), 3 < frames / 22050 < 20)
    stream = open("stream.wav", "rb").read()
    print(stream[:4], stream[44:] == sound.readframes(frames))
END
ls -A
