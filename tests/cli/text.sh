# nashra text: a file, standard input by - and without a name, every option spelling.
printf 'قَالَ وَزِيرٌ.\n' >a.txt
nashra text a.txt
nashra text - <a.txt
nashra text --form words <a.txt
nashra text --form=vocalized --no-model --no-user-lexicon -- a.txt
printf 'قَالَ\n\nنَعَمْ\n' | nashra text --lines | wc -l
nashra text --form=json a.txt | python3 -c 'import json, sys; d = json.load(sys.stdin); print(len(d["sentences"]), d["sentences"][0]["begin"], d["sentences"][0]["end"])'
