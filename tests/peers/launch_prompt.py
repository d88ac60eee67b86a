"""mpremote or ampy, with the URL handler of this folder: `python launch_prompt.py CLIENT ARGUMENT…`."""

import pathlib
import sys

import serial

sys.path.insert(0, str(pathlib.Path(__file__).parent))
serial.protocol_handler_packages.insert(0, "handlers")


def mpremote():
    import mpremote.main

    return mpremote.main.main()


def ampy():
    # It knows files of the system only.
    serial.Serial = serial.serial_for_url
    import ampy.cli

    return ampy.cli.cli()


if __name__ == "__main__":
    client = {"mpremote": mpremote, "ampy": ampy}[sys.argv.pop(1)]
    sys.exit(client())
