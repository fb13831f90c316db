#!/usr/bin/env bash
# Every voice that a language file names is one espeak-ng has, and can speak that language's own words.
root=$2
set -u
command -v espeak-ng >/dev/null || {
    echo "skipped: espeak-ng is not installed (tests/install run)"
    exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
for file in "$root"/playlists/guide/languages/*.json; do
    [ -e "$file" ] || continue
    python3 - "$file" >"$work/line" <<'PY'
import json, sys
language = json.load(open(sys.argv[1]))
if language.get("voice"):
    print(language["voice"])
    print(language["words"].get("what_do_you_need") or language["words"].get("welcome") or language["name"])
PY
    [ -s "$work/line" ] || continue
    voice=$(head -n 1 "$work/line")
    tail -n +2 "$work/line" | espeak-ng -v "$voice" -w "$work/said.wav" --stdin 2>"$work/error" || {
        echo "FAILED $file: voice \"$voice\": $(cat "$work/error")"
        exit 1
    }
    [ "$(stat -c %s "$work/said.wav")" -gt 8000 ] || {
        echo "FAILED $file: voice \"$voice\" says next to nothing"
        exit 1
    }
    count=$((count + 1))
    rm -f "$work/said.wav"
done
[ "$count" -gt 0 ] || {
    echo "skipped: no language file names a voice"
    exit 77
}
echo "ok $count voices speak"
