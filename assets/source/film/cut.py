"""The film as a whole: which scene is on when, how one becomes the next, and the titles over them."""

import math
import subprocess

import cairo

import scenes
from kit import INK, PAPER
from stage import HEIGHT, WIDTH, Title, between, colour, ease

SECONDS = 90
FADE = 1.0  # s, in the middle of which one scene becomes the next

# start s, what paints it, how it comes: (kind, x, y) as in mask
SCENES = (
    (0, scenes.morning, None),
    (6, scenes.town_map, ("iris", 960, 560)),
    (12, scenes.station, ("right",)),
    (18, scenes.town_hall, ("right",)),
    (24, scenes.work, ("up",)),
    (30, scenes.school, ("fade",)),
    (33, scenes.campus, ("right",)),
    (36, scenes.library, ("iris", 960, 640)),
    (42, scenes.arena, ("iris", 960, 500)),
    (48, scenes.forest, ("right",)),
    (57, scenes.welcome, ("up",)),
    (66, scenes.bridge, ("fade",)),
    (72, scenes.lake, ("fade",)),
    (75, scenes.evening, ("fade",)),
)

AIR = {"Bold": .3, "Medium": .62}  # above a line, of its height


def title(start, end, ink, veil, *lines, top=84, strength=.8, spread=190):
    """Lines of (px, text), the first ones bold; below 50 px they are the English words, the last of 32 px the source."""
    made = []
    for px, text in lines:
        weight = "Bold" if px > 50 else "Medium"
        made.append((text, px, weight, round(px * AIR[weight]) if made else 0))
    return Title(start, end, made, ink, veil, top, strength, spread)


def titles():
    return [
        title(0, 5.6, INK, "#BFD3C8", (128, "Ballerup"), (68, "i et godt minut"), (46, "in a good minute"), strength=.45),
        title(6.5, 11.7, INK, "#F6EEDB", (96, "ca. 15 km"), (60, "fra København"), (44, "from Copenhagen"), (32, "Trap Danmark, 2018"), strength=0),
        title(12.5, 17.7, INK, "#CBE0DA", (96, "5 stationer"), (60, "med S-tog"), (44, "five S-train stations"), (32, "Trap Danmark, 2018"), top=66),
        title(18.5, 23.7, INK, "#D8E6DC", (120, "51.237"), (56, "mennesker bor her"), (44, "people live here"), (32, "Danmarks Statistik, 2024"), top=66),
        title(24.6, 29.7, INK, PAPER, (96, "ca. 41.000"), (60, "arbejdspladser"), (44, "about 41,000 jobs"), (32, "Trap Danmark, 2016"), strength=0),
        title(30.5, 35.7, INK, "#D8E8DF", (96, "Skole"), (60, "og studie"), (44, "school and study"), (32, "5 skoler (ballerup.dk, 2026)"), top=66),
        title(36.5, 41.7, INK, "#F6EBD0", (96, "Biblioteket"), (60, "ved stationen"), (44, "the library by the station")),
        title(42.5, 47.7, PAPER, "#0B2A3A", (60, "Landets"), (96, "velodrom"), (44, "the national velodrome"), (32, "TheMayor.EU, 2021"), top=40, strength=.92, spread=64),
        title(48.5, 56.6, INK, "#F6F6E6", (112, "12 % skov"), (44, "12% forest"), (32, "Trap Danmark, 2018")),
        title(57.6, 65.7, INK, PAPER, (80, "Du er"), (80, "ikke alene"), (44, "you are not alone"), top=100, strength=0),
        title(66.5, 71.6, PAPER, "#2C6879", (88, "Brandenburg"), (60, "an der Havel"), (42, "samarbejdsby siden 2017"), (42, "partner town since 2017"),
              (32, "ballerupbladet.dk, 2017"), top=66, strength=.86),
    ]


ADDRESS = "https://ballerup.dk/english"


