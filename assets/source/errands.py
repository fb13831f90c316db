"""Scenes of papers, money, health, the library and getting about."""

from homes import cup_top
from kit import *
from rooms import *


def passport(s):
    board(s, "#B98B5C")
    s.group("rotate(-10 800 700)")
    s.rect(516, 276, 560, 780, INK, 30, .25)
    s.rect(500, 256, 560, 780, s.linear((500, 256), (1060, 1036), (0, "#A64A43"), (1, "#6E2A2A")), 30)
    s.ring(780, 590, 130, AMBER, 12)
    s.line("M650 590H910M780 460V720M694 496Q780 570 866 496M694 684Q780 610 866 684", AMBER, 8)
    for y, w in ((366, 270), (830, 220), (880, 300)):
        s.rect(780 - w / 2, y, w, 22, AMBER, 11)
    s.rect(732, 936, 96, 54, AMBER, 10)
    s.circle(780, 963, 16, "#8F3A33")
    s.end()
    s.group("rotate(12 1240 860)")
    s.rect(1006, 706, 540, 350, INK, 30, .22)
    s.rect(990, 690, 540, 350, s.linear((990, 690), (1530, 1040), (0, "#EAF3EE"), (1, BALTIC[5])), 30)
    s.rect(990, 720, 540, 64, BALTIC[2])
    s.rect(1030, 820, 150, 180, "#F3E2C2", 12)
    s.circle(1105, 884, 36, SKIN[1])
    s.path("M1050 1000Q1050 930 1105 930T1160 1000z", BRICK)
    for k, w in enumerate((270, 210, 240)):
        s.rect(1220, 830 + 54 * k, w, 20, BALTIC[2], 10, .6)
    s.end()
    s.group("rotate(34 1500 330)")
    s.rect(1430, 356, 180, 70, "#5A3C22", 16)
    s.path("M1490 356C1500 300 1460 270 1480 220C1490 180 1550 180 1560 220C1580 270 1540 300 1550 356z", s.shade(1460, 190, 120, 170, "#8F6338"))
    s.end()
    s.ring(330, 1090, 110, BALTIC[1], 14, .55)
    s.ring(330, 1090, 80, BALTIC[1], 6, .55)
    s.line("M270 1090H390M300 1060L330 1120L370 1050", BALTIC[1], 12, .55)


def payslip(s):
    board(s, "#5E8F93")
    s.group("rotate(-8 820 740)")
    sheet(s, 480, 230, 680, 900)
    s.rect(540, 300, 240, 44, BALTIC[2], 8)
    s.circle(1060, 330, 52, AMBER)
    for k in range(7):
        y = 430 + 76 * k
        s.rect(540, y, (300, 250, 330, 220, 280, 240, 300)[k], 18, "#8FA3A5", 9, .75)
        s.rect(1100 - (120, 90, 140, 100, 110, 90, 130)[k], y, (120, 90, 140, 100, 110, 90, 130)[k], 18, BRICK if k in (2, 4) else "#5C7378", 9, .85)
    s.rect(540, 980, 560, 5, INK, opacity=.5)
    s.rect(540, 1020, 200, 40, INK, 10, .8)
    s.rect(900, 1010, 200, 58, GREEN[3], 14)
    s.end()
    s.group("rotate(10 1400 640)")
    s.rect(1236, 396, 360, 530, INK, 34, .25)
    s.rect(1220, 376, 360, 530, s.linear((1220, 376), (1580, 906), (0, "#33505B"), (1, INK)), 34)
    s.rect(1254, 412, 292, 100, "#CFE0CF", 12)
    s.rect(1400, 446, 120, 34, INK, 6, .7)
    for row in range(4):
        for col in range(4):
            s.rect(1254 + 76 * col, 548 + 84 * row, 62, 66, AMBER if col == 3 else PAPER, 14, .95)
    s.end()
    cup_top(s, 1560, 1150, 130)
    s.group("rotate(-52 400 1130)")
    s.rect(210, 1100, 420, 34, s.linear((0, 1100), (0, 1134), (0, "#F6CE6D"), (1, "#C9862B")), 4)
    s.path(polygon((630, 1100), (700, 1117), (630, 1134)), "#F1DDB8")
    s.path(polygon((676, 1111), (700, 1117), (676, 1123)), INK)
    s.rect(170, 1100, 44, 34, "#E7A09A", 8)
    s.end()


