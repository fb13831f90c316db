#include "film/soundtrack.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* What comes of a packet depends on the one before it (ISO/IEC 14496-3 4.6.11: windows overlap). */
enum { PACKETS_BEFORE = 2, PACKET_SAMPLES = 1024 };

static struct film_fault *fault_of(struct soundtrack *sound) {
    return sound->track.chunks->fault;
}

static const struct film *film_of(const struct soundtrack *sound) {
    return sound->track.chunks->film;
}

/* Samples of a round: as long as the picture. */
static int64_t round_of(const struct soundtrack *sound) {
    return film_frame_sample(film_of(sound), film_of(sound)->frames);
}

static bool open_codec(struct soundtrack *sound) {
    const AVCodec *aac = avcodec_find_decoder_by_name("aac");
    if (!aac)
        return film_fault_set(fault_of(sound), FILM_TROUBLE_MACHINE, "this libavcodec decodes no AAC");
    sound->codec = avcodec_alloc_context3(aac);
    sound->packet = av_packet_alloc();
    sound->frame = av_frame_alloc();
    if (!sound->codec || !sound->packet || !sound->frame ||
        avcodec_parameters_to_context(sound->codec, sound->track.stream->codecpar) < 0)
        return film_fault_set(fault_of(sound), FILM_TROUBLE_MACHINE, "out of memory");
    sound->codec->thread_count = 1;
    sound->codec->flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL; /* a packet's time says which samples it has */
    return avcodec_open2(sound->codec, aac, NULL) == 0 ||
           film_fault_set(fault_of(sound), FILM_TROUBLE_DECODER, "its sound cannot be decoded");
}

bool soundtrack_open(struct soundtrack *sound, struct chunks *chunks, void *memory) {
    sound->head = memory;
    sound->ring = (int16_t *)(void *)((uint8_t *)memory + FILM_SOUND_HEAD);
    if (!track_open(&sound->track, chunks, AVMEDIA_TYPE_AUDIO) || !open_codec(sound))
        return false;
    int packets = track_packets(&sound->track);
    int64_t end = packets > 0 ? track_time(&sound->track, packets - 1) + PACKET_SAMPLES : 0;
    return llabs(end - film_of(sound)->samples) <= FILM_SOUND_HZ ||
           film_fault_set(fault_of(sound), FILM_TROUBLE_SHAPE,
                          "its sound has %lld samples, and %lld by its index", (long long)end,
                          (long long)film_of(sound)->samples);
}

void soundtrack_close(struct soundtrack *sound) {
    avcodec_free_context(&sound->codec);
    av_packet_free(&sound->packet);
    av_frame_free(&sound->frame);
    track_close(&sound->track);
}

