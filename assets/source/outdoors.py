"""Scenes of the town: squares, streets, water and woods."""

import math
import random

from kit import *


def town_hall(s):
    sky(s, "#8FC1C6", "#F8EAD0", 820)
    glow(s, 420, 260, 620, "#FFF3CF", .9)
    for x, y, w in ((980, 250, 460), (1420, 380, 380), (-60, 420, 420)):
        cloud(s, x, y, w, "#FFFDF6", .75)
    birds(s, 720, 300, 26, 5, "#3C5C66")
    land(s, 850, 22, mix(GREEN[4], "#BFD8D2", .55), 4)
    for i, x in enumerate(range(30, 1960, 120)):
        tree(s, x, 905, 190 + 40 * (i % 3), mix(GREEN[3], "#A9CFC8", .35), seed=i)
    brick = "#D9A868"
    s.rect(210, 560, 1500, 360, s.linear((210, 560), (1710, 920), (0, light(brick, .3)), (1, dark(brick, .12))))
    s.rect(190, 534, 1540, 34, s.linear((0, 534), (0, 568), (0, "#39606B"), (1, "#1F444F")))
    for i in range(13):
        if i == 6:
            continue
        window(s, 256 + i * 112, 610, 56, 100, "#4F8C98", bars=(1, 3))
        window(s, 256 + i * 112, 770, 56, 110, "#3B7482", bars=(1, 2))
    for y in range(590, 920, 22):
        s.rect(210, y, 1500, 2, "#9C6F3B", opacity=.14)
    tower = s.linear((880, 0), (1040, 0), (0, light(brick, .38)), (.6, brick), (1, dark(brick, .28)))
    s.rect(880, 210, 160, 710, tower)
    s.path(polygon((868, 214), (960, 90), (1052, 214)), s.linear((868, 0), (1052, 0), (0, "#5E9C98"), (.5, "#3B7C7B"), (1, "#1F5359")))
    s.rect(957, 36, 6, 64, INK)
    s.circle(960, 34, 9, AMBER)
    s.circle(960, 330, 62, "#F9F3E4")
    s.ring(960, 330, 62, "#1F444F", 8)
    for i in range(12):
        a = i * math.tau / 12
        s.line(f"M{points((960 + math.sin(a) * 46, 330 - math.cos(a) * 46))}L{points((960 + math.sin(a) * 53, 330 - math.cos(a) * 53))}", INK, 5)
    s.line("M960 330L960 288M960 330L930 352", INK, 7)
    for y in (440, 520, 600):
        window(s, 938, y, 44, 46, "#3B7482", bars=(1, 1))
    s.path("M900 920V760Q960 690 1020 760V920z", "#123A46")
    s.path("M914 920V768Q960 712 1006 768V920z", s.linear((914, 720), (1006, 920), (0, "#FFE2A0"), (1, "#C98E3D")))
    s.rect(957, 740, 6, 180, "#123A46")
    s.path(polygon((1040, 568), (1180, 568), (1180, 920), (1040, 920)), INK, .12)
    s.rect(0, 915, W, H - 915, s.linear((0, 915), (0, H), (0, "#EBDCC0"), (1, "#C6B394")))
    for i in range(-14, 15):
        s.line(f"M{960 + i * 90} 915L{960 + i * 330} {H}", "#A8946F", 3, .35, "butt")
    for y in (935, 962, 1000, 1052, 1122, 1216, 1340):
        s.rect(0, y, W, 3, "#A8946F", opacity=.35)
    s.path(polygon((1000, 920), (1060, 920), (1500, 1035), (1320, 1035)), INK, .1)
    s.rect(1352, 330, 9, 600, "#F7F3EA")
    s.circle(1356, 326, 11, AMBER)
    flag = [(1361, 345), (1440, 332), (1510, 352), (1590, 338)]
    s.path("M" + smooth(flag) + "L1590 448" + "C1560 460 1530 468 1510 462C1480 446 1455 440 1440 442C1410 444 1380 452 1361 455z",
           s.linear((1361, 340), (1590, 460), (0, "#D6453D"), (.5, "#B9332F"), (1, "#C73E38")))
    s.line("M1361 399C1400 396 1420 388 1440 387C1470 392 1490 404 1510 407C1540 404 1566 394 1590 393", "#FBF7EE", 17, cap="butt")
    s.line("M1437 334L1437 442", "#FBF7EE", 17, cap="butt")
    tree(s, 120, 1130, 640, GREEN[2], seed=21)
    tree(s, 1810, 1100, 600, GREEN[2], seed=33)
    for x, y, h, c, sk, ha, st, f, step in (
            (640, 990, 150, BALTIC[2], 2, 0, "short", 1, .7), (735, 1000, 158, BRICK, 0, 3, "long", -1, .5),
            (1170, 1010, 165, "#E9E2D2", 3, 1, "short", -1, .8)):
        person(s, x, y, h, c, sk, ha, st, f, step=step)
    person(s, 820, 1190, 300, AMBER, 1, 2, "bun", 1, step=.6, bag=BALTIC[2])
    person(s, 930, 1165, 185, BALTIC[3], 1, 2, "short", 1, step=.5, legs="#5A4636")
    bicycle(s, 1330, 1190, 78, BALTIC[2], -1)
    s.path(polygon((1200, 1192), (1470, 1192), (1640, 1220), (1420, 1220)), INK, .12)
    s.path("M-20 1330Q240 1270 520 1340L560 1440H-20z", dark("#C6B394", .25))
    grass(s, -20, 500, 1370, 230, GREEN[3], 90, 5)
    for i in range(26):
        x, y = s.random.uniform(0, 480), s.random.uniform(1160, 1330)
        s.circle(x, y, 9, s.random.choice((AMBER, "#F7EBD2", BRICK)))


def morning(s):
    sky(s, "#5C9AA6", "#FBDDA6", 900)
    glow(s, 760, 720, 900, "#FFDE91", .95)
    s.circle(760, 720, 118, s.linear((760, 600), (760, 840), (0, "#FFF1C4"), (1, "#FFC964")))
    for x, y, w in ((960, 330, 520), (120, 430, 380), (1400, 560, 420)):
        cloud(s, x, y, w, "#FFF1DA", .6)
    birds(s, 1120, 470, 24, 7, "#4A6670", 9)
    layers = ((860, "#B7A58F", 60, 5), (960, "#7E8C86", 86, 11), (1070, "#3F6A70", 118, 23))
    for base, colour, size, seed in layers:
        rnd, x = random.Random(seed), -60
        while x < W + 60:
            w, h = size * rnd.uniform(1.3, 2.4), size * rnd.uniform(1.0, 2.0)
            fill = s.linear((0, base - h * 1.6), (0, base + 200), (0, light(colour, .12)), (1, dark(colour, .15)))
            if rnd.random() < .5:
                s.path(polygon((x, H), (x, base - h * .55), (x + w / 2, base - h * 1.15), (x + w, base - h * .55), (x + w, H)), fill)
            else:
                s.path(polygon((x, H), (x, base - h * .5), (x + w * .12, base - h), (x + w * .88, base - h), (x + w, base - h * .5), (x + w, H)), fill)
            cx = x + w * rnd.uniform(.25, .7)
            s.rect(cx, base - h * 1.32, size * .16, h * .5, dark(colour, .1))
            s.line(f"M{points((cx, base - h * .9))}L{points((cx - w * .18, base - h * .7))}", "#FFE6B0", 3, .35)
            for k in range(3):
                if rnd.random() < .55:
                    s.rect(x + w * (.22 + .24 * k), base - h * .3, size * .17, size * .24, "#FFD585", 2, .85)
            x += w * rnd.uniform(.92, 1.1)
    s.path(f"M-20 1220Q500 1110 1000 1150T1960 1090V{H}H-20z", s.linear((0, 1100), (0, H), (0, "#1F5560"), (1, "#0B2F3B")))
    s.line("M-20 1218Q500 1108 1000 1148T1960 1088", "#FFDE9B", 6, .55)
    tree(s, 1730, 1140, 560, "#24545A", "#21383C", 8)
    tree(s, 190, 1210, 480, "#24545A", "#21383C", 12)
    cyclist(s, 1010, 1150, 78, AMBER, BRICK, 1, 0, "hat", 1)
    s.path(polygon((950, 1150), (1130, 1148), (1330, 1210), (1130, 1205)), "#061C24", .3)
    grass(s, -20, W, 1450, 210, "#1B5058", 150, 4)


