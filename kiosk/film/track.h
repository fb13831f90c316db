/* One track of a film, packet by packet, by libavformat: the picture's or the sound's. Each has a demuxer of
 * its own, so that they stand wherever they need to; their bytes come from the same chunks. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <libavformat/avformat.h>

#include "film/chunks.h"

struct track {
    struct chunks *chunks; /* with the index and the fault */
    uint64_t at;           /* bytes: where libav reads next */
    AVFormatContext *format;
    AVIOContext *io;
    AVStream *stream;
};

/* Opens the film and looks at all its tracks: they have to be what the index says, the picture with all its
 * frames and a key frame each second at least, or `fault` says what is not. Zero-initialised; close in any
 * case. Starts no decoder, and asks no format but MP4's. */
bool track_open(struct track *track, struct chunks *chunks, enum AVMediaType type) MUST_CHECK;
void track_close(struct track *track);

/* Its packets, in the order of decoding, from 0. */
int track_packets(const struct track *track);
/* The nearest packet before or at `packet` that can be decoded alone. */
int track_key(const struct track *track, int packet);
/* Of a sound: when its packet is heard, in the stream's time base. */
int64_t track_time(const struct track *track, int packet);
/* Reads on from the packet that is shown or heard at `time`, in the stream's time base; of a picture a key
 * frame. */
bool track_seek(struct track *track, int64_t time) MUST_CHECK;

enum track_got { TRACK_PACKET, TRACK_END, TRACK_FAULT };
/* The next one; the caller unrefs it. */
enum track_got track_read(struct track *track, AVPacket *packet) MUST_CHECK;
