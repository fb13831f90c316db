"""Writes the scenes as SVG beside this folder: python3 assets/source/draw.py [NAME…]"""

import pathlib
import sys

import grounds
import indoors
import kit
import nature
import streets

SCENES = {
    "town-hall": streets.town_hall,
    "morning": nature.morning,
    "bridge": nature.bridge,
    "forest": nature.forest,
    "lake": nature.lake,
    "evening": streets.evening,
    "letterbox": nature.letterbox,
    "station": streets.station,
    "school": grounds.school,
    "rain": streets.rain,
    "arena": grounds.arena,
    "recycling": grounds.recycling,
    "moving": streets.moving,
    "map": streets.town_map,
    "playground": grounds.playground,
    "shelves": indoors.shelves,
    "reading": indoors.reading,
    "citizen-service": indoors.citizen_service,
    "phone": indoors.phone,
    "cafe": indoors.cafe,
    "health-card": indoors.health_card,
    "desk": indoors.desk,
    "lesson": indoors.lesson,
}


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent
    for seed, (name, draw) in enumerate(SCENES.items(), 1):
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        scene = kit.Scene(seed)
        draw(scene)
        (folder / f"{name}.svg").write_text(scene.svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
