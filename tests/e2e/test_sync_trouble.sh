#!/usr/bin/env bash
# Trouble of this machine is never held against the content: it is said, tried again and over when it is over. What the content itself
# is guilty of is seen twice before a generation is given up, and said as long as the server offers it.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/sync.sh"
site() { # site TEXT COLOUR: without feeds, so that only the content decides
    chain_site "$1"
    sed -i '/"feeds":/d' "$work/site/playlists/site.json"
    sed -i "s/#2a6f97/$2/" "$work/site/assets/sky.svg"
}
site One '#2a6f97'
rm -rf "$work/served/site"
chain_publish
chain_sync || fail "first round"
cp -r "$work/store" "$work/old"
site Two '#123456'
chain_publish

# What stands in for kiosk-intake: does what the file `behave` says with pictures of the site; the tiny picture tried at the start is well.
cat >"$work/intake" <<SH
#!/bin/bash
case " \$* " in *" --fit "*) echo "\$*" >>"$work/calls"; . "$work/behave" ;; esac
exec "$bin/kiosk-intake" "\$@"
SH
chmod +x "$work/intake"
: >"$work/calls"
sync_program=$(chain_beside kiosk-sync "$work/intake")

# --- one round: what a bad day of the machine does, and the day after
while IFS='|' read -r name behave words; do
    rm -rf "$work/store" && cp -r "$work/old" "$work/store"
    echo "$behave" >"$work/behave"
    if chain_sync --status "$work/sync.json"; then fail "$name: sync was content"; fi
    grep -q "$words" "$work/last" || fail "$name: sync does not say why ($words)"
    [ "$(sync_says '(r["cause"], r["failures"] > 0, r["offered"], r["generation"], r["rejected"])')" = \
        "('machine', True, '1.2', '1.1', [])" ] || fail "$name: $(sync_says r)"
    [ -z "$(sync_rejected)" ] || fail "$name: rejected $(sync_rejected)"
    : >"$work/behave"
    chain_sync --status "$work/sync.json" || fail "$name: and then the content is not taken"
    [ "$(sync_says '(r["generation"], r["failures"], r["error"])')" = "('1.2', 0, '')" ] || fail "$name: $(sync_says r)"
    ok "$name: said, and forgotten when it is over"
done <<'TABLE'
killed for want of memory|kill -KILL $$|killed
out of the processor's time|kill -XCPU $$|too long
no jail|echo "kiosk-intake: cannot make the jail" >&2; exit 3|cannot make the jail
cannot be loaded|echo "error while loading shared libraries" >&2; exit 127|shared libraries
fails without a word|exit 1|without a word
writes rubbish|cat >/dev/null; echo rubbish; exit 0|assets/sky.svg
TABLE

# --- as a service: never "all is well" while it lasts; given longer each time; by itself when it is over
rm -rf "$work/store" && cp -r "$work/old" "$work/store"
: >"$work/calls"
echo 'kill -KILL $$' >"$work/behave"
sync_start
for _ in $(seq 1200); do
    [ "$(wc -l <"$work/calls")" -lt 4 ] || break
    "$root/tests/support/after" 50
done
grep -q -- '--patience 2' "$work/calls" && grep -q -- '--patience 4' "$work/calls" || fail "it is not given longer"
sync_until 60 'r["state"] == "waiting" and r["failures"] >= 3 and r["cause"] == "machine" and r["next"] >= r["now"]' \
    'r["generation"] == "1.1" and (r["failures"] > 0 or r["offered"] is None or r["state"] != "waiting")'
[ -z "$(sync_rejected)" ] || fail "rejected $(sync_rejected)"
: >"$work/behave"
sync_until 120 'r["generation"] == "1.2" and r["failures"] == 0 and r["error"] == "" and r["cause"] == ""' \
    'r["failures"] > 0 or r["generation"] == "1.2"'
sync_end
ok "as a service: tried again with pauses, never called well, and over by itself"

