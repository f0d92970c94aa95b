# Mistakes on the command line: a message that says what and where to look, exit code 2.
try() { "$@" </dev/null; echo "$?" >&2; }
try nashra 2>&1 >/dev/null | head -n 1
try nashra read
try nashra text --frm=words
try nashra text --form=word
try nashra text --form
try nashra text --lines=yes
try nashra speak --rate=fast
try nashra speak --rate=9 -o x.wav
try nashra text one two
try nashra text --after=lunch
try nashra speak --marks=times.txt
try nashra speak --marks=vtt
try nashra speak one two -o x.wav
try nashra speak one two -o out/ --marks=a.json
try nashra speak one/a.txt two/a.txt -o out/
try nashra speak -o x.doc "$NASHRA_ROOT/samples/news.txt"
