"""Scenes of work, of visits and of the public's houses."""

from kit import *
from rooms import *


def laptop(s, x, y, w, facing=1):
    """From the side and a little behind, standing at (x, y)."""
    f = facing
    s.path(polygon((x, y - w * .06), (x + f * w * .18, y - w * .8), (x + f * w * 1.1, y - w * .8), (x + f * w * 1.0, y - w * .06)), "#2B3F4A")
    s.path(polygon((x + f * w * .06, y - w * .1), (x + f * w * .22, y - w * .74), (x + f * w * 1.04, y - w * .74), (x + f * w * .95, y - w * .1)), BALTIC[5])
    s.rect(min(x - f * w * .3, x + f * w), y - w * .07, w * 1.3, w * .07, "#23343B", 6)


def office(s):
    room(s, 1120, ("#E2ECE8", "#9DBDBB"), "#B98B5C")
    pane(s, 560, 150, 800, 440, 3, 1)
    s.rect(1480, 230, 290, 380, s.shade(1480, 230, 290, 380, "#F6EBD0", .08), 10)
    for k, c in enumerate((AMBER, BRICK, BALTIC[3], GREEN[3], AMBER, PAPER)):
        s.rect(1510 + 120 * (k % 2), 260 + 110 * (k // 2), 96, 84, c, 4)
    lamp(s, 660, 260, 80, BALTIC[1])
    lamp(s, 1260, 260, 80, BALTIC[1])
    chair(s, 640, 1020, 940, BRICK, 1)
    seated(s, 640, 1020, 940, AMBER, 1, 1, "scarf", 1, "#34596A", hand=(820, 866))
    chair(s, 1290, 1020, 960, BALTIC[3], -1)
    seated(s, 1290, 1020, 960, GREEN[3], 3, 1, "short", -1, "#3A4E57", hand=(1100, 866))
    table(s, 700, 880, 530, 410)
    laptop(s, 830, 880, 150)
    laptop(s, 1100, 880, 150, -1)
    potted(s, 240, 1290, 560, GREEN[2], BALTIC[2])
    s.rect(1600, 900, 250, 390, s.shade(1600, 900, 250, 390, "#D8C6A4"), 12)
    for y in (930, 1050, 1170):
        s.rect(1624, y, 202, 100, "#C4AE86", 8)
        s.rect(1690, y + 40, 70, 14, INK, 7, .6)
    potted(s, 1720, 900, 170, GREEN[3], PAPER)


def interview(s):
    room(s, 1120, ("#F3E6CB", "#CDB48C"), "#A9794A")
    pane(s, 700, 160, 520, 480, 2, 1)
    frame(s, 300, 250, 230, 280, BALTIC[1])
    chair(s, 640, 1020, 960, BALTIC[2], 1)
    seated(s, 640, 1020, 960, BRICK, 2, 1, "bun", 1, "#34596A", hand=(830, 850))
    chair(s, 1290, 1020, 980, BALTIC[2], -1)
    seated(s, 1290, 1020, 980, "#3A5E6B", 0, 4, "short", -1, "#24404C", hand=(1110, 846))
    table(s, 700, 880, 530, 410, "#C99A62")
    s.path(polygon((880, 880), (905, 856), (1050, 856), (1035, 880)), "#FFFDF4")
    s.line("M925 866H1020M918 873H990", "#8FA3A5", 5)
    cup(s, 780, 880, 60, PAPER)
    cup(s, 1150, 880, 60, AMBER)
    potted(s, 1690, 1290, 520, GREEN[2], PAPER)
    s.group("translate(0 -226)")
    for x, c, kind in ((820, BALTIC[2], 0), (1110, AMBER, 1)):
        s.path(f"M{x - 120} 480Q{x - 120} 440 {x - 80} 440H{x + 80}Q{x + 120} 440 {x + 120} 480V570Q{x + 120} 610 {x + 80} 610H{x + (30 if kind else -10)}L{x + (60 if kind else -60)} 670L{x + (-20 if kind else -60)} 610Q{x - 120} 610 {x - 120} 570z", s.shade(x - 120, 440, 240, 200, c))
        for k in range(3 if kind else 2):
            if kind:
                s.circle(x - 50 + 50 * k, 525, 15, PAPER)
            else:
                s.rect(x - 76, 486 + 48 * k, 152 - 50 * k, 18, PAPER, 9)
    s.end()


def care(s):
    sky(s, "#8CBFC8", "#F8ECCB", 900)
    glow(s, 460, 300, 600, "#FFF3CC", .9)
    cloud(s, 1150, 200, 440, "#FFFDF6", .7)
    hedge(s, 890, mix(GREEN[3], "#BFD8D2", .3), 150)
    land(s, 880, 10, GREEN[4], 2)
    s.path("M0 1180Q960 1080 1920 1150V1440H0z", s.linear((0, 1120), (0, H), (0, "#EAD7B7"), (1, "#C9AE85")))
    crown(s, 240, 1130, 760, GREEN[2])
    crown(s, 1700, 1090, 560, GREEN[2])
    person(s, 700, 1350, 840, BALTIC[3], 3, 1, "short", 1, legs=PAPER, step=.4, reach=(880, 940))
    s.ellipse(1090, 1350, 330, 24, INK, .22)
    s.line("M870 940H930V1190", INK, 20)
    s.ring(1000, 1210, 130, INK, 20)
    for a in range(4):
        s.group(f"rotate({45 * a} 1000 1210)")
        s.line("M880 1210H1120", STONE, 5, .8)
        s.end()
    s.rect(920, 1080, 330, 30, "#24404C", 12)
    s.rect(920, 840, 40, 260, BRICK, 18)
    seated(s, 1030, 1090, 880, AMBER, 0, 4, "bun", 1, "#5A4636", hand=(1170, 990), shin=.22)
    s.path("M950 1000Q1080 960 1240 1010L1270 1180Q1100 1130 960 1110z", s.shade(950, 980, 320, 200, WINE))
    s.line("M1000 1010L1240 1120M960 1070L1200 1030", AMBER, 7, .7)
    s.line("M1250 1100L1290 1290H1380", INK, 18)
    s.circle(1290, 1300, 46, INK)
    s.circle(1290, 1300, 22, STONE)
    birds(s, 1330, 470, 26, 4, "#3A4E57")


def workshop(s):
    room(s, 1120, ("#E6DCC6", "#B9A57E"), "#8F7350")
    s.rect(430, 170, 1060, 430, s.shade(430, 170, 1060, 430, "#D2A468", .12), 10)
    for x, kind in ((540, 0), (690, 1), (840, 0), (1000, 2), (1180, 1), (1340, 2)):
        if kind == 0:
            s.rect(x - 12, 300, 24, 220, WINE, 8)
            s.path(polygon((x - 74, 236), (x + 74, 236), (x + 74, 306), (x - 50, 306)), "#54666C")
        elif kind == 1:
            s.rect(x - 10, 340, 20, 190, "#8FA0A4", 8)
            s.ring(x, 290, 46, "#8FA0A4", 26)
            s.path(polygon((x - 20, 220), (x + 20, 220), (x + 14, 286), (x - 14, 286)), "#D2A468")
        else:
            s.path(f"M{x - 80} 270H{x - 20}L{x + 90} 500L{x - 60} 330z", "#C9D2D2")
            s.rect(x - 100, 240, 90, 90, BRICK, 24)
    person(s, 700, 1340, 900, BALTIC[2], 0, 4, "short", 1, legs="#34596A", step=.1, reach=(930, 830), shadow=0)
    person(s, 1240, 1340, 840, AMBER, 2, 1, "bun", -1, legs="#34596A", step=.1, reach=(1070, 850), shadow=0)
    s.rect(280, 880, 1360, 60, s.linear((280, 0), (1640, 0), (0, "#E9C58F"), (1, "#A97845")), 12)
    s.rect(330, 940, 1260, 400, s.linear((330, 940), (1590, 1340), (0, "#A9794A"), (1, "#6B4A2B")), 8)
    for k in range(3):
        s.rect(380 + 410 * k, 990, 350, 120, "#C99A62", 8)
        s.rect(500 + 410 * k, 1038, 110, 20, INK, 10, .7)
    s.path(polygon((820, 880), (860, 800), (1180, 800), (1150, 880)), s.shade(820, 800, 360, 80, "#F1DDB8"))
    s.rect(930, 792, 140, 34, "#2B3F4A", 10)
    s.rect(960, 770, 90, 30, BRICK, 14)
    s.path("M1170 840q40-40 70 0t60-6t40 20", "none", stroke="#F6E4C0", stroke_width=12, stroke_linecap="round")
    s.rect(420, 770, 80, 110, BRICK, 8)
    for k, c in enumerate((AMBER, BALTIC[2], INK)):
        s.rect(432 + 22 * k, 690 + 20 * (k % 2), 14, 100, c, 5)
    s.rect(1440, 800, 150, 80, BALTIC[2], 8)
    s.line("M1470 800Q1515 740 1560 800", INK, 12)


def shop(s):
    sky(s, "#8FC0C6", "#F8E7C4", 700)
    s.rect(0, 120, W, 1060, s.linear((0, 120), (W, 1180), (0, "#E7C79A"), (1, "#B98B5C")))
    for x in (230, 640, 1050, 1460):
        s.rect(x - 10, 210, 200, 240, PAPER)
        s.rect(x, 220, 180, 220, "#9CC3C4")
        s.rect(x + 84, 220, 12, 220, PAPER)
    s.rect(190, 560, 1540, 640, s.linear((190, 560), (1730, 1200), (0, BALTIC[2]), (1, BALTIC[0])), 8)
    s.rect(250, 700, 560, 420, s.linear((250, 700), (810, 1120), (0, "#FFF0C2"), (1, "#E9B65E")))
    s.rect(1110, 700, 560, 420, s.linear((1110, 700), (1670, 1120), (0, "#FFF0C2"), (1, "#E9B65E")))
    s.rect(840, 690, 240, 510, PAPER)
    s.rect(860, 710, 200, 490, s.linear((860, 710), (1060, 1200), (0, "#FFE9B4"), (1, "#D99A44")))
    for k in range(11):
        x = 160 + 146 * k
        s.path(f"M{x} 540H{x + 146}V660Q{x + 73} 740 {x} 660z", (BRICK, PAPER)[k % 2])
    s.rect(150, 516, 1626, 40, WINE, 8)
    for y in (880, 1120):
        s.rect(250, y, 560, 16, "#A9794A")
        s.rect(1110, y, 560, 16, "#A9794A")
    for k, c in enumerate((BRICK, GREEN[3], PAPER, AMBER)):
        x = 290 + 130 * k
        s.path(polygon((x, 880), (x + 12, 790 - 14 * (k % 2)), (x + 68, 790 - 14 * (k % 2)), (x + 80, 880)), c)
        s.rect(x + 4, 1030, 72, 90, (AMBER, BRICK, BALTIC[3], WINE)[k], 10)
        s.circle(1170 + 140 * k, 1076, 46, s.shade(1124 + 140 * k, 1030, 92, 92, "#C58B45"))
        s.rect(1136 + 138 * k, 800, 70, 80, c, 8)
    s.rect(0, 1196, W, 244, s.linear((0, 1196), (0, H), (0, "#E3D6BC"), (1, "#B3A488")))
    s.path(polygon((860, 1200), (1060, 1200), (1180, 1440), (740, 1440)), "#FFE9B4", .35)
    person(s, 960, 1260, 620, PAPER, 2, 1, "scarf", 1, legs="#34596A", step=.05, reach=(1080, 960))
    s.path(polygon((880, 960), (1040, 960), (1050, 1120), (870, 1120)), s.shade(870, 960, 180, 160, BRICK))
    s.line("M1230 1330L1290 1070L1350 1330", "#7C5836", 16)
    s.rect(1236, 1080, 108, 190, INK, 6)
    for k in range(3):
        s.rect(1256, 1110 + 44 * k, 68 - 14 * (k % 2), 12, PAPER, 6, .8)
    person(s, 560, 1370, 600, GREEN[3], 0, 3, "long", 1, step=.5, bag=AMBER)
    potted(s, 780, 1250, 190, GREEN[3], PAPER)


def meeting(s):
    room(s, 1130, ("#E2ECE8", "#98B8B6"), "#A9794A")
    s.rect(430, 150, 760, 500, INK, 14, .25)
    s.rect(420, 140, 760, 500, s.linear((420, 140), (1180, 640), (0, "#FFFDF6"), (1, "#E6EEE8")), 14)
    for k, h in enumerate((120, 190, 150, 260)):
        s.rect(500 + 90 * k, 560 - h, 60, h, (BALTIC[3], BALTIC[3], BALTIC[3], BRICK)[k], 6)
    s.line("M480 562H880", INK, 6)
    s.circle(1020, 330, 110, AMBER)
    s.path("M1020 330V220A110 110 0 0 1 1124 366z", BALTIC[2])
    s.rect(930, 490, 190, 18, "#8FA3A5", 9)
    s.rect(930, 530, 130, 18, "#8FA3A5", 9)
    person(s, 1360, 1180, 900, BRICK, 3, 1, "bun", -1, legs="#24404C", step=.1, reach=(1150, 460), shadow=0)
    for x, coat, skin, hair, style in ((470, AMBER, 0, 3, "short"), (760, GREEN[3], 2, 1, "scarf"), (1060, BALTIC[2], 1, 1, "short")):
        s.group(f"translate({x} 1100)")
        bust(s, 0, 0, 440, coat, skin, hair, style, 1)
        s.end()
    s.path(polygon((300, 1090), (1240, 1090), (1360, 1210), (180, 1210)), s.linear((0, 1090), (0, 1210), (0, "#E9C58F"), (1, "#B98B5C")))
    s.rect(180, 1210, 1180, 60, "#8F6338", 6)
    for x in (480, 790, 1080):
        s.path(polygon((x - 80, 1180), (x - 60, 1140), (x + 70, 1140), (x + 80, 1180)), "#FFFDF4")
    for x, c in ((630, BRICK), (930, AMBER)):
        cup(s, x, 1170, 64, c)
    potted(s, 1690, 1300, 520, GREEN[2], PAPER)
    pane(s, 110, 210, 200, 420, 1, 2)


def barista(s):
    room(s, 1160, ("#F0E0C0", "#C9A97C"), "#8F6338")
    s.rect(1000, 190, 740, 400, s.shade(1000, 190, 740, 400, "#23424D", .12), 14)
    for k, (x, w) in enumerate(((1050, 260), (1050, 200), (1050, 300), (1400, 240), (1400, 280), (1400, 190))):
        s.rect(x, 250 + 100 * (k % 3), w, 20, PAPER, 10, .75)
    s.rect(170, 330, 560, 26, "#A9794A")
    for k, c in enumerate((BRICK, PAPER, BALTIC[3], AMBER)):
        x = 210 + 128 * k
        s.path(polygon((x, 240), (x + 64, 240), (x + 54, 330), (x + 10, 330)), c)
    for x in (560, 960, 1360):
        lamp(s, x, 120, 70, BRICK)
    person(s, 800, 1340, 900, PAPER, 3, 1, "short", 1, legs="#24404C", step=.05, reach=(1010, 830), shadow=0)
    s.path(polygon((720, 700), (880, 700), (900, 1000), (700, 1000)), s.shade(700, 700, 200, 300, BALTIC[2]))
    s.line("M740 700L770 620M860 700L836 620", BALTIC[1], 15)
    s.rect(250, 650, 370, 250, s.linear((250, 650), (620, 900), (0, "#D9E0DC"), (1, "#8FA0A4")), 20)
    s.rect(250, 650, 370, 60, BRICK, 20)
    s.rect(300, 760, 270, 20, INK, 8)
    for x in (350, 480):
        s.rect(x, 780, 50, 26, INK, 6)
        s.rect(x + 2, 842, 46, 48, PAPER, 10)
    s.rect(130, 890, 1330, 50, s.linear((130, 0), (1460, 0), (0, "#F0D9AE"), (1, "#B68A54")), 14)
    s.rect(170, 940, 1250, 430, s.linear((170, 940), (1420, 1370), (0, BALTIC[3]), (1, BALTIC[1])), 8)
    for k in range(4):
        s.rect(320 + 300 * k, 970, 8, 380, BALTIC[0], opacity=.35)
    cup(s, 1050, 890, 84, AMBER)
    s.line("M1040 800q-18-30 0-60t0-50M1070 800q-18-30 0-60t0-50", "#FFFFFF", 7, .7)
    s.path("M1200 890V810Q1290 760 1380 810V890z", "#DDF0F0", .8)
    for x in (1250, 1320):
        s.circle(x, 866, 30, "#C58B45")
    person(s, 1400, 1390, 860, GREEN[3], 0, 2, "long", -1, legs="#34596A", step=.1, reach=(1160, 850), bag=AMBER, shadow=.14)


def plane(s):
    sky(s, "#5F9DB0", "#FBE3B4", 900)
    glow(s, 1340, 620, 620, "#FFF3CC", .9)
    cloud(s, 300, 520, 460, "#FFFDF6", .7)
    cloud(s, 1240, 360, 420, "#FFFDF6", .6)
    s.path("M0 780Q480 700 960 770T1920 730V960H0z", "#A9C9BE")
    s.rect(0, 860, W, 150, s.linear((0, 860), (0, 1010), (0, "#9FB1B2"), (1, "#7F9299")))
    for x in range(60, W, 260):
        s.rect(x, 930, 130, 10, PAPER, 5, .8)
    s.group("rotate(-11 960 480)")
    body = s.linear((520, 400), (520, 570), (0, "#FFFDF6"), (1, "#C9D6D6"))
    s.path("M560 500L420 330H500L650 440z", s.shade(420, 330, 230, 170, BRICK))
    s.path("M500 500Q560 430 700 426H1270Q1400 440 1450 500Q1400 556 1270 560H700Q560 560 500 500z", body)
    s.path("M900 520L720 720H800L1090 530z", s.linear((720, 520), (1090, 720), (0, "#B8C6C8"), (1, "#7F9299")))
    s.path("M960 430L860 300H910L1080 430z", "#A9B8BA")
    for k in range(10):
        s.rect(760 + 52 * k, 468, 26, 34, BALTIC[2], 12)
    s.path("M1340 462Q1390 474 1410 494H1350z", BALTIC[1])
    s.path("M520 520Q560 560 700 560H1270Q1380 556 1430 520Q1380 536 1270 538H700z", BRICK, .85)
    s.end()
    for x in (-14, 620, 1270, 1900):
        s.rect(x, 0, 34, 1080, s.linear((x, 0), (x + 34, 0), (0, "#FDF6E6"), (1, "#CDBE9F")))
    s.rect(0, 1060, W, 40, "#E9DCC2")
    s.rect(0, 1096, W, H, s.linear((0, 1096), (0, H), (0, "#D9C6A0"), (1, "#A98C62")))
    person(s, 880, 1380, 700, AMBER, 1, 1, "bun", 1, legs="#34596A", step=.1, reach=(1010, 1080))
    person(s, 690, 1390, 740, BALTIC[2], 2, 1, "short", 1, legs="#24404C", step=.1, bag=BRICK)
    s.line("M1080 1190V1070H1150V1190", INK, 10)
    s.rect(1040, 1170, 150, 210, s.shade(1040, 1170, 150, 210, WINE), 20)
    for x in (1080, 1140):
        s.rect(x - 5, 1186, 10, 178, dark(WINE, .3), opacity=.6)


def campus(s):
    sky(s, "#7FB6C2", "#FBEBCB", 860)
    glow(s, 360, 280, 600, "#FFF3CC", .9)
    s.layer("houses")
    s.rect(180, 420, 620, 600, s.linear((180, 420), (800, 1020), (0, "#E8927A"), (1, "#A9503F")))
    s.rect(1120, 480, 640, 540, s.linear((1120, 480), (1760, 1020), (0, "#EBD3A4"), (1, "#BE9A68")))
    s.rect(160, 396, 660, 34, "#41606B", 6)
    s.rect(1100, 456, 680, 34, "#41606B", 6)
    for r in range(3):
        s.rect(240, 490 + 170 * r, 500, 96, s.linear((240, 0), (740, 0), (0, "#DDF0F0"), (1, "#8FB7BE")), 6)
        s.rect(1180, 540 + 150 * r, 520, 86, s.linear((1180, 0), (1700, 0), (0, "#DDF0F0"), (1, "#8FB7BE")), 6)
    s.rect(780, 340, 360, 680, s.linear((780, 340), (1140, 1020), (0, "#CFE9EA"), (1, "#6FA0AB")))
    for k in range(1, 4):
        s.rect(780 + 90 * k - 4, 340, 8, 680, PAPER, opacity=.8)
        s.rect(780, 340 + 170 * k, 360, 8, PAPER, opacity=.8)
    s.rect(870, 850, 180, 170, BALTIC[1])
    s.rect(956, 850, 8, 170, PAPER)
    s.layer("lawn")
    land(s, 1016, 4, GREEN[4], 2)
    s.path("M860 1016H1060L1420 1440H500z", s.linear((0, 1016), (0, H), (0, "#EFE3CB"), (1, "#CDBB99")))
    s.layer("trees")
    crown(s, 130, 1120, 640, GREEN[2])
    crown(s, 1790, 1120, 600, GREEN[2])
    s.layer("people")
    person(s, 840, 1330, 600, BRICK, 2, 1, "short", 1, legs="#24404C", step=.6, bag=BALTIC[2])
    person(s, 1060, 1350, 580, AMBER, 0, 3, "long", -1, legs="#34596A", step=.5, bag=GREEN[2])
    person(s, 620, 1290, 540, GREEN[3], 1, 1, "scarf", 1, legs="#3A4E57", step=.3)


def library_front(s):
    sky(s, "#2F6B80", "#F3C98C", 860)
    glow(s, 960, 820, 900, "#FFE1A0", .6)
    cloud(s, 1250, 200, 420, "#F8E3C4", .5)
    s.rect(260, 380, 1400, 720, s.linear((260, 380), (1660, 1100), (0, "#C8694F"), (1, "#8F3A33")))
    s.path(polygon((220, 330), (1700, 330), (1660, 400), (260, 400)), "#24404C")
    for k, x in enumerate((330, 580, 1160, 1410)):
        s.rect(x, 480, 190, 540, s.linear((x, 480), (x, 1020), (0, "#FFEBB8"), (1, "#EDB95F")), 6)
        for r in range(3):
            y = 560 + 150 * r
            s.rect(x, y + 90, 190, 12, "#8F6338")
            for b in range(3):
                h = (70, 56, 80, 62)[(b + r + k) % 4]
                s.rect(x + 18 + 54 * b, y + 90 - h, 44, h, (BALTIC[2], BRICK, GREEN[2], WINE, BALTIC[3])[(b + 2 * r + k) % 5], 3)
    s.rect(810, 460, 310, 640, PAPER)
    s.rect(835, 485, 260, 615, s.linear((835, 485), (1095, 1100), (0, "#FFF3CC"), (1, "#F0BF66")))
    s.rect(958, 640, 14, 460, PAPER)
    s.path("M870 540Q920 510 965 550Q1010 510 1060 540V610Q1010 584 965 620Q920 584 870 610z", BALTIC[2])
    s.line("M965 550V620", PAPER, 6)
    s.rect(0, 1096, W, 344, s.linear((0, 1096), (0, H), (0, "#C9B48C"), (1, "#7E6B4E")))
    s.path(polygon((820, 1100), (1110, 1100), (1380, 1440), (560, 1440)), "#FFE9B4", .4)
    person(s, 860, 1300, 560, BALTIC[2], 1, 1, "scarf", 1, step=.5, bag=BRICK)
    person(s, 1010, 1310, 340, AMBER, 1, 1, "short", 1, step=.5)
    crown(s, 130, 1200, 720, GREEN[1])
    crown(s, 1810, 1180, 640, GREEN[1])


def show_us(s):
    room(s, 1140, ("#F4EAD4", "#D3BE98"), "#C9B08A")
    s.rect(1080, 190, 640, 560, s.linear((1080, 190), (1720, 750), (0, BALTIC[3]), (1, BALTIC[1])), 18)
    for k in range(10):
        s.rect(1108 + 62 * k, 210, 16, 520, BALTIC[0], 8, .22)
    pane(s, 200, 190, 420, 480)
    s.group("translate(1330 860)")
    bust(s, 0, 0, 460, AMBER, 0, 3, "bun", -1)
    s.end()
    s.rect(880, 850, 960, 44, s.linear((880, 0), (1840, 0), (0, "#F0D9AE"), (1, "#B68A54")), 14)
    s.rect(920, 894, 900, 420, s.linear((920, 894), (1820, 1314), (0, "#C99A62"), (1, "#7E5732")), 8)
    for x in range(960, 1800, 90):
        s.rect(x, 906, 6, 396, "#5A3C22", opacity=.35)
    person(s, 690, 1370, 920, GREEN[3], 3, 1, "short", 1, legs="#24404C", step=.1, reach=(930, 760), shadow=.16, bag=BRICK)
    s.group("rotate(6 980 660)")
    s.rect(880, 500, 240, 330, INK, 26, .2)
    s.rect(870, 490, 240, 330, "#23343B", 26)
    s.rect(886, 510, 208, 290, s.linear((886, 510), (1094, 800), (0, "#FFFDF6"), (1, "#E1ECE6")), 12)
    s.path("M910 560Q910 536 934 536H1046Q1070 536 1070 560V620Q1070 644 1046 644H970L940 676V644H934Q910 644 910 620z", BALTIC[2])
    s.rect(934, 564, 112, 16, PAPER, 8)
    s.rect(934, 596, 76, 16, PAPER, 8)
    s.rect(914, 706, 150, 18, "#8FA3A5", 9)
    s.rect(914, 742, 110, 18, "#8FA3A5", 9)
    s.end()
    s.circle(914, 774, 30, SKIN[3])
    potted(s, 1690, 850, 210, GREEN[3], PAPER)
    potted(s, 240, 1330, 480, GREEN[2], BALTIC[2])


def hall(s):
    s.rect(0, 0, W, H, s.linear((0, 0), (0, H), (0, "#F6ECD6"), (1, "#D9C6A0")))
    s.path(polygon((560, 240), (1360, 240), (1360, 960), (560, 960)), s.linear((560, 240), (1360, 960), (0, "#E9F0EA"), (1, "#B9CFC8")))
    s.path(polygon((0, 0), (560, 240), (560, 960), (0, 1260)), s.linear((0, 0), (560, 0), (0, "#EAD7B7"), (1, "#D8C19A")))
    s.path(polygon((1920, 0), (1360, 240), (1360, 960), (1920, 1260)), s.linear((1360, 0), (1920, 0), (0, "#CDB48C"), (1, "#B99C70")))
    s.path(polygon((560, 960), (1360, 960), (1920, 1260), (1920, 1440), (0, 1440), (0, 1260)), s.linear((0, 960), (0, H), (0, "#E6D3AC"), (1, "#AE8C5C")))
    for k in range(7):
        s.rect(700 + 10 * k, 900 - 62 * k, 520 - 20 * k, 64, (PAPER, "#E2D5BC")[k % 2])
    s.rect(770, 260, 380, 210, s.linear((0, 260), (0, 470), (0, "#A9D3D6"), (1, "#F4EFD6")))
    s.rect(955, 260, 10, 210, PAPER)
    s.line("M690 960L780 480M1230 960L1140 480", BALTIC[1], 15)
    for x, dx in ((130, 250), (1540, 250)):
        k = 1 if x < 900 else -1
        y0, y1 = (470, 560) if k > 0 else (560, 470)
        s.path(polygon((x, y0), (x + dx, y1), (x + dx, 1080 if k > 0 else 1150), (x, 1150 if k > 0 else 1080)), s.linear((x, 0), (x + dx, 0), (0, BALTIC[2]), (1, BALTIC[1])))
        s.circle(x + (200 if k > 0 else 50), 830, 13, AMBER)
    s.line("M760 0V96M1160 0V96", INK, 8)
    s.rect(640, 90, 640, 150, s.shade(640, 90, 640, 150, BALTIC[2]), 18)
    s.path("M740 165H690M690 165L716 140M690 165L716 190M1180 165H1230M1230 165L1204 140M1230 165L1204 190M960 200V134M960 134L934 160M960 134L986 160", "none", stroke=PAPER, stroke_width=15, stroke_linecap="round", stroke_linejoin="round")
    s.rect(770, 156, 110, 18, PAPER, 9)
    s.rect(1040, 156, 110, 18, PAPER, 9)
    person(s, 840, 1320, 700, BRICK, 1, 0, "long", 1, legs="#24404C", step=.3, reach=(985, 760), bag=BALTIC[2])
    person(s, 1100, 1290, 640, AMBER, 3, 1, "short", -1, legs="#34596A", step=.2)
    potted(s, 480, 1260, 330, GREEN[2], PAPER)
    potted(s, 1450, 1260, 330, GREEN[2], PAPER)


def handshake(s):
    room(s, 1130, ("#E4EDE6", "#9CC3BE"), "#B98B5C")
    pane(s, 690, 150, 540, 460, 3, 1)
    s.rect(180, 260, 300, 390, s.shade(180, 260, 300, 390, "#FFFDF6", .06), 10)
    for k in range(4):
        s.circle(240, 330 + 84 * k, 24, (GREEN[3], AMBER, BALTIC[3], BRICK)[k])
        s.line(f"M230 {330 + 84 * k}l8 10l14-20", PAPER, 6)
        s.rect(284, 320 + 84 * k, (150, 120, 140, 100)[k], 20, "#9FB3B3", 10)
    s.ellipse(960, 1350, 520, 50, INK, .14)
    person(s, 720, 1350, 960, BALTIC[2], 0, 3, "bun", 1, legs="#24404C", step=.15, reach=(950, 860), shadow=0)
    person(s, 1200, 1350, 980, AMBER, 3, 1, "short", -1, legs="#34596A", step=.15, reach=(970, 868), shadow=0)
    s.circle(960, 866, 36, SKIN[0])
    s.path("M934 872Q960 846 990 866L974 892Q950 900 934 872z", SKIN[3])
    potted(s, 1660, 1310, 560, GREEN[2], BALTIC[2])


def meeting_room(s):
    """The open door of a room where two sit at a table, and somebody on the way in."""
    room(s, 1150, ("#F1E4CC", "#CBB28B"), "#B98B5C")
    s.rect(760, 300, 620, 850, "#E9DCC2", 6)
    s.rect(800, 340, 540, 810, s.linear((800, 340), (1340, 1150), (0, "#DCEBE6"), (1, "#9CC0BC")))
    s.path(polygon((800, 1080), (1340, 1080), (1340, 1150), (800, 1150)), "#A9794A")
    pane(s, 880, 430, 300, 250, 2, 1)
    for x, coat, skin, hair, facing in ((920, GREEN[3], 2, 1, 1), (1240, AMBER, 0, 3, -1)):
        chair(s, x, 970, 460, "#8F6338", facing)
        seated(s, x, 970, 460, coat, skin, hair, "short" if facing < 0 else "bun", facing, hand=(x + facing * 120, 868))
    table(s, 990, 880, 190, 230)
    s.path(polygon((1340, 340), (1640, 250), (1640, 1270), (1340, 1150)), s.linear((1340, 0), (1640, 0), (0, BALTIC[2]), (1, BALTIC[1])))
    s.circle(1590, 780, 16, AMBER)
    s.rect(560, 290, 120, 150, s.shade(560, 290, 120, 150, PAPER, .06), 10)
    s.circle(620, 344, 26, BALTIC[3])
    s.rect(582, 396, 76, 14, "#8FA3A5", 7)
    person(s, 630, 1320, 860, BRICK, 1, 0, "long", 1, legs="#24404C", step=.7, bag=BALTIC[2])
    potted(s, 190, 1270, 470, GREEN[2], PAPER)
