"""Rooms, furniture and trees drawn with few shapes: what the small scenes stand in."""

from kit import *


def room(s, y, wall=("#F3E6CB", "#CDB48C"), ground="#C79D68"):
    """A wall lit from the upper left and a floor that begins at y."""
    s.rect(0, 0, W, y, s.linear((0, 0), (W, y), (0, wall[0]), (1, wall[1])))
    s.rect(0, y, W, H - y, s.linear((0, y), (0, H), (0, light(ground, .24)), (1, dark(ground, .2))))
    for k in range(-5, 6):
        s.line(f"M{960 + k * 210} {y}L{960 + k * 360} {H}", dark(ground, .4), 3, .22, "butt")
    s.rect(0, y - 20, W, 20, light(wall[1], .45))


def pane(s, x, y, w, h, columns=2, rows=2, top="#A9D3D6", low="#F4EFD6", hill=GREEN[4]):
    """A window with some hills and a sun behind it."""
    s.rect(x - 26, y - 26, w + 52, h + 52, "#E9DCC2")
    s.rect(x, y, w, h, s.linear((x, y), (x, y + h), (0, top), (1, low)))
    s.circle(x + w * .3, y + h * .3, min(w, h) * .15, "#FFF7DA", .85)
    s.path(f"M{points((x, y + h * .72))}Q{points((x + w * .3, y + h * .5), (x + w * .55, y + h * .7))}"
           f"T{points((x + w, y + h * .64))}V{number(y + h)}H{number(x)}z", hill, .8)
    s.path(f"M{points((x, y + h * .88))}Q{points((x + w * .35, y + h * .7), (x + w * .7, y + h * .86))}"
           f"T{points((x + w, y + h * .8))}V{number(y + h)}H{number(x)}z", dark(hill, .25), .9)
    for i in range(1, columns):
        s.rect(x + w * i / columns - 6, y, 12, h, "#E9DCC2")
    for i in range(1, rows):
        s.rect(x, y + h * i / rows - 5, w, 10, "#E9DCC2")
    s.rect(x - 44, y + h + 24, w + 88, 22, "#D9C6A0")


def lamp(s, x, y, r, colour):
    """Hangs from the ceiling and shines."""
    s.rect(x - 3, 0, 6, y - r * .9, INK)
    glow(s, x, y + r * .2, r * 4, "#FFE0A0", .5)
    s.path(f"M{points((x - r, y))}C{points((x - r, y - r * 1.3), (x + r, y - r * 1.3), (x + r, y))}z",
           s.shade(x - r, y - r, 2 * r, r, colour))
    s.ellipse(x, y, r, r * .16, "#FFEFC4")


def frame(s, x, y, w, h, colour, inside=PAPER):
    """A picture on the wall: a hill and a sun."""
    s.rect(x, y, w, h, colour, 6)
    s.rect(x + 14, y + 14, w - 28, h - 28, inside)
    s.circle(x + w * .64, y + h * .4, h * .1, AMBER)
    s.path(polygon((x + 14, y + h - 14), (x + w * .4, y + h * .5), (x + w * .7, y + h - 14)), BALTIC[3])


def crown(s, x, y, h, leaf, trunk="#5A4636"):
    """A broad-leaved tree of few shapes, standing at (x, y)."""
    r, top = h * .3, y - h * .66
    s.path(polygon((x - h * .03, y), (x - h * .018, top), (x + h * .018, top), (x + h * .034, y)), dark(trunk, .1))
    fill = s.linear((x - r, top - r), (x + r, top + r), (0, light(leaf, .22)), (.55, leaf), (1, dark(leaf, .34)))
    for dx, dy, k in ((0, 0, .82), (-.62, .2, .5), (.62, .24, .48), (-.36, -.5, .5), (.4, -.46, .48), (0, .4, .5)):
        s.circle(x + dx * r, top + dy * r, k * r, fill)
    for dx, dy in ((-.5, -.5), (-.2, -.2), (-.66, .1), (.1, -.62), (-.3, .28)):
        s.ellipse(x + dx * r, top + dy * r, r * .1, r * .055, light(leaf, .45), .4)


def hedge(s, y, colour, size=90, x0=-40, x1=W + 40):
    """Treetops far away, as one shape that ends at y."""
    d, x, k = f"M{x0} {number(y)}", x0, 0
    while x < x1:
        w, up = size * (1, 1.3, .86, 1.16)[k % 4], size * (.9, .7, 1.05)[k % 3]
        d += f"C{points((x, y - up), (x + w, y - up), (x + w, y - size * .3))}"
        x, k = x + w, k + 1
    s.path(d + f"V{number(y)}z", colour)


def table(s, x, y, w, h, wood="#A9794A"):
    """Seen from the side; (x, y) is the left end of its top."""
    s.rect(x, y, w, 34, s.linear((x, y), (x + w, y), (0, light(wood, .4)), (1, wood)), 12)
    for lx, lean in ((x + w * .07, -14), (x + w * .93, 14)):
        s.line(f"M{points((lx, y + 34))}L{points((lx + lean, y + h))}", dark(wood, .25), 26)
    s.rect(x + 20, y + 34, w - 40, 16, dark(wood, .45), opacity=.5)


def chair(s, x, seat, h, colour, facing=1):
    """From the side, its seat at `seat`; its back is behind who sits."""
    f = facing
    for lx in (x - f * h * .12, x + f * h * .17):
        s.line(f"M{points((lx, seat))}L{points((lx, seat + h * .28))}", dark(colour, .35), h * .026)
    s.line(f"M{points((x - f * h * .14, seat))}L{points((x - f * h * .19, seat - h * .32))}", colour, h * .05)
    s.rect(x - h * .18, seat - h * .005, h * .37, h * .045, light(colour, .1), h * .02)


