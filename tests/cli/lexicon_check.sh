# Unknown names, the most frequent first, as lines that can be put right and added to the list.
printf 'قال الوزير إن غالاغر وصل. وأضاف كرونفالد أن غالاغر عاد. ورد وغالاغر على الوزير.\n' >story.txt
nashra check --no-model --suggest story.txt
