# Several inputs: one output each, by one process or several; one that fails does not stop the others.
mkdir in
for i in 1 2 3 4 5; do printf 'خبر رقم %d.\n' $i >in/$i.txt; done
nashra speak in/*.txt -o one/ --container=wav || echo failed
nashra speak in/*.txt -o three/ --container=wav --jobs 3 --marks=json || echo failed
# eSpeak NG's voice trembles a little, not always alike: as long within 50 ms.
for i in 1 2 3 4 5; do
    difference=$(($(wc -c <one/$i.wav) - $(wc -c <three/$i.wav)))
    [ ${difference#-} -lt 2205 ] || echo "$i.wav: $difference bytes"
done
ls three
: >in/3.txt
rm -r three
nashra speak in/*.txt in/missing.txt -o three/ --container=wav --jobs=2
echo $?
ls three
printf 'من المدخل.\n' | nashra speak -o one/
ls -A one
