"""Shapes shared by the scenes: a picture as a list of SVG elements that nanosvg draws alike everywhere."""

import math
import random
import re

W, H = 1920, 1440

BALTIC = ["#0B2A3A", "#0F4C5C", "#1B6372", "#2F7F8A", "#6FAFB0", "#A9D0CC", "#D6E8E2"]
GREEN = ["#143B36", "#1E4D43", "#2F6B57", "#5B9275", "#9CC29A", "#C9DDB6"]
AMBER, ORANGE, BRICK, WINE = "#F2B33D", "#E58A3A", "#C8553D", "#8F3A33"
PAPER, SAND, STONE, INK = "#F7F3EA", "#EAD7B7", "#C9BFAE", "#13262E"
SKIN = ["#F1C9A5", "#D9A27A", "#A86F4B", "#6F4630"]
HAIR = ["#3A2A24", "#13262E", "#A5622F", "#E2B96B", "#D8D3CB"]


def number(value):
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def points(*pairs):
    return " ".join(f"{number(x)} {number(y)}" for x, y in pairs)


def polygon(*pairs):
    return "M" + "L".join(points(pair) for pair in pairs) + "z"


def smooth(pairs):
    """A soft line through the points (Catmull-Rom as cubic curves), open, without the leading M."""
    d = points(pairs[0])
    for i in range(len(pairs) - 1):
        p0, p1, p2 = pairs[max(i - 1, 0)], pairs[i], pairs[i + 1]
        p3 = pairs[min(i + 2, len(pairs) - 1)]
        a = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        b = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        d += "C" + points(a, b, p2)
    return d


def mix(a, b, t):
    """The colour between `a` and `b`."""
    ca, cb = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (a, b))
    return "#" + "".join(f"{round(x + (y - x) * t):02X}" for x, y in zip(ca, cb))


def light(colour, t):
    return mix(colour, "#FFF6E2", t)


def dark(colour, t):
    return mix(colour, "#0B2230", t)


class Scene:
    def __init__(self, seed=1):
        self.defs, self.body, self.layers, self.random = [], [], [], random.Random(seed)

    def _gradient(self, kind, place, stops):
        name = f"g{len(self.defs)}"
        inner = ""
        for stop in stops:
            opacity = f' stop-opacity="{stop[2]:.2f}"' if len(stop) > 2 else ""
            inner += f'<stop offset="{stop[0]:.2f}" stop-color="{stop[1]}"{opacity}/>'
        self.defs.append(f'<{kind} id="{name}" gradientUnits="userSpaceOnUse" {place}>{inner}</{kind}>')
        return f"url(#{name})"

    def linear(self, start, end, *stops):
        place = f'x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" y2="{number(end[1])}"'
        return self._gradient("linearGradient", place, stops)

    def radial(self, centre, r, *stops):
        place = f'cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(r)}"'
        return self._gradient("radialGradient", place, stops)

    def shade(self, x, y, w, h, colour, amount=0.18):
        """The fill of something lit from the upper left."""
        return self.linear((x, y), (x + w, y + h), (0, light(colour, amount)), (1, dark(colour, amount)))

    def layer(self, name):
        """What is drawn from here on is called so, and lies nearer than what was before: a film moves them apart."""
        self.layers.append((name, len(self.body)))

    def add(self, element, **attributes):
        extra = ""
        for key, value in attributes.items():
            if value is not None:
                text = f"{value:.2f}" if isinstance(value, float) else value
                extra += f' {key.replace("_", "-")}="{text}"'
        self.body.append(f"<{element}{extra}/>")

    def path(self, d, fill, opacity=None, **more):
        self.add(f'path d="{d}"', fill=fill, opacity=opacity, **more)

    def line(self, d, stroke, width, opacity=None, cap="round"):
        self.add(f'path d="{d}"', fill="none", stroke=stroke, stroke_width=number(width), stroke_linecap=cap,
                 stroke_linejoin="round", opacity=opacity)

    def rect(self, x, y, w, h, fill, rx=0, opacity=None):
        radius = f' rx="{number(rx)}"' if rx else ""
        self.add(f'rect x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}"{radius}',
                 fill=fill, opacity=opacity)

    def circle(self, x, y, r, fill, opacity=None):
        self.add(f'circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"', fill=fill, opacity=opacity)

    def ellipse(self, x, y, rx, ry, fill, opacity=None):
        self.add(f'ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"', fill=fill,
                 opacity=opacity)

    def ring(self, x, y, r, stroke, width, opacity=None):
        self.add(f'circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"', fill="none", stroke=stroke,
                 stroke_width=number(width), opacity=opacity)

    def group(self, transform):
        self.body.append(f'<g transform="{transform}">')

    def end(self):
        self.body.append("</g>")

    def whole(self):
        """All places on whole pixels: less to read, nothing to see."""
        place = re.compile(r'\b(d|x|y|cx|cy|x1|y1|x2|y2|width|height)="([^"]*)"')
        part = re.compile(r"-?\d+\.\d")

        def rounded(match):
            return f'{match[1]}="{part.sub(lambda n: str(round(float(n[0]))), match[2])}"'

        self.defs = [place.sub(rounded, element) for element in self.defs]
        self.body = [place.sub(rounded, element) for element in self.body]

    def svg(self):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{W}" height="{H}" viewBox="0 0 {W} {H}">\n<defs>\n'
                + "\n".join(self.defs) + "\n</defs>\n" + "\n".join(self.body) + "\n</svg>\n")


