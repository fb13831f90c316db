"""Scenes of free time and of people together."""

import math

from kit import *
from rooms import *


def walk(s):
    sky(s, "#8FC0C6", "#FBEFD2", 900)
    glow(s, 420, 300, 640, "#FFF3CC", .9)
    cloud(s, 1180, 210, 420, "#FFFDF6", .7)
    hedge(s, 880, mix(GREEN[3], "#BFD8D2", .35), 170)
    land(s, 860, 14, GREEN[4], 2)
    s.ellipse(1500, 960, 420, 46, s.linear((1100, 920), (1900, 1000), (0, BALTIC[5]), (1, BALTIC[3])))
    s.path(f"M820 900C960 1000 620 1090 700 1200C760 1290 560 1360 480 1440H1480C1420 1330 1240 1250 1200 1150C1150 1040 1060 960 880 900z", s.linear((0, 900), (0, H), (0, "#EAD7B7"), (1, "#C9AE85")))
    crown(s, 260, 1130, 840, GREEN[2])
    crown(s, 1720, 1080, 620, GREEN[2])
    s.line("M1380 1150V1080M1640 1150V1080", "#54666C", 16)
    s.rect(1340, 1050, 340, 26, "#A9794A", 8)
    s.rect(1340, 990, 340, 22, "#A9794A", 8)
    person(s, 850, 1340, 760, BALTIC[2], 0, 3, "long", 1, legs="#34596A", step=.5, reach=(960, 950))
    person(s, 1120, 1350, 780, BRICK, 3, 1, "short", -1, legs="#24404C", step=.5, reach=(1010, 960))
    for x in (968, 1004):
        s.path(polygon((x - 20, 880), (x + 20, 880), (x + 14, 944), (x - 14, 944)), PAPER)
        s.rect(x - 23, 870, 46, 16, AMBER if x < 990 else BALTIC[1], 6)


def garden(s):
    sky(s, "#8CBFC8", "#F8ECCB", 900)
    glow(s, 1400, 280, 560, "#FFF3CC", .85)
    cloud(s, 240, 240, 420, "#FFFDF6", .7)
    brick_house(s, 1180, 860, 560, 430, "#D98767", "#41606B", (3, 1))
    hedge(s, 880, GREEN[3], 130)
    land(s, 880, 10, GREEN[4], 2)
    s.rect(0, 1100, W, 340, s.linear((0, 1100), (0, H), (0, "#D8C39B"), (1, "#B79C70")))
    crown(s, 200, 1080, 760, GREEN[2])
    person(s, 640, 1240, 760, AMBER, 1, 1, "bun", 1, legs="#34596A", step=.2, reach=(780, 930))
    person(s, 1330, 1240, 740, BALTIC[2], 3, 4, "hat", -1, legs="#5A4636", step=.2, reach=(1180, 930))
    person(s, 1020, 1210, 440, BRICK, 0, 3, "short", -1, step=.1, reach=(940, 1040))
    s.line("M1150 860L1230 1180", "#7C5836", 20)
    for x, w in ((420, 520), (1010, 520)):
        for k in range(5):
            px, c = x + 60 + 100 * k, (GREEN[3], GREEN[2], GREEN[4])[k % 3]
            s.path(f"M{px} 1250Q{px - 70} 1180 {px - 44} 1120Q{px} 1150 {px} 1210Q{px + 6} 1130 {px + 50} 1110Q{px + 66} 1190 {px} 1250z", c)
            if k % 2 == (x < 900):
                s.circle(px, 1160, 22, (BRICK, AMBER)[k % 3 == 0])
        s.rect(x, 1230, w, 150, s.linear((x, 1230), (x + w, 1380), (0, "#C99A62"), (1, "#8F6338")), 8)
        s.rect(x, 1300, w, 6, "#6B4A2B", opacity=.5)
    s.path("M720 930H840L826 1010H734z", s.shade(720, 930, 120, 80, BRICK))
    s.path("M840 950L910 905L924 920L836 984z", BRICK)
    s.path("M716 940Q680 900 760 870", "none", stroke=WINE, stroke_width=12)


