#!/usr/bin/env bash
# kioskctl stats: numbers under five stay hidden, also behind sums, in every format. kioskctl pin makes what the player reads.
bin=$1
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    exit 1
}
ok() { echo "ok $1"; }

python3 - "$work/c.db" <<'PY'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("CREATE TABLE counts (screen TEXT, day TEXT, language TEXT, page TEXT, name TEXT, count INTEGER,"
           " PRIMARY KEY (screen, day, language, page, name)) WITHOUT ROWID")
rows = [("raadhus", "2026-12-01", "uk", "", "sessions", 12), ("raadhus", "2026-12-02", "uk", "", "sessions", 4),
        ("raadhus", "2026-12-03", "uk", "", "sessions", 5), ("raadhus", "2026-12-01", "ar", "", "sessions", 3),
        ("raadhus", "2026-12-01", "en", "cpr", "page_opens", 7), ("raadhus", "2026-12-01", "en", "", "sessions", 1),
        ("bibliotek", "2026-12-01", "da", "", "sessions", 33)]
db.executemany("INSERT INTO counts VALUES (?,?,?,?,?,?)", rows)
db.commit()
PY
"$bin/kioskctl" stats --db "$work/c.db" >"$work/table" || fail "stats ends with $?"
grep -qE 'sessions +uk +17\+$' "$work/table" || fail "a sum does not leave small numbers out: $(cat "$work/table")"
grep -qE 'sessions +da +33$' "$work/table" || fail "a whole sum is marked: $(cat "$work/table")"
grep -qE '\b(21|16|20)\b' "$work/table" && fail "a sum gives a small number away: $(cat "$work/table")"
ok "sums leave out what is under five"

"$bin/kioskctl" stats --db "$work/c.db" --csv >"$work/csv"
grep -qx 'raadhus,2026-12-02,uk,,sessions,1-4' "$work/csv" || fail "CSV: $(cat "$work/csv")"
[ "$(grep -c ',1-4$' "$work/csv")" = 3 ] && ! grep -qE ',[1-4]$' "$work/csv" || fail "CSV shows a small number: $(cat "$work/csv")"
"$bin/kioskctl" stats --db "$work/c.db" --json | python3 -c '
import json, sys
counts = [row["count"] for row in json.load(sys.stdin)]
assert counts.count("1-4") == 3 and all(n == "1-4" or n >= 5 for n in counts), counts' || fail "JSON shows a small number"
ok "CSV and JSON say 1-4"

"$bin/kioskctl" stats --db "$work/c.db" --csv --from 2026-12-02 --to 2026-12-02 >"$work/day"
[ "$(wc -l <"$work/day")" = 2 ] || fail "--from and --to: $(cat "$work/day")"
"$bin/kioskctl" stats --db "$work/c.db" --from tomorrow 2>/dev/null
[ $? = 2 ] || fail "a wrong day is not wrong usage"
"$bin/kioskctl" stats --db "$work/none.db" 2>"$work/said"
[ $? = 1 ] && grep -q 'no counters yet' "$work/said" || fail "a missing file is not said: $(cat "$work/said")"
ok "days, wrong usage and a missing file"

pin() { "$bin/kioskctl" pin -o "$work/staff_pin" "$@"; }
line=$(printf '271828\n271828\n' | pin) || fail "pin ends with $?"
! grep -q argon2 <<<"$line" || fail "pin prints the hash: $line"
grep -qxE '\$argon2id\$.+' "$work/staff_pin" || fail "pin writes: $(cat "$work/staff_pin")"
[ "$(stat -c %a "$work/staff_pin")" = 400 ] || fail "others can read the hash"
kept=$(cat "$work/staff_pin")
printf '271828\n271829\n' | pin >/dev/null 2>&1 && fail "two different PINs are taken"
printf '1234\n1234\n' | pin >/dev/null 2>&1 && fail "a PIN of four digits is taken"
[ "$(cat "$work/staff_pin")" = "$kept" ] || fail "what is not taken changes the PIN"
ok "pin"
