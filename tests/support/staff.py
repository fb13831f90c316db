"""Somebody at a desk, for end-to-end tests: staff.py ADDRESS CA KEPT METHOD PATH [JSON]
Prints the status, and on the next line the answer. KEPT is a file for the session: "sign-in" as METHOD fills it, with LOGIN:PASSWORD as
PATH. A picture that is answered is told by its size."""
import json
import os
import ssl
import sys
import urllib.error
import urllib.request

address, ca, kept, method, path = sys.argv[1:6]
body = sys.argv[6] if len(sys.argv) > 6 else None
trust = ssl.create_default_context(cafile=ca)


def ask(method, path, body, headers):
    if body is not None:
        headers = {**headers, "Content-Type": "application/json"}
    request = urllib.request.Request(address + path, data=body.encode() if body is not None else None, method=method, headers=headers)
    try:
        return urllib.request.urlopen(request, context=trust, timeout=60)
    except urllib.error.HTTPError as error:
        return error


if method == "sign-in":
    login, password = path.split(":", 1)
    answer = ask("POST", "/api/1/session", json.dumps({"login": login, "password": password}), {})
    said = json.loads(answer.read())
    if answer.status != 200:
        sys.exit(f"{answer.status} {said}")
    with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"Cookie": answer.headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": said["csrf"]}, file)
else:
    with open(kept, encoding="utf-8") as file:
        answer = ask(method, path, body, json.load(file))
    said = answer.read()
    print(answer.status)
    print(f"{len(said)} bytes" if answer.headers["Content-Type"] == "image/png" else said.decode())
