"""Scenes of morning, water, woods and snow."""

import math
import random

from kit import *


def morning(s):
    sky(s, "#5C9AA6", "#FBDDA6", 900)
    s.layer("sun")
    glow(s, 760, 720, 900, "#FFDE91", .95)
    s.circle(760, 720, 118, s.linear((760, 600), (760, 840), (0, "#FFF1C4"), (1, "#FFC964")))
    s.layer("clouds")
    for x, y, w in ((960, 330, 520), (120, 430, 380), (1400, 560, 420)):
        cloud(s, x, y, w, "#FFF1DA", .6)
    s.layer("birds")
    birds(s, 1120, 470, 24, 7, "#4A6670", 9)
    layers = ((860, "#B7A58F", 60, 5), (960, "#7E8C86", 86, 11), (1070, "#3F6A70", 118, 23))
    for base, colour, size, seed in layers:
        s.layer(f"roofs{size}")
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
    s.layer("hill")
    s.path(f"M-20 1220Q500 1110 1000 1150T1960 1090V{H}H-20z", s.linear((0, 1100), (0, H), (0, "#1F5560"), (1, "#0B2F3B")))
    s.line("M-20 1218Q500 1108 1000 1148T1960 1088", "#FFDE9B", 6, .55)
    tree(s, 1730, 1140, 560, "#24545A", "#21383C", 8)
    tree(s, 190, 1210, 480, "#24545A", "#21383C", 12)
    s.layer("cyclist")
    cyclist(s, 1250, 1150, 78, AMBER, BRICK, 1, 0, "hat", 1)
    s.path(polygon((1190, 1150), (1370, 1148), (1570, 1210), (1370, 1205)), "#061C24", .3)
    s.layer("grass")
    grass(s, -20, W, 1450, 210, "#1B5058", 150, 4)


def bridge(s):
    sky(s, "#2F6F80", "#F6D9B4", 880)
    glow(s, 600, 800, 760, "#FFE2AE", .85)
    s.circle(600, 800, 74, "#FFF0CC")
    s.layer("clouds")
    for x, y, w in ((1050, 300, 620), (220, 430, 460), (1300, 520, 380)):
        cloud(s, x, y, w, "#FBE8D2", .4)
    s.layer("water")
    land(s, 866, 10, "#7D9DA0", 2, low=900)
    s.rect(0, 880, W, H - 880, s.linear((0, 880), (0, H), (0, "#F0D2AA"), (.25, "#79A5A6"), (.7, "#1F5A68"), (1, "#0D3B49")))
    s.path(polygon((520, 880), (680, 880), (860, H), (340, H)), s.linear((0, 880), (0, H), (0, "#FFEFC8", .8), (1, "#FFE2AE", 0.0)))
    ripples(s, 0, 890, W, 520, "#FDEBCB", 150, .55, 3)
    ripples(s, 0, 890, W, 520, "#0D3B49", 90, .35, 4)

    def deck(x):
        return 818 - 90 * math.sin((x + 200) / 2320 * math.pi)

    s.layer("bridge")
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
    s.layer("boat")
    s.path("M1010 1130Q1110 1180 1270 1128L1230 1190Q1130 1206 1046 1188z", s.linear((1010, 1120), (1270, 1200), (0, "#F7F0E0"), (1, "#A6B3B0")))
    s.rect(1128, 880, 7, 262, INK)
    s.path("M1122 890Q1010 1010 1016 1112L1122 1118z", s.linear((1010, 890), (1122, 1118), (0, "#FFFBF0"), (1, "#E5D3B3")))
    s.path("M1140 910Q1240 1020 1244 1108L1140 1118z", s.linear((1140, 900), (1244, 1118), (0, "#E9A04A"), (1, BRICK)))
    s.layer("wake")
    s.path(polygon((1040, 1200), (1240, 1200), (1190, 1390), (1110, 1390)), "#F7E8CC", .16)
    s.layer("shore")
    s.path(f"M-20 {H}V1330Q180 1290 420 1350T760 {H}z", "#0B2A33")
    grass(s, -20, 640, 1420, 240, "#1D4B4E", 80, 6)
    s.layer("birds")
    birds(s, 980, 380, 22, 6, "#22505C", 14)


