### The texts of index.html itself, which are there before the program, and without it. They have no values.

document-title = Boardwalk
document-description = Put MicroPython on an ESP8266 from this page, and open its prompt.
document-without-scripts = It needs JavaScript, which is switched off here.

## Until the program is there

document-late = Boardwalk has not started yet.
document-late-online = If nothing more comes, look whether this computer is online, and load the page again.
document-late-frame = Inside another page it may not start.
document-late-tab = Open it in a tab of its own

## The program can't be loaded, or has stopped

stopped = This page has stopped.
stopped-online = Look whether this computer is online.
stopped-again = Load the page again
stopped-no-harm = If Python was just being put on a board, install it again. Stopping did the board no harm.
