### Jobs at the prompt: programs that are run, files that are put on the board.

## A file of the computer that is not taken to the board

file-nothing = That was no file.
file-nothing-now = Drop a file here, or press *Save to the board…*.
file-several = These are { NUMBER($count) } files.
file-several-now = Take one at a time.
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

## While it lasts

work-run-begun = Getting Python ready for { $name }
work-save-begun = Saving { $name }: getting Python ready
work-running = Running { $name }
work-list-begun = Looking what is on the board
work-read-begun = Reading { $name }
work-write-preparing = Saving { $name }: looking for room
work-write-sending = Saving { $name }
work-write-checking = Checking { $name }
work-write-replacing = Putting { $name } in its place
work-remove-begun = Removing { $name }
work-rename-begun = Renaming { $name }
work-folder-begun = Making the folder { $name }
work-amount = { $done } of { $all }

## When it is over

work-pasted = What you pasted
work-ran = { $name } has ended.
work-ran-stopped = { $name } was stopped.
work-ran-error = { $name } ended with an error.
work-ran-error-now = The terminal says which one, and in which line.
work-ran-memory = { $name } needs more memory than is free.
work-ran-memory-now = Press *Restart Python* and run it again. If that does not help, make the program shorter.
work-listed = The files of the board are listed.
work-read = { $name } was read: { $size }.
work-saved = { $name } is on the board: { $size }, checked.
work-saved-start = { $name } is on the board: { $size }, checked. It runs at each start.
work-removed = { $name } was removed.
work-renamed = { $name } is now called { $to }.
work-folder-made = The folder { $name } is on the board.

## Where it failed: what, and then why and what to do

work-not-run = { $name } did not run to its end.
work-not-listed = The files of the board could not be listed.
work-not-read = { $name } was not read.
work-not-saved = { $name } was not saved.
work-not-removed = { $name } was not removed.
work-not-renamed = { $name } was not renamed.
work-no-folder = The folder { $name } was not made.

work-stuck = { $name } went to the board up to line { $line } and no further. Nothing of it has run.
work-stuck-now = Press *Stop*, and paste it again. If it stops there again, *Reset board* in *More*.

why-taken = There is something else of this name. Choose another name.
why-full = The board is full. Remove a file that you don’t need, for example with `{ $code }`, and try again.
why-no-room = It takes { $needed }, and { $free } are free on the board. Remove a file that you don’t need, for example with `{ $code }`, and try again.
why-folder = On the board this is the name of a folder. Choose another name.
why-not-there = The board has nothing of this name. Perhaps it was removed: look again at what is there.
why-no-such-folder = The board has no such folder. Make it first, or choose another one.
why-name = The board can’t keep a file of this name. Give it a short name of letters, digits and one dot.
why-folder-not-empty = There is still something in this folder. Remove that first.
why-not-allowed = The board does not allow it. Choose another name.
why-read-only = The files of this board can’t be changed. Open *More* and press *Reinstall* to put another MicroPython on it.
why-damaged = The board’s memory for files seems to be damaged. Open *More*, press *Reset board* and try again. If that does not help, press *Reinstall* there and choose to erase everything.
why-no-files = The software on this board keeps no files. Open *More* and press *Reinstall* to put another MicroPython on it.
why-memory = Python’s memory is full. Press *Restart Python*, then try again.
why-said = Python said: { $words }
why-busy = The board does something else and did not let itself be interrupted. Press *Stop*, or *Reset board* in *More*, and try again.
why-silent = The board stopped answering. Open *More*, press *Reset board*, then try again.
why-restarted = The board restarted in the middle of it. Try again. If it happens once more, try another cable or another USB socket.
why-restarted-old = The board restarted in the middle of it. If there was a file of this name before, that one is still there. Try again.
why-different = What came to the board is not what was sent: { $found } in place of { $sent }. If there was a file of this name before, that one is still there. Try again, or try another cable.
why-mixed = A program on the board printed in between. Press *Restart Python*, then try again.
why-sign = In line { NUMBER($line) } is a sign that can’t be seen, and Python takes it for a command. Open the file in an editor, type that line anew, and try again.
why-line = The connection to the board was disturbed. Open *More*, press *Disconnect*, then *Connect*, and try again.
