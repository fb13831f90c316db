#!/usr/bin/env python3
"""Measures the staff desk with the default site, its signer and its painters, and judges it by its targets. All of PART, or:

  fleet     1000 screens whose sessions are opened with their keys, each with a request held over TLS, a status each in five minutes, and
            staff at work, who publish once: how long staff wait for ordinary answers, until when all screens are told, memory of the desk;
            then 10 000 screens through a unix socket, as behind a proxy
  start     exec to listening, with the site as imported and after 2000 revisions
  preview   POST /preview at 1920x1080 of every slide: the first after a start, the first of a content that nobody has asked for (one more
            letter was typed), the next ones of the same in the other language
  memory    10 000 requests of each kind one after the other, 500 of those that paint: by how much the desk and its painters grow
  publish   200 times with a real kiosk-sync, 15 of them in a row, then one each 5.5 s: from the click to the screen's disk

Screens say their statuses in real time, over 60 s of the five minutes. Prints the load of the machine beside each part: what else it does adds
to times. Needs no network. Takes half an hour, with --quick under two minutes.
Exit status: 0 measured (whether targets are met or not), 1 something could not be measured, 2 wrong usage."""
import argparse
import itertools
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from desk_run import BIN, PASSWORD, RELEASE, SCREEN, Desk, do, memory_kb  # noqa: E402
from measure import Unmeasured, dies_with_parent  # noqa: E402

BENCH = RELEASE / "bench"
AT = "2026-11-24T10:00"
PERIOD_S = 0.25


def judge(what, value, limit, unit):
    """One line; `limit` None: no target, only told."""
    verdict = "" if limit is None else "pass" if value <= limit else "MISS"
    print(f"  {verdict:<5} {what:<58}{value:>9.1f} {unit}{'' if limit is None else f'  (target ≤ {limit})'}", flush=True)


def spread(what, values, limit=None, unit="ms"):
    ordered = sorted(values)
    judge(f"{what}, longest of {len(ordered)}", ordered[-1], limit, unit)
    print(f"        median {statistics.median(ordered):.1f}, 95 % {ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]:.1f}, "
          f"shortest {ordered[0]:.1f}", flush=True)


# --- many screens

def sampled(process, desk):
    """What the fleet measured, and the most memory of the desk meanwhile, in MB: (once all are held, PSS, RSS)."""
    line = process.stdout.readline()
    if not line.startswith("held"):
        raise Unmeasured(f"desk_fleet ended with {process.wait()}: {process.stderr.read()[-500:]}")
    print(f"        all are connected and held after {float(line.split()[1]) / 1000:.1f} s")
    held = memory_kb(desk.process.pid)[0]
    most = [0, 0]
    while process.poll() is None:
        most = [max(pair) for pair in zip(most, memory_kb(desk.process.pid))]
        time.sleep(PERIOD_S)
    if process.returncode != 0:
        raise Unmeasured(f"desk_fleet ended with {process.returncode}: {process.stderr.read()[-500:]}")
    return json.loads(process.stdout.read()), [kb / 1024 for kb in (held, *most)]


def play(temp, count, seconds, behind_proxy, targets):
    desk = Desk(temp / f"fleet-{count}", behind_proxy)
    do([BENCH / "desk_enrol", desk.data, SCREEN, count])
    with desk:
        desk.publish(1)
        begun = time.monotonic()
        desk.get("/api/1/media")  # looks at every picture once after a start
        print(f"        the first GET /api/1/media took {1000 * (time.monotonic() - begun):.0f} ms")
        command = [BENCH / "desk_fleet", desk.address, count, seconds, "anna", PASSWORD]
        with subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              preexec_fn=dies_with_parent) as process:
            said, (held, pss, rss) = sampled(process, desk)
    staff = said["staff"]
    judge(f"ordinary requests, p99 of {staff['all']['count']}", staff["all"]["p99"], targets["p99"], "ms")
    for name, one in staff.items():
        print(f"        {name:<52} p50 {one['p50']:>7.1f}   p99 {one['p99']:>7.1f}   longest {one['most']:>7.1f} ms")
    judge("screens that were not told of the publishing", count - said["told"], 0, "")
    judge("click to the last screen told", said.get("last", float("inf")), targets["told"], "ms")
    print(f"        first {said.get('first', 0):.0f} ms, half {said.get('half', 0):.0f} ms; POST /publish was answered after {said['answered']:.0f} ms")
    judge("answers that sent a screen away for a while (503)", said["refused"], 0, "")
    judge("answers that sent staff away for a while (503)", said["staff_refused"], 0, "")
    judge("desk, PSS at most", pss, targets["memory"], "MB")
    print(f"        {held:.1f} MB when all were held; RSS at most {rss:.1f} MB")