/* Of the last packet that begins with `sample` or before it. */
static int packet_of(const struct soundtrack *sound, int64_t sample) {
    int low = 0, high = track_packets(&sound->track);
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (track_time(&sound->track, middle) <= sample)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool begin_at(struct soundtrack *sound, int64_t sample) {
    int packet = packet_of(sound, sample) - PACKETS_BEFORE;
    avcodec_flush_buffers(sound->codec);
    return track_seek(&sound->track, track_time(&sound->track, packet > 0 ? packet : 0));
}

bool soundtrack_seek(struct soundtrack *sound, int32_t frame, uint32_t turn) {
    int64_t sample = film_frame_sample(film_of(sound), frame);
    struct film_sound_head *head = sound->head;
    atomic_store(&head->to, 0); /* with from after to nothing is there, whatever turn is read */
    atomic_store(&head->from, sample);
    atomic_store(&head->turn, turn);
    atomic_store(&head->to, sample);
    sound->round = 0;
    sound->to = sample;
    return begin_at(sound, sample);
}

static int16_t whole(float value) {
    float scaled = value * 32768.0F;
    return (int16_t)(scaled >= 32767.0F ? 32767 : scaled <= -32768.0F ? -32768 : lrintf(scaled));
}

/* The `count` samples from `sound->to` on; left and right NULL: silence. At most FILM_SOUND_SAMPLES. */
static void put(struct soundtrack *sound, const float *left, const float *right, int64_t count) {
    struct film_sound_head *head = sound->head;
    int64_t end = sound->to + count, from = atomic_load(&head->from);
    if (from < end - FILM_SOUND_SAMPLES) /* what is overwritten is gone before it is */
        atomic_store(&head->from, end - FILM_SOUND_SAMPLES);
    for (int64_t i = 0; i < count; i++) {
        int16_t *at = sound->ring + (sound->to + i) % FILM_SOUND_SAMPLES * FILM_SOUND_CHANNELS;
        at[0] = left ? whole(left[i]) : 0;
        at[1] = right ? whole(right[i]) : 0;
    }
    sound->to = end;
    atomic_store_explicit(&head->to, end, memory_order_release);
}

static void put_silence(struct soundtrack *sound, int64_t until) {
    while (sound->to < until) {
        int64_t left = until - sound->to;
        put(sound, NULL, NULL, left < FILM_SOUND_HZ ? left : FILM_SOUND_HZ);
    }
}

/* Where the film's own sound ends in this round. */
static int64_t end_of(const struct soundtrack *sound) {
    int64_t picture = round_of(sound), samples = film_of(sound)->samples;
    return sound->round + (samples < picture ? samples : picture);
}

/* The frame's samples, those that are still to come; between them and what is there already, silence. */
static void put_frame(struct soundtrack *sound) {
    const AVFrame *frame = sound->frame;
    int64_t begin = sound->round + frame->pts, end = begin + frame->nb_samples;
    if (end > end_of(sound))
        end = end_of(sound);
    if (end <= sound->to)
        return;
    if (begin > sound->to)
        put_silence(sound, begin);
    int64_t skipped = sound->to - begin;
    put(sound, (const float *)(const void *)frame->data[0] + skipped,
        (const float *)(const void *)frame->data[1] + skipped, end - sound->to);
}

static bool sound_fits(struct soundtrack *sound) {
    const AVFrame *frame = sound->frame;
    return (frame->format == AV_SAMPLE_FMT_FLTP && frame->sample_rate == FILM_SOUND_HZ &&
            frame->ch_layout.nb_channels == FILM_SOUND_CHANNELS && frame->pts != AV_NOPTS_VALUE &&
            frame->pts >= -FILM_SOUND_HZ && frame->pts <= (int64_t)FILM_SECONDS_MAX * 2 * FILM_SOUND_HZ) ||
           film_fault_set(fault_of(sound), FILM_TROUBLE_SHAPE, "its sound is not in stereo at 48 kHz");
}

/* The round is heard to its end, and the next begins. */
static bool begin_again(struct soundtrack *sound) {
    put_silence(sound, sound->round + round_of(sound));
    sound->round += round_of(sound);
    return begin_at(sound, 0);
}

static bool decode(struct soundtrack *sound) {
    int failed = avcodec_send_packet(sound->codec, sound->packet);
    av_packet_unref(sound->packet);
    while (failed == 0 && (failed = avcodec_receive_frame(sound->codec, sound->frame)) == 0) {
        bool fits = sound_fits(sound);
        if (fits)
            put_frame(sound);
        av_frame_unref(sound->frame);
        if (!fits)
            return false;
    }
    return failed == AVERROR(EAGAIN) ||
           film_fault_set(fault_of(sound), FILM_TROUBLE_DECODER, "its sound cannot be decoded");
}

bool soundtrack_fill(struct soundtrack *sound, int64_t until) {
    while (sound->to < until) {
        if (sound->to >= end_of(sound)) {
            if (!begin_again(sound))
                return false;
            continue;
        }
        enum track_got got = track_read(&sound->track, sound->packet);
        if (got == TRACK_FAULT || (got == TRACK_END && !begin_again(sound)) ||
            (got == TRACK_PACKET && !decode(sound)))
            return false;
    }
    return true;
}
