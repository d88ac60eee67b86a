### What the chip is, and the flash beside it.

chip-button = Chip info
chip-about = Asks the board what it is. Nothing on it is changed.
chip-asking = Asking the board what it is
chip-asking-about = This takes a few seconds and restarts the board.
chip-heading = This board
chip-chip = Chip
chip-mac = Address (MAC)
chip-crystal = Crystal
chip-flash = Memory
chip-flash-value = { $size }B ({ $id })
chip-flash-unknown = size unknown ({ $id })
chip-speed = Speed that works
chip-back = Back
