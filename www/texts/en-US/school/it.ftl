### A page for who looks after a school's computers: what has to be allowed, and why that is safe.

it-title = For IT · Boardwalk
it-heading = For who looks after the computers
it-lead = This page puts MicroPython on small boards (ESP8266) over a USB cable, and talks to it. It is a web page: there is nothing to install, and no account.
it-print = Print this page
it-copy = Copy
it-copied = Copied

## What it uses

it-needs = What it needs
it-needs-browser = *Chrome or Edge 89 or later*, on Windows, macOS, Linux or ChromeOS. Firefox has it from version 151 on, but where it is managed only with the policy `DefaultSerialGuardSetting` set to `3`.
it-needs-serial = *Web Serial*, which browsers call “serial ports”: a person chooses one USB device in a window of the browser, and this page may then use that one.
it-needs-secure = *An address with* `https://`*.* Without it, browsers have no Web Serial.
it-needs-host = *One host in the lists of a filter:* this one. The page asks no other, unless its host has named one for firmware.
it-needs-linux = *No Linux on Chromebooks.* Where it is on, ChromeOS offers the board to it: nobody should accept.

## Policies

it-policies = Policies
it-policies-about = Their names are the same in Chrome, Edge and ChromeOS. Only this address counts for them, without what follows the host:
it-ask = Let people choose the board
it-ask-about = This is what browsers do by themselves. Where serial ports are blocked for all pages, this makes an exception:
it-allow = Let the page have these boards without asking
it-allow-about = Nobody has to choose in a window any more, and the permission outlives unplugging and signing out. On ChromeOS it counts for people who are managed by the same organisation as the Chromebook. The policy lists the USB chips on these boards:
it-all = All of it, as a file
it-all-about = Every other page stays blocked. On Linux this file goes into `/etc/opt/chrome/policies/managed` for Chrome, and into `/etc/chromium/policies/managed` for Chromium; elsewhere, each policy gets its value from it.
it-look = Look whether it has arrived: open `chrome://policy` or `edge://policy`, press *Reload policies*, and search for *Serial*.
it-blocked = Blocked by policy looks to a person as if they had pressed *Cancel*: the window does not open, and nothing says why.
it-chip = USB chip
it-numbers = Numbers
it-decimal = In policies

## Drivers

it-drivers = Drivers
it-drivers-windows = *Windows* often has them from Windows Update. Where a board shows under *Other devices*, install the one for its chip:
it-drivers-macos = *macOS* has them for most chips.
it-drivers-linux = *ChromeOS and Linux* have them. On Linux, people need the right to use serial ports: the group `dialout`, or `uucp`.

## What leaves the computer

it-privacy = What leaves the computer
it-privacy-nothing = Nothing. What is typed, and what is on the board, stays between the browser and the board. There is no account, no cookie, no counter and no other site’s script.
it-privacy-kept = The browser keeps for the next visit, on this computer alone: the program in the editor, the size of the letters, which panes are open, the speeds that worked, and the lines of a handout.
it-privacy-bound = The browser itself holds the page to that, by this rule (Content-Security-Policy):
it-policy-header = The server sends it with the page.
it-policy-page = It stands in the page. The server may send a stricter one with it.
it-policy-unknown = It could not be read just now.