def bridge(s):
    sky(s, "#2F6F80", "#F6D9B4", 880)
    glow(s, 600, 800, 760, "#FFE2AE", .85)
    s.circle(600, 800, 74, "#FFF0CC")
    for x, y, w in ((1050, 300, 620), (220, 430, 460), (1300, 520, 380)):
        cloud(s, x, y, w, "#FBE8D2", .4)
    land(s, 866, 10, "#7D9DA0", 2, low=900)
    s.rect(0, 880, W, H - 880, s.linear((0, 880), (0, H), (0, "#F0D2AA"), (.25, "#79A5A6"), (.7, "#1F5A68"), (1, "#0D3B49")))
    s.path(polygon((520, 880), (680, 880), (860, H), (340, H)), s.linear((0, 880), (0, H), (0, "#FFEFC8", .8), (1, "#FFE2AE", 0.0)))
    ripples(s, 0, 890, W, 520, "#FDEBCB", 150, .55, 3)
    ripples(s, 0, 890, W, 520, "#0D3B49", 90, .35, 4)

    def deck(x):
        return 818 - 90 * math.sin((x + 200) / 2320 * math.pi)

    road = [(x, deck(x)) for x in range(-40, 1981, 60)]
    for x in range(60, 1920, 210):
        s.rect(x - 12, deck(x), 24, 900 - deck(x), "#35606A")
        s.rect(x - 10, 884, 20, 120, "#35606A", opacity=.25)
    for tower in (700, 1240):
        top, foot = 240, deck(tower)
        for k in range(1, 10):
            for side in (-1, 1):
                end = tower + side * k * 30 * 1.0
                s.line(f"M{points((tower, top + 24 + k * 9))}L{points((end, deck(end)))}", "#F4EAD8", 3, .8)
        s.rect(tower - 36, 900 - 6, 72, 120, "#143F4B", opacity=.28)
        face = s.linear((tower - 26, 0), (tower + 26, 0), (0, "#FFF3DC"), (.45, "#D9C7AA"), (1, "#6E7F80"))
        s.path(polygon((tower - 10, top), (tower + 10, top), (tower + 26, foot), (tower + 32, 900), (tower - 32, 900), (tower - 26, foot)), face)
    s.line("M" + smooth(road), "#143F4B", 24, cap="butt")
    s.line("M" + smooth([(x, y - 10) for x, y in road]), "#FFF1D6", 5, .9, "butt")
    for x in (900, 1010, 1044, 470, 1420):
        s.rect(x, deck(x) - 27, 30, 15, s.random.choice((BRICK, AMBER, PAPER)), 5)
    s.path("M1010 1130Q1110 1180 1270 1128L1230 1190Q1130 1206 1046 1188z", s.linear((1010, 1120), (1270, 1200), (0, "#F7F0E0"), (1, "#A6B3B0")))
    s.rect(1128, 880, 7, 262, INK)
    s.path("M1122 890Q1010 1010 1016 1112L1122 1118z", s.linear((1010, 890), (1122, 1118), (0, "#FFFBF0"), (1, "#E5D3B3")))
    s.path("M1140 910Q1240 1020 1244 1108L1140 1118z", s.linear((1140, 900), (1244, 1118), (0, "#E9A04A"), (1, BRICK)))
    s.path(polygon((1040, 1200), (1240, 1200), (1190, 1390), (1110, 1390)), "#F7E8CC", .16)
    s.path(f"M-20 {H}V1330Q180 1290 420 1350T760 {H}z", "#0B2A33")
    grass(s, -20, 640, 1420, 240, "#1D4B4E", 80, 6)
    birds(s, 980, 380, 22, 6, "#22505C", 14)


def forest(s):
    sky(s, "#F3EBC9", "#C4D9AE", 1000)
    glow(s, 640, 220, 1000, "#FFF8D8", .95)
    for depth, (colour, count, width, seed) in enumerate((("#B9CFA6", 22, 26, 1), ("#8FB08E", 15, 40, 2), ("#5B8A74", 10, 62, 3))):
        rnd = random.Random(seed)
        land(s, 880 + 55 * depth, 14, light(colour, .08), seed + 40)
        for i in range(count):
            x = (i + rnd.uniform(.1, .9)) * W / count
            if depth == 2 and 700 < x < 1180:
                continue
            w = width * rnd.uniform(.7, 1.2)
            base = 900 + 55 * depth + rnd.uniform(-8, 14)
            s.path(f"M{points((x - w * .4, -20))}L{points((x + w * .4, -20))}Q{points((x + w * .42, base - 160), (x + w * .85, base))}L{points((x - w * .85, base))}Q{points((x - w * .42, base - 160), (x - w * .4, -20))}z",
                   s.linear((x - w * .6, 0), (x + w * .7, 0), (0, light(colour, .3)), (1, dark(colour, .18))))
        for i in range(34):
            x, y = rnd.uniform(-40, W + 40), rnd.uniform(-60, 330 - 60 * depth)
            s.ellipse(x, y, rnd.uniform(90, 190), rnd.uniform(40, 90), mix(colour, "#E9E8B4", rnd.uniform(0, .5)), .5)
    for i in range(7):
        x = 420 + i * 190
        s.path(polygon((x - 60, -20), (x + 30, -20), (x + 560, 1120), (x + 330, 1120)),
               s.linear((x, 0), (x + 400, 1120), (0, "#FFFBE0", .5), (1, "#FFFBE0", 0.0)))
    land(s, 1040, 22, s.linear((0, 1000), (0, H), (0, "#7FA66B"), (.5, "#42744F"), (1, "#1B4A3E")), 61)
    s.path("M905 1000C930 1040 820 1080 800 1150S900 1270 780 1450H1320C1240 1280 1060 1220 1020 1150S1010 1050 960 1000z",
           s.linear((0, 1000), (0, H), (0, "#F2E3B8"), (1, "#B78F57")))
    for i in range(60):
        y = 1060 + 370 * s.random.random()
        half = 90 + (y - 1040) * .6
        s.ellipse(910 + (y - 1040) * .35 + s.random.uniform(-.5, .5) * half, y, 10, 4, s.random.choice((ORANGE, "#8F6A3C", AMBER)), .6)
    person(s, 908, 1128, 210, BRICK, 0, 4, "hat", -1, step=.7)
    person(s, 990, 1136, 150, AMBER, 1, 0, "short", -1, step=.6)
    for x, w, seed in ((150, 150, 1), (1700, 190, 2), (1395, 92, 5)):
        foot = 1270 if w > 100 else 1150
        s.path(f"M{points((x - w * .42, -20))}L{points((x + w * .42, -20))}C{points((x + w * .4, 700), (x + w * .5, foot - 160), (x + w * .95, foot))}Q{points((x, foot + 40), (x - w * .95, foot))}C{points((x - w * .5, foot - 160), (x - w * .4, 700), (x - w * .42, -20))}z",
               s.linear((x - w * .5, 0), (x + w * .6, 0), (0, "#8E7A58"), (.35, "#5B4A38"), (1, "#2A2B28")))
        rnd = random.Random(seed)
        for _ in range(26):
            bx, by = x + rnd.uniform(-.34, .3) * w, rnd.uniform(0, foot - 80)
            s.line(f"M{points((bx, by))}q{points((rnd.uniform(-5, 5), 30), (0, 70))}", "#231F1C", 5, .35)
        s.path(f"M{points((x - w * .42, 300))}q{points((w * .14, 260), (-w * .1, foot - 400))}l{points((w * .12, 0))}q{points((w * .16, -300), (w * .02, -(foot - 400)))}z", "#B7BE6A", .35)
    for i in range(60):
        x, y = s.random.uniform(-60, W + 60), s.random.uniform(-70, 130)
        s.ellipse(x, y, s.random.uniform(60, 130), s.random.uniform(34, 64), s.random.choice(("#3E7350", "#5C8C50", "#8FA94F", "#C4A545")), .9)
    for x0, x1, seed in ((-40, 640, 3), (1330, W + 40, 9)):
        grass(s, x0, x1, 1450, 240, GREEN[2], 90, seed)
        grass(s, x0, x1, 1460, 170, GREEN[3], 70, seed + 1)


