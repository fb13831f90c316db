#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_findings.h"
#include "core/site/site_parts.h"

const char *language_file(const char *tag, char out[LANGUAGE_FILE_MAX]) {
    snprintf(out, LANGUAGE_FILE_MAX, "playlists/guide/languages/%s.json", tag);
    return out;
}

/* One text; `bare`: it may leave its number out. */
static const char *place_form(const struct json_place *place, const char *english, bool bare, bool lines) {
    const char *text = place_text(place, WORD_TEXT_MAX, lines);
    if (!text || word_fits(english, text) || (bare && !strchr(text, '%')))
        return text;
    place_error(place, FOUND_WORD_MARKS, plural_other(english));
    return NULL;
}

static bool counts(const char *english) {
    const char *first = strchr(plural_other(english), '%');
    return first && first[1] == 'd' && !strchr(first + 1, '%');
}

const char *place_word(const struct json_place *place, const char *english, const char *language,
                       bool lines) {
    const char *forms[PLURAL_CATEGORIES] = {NULL};
    size_t before = place->reader->errors;
    if (!value_is(place->value, VALUE_OBJECT) || !counts(english))
        return place_form(place, english, false, lines);
    if (!place_object(place, plural_names, PLURAL_CATEGORIES))
        return NULL;
    for (int i = 0; i < PLURAL_CATEGORIES; i++) {
        struct json_place form = place_member(place, plural_names[i]);
        if (form.value)
            forms[i] = place_form(&form, english, plural_single(language, plural_names[i]), lines);
    }
    if (!place_member(place, "other").value)
        place_missing(place, "other", "what is said of all numbers that no other form is for",
                      "det, der siges om alle tal, som ingen anden form er til");
    char *text = place->reader->errors == before
                     ? arena_alloc(place->reader->arena, plural_put(language, forms, NULL))
                     : NULL;
    if (text)
        plural_put(language, forms, text);
    return text;
}

const char *read_word(const struct json_place *place, enum word word, const char *language) {
    return place_word(place, word_english(word), language, false);
}

static void read_words(const struct json_place *root, struct words_of *out) {
    struct json_place words = place_member(root, "words");
    for (int i = 0; value_is(words.value, VALUE_OBJECT) && i < WORD_COUNT; i++) {
        struct json_place member = place_member(&words, word_key((enum word)i));
        if (member.value)
            out->text[i] = read_word(&member, (enum word)i, out->language);
    }
}

static void read_file(const struct site_loading *loading, const char *name, struct report *report,
                      struct words_of *out) {
    struct reader reader;
    char *text = NULL;
    size_t size = 0;
    if (!loading->files->read(loading->files->context, name, SITE_FILE_MAX, &text, &size, NULL))
        return;
    if (reader_init(&reader, name, text, size, report, loading->site->arena)) {
        struct json_place root = place_root(&reader);
        read_words(&root, out);
        reader_finish(&reader);
    }
    free(text);
}

void site_words_load(struct site_loading *loading) {
    struct site *site = loading->site;
    struct words_of *languages = arena_alloc(site->arena, site->language_count * sizeof *languages);
    const struct site_files *files = loading->files;
    bool guide = files->exists(files->context, GUIDE_FILE);
    struct report silent = {0};
    for (size_t i = 0; languages && i < site->language_count; i++) {
        char name[LANGUAGE_FILE_MAX];
        struct words_of *out = &languages[site->words.count++];
        *out = (struct words_of){.language = site->languages[i]};
        if (files->exists(files->context, language_file(site->languages[i], name)))
            read_file(loading, name, guide ? &silent : loading->report, out);
    }
    site->words.languages = languages;
    report_finish(&silent);
}
