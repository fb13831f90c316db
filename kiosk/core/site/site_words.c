#include <stdio.h>
#include <stdlib.h>

#include "core/site/site_parts.h"

#define GUIDE_FILE "playlists/guide/guide.json"

const char *language_file(const char *tag, char out[LANGUAGE_FILE_MAX]) {
    snprintf(out, LANGUAGE_FILE_MAX, "playlists/guide/languages/%s.json", tag);
    return out;
}

const char *read_word(const struct json_place *place, enum word word) {
    const char *text = place_text(place, WORD_TEXT_MAX, false);
    if (!text || word_fits(word_english(word), text))
        return text;
    place_error(place, "must hold the same %%d and %%s, in the same order, as \"%s\"", word_english(word));
    return NULL;
}

static void read_words(const struct json_place *root, struct words_of *out) {
    struct json_place words = place_member(root, "words");
    for (int i = 0; value_is(words.value, VALUE_OBJECT) && i < WORD_COUNT; i++) {
        struct json_place member = place_member(&words, word_key((enum word)i));
        if (member.value)
            out->text[i] = read_word(&member, (enum word)i);
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
