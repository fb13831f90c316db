#include "film/track.h"

#include <string.h>

enum { IO_BYTES = 32 << 10, PROFILE_HIGH = 100, LEVEL_MAX = 40, AVCC_LEAST = 7, AUDIO_LC = 2 };

static int io_read(void *opaque, uint8_t *out, int size) {
    struct track *track = opaque;
    ptrdiff_t got = chunks_read(track->chunks, track->at, out, (size_t)size);
    if (got < 0)
        return AVERROR_EXTERNAL;
    track->at += (uint64_t)got;
    return got == 0 ? AVERROR_EOF : (int)got;
}

static int64_t io_seek(void *opaque, int64_t offset, int whence) {
    struct track *track = opaque;
    int64_t bytes = (int64_t)track->chunks->film->bytes;
    int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (int64_t)track->at : bytes;
    if (whence & AVSEEK_SIZE)
        return bytes;
    if (offset < -base || offset > bytes - base)
        return AVERROR(EINVAL);
    track->at = (uint64_t)(base + offset);
    return (int64_t)track->at;
}

static bool shape(struct track *track, const char *what) {
    return film_fault_set(track->chunks->fault, FILM_TROUBLE_SHAPE, "%s", what);
}

static bool no_memory(struct track *track) {
    return film_fault_set(track->chunks->fault, FILM_TROUBLE_MACHINE, "out of memory");
}

/* The only format there is: libav is not to guess, and looks for no tags in front of it. */
static bool begins_as_mp4(struct track *track) {
    uint8_t head[8];
    ptrdiff_t got = chunks_read(track->chunks, 0, head, sizeof head);
    return (got == sizeof head && memcmp(head + 4, "ftyp", 4) == 0) || shape(track, "it is no MP4");
}

static bool open_format(struct track *track) {
    const AVInputFormat *mov = av_find_input_format("mov");
    uint8_t *buffer = av_malloc(IO_BYTES);
    track->format = avformat_alloc_context();
    track->io = buffer ? avio_alloc_context(buffer, IO_BYTES, 0, track, io_read, NULL, io_seek) : NULL;
    if (!track->io)
        av_free(buffer);
    if (!track->io || !track->format)
        return no_memory(track);
    if (!mov)
        return film_fault_set(track->chunks->fault, FILM_TROUBLE_MACHINE, "this libavformat reads no MP4");
    track->format->pb = track->io;
    track->format->flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN;
    track->format->format_whitelist = av_strdup("mov,mp4,m4a,3gp,3g2,mj2");
    track->format->codec_whitelist = av_strdup("h264,aac");
    track->format->protocol_whitelist = av_strdup("none");
    track->format->max_streams = 2;
    /* frees the context where it fails */
    return avformat_open_input(&track->format, NULL, mov, NULL) == 0 ||
           shape(track, "it is no MP4 that can be read");
}

static bool picture_fits(struct track *track, const AVStream *stream) {
    const struct film *film = track->chunks->film;
    const AVCodecParameters *codec = stream->codecpar;
    if (codec->codec_id != AV_CODEC_ID_H264 || codec->extradata_size < AVCC_LEAST || codec->extradata[0] != 1)
        return shape(track, "its picture is not H.264");
    if (codec->extradata[1] != PROFILE_HIGH || codec->extradata[3] > LEVEL_MAX)
        return shape(track, "its picture is not H.264 High up to level 4.0");
    if (codec->width != film->width || codec->height != film->height)
        return film_fault_set(track->chunks->fault, FILM_TROUBLE_SHAPE,
                              "it is %d × %d, and %d × %d by its index", codec->width, codec->height,
                              film->width, film->height);
    return true;
}

static bool sound_fits(struct track *track, const AVStream *stream) {
    const AVCodecParameters *codec = stream->codecpar;
    return (codec->codec_id == AV_CODEC_ID_AAC && codec->extradata_size >= 2 &&
            codec->extradata[0] >> 3 == AUDIO_LC && codec->ch_layout.nb_channels == FILM_SOUND_CHANNELS &&
            codec->sample_rate == FILM_SOUND_HZ && stream->time_base.num == 1 &&
            stream->time_base.den == FILM_SOUND_HZ) ||
           shape(track, "its sound is not AAC-LC in stereo at 48 kHz");
}

