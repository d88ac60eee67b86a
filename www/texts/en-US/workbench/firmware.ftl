### A file that was to be installed, and is no firmware: what it is.

image-empty = The file is empty.
image-empty-now = Download it again, then choose it here.
image-web-page = This is a web page, not firmware.
image-web-page-now = Probably the download went wrong. Download the .bin file again.
image-archive = This file is packed in a way that this page does not know.
image-archive-now = Unpack it on this computer, then choose the .bin file that was inside.
image-elf = This is a program for computers or a part of a build, not a firmware file.
image-elf-now = Choose the file that ends in .bin.
image-uf2 = This is a UF2 file, for boards that show up as a USB drive.
image-uf2-now = The ESP8266 needs a file that ends in .bin.
image-intel-hex = This is a .hex file, for example for a micro:bit.
image-intel-hex-now = The ESP8266 needs a file that ends in .bin.
image-part = This is only the second half of a firmware.
image-part-now = Choose the firmware that comes in one file.
image-ota = This MicroPython starts only behind another program, which takes in updates over Wi-Fi.
image-ota-now = Choose a file without OTA in its name.
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

## Firmware in a packed file

packed-empty = { $name } is empty.
packed-none = There is no .bin file in { $name }, but: { $names }.
packed-none-now = Choose the file with the firmware for the ESP8266.
packed-several = There are several .bin files in { $name }: { $names }.
packed-several-now = Unpack it on this computer, then choose the one that is meant for your board.
packed-large = What is in { $name } is larger than the memory of any board: more than { $most }.
packed-large-now = Choose the file with the firmware for the ESP8266. MicroPython has about 600 kB.
packed-damaged = { $name } could not be unpacked: it is damaged, or locked with a password.
packed-damaged-now = Download it again, then choose it here. The reason was: { $words }