def fleet(temp, quick):
    print("1000 screens over TLS")
    play(temp, 1000, 12 if quick else 60, False, {"p99": 50, "told": 1000, "memory": 60})
    count = 2000 if quick else 10000
    print(f"{count} screens behind a unix socket")
    play(temp, count, 8 if quick else 60, True, {"p99": None, "told": None, "memory": 150})


# --- starts and previews

def starts(desk, count):
    desk.start_signer()
    took = []
    for _ in range(count):
        took.append(desk.start())
        desk.end_desk()
    desk.__exit__()
    desk.programs = []
    return took


def start(temp, quick):
    desk, revisions = Desk(temp / "start"), 300 if quick else 2000
    print("exec to listening")
    spread("with the site as imported", starts(desk, 10), 200)
    with desk:
        for i in range(revisions):
            desk.edit(f"Name {i}")
    desk.programs = []
    spread(f"after {revisions} revisions", starts(desk, 10), 200)


def slides_of(desk):
    """(file, id) of every slide that the screen shows."""
    return [(row["file"], row["id"]) for row in desk.get("/api/1/slides")["slides"] if SCREEN in row["screens"]]


def ask_preview(desk, file, slide, language, typed):
    """ms until the picture is there; `typed` is what somebody has just changed."""
    body = {"screen": SCREEN, "at": AT, "slide": {"file": file, "id": slide}, "language": language,
            "ops": [{"file": file, "path": "/name/en", "op": "set", "value": typed}]}
    begun = time.monotonic()
    desk.ask("POST", "/api/1/preview", body)
    return 1000 * (time.monotonic() - begun)


def preview(temp, quick):
    desk = Desk(temp / "preview")
    with desk:
        slides = slides_of(desk)
        for file, slide in slides:  # what is uploaded is made ready once
            ask_preview(desk, file, slide, "en", "ready")
        first, following = [], []
        for round_, (file, slide) in itertools.product(range(1 if quick else 5), slides):
            first.append((ask_preview(desk, file, slide, "en", f"{round_} {slide}"), slide))
            following.append((ask_preview(desk, file, slide, "da", f"{round_} {slide}"), slide))
        after_start = []
        for file, slide in slides[:4] if quick else slides:
            desk.end_desk()
            desk.start()
            desk.sign_in()
            after_start.append((ask_preview(desk, file, slide, "en", "started"), slide))
    print(f"POST /preview, 1920x1080, {len(slides)} slides")
    for what, values, limit in (("first after a start", after_start, 300), ("first of a content", first, 300), ("next of the same", following, 100)):
        spread(what, [ms for ms, _ in values], limit)
        print(f"        longest: {', '.join(f'{name} {ms:.0f}' for ms, name in sorted(values, reverse=True)[:3])}")


# --- what grows

def memory(temp, quick):
    from desk_memory import grow
    with Desk(temp / "memory") as desk:
        desk.publish(1)
        print("growth of memory after a warm-up of as many")
        for line, count, *grown in grow(desk, slides_of(desk), 100 if quick else 10000, 20 if quick else 500):
            for whose, kb in zip(("the desk", "its painters"), grown):
                if kb is not None:
                    judge(f"{whose} by {count} × {line}", kb / 1024, 1, "MB")


def publish(temp, quick):
    from desk_publish import publish_and_watch
    print("publishing to a real kiosk-sync")
    with Desk(temp / "publish") as desk:
        answered, on_disk = publish_and_watch(desk, temp, 10 if quick else 200)
    spread("click to answer", answered)
    spread("click to the screen's disk", on_disk, 2000)


PARTS = {"fleet": fleet, "start": start, "preview": preview, "memory": memory, "publish": publish}


def main():
    parser = argparse.ArgumentParser(prog="tests/bench/desk", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="only these, in this order")
    parser.add_argument("--quick", action="store_true", help="fewer of everything")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part {unknown[0]}: there are {', '.join(PARTS)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        try:
            for part in options.parts or PARTS:
                print(f"--- {part} (load of the machine before it: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)", flush=True)
                PARTS[part](Path(name), options.quick)
            return 0
        except (Unmeasured, OSError, ValueError, KeyError) as problem:
            print(f"tests/bench/desk: {type(problem).__name__}: {problem}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