# -- air, land, water -------------------------------------------------------------------------------------------

def sky(s, top, bottom, horizon=900):
    s.rect(0, 0, W, H, s.linear((0, 0), (0, horizon), (0, top), (1, bottom)))


def glow(s, x, y, r, colour, opacity=0.8):
    s.circle(x, y, r, s.radial((x, y), r, (0, colour, opacity), (0.35, colour, opacity * 0.45), (1, colour, 0.0)))


def cloud(s, x, y, w, colour, opacity=0.8):
    h = w * 0.16
    d = (f"M{points((x, y))}C{points((x + w * .02, y - h), (x + w * .16, y - h * 1.2), (x + w * .22, y - h * .7))}"
         f"C{points((x + w * .3, y - h * 2.2), (x + w * .58, y - h * 2.1), (x + w * .64, y - h * .9))}"
         f"C{points((x + w * .76, y - h * 1.5), (x + w * .98, y - h * .9), (x + w, y))}z")
    s.path(d, colour, opacity)


def land(s, y, swing, fill, seed=0, low=H, x0=-40, x1=W + 40, step=160):
    rnd = random.Random(seed)
    line = [(x, y + rnd.uniform(-swing, swing)) for x in range(x0, x1 + step, step)]
    s.path("M" + smooth(line) + f"L{number(x1 + step)} {low}L{number(x0)} {low}z", fill)


def ripples(s, x, y, w, h, colour, count, opacity=0.5, seed=0):
    """Short strokes of light on water, closer together towards the horizon."""
    rnd = random.Random(seed)
    for _ in range(count):
        t = rnd.random() ** 1.7
        length = (30 + 170 * t) * rnd.uniform(0.5, 1.2)
        cx, cy = x + rnd.random() * w, y + t * h
        s.rect(cx - length / 2, cy, length, 2 + 5 * t, colour, 1 + 2.5 * t, opacity * rnd.uniform(0.4, 1))


def birds(s, x, y, size, count, colour, seed=3):
    rnd = random.Random(seed)
    for _ in range(count):
        bx, by, k = x + rnd.uniform(-1, 1) * size * 7, y + rnd.uniform(-1, 1) * size * 3, size * rnd.uniform(0.6, 1)
        s.line(f"M{points((bx - k, by - k * .3))}Q{points((bx - k * .4, by - k * .6), (bx, by))}"
               f"Q{points((bx + k * .4, by - k * .6), (bx + k, by - k * .3))}", colour, k * 0.16)


# -- plants -----------------------------------------------------------------------------------------------------

