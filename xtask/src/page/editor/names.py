"""Makes what the editor knows of MicroPython out of its stubs: FOLDER_OF_WHEELS OUT.json

Out of the wheels come modules with their members: `k`ind (c: class, f: function, v: value), `s`ignature,
first sentence of the `d`ocumentation, `m`embers of a class, the class that a call gives as `r`. `a` names the
module that one is another name of. The wheels' licences are put beside them.
"""

import ast
import json
import pathlib
import re
import sys
import zipfile

CHIP = "micropython_esp8266_esp8266_generic_stubs"
STANDARD = "micropython_stdlib_stubs"

# What CPython's own modules have on this chip: the stubs of the standard library list far more.
KEPT = {
    "array": "array",
    "asyncio": "CancelledError Event Lock StreamReader StreamWriter Task ThreadSafeFlag TimeoutError create_task"
    " current_task gather get_event_loop new_event_loop open_connection run sleep sleep_ms start_server wait_for"
    " wait_for_ms",
    "builtins": "ArithmeticError AssertionError AttributeError BaseException EOFError Exception GeneratorExit"
    " ImportError IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError"
    " NotImplementedError OSError OverflowError RuntimeError StopIteration SyntaxError SystemExit TypeError"
    " UnicodeError ValueError ZeroDivisionError abs all any bin bool bytearray bytes callable chr classmethod"
    " dict dir divmod enumerate eval exec filter float frozenset getattr globals hasattr hash hex id input int"
    " isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print"
    " property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type zip",
    "collections": "OrderedDict deque namedtuple",
    "io": "BytesIO StringIO open",
    "json": "dump dumps load loads",
    "os": "VfsFat VfsLfs2 chdir dupterm getcwd ilistdir listdir mkdir mount remove rename rmdir stat statvfs"
    " umount uname unlink urandom",
    "re": "compile match search sub",
    "ssl": "SSLContext wrap_socket",
    "struct": "calcsize pack pack_into unpack unpack_from",
    "sys": "argv byteorder exit implementation maxsize modules path platform print_exception stderr stdin"
    " stdout version version_info",
}
# And what the built-in types have.
METHODS = {
    "str": "center count encode endswith find format index isalpha isdigit islower isspace isupper join lower"
    " lstrip partition replace rfind rindex rpartition rsplit rstrip split splitlines startswith strip upper",
    "bytes": "count decode endswith find fromhex hex index join replace rfind split startswith strip",
    "bytearray": "append count decode endswith extend find index join replace split startswith strip",
    "list": "append clear copy count extend index insert pop remove reverse sort",
    "dict": "clear copy fromkeys get items keys pop popitem setdefault update values",
    "set": "add clear copy difference discard intersection isdisjoint issubset issuperset pop remove union update",
    "tuple": "count index",
    "int": "from_bytes to_bytes",
}
# What the built-in functions do, which the stubs leave out, and how they are called on this chip.
BUILTINS = {
    "abs": ("(number)", "The number without its sign."),
    "bin": ("(number) -> str", "The number in binary, as a text that begins with 0b."),
    "chr": ("(code) -> str", "The letter with this code."),
    "dict": ("(pairs=())", "Values that are found by their keys."),
    "dir": ("(object)", "The names that the object has."),
    "enumerate": ("(values, start=0)", "Pairs of a count and a value, for a loop."),
    "float": ("(value=0)", "A number with a fraction, also out of a text."),
    "help": ("(object)", "Prints what the object has."),
    "hex": ("(number) -> str", "The number in hexadecimal, as a text that begins with 0x."),
    "input": ("(prompt='') -> str", "Waits for a line that is typed, and gives it as a text."),
    "int": ("(value=0)\n(text, base)", "A whole number, also out of a text."),
    "isinstance": ("(object, type) -> bool", "Whether the object is of this type."),
    "len": ("(values) -> int", "How many values there are, or letters in a text."),
    "list": ("(values=())", "Values in a row, which can be changed."),
    "max": ("(values)\n(a, b, *more)", "The largest of the values."),
    "min": ("(values)\n(a, b, *more)", "The smallest of the values."),
    "open": ("(name, mode='r')", "Opens a file: 'r' reads, 'w' writes it anew, 'a' writes at its end; 'b' means bytes."),
    "ord": ("(letter) -> int", "The code of the letter."),
    "print": ("(*values, sep=' ', end='\\n')", "Shows the values, then goes to the next line."),
    "range": ("(stop)\n(start, stop, step=1)", "The numbers from start up to, but without, stop."),
    "round": ("(number, digits=0)", "The number rounded to so many digits after the point."),
    "sorted": ("(values, key=None, reverse=False)", "A list of the values in order."),
    "str": ("(value='')", "The value as a text."),
    "sum": ("(values, start=0)", "All values added up."),
    "tuple": ("(values=())", "Values in a row, which can't be changed."),
    "type": ("(object)", "What kind of thing the object is."),
    "zip": ("(*lists)", "The values of several lists side by side, for a loop."),
}
# Run by the firmware itself; who imports them prints, writes or formats something.
NOT_TO_IMPORT = {"flashbdev", "inisetup", "lwip", "port_diag", "webrepl_setup"}
# Of what kind the answers of requests are, which the stubs do not say.
ANSWERS = ("requests", "Response", "delete get head patch post put request")
# What a beginner may be told about as a result.
PLAIN_TYPES = {"bool", "bytearray", "bytes", "dict", "float", "int", "list", "set", "str", "tuple"}
SIGNATURES = 2
# The longest that is shown of each.
SIGNATURE_LETTERS = 160
SENTENCE_LETTERS = 240


