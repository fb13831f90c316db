#!/bin/bash
# Keys, publishing and verifying with the real program on the default site.
set -u
bin=$1 source=$2
work=$(mktemp -d) || exit 1
trap 'rm -r "$work"' EXIT
ctl=$bin/kioskctl

fail() { echo "publish: $1" >&2; cat "$work/said" >&2; exit 1; }
# expect STATUS WORDS COMMAND…: how it ends and what it must say.
expect() {
    local status=$1 words=$2; shift 2
    "$@" >"$work/said" 2>&1
    local got=$?
    [ $got = "$status" ] || fail "status $got instead of $status: $*"
    grep -q -- "$words" "$work/said" || fail "does not say \"$words\": $*"
}

mkdir "$work/site"
cp -r "$source/playlists" "$source/assets" "$source/fonts" "$work/site/"
out=$work/out site=$work/site

expect 0 "public key" "$ctl" key new -o "$work/a.key"
[ "$(stat -c %a "$work/a.key")" = 600 ] || fail "the secret key is readable by others"
expect 1 "not replaced" "$ctl" key new -o "$work/a.key"
expect 0 "public key" "$ctl" key new -o "$work/b.key"
publish=("$ctl" publish --site "$site" --key "$work/a.key" --to "$out")

expect 0 "version 1.1" "${publish[@]}"
expect 0 "nothing changed: still version 1.1" "${publish[@]}"
expect 0 "all right" "$ctl" verify "$out" --trust "$work/a.key.pub"
if command -v minisign >/dev/null; then
    expect 0 "Trusted comment: site=ballerup channel=main epoch=1 seq=1" \
        minisign -Vm "$out/c/main/manifest" -x "$out/c/main/manifest.sig" -p "$work/a.key.pub"
fi
echo >>"$site/playlists/site.json"
expect 0 "version 1.2" "${publish[@]}"
expect 0 "version 1.3" "${publish[@]}" --force
expect 0 "version 1.1" "${publish[@]}" --channel test

expect 1 "not trusted" "$ctl" verify "$out" --trust "$work/b.key.pub"
expect 1 "not trusted" "$ctl" publish --site "$site" --key "$work/b.key" --to "$out"
cp "$out/c/test/manifest" "$out/c/test/manifest.sig" "$work/"
cp "$work/manifest" "$work/manifest.sig" "$out/c/main/"
expect 1 "for channel test" "$ctl" verify "$out" --trust "$work/a.key.pub"
echo >>"$out/c/test/manifest"
expect 1 "does not fit" "$ctl" verify "$out" --trust "$work/a.key.pub" --channel test
cp "$work/manifest" "$out/c/test/"
find "$out/o" -type f | while read -r object; do sed -i '1s/^./~/' "$object"; done
expect 1 "not what its name says (playlists/site.json)" "$ctl" verify "$out" --trust "$work/a.key.pub" --channel test

echo '{' >"$site/playlists/site.json"
expect 1 "" "$ctl" publish --site "$site" --key "$work/a.key" --to "$work/none"
[ ! -e "$work/none" ] || fail "something was written for a broken site"
expect 2 usage "$ctl" publish
expect 2 usage "$ctl" verify
expect 2 usage "$ctl" key

# A key that others can read is refused, with the command that mends it.
chmod 644 "$work/a.key"
expect 1 "chmod 600 $work/a.key" "${publish[@]}"
chmod 600 "$work/a.key"

# The guide goes along; one with an error stops everything.
cp "$source/playlists/site.json" "$site/playlists/"
fresh=$work/fresh
expect 0 "version 1.1" "$ctl" publish --site "$site" --key "$work/a.key" --to "$fresh"
grep -q '"playlists/guide/pages/cpr.da.md"' "$fresh/c/main/manifest" || fail "a text of the guide is left out"
grep -q '"playlists/guide/keyboards.json"' "$fresh/c/main/manifest" || fail "the keyboards are left out"
grep -q '"text/markdown"' "$fresh/c/main/manifest" || fail "Markdown has no type"
expect 0 "all right" "$ctl" verify "$fresh" --trust "$work/a.key.pub"
expect 0 "version 7.1" "$ctl" publish --site "$site" --key "$work/a.key" --to "$work/later" --epoch 7
expect 1 "epoch 6 is over" "$ctl" publish --site "$site" --key "$work/a.key" --to "$work/later" --epoch 6
expect 2 usage "$ctl" publish --site "$site" --key "$work/a.key" --to "$work/later" --epoch 0
echo '<b>bold</b>' >>"$site/playlists/guide/pages/cpr.da.md"
expect 1 "pages/cpr.da.md:.*HTML is not shown" "$ctl" publish --site "$site" --key "$work/a.key" --to "$fresh"
expect 0 "version 1.1" "$ctl" verify "$fresh" --trust "$work/a.key.pub"
