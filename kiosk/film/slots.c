#include "film/slots.h"

#include "core/base/compiler.h"

void slots_init(struct slots *slots, uint8_t *memory, int width, int height) {
    *slots = (struct slots){.memory = memory, .ring = film_ring_of(width, height)};
    for (int i = 0; i < FILM_SLOTS; i++)
        slots->slot[i].slots = slots;
    pthread_mutex_init(&slots->lock, NULL);
}

void slots_finish(struct slots *slots) {
    if (slots->memory)
        pthread_mutex_destroy(&slots->lock);
    *slots = (struct slots){0};
}

/* libav calls it when the last one who held it let go. */
static void give_back(void *opaque, uint8_t *bytes) {
    struct slot *slot = opaque;
    (void)bytes;
    pthread_mutex_lock(&slot->slots->lock);
    slot->used = false;
    pthread_mutex_unlock(&slot->slots->lock);
}

/* The lowest: memory that was used before is memory already. -1: none is free. */
static int take(struct slots *slots) {
    int found = -1;
    pthread_mutex_lock(&slots->lock);
    for (int i = 0; i < FILM_SLOTS && found < 0; i++)
        if (!slots->slot[i].used)
            found = i;
    if (found >= 0)
        slots->slot[found].used = true;
    pthread_mutex_unlock(&slots->lock);
    return found;
}

bool slots_give(struct slots *slots, AVFrame *frame) {
    int slot = take(slots);
    if (slot < 0)
        return false;
    uint8_t *begin = slots->memory + slots->ring.slot_bytes * (uint64_t)slot;
    frame->buf[0] = av_buffer_create(begin, (size_t)slots->ring.slot_bytes, give_back, &slots->slot[slot], 0);
    if (!frame->buf[0]) {
        give_back(&slots->slot[slot], begin);
        return false;
    }
    for (int i = 0; i < (int)LENGTH(slots->ring.planes); i++) {
        struct film_plane plane = film_ring_plane(&slots->ring, slot, i);
        frame->data[i] = slots->memory + plane.at;
        frame->linesize[i] = plane.stride;
    }
    frame->extended_data = frame->data;
    return true;
}

int slots_free(struct slots *slots) {
    int count = 0;
    pthread_mutex_lock(&slots->lock);
    for (int i = 0; i < FILM_SLOTS; i++)
        count += !slots->slot[i].used;
    pthread_mutex_unlock(&slots->lock);
    return count;
}

int slots_find(const struct slots *slots, const AVFrame *frame) {
    for (int slot = 0; slot < FILM_SLOTS; slot++) {
        bool there = true;
        for (int i = 0; i < (int)LENGTH(slots->ring.planes); i++) {
            struct film_plane plane = film_ring_plane(&slots->ring, slot, i);
            there &= frame->data[i] == slots->memory + plane.at && frame->linesize[i] == plane.stride;
        }
        if (there)
            return slot;
    }
    return -1;
}
