"""The scenes of the film. Each is made for its length in seconds and gives what paints it at `t` s after it began."""

import math
import random
import re

import cairo

from stage import HEIGHT, WIDTH, Actor, Camera, Cut, Picture, between, colour, drawn, layout, lerp, show  # first: it knows where the rest is

import grounds
import kit
import streets
from kit import AMBER, BALTIC, BRICK, GREEN, H, INK, PAPER, W, dark, light, mix, points, polygon, ripples, smooth


def flat(ctx, fill):
    """What lies under everything."""
    ctx.identity_matrix()
    ctx.set_source_rgb(*colour(fill))
    ctx.paint()


def parts(camera, *layers):
    """Paints layers that only lie there: (picture, depth, drift in units a second to the right)."""
    def paint(ctx, t):
        for picture, depth, drift in layers:
            camera.look(ctx, t, depth)
            ctx.translate(drift * t, 0)
            picture.paint(ctx)
    return paint


class Rider:
    """Somebody on a bicycle, as 24 pictures of a turn of the pedals."""

    STEPS = 24

    def __init__(self, k, r, paint):
        box = tuple(round(side * r) for side in (-3, -5.2, 3.4, .8))
        self.r = r
        self.turns = [drawn(k, lambda s, a=i * math.tau / self.STEPS: paint(s, r, a), box) for i in range(self.STEPS)]

    def ride(self, ctx, x, y, gone, tilt=0.0, size=1.0):
        ctx.save()
        ctx.translate(x, y)
        ctx.rotate(tilt)
        ctx.scale(size, size)
        self.turns[round(gone / (2 * self.r * size) / math.tau * self.STEPS) % self.STEPS].paint(ctx)
        ctx.restore()


