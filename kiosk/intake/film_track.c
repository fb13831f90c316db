#include "intake/film_track.h"

#include <stdlib.h>
#include <string.h>

#include "core/film/film.h"
#include "intake/film_sound.h"

enum { SCALE_MAX = 10 * 1000 * 1000, ONE = 0x10000, SOUND_DELAY_MAX = 4096, SAMPLE_BITS = 16 };

enum { TRAK_TKHD, TRAK_EDTS, TRAK_MDIA, TRAK_BOXES };
static const struct box_slot trak_slots[] = {
    [TRAK_TKHD] = {"tkhd", true}, [TRAK_EDTS] = {"edts", false}, [TRAK_MDIA] = {"mdia", true}};
enum { MDIA_MDHD, MDIA_HDLR, MDIA_MINF, MDIA_BOXES };
static const struct box_slot mdia_slots[] = {
    [MDIA_MDHD] = {"mdhd", true}, [MDIA_HDLR] = {"hdlr", true}, [MDIA_MINF] = {"minf", true}};
enum { MINF_DINF, MINF_STBL, MINF_VMHD, MINF_SMHD, MINF_BOXES };
static const struct box_slot minf_slots[] = {[MINF_DINF] = {"dinf", true},
                                             [MINF_STBL] = {"stbl", true},
                                             [MINF_VMHD] = {"vmhd", false},
                                             [MINF_SMHD] = {"smhd", false}};
enum {
    STBL_STSD,
    STBL_STTS,
    STBL_STSS,
    STBL_CTTS,
    STBL_STSC,
    STBL_STSZ,
    STBL_STCO,
    STBL_CO64,
    STBL_SGPD,
    STBL_SBGP,
    STBL_BOXES
};
static const struct box_slot stbl_slots[] = {
    [STBL_STSD] = {"stsd", true},  [STBL_STTS] = {"stts", true},  [STBL_STSS] = {"stss", false},
    [STBL_CTTS] = {"ctts", false}, [STBL_STSC] = {"stsc", true},  [STBL_STSZ] = {"stsz", true},
    [STBL_STCO] = {"stco", false}, [STBL_CO64] = {"co64", false}, [STBL_SGPD] = {"sgpd", false},
    [STBL_SBGP] = {"sbgp", false}, /* which sound needs that before it: decoders do not ask */
};
enum { ENTRY_HOW, ENTRY_ASPECT, ENTRY_COLOURS, ENTRY_RATE, ENTRY_BOXES };
static const struct box_slot picture_slots[] = {[ENTRY_HOW] = {"avcC", true},
                                                [ENTRY_ASPECT] = {"pasp", false},
                                                [ENTRY_COLOURS] = {"colr", false},
                                                [ENTRY_RATE] = {"btrt", false}};
static const struct box_slot sound_slots[] = {[ENTRY_HOW] = {"esds", true}, {"btrt", false}};

static bool is_upright(struct stretch *matrix) {
    static const uint32_t identity[] = {ONE, 0, 0, 0, ONE, 0, 0, 0, 0x40000000};
    bool same = true;
    for (size_t i = 0; i < LENGTH(identity); i++)
        same = stretch_u32(matrix) == identity[i] && same;
    return same;
}

/* §8.3.2. */
static bool read_head(struct stretch tkhd, uint32_t *width, uint32_t *height, struct fail *fail) {
    uint32_t flags;
    uint8_t version = stretch_version(&tkhd, &flags);
    (void)stretch_u32_or_64(&tkhd, version);
    (void)stretch_u32_or_64(&tkhd, version);
    (void)stretch_u64(&tkhd); /* its number, and a gap */
    (void)stretch_u32_or_64(&tkhd, version);
    (void)stretch_take(&tkhd, 8 + 2 + 2 + 2 + 2);
    bool upright = is_upright(&tkhd);
    *width = stretch_u32(&tkhd);
    *height = stretch_u32(&tkhd);
    if (tkhd.cut || tkhd.size != 0)
        return film_broken(fail, "tkhd");
    if (!(flags & 1))
        return film_refuse(fail, "the film has a track that is switched off");
    return upright || film_refuse(fail, "the film's pictures have to be turned before they are shown");
}