def lake(s):
    sky(s, "#24596B", "#F9CF9B", 830)
    glow(s, 820, 790, 950, "#FFD999", .9)
    s.circle(820, 776, 82, s.linear((0, 690), (0, 860), (0, "#FFF3CE"), (1, "#FFC777")))
    for x, y, w in ((250, 330, 560), (1050, 420, 640), (1350, 250, 380)):
        cloud(s, x, y, w, "#F6CFA8", .42)
    land(s, 800, 24, "#6E8C8B", 3, low=860)
    for i in range(26):
        x = i * 78 - 20
        if not 640 < x < 1010:
            tree(s, x, 856, 110 + 60 * ((i * 7) % 4) / 3, "#3D6A6B", "#33484A", i)
    s.rect(0, 846, W, H - 846, s.linear((0, 846), (0, H), (0, "#F7CE9C"), (.22, "#B9A694"), (.55, "#3C7380"), (1, "#0D3442")))
    for i in range(26):
        x = i * 78 - 20
        if not 640 < x < 1010:
            s.path(f"M{x - 62} 852Q{x} {952 + 30 * (i % 3)} {x + 62} 852z", "#9A978B")
    s.rect(0, 842, W, 10, "#587A7B")
    for i in range(30):
        t = i / 30
        w = (60 + 150 * t) * s.random.uniform(.5, 1.15)
        s.rect(820 - w / 2 + s.random.uniform(-24, 24), 858 + 400 * t, w, 4 + 7 * t, "#FFE7B5", 4, .75 * (1 - t))
    ripples(s, 0, 870, W, 520, "#FBE1BC", 120, .35, 8)
    ripples(s, 0, 900, W, 520, "#0D3442", 110, .3, 9)
    wood = s.linear((0, 1020), (0, 1250), (0, "#A98A66"), (1, "#4A3D33"))
    for x in (1130, 1290, 1500, 1740):
        s.rect(x, 1090, 20, 190, "#33302D")
        s.rect(x - 3, 1200, 26, 200, "#0B2A33", opacity=.3)
    s.path(polygon((1010, 1072), (1960, 1126), (1960, 1186), (1010, 1096)), wood)
    s.path(polygon((1010, 1072), (1960, 1126), (1960, 1134), (1010, 1076)), "#F0CFA0", .8)
    for x in range(1040, 1960, 46):
        s.line(f"M{x} {number(1074 + (x - 1010) * .057)}L{x} {number(1096 + (x - 1010) * .094)}", "#3B322B", 3, .6, "butt")
    for x, coat, sk, ha, st in ((1120, BRICK, 0, 3, "bun"), (1186, BALTIC[2], 2, 0, "short")):
        s.line(f"M{x - 6} 1066L{x - 46} 1076L{x - 50} 1140", dark(coat, .45), 22)
        s.group(f"translate({x} 1078)")
        bust(s, 0, 0, 118, coat, sk, ha, st, -1)
        s.end()
    for x0, x1, seed, h in ((-20, 470, 3, 520), (1560, 1950, 7, 420)):
        rnd = random.Random(seed)
        for _ in range(46):
            x, k = rnd.uniform(x0, x1), h * rnd.uniform(.5, 1)
            lean = rnd.uniform(-.1, .14) * k
            colour = rnd.choice(("#0F3A40", "#1B4F4E", "#2F6352"))
            s.line(f"M{points((x, 1450))}Q{points((x + lean * .2, 1450 - k * .6), (x + lean, 1450 - k))}", colour, 7)
            if rnd.random() < .45:
                s.line(f"M{points((x + lean * .86, 1450 - k * .9))}L{points((x + lean, 1450 - k))}", "#5E4029", 20)
        grass(s, x0, x1, 1450, h * .6, "#1B4F4E", 60, seed + 1)


def evening_house(s, x, base, w, h, wall, roof, rnd, gable):
    s.rect(x, base - h, w, h, s.linear((x, 0), (x + w, 0), (0, light(wall, .08)), (1, dark(wall, .25))))
    if gable:
        s.path(polygon((x - 8, base - h + 6), (x + w / 2, base - h - w * .55), (x + w + 8, base - h + 6)), s.shade(x, base - h - w * .5, w, w * .5, wall, .12))
        s.line(f"M{points((x - 10, base - h + 8))}L{points((x + w / 2, base - h - w * .56))}L{points((x + w + 10, base - h + 8))}", dark(roof, .2), 16)
    else:
        s.path(polygon((x - 12, base - h + 4), (x + 20, base - h - w * .34), (x + w - 20, base - h - w * .34), (x + w + 12, base - h + 4)), s.shade(x, base - h - w * .3, w, w * .3, roof, .12))
    s.rect(x + w * .68, base - h - w * .52, w * .1, w * .3, dark(roof, .3))
    cols, rows = max(2, int(w / 105)), int(h / 175)
    for r in range(rows):
        for c in range(cols):
            lit = rnd.random() < .72
            wx, wy = x + w * (c + .5) / cols - 29, base - h + 48 + r * (h - 40) / rows
            if lit:
                glow(s, wx + 29, wy + 44, 105, "#FFCB72", .38)
            window(s, wx, wy, 58, 84, "#FFCE78" if lit else "#2A5262", "#E6DCC8", (2, 2), lit)
            if lit and rnd.random() < .4:
                s.path(f"M{points((wx + 12, wy + 84))}q6 -34 18 -34t18 34z", "#8A5A2B", .7)


def evening(s):
    sky(s, "#0B2A3A", "#4F7F8B", 900)
    glow(s, 560, 250, 360, "#FDF1CF", .55)
    s.path("M572 190A62 62 0 1 0 616 282A54 54 0 0 1 572 190z", "#FCF3DA")
    for _ in range(70):
        s.circle(s.random.uniform(0, W), s.random.uniform(0, 520), s.random.uniform(1.2, 3.4), "#FDF3DA", s.random.uniform(.35, .9))
    rnd = random.Random(3)
    for x in range(-40, 1960, 190):
        evening_house(s, x, 960, 190, 250 + 60 * rnd.random(), "#2C5563", "#1B3E4B", random.Random(x), rnd.random() < .5)
    s.rect(0, 820, W, 180, s.linear((0, 820), (0, 1000), (0, "#1B4050", 0.0), (1, "#173947", .9)))
    rnd = random.Random(8)
    for x, w, h, wall, roof, gable in ((-70, 380, 620, "#B56A4B", "#5C3230", True), (310, 330, 500, "#D8A860", "#4A4B52", False),
                                       (640, 330, 590, "#C9776A", "#56343A", True), (970, 310, 470, "#E2D4B6", "#3F525B", False),
                                       (1280, 320, 600, "#6F8F84", "#2D474D", True), (1600, 400, 530, "#B9573F", "#4C2E30", False)):
        evening_house(s, x, 1130, w, h, mix(wall, "#24404F", .34), mix(roof, "#12303E", .4), rnd, gable)
    for x in (470, 820, 1440):
        s.path(f"M{x - 42} 1130v-120q42 -44 84 0v120z", "#102E3A")
        s.path(f"M{x - 32} 1130v-112q32 -32 64 0v112z", BALTIC[2] if x != 820 else BRICK)
        s.circle(x + 18, 1070, 5, AMBER)
    s.rect(0, 1128, W, H - 1128, s.linear((0, 1128), (0, H), (0, "#35525C"), (1, "#12303C")))
    for x in range(-300, 2300, 90):
        s.line(f"M{960 + (x - 960) * .8:.0f} 1128L{960 + (x - 960) * 1.9:.0f} {H}", "#0B2530", 3, .35, "butt")
    for y in (1150, 1182, 1228, 1290, 1370):
        s.rect(0, y, W, 3, "#0B2530", opacity=.35)
    for x in (610, 1530):
        s.ellipse(x, 1205, 230, 44, s.radial((x, 1205), 230, (0, "#FFDD9C", .5), (1, "#FFDD9C", 0.0)))
    lamp_post(s, 610, 1200, 420, True)
    lamp_post(s, 1530, 1200, 420, True)
    bicycle(s, 1250, 1170, 62, AMBER)
    person(s, 900, 1250, 270, BRICK, 0, 0, "hat", 1, step=.6, shadow=.3)
    person(s, 1030, 1262, 250, AMBER, 2, 1, "short", -1, step=.5, shadow=.3)
    s.path("M770 1250v-40q-14-22-2-34l10 16h52q10-26 22-18l12 14q14 2 18 12l-22 6q-2 14-14 16v28h-10v-24h-44v24z", "#EAD9BC")
    s.line("M852 1190Q876 1150 910 1128", "#EAD9BC", 3)


