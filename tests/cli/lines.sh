# Lines share no context: what one line says of عمان is nothing to the next; paragraphs of one article do share it.
printf 'التقى الوزير الأردني نظيره في عمان\nسافر إلى عمان\n' >a.txt
nashra text --form=vocalized --lines a.txt | tail -n 1
printf 'سافر إلى عمان\n' | nashra text --form=vocalized --lines -
nashra text --form=vocalized a.txt | tail -n 1
