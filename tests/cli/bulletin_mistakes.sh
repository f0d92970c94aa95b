# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# Mistakes in a rundown and on the command line: told at their place, with the right exit code, and no file.
with="--no-model --no-user-lexicon -o x.wav"
try() {
    printf '%b' "$1" >day.rundown
    nashra bulletin day.rundown $with
    echo "exit $?"
}
try '[bulletin]\ntitle = نشرة\nsumary = 2\n[story]\nfile = a.txt\n'
try '[bulletin]\nfit = 5:00..4:00\n[story]\nfile = a.txt\n'
try '[text]\nopening = الساعة {hour}\n[story]\nfile = a.txt\n'
try '[bulletin]\ntitle = نشرة\n'
try '[story]\nfile = a.txt\n'
nashra bulletin day.rundown
echo "exit $?"
nashra bulletin --watch in day.rundown
echo "exit $?"
nashra bulletin day.rundown -o x.wav --feed=f.xml
echo "exit $?"
nashra article
echo "exit $?"
ls
