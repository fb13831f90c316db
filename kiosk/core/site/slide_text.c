/* "text": a headline and what there is to say, a picture beside it, an address to take along. */
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

static const char *const sides[] = {"start", "end", "top", "full"};

static void read_text_slide(const struct json_place *place, const struct site_loading *loading,
                            struct slide *slide) {
    struct slide_text *text = &slide->text;
    read_localized(place, "body", loading->site, false, &text->body);
    text->picture_side =
        (enum picture_side)read_choice(place, "picture_side", sides, LENGTH(sides), SIDE_END);
    text->qr_url = read_url(place, "qr");
    text->alarm = read_bool(place, "alarm", false);
    read_picture(place, loading, &slide->picture);
    if (!place_member(place, "headline").value)
        place_missing(place, "headline", "the text to show, such as {\"da\": \"Velkommen\"}",
                      "teksten, f.eks. {\"da\": \"Velkommen\"}");
}

static bool states(const struct slide *slide) {
    return slide->text.body.count > 0 || slide->text.qr_url;
}

static const char *const keys[] = {"body", "picture", "picture_side", "qr", "alarm"};
static const struct slide_field texts[] = {{"body", offsetof(struct slide, text.body)}};

const struct slide_kind slide_kind_text = {.name = "text",
                                           .keys = keys,
                                           .key_count = LENGTH(keys),
                                           .read = read_text_slide,
                                           .turns = TURNS_BY_TEXT,
                                           .draws_kicker = true,
                                           .sourcing = SOURCING_WANTED,
                                           .address_at = offsetof(struct slide, text.qr_url),
                                           .alarm_at = offsetof(struct slide, text.alarm),
                                           .texts = texts,
                                           .text_count = LENGTH(texts),
                                           .states = states};
