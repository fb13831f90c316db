#include <string.h>

#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "core/site/site_findings.h"
#include "core/text/plain_text.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

enum { TAG_BYTES_MAX = 40, STOP_WORDS_MAX = 600 /* letters */ };

/* The language's own name as ICU knows it; a file says it better. */
static const char *own_name(struct guide_loading *loading, const char *tag) {
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[80];
    char name[240] = "";
    uloc_getDisplayName(tag, tag, wide, 80, &status);
    u_strToUTF8(name, sizeof name, NULL, wide, -1, &status);
    return U_SUCCESS(status) && name[0] ? arena_copy(loading->guide->arena, name, strlen(name)) : tag;
}

/* null is written for "none yet". */
static const char *read_optional(const struct json_place *above, const char *key) {
    return value_is(place_member(above, key).value, VALUE_NULL) ? NULL
                                                                : read_text(above, key, GUIDE_LABEL_MAX);
}

static void read_review(const struct json_place *root, struct guide_language *out) {
    struct json_place reviewer = place_member(root, "reviewer"), day = place_member(root, "reviewed_on");
    size_t before = root->reader->errors;
    out->reviewer = read_optional(root, "reviewer");
    out->reviewed_day = value_is(day.value, VALUE_NULL) ? 0 : read_day(root, "reviewed_on");
    if (root->reader->errors != before)
        return;
    if (out->reviewer && !out->reviewed_day)
        place_error(&reviewer, FOUND_NO_REVIEW_DAY, out->reviewer);
    if (!out->reviewer && out->reviewed_day)
        place_error(&day, FOUND_NO_REVIEWER);
    out->offered = out->offered || (out->reviewer && out->reviewed_day);
}

static void read_one_word(const struct json_place *member, struct guide_language *out,
                          struct words_of *shared) {
    int word = guide_word_find(member->key), also = word_find(member->key);
    if (also >= 0) {
        shared->text[also] = read_word(member, (enum word)also, out->tag);
        return;
    }
    if (word < 0) {
        const char *known[GUIDE_WORD_COUNT + WORD_COUNT];
        for (int i = 0; i < GUIDE_WORD_COUNT; i++)
            known[i] = guide_word_key((enum guide_word)i);
        for (int i = 0; i < WORD_COUNT; i++)
            known[GUIDE_WORD_COUNT + i] = word_key((enum word)i);
        const char *nearest = nearest_name(member->key, known, GUIDE_WORD_COUNT + WORD_COUNT);
        fail_suggest(place_key_error(member, FOUND_UNKNOWN_WORD, member->key), nearest);
        return;
    }
    out->words[word] = place_word(member, guide_word_english((enum guide_word)word), out->tag, false);
}

static void read_keyboard(const struct json_place *root, const struct guide *guide,
                          struct guide_language *out) {
    const char *id = read_optional(root, "keyboard");
    struct json_place place = place_member(root, "keyboard");
    if (!id)
        return;
    const struct guide_keyboard *keyboard = guide_keyboard_find(guide, id);
    if (keyboard)
        out->keyboard = keyboard->id;
    else if (guide->keyboard_count > 0)
        place_error(&place, FOUND_UNKNOWN_KEYBOARD, id);
}

static void read_staff_words(const struct json_place *root, struct guide *guide) {
    const char *keys[STAFF_WORD_COUNT];
    struct json_place words = place_member(root, "staff_words");
    for (int i = 0; i < STAFF_WORD_COUNT; i++)
        keys[i] = staff_word_key((enum staff_word)i);
    if (!place_object(&words, keys, STAFF_WORD_COUNT))
        return;
    for (int i = 0; i < STAFF_WORD_COUNT; i++) {
        struct json_place word = place_member(&words, keys[i]);
        guide->staff.words[i] =
            place_word(&word, staff_word_english((enum staff_word)i), guide->staff.language, true);
    }
}

