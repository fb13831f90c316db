#!/usr/bin/python3
"""Makes the film "Ballerup in a good minute": assets/film/ballerup.* out of the drawings of assets/source and the words
and notes of this folder. On Debian 12 or 13: tests/install fonts paint, then

    /usr/bin/python3 assets/source/film/film.py            # all of it; some minutes, and one core
    /usr/bin/python3 assets/source/film/film.py --words    # captions and index alone
    /usr/bin/python3 assets/source/film/film.py --at 20.5 -o still.png

The same machine writes the same bytes each time; another release of cairo, x264 or the fonts may write others."""

import argparse
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import wave

import numpy

import cut
import tune
import words
from stage import FPS, HEIGHT, WIDTH

SITE = pathlib.Path(__file__).resolve().parent.parent.parent.parent
NAME = "assets/film/ballerup"
FRAMES = cut.SECONDS * FPS
LOUDNESS = -23  # LUFS, EBU R 128
CHUNK = 1 << 20  # kiosk/core/film/film.h


def ffmpeg(*arguments, **how):
    return subprocess.run(["ffmpeg", "-hide_banner", "-nostdin", "-y", *arguments], check=True, capture_output=True, **how)


def sound(folder):
    """The music as a file, as loud as EBU R 128 asks."""
    file, part = folder / "music.wav", folder / "music.part.wav"
    if file.exists():
        return file
    track, gain = tune.play(cut.SECONDS), .1
    for _ in range(2):
        with wave.open(str(part), "wb") as out:
            out.setnchannels(2), out.setsampwidth(2), out.setframerate(tune.HZ)
            out.writeframes((numpy.clip(track.T * gain, -1, 1) * 32767).round().astype("<i2").tobytes())
        said = ffmpeg("-i", str(part), "-af", "ebur128", "-f", "null", "-").stderr.decode()
        gain *= 10 ** ((LOUDNESS - float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])) / 20)
    part.rename(file)
    return file


def piece(file, first, last, quality):
    """Frames `first` to before `last`, painted one by one, as H.264 of the shape of kiosk/core/film/film.h."""
    x264 = "keyint=25:min-keyint=25:scenecut=0:open-gop=0:bframes=2:b-pyramid=none:ref=3:aq-mode=1:threads=1:lookahead-threads=1"
    encoder = subprocess.Popen(
        ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{WIDTH}x{HEIGHT}",
         "-r", str(FPS), "-i", "-", "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-c:v", "libx264",
         "-profile:v", "high", "-level:v", "4.0", "-preset", "fast", "-crf", str(quality), "-maxrate", "8M", "-bufsize", "8M",
         "-x264-params", x264, "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
         "-bsf:v", "filter_units=remove_types=6", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "mp4", str(file)],
        stdin=subprocess.PIPE)
    film = cut.Film()
    for frame in range(first, last):
        encoder.stdin.write(film.paint(frame / FPS).get_data())
    encoder.stdin.close()
    if encoder.wait():
        sys.exit("ffmpeg could not make the picture")


def picture(folder, quality):
    """All frames, in a piece for each scene; pieces that are in the folder already are taken as they are."""
    starts = [start * FPS for start, *_ in cut.SCENES]
    names = []
    for first, last in zip(starts, [*starts[1:], FRAMES]):
        names.append(f"{first:04}.mp4")
        if not (folder / names[-1]).exists():
            print(f"{first // FPS:3} of {cut.SECONDS} s", file=sys.stderr)
            part = folder / (names[-1] + ".part")
            piece(part, first, last, quality)
            part.rename(folder / names[-1])
    (folder / "pieces").write_text("".join(f"file '{name}'\n" for name in names))
    ffmpeg("-f", "concat", "-i", str(folder / "pieces"), "-c", "copy", str(folder / "picture.mp4"))
    return folder / "picture.mp4"


def poster(file, to):
    """Frame 0 as it will be decoded, so that motion begins without a jump."""
    ffmpeg("-i", str(file), "-frames:v", "1", "-vf", "scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int,format=rgb24",
           "-compression_level", "9", "-pred", "mixed", "-fflags", "+bitexact", str(to))


def index(file):
    data = file.read_bytes()
    version = subprocess.run(["ffmpeg", "-version"], check=True, capture_output=True, text=True).stdout.split()[2]
    languages = sorted(words.CAPTIONS, key=lambda language: (language not in ("da", "en"), language))
    return {
        "spec": 1, "file": f"{NAME}.mp4", "poster": f"{NAME}.png", "bytes": len(data),
        "chunks": [hashlib.blake2b(data[i : i + CHUNK], digest_size=32).hexdigest() for i in range(0, len(data), CHUNK)],
        "width": WIDTH, "height": HEIGHT, "fps": [FPS, 1], "frames": FRAMES, "samples": cut.SECONDS * tune.HZ,
        "captions": {language: f"{NAME}.{language}.vtt" for language in languages},
        "made": {"from": "assets/source/film/film.py", "with": f"ffmpeg {version}"},
    }


def write_words():
    for language in words.CAPTIONS:
        (SITE / f"{NAME}.{language}.vtt").write_text(words.vtt(language), encoding="utf-8")
    film = SITE / f"{NAME}.mp4"
    (SITE / f"{NAME}.film.json").write_text(json.dumps(index(film), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--at", type=float, metavar="S", help="paint the moment S alone")
    parser.add_argument("-o", metavar="FILE.png", help="where to")
    parser.add_argument("--words", action="store_true", help="write captions and index again, without painting")
    parser.add_argument("--keep", metavar="DIR", help="keep scenes and music there; what is there is not made again")
    parser.add_argument("--quality", type=float, default=27, help="x264's CRF (27)")
    given = parser.parse_args()
    words.check(cut.SECONDS)
    if given.at is not None:
        cut.Film().paint(given.at).write_to_png(given.o or "still.png")
        return
    if not given.words:
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(given.keep or temporary).resolve()
            folder.mkdir(exist_ok=True)
            film = SITE / f"{NAME}.mp4"
            film.parent.mkdir(exist_ok=True)
            ffmpeg("-i", str(picture(folder, given.quality)), "-i", str(sound(folder)), "-c:v", "copy", "-c:a", "aac", "-b:a", "96k",
                   "-t", str(cut.SECONDS), "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart",
                   str(film))
            poster(film, SITE / f"{NAME}.png")
    write_words()


if __name__ == "__main__":
    main()
