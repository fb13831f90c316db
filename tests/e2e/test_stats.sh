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

python3 - "$work/g.db" <<'PY'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("CREATE TABLE counts (screen TEXT, day TEXT, language TEXT, page TEXT, name TEXT, count INTEGER,"
           " PRIMARY KEY (screen, day, language, page, name)) WITHOUT ROWID")
rows = [("raadhus", "2025-12-01", "da", "", "sessions", 20), ("raadhus", "2025-12-02", "uk", "", "sessions", 6),
        ("raadhus", "2026-11-30", "en", "", "sessions", 8), ("raadhus", "2026-12-01", "da", "", "sessions", 30),
        ("bibliotek", "2026-12-31", "uk", "", "sessions", 9), ("raadhus", "2026-12-05", "ar", "", "sessions", 1),
        ("raadhus", "2026-12-05", "en", "cpr", "qr_shown_3s", 7), ("raadhus", "2026-12-05", "en", "cpr", "page_opens", 50)]
db.executemany("INSERT INTO counts VALUES (?,?,?,?,?,?)", rows)
db.commit()
PY
printf 'day,src,hits\n2025-12,raadhus.cpr,3\r\n2026-12-01,raadhus.cpr,14\n2026-12-31,bibliotek~welcome,2\n' >"$work/web.csv"
"$bin/kioskctl" stats --db "$work/g.db" --growth da --web "$work/web.csv" --csv >"$work/growth" || fail "growth ends with $?"
diff - "$work/growth" <<'CSV' || fail "growth"
month,visits,visits_year_before,other_languages,other_languages_year_before,codes,codes_year_before,web,web_year_before
2025-12,26,,6,,0,,3,
2026-11,8,,8,,0,,,
2026-12,39+,26,9+,6,7,0,16,3
CSV
"$bin/kioskctl" stats --db "$work/g.db" --growth da >"$work/growth" || fail "growth as a table"
grep -qE '^2026-12 +39\+ \(26\) +9\+ \(6\) +7 \(0\) +- \(-\)$' "$work/growth" || fail "growth as a table: $(cat "$work/growth")"
printf '2026-12-01,raadhus.cpr,14\n2026-13-01,raadhus.cpr,14\n' >"$work/web.csv"
"$bin/kioskctl" stats --db "$work/g.db" --growth da --web "$work/web.csv" >"$work/growth" 2>"$work/said" && fail "a month 13 is taken"
grep -q 'web.csv:2:1: .*2026-13-01' "$work/said" && [ ! -s "$work/growth" ] || fail "a wrong count is said so: $(cat "$work/said")"
"$bin/kioskctl" stats --db "$work/g.db" --web "$work/web.csv" 2>/dev/null
[ $? = 2 ] || fail "--web without --growth is not wrong usage"
ok "growth stands beside the year before"

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
