### The board itself: what it is, a copy of it, that copy back, its files erased.

board-title = This board
board-close = Close this board
board-about = Each of these restarts the board: a program that runs on it ends, and its variables are gone.
board-busy = Something runs on the board. Press *Stop* first.

board-info = Chip info
board-info-about = Asks the board what it is. Nothing on it is changed.
board-chip = Chip
board-mac = Address (MAC)
board-crystal = Crystal
board-megahertz = { NUMBER($megahertz) } MHz
board-flash = Memory
board-flash-value = { $size }B ({ $id })
board-flash-unknown = size unknown ({ $id })
board-table = Memory (SFDP)
board-table-none = It does not say.
board-sizes-differ = The two sizes differ: this memory chip may not be what it was sold for.
board-speed = Speed that works
board-baud = { NUMBER($baud) } baud

board-boot-log = What the chip says as it starts

board-copy = Save a copy of this board
board-copy-about = One file with all that is on it: Python, your files, and its Wi-Fi passwords.
board-restore = Restore a copy…
board-restore-about = Puts such a file back. It replaces everything on the board.
board-erase = Erase the files only
board-erase-about = Your files on the board go. Python stays.
board-report = Copy board report
board-report-about = One line on how this board did here, for the people who make this page. There is nothing about you in it.

## Asked before it is done

board-restore-question = Everything on the board is replaced by what is in { $name }: Python, all files, and settings. That can’t be undone.
board-restore-other = By its name, this copy was made of another board.
board-restore-yes = Replace everything
board-erase-question = All files on the board are erased, also those that you have not saved elsewhere. Python stays. That can’t be undone.
board-erase-yes = Erase the files

## While it goes on

board-going-connect = Getting the board ready
board-going-erase = Erasing
board-going-read = Copying this board
board-going-write = Writing the copy
board-going-verify = Checking
board-going-restart = Restarting the board
board-amount = { $done } of { $all } KiB
board-amount-left = { $done } of { $all } KiB, about { $time } left
board-keep-plugged = Leave the board plugged in until this is over.

## What came of it

board-copied = The copy is checked and saved on this computer: { $size }.
board-copied-part = It holds the beginning of the memory, which has { $all } in all. What lies behind is not in it.
board-restored = The copy is on the board, and checked.
board-restored-same = The board held exactly this already. Nothing was written.
board-erased = The files are erased, and Python makes a new place for files as it starts.
board-erased-none = There is no place for files on this board. Nothing was erased.
board-dropped = Cancelled. Nothing on the board was changed.
board-dropped-changed = It was not finished: the board holds a part of it. Do it again.
board-other-size = { $name } is no copy of this board: it has { $size }.
board-other-size-this = A copy of this board has { $size }.
board-other-size-any = A copy of a whole board has 256 KiB, 512 KiB, or 1, 2 or 4 MiB.
board-nothing-changed = Nothing on the board was changed.
board-unreadable = { $name } could not be read. Choose it again.
board-report-copied = The report is copied. Paste it where you want to send it.
board-report-by-hand = The browser did not copy it. Mark this line and copy it:
