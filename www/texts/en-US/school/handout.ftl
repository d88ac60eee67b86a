### A page to print, with what a class needs to begin.

handout-title = Handout · Boardwalk
handout-heading = Make a handout
handout-lead = One page for everybody: the address of this page, how to begin, and what to try when it does not work.
handout-board = Boards of the class
handout-lesson = Lesson
handout-lesson-first = The first one
handout-firmware = MicroPython
handout-firmware-first = What this page offers first
handout-lines = Your own lines
handout-lines-about = Such as the number of the group, or what to do today. Leave it empty to have lines to write on.
handout-print = Print, or save as PDF

## The sheet

handout-sheet = The handout
sheet-heading = Python on your board
sheet-open = Open this address in *Chrome* or *Edge*, on a computer or a Chromebook:
sheet-code = The address as a QR code
sheet-plug = Plug the board into the computer with a USB cable. If a Chromebook asks to connect it to Linux or Android, ignore that.
sheet-connect = Press *Connect*. A small window opens at the top of the browser.
sheet-choose = Choose the line of your board, then press the button in that window:
sheet-row = The small window: a list of devices, with the line of your board
sheet-row-about = It may be called a little differently: look for CP210x, CH340, USB Serial or UART.
sheet-install = Press *Install MicroPython*, if the page offers it. When you see `>>>`, type `print("Hello")` and press Enter.
sheet-trouble = When it does not work
sheet-cable = *No line for your board?* Try another cable. Many cables only charge, also when a light is on.
sheet-socket = *Still none?* Plug the board straight into the computer, into another socket: not into a hub or a screen.
sheet-busy = *“The computer did not let us use this board”?* Close Thonny, Arduino, and other tabs with this page. Unplug the board, count to three, plug it in.
sheet-no-window = *No small window opens?* The school may have switched it off. Tell your teacher: at the foot of the page is a part *For teachers and IT*.
sheet-no-prompt = *Python does not answer with* `>>>`*?* Press *Stop*. Still not? Press the small button RST or RESET on the board, and wait ten seconds.
sheet-lines = Notes
