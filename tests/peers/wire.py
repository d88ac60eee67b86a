"""What a client sent, as commands: a SLIP splitter of its own."""

NAMES = {
    0x02: "FLASH_BEGIN", 0x03: "FLASH_DATA", 0x04: "FLASH_END", 0x05: "MEM_BEGIN", 0x06: "MEM_END",
    0x07: "MEM_DATA", 0x08: "SYNC", 0x09: "WRITE_REG", 0x0A: "READ_REG", 0x0B: "SPI_SET_PARAMS",
    0x0D: "SPI_ATTACH", 0x0F: "CHANGE_BAUDRATE", 0x10: "FLASH_DEFL_BEGIN", 0x11: "FLASH_DEFL_DATA",
    0x12: "FLASH_DEFL_END", 0x13: "SPI_FLASH_MD5", 0x14: "GET_SECURITY_INFO", 0xD0: "ERASE_FLASH",
    0xD1: "ERASE_REGION", 0xD2: "READ_FLASH", 0xD3: "RUN_USER_CODE",
}  # fmt: skip


def commands(lines):
    """The commands in lines of hex, as (name, length of the payload)."""
    stream = b"".join(bytes.fromhex(line) for line in lines)
    found = []
    for frame in stream.split(b"\xc0"):
        packet = frame.replace(b"\xdb\xdc", b"\xc0").replace(b"\xdb\xdd", b"\xdb")
        if len(packet) >= 8 and packet[0] == 0:
            length = int.from_bytes(packet[2:4], "little")
            assert len(packet) == 8 + length, f"a frame of {len(packet)} bytes says {length}"
            found.append((NAMES.get(packet[1], f"{packet[1]:#04x}"), length))
    return found


def runs(found):
    """Equal neighbours as one, with how many there are. How often a SYNC is sent is a matter of
    time, so it counts as one."""
    rows = []
    for name, length in found:
        if rows and rows[-1][:2] == (name, length):
            rows[-1] = (name, length, rows[-1][2] + 1)
        else:
            rows.append((name, length, 1))
    return [(name, length, 1 if name == "SYNC" else count) for name, length, count in rows]
