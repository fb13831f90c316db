#!/usr/bin/env bash
# What staff see before it is on a screen: the pixels of kioskctl render, with today's feeds, in each language and turned; and what laying out
# a slide finds while it is written, as kioskctl check says it.
set -eu
bin=$1 root=$2
for tool in curl openssl; do command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 77; }; done
work=$(mktemp -d)
export XDG_CACHE_HOME=$work/cache SDL_VIDEODRIVER=dummy
# shellcheck source=tests/support/server.sh
. "$root/tests/support/server.sh"
# shellcheck source=tests/support/desk.sh
. "$root/tests/support/desk.sh"
trap 'desk_end || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
fail() { echo "FAILED: $*: status $status" >&2; head -c 600 "$work/body" | cat -v >&2 || true; tail -n 20 "$work/desk.log" >&2 || true; exit 1; }
ok() { echo "ok: $*"; }
status=-

desk_make || fail "no desk"
"$bin/kiosk-desk" import --site "$root/tests/data/records/site" --data "$work/desk" >/dev/null 2>&1 || fail "no import"
mkdir -p "$work/store/feeds"
put_feed() { # put_feed ID [SED]: as kiosk-sync keeps it
    printf '{"fetched": 1796297000, "feed": %s}' "$(sed "${2:-}" "$root/tests/data/records/feeds/$1.json")" >"$work/store/feeds/.new"
    mv "$work/store/feeds/.new" "$work/store/feeds/$1"
}
for feed in events old-events hours news; do put_feed $feed; done
desk_feeds=$work/store/feeds/
desk_start || fail "the desk does not start"
sign_in anna || fail "no anna"

# preview SCREEN ROTATE LANGUAGE: the same pixels as kioskctl render; a painter may only just begin
preview() {
    local body="{\"screen\":\"$1\",\"at\":\"2026-12-03T12:30\",\"width\":640,\"height\":360,\"rotate\":$2,\"language\":\"$3\"}"
    local deadline=$((SECONDS + 60))
    send POST /api/1/preview "$body" "${@:4}"
    while [ "$status" = 503 ] && [ "$SECONDS" -lt "$deadline" ]; do
        "$root/tests/support/after" 50
        send POST /api/1/preview "$body" "${@:4}"
    done
}
same() { # same SCREEN ROTATE LANGUAGE
    preview "$@"
    [ "$status" = 200 ] || fail "no preview of $*"
    "$bin/kioskctl" render --site "$root/tests/data/records/site" --feeds "$work/store/feeds" --screen "$1" --at 2026-12-03T12:30 --size 640x360 \
        --rotate "$2" --language "$3" -o "$work/rendered.png" >/dev/null 2>&1 || fail "no render of $*"
    python3 - "$root/tests/machine" "$work/body" "$work/rendered.png" <<'END' || fail "other pixels than kioskctl render: $*"
import sys
sys.path.insert(0, sys.argv[1])
from picture import read_png
one, other = (read_png(open(name, "rb").read()) for name in sys.argv[2:])
sys.exit((one.width, one.height, one.rgb) != (other.width, other.height, other.rgb))
END
}
languages=$(python3 -c 'import json, sys; print(*json.load(open(sys.argv[1]))["languages"][:2])' "$root/tests/data/records/site/playlists/site.json")
for turned in 0 90; do
    for language in $languages; do same side $turned "$language"; done
done
ok "a screen with its feeds, in each language and turned, is the screen's own picture"

same full 0 "${languages%% *}"
cp "$work/body" "$work/before.png"
tag=$(grep -i '^etag:' "$work/head" | tr -d '\r' | cut -d' ' -f2)
preview full 0 "${languages%% *}" -H "If-None-Match: $tag"
[ "$status" = 304 ] || fail "the same is sent again"
put_feed news 's/New cycle path along the lake/Old cycle path through the wood/'
put_feed events 's/"title": "[^"]*"/"title": "Something else"/'
preview full 0 "${languages%% *}" -H "If-None-Match: $tag"
[ "$status" = 200 ] || fail "a feed that changed is not looked at"
same full 0 "${languages%% *}"
ok "a feed that changes is seen with the next preview, and not before"

# --- what is said of slides knows the same feeds
sentence() { body "next(s[\"sentence\"][\"en\"] for s in d[\"slides\"] if s[\"id\"] == \"$1\")"; }
ask GET /api/1/slides
[ "$status" = 200 ] || fail "no slides"
case $(sentence events-none) in *"as long as there are events (right now there is nothing)"*) ;; *) fail "no event: $(sentence events-none)" ;; esac
case $(sentence news) in *"as long as there is news, "*) ;; *) fail "news: $(sentence news)" ;; esac
case $(sentence news-none) in *"as long as there is news, "*) ;; *) fail "a feed that nobody has fetched: $(sentence news-none)" ;; esac
put_feed news 's/"items": *\[.*/"items": []}/; /^  *[{\]]/d; 2,$d'
ask GET /api/1/slides
case $(sentence news) in *"(right now there is nothing)"*) ;; *) fail "news that are gone: $(sentence news)" ;; esac
put_feed news
ok "a slide whose feed brings nothing is said to show nothing"

# --- laid out while it is written
file=$(cd "$root/tests/data/records/site" && grep -l '"type": "text"' playlists/*.json | head -n 1)
slide=$(python3 -c 'import json, sys; print(next(s["id"] for s in json.load(open(sys.argv[1]))["slides"] if s["type"] == "text"))' "$root/tests/data/records/site/$file")
word=Speciallægepraksisplanlægningsstabiliseringsperiodemedarbejderrepræsentantvalgkomité
ops="[{\"file\":\"$file\",\"path\":\"/slides[id=$slide]/headline/en\",\"op\":\"set\",\"value\":\"$word\"}]"
send POST /api/1/check "{\"ops\":$ops,\"slides\":[{\"file\":\"$file\",\"id\":\"$slide\"}]}"
[ "$status" = 200 ] && [ "$(body 'd["laid_out"]')" = True ] || fail "nothing was laid out"
[ "$(body '[f["path"] for f in d["findings"] if f["code"] == "too-long" and "bredere end sin linje" in f["text"]["da"]][:1]')" = "['/slides[id=$slide]']" ] ||
    fail "a word that does not fit is not found"
send POST /api/1/check "{\"ops\":$ops}"
[ "$(body '[f for f in d["findings"] if f["code"] == "too-long"]')" = "[]" ] || fail "laid out unasked"
ok "what does not fit is found while it is written"
