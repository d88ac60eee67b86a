// @ts-check
// What makes the browser's MicroPython look like the one of an ESP8266 to a first lesson: its
// platform's name, its files, and the modules of its chip, which are in python/. What keeps it from the page
// is in seal.mjs; here the doors are only out of sight.

import { MODULES } from "./modules.mjs";

/** The folder of the browser that is the root of the board's files. */
export const ROOT = "/board";

/** Where the modules of the chip are laid before Python starts; then no program sees them any more. */
export const FOLDER = "/modules";

/**
 * The program that disguises. It has names of its own: a person's program may give any name another meaning.
 *
 * @param {object} how
 * @param {boolean} how.canWait whether programs hear what is typed
 * @param {string} how.inputNote said where `input()` is called, if they don't
 */
export const disguise = (how) => `exec(${JSON.stringify(program(how))}, {})`;

/** @param {{ canWait: boolean, inputNote: string }} how */
const program = ({ canWait, inputNote }) => `
CAN_WAIT = ${canWait ? "True" : "False"}
NOTE = ${JSON.stringify(inputNote)}

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

    line = open("/dev/hardware", "r+b", buffering=0)

    def tell(*words):
        line.write(" ".join([str(word) for word in words]))

    # Before there are others of their names, which they use.
    for name in ${JSON.stringify(MODULES)}:
        with open("${FOLDER}/" + name + ".py") as file:
            text = file.read()
        given = {"__name__": name, "line": line, "tell": tell, "CAN_WAIT": CAN_WAIT, "NOTE": NOTE}
        space = dict(given)
        exec(compile(text, name + ".py", "exec"), space)
        members = {key: space[key] for key in space if key not in given}
        real[name] = real["u" + name] = Module(name, members)
    console = real.pop("console")
    real.pop("uconsole")
    builtins.input = console.input
    # The browser's own would be at its end at once. It has no bytes, so that nobody sends them any.
    real["sys"].stdin = console.stdin

    vfs.umount("/")
    vfs.mount(vfs.VfsPosix("${ROOT}"), "/")
    os.chdir("/")

    for name in ("js", "jsffi"):
        real[name] = Module(name, {})
    hidden = set(real)

disguise()
`;
