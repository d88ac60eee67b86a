### The start screen: choosing a board, and what keeps one from doing so.

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
start-demo-prompt = Try the prompt
start-demo-install = Practise installing
start-demo-loading = Fetching the practice board
start-demo-about = No board here? There is a make-believe one in this page. It behaves like a real one.
start-every-port = Show every port
start-go-on = Go on with your board
start-another = Choose another board
start-by-itself = Connect it by itself when this page is opened

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
list-driver-ch340 = Driver for CH340
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
missing-foreign-frame-now = So that only you decide what happens to your board, open this page by itself.
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
choose-cancelled-now = Press *Connect* again, and choose the line with *CP210x*, *CH340*, *USB Serial* or *UART*.
choose-blocked = The browser refused without asking.
choose-blocked-site = Perhaps this page is blocked: press the sign to the left of the page’s address, find *Serial ports*, and choose *Ask*.
choose-blocked-school = Perhaps your school has switched it off. Show this to the person who looks after the computers: *This page needs the permission “serial ports” (policy SerialAskForUrls).*
choose-not-allowed = The browser does not let this page ask for a board.
choose-not-allowed-now = Open this page in a tab of its own, and press *Connect* there.
choose-failed = The browser could not show its list of boards.
choose-failed-now = Reload the page and press *Connect* again. The browser said: { $words }

demo-failed = The practice board could not be fetched.
demo-failed-now = Is this computer still online? Press *Try the prompt* or *Practise installing* again. The browser said: { $words }
demo-slow = its files did not come in time.
demo-python-restarted = Python has started anew.
demo-python-input = input() works in Chrome and Edge, and on a real board
demo-python-missing = Python could not be loaded.

## Start: opening failed, or the board went away

open-refused = The computer did not let us use this board.
open-refused-programs = Close other programs that may be using it: Thonny, Mu, Arduino, and other tabs or browsers with this page.
open-refused-replug = Unplug the board, count to three, plug it in, and press *Connect*.
open-refused-windows = Still no luck? Try another USB socket. Then restart the computer, or ask for a newer driver for the board’s USB chip.
open-refused-macos = Still no luck? If two lines in the list look alike, choose the other one. An old driver may also be in the way: restart the Mac.
open-refused-linux-rights = On Linux you may need the right to use USB ports. Type this in a Linux terminal, then log out and in:
open-refused-linux-snap = If Chromium was installed as a snap:
open-refused-linux-flatpak = If Chrome was installed as a Flatpak:
open-refused-linux-braille = If the board disappears right after plugging in, the service for Braille displays may have taken it:
open-refused-chromeos = On a Chromebook, open *Settings*, then *Linux*, then *USB devices*, and switch the board off there.
open-refused-again = Still no luck? Try another USB socket, then restart the computer.
open-already = This board is already open in this page.
open-already-now = Wait a moment and press *Connect* again. If that does not help, reload the page.
open-elsewhere = A board is open in another tab of this page.
open-elsewhere-now = If it is this one, go on there, or:
open-elsewhere-take = Use it here
open-elsewhere-busy = Something is being done to it. Go on there, or wait until it is done and press *Connect* again.
open-timed-out = The computer took too long to open the board.
open-timed-out-now = Unplug the board, count to three, plug it in, and press *Connect*.

unplugged = The board was unplugged.
unplugged-now = Plug it in again. If it does not come back by itself within a few seconds, press *Connect* and choose it.
unplugged-preparing = Nothing on it was changed. Plug it in again, and install. If it does not come back by itself within a few seconds, press *Connect*.
unplugged-writing = It was being written, so there is no whole Python on it now. That does no harm: plug it in again, and install. If it does not come back by itself within a few seconds, press *Connect*.
unplugged-not-me = You did not touch the cable? Then try another cable or another USB socket.

port-failed = The connection to the board broke down.
port-failed-now = Unplug the board, count to three, plug it in, and press *Connect*.