def letterbox(s):
    sky(s, "#466F82", "#E7DCCB", 900)
    glow(s, 420, 640, 700, "#FFE9C4", .6)
    land(s, 830, 30, "#B9C6C8", 4)
    for i in range(15):
        spruce(s, i * 140 - 30, 900, 230 + 90 * ((i * 5) % 4) / 3, mix(GREEN[2], "#9DB9BF", .5))
    land(s, 905, 26, s.linear((0, 880), (0, H), (0, "#F3EFE6"), (1, "#BFD0D6")), 14)
    wall = "#C4634A"
    s.rect(1180, 640, 470, 320, s.linear((1180, 640), (1650, 960), (0, light(wall, .2)), (1, dark(wall, .25))))
    s.path(polygon((1130, 650), (1240, 470), (1590, 470), (1700, 650)), s.linear((0, 470), (0, 650), (0, "#FFFDF7"), (1, "#D4DEE0")))
    s.rect(1490, 400, 60, 120, dark(wall, .3))
    s.rect(1484, 388, 72, 20, "#FFFDF7", 8)
    for x in (1230, 1350, 1540):
        glow(s, x + 36, 780, 150, "#FFC967", .5)
        window(s, x, 730, 72, 96, "#FFD07A", PAPER, (2, 2), True)
    s.path("M1452 958V760h62v198z", BALTIC[1])
    s.circle(1502, 866, 5, AMBER)
    cloud(s, 1500, 360, 170, "#E7E4DC", .7)
    cloud(s, 1570, 300, 240, "#E7E4DC", .5)
    spruce(s, 300, 1080, 640, GREEN[1])
    spruce(s, 90, 1120, 470, GREEN[2])
    spruce(s, 1790, 1090, 560, GREEN[1])
    for sx, sy, k in ((300, 440, 60), (258, 660, 80), (330, 800, 110), (240, 900, 120), (1790, 530, 55), (1760, 720, 80), (1830, 880, 110)):
        s.path(f"M{points((sx - k * .7, sy + k * .28))}Q{points((sx, sy - k * .5), (sx + k * .6, sy + k * .2))}Q{points((sx, sy + k * .05), (sx - k * .7, sy + k * .28))}z", "#FBF8F0", .95)
    land(s, 1060, 34, s.linear((0, 1020), (0, H), (0, "#FFFDF7"), (.5, "#E2EAEA"), (1, "#A9C2CC")), 22)
    for i in range(16):
        t = i / 16
        x, y, k = 1330 - 250 * t + 22 * (i % 2), 1010 + 300 * t * t + 40 * t, 7 + 17 * t
        s.ellipse(x, y, k, k * .5, "#8FAEBB", .75)
    s.path(polygon((960, 1210), (1010, 1210), (1290, 1290), (1170, 1300)), "#5E8494", .3)
    s.rect(934, 800, 52, 420, s.linear((934, 0), (986, 0), (0, "#8E7152"), (1, "#4A392D")))
    s.path("M886 1222Q960 1180 1040 1222z", "#FFFDF7")
    box = s.linear((770, 560), (1150, 860), (0, "#E2604C"), (.5, "#C33F35"), (1, "#8C2A2A"))
    s.path("M770 860V660Q770 560 870 560H1050Q1150 560 1150 660V860z", box)
    s.path("M1050 560Q1150 560 1150 660V860H1108V664Q1108 590 1040 560z", "#5F1D22", .35)
    s.path("M752 628Q776 520 890 528Q960 508 1040 526Q1146 520 1168 628Q1130 600 1080 612Q1010 586 950 608Q880 590 840 612Q790 600 752 628z", s.linear((0, 510), (0, 630), (0, "#FFFEFA"), (1, "#D9E5E8")))
    s.rect(826, 690, 268, 26, "#4F181C", 13)
    s.group("rotate(-7 960 690)")
    s.rect(858, 596, 196, 110, s.linear((858, 596), (1054, 706), (0, "#FFFDF4"), (1, "#E3D5B8")), 6)
    s.line("M862 602L956 662L1050 602", "#B9A888", 5)
    s.end()
    s.rect(818, 700, 284, 26, "#A93531", 12)
    s.rect(900, 770, 120, 14, "#F0C9B4", 7, .5)
    s.line("M1096 790h70v-96", "#5F1D22", 13)
    s.path("M1160 690h74v-50h-74z", AMBER)
    for _ in range(130):
        s.circle(s.random.uniform(0, W), s.random.uniform(0, 1340), s.random.uniform(2, 8), "#FFFFFF", s.random.uniform(.4, .95))


