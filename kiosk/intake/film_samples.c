#include "intake/film_samples.h"

#include <stdlib.h>
#include <string.h>

enum { RUNS_MAX = 4096, ENTRY = 4 };

/* How many entries of `size` bytes a table has; false: they are not all there, or more than `max`. */
static bool table(struct stretch *box, size_t size, uint32_t max, uint32_t *count) {
    *count = stretch_u32(box);
    return !box->cut && *count <= max && box->size == *count * size;
}

bool samples_durations(struct stretch stts, bool last_shorter, uint32_t *each, uint32_t *count,
                       uint64_t *total, struct fail *fail) {
    uint32_t flags, runs, samples = 0, first = 0;
    uint64_t sum = 0;
    (void)stretch_version(&stts, &flags);
    if (!table(&stts, 2 * ENTRY, RUNS_MAX, &runs) || runs == 0)
        return film_broken(fail, "stts");
    for (uint32_t i = 0; i < runs; i++) {
        uint32_t run = stretch_u32(&stts), duration = stretch_u32(&stts);
        bool last = last_shorter && i + 1 == runs && i > 0 && run == 1 && duration < first;
        first = i == 0 ? duration : first;
        if (run == 0 || duration == 0 || run > UINT32_MAX - samples)
            return film_broken(fail, "stts");
        if (duration != first && !last)
            return film_refuse(fail, "the film's %s, and screens take only constant ones",
                               last_shorter ? "pieces of sound are not equally long"
                                            : "pictures are not equally long: its frame rate changes");
        samples += run;
        sum += (uint64_t)run * duration;
    }
    *each = first;
    *count = samples;
    *total = sum;
    return true;
}

static bool read_sizes(struct stretch stsz, uint32_t count, uint32_t size_max, struct samples *out,
                       struct fail *fail) {
    uint32_t flags;
    (void)stretch_version(&stsz, &flags);
    uint32_t all = stretch_u32(&stsz), said = stretch_u32(&stsz);
    if (stsz.cut || said != count || stsz.size != (all ? 0 : (size_t)count * ENTRY))
        return film_broken(fail, "stsz");
    out->sizes = malloc(count * sizeof *out->sizes);
    if (!out->sizes)
        return fail_set(fail, "out of memory");
    out->count = count;
    for (uint32_t i = 0; i < count; i++) {
        out->sizes[i] = all ? all : stretch_u32(&stsz);
        if (out->sizes[i] == 0 || out->sizes[i] > size_max)
            return film_refuse(fail, "sample %u of the film has %u bytes, and 1 to %u are possible", i + 1,
                               out->sizes[i], size_max);
    }
    return true;
}

static bool read_offsets(const struct sample_boxes *boxes, uint32_t samples, struct samples *out,
                         struct fail *fail) {
    bool wide = boxes->co64.bytes != NULL;
    struct stretch box = wide ? boxes->co64 : boxes->stco;
    uint32_t flags, count;
    (void)stretch_version(&box, &flags);
    if ((boxes->stco.bytes != NULL) == wide || !table(&box, wide ? 2 * ENTRY : ENTRY, samples, &count) ||
        count == 0)
        return film_broken(fail, "stco");
    out->chunks = calloc(count, sizeof *out->chunks);
    if (!out->chunks)
        return fail_set(fail, "out of memory");
    out->chunk_count = count;
    for (uint32_t i = 0; i < count; i++)
        out->chunks[i].at = stretch_u32_or_64(&box, wide);
    return true;
}

/* Gives the chunks from `*chunk` to before `until` `each` samples. */
static bool fill_chunks(struct samples *samples, uint32_t *chunk, uint32_t until, uint32_t each,
                        uint32_t *sample) {
    for (; *chunk < until; ++*chunk) {
        if (each > samples->count - *sample)
            return false;
        for (uint32_t i = 0; i < each; i++)
            samples->chunks[*chunk].size += samples->sizes[(*sample)++];
    }
    return true;
}

static bool share_out(struct stretch stsc, struct samples *samples, struct fail *fail) {
    uint32_t flags, runs, chunk = 0, sample = 0, each = 0;
    (void)stretch_version(&stsc, &flags);
    if (!table(&stsc, 3 * ENTRY, samples->chunk_count, &runs) || runs == 0)
        return film_broken(fail, "stsc");
    for (uint32_t i = 0; i < runs; i++) {
        uint32_t first = stretch_u32(&stsc), next = stretch_u32(&stsc), description = stretch_u32(&stsc);
        bool follows = i == 0 ? first == 1 : first > chunk + 1 && first <= samples->chunk_count;
        if (!follows || next == 0 || description != 1 ||
            !fill_chunks(samples, &chunk, first - 1, each, &sample))
            return film_broken(fail, "stsc");
        each = next;
    }
    if (!fill_chunks(samples, &chunk, samples->chunk_count, each, &sample) || sample != samples->count)
        return film_broken(fail, "stsc");
    return true;
}