def tree(s, x, y, h, leaf, trunk="#5A4636", seed=0):
    """A broad-leaved tree standing at (x, y): one crown lit from the upper left."""
    rnd = random.Random(seed)
    r, top = h * 0.3, y - h * 0.66
    s.path(f"M{points((x - h * .028, y))}Q{points((x - h * .012, y - h * .25), (x - h * .02, top))}"
           f"L{points((x + h * .02, top))}Q{points((x + h * .014, y - h * .25), (x + h * .034, y))}z",
           s.linear((x - h * .03, 0), (x + h * .03, 0), (0, light(trunk, .15)), (1, dark(trunk, .3))))
    s.line(f"M{points((x, y - h * .36))}L{points((x + h * .09, y - h * .5))}", dark(trunk, .15), h * .016)
    s.line(f"M{points((x, y - h * .3))}L{points((x - h * .1, y - h * .46))}", trunk, h * .016)
    fill = s.linear((x - r, top - r), (x + r, top + r), (0, light(leaf, .22)), (.55, leaf), (1, dark(leaf, .34)))
    blobs = [(0, 0, r * .82)]
    for i in range(9):
        a = i * math.tau / 9 + rnd.uniform(-.2, .2)
        blobs.append((math.cos(a) * r * .72, math.sin(a) * r * .6, r * rnd.uniform(.34, .48)))
    for bx, by, br in blobs:
        s.circle(x + bx, top + by, br, fill)
    for _ in range(16):
        a, d = rnd.uniform(2.2, 5.2), r * rnd.uniform(.15, .8)
        s.ellipse(x + math.cos(a) * d, top + math.sin(a) * d * .85, r * .09, r * .05, light(leaf, .45), .4)


def spruce(s, x, y, h, colour):
    fill = s.linear((x - h * .2, 0), (x + h * .2, 0), (0, light(colour, .16)), (1, dark(colour, .25)))
    s.rect(x - h * .02, y - h * .12, h * .04, h * .12, dark("#5A4636", .2))
    for i in range(4):
        top, base, half = y - h + i * h * .19, y - h * .64 + i * h * .19, h * (.1 + .045 * i)
        s.path(f"M{points((x, top))}Q{points((x + half * .4, base - h * .1), (x + half, base))}"
               f"Q{points((x, base - h * .05), (x - half, base))}Q{points((x - half * .4, base - h * .1), (x, top))}z", fill)


def grass(s, x0, x1, y, h, colour, count, seed=0, opacity=None):
    rnd = random.Random(seed)
    for _ in range(count):
        x, k = rnd.uniform(x0, x1), h * rnd.uniform(.5, 1)
        lean = rnd.uniform(-.3, .3) * k
        s.path(f"M{points((x - k * .03, y))}Q{points((x + lean * .3, y - k * .6), (x + lean, y - k))}"
               f"Q{points((x + lean * .4 + k * .03, y - k * .5), (x + k * .04, y))}z",
               mix(colour, light(colour, .4), rnd.random() * .6), opacity)


def potted(s, x, y, h, leaf, pot):
    s.path(f"M{points((x - h * .16, y - h * .3))}L{points((x + h * .16, y - h * .3))}L{points((x + h * .11, y))}"
           f"L{points((x - h * .11, y))}z", s.shade(x - h * .16, y - h * .3, h * .32, h * .3, pot))
    for i, lean in enumerate((-.5, -.28, -.08, .12, .32, .5)):
        tip = (x + lean * h * .8, y - h * (1 - abs(lean) * .7))
        mid = (x + lean * h * .25, y - h * .75)
        s.path(f"M{points((x, y - h * .3))}Q{points((mid[0] - h * .07, mid[1]), tip)}"
               f"Q{points((mid[0] + h * .1, mid[1] + h * .12), (x + h * .02, y - h * .3))}z",
               light(leaf, .2) if i < 3 else dark(leaf, .12))


# -- people and things ------------------------------------------------------------------------------------------

