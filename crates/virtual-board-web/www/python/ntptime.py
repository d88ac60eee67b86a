# The time from the network, which the practice board does not reach. It has the time of the computer.
from network import _no_wifi

host = "pool.ntp.org"
time = settime = _no_wifi
