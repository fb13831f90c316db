/* "event_pictures": which picture stands with an event, by what it is called and where it comes from. */
#include "core/site/site_parts.h"

enum { WORDS_EACH_MAX = 60 };

static bool read_one(const struct json_place *place, const struct site_loading *loading,
                     struct event_picture *out) {
    static const char *const keys[] = {"words", "feeds", "picture"};
    size_t before = place->reader->errors;
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    out->word_count = read_texts(place, "words", WORDS_EACH_MAX, &out->words);
    if (place_member(place, "feeds").value)
        out->feed_count = read_feed_names(place, loading->site, FEED_KIND_EVENTS, &out->feeds);
    if (!place_member(place, "picture").value)
        place_missing(place, "picture", "{\"asset\": \"assets/concert.svg\"}",
                      "{\"asset\": \"assets/concert.svg\"}");
    read_picture(place, loading, &out->picture);
    return place->reader->errors == before && out->picture.asset;
}

void read_event_pictures(const struct json_place *root, const struct site_loading *loading) {
    struct theme *out = &loading->site->theme;
    struct json_place theme = place_member(root, "theme");
    bool given = value_is(theme.value, VALUE_OBJECT);
    struct json_place list = given ? place_member(&theme, "event_pictures") : theme;
    size_t count = given && list.value ? place_array(&list, SITE_EVENT_PICTURES_MAX) : 0;
    if (count)
        out->event_pictures = arena_alloc(loading->site->arena, count * sizeof *out->event_pictures);
    for (size_t i = 0; out->event_pictures && i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct event_picture *one = &out->event_pictures[out->event_picture_count];
        *one = (struct event_picture){0};
        out->event_picture_count += read_one(&place, loading, one);
    }
}
