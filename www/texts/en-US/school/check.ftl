### A teacher's check of a computer, the day before.

check-title = Day before · Boardwalk
check-heading = Is this computer ready?
check-lead = Open this page on a computer of the class, in the browser and the account that the class will use. It looks by itself; no board is touched.
check-testing = Looking…
check-ready = Ready. What can be known without a board is as it should be.
check-not-ready = Something needs a look: see below.
check-again = Look again
check-board = Then try one board, with the cables of the class: open Boardwalk, and connect it.
check-slow = This takes a while.

## The browser

check-serial = Boards in this browser
check-serial-good = This browser can talk to boards.
check-serial-insecure = Not from this address: browsers allow it only where the address starts with `https://`. Open the page at such an address.
check-serial-missing = This browser can’t, or it was switched off. Use Chrome or Edge, and update it. If that is what you have, show the page *For IT* to the person who looks after the computers.
check-frame = The page by itself
check-frame-good = The page has a tab of its own.
check-frame-foreign = It stands inside another page, and gets no board there. Open it in a tab of its own.
check-frame-forbidden = The server, or the page around it, forbids serial ports. Show the page *For IT* to the person who looks after the server.
check-window = The window to choose a board in
check-window-ask = Only a click can open it. Press the button; when the window is there, press *Cancel* in it.
check-window-try = Open the window
check-window-good = The window opens.
check-window-blocked = The browser refused without asking. Press the sign to the left of the address, find *Serial ports*, and choose *Ask*. If that is not there, the school has switched it off: show the page *For IT* to the person who looks after the computers.
check-window-allowed = A board is allowed already: nobody has to choose.
check-window-none = There is none in this browser.

## What is there

check-storage = What is kept for the next time
check-storage-good = The browser keeps programs and settings.
check-storage-none = The browser keeps nothing here: a program that nobody saved to the board is lost when the page is closed. Guest and private windows are like that.
check-offline = Without the network
check-offline-good = A whole copy of this page is on this computer: it works without the network.
check-offline-part = The copy on this computer is not whole yet. Leave this page open for a minute, then press *Look again*.
check-offline-none = There is no copy on this computer. Open Boardwalk once, wait a minute, and press *Look again*. In guest and private windows there is never one: then the class needs the network.
check-firmware = MicroPython on this page
check-firmware-good = All images are here and whole.
check-firmware-none = There is none: people have to bring a file. Ask the person who looks after the server.
check-firmware-broken = An image is missing or broken. Ask the person who looks after the server to put it there again:
check-practice = The practice board
check-practice-good = It starts, and Python answers.
check-practice-failed = It does not start. Load this page again; if that does not help, update the browser.
