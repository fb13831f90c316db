#include "core/film/film.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/film_track.h"
#include "intake/intake.h"

enum { OUT_MAX = 400, BRANDS_MAX = 32, NAMES_BYTES_MAX = 4096 };

/* Where things lie in the file. */
struct layout {
    struct stretch moov;
    uint64_t begin, end; /* of the data */
};
struct found {
    struct film_track tracks[2]; /* pictures, sound */
    bool sound;
};

static bool brand_known(struct stretch ftyp) {
    static const char *const brands[] = {"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1"};
    if (ftyp.size % BOX_TYPE != 0 || ftyp.size > BRANDS_MAX * BOX_TYPE)
        return false;
    for (size_t at = 0; at < ftyp.size; at += BOX_TYPE) /* the minor version is none of them */
        for (size_t i = 0; i < LENGTH(brands); i++)
            if (memcmp(ftyp.bytes + at, brands[i], BOX_TYPE) == 0)
                return true;
    return false;
}

static bool place_mdat(const struct box_head *head, uint64_t at, uint64_t whole, struct layout *out,
                       struct fail *fail) {
    out->begin = at + head->head;
    out->end = whole;
    if (!out->moov.bytes)
        return film_refuse(fail, "the film's table of contents does not stand before its data");
    if (out->begin > whole || head->body > whole - out->begin)
        return film_refuse(fail,
                           "the film is cut short: it has %" PRIu64 " bytes, and %" PRIu64 " are missing",
                           whole, out->begin > whole ? head->body : head->body - (whole - out->begin));
    return head->body == whole - out->begin ||
           film_refuse(fail, "the film goes on behind its data, or is in fragments");
}

/* ftyp, moov, perhaps free, then one mdat to the end; `head` ends behind the head of that mdat. */
static bool lay_out(struct stretch head, uint64_t whole, struct layout *out, struct fail *fail) {
    const uint8_t *first = head.bytes;
    bool typed = false;
    while (head.size > 0) {
        struct box_head box;
        if (!box_head_read(head.bytes, head.size, &box))
            return typed ? film_broken(fail, "head")
                         : film_refuse(fail, "this is no film in an MP4 file, or it is cut short");
        uint64_t at = (uint64_t)(head.bytes - first);
        (void)stretch_take(&head, box.head);
        if (!typed && strcmp(box.type, "ftyp") != 0)
            return film_refuse(fail, "this is no film in an MP4 file");
        if (strcmp(box.type, "mdat") == 0)
            return place_mdat(&box, at, whole, out, fail);
        if (box.body > head.size)
            return film_refuse(fail, "the film is cut short: its %s is not whole", box.type);
        struct stretch body = stretch_take(&head, (size_t)box.body);
        if (!typed && !brand_known(body))
            return film_refuse(fail, "this is no film in an MP4 file, but in another of its family");
        if (!typed)
            typed = true;
        else if (strcmp(box.type, "moov") == 0 && !out->moov.bytes)
            out->moov = body;
        else if (strcmp(box.type, "free") != 0)
            return film_refuse_box(fail, "file", box.type);
    }
    return film_refuse(fail, "the film is cut short: it has no data");
}

/* What an encoder calls itself may stand there; titles, pictures and chapters may not. */
static bool names_nothing(struct stretch udta, struct fail *fail) {
    static const struct box_slot in_udta[] = {{"meta", false}};
    static const struct box_slot in_meta[] = {{"hdlr", true}, {"ilst", false}};
    static const struct box_slot in_list[] = {{"?too", false}}; /* "©too" */
    struct stretch meta, boxes[LENGTH(in_meta)], tool;
    uint32_t flags;
    if (!udta.bytes)
        return true;
    if (udta.size > NAMES_BYTES_MAX)
        return film_refuse(fail, "the film carries titles, pictures or chapters");
    if (!boxes_read(udta, "udta", in_udta, LENGTH(in_udta), &meta, fail))
        return false;
    if (!meta.bytes)
        return true;
    (void)stretch_version(&meta, &flags);
    if (meta.cut || !boxes_read(meta, "meta", in_meta, LENGTH(in_meta), boxes, fail))
        return meta.cut ? film_broken(fail, "meta") : false;
    return !boxes[1].bytes || boxes_read(boxes[1], "ilst", in_list, LENGTH(in_list), &tool, fail);
}

