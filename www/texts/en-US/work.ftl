### Jobs at the prompt, as far as they are said without the workbench. The rest is in the folder `workbench`.

work-name = What the board is doing for you
work-close = Close
work-reading = Reading { $name }
work-run-begun = Getting Python ready for { $name }
work-save-begun = Saving { $name }: getting Python ready
work-cancelled-run = { $name } was not run, as you wished.
work-cancelled = That was cancelled. Nothing on the board has changed.

## The workbench could not be loaded

unloaded-run = { $name } did not run to its end.
unloaded-save = { $name } was not saved.
unloaded-other = That could not be done.
unloaded-panels = What stands beside the prompt could not be fetched.
unloaded-now = Is this computer still online? Try again. If that does not help, open *More*, press *Disconnect*, then *Connect*. The computer said: { $words }

## A file of the computer that is not taken to the board

file-nothing = That was no file.
file-nothing-now = Drop a file here, or press *Save to the board…*.
file-several = These are { NUMBER($count) } files.
file-several-now = Take one at a time.
file-busy = The board is busy.
file-busy-now = Wait until that is over, or press *Stop*, then take the file again.
file-folder = { $name } is a folder.
file-folder-now = Take a file out of it: one at a time.
file-large = { $name } is too large for a board: { $size }.
file-large-now = Choose a file of less than { $most }.
file-name = No file on a board can be called “{ $name }”.
file-no-name-now = Give it a short name of letters, digits and one dot, then take it again.
file-not-text = { $name } is no program: it is not made of letters.
file-not-text-now = Choose a file with Python in it. Its name usually ends with `.py`.
file-unread = { $name } could not be read.
file-unread-now = Is it still where it was? Choose it again. The browser said: { $words }
