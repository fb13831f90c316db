#include "intake/dpl.h"

#include <stdlib.h>

#include "intake/feed_write.h"
#include "intake/html_text.h"

bool dpl_find(const json_t *root, const json_t **items, struct fail *fail) {
    size_t i;
    json_t *item;
    bool ok = json_is_array(root);
    if (ok)
        json_array_foreach(root, i, item) ok = ok && json_is_object(item);
    *items = root;
    return ok || fail_set(fail, "the feed is not a list of objects");
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