def coin(s, x, y, r, colour, hole=True):
    s.ellipse(x + 10, y + 14, r, r, INK, .22)
    s.circle(x, y, r, s.shade(x - r, y - r, 2 * r, 2 * r, colour))
    s.ring(x, y, r * .8, dark(colour, .3), r * .05, .7)
    if hole:
        s.circle(x, y, r * .24, "#B98B5C")
        s.ring(x, y, r * .34, dark(colour, .3), r * .05, .7)
    else:
        s.path(f"M{points((x - r * .42, y + r * .26))}L{points((x - r * .42, y - r * .24), (x - r * .18, y), (x, y - r * .36), (x + r * .18, y), (x + r * .42, y - r * .24), (x + r * .42, y + r * .26))}z", dark(colour, .3), .8)


def wallet(s):
    board(s, "#C99A62")
    s.group("rotate(-8 900 700)")
    s.rect(1000, 280, 480, 300, s.shade(1000, 280, 480, 300, BALTIC[3]), 26)
    s.rect(1000, 340, 480, 60, BALTIC[0])
    s.rect(1040, 440, 80, 60, AMBER, 12)
    s.line("M1040 470H1120M1080 440V500", dark(AMBER, .35), 5)
    s.rect(740, 320, 480, 300, s.shade(740, 320, 480, 300, BRICK), 26)
    s.rect(790, 470, 86, 64, AMBER, 12)
    s.rect(1060, 370, 110, 26, PAPER, 13, .85)
    for k in range(4):
        s.rect(900 + 76 * k, 560, 56, 18, PAPER, 9, .7)
    s.rect(516, 556, 900, 560, INK, 50, .22)
    s.rect(500, 530, 900, 570, s.linear((500, 530), (1400, 1100), (0, "#7A4E33"), (1, "#4B2D1C")), 50)
    s.line("M540 570H1360V1060H540z", "#B98453", 5, .8)
    s.rect(1220, 740, 210, 150, "#5A3823", 40)
    s.circle(1290, 815, 26, AMBER)
    s.end()
    for x, y, r, c, hole in ((560, 1170, 96, "#D9B45C", False), (760, 1250, 84, "#C9CFCF", True), (420, 1310, 74, "#C9CFCF", True), (1560, 1120, 92, "#D9B45C", False), (1470, 1290, 70, "#B87A4B", False)):
        coin(s, x, y, r, c, hole)


def ambulance(s):
    sky(s, "#6FA0AE", "#F3DDBA", 900)
    cloud(s, 260, 260, 420, "#FFFDF6", .6)
    brick_house(s, 1690, 960, 400, 560, "#D9A86A", "#24404C", (1, 1))
    brick_house(s, -60, 960, 520, 520, "#CBB089", "#41606B", (2, 1))
    brick_house(s, 500, 960, 470, 560, BRICK, "#24404C", (2, 1))
    brick_house(s, 1010, 960, 620, 500, "#8FB0AE", "#41606B", (2, 1))
    street(s, 960)
    person(s, 1660, 1096, 520, AMBER, 2, 1, "short", -1, legs=GREEN[1], step=.3, bag=BRICK)
    s.ellipse(940, 1262, 620, 34, INK, .3)
    body = s.linear((380, 660), (1500, 1240), (0, "#FBD357"), (1, "#DE9A22"))
    s.path("M380 1210V690Q380 650 420 650H1130Q1160 650 1180 676L1320 860L1470 912Q1520 930 1520 980V1210Q1520 1230 1500 1230H400Q380 1230 380 1210z", body)
    s.path("M1090 700H1140L1260 862H1090z", s.linear((1090, 700), (1260, 862), (0, "#CFE5E6"), (1, "#6FA0AB")))
    s.rect(900, 700, 140, 162, "#A9CDD0", 10)
    for k in range(10):
        s.rect(400 + 112 * k, 1048, 56, 58, (BRICK, GREEN[2])[k % 2])
    s.rect(380, 1040, 1140, 8, PAPER)
    s.rect(380, 1106, 1140, 8, PAPER)
    s.circle(630, 850, 112, PAPER)
    for angle in (0, 60, 120):
        s.group(f"rotate({angle} 630 850)")
        s.rect(604, 764, 52, 172, BALTIC[2], 8)
        s.end()
    s.rect(870, 690, 6, 520, dark("#DE9A22", .25), opacity=.5)
    s.rect(1066, 690, 6, 420, dark("#DE9A22", .25), opacity=.5)
    glow(s, 760, 620, 240, "#7FC8FF", .8)
    glow(s, 1060, 620, 240, "#7FC8FF", .8)
    s.rect(700, 604, 420, 48, "#2B6FA8", 20)
    s.rect(720, 612, 120, 32, "#A9DCFF", 14)
    s.rect(980, 612, 120, 32, "#A9DCFF", 14)
    s.rect(1478, 1000, 50, 54, "#FFF3CC", 12)
    for x in (600, 1310):
        s.path(f"M{x - 124} 1232A124 124 0 0 1 {x + 124} 1232z", "#2B3F4A")
        wheel(s, x, 1226, 92)


