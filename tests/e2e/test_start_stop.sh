#!/usr/bin/env bash
# Pictures for a desk: Ctrl-C ends it between two of them, and what is there is whole.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/service.sh"
chain_sync || fail "first round"
count() { find "$work/shots" -name '*.png' 2>/dev/null | wc -l; }
enough() { [ "$(count)" -ge 3 ]; }
"$bin/kiosk" --store "$work/store" --window 1920x1080 --headless --shots "$work/shots" --loops 1000 2>"$work/kiosk.log" &
pid=$!
chain_pids="$chain_pids $pid"
service_until 60 "the first pictures" enough
kill -INT "$pid"
before=$(count)
status=0
wait "$pid" || status=$?
after=$(count)
[ "$status" = 130 ] || fail "exit status $status: $(cat "$work/kiosk.log")"
[ "$((after - before))" -le 2 ] || fail "$((after - before)) more pictures after Ctrl-C"
[ ! -e "$work/shots/contact.png" ] || fail "a contact sheet of half of them"
for picture in "$work"/shots/*.png; do
    [ "$(tail -c 8 "$picture" | od -An -tx1 | tr -d ' \n')" = 49454e44ae426082 ] || fail "$picture is half written"
done
ok "Ctrl-C ends it at once, with $after whole pictures"
