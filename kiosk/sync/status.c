#include "sync/status.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

static json_t *time_or_null(int64_t seconds) {
    return seconds ? json_integer(seconds) : json_null();
}

static json_t *generation_or_null(struct generation_id id) {
    char text[48];
    if (id.epoch == 0 && id.seq == 0)
        return json_null();
    snprintf(text, sizeof(text), "%" PRIu32 ".%" PRIu64, id.epoch, id.seq);
    return json_string(text);
}

static json_t *feed_list(const struct feed_jobs *feeds) {
    json_t *list = json_array();
    for (size_t i = 0; i < feed_jobs_count(feeds); i++) {
        struct feed_view view = feed_jobs_view(feeds, i);
        json_array_append_new(list, json_pack("{s:s, s:o, s:i, s:s}", "id", view.id, "fetched",
                                              time_or_null(view.fetched_s), "failures", (int)view.failures,
                                              "error", view.error));
    }
    return list;
}

char *sync_status_write(const struct update *update, const struct feed_jobs *feeds, int64_t now_s) {
    struct update_view view = update_view(update);
    json_t *root =
        json_pack("{s:s, s:I, s:o, s:o, s:o, s:o, s:o, s:b, s:i, s:s, s:o}", "version", KIOSK_VERSION, "now",
                  (json_int_t)now_s, "generation", generation_or_null(view.current), "previous",
                  generation_or_null(view.previous), "checked", time_or_null(view.checked_s), "issued",
                  time_or_null(view.issued_s), "fresh_until", time_or_null(view.fresh_until_s), "fresh",
                  view.fresh_until_s > now_s, "failures", (int)view.failures, "error", view.error, "feeds",
                  feed_list(feeds));
    char *text = root ? json_dumps(root, JSON_INDENT(2)) : NULL;
    json_decref(root);
    return text;
}
