# The editor's way: a wrong name is put right, heard at once, listed, exported, imported, taken out. Remarks in the file stay.
set -e
export HOME="$PWD" XDG_CONFIG_HOME="$PWD/config"
say() { printf '%s\n' "$1" | nashra text --no-model --lines --form=vocalized --after=lexicon -; }
nashra lexicon list
say 'قمرون'
nashra lexicon add 'قمرون' 'قِمْرِوْن'
say 'والقمرونيين'
printf '# a remark\nقسد\tقوات سوريا\tan editor wrote this\n' >>config/nashra/lexicon.tsv
nashra lexicon add 'قمرون' 'قَمْرُون'
nashra lexicon add 'يونيفيل' '[[junifi:l]]'
nashra lexicon add 'يو إن' '"UN"'
nashra lexicon add 'سي إن إن' '{en} CNN'
echo "-- the file"
cat config/nashra/lexicon.tsv
echo "-- list"
nashra lexicon list 'إن'
echo "-- export"
nashra lexicon export >all.pls
cat all.pls
echo "-- import"
: >other.tsv
nashra lexicon --lexicon other.tsv import all.pls
nashra lexicon --lexicon other.tsv compile
nashra lexicon remove 'قمرون' 'قسد'
echo "-- after remove"
cat config/nashra/lexicon.tsv
echo "-- find"
nashra lexicon find 'وبلينكن' | cut -f 2,3
nashra lexicon check && echo "nothing wrong"
