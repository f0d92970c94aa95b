# What cannot be written: message, exit code 4, and nothing half-written under any name.
try() { "$@"; echo "$?" >&2; }
cp "$NASHRA_ROOT/samples/news.txt" a.txt
try nashra text a.txt >/dev/full
try nashra speak a.txt -o - >/dev/full
try nashra speak a.txt -o no/such/place.wav
echo old >file
try nashra speak a.txt -o file/out.wav
try nashra speak a.txt -o out.wav --marks no/such/marks.json
(ulimit -f 64; try nashra speak a.txt -o out.wav)
(ulimit -f 64; try nashra speak a.txt -o out.wav --loudness=radio)
(ulimit -f 2; try nashra speak a.txt -o out.mp3 --marks out.json)
echo old >old.flac
(ulimit -f 64; try nashra speak a.txt -o old.flac)
cat old.flac
{ try nashra speak a.txt -o -; } | head -c 1000 | wc -c
i=0
while [ $i -lt 200 ]; do cat a.txt; i=$((i + 1)); done >long.txt   # more than a pipe holds
{ try nashra text long.txt --form=json; } | head -c 10 | wc -c
rm long.txt
ls -A
