/* "image": a picture edge to edge, with or without a caption. */
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

static void read_image(const struct json_place *place, const struct site_loading *loading,
                       struct slide *slide) {
    read_localized(place, "caption", loading->site, false, &slide->image.caption);
    read_picture(place, loading, &slide->picture);
    if (!place_member(place, "picture").value)
        place_missing(place, "picture", "the picture to show, such as {\"asset\": \"assets/lake.svg\"}",
                      "billedet, f.eks. {\"asset\": \"assets/lake.svg\"}");
}

static const char *const keys[] = {"picture", "caption"};
static const struct slide_field texts[] = {{"caption", offsetof(struct slide, image.caption)}};

const struct slide_kind slide_kind_image = {.name = "image",
                                            .keys = keys,
                                            .key_count = LENGTH(keys),
                                            .read = read_image,
                                            .turns = TURNS_BY_TEXT,
                                            .needs_picture = true,
                                            .sourcing = SOURCING_CHECKED,
                                            .texts = texts,
                                            .text_count = LENGTH(texts)};
