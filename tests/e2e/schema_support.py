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
