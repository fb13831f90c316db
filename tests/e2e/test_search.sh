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

# what people type every day leads to the page they want
expect() { # expect STATUS TEXT FILE option…
    local status=$1 text=$2 file=$3 got=0
    shift 3
    "$bin/kioskctl" search --site "$root" --at 2026-12-03 --expect "$file" "$@" >"$work/out" 2>&1 || got=$?
    [ "$got" = "$status" ] || fail "--expect $file ends with $got: $(cat "$work/out")"
    grep -qF -- "$text" "$work/out" || fail "--expect $file does not say \"$text\": $(cat "$work/out")"
}
words=$root/tests/guide/everyday-words.tsv
count=$(grep -vc '^word	' "$words")
[ "$count" -ge 600 ] || fail "only $count everyday words"
expect 0 "$count of $count lead to their page" "$words" --drafts
printf 'word\tlanguage\tpage\n# a remark\n\ndoctor\ten\thealth-card\r\nhow do I find a doctor\ten\thealth-card\n' >"$work/words"
expect 0 '2 of 2 lead to their page' "$work/words"
printf 'doctor\ten\twaste\n' >>"$work/words"
expect 1 "$work/words:6: \"doctor\" in en does not lead to waste but to health-card" "$work/words"
expect 1 '2 of 3 lead to their page' "$work/words"
printf 'qqqqqqqqqq\ten\twaste\n' >"$work/words"
expect 1 'does not lead to waste but to nothing' "$work/words"
printf 'лікар\tuk\thealth-card\ndoctor\txx\thealth-card\n' >"$work/words"
expect 1 "$work/words:1: error: the language is a draft that visitors are not offered; --drafts" "$work/words"
expect 1 "$work/words:2: error: the guide has no such language" "$work/words"
expect 1 '1 of 2 lead to their page' "$work/words" --drafts
printf 'doctor\ten\n' >"$work/words"
expect 1 "$work/words:1: error: write it as WORDS, a tab, LANGUAGE, a tab, PAGE" "$work/words"
expect 1 "$work/none" "$work/none"
found 2 '' --language en --expect "$words"
echo "ok $count everyday words"