def main(wheels, out):
    chip = read_wheel(wheels, CHIP)
    standard = read_wheel(wheels, STANDARD)
    sources = {}
    for name, text in chip.items():
        if name.endswith(".pyi") and not name.startswith("_") and module_name(name) not in NOT_TO_IMPORT:
            sources[module_name(name)] = ast.parse(text)
    helpers = {}
    for name, text in standard.items():
        if name.startswith("_mpy_shed/"):
            helpers |= classes(ast.parse(text))
    everything = helpers | {}
    for tree in sources.values():
        everything |= classes(tree)
    modules = {name: described(tree, everything) for name, tree in sources.items()}
    for name, kept in KEPT.items():
        modules[name] = of_standard(standard, name, set(kept.split()), everything)
    for name in list(modules):
        if alias := name.startswith("u") and modules.get(name[1:]):
            modules[name] = {"a": name[1:]}
        elif alias is None and not modules[name]["m"]:
            del modules[name]
    module, class_name, functions = ANSWERS
    for name in functions.split():
        modules[module]["m"][name]["r"] = class_name
    modules["u" + module] = {"a": module}
    unknown = [name for name in ("machine", "network", "time", "builtins") if not modules.get(name, {}).get("m")]
    if unknown:
        sys.exit(f"the stubs say nothing of {', '.join(unknown)}.")
    pathlib.Path(out).write_text(json.dumps(modules, separators=(",", ":"), sort_keys=True))


def read_wheel(wheels, package):
    path = next(pathlib.Path(wheels).glob(f"{package}-*.whl"))
    with zipfile.ZipFile(path) as wheel:
        files = {name: wheel.read(name).decode() for name in wheel.namelist()}
    licence = [text for name, text in sorted(files.items()) if "/licenses/" in name]
    (pathlib.Path(wheels) / f"{package}.licence.txt").write_text("\n\n".join(licence))
    return files


def module_name(file):
    return file.removesuffix(".pyi").removesuffix("/__init__").replace("/", ".")


def of_standard(standard, name, kept, everything):
    """A module of the standard library, which may be spread over the files of its folder."""
    members, doc = {}, ""
    for file, text in standard.items():
        parts = file.removesuffix(".pyi").split("/")
        if parts[0] != "stdlib" or len(parts) < 2 or parts[1] != name or not file.endswith(".pyi"):
            continue
        tree = ast.parse(text)
        own = classes(tree)
        found = described(tree, everything | own, kept)
        members |= {key: member for key, member in found["m"].items() if key not in members}
        if parts[-1] in (name, "__init__"):
            doc = found.get("d", doc)
    if name == "builtins":
        for function_name, (shown, doc_of_it) in BUILTINS.items():
            members.setdefault(function_name, {"k": "f"}).update(s=shown, d=doc_of_it)
        for type_name, methods in METHODS.items():
            own = members[type_name]["m"]
            members[type_name]["m"] = {key: own[key] for key in methods.split() if key in own}
    members |= {key: {"k": "v"} for key in kept - set(members)}
    return entry({"d": doc, "m": members})


def classes(tree):
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def described(tree, everything, kept=None):
    wanted = lambda name: not name.startswith("_") and (kept is None or name in kept)
    members = {}
    own = {name for name in classes(tree)}
    for node in statements(tree.body):
        for name, member in named(node, everything, own):
            if wanted(name):
                members[name] = overloaded(members.get(name), member)
    return entry({"d": sentence(ast.get_docstring(tree)), "m": members})


def overloaded(known, member):
    """One entry of several under the same name; of functions with their different signatures."""
    if known is None or member["k"] != "f" or known["k"] != "f":
        return known or member
    shown = known["s"].split("\n")
    if member["s"] not in shown and len(shown) < SIGNATURES:
        shown.append(member["s"])
    doc = known.get("d") or member.get("d", "")
    return entry({**known, "s": "\n".join(shown), "d": doc})


