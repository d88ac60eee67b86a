### The program that a person writes, and its editor.

panel-close = Close
panel-cancel = Cancel

editor-label = Your program
editor-hint = Esc, then Tab leaves the program. F5 runs it.
editor-loading = Fetching the editor
editor-failed = The editor could not be fetched. Is this computer still online? Close the program and open it again. The browser said: { $words }

program-changed = not on the board yet
program-new = New
program-close = Close the program
program-divider = Height of the program: arrow keys change it
program-save-as = Save as…
program-save = Save to board
program-name = Name on the board
program-name-about = main.py runs each time the board starts.
program-not-kept = This browser keeps no texts, or has no room for more. Save your program to the board before you leave the page.
program-other-tab = A program is open in another tab of this page, too. The one that is changed last is kept.
program-bad-name = No file can have this name. Use letters, digits and _, as in blink.py.
program-link-waits = The page’s address brings a program. Yours is not on the board yet, so it stays here.
program-link-take = Show the other one instead
program-bad-link = The page’s address brings a program that can’t be read. Ask for the address again, or type it anew.
program-set-aside = Your program before this one is not on the board. It is kept here.
program-take-back = Bring it back
