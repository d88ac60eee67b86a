### Every sentence that people read, screen by screen.
###
### Written for a tired teacher and for a pupil of twelve: what happened, then what to do now. A word
### between *stars* is printed strong, one between `backticks` as code. Only variables can be
### inserted; see build/texts.rs.

## The page around the screens

page-name = Boardwalk
page-promise = Everything happens between this page and your board. Nothing is sent anywhere else.
page-notices = Licences
page-demo-mark = Practice board
page-demo-about = This board is make-believe: it lives in this page, and nothing is plugged in.
page-demo-hurry = Hurry

## Start

start-heading = Python on your board
start-lead = Put MicroPython on an ESP8266 board, then type Python into it. You don’t have to install anything on this computer.
start-steps-name = What will happen
start-step-plug = Plug the board into this computer with a USB cable.
start-step-press = Press *Connect*. A small window opens at the top of the browser.
start-step-choose = Choose the line with *CP210x*, *CH340*, *USB Serial* or *UART*, then press the button in that window.
start-chromebook = If the Chromebook asks to connect the board to Linux or Android, ignore it.
start-connect = Connect
start-connecting = Waiting for your choice
start-demo = Try it without a board
start-demo-loading = Fetching the practice board
start-demo-about = A make-believe board in this page. It behaves like a real one.
start-every-port = Show every port

## Start: help for a board that is not in the list

list-heading = My board is not in the list
list-wait = Leave the window open and plug the cable in again. A line that appears is your board.
list-light = Is a light on, on the board? If not, it gets no power: try another USB socket.
list-cable = Try another cable. Many cables only charge. A light on the board does not prove that the cable carries data.
list-socket = Plug the board straight into the computer, not into a hub, a screen or a keyboard.
list-driver-windows = Open *Device Manager* and look under *Ports*. Nothing there, or a yellow mark? Then Windows lacks a driver. Install the one for your board’s USB chip, or ask the person who looks after this computer.
list-driver-macos = If two lines look alike, try either. If there is none, your Mac may lack the driver for your board’s USB chip.
list-driver-none = This computer needs no driver for these boards.
list-driver-cp210x = Driver for CP210x
list-driver-cp210x-address = https://www.silabs.com/developer-tools/usb-to-uart-bridge-vcp-drivers
list-driver-ch340 = Driver for CH340
list-driver-ch340-address = https://www.wch-ic.com/downloads/CH341SER_ZIP.html
list-every-port = Press *Show every port*. The list is then longer; your board may have a name of its own.
list-neighbour = Borrow a neighbour’s cable, then a neighbour’s board. That tells you which part is at fault.

## Start: this browser can't reach a board

missing-demo = You can still look around with the practice board.
missing-address = This page’s address:
missing-own-tab = Open it in a tab of its own

missing-insecure = This page can’t reach a board from this address.
missing-insecure-now = Browsers let a page talk to a board only when its address starts with `https://`. Open the page at such an address.
missing-frame = This page can’t reach a board from inside another page.
missing-frame-now = The page around it has not passed on the permission to use USB.
missing-safari = Safari can’t talk to boards.
missing-safari-now = On a Mac, open this page in Chrome, Edge, or Firefox 151 or later.
missing-ios = An iPad or iPhone can’t talk to boards, whichever browser it uses.
missing-ios-now = Open this page on a computer or a Chromebook.
missing-firefox-old = This Firefox is too old to talk to boards.
missing-firefox-old-now = Update Firefox to version 151 or later, or open this page in Chrome or Edge.
missing-firefox-off = This Firefox has its access to boards switched off.
missing-firefox-off-now = That is often a setting of a school or company: ask the person who looks after this computer, or open this page in Chrome or Edge.
missing-android = This phone or tablet can’t talk to boards.
missing-android-now = It takes Android 17 and a recent Chrome. A computer or a Chromebook is the safe choice.
missing-chromium = This browser has its access to boards switched off, or is very old.
missing-chromium-now = Update it. If that does not help, ask the person who looks after this computer to allow “serial ports” for this page.
missing-other = This browser can’t talk to boards.
missing-other-now = Open this page in Chrome, Edge, or Firefox 151 or later, on a computer or a Chromebook.

