#include <string.h>

#include "core/base/json_edit_parts.h"

struct search {
    const struct json_doc *doc;
    const struct json_path *path;
    enum json_search kind;
    struct json_place place;
    struct fail *fail;
};

static const char *kind_words(const struct json_value *value) {
    return value->kind == VALUE_LIST     ? "a list"
           : value->kind == VALUE_OBJECT ? "an object"
                                         : "a single value";
}

static bool is_member(struct search *search, const struct json_value *holder, const char *key) {
    if (holder->kind != VALUE_OBJECT)
        return json_doc_fail(search->doc, holder, search->fail,
                             "this is %s, so it has no member \"%.80s\": %s", kind_words(holder), key,
                             holder->kind == VALUE_LIST ? "name an element first, [id=NAME] or [NUMBER]"
                                                        : "the path ends here");
    search->place.value = value_member(holder, key);
    search->place.index =
        search->place.value ? (size_t)(search->place.value - holder->children) : holder->count;
    if (search->place.value || search->kind != JSON_THERE)
        return true;
    return json_doc_fail(search->doc, holder, search->fail,
                         "there is no \"%.80s\" in this object: set it, or read the file again", key);
}

/* Texts by what they say, others by how they are spelt. */
static bool is_spelt(const struct json_doc *doc, const struct json_value *value, const char *text) {
    if (!value || value->kind >= VALUE_LIST)
        return false;
    if (value->kind == VALUE_TEXT)
        return strcmp(value->text, text) == 0;
    size_t size = json_value_end(doc, value) - value->at;
    return strlen(text) == size && memcmp(doc->text + value->at, text, size) == 0;
}

static bool is_where(struct search *search, const struct json_value *list,
                     const struct json_path_step *step) {
    size_t found = list->count;
    for (size_t i = 0; i < list->count; i++) {
        const struct json_value *item = &list->children[i],
                                *value = step->key ? value_member(item, step->key) : item;
        if (!is_spelt(search->doc, value, step->value))
            continue;
        if (found < list->count)
            return json_doc_fail(
                search->doc, item, search->fail,
                "\"%.80s\" stands here and in line %u: name the element by its number, [%zu] or [%zu]",
                step->value, list->children[found].spot.line, found, i);
        found = i;
    }
    search->place.index = found;
    if (found < list->count)
        return true;
    return json_doc_fail(
        search->doc, list, search->fail,
        "no element of this list has the %.80s \"%.80s\": it was renamed or removed; read the file again",
        step->key ? step->key : "value", step->value);
}

static bool is_element(struct search *search, const struct json_value *list,
                       const struct json_path_step *step, bool position) {
    if (list->kind != VALUE_LIST)
        return json_doc_fail(search->doc, list, search->fail, "this is %s, no list: name a member, /NAME",
                             kind_words(list));
    if (!position && (step->behind || step->kind == JSON_STEP_END))
        return json_doc_fail(
            search->doc, list, search->fail,
            "[-] and + are for what is put into this list: name an element, [id=NAME] or [NUMBER]");
    if (step->kind == JSON_STEP_WHERE && !is_where(search, list, step))
        return false;
    if (step->kind != JSON_STEP_WHERE)
        search->place.index = step->kind == JSON_STEP_END ? list->count : step->index;
    size_t last = list->count + (position && !step->behind);
    if (search->place.index >= last)
        return json_doc_fail(search->doc, list, search->fail,
                             "this list has %u elements, and [%zu] is not among them: they count from 0",
                             list->count, search->place.index);
    search->place.index += step->behind;
    search->place.value = position ? NULL : &list->children[search->place.index];
    return true;
}

/* The steps behind the first that leads nowhere must be members, too: they can be made. */
static bool can_be_made(struct search *search, const struct json_value *holder) {
    for (size_t i = search->place.step + 1; i < search->path->count; i++)
        if (search->path->steps[i].kind != JSON_STEP_KEY)
            return json_doc_fail(
                search->doc, holder, search->fail,
                "there is no \"%.80s\" in this object, so no list to go on with: set it first",
                search->path->steps[search->place.step].key);
    return true;
}

bool json_place_find(const struct json_doc *doc, const struct json_path *path, enum json_search kind,
                     struct json_place *out, struct fail *fail) {
    struct search search = {doc, path, kind, {.value = doc->root}, fail};
    for (size_t i = 0; i < path->count; i++) {
        const struct json_path_step *step = &path->steps[i];
        const struct json_value *holder = search.place.value;
        bool found = step->kind == JSON_STEP_KEY
                         ? is_member(&search, holder, step->key)
                         : is_element(&search, holder, step, kind == JSON_POSITION && i + 1 == path->count);
        if (!found)
            return false;
        search.place.around = search.place.holder;
        search.place.holder = holder;
        search.place.step = i;
        if (!search.place.value) {
            if (!can_be_made(&search, holder))
                return false;
            break;
        }
    }
    *out = search.place;
    return true;
}