def doctor(s):
    room(s, 1100, ("#E8F0EA", "#A5C9C6"), "#BFB29A")
    pane(s, 170, 190, 380, 480)
    s.rect(1250, 180, 330, 430, s.shade(1250, 180, 330, 430, PAPER, .06), 12)
    s.path("M1415 300C1460 240 1540 290 1500 370C1480 410 1440 440 1415 470C1390 440 1350 410 1330 370C1290 290 1370 240 1415 300z", BRICK)
    s.line("M1290 400H1370L1396 350L1424 430L1450 400H1540", PAPER, 13)
    s.rect(1310, 530, 210, 18, "#9FB3B3", 9)
    s.rect(1080, 900, 660, 90, s.linear((1080, 900), (1740, 990), (0, BALTIC[3]), (1, BALTIC[1])), 36)
    s.rect(1110, 986, 600, 40, "#D9E0DC")
    for x in (1150, 1650):
        s.rect(x, 1020, 30, 270, "#8FA0A4", 8)
    seated(s, 1300, 920, 940, AMBER, 2, 1, "scarf", -1, "#34596A", hand=(1170, 860), shin=.3)
    seated(s, 1540, 920, 560, BRICK, 2, 1, "short", -1, "#3B5A66", hand=(1440, 870), shin=.26)
    s.rect(600, 1050, 220, 50, INK, 24)
    s.rect(696, 1090, 28, 160, "#8FA0A4")
    s.line("M610 1280H810", "#54666C", 26)
    seated(s, 700, 1060, 920, "#FFFDF6", 0, 3, "bun", 1, BALTIC[2], hand=(1060, 806), shin=.25)
    s.line("M668 716Q690 800 752 790T748 716M742 800V860", INK, 10)
    s.circle(742, 872, 17, "#C9D2D2")
    s.circle(1070, 796, 26, s.shade(1044, 770, 52, 52, "#C9D2D2"))
    table(s, 110, 880, 430, 400, "#D8C6A4")
    s.rect(200, 690, 200, 150, "#23343B", 12)
    s.rect(212, 702, 176, 126, "#D6E8E2", 6)
    s.rect(280, 840, 40, 40, "#23343B")
    potted(s, 460, 880, 150, GREEN[3], BRICK)


