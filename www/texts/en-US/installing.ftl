### An installation: its stages, and what went wrong.

## Installing

installing-heading = Installing MicroPython
installing-other = Installing { $name }
installing-bar = Progress of the installation
installing-warning = Leave the cable in and this tab open. A blue light that flickers is normal.
installing-no-harm = If it is cut off now, that does no harm: you can simply install again.
installing-stage-connect = Getting the board ready
installing-stage-erase = Erasing
installing-stage-read = Reading
installing-stage-write = Writing
installing-stage-verify = Checking
installing-stage-restart = Starting Python
installing-stage-done = done
installing-stage-now = now
installing-connect-about = Calling the board. It may take a few tries.
installing-erase-about = Usually a few seconds, and about 10 if everything is erased. The bar is an estimate.
installing-write-about = { $done } of { $all }
installing-write-remaining = { $done } of { $all }, about { $time } left
installing-verify-about = Comparing what is on the board with the file.
installing-restart-about = The first start takes a little longer.
installing-elapsed = { $time } so far
installing-percent = { $stage }, { NUMBER($percent) } percent
installing-log = Log
installing-log-empty = Nothing yet.
installed-checked = MicroPython is installed and checked.
installed-other-checked = { $name } is installed and checked. It may have no Python prompt.
installed-other-unchecked = { $name } is installed. It could not be checked this time; if anything looks odd, install again. It may have no Python prompt.
installed-unchecked = MicroPython is installed. It could not be checked this time; if anything looks odd, install again.
