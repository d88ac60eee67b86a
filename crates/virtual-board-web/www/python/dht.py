# Sensors of temperature and humidity, of which none is connected.
class DHTBase:
    def __init__(self, pin):
        self.pin = pin

    def measure(self):
        raise OSError(110, "no sensor is connected to the practice board")


class DHT11(DHTBase):
    def temperature(self):
        return 0

    humidity = temperature


class DHT22(DHT11):
    pass