class End:
    """The last card: welcome, and where to read on."""

    def __init__(self, start):
        self.start = start
        modules = subprocess.run(["qrencode", "-t", "ASCII", "-m", "0", "-l", "M", ADDRESS], check=True,
                                 capture_output=True, text=True).stdout.split("\n")
        modules = [line[::2] for line in modules if line]
        self.surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, WIDTH, HEIGHT)
        ctx = cairo.Context(self.surface)
        left, top, w, h, r = WIDTH / 2 - 294, 96, 588, 888, 34
        ctx.set_source_rgb(*colour(PAPER))
        ctx.new_sub_path()
        for cx, cy, a in ((left + w - r, top + r, -.5), (left + w - r, top + h - r, 0), (left + r, top + h - r, .5), (left + r, top + r, 1)):
            ctx.arc(cx, cy, r, a * math.pi, (a + .5) * math.pi)
        ctx.fill()
        words = Title(0, 0, [("Velkommen", 88, "Bold", 0), ("Welcome", 52, "Medium", 26)], INK, PAPER, 160, 0)
        ctx.set_source_surface(words.surface, 0, 0)
        ctx.paint()
        cell = 380 // len(modules)
        x0, y0 = (WIDTH - cell * len(modules)) // 2, 400
        ctx.set_source_rgb(*colour(INK))
        for row, line in enumerate(modules):
            for column, dark in enumerate(line):
                if dark == "#":
                    ctx.rectangle(x0 + column * cell, y0 + row * cell, cell, cell)
        ctx.fill()
        words = Title(0, 0, [("ballerup.dk/english", 46, "Bold", 0)], INK, PAPER, 860, 0)
        ctx.set_source_surface(words.surface, 0, 0)
        ctx.paint()

    def paint(self, ctx, t):
        shown = between(t, self.start, 1.2)
        if shown > 0:
            ctx.identity_matrix()
            ctx.set_source_surface(self.surface, 0, 40 * (1 - shown))
            ctx.paint_with_alpha(shown)


def mask(kind, u):
    """What shows of the scene that comes, `u` of the way."""
    if kind[0] == "fade":
        return cairo.SolidPattern(0, 0, 0, ease(u))
    if kind[0] == "iris":
        r = ease(u) * 1500
        made = cairo.RadialGradient(kind[1], kind[2], max(r - 260, 0), kind[1], kind[2], max(r, 1))
        stops = ((0, 1), (1, 0))
    elif kind[0] == "right":
        edge = -420 + ease(u) * (WIDTH + 840)
        made = cairo.LinearGradient(edge - 420, 0, edge, 70)
        stops = ((0, 1), (1, 0))
    else:  # up: as if over a hill
        y = HEIGHT + 3100 - ease(u) * (HEIGHT + 560)
        made = cairo.RadialGradient(WIDTH / 2, y, 2700, WIDTH / 2, y, 2980)
        stops = ((0, 1), (1, 0))
    for stop, alpha in stops:
        made.add_color_stop_rgba(stop, 0, 0, 0, alpha)
    return made


class Film:
    """Paints any moment; scenes are made when they are first needed, and forgotten when they are over."""

    def __init__(self):
        self.titles, self.end, self.ready = titles(), End(80.6), {}

    def _scene(self, n):
        if n not in self.ready:
            after = SCENES[n + 1][0] if n + 1 < len(SCENES) else SECONDS
            self.ready[n] = SCENES[n][1](after - SCENES[n][0])
        return self.ready[n]

    def paint(self, t):
        """An RGB24 surface of the moment `t` s."""
        surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
        ctx = cairo.Context(surface)
        on = [n for n, (start, *_) in enumerate(SCENES)
              if (n == 0 or start - FADE / 2 < t) and (n + 1 == len(SCENES) or t < SCENES[n + 1][0] + FADE / 2)]
        for n in list(self.ready):
            if n not in on:
                del self.ready[n]
        for n in on:
            start, _, kind = SCENES[n]
            u = (t - start + FADE / 2) / FADE
            if n == on[0] or u >= 1:
                self._scene(n)(ctx, t - start)
                continue
            below = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
            self._scene(n)(cairo.Context(below), t - start)
            ctx.identity_matrix()
            ctx.set_source_surface(below, 0, 0)
            ctx.mask(mask(kind, u))
        for title in self.titles:
            title.paint(ctx, t)
        self.end.paint(ctx, t)
        surface.flush()
        return surface
