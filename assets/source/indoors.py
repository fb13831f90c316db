"""Scenes behind windows: the library, the counter, tables and desks."""

import math
import random

from kit import *

BOOKS = (BALTIC[1], BALTIC[3], BRICK, AMBER, "#EAD7B7", GREEN[2], WINE, "#3E5A66", "#D8884B", GREEN[3], "#F1E6CF", "#7A5A6E")


def tall_window(s, x, y, w, h, columns=3, rows=4):
    """A window with a garden behind it, the light of the room."""
    s.rect(x - 26, y - 26, w + 52, h + 52, "#E9DCC2")
    s.rect(x, y, w, h, s.linear((x, y), (x, y + h), (0, "#A9D3D6"), (.6, "#F4EFD6"), (1, "#C9DDB6")))
    s.circle(x + w * .28, y + h * .24, min(w, h) * .16, "#FFF7DA", .8)
    for i in range(5):
        r = w * .17
        cx, cy = x + w * (.1 + .2 * i), y + h * (.86 - .06 * (i % 2))
        for dx, dy, k in ((0, -r * .9, 1), (-r * .5, -r * .4, .8), (r * .5, -r * .5, .8)):
            s.circle(min(max(cx + dx, x + r * k), x + w - r * k), cy + dy, r * k, s.radial((cx - r * .4, cy - r * 1.4), r * 2.4, (0, GREEN[5]), (1, GREEN[3])))
    s.rect(x, y + h * .86, w, h * .14, GREEN[3])
    for i in range(1, columns):
        s.rect(x + w * i / columns - 6, y, 12, h, "#E9DCC2")
    for i in range(1, rows):
        s.rect(x, y + h * i / rows - 5, w, 10, "#E9DCC2")
    s.rect(x - 44, y + h + 24, w + 88, 22, s.linear((0, y + h + 24), (0, y + h + 46), (0, "#F9F0DC"), (1, "#C8B48F")))


def pendant(s, x, y, r, colour):
    s.line(f"M{points((x, -10))}L{points((x, y - r * .9))}", INK, 5)
    glow(s, x, y + r * .2, r * 4, "#FFE0A0", .5)
    s.path(f"M{points((x - r, y))}C{points((x - r, y - r * .9), (x - r * .3, y - r), (x, y - r))}C{points((x + r * .3, y - r), (x + r, y - r * .9), (x + r, y))}z", s.shade(x - r, y - r, 2 * r, r, colour))
    s.ellipse(x, y, r, r * .16, "#FFEFC4")


def spine_mark(s, x, y, w, h, colour, kind):
    """Marks on a spine in the manner of several scripts; none of them can be read."""
    if kind == 0:
        for k in range(3):
            s.rect(x + w * .3, y + h * (.2 + .12 * k), w * .4, h * .05, colour, opacity=.8)
    elif kind == 1:
        s.circle(x + w / 2, y + h * .28, w * .22, colour, .85)
        s.rect(x + w * .2, y + h * .74, w * .6, h * .06, colour, opacity=.8)
    elif kind == 2:
        s.line(f"M{points((x + w * .3, y + h * .2))}q{points((w * .5, h * .05), (0, h * .12))}t{points((0, h * .12))}t{points((0, h * .12))}", colour, w * .1, .85)
    elif kind == 3:
        for k in range(3):
            s.line(f"M{points((x + w * .28, y + h * (.2 + .15 * k)))}h{number(w * .44)}m{number(-w * .22)} {number(-h * .03)}v{number(h * .1)}", colour, w * .08, .85)
    else:
        s.rect(x, y + h * .12, w, h * .06, colour, opacity=.8)
        s.rect(x, y + h * .8, w, h * .06, colour, opacity=.8)


def shelf_row(s, x, y, w, h, rnd, fill=1.0):
    """Books standing on a board at y + h."""
    cx = x
    while cx < x + w * fill:
        bw, bh = rnd.uniform(.13, .26) * h, rnd.uniform(.66, .93) * h
        if cx + bw > x + w:
            break
        colour = rnd.choice(BOOKS)
        if rnd.random() < .06 and cx + bw * 2.4 < x + w:
            s.group(f"rotate(-12 {number(cx + bw)} {number(y + h)})")
            s.rect(cx + bw * .9, y + h - bh, bw, bh, s.linear((cx, 0), (cx + bw * 2, 0), (0, light(colour, .18)), (1, dark(colour, .25))), 3)
            s.end()
            cx += bw * 2.3
            continue
        s.rect(cx, y + h - bh, bw - 1.5, bh, s.linear((cx, 0), (cx + bw, 0), (0, light(colour, .2)), (.5, colour), (1, dark(colour, .28))), 3)
        spine_mark(s, cx, y + h - bh, bw, bh, dark(colour, .6) if colour in ("#EAD7B7", "#F1E6CF", AMBER) else "#F6E7C4", rnd.randrange(5))
        cx += bw


