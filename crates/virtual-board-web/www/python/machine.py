# The chip's parts. Nothing is connected to the practice board, but for the light on Pin 2.
import time as _time

PWRON_RESET = 0
WDT_RESET = 1
SOFT_RESET = 4
DEEPSLEEP_RESET = 5
HARD_RESET = 6
IDLE, SLEEP, DEEPSLEEP = 0, 1, 2

_PINS = (0, 1, 2, 3, 4, 5, 9, 10, 12, 13, 14, 15, 16)
_pins = {}
_timers = {}
_frequency = 80000000


class _Wire:
    """What a pin is, whichever object speaks of it."""

    def __init__(self, number):
        self.number = number
        self.mode = Pin.IN
        # A pin with nothing on it reads what its resistor pulls it to.
        self.level = 0 if number == 15 else 1


class Pin:
    IN, OUT, OPEN_DRAIN = 0, 1, 2
    PULL_UP = 1
    IRQ_RISING, IRQ_FALLING = 1, 2

    def __init__(self, id, mode=-1, pull=None, *, value=None):
        if isinstance(id, Pin):
            id = id._wire.number
        if id not in _PINS:
            raise ValueError("invalid pin")
        self._wire = _pins.setdefault(id, _Wire(id))
        self.init(mode, pull, value=value)

    def init(self, mode=-1, pull=None, *, value=None):
        wire = self._wire
        if mode != -1:
            if mode == Pin.OUT and wire.mode != Pin.OUT and value is None:
                wire.level = 0
            wire.mode = mode
        if value is not None:
            wire.level = 1 if value else 0
        if mode != -1 or value is not None:
            self._tell()

    def _tell(self):
        wire = self._wire
        tell("pin", wire.number, "in" if wire.mode == Pin.IN else "out", wire.level)

    def value(self, *new):
        if not new:
            return self._wire.level
        if self._wire.mode != Pin.IN:
            self._wire.level = 1 if new[0] else 0
            self._tell()

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)

    high, low = on, off

    def toggle(self):
        self.value(not self._wire.level)

    def irq(self, handler=None, trigger=3, *, hard=False):
        # Nothing on the practice board changes a pin from outside.
        return self

    def __repr__(self):
        return "Pin(" + str(self._wire.number) + ")"

    __str__ = __repr__


class Signal:
    def __init__(self, pin, *more, invert=False, **keywords):
        self._pin = pin if isinstance(pin, Pin) else Pin(pin, *more, **keywords)
        self._invert = invert

    def value(self, *new):
        if not new:
            return self._pin.value() ^ self._invert
        self._pin.value(bool(new[0]) ^ self._invert)

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)