def loan(s):
    room(s, 1110, ("#F0E0C0", "#C9A97C"), "#A9794A")
    for r in range(3):
        y = 230 + 240 * r
        s.rect(80, y + 190, 700, 22, "#8F6338")
        x = 100
        for k in range(11):
            w, h = (52, 40, 60, 46)[(k + r) % 4], (150, 172, 132, 160, 142)[(k * 2 + r) % 5]
            s.rect(x, y + 190 - h, w - 3, h, (BALTIC[1], BRICK, AMBER, "#EAD7B7", GREEN[2], BALTIC[3], WINE)[(k * 3 + r) % 7], 4)
            x += w + (14 if k % 5 == 4 else 4)
    s.rect(1120, 300, 560, 560, s.linear((1120, 300), (1680, 860), (0, "#3A4E57"), (1, INK)), 36)
    s.rect(1150, 330, 500, 500, s.linear((1150, 330), (1650, 830), (0, "#F6F9F4"), (1, BALTIC[5])), 18)
    for k, c in enumerate((BRICK, BALTIC[3], AMBER)):
        y = 380 + 120 * k
        s.rect(1190, y, 70, 92, c, 6)
        s.rect(1290, y + 14, 210, 20, "#8FA3A5", 10)
        s.rect(1290, y + 52, 150, 16, "#B5C4C2", 8)
        s.line(f"M1540 {y + 48}l24 24l42-52", GREEN[2], 15)
    s.rect(1330, 750, 140, 50, AMBER, 25)
    s.path(polygon((1330, 860), (1470, 860), (1500, 960), (1300, 960)), "#23343B")
    s.rect(960, 950, 800, 56, s.linear((960, 0), (1760, 0), (0, "#FBF1DC"), (1, "#C9B48C")), 14)
    s.rect(1010, 1006, 700, 330, s.linear((1010, 1006), (1710, 1336), (0, BALTIC[2]), (1, BALTIC[0])), 10)
    for k, c in enumerate((WINE, AMBER, BALTIC[3])):
        s.rect(1040 + 10 * k, 914 - 36 * k, 220 - 14 * k, 36, c, 5)
        s.rect(1230 - 4 * k, 919 - 36 * k, 24, 26, PAPER)
    person(s, 800, 1350, 900, GREEN[3], 1, 1, "long", 1, legs="#34596A", step=.1, reach=(1080, 800), bag=BRICK, shadow=.14)
    person(s, 560, 1370, 470, BRICK, 1, 1, "bun", 1, legs="#3B5A66", step=.2, reach=(660, 1080), shadow=.14)
    s.rect(640, 1040, 70, 92, AMBER, 6)


def newspapers(s):
    room(s, 1110, ("#E9E2D0", "#BFB08E"), "#A9794A")
    pane(s, 160, 170, 480, 560, 2, 2)
    s.rect(1150, 150, 560, 800, s.linear((1150, 150), (1710, 950), (0, "#B98B5C"), (1, "#7C5836")), 16)
    for r in range(3):
        y = 190 + 256 * r
        for c in range(3):
            x = 1186 + 172 * c
            s.rect(x, y, 146, 206, ("#FFFDF6", "#F3E6CB", "#E6EEE8")[(r + c) % 3], 4)
            s.rect(x + 14, y + 16, 118, 24, (INK, BRICK, BALTIC[1], INK)[(r * 2 + c) % 4], 3)
            s.rect(x + 14, y + 56, 56, 70, (BALTIC[4], AMBER, "#D3A58F")[(r + 2 * c) % 3])
            for k in range(3):
                s.rect(x + 80, y + 58 + 24 * k, 52, 10, "#8FA3A5")
        s.rect(1150, y + 150, 560, 60, "#8F6338")
    s.ellipse(820, 1300, 520, 70, INK, .16)
    s.path("M590 780Q590 700 670 700Q740 700 750 780L770 1060H600z", s.shade(590, 700, 180, 360, BRICK))
    s.rect(590, 1030, 360, 110, s.shade(590, 1030, 360, 110, BRICK), 40)
    for x in (620, 920):
        s.line(f"M{x} 1130V1280", "#4B3526", 20)
    seated(s, 730, 1040, 980, BALTIC[2], 3, 4, "short", 1, "#3A4E57", hand=(930, 850), shin=.24)
    s.path(polygon((860, 700), (980, 740), (1100, 690), (1100, 930), (980, 980), (860, 940)), s.linear((860, 700), (1100, 980), (0, "#FFFDF6"), (1, "#DDD3BF")))
    s.line("M980 740V980", STONE, 6)
    for k in range(4):
        s.line(f"M884 {760 + 44 * k}L956 {784 + 44 * k}M1004 {784 + 44 * k}L1076 {756 + 44 * k}", "#8FA3A5", 10)
    s.circle(878, 880, 27, SKIN[3])
    table(s, 1010, 1060, 250, 230)
    cup(s, 1130, 1060, 90, AMBER)
    potted(s, 320, 1280, 430, GREEN[2], BALTIC[2])


