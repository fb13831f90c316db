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

# A draft that the site offers for what cannot wait: that alone is walked, by the same rules.
mkdir "$work/site"
cp -r "$site/playlists" "$site/assets" "$site/fonts" "$work/site"
sed -i '0,/"languages": /s//"offer": {"uk": "essentials"},\n  &/' "$work/site/playlists/site.json"
offered() { XDG_CACHE_HOME="$work" "$bin/kioskctl" walk --site "$work/site" --at 2026-12-01T10:00 --size 1920x1080 "$@"; }
offered --language uk >"$work/said" 2>"$work/wrong" || fail "what cannot wait, in Ukrainian: $(head -5 "$work/wrong")"
grep -qE '^uk .* [0-9]{2} views, .*, 0 violations$' "$work/said" || fail "what cannot wait, in Ukrainian: $(cat "$work/said")"
render() { XDG_CACHE_HOME="$work" "$bin/kioskctl" render --site "$work/site" --at 2026-12-01T10:00 --page home -o "$work/x.png" "$@" 2>"$work/wrong"; }
render --language uk || fail "what cannot wait is not shown in Ukrainian: $(cat "$work/wrong")"
render --language pl && fail "a draft that is not offered is shown"
ok "a draft offered for what cannot wait"

# A panel so small that 15 mm do not fit is not passed over.
walk --language en --panel 1280x720@110 >"$work/said" 2>"$work/wrong"
[ $? = 1 ] && grep -q 'at least' "$work/wrong" || fail "a panel of 110 mm has no violations: $(cat "$work/said")"
ok "a panel that is too small"

walk --panel 1920x1080 >/dev/null 2>&1
[ $? = 2 ] || fail "a panel without millimetres is not wrong usage"
walk --size 1920x1080@500 >/dev/null 2>&1
[ $? = 2 ] || fail "a size with millimetres is not wrong usage"
ok "wrong usage"
