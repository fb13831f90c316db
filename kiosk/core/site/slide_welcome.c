/* "welcome": guests, greeted by name, in their language too. */
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

static void read_welcome(const struct json_place *place, const struct site_loading *loading,
                         struct slide *slide) {
    struct slide_welcome *welcome = &slide->welcome;
    read_localized(place, "guest", loading->site, true, &welcome->guest);
    read_localized(place, "greeting", loading->site, true, &welcome->greeting);
    read_localized(place, "body", loading->site, false, &welcome->body);
    read_picture(place, loading, &slide->picture);
    if (!place_member(place, "guest").value)
        place_missing(place, "guest", "who is welcomed", "hvem der bydes velkommen");
}

static const char *const keys[] = {"guest", "greeting", "body", "picture"};
static const struct slide_field texts[] = {{"body", offsetof(struct slide, welcome.body)},
                                           {"greeting", offsetof(struct slide, welcome.greeting)},
                                           {"guest", offsetof(struct slide, welcome.guest)}};

const struct slide_kind slide_kind_welcome = {.name = "welcome",
                                              .keys = keys,
                                              .key_count = LENGTH(keys),
                                              .read = read_welcome,
                                              .turns = TURNS_ONCE,
                                              .sourcing = SOURCING_NONE,
                                              .texts = texts,
                                              .text_count = LENGTH(texts)};
