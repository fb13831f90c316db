#include "sync/status.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "core/text/plain_text.h"
#include "sync/verdict.h"

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

/* Whatever its origin: one wrong byte would cost the whole report. */
static json_t *text_of(const char *text) {
    char put[sizeof(((struct fail *)0)->text)];
    return json_string(text_put(put, sizeof(put), text));
}

static json_t *feed_list(const struct feed_jobs *feeds) {
    json_t *list = json_array();
    for (size_t i = 0; feeds && i < feed_jobs_count(feeds); i++) {
        struct feed_view view = feed_jobs_view(feeds, i);
        json_array_append_new(list, json_pack("{s:o, s:o, s:i, s:o, s:I, s:I, s:o}", "id", text_of(view.id),
                                              "fetched", time_or_null(view.fetched_s), "failures",
                                              (int)view.failures, "error", text_of(view.error), "left_out",
                                              (json_int_t)view.left_out, "unusable",
                                              (json_int_t)view.unusable, "note", text_of(view.note)));
    }
    return list;
}

static json_t *rejected_list(const struct update_view *view) {
    json_t *list = json_array();
    for (size_t i = 0; i < view->rejected_count; i++) {
        const struct store_rejection *rejection = &view->rejected[i];
        json_array_append_new(list, json_pack("{s:o, s:o, s:s, s:o}", "generation",
                                              generation_or_null(rejection->id), "why",
                                              text_of(rejection->why), "by", rejection_judge(rejection), "at",
                                              time_or_null(rejection->at_s)));
    }
    return list;
}

static json_t *progress_or_null(const struct update_view *view) {
    if (view->phase != UPDATE_FETCHING && view->phase != UPDATE_PREPARING)
        return json_null();
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "files", (json_int_t)view->progress.files, "of",
                     (json_int_t)view->progress.of_files, "bytes", (json_int_t)view->progress.bytes,
                     "of_bytes", (json_int_t)view->progress.of_bytes, "pictures", (json_int_t)view->pictures,
                     "of_pictures", (json_int_t)view->of_pictures);
}

static const char *state_name(enum update_phase phase) {
    static const char *const names[] = {[UPDATE_STARTING] = "starting",
                                        [UPDATE_ASKING] = "asking",
                                        [UPDATE_FETCHING] = "fetching",
                                        [UPDATE_PREPARING] = "preparing",
                                        [UPDATE_WAITING] = "waiting"};
    return names[phase];
}

static json_t *desk_or_null(const struct desk_view *desk) {
    return desk ? json_pack("{s:s, s:o, s:o}", "state", desk_state_name(desk->state), "name",
                            text_of(desk->name), "error", text_of(desk->error))
                : json_null();
}

static json_t *enrol_or_null(const struct desk_view *desk) {
    char url[400];
    if (!desk || !desk->code[0])
        return json_null();
    snprintf(url, sizeof(url), "%s/t#%.4s%s", desk->url, desk->code, desk->code + 5);
    return json_pack("{s:s, s:s, s:I}", "code", desk->code, "url", url, "expires",
                     (json_int_t)desk->code_ends_s);
}

static json_t *asked_or_null(const struct desk_view *desk) {
    return desk ? json_pack("{s:I, s:I, s:I}", "identify", (json_int_t)desk->asked[DESK_IDENTIFY], "picture",
                            (json_int_t)desk->asked[DESK_PICTURE], "restart",
                            (json_int_t)desk->asked[DESK_RESTART])
                : json_null();
}

/* What goes wrong: the update's own word first. */
static void add_error(json_t *root, const struct sync_report *report) {
    const struct update_view *view = &report->update;
    const char *error = view->error ? view->error : "";
    unsigned failures = view->failures;
    enum cause cause = view->cause;
    if (!*error && report->trouble && *report->trouble) {
        error = report->trouble;
        cause = CAUSE_MACHINE;
        failures = failures ? failures : 1;
    }
    json_object_set_new(root, "failures", json_integer(failures));
    json_object_set_new(root, "error", text_of(error));
    json_object_set_new(root, "cause", json_string(cause_name(cause)));
}

char *sync_status_write(const struct sync_report *report) {
    const struct update_view *view = &report->update;
    json_t *root = json_pack(
        "{s:s, s:I, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o}", "version", KIOSK_VERSION, "now",
        (json_int_t)report->now_s, "url", report->url ? text_of(report->url) : json_null(), "state",
        state_name(view->phase), "generation", generation_or_null(view->current), "previous",
        generation_or_null(view->previous), "offered", generation_or_null(view->offered), "checked",
        time_or_null(view->checked_s), "issued", time_or_null(view->issued_s), "fresh_until",
        time_or_null(view->fresh_until_s), "fresh", view->fresh_until_s > report->now_s, "next",
        time_or_null(view->next_s), "progress", progress_or_null(view));
    if (!root)
        return NULL;
    add_error(root, report);
    json_object_set_new(root, "rejected", rejected_list(view));
    json_object_set_new(root, "desk", desk_or_null(report->desk));
    json_object_set_new(root, "enrol", enrol_or_null(report->desk));
    json_object_set_new(root, "asked", asked_or_null(report->desk));
    json_object_set_new(root, "feeds", feed_list(report->feeds));
    char *text = json_dumps(root, JSON_INDENT(2));
    json_decref(root);
    return text;
}