def ball(s, x, y, r):
    s.circle(x, y, r, s.shade(x - r, y - r, 2 * r, 2 * r, "#FFFDF6"))
    s.path(polygon(*[(x + r * .4 * math.cos(a * math.tau / 5 - 1.57), y + r * .4 * math.sin(a * math.tau / 5 - 1.57)) for a in range(5)]), INK)
    for a in range(5):
        t = a * math.tau / 5 - 1.57
        s.line(f"M{points((x + r * .4 * math.cos(t), y + r * .4 * math.sin(t)))}L{points((x + r * .9 * math.cos(t), y + r * .9 * math.sin(t)))}", INK, r * .09)


def football(s):
    sky(s, "#7FB3C0", "#F3EBCB", 760)
    cloud(s, 1200, 190, 460, "#FFFDF6", .7)
    cloud(s, 200, 260, 340, "#FFFDF6", .6)
    hedge(s, 720, mix(GREEN[2], "#BFD8D2", .2), 170)
    for k in range(6):
        y = 690 + (0, 60, 150, 270, 430, 620)[k]
        s.rect(0, y, W, H - y, (GREEN[3], mix(GREEN[3], GREEN[4], .5))[k % 2])
    s.line("M480 960V470H1440V960", PAPER, 24, cap="butt")
    for k in range(1, 12):
        s.line(f"M{480 + 80 * k} 480V900", PAPER, 4, .45)
    for k in range(1, 6):
        s.line(f"M490 {480 + 76 * k}H1430", PAPER, 4, .45)
    s.rect(0, 956, W, 14, PAPER, opacity=.85)
    s.line("M-20 1330H1940", PAPER, 16, .6)
    person(s, 960, 985, 380, AMBER, 3, 1, "short", 1, legs="#24404C", step=.7, reach=(1080, 800))
    person(s, 1420, 1250, 560, BALTIC[2], 0, 3, "bun", -1, legs=PAPER, step=1.1)
    person(s, 520, 1230, 540, BRICK, 1, 1, "scarf", 1, legs="#3A4E57", step=1.1)
    person(s, 800, 1390, 620, BRICK, 2, 0, "short", 1, legs="#34596A", step=1.2)
    s.ellipse(1110, 1376, 80, 14, INK, .25)
    ball(s, 1100, 1320, 58)


def games(s):
    room(s, 1130, ("#DDE5E0", "#93B1AE"), "#B98B5C")
    pane(s, 150, 180, 420, 560)
    s.rect(1290, 200, 470, 560, s.shade(1290, 200, 470, 560, "#C18F58"), 12)
    for r in range(3):
        y = 230 + 180 * r
        s.rect(1314, y, 422, 150, dark("#C18F58", .5))
        for k in range(4):
            h = 40 + 22 * ((k + r) % 2)
            s.rect(1330 + 100 * k, y + 150 - h, 84, h, (BRICK, BALTIC[3], AMBER, GREEN[3], PAPER)[(k + 2 * r) % 5], 4)
    lamp(s, 960, 330, 110, AMBER)
    chair(s, 640, 1020, 980, BRICK, 1)
    seated(s, 640, 1020, 980, GREEN[2], 2, 4, "short", 1, "#3A4E57", hand=(850, 838))
    chair(s, 1290, 1020, 960, BALTIC[1], -1)
    seated(s, 1290, 1020, 960, AMBER, 0, 2, "long", -1, "#34596A", hand=(1120, 856))
    s.ellipse(960, 1330, 330, 40, INK, .18)
    s.path(polygon((930, 900), (990, 900), (1010, 1300), (910, 1300)), "#7C5836")
    s.rect(820, 1290, 280, 34, "#5A3C22", 17)
    s.rect(690, 880, 550, 40, s.linear((690, 0), (1240, 0), (0, "#E9C58F"), (1, "#A97845")), 16)
    s.path(polygon((760, 850), (1160, 850), (1210, 884), (710, 884)), "#5A3C22")
    for r in range(2):
        for k in range(8):
            if (k + r) % 2:
                a, b = 12 * r, 12 * (r + 1)
                s.path(polygon((765 - a * 1.4 + k * (48.7 + a * .34), 854 + a), (765 - a * 1.4 + (k + 1) * (48.7 + a * .34), 854 + a), (765 - b * 1.4 + (k + 1) * (48.7 + b * .34), 854 + b), (765 - b * 1.4 + k * (48.7 + b * .34), 854 + b)), "#F1DDB8")
    for x, h, c in ((800, 62, PAPER), (860, 84, PAPER), (930, 56, INK), (990, 60, PAPER), (1060, 84, INK), (1120, 62, INK)):
        s.path(f"M{x - 20} 866Q{x - 4} {866 - h * .3:.0f} {x - 9} {866 - h * .62:.0f}H{x + 9}Q{x + 4} {866 - h * .3:.0f} {x + 20} 866z", c)
        s.circle(x, 866 - h * .75, 15, c)


def concert(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (0, H), (0, "#0B2A3A"), (1, "#123F4D")))
    for x, reach, c in ((420, 300, "#F2B33D"), (960, 0, "#FFE9B5"), (1500, -300, "#E58A3A")):
        s.path(polygon((x - 20, 0), (x + 20, 0), (x + reach + 300, 1000), (x + reach - 300, 1000)), s.linear((x, 0), (x + reach, 1000), (0, c, .5), (1, c, .04)))
    for side in (0, 1):
        s.group(f"translate({1920 * side} 0) scale({1 - 2 * side} 1)")
        s.path("M0 0H330Q300 420 150 700Q120 860 130 1010H0z", s.linear((0, 0), (330, 0), (0, WINE), (1, BRICK)))
        s.line("M110 0Q110 500 60 1000M210 0Q200 400 120 720", WINE, 12, .6)
        s.end()
    s.path("M0 0H1920V110Q1800 190 1680 110T1440 110T1200 110T960 110T720 110T480 110T240 110T0 110z", s.linear((0, 0), (0, 180), (0, WINE), (1, BRICK)))
    s.rect(0, 990, W, 100, s.linear((0, 990), (0, 1090), (0, "#D9A86A"), (1, "#7E5732")))
    s.ellipse(960, 1016, 640, 34, "#FFE9B5", .35)
    person(s, 960, 1010, 620, BRICK, 2, 1, "long", 1, legs="#24404C", step=.2, reach=(1040, 640), shadow=0)
    s.line("M1064 1010V590", "#8FA0A4", 9)
    s.line("M1064 590L1030 566", "#8FA0A4", 14)
    s.circle(1022, 560, 24, "#C9D2D2")
    person(s, 620, 1020, 600, AMBER, 0, 0, "short", 1, step=.2, reach=(700, 800), shadow=0)
    s.group("rotate(-28 650 790)")
    s.path("M560 790C560 720 640 730 660 760C690 720 770 730 770 790C770 850 690 860 660 820C640 850 560 860 560 790z", s.shade(560, 730, 210, 120, "#B5703A"))
    s.circle(672, 790, 24, "#4B2D1C")
    s.rect(690, 780, 250, 18, "#5A3823")
    s.rect(930, 772, 50, 34, "#5A3823", 6)
    s.end()
    s.circle(706, 800, 19, SKIN[0])
    person(s, 1330, 1010, 600, GREEN[3], 3, 1, "short", -1, step=.1, reach=(1230, 720), shadow=0)
    s.rect(1110, 740, 250, 28, INK, 8)
    s.rect(1110, 730, 250, 14, PAPER)
    s.line("M1160 770L1300 1000M1310 770L1170 1000", "#54666C", 14)
    for k in range(11):
        x, y, r = -20 + 196 * k, 1330 - 40 * (k % 2), 86 + 10 * (k % 3)
        s.path(f"M{x - r * 1.7:.0f} 1440Q{x - r * 1.6:.0f} {y + r} {x} {y + r}T{x + r * 1.7:.0f} 1440z", ("#0E2B38", "#143A49")[k % 2])
        s.circle(x, y, r, ("#0E2B38", "#143A49")[k % 2])


