#!/usr/bin/env bash
# Whole visits to a playing screen: what is touched comes on, is counted and reported; keypad and staff; the same pixels as kioskctl
# render; and reading aloud with a program that pretends to be espeak-ng.
bin=$1 root=$2
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    [ ! -e "$work/log" ] || cat "$work/log"
    exit 1
}
ok() { echo "ok $1"; }
mkdir "$work/run" "$work/cache" "$work/path"
printf '#!/bin/sh\necho "$@" >>%s\ncat >>%s\n' "$work/told" "$work/said" >"$work/path/espeak-ng"
chmod +x "$work/path/espeak-ng"

visit() { # visit: plays the steps on standard input
    cat >"$work/visit"
    PATH="$work/path:$PATH" RUNTIME_DIRECTORY=$work/run "$bin/kiosk" --site "$root" --headless --speed 1 --window 1280x720 \
        --at 2026-11-24T10:00 --cache "$work/cache" --counters "$work/counters.db" --visit "$work/visit" "$@" 2>"$work/log"
}
same() { # same A.png B.png
    [ "$(compare -metric AE "$1" "$2" null: 2>&1 | cut -d' ' -f1)" = 0 ]
}
render() { # render FILE option…
    local file=$1
    shift
    "$bin/kioskctl" render --site "$root" --at 2026-11-24T10:00 --size 1280x720 --cache "$work/cache" "$@" -o "$file" \
        2>"$work/log" || fail "render $*"
}

visit <<STEPS || fail "a visit ends with $?"
shot $work/rest.png
press English
shot $work/home.png
press I live here
shot $work/door.png
press CPR number
shot $work/cpr.png
press Emergency
shot $work/emergency.png
press Clear and leave
end
STEPS
for page in "home home" "door live" "cpr cpr" "emergency emergency"; do
    render "$work/want.png" --page "${page#* }" --language en
    same "$work/${page% *}.png" "$work/want.png" || fail "${page% *}.png is not what kioskctl render --page ${page#* } paints"
done
ok "what was touched came on, with kioskctl render's pixels"

python3 - "$work/counters.db" "$work/run/status.json" <<'PY' || fail "counters or status"
import json, sqlite3, sys
rows = {(language, page, name): count for language, page, name, count in
        sqlite3.connect(sys.argv[1]).execute("SELECT language, page, name, count FROM counts")}
for key in [("en", "", "sessions"), ("en", "", "reset_by_user"), ("en", "", "emergency"), ("en", "cpr", "page_opens"),
            ("en", "home", "page_opens"), ("en", "live", "page_opens")]:
    assert rows.get(key) == 1, (key, rows)
status = json.load(open(sys.argv[2]))["visit"]
assert status["place"] == "rest" and not status["touch_fault"], status
assert status["latency_ms"]["count"] == 4 and status["latency_ms"]["max"] > 0, status
PY
ok "counted and reported, without saying which page is shown"

visit <<STEPS || fail "a visit with the keypad ends with $?"
key next
key next
shot $work/focus.png
key repeat
wait 500
key back
end
STEPS
same "$work/focus.png" "$work/home.png" && fail "the keypad's focus does not show"
grep -q -- '-v en' "$work/told" && [ -s "$work/said" ] || fail "nothing is read aloud: $(cat "$work/told" "$work/said" 2>&1)"
ok "the keypad moves a focus, and repeat reads aloud"

hash=$(printf '271828\n271828\n' | "$bin/kioskctl" pin | cut -d'"' -f4)
printf '{"player": {"site": "%s", "staff_pin": "%s"}}' "$root" "$hash" >"$work/screen.json"
visit --config "$work/screen.json" <<STEPS || fail "a visit of staff ends with $?"
hold 0.002 0.002 5400
shot $work/pin.png
press 2
press 7
press 1
press 8
press 2
press 8
shot $work/typed.png
end
STEPS
same "$work/pin.png" "$work/typed.png" && fail "the corner does not ask for the PIN"
grep -qr 271828 "$work/run" "$work/log" && fail "the PIN is in the log or the runtime folder"
ok "the corner asks staff for their PIN"

visit <<STEPS && fail "a visit that cannot go on ends with 0"
press Nothing of that name
STEPS
grep -q 'visit:1: there is nothing to touch for "Nothing of that name"' "$work/log" || fail "it is not said why"
ok "a script that cannot go on says where"