def head(s, x, y, r, skin, hair, style="short", facing=1):
    """A head whose centre is (x, y); `facing` 1 looks right, -1 left."""
    f = facing
    if style == "long":
        s.path(f"M{points((x - f * r * .2, y - r * 1.1))}C{points((x - f * r * 1.5, y - r * 1.1), (x - f * r * 1.4, y + r * .8), (x - f * r * 1.1, y + r * 1.7))}"
               f"L{points((x + f * r * .1, y + r * 1.5))}L{points((x + f * r * .3, y - r))}z", dark(hair, .12))
    if style == "bun":
        s.circle(x - f * r * .85, y - r * .85, r * .42, hair)
    s.rect(x - r * .32, y + r * .5, r * .64, r * .9, dark(skin, .16), r * .25)
    s.circle(x, y, r, s.shade(x - r, y - r, 2 * r, 2 * r, skin, .1))
    if style == "hat":
        s.path(f"M{points((x - r * 1.08, y - r * .2))}C{points((x - r, y - r * 1.7), (x + r, y - r * 1.7), (x + r * 1.08, y - r * .2))}z", hair)
        s.rect(x - r * 1.14, y - r * .42, r * 2.28, r * .36, light(hair, .2), r * .18)
        s.circle(x, y - r * 1.36, r * .24, light(hair, .35))
        return
    if style == "scarf":
        s.path(f"M{points((x + f * r * .75, y - r * .75))}C{points((x + f * r * .2, y - r * 1.5), (x - f * r * 1.4, y - r * 1.3), (x - f * r * 1.2, y + r * .4))}"
               f"C{points((x - f * r * 1.2, y + r * 1.2), (x - f * r * .6, y + r * 1.6), (x + f * r * .35, y + r * 1.35))}"
               f"C{points((x + f * r * .2, y + r * 1.0), (x - f * r * .5, y + r * .5), (x - f * r * .3, y - r * .15))}"
               f"C{points((x - f * r * .1, y - r * .55), (x + f * r * .4, y - r * .7), (x + f * r * .75, y - r * .75))}z", hair)
        return
    s.path(f"M{points((x + f * r * .88, y - r * .5))}C{points((x + f * r * .7, y - r * 1.45), (x - f * r * 1.25, y - r * 1.5), (x - f * r * 1.1, y + r * .15))}"
           f"C{points((x - f * r * .9, y + r * .3), (x - f * r * .6, y + r * .1), (x - f * r * .5, y - r * .25))}"
           f"C{points((x - f * r * .1, y - r * .3), (x + f * r * .4, y - r * .7), (x + f * r * .88, y - r * .5))}z", hair)


def person(s, x, y, h, coat, skin=0, hair=0, style="short", facing=1, legs="#24404C", step=0.5, bag=None, shadow=0.22,
           reach=None):
    """Someone standing or walking at (x, y), h px tall. `step` 0 stands still, 1 strides; `reach` is where the near
    hand is."""
    f, skin_colour, hair_colour = facing, SKIN[skin], HAIR[hair] if isinstance(hair, int) else hair
    if shadow:
        s.path(polygon((x - h * .08, y), (x + h * .06, y + h * .012), (x + h * .5, y + h * .07), (x + h * .34, y + h * .085)), INK, shadow)
    stride = h * .12 * step
    for side, shade in ((-1, .2), (1, 0)):
        foot = x + f * side * (stride + h * .02)
        s.line(f"M{points((x + f * side * h * .03, y - h * .46))}L{points((x + f * side * (stride * .5 + h * .02), y - h * .22), (foot, y - h * .04))}",
               dark(legs, shade), h * .062)
        s.path(f"M{points((foot - f * h * .03, y - h * .035))}L{points((foot + f * h * .03, y - h * .035))}Q{points((foot + f * h * .085, y - h * .02), (foot + f * h * .085, y))}"
               f"L{points((foot - f * h * .03, y))}z", dark(INK, .1))
    swing = f * stride * .5
    s.line(f"M{points((x - f * h * .06, y - h * .76))}Q{points((x - f * h * .1 - swing * .3, y - h * .6), (x - f * h * .07 - swing, y - h * .47))}", dark(coat, .3), h * .058)
    s.path(f"M{points((x - h * .065, y - h * .81))}C{points((x - h * .13, y - h * .79), (x - h * .1, y - h * .6), (x - h * .125, y - h * .42))}"
           f"Q{points((x, y - h * .39), (x + h * .125, y - h * .42))}C{points((x + h * .1, y - h * .6), (x + h * .13, y - h * .79), (x + h * .065, y - h * .81))}z",
           s.shade(x - h * .12, y - h * .8, h * .24, h * .4, coat, .16))
    head(s, x + f * h * .01, y - h * .905, h * .068, skin_colour, hair_colour, style, f)
    s.rect(x - h * .055, y - h * .84, h * .11, h * .045, light(coat, .4), h * .022)
    shoulder, hand = (x + f * h * .075, y - h * .765), reach or (x + f * h * .08 + swing, y - h * .462)
    elbow = ((shoulder[0] + hand[0]) / 2 + f * h * .02, (shoulder[1] + hand[1]) / 2 + (h * .04 if reach else 0))
    s.circle(hand[0], hand[1], h * .027, skin_colour)
    s.line(f"M{points(shoulder)}Q{points(elbow, (hand[0] * .94 + elbow[0] * .06, hand[1] * .94 + elbow[1] * .06))}", dark(coat, .1), h * .055)
    if bag:
        s.line(f"M{points((x - f * h * .05, y - h * .8))}L{points((x + f * h * .09, y - h * .52))}", dark(bag, .25), h * .014)
        s.rect(x + f * h * .09 - h * .07, y - h * .54, h * .14, h * .12, s.shade(x, y - h * .54, h * .14, h * .12, bag), h * .02)