def bunting(s):
    sky(s, "#7FB6C2", "#FBEBCB", 900)
    cloud(s, 1240, 190, 420, "#FFFDF6", .7)
    brick_house(s, -90, 1000, 560, 620, "#E0B47C", "#41606B", (2, 1))
    brick_house(s, 470, 1000, 500, 560, BRICK, "#24404C", (1, 1))
    brick_house(s, 970, 1000, 520, 620, "#8FB0AE", "#41606B", (1, 1))
    brick_house(s, 1490, 1000, 520, 560, "#D98767", "#24404C", (2, 1))
    s.rect(0, 1000, W, 440, s.linear((0, 1000), (0, H), (0, "#E9DCC2"), (1, "#BDAF95")))
    for y0, sag, x0 in ((250, 150, -40), (330, 190, 30)):
        s.line(f"M-20 {y0}Q960 {y0 + 2 * sag} 1940 {y0 - 40}", INK, 5)
        for k in range(9):
            t = (k + .5) / 9
            x, y = -20 + 1960 * t, (1 - t) ** 2 * y0 + 2 * t * (1 - t) * (y0 + 2 * sag) + t * t * (y0 - 40)
            s.path(polygon((x - 50, y - 2), (x + 50, y - 2), (x, y + 96)), (BRICK, AMBER, BALTIC[2], PAPER, GREEN[3])[(k + (y0 > 300) * 2) % 5])
    for x, coat, skin, hair, style, f in ((640, AMBER, 0, 4, "bun", 1), (900, BALTIC[2], 3, 1, "short", 1), (1180, BRICK, 1, 1, "scarf", -1), (1400, GREEN[3], 2, 1, "short", -1)):
        s.group(f"translate({x} 1090)")
        bust(s, 0, 0, 400, coat, skin, hair, style, f)
        s.end()
    s.path(polygon((420, 1070), (1540, 1070), (1640, 1180), (320, 1180)), s.linear((0, 1070), (0, 1180), (0, "#FFFAEC"), (1, "#E6D8BA")))
    s.path("M320 1180H1640V1290Q1530 1330 1420 1290T1200 1290T980 1290T760 1290T540 1290T320 1290z", s.linear((320, 1180), (1640, 1300), (0, BRICK), (1, WINE)))
    for x, c in ((520, AMBER), (800, BRICK), (1290, GREEN[3]), (1450, AMBER)):
        s.ellipse(x, 1122, 84, 22, "#FFFFFF")
        s.ellipse(x, 1114, 54, 18, c)
    s.ellipse(1030, 1130, 120, 26, "#FFFFFF")
    s.path("M940 1126V1060Q1030 1030 1120 1060V1126Q1030 1156 940 1126z", s.shade(940, 1040, 180, 90, "#B5703A"))
    s.ellipse(1030, 1056, 90, 20, PAPER)
    for x in (980, 1030, 1080):
        s.circle(x, 1046, 14, BRICK)
    person(s, 250, 1410, 470, BALTIC[3], 1, 1, "short", 1, step=.8, reach=(350, 1090))


def globe(s):
    room(s, 1130, ("#E9F0E6", "#A9C9BE"), "#C79D68")
    s.rect(320, 160, 1280, 560, "#A9794A", 14)
    s.rect(344, 184, 1232, 512, s.linear((344, 184), (1576, 696), (0, "#2B5B50"), (1, "#143B36")))
    for x, y, w in ((420, 260, 260), (420, 330, 180), (420, 400, 220), (1260, 260, 220), (1300, 330, 180)):
        s.rect(x, y, w, 14, PAPER, 7, .6)
    s.line("M1260 600q60-120 120-40t140-60", PAPER, 9, .6)
    for x, coat, skin, hair, style, f in ((650, BRICK, 3, 1, "bun", 1), (1290, AMBER, 0, 3, "short", -1)):
        s.group(f"translate({x} 1040)")
        bust(s, 0, 0, 460, coat, skin, hair, style, f)
        s.end()
    s.path("M770 560A210 210 0 0 1 1160 480", "none", stroke="#C9862B", stroke_width=20, stroke_linecap="round")
    s.path("M1150 560A210 210 0 0 1 1010 950", "none", stroke="#C9862B", stroke_width=20, stroke_linecap="round")
    s.circle(960, 730, 210, s.radial((880, 640), 420, (0, "#CFE9E6"), (.5, BALTIC[4]), (1, BALTIC[2])))
    for d in ("M800 640Q860 560 940 560Q960 620 900 660Q880 720 820 730Q780 700 800 640z", "M990 600Q1080 570 1140 640Q1170 700 1120 740Q1060 760 1050 700Q980 680 990 600z", "M850 790Q920 770 960 820Q970 880 920 930Q860 900 840 850z", "M1060 820Q1120 800 1140 840Q1120 890 1070 880z"):
        s.path(d, s.shade(780, 560, 380, 380, GREEN[3]))
    s.rect(946, 950, 28, 60, "#C9862B")
    s.ellipse(960, 1016, 120, 24, "#A9794A")
    for x, f in ((730, 1), (1205, -1)):
        s.line(f"M{x - 90 * f} 960Q{x} 960 {x + 70 * f} 850", BRICK if f > 0 else AMBER, 60)
        s.circle(x + 76 * f, 840, 31, SKIN[3] if f > 0 else SKIN[0])
    table(s, 260, 1020, 1400, 380)
    for x, c in ((420, BALTIC[2]), (1440, BRICK)):
        s.rect(x, 986, 150, 34, c, 5)
        s.rect(x + 10, 956, 130, 30, AMBER if x < 900 else PAPER, 5)


