#!/usr/bin/env bash
# A zone without a picture never holds back the others.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/service.sh"
python3 - "$work/site/playlists/site.json" <<'PY'
import json, sys
site = json.load(open(sys.argv[1]))
site["layouts"]["full"]["zones"] += [{"name": "tiny", "at": [0, 0, 0.01, 0.01]}]
site["screens"]["one"]["zones"]["tiny"] = ["playlists/main.json"]
json.dump(site, open(sys.argv[1], "w"))
PY
chain_publish
chain_sync || fail "first round"
service_manager
options=(--store "$work/store" --screen one --window 640x360 --headless --counters "$work/counters.db")
service_start "${options[@]}"
service_is 30 's["counts"]["frames"] > 0 and s["generation"] == "1.2"'
service_status '[z["zone"] for z in s["zones"]] == ["main"]' || fail "zones: $(status_json)"
service_stop
ok "a zone of 0 px is left out, and the rest is on the screen"
mkdir "$work/shots"
"$bin/kiosk" "${options[@]}" --shots "$work/shots" >"$work/last" 2>&1 || fail "headless"
[ "$(find "$work/shots" -name '0*.png' | wc -l)" -ge 2 ] || fail "no pictures of it"
ok "and in pictures for a desk"

# --- a pipe in place of a picture must not hold the painter up
for picture in "$work"/store/p/*; do
    mv "$picture" "$work/picture"
    mkfifo "$picture"
done
service_start "${options[@]}"
service_is 30 's["counts"]["frames"] > 0 and [i["slide"] for i in s["skipped"]] == ["sky"]'
service_stop
rm "$picture"
mv "$work/picture" "$picture"
ok "a pipe in place of a picture: its slide is left out"

# --- one whose painting hangs comes on when it can
if ! ldd "$bin/kiosk" | grep -q 'lib[at]san'; then
    service_needs_shim
    python3 - "$work/site/playlists/site.json" "$work/site/playlists/main.json" <<'PY'
import json, sys
site = json.load(open(sys.argv[1]))
site["layouts"]["full"]["zones"] = [{"name": "main", "at": [0, 0, 70, 100]}, {"name": "side", "at": [70, 0, 30, 100]}]
site["screens"]["one"]["zones"] = {"main": ["playlists/words.json"], "side": ["playlists/main.json"]}
json.dump(site, open(sys.argv[1], "w"))
main = json.load(open(sys.argv[2]))
words = dict(main, slides=[s for s in main["slides"] if s["type"] == "text"])
json.dump(words, open(sys.argv[2].replace("main", "words"), "w"))
json.dump(dict(main, slides=[s for s in main["slides"] if s["type"] == "image"]), open(sys.argv[2], "w"))
PY
    chain_publish
    chain_sync || fail "second round"
    SHIM_HANG=/p/ SHIM_HANG_S=4 LD_PRELOAD=$shim service_start "${options[@]}"
    service_is 30 's["counts"]["frames"] > 0 and s["zones"][0]["slide"] and not s["zones"][1]["slide"]'
    ok "words are on while the picture beside them is not"
    service_is 90 's["zones"][1]["slide"] == "sky"'
    service_stop
    ok "which comes on by itself"
else
    echo "left out here: a picture that hangs (the shim cannot be loaded before the sanitizer's library)"
fi
