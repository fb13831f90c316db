#!/bin/bash
# A revision goes out and is taken back; killed at system calls of a publish that change something, or kiosk-sign killed at those of a
# signature, the screens find the old or the new site, whole, the desk knows which, and publishing once more is all it takes. Of calls of
# one kind in a row the publish is killed at the first; at every one with KIOSK_ALL_POINTS=1, which takes minutes.
set -u
bin=$1 source=$2
. "$source/tests/support/points.sh"
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 1
signer=
trap '[ -z "$signer" ] || kill "$(cat "$work/sign.pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
desk=$bin/kiosk-desk ctl=$bin/kioskctl data=$work/desk key=$work/k

fail() { echo "desk publish: $1" >&2; cat "$work/said" >&2; exit 1; }
expect() {
    local status=$1 words=$2; shift 2
    "$@" >"$work/said" 2>&1 </dev/null
    local got=$?
    [ $got = "$status" ] || fail "status $got instead of $status: $*"
    [ -z "$words" ] || grep -q -- "$words" "$work/said" || fail "does not say \"$words\": $*"
}
change() { # change FROM TO: the headline of one slide, as the next revision
    sed -i "0,/\"da\": \"$1\"/s//\"da\": \"$2\"/" "$work/site/playlists/raadhus.json"
    "$desk" import --site "$work/site" --data "$data" >"$work/said" 2>&1 || fail "cannot change it"
}
mkdir "$work/site"
cp -r "$source/playlists" "$source/assets" "$source/fonts" "$work/site/"
expect 0 "" "$ctl" key new -o "$key"
expect 0 "revision 1" "$desk" import --site "$work/site" --data "$data"
publish=("$desk" publish --data "$data" --key "$key")
verify=("$ctl" verify "$data/site" --trust "$key.pub")

expect 1 "nothing was published" "${publish[@]}" --undo
expect 0 "revision 1 as version 1.1" "${publish[@]}"
expect 0 "still version 1.1" "${publish[@]}"
expect 0 "all right" "${verify[@]}"
change Velkommen Goddag
expect 0 "revision 2 as version 1.2" "${publish[@]}"
expect 1 "newer" "${publish[@]}" --revision 1
expect 0 "revision 1 as version 1.3" "${publish[@]}" --undo
expect 0 "version 1.3" "${verify[@]}"
expect 0 "revision 2 as version 1.4" "${publish[@]}" --undo
# A site with an error stays here; what is out stays as it is.
cp "$work/site/playlists/raadhus.json" "$work/good"
sed -i '0,/"type": "text"/s//"type": "tekst"/' "$work/site/playlists/raadhus.json"
expect 0 "revision 3" "$desk" import --site "$work/site" --data "$data"
expect 1 "raadhus.json:.*error" "${publish[@]}"
expect 0 "version 1.4" "${verify[@]}"
cp "$work/good" "$work/site/playlists/raadhus.json"
expect 0 "revision 4" "$desk" import --site "$work/site" --data "$data"
# Another key, and none.
expect 0 "" "$ctl" key new -o "$work/other"
expect 1 "not trusted" "$desk" publish --data "$data" --key "$work/other"
expect 1 "" "$desk" publish --data "$data" --sign-socket "$work/nobody"
expect 2 usage "$desk" publish --data "$data"

command -v strace >/dev/null && strace -qq -o /dev/null true 2>/dev/null || { echo "desk publish: ok, but no strace: nothing was killed"; exit 0; }
export ASAN_OPTIONS=detect_leaks=0 # a leak search needs ptrace, which strace has
change Goddag "Kom ind"
cp -a "$data" "$work/base"
signer_start() { # signer_start [COMMAND…]: kiosk-sign as COMMAND runs it, until it listens
    : >"$work/sign.log"
    "$@" sh -c 'echo $$ >"$0.pid"; exec "$@" 2>"$0.log"' "$work/sign" \
        "$bin/kiosk-sign" --key "$key" --listen "$work/socket" --state "$work/signed" &
    signer=$!
    local deadline=$((SECONDS + 30))
    until grep -q '^listening at' "$work/sign.log"; do
        [ $SECONDS -lt $deadline ] || fail "kiosk-sign does not start: $(cat "$work/sign.log")"
        "$source/tests/support/after" 10
    done
}
signer_end() {
    { [ -z "$signer" ] || { kill "$(cat "$work/sign.pid")" && wait "$signer"; }; } 2>/dev/null
    signer=
}
begin() { # the desk as it was before, and a signer with nothing in its book, which has the numbers from the tree
    signer_end
    rm -rf "$data" "$work/signed" && cp -a "$work/base" "$data" && mkdir -m 700 "$work/signed"
}
judge() { # judge WHAT: what the screens find; publishing once more, and all agree
    # between the two files the old manifest has a new signature: a screen keeps what it has and asks again
    if "${verify[@]}" >"$work/said" 2>&1; then
        case $(cat "$work/said") in
        *"version 1.4"*) old=$((old + 1)) ;;
        *"version 1.5"*) new=$((new + 1)) ;;
        *) fail "$1: neither the old nor the new one" ;;
        esac
    else
        grep -q "does not fit" "$work/said" || fail "$1: torn"
    fi
    expect 0 "version 1.[56]" "${publish[@]}"
    expect 0 "all right" "${verify[@]}"
    local published rows
    published=$(sed -n 's/.*version \([0-9.]*\),.*/\1/p' "$work/said")
    rows=$(python3 -c 'import sqlite3, sys
print(*("%d.%d" % row for row in sqlite3.connect(sys.argv[1]).execute("SELECT epoch, seq FROM publication ORDER BY n DESC LIMIT 1")))' "$data/desk.db")
    [ "$rows" = "$published" ] || fail "$1: the tree has $published, the database $rows"
    expect 0 "all right" "$desk" audit verify --data "$data"
}
publish=("$desk" publish --data "$data" --sign-socket "$work/socket")

begin
signer_start
points_list "$data" "$work/log" "${publish[@]}" >"$work/all" || fail "cannot be traced"
[ "$(wc -l <"$work/all")" -gt 15 ] || fail "too few points: $(cat "$work/all")"
awk -v all="${KIOSK_ALL_POINTS:-}" 'all || $1 != last; { last = $1 }' "$work/all" >"$work/points"
old=0 new=0
while read -r call n; do
    begin
    signer_start
    points_kill "$call" "$n" "${publish[@]}" >/dev/null 2>&1 && fail "not killed at $call $n"
    judge "killed at $call $n"
done <"$work/points"
[ $old -gt 5 ] && [ $new -gt 0 ] || fail "only one kind of end was seen: $old old, $new new"
echo "desk publish: ok, killed at $(wc -l <"$work/points") of $(wc -l <"$work/all") points: $old old, $new new"

# What kiosk-sign has not answered is not published, whatever is in its book.
begin
signer_start points_list "$work/signed" "$work/log" >"$work/points"
expect 0 "version 1.5" "${publish[@]}"
signer_end
[ "$(wc -l <"$work/points")" -ge 5 ] || fail "too few points of kiosk-sign: $(cat "$work/points")"
old=0 new=0
while read -r call n; do
    begin
    signer_start points_kill "$call" "$n" 2>/dev/null
    expect 1 "" "${publish[@]}"
    wait "$signer" 2>/dev/null && fail "kiosk-sign is not killed at $call $n"
    signer=
    signer_start
    judge "kiosk-sign killed at $call $n"
done <"$work/points"
[ "$old" = "$(wc -l <"$work/points")" ] || fail "published without a signature: $old old, $new new"
echo "desk publish: ok, kiosk-sign killed at $old points"
