"""What makes the interpreter that of an ESP8266: run once, before its prompt.

Time, flash and the raw half of stdout are the board's: each use of them is a question to it, which
Python waits for. A question is four numbers, `number u16 | letter u16 | a u32 | b u64`, and so is
an answer: `number u16 | interrupted u16 | 0 u32 | value u64`. Bytes go through a memory that both
share: the first 4096 to the board, the next 4096 from it.

It has global names of its own, so that no program changes one of them; those of the prompt are in
`home`.
"""


def _board(links, release, machine_name, minor, place, fresh, main, network_name):
    import builtins, collections, gc, io, micropython, os, select, struct, sys, time, vfs

    pid, asks, answers, memory = links
    link = "/proc/%d/fd/%d"
    asks = open(link % (pid, asks), "wb")
    answers = open(link % (pid, answers), "rb")
    memory = open(link % (pid, memory), "r+b")
    question, answer = bytearray(16), bytearray(16)
    number = 0
    SECTOR = const(4096)
    NamedTuple = collections.namedtuple
    Exit = SystemExit

    def ask(letter, a=0, b=0):
        nonlocal number
        number = (number + 1) & 0xFFFF
        struct.pack_into("<HHIQ", question, 0, number, ord(letter), a, b)
        asks.write(question)
        while True:
            if not answers.readinto(answer):
                raise Exit  # The board is gone.
            answered, interrupted, _, value = struct.unpack("<HHIQ", answer)
            # An answer to a question that was given up is left over.
            if answered == number:
                break
        if interrupted:
            raise KeyboardInterrupt
        return value

    def pieces(buffer):
        buffer = memoryview(buffer)
        for at in range(0, len(buffer), SECTOR):
            yield at, buffer[at : at + SECTOR]

    def flash_read(address, buffer):
        for at, piece in pieces(buffer):
            ask("r", address + at, len(piece))
            memory.seek(SECTOR)
            memory.readinto(piece)

    def send(letter, address, buffer):
        for at, piece in pieces(buffer):
            memory.seek(0)
            memory.write(piece)
            ask(letter, address + at, len(piece))

    def flash_write(address, buffer):
        send("w", address, buffer)

    def flash_erase(sector):
        ask("e", sector * SECTOR)

    def module(name, own):
        # Up to 1.20 the modules had names with a u, and later ones still know them.
        sys.modules[name] = sys.modules["u" + name] = own

    # The modules.

    class esp:
        def osdebug(level=None):
            pass

        def flash_size():
            return (place[1] + (place[2] + 5) * SECTOR) if place else 0

        def flash_user_start():
            return place[1] if place else 0

    esp.flash_read = flash_read
    esp.flash_write = flash_write
    esp.flash_erase = flash_erase
    sys.modules["esp"] = esp

    PERIOD = const(1 << 30)
    # The board's clock begins with the year 2000.
    EPOCH = const(946684800)
    utc, seconds = time.gmtime, time.mktime

    class Time:
        def sleep(seconds):
            ask("s", 0, max(0, int(seconds * 1000000)))

        def sleep_ms(ms):
            ask("s", 0, max(0, int(ms * 1000)))

        def sleep_us(us):
            ask("s", 0, max(0, int(us)))

        def ticks_ms():
            return ask("t") // 1000 % PERIOD

        def ticks_us():
            return ask("t") % PERIOD

        def ticks_add(ticks, more):
            return (ticks + more) % PERIOD

        def ticks_diff(a, b):
            return (a - b + PERIOD // 2) % PERIOD - PERIOD // 2

        def time():
            return ask("t") // 1000000

        def time_ns():
            return ask("t") * 1000

        def localtime(at=None):
            return utc((Time.time() if at is None else at) + EPOCH)[:8]

        def mktime(when):
            return int(seconds(tuple(when) + (0,))) - EPOCH

    Time.ticks_cpu = Time.ticks_us
    Time.gmtime = Time.localtime
    module("time", Time)

    class Poll:
        def __init__(self):
            self.real = real_poll()

        def register(self, *words):
            return self.real.register(*words)

        def unregister(self, stream):
            return self.real.unregister(stream)

        def modify(self, *words):
            return self.real.modify(*words)

        def poll(self, timeout=-1, flags=0):
            timeout = -1 if timeout is None else timeout
            while True:
                ready = self.real.poll(0)
                if ready or timeout == 0:
                    return ready
                Time.sleep_ms(1)
                timeout = max(0, timeout - 1) if timeout > 0 else timeout

        def ipoll(self, timeout=-1, flags=0):
            return iter(self.poll(timeout))

    real_poll = select.poll

    class Select:
        poll = Poll
        POLLIN = select.POLLIN
        POLLOUT = select.POLLOUT
        POLLERR = select.POLLERR
        POLLHUP = select.POLLHUP

    module("select", Select)

    class Pin:
        IN, OUT, OPEN_DRAIN, PULL_UP = 0, 1, 2, 1
        IRQ_RISING, IRQ_FALLING = 1, 2
        levels = {}

        def __init__(self, number, mode=None, pull=None, value=None):
            if number not in (0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16):
                raise ValueError("invalid pin")
            self.number = number
            self.init(mode, pull, value)

        def init(self, mode=None, pull=None, value=None):
            if value is not None:
                self.value(value)

        def value(self, level=None):
            if level is None:
                return self.levels.get(self.number, 0)
            self.levels[self.number] = 1 if level else 0

        __call__ = value

        def on(self):
            self.value(1)

        def off(self):
            self.value(0)

        def irq(self, handler=None, trigger=3, hard=False):
            pass

        def __repr__(self):
            return "Pin(%d)" % self.number

    def soft_reset():
        raise Exit

    def reset():
        ask("x")

    class Machine:
        PWRON_RESET, WDT_RESET, SOFT_RESET, HARD_RESET = 0, 1, 4, 6

        def freq(hz=None):
            return 80000000

        def unique_id():
            return b"\x33\x22\x11\x00"

        def idle():
            pass

        def reset_cause():
            return 6

    Machine.Pin = Pin
    Machine.reset = reset
    if minor >= 13:
        Machine.soft_reset = soft_reset
    module("machine", Machine)

    class WLAN:
        def __init__(self, interface=0):
            self.interface = interface

        def active(self, on=None):
            return self.interface == 0 if on is None else None

        def isconnected(self):
            return False

        def config(self, name=None, **settings):
            return network_name if name in ("essid", "ssid") else None

    class network:
        STA_IF, AP_IF = 0, 1

    network.WLAN = WLAN
    sys.modules["network"] = network

    class Raw(io.IOBase):
        def write(self, data):
            data = data.encode() if isinstance(data, str) else data
            send("o", 0, data)
            return len(data)

    class Out(io.IOBase):
        buffer = Raw()

        def write(self, data):
            return stdout.write(data)

    stdout = sys.stdout
    out = Out()
    number_parts = tuple(int(part) for part in release.split(".")[:3])
    Implementation = NamedTuple("implementation", ("name", "version", "_machine", "_mpy"))

    class Sys:
        argv = []
        byteorder = "little"
        implementation = Implementation(
            "micropython", number_parts + ("",) * (minor >= 22), machine_name, 774
        )
        maxsize = 0x7FFFFFFF
        modules = sys.modules
        path = sys.path
        platform = "esp8266"
        print_exception = sys.print_exception
        stdin = sys.stdin
        stdout = out
        stderr = out
        version = "3.4.0; MicroPython v%s" % release
        version_info = (3, 4, 0)
        exit = sys.exit

    sys.path[:] = ["", "/lib"]
    module("sys", Sys)

    class Os:
        urandom = os.urandom

        def uname():
            parts = ("sysname", "nodename", "release", "version", "machine")
            words = ("esp8266", "esp8266", release, "v" + release, machine_name)
            return NamedTuple("uname", parts)(*words)

        def dupterm(stream, index=0):
            return None

    names = "chdir getcwd ilistdir listdir mkdir mount remove rename rmdir stat statvfs umount"
    if place:
        for name in names.split():
            setattr(Os, name, getattr(os, name))
        Os.unlink = os.remove
        if minor >= 21:
            Os.sync = lambda: None
        if minor < 10:
            real_list = os.ilistdir
            Os.ilistdir = lambda *path: (entry[:3] for entry in real_list(*path))
        kind = "VfsFat" if place[0] == "fat" else "VfsLfs2"
        setattr(Os, kind, getattr(vfs, kind))
    else:
        builtins.open = lambda *words, **settings: None
        sys.modules["vfs"] = None
    module("os", Os)
    if minor < 24:
        # It leads back to the prompt there; the board drops what is said of it.
        Quiet = type("SystemExit", (BaseException,), {})

        def leave(value=None):
            raise Quiet(value)

        builtins.SystemExit = Quiet
        Sys.exit = leave

    # The files.

    class FlashBdev:
        def __init__(self, first, sectors):
            self.start_sec, self.num_blocks = first, sectors

        def readblocks(self, n, buf, off=0):
            flash_read((self.start_sec + n) * SECTOR + off, buf)

        def writeblocks(self, n, buf, off=None):
            if off is None:
                off = 0
                flash_erase(self.start_sec + n)
            flash_write((self.start_sec + n) * SECTOR + off, buf)

        def ioctl(self, op, arg):
            if op == 4:
                return self.num_blocks
            if op == 5:
                return SECTOR
            if op == 6:
                flash_erase(self.start_sec + arg)
                return 0

    def mount():
        bdev = FlashBdev(place[1] // SECTOR, place[2])

        class flashbdev:
            pass

        flashbdev.bdev = bdev
        sys.modules["flashbdev"] = flashbdev
        if place[0] == "fat":
            make = lambda how: how(bdev)
            kind = vfs.VfsFat
        else:
            # The time of a change would be that of this computer.
            make = lambda how: how(bdev, readsize=32, progsize=32, lookahead=32, mtime=False)
            kind = vfs.VfsLfs2
        try:
            vfs.mount(make(kind), "/")
        except OSError:
            if not fresh:
                return
            make(kind.mkfs)
            vfs.mount(make(kind), "/")
            with open("boot.py", "w") as file:
                file.write("#import esp\n#esp.osdebug(None)\nimport gc\ngc.collect()\n")

    def run(name):
        try:
            os.stat(name)
        except OSError:
            return True
        try:
            micropython.kbd_intr(3)
            execfile(name, home)
        except Exit:
            pass
        except BaseException as error:
            # An exit of before 1.24 is one that leads nowhere; the board leaves it out.
            sys.print_exception(error)
            return False
        finally:
            micropython.kbd_intr(-1)
        return True

    # A Ctrl-C would end this script, and with it all that makes a board.
    micropython.kbd_intr(-1)
    ask("b")
    vfs.umount("/")
    gc.threshold((gc.mem_free() + gc.mem_alloc()) // 4)
    if place:
        mount()
        if (run("boot.py") or minor < 22) and main:
            run("main.py")
    gc.collect()
    ask("p")