def bookcase(s, x, y, w, h, rows, seed, wood="#A9794A"):
    rnd, step = random.Random(seed), h / rows
    s.rect(x - 16, y - 16, w + 32, h + 32, s.linear((x, y), (x + w, y + h), (0, light(wood, .2)), (1, dark(wood, .25))), 6)
    for r in range(rows):
        top = y + r * step
        s.rect(x, top, w, step - 14, s.linear((0, top), (0, top + step), (0, dark(wood, .72)), (1, dark(wood, .5))))
        shelf_row(s, x + 4, top + 6, w - 8, step - 20, rnd, rnd.choice((1, 1, .86, .7)))
        s.rect(x, top + step - 14, w, 14, s.linear((0, top + step - 14), (0, top + step), (0, light(wood, .3)), (1, dark(wood, .15))))


def floor(s, y, colour):
    s.rect(0, y, W, H - y, s.linear((0, y), (0, H), (0, light(colour, .22)), (1, dark(colour, .2))))
    for x in range(-1200, 3200, 110):
        s.line(f"M{number(960 + (x - 960) * .55)} {y}L{number(960 + (x - 960) * 1.25)} {H}", dark(colour, .4), 3, .3, "butt")


def sunbeam(s, x, y, w, reach, fall):
    s.path(polygon((x, y), (x + w, y), (x + w + reach, y + fall), (x + reach - w * .2, y + fall)),
           s.linear((x, y), (x + reach, y + fall), (0, "#FFF3CC", 0.0), (.4, "#FFF3CC", .26), (1, "#FFF3CC", 0.0)))


def shelves(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, "#F0E0C0"), (1, "#C9AE85")))
    floor(s, 1060, "#C79D68")
    tall_window(s, 770, 150, 380, 700, 2, 5)
    glow(s, 960, 480, 620, "#FFF2C6", .55)
    for side in (-1, 1):
        for depth, (near, far) in enumerate(((1.0, .62), (.62, .4))):
            s.layer(f"shelves{depth}")
            seed = 17 * depth + (5 if side > 0 else 0)
            rnd = random.Random(seed + 90)
            rows = 6
            xs = (960 + side * 990 * near, 960 + side * 990 * far)

            def at(t, v):
                k = 1 / ((1 - t) / near + t / far)
                return 960 + side * 990 * k, 560 + (v - .5) * 1330 * k + 20

            wood = "#A9794A"
            s.path(polygon(at(0, 0), at(1, 0), at(1, 1), at(0, 1)), s.linear((xs[0], 0), (xs[1], 0), (0, dark(wood, .62)), (1, dark(wood, .34))))
            for r in range(rows):
                v0, v1 = .02 + r * .96 / rows, .02 + (r + 1) * .96 / rows
                t = .015
                while t < .97:
                    bw, bh = rnd.uniform(.022, .05) * (1 + .4 * depth), rnd.uniform(.64, .92)
                    if t + bw > .985:
                        break
                    colour = mix(rnd.choice(BOOKS), "#FFE3AE", .1 + .14 * depth)
                    top = v1 - (v1 - v0) * .9 * bh - .012
                    base = v1 - .012
                    a, b, c, d = at(t, top), at(t + bw * .94, top), at(t + bw * .94, base), at(t, base)
                    s.path(polygon(a, b, c, d), s.linear((a[0], 0), (b[0], 0), (0, dark(colour, .22)), (1, light(colour, .16))))
                    if rnd.random() < .75:
                        for k in ((.2, .27), (.68, .72)) if rnd.random() < .5 else ((.3, .44),):
                            m = [top + (base - top) * q for q in k]
                            s.path(polygon(at(t + bw * .16, m[0]), at(t + bw * .78, m[0]), at(t + bw * .78, m[1]), at(t + bw * .16, m[1])),
                                   dark(colour, .55) if colour[1] in "DEF" else "#F8EACB", .75)
                    t += bw
                s.path(polygon(at(0, v1 - .014), at(1, v1 - .014), at(1, v1 + .008), at(0, v1 + .008)), s.linear((xs[0], 0), (xs[1], 0), (0, wood), (1, light(wood, .35))))
            for t in (0, 1):
                a, b = at(t, -.01), at(t, 1.01)
                s.rect(a[0] - 14 * near, a[1], 28 * near, b[1] - a[1], s.linear((a[0] - 14, 0), (a[0] + 14, 0), (0, light(wood, .3)), (1, dark(wood, .2))))
    s.layer("carpet")
    s.path(polygon((760, 1060), (1160, 1060), (1420, 1440), (500, 1440)), s.linear((0, 1060), (0, 1440), (0, "#FFF3CC", .55), (1, "#FFF3CC", .05)))
    s.path(polygon((800, 1060), (1120, 1060), (1330, 1440), (590, 1440)), s.linear((0, 1060), (0, 1440), (0, BRICK), (1, WINE)))
    s.path(polygon((818, 1060), (1102, 1060), (1290, 1440), (630, 1440)), s.linear((0, 1060), (0, 1440), (0, "#DE7A61"), (1, "#A8483C")))
    pendant(s, 960, 190, 70, BALTIC[1])
    s.layer("people")
    person(s, 860, 1190, 400, BALTIC[2], 0, 3, "long", 1, step=.15)
    s.rect(876, 990, 54, 70, s.shade(876, 990, 54, 70, AMBER), 4)
    person(s, 1062, 1230, 250, AMBER, 2, 1, "short", -1, step=.25, bag=BRICK)


