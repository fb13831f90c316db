/* A house's hours: the sentence of now, and the week as a table. Private to kiosk/guide/view. */
#pragma once

#include "core/feed/opening_now.h"
#include "guide/view/page_parts.h"

enum { HOURS_SERVICES_MAX = 4, HOURS_TIMES_MAX = OPENINGS_A_DAY * 20, HOURS_AGE_MAX = 500 };

struct hours_row {
    char day[WORDS_MAX];
    bool today, known, any;                          /* any: somebody opens */
    char times[HOURS_SERVICES_MAX][HOURS_TIMES_MAX]; /* of each service of the table; "": none */
};
struct hours_table {
    const char *name, *name_language; /* of the house; NULL: none */
    char now[OPENING_WORDS_MAX];      /* "Open now · closes at 18:00"; "": nothing may be said */
    char age[HOURS_AGE_MAX];          /* "As of …", or that nobody has checked it; "": neither */
    bool any;                         /* something is known */
    const char
        *services[HOURS_SERVICES_MAX]; /* their names, those with staff first; "" for the house's own */
    size_t service_count;
    bool crowded; /* more services than a table holds: the last are left out */
    struct hours_row rows[OPENING_DAYS];
    size_t row_count;
};

/* All of it in the page's language at the request's moment. */
void hours_table_fill(struct page *page, const struct guide_house *house, struct hours_table *out);
/* The sentence alone; "" when nothing may be said. `marked`: the page carries the mark of what nobody has
 * checked already; else hours of that kind bring it with them. `house` may be NULL. */
void page_open_words(const struct page *page, const struct guide_house *house, bool marked, char *out,
                     size_t size);
/* The height of what stands above the rows: the house, the sentence of now, the services' names. */
int hours_table_head(const struct page *page, const struct hours_table *table, int width, bool *torn);
/* The height the table needs; *torn: it does not stand whole at this width. `head`: as hours_table_head has
 * it, or more, where the rows of tables beside each other are to stand level. */
int hours_table_height(const struct page *page, const struct hours_table *table, int width, int head,
                       bool *torn);
void hours_table_put(struct page *page, const struct hours_table *table, struct box box, int head);
