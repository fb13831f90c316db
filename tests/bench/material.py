"""What the three programs show: 12 full-HD pictures, a site made of them, and a web page made of them.

Every picture carries two patches. The one at MARKER has a colour that nothing else has and says "a slide is on screen". The one
at LAMP is black in one picture and white in the next, so that each frame of a fade gives it another grey.
"""
import json
import subprocess

COUNT = 12
WIDTH, HEIGHT = 1920, 1080
MARKER, MARKER_COLOUR = (330, 180), "ff00a0"
LAMP = (630, 180)
FADE_SECONDS = 0.5
STILL_SECONDS = 24 * 3600

PAGE = """<!doctype html><meta charset="utf-8"><title>bench</title>
<style>html, body { margin: 0; background: #404040; overflow: hidden; cursor: none }
img { position: absolute; left: 0; top: 0; width: 1920px; height: 1080px }</style>
<body><script>
const count = %d, dwell = %s, fade = %s;
const picture = (i) => Object.assign(new Image(), { src: `picture-${String(i %% count).padStart(2, "0")}.jpg` });
let shown = picture(0), next, i = 0;
document.body.append(shown);
async function prepare() { next = picture(++i); await next.decode(); }
async function step() {
  const old = shown;
  shown = next;
  shown.style.opacity = 0;
  document.body.append(shown);
  shown.getBoundingClientRect();
  shown.style.transition = `opacity ${fade}s linear`;
  shown.style.opacity = 1;
  await new Promise((resolve) => shown.addEventListener("transitionend", resolve, { once: true }));
  old.remove();
  prepare();
}
prepare();
setInterval(step, dwell * 1000);
</script>
"""


def patch(at, colour):
    x, y = at
    return ["-fill", colour, "-draw", f"rectangle {x - 32},{y - 32} {x + 32},{y + 32}"]


def make_pictures(folder, convert):
    folder.mkdir()
    for i in range(COUNT):
        subprocess.run(
            [convert, "-size", "960x540", "-seed", str(i), "plasma:steelblue-wheat", "-resize", f"{WIDTH}x{HEIGHT}!"]
            + ["-seed", str(i), "-attenuate", "0.2", "+noise", "Gaussian"]
            + patch(MARKER, "#" + MARKER_COLOUR) + patch(LAMP, "#fff" if i % 2 else "#000")
            + ["-quality", "88", str(folder / f"picture-{i:02}.jpg")], check=True)
    return sorted(folder.glob("picture-*.jpg"))


def make_site(folder, pictures):
    """A site with the screens `still` and `play`."""
    (folder / "playlists").mkdir(parents=True)
    (folder / "assets").mkdir()
    for picture in pictures:
        (folder / "assets" / picture.name).hardlink_to(picture)
    name = {"en": "Bench"}
    site = {
        "id": "bench", "name": name, "languages": ["en"], "time_zone": "Europe/Copenhagen",
        "theme": {"colours": {"paper": "#ffffff", "ink": "#1a1a1a", "muted": "#595959", "primary": "#14456b",
                              "on_primary": "#ffffff", "accent": "#f2c14e", "on_accent": "#1a1a1a"},
                  "fonts": ["Inter", "Noto Sans"]},
        "layouts": {"full": {"zones": [{"name": "main", "at": [0, 0, 100, 100]}]}},
        "screens": {screen: {"name": name, "layout": "full", "languages": ["en"], "width_mm": 930, "viewing_distance_mm": 3000,
                             "zones": {"main": [f"playlists/{screen}.json"]}} for screen in ("still", "play")},
    }
    (folder / "playlists" / "site.json").write_text(json.dumps(site, indent=2))
    for screen, dwell in (("still", STILL_SECONDS), ("play", 1)):
        slides = [{"id": f"picture-{i}", "type": "image",
                   "picture": {"asset": f"assets/{picture.name}", "fit": "cover", "alt": {"en": f"Picture {i}"}}}
                  for i, picture in enumerate(pictures)]
        playlist = {"name": name, "dwell_seconds": dwell, "transition": "fade", "slides": slides}
        (folder / "playlists" / f"{screen}.json").write_text(json.dumps(playlist, indent=2))


def make_page(pictures_folder):
    for screen, dwell in (("still", STILL_SECONDS), ("play", 1)):
        (pictures_folder / f"{screen}.html").write_text(PAGE % (COUNT, dwell, FADE_SECONDS))
