/* A visit's page: on its days, behind the door that its file names. */
#include <stdio.h>
#include <string.h>

#include "core/site/scene_words.h"
#include "guide/written/guide_findings.h"
#include "guide/written/icon.h"
#include "guide/written/load_parts.h"

enum { DATE_MAX = 100 };

static const char *copy(struct guide *guide, const char *text) {
    return arena_copy(guide->arena, text, strlen(text));
}

static bool add_block(struct guide *guide, struct guide_text *text, enum guide_block_kind kind,
                      const char *words, int line) {
    struct guide_block *blocks = (struct guide_block *)text->blocks;
    blocks[text->count] = (struct guide_block){.kind = kind, .text = copy(guide, words), .line = line};
    return blocks[text->count++].text != NULL;
}

/* Each day with its date, and its programme below. */
static bool write_text(struct guide_loading *loading, const struct guests *visit, const char *language,
                       struct guide_text *out) {
    struct guide *guide = loading->guide;
    char date[DATE_MAX], line[GUESTS_LINE_MAX];
    size_t room = visit->day_count;
    for (size_t d = 0; d < visit->day_count; d++)
        room += visit->days[d].item_count;
    *out = (struct guide_text){.language = language, .file = visit->file};
    out->blocks = arena_alloc(guide->arena, room * sizeof *out->blocks);
    bool fine = out->blocks != NULL;
    for (size_t d = 0; fine && d < visit->day_count; d++) {
        const struct guests_day *day = &visit->days[d];
        if (day->item_count == 0)
            continue;
        words_date(day->day, "EEEEdMMMM", language, date, sizeof date);
        fine = add_block(guide, out, BLOCK_HEADING, date, day->line);
        for (size_t i = 0; fine && i < day->item_count; i++)
            fine = add_block(guide, out, BLOCK_BULLET,
                             guests_line(loading->site, &day->items[i], language, line), day->line);
    }
    return fine;
}

/* In the site's languages, and in every other that the guests are named in. */
static bool write_texts(struct guide_loading *loading, const struct guests *visit, struct guide_page *page) {
    struct guide *guide = loading->guide;
    struct guide_text *texts = arena_alloc(guide->arena, guide->language_count * sizeof *texts);
    page->texts = texts;
    for (size_t l = 0; texts && l < guide->language_count; l++) {
        const struct guide_language *language = &guide->languages[l];
        if (!language->site && !localized_find(&visit->name, language->tag))
            continue;
        if (!write_text(loading, visit, language->tag, &texts[page->text_count]))
            return false;
        page->text_count++;
    }
    return texts != NULL;
}

/* First behind the door, above all groups: on their days it is what the guests look for. */
static void put_behind(struct guide_door *door, const struct guide_page *page) {
    memmove(door->pages + 1, door->pages, door->page_count * sizeof(const struct guide_page *));
    door->pages[0] = page;
    door->page_count++;
    for (size_t i = 0; i < door->group_count; i++)
        door->groups[i].first++;
}

static void load_visit(struct guide_loading *loading, const struct guests *visit) {
    struct guide *guide = loading->guide;
    struct finding_place at = {SEVERITY_ERROR, visit->file, 1, 1};
    const struct guide_door *found = guide_door_find(guide, visit->door);
    struct guide_door *door = found ? &guide->doors[found - guide->doors] : NULL;
    char id[GUESTS_PAGE_MAX];
    guests_page(visit->id, id);
    if (!door)
        report_said(loading->report, &at, FOUND_VISIT_NO_DOOR, visit->door);
    else if (guide_page_find(guide, id))
        report_said(loading->report, &at, FOUND_VISIT_PAGE_TWICE, id);
    else if (guide->page_count == GUIDE_PAGES_MAX || door->page_count == GUIDE_DOOR_PAGES_MAX)
        report_said(loading->report, &at, FOUND_VISIT_NO_ROOM, door->id);
    else {
        struct guide_page *page = &guide->pages[guide->page_count];
        *page = (struct guide_page){.kind = PAGE_TEXT,
                                    .id = copy(guide, id),
                                    .icon = icon_find("groups"),
                                    .title = visit->name,
                                    .visit = visit,
                                    .at = {.line = 1, .column = 1}};
        if (!page->id || !write_texts(loading, visit, page))
            return;
        guide->page_count++;
        put_behind(door, page);
    }
}

void load_guests(struct guide_loading *loading) {
    for (size_t i = 0; i < loading->site->playlist_count; i++) {
        const struct guests *visit = loading->site->playlists[i].visit;
        if (visit && visit->door && guests_have_programme(visit))
            load_visit(loading, visit);
    }
}
