#include "intake/warm.h"

#include <SDL.h>
#include <SDL_image.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>

#include "core/pixels.h"
#include "core/zone.h"
#include "intake/text_clean.h"

/* Scaling and converting ask for the processor's features once, which some machines read from /proc. */
bool warm_pictures(struct fail *fail) {
    int wanted = IMG_INIT_PNG | IMG_INIT_JPG | IMG_INIT_WEBP;
    if ((IMG_Init(wanted) & wanted) != wanted)
        return fail_set(fail, "SDL_image lacks PNG, JPEG or WebP: %s", SDL_GetError());
    struct pixels pixels, scaled = {0};
    if (!pixels_init(&pixels, 4, 4))
        return fail_set(fail, "out of memory");
    void *encoded = NULL;
    size_t size = 0;
    bool ok = pixels_scale(&pixels, 0, 0, 4, 4, 2, 2, &scaled) && pixels_encode(&scaled, &encoded, &size);
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, 4, 4, 24, SDL_PIXELFORMAT_RGB24);
    SDL_Surface *converted = surface ? SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    ok = ok && converted;
    SDL_FreeSurface(converted);
    SDL_FreeSurface(surface);
    free(encoded);
    pixels_finish(&scaled);
    pixels_finish(&pixels);
    return ok || fail_set(fail, "out of memory");
}

bool warm_texts(struct fail *fail) {
    static const char sample[] = "e\xCC\x81 \xE0\xA4\x95\xE2\x80\x8D";
    char *clean = text_clean(sample, strlen(sample), 10);
    UChar id[64];
    UErrorCode status = U_ZERO_ERROR;
    UChar windows[] = u"Romance Standard Time";
    int32_t length = ucal_getTimeZoneIDForWindowsID(windows, -1, "DK", id, 64, &status);
    struct zone *zone = zone_create("Europe/Copenhagen");
    json_object_seed(0);
    xmlInitParser();
    bool ok = clean && zone && U_SUCCESS(status) && length > 0;
    free(clean);
    zone_destroy(zone);
    return ok || fail_set(fail, "cannot load ICU's data");
}
