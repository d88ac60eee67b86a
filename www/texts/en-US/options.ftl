### The options of an installation.

options-heading = Options
options-about = The usual choice is right for nearly every board.
options-mode = Flash mode
options-mode-keep = Keep
options-mode-hint = If the board shows only junk after installing, try DOUT.
options-size = Flash size
options-size-detected = Detected
options-size-keep = Keep
options-frequency = Flash frequency
options-frequency-keep = Keep
options-frequency-value = { NUMBER($megahertz) } MHz
options-speed = Speed
options-speed-automatic = Automatic
options-speed-value = { NUMBER($baud) } baud
options-erase = Before installing
options-erase-clean = Start clean
options-erase-keep = Keep my programs
options-erase-everything = Erase everything (slower)
options-erase-hint = A clean start forgets programs and Wi-Fi settings. Erasing everything also wipes what other firmware left.
options-board = This board
options-board-about = What it is, a copy of it, its files erased.
