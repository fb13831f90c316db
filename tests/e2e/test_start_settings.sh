#!/usr/bin/env bash
# Mistakes in the settings are said where somebody stands, mended as soon as the file is, and never the content's fault.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/service.sh"
chain_sync || fail "first round"
settings() { # settings PLAYER: written whole
    printf '{\n "player": {"store": "%s", "counters": "%s", %s},\n "sync": {"status": "%s"}\n}\n' "$work/store" "$work/counters.db" "$1" \
        "$work/sync.json" >"$work/screen.json.new"
    mv "$work/screen.json.new" "$work/screen.json"
}
options=(--config "$work/screen.json" --headless --window 640x360)

# --- on a terminal a mistake is wrong usage
settings '"scren": "one"'
status=0
"$bin/kiosk" "${options[@]}" 2>"$work/last" || status=$?
[ "$status" = 2 ] && grep -q 'screen.json:2:.*did you mean "screen"' "$work/last" || fail "exit status $status: $(cat "$work/last")"
ok "on a terminal a broken file is wrong usage, with line and column"

# --- as a service it is on the screen and in the report, and the program stays up
service_manager
service_start "${options[@]}"
service_is 30 'f"screen.json:2:" in s["why"] and "did you mean" in s["why"] and s["rung"] == "built-in" and s["counts"]["frames"] > 0'
service_until 10 "READY=1" service_said READY=1
[ "$(service_starts)" = 1 ] || fail "it ends and starts again"
ok "as a service it says so on the screen and in the report"

# --- mended, but with a name that the content does not have
settings '"screen": "oen"'
service_is 30 '"no screen called \"oen\"" in s["why"] and "it has: one" in s["why"] and s["rung"] == "built-in"'
[ "$(service_starts)" = 2 ] || fail "$(service_starts) starts"
[ ! -e "$work/store/player/rejected" ] || fail "a wrong name condemns: $(cat "$work/store/player/rejected")"
chain_sync || fail "kiosk-sync takes it for the content's fault"
ok "a wrong name is said, with those there are, and is nobody else's fault"

settings '"screen": "one"'
service_is 30 's["generation"] == "1.1" and s["rung"] == "current" and s["why"] == ""'
[ "$(service_starts)" = 3 ] || fail "$(service_starts) starts"
ok "mended, it plays"

# --- the keys it believes are wrong: the machine's trouble too, said, and over when the file is right
service_stop
cp "$work/site.key.pub" "$work/right.pub"
"$bin/kioskctl" key new -o "$work/other.key" >"$work/last" 2>&1 || fail "key new"
cp "$work/other.key.pub" "$work/trust.pub"
settings "\"screen\": \"one\", \"trust\": \"$work/trust.pub\""
service_start "${options[@]}"
service_is 30 's["rung"] == "built-in" and s["why"] != ""'
[ ! -e "$work/store/player/rejected" ] || fail "a wrong key condemns"
cp "$work/right.pub" "$work/trust.pub"
service_is 60 's["generation"] == "1.1" and s["rung"] == "current"'
service_stop
ok "a wrong trust file is said, and over when it is right"