def ballot(s):
    room(s, 1130, ("#EADFC8", "#BFAF92"), "#A98C62")
    for x in (120, 560, 1360):
        s.rect(x, 430, 400, 720, s.linear((x, 430), (x + 400, 1150), (0, "#F7F0E0"), (1, "#D6C8AA")), 10)
        s.path(f"M{x + 20} 460H{x + 380}V1010Q{x + 340} 1040 {x + 300} 1010T{x + 220} 1010T{x + 140} 1010T{x + 20} 1010z", s.linear((x, 460), (x + 380, 1010), (0, BALTIC[3]), (1, BALTIC[1])))
        for k in range(1, 5):
            s.line(f"M{x + 72 * k} 470V1000", BALTIC[0], 6, .35)
        s.rect(x - 14, 416, 428, 30, "#A9794A", 8)
    s.rect(860, 1090, 560, 44, "#A9794A", 12)
    s.line("M900 1134L880 1390M1380 1134L1400 1390", "#7C5836", 28)
    s.rect(900, 710, 480, 390, s.linear((900, 710), (1380, 1100), (0, "#FFFDF6"), (1, "#D5CBB8")), 16)
    s.path(polygon((900, 720), (960, 640), (1440, 640), (1380, 720)), "#EFE6D4")
    s.path(polygon((1380, 720), (1440, 640), (1440, 1020), (1380, 1100)), "#C2B69F")
    s.rect(1050, 668, 260, 22, INK, 8)
    s.circle(1140, 910, 110, BRICK)
    s.line("M1084 912L1126 956L1200 866", PAPER, 26)
    s.group("rotate(-6 1180 560)")
    s.rect(1080, 440, 200, 244, s.shade(1080, 440, 200, 244, "#FFFDF6", .06), 4)
    s.line("M1112 490L1140 518M1140 490L1112 518", INK, 9)
    for k in range(4):
        s.rect(1160, 496 + 42 * k, 92, 12, "#8FA3A5", 6)
    s.end()
    person(s, 720, 1370, 900, AMBER, 0, 4, "bun", 1, legs="#34596A", step=.1, reach=(1080, 590), shadow=.14)
    person(s, 430, 1370, 880, GREEN[3], 3, 1, "short", 1, legs="#24404C", step=.2, shadow=.14)


def driving(s):
    sky(s, "#7FB3C0", "#F8E5C0", 860)
    glow(s, 480, 380, 620, "#FFF3CC", .9)
    cloud(s, 1200, 240, 460, "#FFFDF6", .65)
    land(s, 700, 24, "#A9C9BE", 3)
    for x, h in ((300, 420), (1560, 500), (1750, 360)):
        s.path(polygon((x - 8, 760), (x - 4, 760 - h), (x + 4, 760 - h), (x + 8, 760)), PAPER)
        for a in (20, 140, 260):
            s.group(f"rotate({a} {x} {760 - h})")
            s.path(f"M{x} {760 - h}L{x + 12} {760 - h * 1.1:.0f}L{x} {760 - h * 1.5:.0f}L{x - 6} {760 - h * 1.1:.0f}z", PAPER)
            s.end()
    land(s, 780, 30, GREEN[4], 5)
    land(s, 880, 16, GREEN[3], 8)
    s.path("M900 840L1020 840L1900 1440L-160 1440z", s.linear((0, 840), (0, H), (0, "#8FA0A4"), (1, "#54666C")))
    s.path("M900 840L912 840L20 1440L-160 1440zM1008 840L1020 840L1900 1440L1730 1440z", PAPER, .8)
    s.path(polygon((957, 850), (963, 850), (968, 930), (954, 930)), PAPER)
    crown(s, 180, 1010, 520, GREEN[2])
    crown(s, 1690, 1030, 460, GREEN[2])
    s.ellipse(960, 1330, 470, 40, INK, .3)
    s.path("M620 1300V1070Q620 1010 680 1000L1240 1000Q1300 1010 1300 1070V1300z", s.linear((620, 1000), (1300, 1300), (0, "#D9694F"), (1, "#96392F")))
    s.path("M690 1004L760 830Q770 800 806 800H1114Q1150 800 1160 830L1230 1004z", s.linear((690, 800), (1230, 1004), (0, "#C95F48"), (1, "#8F3A33")))
    s.path("M736 990L790 846H1130L1184 990z", s.linear((736, 846), (1184, 990), (0, "#DDF0F0"), (1, "#7FA9B2")))
    for x, skin, coat, hair in ((880, 2, AMBER, 1), (1060, 0, BALTIC[2], 3)):
        s.circle(x, 900, 40, HAIR[hair])
        s.path(f"M{x - 66} 990Q{x - 60} 936 {x} 936T{x + 66} 990z", coat)
    s.path(polygon((736, 990), (790, 846), (900, 846), (800, 990)), "#FFFFFF", .25)
    for x in (650, 1170):
        s.rect(x, 1060, 100, 56, "#F6CE6D" if x < 900 else "#F6CE6D", 18)
    s.rect(840, 1150, 240, 70, PAPER, 8)
    s.rect(864, 1172, 190, 24, INK, 6, .7)
    s.rect(604, 1220, 712, 60, "#23343B", 24)
    for x in (640, 1170):
        s.rect(x, 1270, 110, 76, INK, 20)


