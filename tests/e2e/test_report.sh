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
tail -n 1 "$work/table" | grep -qE '^[0-9]+ of [0-9]+ actions met; [0-9]+ have pages' || fail "no totals: $(tail -n 1 "$work/table")"
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
    assert row["criterion"] == action["criterion"] and (action["criterion"] or action["state"] == "internal"), action
    assert int(row["pages"]) == action["pages"] and int(row["unchecked"]) == action["unchecked"]
assert root["complete"] == sum(a["state"] in ("unchecked", "checked", "met") for a in root["actions"])
last = open(sys.argv[1] + "/table").read().splitlines()[-1]
assert last.startswith(f"{root['met']} of {root['topics']} actions met; {root['complete']} have pages"), last
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

# An action whose page is checked by its office, with a criterion that somebody has ticked at one time or another.
python3 - "$work" <<'PY'
import json, sys
folder = sys.argv[1] + "/playlists/guide/"
guide = json.load(open(folder + "guide.json"))
for page in guide["pages"]:
    if page["id"] == "cpr":
        page["source"] = {"owner": "Citizen Service", "checked_on": "2026-11-01"}
json.dump(guide, open(folder + "guide.json", "w"))
title, said = {"en": "T", "da": "T"}, {"en": "The screen says it.", "da": "Skærmen siger det."}
rows = [{}, {"criterion": said}, {"criterion": said, "met": {"by": "Citizen Service", "on": "2026-11-02"}},
        {"criterion": said, "met": {"by": "Citizen Service", "on": "2025-11-02"}},
        {"criterion": said, "met": {"by": "Citizen Service", "on": "2026-12-02"}}]
json.dump({"actions": [{"id": f"A{i}", "title": title, "pages": ["cpr"], **row} for i, row in enumerate(rows)]},
          open(folder + "policy.json", "w"))
PY
"$bin/kioskctl" report --site "$work" --at 2026-11-24 --json >"$work/json" || fail "report of criteria"
python3 - "$work/json" <<'PY' || fail "who has seen it: $(cat "$work/json")"
import json, sys
root = json.load(open(sys.argv[1]))
want = [("checked", ["a criterion that a reader can check"]), ("checked", ["an office that has seen that the screen does so"]),
        ("met", []), ("checked", ["Citizen Service to look again: its word is not of the last year"]),
        ("checked", ["Citizen Service to look again: its word is not of the last year"])]
assert [(a["state"], a["lacking"]) for a in root["actions"]] == want, root
assert (root["checked"], root["met"]) == (5, 1), root
PY
"$bin/kioskctl" report --site "$work" --at 2026-11-24 --lacking >"$work/table" || fail "--lacking"
grep -qF -- '- lacking: an office that has seen' "$work/table" && grep -qF -- '- met, says Citizen Service' "$work/table" &&
    grep -qxF '    The screen says it.' "$work/table" || fail "--lacking says: $(cat "$work/table")"
tail -n 1 "$work/table" | grep -qF '1 of 5 actions met; 5 have pages' || fail "totals: $(tail -n 1 "$work/table")"
ok "a criterion is met when an office has said so within a year"

sed -i 's/"on": "2026-11-02"/"seen": "2026-11-02"/' "$work/playlists/guide/policy.json"
"$bin/kioskctl" check "$work" 2>&1 | grep -q 'policy.json:.*"seen"' || fail "a tick without its day is taken"
"$bin/kioskctl" report 2>/dev/null
[ $? = 2 ] || fail "without --site it is not wrong usage"