def forest(s):
    sky(s, "#F3EBC9", "#C4D9AE", 1000)
    glow(s, 640, 220, 1000, "#FFF8D8", .95)
    for depth, (colour, count, width, seed) in enumerate((("#B9CFA6", 22, 26, 1), ("#8FB08E", 15, 40, 2), ("#5B8A74", 10, 62, 3))):
        s.layer(f"trunks{depth}")
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
        s.layer(f"leaves{depth}")
        for i in range(34):
            x, y = rnd.uniform(-40, W + 40), rnd.uniform(-60, 330 - 60 * depth)
            s.ellipse(x, y, rnd.uniform(90, 190), rnd.uniform(40, 90), mix(colour, "#E9E8B4", rnd.uniform(0, .5)), .5)
    s.layer("rays")
    for i in range(7):
        x = 420 + i * 190
        s.path(polygon((x - 60, -20), (x + 30, -20), (x + 560, 1120), (x + 330, 1120)),
               s.linear((x, 0), (x + 400, 1120), (0, "#FFFBE0", .5), (1, "#FFFBE0", 0.0)))
    s.layer("earth")
    land(s, 1040, 22, s.linear((0, 1000), (0, H), (0, "#7FA66B"), (.5, "#42744F"), (1, "#1B4A3E")), 61)
    s.path("M905 1000C930 1040 820 1080 800 1150S900 1270 780 1450H1320C1240 1280 1060 1220 1020 1150S1010 1050 960 1000z",
           s.linear((0, 1000), (0, H), (0, "#F2E3B8"), (1, "#B78F57")))
    for i in range(60):
        y = 1060 + 370 * s.random.random()
        half = 90 + (y - 1040) * .6
        s.ellipse(910 + (y - 1040) * .35 + s.random.uniform(-.5, .5) * half, y, 10, 4, s.random.choice((ORANGE, "#8F6A3C", AMBER)), .6)
    s.layer("people")
    person(s, 908, 1128, 210, BRICK, 0, 4, "hat", -1, step=.7)
    person(s, 990, 1136, 150, AMBER, 1, 0, "short", -1, step=.6)
    s.layer("oaks")
    for x, w, seed in ((150, 150, 1), (1700, 190, 2), (1395, 92, 5)):
        foot = 1270 if w > 100 else 1150
        s.path(f"M{points((x - w * .42, -20))}L{points((x + w * .42, -20))}C{points((x + w * .4, 700), (x + w * .5, foot - 160), (x + w * .95, foot))}Q{points((x, foot + 40), (x - w * .95, foot))}C{points((x - w * .5, foot - 160), (x - w * .4, 700), (x - w * .42, -20))}z",
               s.linear((x - w * .5, 0), (x + w * .6, 0), (0, "#8E7A58"), (.35, "#5B4A38"), (1, "#2A2B28")))
        rnd = random.Random(seed)
        for _ in range(26):
            bx, by = x + rnd.uniform(-.34, .3) * w, rnd.uniform(0, foot - 80)
            s.line(f"M{points((bx, by))}q{points((rnd.uniform(-5, 5), 30), (0, 70))}", "#231F1C", 5, .35)
        s.path(f"M{points((x - w * .42, 300))}q{points((w * .14, 260), (-w * .1, foot - 400))}l{points((w * .12, 0))}q{points((w * .16, -300), (w * .02, -(foot - 400)))}z", "#B7BE6A", .35)
    s.layer("crowns")
    for i in range(60):
        x, y = s.random.uniform(-60, W + 60), s.random.uniform(-70, 130)
        s.ellipse(x, y, s.random.uniform(60, 130), s.random.uniform(34, 64), s.random.choice(("#3E7350", "#5C8C50", "#8FA94F", "#C4A545")), .9)
    s.layer("grass")
    for x0, x1, seed in ((-40, 640, 3), (1330, W + 40, 9)):
        grass(s, x0, x1, 1450, 240, GREEN[2], 90, seed)
        grass(s, x0, x1, 1460, 170, GREEN[3], 70, seed + 1)


def lake(s):
    sky(s, "#24596B", "#F9CF9B", 830)
    glow(s, 820, 790, 950, "#FFD999", .9)
    s.circle(820, 776, 82, s.linear((0, 690), (0, 860), (0, "#FFF3CE"), (1, "#FFC777")))
    s.layer("clouds")
    for x, y, w in ((250, 330, 560), (1050, 420, 640), (1350, 250, 380)):
        cloud(s, x, y, w, "#F6CFA8", .42)
    s.layer("water")
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
    s.layer("jetty")
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
    s.layer("reeds")
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
