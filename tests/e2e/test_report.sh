#!/usr/bin/env bash
# kioskctl report: the default site's completeness, and what it says of a site that lacks something.
bin=$1 root=$2
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    exit 1
}
ok() { echo "ok $1"; }
"$bin/kioskctl" report --site "$root" >"$work/table" || fail "report ends with $?"
tail -n 1 "$work/table" | grep -qE '^[0-9]+ of [0-9]+ topics complete, [0-9]+ of them checked' || fail "no totals: $(tail -n 1 "$work/table")"
"$bin/kioskctl" report --site "$root" --json >"$work/json"
"$bin/kioskctl" report --site "$root" --csv >"$work/csv"
python3 - "$work" <<'PY' || fail "table, JSON and CSV disagree"
import csv, json, sys
root = json.load(open(sys.argv[1] + "/json"))
rows = list(csv.DictReader(open(sys.argv[1] + "/csv")))
assert len(rows) == len(root["actions"]) > 20
assert root["topics"] + root["internal"] == len(rows)
for row, action in zip(rows, root["actions"]):
    assert row["id"] == action["id"] and row["title"] == action["title"] and row["state"] == action["state"]
    assert int(row["pages"]) == action["pages"] and int(row["unchecked"]) == action["unchecked"]
assert root["complete"] == sum(a["state"] in ("unchecked", "checked") for a in root["actions"])
last = open(sys.argv[1] + "/table").read().splitlines()[-1]
assert last.startswith(f"{root['complete']} of {root['topics']} topics complete"), last
PY
ok "table, JSON and CSV say the same"

cp -r "$root/playlists" "$root/assets" "$root/fonts" "$work"
python3 - "$work" <<'PY'
import glob, json, os, sys
folder = sys.argv[1] + "/playlists/guide/"
guide = json.load(open(folder + "guide.json"))
policy = json.load(open(folder + "policy.json"))
pages = {page["id"]: page for page in guide["pages"]}
text = [a for a in policy["actions"] if not a.get("internal") and a.get("pages")]
chosen = text[0]["pages"][0]
pages[chosen].setdefault("source", {"url": "https://example.org", "seen": "2026-01-01"})["expires_on"] = "2026-01-02"
for action in policy["actions"]:
    if action is not text[0] and chosen in action.get("pages", []):
        action["pages"].remove(chosen)
bare = {"id": "Nothing", "area": {"en": "A", "da": "A"}, "title": {"en": "Nothing yet", "da": "Intet endnu"}}
policy["actions"].append(bare)
json.dump(guide, open(folder + "guide.json", "w"))
json.dump(policy, open(folder + "policy.json", "w"))
print(text[0]["id"])
PY
"$bin/kioskctl" report --site "$work" --at 2026-11-24 --json >"$work/json" || fail "report of the changed site"
python3 - "$work/json" <<'PY' || fail "what is missing is not said: $(cat "$work/json")"
import json, sys
root = json.load(open(sys.argv[1]))
actions = root["actions"]
assert sum(a["expired"] for a in actions) == 1, [a for a in actions if a["expired"]]
assert [a["state"] for a in actions if a["expired"]] == ["incomplete"]
assert actions[-1]["state"] == "nothing yet"
PY
ok "a page past its date and a topic without content are incomplete"
"$bin/kioskctl" report 2>/dev/null
[ $? = 2 ] || fail "without --site it is not wrong usage"
