/* How often slides come round: each zone's loop is read once, whoever asks. */
#pragma once

#include "core/feed/feed.h"
#include "core/site/site.h"

enum {
    SLIDE_TIMES_LATER = 40
}; /* so many slides that are not on yet are looked at; the rest cost too much */

struct slide_times;
/* NULL: no memory. `site` may be NULL: nothing is shown; `feeds`: none are known. */
struct slide_times *slide_times_create(const struct site *site, const struct feeds *feeds,
                                       int64_t now_ms) MUST_CHECK;
void slide_times_destroy(struct slide_times *times); /* NULL is fine */
/* On this screen, which shows the playlist; `from_ms` is when it begins, 0: it is on. 0: it cannot be told.
 */
int64_t slide_times_every_ms(struct slide_times *times, const struct screen *screen,
                             const struct playlist *playlist, const struct slide *slide, int64_t from_ms);
/* Do its feeds bring nothing at the moment that it could show on any of these screens? False also when none
 * of them is known. */
bool slide_times_empty(const struct slide_times *times, const struct screen *const *screens, size_t count,
                       const struct playlist *playlist, const struct slide *slide);
