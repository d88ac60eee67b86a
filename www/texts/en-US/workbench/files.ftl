### The board's files.

files-title = On the board
files-close = Close the files
files-free = { $free } free of { $total }
files-look-again = Look again
files-upload = Upload…
files-new-file = New program
files-new-folder = New folder
files-download-all = Download all
files-download-all-about = in one zip file
files-drop-here = You can also drop files here.

files-runs-at-start = runs at start
files-folder = folder
files-none = There are no files on the board yet.
files-folder-empty = There is nothing in this folder.
files-looking = Looking
files-not-known = Nobody has looked yet.

## For a file or a folder

files-open = Open
files-open-of = Open { $name }
files-download = Download
files-download-of = Download { $name }
files-rename = Rename
files-rename-of = Rename { $name }
files-delete = Delete
files-delete-of = Delete { $name }
files-upload-into = Upload into { $name }…
files-new-folder-in = New folder in { $name }

files-delete-asks = Delete { $name }?
files-delete-folder-asks = Delete the folder { $name }?
files-keep = Keep
files-rename-asks = New name of { $name }
files-folder-asks = Name of the new folder
files-folder-in-asks = Name of the new folder in { $name }
files-folder-make = Make folder
files-large = { $name } has { $size }. It takes a while to come, and the editor may be slow with it.
files-open-all-the-same = Open it all the same

## Files that a person picked

files-replaced = { $names } will be replaced: the board has a file of this name. The old one stays until the new one is there and checked.
files-replaced-more =
    { $count ->
        [one] { $count } file will be replaced: { $names }. The old one stays until the new one is there and checked.
       *[other] { $count } files will be replaced: { $names }. Each old one stays until its new one is there and checked.
    }
files-refused = { $name } can’t be uploaded: { $why }
files-refused-folder = it is a folder. Choose the files in it.
files-refused-there = on the board this is the name of a folder.
files-refused-twice = another one has the same name.
files-no-room = These files take { $needed }, and { $free } are free on the board. Nothing was sent. Choose fewer, or delete some on the board first.
files-upload-none = None of these files can be uploaded.
files-upload-go =
    { $count ->
        [one] Upload { $count } file
       *[other] Upload { $count } files
    }

files-name-unfit = This can’t be the name of a file. Use letters, digits, one dot and _, as in blink.py.
files-name-long = This name is too long. A name has at most 255 bytes.
files-name-reserved = Names that end so are taken for files that are being saved. Choose another one.
files-name-taken = There is something else of this name. Choose another name.

## While it lasts

files-uploading = { NUMBER($at) } of { NUMBER($all) }: uploading { $name }
files-packing = { NUMBER($done) } of { NUMBER($all) } files read
files-stop = Stop
files-stop-uploads = Stop after this file
files-stop-pack = Stop downloading all

## What a person should know

files-busy = The board does something else. Press *Stop*, or wait until it is at its prompt.
files-away = The board is not connected. These were its files.
files-away-unseen = The board is not connected. Its files show here when it is.
files-utf16 = { $name } is text in UTF-16, as some Windows programs save it. MicroPython can’t read that, and the editor leaves it as it is. Download it, save it as UTF-8 and upload it again.
files-one-byte = { $name } is text, but its letters are not in UTF-8. The editor leaves it as it is, so that none of them are lost. Download it, save it as UTF-8 and upload it again.
files-binary = { $name } is not text: a picture, a compiled program or data. The editor leaves it as it is.
files-name-no-text = The name of { $name } has bytes that are no letters, and the editor could not save it under the same name. Rename it first, or download it.
files-not-empty = The folder { $name } is not empty. Delete what is in it first.
files-uploaded =
    { $count ->
        [one] The file is on the board, checked.
       *[other] All { $count } files are on the board, checked.
    }
files-uploaded-some = { NUMBER($done) } of { NUMBER($all) } files are on the board, checked.
files-upload-missing = Not uploaded: { $names }.
files-packed =
    { $count ->
        [one] { $count } file was downloaded as { $name }.
       *[other] { $count } files were downloaded as { $name }.
    }
files-pack-missing = Not in it, because they could not be read: { $names }.
files-pack-empty = There are no files to download.
files-pack-stopped = Nothing was downloaded.
files-pack-failed = The files could not be packed into one. Is this computer still online? Try again, or download them one by one. The browser said: { $words }
files-lost = The board was lost before all files had come over. Connect it, and start again with those that are missing.

## What an unfinished save has left

files-left = An unfinished save of { $name } was found. It had not come whole.
files-left-whole = An unfinished save of { $name } was found. It came whole, and only has to take its place.
files-left-whole-taken = An unfinished save of { $name } was found. It came whole, and only has to take the place of the old file.
files-finish = Finish
files-finish-of = Finish the save of { $name }
files-throw-away = Throw away
files-throw-away-of = Throw away the unfinished save of { $name }
