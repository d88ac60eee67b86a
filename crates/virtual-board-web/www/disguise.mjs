// @ts-check
// What makes the browser's MicroPython look like the one of an ESP8266 to a first lesson: its
// platform's name, its files, and pins that can be switched. What keeps it from the page is in seal.mjs;
// here the doors are only out of sight.

/** The folder of the browser that is the root of the board's files. */
export const ROOT = "/board";

/**
 * The program that disguises. It has names of its own: a person's program may give any name another meaning.
 *
 * @param {string} inputNote said where `input()` is called
 */
export const disguise = (inputNote) => `exec(${JSON.stringify(program(inputNote))}, {})`;

/** @param {string} inputNote */
const program = (inputNote) => `
def disguise():
    import sys, builtins, os, vfs

    class Module:
        def __init__(self, name, members):
            for key, value in members.items():
                setattr(self, key, value)
            self.__name__ = name
        def __repr__(self):
            return "<module '" + self.__name__ + "'>"

    real = sys.modules

    # The programs' own modules, of which they may forget some to import them anew.
    class Modules:
        def _own(self):
            return {name: real[name] for name in real if name not in hidden}
        def __iter__(self):
            return iter(self._own())
        def __len__(self):
            return len(self._own())
        def __contains__(self, name):
            return name in self._own()
        def __getitem__(self, name):
            return self._own()[name]
        def __delitem__(self, name):
            self.pop(name)
        def __repr__(self):
            return repr(self._own())
        def keys(self):
            return self._own().keys()
        def values(self):
            return self._own().values()
        def items(self):
            return self._own().items()
        def get(self, *wanted):
            return self._own().get(*wanted)
        def pop(self, name, *instead):
            own = self._own()
            if name in own:
                return real.pop(name)
            return own.pop(name, *instead)

    members = {name: getattr(sys, name) for name in dir(sys) if not name.startswith("__")}
    members["platform"] = "esp8266"
    members["modules"] = Modules()
    # Nothing can be typed into a program that runs here: it would never hear it.
    def no_input(*prompt):
        raise NotImplementedError(${JSON.stringify(inputNote)})
    builtins.input = no_input
    # The browser's own would be at its end at once. It has no bytes, so that nobody sends them any.
    members["stdin"] = Module("stdin", {"read": no_input, "readline": no_input})

    real["sys"] = real["usys"] = Module("sys", members)

    # The browser's own takes two paths from the root for one and the same.
    def rename(old, new):
        old, new = [path if isinstance(path, str) else path.decode() for path in (old, new)]
        folder = os.getcwd()
        if old.startswith("/"):
            os.chdir("/")
            old = old[1:]
            new = new if new.startswith("/") else folder.rstrip("/") + "/" + new
        try:
            os.rename(old, new)
        finally:
            os.chdir(folder)

    members = {name: getattr(os, name) for name in dir(os) if not name.startswith("__")}
    members["rename"] = rename
    real["os"] = real["uos"] = Module("os", members)

    class Pin:
        IN, OUT, PULL_UP = 0, 1, 1
        def __init__(self, id, mode=0, pull=None, value=0):
            self._id, self._value = id, value
        def value(self, *new):
            if not new:
                return self._value
            self._value = int(bool(new[0]))
        __call__ = value
        def on(self):
            self._value = 1
        def off(self):
            self._value = 0
        def __repr__(self):
            return "Pin(" + str(self._id) + ")"

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

    def freq(*hertz):
        return 80000000
    real["machine"] = Module("machine", {"Pin": Pin, "Signal": Signal, "freq": freq})

    vfs.umount("/")
    vfs.mount(vfs.VfsPosix("${ROOT}"), "/")
    os.chdir("/")

    for name in ("js", "jsffi"):
        real[name] = Module(name, {})
    hidden = set(real)

disguise()
`;
