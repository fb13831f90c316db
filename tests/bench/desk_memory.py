"""By how much a desk and its painters grow with the number of requests."""
import itertools

from desk_run import PLAYLIST, SCREEN, memory_kb

AT = "2026-11-24T10:00"


def change(number):
    return {"ops": [{"file": PLAYLIST, "path": "/name/en", "op": "set", "value": f"Name {number}"}]}


def previews(slides):
    """Each other than the last ones: a content of its own, and in turns every slide."""
    def body(number):
        file, slide = slides[number % len(slides)]
        return {**change(number), "screen": SCREEN, "at": AT, "language": ("en", "da")[number % 2], "slide": {"file": file, "id": slide}}
    return body


def place(slides):
    file, slide = slides[0]
    return lambda number: {"slide": {"file": file, "id": slide}, "screens": [SCREEN] if number % 2 else ["bibliotek"]}


def requests(slides):
    """(method, path, body of a number or None, statuses, does it paint)"""
    for path in ("/", "/openapi.json", "/sign-in", "/site/c/main/manifest", "/site/c/main/none", "/api/1/me", "/api/1/users", "/api/1/groups",
                 "/api/1/audit", "/api/1/files", f"/api/1/files/{PLAYLIST}", "/api/1/drafts", "/api/1/history", "/api/1/slides",
                 "/api/1/media", "/api/1/publication", "/api/1/diff?from=published&to=newest", "/api/1/screens", "/api/1/wait?since=0"):
        yield "GET", path, None, (200, 303, 404), False
    yield "GET", "/api/1/device/wait?since=0", None, (401,), False
    yield "POST", "/api/1/device/session", lambda number: {"key": f"{number:064x}"}, (404,), False
    yield "POST", "/api/1/device/status", lambda number: {}, (401,), False
    yield "POST", "/api/1/enrol", lambda number: {"code": "0000-0000"}, (404, 429), False
    yield "PATCH", "/api/1/me", lambda number: {"locale": ("da", "en")[number % 2]}, (204,), False
    yield "PUT", "/api/1/drafts", lambda number: {"file": PLAYLIST, "slide": "welcome", "base": 1, "ops": []}, (204,), False
    yield "POST", "/api/1/place", place(slides), (200,), False
    yield "POST", "/api/1/check", change, (200,), False
    yield "POST", "/api/1/edits", change, (200,), False
    yield "POST", "/api/1/edits", lambda number: {"ops": [{"file": "none", "path": "/a", "op": "set", "value": number}]}, (422,), False
    yield "POST", "/api/1/preview", previews(slides), (200,), True


def memory_of(pids):
    return sum(memory_kb(pid)[1] for pid in pids)


def grow(desk, slides, often, painted_often):
    """Yields (what is asked, how often, growth of the desk, growth of its painters or None), in KiB of RSS: of the second half of twice as
    many, for the first half warms up."""
    numbers = itertools.count()
    for method, path, body, good, paints in requests(slides):
        count = painted_often if paints else often
        sizes = []
        for _ in range(2):
            for _ in range(count):
                desk.ask(method, path, body(next(numbers)) if body else None, good)
            sizes.append((memory_of([desk.process.pid]), memory_of(desk.painters())))
        yield f"{method} {path}", count, sizes[1][0] - sizes[0][0], sizes[1][1] - sizes[0][1] if paints else None
