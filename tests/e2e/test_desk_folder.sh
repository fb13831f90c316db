#!/usr/bin/env bash
# kioskctl desk pull|push: one person changes the site by hand in a folder, another one in the desk.
set -eu
bin=$1 root=$2
for tool in curl openssl; do command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 77; }; done
work=$(mktemp -d)
# shellcheck source=tests/support/server.sh
. "$root/tests/support/server.sh"
# shellcheck source=tests/support/desk.sh
. "$root/tests/support/desk.sh"
trap 'desk_end || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
fail() {
    echo "FAILED: $*" >&2
    head -c 2000 "$work/said" "$work/body" >&2 || true
    exit 1
}
ok() { echo "ok: $*"; }
main=$work/hand/playlists/main.json
export KIOSK_DESK_PASSWORD=$desk_password

# desk STATUS WORDS ARGUMENT…: how kioskctl desk ends, and what it must say
desk() {
    local wanted=$1 words=$2 got=0
    shift 2
    "$bin/kioskctl" desk "$@" --ca "$work/tls/ca.pem" >"$work/said" 2>&1 </dev/null || got=$?
    [ "$got" = "$wanted" ] || fail "$got instead of $wanted: kioskctl desk $*"
    [ -z "$words" ] || grep -q -- "$words" "$work/said" || fail "does not say \"$words\": kioskctl desk $*"
}
pull() { desk "$1" "$2" pull --to "$work/hand" "${@:3}"; }
push() { desk "$1" "$2" push --from "$work/hand" "${@:3}"; }
edit() { # edit PATH VALUE: bo, in the browser, on the newest revision
    who=bo
    send POST /api/1/edits "{\"ops\":[{\"file\":\"playlists/main.json\",\"path\":\"$1\",\"op\":\"set\",\"value\":\"$2\"}]}"
    [ "$status" = 200 ] || fail "an edit in the desk: $status"
}
same() { # what the desk gives out is the folder, to the last byte
    rm -rf "$work/out"
    "$bin/kiosk-desk" export --data "$work/desk" --to "$work/out" >"$work/said" 2>&1 || fail "no export"
    diff -r -x '.*' -x '*~' "$work/out" "$work/hand" >"$work/said" || fail "$1: the desk and the folder differ"
}

desk_make || fail "no desk"
printf '\n# By hand\r\n\tand no line feed' >"$work/site/playlists/notes.md"
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h20v10z"/></svg>' >"$work/site/assets/a b.svg"
"$bin/kiosk-desk" import --site "$work/site" --data "$work/desk" >/dev/null 2>&1
desk_start || fail "the desk does not start"
sign_in bo || fail "bo cannot sign in"

pull 1 "say --desk URL"
pull 1 "is wrong" --desk "$url" --login nobody
pull 0 "revision 2" --desk "$url" --login anna
same "a pull"
[ "$(grep -c "$desk_password" "$work/hand/.kiosk-desk.json")" = 0 ] || fail "the password is kept"
pull 0 "revision 2"
push 0 "nothing to send"
pull 1 "another desk into another folder" --desk https://localhost:1
ok "a site comes into a folder byte for byte, and its desk is remembered"

sed -i 's/"en": "Two"/"en": "By hand"/' "$main"
edit "/slides[id=first]/headline/da" "I browseren"
push 0 "revision 4" --note "one word"
grep -q "By hand" "$main" && grep -q "I browseren" "$main" || fail "one of the two was lost"
same "two fields"
who=bo
ask GET "/api/1/history"
grep -q '"one word"' "$work/body" || fail "the note is not in the history"
ok "two people change two fields: both are kept, in the desk and in the folder"

sed -i 's/"en": "One"/"en": "Still by hand"/' "$main"
edit "/slides[id=second]/headline/da" "Igen i browseren"
pull 0 "put into yours"
grep -q "Still by hand" "$main" && grep -q "Igen i browseren" "$main" || fail "a pull lost one of the two"
push 0 "revision 6"
same "two fields, pulled first"
ok "a pull merges as the desk does, and what was written by hand is sent later"

sed -i 's/"en": "By hand"/"en": "Mine"/' "$main"
edit "/slides[id=second]/headline/en" "Theirs"
cp "$main" "$work/mine"
push 1 '"Theirs"'
grep -q '"Mine"' "$work/said" && grep -q 'slides\[id=second\]/headline/en' "$work/said" && grep -q 'by bo' "$work/said" ||
    fail "does not show both, and where"
cmp -s "$main" "$work/mine" || fail "a refused push changed the folder"
pull 1 "main.json.theirs~"
cmp -s "$main" "$work/mine" || fail "what was written by hand is gone"
grep -q Theirs "$main.theirs~" || fail "the desk's version is not there"
push 1 "is the desk's version"
sed -i 's/"en": "Mine"/"en": "Both"/' "$main"
rm "$main.theirs~"
push 0 "revision 8"
same "a conflict that was settled"
ok "the same field: nothing is lost, both versions are whole, and it goes on from there"

sed -i 's/0h20/0h30/' "$work/hand/assets/a b.svg"
cp "$work/hand/assets/a b.svg" "$work/hand/assets/new.svg"
sed -i 's/h30/h10/' "$work/hand/assets/new.svg"
rm "$work/hand/playlists/notes.md"
echo "# New" >"$work/hand/playlists/new.md"
push 0 "assets/new.svg: sent"
same "files that came, went and changed"
printf 'no picture' >"$work/hand/assets/no.png"
push 1 "assets/no.png"
rm "$work/hand/assets/no.png"
mkdir "$work/hand/assets/film"
truncate -s 70M "$work/hand/assets/film/a.mp4"
push 1 "assets/film/a.mp4: error: is no picture: fonts, films and what belongs to them come in on the server"
rm -r "$work/hand/assets/film"
printf '{\n "slides": [,]}' >"$main"
push 1 "main.json:2:"
printf '\377' >"$work/hand/playlists/new.md"
push 1 "UTF-8"
pull 0 ""
[ "$(cat "$main")" = "$(printf '{\n "slides": [,]}')" ] || fail "a pull took what was being written"
ok "pictures, new files and removed ones; what is wrong is said with its line, and stays where it is"

KIOSK_DESK_PASSWORD=wrong push 1 "wrong"
(unset KIOSK_DESK_PASSWORD && push 1 "set KIOSK_DESK_PASSWORD")
for usage in "" "pull" "push --to $work/hand" "pull --from $work/hand" "fetch --to $work/hand"; do
    # shellcheck disable=SC2086
    "$bin/kioskctl" desk $usage >"$work/said" 2>&1 && fail "\"$usage\" is taken"
    grep -q '^usage: kioskctl desk' "$work/said" || fail "\"$usage\" is not told how"
done
grep -qE 'ERROR: AddressSanitizer|runtime error' "$work/desk.log" && fail "the sanitizers"
ok "what is asked for wrongly is told how"
desk_end || fail "SIGTERM does not end it well"
echo "desk folder: ok"
