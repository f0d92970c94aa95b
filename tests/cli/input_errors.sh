# What cannot be read: a message with the file's name, exit code 3; nothing is written.
try() { "$@"; echo "$?" >&2; }
mkdir directory
try nashra text missing.txt
try nashra text directory
try nashra speak missing.txt -o out.wav
: >empty.txt
try nashra speak empty.txt -o out.wav
mkdir nodata
printf 'قال\n' >a.txt
NASHRA_DATA=nodata try nashra text a.txt
ls