def statements(body):
    """Also those that hold for some versions of CPython only: what is kept is chosen by name."""
    for node in body:
        if isinstance(node, ast.If):
            yield from statements(node.body)
            yield from statements(node.orelse)
        else:
            yield node


def named(node, everything, own):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield node.name, function(node, own)
    elif isinstance(node, ast.ClassDef):
        yield node.name, class_(node, everything, own)
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        if "TypeAlias" not in ast.unparse(node.annotation):
            yield node.target.id, entry({"k": "v", "s": shown_type(node.annotation)})
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, {"k": "v"}


def function(node, own, is_method=False):
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    result = shown_type(node.returns)
    result = result if result in PLAIN_TYPES or result in own and not result.startswith("_") else ""
    if "property" in decorators:
        return entry({"k": "v", "s": result, "d": sentence(ast.get_docstring(node))})
    arguments = parameters(node.args, is_method and "staticmethod" not in decorators)
    shown = f"({arguments})" + (f" -> {result}" if result else "")
    return entry(
        {
            "k": "f",
            "s": shown if len(shown) <= SIGNATURE_LETTERS else "(…)",
            "d": sentence(ast.get_docstring(node)),
            "r": result if result in own and not result.startswith("_") else "",
        }
    )


def class_(node, everything, own, seen=()):
    members, own_members, init = {}, {}, None
    for base in node.bases:
        parent = everything.get(ast.unparse(base).split("[")[0])
        if parent is not None and parent.name != node.name and parent.name not in seen:
            of_parent = class_(parent, everything, own, (*seen, node.name))
            members |= of_parent.get("m", {})
            init = of_parent.get("s")
    inits = []
    for part in statements(node.body):
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            inits.append(function(part, own, True))
        elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if not part.name.startswith("_"):
                method = function(part, own, True)
                own_members[part.name] = overloaded(own_members.get(part.name), method)
        else:
            for name, member in named(part, everything, own):
                if not name.startswith("_"):
                    own_members[name] = member
    members |= own_members
    if inits:
        init = inits[0]["s"]
    doc = sentence(ast.get_docstring(node)) or next((one["d"] for one in inits if one.get("d")), "")
    return entry({"k": "c", "s": init or "()", "d": doc, "m": members})


def parameters(arguments, drop_first):
    """The parameters as they are called: without annotations, and without marks that beginners don't know."""
    plain = arguments.posonlyargs + arguments.args
    defaults = [None] * (len(plain) - len(arguments.defaults)) + arguments.defaults
    shown = [one(argument, default) for argument, default in zip(plain, defaults)][1 if drop_first else 0 :]
    if arguments.vararg:
        shown.append("*" + arguments.vararg.arg)
    elif arguments.kwonlyargs:
        shown.append("*")
    shown += [one(*pair) for pair in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    if arguments.kwarg:
        shown.append("**" + arguments.kwarg.arg)
    return ", ".join(shown)


def one(argument, default):
    name = argument.arg.lstrip("_")
    return name if default is None else f"{name}={ast.unparse(default).replace('...', '…')}"


def shown_type(annotation):
    if annotation is None:
        return ""
    text = ast.unparse(annotation).strip("'\"")
    text = re.sub(r"^Final\[(.*)\]$", r"\1", text)
    return text if re.fullmatch(r"[a-z]\w*|[A-Z]\w+", text) and text not in ("Incomplete", "Any") else ""


def sentence(doc):
    """The first sentence, without the marks of the documentation's format."""
    if not doc:
        return ""
    if doc.startswith("Module: "):
        return ""
    doc = re.sub(r"^(\s*\.\. \w+::.*)$", "", doc, flags=re.M).strip()
    paragraph = doc.split("\n\n")[0].split("::\n")[0]
    text = " ".join(paragraph.split())
    text = re.sub(r":\w+(?::\w+)?:`~?([^`<]*?)(?:\s*<[^`>]*>)?`", r"\1", text)
    text = re.sub(r"``?([^`]*)``?", r"\1", text)
    text = re.sub(r"\*{1,2}([^*\s][^*]*)\*{1,2}", r"\1", text)
    text = re.sub(r"^(Note: )", "", text)
    match = re.match(r"(.+?[.!?:])(?=\s+[A-Z(]|$)", text)
    text = (match[1] if match and not match[1].endswith(("e.g.", "i.e.")) else text).rstrip(":")
    return text if len(text) <= SENTENCE_LETTERS else text[: SENTENCE_LETTERS - 1].rsplit(" ", 1)[0] + "…"


def entry(values):
    """Without what says nothing."""
    return {key: value for key, value in values.items() if value or key == "m" and "k" not in values}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
