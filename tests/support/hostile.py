#!/usr/bin/env python3
"""hostile.py FOLDER TLS PORTFILE CASEFILE: an HTTPS server of a published site that behaves, at each request for an object, as the
name in CASEFILE says (--list: the names and what they do).

Serves the files of FOLDER on a free port of localhost, which it writes into PORTFILE, with TLS/server.pem and server.key, until it
is ended. Each request goes to standard output as "METHOD PATH RANGE"."""
import hashlib
import os
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CHUNK = b"x" * 65536


def good(request, body):
    """ranges as they should be"""
    start = request.start()
    if start is None:
        request.answer(200, body)
    elif start >= len(body):
        request.answer(416, b"", {"Content-Range": f"bytes */{len(body)}"})
    else:
        request.answer(206, body[start:], {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"})


def cut(request, body):
    """ends each object at half of it"""
    request.answer(200, body[: len(body) // 2], declared=len(body))
    request.close_connection = True


def no_ranges(request, body):
    """sends the whole, whatever is asked for"""
    request.answer(200, body)


def from_zero(request, body):
    """answers 206 and begins at 0"""
    if request.start() is None:
        return good(request, body)
    request.answer(206, body, {"Content-Range": f"bytes 0-{len(body) - 1}/{len(body)}"})


def unsaid(request, body):
    """answers 206 without Content-Range"""
    start = request.start()
    if start is None:
        return good(request, body)
    request.answer(206, body[start:])


def other_file(request, body):
    """answers 206 with the rest of a file of another size"""
    start = request.start()
    if start is None:
        return good(request, body)
    request.answer(206, body[start:], {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body) + 1}"})


def no_such_part(request, body):
    """answers 416 to any range"""
    if request.start() is None:
        return good(request, body)
    request.answer(416, b"", {"Content-Range": "bytes */5"})


def forbidden(request, body):
    """answers 403 to any range, as firewalls do"""
    if request.start() is None:
        return good(request, body)
    request.answer(403, b"no ranges here")


def broken(request, body):
    """answers 500 to any range"""
    if request.start() is None:
        return good(request, body)
    request.answer(500, b"stumbled")


def slams(request, body):
    """closes the connection on any range, without a word"""
    if request.start() is None:
        return good(request, body)
    request.close_connection = True


def endless(request, body):
    """refuses any range with a text that has no end"""
    if request.start() is None:
        return good(request, body)
    request.flood(403)


def endless_404(request, body):
    """has no object, and says so without end"""
    request.flood(404)


def busy(request, body):
    """answers 503 to everything"""
    request.answer(503, b"later")


CASES = {
    case.__name__: case
    for case in (good, cut, no_ranges, from_zero, unsaid, other_file, no_such_part, forbidden, broken, slams, endless,
                 endless_404, busy)
}


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def start(self):
        """first byte asked for; None: all"""
        wanted = self.headers.get("Range")
        return int(wanted.split("=")[1].split("-")[0]) if wanted else None

    def answer(self, status, body, headers=(), declared=None):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if declared is None else declared))
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def flood(self, status):
        self.send_response(status)
        self.end_headers()
        self.close_connection = True
        sent = 0
        try:
            while True:
                self.wfile.write(CHUNK)
                sent += len(CHUNK)
        except OSError:
            print(f"FLOOD ended after {sent}", flush=True)

    def do_GET(self):
        print("GET", self.path, self.headers.get("Range", "-"), flush=True)
        path = os.path.join(self.server.folder, self.path.lstrip("/"))
        if not os.path.isfile(path):
            return self.answer(404, b"no such file")
        with open(path, "rb") as file:
            body = file.read()
        if "/o/" in self.path:
            with open(self.server.case_file) as file:
                return CASES[file.read().strip()](self, body)
        tag = '"%s"' % hashlib.md5(body).hexdigest()
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            return self.end_headers()
        self.answer(200, body, {"ETag": tag})

    def log_message(self, *words):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client):  # a client that hangs up is no news
        pass


def main():
    if sys.argv[1:] == ["--list"]:
        for name, case in CASES.items():
            print(name, case.__doc__)
        return
    folder, tls, port_file, case_file = sys.argv[1:]
    server = Server(("127.0.0.1", 0), Request)
    server.folder, server.case_file = folder, case_file
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{tls}/server.pem", f"{tls}/server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    with open(port_file + ".new", "w") as file:
        file.write(str(server.server_address[1]))
    os.rename(port_file + ".new", port_file)
    server.serve_forever()


if __name__ == "__main__":
    main()
