#!/usr/bin/env bash
# What is on the disk rots or is forged: the screen shows something whole and signed, the reports say what is wrong, and
# kiosk-sync fetches it again.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
export RUNTIME_DIRECTORY=$work/run
mkdir -p "$RUNTIME_DIRECTORY"

chain_sync || fail "first round"
chain_shot one
chain_site "Second"
chain_publish
chain_sync || fail "second round"
chain_shot two
cmp -s "$work/one.png" "$work/two.png" && fail "both generations look the same"
cp -r "$work/store" "$work/whole"
generation=$(basename "$(ls -d "$work"/store/gen/* | sort -V | tail -n 1)")
older=$(basename "$(ls -d "$work"/store/gen/* | sort -V | head -n 1)")

again() { rm -rf "$work/store" && cp -r "$work/whole" "$work/store"; }
object() { # object NAME: the path of its object in the current generation
    local hash
    hash=$(python3 -c 'import json, sys
print(next(f["h"] for f in json.load(open(sys.argv[1]))["files"] if f["name"] == sys.argv[2]))' "$work/store/gen/$generation/manifest" "$1")
    echo "$work/store/o/${hash:0:2}/$hash"
}
flip() { # flip FILE OFFSET: one bit
    python3 - "$1" "$2" <<'PY'
import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(int(sys.argv[2]))
    byte = file.read(1)[0]
    file.seek(int(sys.argv[2]))
    file.write(bytes([byte ^ 4]))
PY
}
# status RUNG PATTERN: plays a moment and reads its report
status() {
    rm -f "$RUNTIME_DIRECTORY/status.json"
    "$bin/kiosk" --store "$work/store" --screen one --window 640x360 --headless --speed 1 "${player[@]}" >"$work/last" 2>&1 &
    local pid=$!
    chain_pids=$pid
    for _ in $(seq 200); do
        [ ! -f "$RUNTIME_DIRECTORY/status.json" ] || break
        sleep 0.05
    done
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    chain_pids=
    grep -q "\"rung\": \"$1\"" "$RUNTIME_DIRECTORY/status.json" || fail "the report does not say rung $1"
    grep -qiE "\"why\": \"[^\"]*($2)" "$RUNTIME_DIRECTORY/status.json" || fail "the report does not say why ($2)"
    [ -z "$2" ] || grep -qiE "$2" "$work/last" || fail "the log does not say why ($2)"
}
player=()
shows() { # shows NAME WHAT
    chain_shot now
    cmp -s "$work/now.png" "$work/$1.png" || fail "$2: not the picture of generation $1"
    ok "$2: shows generation $1"
}
repairs() { # repairs WHAT: one round of kiosk-sync, and it is as before
    chain_sync || fail "$1: not repaired"
    grep -qi 'repaired' "$work/last" || fail "$1: sync does not say that it repaired"
    diff -r "$work/whole/o" "$work/store/o" >"$work/last" || fail "$1: the objects are not as before"
    diff -r "$work/whole/gen" "$work/store/gen" >"$work/last" || fail "$1: the generations are not as before"
    shows two "$1, repaired"
}

# --- the manifest
flip "$work/store/gen/$generation/manifest" 100
shows one "a damaged manifest"
status previous 'damaged or forged'
repairs "a damaged manifest"

"$bin/kioskctl" key new -o "$work/thief.key" >/dev/null
"$bin/kioskctl" publish --site "$work/site" --key "$work/thief.key" --to "$work/stolen" >/dev/null 2>&1
cp "$work/stolen/c/main/manifest" "$work/stolen/c/main/manifest.sig" "$work/store/gen/$generation/"
shows one "a manifest signed by a stranger"
status previous 'not trusted'
repairs "a manifest signed by a stranger"

again
rm "$work/store/gen/$generation/manifest.sig"
shows one "a manifest without its signature"
repairs "a manifest without its signature"

again
cp "$work/store/gen/$older/manifest" "$work/store/gen/$older/manifest.sig" "$work/store/gen/$generation/"
shows one "an older manifest in the place of the current one"
status previous 'another generation'
repairs "an older manifest in the place of the current one"

again
flip "$work/store/gen/$generation/manifest" 100
flip "$work/store/gen/$older/manifest" 100
status built-in 'damaged or forged'
ok "both manifests damaged: the built-in picture"
chain_sync || fail "both manifests damaged: not repaired"
shows two "both manifests damaged, repaired"

# --- the keys
again
player=(--trust "$work/thief.key.pub")
status built-in 'not trusted'
player=(--trust "$work/nowhere.pub")
status built-in 'nowhere.pub'
player=(--config "$work/screen.json")
printf '{"player": {}, "sync": {"trust": "%s"}}' "$work/thief.key.pub" >"$work/screen.json"
status built-in 'not trusted'
player=(--trust "$work/site.key.pub")
status current ''
player=()
ok "the player believes the keys it is told, and no others"
echo rubbish >"$work/store/trust"
status built-in 'no key'
chain_sync || fail "trust not mended"
shows two "the store's keys mended"

# --- objects only the current generation has
playlist=$(object playlists/main.json)
flip "$playlist" 20
shows one "a bit of a playlist"
status previous 'damaged'
repairs "a bit of a playlist"
truncate -s -1 "$playlist"
shows one "a playlist cut short"
repairs "a playlist cut short"
rm "$playlist" && mkdir "$playlist"
shows one "a folder in the place of a playlist"
status previous 'missing or cut short'
repairs "a folder in the place of a playlist"

# --- objects that both generations have
again
picture=$(object assets/sky.svg)
rm "$picture"
shows two "a picture's object gone, the ready picture there"
repairs "a picture's object gone"
ready=$(ls "$work"/store/p/*)
flip "$ready" $(($(stat -c %s "$ready") / 2))
chain_shot now
repairs "a bit of a ready picture"
cmp -s "$ready" "$work/whole/p/$(basename "$ready")" || fail "the ready picture is not as before"
rm "$(object playlists/site.json)"
status built-in 'missing or cut short'
ok "the site's own page gone: the built-in picture"
repairs "the site's own page gone"

# --- with no server: the pictures are made again from what is there
again
flip "$ready" $(($(stat -c %s "$ready") / 2))
kill "$server_pid"
wait "$server_pid" 2>/dev/null || true
if chain_sync; then fail "no server, and sync was content"; fi
grep -qi 'repaired' "$work/last" || fail "a ready picture is not made again without the server"
cmp -s "$ready" "$work/whole/p/$(basename "$ready")" || fail "the ready picture is not as before"
ok "a bit of a ready picture, no server: made again"
