#!/usr/bin/env bash
# A screen is let in by a desk (docs/enrolment.md) over real TLS: by a certificate that is vouched for and by one that is not; somebody in
# between; codes that are too old, restarts on both sides, a power cut before the answer is on the disk; and every day after.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/sync.sh"
"$bin/kioskctl" key new -o "$work/evil.key" >/dev/null
desk=$(server_free_port)

desk_pid=
# desk_start [KEY]: the desk, with its content's public key, on $desk with the certificate in $tls
tls=$work/tls
desk_start() {
    rm -f "$work/desk.$desk.up"
    DESK_CONTENT_KEY=${1:-$work/site.key.pub} python3 "$root/tests/support/desk.py" "$desk" "$work" "$tls/server.pem" "$tls/server.key" \
        2>"$work/desk.log" &
    desk_pid=$! chain_pids="$chain_pids $!"
    python3 - "$work/desk.$desk.up" <<'PY' || fail "the desk does not start: $(cat "$work/desk.log")"
import os, sys, time
end = time.monotonic() + 30
while not os.path.exists(sys.argv[1]):
    if time.monotonic() > end:
        sys.exit(1)
    time.sleep(0.05)
PY
}
desk_end() { kill "$desk_pid" && wait "$desk_pid" 2>/dev/null || true; }
# staff PATH: what people at the desk and tests do; the answer, or "refused STATUS"
staff() {
    python3 - "https://localhost:$desk/test/$1" "$tls/ca.pem" <<'PY'
import ssl, sys, urllib.request, urllib.error
try:
    print(urllib.request.urlopen(sys.argv[1], context=ssl.create_default_context(cafile=sys.argv[2]), timeout=30).read().decode())
except urllib.error.HTTPError as error:
    print("refused", error.code)
PY
}
look() { staff look | python3 -c 'import json, sys; d = json.load(sys.stdin); print(eval(sys.argv[1]))' "$1"; }
look_until() { # look_until SECONDS EXPRESSION
    local deadline=$((SECONDS + $1))
    until [ "$(look "$2")" = True ]; do
        [ $SECONDS -lt $deadline ] || fail "the desk never saw $2: $(staff look)"
        sleep 0.1
    done
}
# screen_start [option]…: kiosk-sync with the desk's address and nothing else
screen_start() {
    rm -f "$work/sync.json"
    "${sync_program:-$bin/kiosk-sync}" --desk "https://localhost:$desk" --store "$work/store" --panel 640x360 --poll-seconds 3600 \
        --status "$work/sync.json" --player-status "$work/status.json" "$@" 2>>"$work/sync.log" &
    sync_pid=$! chain_pids="$chain_pids $!"
}
killed() { # as a power cut ends it
    kill -KILL "$sync_pid"
    wait "$sync_pid" 2>/dev/null || true
}
code() { sync_says 'r["enrol"]["code"] if r["enrol"] else ""'; }
shows_code() { sync_until 60 'r["enrol"]'; }
confirm() { staff "type?code=$1&url=https://localhost:$port/site"; }
fresh() { rm -rf "$work/store" "$work/device"; } # another machine
ca=(--ca "$work/tls/ca.pem")

# --- vouched for
desk_start
screen_start "${ca[@]}"
shows_code
[ "$(stat -c %a "$work/device/seed")" = 400 ] || fail "the key may be read by others"
[ "$(sync_says 'r["enrol"]["url"]')" = "https://localhost:$desk/t#$(code | tr -d -)" ] || fail "QR: $(sync_says 'r["enrol"]')"
[ "$(confirm 0000-0000)" = "refused 404" ] || fail "any code is good"
typed=$(code)
case "$(confirm "$(echo "$typed" | tr A-Z a-z)")" in *'"id"'*) ;; *) fail "its code is not known" ;; esac
sync_until 60 'r["generation"] == "1.1" and not r["enrol"] and r["desk"]["state"] == "online"'
[ "$(cat "$work/store/screen")" = one ] || fail "which screen it is: $(cat "$work/store/screen")"
[ "$(confirm "$typed")" = "refused 404" ] || fail "a code is good twice"
ok "a screen gets in by the code it shows, and brings what the desk says"