def reading(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, "#F3E6CB"), (1, "#CDB48C")))
    floor(s, 1120, "#BE9462")
    tall_window(s, 250, 130, 560, 830, 3, 4)
    bookcase(s, 1240, 210, 560, 870, 5, 7)
    sunbeam(s, 250, 160, 520, 760, 1200)
    s.ellipse(960, 1280, 720, 110, s.linear((240, 1200), (1680, 1380), (0, BALTIC[3]), (1, BALTIC[1])))
    s.ellipse(960, 1276, 640, 90, s.linear((320, 1200), (1600, 1360), (0, "#E9DCC2"), (1, "#B7C4BC")))
    s.ellipse(960, 1274, 590, 78, s.linear((320, 1200), (1600, 1360), (0, BALTIC[4]), (1, BALTIC[2])))
    s.ellipse(1010, 1290, 360, 36, INK, .25)
    s.line("M1300 1270V560Q1300 470 1210 470", INK, 13)
    s.ellipse(1300, 1274, 74, 15, INK)
    glow(s, 1196, 560, 420, "#FFE1A0", .6)
    s.path(polygon((1120, 560), (1160, 462), (1234, 462), (1276, 560)), s.linear((1120, 462), (1276, 560), (0, "#FFF3D0"), (1, AMBER)))
    chair = s.linear((700, 640), (1240, 1260), (0, "#E08468"), (.5, BRICK), (1, WINE))
    for x in (770, 1170):
        s.line(f"M{x} 1220L{x + (-22 if x < 900 else 22)} 1290", "#4B3526", 20)
    s.path("M1010 640C1120 600 1230 640 1240 760L1226 1120H1060z", chair)
    s.path("M720 1040Q720 1010 760 1010H1220V1180Q1220 1232 1170 1232H770Q720 1232 720 1180z", chair)
    s.line("M880 1040L745 1052L720 1236", "#24404C", 82)
    s.path("M676 1228h70q20 30-2 50h-118q-4-30 50-50z", INK)
    s.line("M920 1060L800 1072L812 1236", "#34596A", 86)
    s.path("M770 1230h76q16 30-2 52h-126q-2-32 52-52z", "#0B1F28")
    s.path("M930 1120C910 960 950 780 1030 742C1110 720 1170 790 1164 900L1150 1124Q1040 1150 930 1120z", s.linear((930, 740), (1170, 1130), (0, "#F6CE6D"), (1, "#C9862B")))
    head(s, 1030, 650, 80, SKIN[2], HAIR[1], "bun", -1)
    s.path("M966 736Q1030 790 1100 736Q1040 770 966 736z", PAPER)
    s.path("M700 880L820 846L832 980L716 1010z", s.linear((700, 850), (830, 1000), (0, BALTIC[2]), (1, BALTIC[0])))
    s.path("M820 846L900 872L906 1000L832 980z", s.linear((820, 850), (905, 1000), (0, BALTIC[3]), (1, BALTIC[1])))
    s.path("M712 886L820 856L892 880L820 868z", PAPER)
    s.line("M1076 830Q1050 980 900 964", "#C98A2E", 66)
    s.circle(880, 960, 30, SKIN[2])
    s.path("M1060 1010L1220 1000Q1262 1002 1262 1040V1180Q1262 1230 1220 1236H1080Q1050 1230 1050 1190V1040Q1048 1016 1060 1010z", s.linear((1050, 1000), (1262, 1236), (0, "#E98D70"), (1, "#8F3A33")))
    s.rect(480, 1080, 190, 18, s.shade(480, 1080, 190, 18, "#A9794A"), 8)
    s.line("M510 1098L490 1280M640 1098L660 1280", "#7C5836", 12)
    cup(s, 556, 1080, 66, PAPER)
    s.rect(592, 1060, 74, 20, BALTIC[2], 3)
    s.rect(598, 1044, 62, 16, AMBER, 3)
    s.line("M548 1010q-14-22 0-42t0-40M572 1010q-14-22 0-42t0-40", PAPER, 5, .7)
    potted(s, 200, 1260, 420, GREEN[2], BALTIC[2])
    s.path("M1420 1290q-20-70 40-84q10-60 70-56q60-4 80 46q40 10 36 56q50 10 44 38z", "#4B4038")
    s.path("M1434 1216l-16-48l36 22q20-8 36 0l34-22l-12 52q10 44-36 52q-52-6-42-56z", "#5A4D43")
    s.path("M1446 1234q8 8 16 0M1486 1234q8 8 16 0", "none", stroke="#F2D9A8", stroke_width=5, stroke_linecap="round")