def bust(s, x, y, h, coat, skin=0, hair=0, style="short", facing=1):
    """Head and shoulders; (x, y) is the middle of the lower edge, as behind a table."""
    hair_colour = HAIR[hair] if isinstance(hair, int) else hair
    s.path(f"M{points((x - h * .42, y))}C{points((x - h * .42, y - h * .42), (x - h * .34, y - h * .52), (x - h * .1, y - h * .56))}"
           f"L{points((x + h * .1, y - h * .56))}C{points((x + h * .34, y - h * .52), (x + h * .42, y - h * .42), (x + h * .42, y))}z",
           s.shade(x - h * .4, y - h * .6, h * .8, h * .6, coat, .16))
    head(s, x, y - h * .77, h * .17, SKIN[skin], hair_colour, style, facing)
    s.path(f"M{points((x - h * .13, y - h * .575))}Q{points((x, y - h * .46), (x + h * .13, y - h * .575))}Q{points((x, y - h * .53), (x - h * .13, y - h * .575))}z", light(coat, .4))


def bicycle(s, x, y, r, frame, facing=1, turn=0):
    """Wheels of radius r on the ground at y; x is the middle; `turn` is how far they have turned, in radians."""
    f, back, front = facing, x - facing * r * 1.25, x + facing * r * 1.25
    for wx in (back, front):
        s.ring(wx, y - r, r * .94, INK, r * .09)
        s.ring(wx, y - r, r * .84, STONE, r * .03)
        for i in range(8):
            a = i * math.tau / 16 + turn
            s.line(f"M{points((wx - math.cos(a) * r * .84, y - r - math.sin(a) * r * .84))}L{points((wx + math.cos(a) * r * .84, y - r + math.sin(a) * r * .84))}", STONE, r * .012, .7)
    crank, seat, bar = (x - f * r * .1, y - r * .95), (x - f * r * .5, y - r * 2.1), (front - f * r * .28, y - r * 2.15)
    for a, b in ((crank, seat), (crank, (front - f * r * .2, y - r * 1.75)), (seat, (front - f * r * .24, y - r * 1.95)),
                 (crank, (back, y - r)), (seat, (back, y - r)), ((front - f * r * .3, y - r * 2.25), (front, y - r))):
        s.line(f"M{points(a)}L{points(b)}", frame, r * .1)
    s.line(f"M{points((bar[0] - f * r * .02, bar[1] - r * .12))}Q{points((bar[0] - f * r * .1, bar[1] - r * .3), (bar[0] - f * r * .42, bar[1] - r * .22))}", INK, r * .09)
    s.line(f"M{points(seat)}L{points((seat[0] - f * r * .06, seat[1] - r * .16))}", INK, r * .08)
    s.path(f"M{points((seat[0] - f * r * .34, seat[1] - r * .28))}Q{points((seat[0], seat[1] - r * .32), (seat[0] + f * r * .26, seat[1] - r * .18))}"
           f"Q{points((seat[0] - f * r * .1, seat[1] - r * .08), (seat[0] - f * r * .34, seat[1] - r * .28))}z", INK)
    s.ring(crank[0], crank[1], r * .17, dark(frame, .4), r * .06)