# --- the jail cannot be made at all: said at the start, before anything is to be decoded
cat >"$work/nojail" <<'SH'
#!/bin/bash
[ ! -f "${0%/*}/mended" ] || exec "$(cat "${0%/*}/mended")" "$@"
echo "kiosk-intake: cannot make the jail: the system call seccomp is refused" >&2
exit 3
SH
chmod +x "$work/nojail"
usual=$sync_program sync_program=$(chain_beside kiosk-sync "$work/nojail")
sync_start
sync_until 60 '"cannot make the jail" in r["error"] and r["failures"] > 0 and r["cause"] == "machine" and r["checked"]'
grep -q 'error: .*cannot make the jail' "$work/sync.log" || fail "the log does not say so"
echo "$bin/kiosk-intake" >"${sync_program%/*}/mended"
sync_until 120 'r["error"] == "" and r["failures"] == 0'
sync_end
sync_program=$usual
ok "no jail: said at the start, tried again, well when it is mended"

# --- a picture that is none: twice, then given up with its reason; and said again and again
echo 'not a picture' >"$work/site/assets/sky.svg"
chain_publish
sync_start
sync_until 60 'r["rejected"]' 'r["generation"] == "1.2"'
grep -q 'looked at once more' "$work/sync.log" || fail "given up at first sight"
[ "$(sync_says '[(x["generation"], x["by"], x["at"] > 0, "assets/sky.svg: not a PNG" in x["why"]) for x in r["rejected"]]')" = \
    "[('1.3', 'content', True, True)]" ] || fail "the reason is not kept: $(sync_says r)"
sync_until 60 '"1.3 is not used" in r["error"] and r["offered"] == "1.3"' 'r["failures"] > 0'
checked=$(sync_says 'r["checked"]')
sync_until 60 "r['checked'] > $checked + 6 and r['state'] == 'waiting'" \
    'r["failures"] > 0 and r["cause"] == "content" and "sky.svg" in r["error"] and r["generation"] == "1.2"'
grep -q 'generation 1.3 is not used' "$work/sync.log" || fail "the log does not say so"
sync_end
if chain_sync; then fail "a new start is content with a rejected generation"; fi
grep -q 'generation 1.3 is not used (its content is bad: assets/sky.svg' "$work/last" || fail "a new start does not say why"
site Three '#654321'
chain_publish
chain_sync --status "$work/sync.json" || fail "the mended one is not taken"
[ "$(sync_says '(r["generation"], r["failures"], [x["generation"] for x in r["rejected"]])')" = "('1.4', 0, ['1.3'])" ] ||
    fail "after the mended one: $(sync_says r)"
ok "a picture that is none: seen twice, given up with its reason, said until it is mended"

# --- a site without a slide never takes the place of one that has some
echo '{"name": {"en": "Main", "da": "Hoved"}, "slides": []}' >"$work/site/playlists/main.json"
chain_publish
sync_start
sync_until 60 'r["rejected"] and r["rejected"][0]["generation"] == "1.5"' 'r["generation"] == "1.4"'
sync_says 'r["rejected"][0]["why"]' | grep -q 'no screen .* slide' || fail "the reason: $(sync_says r)"
sync_end
ok "a site without a slide: given up with its reason"

# --- the disk, and not the author, was wrong: fetched again
site Four '#112233'
chain_publish
hash=$(python3 -c 'import json, sys
print(next(f["h"] for f in json.load(open(sys.argv[1]))["files"] if f["name"] == "assets/sky.svg"))' "$work/served/site/c/main/manifest")
object=$work/store/o/${hash:0:2}/$hash
cat >"$work/behave" <<SH
printf X | dd of=$object bs=1 seek=3 conv=notrunc 2>/dev/null
: >$work/behave
echo "kiosk-intake: not a picture" >&2
exit 1
SH
sync_start
sync_until 120 'r["generation"] == "1.6" and r["failures"] == 0' 'r["rejected"][0]["generation"] == "1.5"'
sync_end
grep -q 'looked at once more' "$work/sync.log" || fail "the first look is not said"
grep -q 'hash is wrong' "$work/sync.log" || fail "the damage is not found out"
ok "a damaged object is no verdict: read anew, found out, fetched again"
