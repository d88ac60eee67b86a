# Connections, of which the practice board has none.
from network import _no_wifi

AF_INET, SOCK_STREAM, SOCK_DGRAM, SOL_SOCKET, SO_REUSEADDR = 2, 1, 2, 1, 4
getaddrinfo = socket = _no_wifi
