# Every mistake of a list is named with its place; a list with a mistake is refused by the commands that read.
export XDG_CONFIG_HOME=config
printf 'بلينكن بْلِينْكِن\nقسد\tقوات\nقسد\t[[kasad\nقسد\tقاسد\n# fine\nغزة\tغزة\n\tشيء\n' >bad.tsv
nashra lexicon check bad.tsv
echo "check: $?"
echo 'نص' | nashra text --lexicon bad.tsv -
echo "text: $?"
nashra lexicon --lexicon bad.tsv list
echo "list: $?"
printf '<lexicon>\n<lexeme><grapheme>قسد</grapheme>\n</lexeme></lexicon>' >bad.pls
nashra lexicon check bad.pls
echo "pls: $?"
nashra lexicon check missing.tsv
echo "missing: $?"
nashra lexicon add 'كلمة' 'كلمة'
echo "add: $?"
nashra lexicon remove 'كلمة'
echo "remove: $?"
nashra lexicon fly
echo "fly: $?"
nashra lexicon add 'كلمة'
echo "too few: $?"
