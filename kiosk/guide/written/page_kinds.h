/* The kinds of page there are in the guide. The enum, the table of how they are written (page_kind.h) and
 * that of how they look (view_NAME, page_parts.h) come from this list: docs/adding-a-guide-page-kind.md. */
#pragma once

/* X(name, IDENTIFIER): the name is its "kind" in guide.json. The first is what a page is that does not say.
 */
#define GUIDE_PAGE_KINDS(X)                                                                                  \
    X(text, TEXT)             /* reads; steps in it can be ticked */                                         \
    X(directory, DIRECTORY)   /* a list that filters */                                                      \
    X(events, EVENTS)         /* what's on, from feeds */                                                    \
    X(hours, HOURS)           /* opening hours, from feeds */                                                \
    X(phrases, PHRASES)       /* "show this to us" */                                                        \
    X(plan, PLAN)             /* the house: where one is, and the way */                                     \
    X(film, FILM)             /* played when it is wanted, with captions */                                  \
    X(meetings, MEETINGS)     /* the meetings of the day, and the way to their rooms */                      \
    X(departures, DEPARTURES) /* what leaves next, from feeds */

#define GUIDE_PAGE_KIND_ID(name, id) PAGE_##id,
enum guide_page_kind { GUIDE_PAGE_KINDS(GUIDE_PAGE_KIND_ID) GUIDE_PAGE_KIND_COUNT };
#undef GUIDE_PAGE_KIND_ID
