"""Scenes of streets: the town hall, houses, the station, a map."""

import math
import random

from kit import *


def town_hall(s):
    sky(s, "#8FC1C6", "#F8EAD0", 820)
    glow(s, 420, 260, 620, "#FFF3CF", .9)
    s.layer("clouds")
    for x, y, w in ((980, 250, 460), (1420, 380, 380), (-60, 420, 420)):
        cloud(s, x, y, w, "#FFFDF6", .75)
    birds(s, 720, 300, 26, 5, "#3C5C66")
    s.layer("trees")
    land(s, 850, 22, mix(GREEN[4], "#BFD8D2", .55), 4)
    for i, x in enumerate(range(30, 1960, 120)):
        tree(s, x, 905, 190 + 40 * (i % 3), mix(GREEN[3], "#A9CFC8", .35), seed=i)
    s.layer("house")
    brick = "#D9A868"
    s.rect(210, 560, 1500, 360, s.linear((210, 560), (1710, 920), (0, light(brick, .3)), (1, dark(brick, .12))))
    s.rect(190, 534, 1540, 34, s.linear((0, 534), (0, 568), (0, "#39606B"), (1, "#1F444F")))
    for i in range(13):
        if i in (8, 9):
            continue
        window(s, 256 + i * 112, 610, 56, 100, "#4F8C98", bars=(1, 3))
        window(s, 256 + i * 112, 770, 56, 110, "#3B7482", bars=(1, 2))
    for y in range(590, 920, 22):
        s.rect(210, y, 1500, 2, "#9C6F3B", opacity=.14)
    s.group("translate(240 0)")
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
    s.end()
    s.layer("square")
    s.rect(0, 915, W, H - 915, s.linear((0, 915), (0, H), (0, "#EBDCC0"), (1, "#C6B394")))
    for i in range(-14, 15):
        s.line(f"M{960 + i * 90} 915L{960 + i * 330} {H}", "#A8946F", 3, .35, "butt")
    for y in (935, 962, 1000, 1052, 1122, 1216, 1340):
        s.rect(0, y, W, 3, "#A8946F", opacity=.35)
    s.path(polygon((1240, 920), (1300, 920), (1740, 1035), (1560, 1035)), INK, .1)
    s.layer("pole")
    s.rect(1482, 330, 9, 600, "#F7F3EA")
    s.circle(1486, 326, 11, AMBER)
    s.layer("flag")
    s.group("translate(130 0)")
    flag = [(1361, 345), (1440, 332), (1510, 352), (1590, 338)]
    s.path("M" + smooth(flag) + "L1590 448" + "C1560 460 1530 468 1510 462C1480 446 1455 440 1440 442C1410 444 1380 452 1361 455z",
           s.linear((1361, 340), (1590, 460), (0, "#D6453D"), (.5, "#B9332F"), (1, "#C73E38")))
    s.line("M1361 399C1400 396 1420 388 1440 387C1470 392 1490 404 1510 407C1540 404 1566 394 1590 393", "#FBF7EE", 17, cap="butt")
    s.line("M1437 334L1437 442", "#FBF7EE", 17, cap="butt")
    s.end()
    s.layer("tree")
    tree(s, 120, 1130, 640, GREEN[2], seed=21)
    tree(s, 1810, 1100, 600, GREEN[2], seed=33)
    s.layer("people")
    for x, y, h, c, sk, ha, st, f, step in (
            (640, 990, 150, BALTIC[2], 2, 0, "short", 1, .7), (735, 1000, 158, BRICK, 0, 3, "long", -1, .5),
            (1170, 1010, 165, "#E9E2D2", 3, 1, "short", -1, .8)):
        person(s, x, y, h, c, sk, ha, st, f, step=step)
    person(s, 800, 1009, 182, AMBER, 1, 2, "bun", 1, step=.6, bag=BALTIC[2])
    person(s, 870, 1004, 116, BALTIC[3], 1, 2, "short", 1, step=.5, legs="#5A4636")
    s.layer("bicycle")
    bicycle(s, 1330, 1008, 48, BALTIC[2], -1)
    s.path(polygon((1250, 1009), (1416, 1009), (1520, 1026), (1386, 1026)), INK, .12)
    s.layer("flowers")
    s.path("M-20 1330Q240 1270 520 1340L560 1440H-20z", dark("#C6B394", .25))
    grass(s, -20, 500, 1370, 230, GREEN[3], 90, 5)
    for i in range(26):
        x, y = s.random.uniform(0, 480), s.random.uniform(1160, 1330)
        s.circle(x, y, 9, s.random.choice((AMBER, "#F7EBD2", BRICK)))


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
    s.layer("far")
    rnd = random.Random(3)
    for x in range(-40, 1960, 190):
        evening_house(s, x, 960, 190, 250 + 60 * rnd.random(), "#2C5563", "#1B3E4B", random.Random(x), rnd.random() < .5)
    s.rect(0, 820, W, 180, s.linear((0, 820), (0, 1000), (0, "#1B4050", 0.0), (1, "#173947", .9)))
    s.layer("near")
    rnd = random.Random(8)
    for x, w, h, wall, roof, gable in ((-70, 380, 620, "#B56A4B", "#5C3230", True), (310, 330, 500, "#D8A860", "#4A4B52", False),
                                       (640, 330, 590, "#C9776A", "#56343A", True), (970, 310, 470, "#E2D4B6", "#3F525B", False),
                                       (1280, 320, 600, "#6F8F84", "#2D474D", True), (1600, 400, 530, "#B9573F", "#4C2E30", False)):
        evening_house(s, x, 1130, w, h, mix(wall, "#24404F", .34), mix(roof, "#12303E", .4), rnd, gable)
    for x in (470, 820, 1440):
        s.path(f"M{x - 42} 1130v-120q42 -44 84 0v120z", "#102E3A")
        s.path(f"M{x - 32} 1130v-112q32 -32 64 0v112z", BALTIC[2] if x != 820 else BRICK)
        s.circle(x + 18, 1070, 5, AMBER)
    s.layer("street")
    s.rect(0, 1128, W, H - 1128, s.linear((0, 1128), (0, H), (0, "#35525C"), (1, "#12303C")))
    for x in range(-300, 2300, 90):
        s.line(f"M{960 + (x - 960) * .8:.0f} 1128L{960 + (x - 960) * 1.9:.0f} {H}", "#0B2530", 3, .35, "butt")
    for y in (1150, 1182, 1228, 1290, 1370):
        s.rect(0, y, W, 3, "#0B2530", opacity=.35)
    for x in (610, 1530):
        s.ellipse(x, 1205, 230, 44, s.radial((x, 1205), 230, (0, "#FFDD9C", .5), (1, "#FFDD9C", 0.0)))
    lamp_post(s, 610, 1200, 420, True)
    lamp_post(s, 1530, 1200, 420, True)
    s.layer("bicycle")
    bicycle(s, 1250, 1170, 62, AMBER)
    s.layer("people")
    person(s, 900, 1250, 270, BRICK, 0, 0, "hat", 1, step=.6, shadow=.3)
    person(s, 1030, 1262, 250, AMBER, 2, 1, "short", -1, step=.5, shadow=.3)
    s.path("M770 1250v-40q-14-22-2-34l10 16h52q10-26 22-18l12 14q14 2 18 12l-22 6q-2 14-14 16v28h-10v-24h-44v24z", "#EAD9BC")
    s.line("M852 1190Q876 1150 910 1128", "#EAD9BC", 3)


