"""Scenes of places to play, learn, race and sort."""

import math

from kit import *


def school(s):
    sky(s, "#8EC4CB", "#F5EBCF", 760)
    glow(s, 360, 240, 640, "#FFF4CF", .85)
    s.layer("clouds")
    for x, y, w in ((880, 230, 420), (1340, 330, 420)):
        cloud(s, x, y, w, "#FFFDF6", .75)
    s.layer("trees")
    land(s, 740, 20, mix(GREEN[4], "#C7DCD6", .5), 4)
    for i in range(12):
        tree(s, i * 175, 850, 260 + 40 * (i % 3), mix(GREEN[3], "#A9CFC8", .3), seed=i + 4)
    s.layer("house")
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
    s.layer("yard")
    s.rect(0, 905, W, H - 905, s.linear((0, 905), (0, H), (0, "#D9CDB6"), (1, "#B5A68B")))
    land(s, 960, 14, s.linear((0, 940), (0, H), (0, GREEN[4]), (1, GREEN[3])), 8, x1=520)
    s.path(f"M560 905Q430 1120 520 {H}H{W}V905z", s.linear((0, 905), (0, H), (0, "#E4D8C0"), (1, "#BBAA8C")))
    s.group("matrix(1 0 -.35 .5 640 1130)")
    for i, (cx, cy) in enumerate(((0, 0), (110, 0), (220, -58), (220, 58), (330, 0), (440, -58), (440, 58), (550, 0))):
        s.rect(cx + 300, cy + 110, 104, 110, (AMBER, BRICK, BALTIC[3], PAPER)[i % 4], 8, .75)
    s.end()
    s.layer("tree")
    tree(s, 420, 1060, 900, GREEN[2], seed=21)
    s.path(polygon((430, 1060), (720, 1090), (1150, 1130), (900, 1160), (560, 1120)), INK, .08)
    s.rect(290, 1076, 260, 22, s.shade(290, 1076, 260, 22, "#B98A57"), 6)
    s.line("M316 1090V1140M524 1090V1140", INK, 10)
    s.layer("people")
    for x, y, h, c, sk, ha, st, f, step in ((760, 1030, 150, BALTIC[2], 2, 1, "short", 1, .9), (1330, 1010, 140, PAPER, 0, 3, "bun", -1, 1.0),
                                            (880, 1180, 205, AMBER, 0, 2, "long", 1, .8), (1150, 1190, 210, BRICK, 3, 1, "short", -1, .9),
                                            (1010, 1020, 190, GREEN[2], 1, 0, "scarf", 1, .2), (1480, 1160, 190, BALTIC[3], 1, 0, "long", -1, .5)):
        person(s, x, y, h, c, sk, ha, st, f, step=step)
    s.layer("ball")
    s.circle(1018, 1112, 22, s.radial((1010, 1104), 30, (0, "#FFFFFF"), (1, "#C9BFAE")))
    s.path("M1002 1100l14-8l14 10l-6 16h-16z", INK)
    s.ellipse(1040, 1196, 26, 6, INK, .18)
    s.layer("near")
    tree(s, 1840, 1180, 760, GREEN[2], seed=37)
    grass(s, -20, 420, 1450, 200, GREEN[2], 80, 5)


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


