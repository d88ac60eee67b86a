"""A serial port over the served board's WebSocket: `boardwalk://127.0.0.1:PORT`.

pyserial's own RFC 2217 client spends a tenth of a second on each change of a line or a timeout;
this one spends none. Where BOARDWALK_WIRE_LOG names a file, all that is sent goes there too, one
write a line, in hex. With BOARDWALK_LINES=single, no client can switch both modem lines at once.
"""

import json
import os
import threading
import time

import websocket
from serial.serialutil import PortNotOpenError, SerialBase, SerialException

try:
    from . import modem_lines
except ImportError:  # Windows: esptool does without.
    modem_lines = None


class Serial(SerialBase):
    if os.environ.get("BOARDWALK_LINES") == "single":
        # esptool takes a port of this name for one without a file number.
        name = property(lambda self: "rfc2217:" + self.portstr, lambda self, _: None)

    def open(self):
        address = self.portstr.replace("boardwalk://", "ws://") + "/"
        try:
            self._socket = websocket.create_connection(address, timeout=10)
        except OSError as error:
            raise SerialException(f"no board at {address}: {error}") from error
        self._socket.settimeout(None)
        self._heard = bytearray()
        self._news = threading.Condition()
        self._answers = []
        log = os.environ.get("BOARDWALK_WIRE_LOG")
        self._log = open(log, "a", encoding="ascii") if log else None
        threading.Thread(target=self._listen, args=[self._socket], daemon=True).start()
        self._tell({"open": self._baudrate})
        answer = self._answer()
        if "error" in answer:
            raise SerialException(f"the board's port does not open: {answer['error']}")
        self._dtr_state = self._rts_state = True
        self.is_open = True
        if modem_lines:
            modem_lines.serve(self)

    def close(self):
        if self.is_open:
            self.is_open = False
            if modem_lines:
                modem_lines.forget(self)
            self._tell({"close": True})
            self._socket.close()
            if self._log:
                self._log.close()

    def _listen(self, socket):
        try:
            while True:
                message = socket.recv()
                with self._news:
                    if isinstance(message, bytes):
                        self._heard += message
                    elif not message:
                        return
                    # A line fault is no answer.
                    elif "fault" not in (told := json.loads(message)):
                        self._answers.append(told)
                    self._news.notify_all()
        except (OSError, websocket.WebSocketException):
            return

    def _tell(self, message):
        self._send(json.dumps(message), websocket.ABNF.OPCODE_TEXT)

    def _send(self, message, kind):
        try:
            self._socket.send(message, kind)
        except (OSError, websocket.WebSocketException) as error:
            raise SerialException(f"the board went away: {error}") from error

    def _answer(self):
        with self._news:
            if not self._news.wait_for(lambda: self._answers, timeout=10):
                raise SerialException("the board does not answer")
            return self._answers.pop(0)

    def _check(self):
        if not self.is_open:
            raise PortNotOpenError()

    @property
    def in_waiting(self):
        self._check()
        with self._news:
            return len(self._heard)

    def read(self, size=1):
        self._check()
        until = None if self._timeout is None else time.monotonic() + self._timeout
        with self._news:
            while len(self._heard) < size:
                left = None if until is None else until - time.monotonic()
                if left is not None and left <= 0 or not self._news.wait(left):
                    break
            taken = bytes(self._heard[:size])
            del self._heard[:size]
            return taken

    def write(self, data):
        self._check()
        data = bytes(data)
        if self._log:
            self._log.write(data.hex() + "\n")
            self._log.flush()
        self._send(data, websocket.ABNF.OPCODE_BINARY)
        return len(data)

    def reset_input_buffer(self):
        with self._news:
            self._heard.clear()

    def reset_output_buffer(self):
        self._tell({"discard": True})

    def flush(self):
        self._tell({"drain": True})
        self._answer()

    def _reconfigure_port(self):
        self._tell({"baud": self._baudrate})

    def fileno(self):
        return self._socket.fileno()

    def set_lines(self, dtr, rts):
        self._dtr_state, self._rts_state = dtr, rts
        self._update_signals()

    def _update_signals(self):
        self._tell({"signals": {"dtr": bool(self._dtr_state), "rts": bool(self._rts_state)}})

    def _update_dtr_state(self):
        self._update_signals()

    def _update_rts_state(self):
        self._update_signals()

    def _update_break_state(self):
        pass

    cts = dsr = ri = cd = property(lambda self: True)