def station(s):
    sky(s, "#7FB6C0", "#F6E6C8", 800)
    glow(s, 380, 300, 640, "#FFF2CC", .8)
    for x, y, w in ((620, 270, 420), (1300, 330, 480)):
        cloud(s, x, y, w, "#FFFDF6", .7)
    for i in range(13):
        tree(s, i * 165 - 20, 830, 240 + 60 * (i % 3), mix(GREEN[3], "#AFCBC8", .3), seed=i)
    rnd = random.Random(5)
    for x in range(180, 1800, 330):
        s.rect(x, 620 - rnd.randint(0, 90), 190, 260, mix("#C98F6A", "#D8DDD2", .45))
        for k in range(6):
            window(s, x + 26 + 52 * (k % 3), 640 + 70 * (k // 3), 28, 40, "#8FB4B8", bars=(1, 1))
    s.rect(0, 800, W, 120, "#5B7A74")
    for x in (260, 1660):
        s.rect(x - 9, 360, 18, 560, "#48606A")
        s.line(f"M{x} 420L{x + 190} 420M{x} 500L{x + 150} 424", "#48606A", 9)
    s.line("M-20 440Q480 478 960 452T1940 440M-20 500L1940 500", "#3A525B", 4)
    body = s.linear((0, 560), (0, 960), (0, "#E5574A"), (.5, "#C93A36"), (1, "#8F2A2C"))
    s.path("M-40 600Q-40 566 0 566H1330C1480 566 1580 640 1634 800C1650 850 1652 930 1640 962H-40z", body)
    s.path("M-40 600Q-40 566 0 566H1330C1400 566 1460 584 1508 618H-40z", "#F0EDE4", .9)
    s.path("M1372 640H1482C1540 676 1576 738 1600 806H1372z", s.linear((1372, 640), (1600, 806), (0, "#BFE0DF"), (1, "#1B4655")))
    s.path("M1372 740L1460 640H1482L1392 806H1372z", "#FFFFFF", .25)
    s.path("M1560 860H1642Q1648 890 1646 912H1560z", "#F3E9D2")
    s.circle(1604, 886, 16, "#FFF3C9")
    glow(s, 1604, 886, 90, "#FFF0B8", .5)
    for x in range(-20, 1300, 214):
        s.rect(x, 640, 132, 150, "#173C49", 16)
        s.rect(x + 6, 646, 120, 138, s.linear((x, 646), (x + 120, 790), (0, "#FBE6B4"), (.5, "#E6C689"), (1, "#8DA9A2")), 12)
        for k in range(2):
            if s.random.random() < .8:
                s.group(f"translate({x + 38 + 56 * k} 784)")
                bust(s, 0, 0, 96, s.random.choice((BALTIC[1], AMBER, GREEN[2], "#7A4B3A")), s.random.randrange(4), s.random.randrange(4), s.random.choice(("short", "long", "bun")), s.random.choice((-1, 1)))
                s.end()
        s.path(polygon((x + 10, 780), (x + 10, 720), (x + 84, 648), (x + 120, 648)), "#FFFFFF", .16)
    for x in (138, 780, 1208):
        s.rect(x, 632, 50, 322, "#F0EDE4", 8)
        s.rect(x + 8, 648, 34, 150, "#28525E", 6)
        s.line(f"M{x + 25} 640V950", "#8C9694", 3)
    s.rect(-20, 838, 1640, 10, "#F6DDBE", opacity=.55)
    s.rect(-20, 950, 1640, 26, "#2B3338")
    s.rect(0, 972, W, 20, "#3A3F3F")
    s.rect(0, 988, W, H - 988, s.linear((0, 988), (0, H), (0, "#D8CCB6"), (1, "#A99B84")))
    s.rect(0, 988, W, 16, "#F4EEDF")
    s.rect(0, 1040, W, 13, AMBER, opacity=.9)
    for x in range(-400, 2400, 150):
        s.line(f"M{960 + (x - 960) * .9:.0f} 1056L{960 + (x - 960) * 1.7:.0f} {H}", "#8B7D66", 3, .35, "butt")
    for y in (1100, 1176, 1280):
        s.rect(0, y, W, 3, "#8B7D66", opacity=.35)
    s.path(polygon((0, 210), (1960, 90), (1960, 170), (0, 262)), s.linear((0, 90), (0, 262), (0, "#2C5866"), (1, "#12323E")))
    s.path(polygon((0, 262), (1960, 170), (1960, 190), (0, 276)), AMBER)
    s.rect(1486, 180, 30, 930, s.linear((1486, 0), (1516, 0), (0, "#557883"), (1, "#12323E")))
    s.rect(408, 250, 30, 860, s.linear((408, 0), (438, 0), (0, "#557883"), (1, "#12323E")))
    s.rect(1180, 1096, 250, 22, s.shade(1180, 1096, 250, 22, "#B98A57"))
    s.rect(1180, 1020, 250, 56, s.shade(1180, 1020, 250, 56, "#B98A57"), 5)
    s.line("M1204 1020V1190M1406 1020V1190", INK, 11)
    person(s, 760, 1150, 330, BALTIC[2], 0, 0, "short", 1, step=.15, bag=AMBER)
    person(s, 905, 1200, 345, AMBER, 2, 1, "scarf", 1, step=.4)
    person(s, 1040, 1170, 205, "#E9E2D2", 2, 1, "short", 1, step=.5)
    s.rect(560, 1090, 84, 120, s.shade(560, 1090, 84, 120, BRICK), 12)
    s.line("M580 1090V1020H624V1090", INK, 6)
    s.circle(578, 1214, 10, INK)
    s.circle(626, 1214, 10, INK)


def school(s):
    sky(s, "#8EC4CB", "#F5EBCF", 760)
    glow(s, 360, 240, 640, "#FFF4CF", .85)
    for x, y, w in ((880, 230, 420), (1340, 330, 420)):
        cloud(s, x, y, w, "#FFFDF6", .75)
    land(s, 740, 20, mix(GREEN[4], "#C7DCD6", .5), 4)
    for i in range(12):
        tree(s, i * 175, 850, 260 + 40 * (i % 3), mix(GREEN[3], "#A9CFC8", .3), seed=i + 4)
    wall = "#C77B56"
    s.rect(230, 600, 1460, 310, s.linear((230, 600), (1690, 910), (0, light(wall, .32)), (1, dark(wall, .15))))
    for x in (230, 716, 1204):
        s.path(polygon((x - 16, 606), (x + 90, 470), (x + 486, 590), (x + 486, 606)), s.linear((x, 470), (x + 480, 606), (0, "#5B7F86"), (1, "#2A4F5A")))
        s.path(polygon((x + 6, 584), (x + 90, 478), (x + 90, 584)), "#CFE5E2")
    for i in range(10):
        window(s, 276 + i * 146, 660, 96, 130, "#4F8C98", bars=(2, 2))
    s.rect(880, 690, 160, 220, "#123A46")
    s.rect(892, 702, 64, 208, s.shade(892, 702, 64, 208, AMBER))
    s.rect(964, 702, 64, 208, s.shade(964, 702, 64, 208, AMBER))
    s.rect(0, 905, W, H - 905, s.linear((0, 905), (0, H), (0, "#D9CDB6"), (1, "#B5A68B")))
    land(s, 960, 14, s.linear((0, 940), (0, H), (0, GREEN[4]), (1, GREEN[3])), 8, x1=520)
    s.path(f"M560 905Q430 1120 520 {H}H{W}V905z", s.linear((0, 905), (0, H), (0, "#E4D8C0"), (1, "#BBAA8C")))
    s.group("matrix(1 0 -.35 .5 640 1130)")
    for i, (cx, cy) in enumerate(((0, 0), (110, 0), (220, -58), (220, 58), (330, 0), (440, -58), (440, 58), (550, 0))):
        s.rect(cx + 300, cy + 110, 104, 110, (AMBER, BRICK, BALTIC[3], PAPER)[i % 4], 8, .75)
    s.end()
    tree(s, 420, 1060, 900, GREEN[2], seed=21)
    s.path(polygon((430, 1060), (720, 1090), (1150, 1130), (900, 1160), (560, 1120)), INK, .08)
    s.rect(290, 1076, 260, 22, s.shade(290, 1076, 260, 22, "#B98A57"), 6)
    s.line("M316 1090V1140M524 1090V1140", INK, 10)
    for x, y, h, c, sk, ha, st, f, step in ((760, 1030, 150, BALTIC[2], 2, 1, "short", 1, .9), (1330, 1010, 140, PAPER, 0, 3, "bun", -1, 1.0),
                                            (880, 1180, 205, AMBER, 0, 2, "long", 1, .8), (1150, 1190, 210, BRICK, 3, 1, "short", -1, .9),
                                            (1010, 1020, 190, GREEN[2], 1, 0, "scarf", 1, .2), (1480, 1160, 190, BALTIC[3], 1, 0, "long", -1, .5)):
        person(s, x, y, h, c, sk, ha, st, f, step=step)
    s.circle(1018, 1112, 22, s.radial((1010, 1104), 30, (0, "#FFFFFF"), (1, "#C9BFAE")))
    s.path("M1002 1100l14-8l14 10l-6 16h-16z", INK)
    s.ellipse(1040, 1196, 26, 6, INK, .18)
    tree(s, 1840, 1180, 760, GREEN[2], seed=37)
    grass(s, -20, 420, 1450, 200, GREEN[2], 80, 5)


def rain(s):
    sky(s, "#3C6470", "#B9C8C4", 900)
    for x, y, w in ((-100, 240, 820), (620, 190, 900), (1300, 300, 760)):
        cloud(s, x, y, w, "#2F5561", .45)
    rnd = random.Random(4)
    for x in range(-40, 1960, 170):
        h = rnd.randint(300, 470)
        s.rect(x, 960 - h, 172, h, s.linear((0, 960 - h), (0, 960), (0, "#5C7C83"), (1, "#7E979A")))
        for k in range(6):
            s.rect(x + 26 + 66 * (k % 2), 990 - h + 84 * (k // 2), 38, 52, "#F3D79B" if rnd.random() < .4 else "#4C6C75", 2, .9)
    for x, colour in ((-60, "#8B4F42"), (380, "#C08D58"), (800, "#2F5B62"), (1210, "#9A5C48"), (1620, "#54757A")):
        s.rect(x, 470, 400, 560, s.linear((x, 470), (x + 400, 1030), (0, light(colour, .1)), (1, dark(colour, .32))))
        for k in range(3):
            window(s, x + 56 + 112 * k, 540, 64, 96, "#FFD58C" if (k + x // 10) % 2 else "#486C76", "#E4DAC6", (2, 2), True)
        glow(s, x + 200, 860, 230, "#FFCF80", .45)
        s.rect(x + 34, 760, 332, 240, s.linear((x, 760), (x, 1000), (0, "#FFE2A3"), (1, "#E3A95A")))
        s.rect(x + 194, 760, 10, 240, dark(colour, .5))
        s.path(polygon((x + 14, 700), (x + 386, 700), (x + 410, 772), (x - 10, 772)), s.linear((0, 700), (0, 772), (0, light(BRICK, .1)), (1, WINE)) if x % 4 else s.linear((0, 700), (0, 772), (0, AMBER), (1, "#B9772A")))
    s.rect(0, 1010, W, H - 1010, s.linear((0, 1010), (0, H), (0, "#718C90"), (.4, "#3E616B"), (1, "#163B47")))
    for x in (140, 580, 1000, 1410, 1820):
        s.rect(x - 130, 1012, 260, 300, s.linear((0, 1012), (0, 1312), (0, "#FFD58C", .5), (1, "#FFD58C", 0.0)))
    ripples(s, 0, 1030, W, 400, "#E9F0EA", 110, .35, 6)
    s.path(polygon((0, 1032), (W, 1032), (W, 1052), (0, 1052)), "#DCE3DC", .5)
    lamp_post(s, 420, 1060, 560, True)
    lamp_post(s, 1560, 1060, 560, True)
    for x, y, r, frame, coat, sk, ha, st in ((700, 1120, 74, PAPER, BALTIC[3], 2, 1, "scarf"), (1270, 1150, 80, INK, BRICK, 0, 0, "hat")):
        s.ellipse(x, y + 8, r * 2.3, r * .3, INK, .22)
        cyclist(s, x, y, r, frame, coat, sk, ha, st, 1)
    s.ellipse(975, 1330, 260, 36, INK, .22)
    cyclist(s, 960, 1320, 112, BALTIC[2], AMBER, 0, 2, "hat", 1)
    s.rect(1088, 1050, 120, 74, s.shade(1088, 1050, 120, 74, "#A97B4B"), 8)
    for i in range(150):
        x, y, k = s.random.uniform(-40, W), s.random.uniform(-40, H - 60), s.random.uniform(24, 74)
        s.line(f"M{points((x, y))}l{points((-k * .22, k))}", "#EAF3F0", 2.6, s.random.uniform(.2, .6))
    for i in range(34):
        s.ellipse(s.random.uniform(0, W), s.random.uniform(1060, 1420), 16, 4, "#EAF3F0", .35)


def arena(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (0, 700), (0, "#0B2A3A"), (1, "#1F5866")))
    for i in range(11):
        x = -120 + i * 220
        s.line(f"M{x} -20Q{960 + (x - 960) * .55:.0f} 150 {960 + (x - 960) * .42:.0f} 420", "#3C7380", 9, .6)
    for y, opacity in ((60, .7), (160, .6), (262, .45)):
        s.line(f"M-20 {y + 90}Q960 {y - 60} 1940 {y + 90}", "#3C7380", 8, opacity)
    for i in range(9):
        x, y = 120 + i * 210, 120 - 60 * math.sin(i / 8 * math.pi)
        glow(s, x, y + 60, 230, "#FFF1C9", .5)
        s.rect(x - 44, y + 44, 88, 14, "#FFF7DF", 6)
    for row in range(6):
        for i in range(74):
            x = i * 27 + 13 * (row % 2)
            y = 470 + row * 42 - 130 * math.sin(x / W * math.pi)
            colour = s.random.choice((BALTIC[3], BALTIC[4], BRICK, AMBER, "#D7CBB4", "#4F6E73"))
            s.circle(x, y - 15, 9, mix(s.random.choice(SKIN), BALTIC[1], .35))
            s.path(f"M{points((x - 14, y + 14))}Q{points((x - 13, y - 6), (x, y - 6))}Q{points((x + 13, y - 6), (x + 14, y + 14))}z", mix(colour, BALTIC[1], .35))

    def band(top, bottom, fill):
        up, down = (lambda x: top - 150 * math.sin((x + 100) / 2120 * math.pi) - (1900 - x) * .02), (lambda x: bottom - 150 * math.sin((x + 100) / 2120 * math.pi) * (1 - (bottom - 620) / 1500) + (x - 960) * .06)
        upper = [(x, up(x)) for x in range(-60, 2041, 150)]
        lower = [(x, down(x)) for x in range(1990, -111, -150)]
        s.path("M" + smooth(upper) + "L" + smooth(lower) + "z", fill)

    band(690, 1010, s.linear((0, 560), (0, 700), (0, "#F5F1E4"), (1, "#C9D3CF")))
    band(716, 1500, s.linear((300, 560), (1500, 1440), (0, "#F0C88B"), (.5, "#D49A58"), (1, "#8E5C33")))
    for i in range(30):
        y = 730 + i * i * .8
        s.line(f"M-40 {number(y + 20)}Q960 {number(y - 300 + i * 7)} 1960 {number(y + 40)}", "#7B4B27", 2.5, .22)
    s.line("M-40 1075Q960 800 1960 1130", BALTIC[2], 16)
    s.line("M-40 1190Q960 935 1960 1262", "#B5342F", 13)
    s.line("M-40 1222Q960 968 1960 1298", INK, 13)
    s.path(f"M-40 1300Q960 1068 1960 1400V{H}H-40z", s.linear((0, 1180), (0, H), (0, "#4F9FB5"), (1, "#1B6372")))
    s.line("M-40 1296Q960 1064 1960 1396", PAPER, 9)
    for x, y, r, angle, coat, sk, helmet in ((470, 980, 66, -6, AMBER, 1, PAPER), (800, 985, 76, -2, BRICK, 3, AMBER), (1200, 1060, 90, 7, BALTIC[1], 0, BRICK)):
        s.group(f"rotate({angle} {x} {y})")
        s.path(polygon((x - r * 2, y), (x + r * 2, y), (x + r * 3.2, y + r * .5), (x - r * .6, y + r * .5)), INK, .22)
        racer(s, x, y, r, coat, SKIN[sk], helmet)
        s.end()
    for i in range(26):
        y, x = s.random.uniform(740, 1150), s.random.uniform(40, 700)
        s.line(f"M{points((x, y))}l{points((s.random.uniform(60, 180), -12))}", "#FFF4D8", 3, .4)


def racer(s, x, y, r, coat, skin, helmet):
    hip, shoulder, hand = (x - r * .5, y - r * 2.35), (x + r * .75, y - r * 2.75), (x + r * 1.05, y - r * 1.85)
    s.line(f"M{points(hip)}L{points((x + r * .15, y - r * 1.9), (x - r * .25, y - r * .8))}", dark(coat, .5), r * .3)
    for wx in (x - r * 1.25, x + r * 1.25):
        s.circle(wx, y - r, r * .98, INK)
        s.circle(wx, y - r, r * .88, s.radial((wx - r * .3, y - r * 1.3), r * 1.3, (0, "#F4EEDF"), (1, "#8FA3A5")))
        s.circle(wx, y - r, r * .1, INK)
    s.line(f"M{points((x - r * 1.25, y - r))}L{points((x - r * .1, y - r * .95), (x + r * .95, y - r * 1.85), (x - r * .5, y - r * 2.05), (x - r * .1, y - r * .95))}M{points((x + r * .9, y - r * 1.9))}L{points((x + r * 1.25, y - r))}", helmet, r * .13)
    s.line(f"M{points((x + r * .88, y - r * 1.95))}L{points((x + r * 1.18, y - r * 1.9), (x + r * 1.02, y - r * 1.66))}", INK, r * .1)
    s.line(f"M{points(hip)}L{points((x + r * .38, y - r * 1.85), (x + r * .05, y - r * 1.15))}", "#1C3038", r * .33)
    s.line(f"M{points((x + r * .22, y - r * 1.5))}L{points((x + r * .05, y - r * 1.1))}", skin, r * .22)
    s.path(f"M{points((hip[0] - r * .32, hip[1] + r * .12))}C{points((hip[0] - r * .2, hip[1] - r * .6), (shoulder[0] - r * .6, shoulder[1] - r * .5), (shoulder[0] + r * .12, shoulder[1] - r * .22))}"
           f"Q{points((shoulder[0] + r * .28, shoulder[1] + r * .12), (shoulder[0], shoulder[1] + r * .32))}C{points((shoulder[0] - r * .5, shoulder[1] + r * .36), (hip[0] + r * .4, hip[1] + r * .2), (hip[0] + r * .3, hip[1] + r * .3))}z",
           s.shade(hip[0], shoulder[1] - r * .3, r * 1.4, r, coat, .2))
    s.line(f"M{points((shoulder[0] - r * .02, shoulder[1] + r * .1))}L{points((x + r * .7, y - r * 2.15), hand)}", skin, r * .2)
    s.circle(shoulder[0] + r * .4, shoulder[1] - r * .18, r * .27, skin)
    s.path(f"M{points((shoulder[0] - r * .12, shoulder[1] - r * .1))}C{points((shoulder[0] + r * .05, shoulder[1] - r * .72), (shoulder[0] + r * .7, shoulder[1] - r * .62), (shoulder[0] + r * .74, shoulder[1] - r * .2))}Q{points((shoulder[0] + r * .3, shoulder[1] - r * .3), (shoulder[0] - r * .12, shoulder[1] - r * .1))}z", helmet)


def recycling(s):
    sky(s, "#93C7C9", "#F7EFD6", 760)
    glow(s, 400, 220, 640, "#FFF6D6", .8)
    for x, y, w in ((900, 200, 420), (1380, 300, 360)):
        cloud(s, x, y, w, "#FFFDF6", .75)
    for x, w, wall in ((-30, 560, "#D9A868"), (560, 640, "#C9776A"), (1230, 720, "#D8C39A")):
        wall = mix(wall, "#D5E2DA", .3)
        s.rect(x, 380, w, 560, s.linear((x, 380), (x + w, 940), (0, light(wall, .2)), (1, dark(wall, .12))))
        for k in range(w // 110):
            for r in range(3):
                window(s, x + 40 + 110 * k, 430 + 150 * r, 52, 74, "#6FA3A8", bars=(1, 2))
    for i in range(12):
        tree(s, i * 180 - 30, 950, 280 + 50 * (i % 3), mix(GREEN[3], "#A9CFC8", .2), seed=i + 9)
    land(s, 930, 12, s.linear((0, 900), (0, H), (0, GREEN[4]), (1, GREEN[3])), 8)
    s.path(polygon((0, 1050), (W, 1030), (W, H), (0, H)), s.linear((0, 1040), (0, H), (0, "#E6DAC1"), (1, "#BCAB8D")))
    for x in range(-400, 2400, 150):
        s.line(f"M{960 + (x - 960) * .9:.0f} 1045L{960 + (x - 960) * 1.7:.0f} {H}", "#96866A", 3, .3, "butt")
    s.rect(280, 640, 22, 420, s.shade(280, 640, 22, 420, "#A97B4B"))
    s.rect(1620, 640, 22, 420, s.shade(1620, 640, 22, 420, "#A97B4B"))
    s.rect(300, 740, 1322, 300, s.linear((0, 740), (0, 1040), (0, "#B98A57"), (1, "#8A633C")))
    for x in range(318, 1620, 40):
        s.rect(x, 740, 4, 300, "#5E432A", opacity=.4)
    s.path(polygon((220, 660), (360, 560), (1570, 560), (1700, 660)), s.linear((0, 560), (0, 660), (0, "#A9C98F"), (1, GREEN[3])))
    grass(s, 250, 1670, 600, 60, GREEN[3], 90, 3)
    s.rect(214, 656, 1492, 22, GREEN[1])
    colours = (GREEN[2], BALTIC[2], "#7A5A9E", AMBER, BRICK, "#5B6F76")
    for i, colour in enumerate(colours):
        x = 372 + i * 204
        s.path(polygon((x + 10, 1086), (x + 170, 1086), (x + 250, 1130), (x + 80, 1130)), INK, .16)
        s.path(f"M{x} 800H{x + 168}L{x + 156} 1080H{x + 12}z", s.shade(x, 800, 168, 280, colour, .2))
        s.path(f"M{x - 12} 806Q{x - 8} 760 {x + 30} 752H{x + 138}Q{x + 176} 760 {x + 180} 806z", s.shade(x, 752, 168, 54, light(colour, .12), .16))
        s.rect(x + 44, 776, 80, 14, dark(colour, .6), 7)
        s.circle(x + 84, 930, 46, PAPER)
        s.circle(x + 34, 1084, 17, INK)
        s.circle(x + 134, 1084, 17, INK)
    x, y = 456, 930
    s.path(f"M{x - 22} {y + 22}C{x - 34} {y - 20} {x} {y - 30} {x + 26} {y - 26}C{x + 28} {y + 6} {x + 8} {y + 28} {x - 22} {y + 22}z", colours[0])
    s.line(f"M{x - 26} {y + 28}L{x + 8} {y - 10}", PAPER, 5)
    x += 204
    for k in (0, 1, 2):
        s.rect(x - 26, y - 22 + 17 * k, 52, 11, colours[1], 3)
    x += 204
    s.path(f"M{x - 8} {y - 34}h16v16q14 6 14 22v30h-44v-30q0-16 14-22z", colours[2])
    x += 204
    s.rect(x - 20, y - 26, 40, 54, colours[3], 8)
    s.ellipse(x, y - 26, 20, 7, dark(colours[3], .35))
    x += 204
    s.path(f"M{x - 28} {y + 26}V{y - 18}L{x} {y - 30}L{x + 28} {y - 18}V{y + 26}z", colours[4])
    x += 204
    s.path(f"M{x + 6} {y - 34}L{x - 20} {y + 6}H{x - 2}L{x - 8} {y + 34}L{x + 20} {y - 8}H{x + 2}z", colours[5])
    person(s, 860, 1240, 330, BALTIC[2], 1, 2, "bun", 1, step=.5)
    s.path("M880 1090q46-30 88 4q40 70 8 118q-54 20-102-2q-30-60 6-120z", "#EAF4F2", .72)
    for x, y, c in ((910, 1150, BRICK), (950, 1170, AMBER), (916, 1190, BALTIC[3]), (952, 1130, PAPER)):
        s.rect(x - 14, y - 12, 30, 24, c, 6, .7)
    person(s, 1080, 1230, 195, AMBER, 1, 2, "short", -1, step=.4)
    s.rect(1098, 1128, 70, 50, s.shade(1098, 1128, 70, 50, "#C39A66"), 3)
    bicycle(s, 1490, 1230, 82, BRICK, -1)
    tree(s, 110, 1200, 820, GREEN[2], seed=3)
    grass(s, -20, 320, 1450, 210, GREEN[2], 60, 5)


def moving(s):
    sky(s, "#86BDC6", "#FBEBCB", 760)
    glow(s, 420, 240, 640, "#FFF4CF", .85)
    cloud(s, 700, 180, 380, "#FFFDF6", .75)
    for i, (x, w, wall) in enumerate(((-120, 460, "#D9B27A"), (340, 500, "#C4634A"), (840, 460, "#E6D2A8"), (1300, 480, "#7DA093"), (1780, 460, "#C98F6A"))):
        s.rect(x, 420, w, 660, s.linear((x, 420), (x + w, 1080), (0, light(wall, .22)), (1, dark(wall, .14))))
        for y in range(440, 1080, 26):
            s.rect(x, y, w, 2, dark(wall, .4), opacity=.12)
        s.path(polygon((x - 14, 424), (x + 40, 270), (x + w - 40, 270), (x + w + 14, 424)), s.linear((x, 270), (x + w, 424), (0, "#C8694F"), (1, "#7E3A33")) if i % 2 else s.linear((x, 270), (x + w, 424), (0, "#5F7C84"), (1, "#2E4A55")))
        s.rect(x + w * .7, 190, 56, 150, dark(wall, .3))
        for k in range(2):
            window(s, x + 76 + (w - 250) * k, 490, 96, 140, "#5C97A0", bars=(2, 2))
        window(s, x + w - 174, 790, 96, 140, "#5C97A0", bars=(2, 2))
        s.rect(x + 66, 770, 128, 310, PAPER)
        s.rect(x + 78, 784, 104, 296, s.shade(x + 78, 784, 104, 296, (BALTIC[2], GREEN[2], BRICK, AMBER, BALTIC[1])[i]))
        s.rect(x + 92, 804, 76, 80, "#BFD9D6", 4)
        s.circle(x + 166, 950, 6, PAPER)
        s.rect(x + 40, 1062, 180, 22, "#B7A88E")
        potted(s, x + 240, 1084, 110, GREEN[3], BRICK)
    s.rect(0, 1080, W, 60, s.linear((0, 1080), (0, 1140), (0, "#DCCFB6"), (1, "#C3B396")))
    s.rect(0, 1138, W, H, s.linear((0, 1138), (0, H), (0, "#8C9A9A"), (1, "#5C6F74")))
    s.rect(0, 1134, W, 12, "#F0E7D3")
    for x in range(-40, W, 260):
        s.rect(x, 1360, 150, 14, "#F0E7D3", 4, .7)
    s.path(polygon((640, 1262), (1330, 1262), (1500, 1310), (760, 1310)), INK, .2)
    r, x = 92, 800
    s.ring(x, 1260 - r, r * .94, INK, 9)
    for k in range(8):
        a = k * math.tau / 16
        s.line(f"M{points((x - math.cos(a) * r * .84, 1260 - r - math.sin(a) * r * .84))}L{points((x + math.cos(a) * r * .84, 1260 - r + math.sin(a) * r * .84))}", STONE, 2, .8)
    s.line("M800 1168L880 1172L820 1040M880 1172L1010 1060M836 1076L1000 1060", BALTIC[2], 12)
    s.line("M880 1172L1060 1200", BALTIC[2], 14)
    s.path("M776 1018q50-8 92 14q-40 16-92-14z", INK)
    s.line("M1010 1060L996 980L940 976", INK, 9)
    wood = s.linear((1000, 1040), (1340, 1230), (0, "#D9AE74"), (1, "#96693C"))
    for bx, by, bw, bh, c in ((1030, 900, 150, 150, "#CFA56F"), (1184, 930, 140, 120, "#BF9460"), (1070, 800, 130, 100, "#DAB682")):
        s.rect(bx, by, bw, bh, s.shade(bx, by, bw, bh, c, .16), 3)
        s.rect(bx + bw * .42, by, bw * .16, bh, "#EAD3A6", opacity=.7)
    potted(s, 1258, 932, 190, GREEN[2], PAPER)
    s.path("M1004 1040H1350L1310 1222H1040z", wood)
    s.line("M1012 1096H1338M1024 1152H1326", "#6B4826", 4, .5)
    s.line("M1004 1040H1350", "#F0D6A4", 10)
    s.ring(1230, 1196, 62, INK, 9)
    s.circle(1230, 1196, 10, STONE)
    for k in range(6):
        a = k * math.tau / 12
        s.line(f"M{points((1230 - math.cos(a) * 56, 1196 - math.sin(a) * 56))}L{points((1230 + math.cos(a) * 56, 1196 + math.sin(a) * 56))}", STONE, 2, .8)
    person(s, 630, 1258, 420, AMBER, 2, 0, "short", 1, step=.5)
    s.rect(656, 1008, 130, 106, s.shade(656, 1008, 130, 106, "#C9A06A"), 4)
    s.rect(710, 1008, 20, 106, "#EAD3A6", opacity=.7)
    person(s, 470, 1206, 396, BRICK, 0, 3, "long", 1, step=.25)
    tree(s, 1800, 1140, 700, GREEN[2], seed=14)


def town_map(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, "#F8F2E3"), (1, "#E7DCC4")))
    rnd = random.Random(11)
    for i in range(24):
        for j in range(18):
            x, y = i * 84 - 30, j * 84 - 30
            if rnd.random() < .78:
                w, h = rnd.randint(34, 64), rnd.randint(34, 64)
                s.rect(x + 8, y + 10, w, h, "#B9AA8C", 6, .35)
                s.rect(x, y, w, h, rnd.choice(("#EBDFC6", "#E4D3B2", "#F3E9D4", "#DFCDAF")), 6)
    for cx, cy, rx, ry, c in ((330, 300, 420, 300, GREEN[4]), (1620, 1220, 420, 300, GREEN[4]), (1500, 260, 230, 160, GREEN[5]), (560, 1290, 320, 170, GREEN[5])):
        pairs = [(cx + math.cos(k * math.tau / 12) * rx * rnd.uniform(.8, 1.1), cy + math.sin(k * math.tau / 12) * ry * rnd.uniform(.8, 1.1)) for k in range(12)]
        s.path("M" + smooth(pairs + pairs[:2]) + "z", s.shade(cx - rx, cy - ry, rx * 2, ry * 2, c, .12))
        for _ in range(46):
            a, d = rnd.uniform(0, math.tau), rnd.random() ** .5 * .82
            x, y, r = cx + math.cos(a) * d * rx, cy + math.sin(a) * d * ry, rnd.uniform(13, 26)
            s.circle(x + 7, y + 9, r, GREEN[1], .22)
            s.circle(x, y, r, s.radial((x - r * .4, y - r * .4), r * 1.5, (0, light(GREEN[3], .3)), (1, GREEN[2])))
    s.path("M1180 1040C1260 960 1420 980 1450 1060S1340 1190 1240 1160S1110 1110 1180 1040z", s.linear((1150, 980), (1450, 1190), (0, "#8FC3C4"), (1, BALTIC[3])))
    ripples(s, 1210, 1030, 190, 100, "#E3F1EC", 12, .7, 3)
    for d, w in (("M-20 760C400 700 700 880 1000 760S1600 560 1960 620", 54), ("M900 -20C860 300 1010 520 980 760S820 1200 900 1460", 46), ("M-20 1130C300 1060 640 1130 960 1050S1300 840 1960 900", 34), ("M420 -20C520 300 470 560 560 790S700 1200 640 1460", 34), ("M1960 220C1600 330 1400 420 1340 640S1500 900 1480 1460", 34)):
        s.line(d, "#CDBB98", w + 10, .7, "butt")
        s.line(d, "#FFFDF6", w, None, "butt")
    s.line("M-20 560C420 500 640 560 960 540S1500 330 1960 400", dark(BALTIC[1], .2), 20, None, "butt")
    s.line("M-20 560C420 500 640 560 960 540S1500 330 1960 400", PAPER, 6, None, "butt")
    for x, y, r in ((120, 545, 20), (520, 537, 20), (960, 540, 34), (1360, 430, 20), (1740, 378, 20)):
        s.circle(x, y, r, BALTIC[1])
        s.circle(x, y, r * .56, PAPER)
    for k in range(15):
        t = k / 14
        x, y = 975 + 46 * math.sin(t * 3), 590 + 300 * t
        s.circle(x, y, 10, BRICK)
    s.ellipse(1010, 962, 70, 20, INK, .22)
    s.path("M975 960C900 850 862 800 862 730A113 113 0 0 1 1088 730C1088 800 1050 850 975 960z", s.linear((870, 620), (1080, 940), (0, "#E9705A"), (1, "#A8352F")))
    s.circle(975, 730, 62, PAPER)
    s.path(polygon((935, 738), (975, 696), (1015, 738), (1015, 764), (935, 764)), BALTIC[1])
    s.rect(965, 740, 20, 24, AMBER)
    s.path("M1560 640m-70 0a70 70 0 1 0 140 0a70 70 0 1 0-140 0z", PAPER, .9)
    s.path(polygon((1560, 584), (1578, 640), (1542, 640)), BRICK)
    s.path(polygon((1560, 696), (1578, 640), (1542, 640)), BALTIC[1])
    s.ring(1560, 640, 70, BALTIC[1], 6)


def playground(s):
    sky(s, "#8EC6CC", "#F7EED2", 760)
    glow(s, 380, 240, 640, "#FFF6D2", .85)
    for x, y, w in ((760, 190, 420), (1330, 290, 420)):
        cloud(s, x, y, w, "#FFFDF6", .75)
    land(s, 760, 40, mix(GREEN[4], "#C7DCD6", .55), 2)
    for i in range(13):
        tree(s, i * 160 - 30, 880, 260 + 60 * (i % 3), mix(GREEN[3], "#A9CFC8", .25), seed=i + 60)
    land(s, 880, 26, s.linear((0, 850), (0, H), (0, light(GREEN[4], .2)), (1, GREEN[3])), 8)
    s.path(f"M300 1180C420 1010 800 960 1120 1000S1700 1060 1760 1210S1500 1420 1000 1420S200 1340 300 1180z", s.linear((0, 980), (0, 1420), (0, "#F4E6C2"), (1, "#D8C08E")))
    s.path(polygon((1080, 1130), (1420, 1110), (1600, 1190), (1280, 1220)), INK, .1)
    for x in (1110, 1310):
        s.rect(x, 720, 26, 420, s.shade(x, 720, 26, 420, "#B98A57"))
    s.path(polygon((1076, 700), (1222, 560), (1370, 700)), s.linear((1076, 560), (1370, 700), (0, "#E8785F"), (1, "#A33D34")))
    s.rect(1096, 900, 254, 26, s.shade(1096, 900, 254, 26, "#D2A468"))
    for x in range(1140, 1310, 40):
        s.rect(x, 826, 10, 76, "#8A633C")
    s.rect(1110, 816, 226, 14, "#B98A57")
    s.path("M1340 906C1460 930 1500 1110 1660 1140L1670 1166C1480 1170 1430 970 1340 940z", s.linear((1340, 900), (1670, 1160), (0, "#F7C65A"), (1, "#D58A2B")))
    for k in range(6):
        s.rect(1030 + 10 * k, 1110 - 38 * k, 76, 10, "#8A633C", 4)
    s.line("M1030 1130L1096 900M1100 1130L1126 930", "#A97B4B", 12)
    s.group("translate(1222 900)")
    bust(s, 0, 0, 140, BALTIC[2], 3, 1, "short", 1)
    s.end()
    s.line("M520 1150L630 720L740 1150M870 1150L960 720L1040 1150", "#3E636C", 18)
    s.line("M610 724H980", "#3E636C", 20)
    s.path(polygon((560, 1160), (900, 1160), (1080, 1220), (760, 1220)), INK, .1)
    s.line("M720 728L664 1020M776 728L720 1036", "#6B5A45", 5)
    s.line("M830 728V1050M890 728V1050", "#6B5A45", 5)
    s.rect(818, 1046, 84, 14, BRICK, 6)
    s.path(polygon((650, 1018), (734, 1036), (732, 1050), (648, 1032)), BRICK)
    s.line("M690 1018L770 1010L800 1075", dark(BALTIC[1], .1), 30)
    s.line("M700 1010L676 900", AMBER, 66)
    s.line("M690 920L735 860", dark(AMBER, .12), 22)
    head(s, 664, 836, 44, SKIN[1], HAIR[0], "short", 1)
    person(s, 480, 1180, 390, BRICK, 0, 3, "bun", 1, step=.3)
    person(s, 900, 1290, 200, GREEN[2], 2, 0, "long", -1, step=.4)
    s.path("M760 1300q40-70 90 0z", "#E2CB98")
    s.path(polygon((790, 1250), (836, 1250), (828, 1296), (798, 1296)), BALTIC[3])
    s.line("M792 1250q20-34 42 0", BALTIC[1], 5)
    tree(s, 170, 1160, 860, GREEN[2], seed=3)
    tree(s, 1830, 1120, 620, GREEN[2], seed=41)
    grass(s, -20, 420, 1450, 200, GREEN[2], 70, 5)
    grass(s, 1600, 1940, 1450, 200, GREEN[2], 60, 6)
