/* What every format of kiosk-intake is given and gives: one untrusted document in, one safe one out. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/site/feed_format.h"
#include "core/time/zone.h"

/* What there is to say of a film: by itself, or by its index. */
struct film_facts {
    uint64_t bytes;
    int width, height; /* px */
    int64_t fps_num, fps_den;
    int32_t frames;
    int64_t samples; /* of sound, without what the encoder put before it; 0: it is silent */
};

struct intake_options {
    int fit_width, fit_height; /* px to cover; 0: the picture's own size */
    bool measure;              /* picture: all of it is decoded, and only its kind and size are told */
    int64_t from_ms, to_ms;    /* what overlaps [from, to) is kept; UTC ms */
    int64_t now_ms;
    const char *charset;     /* what HTTP says the encoding is, or NULL; a document's own word comes first */
    const struct zone *zone; /* for times without one of their own */
    uint64_t whole;          /* film: bytes of the file, of which only the head is given */
    struct film_facts index; /* film: what its index says; frames 0: it is not asked */
};

/* `bytes` has a NUL behind it, which is not counted in `size`. *out is malloc'd. No partial results: false
 * and `fail` when the document is wrong, cut short or of another kind. */
typedef bool intake_function(const char *bytes, size_t size, const struct intake_options *options, char **out,
                             size_t *out_size, struct fail *fail);

/* PNG, JPEG, WebP, SVG → .pic (core/draw/pixels.h); measured: "KIND WIDTH HEIGHT\n", KIND as a file's name
 * ends ("jpg"), the size as it is seen. */
intake_function picture_intake;
/* The head of a film (film_head.h) → one line of JSON: {"spec":1,"bytes","width","height","fps":[num,den],
 * "frames","samples","profile":100,"level":40,"references","peak_bits"}. Refused is what has not the shape of
 * core/film/film.h, or is another film than the index says. */
intake_function film_intake;
/* NAME_intake for each row of FEED_FORMATS, → core/feed/feed.h: ics (iCalendar, RFC 5545), dpl_events and
 * dpl_hours (DPL CMS GET /api/v1/events and …/opening_hours), rss (RSS 2.0, RSS 1.0 (RDF), Atom (RFC 4287)),
 * rejseplanen (Rejseplanen API 2.0 GET …/departureBoard, format=json). */
#define INTAKE_OF_FORMAT(id, function, name, kind, poll) intake_function function##_intake;
FEED_FORMATS(INTAKE_OF_FORMAT)
#undef INTAKE_OF_FORMAT

/* False, with a reason, for a document that is empty or begins like a web page. */
bool intake_not_a_page(const char *bytes, size_t size, struct fail *fail) MUST_CHECK;
/* Where the text begins, behind a byte order mark and white space. */
const char *intake_skip_blank(const char *bytes);
