### What went wrong in a job of the boot loader, whoever asked for it.

fail-try-again = Try it again. Nothing is broken, and trying again does no harm.
fail-slower = If it fails again, open *Options*, set *Speed* to 115200 baud, and try once more.
fail-cable = Then try another cable or another USB socket, straight on the computer.
fail-nothing-changed = Nothing on the board was changed.

fail-silent = The board does not answer.
fail-noise = The board talks, but does not get ready.
fail-loader-buttons = Hold the button *FLASH* (or *BOOT*), press *RST* (or *EN*) once, let go of *FLASH*, and try again.
fail-loader-d1 = A D1 mini has no such button: connect the pins *D3* and *G* with a wire, press *RST*, take the wire off, and try again.
fail-loader-wires = Take off everything that is wired to *D3*, *D4*, *D8*, *TX* or *RX*.
fail-other-chip = This board is an { $chip }, not an ESP8266.
fail-unknown-chip = This board is not an ESP8266.
fail-other-chip-now = This page is for ESP8266 boards, such as NodeMCU, D1 mini and Feather HUZZAH. Nothing on the board was changed.
fail-no-flash = The memory chip of this board does not answer.
fail-no-flash-now = Unplug the board, take off everything that is wired to it, plug it in, and install again.
fail-no-flash-broken = If that does not help, the board is probably broken. Try another one.
fail-unknown-size = We don’t know the memory chip of this board ({ $id }).
fail-unknown-size-other = So nobody knows where it ends. Nothing on the board was changed.
fail-unknown-size-now = Open *Options* and choose the *Flash size*: 4 MB for most NodeMCU and D1 mini boards. Then install again.
fail-too-large = This firmware is too large for this board.
fail-too-large-now = It has { $image }, and the board’s memory { $flash }. Choose firmware for boards with { $flash }.
fail-no-room = This firmware could not save any file on this board.
fail-no-room-now = It needs { $least } of memory or more, and would find { $flash } here. Choose the firmware for { $flash }. If you chose a *Flash size* in *Options*, set it to Detected.
fail-other-copy = This is for a board with another amount of memory.
fail-stub = The board stopped answering while it got ready.
fail-command = The board stopped answering.
fail-refused = The board refused a step.
fail-refused-now = If this happens every time, its memory chip may be worn out. Try another board.
fail-mismatch = What is on the board is not what was sent.
fail-read-damaged = What came back from the board was damaged on the way.
fail-line = The connection to the board could not be set up.
fail-line-now = Unplug the board, count to three, plug it in, and press *Connect*.

port-failed-said = The computer said: { $words }
