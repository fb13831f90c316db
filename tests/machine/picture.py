"""Pictures as the rig sees them: qemu's screendumps and the PNG that kioskctl writes, compared without any library."""
import struct
import zlib


class Picture:
    def __init__(self, width, height, rgb):
        self.width, self.height, self.rgb = width, height, rgb

    def row(self, y):
        return self.rgb[y * self.width * 3:(y + 1) * self.width * 3]

    def colours(self):
        """How many colours a sample of the pixels has."""
        return len({self.rgb[i:i + 3] for i in range(0, len(self.rgb) - 2, 3 * 7)})

    def is_dark(self):
        """All of it is black, or as good as."""
        return max(self.rgb) < 16

    def text_lines(self):
        """How many rows of pixels go to and fro between light and dark as rows of letters do: 24 times and more."""
        lines = 0
        for y in range(self.height):
            row = self.row(y)[1::3]
            lowest, highest = min(row), max(row)
            if highest - lowest < 60:
                continue
            threshold, turns = (lowest + highest) // 2, 0
            light = row[0] > threshold
            for value in row:
                if (value > threshold) != light:
                    light, turns = not light, turns + 1
            lines += turns >= 24
        return lines

    def write_png(self, path):
        rows = b"".join(b"\0" + self.row(y) for y in range(self.height))

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        with open(path, "wb") as out:
            out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)) +
                      chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b""))


def read_ppm(data):
    magic, size, _, rgb = data.split(b"\n", 3)
    assert magic == b"P6"
    width, height = map(int, size.split())
    return Picture(width, height, rgb)


def paeth(left, up, corner):
    guess = left + up - corner
    a, b, c = abs(guess - left), abs(guess - up), abs(guess - corner)
    return left if a <= b and a <= c else up if b <= c else corner


def unfilter(kind, row, above, step):
    """One row of a PNG, in place (PNG 1.2, section 6)."""
    for i in range(len(row)):
        left = row[i - step] if i >= step else 0
        if kind == 1:
            row[i] = (row[i] + left) & 255
        elif kind == 2:
            row[i] = (row[i] + above[i]) & 255
        elif kind == 3:
            row[i] = (row[i] + (left + above[i]) // 2) & 255
        elif kind == 4:
            row[i] = (row[i] + paeth(left, above[i], above[i - step] if i >= step else 0)) & 255


def read_png(data):
    """8-bit RGB or RGBA, as libpng writes them."""
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", data[at + 8:at + 18])
        elif kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    assert depth == 8 and colour in (2, 6)
    step = 3 if colour == 2 else 4
    raw, stride, above, rgb = zlib.decompress(packed), width * step, bytes(width * step), bytearray()
    for y in range(height):
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        unfilter(raw[y * (stride + 1)], row, above, step)
        above = row
        rgb += row if step == 3 else bytes(row[i] for i in range(stride) if i % 4 != 3)
    return Picture(width, height, bytes(rgb))


def different(one, other, tolerance=40):
    """Which share of the pixels differs by more than `tolerance` of 255 in a channel; 1 when the sizes do."""
    if (one.width, one.height) != (other.width, other.height):
        return 1.0
    count = 0
    for y in range(one.height):
        a, b = one.row(y), other.row(y)
        if a != b:
            far = [abs(p - q) > tolerance for p, q in zip(a, b)]
            count += sum(map(any, zip(far[0::3], far[1::3], far[2::3])))
    return count / (one.width * one.height)
