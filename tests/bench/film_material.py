"""The film that tests/bench/film and tests/soak/film play, and a site whose screens play it: 1080p30 at 8 Mbit/s, in each frame its number
as a row of blocks, so that whoever looks at the screen knows which frame is on (film_watcher.c)."""
import hashlib
import json
import subprocess
from pathlib import Path

KIOSKCTL = Path(__file__).resolve().parents[2] / "build" / "release" / "bin" / "kioskctl"
WIDTH, HEIGHT, FPS = 1920, 1080, 30
SIDE, BITS = 32, 12  # px of a block; of the number


def blocks():
    """For geq, on a picture with two px for each block: white, black, the bits, lowest first, and their parity."""
    block = "floor(X/2)"
    bit = f"mod(floor(N/pow(2\\,{block}-2))\\,2)"
    parity = "mod(" + "+".join(f"mod(floor(N/{1 << n})\\,2)" for n in range(BITS)) + "\\,2)"
    return f"if(eq({block}\\,0)\\,235\\,if(eq({block}\\,1)\\,16\\,16+219*if(eq({block}\\,{BITS + 2})\\,{parity}\\,{bit})))"


def make_film(path, seconds, kbit=7600, rate=FPS):
    """In the shape that screens take (kiosk/core/film/film.h; at another rate than theirs all but that), of a picture that moves everywhere
    and has noise. Returns how many frames it has."""
    graph = (f"testsrc2=size=480x270:rate={rate}:duration={seconds},scale={WIDTH}:{HEIGHT}:flags=bilinear,noise=alls=6:allf=t[picture];"
             f"color=black:size={2 * (BITS + 3)}x2:rate={rate}:duration={seconds},format=yuv420p,geq=lum='{blocks()}':cb=128:cr=128,"
             f"scale={(BITS + 3) * SIDE}:{SIDE}:flags=neighbor[number];[picture][number]overlay=0:0,format=yuv420p")
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-filter_complex", graph, "-map_metadata", "-1", "-c:v", "libx264", "-profile:v", "high",
                    "-preset", "veryfast", "-bf", "2", "-refs", "3", "-b:v", f"{kbit}k", "-maxrate", f"{kbit}k", "-bufsize", f"{kbit // 2}k",
                    "-x264-params", f"keyint={rate}:min-keyint={rate}:scenecut=0:open-gop=0", "-color_primaries", "bt709", "-color_trc", "bt709",
                    "-colorspace", "bt709", "-color_range", "tv", "-movflags", "+faststart", str(path)], check=True)
    return seconds * rate


def write_index(film, frames):
    data = film.read_bytes()
    index = {"spec": 1, "file": "assets/film/bench.mp4", "poster": "assets/film/bench.png", "bytes": len(data),
             "chunks": [hashlib.blake2b(data[at:at + (1 << 20)], digest_size=32).hexdigest() for at in range(0, len(data), 1 << 20)],
             "width": WIDTH, "height": HEIGHT, "fps": [FPS, 1], "frames": frames, "samples": 0}
    film.with_suffix(".film.json").write_text(json.dumps(index))


def make_site(folder, seconds, slides, screens=("one",), given=None):
    """A site whose screens play the given slides over all of their picture. "film" stands for {"type": "film", …} of one as above, or of
    what kioskctl film add makes of `given`. Its poster is grey, so that nobody takes it for the first frame. Returns the film's path."""
    film = folder / "assets" / "film" / "bench.mp4"
    film.parent.mkdir(parents=True)
    (folder / "playlists").mkdir()
    if given:
        subprocess.run([str(KIOSKCTL), "film", "add", str(given), "-o", str(film.with_suffix(""))], check=True, capture_output=True)
    else:
        write_index(film, make_film(film, seconds))
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"color=0x606060:size={WIDTH}x{HEIGHT}", "-frames:v", "1",
                    str(film.with_suffix(".png"))], check=True)
    rows = [{"id": f"film-{n}", "type": "film", "film": "assets/film/bench.film.json", "captions": "none", "evergreen": True}
            if slide == "film" else {"evergreen": True, **slide} for n, slide in enumerate(slides)]
    (folder / "playlists" / "films.json").write_text(json.dumps({"slides": rows}))
    (folder / "playlists" / "site.json").write_text(json.dumps({
        "id": "bench", "name": {"en": "Bench"}, "languages": ["en"],
        "layouts": {"full": {"zones": [{"name": "main", "at": [0, 0, 100, 100]}]}},
        "screens": {name: {"layout": "full", "languages": ["en"], "zones": {"main": ["playlists/films.json"]}} for name in screens}}))
    return film