# --- every day after: told at once (it polls once an hour), commands, what it says
look_until 30 'len(d["statuses"]) > 0'
[ "$(look 'd["statuses"][0]["flags"]')" = "['player-silent']" ] || fail "$(look 'd["statuses"][0]')"
chain_site Again
chain_publish
staff 'set?published=1.2' >/dev/null
sync_until 10 'r["generation"] == "1.2"'
staff 'set?do=identify' >/dev/null
sync_until 10 'r["asked"]["identify"] > 0'
look_until 10 'd["commands"] == []'
staff 'set?do=picture' >/dev/null
sync_until 10 'r["asked"]["picture"] > 0'
printf picture >"$work/picture.png" # the player's part
printf '{"time": %s, "picture": %s}' "$(date +%s)" "$(sync_says 'r["asked"]["picture"]')" >"$work/status.json"
look_until 10 'd["shot"] == 7'
rm "$work/status.json"
ok "it hears of what is published, and does what staff ask, within seconds"

# --- a desk that is away, and one that was restarted
desk_end
sync_until 30 'r["desk"]["state"] == "away" and r["generation"] == "1.2"'
sync_says 'r["failures"]' | grep -qx 0 || fail "a desk that is away is trouble of the content"
desk_start
sync_until 60 'r["desk"]["state"] == "online"'
ok "a desk that is away changes nothing"

# --- two years in the store room
killed
staff 'set?skew=63072000' >/dev/null
screen_start "${ca[@]}"
sync_until 30 'r["desk"]["state"] == "online" and r["generation"] == "1.2"'
ok "two years later it is still known"

# --- revoked
staff 'set?revoke=yes' >/dev/null
sync_until 60 'r["desk"]["state"] == "revoked" and r["generation"] == "1.2"'
killed
staff 'set?revoke=no' >/dev/null
screen_start "${ca[@]}"
sync_until 30 'r["desk"]["state"] == "online"'
staff 'set?revoke=yes&skew=0' >/dev/null
killed
ok "a revoked screen keeps what it shows, and says so"

# --- nobody vouches for the certificate: the code proves it all the same
fresh
screen_start
shows_code
case "$(staff "type?code=$(code)&url=https://localhost:$desk/site")" in *'"id"'*) ;; *) fail "the code of an unproven desk is not known" ;; esac
sync_until 60 'r["desk"]["state"] == "online"'
grep -q '"identity": "spki:' "$work/device/enrolment" || fail "$(cat "$work/device/enrolment")"
killed
ok "a desk that nobody vouches for is known by its key"

# … and by no other: somebody who takes its place is not spoken to
desk_end
mkdir "$work/evil"
server_make_ca "$work/evil"
tls=$work/evil
desk_start
screen_start
sync_until 30 'r["desk"]["state"] == "away" and "key is none of those" in r["desk"]["error"]'
[ "$(look 'd["log"]')" = "[]" ] || fail "it was spoken to: $(look 'd["log"]')"
killed
desk_end
ok "another key in its place is not believed"

# --- in between at first contact: with his own certificate, or the desk's content key exchanged. The desk does not know the code.
between() { # between KEY TLS: what the screen is told; the code that it shows is tried at the right desk
    fresh
    desk_start "$1"
    screen_start
    shows_code
    shown=$(code)
    # the start as the right desk would know it: same key and nonces, but its own identity and content key
    python3 - "$work" "$root" "$shown" <<'PY' || fail "the code is the same"
import hashlib, json, os, struct, subprocess, sys
work, root, shown = sys.argv[1:]
kept = json.load(open(f"{work}/device/start"))
seed = bytes.fromhex(open(f"{work}/device/seed").read().strip())
der = bytes.fromhex("302e020100300506032b657004220420") + seed
key = subprocess.run(["openssl", "pkey", "-inform", "DER", "-pubout", "-outform", "DER"], input=der, capture_output=True, check=True).stdout[-32:]
pub = subprocess.run(["openssl", "x509", "-in", f"{work}/tls/server.pem", "-noout", "-pubkey"], capture_output=True, check=True).stdout
spki = hashlib.sha256(subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=pub, capture_output=True, check=True).stdout).hexdigest()
content = open(f"{work}/site.key.pub").read().split("\n")[1]
def code(identity, keys):
    parts = [b"kiosk-enrol-1", key, identity.encode(), bytes.fromhex(kept["desk_nonce"]), bytes.fromhex(kept["screen_nonce"]), b"test"] + [k.encode() for k in keys]
    bits = int.from_bytes(hashlib.blake2b(b"".join(struct.pack(">I", len(p)) + p for p in parts), digest_size=32).digest()[:5], "big")
    text = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> s & 31] for s in range(35, -1, -5))
    return text[:4] + "-" + text[4:]
