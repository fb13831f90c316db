/* What ffprobe says is in a file. It is said by a program that has read a stranger's bytes: every text is
 * cut, every number has its bounds, and what is missing is 0 or "". Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { PROBE_JSON_MAX = 1 << 20 /* bytes */, PROBE_TRACKS_MAX = 60, PROBE_WORD = 32 };

enum probe_track_kind { PROBE_OTHER, PROBE_PICTURE, PROBE_SOUND, PROBE_WORDS };
struct probe_ratio {
    int64_t num, den; /* 0/0: not said */
};
/* How a frame is laid out, as ffmpeg names it, and what else is known of a picture. */
struct probe_look {
    char layout[PROBE_WORD], transfer[PROBE_WORD], matrix[PROBE_WORD], fields[PROBE_WORD];
    bool full_range, round;
    int dolby; /* profile of Dolby Vision; 0: none */
};
struct probe_track {
    enum probe_track_kind kind;
    int index; /* ffmpeg's */
    char codec[PROBE_WORD], tag[PROBE_WORD], language[PROBE_WORD];
    bool cover, protected_; /* a picture that belongs to music; encrypted */
    double seconds;         /* of this track alone; 0: not said */
    int64_t packets;
    /* of pictures */
    int width, height, rotation; /* px; degrees, −359–359 */
    struct probe_ratio shape;    /* of a pixel */
    struct probe_ratio speed, mean_speed;
    struct probe_look look;
    /* of sound */
    int channels, hz;
};
struct probe {
    struct probe_track tracks[PROBE_TRACKS_MAX];
    size_t count;
    double seconds;           /* as the container says; 0: it does not */
    char version[PROBE_WORD]; /* of ffprobe */
};
/* False: it is no such JSON. */
bool probe_read(const char *json, size_t size, struct probe *out, struct fail *fail) MUST_CHECK;
