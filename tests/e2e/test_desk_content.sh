#!/bin/bash
# The default site goes into a desk and comes out byte for byte; two people change it by hand at once; people; the log.
set -u
bin=$1 source=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
desk=$bin/kiosk-desk data=$work/desk

fail() { echo "desk content: $1" >&2; cat "$work/said" >&2; exit 1; }
# expect STATUS WORDS COMMAND…: how it ends and what it must say.
expect() {
    local status=$1 words=$2; shift 2
    "$@" >"$work/said" 2>&1 </dev/null
    local got=$?
    [ $got = "$status" ] || fail "status $got instead of $status: $*"
    [ -z "$words" ] || grep -q -- "$words" "$work/said" || fail "does not say \"$words\": $*"
}
same() { # same DIR DIR
    diff -r -x '.*' "$1" "$2" >"$work/said" 2>&1 || fail "$1 and $2 differ"
}

mkdir "$work/site"
cp -r "$source/playlists" "$source/assets" "$source/fonts" "$work/site/"
find "$work/site" -name '__pycache__' -prune -exec rm -r {} +

expect 1 "is not there" "$desk" export --data "$data" --to "$work/out"
expect 0 "revision 1" "$desk" import --site "$work/site" --data "$data"
expect 0 "still revision 1" "$desk" import --site "$work/site" --data "$data"
expect 0 "revision 1" "$desk" export --data "$data" --to "$work/out"
same "$work/site" "$work/out"
[ "$(stat -c %a "$data/desk.db")" = 600 ] || fail "others may read the database"

# What it finds is what kioskctl check finds.
"$bin/kioskctl" check --static --all "$work/site" 2>/dev/null | sort >"$work/check"
rm -rf "$work/other" && "$desk" import --site "$work/site" --data "$work/other" 2>/dev/null | grep -v '^revision' | sort >"$work/found"
diff "$work/check" "$work/found" >"$work/said" || fail "other findings than kioskctl check"

# Over other people's files: never, but put aside.
echo mine >"$work/out/mine"
expect 1 "force" "$desk" export --data "$data" --to "$work/out"
expect 0 "before-1" "$desk" export --data "$data" --to "$work/out" --force
same "$work/site" "$work/out"
[ "$(cat "$work/out.before-1/mine")" = mine ] || fail "what was there is gone"
[ -z "$(find "$work" -maxdepth 1 -name '*.tmp')" ] || fail "something half written is left"

# Two people begin with revision 1. One writes Danish, one English, on one slide: both are kept.
cp -r "$work/site" "$work/a" && cp -r "$work/site" "$work/b" && cp -r "$work/site" "$work/c"
sed -i '0,/"da": "Velkommen"/s//"da": "Hjertelig velkommen"/' "$work/a/playlists/raadhus.json"
sed -i '0,/"en": "Welcome"/s//"en": "A warm welcome"/' "$work/b/playlists/raadhus.json"
sed -i '0,/"da": "Velkommen"/s//"da": "Goddag"/' "$work/c/playlists/raadhus.json"
expect 0 "revision 2" "$desk" import --site "$work/a" --data "$data" --base 1
expect 0 "revision 3" "$desk" import --site "$work/b" --data "$data" --base 1
expect 0 "revision 3" "$desk" export --data "$data" --to "$work/both"
grep -q '"headline": {"en": "A warm welcome", "da": "Hjertelig velkommen"}' "$work/both/playlists/raadhus.json" ||
    fail "one of the two was lost"
[ "$(diff "$work/site/playlists/raadhus.json" "$work/both/playlists/raadhus.json" | grep -c '^>')" = 1 ] ||
    fail "more than that line was touched"
# The third wrote over what somebody else has changed: both are shown, nothing is taken.
expect 1 "Hjertelig velkommen" "$desk" import --site "$work/c" --data "$data" --base 1
grep -q 'slides\[id=welcome\]/headline/da' "$work/said" && grep -q Goddag "$work/said" || fail "does not show both"
expect 0 "revision 3" "$desk" export --data "$data" --to "$work/still"
same "$work/both" "$work/still"
expect 0 "revision 1" "$desk" export --data "$data" --to "$work/first" --revision 1
same "$work/site" "$work/first"
expect 1 "no revision 9" "$desk" export --data "$data" --to "$work/none" --revision 9

# Ten people at once, each on another file: every one of them is kept.
for n in 1 2 3 4 5 6 7 8 9 10; do
    cp -r "$work/both" "$work/p$n"
    file=$(find "$work/p$n/playlists/guide/pages" -name '*.en.md' | sort | sed -n "${n}p")
    echo "Written by $n." >>"$file"
    "$desk" import --site "$work/p$n" --data "$data" --base 3 >"$work/said-$n" 2>&1 &
    jobs[n]=$!
done
for n in 1 2 3 4 5 6 7 8 9 10; do
    wait "${jobs[n]}" || { cp "$work/said-$n" "$work/said"; fail "one of ten was refused"; }
done
expect 0 "revision 13" "$desk" export --data "$data" --to "$work/ten"
[ "$(grep -rh '^Written by [0-9]' "$work/ten" | sort -u | wc -l)" = 10 ] || fail "one of ten was lost"

ln -s /etc/passwd "$work/c/assets/passwd.svg"
expect 1 "passwd.svg.*a link" "$desk" import --site "$work/c" --data "$data" --base 1

# People.
user() { echo "$1" | "$desk" user "${@:2}" --data "$data" >"$work/said" 2>&1; }
user "ni grimme ræve" add Mette --role admin || fail "no administrator"
user "ni grimme ræve" add mette --role viewer && fail "two of one login"
user "short" add kim --role viewer && fail "a short password"
expect 0 "active" "$desk" user list --data "$data"
grep -q kim "$work/said" && fail "half a person"
expect 0 "for one use" "$desk" user add kim --role editor --group Biblioteket --once --data "$data"
expect 0 "for one use" "$desk" user reset kim --data "$data"
expect 0 "" "$desk" user disable kim --data "$data"
expect 0 "kim.*disabled" "$desk" user list --data "$data"
expect 1 "" "$desk" user disable mette --data "$data"
expect 1 "" "$desk" user disable nobody --data "$data"
expect 2 usage "$desk" user add kim --role king --data "$data"
expect 2 usage "$desk" user burn kim --data "$data"

# The log.
expect 0 "all right" "$desk" audit verify --data "$data"
head=$(sed -n 's/^log //p' "$work/said")
expect 0 "all right" "$desk" audit verify --data "$data" --known "$head"
python3 - "$data/desk.db" <<'PYTHON' || fail "the log cannot be changed for the test"
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("DROP TRIGGER audit_stays")
db.execute("UPDATE audit SET who = 'somebody' WHERE n = 2")
db.commit()
PYTHON
expect 1 "" "$desk" audit verify --data "$data"
expect 2 usage "$desk" audit verify --data "$data" --known nonsense
for command in import export publish user backup restore audit; do
    expect 2 usage "$desk" $command
done
echo "desk content: ok"
