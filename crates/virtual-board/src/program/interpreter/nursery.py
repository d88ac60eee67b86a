"""Starts interpreters as copies of itself, each in a hundredth of the time that a start takes.

The package's program is one in Python that has MicroPython in a module. That is loaded here, once.
An order is a line: the paths of its input and output, and its arguments, with tabs between. It is
answered with the number of the process.
"""

import ctypes, os, runpy, signal, sys

import micropython_unix

PR_SET_PDEATHSIG = 1
prctl = ctypes.CDLL(None).prctl
program = sys.argv[1]
# Nobody waits for them.
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
orders = os.fdopen(os.dup(0), "rb", 0)
for line in orders:
    source, sink, *arguments = line.decode().rstrip("\n").split("\t")
    source, sink = os.open(source, os.O_RDONLY), os.open(sink, os.O_WRONLY)
    process = os.fork()
    if not process:
        try:
            # It ends with this process. Its number says nothing once it has ended by itself.
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            orders.close()
            os.dup2(source, 0)
            os.dup2(sink, 1)
            os.dup2(sink, 2)
            os.close(source)
            os.close(sink)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            sys.argv = [program, *arguments]
            runpy.run_path(program, run_name="__main__")
        finally:
            os._exit(0)
    os.close(source)
    os.close(sink)
    os.write(1, b"%d\n" % process)
