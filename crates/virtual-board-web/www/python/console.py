# What is typed to a program: input() and sys.stdin.
hear = line.read
_ENTER = b"\r\n"
_ERASE = b"\x7f\x08"
_END = b"\x04"
_ESCAPE = b"\x1b"


def _input(prompt=""):
    print(prompt, end="")
    text = b""
    while True:
        key = hear(1)
        if key in _ENTER:
            print()
            return text.decode()
        if key in _ERASE:
            if text:
                text = text.decode()[:-1].encode()
                print("\x08 \x08", end="")
        elif key == _END:
            if not text:
                raise EOFError
        elif key == _ESCAPE:
            # An arrow, or another key that is more than a byte.
            if hear(1) in b"[O":
                while not hear(1).decode().isalpha():
                    pass
        elif key >= b" ":
            # A letter may be several bytes.
            more = 0 if key < b"\xc0" else 1 if key < b"\xe0" else 2 if key < b"\xf0" else 3
            for _ in range(more):
                key += hear(1)
            text += key
            print(key.decode(), end="")


def _unheard(*_):
    raise NotImplementedError(NOTE)


class Stdin:
    def read(self, count=-1):
        text = b""
        while count < 0 or len(text) < count:
            key = hear(1)
            if key == _END and count < 0:
                break
            text += key
        return text.decode()

    def readline(self):
        return _input() + "\n"

    def __iter__(self):
        return self

    def __next__(self):
        return self.readline()


class Deaf:
    read = readline = _unheard


input = _input if CAN_WAIT else _unheard
stdin = Stdin() if CAN_WAIT else Deaf()
