### What there is to say about the prompt, in one line.

remark-close = Close
pasted-held = A program is running. What you pasted would go into it.
pasted-held-send = Paste it into the program
letters-dropped = The prompt takes no letters such as ü or é from the keyboard. Copy them, and paste them here.
save-cut = { $name } was being saved when the board was lost. Save it again, to be sure that it is there.
save-cut-again = Save it again
speed-other = What the board says can’t be read at { $baud } baud. Its program may speak at another speed:
speed-chosen = You listen to the board at { $baud } baud. Other speeds:
keys-wait = What you type waits, and goes to the board when that is done.
restarts-again = The board restarts by itself, again and again. Often its power is too weak: use another USB socket or cable, and take off what is wired to it.
fault-no-files = Python runs, but it has no place for files. Open *More*, press *Reinstall* and choose to erase everything.
fault-memory = The board ran out of memory and starts again. Make the program shorter, or save it on the board and import it.
firmware-other = This is { $name }, not MicroPython. *Reinstall* in *More* puts MicroPython in its place.
