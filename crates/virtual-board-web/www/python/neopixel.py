# A strip of lights, each of its own colour.
class NeoPixel:
    ORDER = (1, 0, 2, 3)

    def __init__(self, pin, n, bpp=3, timing=1):
        from machine import Pin

        self.pin, self.n, self.bpp = pin, n, bpp
        self.buf = bytearray(n * bpp)
        pin.init(Pin.OUT)

    def __len__(self):
        return self.n

    def __setitem__(self, place, colour):
        start = range(self.n)[place] * self.bpp
        for part in range(self.bpp):
            self.buf[start + self.ORDER[part]] = colour[part]

    def __getitem__(self, place):
        start = range(self.n)[place] * self.bpp
        return tuple([self.buf[start + self.ORDER[part]] for part in range(self.bpp)])

    def fill(self, colour):
        for place in range(self.n):
            self[place] = colour

    def write(self):
        colours = ["%02x%02x%02x" % self[place][:3] for place in range(self.n)]
        tell("pixels", self.pin._wire.number, *colours)
