"""Scenes of arriving, living and family."""

from kit import *
from rooms import *


def arrival(s):
    sky(s, "#8FBFC6", "#F8E7C4", 900)
    glow(s, 380, 280, 620, "#FFF3CC", .8)
    cloud(s, 1300, 220, 420, "#FFFDF6", .7)
    s.rect(0, 300, W, 860, s.linear((0, 300), (W, 1160), (0, "#D98767"), (1, "#A9503F")))
    for y in range(400, 1150, 150):
        s.rect(0, y, W, 3, dark(BRICK, .4), opacity=.22)
    s.path(polygon((-20, 300), (-20, 96), (W + 20, 96), (W + 20, 300)), s.linear((0, 96), (0, 300), (0, "#41606B"), (1, "#24404C")))
    for x in (150, 1440):
        s.rect(x - 22, 468, 344, 394, PAPER)
        s.rect(x, 490, 300, 350, s.linear((x, 490), (x + 300, 840), (0, "#FFF0C2"), (1, "#EBBE6B")))
        s.rect(x + 144, 490, 12, 350, PAPER)
        s.rect(x - 40, 862, 380, 26, PAPER)
        potted(s, x + 220, 862, 170, GREEN[3], BALTIC[2])
    s.rect(760, 410, 440, 750, PAPER)
    s.rect(790, 440, 380, 720, s.linear((790, 440), (1170, 1160), (0, "#FFE9B4"), (1, "#E7A94F")))
    s.path(polygon((790, 440), (680, 478), (680, 1204), (790, 1160)), s.linear((680, 440), (790, 1160), (0, BALTIC[3]), (1, BALTIC[1])))
    s.circle(712, 836, 13, AMBER)
    s.rect(0, 1160, W, 280, s.linear((0, 1160), (0, H), (0, "#E3D6BC"), (1, "#B3A488")))
    s.rect(700, 1160, 560, 52, s.linear((700, 0), (1260, 0), (0, "#EFE6D2"), (1, "#B9AC94")), 6)
    s.path(polygon((790, 1212), (1170, 1212), (1320, 1440), (640, 1440)), "#FFE9B4", .4)
    person(s, 968, 1176, 590, GREEN[3], 2, 1, "bun", 1, step=.1, reach=(1120, 850), shadow=0)
    person(s, 1290, 1350, 640, BALTIC[2], 1, 1, "scarf", -1, step=.2, reach=(1190, 920))
    person(s, 1110, 1376, 370, AMBER, 1, 0, "short", -1, step=.3, bag=BRICK)
    s.line("M1444 1180V1016H1516V1180", INK, 12)
    s.rect(1400, 1136, 160, 232, s.shade(1400, 1136, 160, 232, WINE), 22)
    s.rect(1400, 1180, 160, 14, AMBER, opacity=.8)
    s.rect(1400, 1300, 160, 14, AMBER, opacity=.8)


def calendar(s):
    room(s, 1150, ("#DDEAE2", "#8FB9B6"), "#C79D68")
    pane(s, 90, 210, 300, 520)
    s.rect(566, 176, 800, 830, INK, 16, .2)
    s.rect(550, 156, 800, 830, s.linear((550, 156), (1350, 986), (0, "#FFFDF6"), (1, "#EDE4D2")), 16)
    s.path("M550 172Q550 156 566 156H1334Q1350 156 1350 172V330H550z", s.linear((550, 156), (1350, 330), (0, BALTIC[3]), (1, BALTIC[1])))
    for x in (690, 950, 1210):
        s.rect(x - 13, 112, 26, 92, INK, 13)
    s.rect(780, 240, 340, 34, PAPER, 17, .9)
    for row in range(4):
        for day in range(7):
            x, y = 592 + day * 104, 372 + row * 146
            s.rect(x, y, 90, 126, "#E4EDE6" if day < 5 else "#F6E4C8", 10)
    for k, x in enumerate((592, 696, 800, 904, 1008)):
        s.line(f"M{x + 22} {584}l20 24l34-54", (GREEN[2], BRICK)[k == 3], 15)
    s.ring(1157, 581, 50, BRICK, 13)
    s.line("M1480 300V420", INK, 10)
    s.rect(1420, 270, 250, 40, "#A9794A", 12)
    for x, c in ((1490, AMBER), (1610, STONE)):
        s.ring(x, 372, 40, c, 13)
        s.rect(x - 10, 410, 20, 130, c, 6)
        s.rect(x + 6, 486, 34, 16, c)
        s.rect(x + 6, 518, 26, 16, c)
    person(s, 430, 1390, 800, BRICK, 3, 1, "short", 1, step=.1, reach=(640, 700), shadow=.14)
    s.line("M636 708L676 640", AMBER, 15)
    table(s, 1290, 1060, 560, 330)
    potted(s, 1700, 1060, 260, GREEN[3], PAPER)
    cup(s, 1440, 1060, 110, BRICK)


