#!/usr/bin/env bash
# What drives the programs in tests is not in those that are installed: no option, no setting, no variable of the environment.
bin=$1 root=$2
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    exit 1
}
programs=$(sed -n 's/^foreach(program \(.*\))$/\1/p; s/^ *install(TARGETS \([a-z-]*\) .*/\1/p' "$root/cmake/install.cmake" | tr '\n' ' ')
for program in kiosk kiosk-sync kiosk-intake kiosk-voice kiosk-sign kiosk-preview kiosk-desk kioskctl; do
    case " $programs " in *" $program "*) ;; *) fail "which programs are installed? $programs" ;; esac
done
for program in $programs; do
    [ -e "$bin/$program" ] || [ "$program" != kiosk-film ] || continue # libav is not installed
    # documented for people: a line of /etc/kiosk/desk, which setup writes; the password of kioskctl desk pull and push
    case $program in kiosk-desk) known=KIOSK_DESK ;; kioskctl) known=KIOSK_DESK_PASSWORD ;; *) known=none ;; esac
    found=$(grep -aoE 'KIOSK_[A-Z_]+' "$bin/$program" | sort -u | grep -vx "$known" | tr '\n' ' ')
    [ -z "$found" ] || fail "$program knows $found"
    ! grep -aqE '^--visit|a written visit|kiosk-driven' "$bin/$program" || fail "$program knows written visits"
done
grep -aq 'kiosk-driven: ' "$bin/kiosk-driven" || fail "then this test proves nothing"
echo "ok no variable and no written visit in $programs"

echo end >"$work/visit"
status=0
"$bin/kiosk" --site "$root" --headless --visit "$work/visit" 2>"$work/log" || status=$?
[ "$status" = 2 ] && grep -q -- '--visit: no such option' "$work/log" || fail "kiosk --visit ends with $status: $(cat "$work/log")"
printf '{"player": {"site": "%s", "visit": "%s"}}' "$root" "$work/visit" >"$work/screen.json"
status=0
"$bin/kiosk" --config "$work/screen.json" --headless 2>"$work/log" || status=$?
[ "$status" = 2 ] && grep -q '"visit": there is no such setting' "$work/log" || fail "a setting \"visit\" ends with $status: $(cat "$work/log")"
echo "ok kiosk has no such option and no such setting"
