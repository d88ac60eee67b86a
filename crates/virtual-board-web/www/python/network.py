# There is no Wi-Fi in the practice board.
STA_IF, AP_IF = 0, 1
STAT_IDLE, STAT_CONNECTING, STAT_WRONG_PASSWORD = 0, 1, 2
STAT_NO_AP_FOUND, STAT_CONNECT_FAIL, STAT_GOT_IP = 3, 4, 5
MODE_11B, MODE_11G, MODE_11N = 1, 2, 3
AUTH_OPEN, AUTH_WEP, AUTH_WPA_PSK, AUTH_WPA2_PSK, AUTH_WPA_WPA2_PSK = 0, 1, 2, 3, 4
_NOTHING = ("0.0.0.0", "0.0.0.0", "0.0.0.0", "0.0.0.0")


def _no_wifi(*_, **__):
    raise OSError("there is no Wi-Fi on the practice board")


class WLAN:
    IF_STA, IF_AP = 0, 1
    PM_NONE, PM_PERFORMANCE, PM_POWERSAVE = 0, 1, 2
    _active = [False, False]

    def __init__(self, interface=0):
        if interface not in (0, 1):
            raise ValueError("unknown interface")
        self._interface = interface
        self._settings = {"essid": "", "ssid": "", "mac": b"\x5c\xcf\x7f\x11\x22\x33", "channel": 1}

    def active(self, *new):
        if not new:
            return WLAN._active[self._interface]
        WLAN._active[self._interface] = bool(new[0])

    def scan(self):
        return []

    connect = _no_wifi

    def disconnect(self):
        pass

    def isconnected(self):
        return False

    def status(self, *_):
        return STAT_IDLE

    def ifconfig(self, *_):
        return _NOTHING

    def ipconfig(self, *_, **__):
        return ("0.0.0.0", "0.0.0.0")

    def config(self, *name, **new):
        if not name:
            self._settings.update(new)
        elif name[0] in self._settings:
            return self._settings[name[0]]
        else:
            raise ValueError("unknown config param")

    def __repr__(self):
        return "<WLAN of the practice board>"


def phy_mode(*_):
    return MODE_11N


def country(*_):
    return "XX"


def hostname(*_):
    return "practice-board"