def cyclist(s, x, y, r, frame, coat, skin=0, hair=0, style="short", facing=1, legs="#24404C", upright=1.0,
            turn=None):
    """On a bicycle; `turn` is how far the pedals have turned, in radians: without it the near one is in front."""
    f, hair_colour = facing, HAIR[hair] if isinstance(hair, int) else hair
    hip = (x - f * r * .55, y - r * 2.4)
    shoulder = (x - f * r * (.3 - .5 * (1 - upright)), y - r * (3.75 - .35 * (1 - upright)))
    hand = (x + f * r * .62, y - r * 2.42)
    knees, feet = ((x + f * r * .2, y - r * 1.85), (x + f * r * .42, y - r * 2.0)), ((x - f * r * .2, y - r * .75), (x + f * r * .08, y - r * 1.12))
    if turn is not None:
        way = [(math.cos(turn + half), math.sin(turn + half)) for half in (math.pi, 0)]
        knees = [(x + f * r * (.3 + .12 * a), y - r * (1.9 - .17 * b)) for a, b in way]
        feet = [(x + f * r * (.26 * a - .1), y - r * (.98 - .26 * b)) for a, b in way]
    s.line(f"M{points(hip)}L{points(knees[0], feet[0])}", dark(legs, .25), r * .34)
    bicycle(s, x, y, r, frame, facing, f * (turn or 0) * 2)
    s.line(f"M{points(hip)}L{points(knees[1], feet[1])}", legs, r * .36)
    fx, fy = feet[1][0] - f * r * .08, feet[1][1] + r * 1.12
    s.path(f"M{points((fx, fy - r * 1.16))}L{points((fx + f * r * .2, fy - r * 1.16))}L{points((fx + f * r * .42, fy - r * .98))}L{points((fx, fy - r * .95))}z", INK)
    s.path(f"M{points((shoulder[0] - f * r * .34, shoulder[1] + r * .02))}C{points((shoulder[0] - f * r * .6, shoulder[1] + r * .6), (hip[0] - f * r * .5, hip[1] - r * .3), (hip[0] - f * r * .42, hip[1] + r * .2))}"
           f"Q{points((hip[0], hip[1] + r * .34), (hip[0] + f * r * .46, hip[1] + r * .16))}C{points((hip[0] + f * r * .5, hip[1] - r * .6), (shoulder[0] + f * r * .5, shoulder[1] + r * .5), (shoulder[0] + f * r * .3, shoulder[1]))}z",
           s.shade(hip[0] - r * .5, shoulder[1], r, r * 1.5, coat, .16))
    s.line(f"M{points((shoulder[0] + f * r * .12, shoulder[1] + r * .3))}Q{points((shoulder[0] + f * r * .35, shoulder[1] + r * 1.0), hand)}", dark(coat, .14), r * .27)
    s.circle(hand[0], hand[1], r * .13, SKIN[skin])
    head(s, shoulder[0] + f * r * .14, shoulder[1] - r * .42, r * .36, SKIN[skin], hair_colour, style, f)


def window(s, x, y, w, h, glass, frame=PAPER, bars=(2, 2), lit=False):
    k = min(w, h) * .07
    s.rect(x - k, y - k, w + 2 * k, h + 2 * k, frame)
    fill = s.linear((x, y), (x + w, y + h), (0, light(glass, .35)), (.5, glass), (1, dark(glass, .15 if lit else .3)))
    s.rect(x, y, w, h, fill)
    if not lit:
        s.path(polygon((x, y + h * .7), (x, y + h * .35), (x + w * .7, y), (x + w, y)), "#FFFFFF", .18)
    for i in range(1, bars[0]):
        s.rect(x + w * i / bars[0] - k * .35, y, k * .7, h, frame)
    for i in range(1, bars[1]):
        s.rect(x, y + h * i / bars[1] - k * .35, w, k * .7, frame)
    s.rect(x - k * 1.6, y + h + k, w + k * 3.2, k * 1.1, dark(frame, .12))


def lamp_post(s, x, y, h, lit=False):
    s.rect(x - h * .012, y - h, h * .024, h, s.linear((x - h * .01, 0), (x + h * .012, 0), (0, "#4B626B"), (1, INK)))
    if lit:
        glow(s, x, y - h, h * .75, "#FFD98A", .55)
    s.path(f"M{points((x - h * .075, y - h * .985))}Q{points((x, y - h * 1.08), (x + h * .075, y - h * .985))}z", INK)
    s.ellipse(x, y - h * .985, h * .06, h * .022, "#FFE9B5" if lit else PAPER)


def cup(s, x, y, w, colour):
    """A cup from the side standing at y."""
    h = w * .8
    s.ring(x + w * .52, y - h * .55, w * .2, dark(colour, .12), w * .09)
    s.path(f"M{points((x - w * .5, y - h))}L{points((x + w * .5, y - h))}C{points((x + w * .5, y - h * .2), (x + w * .3, y), (x + w * .15, y))}"
           f"L{points((x - w * .15, y))}C{points((x - w * .3, y), (x - w * .5, y - h * .2), (x - w * .5, y - h))}z", s.shade(x - w * .5, y - h, w, h, colour))
    s.ellipse(x, y - h, w * .5, w * .09, dark(colour, .25))
