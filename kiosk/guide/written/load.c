#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/site/site_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

enum { ARENA_LIMIT = 64 << 20 };

const char *guide_file_name(struct guide_loading *loading, const char *format, ...) {
    char rest[READER_NAME_MAX + 1], name[READER_NAME_MAX + sizeof GUIDE_FOLDER];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(rest, sizeof rest, format, arguments);
    va_end(arguments);
    int length = snprintf(name, sizeof name, "%s%s", GUIDE_FOLDER, rest);
    return arena_copy(loading->guide->arena, name, (size_t)length);
}

bool guide_file_exists(const struct guide_loading *loading, const char *name) {
    return loading->files->exists(loading->files->context, name);
}

/* The list may move while it grows; the arena keeps the older ones. */
static bool note(struct guide_loading *loading, const char *name) {
    if (loading->name_count == loading->name_room) {
        size_t room = loading->name_room ? loading->name_room * 2 : 64;
        const char **names = arena_alloc(loading->guide->arena, room * sizeof *names);
        if (!names)
            return false;
        if (loading->name_count > 0)
            memcpy(names, loading->names, loading->name_count * sizeof *names);
        loading->names = names;
        loading->name_room = room;
    }
    loading->names[loading->name_count++] = name;
    return true;
}

bool guide_file_note(struct guide_loading *loading, const char *name) {
    return guide_file_exists(loading, name) && note(loading, name);
}

void read_guide_picture(const struct json_place *above, struct guide_loading *loading, struct picture *out) {
    struct json_place place = place_member(above, "picture");
    *out = (struct picture){.focus_x = 0.5, .focus_y = 0.5};
    if (value_is(place.value, VALUE_TEXT))
        out->asset = read_asset(above, "picture", "assets/", loading->files);
    else
        read_picture_object(&place, &loading->languages, loading->files, out);
    if (out->asset && !guide_file_note(loading, out->asset))
        out->asset = NULL;
}

static void complain_unread(struct guide_loading *loading, const char *name, const char *why) {
    struct finding_place at = {SEVERITY_ERROR, name, 1, 1};
    if (guide_file_exists(loading, name))
        report_said(loading->report, &at, FOUND_UNREADABLE, why);
    else
        report_said(loading->report, &at, FOUND_FILE_ABSENT);
}

char *guide_file_read(struct guide_loading *loading, const char *name, size_t max, size_t *size) {
    struct fail why = {0};
    char *bytes = NULL;
    errno = 0;
    if (!loading->files->read(loading->files->context, name, max, &bytes, size, &why)) {
        if (errno == ENOMEM)
            arena_want(loading->guide->arena);
        complain_unread(loading, name, why.text);
        return NULL;
    }
    size_t mark = utf8_mark(bytes, *size);
    *size -= mark;
    memmove(bytes, bytes + mark, *size + 1);
    if (note(loading, name))
        return bytes;
    report_said(loading->report, &(struct finding_place){SEVERITY_ERROR, name, 1, 1}, FOUND_NO_MEMORY);
    free(bytes);
    return NULL;
}

bool guide_file_open(struct guide_loading *loading, const char *name, struct guide_file *file) {
    size_t size = 0;
    *file = (struct guide_file){.text = name ? guide_file_read(loading, name, SITE_FILE_MAX, &size) : NULL};
    if (file->text &&
        reader_init(&file->reader, name, file->text, size, loading->report, loading->guide->arena))
        return true;
    free(file->text);
    file->text = NULL;
    return false;
}

void guide_file_close(struct guide_file *file) {
    reader_finish(&file->reader);
    free(file->text);
    file->text = NULL;
}

static bool in_a_door(const struct guide *guide, const struct guide_page *page) {
    for (size_t d = 0; d < guide->door_count; d++)
        for (size_t i = 0; i < guide->doors[d].page_count; i++)
            if (guide->doors[d].pages[i] == page)
                return true;
    return page == guide->own.events || page == guide->own.hours || page == guide->own.phrases;
}

static size_t lacks(const struct localized *text, const char *tag) {
    return text->count > 0 && !localized_find(text, tag);
}

