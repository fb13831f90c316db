#!/usr/bin/env bash
# A screen that is switched off is waited for, said, and taken when it comes; drivers that draw for nobody are none.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
. "$root/tests/support/service.sh"
chain_sync || fail "first round"
export DISPLAY=:$((1000 + $$ % 20000)) SDL_VIDEODRIVER=x11

# --- with a window, or a driver that shows nothing: one line, exit status 1
for driver in x11 dummy offscreen evdev; do
    status=0
    SDL_VIDEODRIVER=$driver "$bin/kiosk" --store "$work/store" --window 640x360 2>"$work/last" || status=$?
    [ "$status" = 1 ] && grep -q "no display" "$work/last" || fail "$driver: exit status $status: $(cat "$work/last")"
done
ok "without a display a window is an error"

# --- full screen, as a service
service_manager
export WATCHDOG_USEC=15000000
service_start --store "$work/store" --screen one --counters "$work/counters.db"
service_is 20 's["driver"] == "" and "no display" in s["why"]'
service_until 20 "STATUS" service_said "STATUS=waiting for a display"
service_until 20 "READY=1" service_said READY=1
service_until 30 "WATCHDOG=1" service_said WATCHDOG=1
[ "$(service_starts)" = 1 ] || fail "it ends and starts again"
[ "$(grep -c 'waiting for a display' "$work/kiosk.log")" = 1 ] || fail "not said once: $(cat "$work/kiosk.log")"
[ ! -s "$work/run/starts" ] || fail "held against the content: $(cat "$work/run/starts")"
ok "it waits, says so once, and the service manager knows"
service_stop
ok "and can be stopped while it waits"

rm -f "$work/starts.log"
: >"$work/notify.log"
service_start --store "$work/store" --screen one --counters "$work/counters.db"
service_is 20 's["driver"] == ""'
Xvfb "$DISPLAY" -screen 0 640x360x24 -nolisten tcp -noreset 2>"$work/xvfb.log" &
screen_pid=$!
chain_pids="$chain_pids $screen_pid"
service_is 30 's["driver"] == "x11" and s["generation"] == "1.1" and s["panel"] == [640, 360] and s["why"] == ""'
service_status 's["renderer"] == "memory"' || fail "renderer: $(status_json)"
screen_shot now
[ "$(screen_colours now)" -gt 10 ] || fail "taken, but blank"
[ "$(service_starts)" = 1 ] || fail "it took another start"
service_stop
ok "the display is taken when it comes"
