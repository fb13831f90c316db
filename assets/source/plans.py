#!/usr/bin/env python3
"""Writes the plans of the default site's two houses, as they might be: python3 assets/source/plans.py. No letters, which no language could
change; the real plans are the municipality's."""
import os

WIDTH, HEIGHT = 1600, 1000
PAPER, FLOOR, WALL = "#FFFFFF", "#F1ECDF", "#13262E"
ROOM, WATER, GREEN, SAND, STEP = "#DCE8E6", "#CFE0EA", "#DDE8D2", "#F3E3C3", "#C9C3B4"


def rect(x, y, w, h, fill, stroke=None, line=0, round_by=0):
    edge = f' stroke="{stroke}" stroke-width="{line}"' if stroke else ""
    corner = f' rx="{round_by}"' if round_by else ""
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"{corner}{edge}/>'


def room(x, y, w, h, fill=ROOM, door=None):
    """A room with walls, and a gap in one of them: door = (side, from, to) in px along that wall."""
    parts = [rect(x, y, w, h, fill, WALL, 10)]
    if door:
        side, start, end = door
        parts.append({"s": lambda: rect(start, y + h - 8, end - start, 16, FLOOR), "n": lambda: rect(start, y - 8, end - start, 16, FLOOR),
                      "e": lambda: rect(x + w - 8, start, 16, end - start, FLOOR), "w": lambda: rect(x - 8, start, 16, end - start, FLOOR)}[side]())
    return parts


def house(*rooms, entrance=None):
    parts = [rect(0, 0, WIDTH, HEIGHT, PAPER), rect(80, 80, 1440, 840, FLOOR, WALL, 16)]
    for one in rooms:
        parts += one
    if entrance:
        parts.append(rect(entrance[0], 910, entrance[1] - entrance[0], 20, FLOOR))
        middle = (entrance[0] + entrance[1]) // 2
        parts.append(f'<path d="M{middle - 34} 986 L{middle} 946 L{middle + 34} 986 Z" fill="{WALL}"/>')
    return parts


def desk(x, y, w, h):
    return [rect(x, y, w, h, SAND, WALL, 6, 18)]


def stairs(x, y, w, h):
    return [rect(x, y, w, h, STEP, WALL, 10)] + [rect(x + w * i // 7, y + 5, 4, h - 10, WALL) for i in range(1, 7)]


def seats(*places):
    return [f'<circle cx="{x}" cy="{y}" r="20" fill="{STEP}"/>' for x, y in places]


def shelves(x, y, w, count, step=56):
    return [rect(x, y + i * step, w, 22, STEP, None, 0, 6) for i in range(count)]


PLANS = {
    "plan-town-hall-0": house(
        room(80, 80, 540, 420, ROOM, ("s", 300, 404)), room(620, 80, 226, 420, SAND, ("s", 690, 766)),
        room(846, 80, 214, 420, WATER, ("s", 914, 990)), room(1060, 80, 460, 420, GREEN, ("s", 1228, 1332)),
        desk(140, 340, 130, 60), desk(430, 340, 130, 60), desk(1120, 340, 110, 60), desk(1350, 340, 110, 60),
        desk(700, 700, 60, 60), desk(840, 700, 60, 60), room(1376, 600, 144, 120, WATER, ("w", 630, 690)), stairs(1376, 730, 144, 120),
        seats((150, 650), (210, 650), (150, 790), (210, 790), (150, 850), (210, 850)), entrance=(730, 870)),
    "plan-town-hall-1": house(
        room(80, 80, 700, 560, GREEN, ("s", 356, 476)), room(780, 80, 250, 560, SAND, ("s", 940, 1010)),
        room(1030, 80, 250, 560, SAND, ("s", 1080, 1150)), room(1280, 80, 240, 400, ROOM),
        seats((200, 220), (300, 190), (416, 180), (532, 190), (632, 220)), desk(306, 480, 220, 60),
        room(1376, 600, 144, 120, WATER, ("w", 630, 690)), stairs(1376, 730, 144, 120)),
    "plan-library-0": house(
        room(80, 80, 400, 380, GREEN, ("e", 250, 350)), room(560, 80, 190, 200, WATER, ("s", 610, 700)),
        shelves(160, 150, 180, 3), desk(720, 600, 160, 60), room(80, 540, 330, 200, SAND, ("e", 600, 690)),
        room(80, 740, 330, 180, ROOM, ("e", 780, 850)), desk(870, 150, 180, 50), shelves(1200, 150, 250, 2),
        shelves(560, 390, 150, 2), shelves(900, 390, 170, 2), shelves(1230, 560, 230, 2), desk(1270, 780, 160, 50),
        seats((150, 620), (210, 660), (150, 860), (250, 870), (1300, 270), (1380, 270)), entrance=(730, 870)),
}

if __name__ == "__main__":
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    for name, parts in PLANS.items():
        with open(os.path.join(folder, name + ".svg"), "w", encoding="utf-8") as out:
            out.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="1480" height="940" viewBox="60 60 1480 940">\n')
            out.write("\n".join(parts) + "\n</svg>\n")
