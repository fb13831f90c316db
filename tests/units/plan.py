#!/usr/bin/env python3
"""plan.py UNIT GROUPS ROOT [--filter WORDS]: what systemd would do to a program before it starts it, read from the unit, as lines for `confine`.

GROUPS is a systemd's own word on its groups of system calls (systemd-252.groups). ROOT stands for the folders of the service manager:
/run and /var/lib are ROOT/run and ROOT/var/lib. --filter replaces the unit's SystemCallFilter= lines, for showing that a test can fail."""
import sys
import os


def unit_lines(path):
    """(name, value) of each setting of [Service], in their order."""
    section = None
    with open(path) as file:
        for line in map(str.strip, file):
            if line.startswith("["):
                section = line
            elif section == "[Service]" and "=" in line and not line.startswith("#"):
                yield tuple(line.split("=", 1))


def read_groups(path):
    groups, current = {}, None
    with open(path) as file:
        for line in file:
            if line.startswith("@"):
                current = groups.setdefault(line.strip(), [])
            elif line.startswith(" "):
                current.append(line.strip())
    return groups


def calls_of(word, groups):
    if not word.startswith("@"):
        return {word}
    return set().union(*(calls_of(part, groups) for part in groups[word]))


def allowed(filters, groups):
    """systemd.exec(5), SystemCallFilter=: the first line says whether the list allows or denies; what is always permitted is @default."""
    if filters[0].startswith("~"):
        raise SystemExit("plan.py: a filter that begins by denying is not emulated")
    calls = calls_of("@default", groups)
    for line in filters:
        words = set().union(*(calls_of(word, groups) for word in line.lstrip("~").split()))
        calls = calls - words if line.startswith("~") else calls | words
    return calls


def main(unit, groups, root, *rest):
    settings = list(unit_lines(unit))
    groups = read_groups(groups)

    def each(name):
        return [value for key, value in settings if key == name]

    def one(name):
        return (each(name) or [None])[-1]

    filters = rest[1].split(";") if rest and rest[0] == "--filter" else each("SystemCallFilter")
    if one("SystemCallErrorNumber") != "EPERM":
        raise SystemExit("plan.py: SystemCallErrorNumber= is not EPERM, which is what is emulated")
    for name in sorted(allowed(filters, groups)):
        print("allow", name)
    for key, value in settings:
        if key.startswith("Limit"):
            print("limit", key[len("Limit"):], value)
        elif key == "Environment":
            print("environment", value.replace("=/run/", f"={root}/run/").replace("=/var/lib/", f"={root}/var/lib/"))
    for key, variable, folder in (("RuntimeDirectory", "RUNTIME_DIRECTORY", "run"), ("StateDirectory", "STATE_DIRECTORY", "var/lib"),
                                  ("CacheDirectory", "CACHE_DIRECTORY", "var/cache")):
        if one(key):
            path = os.path.join(root, folder, one(key))
            os.makedirs(path, exist_ok=True)
            print("environment", f"{variable}={path}")
    for family in one("RestrictAddressFamilies").split():
        print("family", family)
    for key, word in (("MemoryDenyWriteExecute", "no-code"), ("RestrictNamespaces", "no-namespaces"), ("RestrictRealtime", "no-realtime"),
                      ("LockPersonality", "no-personality")):
        if one(key) == "yes":
            print(word)


main(*sys.argv[1:])