/* §8.4.2. */
static bool read_media_head(struct stretch mdhd, struct film_track *track, uint64_t *units,
                            struct fail *fail) {
    uint32_t flags;
    uint8_t version = stretch_version(&mdhd, &flags);
    (void)stretch_u32_or_64(&mdhd, version);
    (void)stretch_u32_or_64(&mdhd, version);
    track->scale = stretch_u32(&mdhd);
    *units = stretch_u32_or_64(&mdhd, version);
    (void)stretch_u32(&mdhd);
    if (mdhd.cut || mdhd.size != 0 || track->scale == 0 || track->scale > SCALE_MAX)
        return film_broken(fail, "mdhd");
    return true;
}

/* §8.4.3: is it "vide" or "soun"? */
static bool read_kind(struct stretch hdlr, struct film_track *track, struct fail *fail) {
    uint32_t flags;
    (void)stretch_version(&hdlr, &flags);
    (void)stretch_u32(&hdlr);
    struct stretch kind = stretch_take(&hdlr, BOX_TYPE);
    if (hdlr.cut)
        return film_broken(fail, "hdlr");
    track->sound = memcmp(kind.bytes, "soun", BOX_TYPE) == 0;
    return track->sound || memcmp(kind.bytes, "vide", BOX_TYPE) == 0 ||
           film_refuse(fail, "the film has a track that is neither pictures nor sound");
}

/* §8.7.2: everything lies in this very file. */
static bool is_own(struct stretch dinf, struct fail *fail) {
    static const struct box_slot slots[] = {{"dref", true}};
    static const struct box_slot urls[] = {{"url ", true}};
    struct stretch dref, url;
    uint32_t flags;
    if (!boxes_read(dinf, "dinf", slots, LENGTH(slots), &dref, fail))
        return false;
    (void)stretch_version(&dref, &flags);
    if (stretch_u32(&dref) != 1 || dref.cut)
        return film_refuse(fail, "the film refers to other files");
    if (!boxes_read(dref, "dref", urls, LENGTH(urls), &url, fail))
        return false;
    (void)stretch_version(&url, &flags);
    return (!url.cut && flags == 1 && url.size == 0) || film_refuse(fail, "the film refers to other files");
}

/* §8.6.6: at most one edit, which leaves out what the encoder had to put before the beginning, and nothing
 * else. */
static bool read_edits(struct stretch edts, uint32_t movie_scale, struct film_track *track,
                       struct fail *fail) {
    static const struct box_slot slots[] = {{"elst", true}};
    struct stretch elst;
    uint32_t flags;
    if (!edts.bytes)
        return track->delay == 0 || film_refuse(fail, "the film does not begin with its first picture");
    if (!boxes_read(edts, "edts", slots, LENGTH(slots), &elst, fail))
        return false;
    uint8_t version = stretch_version(&elst, &flags);
    uint32_t count = stretch_u32(&elst);
    uint64_t shown = stretch_u32_or_64(&elst, version), from = stretch_u32_or_64(&elst, version);
    uint32_t rate = stretch_u32(&elst);
    if (count != 1)
        return film_refuse(fail, "the film is cut together by a list of edits");
    if (elst.cut || elst.size != 0)
        return film_broken(fail, "elst");
    if (rate != ONE)
        return film_refuse(fail, "the film is to be played faster or slower than it is");
    if (track->sound && from <= SOUND_DELAY_MAX)
        track->delay = (int64_t)from;
    int64_t left_ms = film_track_ms(track);
    int64_t shown_ms = shown < INT64_MAX / 1000 ? (int64_t)shown * 1000 / movie_scale : INT64_MAX;
    return (from == (uint64_t)track->delay && shown_ms >= left_ms - FILM_LENGTH_SLACK_MS &&
            shown_ms <= left_ms + FILM_LENGTH_SLACK_MS) ||
           film_refuse(fail, "the film is cut by an edit: part of it is not to be shown");
}

static bool read_look(const struct stretch *boxes, struct fail *fail) {
    struct stretch aspect = boxes[ENTRY_ASPECT], colours = boxes[ENTRY_COLOURS];
    if (aspect.bytes && stretch_u32(&aspect) != stretch_u32(&aspect))
        return film_refuse(fail, "the film's pixels are not square");
    if (!colours.bytes)
        return !aspect.cut || film_broken(fail, "pasp");
    struct stretch kind = stretch_take(&colours, BOX_TYPE);
    bool right = !colours.cut && memcmp(kind.bytes, "nclx", BOX_TYPE) == 0;
    for (int i = 0; i < 3; i++) {
        uint16_t colour = stretch_u16(&colours);
        right = right && (colour == 1 || colour == 2); /* BT.709, or not said */
    }
    right = right && !(stretch_u8(&colours) & 0x80);
    return (right && !colours.cut) ||
           film_refuse(fail, "the film's colours are not those of BT.709 with the limited range: is it HDR?");
}

