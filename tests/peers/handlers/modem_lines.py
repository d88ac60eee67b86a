"""Both modem lines at once, as esptool switches them where there is `ioctl`: by the port's file number."""

import fcntl
import struct
from termios import TIOCM_DTR, TIOCM_RTS, TIOCMGET, TIOCMSET

_system_ioctl = fcntl.ioctl
_ports = {}


def serve(port):
    """From now on `ioctl` on the port's file number switches the port's lines."""
    _ports[port.fileno()] = port
    fcntl.ioctl = _ioctl


def forget(port):
    _ports.pop(port.fileno(), None)


def _ioctl(file, request, *arguments):
    port = _ports.get(file)
    if port and request == TIOCMGET:
        return struct.pack("I", TIOCM_DTR * port.dtr | TIOCM_RTS * port.rts)
    if port and request == TIOCMSET:
        (lines,) = struct.unpack("I", arguments[0])
        return port.set_lines(bool(lines & TIOCM_DTR), bool(lines & TIOCM_RTS))
    return _system_ioctl(file, request, *arguments)
