#!/usr/bin/env bash
# The desk's disk is full: each thing that writes says so (507), loses nothing, and works again when there is room. Needs the right to mount.
set -eu
bin=$1 root=$2
for tool in curl openssl; do command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 77; }; done
work=$(mktemp -d)
# shellcheck source=tests/support/server.sh
. "$root/tests/support/server.sh"
# shellcheck source=tests/support/desk.sh
. "$root/tests/support/desk.sh"
trap 'desk_end || true; desk_sign_end; umount -l "$work/desk" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
mkdir -m 700 "$work/desk"
mount -t tmpfs -o size=24m,mode=700 none "$work/desk" 2>/dev/null || { echo "skipped: no right to mount"; exit 77; }
fail() {
    echo "FAILED: $*: status $status" >&2
    head -c 2000 "$work/body" >&2 || true
    tail -n 20 "$work/desk.log" >&2 || true
    exit 1
}
ok() { echo "ok: $*"; }
expect() { [ "$status" = "$1" ] || fail "$2: not $1"; }
edit() { send POST /api/1/edits "{\"ops\":[{\"file\":\"playlists/main.json\",\"path\":\"/slides[id=first]/headline/en\",\"op\":\"set\",\"value\":\"$1\"}]}"; }
draft() { send PUT /api/1/drafts "{\"file\":\"playlists/main.json\",\"slide\":\"first\",\"base\":1,\"ops\":[{\"file\":\"playlists/main.json\",\"path\":\"/name/en\",\"op\":\"set\",\"value\":\"$1\"}]}"; }
fill() { dd if=/dev/zero of="$work/desk/ballast" bs=4k 2>/dev/null || true; }
files() { ask GET /api/1/files; cp "$work/body" "$1"; }
upload() { ask PUT "/api/1/media?name=a.svg" -H 'Content-Type: image/svg+xml' --data-binary @"$work/a.svg"; }

desk_make || fail "no desk"
desk_sign_start || fail "kiosk-sign does not start"
desk_start || fail "the desk does not start"
sign_in anna || fail "anna cannot sign in"
edit Before
expect 200 "an edit while there is room"
send POST /api/1/publish '{"revision":2}'
expect 200 "publishing while there is room"
draft Kept
expect 204 "a draft while there is room"
edit Unpublished
expect 200 "another edit"
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="#f00" d="M0 0h20v10H0z"/><!-- %s --></svg>' \
    "$(head -c 20000 /dev/urandom | base64 -w 0)" >"$work/a.svg"
files "$work/before"

fill
long=$(head -c 9000 /dev/zero | tr '\0' x)
edit "$long"
expect 507 "an edit"
grep -q no-room "$work/body" || fail "an edit does not say that the disk is full"
draft "$long"
expect 507 "a draft"
upload
expect 507 "a picture"
send POST /api/1/publish '{"revision":3}'
expect 507 "publishing"
ok "an edit, a draft, a picture and a publish are refused with 507"

ask GET /api/1/me
expect 200 "the session"
files "$work/after"
cmp -s "$work/before" "$work/after" || fail "something was changed"
ask GET /api/1/drafts
[ "$(body 'd[0]["ops"][0]["value"]')" = Kept ] || fail "the draft is another"
ask GET /api/1/publication
[ "$(body 'd["published"]["revision"], d["newest"]')" = "(2, 3)" ] || fail "what is published"
"$bin/kioskctl" verify "$work/desk/site" --trust "$work/site.key.pub" >"$work/body" 2>&1 || fail "the published tree"
ok "nothing is lost, and the desk goes on"

rm "$work/desk/ballast"
edit Again
expect 200 "an edit when there is room again"
upload
expect 201 "a picture when there is room again"
draft Again
expect 204 "a draft when there is room again"
send POST /api/1/publish '{"revision":4}'
expect 200 "publishing when there is room again"
"$bin/kioskctl" verify "$work/desk/site" --trust "$work/site.key.pub" >"$work/body" 2>&1 || fail "the published tree"
[ -z "$(find "$work/desk" -name '*.tmp')" ] || fail "something unfinished was left: $(find "$work/desk" -name '*.tmp')"
desk_end || fail "SIGTERM does not end it well"
"$bin/kiosk-desk" audit verify --data "$work/desk" >"$work/body" 2>&1 || fail "the log"
ok "all of it works when there is room again"