def bus(s):
    sky(s, "#86B7C2", "#F8E9CC", 900)
    glow(s, 360, 300, 560, "#FFF3CC", .85)
    cloud(s, 1160, 200, 420, "#FFFDF6", .7)
    hedge(s, 860, mix(GREEN[3], "#BFD8D2", .25), 150)
    s.rect(0, 850, W, 70, GREEN[3])
    s.rect(0, 915, W, 320, s.linear((0, 915), (0, 1235), (0, "#8FA0A4"), (1, "#6B7F86")))
    s.rect(0, 1235, W, 30, "#DCD2BB")
    s.rect(0, 1265, W, 175, s.linear((0, 1265), (0, H), (0, "#D3C6AC"), (1, "#B9AB90")))
    s.ellipse(1040, 1196, 760, 30, INK, .3)
    s.rect(330, 500, 1420, 680, s.linear((330, 500), (1750, 1180), (0, "#F9D568"), (1, "#DFA02E")), 60)
    s.rect(330, 1010, 1420, 110, s.linear((330, 0), (1750, 0), (0, BALTIC[2]), (1, BALTIC[0])))
    s.rect(380, 560, 180, 400, "#CFE5E6", 18)
    s.rect(620, 580, 240, 600, s.linear((620, 580), (860, 1180), (0, "#DDF0F0"), (1, "#7FA9B2")), 14)
    s.rect(734, 580, 12, 600, "#3A4E57")
    s.rect(330, 500, 1420, 56, "#3A4E57", 40)
    s.rect(420, 512, 300, 32, AMBER, 10)
    for k, (coat, skin, hair) in enumerate(((BRICK, 3, 1), (GREEN[3], 0, 3), (WINE, 1, 0))):
        x = 920 + 270 * k
        s.rect(x, 580, 240, 330, s.linear((x, 580), (x + 240, 910), (0, "#DDF0F0"), (1, "#8FB7BE")), 16)
        s.circle(x + 120, 744, 54, SKIN[skin])
        s.path(f"M{x + 64} 740Q{x + 60} 676 {x + 122} 678T{x + 176} 720Q{x + 130} 716 {x + 100} 724T{x + 64} 740z", HAIR[hair])
        s.path(f"M{x + 20} 910Q{x + 24} 806 {x + 120} 806T{x + 220} 910z", coat)
    for x in (540, 1500):
        s.path(f"M{x - 116} 1182A116 116 0 0 1 {x + 116} 1182z", "#2B3F4A")
        wheel(s, x, 1176, 88)
    s.rect(350, 1050, 50, 40, "#FFF3CC", 10)
    s.rect(206, 470, 20, 850, "#54666C")
    s.rect(130, 420, 172, 190, BALTIC[2], 20)
    s.rect(166, 470, 100, 66, PAPER, 14)
    s.circle(190, 546, 14, PAPER)
    s.circle(242, 546, 14, PAPER)
    person(s, 780, 1390, 640, BALTIC[3], 1, 1, "scarf", -1, step=.4, bag=BRICK)
    person(s, 420, 1400, 620, BRICK, 0, 4, "short", 1, legs="#3A4E57", step=.2)
    person(s, 960, 1390, 400, PAPER, 1, 1, "bun", -1, step=.4, bag=AMBER)
