/* What can be wrong with a picture of a moment. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_FILM_POSTER                                                                                    \
    "film-poster", "slide \"%s\": its film's poster is shown, not frame %d: %s",                             \
        "slidet ”%s”: filmens plakatbillede vises, ikke billede %d: %s"