/* Finds the track, and judges it and the other. */
static bool choose(struct track *track, enum AVMediaType type) {
    const struct film *film = track->chunks->film;
    const AVStream *sound = NULL, *picture = NULL;
    for (unsigned i = 0; i < track->format->nb_streams; i++) {
        AVStream *stream = track->format->streams[i];
        const AVStream **place = stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO ? &picture : &sound;
        if ((stream->codecpar->codec_type != AVMEDIA_TYPE_VIDEO &&
             stream->codecpar->codec_type != AVMEDIA_TYPE_AUDIO) ||
            *place)
            return shape(track, "it has other tracks than a picture and a sound");
        *place = stream;
        if (stream->codecpar->codec_type == type)
            track->stream = stream;
        else
            stream->discard = AVDISCARD_ALL;
    }
    if (!picture)
        return shape(track, "it has no picture");
    if ((sound != NULL) != (film->samples > 0))
        return shape(track, sound ? "it has a sound, and none by its index"
                                  : "it has no sound, and one by its index");
    return picture_fits(track, picture) && (!sound || sound_fits(track, sound));
}

static const AVIndexEntry *entry(const struct track *track, int packet) {
    return avformat_index_get_entry(track->stream, packet);
}

/* So that whoever joins is there within a second's decoding. */
static bool keys_are_near(struct track *track) {
    const struct film *film = track->chunks->film;
    int apart = (film->fps_num + film->fps_den - 1) / film->fps_den, last = -apart;
    if (track_packets(track) != film->frames)
        return film_fault_set(track->chunks->fault, FILM_TROUBLE_SHAPE,
                              "it has %d frames, and %d by its index", track_packets(track), film->frames);
    for (int i = 0; i < film->frames; i++) {
        if (entry(track, i)->flags & AVINDEX_KEYFRAME)
            last = i;
        if (i - last >= apart)
            return film_fault_set(track->chunks->fault, FILM_TROUBLE_SHAPE,
                                  "there is no key frame in the second before frame %d", i);
    }
    return true;
}

bool track_open(struct track *track, struct chunks *chunks, enum AVMediaType type) {
    *track = (struct track){.chunks = chunks};
    return begins_as_mp4(track) && open_format(track) && choose(track, type) &&
           (type != AVMEDIA_TYPE_VIDEO || keys_are_near(track));
}

void track_close(struct track *track) {
    avformat_close_input(&track->format);
    if (track->io)
        av_freep(&track->io->buffer);
    avio_context_free(&track->io);
    *track = (struct track){0};
}

int track_packets(const struct track *track) {
    return avformat_index_get_entries_count(track->stream);
}

int track_key(const struct track *track, int packet) {
    while (packet > 0 && !(entry(track, packet)->flags & AVINDEX_KEYFRAME))
        packet--;
    return packet;
}

int64_t track_time(const struct track *track, int packet) {
    return entry(track, packet)->timestamp;
}

bool track_seek(struct track *track, int64_t time) {
    return av_seek_frame(track->format, track->stream->index, time, AVSEEK_FLAG_BACKWARD) >= 0 ||
           shape(track, "its packets cannot be found");
}

enum track_got track_read(struct track *track, AVPacket *packet) {
    for (;;) {
        int failed = av_read_frame(track->format, packet);
        if (track->chunks->fault->trouble) /* libav may have made something of what it got so far */
            av_packet_unref(packet);
        if (track->chunks->fault->trouble)
            return TRACK_FAULT;
        if (failed == AVERROR_EOF)
            return TRACK_END;
        if (failed < 0 || packet->flags & AV_PKT_FLAG_CORRUPT) {
            av_packet_unref(packet);
            shape(track, "a packet of it cannot be read");
            return TRACK_FAULT;
        }
        if (packet->stream_index == track->stream->index)
            return TRACK_PACKET;
        av_packet_unref(packet);
    }
}