def settled(s):
    room(s, 1100, ("#F0E0C0", "#C9A97C"), "#B9875A")
    pane(s, 140, 180, 420, 560)
    frame(s, 760, 210, 230, 290, BALTIC[1])
    frame(s, 1040, 260, 180, 220, AMBER, "#DDEAE2")
    s.line("M1660 1260V560", INK, 13)
    s.ellipse(1660, 1264, 80, 15, INK)
    glow(s, 1660, 540, 460, "#FFE1A0", .6)
    s.path(polygon((1540, 570), (1600, 420), (1720, 420), (1780, 570)), s.linear((1540, 420), (1780, 570), (0, "#FFF3D0"), (1, AMBER)))
    s.ellipse(960, 1300, 760, 100, s.linear((200, 1200), (1720, 1400), (0, BRICK), (1, WINE)))
    s.ellipse(960, 1296, 660, 78, "#E9DCC2", .8)
    sofa = s.linear((460, 640), (1500, 1230), (0, BALTIC[3]), (1, BALTIC[1]))
    for x in (540, 1400):
        s.rect(x - 16, 1200, 32, 70, "#4B3526", 6)
    s.rect(480, 640, 980, 480, sofa, 70)
    s.rect(520, 690, 430, 330, light(BALTIC[3], .1), 46, .5)
    s.rect(990, 690, 430, 330, light(BALTIC[3], .1), 46, .5)
    s.rect(480, 1140, 980, 76, dark(BALTIC[2], .25), 24)
    seated(s, 800, 1030, 900, AMBER, 1, 1, "long", 1, "#34596A", hand=(960, 900), shin=.24)
    seated(s, 1180, 1030, 900, PAPER, 0, 2, "short", -1, "#5A4636", hand=(1010, 900), shin=.24)
    seated(s, 990, 1030, 470, BRICK, 1, 1, "bun", 1, "#24404C", hand=(1050, 930), shin=.2)
    s.path(polygon((900, 860), (986, 890), (1072, 860), (1072, 960), (986, 990), (900, 960)), PAPER)
    s.line("M986 890V990", STONE, 5)
    s.rect(430, 860, 130, 350, sofa, 56)
    s.rect(1390, 860, 130, 350, sofa, 56)
    potted(s, 250, 1250, 430, GREEN[2], BALTIC[2])


def keys(s):
    board(s, "#CDA26C")
    s.group("rotate(-7 960 700)")
    sheet(s, 430, 190, 900, 940)
    wall = BALTIC[2]
    for x, y, w, h in ((520, 290, 720, 20), (520, 290, 20, 740), (1220, 290, 20, 740), (520, 1010, 440, 20), (1080, 1010, 160, 20), (860, 310, 20, 230), (860, 640, 20, 370), (880, 640, 160, 20), (1140, 640, 80, 20), (540, 680, 150, 20)):
        s.rect(x, y, w, h, wall)
    s.line("M960 1020A120 120 0 0 1 1080 900V1020", wall, 6, .6)
    s.line("M860 540A100 100 0 0 0 760 640H860", wall, 6, .6)
    s.rect(570, 330, 190, 250, "#DDEAE2", 12)
    s.rect(590, 345, 150, 66, PAPER, 10)
    s.rect(920, 330, 250, 90, "#F6E4C8", 14)
    s.circle(1050, 520, 62, "#EAD7B7")
    s.rect(570, 740, 250, 130, "#F3D3C0", 20)
    s.rect(1100, 700, 100, 180, "#DDEAE2", 30)
    s.end()
    s.ellipse(1130, 970, 200, 190, INK, .16)
    s.ring(1100, 900, 120, "#D8DADA", 24)
    s.ring(1100, 900, 120, "#8FA0A4", 5, .6)
    for angle, colour in ((18, AMBER), (-26, "#BFC8C8")):
        s.group(f"rotate({angle} 1100 1000)")
        s.circle(1100, 1060, 74, s.shade(1026, 986, 148, 148, colour))
        s.circle(1100, 1024, 20, "#B98E5A")
        s.rect(1078, 1120, 44, 250, s.shade(1078, 1120, 44, 250, colour), 10)
        for k in range(3):
            s.rect(1116, 1220 + 46 * k, 40 - 10 * (k % 2), 28, colour, 4)
        s.end()
    s.group("rotate(64 1100 900)")
    s.path("M1010 690L1100 600L1190 690V800H1010z", s.shade(1010, 600, 180, 200, BRICK))
    s.rect(1072, 724, 56, 76, PAPER, 6)
    s.end()
    cup_top(s, 1610, 330, 130)