class PWM:
    def __init__(self, pin, freq=500, duty=0):
        self._pin = pin if isinstance(pin, Pin) else Pin(pin)
        if self._pin._wire.number == 16:
            raise ValueError("invalid pin")
        self._freq, self._duty = 500, 0
        self.init(freq=freq, duty=duty)

    def init(self, freq=None, duty=None, duty_u16=None, duty_ns=None):
        if freq is not None:
            self._freq = freq
        if duty is not None:
            self._duty = max(0, min(1023, duty))
        if duty_u16 is not None:
            self._duty = max(0, min(1023, duty_u16 * 1023 // 65535))
        if duty_ns is not None:
            self._duty = max(0, min(1023, duty_ns * self._freq * 1023 // 1000000000))
        tell("pwm", self._pin._wire.number, self._freq, self._duty)

    def freq(self, *new):
        if not new:
            return self._freq
        self.init(freq=new[0])

    def duty(self, *new):
        if not new:
            return self._duty
        self.init(duty=new[0])

    def duty_u16(self, *new):
        if not new:
            return self._duty * 65535 // 1023
        self.init(duty_u16=new[0])

    def duty_ns(self, *new):
        if not new:
            return self._duty * 1000000000 // 1023 // self._freq
        self.init(duty_ns=new[0])

    def deinit(self):
        self._pin._tell()

    def __repr__(self):
        number = str(self._pin._wire.number)
        return "PWM(" + number + ", freq=" + str(self._freq) + ", duty=" + str(self._duty) + ")"


class ADC:
    """As if a hand moved over a light sensor, once in ten seconds."""

    def __init__(self, pin=0):
        if pin not in (0, 1):
            raise ValueError("not a valid ADC Channel")
        self._pin = pin

    def read(self):
        if self._pin == 1:
            return 3300
        from math import sin

        now = _time.ticks_ms()
        return int(512 + 300 * sin(now / 1592) + now * 7919 % 13 - 6)

    def read_u16(self):
        return self.read() * 65535 // (1023 if self._pin == 0 else 65535)


class SoftI2C:
    def __init__(self, scl=None, sda=None, *, freq=400000, timeout=255):
        pass

    init = __init__

    def scan(self):
        return []

    def _nobody(self, *_, **__):
        raise OSError(19, "nothing is connected to the practice board")

    readfrom = readfrom_into = writeto = writevto = _nobody
    readfrom_mem = readfrom_mem_into = writeto_mem = _nobody

    def start(self):
        pass

    def stop(self):
        pass

    def write(self, buffer):
        return 0

    def readinto(self, buffer, nack=True):
        self._nobody()


class I2C(SoftI2C):
    def __init__(self, id=-1, *more, **keywords):
        pass


class SoftSPI:
    """Its data line comes back with nothing on it."""

    MSB, LSB = 0, 1

    def __init__(self, *_, **__):
        pass

    init = __init__

    def deinit(self):
        pass

    def read(self, count, write=0):
        return bytes(count)

    def readinto(self, buffer, write=0):
        for place in range(len(buffer)):
            buffer[place] = 0

    def write(self, buffer):
        pass

    def write_readinto(self, written, buffer):
        if len(written) != len(buffer):
            raise ValueError("buffers must be the same length")
        self.readinto(buffer)


class SPI(SoftSPI):
    pass


class UART:
    """Only what is written leaves it: nothing is connected to the practice board."""

    def __init__(self, id, baudrate=115200, *_, **__):
        if id not in (0, 1):
            raise ValueError("UART(" + str(id) + ") does not exist")
        self._id, self._baudrate = id, baudrate

    def init(self, baudrate=115200, *_, **__):
        self._baudrate = baudrate

    def deinit(self):
        pass

    def any(self):
        return 0

    def read(self, *_):
        return None

    def readinto(self, *_):
        return None

    def readline(self):
        return None

    def write(self, buffer):
        if self._id == 0:
            print(buffer if isinstance(buffer, str) else bytes(buffer).decode(), end="")
        return len(buffer)

    def __repr__(self):
        return "UART(" + str(self._id) + ", baudrate=" + str(self._baudrate) + ")"


class Timer:
    ONE_SHOT, PERIODIC = 0, 1

    def __init__(self, id=-1, **keywords):
        self._number = len(_timers)
        _timers[self._number] = self
        self._callback = None
        if keywords:
            self.init(**keywords)

    def init(self, *, mode=1, period=-1, freq=-1, tick_hz=1000, callback=None):
        if freq > 0:
            period = 1000 / freq
        self._callback = callback
        self._repeats = mode == Timer.PERIODIC
        tell("timer", self._number, max(1, int(period)), "again" if self._repeats else "once")

    def deinit(self):
        self._callback = None
        tell("timer", self._number, "stop")


def _fire(number):
    timer = _timers[number]
    if timer._callback:
        timer._callback(timer)


class RTC:
    ALARM0 = 0
    _memory = b""
    _offset = 0

    def datetime(self, *new):
        if new:
            year, month, day, _, hour, minute, second = new[0][:7]
            wanted = _time.mktime((year, month, day, hour, minute, second, 0, 0))
            RTC._offset = wanted - int(_time.time())
            return
        year, month, day, hour, minute, second, weekday, _ = _time.localtime(int(_time.time()) + RTC._offset)
        return (year, month, day, weekday, hour, minute, second, 0)

    def memory(self, *new):
        if not new:
            return RTC._memory
        if len(new[0]) > 492:
            raise ValueError("buffer too long")
        RTC._memory = bytes(new[0])

    def alarm(self, *_, **__):
        pass

    def alarm_left(self, *_):
        return 0

    def irq(self, *_, **__):
        pass


class WDT:
    """It never bites: a program on the practice board can always be stopped."""

    def __init__(self, id=0, timeout=5000):
        pass

    def feed(self):
        pass


def freq(*hertz):
    global _frequency
    if not hertz:
        return _frequency
    if hertz[0] not in (80000000, 160000000):
        raise ValueError("frequency can only be either 80Mhz or 160MHz")
    _frequency = hertz[0]


def reset():
    tell("reset")


soft_reset = reset


def reset_cause():
    return HARD_RESET


def unique_id():
    return b"\x33\x22\x11\x00"


def idle():
    _time.sleep_ms(1)


def lightsleep(milliseconds=0):
    _time.sleep_ms(milliseconds)


sleep = lightsleep


def deepsleep(microseconds=0):
    raise RuntimeError("the practice board can't sleep deeply")


def disable_irq():
    return 0


def enable_irq(state=0):
    pass


def time_pulse_us(pin, pulse_level, timeout_us=1000000):
    # No pulse comes.
    _time.sleep_ms(timeout_us // 1000)
    return -2


def bitstream(pin, encoding, timing, buffer):
    pass
