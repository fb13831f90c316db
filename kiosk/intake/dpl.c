#include "intake/dpl.h"

#include <stdlib.h>

#include "intake/html_text.h"

/* The array of objects in `bytes`, or NULL. Caller owns it. */
static json_t *read_objects(const char *bytes, size_t size, struct fail *fail) {
    const char *begin = intake_skip_blank(bytes);
    if (!intake_not_a_page(bytes, size, fail))
        return NULL;
    json_error_t error;
    json_t *root = json_loadb(begin, size - (size_t)(begin - bytes), 0, &error);
    if (!root) {
        fail_at(fail, NULL, error.line, error.column, "the feed is broken or cut short: %s (line %d)",
                error.text, error.line);
        return NULL;
    }
    size_t i;
    json_t *item;
    bool ok = json_is_array(root);
    if (ok)
        json_array_foreach(root, i, item) ok = ok && json_is_object(item);
    if (ok)
        return root;
    fail_set(fail, "the feed is not a list of objects");
    json_decref(root);
    return NULL;
}

bool dpl_intake(const struct dpl_kind *kind, const char *bytes, size_t size,
                const struct intake_options *options, char **out, size_t *out_size, struct fail *fail) {
    json_t *root = read_objects(bytes, size, fail);
    if (!root)
        return false;
    struct feed_list list;
    bool ok = feed_list_init(&list, kind->list);
    for (size_t i = 0; ok && i < json_array_size(root); i++)
        ok = kind->take(&list, json_array_get(root, i), options);
    if (!ok)
        fail_set(fail, "out of memory");
    ok = ok && feed_list_write(&list, out, out_size, fail);
    feed_list_finish(&list);
    json_decref(root);
    return ok;
}

const char *dpl_text(const json_t *object, const char *key) {
    return json_string_value(json_object_get(object, key));
}

bool dpl_put_words(json_t *item, const char *key, const char *text, size_t max) {
    char *words = text ? html_text(text) : NULL;
    bool ok = !text || (words && feed_put_text(item, key, words, max));
    free(words);
    return ok;
}