def racer(s, x, y, r, coat, skin, helmet, turn=None):
    """On the track, riding to the right; `turn` as kit.cyclist's."""
    hip, shoulder, hand = (x - r * .5, y - r * 2.35), (x + r * .75, y - r * 2.75), (x + r * 1.05, y - r * 1.85)
    knees, feet = ((x + r * .15, y - r * 1.9), (x + r * .38, y - r * 1.85)), ((x - r * .25, y - r * .8), (x + r * .05, y - r * 1.15))
    if turn is not None:
        way = [(math.cos(turn + half), math.sin(turn + half)) for half in (math.pi, 0)]
        knees = [(x + r * (.28 + .12 * a), y - r * (1.85 - .16 * b)) for a, b in way]
        feet = [(x + r * (.24 * a - .1), y - r * (.95 - .24 * b)) for a, b in way]
    s.line(f"M{points(hip)}L{points(knees[0], feet[0])}", dark(coat, .5), r * .3)
    for wx in (x - r * 1.25, x + r * 1.25):
        s.circle(wx, y - r, r * .98, INK)
        s.circle(wx, y - r, r * .88, s.radial((wx - r * .3, y - r * 1.3), r * 1.3, (0, "#F4EEDF"), (1, "#8FA3A5")))
        s.circle(wx, y - r, r * .1, INK)
    s.line(f"M{points((x - r * 1.25, y - r))}L{points((x - r * .1, y - r * .95), (x + r * .95, y - r * 1.85), (x - r * .5, y - r * 2.05), (x - r * .1, y - r * .95))}M{points((x + r * .9, y - r * 1.9))}L{points((x + r * 1.25, y - r))}", helmet, r * .13)
    s.line(f"M{points((x + r * .88, y - r * 1.95))}L{points((x + r * 1.18, y - r * 1.9), (x + r * 1.02, y - r * 1.66))}", INK, r * .1)
    s.line(f"M{points(hip)}L{points(knees[1], feet[1])}", "#1C3038", r * .33)
    shin = (x + r * .22, y - r * 1.5) if turn is None else ((knees[1][0] + feet[1][0]) / 2, (knees[1][1] + feet[1][1]) / 2)
    s.line(f"M{points(shin)}L{points((feet[1][0], feet[1][1] + r * .05))}", skin, r * .22)
    s.path(f"M{points((hip[0] - r * .32, hip[1] + r * .12))}C{points((hip[0] - r * .2, hip[1] - r * .6), (shoulder[0] - r * .6, shoulder[1] - r * .5), (shoulder[0] + r * .12, shoulder[1] - r * .22))}"
           f"Q{points((shoulder[0] + r * .28, shoulder[1] + r * .12), (shoulder[0], shoulder[1] + r * .32))}C{points((shoulder[0] - r * .5, shoulder[1] + r * .36), (hip[0] + r * .4, hip[1] + r * .2), (hip[0] + r * .3, hip[1] + r * .3))}z",
           s.shade(hip[0], shoulder[1] - r * .3, r * 1.4, r, coat, .2))
    s.line(f"M{points((shoulder[0] - r * .02, shoulder[1] + r * .1))}L{points((x + r * .7, y - r * 2.15), hand)}", skin, r * .2)
    s.circle(shoulder[0] + r * .4, shoulder[1] - r * .18, r * .27, skin)
    s.path(f"M{points((shoulder[0] - r * .12, shoulder[1] - r * .1))}C{points((shoulder[0] + r * .05, shoulder[1] - r * .72), (shoulder[0] + r * .7, shoulder[1] - r * .62), (shoulder[0] + r * .74, shoulder[1] - r * .2))}Q{points((shoulder[0] + r * .3, shoulder[1] - r * .3), (shoulder[0] - r * .12, shoulder[1] - r * .1))}z", helmet)


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
    s.layer("crowd")
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

    s.layer("track")
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
    s.layer("riders")
    for x, y, r, angle, coat, sk, helmet in ((470, 980, 66, -6, AMBER, 1, PAPER), (800, 985, 76, -2, BRICK, 3, AMBER), (1200, 1060, 90, 7, BALTIC[1], 0, BRICK)):
        s.group(f"rotate({angle} {x} {y})")
        s.path(polygon((x - r * 2, y), (x + r * 2, y), (x + r * 3.2, y + r * .5), (x - r * .6, y + r * .5)), INK, .22)
        racer(s, x, y, r, coat, SKIN[sk], helmet)
        s.end()
    s.layer("light")
    for i in range(26):
        y, x = s.random.uniform(740, 1150), s.random.uniform(40, 700)
        s.line(f"M{points((x, y))}l{points((s.random.uniform(60, 180), -12))}", "#FFF4D8", 3, .4)