static void read_language(const struct json_place *root, const struct guide *guide,
                          struct guide_language *out, struct words_of *shared) {
    static const char *const keys[] = {"language",    "name",       "voice", "keyboard",   "reviewer",
                                       "reviewed_on", "stop_words", "words", "staff_words"};
    if (!place_object(root, keys, LENGTH(keys)))
        return;
    struct json_place tag = place_member(root, "language"), words = place_member(root, "words"), member;
    const char *written = read_text(root, "language", TAG_BYTES_MAX);
    const char *name = read_text(root, "name", GUIDE_LABEL_MAX);
    if (!tag.value)
        place_missing(root, "language", "the same as in the file's name", "det samme som i filens navn");
    else if (written && strcmp(written, out->tag) != 0)
        place_error(&tag, FOUND_OTHER_LANGUAGE, out->tag);
    if (!place_member(root, "name").value)
        place_missing(root, "name", "the language's name in the language itself",
                      "sprogets navn på sproget selv");
    out->name = name ? name : out->name;
    out->voice = read_optional(root, "voice");
    out->stop_words = read_text(root, "stop_words", STOP_WORDS_MAX);
    read_keyboard(root, guide, out);
    size_t count = 0;
    if (words.value && !place_map(&words, GUIDE_WORD_COUNT + WORD_COUNT + 100, &count))
        count = 0;
    for (size_t n = 0; n < count && place_next_member(&words, n, &member); n++)
        read_one_word(&member, out, shared);
    read_review(root, out);
}

/* The keyboard with the language's own name, else the first. */
static const char *default_keyboard(const struct guide *guide, const char *tag) {
    const struct guide_keyboard *own = guide_keyboard_find(guide, tag);
    return own ? own->id : guide->keyboard_count > 0 ? guide->keyboards[0].id : NULL;
}

static void add_language(struct guide_loading *loading, const char *tag, bool site) {
    struct guide *guide = loading->guide;
    struct guide_language *out = &guide->languages[guide->language_count];
    struct words_of *shared = &guide->shared[guide->language_count++];
    struct guide_file file;
    *out = (struct guide_language){.tag = tag,
                                   .name = own_name(loading, tag),
                                   .rtl = uloc_isRightToLeft(tag),
                                   .site = site,
                                   .offered = site,
                                   .keyboard = default_keyboard(guide, tag)};
    *shared = (struct words_of){.language = tag};
    guide->words = (struct words){guide->shared, guide->language_count};
    loading->tags[guide->language_count - 1] = tag;
    const char *name = guide_file_name(loading, "languages/%s.json", tag);
    if (name && guide_file_exists(loading, name) && guide_file_open(loading, name, &file)) {
        struct json_place root = place_root(&file.reader);
        out->file = name;
        read_language(&root, guide, out, shared);
        if (strcmp(tag, guide->staff.language) == 0)
            read_staff_words(&root, guide);
        guide_file_close(&file);
    }
    out->essentials = !out->offered && site_offers(loading->site, tag);
    bool english = strcmp(tag, "en") == 0; /* compiled in */
    for (int i = 0; i < GUIDE_WORD_COUNT; i++)
        out->missing += !english && !out->words[i];
    for (int i = 0; i < WORD_COUNT; i++)
        out->missing += !english && !shared->text[i];
}

/* The language that staff read: one of the site's; Danish unless they say another, where the site speaks it.
 */
static void read_staff_language(const struct json_place *root, struct guide_loading *loading) {
    const struct site *site = loading->site;
    struct json_place place = place_member(root, "staff_language");
    const char *tag = read_text(root, "staff_language", TAG_BYTES_MAX);
    bool known = false;
    loading->guide->staff.language = site->languages[0];
    for (size_t i = 0; !known && i < site->language_count; i++) {
        known = strcmp(site->languages[i], tag ? tag : "da") == 0;
        if (known)
            loading->guide->staff.language = site->languages[i];
    }
    if (tag && !known)
        place_error(&place, FOUND_UNKNOWN_LANGUAGE, tag);
}

void load_languages(const struct json_place *root, struct guide_loading *loading) {
    struct guide *guide = loading->guide;
    read_staff_language(root, loading);
    for (size_t i = 0; i < loading->site->language_count; i++)
        add_language(loading, loading->site->languages[i], true);
    struct json_place list = place_member(root, "languages");
    size_t count = place_array(&list, GUIDE_LANGUAGES_MAX - guide->language_count);
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&list, i);
        const char *tag = place_text(&item, TAG_BYTES_MAX, false);
        if (!tag)
            continue;
        const char *file = guide_file_name(loading, "languages/%s.json", tag);
        if (!language_valid(tag))
            place_error(&item, FOUND_NO_LANGUAGE_TAG, tag);
        else if (guide_language_find(guide, tag) >= 0)
            place_error(&item, FOUND_LANGUAGE_TWICE, tag);
        else if (!file || !guide_file_exists(loading, file))
            place_error(&item, FOUND_ABSENT_FILE, file ? file : tag);
        else
            add_language(loading, tag, false);
    }
    loading->languages =
        (struct language_set){loading->tags, guide->language_count, GUIDE_FOLDER "guide.json"};
}
