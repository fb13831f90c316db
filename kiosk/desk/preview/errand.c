#include "desk/preview/errand.h"

#include <string.h>

#include "core/site/site.h"

static bool errand_valid(const struct errand *errand) {
    return memchr(errand->content, '\0', sizeof errand->content) &&
           memchr(errand->asset, '\0', sizeof errand->asset) && preview_name_valid(errand->content) &&
           site_name_valid(errand->asset) && errand->width >= 1 && errand->width <= PREVIEW_SIDE_MAX &&
           errand->height >= 1 && errand->height <= PREVIEW_SIDE_MAX;
}

bool errand_make(struct errand *errand, const struct preview_question *question, const char *asset) {
    struct errand made = {.width = question->width, .height = question->height};
    size_t length = strnlen(asset, sizeof made.asset);
    if (length == sizeof made.asset)
        return false;
    memcpy(made.asset, asset, length);
    strcpy(made.content, question->content);
    if (!errand_valid(&made))
        return false;
    *errand = made;
    return true;
}

bool errand_read(const void *bytes, size_t size, struct errand *errand) {
    struct errand read;
    if (size != sizeof read)
        return false;
    memcpy(&read, bytes, sizeof read);
    if (!errand_valid(&read))
        return false;
    *errand = read;
    return true;
}
