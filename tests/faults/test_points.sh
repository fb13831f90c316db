#!/usr/bin/env bash
# Killed, or refused by the disk, at every system call of an update that changes the disk: the store (a desk's folder, when it is an edit)
# holds exactly the old or the new generation, whole, what was acknowledged is never lost, and the next update succeeds and leaves
# nothing behind.
story=$1 root=$2
set -eu
. "$root/tests/support/points.sh"
command -v strace >/dev/null || { echo "skipped: strace is not installed (tests/install test)"; exit 77; }
strace -qq -o /dev/null true 2>/dev/null || { echo "skipped: strace may not trace here"; exit 77; }
export ASAN_OPTIONS=detect_leaks=0 # a leak search needs ptrace, which strace has
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) # kills need no real disk; tests/faults/power-cuts has one
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED: $*" >&2
    sed 's/^/    /' "$work/last" >&2
    exit 1
}
"$story" begin "$work/base" >/dev/null
cp -a "$work/base" "$work/store"
points_list "$work/store" "$work/log" "$story" update "$work/store" >"$work/points"
[ "$(wc -l <"$work/points")" -gt 40 ] || { cat "$work/points" && echo "FAILED: too few points" >&2 && exit 1; }

# judge WHAT: after a fault
judge() {
    local acked=0 now
    read -r acked <"$work/acked" || true
    "$story" recover "$work/store" "${acked:-0}" >"$work/last" 2>&1 || fail "$1"
    read -r now <"$work/last"
    case $now in
    2) old=$((old + 1)) ;;
    3) new=$((new + 1)) ;;
    *) fail "$1: neither the old nor the new generation" ;;
    esac
    find "$work/store" \( -name '*.tmp' -o -name '*.part' \) ! -path '*/player/*' | grep . >"$work/last" && fail "$1: left behind"
    return 0
}
begin() { rm -rf "$work/store" && cp -a "$work/base" "$work/store"; }

old=0 new=0 count=0 start=$(date +%s)
while read -r call n; do
    begin
    points_kill "$call" "$n" "$story" update "$work/store" >"$work/acked" 2>/dev/null && fail "not killed at $call $n"
    judge "killed at $call $n"
    count=$((count + 1))
done <"$work/points"
[ $old -gt 10 ] && [ $new -gt 10 ] || fail "only one kind of end was seen: $old old, $new new"
echo "ok: killed at $count points: $old times the old generation, $new times the new one, $(($(date +%s) - start)) s"

old=0 new=0 count=0 start=$(date +%s) errors=(ENOSPC EIO EROFS)
while read -r call n; do
    for error in "${errors[$((count % 3))]}" ${KIOSK_ALL_ERRORS:+ENOSPC EIO EROFS EDQUOT}; do
        case $call-$error in fsync-ENOSPC | fsync-EROFS) error=EIO ;; esac
        begin
        points_fail "$call" "$n" "$error" "$story" update "$work/store" >"$work/acked" 2>"$work/last" || true
        judge "$error from $call $n"
        count=$((count + 1))
    done
done <"$work/points"
for error in ENOSPC EIO EROFS; do # and from then on, as a full or read-only disk does
    for call in openat write fsync rename mkdir; do
        n=$(awk -v call=$call '$1 == call { print $2; exit }' "$work/points")
        [ -n "$n" ] || continue
        begin
        points_fail "$call" "$n+" "$error" "$story" update "$work/store" >"$work/acked" 2>"$work/last" && fail "content though $call gave $error"
        # its own complaint is a write too
        [ "$call" = write ] || grep -q 'story: update: .' "$work/last" || fail "$error from $call: no reason given"
        judge "$error from $call for ever"
        count=$((count + 1))
    done
done
echo "ok: $count errors: $old times the old generation, $new times the new one, $(($(date +%s) - start)) s"
