### The Python prompt.

terminal-heading = Python prompt
terminal-name = Python terminal
terminal-input = Type Python here
terminal-much = Too much output to read aloud
terminal-leave = To leave the terminal with the keyboard, press *Esc*, then *Tab*; or *Shift* and *Tab*.
terminal-tools = Board
terminal-stop = Stop
terminal-stop-keys = Ctrl-C
terminal-restart = Restart Python
terminal-restart-keys = Ctrl-D
terminal-reset = Reset board
terminal-clear = Clear
terminal-disconnect = Disconnect
terminal-reinstall = Reinstall
terminal-loading = Fetching the terminal
terminal-failed = The terminal could not be fetched.
terminal-failed-now = Is this computer still online? Reload the page. The browser said: { $words }
terminal-dead = The terminal does not show what the board says any more.
terminal-dead-now = The buttons still work. Reload the page, then press *Connect*.
terminal-paste-long = That is too much to paste at once.
terminal-paste-long-now = Nothing of it was sent. Paste a smaller part.
terminal-log = Log of the installation

terminal-ready = Python is ready
terminal-ready-version = MicroPython { $version } is ready
terminal-awaited = Waiting for the prompt
terminal-unknown = Showing what the board says
terminal-missing = No prompt yet
reset-by-hand = This board’s cable can’t restart it: press the button *RST* (or *EN*) on the board once.
terminal-corrupt = The board’s files are damaged

prompt-missing = No prompt has come yet.
prompt-missing-now = Perhaps it is other software than Python. Try these, one after the other:
prompt-missing-enter = Press Enter
prompt-missing-stop = Stop the program (Ctrl-C)
prompt-missing-reset = Reset the board
prompt-missing-reinstall = Still nothing? Press *Reinstall*. If the terminal shows junk again and again, open *Options* there, set *Flash size* to Detected and *Flash mode* to DOUT.
corrupt = Python can’t start: the files on the board are damaged.
corrupt-now = Other software was probably on it before. Erasing everything helps.
corrupt-install = Erase everything and install again
prompt-slow = its files did not come in time.
