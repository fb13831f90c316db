"""What the film is painted with: the scenes of this folder cut into layers, a camera, people who move, and titles."""

import math
import pathlib
import sys

import cairo
import gi
import numpy

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
gi.require_version("Rsvg", "2.0")
from gi.repository import Pango, PangoCairo, Rsvg  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import draw  # noqa: E402
import kit  # noqa: E402

WIDTH, HEIGHT, FPS = 1920, 1080, 25
PAD = 160  # of a layer beside its scene, in the scene's units


def ease(t):
    """0–1, slow at both ends."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def between(t, start, length):
    """How far it is at `t`, eased: 0 until `start`, 1 after `length` more."""
    return ease((t - start) / length)


def lerp(a, b, t):
    return a + (b - a) * t


def colour(text):
    return tuple(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))


# -- layers -----------------------------------------------------------------------------------------------------

class Picture:
    """Elements of a scene as pixels, `k` for each of its units, no larger than what is drawn."""

    def __init__(self, defs, body, k, box=(-PAD, -PAD, kit.W + PAD, kit.H + PAD)):
        x0, y0, x1, y1 = box
        w, h = x1 - x0, y1 - y0
        whole = cairo.ImageSurface(cairo.FORMAT_ARGB32, math.ceil(w * k), math.ceil(h * k))
        text = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="{x0} {y0} {w} {h}">'
                f'<defs>{"".join(defs)}</defs>{"".join(body)}</svg>')
        place = Rsvg.Rectangle()
        place.x, place.y, place.width, place.height = 0, 0, w * k, h * k
        Rsvg.Handle.new_from_data(text.encode()).render_document(cairo.Context(whole), place)
        whole.flush()
        pixels = numpy.ndarray((whole.get_height(), whole.get_stride() // 4), numpy.uint32, whole.get_data())
        rows, columns = numpy.flatnonzero(pixels.any(1)), numpy.flatnonzero(pixels.any(0))
        if not len(rows):
            raise ValueError("a layer with nothing on it")
        left, top = max(columns[0] - 1, 0), max(rows[0] - 1, 0)
        width = min(columns[-1] + 2, whole.get_width()) - left
        height = min(rows[-1] + 2, whole.get_height()) - top
        self.surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, int(width), int(height))
        ctx = cairo.Context(self.surface)
        ctx.set_source_surface(whole, -left, -top)
        ctx.paint()
        self.x, self.y, self.k = x0 + left / k, y0 + top / k, k

    def paint(self, ctx, alpha=1.0):
        if alpha <= 0:
            return
        ctx.save()
        ctx.translate(self.x, self.y)
        ctx.scale(1 / self.k, 1 / self.k)
        ctx.set_source_surface(self.surface, 0, 0)
        ctx.get_source().set_filter(cairo.FILTER_BILINEAR)
        if alpha < 1:
            ctx.paint_with_alpha(alpha)
        else:
            ctx.paint()
        ctx.restore()


class Cut:
    """A scene of assets/, as drawn there, to be had by its layers."""

    def __init__(self, name, k):
        scenes = draw.SCENES | draw.SMALL
        self.k, self.scene = k, kit.Scene(list(scenes).index(name) + 1)
        scenes[name](self.scene)
        marks = [("ground", 0), *self.scene.layers, ("end", len(self.scene.body))]
        self.layers = {}
        for (layer, start), (_, end) in zip(marks, marks[1:]):
            self.layers.setdefault(layer, []).extend(self.scene.body[start:end])

    def picture(self, *layers, k=None):
        body = [element for layer in layers for element in self.layers[layer]]
        return Picture(self.scene.defs, body, k or self.k)


def drawn(k, paint, box=(-PAD, -PAD, kit.W + PAD, kit.H + PAD), seed=1):
    """A layer of our own: what `paint` puts on an empty scene."""
    scene = kit.Scene(seed)
    paint(scene)
    return Picture(scene.defs, scene.body, k, box)


class Camera:
    """Goes from one view (x, y of the middle, zoom) to another in `length` s. A layer of depth 1 is where the
    subject stands, less is farther away, more is nearer: half-way all of them lie as they were drawn."""

    def __init__(self, start, end, length):
        self.start, self.end, self.length = start, end, length

    def look(self, ctx, t, depth=1.0):
        u = t / self.length
        x, y, z = (lerp(a, b, u) for a, b in zip(self.start, self.end))
        mx, my, mz = (lerp(a, b, .5) for a, b in zip(self.start, self.end))
        zoom = mz * (z / mz) ** depth
        ctx.identity_matrix()
        ctx.translate(WIDTH / 2, HEIGHT / 2)
        ctx.scale(zoom, zoom)
        ctx.translate(-(mx + (x - mx) * depth), -(my + (y - my) * depth))


# -- people -----------------------------------------------------------------------------------------------------

class Actor:
    """Somebody `h` units tall who stands, walks and waves; the looks are kit.person's."""

    STEPS = 24

    def __init__(self, k, h, coat, **looks):
        self.k, self.h, self.coat, self.looks, self.poses = k, h, coat, looks, {}

    def _pose(self, step, wave):
        key = (step, wave)
        if key not in self.poses:
            h, f = self.h, self.looks.get("facing", 1)
            reach = None
            if wave is not None:
                swing = math.sin(wave * math.tau / self.STEPS)
                reach = (f * h * (.2 + .055 * swing), -h * (1.0 - .02 * abs(swing)))
            box = tuple(round(side * h) for side in (-.7, -1.2, .7, .2))
            self.poses[key] = drawn(self.k, lambda s: kit.person(
                s, 0, 0, h, self.coat, step=math.sin(step * math.tau / self.STEPS), reach=reach, **self.looks), box)
        return self.poses[key]

    def _paint(self, ctx, x, y, step=0, wave=None, alpha=1.0):
        ctx.save()
        ctx.translate(x, y)
        self._pose(step % self.STEPS, None if wave is None else wave % self.STEPS).paint(ctx, alpha)
        ctx.restore()

    def stand(self, ctx, x, y):
        self._paint(ctx, x, y, 1)

    def wave(self, ctx, x, y, t):
        """Waves as long as it is called; one sweep takes 0.8 s."""
        self._paint(ctx, x, y, 1, round(t / .8 * self.STEPS))

    def walk(self, ctx, x, y, gone, alpha=1.0):
        """`gone` units of way so far: the legs follow it."""
        bob = abs(math.cos(gone / (self.h * .56) * math.tau)) * self.h * .008
        self._paint(ctx, x, y - bob, round(gone / (self.h * .56) * self.STEPS), None, alpha)