/* §12.1.3. */
static bool read_picture_entry(struct stretch entry, struct film_track *track, struct fail *fail) {
    struct stretch boxes[ENTRY_BOXES];
    (void)stretch_take(&entry, 6 + 2 + 16);
    uint16_t width = stretch_u16(&entry), height = stretch_u16(&entry);
    (void)stretch_take(&entry, 4 + 4 + 4 + 2 + 32 + 2 + 2);
    if (entry.cut)
        return film_broken(fail, "avc1");
    if (!boxes_read(entry, "avc1", picture_slots, LENGTH(picture_slots), boxes, fail) ||
        !avc_read(boxes[ENTRY_HOW], &track->avc, fail) || !read_look(boxes, fail))
        return false;
    return (width == track->avc.width && height == track->avc.height) ||
           film_refuse(fail, "the film says that its pictures are %u × %u px, and they are %d × %d", width,
                       height, track->avc.width, track->avc.height);
}

/* §12.2.3. */
static bool read_sound_entry(struct stretch entry, struct fail *fail) {
    struct stretch boxes[LENGTH(sound_slots)];
    (void)stretch_take(&entry, 6 + 2);
    uint16_t version = stretch_u16(&entry);
    (void)stretch_take(&entry, 6);
    uint16_t channels = stretch_u16(&entry), bits = stretch_u16(&entry);
    (void)stretch_u32(&entry);
    uint32_t hz = stretch_u32(&entry);
    if (entry.cut || version != 0)
        return film_broken(fail, "mp4a");
    if (channels != FILM_SOUND_CHANNELS || bits != SAMPLE_BITS || hz != (uint32_t)FILM_SOUND_HZ << 16)
        return film_refuse(fail, "the film's sound is not two channels of %d samples a second",
                           FILM_SOUND_HZ);
    return boxes_read(entry, "mp4a", sound_slots, LENGTH(sound_slots), boxes, fail) &&
           film_sound_read(boxes[ENTRY_HOW], fail);
}

/* §8.5.2. */
static bool read_description(struct stretch stsd, struct film_track *track, struct fail *fail) {
    uint32_t flags;
    struct box_head head;
    (void)stretch_version(&stsd, &flags);
    if (stretch_u32(&stsd) != 1 || stsd.cut)
        return film_refuse(fail, "the film changes its form while it plays");
    if (!box_head_read(stsd.bytes, stsd.size, &head) || head.body != stsd.size - head.head)
        return film_broken(fail, "stsd");
    (void)stretch_take(&stsd, head.head);
    if (strcmp(head.type, track->sound ? "mp4a" : "avc1") == 0)
        return track->sound ? read_sound_entry(stsd, fail) : read_picture_entry(stsd, track, fail);
    if (strcmp(head.type, "encv") == 0 || strcmp(head.type, "enca") == 0)
        return film_refuse_box(fail, "stsd", head.type);
    return film_refuse(fail, "the film's %s %s, and screens take %s",
                       track->sound ? "sound is" : "pictures are", head.type, track->sound ? "AAC" : "H.264");
}

static bool read_picture_times(const struct sample_boxes *boxes, struct film_track *track,
                               struct fail *fail) {
    int64_t num = 0, den = 1;
    film_track_fps(track, &num, &den);
    if (!film_fps_valid(num, den))
        return film_refuse(fail, "the film has %lld/%lld pictures a second, and screens take %d to %d",
                           (long long)num, (long long)den, FILM_FPS_MIN + 1, FILM_FPS_MAX);
    if (track->count > FILM_FRAMES_MAX)
        return film_refuse(fail, "the film is longer than %d minutes", FILM_SECONDS_MAX / 60);
    return samples_keys(boxes->stss, track->count, (uint32_t)((num + den - 1) / den), fail) &&
           samples_order(boxes->ctts, track->count, track->each, &track->delay, fail);
}

