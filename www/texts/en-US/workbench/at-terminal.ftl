### What helps at the terminal.

line-link = Show this line in the program

find-label = Find in the text
find-next = Next, further down
find-previous = Previous, further up
find-none = not there
find-place = { $at } of { $all }

keys-label = Keys
keys-up = Up
keys-down = Down
keys-left = Left
keys-right = Right
