#include "guide/written/check.h"

#include <stdio.h>

#include "core/site/reader.h"

#define GUIDE_FILE "playlists/guide/guide.json"

static bool has_touch_zone(const struct screen_zone *zones, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (zones[i].kind == ZONE_TOUCH)
            return true;
    return count == 0;
}

static void check_screen(const struct screen *screen, const struct guide *guide, struct report *report) {
    const struct layout *layout = screen->layout;
    if (!screen->touch.on)
        return;
    if (!guide)
        report_add(
            report, SEVERITY_WARNING, SITE_FILE, screen->line, screen->column,
            "screen \"%s\" can be touched, but the site has no guide that can be shown: see " GUIDE_FILE,
            screen->id);
    else if (!has_touch_zone(layout->zones, layout->zone_count) ||
             !has_touch_zone(layout->portrait, layout->portrait_count))
        report_add(report, SEVERITY_WARNING, SITE_FILE, screen->line, screen->column,
                   "screen \"%s\" can be touched, but nothing says so: layout \"%s\" has no zone of kind "
                   "\"touch\"%s",
                   screen->id, layout->id,
                   has_touch_zone(layout->zones, layout->zone_count) ? " in \"portrait\"" : "");
}

/* Something with a source, and where it is written. */
struct sourced {
    const char *what, *id, *file;
    int line, column;
};

static void check_expiry(const struct source *source, int32_t today, const struct sourced *of,
                         struct report *report) {
    if (source->expires_day == 0 || today < source->expires_day)
        return;
    struct civil last = civil_from_days(source->expires_day - 1);
    report_add(report, SEVERITY_WARNING, of->file, of->line, of->column,
               "%s \"%s\" is no longer shown: its source holds until %04d-%02d-%02d", of->what, of->id,
               last.year, last.month, last.day);
}

static void check_sources(const struct guide *guide, int32_t today, struct report *report) {
    for (size_t p = 0; p < guide->page_count; p++) {
        const struct guide_page *page = &guide->pages[p];
        const struct guide_directory *directory = page->directory;
        check_expiry(&page->source, today,
                     &(struct sourced){"page", page->id, GUIDE_FILE, page->line, page->column}, report);
        for (size_t i = 0; i < p && directory; i++) /* a directory that two pages show is checked once */
            if (guide->pages[i].directory == directory)
                directory = NULL;
        for (size_t i = 0; directory && i < directory->entry_count; i++) {
            const struct guide_entry *entry = &directory->entries[i];
            check_expiry(&entry->source, today,
                         &(struct sourced){"entry", entry->id, directory->file, entry->line, entry->column},
                         report);
        }
    }
}

static size_t count_texts(const struct guide *guide) {
    size_t count = 0;
    for (size_t i = 0; i < guide->door_count; i++)
        count += 1 + (guide->doors[i].summary.count > 0);
    for (size_t i = 0; i < guide->page_count; i++)
        count += 1 + (guide->pages[i].summary.count > 0) + (guide->pages[i].text_count > 0);
    return count;
}

/* "12 of 92 words and 3 of 152 titles and texts are missing" */
static void check_language(const struct guide_language *language, size_t texts, struct report *report) {
    char words[60] = "", pages[80] = "";
    if (language->missing > 0)
        snprintf(words, sizeof words, "%zu of %d words", language->missing, GUIDE_WORD_COUNT + WORD_COUNT);
    if (language->untranslated > 0)
        snprintf(pages, sizeof pages, "%zu of %zu titles and texts", language->untranslated, texts);
    if (words[0] || pages[0])
        report_add(report, SEVERITY_WARNING, language->file ? language->file : GUIDE_FILE, 1, 1,
                   "%s: %s%s%s missing%s", language->tag, words, words[0] && pages[0] ? " and " : "", pages,
                   language->offered ? "" : "; a draft that nobody has approved");
}

/* "More about this" leads to a page that exists. */
static void check_slides(const struct site *site, const struct guide *guide, struct report *report) {
    const char *ids[GUIDE_PAGES_MAX];
    for (size_t i = 0; i < guide->page_count; i++)
        ids[i] = guide->pages[i].id;
    for (size_t p = 0; p < site->playlist_count; p++)
        for (size_t i = 0; i < site->playlists[p].slide_count; i++) {
            const struct slide *slide = &site->playlists[p].slides[i];
            if (!slide->page || guide_page_find(guide, slide->page))
                continue;
            const char *near = nearest_name(slide->page, ids, guide->page_count);
            report_add(report, SEVERITY_WARNING, slide->file, slide->line, slide->column,
                       "slide \"%s\": the guide has no page \"%s\"%s%s%s", slide->id, slide->page,
                       near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
        }
}

void guide_check(const struct site *site, const struct guide *guide, int64_t now_ms, struct report *report) {
    for (size_t i = 0; i < site->screen_count; i++)
        check_screen(&site->screens[i], guide, report);
    if (!guide)
        return;
    check_slides(site, guide, report);
    check_sources(guide, zone_day(site->zone, now_ms), report);
    for (size_t i = 0; i < guide->language_count; i++)
        check_language(&guide->languages[i], count_texts(guide), report);
}