static bool read_times(const struct sample_boxes *boxes, struct film_track *track, struct fail *fail) {
    if (!samples_durations(boxes->stts, track->sound, &track->each, &track->count, &track->units, fail))
        return false;
    if (!track->sound)
        return read_picture_times(boxes, track, fail);
    if (track->scale != FILM_SOUND_HZ || track->each > FILM_SOUND_SAMPLES_EACH ||
        (track->each != FILM_SOUND_SAMPLES_EACH && track->count > 1))
        return film_refuse(fail, "the film's sound has not 48000 samples a second");
    if (boxes->ctts.bytes)
        return film_refuse(fail, "the film's sound does not lie in the order in which it is heard");
    return track->units <= (uint64_t)(FILM_SECONDS_MAX + 1) * FILM_SOUND_HZ ||
           film_refuse(fail, "the film is longer than %d minutes", FILM_SECONDS_MAX / 60);
}

static bool read_tables(struct stretch stbl, uint64_t begin, uint64_t end, struct film_track *track,
                        struct fail *fail) {
    struct stretch in[STBL_BOXES];
    if (!boxes_read(stbl, "stbl", stbl_slots, LENGTH(stbl_slots), in, fail) ||
        !read_description(in[STBL_STSD], track, fail))
        return false;
    struct sample_boxes boxes = {.stts = in[STBL_STTS],
                                 .stss = in[STBL_STSS],
                                 .ctts = in[STBL_CTTS],
                                 .stsc = in[STBL_STSC],
                                 .stsz = in[STBL_STSZ],
                                 .stco = in[STBL_STCO],
                                 .co64 = in[STBL_CO64]};
    return read_times(&boxes, track, fail) &&
           samples_places(&boxes, track->count, track->sound ? FILM_SOUND_BYTES_EACH : FILM_PEAK_BITS / 8,
                          begin, end, &track->samples, fail);
}

static bool ends_well(const struct film_track *track, uint64_t said, uint32_t width, uint32_t height,
                      struct fail *fail) {
    uint64_t slack = (uint64_t)track->scale * FILM_LENGTH_SLACK_MS / 1000;
    if (said + slack < track->units || said > track->units + slack)
        return film_refuse(fail, "the film says that a track of it has another length than it has");
    if (track->sound)
        return true;
    if (!film_size_valid(track->avc.width, track->avc.height))
        return film_refuse(fail,
                           "the film's pictures are %d × %d px, and screens take even numbers up to %d × %d",
                           track->avc.width, track->avc.height, FILM_LONG_MAX, FILM_SHORT_MAX);
    return (width == (uint32_t)track->avc.width * ONE && height == (uint32_t)track->avc.height * ONE) ||
           film_refuse(fail, "the film's pictures are to be shown in another size than they have");
}

static bool read_track(struct stretch trak, uint32_t movie_scale, uint64_t begin, uint64_t end,
                       struct film_track *track, struct fail *fail) {
    struct stretch in[TRAK_BOXES], media[MDIA_BOXES], info[MINF_BOXES];
    uint32_t width = 0, height = 0;
    uint64_t said = 0;
    return boxes_read(trak, "trak", trak_slots, LENGTH(trak_slots), in, fail) &&
           boxes_read(in[TRAK_MDIA], "mdia", mdia_slots, LENGTH(mdia_slots), media, fail) &&
           read_kind(media[MDIA_HDLR], track, fail) && read_head(in[TRAK_TKHD], &width, &height, fail) &&
           read_media_head(media[MDIA_MDHD], track, &said, fail) &&
           boxes_read(media[MDIA_MINF], "minf", minf_slots, LENGTH(minf_slots), info, fail) &&
           is_own(info[MINF_DINF], fail) && read_tables(info[MINF_STBL], begin, end, track, fail) &&
           read_edits(in[TRAK_EDTS], movie_scale, track, fail) && ends_well(track, said, width, height, fail);
}

bool film_track_read(struct stretch trak, uint32_t movie_scale, uint64_t begin, uint64_t end,
                     struct film_track *out, struct fail *fail) {
    struct film_track track = {0};
    if (!read_track(trak, movie_scale, begin, end, &track, fail)) {
        film_track_finish(&track);
        return false;
    }
    *out = track;
    return true;
}

void film_track_finish(struct film_track *track) {
    samples_finish(&track->samples);
    *track = (struct film_track){0};
}

void film_track_fps(const struct film_track *track, int64_t *num, int64_t *den) {
    int64_t a = track->scale, b = track->each;
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    *num = track->scale / a;
    *den = track->each / a;
}

int64_t film_track_ms(const struct film_track *track) {
    int64_t units = (int64_t)track->units - (track->sound ? track->delay : 0);
    return units * 1000 / track->scale;
}
