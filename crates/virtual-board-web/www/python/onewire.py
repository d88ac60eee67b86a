# The one-wire bus, with nothing on it.
class OneWireError(Exception):
    pass


class OneWire:
    SEARCH_ROM, MATCH_ROM, SKIP_ROM = 0xF0, 0x55, 0xCC

    def __init__(self, pin):
        self.pin = pin

    def reset(self, required=False):
        if required:
            raise OneWireError("nothing is connected to the practice board")
        return False

    def readbit(self):
        return 1

    def readbyte(self):
        return 0xFF

    def readinto(self, buffer):
        for place in range(len(buffer)):
            buffer[place] = 0xFF

    def writebit(self, value):
        pass

    writebyte = write = select_rom = writebit

    def scan(self):
        return []

    def crc8(self, data):
        crc = 0
        for byte in data:
            for bit in range(8):
                mix = (crc ^ (byte >> bit)) & 1
                crc = (crc >> 1) ^ (0x8C if mix else 0)
        return crc
