#!/usr/bin/env python3
"""notify.py SOCKET LOG: systemd's side of sd_notify(3); writes "milliseconds message" a line, until it is ended."""
import os
import socket
import sys
import time

path, log = sys.argv[1:]
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(path)
with open(log, "w", buffering=1) as out:
    print(f"{time.monotonic_ns() // 1000000} listening", file=out)
    while True:
        message = receiver.recv(4096).decode().replace("\n", " ")
        print(f"{time.monotonic_ns() // 1000000} {message}", file=out)