if code(kept["identity"], kept["keys"]) != shown:
    sys.exit("this test computes another code than the screen")
sys.exit(shown in [code(i, [content]) for i in ("webpki:localhost", f"spki:{spki}")])
PY
    killed
    desk_end
}
between "$work/site.key.pub"
tls=$work/tls
between "$work/evil.key.pub"
ok "whoever is in between, with his own certificate or other content keys, makes another code"

# --- too old, by the desk's clock; then by itself a new one
fresh
desk_start
screen_start "${ca[@]}"
shows_code
old=$(code)
staff 'set?skew=960' >/dev/null
[ "$(confirm "$old")" = "refused 404" ] || fail "a code is good after 16 minutes"
sync_until 60 "r['enrol'] and r['enrol']['code'] != '$old'"
ok "after a quarter of an hour there is another code, and nobody had to walk there"

# --- the screen is restarted in the middle: the same code; the desk: another one
old=$(code)
killed
screen_start "${ca[@]}"
shows_code
[ "$(code)" = "$old" ] || fail "a restart changes the code"
desk_end
desk_start
sync_until 90 "r['enrol'] and r['enrol']['code'] != '$old'"
[ "$(confirm "$old")" = "refused 404" ] || fail "a desk that was restarted knows the old code"
ok "restarts on either side"

# --- power cut between receipt and fsync: the write to the disk hangs, then the machine is dead
killed
mkdir "$work/device/enrolment"
screen_start "${ca[@]}"
shows_code
case "$(confirm "$(code)")" in *'"id"'*) ;; *) fail "its code is not known" ;; esac
sync_until 30 'r["cause"] == "machine"' # received, and not on the disk
killed
rmdir "$work/device/enrolment"
screen_start "${ca[@]}"
sync_until 60 'r["desk"]["state"] == "online" and r["generation"] == "1.2"'
killed
[ "$(look 'len(d["shown"])')" = 0 ] || fail "the start is not over"
ok "an answer that did not reach the disk is given again"

# --- killed anywhere between start and being let in: always whole, or begun anew
for delay in 0 0.02 0.05 0.1 0.2; do
    fresh
    staff 'set?revoke=no' >/dev/null
    screen_start "${ca[@]}"
    sleep "$delay"
    killed
    screen_start "${ca[@]}"
    shows_code
    case "$(confirm "$(code)")" in *'"id"'*) ;; *) fail "after $delay s its code is not known" ;; esac
    sleep "$delay"
    killed
    screen_start "${ca[@]}"
    sync_until 60 'r["desk"]["state"] == "online"'
    killed
done
ok "killed at any moment, it gets in"

# --- to another house, with other keys, where numbers begin anew
desk_end
rm -rf "$work/device" "$work/served/site" "$work/desk.json"
mv "$work/site.key" "$work/old.key" && mv "$work/site.key.pub" "$work/old.key.pub"
mv "$work/evil.key" "$work/site.key" && mv "$work/evil.key.pub" "$work/site.key.pub"
chain_publish
desk_start
screen_start "${ca[@]}"
shows_code
[ "$(sync_says 'r["generation"]')" = None ] || fail "it says that it shows $(sync_says 'r["generation"]')"
case "$(confirm "$(code)")" in *'"id"'*) ;; *) fail "its code is not known" ;; esac
sync_until 60 'r["generation"] == "1.1" and r["failures"] == 0'
ok "a screen may move to another desk"
