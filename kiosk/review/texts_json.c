#include <stdio.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "guide/written/words.h"
#include "review/texts_parts.h"

enum { DEPTH_MAX = 12, PATH_MAX_BYTES = 600 };

/* Where in a file, as json_edit.h writes it. */
struct walk {
    struct gathering *g;
    const char *file, *group;
    const char *stem; /* before the names of its groups: "clubs/" */
    char path[PATH_MAX_BYTES];
    size_t length;
};

static bool plain(const char *name) {
    return name[0] != '\0' && strpbrk(name, "~/[]=#") == NULL;
}

/* Goes on to a member or element. False: the path is too long. */
static bool go_down(struct walk *walk, const char *before, const char *name, const char *behind) {
    size_t room = sizeof walk->path - walk->length;
    int added = snprintf(walk->path + walk->length, room, "%s%s%s", before, name, behind);
    if (added < 0 || (size_t)added >= room)
        return false;
    walk->length += (size_t)added;
    return true;
}

static void go_up(struct walk *walk, size_t length) {
    walk->length = length;
    walk->path[length] = '\0';
}

/* What people read: no addresses. */
static bool for_people(const char *text) {
    return strncmp(text, "https://", 8) != 0;
}

/* One text in several languages: every member is a text named by a language. */
static bool is_localized(const struct json_value *value, const char *source) {
    if (!value_is(value, VALUE_OBJECT) || !value_text(value_member(value, source)))
        return false;
    for (uint32_t i = 0; i < value->count; i++)
        if (!value_is(&value->children[i], VALUE_TEXT) || !language_valid(value->children[i].key))
            return false;
    return true;
}

static bool add_localized(struct walk *walk, const struct json_value *value) {
    struct review_book *book = walk->g->book;
    const char *source = value_text(value_member(value, book->source_language));
    const char *text = value_text(value_member(value, book->language));
    bool guide = strncmp(walk->file, "playlists/guide/", 16) == 0;
    if (!for_people(source) || (!text && !guide))
        return true;
    if (!text) {
        book->absent++;
        return true;
    }
    const char *behind = strchr(walk->path, ']');
    behind = behind && behind[1] ? behind + 1 : walk->path;
    struct review_text new = {.file = walk->file,
                              .path = gather_say(walk->g, "%s/%s", walk->path, book->language),
                              .group = walk->group,
                              .label = gather_say(walk->g, "%s", behind + (*behind == '/')),
                              .source = source,
                              .text = text};
    return new.path ? gather_text(walk->g, &new) : fail_set(walk->g->fail, "out of memory");
}

static bool visit(struct walk *walk, const struct json_value *value, int depth);

static bool visit_element(struct walk *walk, const struct json_value *element, size_t index, int depth) {
    const char *id = value_text(value_member(element, "id")), *above = walk->group;
    size_t length = walk->length;
    bool page = id && strcmp(walk->path, "/pages") == 0;
    bool named = id && plain(id);
    char number[24];
    snprintf(number, sizeof number, "%zu", index);
    if (!go_down(walk, named ? "[id=" : "[", named ? id : number, "]"))
        return true;
    if (depth == 1 && named)
        walk->group = gather_say(walk->g, "%s%.*s/%s", walk->stem, (int)length - 1, walk->path + 1, id);
    bool fine = walk->group && visit(walk, element, depth + 1) && (!page || gather_page(walk->g, id));
    go_up(walk, length);
    walk->group = above;
    return fine;
}

static bool visit(struct walk *walk, const struct json_value *value, int depth) {
    size_t length = walk->length;
    bool fine = true;
    if (depth > DEPTH_MAX)
        return true;
    if (is_localized(value, walk->g->book->source_language))
        return add_localized(walk, value);
    for (uint32_t i = 0; fine && value_is(value, VALUE_LIST) && i < value->count; i++)
        fine = visit_element(walk, &value->children[i], i, depth);
    for (uint32_t i = 0; fine && value_is(value, VALUE_OBJECT) && i < value->count; i++)
        if (plain(value->children[i].key) && go_down(walk, "/", value->children[i].key, "")) {
            if (depth == 0)
                walk->group = gather_say(walk->g, "%s%s", walk->stem, value->children[i].key);
            fine = walk->group && visit(walk, &value->children[i], depth + 1);
            go_up(walk, length);
        }
    return fine;
}

static const struct json_value *root_of(struct gathering *g, const char *file, bool optional) {
    size_t size = 0;
    const char *bytes = gather_file(g, file, optional, &size);
    bool marked = bytes && size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    const struct json_value *root =
        bytes ? json_values(bytes + 3 * marked, size - 3 * marked, JSON_DEPTH_MAX, g->book->arena) : NULL;
    if (bytes && !root)
        fail_set(g->fail, "%s: cannot be read: kioskctl check says why", file);
    return root;
}

bool gather_json(struct gathering *g, const char *file) {
    const struct json_value *root = root_of(g, file, false);
    const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
    bool guide = strcmp(file, GUIDE_FILE) == 0;
    struct walk walk = {
        .g = g, .file = file, .stem = guide ? "" : gather_say(g, "%.*s/", (int)strcspn(name, "."), name)};
    return root && walk.stem && visit(&walk, root, 0);
}

/* A word's text, or the text of its plural `form`. */
static const char *word_text(const struct json_value *words, const char *key, const char *form) {
    const struct json_value *word = value_member(words, key);
    const struct json_value *of = value_is(word, VALUE_OBJECT) ? value_member(word, form) : word;
    if (!of && value_is(word, VALUE_OBJECT))
        of = value_member(word, "other");
    return value_text(of);
}

static const char *compiled(const char *key) {
    int word = guide_word_find(key), shared = word_find(key);
    return word >= 0     ? guide_word_english((enum guide_word)word)
           : shared >= 0 ? word_english((enum word)shared)
                         : NULL;
}

static bool add_word(struct gathering *g, const char *file, const struct json_value *source,
                     const struct json_value *word, const char *form) {
    const char *text = value_text(form ? value_member(word, form) : word);
    const char *of = word_text(source, word->key, form ? form : "other");
    of = of ? of : compiled(word->key);
    if (!text || !of || !plain(word->key) || (form && !plain(form)))
        return true;
    struct review_text new = {.file = file,
                              .path = gather_say(g, form ? "/words/%s/%s" : "/words/%s", word->key, form),
                              .group = "words",
                              .label = gather_say(g, form ? "%s/%s" : "%s", word->key, form),
                              .source = of,
                              .text = text};
    return new.path ? gather_text(g, &new) : fail_set(g->fail, "out of memory");
}

bool gather_words(struct gathering *g) {
    char own[LANGUAGE_FILE_MAX], other[LANGUAGE_FILE_MAX];
    const char *file = gather_say(g, "%s", language_file(g->book->language, own));
    const struct json_value *source =
        value_member(root_of(g, language_file(g->book->source_language, other), true), "words");
    if (!file || g->fail->text[0])
        return false;
    if (!g->files->exists(g->files->context, file))
        return true;
    const struct json_value *root = root_of(g, file, false), *words = value_member(root, "words");
    bool fine = root != NULL;
    for (uint32_t i = 0; fine && value_is(words, VALUE_OBJECT) && i < words->count; i++) {
        const struct json_value *word = &words->children[i];
        if (value_is(word, VALUE_TEXT))
            fine = add_word(g, file, source, word, NULL);
        for (uint32_t k = 0; fine && value_is(word, VALUE_OBJECT) && k < word->count; k++)
            fine = add_word(g, file, source, word, word->children[k].key);
    }
    return fine;
}