def citizen_service(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, "#F4EAD4"), (1, "#D3BE98")))
    floor(s, 1140, "#C9B08A")
    tall_window(s, 170, 150, 700, 620, 4, 3)
    sunbeam(s, 220, 200, 560, 700, 1180)
    s.rect(1010, 170, 760, 640, s.linear((1010, 170), (1770, 810), (0, BALTIC[3]), (1, BALTIC[1])), 18)
    for k in range(18):
        s.rect(1032 + k * 41, 190, 12, 600, BALTIC[0], 6, .22)
    for k, (x, colour) in enumerate(((1120, PAPER), (1290, AMBER), (1460, PAPER), (1630, AMBER))):
        s.rect(x - 52, 250, 104, 140, s.shade(x - 52, 250, 104, 140, colour, .1), 8)
        for r in range(4):
            s.rect(x - 34, 280 + 24 * r, 68 - 18 * (r % 2), 9, BALTIC[1], 4, .5)
    for x in (520, 960, 1400):
        pendant(s, x, 190 if x != 960 else 150, 76, BRICK if x == 960 else BALTIC[1])
    s.group("translate(1180 850)")
    bust(s, 0, 0, 440, BALTIC[4], 1, 0, "bun", -1)
    s.end()
    s.line("M1040 806Q960 830 930 850", dark(BALTIC[4], .12), 62)
    s.circle(912, 846, 32, SKIN[1])
    s.rect(1320, 640, 210, 148, "#23343B", 12)
    s.rect(1330, 650, 190, 128, s.linear((1330, 650), (1520, 778), (0, "#D6E8E2"), (1, BALTIC[4])), 6)
    s.path(polygon((1404, 788), (1446, 788), (1462, 850), (1388, 850)), "#23343B")
    s.rect(640, 846, 1190, 40, s.linear((640, 0), (1830, 0), (0, "#F0D9AE"), (1, "#B68A54")), 14)
    s.path("M700 886H1800V1290H760Q700 1290 700 1230z", s.linear((700, 886), (1800, 1290), (0, "#C99A62"), (1, "#7E5732")))
    for x in range(740, 1800, 54):
        s.rect(x, 900, 5, 380, "#5A3C22", opacity=.35)
    s.rect(700, 886, 1100, 26, INK, opacity=.22)
    s.path(polygon((800, 846), (880, 824), (980, 838), (900, 862)), "#FFFDF4")
    s.line("M840 846L930 838M862 852L944 844", "#8FA3A5", 4)
    s.rect(990, 818, 100, 30, WINE, 4)
    s.rect(990, 818, 100, 8, light(WINE, .3), 4)
    potted(s, 1690, 848, 220, GREEN[3], PAPER)
    person(s, 600, 1330, 860, BRICK, 2, 1, "scarf", 1, legs="#2B3F4A", step=.1, shadow=.16, reach=(842, 842))
    person(s, 395, 1350, 470, AMBER, 2, 1, "short", 1, legs="#3B5A66", step=.2, shadow=.16, reach=(522, 950))
    potted(s, 150, 1340, 480, GREEN[2], BALTIC[2])


def phone(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (0, 1000), (0, "#7FB0BC"), (1, "#F8E5C0")))
    glow(s, 560, 330, 760, "#FFF3CC", .9)
    cloud(s, 1180, 280, 460, "#FFFDF6", .6)
    rnd = random.Random(4)
    for base, colour, size in ((820, "#B9C6BE", 110), (960, "#8EA9A8", 150)):
        x = -60
        while x < W:
            w, h = size * rnd.uniform(1.2, 2), size * rnd.uniform(1.1, 2)
            s.path(polygon((x, 1100), (x, base - h * .6), (x + w / 2, base - h), (x + w, base - h * .6), (x + w, 1100)), s.linear((x, base - h), (x + w, base + 100), (0, light(colour, .2)), (1, colour)))
            for k in range(2):
                s.rect(x + w * (.24 + .34 * k), base - h * .44, w * .14, w * .2, "#FFE6AE", 3, .8)
            x += w * 1.02
    for x in (90, 420, 1510, 1840):
        tree(s, x, 1080, 420, mix(GREEN[3], "#BFD8D2", .2), seed=x)
    for x in (0, 1250, 1880):
        s.rect(x, 0, 40, 1080, s.linear((x, 0), (x + 40, 0), (0, "#FDF6E6"), (1, "#D6C6A6")))
    s.rect(0, 0, W, 36, "#F7EEDA")
    s.rect(0, 1040, W, 50, s.linear((0, 1040), (0, 1090), (0, "#FFF9EC"), (1, "#D3C19E")))
    s.rect(0, 1086, W, H, s.linear((0, 1086), (0, H), (0, "#DDB37A"), (1, "#8F6338")))
    for y in (1140, 1210, 1300, 1400):
        s.line(f"M-20 {y}Q600 {y - 22} 1000 {y + 6}T1960 {y - 10}", "#7B522C", 4, .25)
    s.path(polygon((820, 1226), (1120, 1226), (1480, 1330), (1180, 1350)), INK, .22)
    s.path(polygon((1030, 1230), (1170, 1236), (1120, 1180)), "#6B4A2B")
    s.group("rotate(-4 960 800)")
    s.rect(770, 420, 380, 800, s.linear((770, 420), (1150, 1220), (0, "#3A4E57"), (1, "#0B1A21")), 56)
    s.rect(790, 440, 340, 760, s.linear((790, 440), (1130, 1200), (0, "#F9F4E8"), (1, "#D9E6E1")), 40)
    s.rect(900, 456, 120, 22, "#13262E", 11)
    s.path("M960 560C1010 590 1056 598 1084 600C1088 730 1050 810 960 850C870 810 832 730 836 600C864 598 910 590 960 560z", s.linear((836, 560), (1084, 850), (0, BALTIC[3]), (1, BALTIC[1])))
    s.line("M900 705L945 752L1024 660", AMBER, 30)
    for k, w in enumerate((230, 170)):
        s.rect(960 - w / 2, 905 + 44 * k, w, 20, "#9FB3B3", 10)
    s.rect(830, 1030, 260, 84, s.linear((830, 1030), (1090, 1114), (0, AMBER), (1, "#DB9226")), 42)
    s.circle(960, 1072, 16, INK)
    s.path(polygon((1040, 440), (1098, 440), (880, 1200), (800, 1200)), "#FFFFFF", .16)
    s.end()
    s.ellipse(480, 1292, 190, 30, INK, .2)
    cup(s, 470, 1290, 230, BRICK)
    s.line("M430 1070q-24-44 0-86t0-84M500 1060q-24-44 0-86t0-84", "#FFFFFF", 10, .55)
    s.ellipse(1450, 1290, 150, 24, INK, .2)
    potted(s, 1440, 1290, 520, GREEN[2], PAPER)