static bool lie_inside(const struct samples *samples, uint64_t begin, uint64_t end, struct fail *fail) {
    uint64_t free_from = begin;
    for (uint32_t i = 0; i < samples->chunk_count; i++) {
        const struct sample_chunk *chunk = &samples->chunks[i];
        if (chunk->at < begin || chunk->at > end || chunk->size > end - chunk->at)
            return film_refuse(fail, "the film is cut short or damaged: part of it should lie at byte %llu",
                               (unsigned long long)chunk->at);
        if (chunk->at < free_from)
            return film_refuse(fail, "the film is damaged: two parts of it lie at byte %llu",
                               (unsigned long long)chunk->at);
        free_from = chunk->at + chunk->size;
    }
    return true;
}

bool samples_places(const struct sample_boxes *boxes, uint32_t count, uint32_t size_max, uint64_t begin,
                    uint64_t end, struct samples *out, struct fail *fail) {
    struct samples samples = {0};
    if (!read_sizes(boxes->stsz, count, size_max, &samples, fail) ||
        !read_offsets(boxes, count, &samples, fail) || !share_out(boxes->stsc, &samples, fail) ||
        !lie_inside(&samples, begin, end, fail)) {
        samples_finish(&samples);
        return false;
    }
    *out = samples;
    return true;
}

void samples_finish(struct samples *samples) {
    free(samples->sizes);
    free(samples->chunks);
    *samples = (struct samples){0};
}

bool samples_keys(struct stretch stss, uint32_t count, uint32_t gap_max, struct fail *fail) {
    uint32_t flags, keys, last = 0;
    if (!stss.bytes) /* §8.6.2: without the table, all are */
        return true;
    (void)stretch_version(&stss, &flags);
    if (!table(&stss, ENTRY, count, &keys) || keys == 0)
        return film_broken(fail, "stss");
    for (uint32_t i = 0; i <= keys; i++) {
        uint32_t key = i < keys ? stretch_u32(&stss) : count + 1;
        if (key <= last || (i < keys && key > count) || (i == 0 && key != 1))
            return film_broken(fail, "stss");
        if (i > 0 && key - last > gap_max)
            return film_refuse(fail,
                               "the film can be entered at picture %u and then at %u, and screens need a "
                               "place every second",
                               last, key);
        last = key;
    }
    return true;
}

/* Whose turn is it: the picture's place among those shown, from −FILM_ENCODERS_DELAY on. */
static bool turn(int64_t offset, uint32_t each, int64_t sample, int64_t *out) {
    if (offset % each != 0)
        return false;
    *out = sample + offset / each;
    return *out - sample >= -FILM_ENCODERS_DELAY && *out - sample <= 2 * FILM_ENCODERS_DELAY;
}

static bool taken_once(uint8_t *taken, int64_t place, int64_t count) {
    if (place < 0 || place >= count || (taken[place / 8] & 1 << place % 8))
        return false;
    taken[place / 8] |= (uint8_t)(1 << place % 8);
    return true;
}

/* Walks through ctts; with `taken` each place may come once, without it *least is found. */
static bool walk_order(struct stretch ctts, uint32_t runs, uint32_t count, uint32_t each, int64_t *least,
                       uint8_t *taken) {
    uint32_t sample = 0;
    for (uint32_t i = 0; i < runs; i++) {
        uint32_t run = stretch_u32(&ctts);
        int32_t offset = (int32_t)stretch_u32(&ctts); /* an unsigned one this large is wrong as well */
        if (run == 0 || run > count - sample)
            return false;
        for (uint32_t k = 0; k < run; k++, sample++) {
            int64_t place;
            if (!turn(offset, each, sample, &place) || (taken && !taken_once(taken, place - *least, count)))
                return false;
            if (!taken && place < *least)
                *least = place;
        }
    }
    return sample == count;
}

bool samples_order(struct stretch ctts, uint32_t count, uint32_t each, int64_t *delay, struct fail *fail) {
    uint32_t flags, runs;
    int64_t least = INT64_MAX;
    if (!ctts.bytes) {
        *delay = 0;
        return true;
    }
    (void)stretch_version(&ctts, &flags);
    if (!table(&ctts, 2 * ENTRY, count, &runs))
        return film_broken(fail, "ctts");
    uint8_t *taken = calloc(count / 8 + 1, 1);
    if (!taken)
        return fail_set(fail, "out of memory");
    bool right = walk_order(ctts, runs, count, each, &least, NULL) &&
                 walk_order(ctts, runs, count, each, &least, taken);
    free(taken);
    if (!right)
        return film_refuse(fail, "the film's pictures are not shown one after another at a constant rate");
    *delay = least * each;
    return true;
}

uint64_t samples_peak(const struct samples *samples, uint32_t window) {
    uint64_t bytes = 0, most = 0;
    for (uint32_t i = 0; i < samples->count; i++) {
        bytes += samples->sizes[i];
        if (i >= window)
            bytes -= samples->sizes[i - window];
        most = bytes > most ? bytes : most;
    }
    return most * 8;
}

bool samples_apart(const struct samples *a, const struct samples *b) {
    uint32_t i = 0, k = 0;
    while (i < a->chunk_count && k < b->chunk_count) {
        const struct sample_chunk *one = &a->chunks[i], *other = &b->chunks[k];
        if (one->at < other->at + other->size && other->at < one->at + one->size)
            return false;
        if (one->at < other->at)
            i++;
        else
            k++;
    }
    return true;
}
