#!/usr/bin/env bash
# What the default site promises about its texts, beyond what kioskctl check knows: answers first, sources that end within a year, one
# spelling of telephone numbers, no invented clubs, and a page for each word of guide/everyday-words.tsv (test_search looks for them).
root=$2
set -u
exec env PYTHONDONTWRITEBYTECODE=1 python3 - "$root" <<'PY'
import datetime, glob, json, re, sys

root = sys.argv[1]
wrong = []
guide = json.load(open(f"{root}/playlists/guide/guide.json"))
pages = {page["id"]: page for page in guide["pages"]}


def read(path):
    return open(path, encoding="utf-8").read()


def walk(value):
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from walk(part)


for page in guide["pages"]:
    if page.get("kind", "text") == "text" and not page.get("source", {}).get("expires_on"):
        wrong.append(f"playlists/guide/guide.json: page \"{page['id']}\" names no source and last day")
    for language in ("en", "da") if page.get("kind", "text") == "text" else ():
        first = read(f"{root}/playlists/guide/pages/{page['id']}.{language}.md").split("\n\n")[0]
        if first.startswith(("#", "-", "1.")) or len(first.split()) > 25:
            wrong.append(f"pages/{page['id']}.{language}.md:1: begin with one short sentence that answers")

for path in glob.glob(f"{root}/playlists/**/*.json", recursive=True) + glob.glob(f"{root}/playlists/guide/pages/*.md"):
    name = path[len(root) + 1 :]
    if "schema" in name:
        continue
    for number, line in enumerate(read(path).splitlines(), 1):
        if re.search(r"\b\d{4}[ \u00a0]\d{4}\b", line):
            wrong.append(f"{name}:{number}: write telephone numbers in pairs, 44 77 20 00")
        if "/directories/" in name and re.search(r"Example|Eksempel", line):
            wrong.append(f"{name}:{number}: an invented entry; name a real kind and the way to the register")
    for part in walk(json.loads(read(path))) if name.endswith(".json") else ():
        if isinstance(part, dict) and "seen" in part and "expires_on" in part:
            seen, ends = (datetime.date.fromisoformat(part[key]) for key in ("seen", "expires_on"))
            if ends > seen.replace(year=seen.year + 1):
                wrong.append(f"{name}: {part['url']} holds until {ends}, more than a year after it was seen")

for number, line in enumerate(read(f"{root}/tests/guide/everyday-words.tsv").splitlines()[1:], 2):
    word, language, page = line.split("\t")
    if page == "emergency": # a place, not a page
        continue
    if page not in pages or language not in pages[page].get("title", {}):
        wrong.append(f"tests/guide/everyday-words.tsv:{number}: \"{word}\": there is no page \"{page}\" in {language}")

print("\n".join(wrong) or f"ok {len(pages)} pages")
sys.exit(bool(wrong))
PY
