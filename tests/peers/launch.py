"""esptool, with the URL handler of this folder: `python launch.py ARGUMENT…`."""

import pathlib
import sys

import serial

sys.path.insert(0, str(pathlib.Path(__file__).parent))
serial.protocol_handler_packages.insert(0, "handlers")

import esptool  # noqa: E402  (its ports are made by the handler above)

if __name__ == "__main__":
    esptool._main()
