#!/usr/bin/env bash
# The film of the default site: its index is true of its bytes, its captions are those of assets/source/film and keep the rules for
# captions, and what was encoded has the shape of kiosk/core/film/film.h.
root=$2
command -v python3 >/dev/null || { echo "skipped: no python3 here" && exit 77; }
cd "$root" || exit 1

PYTHONDONTWRITEBYTECODE=1 python3 - <<'PYTHON' || exit 1
import hashlib, json, pathlib, sys

sys.path.insert(0, "assets/source/film")
import words

index = json.loads(pathlib.Path("assets/film/ballerup.film.json").read_text())
film = pathlib.Path(index["file"]).read_bytes()
wrong = []
if index["bytes"] != len(film) or len(film) > 15_000_000:
    wrong.append(f"{len(film)} bytes: the index says {index['bytes']}, and 15 MB are the most")
hashes = [hashlib.blake2b(film[at : at + (1 << 20)], digest_size=32).hexdigest() for at in range(0, len(film), 1 << 20)]
if index["chunks"] != hashes:
    wrong.append("a chunk is not what the index says")
if film[4:8] != b"ftyp" or film.find(b"moov") > film.find(b"mdat"):
    wrong.append("the index of the MP4 file does not stand first")
if pathlib.Path(index["poster"]).stat().st_size > 1_000_000:
    wrong.append("the poster is larger than 1 MB")
words.check(index["frames"] * index["fps"][1] / index["fps"][0])
for language, name in index["captions"].items():
    if pathlib.Path(name).read_text(encoding="utf-8") != words.vtt(language):
        wrong.append(f"{name} is not what words.py says")
if set(index["captions"]) != set(words.CAPTIONS):
    wrong.append("the index names other captions than there are")
print("\n".join(wrong) or "index, captions and poster fit the film")
sys.exit(bool(wrong))
PYTHON

command -v ffprobe >/dev/null || { echo "no ffprobe here: the shape is not looked at" && exit 0; }
probe() { ffprobe -v error -select_streams "$1" -show_entries "$2" -of csv=p=0 assets/film/ballerup.mp4; }
expect() { # expect WHAT IS SHOULD-BE
    [ "$2" = "$3" ] || { echo "$1 is $2, and should be $3" && exit 1; }
}
expect picture "$(probe v stream=codec_name,profile,width,height,has_b_frames,pix_fmt,level,color_range,color_space,r_frame_rate,nb_frames)" \
    h264,High,1920,1080,1,yuv420p,40,tv,bt709,25/1,2250
expect sound "$(probe a stream=codec_name,profile,sample_rate,channels)" aac,LC,48000,2
keys=$(probe v packet=pts_time,flags | grep -c K)
expect "seconds that begin with a key frame" "$keys" 90
echo "the shape is that of film.h"
