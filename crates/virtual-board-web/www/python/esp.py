# What only this chip has.
SLEEP_NONE, SLEEP_LIGHT, SLEEP_MODEM = 0, 1, 2


def osdebug(*_):
    pass


def sleep_type(*_):
    return SLEEP_MODEM


def deepsleep(*_):
    raise RuntimeError("the practice board can't sleep deeply")


def flash_id():
    return 0x1640EF


def flash_size():
    return 4194304


def flash_user_start():
    return 0x100000


def _no_flash(*_):
    raise RuntimeError("programs can't read the flash of the practice board")


flash_read = flash_write = flash_erase = set_native_code_location = _no_flash


def check_fw():
    print("size: 600000")
    return True


def malloc(*_):
    return None


def free(*_):
    pass


def info(*_):
    pass