## Start: no board was chosen

choose-cancelled = No board was chosen.
choose-cancelled-now = Press *Connect* again and choose the line of your board. If it is not there, go through this list:
choose-blocked = The browser refused without asking.
choose-blocked-site = Perhaps this page is blocked: press the sign to the left of the page’s address, find *Serial ports*, and choose *Ask*.
choose-blocked-school = Perhaps your school has switched it off. Show this to the person who looks after the computers: *This page needs the permission “serial ports” (policy SerialAskForUrls).*
choose-not-allowed = The browser does not let this page ask for a board.
choose-not-allowed-now = Open this page in a tab of its own, and press *Connect* there.
choose-failed = The browser could not show its list of boards.
choose-failed-now = Reload the page and press *Connect* again. The browser said: { $words }

demo-failed = The practice board could not be fetched.
demo-failed-now = Is this computer still online? Press *Try it without a board* again. The browser said: { $words }
demo-python-restarted = Python has started anew.

## Start: opening failed, or the board went away

open-refused = The computer did not let us use this board.
open-refused-programs = Close other programs that may be using it: Thonny, Mu, Arduino, and other tabs or browsers with this page.
open-refused-replug = Unplug the board, count to three, plug it in, and press *Connect*.
open-refused-windows = Still no luck? Try another USB socket. Then restart the computer, or ask for a newer driver for the board’s USB chip.
open-refused-macos = Still no luck? If two lines in the list look alike, choose the other one. An old driver may also be in the way: restart the Mac.
open-refused-linux-rights = On Linux you may need the right to use USB ports. Type this in a Linux terminal, then log out and in:
open-refused-linux-rights-code = sudo usermod -aG dialout $USER
open-refused-linux-snap = If Chromium was installed as a snap:
open-refused-linux-snap-code = sudo snap connect chromium:raw-usb
open-refused-linux-flatpak = If Chrome was installed as a Flatpak:
open-refused-linux-flatpak-code = flatpak override --user --filesystem=/run/udev:ro com.google.Chrome
open-refused-linux-braille = If the board disappears right after plugging in, the service for Braille displays may have taken it:
open-refused-linux-braille-code = sudo systemctl mask --now brltty-udev.service
open-refused-chromeos = On a Chromebook, open *Settings*, then *Linux*, then *USB devices*, and switch the board off there.
open-refused-again = Still no luck? Try another USB socket, then restart the computer.
open-already = This board is already open in this page.
open-already-now = Wait a moment and press *Connect* again. If that does not help, reload the page.
open-timed-out = The computer took too long to open the board.
open-timed-out-now = Unplug the board, count to three, plug it in, and press *Connect*.

unplugged = The board was unplugged.
unplugged-now = Plug it in again and press *Connect*.
unplugged-preparing = Nothing on it was changed. Plug it in again, press *Connect*, and install.
unplugged-writing = It was being written, so there is no whole Python on it now. That does no harm: plug it in again, press *Connect*, and install.
unplugged-not-me = You did not touch the cable? Then try another cable or another USB socket.

port-failed = The connection to the board broke down.
port-failed-now = Unplug the board, count to three, plug it in, and press *Connect*.
port-failed-said = The computer said: { $words }

## Looking

looking-heading = Looking for Python on the board
looking-about = This takes up to three seconds. Nothing on the board is changed.

## What was found, and what to do with it

found-silence = No Python on this board yet
found-silence-about = The board does not answer. That is normal for a new one.
found-noise = This board has other software on it
found-noise-about = It is talking, but not in a way we understand. Perhaps it restarts again and again.
found-program = Your board is running a program
found-program-about = That is why it shows no prompt.
found-prompt = This board has MicroPython already
found-prompt-about = You can install it anew, or another version of it.
found-unknown = Install MicroPython
found-unknown-about = The board is connected.

