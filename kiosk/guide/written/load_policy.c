#include <string.h>

#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

enum { ACTIONS_MAX = 60, ACTION_PAGES_MAX = 40, ACTION_ID_MAX = 12 };

static void read_action_pages(const struct json_place *place, const struct guide_loading *loading,
                              struct policy_action *out) {
    struct json_place list = place_member(place, "pages");
    size_t count = place_array(&list, ACTION_PAGES_MAX);
    out->pages = count ? arena_alloc(loading->guide->arena, count * sizeof *out->pages) : NULL;
    for (size_t i = 0; out->pages && i < count; i++) {
        struct json_place item = place_item(&list, i);
        const struct guide_page *page = read_page_name(&item, loading);
        if (page)
            out->pages[out->page_count++] = page;
    }
}

static void read_action_slides(const struct json_place *place, const struct guide_loading *loading,
                               struct policy_action *out) {
    struct json_place list = place_member(place, "slides");
    out->slide_count = read_texts(place, "slides", ACTION_PAGES_MAX, &out->slides);
    for (size_t i = 0; i < out->slide_count; i++) {
        struct json_place item = place_item(&list, i);
        (void)read_slide_name(&item, loading, out->slides[i]);
    }
}

/* An office and a day, or nothing: one alone would be nobody's word. */
static void read_met(const struct json_place *place, struct policy_action *out) {
    static const char *const keys[] = {"by", "on"};
    struct json_place met = place_member(place, "met");
    if (!met.value || !place_object(&met, keys, LENGTH(keys)))
        return;
    out->met_by = read_text(&met, "by", READER_NAME_MAX);
    out->met_day = read_day(&met, "on");
    if (!place_member(&met, "by").value)
        place_missing(&met, "by", "the office that has found it so",
                      "det kontor, der har set, at det passer");
    if (!place_member(&met, "on").value)
        place_missing(&met, "on", "the day, such as \"2026-12-01\"", "dagen, f.eks. ”2026-12-01”");
}

static bool read_action(const struct json_place *place, const struct guide_loading *loading,
                        const struct policy_action *known, size_t count, struct policy_action *out) {
    static const char *const keys[] = {"id",  "title", "area",   "criterion",
                                       "met", "pages", "slides", "internal"};
    size_t before = place->reader->errors;
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    struct json_place id = place_member(place, "id"), title = place_member(place, "title");
    out->id = read_text(place, "id", ACTION_ID_MAX);
    if (!id.value)
        place_missing(place, "id", "the action's number, such as \"H2a\"", "tiltagets nummer, f.eks. ”H2a”");
    for (size_t i = 0; i < count && out->id; i++)
        if (strcmp(known[i].id, out->id) == 0)
            place_error(&id, FOUND_ACTION_TWICE, out->id);
    if (!title.value)
        place_missing(place, "title", "what was decided", "hvad der blev besluttet");
    read_localized_in(place, "title", &loading->languages, &out->title);
    read_localized_in(place, "area", &loading->languages, &out->area);
    read_localized_in(place, "criterion", &loading->languages, &out->criterion);
    read_met(place, out);
    read_action_pages(place, loading, out);
    read_action_slides(place, loading, out);
    out->internal = read_bool(place, "internal", false);
    return place->reader->errors == before;
}

void load_policy(struct guide_loading *loading) {
    static const char *const keys[] = {"actions"};
    const char *name = guide_file_name(loading, "policy.json");
    struct guide_file file;
    if (!name || !guide_file_exists(loading, name) || !guide_file_open(loading, name, &file))
        return;
    struct json_place root = place_root(&file.reader), list = place_member(&root, "actions");
    size_t count = place_object(&root, keys, LENGTH(keys)) ? place_array(&list, ACTIONS_MAX) : 0, kept = 0;
    struct policy_action *actions =
        count ? arena_alloc(loading->guide->arena, count * sizeof *actions) : NULL;
    for (size_t i = 0; actions && i < count; i++) {
        struct json_place place = place_item(&list, i);
        actions[kept] = (struct policy_action){0};
        kept += read_action(&place, loading, actions, kept, &actions[kept]);
    }
    loading->guide->policy.actions = actions;
    loading->guide->policy.count = kept;
    guide_file_close(&file);
}
