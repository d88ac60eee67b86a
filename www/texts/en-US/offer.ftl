### What was found on the board, and what to do with it.

## Looking

looking-heading = Looking for Python on the board
looking-about = This takes up to three seconds. Nothing on the board is changed.

## What was found, and what to do with it

found-silence = The board says nothing
found-silence-about = It may be running a program that prints nothing, or be new. *Stop it and show the prompt* tells which.
found-noise = The board talks, and it can’t be read
found-noise-about = Its program may speak at another speed: *Just open the terminal* offers some. Or it restarts again and again, or has no program.
found-program = Your board is running a program
found-program-about = That is why it shows no prompt. *Stop it and show the prompt* works for Python; other software has none.
found-prompt = This board has MicroPython already
found-prompt-about = You can install it anew, or another version of it.
found-unknown = Install MicroPython
found-unknown-about = The board is connected.

offer-stop = Stop it and show the prompt
offer-watch = Just watch
offer-terminal = Just open the terminal
offer-back = Back to the prompt
offer-disconnect = Disconnect
offer-install-heading = Put MicroPython on it
offer-fitting = Take { $name }, which fits
offer-without-files = Install it all the same, without files
