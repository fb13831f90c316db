"""Writes the scenes as SVG beside this folder: python3 assets/source/draw.py [NAME…]"""

import pathlib
import sys

import indoors
import kit
import outdoors

SCENES = {
    "town-hall": outdoors.town_hall,
    "morning": outdoors.morning,
    "bridge": outdoors.bridge,
    "forest": outdoors.forest,
    "lake": outdoors.lake,
    "evening": outdoors.evening,
    "letterbox": outdoors.letterbox,
    "station": outdoors.station,
    "school": outdoors.school,
    "rain": outdoors.rain,
    "arena": outdoors.arena,
    "recycling": outdoors.recycling,
    "moving": outdoors.moving,
    "map": outdoors.town_map,
    "playground": outdoors.playground,
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
