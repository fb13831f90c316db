"""Writes the scenes as SVG beside this folder: python3 assets/source/draw.py [NAME…]"""

import pathlib
import sys

import errands
import grounds
import homes
import indoors
import kit
import nature
import streets
import together
import trades

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

SMALL_MAX = 12 * 1024
# On whole pixels, and none larger.
SMALL = {
    "arrival": homes.arrival,
    "calendar": homes.calendar,
    "settled": homes.settled,
    "keys": homes.keys,
    "nursery": homes.nursery,
    "grandparent": homes.grandparent,
    "dinner": homes.dinner,
    "wedding": homes.wedding,
    "kitchen": homes.kitchen,
    "dorm": homes.dorm,
    "passport": errands.passport,
    "payslip": errands.payslip,
    "wallet": errands.wallet,
    "ambulance": errands.ambulance,
    "doctor": errands.doctor,
    "loan": errands.loan,
    "newspapers": errands.newspapers,
    "ballot": errands.ballot,
    "driving": errands.driving,
    "bus": errands.bus,
    "walk": together.walk,
    "garden": together.garden,
    "football": together.football,
    "games": together.games,
    "concert": together.concert,
    "bunting": together.bunting,
    "globe": together.globe,
    "cinema": together.cinema,
    "picnic": together.picnic,
    "office": trades.office,
    "interview": trades.interview,
    "care": trades.care,
    "workshop": trades.workshop,
    "shop": trades.shop,
    "meeting": trades.meeting,
    "barista": trades.barista,
    "plane": trades.plane,
    "campus": trades.campus,
    "library-front": trades.library_front,
    "show-us": trades.show_us,
    "hall": trades.hall,
    "handshake": trades.handshake,
    "meeting-room": trades.meeting_room,
    "dog": together.dog,
    "farewell": together.farewell,
}


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent
    for seed, (name, draw) in enumerate((SCENES | SMALL).items(), 1):
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        scene = kit.Scene(seed)
        draw(scene)
        if name in SMALL:
            scene.whole()
        text = scene.svg()
        if name in SMALL and len(text) > SMALL_MAX:
            sys.exit(f"{name}: {len(text)} bytes, at most {SMALL_MAX}")
        (folder / f"{name}.svg").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