def cinema(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (0, H), (0, "#16323D"), (1, "#0B1F28")))
    s.path(polygon((960, 1500), (360, 190), (1560, 190)), s.linear((0, 190), (0, 1440), (0, "#FFF3CC", .22), (1, "#FFF3CC", 0.0)))
    s.rect(300, 150, 1320, 750, INK, 10)
    s.rect(330, 180, 1260, 690, s.linear((330, 180), (330, 870), (0, "#8FC0C6"), (1, "#F8E5C0")))
    s.circle(760, 420, 90, "#FFF3CC")
    s.path("M330 690Q560 560 800 660T1240 620T1590 660V870H330z", GREEN[4])
    s.path("M330 780Q700 680 1000 760T1590 740V870H330z", GREEN[2])
    for x, h in ((1120, 260), (1190, 200), (1010, 180)):
        s.rect(x, 760 - h, 62, h, BRICK if h > 250 else "#E0B47C")
        s.path(polygon((x - 6, 760 - h), (x + 31, 760 - h - 70), (x + 68, 760 - h)), "#24404C")
    s.rect(790, 800, 340, 22, PAPER, 11, .9)
    for side in (0, 1):
        s.group(f"translate({1920 * side} 0) scale({1 - 2 * side} 1)")
        s.path("M0 0H230Q250 500 190 960H0z", s.linear((0, 0), (230, 0), (0, WINE), (1, BRICK)))
        s.line("M80 0V950M160 0V950", WINE, 10, .6)
        s.end()
    for row, (y, c) in enumerate(((1090, "#7A2F2B"), (1280, "#8F3A33"))):
        for k in range(8 - row):
            x = 40 + 130 * row + 240 * k
            s.rect(x, y, 210, 260, s.linear((x, y), (x, y + 260), (0, light(c, .16)), (1, dark(c, .3))), 44)
    for x, y, skin, hair, style in ((640, 1050, 2, 1, "short"), (880, 1050, 0, 3, "long"), (1130, 1060, 3, 1, "short"), (760, 1236, 1, 1, "bun"), (1250, 1240, 0, 4, "short")):
        c = HAIR[hair]
        if style == "long":
            s.path(f"M{x - 64} {y}Q{x - 76} {y + 110} {x - 56} {y + 120}H{x + 56}Q{x + 76} {y + 110} {x + 64} {y}z", c)
        if style == "bun":
            s.circle(x, y - 70, 30, c)
        s.circle(x, y, 62, light(c, .12))