static bool has_text(const struct guide_page *page, const char *tag) {
    for (size_t i = 0; i < page->text_count; i++)
        if (strcmp(page->texts[i].language, tag) == 0)
            return true;
    return page->text_count == 0;
}

static size_t lacking_of_door(const struct guide_door *door, const char *tag) {
    size_t count = lacks(&door->title, tag) + lacks(&door->summary, tag);
    for (size_t i = 0; i < door->group_count; i++)
        count += lacks(&door->groups[i].title, tag);
    return count;
}

static void count_untranslated(struct guide *guide) {
    for (size_t l = 0; l < guide->language_count; l++) {
        struct guide_language *language = &guide->languages[l];
        for (size_t i = 0; i < guide->door_count; i++)
            language->untranslated += lacking_of_door(&guide->doors[i], language->tag);
        for (size_t i = 0; i < guide->page_count; i++)
            language->untranslated += lacks(&guide->pages[i].title, language->tag) +
                                      lacks(&guide->pages[i].summary, language->tag) +
                                      !has_text(&guide->pages[i], language->tag);
    }
}

static bool load_all(struct guide_loading *loading, struct reader *reader) {
    static const char *const keys[] = {"staff_language", "emergency", "languages", "picture",
                                       "doors",          "pages",     "ask",       "counters",
                                       "phrases",        "places",    "houses",    "terms"};
    struct guide *guide = loading->guide;
    struct json_place root = place_root(reader);
    if (!place_object(&root, keys, LENGTH(keys)))
        return false;
    load_keyboards(loading);
    load_languages(&root, loading);
    load_terms(&root, loading);
    load_houses(&root, loading);
    load_pages(&root, loading);
    load_doors(&root, loading);
    load_guests(loading);
    read_guide_picture(&root, loading, &guide->picture);
    load_people(&root, loading);
    load_policy(loading);
    for (size_t i = 0; i < guide->page_count && guide->door_count > 0; i++)
        if (!in_a_door(guide, &guide->pages[i]))
            report_said(loading->report,
                        &(struct finding_place){SEVERITY_WARNING, reader->file, guide->pages[i].at.line,
                                                guide->pages[i].at.column},
                        FOUND_NO_DOOR_TO, guide->pages[i].id);
    count_untranslated(guide);
    return guide->door_count > 0 && guide->page_count > 0 && guide->keyboard_count > 0;
}

bool guide_written(const struct site_files *files) {
    return files->exists(files->context, GUIDE_FOLDER "guide.json");
}

struct guide *guide_load(const struct site *site, const struct site_files *files, struct report *report) {
    static const char name[] = GUIDE_FOLDER "guide.json";
    struct guide_loading loading = {.site = site, .files = files, .report = report};
    if (!guide_file_exists(&loading, name))
        return NULL;
    size_t errors = report ? report->errors : 0;
    struct arena *arena = arena_create(ARENA_LIMIT);
    struct guide *guide = arena ? arena_alloc(arena, sizeof *guide) : NULL;
    struct guide_file file = {0};
    loading.guide = guide;
    bool done = false;
    if (guide) {
        guide->arena = arena;
        guide->site = site;
        if (guide_file_open(&loading, name, &file)) {
            done = load_all(&loading, &file.reader);
            guide_file_close(&file);
        }
        guide->files = loading.names;
        guide->file_count = loading.name_count;
    }
    if (!arena || arena_wanted(arena))
        arena_want(site->arena);
    if (guide && arena_refused(arena))
        report_said(report, &(struct finding_place){SEVERITY_ERROR, name, 0, 0}, FOUND_GUIDE_TOO_LARGE);
    if (done)
        return guide;
    if (!report || report->errors == errors)
        report_said(report, &(struct finding_place){SEVERITY_ERROR, name, 1, 1}, FOUND_GUIDE_UNUSABLE);
    arena_destroy(arena);
    return NULL;
}

void guide_destroy(struct guide *guide) {
    if (guide)
        arena_destroy(guide->arena);
}