offer-stop = Stop it and show the prompt
offer-watch = Just watch
offer-terminal = Just open the terminal
offer-back = Back to the prompt
offer-disconnect = Disconnect
offer-install-heading = Put MicroPython on it

## The firmware

firmware-heading = Firmware
firmware-about = Firmware is the program on the board that understands Python.
firmware-version = { $name } { $version }
firmware-own = A file from this computer
firmware-own-choose = Choose a file
firmware-own-drop = or drop a .bin file anywhere on this card.
firmware-dropping = Let go to use this file
firmware-list-loading = Looking on the shelf
firmware-loading = Reading { $name }
firmware-is-micropython = MicroPython { $version }
firmware-is-other = This file does not say that it is MicroPython. There may be no Python prompt afterwards.
firmware-is-whole = The file is complete.
firmware-may-be-whole = Whether the file is complete can’t be told from the file.
firmware-from-shelf = From this page’s shelf
firmware-from-site = From { $host }
firmware-from-computer = From this computer
firmware-newer = Newer versions are at
firmware-newer-link = micropython.org
firmware-newer-address = https://micropython.org/download/ESP8266_GENERIC/
firmware-newer-then = Download a .bin file there, then choose it here.
address-malformed = The address of this page asks for firmware from “{ $text }”, which is no address.
address-not-allowed = The address of this page asks for firmware from { $origin }, which this site does not allow.
address-now = Open the page without what follows the question mark, or ask who gave you the link.
firmware-refused-heading = { $name } can’t be installed.
firmware-file = File
firmware-size = Size
firmware-content = Content
firmware-source = Source

install-button = Install MicroPython
install-other-button = Install this file
install-consequence = Everything saved on this board will be erased. It takes about a quarter of a minute.
install-consequence-keep = The firmware on this board will be replaced; your programs stay. It takes about ten seconds.
install-not-ready = First choose the firmware.

image-empty = The file is empty.
image-empty-now = Download it again, then choose it here.
image-too-large = The file is far too large: { $size }.
image-too-large-now = MicroPython for the ESP8266 has about 600 kB. Choose a file that ends in .bin.
image-web-page = This is a web page, not firmware.
image-web-page-now = Probably the download went wrong. Download the .bin file again.
image-archive = This is a packed file.
image-archive-now = Unpack it, then choose the .bin file that was inside.
image-elf = This is a program for computers or a part of a build, not a firmware file.
image-elf-now = Choose the file that ends in .bin.
image-uf2 = This is a UF2 file, for boards that show up as a USB drive.
image-uf2-now = The ESP8266 needs a file that ends in .bin.
image-intel-hex = This is a .hex file, for example for a micro:bit.
image-intel-hex-now = The ESP8266 needs a file that ends in .bin.
image-part = This is only the second half of a firmware.
image-part-now = Choose the firmware that comes in one file.
image-text = This is a text, perhaps a Python program.
image-text-now = Install MicroPython first, then paste your program at the prompt.
image-unknown = This is not firmware for an ESP8266.
image-unknown-now = Choose a file that ends in .bin and is meant for the ESP8266.
image-other-chip = This firmware is for the { $chip }, not for the ESP8266.
image-other-chip-now = Choose the file for ESP8266.
image-truncated = The end of this file is missing: { $size } of at least { $expected } are there.
image-truncated-now = Probably the download stopped early. Download the file again.
image-damaged = This file is damaged.
image-damaged-now = It does not match the checksum inside it. Download the file again.

