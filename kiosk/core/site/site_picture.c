/* A picture and how it is cropped. */
#include "core/site/site_findings.h"
#include "core/site/site_values.h"

static const char *const fit_names[] = {"cover", "contain"};

static void read_focus(const struct json_place *picture, struct picture *out) {
    struct json_place focus = place_member(picture, "focus");
    out->focus_x = out->focus_y = 0.5;
    if (!focus.value)
        return;
    if (place_array(&focus, 2) != 2) {
        place_error(&focus, FOUND_NO_FOCUS);
        return;
    }
    struct json_place x = place_item(&focus, 0), y = place_item(&focus, 1);
    double percent;
    if (place_number(&x, 0, 100, &percent))
        out->focus_x = percent / 100;
    if (place_number(&y, 0, 100, &percent))
        out->focus_y = percent / 100;
}

void read_crop(const struct json_place *place, enum picture_fit fit, struct picture *out) {
    out->fit = (enum picture_fit)read_choice(place, "fit", fit_names, LENGTH(fit_names), (int)fit);
    read_focus(place, out);
}

void read_picture_object(const struct json_place *place, const struct language_set *languages,
                         const struct site_files *files, struct picture *out) {
    static const char *const keys[] = {"asset", "fit", "focus", "alt", "credit"};
    if (!place_object(place, keys, LENGTH(keys)))
        return;
    out->asset = read_asset(place, "asset", "assets/", files);
    if (!place_member(place, "asset").value)
        place_missing(place, "asset", "a file such as \"assets/lake.svg\"", "en fil som ”assets/lake.svg”");
    read_crop(place, FIT_COVER, out);
    read_localized_in(place, "alt", languages, &out->alt);
    read_localized_in(place, "credit", languages, &out->credit);
}