def table_top(s, colour):
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, light(colour, .3)), (1, dark(colour, .18))))
    for y in (0, 240, 480, 720, 960, 1200):
        s.rect(0, y, W, 4, dark(colour, .4), opacity=.25)
        for k in range(3):
            yy = y + 50 + 60 * k
            s.line(f"M-20 {yy}Q{400 + 90 * k} {yy - 16} 900 {yy + 8}T1960 {yy - 6}", dark(colour, .35), 3, .14)


def cup_above(s, x, y, r, colour):
    s.ellipse(x + r * .3, y + r * .36, r * 1.62, r * 1.56, INK, .2)
    s.circle(x, y, r * 1.55, s.shade(x - r * 1.5, y - r * 1.5, r * 3, r * 3, PAPER, .1))
    s.ring(x, y, r * 1.3, colour, r * .07, .8)
    s.path(f"M{points((x + r * .8, y - r * .25))}L{points((x + r * 1.42, y - r * .18))}Q{points((x + r * 1.55, y), (x + r * 1.42, y + r * .18))}L{points((x + r * .8, y + r * .25))}z", colour)
    s.circle(x, y, r, s.shade(x - r, y - r, 2 * r, 2 * r, colour))
    s.circle(x, y, r * .82, s.radial((x - r * .2, y - r * .2), r, (0, "#8A5A36"), (1, "#4A2D1C")))
    s.path(f"M{points((x - r * .4, y + r * .1))}C{points((x - r * .4, y - r * .5), (x + r * .5, y - r * .5), (x + r * .3, y))}C{points((x + r * .2, y + r * .4), (x - r * .2, y + r * .4), (x - r * .1, y + r * .05))}", "#E9CDA2", .75)


