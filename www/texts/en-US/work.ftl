### Jobs at the prompt, as far as they are said without the workbench. The rest is in the folder `workbench`.

work-name = What the board is doing for you
work-close = Close
work-taking = Taking the file
work-cancelled-run = { $name } was not run, as you wished.
work-cancelled = That was cancelled. Nothing on the board has changed.

## The workbench could not be loaded

unloaded-other = That could not be done.
unloaded-panels = What stands beside the prompt could not be fetched.
unloaded-now = Is this computer still online? Try again. If that does not help, open *More*, press *Disconnect*, then *Connect*. The computer said: { $words }

## A file of the computer, while the board does something else

file-busy = The board is busy.
file-busy-now = Wait until that is over, or press *Stop*, then take the file again.
