/* Which picture stands with an event: one of its kind, as far as its words say what that is. */
#pragma once

#include "core/feed/feed.h"
#include "core/site/site.h"

/* The first of the site's event_pictures that the event is of; word_count 0: nothing is known of its kind. A
 * kind's word is how a word of the title, or a tag, ends, in any case ("koncert": Julekoncert); one of up to
 * three letters is all of it. NULL: there is none. */
const struct event_picture *event_picture(const struct site *site, const struct event *event);