/* §8.2.2. */
static bool read_movie_head(struct stretch mvhd, uint32_t *scale, int64_t *ms, struct fail *fail) {
    uint32_t flags;
    uint8_t version = stretch_version(&mvhd, &flags);
    (void)stretch_u32_or_64(&mvhd, version);
    (void)stretch_u32_or_64(&mvhd, version);
    *scale = stretch_u32(&mvhd);
    uint64_t units = stretch_u32_or_64(&mvhd, version);
    if (mvhd.cut || *scale == 0)
        return film_broken(fail, "mvhd");
    *ms = units < INT64_MAX / 1000 ? (int64_t)units * 1000 / *scale : INT64_MAX;
    return true;
}

/* A track takes its place, if that is free. */
static bool track_place(struct found *found, struct film_track *track, struct fail *fail) {
    struct film_track *place = &found->tracks[track->sound];
    if (place->count > 0) {
        film_refuse(fail, track->sound ? "the film has two tracks of sound, and screens take one"
                                       : "the film has two tracks of pictures, and screens take one");
        film_track_finish(track);
        return false;
    }
    found->sound = found->sound || track->sound;
    *place = *track;
    return true;
}

static bool alike(int64_t a_ms, int64_t b_ms) {
    return a_ms <= b_ms + FILM_LENGTH_SLACK_MS && b_ms <= a_ms + FILM_LENGTH_SLACK_MS;
}

static bool fit_together(const struct found *found, int64_t said_ms, struct fail *fail) {
    const struct film_track *pictures = &found->tracks[0], *sound = &found->tracks[1];
    if (pictures->count == 0)
        return film_refuse(fail, "the film has sound and no pictures");
    int64_t length = film_track_ms(pictures), num, den;
    if (length < FILM_SECONDS_MIN * 1000)
        return film_refuse(fail, "the film is shorter than a second: use a picture");
    if (!alike(said_ms, length))
        return film_refuse(fail, "the film says that it is %" PRId64 " ms long, and it is %" PRId64, said_ms,
                           length);
    if (found->sound && !alike(film_track_ms(sound), length))
        return film_refuse(fail, "the film's sound is %" PRId64 " ms long, and its pictures %" PRId64,
                           film_track_ms(sound), length);
    if (found->sound && !samples_apart(&pictures->samples, &sound->samples))
        return film_refuse(fail, "the film is damaged: pictures and sound lie in the same place");
    film_track_fps(pictures, &num, &den);
    uint64_t peak = samples_peak(&pictures->samples, (uint32_t)((num + den - 1) / den));
    return peak <= FILM_PEAK_BITS ||
           film_refuse(fail, "a second of the film has %.1f Mbit, and screens take %.1f", (double)peak / 1e6,
                       FILM_PEAK_BITS / 1e6);
}

static bool read_movie(const struct layout *layout, struct found *found, struct fail *fail) {
    enum { MVHD, TRAK, TRAK_AGAIN, UDTA, IODS, BOXES };
    static const struct box_slot slots[] = {[MVHD] = {"mvhd", true},
                                            [TRAK] = {"trak", true},
                                            [TRAK_AGAIN] = {"trak", false},
                                            [UDTA] = {"udta", false},
                                            [IODS] = {"iods", false}};
    struct stretch in[BOXES];
    uint32_t scale = 0;
    int64_t said_ms = 0;
    if (!boxes_read(layout->moov, "moov", slots, LENGTH(slots), in, fail) || !names_nothing(in[UDTA], fail) ||
        !read_movie_head(in[MVHD], &scale, &said_ms, fail))
        return false;
    for (int i = TRAK; i <= TRAK_AGAIN; i++) {
        struct film_track track;
        if (in[i].bytes && (!film_track_read(in[i], scale, layout->begin, layout->end, &track, fail) ||
                            !track_place(found, &track, fail)))
            return false;
    }
    return fit_together(found, said_ms, fail);
}

