#include "film/pictures.h"

#include <string.h>

enum misfit { MISFIT_NONE, MISFIT_SHAPE, MISFIT_SLOTS };

static struct film_fault *fault_of(struct pictures *pictures) {
    return pictures->track.chunks->fault;
}

static const struct film *film_of(const struct pictures *pictures) {
    return pictures->track.chunks->film;
}

/* libav's question for a frame's memory, on any of its threads. `frame` has the size of whole macroblocks. */
static int give_slot(AVCodecContext *codec, AVFrame *frame, int flags) {
    struct pictures *pictures = codec->opaque;
    const struct film *film = film_of(pictures);
    enum { MACROBLOCK = 16 };
    (void)flags; /* a slot stays as long as it is held */
    bool fits = codec->width == film->width && codec->height == film->height &&
                frame->format == AV_PIX_FMT_YUV420P && frame->width < film->width + MACROBLOCK &&
                frame->height < film->height + 2 * MACROBLOCK;
    if (fits && slots_give(pictures->slots, frame))
        return 0;
    pictures->misfit = fits ? MISFIT_SLOTS : MISFIT_SHAPE;
    return AVERROR(ENOMEM);
}

static bool open_codec(struct pictures *pictures) {
    const AVCodec *h264 = avcodec_find_decoder_by_name("h264");
    if (!h264)
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_MACHINE, "this libavcodec decodes no H.264");
    AVCodecContext *codec = pictures->codec = avcodec_alloc_context3(h264);
    pictures->packet = av_packet_alloc();
    if (!codec || !pictures->packet)
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_MACHINE, "out of memory");
    if (avcodec_parameters_to_context(codec, pictures->track.stream->codecpar) < 0)
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_MACHINE, "out of memory");
    codec->opaque = pictures;
    codec->get_buffer2 = give_slot;
    codec->thread_count = PICTURES_THREADS;
    codec->thread_type = FF_THREAD_FRAME;
#if LIBAVCODEC_VERSION_MAJOR < 60 /* later ones always are */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    codec->thread_safe_callbacks = 1;
#pragma GCC diagnostic pop
#endif
    codec->err_recognition = AV_EF_EXPLODE; /* its bytes are those that were made: nothing is to be mended */
    codec->error_concealment = 0;
    if (avcodec_open2(codec, h264, NULL) != 0)
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_DECODER, "its picture cannot be decoded");
    return true;
}

bool pictures_open(struct pictures *pictures, struct chunks *chunks, struct slots *slots) {
    pictures->slots = slots;
    return track_open(&pictures->track, chunks, AVMEDIA_TYPE_VIDEO) && open_codec(pictures);
}

void pictures_close(struct pictures *pictures) {
    avcodec_free_context(&pictures->codec);
    av_packet_free(&pictures->packet);
    track_close(&pictures->track);
}

static AVRational frame_unit(const struct pictures *pictures) {
    return (AVRational){film_of(pictures)->fps_den, film_of(pictures)->fps_num};
}

/* To the packet of a key frame. */
static bool seek_to(struct pictures *pictures, int key) {
    return track_seek(&pictures->track,
                      av_rescale_q(key, frame_unit(pictures), pictures->track.stream->time_base));
}

bool pictures_seek(struct pictures *pictures, int32_t frame) {
    int key = track_key(&pictures->track, frame); /* in closed GOPs a key frame is decoded when it is shown */
    avcodec_flush_buffers(pictures->codec);
    pictures->round = 0;
    pictures->next = key;
    pictures->wanted = frame;
    pictures->ending = false;
    return seek_to(pictures, key);
}

void pictures_keys_only(struct pictures *pictures) {
    pictures->keys_only = true;
    pictures->codec->skip_frame = AVDISCARD_NONKEY;
}

/* The frame that is shown at `pts`; −1: none, it is between two. */
static int64_t frame_at(const struct pictures *pictures, int64_t pts) {
    const struct film *film = film_of(pictures);
    const AVRational unit = frame_unit(pictures), base = pictures->track.stream->time_base;
    if (pts == AV_NOPTS_VALUE || pts < 0)
        return -1;
    int64_t frame = av_rescale_q(pts, base, unit);
    return frame < film->frames && av_rescale_q(frame, unit, base) == pts ? frame : -1;
}

/* The decoder's answer is no frame and no wish for more. */
static enum pictures_got refused(struct pictures *pictures) {
    int misfit = pictures->misfit;
    if (misfit == MISFIT_SHAPE)
        film_fault_set(fault_of(pictures), FILM_TROUBLE_SHAPE, "its picture is not %d × %d in 8 bit 4:2:0",
                       film_of(pictures)->width, film_of(pictures)->height);
    else if (misfit == MISFIT_SLOTS)
        film_fault_set(fault_of(pictures), FILM_TROUBLE_SHAPE, "it refers to too many frames at once");
    else
        film_fault_set(fault_of(pictures), FILM_TROUBLE_DECODER, "frame %lld cannot be decoded",
                       (long long)(pictures->next % film_of(pictures)->frames));
    return PICTURES_FAULT;
}

