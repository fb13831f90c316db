#!/usr/bin/env bash
# What the player refuses is stepped back from, said with its reason, and taken back when the player takes its word back (its
# settings were edited): without a higher number being published.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/sync.sh"
sed -i '/"feeds":/d' "$work/site/playlists/site.json"
rm -rf "$work/served/site"
chain_publish
chain_sync || fail "first round"
refuse() { # refuse WHY GENERATION…: the player's word, as it writes it
    python3 - "$work/store" "$@" <<'PY'
import json, os, sys
store, why, *refused = sys.argv[1:]
os.makedirs(f"{store}/player", exist_ok=True)
with open(f"{store}/player/rejected.new", "w") as file:
    json.dump({"configuration": "0" * 64, "refused": [{"generation": g, "why": why, "at": 1700000000} for g in refused]}, file)
os.rename(f"{store}/player/rejected.new", f"{store}/player/rejected")
PY
}

# --- the only generation there is
sync_start
sync_until 60 'r["generation"] == "1.1" and r["checked"] and r["failures"] == 0'
refuse 'the site has no screen "onee"' 1.1
sync_until 60 'r["generation"] is None and r["failures"] > 0 and r["cause"] == "content"'
[ "$(sync_says '[(x["generation"], x["by"], x["why"], x["at"]) for x in r["rejected"]]')" = \
    "[('1.1', 'player', 'the site has no screen \"onee\"', 1700000000)]" ] || fail "$(sync_says r)"
checked=$(sync_says 'r["checked"] or 0')
sync_until 60 "(r['checked'] or 0) > $checked and r['state'] == 'waiting' and 'the player refuses it' in r['error']" \
    'r["failures"] > 0 and "onee" in r["error"]'
sync_end
if chain_sync; then fail "a new start is content"; fi
grep -q 'the player refuses it: the site has no screen "onee"' "$work/last" || fail "a new start does not say why"
sync_start
sync_until 60 '"onee" in r["error"] and r["state"] == "waiting"'
ok "refused by the player: stepped back from, and said as long as it is offered"
rm "$work/store/player/rejected"
sync_until 60 'r["generation"] == "1.1" and r["failures"] == 0 and r["rejected"] == []'
sync_end
grep -q 'tried again' "$work/sync.log" || fail "the log does not say that it is tried again"
[ -z "$(sync_rejected)" ] || fail "still rejected: $(sync_rejected)"
ok "the player's settings edited: used again, and nothing was published"

# --- one of two, which the objects were removed of meanwhile; another word takes the place of the first
chain_site "Second"
sed -i '/"feeds":/d' "$work/site/playlists/site.json"
chain_publish
chain_sync || fail "second round"
refuse 'it crashed' 1.2
if chain_sync --status "$work/sync.json"; then fail "stepping back is no success"; fi
[ "$(sync_says '(r["generation"], r["rejected"][0]["why"])')" = "('1.1', 'it crashed')" ] || fail "$(sync_says r)"
rm -rf "$work/store/gen/1.2"
refuse 'something else' 1.7
chain_sync --status "$work/sync.json" || fail "the player does not say so any more"
[ "$(sync_says '(r["generation"], r["failures"], r["rejected"])')" = "('1.2', 0, [])" ] || fail "$(sync_says r)"
ok "of two: stepped back, and forward again"
