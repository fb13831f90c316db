#!/usr/bin/env bash
# kiosk-sync's report tells an installer what it waits for: from the start, while it fetches, whatever a name holds, and when its
# settings are wrong. Work goes on where it cannot be written.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/sync.sh"
sed -i '/"feeds":/d' "$work/site/playlists/site.json"
name="assets/$(printf 'ø%.0s' $(seq 60)).svg" # cut at 100 bytes, it would be cut in the middle of a letter
mv "$work/site/assets/sky.svg" "$work/site/$name"
sed -i "s|assets/sky.svg|$name|" "$work/site/playlists/main.json"
rm -rf "$work/served/site"
chain_publish
keys='{"version", "now", "url", "state", "generation", "previous", "offered", "checked", "issued", "fresh_until", "fresh", "next", "progress", "failures", "error", "cause", "rejected", "desk", "enrol", "asked", "feeds"}'

# --- nobody answers
kill "$server_pid" && wait "$server_pid" 2>/dev/null || true
server_pid=
sync_start
sync_until 60 'r["failures"] > 0' 'r["generation"] is None'
[ "$(sync_says "(set(r) == $keys, r['url'], r['offered'], r['cause'], r['next'] >= r['now'] or r['state'] != 'waiting', r['progress'])")" = \
    "(True, 'https://localhost:$port/site', None, 'network', True, None)" ] || fail "nobody answers: $(sync_says r)"
ok "nobody answers: network"

# --- a file that is not there, with a name that is cut
hash=$(python3 -c 'import json, sys
print(next(f["h"] for f in json.load(open(sys.argv[1]))["files"] if f["name"].endswith(".svg")))' "$work/served/site/c/main/manifest")
object=$work/served/site/o/${hash:0:2}/$hash
mv "$object" "$work/object"
server_start "$work" "$work/served" "$port" || fail "nginx does not start"
sync_until 120 'r["cause"] == "server" and r["offered"] == "1.1"' 'r["failures"] > 0'
[ "$(sync_says '("answered 404" in r["error"], "assets/øø" in r["error"], r["generation"])')" = "(True, True, None)" ] ||
    fail "a file that is not there: $(sync_says r)"
ok "a file that is not there: server, and its name is whole letters"

# --- it comes
mv "$work/object" "$object"
sync_until 120 'r["generation"] == "1.1" and r["failures"] == 0 and r["error"] == "" and r["cause"] == "" and r["state"] == "waiting"'
sync_end
ok "it comes: nothing is wrong any more"

# --- while it prepares pictures, it says how far it is
cat >"$work/intake" <<SH
#!/bin/bash
case " \$* " in *" --fit "*) until [ -f "$work/go" ]; do "$root/tests/support/after" 50; done ;; esac
exec "$bin/kiosk-intake" "\$@"
SH
chmod +x "$work/intake"
rm -rf "$work/store"
sync_program=$(chain_beside kiosk-sync "$work/intake")
sync_start
sync_until 60 'r["state"] == "preparing"' 'r["generation"] is None'
[ "$(sync_says '(r["progress"]["files"] == r["progress"]["of"] == 3, r["progress"]["bytes"] == r["progress"]["of_bytes"] > 0,
    r["progress"]["pictures"], r["progress"]["of_pictures"], r["next"], r["offered"])')" = "(True, True, 0, 1, None, '1.1')" ] ||
    fail "preparing: $(sync_says r)"
touch "$work/go"
sync_until 60 'r["generation"] == "1.1"'
sync_end
unset sync_program
ok "preparing: so many files, bytes and pictures of so many"

# --- a report that cannot be written holds up nothing
rm -rf "$work/store" "$work/sync.json"
mkdir "$work/sync.json"
chain_sync --status "$work/sync.json" || fail "no report, no work"
[ "$(grep -c "the report $work/sync.json cannot be written" "$work/last")" = 1 ] || fail "it is not said once"
rmdir "$work/sync.json"
ok "a report that cannot be written is said once, and the work is done"

# --- wrong settings: the place, a report for the screen, and no READY
mkdir -p "$work/run"
python3 "$root/tests/support/notify.py" "$work/notify" "$work/notified" &
chain_pids=$!
for _ in $(seq 200); do
    [ ! -S "$work/notify" ] || break
    "$root/tests/support/after" 50
done
setting() { # setting NAME STATUS PATTERN: with $work/screen.json as it is
    local status=0
    rm -f "$work/run/sync.json"
    RUNTIME_DIRECTORY=$work/run NOTIFY_SOCKET=$work/notify "$bin/kiosk-sync" --config "$work/screen.json" --once \
        >"$work/last" 2>&1 || status=$?
    [ "$status" = "$2" ] || fail "$1: exit status $status"
    grep -qE "$3" "$work/last" || fail "$1: does not say $3"
    cp "$work/run/sync.json" "$work/sync.json" || fail "$1: no report"
    [ "$status" = 0 ] || [ "$(sync_says '(r["cause"], r["failures"], r["generation"], r["error"] != "")')" = \
        "('configuration', 1, None, True)" ] || fail "$1: $(sync_says r)"
    [ "$status" = 0 ] || ! grep -q READY "$work/notified" || fail "$1: ready, it says"
}
good="\"url\": \"https://localhost:$port/site\", \"store\": \"$work/store\", \"ca\": \"$work/tls/ca.pem\", \"panel\": \"640x360\""
setting "no file" 2 "$work/screen.json: No such file"
printf '{"sync": {%s,\n "trust": "x",}}' "$good" >"$work/screen.json"
setting "not JSON" 2 "screen.json:2:[0-9]+: error: not valid JSON"
printf '{"sync": {%s,\n "trsut": "x"}}' "$good" >"$work/screen.json"
setting "an unknown key" 2 'screen.json:2:2: error: .*no setting "trsut"'
printf '{"sync": {%s, "trust": "%s/nowhere.pub"}}' "$good" "$work" >"$work/screen.json"
setting "no trust file" 1 'nowhere.pub: No such file'
echo rubbish >"$work/rubbish.pub"
printf '{"sync": {%s, "trust": "%s/rubbish.pub"}}' "$good" "$work" >"$work/screen.json"
setting "a trust file without a key" 1 'rubbish.pub: '
printf '{"sync": {%s, "trust": "%s/site.key.pub"}}' "${good/ca.pem/nowhere.pem}" "$work" >"$work/screen.json"
setting "no CA" 1 'nowhere.pem'
printf '{"sync": {%s, "trust": "%s/site.key.pub"}}' "$good" "$work" >"$work/screen.json"
rm -rf "$work/store"
setting "right" 0 'generation 1.1'
grep -q READY=1 "$work/notified" || fail "right, and not ready"
ok "wrong settings: said with their place, reported, and never ready"