/* Over the end and on from 0: the decoder just goes on with another key frame, so that nothing waits. */
static bool begin_again(struct pictures *pictures) {
    pictures->round += film_of(pictures)->frames;
    return seek_to(pictures, 0);
}

/* No other frame refers to it: all its slices have nal_ref_idc 0 (H.264 7.4.1). */
static bool is_disposable(const struct pictures *pictures, const AVPacket *packet) {
    enum { SLICE_FIRST = 1, SLICE_LAST = 5, TYPE = 0x1f, REF_IDC = 0x60 };
    int width = (pictures->codec->extradata[4] & 3) + 1, at = 0;
    bool any = false;
    while (at + width < packet->size) {
        uint32_t length = 0;
        for (int i = 0; i < width; i++)
            length = length << 8 | packet->data[at++];
        int type = packet->data[at] & TYPE;
        bool slice = type >= SLICE_FIRST && type <= SLICE_LAST;
        if (length == 0 || length > (uint32_t)(packet->size - at) || (slice && packet->data[at] & REF_IDC))
            return false; /* what is wrong with it is the decoder's to say */
        any |= slice;
        at += (int)length;
    }
    return any;
}

/* On the way to the frame that is wanted, what no other frame refers to need not be decoded. The decoder
 * could leave it out itself, but its threads take packets in turn, and one would have little to do. */
static bool passes_over(const struct pictures *pictures, const AVPacket *packet) {
    return !pictures->keys_only && packet->pts < pictures->wanted && is_disposable(pictures, packet);
}

static bool feed(struct pictures *pictures) {
    enum track_got got = track_read(&pictures->track, pictures->packet);
    if (got == TRACK_END && pictures->keys_only) {
        pictures->ending = true;
        return avcodec_send_packet(pictures->codec, NULL) == 0;
    }
    if (got == TRACK_END && begin_again(pictures))
        got = track_read(&pictures->track, pictures->packet);
    if (got != TRACK_PACKET)
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_SHAPE, "it has no packets");
    int64_t frame = frame_at(pictures, pictures->packet->pts);
    if (frame < 0) {
        av_packet_unref(pictures->packet);
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_SHAPE,
                              "its frames are not as long as each other");
    }
    pictures->packet->pts = pictures->round + frame;
    bool over = passes_over(pictures, pictures->packet);
    int failed = over ? 0 : avcodec_send_packet(pictures->codec, pictures->packet);
    av_packet_unref(pictures->packet);
    return failed == 0 || (refused(pictures), false);
}

static bool is_interlaced(const AVFrame *frame) {
#ifdef AV_FRAME_FLAG_INTERLACED
    return frame->flags & AV_FRAME_FLAG_INTERLACED;
#else
    return frame->interlaced_frame;
#endif
}

static bool in_turn(const struct pictures *pictures, int64_t frame) {
    if (pictures->keys_only)
        return frame >= pictures->next;
    if (pictures->next < pictures->wanted) /* others are passed over */
        return frame >= pictures->next && frame <= pictures->wanted;
    return frame == pictures->next;
}

/* In its turn, whole, of the size and kind that the index says, and in a slot row for row? */
static bool fits(struct pictures *pictures, const AVFrame *frame) {
    const struct film *film = film_of(pictures);
    if (frame->flags & AV_FRAME_FLAG_CORRUPT || frame->decode_error_flags)
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_DECODER, "frame %lld cannot be decoded whole",
                              (long long)(pictures->next % film->frames));
    if (frame->width != film->width || frame->height != film->height || is_interlaced(frame) ||
        frame->format != AV_PIX_FMT_YUV420P || frame->color_range == AVCOL_RANGE_JPEG ||
        slots_find(pictures->slots, frame) < 0)
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_SHAPE,
                              "its picture is not %d × %d, progressive, of limited range", film->width,
                              film->height);
    if (!in_turn(pictures, frame->pts))
        return film_fault_set(fault_of(pictures), FILM_TROUBLE_SHAPE, "frame %lld comes as frame %lld",
                              (long long)frame->pts, (long long)pictures->next);
    return true;
}

enum pictures_got pictures_next(struct pictures *pictures, AVFrame *frame, int64_t *number) {
    for (bool fed = false;;) {
        int failed = avcodec_receive_frame(pictures->codec, frame);
        if (pictures->misfit) { /* said by one thread; libav may have passed it over */
            av_frame_unref(frame);
            return refused(pictures);
        }
        if (failed == AVERROR(EAGAIN) && fed)
            return PICTURES_HUNGRY;
        if (failed == AVERROR_EOF && pictures->ending)
            return PICTURES_END;
        if (failed == AVERROR(EAGAIN) && !feed(pictures))
            return PICTURES_FAULT;
        fed = failed == AVERROR(EAGAIN);
        if (fed)
            continue;
        if (failed < 0)
            return refused(pictures);
        if (!fits(pictures, frame)) {
            av_frame_unref(frame);
            return PICTURES_FAULT;
        }
        pictures->next = frame->pts + 1;
        if (frame->pts >= pictures->wanted) {
            *number = frame->pts;
            return PICTURES_FRAME;
        }
        av_frame_unref(frame);
    }
}
