# The default voice is listed, and an unknown one refused by name.
nashra voices | grep -c '^ar	ar$'
nashra speak "$NASHRA_ROOT/samples/news.txt" --voice=nobody -o a.wav
echo $?
nashra speak "$NASHRA_ROOT/samples/stories/03-weather.txt" --voice=ar+f2 --rate=1.5 --pitch=120% -o a.wav
echo $?
nashra speak "$NASHRA_ROOT/samples/stories/03-weather.txt" -o b.wav
[ "$(wc -c <a.wav)" -lt "$(wc -c <b.wav)" ] && echo faster
