#include "film/still.h"

#include <string.h>

#include "film/pictures.h"
#include "film/soundtrack.h"

size_t film_still_bytes(const struct film *film) {
    return (size_t)film->width * (size_t)film->height * 3 / 2;
}

static void copy_rows(const struct slots *slots, const AVFrame *frame, uint8_t *out) {
    for (int p = 0; p < (int)LENGTH(slots->ring.planes); p++) {
        const struct film_plane *plane = &slots->ring.planes[p];
        for (int y = 0; y < plane->height; y++) {
            memcpy(out, frame->data[p] + (ptrdiff_t)y * frame->linesize[p], (size_t)plane->width);
            out += plane->width;
        }
    }
}

bool film_still(struct chunks *chunks, uint8_t *memory, int32_t frame, uint8_t *out) {
    struct slots slots;
    struct pictures pictures = {0};
    int64_t number = -1;
    AVFrame *decoded = av_frame_alloc();
    slots_init(&slots, memory, chunks->film->width, chunks->film->height);
    enum pictures_got got = PICTURES_HUNGRY;
    if (!decoded)
        film_fault_set(chunks->fault, FILM_TROUBLE_MACHINE, "out of memory");
    else if (pictures_open(&pictures, chunks, &slots) && pictures_seek(&pictures, frame))
        while (got == PICTURES_HUNGRY)
            got = pictures_next(&pictures, decoded, &number);
    if (got == PICTURES_FRAME)
        copy_rows(&slots, decoded, out);
    av_frame_free(&decoded);
    pictures_close(&pictures);
    slots_finish(&slots);
    return got == PICTURES_FRAME;
}

/* Each key frame, once. */
static bool decode_keys(struct pictures *pictures, AVFrame *frame) {
    int64_t number = 0;
    int keys = 0, decoded = 0;
    for (int i = 0; i < track_packets(&pictures->track); i++)
        keys += track_key(&pictures->track, i) == i;
    pictures_keys_only(pictures);
    if (!pictures_seek(pictures, 0))
        return false;
    for (;;) {
        enum pictures_got got = pictures_next(pictures, frame, &number);
        av_frame_unref(frame);
        decoded += got == PICTURES_FRAME;
        if (got == PICTURES_END)
            return decoded == keys || film_fault_set(pictures->track.chunks->fault, FILM_TROUBLE_SHAPE,
                                                     "%d of its %d key frames can be decoded", decoded, keys);
        if (got == PICTURES_FAULT)
            return false;
    }
}

static bool look_at_pictures(struct chunks *chunks, uint8_t *memory) {
    struct slots slots;
    struct pictures pictures = {0};
    AVFrame *frame = av_frame_alloc();
    slots_init(&slots, memory, chunks->film->width, chunks->film->height);
    bool done = frame || film_fault_set(chunks->fault, FILM_TROUBLE_MACHINE, "out of memory");
    done = done && pictures_open(&pictures, chunks, &slots) && decode_keys(&pictures, frame);
    av_frame_free(&frame);
    pictures_close(&pictures);
    slots_finish(&slots);
    return done;
}

static bool listen_to_sound(struct chunks *chunks, void *memory) {
    struct soundtrack sound = {0};
    int64_t end = film_frame_sample(chunks->film, chunks->film->frames);
    bool done = chunks->film->samples == 0 || (soundtrack_open(&sound, chunks, memory) &&
                                               soundtrack_seek(&sound, 0, 1) && soundtrack_fill(&sound, end));
    soundtrack_close(&sound);
    return done;
}

/* What no packet lies in, too. */
static bool read_all(struct chunks *chunks) {
    uint8_t byte;
    for (size_t i = 0; i < chunks->film->chunk_count; i++)
        if (chunks_read(chunks, (uint64_t)i * FILM_CHUNK_BYTES, &byte, 1) != 1)
            return false;
    return true;
}

bool film_look_through(struct chunks *chunks, uint8_t *memory, void *sound) {
    return read_all(chunks) && look_at_pictures(chunks, memory) && listen_to_sound(chunks, sound);
}