def along(curve, x):
    """y, and the slope as an angle, at `x` of quadratic curves (x0, y0, cx, cy, x1, y1) that lie side by side."""
    for x0, y0, cx, cy, x1, y1 in curve:
        if x <= x1 or (x1, y1) == curve[-1][-2:]:
            low, high = 0.0, 1.2
            for _ in range(30):
                t = (low + high) / 2
                low, high = (t, high) if (1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t * t * x1 < x else (low, t)
            slope = lambda a, b, c: 2 * (1 - t) * (b - a) + 2 * t * (c - b)  # noqa: E731
            return ((1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t * t * y1,
                    math.atan2(slope(y0, cy, y1), slope(x0, cx, x1)))
    raise ValueError(x)


# -- the day begins ---------------------------------------------------------------------------------------------

def morning(length):
    cut, camera = Cut("morning", 1.3), Camera((950, 850, 1.14), (985, 838, 1.25), length)
    back, sun, clouds, birds = (cut.picture(layer) for layer in ("ground", "sun", "clouds", "birds"))
    roofs = [(cut.picture(f"roofs{size}"), depth, 0) for size, depth in ((60, .5), (86, .68), (118, .86))]
    hill, grass = cut.picture("hill"), cut.picture("grass")
    rider = Rider(1.3, 78, lambda s, r, a: (
        s.path(polygon((-60, 0), (120, -2), (320, 60), (120, 55)), "#061C24", .3),
        kit.cyclist(s, 0, 0, r, AMBER, BRICK, 1, 0, "hat", 1, turn=a)))
    curve = ((-20, 1220, 500, 1110, 1000, 1150), (1000, 1150, 1500, 1190, 1960, 1090))

    def paint(ctx, t):
        flat(ctx, "#5C9AA6")
        camera.look(ctx, t, .1)
        back.paint(ctx)
        ctx.translate(530, -14 - 13 * t)
        sun.paint(ctx)
        camera.look(ctx, t, .25)
        ctx.translate(7 * t, 48)
        clouds.paint(ctx)
        ctx.translate(440 + 16 * t, 56 - 3 * t)
        birds.paint(ctx)
        parts(camera, *roofs, (hill, 1, 0))(ctx, t)
        camera.look(ctx, t, 1)
        x = 800 + 62 * t
        y, tilt = along(curve, x)
        rider.ride(ctx, x, y, 62 * t, tilt)
        parts(camera, (grass, 1.4, 0))(ctx, t)
    return paint


# -- where it is ------------------------------------------------------------------------------------------------

LINE = [(1130, 812), (1052, 782), (978, 760), (905, 710), (790, 692)]


def land(s):
    s.rect(-200, -200, W + 400, H + 400, s.linear((1100, 0), (1900, 1000), (0, "#8FC3C4"), (1, BALTIC[3])))
    ripples(s, 1330, 120, 700, 1200, "#E3F1EC", 90, .55, 4)
    coast = [(1190, -200), (1218, 120), (1172, 330), (1236, 520), (1218, 640), (1254, 740), (1226, 830), (1312, 950),
             (1246, 1060), (1070, 1120), (1010, 1260), (1080, 1640)]
    for grow, fill, opacity in ((26, "#D6E8E2", .45), (10, "#FFF8E6", .9), (0, None, None)):
        fill = fill or s.linear((0, 0), (1200, H), (0, "#F8F1DF"), (1, "#E7D9BA"))
        s.path("M" + smooth([(x + grow, y) for x, y in coast]) + "L-260 1640L-260 -200z", fill, opacity)
    rnd = random.Random(5)
    for _ in range(70):  # fields
        x, y, w, h = rnd.uniform(-200, 1020), rnd.uniform(330, 1400), rnd.uniform(60, 150), rnd.uniform(40, 90)
        s.group(f"rotate({rnd.uniform(-14, 14):.0f} {x:.0f} {y:.0f})")
        s.rect(x, y, w, h, rnd.choice((GREEN[5], "#E9DDB4", "#DCE3B8", "#EFE4C4")), 8, .6)
        s.end()
    for cx, cy, rx, ry, n in ((560, 600, 130, 74, 60), (640, 880, 150, 70, 60), (330, 790, 130, 100, 60), (940, 990, 110, 60, 40)):
        for _ in range(n):  # woods
            a, d = rnd.uniform(0, math.tau), rnd.random() ** .5
            x, y, r = cx + math.cos(a) * d * rx, cy + math.sin(a) * d * ry, rnd.uniform(11, 21)
            s.circle(x + 5, y + 7, r, GREEN[1], .18)
            s.circle(x, y, r, s.radial((x - r * .4, y - r * .4), r * 1.5, (0, light(GREEN[3], .35)), (1, GREEN[2])))
    s.ellipse(712, 560, 62, 24, s.linear((650, 540), (770, 590), (0, "#A9D3D6"), (1, BALTIC[3])))
    s.ellipse(470, 930, 74, 28, s.linear((400, 910), (540, 960), (0, "#A9D3D6"), (1, BALTIC[3])))
    for cx, cy, spread, n, tall in ((1130, 850, 110, 110, 1.1), (782, 718, 62, 42, 1)):
        places = sorted(((cy + rnd.gauss(0, .55) * spread, cx + rnd.gauss(0, .62) * spread) for _ in range(n)))
        for y, x in places:  # houses, the nearest last
            if x > 1208:
                continue
            w, h = rnd.uniform(13, 21), rnd.uniform(14, 24) * tall
            wall = rnd.choice(("#C4634A", "#D9A868", "#E6D2A8", "#7DA093", "#B9573F", "#E2D4B6"))
            s.rect(x, y - h, w, h, s.linear((x, 0), (x + w, 0), (0, light(wall, .25)), (1, dark(wall, .15))))
            s.path(polygon((x - 2, y - h), (x + w / 2, y - h - 9), (x + w + 2, y - h)), dark(wall, .35))
    for x, y, h in ((1120, 794, 92), (1168, 840, 110)):
        s.path(polygon((x, y), (x + 14, y), (x + 14, y - h * .6), (x + 7, y - h), (x, y - h * .6)), s.shade(x, y - h, 14, h, "#5E9C98"))


def pin(s):
    s.path("M0 0C-56 -82 -86 -120 -86 -178A86 86 0 0 1 86 -178C86 -120 56 -82 0 0z",
           s.linear((-80, -260), (80, -20), (0, "#E9705A"), (1, "#A8352F")))
    s.circle(0, -178, 48, PAPER)
    s.path(polygon((-31, -172), (0, -204), (31, -172), (31, -151), (-31, -151)), BALTIC[1])
    s.rect(-8, -170, 16, 19, AMBER)


def town_map(length):
    camera = Camera((960, 566, 1.12), (955, 590, 1.24), length)
    ground, needle = drawn(1.3, land), drawn(1.4, pin, (-120, -290, 120, 20))
    boat = Cut("bridge", .6).picture("boat")
    way = LINE

    def reach(t):
        """The points of the line as far as it is drawn; the rest of the way to the west is there already."""
        lengths = [math.dist(a, b) for a, b in zip(way, way[1:])]
        left, made = t * sum(lengths), [way[0]]
        for a, b, part in zip(way, way[1:], lengths):
            if left <= 0:
                break
            k = min(left / part, 1)
            made.append((lerp(a[0], b[0], k), lerp(a[1], b[1], k)))
            left -= part
        return made

    def stroke(ctx, line, width, fill):
        ctx.set_line_width(width)
        ctx.set_source_rgb(*colour(fill))
        ctx.set_line_cap(cairo.LINE_CAP_ROUND)
        ctx.set_line_join(cairo.LINE_JOIN_ROUND)
        ctx.move_to(*line[0])
        for point in line[1:]:
            ctx.line_to(*point)
        ctx.stroke()

    def dot(ctx, x, y, r):
        for radius, fill in ((r, BALTIC[1]), (r * .56, PAPER)):
            ctx.set_source_rgb(*colour(fill))
            ctx.arc(x, y, radius, 0, math.tau)
            ctx.fill()

    def name(ctx, text, x, y):
        made = layout(ctx, text, 36, "Bold")
        w, h = made.get_pixel_size()
        ctx.set_source_rgba(*colour(PAPER), .92)
        ctx.new_sub_path()
        for cx, cy, a in ((x + w / 2 + 4, y + h / 2, -.5), (x - w / 2 - 4, y + h / 2, .5)):
            ctx.arc(cx, cy, h / 2 + 5, a * math.pi, (a + 1) * math.pi)
        ctx.fill()
        ctx.set_source_rgb(*colour(INK))
        ctx.move_to(x - w / 2, y)
        show(ctx, made)

    def paint(ctx, t):
        flat(ctx, BALTIC[3])
        camera.look(ctx, t)
        ground.paint(ctx)
        ctx.save()
        ctx.translate(990 + 11 * t, 330 + 3 * math.sin(t * 1.6))
        ctx.scale(.42, .42)
        boat.paint(ctx)
        ctx.restore()
        line = reach(between(t, .9, 2.0))
        if len(line) > 1:
            stroke(ctx, line, 17, "#0B3341")
            stroke(ctx, line, 7, PAPER)
        dot(ctx, *way[0], 24)
        if t > 2.8:
            dot(ctx, *way[-1], 24 * between(t, 2.8, .4))
        gone = between(t, 3.0, 2.6)
        if gone > 0:
            train = reach(gone)
            x, y = train[-1]
            before = train[-2] if len(train) > 1 else way[0]
            ctx.save()
            ctx.translate(x, y)
            ctx.rotate(math.atan2(y - before[1], x - before[0]))
            ctx.set_source_rgba(*colour("#C93A36"), between(t, 3.0, .3) * (1 - between(t, 5.5, .4)))
            ctx.rectangle(-40, -12, 64, 24)
            ctx.fill()
            ctx.restore()
        fall = between(t, .1, .7)
        ctx.save()
        ctx.translate(way[-1][0], way[-1][1] - 26 - 26 * (1 - fall))
        ctx.scale(.74, .74)
        needle.paint(ctx, fall)
        ctx.restore()
        name(ctx, "København", way[0][0], way[0][1] + 36)
        name(ctx, "Ballerup", way[-1][0], way[-1][1] + 36)
    return paint


# -- arriving ---------------------------------------------------------------------------------------------------

def station(length):
    cut, camera = Cut("station", 1.2), Camera((930, 700, 1.08), (990, 688, 1.15), length)
    far = parts(camera, (cut.picture("ground"), .15, 0), (cut.picture("clouds"), .3, 6), (cut.picture("trees"), .6, 0),
                (cut.picture("masts"), .8, 0))
    train, rails = cut.picture("train"), drawn(1.2, lambda s: s.rect(-200, 940, W + 400, 60, "#3A3F3F"))
    near = parts(camera, (cut.picture("platform"), 1, 0), (cut.picture("bench"), 1.06, 0))
    suitcase = cut.picture("suitcase")
    one = Actor(1.2, 310, BALTIC[2], skin=0, hair=0, facing=-1, bag=AMBER)
    two = Actor(1.2, 322, AMBER, skin=2, hair=1, style="scarf", facing=-1)
    child = Actor(1.2, 200, "#E9E2D2", skin=2, hair=1, facing=-1)
    guest = Actor(1.2, 318, GREEN[3], skin=1, hair=2, style="bun", facing=1, legs="#34596A")

    def paint(ctx, t):
        flat(ctx, "#7FB6C0")
        far(ctx, t)
        camera.look(ctx, t, .95)
        rails.paint(ctx)
        come = 1 - min(max((t + .6) / 3.6, 0), 1)
        ctx.translate(-1780 * come ** 2.2, 0)
        train.paint(ctx)
        near(ctx, t)
        camera.look(ctx, t, 1)
        walk = 190 * between(t, 3.3, 2.9)
        if t > 3.1:
            guest.walk(ctx, 768 + .37 * walk, 1034 + .3 * walk, walk, between(t, 3.1, .6))
        camera.look(ctx, t, 1.08)
        one.stand(ctx, 1130, 1118)
        child.wave(ctx, 900, 1128, t) if t > 1.2 else child.stand(ctx, 900, 1128)
        two.wave(ctx, 1010, 1146, t + .3) if t > 2.2 else two.stand(ctx, 1010, 1146)
        ctx.translate(640, -60)
        suitcase.paint(ctx)
    return paint


# -- who lives here ---------------------------------------------------------------------------------------------

GREETINGS = ("Hej", "Hello", "Привіт", "Cześć", "مرحبا", "Merhaba", "Hallo", "你好", "Salut")


def bubble(ctx, text, x, y, shown):
    """Someone says something: the tip of the bubble is at (x, y)."""
    made = layout(ctx, text, 33, "Semi-Bold")
    w, h = made.get_pixel_size()
    half, tall = max(w / 2 + 22, 46), h / 2 + 12
    ctx.save()
    ctx.translate(x, y)
    ctx.scale(.7 + .3 * shown, .7 + .3 * shown)
    ctx.push_group()
    for off, fill, alpha in ((4, INK, .14), (0, PAPER, 1)):
        ctx.set_source_rgba(*colour(fill), alpha)
        ctx.new_sub_path()
        for cx, a in ((half - tall, -.5), (tall - half, .5)):
            ctx.arc(cx, -24 - tall + off, tall, a * math.pi, (a + 1) * math.pi)
        ctx.close_path()
        ctx.move_to(-16, -28 + off)
        ctx.line_to(0, off)
        ctx.line_to(14, -28 + off)
        ctx.fill()
    ctx.set_source_rgb(*colour(INK))
    ctx.move_to(-w / 2, -24 - tall - h / 2)
    show(ctx, made)
    ctx.pop_group_to_source()
    ctx.paint_with_alpha(shown)
    ctx.restore()


def town_hall(length):
    cut, camera = Cut("town-hall", 1.25), Camera((872, 672, 1.13), (848, 668, 1.18), length)
    back = parts(camera, (cut.picture("ground"), .15, 0), (cut.picture("clouds"), .3, -6), (cut.picture("trees"), .6, 0),
                 (cut.picture("house"), .9, 0), (cut.picture("square"), 1, 0), (cut.picture("pole"), .95, 0))
    flag, bicycle = cut.picture("flag"), cut.picture("bicycle")
    front = parts(camera, (cut.picture("tree"), 1.15, 0), (cut.picture("flowers"), 1.35, 0))
    people = [  # who, from, to, y, when, the greeting
        (Actor(1.25, 258, BRICK, skin=0, hair=3, style="long", facing=1), 520, 742, 1022, "Cześć"),
        (Actor(1.25, 268, BALTIC[2], skin=3, hair=1, facing=-1), 1300, 1098, 1026, "Hello"),
        (Actor(1.25, 276, AMBER, skin=2, hair=1, style="scarf", facing=1), 600, 858, 1052, "مرحبا"),
        (Actor(1.25, 262, "#E9E2D2", skin=1, hair=0, style="bun", facing=-1, legs="#5A4636"), 1240, 992, 1046, "你好"),
        (Actor(1.25, 280, GREEN[3], skin=0, hair=2, facing=1, legs="#34596A"), 420, 628, 1064, "Привіт"),
        (Actor(1.25, 172, BALTIC[3], skin=1, hair=0, facing=-1), 1150, 925, 1070, "Hej"),
        (Actor(1.25, 286, kit.WINE, skin=1, hair=4, style="hat", facing=-1), 1420, 1212, 1070, "Merhaba"),
    ]
    said = [(5, 1.2), (0, 1.7), (6, 2.2), (3, 2.7), (2, 3.6), (4, 4.1), (1, 4.6)]

    def paint(ctx, t):
        flat(ctx, "#8FC1C6")
        back(ctx, t)
        camera.look(ctx, t, .95)
        ctx.translate(1491, 0)
        ctx.transform(cairo.Matrix(1, .03 * math.sin(t * 2.1), 0, 1, 0, 0))
        ctx.scale(1 + .015 * math.sin(t * 2.6), 1)
        ctx.translate(-1491, 0)
        flag.paint(ctx)
        camera.look(ctx, t, 1)
        bicycle.paint(ctx)
        start = dict(said)
        for n, (who, x0, x1, y, _) in enumerate(people):
            walk = between(t, -.6, 2.0 + .15 * n)
            x = lerp(x0, x1, walk)
            if walk < 1:
                who.walk(ctx, x, y, abs(x - x0))
            elif start[n] <= t < start[n] + 1.6:
                who.wave(ctx, x, y, t - start[n])
            else:
                who.stand(ctx, x, y)
        front(ctx, t)
        camera.look(ctx, t, 1)
        for n, when in said:
            who, _, x, y, text = people[n]
            shown = between(t, when, .35) * (1 - between(t, when + 1.9, .4))
            if shown > 0:
                bubble(ctx, text, x, y - who.h - 8, shown)
    return paint


# -- cards ------------------------------------------------------------------------------------------------------

CARD = (600, 624, 416)  # px: width, height, top


def cards(scenes, steps):
    """Three scenes side by side on paper, the middle one in the picture's middle third. `scenes` are (name, x, y of
    what is looked at, zoom); `steps` says when each is underlined."""
    def build(length):
        pictures = [Cut(name, .8) for name, *_ in scenes]
        pictures = [cut.picture(*cut.layers) for cut in pictures]
        width, height, top = CARD

        def paint(ctx, t):
            flat(ctx, PAPER)
            for n, (picture, (_, x, y, zoom)) in enumerate(zip(pictures, scenes)):
                order = (1, 0, 2)[n]
                up = between(t, -.2 + .22 * order, .9)
                left, down = 36 + n * (width + 24), top + 90 * (1 - up)
                ctx.identity_matrix()
                ctx.save()
                ctx.push_group()
                ctx.new_sub_path()
                for cx, cy, a in ((left + width - 26, down + 26, -.5), (left + width - 26, down + height - 26, 0),
                                  (left + 26, down + height - 26, .5), (left + 26, down + 26, 1)):
                    ctx.arc(cx, cy, 26, a * math.pi, (a + .5) * math.pi)
                ctx.close_path()
                ctx.clip()
                ctx.translate(left + width / 2, down + height / 2)
                grown = zoom * (1 + .09 * t / length)
                ctx.scale(grown, grown)
                ctx.translate(-x, -y - 24 * (.5 - t / length))
                picture.paint(ctx)
                ctx.pop_group_to_source()
                ctx.paint_with_alpha(up)
                ctx.restore()
                if steps:
                    here = between(t, steps[n], .4) * (1 - (between(t, steps[n + 1], .4) if n < 2 else 0))
                    if here > 0:
                        ctx.set_source_rgba(*colour(AMBER), here)
                        ctx.rectangle(left + width / 2 - 150 * here, top - 20, 300 * here, 9)
                        ctx.fill()
        return paint
    return build


work = cards((("workshop", 960, 760, .53), ("office", 960, 790, .55), ("care", 960, 850, .54)), ())
welcome = cards((("citizen-service", 900, 720, .53), ("lesson", 960, 700, .51), ("walk", 960, 850, .55)), (0.3, 3.0, 6.0))


# -- learning ---------------------------------------------------------------------------------------------------

def school(length):
    cut, camera = Cut("school", 1.25), Camera((940, 602, 1.1), (975, 606, 1.17), length)
    back = parts(camera, (cut.picture("ground"), .15, 0), (cut.picture("clouds"), .3, 6), (cut.picture("trees"), .6, 0),
                 (cut.picture("house"), .88, 0), (cut.picture("yard"), 1, 0))
    front = parts(camera, (cut.picture("near"), 1.2, 0))
    tree, ball = cut.picture("tree"), cut.picture("ball")
    runners = [  # who, x at 0 s, units a second, y
        (Actor(1.25, 168, BALTIC[2], skin=2, hair=1, facing=1), 560, 88, 955),
        (Actor(1.25, 160, PAPER, skin=0, hair=3, style="bun", facing=-1), 1390, -80, 950),
        (Actor(1.25, 196, AMBER, skin=0, hair=2, style="long", facing=1), 690, 70, 1012),
        (Actor(1.25, 200, BRICK, skin=3, hair=1, facing=-1), 1320, -58, 1024)]
    still = Actor(1.25, 190, GREEN[2], skin=1, hair=0, style="scarf", facing=1)

    def paint(ctx, t):
        flat(ctx, "#8EC4CB")
        back(ctx, t)
        camera.look(ctx, t, 1)
        tree.paint(ctx)
        still.wave(ctx, 985, 966, t)
        for who, x, speed, y in runners:
            who.walk(ctx, x + speed * t, y, abs(speed) * 1.5 * (t + 2))
        ctx.translate(70 + 28 * t, -94 - 16 * abs(math.sin(t * 2.4)))
        ball.paint(ctx)
        front(ctx, t)
    return paint


def campus(length):
    camera = Camera((960, 520, 1.03), (960, 515, 1.1), length)
    cut = Cut("campus", 1.15)
    back = parts(camera, (cut.picture("ground"), .3, 0), (cut.picture("houses"), .85, 0), (cut.picture("lawn"), 1, 0))
    crowns = parts(camera, (cut.picture("trees"), 1.15, 0))
    one = Actor(1.15, 400, BRICK, skin=2, hair=1, facing=1, bag=BALTIC[2])
    two = Actor(1.15, 392, AMBER, skin=0, hair=3, style="long", facing=-1, bag=GREEN[2], legs="#34596A")
    three = Actor(1.15, 372, GREEN[3], skin=1, hair=1, style="scarf", facing=1, legs="#3A4E57")

    def paint(ctx, t):
        flat(ctx, "#7FB6C2")
        back(ctx, t)
        crowns(ctx, t)
        camera.look(ctx, t, 1.05)
        for who, x, speed, y in ((three, 760, 26, 1030), (two, 1130, -24, 1050), (one, 880, 22, 1066)):
            who.walk(ctx, x + speed * t, y, abs(speed) * 2.2 * (t + 2))
    return paint


def library(length):
    cut, camera = Cut("shelves", 1.25), Camera((960, 702, 1.08), (960, 712, 1.22), length)
    layers = parts(camera, (cut.picture("ground"), .35, 0), (cut.picture("shelves1"), .7, 0), (cut.picture("carpet"), 1, 0),
                   (cut.picture("shelves0"), 1.1, 0))
    grown = Actor(1.35, 380, BALTIC[2], skin=0, hair=3, style="long", facing=1)
    child = Actor(1.35, 236, AMBER, skin=2, hair=1, facing=-1, bag=BRICK)
    book = drawn(1.35, lambda s: s.rect(-24, -33, 48, 66, s.shade(-24, -33, 48, 66, BRICK), 4), (-40, -50, 40, 50))

    def paint(ctx, t):
        flat(ctx, "#E6D3AE")
        layers(ctx, t)
        camera.look(ctx, t, 1)
        grown.stand(ctx, 866, 1128)
        ctx.save()
        ctx.translate(898, 962)
        book.paint(ctx)
        ctx.restore()
        x = 1150 - 100 * between(t, 0, 3.0)
        if t < 3:
            child.walk(ctx, x, 1150, 1150 - x)
        elif t < 5.4:
            child.wave(ctx, x, 1150, t - 3)
        else:
            child.stand(ctx, x, 1150)
    return paint


# -- free time --------------------------------------------------------------------------------------------------

def arena(length):
    cut, camera = Cut("arena", 1.25), Camera((930, 690, 1.12), (985, 682, 1.18), length)
    back = parts(camera, (cut.picture("ground"), .3, 0), (cut.picture("crowd"), .75, 0), (cut.picture("track", "light"), 1, 0))
    curve = ((-400, 1175, 960, 730, 2320, 1232),)
    team = [Rider(1.25, 80, lambda s, r, a, looks=looks: (
        s.path(polygon((-2 * r, 0), (2 * r, 0), (3.1 * r, r * .45), (-.6 * r, r * .45)), INK, .2),
        grounds.racer(s, 0, 0, r, looks[0], kit.SKIN[looks[1]], looks[2], turn=a)))
        for looks in ((AMBER, 1, PAPER), (BRICK, 3, AMBER), (BALTIC[1], 0, BRICK), (PAPER, 2, BALTIC[3]))]

    def paint(ctx, t):
        flat(ctx, BALTIC[0])
        back(ctx, t)
        camera.look(ctx, t, 1)
        for n, rider in enumerate(team):
            x = 240 + 258 * t - 285 * n
            if -300 < x < 2200:
                size = .92 + .2 * (x / W)
                y, tilt = along(curve, x)
                rider.ride(ctx, x, y + 14 * math.sin(n * 2.1) - 6, x + 700, tilt, size)
    return paint


SEASONS = {  # from dark to light, what green becomes
    "spring": ("#3C6B45", "#9CC76C", "#E9F2BE"),
    "summer": None,
    "autumn": ("#5E3A24", "#D68A3C", "#F6DC98"),
    "winter": ("#6C858F", "#C9D8DC", "#FAFBFA"),
}


def season(body, tones):
    """Elements in the tones of a season: each colour by its lightness."""
    if not tones:
        return body

    def change(match):
        r, g, b = (int(match[1][i : i + 2], 16) for i in (0, 2, 4))
        t = (.3 * r + .59 * g + .11 * b) / 255
        return mix(tones[0], tones[1], t * 2) if t < .5 else mix(tones[1], tones[2], t * 2 - 1)

    return [re.sub(r"#([0-9A-Fa-f]{6})", change, element) for element in body]


def forest(length):
    cut, camera = Cut("forest", 1.2), Camera((945, 760, 1.08), (985, 750, 1.24), length)
    depths = {"ground": .3, "trunks0": .4, "leaves0": .42, "trunks1": .6, "leaves1": .62, "trunks2": .8, "leaves2": .82,
              "rays": .9, "earth": 1, "oaks": 1.25, "crowns": 1.25, "grass": 1.5}
    coloured = [name for name in depths if name not in ("oaks", "rays")]
    looks = {}
    for name, tones in SEASONS.items():
        defs = season(cut.scene.defs, tones)
        for layer in coloured:
            looks[name, layer] = Picture(defs, season(cut.layers[layer], tones), cut.k)
    fixed = {name: cut.picture(name) for name in ("oaks", "rays")}
    one = Actor(1.2, 212, BRICK, skin=0, hair=4, style="hat", facing=1)
    two = Actor(1.2, 152, AMBER, skin=1, hair=0, facing=1)
    names, turn = list(SEASONS), length / len(SEASONS)
    rnd = random.Random(12)
    flakes = [(rnd.uniform(-100, WIDTH), rnd.uniform(0, HEIGHT), rnd.uniform(.6, 1.4), rnd.uniform(0, 6)) for _ in range(70)]

    def weather(ctx, t, shown, leaves):
        ctx.identity_matrix()
        for n, (x, y, k, phase) in enumerate(flakes[:26] if leaves else flakes):
            fall = (y + t * (70 if leaves else 95) * k) % (HEIGHT + 80) - 40
            side = x + 34 * math.sin(t * 1.1 + phase)
            ctx.save()
            ctx.translate(side, fall)
            if leaves:
                ctx.rotate(phase + t * .9)
                ctx.scale(1, .5)
                ctx.set_source_rgba(*colour((kit.ORANGE, AMBER, BRICK)[n % 3]), .85 * shown)
            else:
                ctx.set_source_rgba(1, 1, 1, .85 * shown)
            ctx.arc(0, 0, (11 if leaves else 5.5) * k, 0, math.tau)
            ctx.fill()
            ctx.restore()

    def paint(ctx, t):
        flat(ctx, "#E4EBC4")
        now = min(max(t / turn, 0), len(names) - 1e-6)
        n = int(now)
        fade = between(now - n, .62, .38) if n + 1 < len(names) else 0
        for layer, depth in depths.items():
            camera.look(ctx, t, depth)
            if layer in fixed:
                winter = max(0, now - 2.6) if layer == "rays" else 0
                fixed[layer].paint(ctx, 1 - .7 * min(winter, 1))
            else:
                looks[names[n], layer].paint(ctx)
                if fade:
                    looks[names[n + 1], layer].paint(ctx, fade)
            if layer == "earth":
                for who, x, y in ((one, 890, 1120), (two, 985, 1128)):
                    who.walk(ctx, x + 7 * t, y + 3 * t, 60 * (t + 2))
        for name, leaves in (("autumn", True), ("winter", False)):
            index = names.index(name)
            shown = between(now, index - .3, .4) * (1 - between(now, index + .75, .3) if name == "autumn" else 1)
            if shown > 0:
                weather(ctx, t, shown, leaves)
    return paint


# -- friends, and the evening -----------------------------------------------------------------------------------

def bridge(length):
    cut, camera = Cut("bridge", 1.25), Camera((985, 640, 1.1), (950, 632, 1.18), length)
    back = parts(camera, (cut.picture("ground"), .15, 0), (cut.picture("clouds"), .3, 8), (cut.picture("birds"), .5, 14))
    water, span, shore = cut.picture("water"), cut.picture("bridge"), cut.picture("shore")
    boat, wake = cut.picture("boat"), cut.picture("wake")

    def paint(ctx, t):
        flat(ctx, "#2F6F80")
        back(ctx, t)
        parts(camera, (water, .7, 0), (span, .9, 0))(ctx, t)
        camera.look(ctx, t, 1.15)
        ctx.translate(-250 + 42 * t, -150)
        wake.paint(ctx)
        ctx.translate(1130, 1170)
        ctx.rotate(.018 * math.sin(t * 1.7))
        ctx.translate(-1130, -1170 + 3 * math.sin(t * 1.7 + 1))
        boat.paint(ctx)
        parts(camera, (shore, 1.5, 0))(ctx, t)
    return paint


def lake(length):
    cut, camera = Cut("lake", 1.3), Camera((950, 720, 1.16), (985, 712, 1.22), length)
    return parts(camera, (cut.picture("ground"), .15, 0), (cut.picture("clouds"), .3, 9), (cut.picture("water"), .7, 0),
                 (cut.picture("jetty"), 1, 0), (cut.picture("reeds"), 1.6, 0))


def evening(length):
    windows, lamps, real = [], [], (streets.window, streets.glow, streets.lamp_post)

    def remember(s, x, y, w, h, *more, **how):
        if len(more) > 3 and more[3] or how.get("lit"):
            windows.append((x + w / 2, y + h / 2))
        real[0](s, x, y, w, h, *more, **how)

    def unlit(s, x, y, w, h, glass, frame=PAPER, bars=(2, 2), lit=False):
        real[0](s, x, y, w, h, "#2A5262" if lit else glass, frame, bars, False)

    streets.window = remember
    bright = Cut("evening", 1.2)
    streets.window = unlit
    streets.glow = lambda s, x, y, r, c, o=.8: real[1](s, x, y, r, c, o) if r == 360 else None  # the moon's stays
    streets.lamp_post = lambda s, x, y, h, lit=False: (lamps.append((x, y - h)), real[2](s, x, y, h, False))
    dim = Cut("evening", 1.2)
    streets.window, streets.glow, streets.lamp_post = real
    camera = Camera((990, 690, 1.08), (950, 716, 1.2), length)
    sky, far = dim.picture("ground"), dim.picture("far")
    lit, unlit_rows = bright.picture("near"), dim.picture("near")
    road, lit_road = dim.picture("street"), bright.picture("street")
    bicycle = dim.picture("bicycle")
    one = Actor(1.2, 262, BRICK, skin=0, hair=0, style="hat", facing=1, shadow=.3)
    two = Actor(1.2, 250, AMBER, skin=2, hair=1, facing=-1, shadow=.3)
    near = [place for place in windows if place[1] > 560]
    random.Random(4).shuffle(near)

    def spot(ctx, picture, x, y, r, shown):
        ctx.save()
        ctx.rectangle(x - r, y - r, 2 * r, 2 * r)
        ctx.clip()
        ctx.push_group()
        picture.paint(ctx)
        ctx.pop_group_to_source()
        soft = cairo.RadialGradient(x, y, r * .55, x, y, r)
        soft.add_color_stop_rgba(0, 0, 0, 0, shown)
        soft.add_color_stop_rgba(1, 0, 0, 0, 0)
        ctx.mask(soft)
        ctx.restore()

    def paint(ctx, t):
        flat(ctx, "#0B2A3A")
        camera.look(ctx, t, .1)
        ctx.translate(0, 70)
        sky.paint(ctx)
        parts(camera, (far, .6, 0))(ctx, t)
        camera.look(ctx, t, .95)
        all_lit = t > .8 + .11 * len(near) + 1.2
        (lit if all_lit else unlit_rows).paint(ctx)
        if not all_lit:
            for n, (x, y) in enumerate(near):
                shown = between(t, .8 + .11 * n, 1.0)
                if shown > 0:
                    spot(ctx, lit, x, y, 118, shown)
        camera.look(ctx, t, 1)
        road.paint(ctx)
        lit_road.paint(ctx, between(t, .3, 1.6))
        bicycle.paint(ctx)
        x = 760 + 26 * min(max(t, -1), 5)
        one.walk(ctx, x, 1152, 2.2 * (x - 500)) if t < 5 else one.stand(ctx, x, 1152)
        two.wave(ctx, 1010, 1158, t) if 2 < t < 6.4 else two.stand(ctx, 1010, 1158)
    return paint
