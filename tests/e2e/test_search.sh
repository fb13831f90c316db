#!/usr/bin/env bash
# kioskctl search: what a visitor finds, from the command line.
bin=$1 root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAIL: $*" >&2
    exit 1
}
site=$root/tests/data/records/site
found() { # found STATUS EXPECTED-FIRST option… WORD…
    local status=$1 first=$2 got=0
    shift 2
    "$bin/kioskctl" search --site "$site" --at 2026-12-03 "$@" >"$work/out" 2>"$work/err" || got=$?
    [ "$got" = "$status" ] || fail "search $* ends with $got: $(cat "$work/err")"
    [ "$(head -n 1 "$work/out")" = "$first" ] || fail "search $* finds $(cat "$work/out") instead of $first first"
    [ "$(sort "$work/out" | uniq -d)" = "" ] || fail "search $* says a page twice"
}

found 0 first-days --language en first days
found 0 first-days --language da "første dage"
found 0 emergency --language en ambulance
[ ! -s "$work/err" ] || fail "something was found, and yet it says: $(cat "$work/err")"
found 0 long-read --language en past its
grep -q 'nothing is found for "past its"; the nearest are' "$work/err" || fail "it does not say that nothing was found: $(cat "$work/err")"
found 1 '' --language xx doctor
grep -q 'no such language' "$work/err" || fail "a wrong language: $(cat "$work/err")"
found 1 '' --language en --screen nowhere doctor
found 2 '' --language en
found 2 '' doctor
"$bin/kioskctl" search --site "$work" --language en doctor >"$work/out" 2>"$work/err" && fail "a folder without a site is searched"
grep -q site.json "$work/err" || fail "it does not say what is missing: $(cat "$work/err")"
# of this checkout's own site: drafts only when asked for
site=$root
found 1 '' --language uk лікар
grep -q -- '--drafts' "$work/err" || fail "a draft: $(cat "$work/err")"
found 0 health-card --language uk --drafts лікаря
found 0 health-card --language en how do I find a doctor

# what people type every day leads to the page they want: word, language, page
wrong=0 count=0 every=1
grep -aq __asan_init "$bin/kioskctl" && every=8 # all of them without sanitizers
while IFS=$'\t' read -r word language page; do
    [ "$page" != page ] || continue
    count=$((count + 1))
    [ $((count % every)) = 0 ] || continue
    # shellcheck disable=SC2086
    "$bin/kioskctl" search --site "$root" --at 2026-12-03 --language "$language" --drafts $word 2>/dev/null | head -n 3 | grep -qx "$page" && continue
    echo "\"$word\" in $language does not lead to $page"
    wrong=$((wrong + 1))
done <"$root/tests/guide/everyday-words.tsv"
[ "$count" -ge 600 ] || fail "only $count everyday words"
[ "$wrong" = 0 ] || fail "$wrong of $count everyday words"
echo "ok $count everyday words"
