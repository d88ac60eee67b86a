### What an error means, in one line below what Python said of it: up to 75 letters, with names of ten.

mistake-stopped = Not a mistake: you stopped it.

## Names

mistake-name = Python does not know “{ $name }”. Is it spelt right? A restart forgets names.
mistake-name-any = Python does not know a name in this line. Is it spelt right?
mistake-name-early = In this function the name gets its value only later.
mistake-curly = These quotation marks are not Python’s. Type them anew: "text"
mistake-attribute = “{ $owner }” has no “{ $name }”. Is it spelt right?
mistake-attribute-nothing = There is nothing (None) before the dot, so it has no “{ $name }”.
mistake-attribute-any = It has nothing of the name behind the dot. Is it spelt right?
mistake-module = There is no “{ $name }” on this board. Is it spelt right? Is its file there?
mistake-module-any = There is no such module on this board. Is it spelt right?
mistake-import-name = The module is there, but it has no “{ $name }”. Is it spelt right?

## How lines are written

mistake-indent = There are too many spaces before this line.
mistake-unindent = The spaces before this line fit none of the lines above it.
mistake-indentation = The spaces before this line don’t fit the lines above it.
mistake-syntax = Python can’t read this. Is a : ) or " missing, here or just above?
mistake-outside-function = “{ $word }” works only in a function: below def, with spaces before it.
mistake-outside-loop = break and continue work only in a loop: below for or while.
mistake-assign = On the left of = there must be a name. Use == to compare.
mistake-number-syntax = Python can’t read this number. A name can’t begin with a digit.
mistake-argument-twice = Something is given twice between the ( ).

## Calling

mistake-arguments = It takes { NUMBER($wanted) } between its ( ) and got { NUMBER($given) }. In a class, self counts too.
mistake-arguments-any = What is between the ( ) does not fit: too much, too little or another kind.
mistake-missing = Something is missing between the ( ).
mistake-extra = There is more between the ( ) than it takes.
mistake-keyword = It does not take “{ $name }” between its ( ). Is it spelt right?
mistake-callable = ( ) stand behind something that is no function. Is a name used twice?

## Kinds

mistake-types = { $one } and { $other } don’t go together. Make them one kind: str(…), int(…).
mistake-convert = This is { $from }, and { $to } is needed here.
mistake-type-any = This is of a kind that is not possible here.
mistake-iterable = This is a single thing, and a list or a text is needed here.
mistake-subscript = [ ] stand behind something that has no parts.
mistake-indices = Between the [ ] there must be a whole number.
mistake-item = This can’t be changed in part. Make a new one.
mistake-format = The text has more places to fill than there are values.

## Values

mistake-number = “{ $words }” is no number. Only digits can become one.
mistake-number-empty = There is no number in an empty text.
mistake-number-any = This text is no number. Only digits can become one.
mistake-pin = There is no such pin. Pins go from 0 to 16, and D4 on the board is 2.
mistake-unpack = There are not as many values as names on the left of =.
mistake-not-in = What is looked for is not in there.
mistake-zero = Nothing can be divided by 0.
mistake-index = It has fewer parts than that. The first one has the number 0.
mistake-index-empty = It is empty: there is nothing to take out.
mistake-key = There is no “{ $name }” in it.
mistake-recursion = A function calls itself and never comes to an end.
mistake-schedule = Timers or pins call more often than the program can keep up with.
mistake-assert = What the program took for true is not true here.
mistake-unicode = These bytes are no text.
mistake-not-made = This MicroPython can’t do that.

## The board

mistake-memory = The memory is full. Restart Python, or make the program shorter.
mistake-heap-locked = In a timer’s or a pin’s function nothing new can be made.
mistake-os-not-there = There is no file or folder of this name on the board.
mistake-os-io = No answer came from it. Are all wires where they should be?
mistake-os-again = Nothing has come yet. Try again a little later.
mistake-os-access = That is not allowed. A folder must be empty before it can go.
mistake-os-busy = Something else is using it. Restart Python, then try again.
mistake-os-exists = There is something of this name already.
mistake-os-no-device = Nothing answers. Check the wires; for files: this board keeps none.
mistake-os-no-folder = A part of this path is a file and no folder.
mistake-os-folder = This is a folder and no file.
mistake-os-invalid = A value or a name is not possible here.
mistake-os-full = The board is full. Remove a file that you don’t need.
mistake-os-read-only = This can only be read, not changed.
mistake-os-not-empty = There is still something in this folder.
mistake-os-host-name = This address was not found. Is the board on the Wi-Fi?
mistake-os-closed = The connection is closed, or was never open.
mistake-os-address-used = The port is still in use. Restart Python, or wait a minute.
mistake-os-cut = The other side has ended the connection.
mistake-os-late = It took too long, and no answer came. Are Wi-Fi and wires all right?
mistake-os-refused = The other side is there, but does not take this connection.
mistake-os-unreachable = There is no way to this address. Is the board on the Wi-Fi?