def seated(s, x, seat, h, coat, skin=0, hair=0, style="short", facing=1, legs="#24404C", hand=None, shin=.27):
    """Someone of h px (standing) who sits at (x, seat) and looks to `facing`; `hand` is where the near hand is."""
    f, hip = facing, (x, seat - h * .035)
    knee, foot = (x + f * h * .23, seat - h * .035), (x + f * h * .235, seat + h * shin - h * .02)
    for shade, off in ((.25, f * h * .04), (0, 0)):
        s.line(f"M{points(hip)}L{points((knee[0] + off, knee[1]), (foot[0] + off, foot[1]))}", dark(legs, shade), h * .08)
        s.path(f"M{points((foot[0] + off - f * h * .035, foot[1] - h * .012))}L{points((foot[0] + off + f * h * .04, foot[1] - h * .012))}"
               f"Q{points((foot[0] + off + f * h * .1, foot[1]), (foot[0] + off + f * h * .1, foot[1] + h * .024))}H{number(foot[0] + off - f * h * .035)}z", dark(INK, .1))
    top = seat - h * .4
    s.path(f"M{points((x - h * .07, top))}C{points((x - h * .14, top + h * .02), (x - h * .12, seat - h * .2), (x - h * .115, seat))}"
           f"Q{points((x, seat + h * .02), (x + h * .115, seat))}C{points((x + h * .12, seat - h * .2), (x + h * .14, top + h * .02), (x + h * .07, top))}z",
           s.shade(x - h * .12, top, h * .24, h * .4, coat, .16))
    hair_colour = HAIR[hair] if isinstance(hair, int) else hair
    head(s, x + f * h * .015, top - h * .1, h * .07, SKIN[skin], hair_colour, style, f)
    s.rect(x - h * .055, top - h * .03, h * .11, h * .045, light(coat, .4), h * .022)
    shoulder, hand = (x + f * h * .05, top + h * .06), hand or (x + f * h * .19, seat - h * .1)
    elbow = (x + f * h * .04 + (hand[0] - x) * .1, max(top + h * .25, (shoulder[1] + hand[1]) / 2 + h * .04))
    s.circle(hand[0], hand[1], h * .028, SKIN[skin])
    s.line(f"M{points(shoulder)}Q{points(elbow, (hand[0] * .93 + elbow[0] * .07, hand[1] * .93 + elbow[1] * .07))}", dark(coat, .12), h * .058)


def board(s, wood="#C99A62"):
    """A table from above."""
    s.rect(0, 0, W, H, s.linear((0, 0), (W, H), (0, light(wood, .34)), (1, dark(wood, .16))))
    for k, y in enumerate((290, 610, 930, 1230)):
        s.rect(0, y, W, 4, dark(wood, .4), opacity=.28)
        s.line(f"M-20 {y - 150}Q500 {y - 176 + 20 * k} 980 {y - 146}T1960 {y - 160}", dark(wood, .35), 3, .16)
    s.path(polygon((0, 0), (700, 0), (0, 900)), "#FFF6E2", .16)


def sheet(s, x, y, w, h, lines=0, ink="#8FA3A5"):
    """Paper on a table, with lines as if written."""
    s.rect(x + 16, y + 18, w, h, INK, 6, .2)
    s.rect(x, y, w, h, s.linear((x, y), (x + w, y + h), (0, "#FFFDF6"), (1, "#EFE6D4")), 6)
    for k in range(lines):
        s.rect(x + w * .1, y + h * (.16 + .74 * k / max(lines, 1)), w * (.8, .66, .74, .5)[k % 4], 10, ink, 5, .7)


def brick_house(s, x, y, w, h, wall, roof, panes=(2, 2)):
    """A house of a row; (x, y) is its lower left corner, h the height of its wall."""
    s.path(polygon((x - 14, y - h), (x + w * .14, y - h * 1.34), (x + w * .86, y - h * 1.34), (x + w + 14, y - h)),
           s.linear((x, y - h * 1.34), (x, y - h), (0, light(roof, .14)), (1, dark(roof, .1))))
    s.rect(x, y - h, w, h, s.linear((x, y - h), (x + w, y), (0, light(wall, .18)), (1, dark(wall, .14))))
    for i in range(panes[0]):
        for j in range(panes[1]):
            px, py = x + w * (i + .5) / panes[0] - w * .09, y - h * .9 + h * .86 * j / panes[1]
            s.rect(px - 7, py - 7, w * .18 + 14, h * .27 + 14, PAPER)
            s.rect(px, py, w * .18, h * .27, "#9CC3C4")
            s.path(polygon((px, py), (px + w * .18, py), (px, py + h * .2)), "#FFFFFF", .28)
            s.rect(px + w * .09 - 3, py, 6, h * .27, PAPER)


def street(s, y, kerb=46, road="#7F9299"):
    """Pavement from y, then a road."""
    s.rect(0, y, W, H - y, s.linear((0, y), (0, H), (0, "#E3D6BC"), (1, "#BDAF95")))
    s.rect(0, y + 130, W, kerb, "#CFC2A8")
    s.rect(0, y + 130 + kerb, W, H, s.linear((0, y + 176), (0, H), (0, road), (1, dark(road, .3))))
    for x in range(-60, W, 340):
        s.rect(x, y + 300, 190, 16, PAPER, 8, .75)


def wheel(s, x, y, r):
    s.circle(x, y, r, INK)
    s.circle(x, y, r * .56, STONE)
    s.circle(x, y, r * .2, dark(STONE, .5))
