# Pages of the web, of which the practice board reaches none.
from network import _no_wifi

get = post = put = patch = delete = head = request = _no_wifi