static struct film_facts facts_of(const struct found *found, uint64_t bytes) {
    const struct film_track *pictures = &found->tracks[0], *sound = &found->tracks[1];
    struct film_facts facts = {.bytes = bytes,
                               .width = pictures->avc.width,
                               .height = pictures->avc.height,
                               .frames = (int32_t)pictures->count};
    film_track_fps(pictures, &facts.fps_num, &facts.fps_den);
    facts.samples = found->sound ? (int64_t)sound->units - sound->delay : 0;
    return facts;
}

/* Is it the film that its index describes? */
static bool is_described(const struct film_facts *facts, const struct film_facts *index, struct fail *fail) {
    if (index->frames == 0)
        return true;
    if (facts->bytes != index->bytes || facts->width != index->width || facts->height != index->height ||
        facts->fps_num * index->fps_den != index->fps_num * facts->fps_den || facts->frames != index->frames)
        return film_refuse(
            fail,
            "the film is another one than its index says: %d pictures of %d × %d px in %" PRIu64
            " bytes, not %d of %d × %d in %" PRIu64,
            facts->frames, facts->width, facts->height, facts->bytes, index->frames, index->width,
            index->height, index->bytes);
    int64_t apart = facts->samples - index->samples;
    bool silent = facts->samples == 0;
    return (silent == (index->samples == 0) && apart <= FILM_SOUND_SAMPLES_EACH &&
            apart >= -FILM_SOUND_SAMPLES_EACH) ||
           film_refuse(fail, "the film's sound has %" PRId64 " samples, and its index says %" PRId64,
                       facts->samples, index->samples);
}

static bool write_out(const struct film_facts *facts, const struct film_track *pictures, char **out,
                      size_t *out_size, struct fail *fail) {
    uint64_t peak =
        samples_peak(&pictures->samples, (uint32_t)((facts->fps_num + facts->fps_den - 1) / facts->fps_den));
    char *text = malloc(OUT_MAX);
    if (!text)
        return fail_set(fail, "out of memory");
    int size =
        snprintf(text, OUT_MAX,
                 "{\"spec\":1,\"bytes\":%" PRIu64 ",\"width\":%d,\"height\":%d,\"fps\":[%" PRId64 ",%" PRId64
                 "],\"frames\":%d,\"samples\":%" PRId64
                 ",\"profile\":%d,\"level\":%d,\"references\":%d,\"peak_bits\":%" PRIu64 "}\n",
                 facts->bytes, facts->width, facts->height, facts->fps_num, facts->fps_den, facts->frames,
                 facts->samples, pictures->avc.profile, pictures->avc.level, pictures->avc.references, peak);
    *out = text;
    *out_size = (size_t)size;
    return true;
}

bool film_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                 size_t *out_size, struct fail *fail) {
    struct layout layout = {0};
    struct found found = {0};
    bool done = false;
    if (options->whole > FILM_BYTES_MAX) {
        film_refuse(fail, "the film has more than %" PRIu64 " MiB", (uint64_t)FILM_BYTES_MAX >> 20);
    } else if (lay_out((struct stretch){(const uint8_t *)bytes, size, false}, options->whole, &layout,
                       fail) &&
               read_movie(&layout, &found, fail)) {
        struct film_facts facts = facts_of(&found, options->whole);
        done = is_described(&facts, &options->index, fail) &&
               write_out(&facts, &found.tracks[0], out, out_size, fail);
    }
    film_track_finish(&found.tracks[0]);
    film_track_finish(&found.tracks[1]);
    return done;
}