def cafe(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, BALTIC[3]), (1, BALTIC[0])))
    for i in range(9):
        for j in range(7):
            x, y = i * 240 - (120 if j % 2 else 0), j * 220
            s.path(polygon((x, y + 110), (x + 120, y), (x + 240, y + 110), (x + 120, y + 220)), light(BALTIC[2], .1 if (i + j) % 2 else .04), .5)
    for angle, cushion in ((-50, AMBER), (40, BRICK), (132, PAPER), (226, GREEN[3])):
        s.group(f"rotate({angle} 960 720)")
        s.ellipse(992, 172, 190, 178, INK, .24)
        s.path("M762 210C756 20 850 -30 960 -30S1164 20 1158 210C1158 236 1112 236 1110 210C1104 60 1040 20 960 20S816 60 810 210C808 236 762 236 762 210z",
               s.shade(762, -30, 396, 260, "#B98A57", .2))
        s.rect(806, 70, 308, 268, s.shade(806, 70, 308, 268, "#D2A468", .16), 96)
        s.rect(830, 92, 260, 226, s.radial((900, 160), 260, (0, light(cushion, .3)), (1, dark(cushion, .16))), 84)
        s.circle(960, 205, 9, dark(cushion, .35))
        s.line("M900 160Q930 186 950 200M1020 160Q990 186 970 200M900 256Q930 226 950 210M1020 256Q990 226 970 210", dark(cushion, .3), 4, .5)
        s.end()
    s.group("rotate(-18 1500 1130)")
    s.path("M1440 1010C1440 930 1540 930 1540 1010", "none", stroke="#7E4D20", stroke_width=14)
    s.rect(1414, 1010, 190, 160, INK, 26, .25)
    s.rect(1396, 996, 190, 160, s.shade(1396, 996, 190, 160, "#B5703A"), 24)
    s.path("M1396 1020Q1396 996 1420 996H1562Q1586 996 1586 1020V1060Q1490 1110 1396 1060z", s.shade(1396, 996, 190, 100, "#CC8A4E"))
    s.circle(1491, 1078, 11, AMBER)
    s.end()
    s.ellipse(1000, 770, 470, 460, INK, .3)
    s.circle(960, 720, 460, s.linear((560, 300), (1360, 1140), (0, "#E9C58F"), (1, "#A97845")))
    s.ring(960, 720, 452, "#F6DEB4", 10, .7)
    for r in (380, 300, 215, 130):
        s.ring(960, 720, r, "#8C6136", 3, .16)
    cup_above(s, 760, 600, 66, BALTIC[2])
    cup_above(s, 1190, 640, 66, BRICK)
    cup_above(s, 1110, 930, 66, GREEN[3])
    cup_above(s, 740, 860, 66, AMBER)
    s.ellipse(982, 742, 150, 146, INK, .18)
    s.circle(960, 720, 142, s.shade(820, 580, 280, 280, PAPER, .08))
    s.ring(960, 720, 120, BALTIC[3], 6, .7)
    for a, c in ((20, "#C58B45"), (140, "#B87938"), (262, "#D19A55")):
        x, y = 960 + 56 * math.cos(math.radians(a)), 720 + 56 * math.sin(math.radians(a))
        s.circle(x, y, 44, s.radial((x - 14, y - 14), 56, (0, light(c, .3)), (1, c)))
        s.line(f"M{points((x - 22, y))}a22 22 0 1 1 22 22a14 14 0 1 1 -12 -20", "#7E4D20", 6, .7)
        s.circle(x + 6, y - 6, 6, PAPER)
    s.group("rotate(14 950 1050)")
    s.rect(870, 990, 190, 124, INK, 6, .18)
    s.rect(860, 980, 190, 124, BALTIC[1], 6)
    s.rect(868, 986, 88, 112, PAPER, 3)
    s.rect(958, 986, 86, 112, "#EFE6D2", 3)
    for k in range(5):
        s.rect(880, 1002 + 18 * k, 62 - 12 * (k % 2), 5, "#8FA3A5", 2)
        s.rect(970, 1002 + 18 * k, 62 - 16 * ((k + 1) % 2), 5, "#8FA3A5", 2)
    s.end()
    s.group("rotate(-24 970 430)")
    s.rect(900, 380, 150, 100, INK, 4, .18)
    s.rect(892, 372, 150, 100, "#D9E8E1", 4)
    s.path(polygon((892, 472), (940, 410), (980, 450), (1010, 420), (1042, 472)), GREEN[3])
    s.circle(1012, 396, 13, AMBER)
    s.end()


def health_card(s):
    table_top(s, "#C99C66")
    for k in range(2):
        for j in range(3):
            x, y = 260 + 520 * k, -60 + 520 * j
            s.path(polygon((x, y), (x + 430, y + 60), (x + 620, y + 520), (x + 190, y + 460)), "#FFF1C8", .28)
    s.path("M1500 -20C1360 120 1250 130 1150 260M1500 -20C1420 180 1360 220 1320 380M1620 -20C1560 200 1520 260 1500 420", "none", stroke=INK, stroke_width=9, opacity=.14)
    for x, y, a in ((1200, 200, 40), (1140, 270, 20), (1270, 150, 60), (1320, 330, 70), (1350, 250, 20), (1400, 160, 60), (1500, 380, 80), (1520, 280, 30), (1560, 180, 70)):
        s.group(f"rotate({a} {x} {y})")
        s.ellipse(x, y, 74, 26, INK, .13)
        s.end()
    s.group("rotate(-9 960 740)")
    s.rect(628, 566, 700, 440, INK, 40, .22)
    s.rect(610, 540, 700, 440, s.linear((610, 540), (1310, 980), (0, "#FFDD79"), (.5, "#F7C548"), (1, "#E0A32B")), 40)
    s.rect(610, 616, 700, 64, "#C98D1F", opacity=.55)
    s.rect(660, 720, 96, 96, PAPER, 16, .9)
    s.path("M708 800C640 752 668 722 708 752C748 722 776 752 708 800z", BRICK)
    for k, w in enumerate((400, 320, 360)):
        s.rect(800, 724 + 46 * k, w, 20, "#6B4C12", 10, .75)
    for k in range(10):
        s.rect(666 + 56 * k + (22 if k > 5 else 0), 890, 36, 36, "#6B4C12", 8, .55)
    s.path(polygon((940, 540), (1060, 540), (860, 980), (740, 980)), "#FFFFFF", .2)
    s.end()
    cup_above(s, 1480, 430, 118, BALTIC[2])
    s.group("rotate(24 430 1080)")
    s.ring(340, 1090, 92, INK, 17, .2)
    s.ring(590, 1090, 92, INK, 17, .2)
    for x in (330, 580):
        s.circle(x, 1072, 88, "#DDEDEB", .5)
        s.ring(x, 1072, 92, BALTIC[0], 17)
    s.line("M420 1060Q455 1030 490 1060M240 1054L150 1000M670 1054L760 1000", BALTIC[0], 15)
    s.end()
    s.path("M1240 1180C1300 1060 1480 1040 1560 1130S1560 1330 1440 1320S1330 1240 1390 1180", "none", stroke=INK, stroke_width=24, opacity=.2, stroke_linecap="round")
    s.path("M1230 1160C1290 1040 1470 1020 1550 1110S1550 1310 1430 1300S1320 1220 1380 1160", "none", stroke=BALTIC[1], stroke_width=24, stroke_linecap="round")
    s.line("M1230 1160L1130 1250M1230 1160L1180 1290", STONE, 16)
    s.circle(1386, 1156, 56, s.radial((1366, 1136), 80, (0, "#FFFFFF"), (1, "#93A4A8")))
    s.circle(1386, 1156, 36, s.radial((1372, 1142), 50, (0, "#E3E8E6"), (1, "#B6C3C4")))
    s.path("M330 330C360 200 520 180 600 260C560 360 440 400 330 330z", s.shade(330, 200, 270, 180, GREEN[3]))
    s.line("M330 330Q460 300 590 262", light(GREEN[3], .5), 5)
    s.path("M250 470C230 350 330 270 440 300C450 400 370 480 250 470z", s.shade(250, 280, 200, 190, GREEN[2]))
    s.line("M250 470Q340 400 436 304", light(GREEN[3], .4), 5)


