#!/usr/bin/env bash
# kioskctl walk: every page of the guide that can be touched obeys its rules, on the screen's own panel, in English, Arabic and
# Ukrainian, landscape and portrait, and in Spanish on 15.6" upright; what is wrong with a site's guide is found.
bin=$1
site=$(cd "$(dirname "$0")/../.." && pwd)
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    exit 1
}
ok() { echo "ok $1"; }
walk() { XDG_CACHE_HOME="$work" "$bin/kioskctl" walk --site "$site" --at 2026-12-01T10:00 --drafts "$@"; }

walks=("ar 1080x1920 raadhus" "en 1920x1080 raadhus" "uk 1920x1080 bibliotek" "es 1080x1920@345 raadhus")
case $bin in */release/*) ;; *) walks=("ar 1080x1920 raadhus") ;; esac # builds with sanitizers take ten times as long
for one in "${walks[@]}"; do
    read -r language size screen <<<"$one"
    case $size in *@*) option=--panel ;; *) option=--size ;; esac
    walk --language "$language" $option "$size" --screen "$screen" >>"$work/said" 2>"$work/wrong" ||
        fail "$one: $(head -5 "$work/wrong")"
done
[ "$(grep -c ', 0 violations$' "$work/said")" = ${#walks[@]} ] || fail "walks with violations: $(cat "$work/said")"
awk '{ for (i = 1; i < NF; i++) if ($(i + 1) == "views,") if ($i < 150) exit 1 }' "$work/said" ||
    fail "fewer than 150 views were seen: $(cat "$work/said")"
ok "${#walks[@]} walks"

# A panel so small that 15 mm do not fit is not passed over.
walk --language en --panel 1280x720@110 >"$work/said" 2>"$work/wrong"
[ $? = 1 ] && grep -q 'at least' "$work/wrong" || fail "a panel of 110 mm has no violations: $(cat "$work/said")"
ok "a panel that is too small"

walk --panel 1920x1080 >/dev/null 2>&1
[ $? = 2 ] || fail "a panel without millimetres is not wrong usage"
walk --size 1920x1080@500 >/dev/null 2>&1
[ $? = 2 ] || fail "a size with millimetres is not wrong usage"
ok "wrong usage"