def cup_top(s, x, y, r):
    s.ellipse(x + r * .3, y + r * .36, r * 1.6, r * 1.54, INK, .18)
    s.circle(x, y, r * 1.5, s.shade(x - r * 1.5, y - r * 1.5, r * 3, r * 3, PAPER, .1))
    s.circle(x, y, r, BALTIC[2])
    s.circle(x, y, r * .82, s.radial((x - r * .2, y - r * .2), r, (0, "#8A5A36"), (1, "#4A2D1C")))


def nursery(s):
    room(s, 1000, ("#F7ECD2", "#E2C493"), "#D2A468")
    pane(s, 170, 170, 470, 470, 2, 2)
    for k, c in enumerate((BRICK, AMBER, BALTIC[3], GREEN[3], PAPER, BRICK, AMBER, BALTIC[3])):
        x = 720 + 150 * k
        s.path(polygon((x, 90 + 14 * (k % 4)), (x + 110, 96 + 14 * ((k + 1) % 4)), (x + 56, 210)), c)
    s.rect(1250, 420, 500, 480, s.shade(1250, 420, 500, 480, "#C18F58"), 14)
    for k, c in enumerate((BALTIC[3], BRICK, AMBER, GREEN[3], PAPER, BALTIC[1])):
        x, y = 1280 + 156 * (k % 3), 450 + 220 * (k // 3)
        s.rect(x, y, 130, 200, dark("#C18F58", .5), 8)
        s.rect(x + 14, y + 88, 102, 112, c, 12)
    s.ellipse(960, 1250, 800, 150, s.linear((160, 1100), (1760, 1400), (0, "#8FC0B6"), (1, BALTIC[3])))
    s.ellipse(960, 1246, 700, 122, "#F6EBD0", .55)
    s.ellipse(700, 1252, 170, 26, INK, .18)
    s.path("M520 1240C520 1130 590 1100 700 1110L880 1180Q900 1250 860 1260H560z", "#34596A")
    s.path("M560 1180C540 1000 570 830 660 800C760 780 800 860 796 980L780 1190Q670 1230 560 1180z", s.shade(560, 800, 240, 400, BALTIC[2]))
    head(s, 694, 716, 78, SKIN[2], HAIR[1], "scarf", 1)
    s.line("M730 880Q760 1040 900 1040", dark(BALTIC[2], .1), 66)
    s.circle(912, 1040, 32, SKIN[2])
    for x, y, c in ((930, 1130, AMBER), (1040, 1130, BRICK), (985, 1034, GREEN[3]), (985, 938, BALTIC[3])):
        s.rect(x, y, 100, 92, s.shade(x, y, 100, 92, c), 10)
    for x, f, coat, skin, hair, style in ((1230, -1, BRICK, 0, 3, "bun"), (1480, -1, AMBER, 3, 1, "short")):
        s.ellipse(x, 1250, 130, 22, INK, .16)
        s.path(f"M{x + 90} 1240Q{x + 100} 1160 {x} 1170L{x - 130} 1200Q{x - 150} 1246 {x - 110} 1250z", "#34596A")
        s.path(f"M{x - 70} 1210C{x - 90} 1080 {x - 60} 1010 {x} 1006C{x + 70} 1010 {x + 90} 1090 {x + 80} 1214z", s.shade(x - 80, 1006, 160, 200, coat))
        head(s, x - 4, 940, 62, SKIN[skin], HAIR[hair], style, f)
        s.line(f"M{x - 20} 1070Q{x - 50} 1130 {x - 120} 1080", dark(coat, .12), 44)
        s.circle(x - 126, 1078, 23, SKIN[skin])
    s.circle(390, 1230, 70, s.shade(320, 1160, 140, 140, BRICK))
    s.path("M322 1214Q390 1180 458 1214L456 1250Q390 1216 324 1250z", PAPER)


def grandparent(s):
    room(s, 1100, ("#E3EBDD", "#A9BFA6"), "#B98B5C")
    pane(s, 1290, 170, 420, 560)
    frame(s, 330, 220, 250, 200, AMBER)
    s.ellipse(920, 1296, 720, 90, s.linear((200, 1200), (1640, 1400), (0, AMBER), (1, "#C07A2C")))
    for x, y, c, kind in ((820, 340, BALTIC[2], 0), (1130, 290, BRICK, 1)):
        s.path(f"M{x - 170} {y - 120}Q{x - 170} {y - 170} {x - 120} {y - 170}H{x + 120}Q{x + 170} {y - 170} {x + 170} {y - 120}V{y + 30}Q{x + 170} {y + 80} {x + 120} {y + 80}H{x + 30}L{x - 20} {y + 150}L{x - 40} {y + 80}H{x - 120}Q{x - 170} {y + 80} {x - 170} {y + 30}z", s.shade(x - 170, y - 170, 340, 250, c))
        if kind:
            s.line(f"M{x - 90} {y - 50}c40-50 70 50 100 0s60 40 90-10", PAPER, 18)
        else:
            s.line(f"M{x - 90} {y - 80}H{x + 90}M{x - 90} {y - 30}H{x + 40}M{x - 90} {y + 20}H{x + 70}", PAPER, 17)
    sofa = s.linear((440, 700), (1480, 1240), (0, "#D98767"), (1, WINE))
    s.rect(500, 700, 900, 450, sofa, 80)
    s.rect(450, 900, 120, 320, sofa, 54)
    s.rect(1330, 900, 120, 320, sofa, 54)
    s.rect(500, 1150, 900, 74, dark(WINE, .1), 22)
    seated(s, 800, 1060, 940, "#7F9BA0", 2, 4, "bun", 1, "#3A4E57", hand=(990, 940), shin=.22)
    seated(s, 1090, 1070, 560, AMBER, 2, 1, "short", -1, "#34596A", hand=(1010, 960), shin=.24)
    s.path(polygon((850, 890), (960, 930), (1070, 890), (1070, 1010), (960, 1050), (850, 1010)), BALTIC[1])
    s.path(polygon((860, 880), (960, 918), (1060, 880), (1060, 990), (960, 1030), (860, 990)), PAPER)
    s.line("M960 918V1030M884 914L940 934M884 944L940 964", STONE, 5)
    s.circle(1012, 946, 25, AMBER)
    for x in (560, 1340):
        s.rect(x - 15, 1220, 30, 60, "#4B3526", 6)
    potted(s, 280, 1260, 430, GREEN[2], PAPER)


def dinner(s):
    room(s, 1120, ("#F0D9AE", "#C99A62"), "#8F6338")
    pane(s, 730, 170, 460, 380, 3, 2, "#5F93A3", "#F0C58A", GREEN[2])
    lamp(s, 960, 470, 110, BRICK)
    for x, coat, skin, hair, style, f in ((690, AMBER, 3, 1, "short", 1), (960, PAPER, 0, 4, "long", 1), (1220, GREEN[3], 1, 1, "scarf", -1)):
        s.group(f"translate({x} 980)")
        bust(s, 0, 0, 460, coat, skin, hair, style, f)
        s.end()
    s.group("translate(455 1010)")
    bust(s, 0, 0, 330, BALTIC[3], 3, 1, "bun", 1)
    s.end()
    s.group("translate(1470 1010)")
    bust(s, 0, 0, 340, BRICK, 0, 3, "short", -1)
    s.end()
    s.path(polygon((300, 960), (1620, 960), (1740, 1150), (180, 1150)), s.linear((0, 960), (0, 1150), (0, "#FFFAEC"), (1, "#E2D3B4")))
    s.rect(180, 1150, 1560, 130, s.linear((0, 1150), (0, 1280), (0, "#E2D3B4"), (1, "#BDA77D")))
    for x, y in ((500, 1080), (760, 1030), (1160, 1030), (1420, 1080)):
        s.ellipse(x, y, 110, 30, "#D6C7A6")
        s.ellipse(x, y - 8, 106, 28, "#FFFFFF")
        s.ellipse(x, y - 10, 64, 15, (GREEN[3], AMBER, BRICK, AMBER)[(x // 260) % 4])
    s.ellipse(960, 1050, 150, 40, BALTIC[1])
    s.path("M810 1040H1110Q1100 1120 960 1124Q820 1120 810 1040z", s.shade(810, 1040, 300, 90, BALTIC[2]))
    s.ellipse(960, 1036, 150, 34, AMBER)
    for x, c in ((910, GREEN[3]), (970, BRICK), (1020, GREEN[2])):
        s.ellipse(x, 1028, 26, 15, c)
    for x in (620, 1300):
        s.path(polygon((x - 26, 960), (x + 26, 960), (x + 20, 1050), (x - 20, 1050)), "#CFE3E2", .85)


def wedding(s):
    sky(s, "#8CBFC8", "#F8E9CC", 900)
    glow(s, 420, 300, 620, "#FFF3CC", .85)
    s.rect(250, 330, 1420, 800, s.linear((250, 330), (1670, 1130), (0, "#E9C58F"), (1, "#BE8F58")))
    s.path(polygon((210, 330), (960, 110), (1710, 330)), s.linear((210, 110), (1710, 330), (0, "#41606B"), (1, "#24404C")))
    s.circle(960, 250, 52, PAPER)
    s.line("M960 250V218M960 250L984 262", INK, 8)
    for x in (380, 600, 1220, 1440):
        s.rect(x - 8, 440, 116, 316, PAPER)
        s.rect(x, 448, 100, 300, "#9CC3C4")
        s.rect(x + 46, 448, 8, 300, PAPER)
    s.path("M800 1130V560Q800 400 960 400T1120 560V1130z", PAPER)
    s.path("M830 1130V570Q830 432 960 432T1090 570V1130z", s.shade(830, 432, 260, 700, BALTIC[1]))
    for k in range(3):
        s.rect(560 - 90 * k, 1090 + 62 * k, 800 + 180 * k, 66, s.linear((500, 0), (1420, 0), (0, "#FBF1DC"), (1, "#C9BB9E")), 5)
    s.rect(0, 1276, W, 170, "#CDBE9F")
    crown(s, 120, 1290, 720, GREEN[2])
    crown(s, 1800, 1290, 660, GREEN[2])
    person(s, 860, 1280, 720, "#34596A", 3, 1, "short", 1, legs="#24404C", step=.1, reach=(972, 950))
    person(s, 1080, 1280, 680, PAPER, 1, 0, "long", -1, legs="#E9DCC2", step=.1, reach=(980, 960))
    s.path(polygon((1010, 980), (1150, 980), (1240, 1270), (940, 1270)), s.linear((940, 980), (1240, 1270), (0, "#FFFDF6"), (1, "#E5D9C3")))
    for x, y, c in ((952, 930, BRICK), (990, 915, AMBER), (970, 900, "#E9A0A0"), (1004, 945, BRICK), (940, 905, AMBER)):
        s.circle(x, y, 24, c)
    for x, y, c in ((640, 620, AMBER), (720, 780, BRICK), (1240, 640, PAPER), (1330, 820, AMBER), (1200, 500, BRICK), (560, 860, PAPER), (700, 500, PAPER), (1400, 960, BRICK), (600, 1010, AMBER), (820, 420, AMBER), (1120, 400, PAPER), (1290, 1040, PAPER)):
        s.ellipse(x, y, 13, 9, c)


def kitchen(s):
    room(s, 1180, ("#E4EDE6", "#9CC3BE"), "#C79D68")
    pane(s, 750, 170, 430, 400)
    for x in (150, 1280):
        s.rect(x, 150, 500, 320, s.shade(x, 150, 500, 320, "#D8A262"), 10)
        s.rect(x + 246, 160, 8, 300, dark("#D8A262", .4), opacity=.5)
        s.circle(x + 222, 420, 10, PAPER)
        s.circle(x + 278, 420, 10, PAPER)
    person(s, 740, 1330, 960, BRICK, 1, 0, "short", 1, step=.05, reach=(930, 810), shadow=0)
    person(s, 1200, 1330, 900, AMBER, 2, 1, "bun", -1, step=.05, reach=(1040, 830), shadow=0)
    s.rect(60, 870, 1800, 46, s.linear((60, 0), (1860, 0), (0, "#FBF1DC"), (1, "#BFA67C")), 10)
    s.rect(90, 916, 1740, 480, s.linear((90, 916), (1830, 1396), (0, BALTIC[2]), (1, BALTIC[0])))
    for x in (440, 880, 1320):
        s.rect(x, 930, 6, 460, BALTIC[0], opacity=.6)
        s.rect(x - 150, 976, 90, 14, AMBER, 7)
    s.path("M900 720H1100V830Q1100 870 1060 870H940Q900 870 900 830z", s.shade(900, 720, 200, 150, WINE))
    s.ellipse(1000, 722, 106, 20, dark(WINE, .3))
    s.rect(862, 760, 40, 18, INK, 8)
    s.rect(1098, 760, 40, 18, INK, 8)
    s.line("M960 680q-22-40 0-80t0-70M1040 680q-22-40 0-80t0-70", "#FFFFFF", 10, .6)
    s.rect(420, 836, 250, 34, "#A9794A", 12)
    for x, c in ((470, GREEN[3]), (530, BRICK), (590, AMBER)):
        s.circle(x, 810, 36, s.shade(x - 36, 774, 72, 72, c))
    potted(s, 1560, 870, 220, GREEN[3], PAPER)
    s.path("M1380 870L1400 690H1450L1470 870z", "#CFE3E2", .9)


def dorm(s):
    room(s, 1110, ("#DCE8E4", "#8EB4B4"), "#B98B5C")
    pane(s, 790, 160, 420, 480)
    frame(s, 1400, 230, 230, 290, BALTIC[1])
    s.rect(110, 790, 36, 480, "#7C5836", 10)
    s.rect(120, 930, 640, 110, s.shade(120, 930, 640, 110, PAPER), 30)
    s.rect(120, 1010, 640, 130, s.linear((120, 1010), (760, 1140), (0, BRICK), (1, WINE)), 20)
    s.rect(120, 1120, 660, 56, "#A9794A", 10)
    s.rect(150, 866, 210, 110, PAPER, 40)
    s.rect(734, 1170, 30, 100, "#7C5836", 6)
    s.rect(150, 380, 420, 22, "#A9794A")
    for k, c in enumerate((BALTIC[2], AMBER, BRICK, PAPER, GREEN[2], WINE, BALTIC[3])):
        s.rect(180 + 44 * k, 262 + 12 * (k % 3), 38, 118 - 12 * (k % 3), c, 4)
    table(s, 880, 880, 880, 400)
    chair(s, 1060, 1040, 820, BALTIC[3], 1)
    seated(s, 1060, 1040, 820, GREEN[3], 0, 2, "long", 1, "#34596A", hand=(1270, 866))
    s.path(polygon((1290, 870), (1330, 690), (1560, 690), (1540, 870)), "#2B3F4A")
    s.path(polygon((1310, 856), (1345, 704), (1544, 704), (1526, 856)), s.linear((1310, 704), (1544, 856), (0, "#D6E8E2"), (1, BALTIC[4])))
    s.rect(1230, 864, 330, 18, "#23343B", 8)
    s.line("M1690 880V690L1610 620", INK, 12)
    glow(s, 1590, 660, 220, "#FFE1A0", .7)
    s.path(polygon((1540, 660), (1590, 590), (1650, 640), (1620, 690)), BRICK)
    s.rect(1350, 1200, 260, 90, s.shade(1350, 1200, 260, 90, WINE), 26)
    s.line("M1420 1200Q1420 1140 1480 1140T1540 1200", INK, 12)
