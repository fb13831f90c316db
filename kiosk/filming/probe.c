#include "filming/probe.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/json_values.h"
#include "core/text/plain_text.h"

enum { DEPTH_MAX = 8, ARENA_MAX = 32 << 20, SIDE_MAX = 1 << 20, TERM_MAX = 1000000000, DAY_S = 86400 };

static void word(const struct json_value *in, const char *key, char out[PROBE_WORD]) {
    const char *text = value_text(value_member(in, key));
    text_put(out, PROBE_WORD, text ? text : "");
}

/* A whole number, which ffprobe writes as a number or as a text. */
static int64_t whole(const struct json_value *in, const char *key, int64_t most) {
    const struct json_value *value = value_member(in, key);
    const char *text = value_text(value);
    double number = text ? strtod(text, NULL) : value_number(value);
    return number >= -(double)most && number <= (double)most ? (int64_t)number : 0;
}

static double seconds(const struct json_value *in, const char *key) {
    const char *text = value_text(value_member(in, key));
    double number = text ? strtod(text, NULL) : 0;
    return number > 0 && number < 1000.0 * DAY_S ? number : 0;
}

/* "30000/1001", "16:11"; nothing where one of them is 0. */
static struct probe_ratio ratio(const struct json_value *in, const char *key) {
    const char *text = value_text(value_member(in, key));
    char *end = NULL;
    struct probe_ratio out = {0, 0};
    if (!text)
        return out;
    out.num = strtoll(text, &end, 10);
    out.den = *end == '/' || *end == ':' ? strtoll(end + 1, NULL, 10) : 0;
    bool valid = out.num > 0 && out.den > 0 && out.num <= TERM_MAX && out.den <= TERM_MAX;
    return valid ? out : (struct probe_ratio){0, 0};
}

static enum probe_track_kind kind_of(const struct json_value *stream) {
    static const struct {
        const char *name;
        enum probe_track_kind kind;
    } kinds[] = {{"video", PROBE_PICTURE}, {"audio", PROBE_SOUND}, {"subtitle", PROBE_WORDS}};
    const char *name = value_text(value_member(stream, "codec_type"));
    for (size_t i = 0; name && i < LENGTH(kinds); i++)
        if (strcmp(name, kinds[i].name) == 0)
            return kinds[i].kind;
    return PROBE_OTHER;
}

static void read_sides(const struct json_value *stream, struct probe_track *track) {
    const struct json_value *sides = value_member(stream, "side_data_list");
    for (size_t i = 0; i < value_length(sides); i++) {
        const struct json_value *side = value_item(sides, i);
        const char *type = value_text(value_member(side, "side_data_type"));
        if (!type)
            continue;
        if (strcmp(type, "Display Matrix") == 0)
            track->rotation = (int)(whole(side, "rotation", SIDE_MAX) % 360);
        track->look.round |= strcmp(type, "Spherical Mapping") == 0;
        if (strcmp(type, "DOVI configuration record") == 0)
            track->look.dolby = (int)whole(side, "dv_profile", 100);
    }
}

static void read_picture(const struct json_value *stream, struct probe_track *track) {
    char range[PROBE_WORD];
    word(stream, "pix_fmt", track->look.layout);
    word(stream, "color_transfer", track->look.transfer);
    word(stream, "color_space", track->look.matrix);
    word(stream, "field_order", track->look.fields);
    word(stream, "color_range", range);
    track->look.full_range = strcmp(range, "pc") == 0 || strncmp(track->look.layout, "yuvj", 4) == 0;
    track->width = (int)whole(stream, "width", SIDE_MAX);
    track->height = (int)whole(stream, "height", SIDE_MAX);
    track->shape = ratio(stream, "sample_aspect_ratio");
    track->speed = ratio(stream, "r_frame_rate");
    track->mean_speed = ratio(stream, "avg_frame_rate");
    track->cover = whole(value_member(stream, "disposition"), "attached_pic", 1) != 0;
    read_sides(stream, track);
}

static bool is_protected(const struct probe_track *track) {
    return strncmp(track->tag, "enc", 3) == 0 || strncmp(track->tag, "drm", 3) == 0;
}

static void read_track(const struct json_value *stream, struct probe_track *track) {
    *track = (struct probe_track){.kind = kind_of(stream), .index = (int)whole(stream, "index", 1000)};
    word(stream, "codec_name", track->codec);
    word(stream, "codec_tag_string", track->tag);
    word(value_member(stream, "tags"), "language", track->language);
    track->protected_ = is_protected(track);
    track->seconds = seconds(stream, "duration");
    track->packets = whole(stream, "nb_read_packets", TERM_MAX);
    if (track->kind == PROBE_PICTURE)
        read_picture(stream, track);
    track->channels = (int)whole(stream, "channels", 1000);
    track->hz = (int)whole(stream, "sample_rate", 10000000);
}

bool probe_read(const char *json, size_t size, struct probe *out, struct fail *fail) {
    struct arena *arena = size <= PROBE_JSON_MAX ? arena_create(ARENA_MAX) : NULL;
    const struct json_value *root = arena ? json_values(json, size, DEPTH_MAX, arena) : NULL;
    const struct json_value *streams = value_member(root, "streams");
    if (!value_is(streams, VALUE_LIST)) {
        arena_destroy(arena);
        return fail_set(fail, "ffprobe does not say what is in it");
    }
    *out = (struct probe){.seconds = seconds(value_member(root, "format"), "duration")};
    word(value_member(root, "program_version"), "version", out->version);
    for (size_t i = 0; i < value_length(streams) && out->count < PROBE_TRACKS_MAX; i++)
        read_track(value_item(streams, i), &out->tracks[out->count++]);
    arena_destroy(arena);
    return true;
}