def desk(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, "#23505E"), (1, "#0E3140")))
    s.rect(250, 110, 800, 760, "#D9C9A8")
    s.rect(280, 140, 740, 700, s.linear((0, 140), (0, 840), (0, "#0B2436"), (1, "#5C8391")))
    s.circle(430, 260, 44, "#FCF0CE")
    for _ in range(34):
        s.circle(s.random.uniform(290, 1010), s.random.uniform(150, 500), s.random.uniform(1.5, 3), "#FCF0CE", .8)
    rnd, x = random.Random(6), 280
    while x < 1010:
        w = min(rnd.randint(110, 170), 1020 - x)
        h = rnd.randint(150, 290)
        s.path(polygon((x, 840), (x, 840 - h), (x + w / 2, 790 - h), (x + w, 840 - h), (x + w, 840)), s.shade(x, 840 - h, w, h, "#2B4A58"))
        for k in range(2):
            for r in range(h // 80):
                if rnd.random() < .65:
                    s.rect(x + w * (.2 + .38 * k), 860 - h + 74 * r, w * .2, 40, "#FFCE7A", 2)
        x += w
    s.rect(640, 140, 20, 700, "#D9C9A8")
    s.rect(280, 470, 740, 18, "#D9C9A8")
    s.rect(220, 866, 860, 30, "#EADCC0")
    s.rect(1180, 260, 560, 20, "#A9794A")
    shelf_row(s, 1196, 120, 380, 140, random.Random(3))
    potted(s, 1660, 262, 170, GREEN[3], PAPER)
    s.rect(1180, 500, 560, 20, "#A9794A")
    shelf_row(s, 1330, 360, 390, 140, random.Random(12))
    s.rect(1210, 380, 96, 120, s.shade(1210, 380, 96, 120, AMBER), 4)
    s.rect(1220, 392, 76, 96, "#D6E8E2")
    s.path(polygon((1220, 488), (1252, 430), (1296, 488)), GREEN[2])
    glow(s, 1290, 860, 760, "#FFD98E", .75)
    s.path(polygon((1180, 730), (1390, 730), (1640, 1130), (820, 1130)), s.linear((0, 730), (0, 1130), (0, "#FFE6A8", .55), (1, "#FFE6A8", .08)))
    s.rect(0, 1100, W, H - 1100, s.linear((0, 1100), (0, H), (0, "#D7A76B"), (1, "#7B5230")))
    s.rect(0, 1100, W, 12, "#F0CB93")
    s.ellipse(1270, 1190, 620, 90, s.radial((1270, 1190), 620, (0, "#FFE9B4", .65), (1, "#FFE9B4", 0.0)))
    s.line("M1560 1140L1620 900L1330 690", INK, 20)
    s.circle(1620, 900, 20, AMBER)
    s.ellipse(1560, 1150, 110, 26, INK)
    s.path("M1170 740C1170 640 1250 600 1310 600S1410 640 1400 740z", s.linear((1170, 600), (1400, 740), (0, "#E8795F"), (1, WINE)))
    s.ellipse(1285, 740, 116, 20, "#FFF3CB")
    s.path(polygon((690, 800), (1210, 800), (1230, 1150), (670, 1150)), s.linear((670, 800), (1230, 1150), (0, "#53656C"), (1, "#1D2C33")))
    s.path(polygon((712, 820), (1190, 820), (1206, 1128), (694, 1128)), s.linear((700, 820), (1200, 1128), (0, "#F8F3E6"), (1, "#CFE2DC")))
    s.rect(740, 850, 180, 24, BALTIC[2], 12)
    for k, w in enumerate((360, 420, 300)):
        s.rect(740, 900 + 42 * k, w, 16, "#AFC0BF", 8)
    s.rect(740, 1040, 150, 54, AMBER, 27)
    s.ring(1110, 880, 34, BRICK, 14)
    s.path("M610 1150H1290L1340 1196Q1340 1210 1320 1210H580Q560 1210 560 1196z", s.linear((0, 1150), (0, 1210), (0, "#93A4A8"), (1, "#4B5C63")))
    for r in range(2):
        for k in range(15):
            s.rect(650 - 8 * r + k * (39 + r), 1160 + 16 * r, 30, 10, "#25363D", 3)
    s.group("rotate(-8 480 1270)")
    s.rect(350, 1210, 240, 150, INK, 4, .2)
    s.rect(340, 1200, 240, 150, "#FFFBEF", 4)
    for k in range(4):
        s.rect(364, 1224 + 28 * k, 180 - 40 * (k % 2), 9, "#A9B6B4", 4)
    s.end()
    s.line("M620 1350L760 1284", AMBER, 15)
    s.line("M750 1289L766 1281", INK, 13)
    cup(s, 1420, 1300, 140, BALTIC[3])
    s.line("M1394 1160q-16-30 0-58t0-54M1436 1154q-16-30 0-58t0-54", "#FFF6E0", 7, .5)
    potted(s, 170, 1180, 360, GREEN[2], BRICK)


def lesson(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, "#F6EBD3"), (1, "#D9C29B")))
    tall_window(s, 90, 120, 430, 640, 2, 4)
    bookcase(s, 1420, 180, 420, 720, 4, 21)
    sunbeam(s, 110, 150, 380, 760, 1100)
    bubbles = ((620, 330, 190, 120, BALTIC[2], 700, 1), (930, 240, 200, 130, AMBER, 860, 1), (1230, 350, 180, 116, BRICK, 1180, -1))
    for x, y, rx, ry, colour, tip, side in bubbles:
        s.path(f"M{points((x - rx, y))}C{points((x - rx, y - ry * 1.3), (x + rx, y - ry * 1.3), (x + rx, y))}S{points((x + rx * .3, y + ry), (x + side * rx * .1, y + ry * .98))}"
               f"L{points((tip, y + ry * 1.6))}L{points((x - rx * .28, y + ry * .9))}C{points((x - rx * .7, y + ry * .8), (x - rx, y + ry * .5), (x - rx, y))}z",
               s.shade(x - rx, y - ry, rx * 2, ry * 2, colour, .14))
    for k, w in enumerate((210, 150)):
        s.rect(520, 292 + 46 * k, w, 20, PAPER, 10)
    s.line("M850 262q24-64 56 0t56 0t56 0", INK, 14)
    for k in range(3):
        s.circle(1160 + 70 * k, 346, 19, PAPER)
    pendant(s, 960, 86, 60, BALTIC[1])
    for x, coat, sk, ha, st, f, h in ((590, GREEN[2], 0, 4, "short", 1, 430), (860, "#E9E2D2", 2, "#2E6F7E", "scarf", 1, 420),
                                      (1120, BALTIC[3], 1, 2, "bun", -1, 425), (1370, BRICK, 3, 1, "short", -1, 440)):
        s.group(f"translate({x} 1010)")
        bust(s, 0, 0, h, coat, sk, ha, st, f)
        s.end()
    s.path(polygon((230, 985), (1690, 985), (1860, 1170), (60, 1170)), s.linear((0, 985), (0, 1170), (0, "#EBC68C"), (1, "#C08E54")))
    s.path(polygon((60, 1170), (1860, 1170), (1860, 1214), (60, 1214)), s.linear((60, 0), (1860, 0), (0, "#A9773F"), (1, "#6F4A28")))
    s.rect(0, 1214, W, H - 1214, s.linear((0, 1214), (0, H), (0, "#8B6A48"), (1, "#5C432D")))
    for x in (200, 1650):
        s.rect(x, 1214, 54, 240, s.shade(x, 1214, 54, 240, "#A9773F"))
    for x, y, c in ((740, 1060, BALTIC[2]), (1240, 1050, AMBER), (470, 1090, BRICK)):
        s.ellipse(x + 30, y + 2, 60, 9, INK, .18)
        cup(s, x, y, 78, c)
    for x, y, c in ((560, 1120, BALTIC[1]), (980, 1088, BRICK), (1420, 1110, GREEN[2])):
        s.path(polygon((x - 110, y + 30), (x - 84, y - 30), (x + 84, y - 30), (x + 110, y + 30)), c)
        s.path(polygon((x - 98, y + 22), (x - 76, y - 26), (x - 3, y - 20), (x - 3, y + 28)), PAPER)
        s.path(polygon((x + 98, y + 22), (x + 76, y - 26), (x + 3, y - 20), (x + 3, y + 28)), "#EFE6D2")
        for k in range(3):
            s.rect(x - 78, y - 12 + 13 * k, 62, 4, "#8FA3A5", 2)
            s.rect(x + 16, y - 12 + 13 * k, 58, 4, "#8FA3A5", 2)
    s.line("M1080 1130L1170 1116", AMBER, 12)
    potted(s, 1750, 1000, 280, GREEN[2], BALTIC[2])