def station(s):
    sky(s, "#7FB6C0", "#F6E6C8", 800)
    glow(s, 380, 300, 640, "#FFF2CC", .8)
    s.layer("clouds")
    for x, y, w in ((620, 270, 420), (1300, 330, 480)):
        cloud(s, x, y, w, "#FFFDF6", .7)
    s.layer("trees")
    for i in range(13):
        tree(s, i * 165 - 20, 830, 240 + 60 * (i % 3), mix(GREEN[3], "#AFCBC8", .3), seed=i)
    rnd = random.Random(5)
    for x in range(180, 1800, 330):
        s.rect(x, 620 - rnd.randint(0, 90), 190, 260, mix("#C98F6A", "#D8DDD2", .45))
        for k in range(6):
            window(s, x + 26 + 52 * (k % 3), 640 + 70 * (k // 3), 28, 40, "#8FB4B8", bars=(1, 1))
    s.rect(0, 800, W, 120, "#5B7A74")
    s.layer("masts")
    for x in (260, 1660):
        s.rect(x - 9, 360, 18, 560, "#48606A")
        s.line(f"M{x} 420L{x + 190} 420M{x} 500L{x + 150} 424", "#48606A", 9)
    s.line("M-20 440Q480 478 960 452T1940 440M-20 500L1940 500", "#3A525B", 4)
    s.layer("train")
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
    s.layer("platform")
    s.rect(0, 972, W, 20, "#3A3F3F")
    s.rect(0, 988, W, H - 988, s.linear((0, 988), (0, H), (0, "#D8CCB6"), (1, "#A99B84")))
    s.rect(0, 988, W, 16, "#F4EEDF")
    s.rect(0, 1040, W, 13, AMBER, opacity=.9)
    for x in range(-400, 2400, 150):
        s.line(f"M{960 + (x - 960) * .9:.0f} 1056L{960 + (x - 960) * 1.7:.0f} {H}", "#8B7D66", 3, .35, "butt")
    for y in (1100, 1176, 1280):
        s.rect(0, y, W, 3, "#8B7D66", opacity=.35)
    s.layer("roof")
    s.path(polygon((0, 210), (1960, 90), (1960, 170), (0, 262)), s.linear((0, 90), (0, 262), (0, "#2C5866"), (1, "#12323E")))
    s.path(polygon((0, 262), (1960, 170), (1960, 190), (0, 276)), AMBER)
    s.rect(1486, 180, 30, 930, s.linear((1486, 0), (1516, 0), (0, "#557883"), (1, "#12323E")))
    s.rect(408, 250, 30, 860, s.linear((408, 0), (438, 0), (0, "#557883"), (1, "#12323E")))
    s.layer("bench")
    s.rect(1180, 1096, 250, 22, s.shade(1180, 1096, 250, 22, "#B98A57"))
    s.rect(1180, 1020, 250, 56, s.shade(1180, 1020, 250, 56, "#B98A57"), 5)
    s.line("M1204 1020V1190M1406 1020V1190", INK, 11)
    s.layer("people")
    person(s, 760, 1150, 330, BALTIC[2], 0, 0, "short", 1, step=.15, bag=AMBER)
    person(s, 905, 1200, 345, AMBER, 2, 1, "scarf", 1, step=.4)
    person(s, 1040, 1170, 205, "#E9E2D2", 2, 1, "short", 1, step=.5)
    s.layer("suitcase")
    s.rect(560, 1090, 84, 120, s.shade(560, 1090, 84, 120, BRICK), 12)
    s.line("M580 1090V1020H624V1090", INK, 6)
    s.circle(578, 1214, 10, INK)
    s.circle(626, 1214, 10, INK)


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