# -- titles -----------------------------------------------------------------------------------------------------

def layout(ctx, text, px, weight):
    made = PangoCairo.create_layout(ctx)
    font = Pango.FontDescription.from_string(f"Inter, Noto Sans {weight}")
    font.set_absolute_size(px * Pango.SCALE)
    made.set_font_description(font)
    made.set_alignment(Pango.Alignment.CENTER)
    made.set_text(text, -1)
    return made


def show(ctx, made):
    """A layout, at the current point."""
    PangoCairo.show_layout(ctx, made)


class Title:
    """Lines one below the other, in the middle third of the picture, with a veil of the scene's own air behind
    them, `spread` px beyond their top and foot. `lines` are (text, px, weight, px of air above); it is there from
    `start` to `end` s of the film."""

    def __init__(self, start, end, lines, ink, veil, top=96, strength=.8, spread=190):
        self.start, self.end, self.top = start, end, top
        self.surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, WIDTH, HEIGHT)
        ctx = cairo.Context(self.surface)
        y, places, self.width = top, [], 0
        for text, px, weight, air in lines:
            made = layout(ctx, text, px, weight)
            w, _ = made.get_pixel_size()
            y += air
            places.append((made, (WIDTH - w) / 2, y - (made.get_baseline() / Pango.SCALE - px * .76)))
            y += px
            self.width = max(self.width, w)
        self.box = (WIDTH / 2 - self.width / 2, top, WIDTH / 2 + self.width / 2, y)
        if strength:
            ctx.save()
            ctx.translate(WIDTH / 2, (top + y) / 2)
            ctx.scale(self.width * .5 + 300, (y - top) * .5 + spread)
            air = cairo.RadialGradient(0, 0, 0, 0, 0, 1)
            for stop, alpha in ((0, 1), (.4, .94), (.62, .6), (.82, .18), (1, 0)):
                air.add_color_stop_rgba(stop, *colour(veil), strength * alpha)
            ctx.set_source(air)
            ctx.arc(0, 0, 1, 0, math.tau)
            ctx.fill()
            ctx.restore()
        ctx.set_source_rgb(*colour(ink))
        for made, x, line in places:
            ctx.move_to(x, line)
            show(ctx, made)
        self.left, width = WIDTH // 2 - 700, 1400  # beyond it is nothing
        self.cropped = cairo.ImageSurface(cairo.FORMAT_ARGB32, width, min(HEIGHT, math.ceil(y) + 240))
        ctx = cairo.Context(self.cropped)
        ctx.set_source_surface(self.surface, -self.left, 0)
        ctx.paint()

    def paint(self, ctx, t):
        shown = (1.0 if self.start <= 0 else between(t, self.start, .7)) * (1 - between(t, self.end - .5, .5))
        if shown <= 0:
            return
        ctx.identity_matrix()
        ctx.set_source_surface(self.cropped, self.left, 0 if self.start <= 0 else round(14 * (1 - between(t, self.start, .9)), 2))
        ctx.paint_with_alpha(shown)