shelf-missing = This page has no firmware on its shelf.
shelf-missing-now = Download a .bin file from micropython.org, then choose it here.
shelf-unreadable = The list of firmware on this page can’t be used.
shelf-unreadable-now = Choose a file from this computer instead. Whoever looks after this page may want to know: { $why }
shelf-too-large = the list is too long ({ $size }).
shelf-malformed = it is not a list of firmware ({ $words }).
shelf-not-one-image = { $path } is not one image for the start of the flash.
shelf-outside = { $path } is outside the shelf.
shelf-unreachable = { $path } could not be fetched.
shelf-unreachable-now = Is this computer still online? Try again, or choose a file from this computer. The reason was: { $words }
shelf-again = Try again
file-unreadable = The browser could not read { $name }.
file-unreadable-now = Has the file been moved or deleted? Choose it again. The browser said: { $words }

## Options

options-heading = Options
options-about = The usual choice is right for nearly every board.
options-mode = Flash mode
options-mode-keep = Keep
options-mode-hint = If the board shows only junk after installing, try DOUT.
options-size = Flash size
options-size-detected = Detected
options-size-keep = Keep
options-frequency = Flash frequency
options-frequency-keep = Keep
options-frequency-value = { $megahertz } MHz
options-speed = Speed
options-speed-automatic = Automatic
options-speed-value = { $baud } baud
options-erase = Before installing
options-erase-clean = Start clean
options-erase-keep = Keep my programs
options-erase-everything = Erase everything (slower)
options-erase-hint = A clean start forgets programs and Wi-Fi settings. Erasing everything also wipes what other firmware left.

## Installing

installing-heading = Installing MicroPython
installing-bar = Progress of the installation
installing-warning = Leave the cable in and this tab open. A blue light that flickers is normal.
installing-no-harm = If it is cut off now, that does no harm: you can simply install again.
installing-stage-connect = Getting the board ready
installing-stage-erase = Erasing
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
installing-percent = { $stage }, { $percent } percent
installing-log = Log
installing-log-empty = Nothing yet.
installed-checked = MicroPython is installed and checked.
installed-unchecked = MicroPython is installed. It could not be checked this time; if anything looks odd, install again.

## Installing: what went wrong

fail-try-again = Press the install button again. Nothing is broken, and trying again does no harm.
fail-slower = If it fails again, open *Options*, set *Speed* to 115200 baud, and try once more.
fail-cable = Then try another cable or another USB socket, straight on the computer.
fail-nothing-changed = Nothing on the board was changed.

fail-silent = The board does not answer.
fail-noise = The board talks, but does not get ready for installing.
fail-loader-buttons = Hold the button *FLASH* (or *BOOT*), press *RST* (or *EN*) once, let go of *FLASH*, and install again.
fail-loader-d1 = A D1 mini has no such button: connect the pins *D3* and *G* with a wire, press *RST*, take the wire off, and install again.
fail-loader-wires = Take off everything that is wired to *D3*, *D4*, *D8*, *TX* or *RX*.
fail-other-chip = This board is an { $chip }, not an ESP8266.
fail-unknown-chip = This board is not an ESP8266.
fail-other-chip-now = This page is for ESP8266 boards, such as NodeMCU, D1 mini and Feather HUZZAH. Nothing on the board was changed.
fail-no-flash = The memory chip of this board does not answer.
fail-no-flash-now = Unplug the board, take off everything that is wired to it, plug it in, and install again.
fail-no-flash-broken = If that does not help, the board is probably broken. Try another one.
fail-unknown-size = We don’t know the memory chip of this board ({ $id }).
fail-unknown-size-now = Open *Options* and choose the *Flash size*: 4 MB for most NodeMCU and D1 mini boards. Then install again.
fail-too-large = This firmware is too large for this board.
fail-too-large-now = It has { $image }, and the board’s memory { $flash }. Choose firmware for boards with { $flash }.
fail-stub = The board stopped answering while it got ready.
fail-command = The board stopped answering.
fail-refused = The board refused a step of the installation.
fail-refused-now = If this happens every time, its memory chip may be worn out. Try another board.
fail-mismatch = What is on the board is not what was sent.
fail-read-damaged = What came back from the board was damaged on the way.
fail-line = The connection could not be set up for installing.
fail-line-now = Unplug the board, count to three, plug it in, and press *Connect*.

