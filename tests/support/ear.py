#!/usr/bin/env python3
"""A loudspeaker that writes down what it hears. `ear.py listen PIPE OUT [RATE]` takes from a pipe what SDL's driver "disk" writes there, 1024
samples (stereo, 16 bit, 48 kHz) at a time, as a device of RATE samples a second does, and writes OUT: for each piece when it was heard,
monotonic ns (8 bytes), and its samples. `ear.py clicks PIPE OUT` listens for hours: it writes a line for each click, when it was heard. The
other words judge what `listen` wrote; each prints what it measured and ends with 1 where that is wrong."""
import array, cmath, fcntl, math, os, statistics, struct, sys, time

HZ, PIECE, TONE, CLICK, SILENCE = 48000, 1024, 400, 2000, -100
BYTES = PIECE * 4


def hear(pipe, rate):
    """(seconds, bytes) of each piece, for ever."""
    ear = os.open(pipe, os.O_RDWR)  # also to write, so that no writer's end is an end
    fcntl.fcntl(ear, fcntl.F_SETPIPE_SZ, BYTES)
    due = 0
    while True:
        now = time.monotonic()
        if due > now:
            time.sleep(due - now)
        piece = b""
        while len(piece) < BYTES:
            piece += os.read(ear, BYTES - len(piece))
        now = time.monotonic()
        heard = due if now - due < 0.1 else now  # it had nothing to ask for until now
        yield heard, piece
        due = heard + PIECE / rate


def listen(pipe, out, rate):
    with open(out, "wb", buffering=0) as file:
        for heard, piece in hear(pipe, rate):
            file.write(struct.pack("<q", int(heard * 1e9)) + piece)


def listen_for_clicks(pipe, out):
    loudest, last = 0, 0
    with open(out, "w", buffering=1) as file:
        for heard, piece in hear(pipe, HZ):
            samples = array.array("h", piece)[::2]
            loudest = max(loudest, max(map(abs, samples)))
            for click in clicks_in(heard, samples, loudest, last):
                last = click
                file.write(f"{click:.6f}\n")


def read(path):
    """[(seconds, sample)] of the left side, as two lists."""
    data, pieces = open(path, "rb").read(), []
    for at in range(0, len(data) - BYTES - 7, BYTES + 8):
        samples = array.array("h", data[at + 8 : at + 8 + BYTES])
        pieces.append((struct.unpack("<q", data[at : at + 8])[0] / 1e9, samples[::2]))
    return pieces


def level(samples, hz):
    """dB of full scale of the sine of that frequency in 10 ms of samples."""
    total = sum(sample * cmath.exp(-2j * math.pi * hz * i / HZ) for i, sample in enumerate(samples))
    return 20 * math.log10(abs(total) * 2 / len(samples) / 32767 + 1e-9)


def levels(pieces, hz):
    """dB of each 10 ms, which are whole periods of all that sounds here."""
    measured = [level(piece[at : at + 480], hz) for _, piece in pieces for at in (0, 480)]
    return [statistics.median(measured[max(0, i - 4) : i + 5]) for i in range(len(measured))]  # a click is none of it


WAVE = [cmath.exp(-2j * math.pi * CLICK * i / HZ) for i in range(96)]


def clicks_in(when, piece, loudest, last):
    """When a click begins in a piece: as loud as one for a millisecond, and not before for 300 ms."""
    window = len(WAVE)
    for at in range(0, PIECE - window, window // 2):
        total = sum(piece[at + i] * WAVE[i] for i in range(window))
        if abs(total) * 2 / window > loudest / 4 and when + at / HZ - last > 0.3:
            last = when + at / HZ
            yield last


def clicks(pieces):
    found = []
    loudest = max((max(map(abs, piece)) for _, piece in pieces), default=0)
    for when, piece in pieces:
        found += clicks_in(when, piece, loudest, found[-1] if found else -1)
    return found


def flashes(path):
    found, before = [], 255
    for line in open(path):
        when, bright = line.split()
        if int(bright) > 128 >= before:
            found.append(int(when) / 1e9)
        before = int(bright)
    return found


def together(heard, seen, least):
    offsets = []
    pieces = read(heard)
    sounds = clicks(pieces)
    for flash in flashes(seen):
        near = min(sounds, key=lambda click: abs(click - flash), default=None)
        if near is not None and abs(near - flash) < 0.3:
            offsets.append((near - flash) * 1000)
    middle = statistics.median(offsets) if offsets else None
    print(f"{len(offsets)} flashes with a click, sound behind picture (ms): {[round(o) for o in offsets]}")
    return len(offsets) >= least and abs(middle) <= 40 and sum(abs(o) <= 40 for o in offsets) >= len(offsets) * 0.6  # a busy machine shows some late


def plateaus(heard, hz):
    """The levels that lasted for 400 ms and more, in their order, dB."""
    found, run = [], []
    for db in levels(read(heard), hz):
        if run and abs(db - statistics.median(run)) > 1:
            if len(run) >= 40:
                found.append(round(statistics.median(run), 1))
            run = []
        run.append(db)
    if len(run) >= 40:
        found.append(round(statistics.median(run), 1))
    return [db for i, db in enumerate(found) if i == 0 or abs(db - found[i - 1]) > 1]


def smooth(heard):
    """No sample is further from the one before than tone, click and voice can be: else it would be heard as a crack."""
    pieces = read(heard)
    flat = [sample for _, piece in pieces for sample in piece]
    most, step = max(map(abs, flat)), max(abs(b - a) for a, b in zip(flat, flat[1:]))
    print(f"peak {20 * math.log10(most / 32767 + 1e-9):.1f} dB, the largest step {step / max(1, most):.2f} of it")
    return step <= most * 2 * math.pi * CLICK / HZ * 1.3


def near(measured, wanted, within):
    print(f"measured {measured}, wanted {wanted}")
    return len(measured) == len(wanted) and all(abs(m - w) <= within for m, w in zip(measured, wanted))


def main(word, *rest):
    if word == "listen":
        listen(rest[0], rest[1], float(rest[2]) if rest[2:] else HZ)
    elif word == "clicks":
        listen_for_clicks(rest[0], rest[1])
    elif word == "together":
        return together(rest[0], rest[1], int(rest[2]))
    elif word == "smooth":
        return smooth(rest[0])
    elif word == "tone":  # tone HEARD DB…: one after the other
        found = plateaus(rest[0], TONE)
        while found and found[0] < SILENCE:
            found.pop(0)
        while found and found[-1] < SILENCE:
            found.pop()
        return near(found, [float(db) for db in rest[1:]], 1.3)  # loudness is evened out at the film's beginning
    elif word == "peak":  # peak HEARD DB: nothing is louder
        most = max(abs(sample) for _, piece in read(rest[0]) for sample in piece)
        print(f"peak {20 * math.log10(most / 32767):.1f} dB")
        return most <= 32767 * 10 ** (float(rest[1]) / 20) + 1
    elif word == "level":  # level FILE.s16 of ffmpeg: of the tone in its sixth second
        samples = array.array("h", open(rest[0], "rb").read())[::2]
        print(round(statistics.median(level(samples[5 * HZ + at : 5 * HZ + at + 480], TONE) for at in range(HZ // 2, HZ * 9 // 10, 480)), 2))
    return True


sys.exit(0 if main(*sys.argv[1:]) else 1)
