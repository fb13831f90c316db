"""What the tests of the JSON Schemas share."""
import copy
import json
import subprocess
import sys

from jsonschema import Draft202012Validator, FormatChecker

GONE = object()


def validator(path):
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def changed(document, path, value):
    """A copy with `value` put at `path`, or what is there taken out (GONE)."""
    document = copy.deepcopy(document)
    inside = document
    for step in path[:-1]:
        inside = inside[step]
    if value is GONE:
        del inside[path[-1]]
    elif path:
        inside[path[-1]] = value
    return document


def write(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file)


def check_all(ctl, folder, count):
    """What kioskctl says of the sites in folder/0, folder/1, … in one run: a list of its errors for each."""
    run = subprocess.run([ctl, "check", "--static", "--json"] + [str(number) for number in range(count)],
                         cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"kioskctl ended with {run.returncode}: {run.stderr}")
    errors = [[] for _ in range(count)]
    for found in json.loads(run.stdout):
        if found["severity"] == "error":
            errors[int(found["file"].split("/")[0])].append(found["text"])
    return errors


SAMPLES = {"localized": {"en": "A", "da": "A"}, "text": "A", "line": "a", "https": "https://example.org/", "asset": "assets/a.svg",
           "film_index": "assets/a.film.json", "unseen": {"en": "A"}, "date": "2026-12-24",
           "meeting": {"room": "a", "private": True, "when": {"dates": ["2026-12-24"], "hours": [["08:00", "16:00"]]}}, "moment": "2026-12-24T08:00", "id": "a", "language": "en"}


def resolved(schema, value):
    """A property with what its "$ref" says, and the name of that."""
    name = value.get("$ref", "").removeprefix("#/$defs/")
    return (dict(schema["$defs"][name], **value), name) if name else (value, "")


def samples(schema, value):
    """(good values, bad values) of a property."""
    value, name = resolved(schema, value)
    if name in SAMPLES:
        return [SAMPLES[name]], [7, {}]
    if "enum" in value:
        return value["enum"], ["none-of-these", 7]
    kind = value.get("type")
    if kind in ("integer", "number"):
        good = [value[key] for key in ("minimum", "maximum", "default") if key in value] or [1]
        return good, ["7"] + [value[key] + step for key, step in (("minimum", -1), ("maximum", 1)) if key in value]
    if kind == "boolean":
        return [True, False], [1, "true"]
    if kind == "array":
        item = samples(schema, value["items"])[0][0]
        least, most = value.get("minItems", 0), value.get("maxItems")
        return [[item] * max(least, 1)], [item, [[]]] + ([[]] if least else []) + ([[item] * (most + 1)] if most else [])
    if kind == "object":
        if value.get("minProperties"):
            return [{"a": samples(schema, value["additionalProperties"])[0][0]}], [7, {}, {"a": 7}]
        inside = value["properties"]
        return [{key: samples(schema, inside[key])[0][0] for key in value.get("required", [])}], [7, {"none-of-these": 1}]
    if "examples" in value:
        return value["examples"], [7, {}]
    sys.exit(f"no value is known for {value}: give it \"examples\", or its definition a row in SAMPLES")


def kinds_of(schema):
    """Name and definition of each kind of slide."""
    slide = schema["$defs"]["slide"]
    leads = {branch["if"]["properties"]["type"]["const"]: branch["then"]["$ref"].removeprefix("#/$defs/") for branch in slide["allOf"]}
    return {kind: schema["$defs"][leads[kind]] for kind in slide["properties"]["type"]["enum"]}


def rows_of(schema, kind, kinds, feeds=None):
    """(good?, why, slide) for what a kind of slide may and may not have; the first is the smallest there is."""
    own = dict(kinds[kind]["properties"])
    either = [key for one in kinds[kind].get("oneOf", []) for key in one["required"]]  # one of these keys, the first in most rows
    required = kinds[kind].get("required", []) + either[:1]
    every = dict(schema["$defs"]["slide"]["properties"], **own)
    start = {"id": "a", "type": kind, **{key: samples(schema, every[key])[0][0] for key in required}}
    if feeds:
        start["feeds"] = feeds
    rows = [(True, "the least", start), (False, "a key nobody knows", dict(start, nobody_knows=1))]
    rows += [(False, f"no {key}", changed(start, (key,), GONE)) for key in required]
    for key, value in own.items():
        good, bad = samples(schema, value)
        base = changed(start, (either[0],), GONE) if key in either[1:] else start
        rows += [(True, f"{key}: good", dict(base, **{key: one})) for one in good if key != "feeds"]
        rows += [(False, f"{key}: bad", dict(base, **{key: one})) for one in bad]
        rows += [(False, f"{key} and {either[0]}", dict(start, **{key: good[0]}))] if key in either[1:] else []
    others = {key: value for other in kinds.values() for key, value in other["properties"].items() if key not in every}
    rows += [(False, f"{key} of another kind", dict(start, **{key: samples(schema, value)[0][0]})) for key, value in others.items()]
    return rows
