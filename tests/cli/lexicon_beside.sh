# A list beside the article is found by itself; it wins over the user's own, and a mistake in it is told by check, not fatal.
export HOME="$PWD" XDG_CONFIG_HOME="$PWD/config"
mkdir news
printf 'وصل قمرون\n' >news/story.txt
printf 'قمرون\tقَمَرَوْن\n' >news/nashra-lexicon.tsv
nashra text --no-model --form=vocalized --after=lexicon news/story.txt
printf 'قمرون\tقِمْرُون\n' >news/story.lexicon.tsv
nashra text --no-model --form=vocalized --after=lexicon news/story.txt
nashra text --no-model --no-user-lexicon --form=vocalized --after=lexicon news/story.txt
printf 'no tab\n' >news/story.lexicon.tsv
nashra check --no-model news/story.txt | grep -c 'story.lexicon.tsv:1:7: no TAB'
