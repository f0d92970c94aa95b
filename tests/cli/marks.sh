# Sentence and word times in three formats: in order, within the sound, spans into the input, a number one word.
printf 'عنوان الخبر\n\nقال الوزير إن 2023 كان عاماً صعباً. وصل 12 ألف زائر.\n' >a.txt
nashra speak a.txt -o a.wav --marks a.json
nashra speak a.txt -o a.flac --marks=vtt
nashra speak a.txt -o a.mp3 --marks=.srt
nashra speak a.txt -o b.wav --marks - >b.json
cmp a.json b.json
sed -n 1p a.vtt
sed -n 1p a.srt
python3 - <<'END'
import json, re, wave
source = open("a.txt", "rb").read()
marks = [json.loads(line) for line in open("a.json", encoding="utf-8")]
with wave.open("a.wav") as sound:
    length = sound.getnframes() * 1000 / sound.getframerate()
times = [mark["time"] for mark in marks]
print(list(marks[0]), times == sorted(times), 0 <= times[0] and times[-1] < length)
print([mark["value"] for mark in marks if mark["type"] == "sentence"])
print(all(source[mark["start"]:mark["end"]].decode() == mark["value"] for mark in marks if mark["type"] == "word"))
print([mark["value"] for mark in marks if mark["type"] == "word"].count("2023"))
def clock(text):
    hours, minutes, seconds = text.replace(",", ".").split(":")
    return (int(hours) * 60 + int(minutes)) * 60 + float(seconds)
for name in ("a.vtt", "a.srt"):
    text = open(name, encoding="utf-8").read()
    cues = [(clock(a), clock(b)) for a, b in re.findall(r"(\S+) --> (\S+)", text)]
    shown = re.sub(r"<[^>]*>|^.*-->.*$|^\d+$|WEBVTT", "", text, flags=re.M).split()
    print(len(cues), all(a < b for a, b in cues), all(b <= c for (_, b), (c, _) in zip(cues, cues[1:])), cues[-1][1] * 1000 <= length + 60,
          " ".join(shown) == " ".join(source.decode().split()))
END
