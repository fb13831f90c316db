"""The music: written here as notes, played by what is computed here; nothing is sampled."""

import math

import numpy

HZ = 48000
BEAT = .75  # s: 80 a minute, so that a bar is 3 s, and scenes change at bars

NOTES = {name: n for n, name in enumerate(("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"))}


def pitch(note):
    """Hz of "F#4"."""
    return 440 * 2 ** ((NOTES[note[:-1]] + 12 * int(note[-1]) - 57) / 12)


CHORDS = {  # bass, and four tones from below
    "D": "D2 D4 F#4 A4 D5", "A": "A2 C#4 E4 A4 C#5", "A/C#": "C#2 C#4 E4 A4 E5", "Bm": "B2 B3 D4 F#4 B4",
    "G": "G2 B3 D4 G4 B4", "D/F#": "F#2 A3 D4 F#4 A4", "Em": "E2 B3 E4 G4 B4", "Asus": "A2 D4 E4 A4 D5",
}
# a bar each, with how much is playing: 0 pad and piano, 1 and bass, 2 and marimba
BARS = ("D 0|G 1|D 2|A/C# 2|Bm 2|G 2|D/F# 2|A 2|Bm 2|G 2|D 2|A/C# 2|Em 1|A 1|Bm 2|G 2|D 2|G 2|A 2|Bm 2|G 2|A 2|"
        "D/F# 1|G 1|Em 0|A 1|D 1|G 1|Asus 0|D 0")
# bar: beat and note of the piano
MELODY = {
    0: "0 A4|2 D5|3 E5", 1: "0 F#5|2.5 E5|3 D5",
    2: "0 F#5|1.5 A5|2 B5|3 A5", 3: "0 E5|1.5 F#5|2.5 E5", 4: "0 D5|1.5 F#5|2 B5|3 A5", 5: "0 G5|1 F#5|2 D5",
    6: "0 F#5|1.5 A5|2 B5|3 A5", 7: "0 C#5|1.5 E5|2.5 A5", 8: "0 D5|1.5 F#5|2 B5|3 F#5", 9: "0 D5|1 E5|2 B4",
    10: "0 F#5|1.5 D5|2 A4", 11: "0 E5|1.5 C#5|2 A4", 12: "0 G5|2 E5|3 B4", 13: "0 A4|1.5 C#5|2.5 E5",
    14: "0 F#5|1 B5|1.5 A5|2.5 F#5", 15: "0 G5|1 B5|1.5 A5|2.5 D5", 16: "0 F#5|1.5 A5|2 D6|3 A5", 17: "0 B5|2 G5",
    18: "0 A5|1.5 E5|2.5 C#5", 19: "0 D5|1.5 F#5|2 B5", 20: "0 B5|1 A5|2 G5", 21: "0 E5|1.5 A5|3 E5",
    22: "0 F#5|2 D5", 23: "0 B4|1.5 D5|3 G5", 24: "0 G5|2.5 E5", 25: "0 C#5|2 E5", 26: "0 F#5|1.5 E5|2 D5",
    27: "0 B4|2 D5", 28: "0 E5|2 D5", 29: "0 D5|.5 F#5|1 A5|1.5 D6",
}
PATTERN = (0, 2, 1, 3, 2, 1, 3, 2)  # of the marimba, an eighth each


def partials(hz, seconds, parts, attack):
    """Sines that die away: (times hz, loudness, half-life in s)."""
    t = numpy.arange(int(seconds * HZ)) / HZ
    sound = sum(loud * numpy.sin(math.tau * hz * times * t) * .5 ** (t / half) for times, loud, half in parts)
    sound *= numpy.minimum(t / attack, 1)
    return sound * numpy.minimum((seconds - t) / .05, 1)


def piano(hz):
    return partials(hz, 4.0, [(n * (1 + .0003 * n * n), .9 / n ** 1.7, .8 * (440 / hz) ** .4 / n ** .6) for n in range(1, 7)], .012)


def marimba(hz):
    return partials(hz, 1.4, ((1, 1, .16), (3.93, .16, .045), (9.2, .03, .02)), .004)


def bass(hz):
    return partials(hz, 3.2, ((1, 1, .9), (2, .35, .5), (3, .1, .3)), .03)


def pad(hz, seconds):
    t = numpy.arange(int(seconds * HZ)) / HZ
    sound = sum(numpy.sin(math.tau * hz * k * t) * a for k, a in ((1, 1), (1.003, .8), (2.001, .16)))
    return sound * numpy.sin(math.pi * numpy.minimum(t / seconds, 1)) ** 1.2


def place(track, sound, at, gain, pan):
    """Adds a sound at `at` s; `pan` is 0 left to 1 right."""
    start = int(at * HZ)
    end = min(start + len(sound), track.shape[1])
    for side, part in ((0, math.cos(pan * math.pi / 2)), (1, math.sin(pan * math.pi / 2))):
        track[side, start:end] += sound[: end - start] * gain * part


def hall(track):
    """The sound of a room: noise that dies away in 1.8 s, the same every time."""
    random, n = numpy.random.RandomState(7), int(1.8 * HZ)
    t = numpy.arange(n) / HZ
    wet = numpy.zeros_like(track)
    size = 1 << (track.shape[1] + n).bit_length()
    for side in (0, 1):
        echo = random.standard_normal(n) * .5 ** (t / .22) * numpy.minimum(t / .02, 1)
        echo = numpy.convolve(echo, numpy.ones(24) / 24, "same")
        mixed = numpy.fft.irfft(numpy.fft.rfft(track[side], size) * numpy.fft.rfft(echo, size), size)
        wet[side] = mixed[: track.shape[1]] / math.sqrt(float((echo ** 2).sum()))
    return track + .3 * wet


def play(seconds):
    """Two rows of samples, not yet as loud as they are to be."""
    track = numpy.zeros((2, int(seconds * HZ)))
    human = numpy.random.RandomState(3)
    for bar, entry in enumerate(BARS.split("|")):
        name, much = entry.split()
        low, *tones = CHORDS[name].split()
        start = bar * 4 * BEAT
        for n, tone in enumerate(tones[:3]):
            place(track, pad(pitch(tone), min(4.6 * BEAT, seconds - start)), start, .035, .25 + .25 * n)
        if int(much) > 0:
            place(track, bass(pitch(low)), start, .2, .5)
            place(track, bass(pitch(low)), start + 2.5 * BEAT, .1, .5)
        if int(much) > 1:
            for n, step in enumerate(PATTERN):
                late = human.uniform(0, .012)
                place(track, marimba(pitch(tones[step])), start + n * BEAT / 2 + late, (.13, .085)[n % 2] * human.uniform(.85, 1), .3 + .12 * step)
        for note in MELODY[bar].split("|"):
            beat, tone = note.split()
            place(track, piano(pitch(tone)), start + float(beat) * BEAT + human.uniform(0, .014), .17 * human.uniform(.86, 1), .56)
        place(track, piano(pitch(tones[0]) / 2), start, .1, .4)
    track = hall(track)
    fade = int(3.0 * HZ)
    track[:, -fade:] *= numpy.cos(numpy.linspace(0, math.pi / 2, fade)) ** 1.4
    return track