def picnic(s):
    sky(s, "#7FB6C2", "#FBEBCB", 820)
    glow(s, 1440, 300, 560, "#FFF3CC", .85)
    cloud(s, 260, 220, 420, "#FFFDF6", .7)
    s.rect(180, 470, 900, 330, s.linear((180, 470), (1080, 800), (0, "#D98767"), (1, "#A9503F")))
    for k in range(7):
        s.rect(220 + 124 * k, 520, 80, 90, "#CFE5E6")
        s.rect(220 + 124 * k, 660, 80, 90, "#CFE5E6")
    s.rect(150, 446, 960, 34, "#41606B", 6)
    s.rect(1080, 560, 460, 240, s.linear((1080, 560), (1540, 800), (0, "#DDF0F0"), (1, "#8FB7BE")))
    for k in range(6):
        s.rect(1080 + 90 * k, 560, 8, 240, PAPER)
    hedge(s, 850, GREEN[3], 110)
    land(s, 840, 12, GREEN[4], 4)
    land(s, 1010, 16, GREEN[3], 6)
    crown(s, 1690, 1040, 780, GREEN[2])
    s.path(polygon((500, 1180), (1400, 1180), (1560, 1370), (340, 1370)), s.linear((340, 1180), (1560, 1370), (0, "#E08468"), (1, BRICK)))
    for k in range(1, 6):
        s.path(polygon((500 + 150 * k - 18, 1180), (500 + 150 * k + 12, 1180), (340 + 203 * k + 16, 1370), (340 + 203 * k - 22, 1370)), PAPER, .45)
    s.path(polygon((446, 1240), (1454, 1240), (1474, 1262), (428, 1262)), PAPER, .45)
    for x, f, coat, skin, hair, style in ((640, 1, AMBER, 2, 1, "bun"), (1290, -1, BALTIC[2], 0, 2, "short"), (960, 1, PAPER, 1, 1, "scarf")):
        s.ellipse(x, 1236, 150, 22, INK, .18)
        s.path(f"M{x - 90 * f} 1240Q{x - 100 * f} 1130 {x} 1140L{x + 190 * f} 1196Q{x + 200 * f} 1240 {x + 160 * f} 1250z", "#34596A")
        s.path(f"M{x - 74} 1190C{x - 92} 1010 {x - 70} 900 {x} 890C{x + 70} 900 {x + 92} 1010 {x + 78} 1190z", s.shade(x - 90, 890, 180, 300, coat))
        head(s, x + 6 * f, 820, 68, SKIN[skin], HAIR[hair], style, f)
        s.line(f"M{x + 30 * f} 960Q{x + 60 * f} 1080 {x + 130 * f} 1100", dark(coat, .12), 52)
        s.circle(x + 138 * f, 1100, 26, SKIN[skin])
    s.path("M770 1300H900V1220Q835 1200 770 1220z", s.shade(770, 1210, 130, 90, "#B98B5C"))
    s.line("M780 1220Q835 1120 890 1220", "#7C5836", 12)
    for x, c in ((1010, BRICK), (1060, AMBER), (1110, GREEN[2])):
        s.circle(x, 1290, 30, s.shade(x - 30, 1260, 60, 60, c))


def hound(s, x, y, r, coat, collar):
    """A dog that walks to the right; (x, y) is the ground between its legs, r a quarter of its height."""
    far = dark(coat, .28)
    s.ellipse(x + r * .5, y + r * .04, r * 2, r * .2, INK, .2)
    s.line(f"M{points((x - r * .95, y - r * 1.7))}L{points((x - r * .85, y - r * .85), (x - r * .6, y - r * .12))}M{points((x + r * .8, y - r * 1.6))}L{points((x + r * 1.15, y - r * .8), (x + r * 1.2, y - r * .12))}", far, r * .32)
    s.line(f"M{points((x - r * 1.2, y - r * 2.15))}Q{points((x - r * 1.8, y - r * 2.3), (x - r * 1.85, y - r * 3))}", dark(coat, .1), r * .24)
    s.path(f"M{points((x - r * 1.4, y - r * 1.9))}C{points((x - r * 1.35, y - r * 2.5), (x - r * .2, y - r * 2.35), (x + r * .6, y - r * 2.45))}"
           f"L{points((x + r * 1.15, y - r * 3.15))}L{points((x + r * 1.75, y - r * 2.75))}C{points((x + r * 1.6, y - r * 1.8), (x + r * 1.3, y - r * 1.25), (x + r * .7, y - r * 1.2))}"
           f"C{points((x + r * .1, y - r * 1.35), (x - r * .3, y - r * 1.5), (x - r * .65, y - r * 1.45))}C{points((x - r * 1.1, y - r * 1.1), (x - r * 1.5, y - r * 1.3), (x - r * 1.4, y - r * 1.9))}z",
           s.shade(x - r * 1.4, y - r * 3, r * 3.1, r * 1.8, coat))
    s.line(f"M{points((x - r * 1.05, y - r * 1.6))}L{points((x - r * 1.3, y - r * .85), (x - r * 1.25, y - r * .12))}M{points((x + r * .75, y - r * 1.6))}L{points((x + r * .7, y - r * .85), (x + r * .55, y - r * .12))}", coat, r * .34)
    for foot in (-1.2, .62):
        s.ellipse(x + r * foot, y - r * .08, r * .26, r * .13, dark(coat, .12))
    s.circle(x + r * 1.5, y - r * 3.1, r * .55, s.shade(x + r, y - r * 3.6, r, r, coat, .1))
    s.path(f"M{points((x + r * 1.5, y - r * 3.45))}C{points((x + r * 2, y - r * 3.35), (x + r * 2.45, y - r * 3.15), (x + r * 2.45, y - r * 2.95))}C{points((x + r * 2.4, y - r * 2.7), (x + r * 1.9, y - r * 2.6), (x + r * 1.5, y - r * 2.6))}z", coat)
    s.circle(x + r * 2.4, y - r * 3.02, r * .13, INK)
    s.circle(x + r * 1.78, y - r * 3.22, r * .07, INK)
    s.path(f"M{points((x + r * 1.2, y - r * 3.6))}C{points((x + r * .8, y - r * 3.4), (x + r * .75, y - r * 2.8), (x + r * 1.05, y - r * 2.6))}C{points((x + r * 1.4, y - r * 2.7), (x + r * 1.5, y - r * 3.2), (x + r * 1.2, y - r * 3.6))}z", dark(coat, .35))
    s.line(f"M{points((x + r * .95, y - r * 2.72))}L{points((x + r * 1.62, y - r * 2.38))}", collar, r * .18)
    s.circle(x + r * 1.58, y - r * 2.22, r * .13, AMBER)


