#include "intake/feed_json.h"

/* Caller owns it. NULL: `fail` says why. */
static json_t *read_document(const char *bytes, size_t size, struct fail *fail) {
    const char *begin = intake_skip_blank(bytes);
    json_error_t error;
    if (!intake_not_a_page(bytes, size, fail))
        return NULL;
    json_t *root = json_loadb(begin, size - (size_t)(begin - bytes), 0, &error);
    if (!root)
        fail_at(fail, NULL, error.line, error.column, "the feed is broken or cut short: %s (line %d)",
                error.text, error.line);
    return root;
}

static bool take_all(const struct feed_json *kind, const json_t *items, const struct intake_options *options,
                     struct feed_list *list) {
    if (json_is_object(items))
        return kind->take(list, items, options);
    for (size_t i = 0; i < json_array_size(items); i++)
        if (!kind->take(list, json_array_get(items, i), options))
            return false;
    return true;
}

static bool write_items(const struct feed_json *kind, const json_t *items,
                        const struct intake_options *options, char **out, size_t *out_size,
                        struct fail *fail) {
    struct feed_list list;
    bool ok = feed_list_init(&list, kind->list) && take_all(kind, items, options, &list);
    if (!ok)
        fail_set(fail, "out of memory");
    ok = ok && feed_list_write(&list, out, out_size, fail);
    feed_list_finish(&list);
    return ok;
}

bool feed_json_intake(const struct feed_json *kind, const char *bytes, size_t size,
                      const struct intake_options *options, char **out, size_t *out_size, struct fail *fail) {
    json_t *root = read_document(bytes, size, fail);
    const json_t *items = NULL;
    bool ok =
        root && kind->find(root, &items, fail) && write_items(kind, items, options, out, out_size, fail);
    json_decref(root);
    return ok;
}
