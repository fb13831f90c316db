/* Normalised feeds: as kiosk-intake writes them, and as the store keeps them. */
#include <stdlib.h>

#include "core/feed/feed.h"
#include "fuzz/target.h"
#include "store/store.h"

static void check(struct feed_data *feed) {
    PROMISED(feed || target_why.text[0]);
    if (!feed)
        return;
    for (size_t i = 0; feed->kind == FEED_KIND_EVENTS && i < feed->count; i++)
        PROMISED(feed->events[i].id && feed->events[i].title &&
                 feed->events[i].end_ms >= feed->events[i].start_ms);
    feed_destroy(feed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = target_copy(data, size);
    target_why = (struct fail){0};
    check(feed_parse("fuzz", copy, size, 0, &target_why));
    target_why = (struct fail){0};
    check(store_feed_parse("fuzz", copy, size, &target_why));
    free(copy);
    return 0;
}
