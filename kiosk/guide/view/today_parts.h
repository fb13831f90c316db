/* What the start page says of the moment: a greeting in each language in turn, the next event, today's hours,
 * what leaves next.
 * Private to kiosk/guide/view. */
#pragma once

#include "guide/view/page_parts.h"

enum { TODAY_GREETING_MS = 4000, TODAY_LINE_MAX = 600 };

struct today {
    char event[TODAY_LINE_MAX], hours[TODAY_LINE_MAX], departure[TODAY_LINE_MAX];
    char names[3][TODAY_LINE_MAX]; /* for the caller: what is spoken of the three */
};

/* "Welcome" in a language that is offered, another every TODAY_GREETING_MS; *tag: which. */
const char *today_greeting(const struct page *page, const char **tag);
/* Puts it on the picture (NULL: the page's), else in the strip above what is reached. Read aloud in the
 * page's own language. */
void today_greet(struct page *page, const struct picture *picture, const char *sign);
/* "Today 16:30", and "Book talk in English" below it: the next that takes place and has room. NULL: none is
 * known, nor which day it is. Lives as long as *today; so does the other. */
const char *today_event(const struct page *page, struct today *today);
/* "Open now · closes at 18:00", of the house the screen stands in, else the first on the page of hours; NULL:
 * nothing may be said. */
const char *today_hours(const struct page *page, struct today *today);
/* "12:07 · Delayed", and "C towards Klampenborg St." with its track below it: the next train, else whatever
 * leaves next; none that is cancelled. NULL: none is known, or not what time it is. */
const char *today_departure(const struct page *page, struct today *today);