## The terminal

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
terminal-log = Log of the installation

terminal-ready = Python is ready
terminal-ready-version = MicroPython { $version } is ready
terminal-awaited = Waiting for the prompt
terminal-unknown = Showing what the board says
terminal-missing = No prompt yet
terminal-corrupt = The board’s files are damaged

prompt-missing = No prompt has come yet.
prompt-missing-now = Try these, one after the other:
prompt-missing-enter = Press Enter
prompt-missing-stop = Stop the program (Ctrl-C)
prompt-missing-reset = Reset the board
prompt-missing-reinstall = Still nothing? Press *Reinstall*. If the terminal shows junk again and again, open *Options* there, set *Flash size* to Detected and *Flash mode* to DOUT.
corrupt = Python can’t start: the files on the board are damaged.
corrupt-now = Other software was probably on it before. Erasing everything helps.
corrupt-install = Erase everything and install again

## Copying

copy-details = Copy details
copy-details-about = For someone who helps you.
copy-done = Copied
copy-by-hand = The browser did not allow copying. Press Ctrl-C to copy this text:
copy-code = Copy

## Amounts

size-bytes = { $count } bytes
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
flash-kilobytes = { $count }K
flash-megabytes = { $count }M
time-seconds = { $seconds } s
time-minutes = { $minutes } min { $seconds } s

## Spoken progress

status-start = Not connected
status-quarter = { $stage }, { $percent } percent
status-unplugged = The board was unplugged

## The log, in the words that esptool uses

log-speed-fastest = Speed: the fastest first.
log-speed-served = Speed: what has served an adapter of this kind before.
log-speed-chosen = Speed: as chosen in the options.
log-connecting = Connecting at { $baud } baud ({ $reset })...
log-no-lines = The adapter has no reset lines: reset the board by hand.
log-connected = Connected at { $baud } baud.
log-connected-stub = Connected at { $baud } baud: the stub was still running.
log-chip = Chip is { $chip }
log-features = Features: { $features }
log-feature-wifi = WiFi
log-feature-flash = WiFi, Embedded Flash
log-feature-flash-size = WiFi, { $size }B Embedded Flash
log-crystal = Crystal is { $megahertz } MHz
log-mac = MAC: { $mac }
log-flash-id = Flash ID: { $id }
log-flash-size = Auto-detected flash size: { $size }B
log-flash-size-unknown = Flash size: unknown
log-params = Flash params set to { $params }
log-compressed = Compressed { $bytes } bytes to { $wire } ({ $percent } %)
log-uncompressed = { $bytes } bytes to write, uncompressed
log-stub = Stub running after { $seconds } seconds.
log-rom-only = The stub did not start: going on without it. Slower, and nothing can be verified.
log-speed-changed = Changed to { $baud } baud.
log-compared = Of { $all } bytes, { $different } differ.
log-nothing-to-write = All of it is on the board already: nothing to write.
log-erasing = Erasing flash...
log-erased = Erase completed in { $seconds } seconds.
log-writing = Writing...
log-written = Wrote { $bytes } bytes ({ $wire } compressed) in { $seconds } seconds (effective { $speed } kbit/s)
log-written-uncompressed = Wrote { $bytes } bytes in { $seconds } seconds (effective { $speed } kbit/s)
log-verifying = Verifying...
log-verified = Hash of data verified in { $seconds } seconds.
log-restarting = Hard resetting via RTS pin...
log-retrying = { $error }
log-retrying-at = Trying again at { $baud } baud.

## What "Copy details" copies

report-page = Boardwalk { $version }, { $page }
report-browser = Browser: { $browser }
report-adapter = USB adapter: { $usb }
report-step = Step: { $step }
report-problem = Problem: { $problem }
report-firmware = Firmware: { $firmware }
report-python = Python on the board: { $python }
report-heard = The last { $count } bytes heard:
report-unknown = unknown
report-no-problem = none