def dog(s):
    sky(s, "#8FC0C6", "#FBEFD2", 900)
    glow(s, 1480, 280, 600, "#FFF3CC", .9)
    cloud(s, 300, 230, 420, "#FFFDF6", .7)
    hedge(s, 900, mix(GREEN[3], "#BFD8D2", .35), 150)
    land(s, 880, 14, GREEN[4], 2)
    s.path(f"M-20 1210Q700 1130 1940 1190V{H}H-20z", s.linear((0, 1150), (0, H), (0, "#EAD7B7"), (1, "#C9AE85")))
    crown(s, 220, 1120, 760, GREEN[2])
    crown(s, 1760, 1080, 620, GREEN[2])
    grass(s, -20, 1940, 1200, 60, GREEN[3], 40, 5)
    person(s, 770, 1320, 690, BRICK, 1, 1, "scarf", 1, legs="#34596A", step=.5, reach=(876, 966))
    s.line("M880 970Q1000 1130 1168 1120", INK, 9)
    hound(s, 1076, 1330, 88, "#C89A62", BALTIC[1])


def farewell(s):
    sky(s, "#8DA9B8", "#F6DFC0", 900)
    glow(s, 1420, 640, 620, "#FFE9BE", .85)
    cloud(s, 240, 260, 460, "#FBF1E2", .55)
    hedge(s, 880, mix(GREEN[2], "#C9CFCB", .35), 120)
    land(s, 880, 10, mix(GREEN[3], "#D8CBB4", .25), 3)
    s.path(f"M-20 1290Q760 1180 1940 1270V{H}H-20z", s.linear((0, 1200), (0, H), (0, "#E4D3B5"), (1, "#BFA57E")))
    crown(s, 1640, 1130, 860, GREEN[2])
    person(s, 640, 1330, 720, "#2C4450", 1, 3, "long", 1, legs="#22333C", step=.05, reach=(770, 960))
    person(s, 790, 1345, 760, "#3A4E57", 1, 1, "short", 1, legs="#1E2E37", step=.05)
    s.ellipse(1150, 1196, 190, 26, INK, .16)
    s.path("M1040 1190V940Q1040 860 1140 850Q1240 860 1240 940V1190z", s.shade(1040, 850, 200, 340, "#B9BDB8"))
    s.path("M1066 1170V948Q1066 888 1140 878Q1214 888 1214 948V1170z", "none", stroke="#8F9893", stroke_width=6)
    for k in range(9):
        x, y = 1004 + 30 * k, 1196 + 14 * (k % 2)
        s.path(f"M{x} {y + 40}Q{x - 30} {y} {x - 12} {y - 30}Q{x + 8} {y} {x} {y + 40}z", (GREEN[2], GREEN[3])[k % 2])
        s.circle(x - 6, y - 26, 20, (PAPER, AMBER, BRICK)[k % 3])
        s.circle(x - 6, y - 26, 7, (AMBER, BRICK, WINE)[k % 3])
    glow(s, 990, 1150, 130, "#FFDF9A", .9)
    s.rect(952, 1096, 76, 112, "#2A3B43", 8)
    s.rect(962, 1108, 56, 88, "#FFE7B0", 4)
    s.rect(980, 1150, 20, 46, PAPER, 3)
    s.path("M990 1112Q1006 1136 990 1152Q974 1136 990 1112z", AMBER)
    s.path("M946 1098H1034L1010 1072H970z", "#2A3B43")
    s.ring(990, 1062, 14, "#2A3B43", 6)
