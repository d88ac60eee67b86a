### What is on every screen.

## The page around the screens

page-name = Boardwalk
page-promise = Everything happens between this page and your board. Nothing is sent anywhere else.
page-school = For teachers and IT
page-notices = Licences
page-demo-mark = Practice board
page-demo-about = This board is make-believe: it lives in this page, and nothing is plugged in.
page-demo-hurry = Hurry
page-demo-light-on = The blue light is on
page-demo-light-off = The blue light is off
page-cancel = Cancel

## Copying

copy-details = Copy details
copy-details-about = For someone who helps you.
copy-done = Copied
copy-by-hand = The browser did not allow copying. Press Ctrl-C to copy this text:
copy-code = Copy

## Spoken progress

status-start = Not connected
status-quarter = { $stage }, { NUMBER($percent) } percent
status-unplugged = The board was unplugged
