### A board's files, kept over an installation that would lose them.

keep-name = Your files, while MicroPython is installed

## While it lasts

keep-wanted = Your files can be saved as soon as the board is at its prompt. If a program runs, press *Stop*.
keep-reading = Step 1 of 3: saving the board’s files in this browser. { NUMBER($done) } of { NUMBER($all) } read.
keep-storing = Step 1 of 3: this browser is keeping the files.
keep-installing =
    { $count ->
        [one] Step 2 of 3: installing MicroPython. Your { $count } file is safe in this browser.
       *[other] Step 2 of 3: installing MicroPython. Your { $count } files are safe in this browser.
    }
keep-waiting =
    { $count ->
        [one] Your { $count } file is safe in this browser. When MicroPython is installed and at its prompt, it is put back by itself.
       *[other] Your { $count } files are safe in this browser. When MicroPython is installed and at its prompt, they are put back by themselves.
    }
keep-putting = Step 3 of 3: putting the files back on the board. { NUMBER($done) } of { NUMBER($all) } are there, checked.
keep-stop = Cancel

## What a person decides

keep-remembered =
    { $count ->
        [one] { $count } file of a board is kept in this browser: it was not put back when you were here last.
       *[other] { $count } files of a board are kept in this browser: they were not put back when you were here last.
    }
keep-stopped =
    { $count ->
        [one] Your { $count } file is safe in this browser. It was not put back.
       *[other] Your { $count } files are safe in this browser. Not all of them were put back.
    }
keep-still-there =
    { $count ->
        [one] { $count } file of before is still kept in this browser. Put it back on its board, or save it as a zip, and throw it away here. Then the files of this board can be kept.
       *[other] { $count } files of before are still kept in this browser. Put them back on their board, or save them as a zip, and throw them away here. Then the files of this board can be kept.
    }
keep-missing = Not on the board: { $names }. All your files are still kept in this browser. You can try once more, or save them as a zip.
keep-full = There is not room on the board for all your files. Not there: { $names }. They are still kept in this browser. Save them as a zip.
keep-connect = Connect the board to put them back.
keep-put-back =
    { $count ->
        [one] Put your file back
       *[other] Put your { $count } files back
    }
keep-pack = Save as a zip
keep-unpacked = The zip could not be made. The browser said: { $words }
keep-forget = Throw away…
keep-forget-asks =
    { $count ->
        [one] Throw { $count } file away? This browser may have the only copy.
       *[other] Throw { $count } files away? This browser may have the only copies.
    }
keep-forget-go = Throw away
keep-forget-not = Keep

## What came of it

keep-back =
    { $count ->
        [0] There were no files to keep. The board has its new MicroPython.
        [one] Your { $count } file is on the board again, checked. Reset the board to start your program.
       *[other] All your { $count } files are on the board again, checked. Reset the board to start your program.
    }
keep-given-up = The board’s files were not kept, and nothing on the board was changed for it.
keep-lost = The board was lost before anything on it was changed. Its files are still on it.
keep-unread = { $name } could not be read from the board. Nothing on the board was changed. Look at it in *Files*, then try again.
keep-unread-all = The board’s files could not be read. Nothing on the board was changed. Try again.
keep-unstored = This browser could not keep the files, so nothing on the board was changed. Save them as a zip, and install then. The browser said: { $words }
