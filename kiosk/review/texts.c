#include "review/texts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "review/texts_parts.h"

enum { ARENA_LIMIT = 64 << 20 };

const char *review_file(const char *language, char out[LANGUAGE_FILE_MAX]) {
    snprintf(out, LANGUAGE_FILE_MAX, "playlists/guide/reviews/%s.json", language);
    return out;
}

const char *gather_file(struct gathering *g, const char *name, bool optional, size_t *size) {
    char *bytes = NULL;
    if (optional && !g->files->exists(g->files->context, name))
        return NULL;
    if (!g->files->read(g->files->context, name, SITE_FILE_MAX, &bytes, size, g->fail))
        return NULL;
    const char *kept = arena_copy(g->book->arena, bytes, *size);
    free(bytes);
    if (!kept)
        fail_set(g->fail, "out of memory");
    return kept;
}

const char *gather_say(struct gathering *g, const char *format, ...) {
    char text[2000];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return length < 0 || (size_t)length >= sizeof text ? NULL
                                                       : arena_copy(g->book->arena, text, (size_t)length);
}

bool gather_text(struct gathering *g, const struct review_text *text) {
    struct review_book *book = g->book;
    if (book->count == REVIEW_TEXTS_MAX)
        return fail_set(g->fail, "more than %d texts", REVIEW_TEXTS_MAX);
    if (book->count == g->room) {
        size_t room = g->room ? g->room * 2 : 256;
        struct review_text *more = realloc(book->texts, room * sizeof *more);
        if (!more)
            return fail_set(g->fail, "out of memory");
        book->texts = more;
        g->room = room;
    }
    struct review_text *out = &book->texts[book->count];
    *out = *text;
    out->id = gather_say(g, "%s#%s", text->file, text->path ? text->path : text->label);
    if (!text->file || !text->label || !text->group || !out->id)
        return fail_set(g->fail, "a text of %s cannot be named", text->file ? text->file : "the site");
    out->source_hash = hash_bytes(text->source, strlen(text->source));
    out->text_hash = hash_bytes(text->text, strlen(text->text));
    book->count++;
    return true;
}

const struct review_text *review_book_find(const struct review_book *book, const char *id) {
    for (size_t i = 0; i < book->count; i++)
        if (strcmp(book->texts[i].id, id) == 0)
            return &book->texts[i];
    return NULL;
}

static const char *member_text(const struct json_value *value, const char *key) {
    return value_text(value_member(value, key));
}

/* Approvals hold for the text that was read, beside the source it was read beside. */
static void take_approvals(struct review_book *book, const struct json_value *root) {
    const struct json_value *texts = value_member(root, "texts");
    for (size_t i = 0; i < book->count; i++) {
        struct review_text *text = &book->texts[i];
        const struct json_value *of = value_member(texts, text->id);
        const char *source = member_text(of, "source"), *own = member_text(of, "text");
        if (!source || !own || strcmp(source, text->source_hash.hex) != 0 ||
            strcmp(own, text->text_hash.hex) != 0)
            continue;
        text->reviewer = member_text(of, "reviewer");
        text->reviewed_on = member_text(of, "on");
        book->approved += text->reviewer != NULL;
    }
}

static bool read_approvals(struct gathering *g) {
    char name[LANGUAGE_FILE_MAX];
    size_t size = 0;
    if (!g->files->exists(g->files->context, review_file(g->book->language, name)))
        return true;
    const char *bytes = gather_file(g, name, false, &size);
    const struct json_value *root = bytes ? json_values(bytes, size, 8, g->book->arena) : NULL;
    if (bytes && !root)
        return fail_set(g->fail, "%s: is not JSON; put back an earlier one, or remove it", name);
    if (root)
        take_approvals(g->book, root);
    return root != NULL;
}

static bool gather_all(struct gathering *g) {
    const struct guide *guide = g->guide;
    static const char DIRECTORIES[] = "playlists/guide/directories/", PLANS[] = "playlists/guide/plans/";
    bool fine = gather_words(g) && gather_json(g, GUIDE_FILE);
    for (size_t i = 0; fine && i < guide->file_count; i++)
        if (strncmp(guide->files[i], DIRECTORIES, sizeof DIRECTORIES - 1) == 0 ||
            strncmp(guide->files[i], PLANS, sizeof PLANS - 1) == 0)
            fine = gather_json(g, guide->files[i]);
    fine = fine && gather_json(g, SITE_FILE);
    for (size_t i = 0; fine && i < guide->site->playlist_count; i++)
        fine = gather_json(g, guide->site->playlists[i].file);
    return fine && read_approvals(g);
}

bool review_book_read(struct review_book *book, const struct site_files *files, const struct guide *guide,
                      const char *language, const char *source, struct fail *fail) {
    struct gathering g = {.book = book, .files = files, .guide = guide, .fail = fail};
    *book = (struct review_book){.arena = arena_create(ARENA_LIMIT)};
    if (!book->arena)
        return fail_set(fail, "out of memory");
    int number = guide_language_find(guide, language);
    if (number < 0)
        return fail_set(fail, "the guide has no language \"%s\"", language);
    for (size_t i = 0; !source && i < guide->language_count; i++)
        if ((int)i != number)
            source = guide->languages[i].tag;
    int other = source ? guide_language_find(guide, source) : -1;
    if (other < 0 || other == number)
        return fail_set(fail, "%s is read beside another language of the guide, not \"%s\"", language,
                        source ? source : "");
    book->language = guide->languages[number].tag;
    book->source_language = guide->languages[other].tag;
    return gather_all(&g);
}

void review_book_finish(struct review_book *book) {
    free(book->texts);
    arena_destroy(book->arena);
    *book = (struct review_book){0};
}
