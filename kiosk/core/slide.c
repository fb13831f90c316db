#include <jansson.h>
#include <string.h>

#include "core/site_parts.h"

enum { DAYS_DEFAULT = 14, LIMIT_DEFAULT = 5, LIMIT_MAX = 50, TAGS_MAX = 20 };

static const char *const type_names[] = {"image", "text", "events", "news", "hours", "welcome"};
static const char *const fit_names[] = {"cover", "contain"};
static const char *const side_names[] = {"start", "end", "top", "full"};
static const char *const style_names[] = {"list", "poster"};

#define COMMON                                                                                               \
    "id", "type", "kicker", "headline", "dwell_seconds", "transition", "bilingual", "languages",             \
        "evergreen", "priority", "when", "source", "page"
static const char *const image_keys[] = {COMMON, "picture", "caption"};
static const char *const text_keys[] = {COMMON, "body", "picture", "picture_side", "qr"};
static const char *const events_keys[] = {COMMON, "feeds", "style", "days", "limit", "tags", "qr", "picture"};
static const char *const news_keys[] = {COMMON, "feeds", "limit"};
static const char *const hours_keys[] = {COMMON, "feeds", "branch", "days"};
static const char *const welcome_keys[] = {COMMON, "guest", "greeting", "body", "picture"};
static const struct {
    const char *const *keys;
    size_t count;
} type_keys[] = {
    [SLIDE_IMAGE] = {image_keys, LENGTH(image_keys)},
    [SLIDE_TEXT] = {text_keys, LENGTH(text_keys)},
    [SLIDE_EVENTS] = {events_keys, LENGTH(events_keys)},
    [SLIDE_NEWS] = {news_keys, LENGTH(news_keys)},
    [SLIDE_HOURS] = {hours_keys, LENGTH(hours_keys)},
    [SLIDE_WELCOME] = {welcome_keys, LENGTH(welcome_keys)},
};

static void read_focus(const struct json_place *picture, struct picture *out) {
    struct json_place focus = place_member(picture, "focus");
    out->focus_x = out->focus_y = 0.5;
    if (!focus.value)
        return;
    if (place_array(&focus, 2) != 2) {
        place_error(&focus, "must be two percentages from the left and the top, such as [50, 30]");
        return;
    }
    struct json_place x = place_item(&focus, 0), y = place_item(&focus, 1);
    double percent;
    if (place_number(&x, 0, 100, &percent))
        out->focus_x = percent / 100;
    if (place_number(&y, 0, 100, &percent))
        out->focus_y = percent / 100;
}

static void read_picture(const struct json_place *slide, const struct site_loading *loading,
                         struct picture *out) {
    static const char *const keys[] = {"asset", "fit", "focus", "alt", "credit"};
    struct json_place place = place_member(slide, "picture");
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    out->asset = read_asset(&place, "asset", "assets/", loading->files);
    if (!place_member(&place, "asset").value)
        place_missing(&place, "asset", "a file such as \"assets/lake.svg\"");
    out->fit = (enum picture_fit)read_choice(&place, "fit", fit_names, LENGTH(fit_names), FIT_COVER);
    read_focus(&place, out);
    read_localized(&place, "alt", loading->site, false, &out->alt);
    read_localized(&place, "credit", loading->site, false, &out->credit);
}

static void read_by_type(const struct json_place *place, const struct site_loading *loading,
                         struct slide *out) {
    const struct site *site = loading->site;
    read_localized(place, "kicker", site, false, &out->kicker);
    struct json_place page = place_member(place, "page");
    out->page = page.value ? place_id(&page) : NULL;
    read_localized(place, "headline", site, false, &out->headline);
    switch (out->type) {
    case SLIDE_IMAGE:
        read_localized(place, "caption", site, false, &out->caption);
        break;
    case SLIDE_TEXT:
        read_localized(place, "body", site, false, &out->body);
        out->picture_side =
            (enum picture_side)read_choice(place, "picture_side", side_names, LENGTH(side_names), SIDE_END);
        out->qr_url = read_url(place, "qr");
        break;
    case SLIDE_EVENTS:
        out->events_style =
            (enum events_style)read_choice(place, "style", style_names, LENGTH(style_names), EVENTS_LIST);
        out->tag_count = read_texts(place, "tags", TAGS_MAX, &out->tags);
        out->qr_url = read_url(place, "qr");
        break;
    case SLIDE_HOURS:
        out->branch = read_text(place, "branch", READER_NAME_MAX);
        break;
    case SLIDE_WELCOME:
        read_localized(place, "guest", site, true, &out->guest);
        read_localized(place, "greeting", site, true, &out->greeting);
        read_localized(place, "body", site, false, &out->body);
        break;
    case SLIDE_NEWS:
        break;
    }
    if (out->type != SLIDE_NEWS && out->type != SLIDE_HOURS)
        read_picture(place, loading, &out->picture);
    if (out->type == SLIDE_EVENTS || out->type == SLIDE_NEWS || out->type == SLIDE_HOURS)
        out->feed_count = read_feed_names(place, site, out->type, &out->feeds);
    out->days = read_int(place, "days", 1, 366, DAYS_DEFAULT);
    out->limit = read_int(place, "limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
}

static void demand_content(const struct json_place *place, const struct slide *slide) {
    if (slide->type == SLIDE_IMAGE && !place_member(place, "picture").value)
        place_missing(place, "picture", "the picture to show");
    if (slide->type == SLIDE_TEXT && slide->headline.count == 0)
        place_missing(place, "headline", "the text to show, in each language");
    if (slide->type == SLIDE_WELCOME && slide->guest.count == 0)
        place_missing(place, "guest", "who is welcomed");
}

bool slide_read(const struct json_place *place, const struct site_loading *loading,
                const struct slide_defaults *defaults, struct slide *slide) {
    size_t before = place->reader->errors;
    struct json_place id = place_member(place, "id");
    if (!json_is_object(place->value)) {
        place_error(place, "must be a slide: { … }");
        return false;
    }
    int type = read_choice(place, "type", type_names, LENGTH(type_names), -1);
    if (type < 0) {
        if (!place_member(place, "type").value)
            place_missing(place, "type", "one of image, text, events, news, hours, welcome");
        return false;
    }
    if (!place_object(place, type_keys[type].keys, type_keys[type].count))
        return false;
    slide->type = (enum slide_type)type;
    slide->id = place_id(&id);
    if (!id.value)
        place_missing(place, "id", "a name of its own, such as \"health-card\"");
    slide->file = loading->site->playlists[loading->site->playlist_count].file;
    place_position(place, &slide->line, &slide->column);
    slide->dwell_ms = read_dwell(place, defaults->dwell_ms);
    slide->transition =
        (enum transition)read_choice(place, "transition", transition_names, 3, defaults->transition);
    slide->bilingual =
        (enum bilingual)read_choice(place, "bilingual", bilingual_names, 2, defaults->bilingual);
    slide->language_count = read_languages(place, "languages", loading->site, &slide->languages);
    slide->evergreen = read_bool(place, "evergreen", false);
    slide->priority = read_int(place, "priority", 0, 9, 0);
    read_schedule(place, &slide->schedule);
    read_by_type(place, loading, slide);
    read_source(place, &slide->source);
    slide->sample = (slide->type == SLIDE_TEXT || slide->type == SLIDE_IMAGE) &&
                    place_member(place, "source").value &&
                    (!slide->source.checked_day || !slide->source.owner);
    demand_content(place, slide);
    return place->reader->errors == before;
}
