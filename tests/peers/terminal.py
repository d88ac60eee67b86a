"""A terminal of this system whose other end is the served board's port: for programs that open serial ports.

A pseudoterminal has no modem lines, so the board's loader is started by its buttons, as by a person. It does have a
speed, which goes over to the board before the bytes that were sent at it.
"""

import json
import os
import select
import struct
import threading
import time
import tty
from fcntl import ioctl

import websocket

# Linux, x86 and ARM: the speed is the last word of its `struct termios2`.
TCGETS2, TERMIOS2_BYTES = 0x802C542A, 44
OPENED_AT = 115200
CHUNK_BYTES = 4096
BUTTON_S = 0.2


class Terminal:
    """`with` opens the board's port, starts the loader, and gives the terminal's path."""

    def __init__(self, board):
        self.address = board.addresses["websocket"]

    def __enter__(self):
        self.ours, self.theirs = os.openpty()
        tty.setraw(self.theirs)
        self.socket = websocket.create_connection(self.address, timeout=30)
        self._tell({"open": OPENED_AT})
        self.baud = OPENED_AT
        for reset, flash in ((True, True), (False, True), (False, False)):
            self._tell({"buttons": {"reset": reset, "flash": flash}})
            time.sleep(BUTTON_S)
        self.is_over = threading.Event()
        self.threads = [threading.Thread(target=work) for work in (self._to_board, self._to_host)]
        for thread in self.threads:
            thread.start()
        return os.ttyname(self.theirs)

    def __exit__(self, *_):
        self.is_over.set()
        self._tell({"close": True})
        self.socket.sock.shutdown(2)
        for thread in self.threads:
            thread.join()
        self.socket.close()
        os.close(self.ours)
        os.close(self.theirs)

    def _to_board(self):
        while not self.is_over.is_set():
            if select.select([self.ours], [], [], 0.1)[0]:
                sent = os.read(self.ours, CHUNK_BYTES)
                baud = self._speed()
                if baud != self.baud:
                    self._tell({"baud": baud})
                    self.baud = baud
                self.socket.send_binary(sent)

    def _to_host(self):
        while not self.is_over.is_set():
            try:
                message = self.socket.recv()
            except (OSError, websocket.WebSocketException):
                return
            if isinstance(message, bytes):
                os.write(self.ours, message)

    def _speed(self):
        words = ioctl(self.ours, TCGETS2, bytes(TERMIOS2_BYTES))
        return struct.unpack_from("=I", words, TERMIOS2_BYTES - 4)[0]

    def _tell(self, message):
        self.socket.send(json.dumps(message))
