"""The served virtual board: starts it, and looks into its flash around all protocol."""

import base64
import json
import subprocess

import websocket
from failure import Failed

# What the flash is full of before anything is written: the worst case, nothing can be skipped.
OLD = 0x5A
FLASH_BYTES = 4 << 20


class Board:
    """A process; `with` ends it."""

    def __init__(self, program, stubs, options=(), links=("websocket",)):
        arguments = [word for link in links for word in (f"--{link}", "127.0.0.1:0")]
        arguments += [word for stub in stubs for word in ("--stub", stub)]
        arguments += ["--fill", f"{OLD:02X}", *options]
        self.process = subprocess.Popen([program, *arguments], stdout=subprocess.PIPE, text=True)
        self.addresses = {}
        for _ in links:
            words = self.process.stdout.readline().split()
            if len(words) != 2:
                raise Failed(f"the virtual board did not start (exit code {self.process.wait()})")
            self.addresses[words[0]] = words[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def is_gone(self):
        return self.process.poll() is not None

    @property
    def port(self):
        """For the URL handler of this folder."""
        return self.addresses["websocket"].replace("ws://", "boardwalk://").rstrip("/")

    @property
    def rfc2217_port(self):
        """For pyserial's own URL handler."""
        return self.addresses["rfc2217"]

    def flash(self, offset=0, length=FLASH_BYTES):
        socket = self._connect()
        socket.send(json.dumps({"dump": {"offset": offset, "length": length}}))
        socket.recv()
        content = socket.recv()
        socket.close()
        return content

    def stopwatch(self, restart):
        """What happened at the port since the last restart, by the board's clock."""
        socket = self._connect()
        socket.send(json.dumps({"stopwatch": {"restart": restart}}))
        reading = json.loads(socket.recv())["stopwatch"]
        socket.close()
        return reading

    def listen(self, until):
        """What the firmware says, up to these bytes."""
        socket = self._connect()
        socket.send(json.dumps({"open": 115200}))
        said = b""
        while until not in said:
            message = socket.recv()
            said += message if isinstance(message, bytes) else b""
        # In this order, which is no reset.
        for dtr in (True, False):
            socket.send(json.dumps({"signals": {"dtr": dtr, "rts": False}}))
        socket.send(json.dumps({"close": True}))
        socket.close()
        return said

    def fill(self, byte=OLD):
        self._tell({"fill": byte})

    def load(self, content, offset=0):
        self._tell({"load": {"offset": offset, "base64": base64.b64encode(content).decode()}})

    def _tell(self, message):
        socket = self._connect()
        socket.send(json.dumps(message))
        # An answer to another question means that this one is done.
        socket.send(json.dumps({"status": True}))
        socket.recv()
        socket.close()

    def _connect(self):
        try:
            return websocket.create_connection(self.addresses["websocket"], timeout=30)
        except OSError as error:
            raise Failed(f"the virtual board can't be reached: {error}") from error
