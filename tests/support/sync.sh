# shellcheck shell=bash
# kiosk-sync as a service, for tests that source chain.sh first: started, its report read and waited for, ended.
sync_pid=

# sync_start [option]…: $sync_program, kiosk-sync unless set; its words in $work/sync.log, its report in $work/sync.json
sync_start() {
    rm -f "$work/sync.json"
    "${sync_program:-$bin/kiosk-sync}" --url "https://localhost:$port/site" --trust "$work/site.key.pub" --store "$work/store" \
        --ca "$work/tls/ca.pem" --panel 640x360 --poll-seconds 5 --status "$work/sync.json" "$@" 2>"$work/sync.log" &
    sync_pid=$! chain_pids=$!
}
sync_end() {
    kill "$sync_pid"
    wait "$sync_pid" || fail "SIGTERM: exit status $?"
    sync_pid= chain_pids=
}
# sync_says EXPRESSION: the value of a Python expression over the report `r`; "no report" while there is none
sync_says() {
    python3 - "$work/sync.json" "$1" <<'PY'
import json, sys
try:
    r = json.load(open(sys.argv[1], encoding="utf-8"))
except FileNotFoundError:
    print("no report")
else:
    print(eval(sys.argv[2]))
PY
}
# sync_until SECONDS EXPRESSION [ALWAYS]: waits until EXPRESSION holds; ALWAYS must hold in every report on the way
sync_until() {
    cp "$work/sync.log" "$work/last" 2>/dev/null || true
    python3 - "$work/sync.json" "$@" <<'PY' || fail "the report never said $2"
import json, sys, time
path, seconds, wanted, always = (sys.argv[1:] + ["True"])[:4]
deadline = time.monotonic() + float(seconds)
r = None
while time.monotonic() < deadline:
    try:
        r = json.load(open(path, encoding="utf-8"))
    except FileNotFoundError:
        pass
    else:
        if eval(wanted):
            sys.exit(0)
        if not eval(always):
            sys.exit(f"{always} does not hold: {json.dumps(r)}")
    time.sleep(0.05)
sys.exit(f"after {seconds} s: {json.dumps(r)}")
PY
}
# sync_rejected: what the store holds to be bad, newest first, as "1.2 1.1"
sync_rejected() {
    python3 - "$work/store" <<'PY'
import json, sys
slots = []
for name in "ab":
    slots.append(json.loads(open(f"{sys.argv[1]}/state.{name}").read().split("\n", 1)[1]))
print(*("%d.%d" % tuple(id) for id in max(slots, key=lambda s: s["n"])["rejected"]))
PY
}
