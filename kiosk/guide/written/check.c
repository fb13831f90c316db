#include "guide/written/check.h"

#include <stdio.h>

#include "core/site/reader.h"
#include "core/site/site_film.h"
#include "guide/written/guide_findings.h"

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
        report_said(report,
                    &(struct finding_place){SEVERITY_WARNING, SITE_FILE, screen->line, screen->column},
                    FOUND_TOUCH_NO_GUIDE, screen->id);
    else if (!has_touch_zone(layout->zones, layout->zone_count) ||
             !has_touch_zone(layout->portrait, layout->portrait_count))
        report_said(report,
                    &(struct finding_place){SEVERITY_WARNING, SITE_FILE, screen->line, screen->column},
                    FOUND_TOUCH_NO_STRIP, screen->id, layout->id,
                    has_touch_zone(layout->zones, layout->zone_count) ? " in \"portrait\"" : "");
}

/* Something with a source, and where it is written. */
struct sourced {
    bool page; /* else an entry of a directory */
    const char *id, *file;
    int line, column;
};

static void check_expiry(const struct source *source, int32_t today, const struct sourced *of,
                         struct report *report) {
    if (source->expires_day == 0 || today < source->expires_day)
        return;
    struct civil last = civil_from_days(source->expires_day - 1);
    struct finding_place at = {SEVERITY_WARNING, of->file, of->line, of->column};
    if (of->page)
        report_said(report, &at, FOUND_PAGE_EXPIRED, of->id, last.year, last.month, last.day);
    else
        report_said(report, &at, FOUND_ENTRY_EXPIRED, of->id, last.year, last.month, last.day);
}

static void check_sources(const struct guide *guide, int32_t today, struct report *report) {
    for (size_t p = 0; p < guide->page_count; p++) {
        const struct guide_page *page = &guide->pages[p];
        const struct guide_directory *directory = page->directory;
        check_expiry(&page->source, today,
                     &(struct sourced){true, page->id, GUIDE_FILE, page->at.line, page->at.column}, report);
        for (size_t i = 0; i < p && directory; i++) /* a directory that two pages show is checked once */
            if (guide->pages[i].directory == directory)
                directory = NULL;
        for (size_t i = 0; directory && i < directory->entry_count; i++) {
            const struct guide_entry *entry = &directory->entries[i];
            check_expiry(&entry->source, today,
                         &(struct sourced){false, entry->id, directory->file, entry->line, entry->column},
                         report);
        }
    }
}

static size_t count_texts(const struct guide *guide) {
    size_t count = 0;
    for (size_t i = 0; i < guide->door_count; i++)
        count += 1 + (guide->doors[i].summary.count > 0) + guide->doors[i].group_count;
    for (size_t i = 0; i < guide->page_count; i++)
        count += 1 + (guide->pages[i].summary.count > 0) + (guide->pages[i].text_count > 0);
    return count;
}

/* "12 of 92 words and 3 of 152 titles and texts are missing" */
static void check_language(const struct guide_language *language, size_t texts, struct report *report) {
    struct finding_place at = {SEVERITY_WARNING, language->file ? language->file : GUIDE_FILE, 1, 1};
    const int words = GUIDE_WORD_COUNT + WORD_COUNT;
    struct fail *found = NULL;
    if (language->missing > 0 && language->untranslated > 0)
        found = report_said(report, &at, FOUND_LANGUAGE_INCOMPLETE, language->tag, language->missing, words,
                            language->untranslated, texts);
    else if (language->missing > 0)
        found = report_said(report, &at, FOUND_WORDS_MISSING, language->tag, language->missing, words);
    else if (language->untranslated > 0)
        found = report_said(report, &at, FOUND_TEXTS_MISSING, language->tag, language->untranslated, texts);
    if (!language->offered)
        fail_more(found, "; a draft that nobody has approved", "; et udkast, som ingen har godkendt");
    if (language->essentials)
        fail_more(found, ", offered for what cannot wait", ", der tilbydes til det, der ikke kan vente");
}

struct tally {
    const char *language;
    size_t all, missing;
};

static void tally_text(struct tally *tally, const struct localized *text) {
    if (text->count == 0)
        return;
    tally->all++;
    tally->missing += localized_find(text, tally->language) == NULL;
}

/* What is shown of a language that is offered for what cannot wait. */
static void tally_essentials(const struct guide *guide, struct tally *tally) {
    const struct guide_people *people = &guide->people;
    tally_text(tally, &people->ask.office);
    for (size_t i = 0; i < people->emergency_count; i++) {
        tally_text(tally, &people->emergencies[i].name);
        tally_text(tally, &people->emergencies[i].text);
    }
    for (size_t i = 0; i < people->counter_count; i++)
        tally_text(tally, &people->counters[i].name);
    for (size_t i = 0; i < people->place_count; i++)
        tally_text(tally, &people->places[i].address);
    for (size_t i = 0; i < people->phrase_count; i++)
        tally_text(tally, &people->phrases[i].text);
    if (guide->own.phrases)
        tally_text(tally, &guide->own.phrases->title);
}

static void check_offer(const struct site *site, const struct guide *guide, struct report *report) {
    for (size_t i = 0; i < site->visitors.offer.count; i++) {
        const struct offered_language *offered = &site->visitors.offer.languages[i];
        struct finding_place at = {SEVERITY_WARNING, SITE_FILE, offered->line, offered->column};
        int number = guide_language_find(guide, offered->tag);
        if (number < 0)
            report_said(report, &at, FOUND_OFFER_UNKNOWN, offered->tag);
        else if (guide->languages[number].offered)
            report_said(report, &at, FOUND_OFFER_NEEDLESS, offered->tag);
    }
    for (size_t i = 0; i < guide->language_count; i++) {
        const struct guide_language *language = &guide->languages[i];
        struct finding_place at = {SEVERITY_WARNING, language->file ? language->file : GUIDE_FILE, 1, 1};
        struct tally tally = {.language = language->tag};
        tally_essentials(guide, &tally);
        if (language->essentials && tally.missing > 0)
            report_said(report, &at, FOUND_ESSENTIALS_MISSING, language->tag, tally.missing, tally.all);
    }
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
            fail_suggest(report_said(report,
                                     &(struct finding_place){SEVERITY_WARNING, slide->file, slide->line,
                                                             slide->column},
                                     FOUND_NO_GUIDE_PAGE, slide->id, slide->page),
                         near);
        }
}

/* Hours are those of a house that exists. */
static void check_houses(const struct site *site, const struct guide *guide, struct report *report) {
    const char *ids[HOUSES_MAX];
    for (size_t i = 0; i < guide->houses.count; i++)
        ids[i] = guide->houses.items[i]->id;
    for (size_t p = 0; p < site->playlist_count; p++)
        for (size_t i = 0; i < site->playlists[p].slide_count; i++) {
            const struct slide *slide = &site->playlists[p].slides[i];
            const char *house = slide->type == SLIDE_HOURS ? slide->hours.house : NULL;
            struct finding_place at = {SEVERITY_WARNING, slide->file, slide->line, slide->column};
            if (house && !house_find(&guide->houses, house))
                fail_suggest(report_said(report, &at, FOUND_NO_HOUSE_FOR, slide->id, house),
                             nearest_name(house, ids, guide->houses.count));
        }
}

/* What is said has to be read, too (WCAG 1.2.2). One that slides show is judged with them for all else. */
static void check_film(const struct site *site, const struct guide_page *page, struct report *report) {
    const struct guide_film *shown = &page->film;
    if (!shown->film)
        return;
    if (shown->film->speech && shown->film->caption_count == 0)
        report_said(report,
                    &(struct finding_place){SEVERITY_ERROR, GUIDE_FILE, page->at.line, page->at.column},
                    FOUND_PAGE_UNCAPTIONED, page->id);
    if (site_film(site, shown->film->name))
        return;
    for (size_t i = 0; i < shown->film->caption_count; i++)
        captions_check(shown->film->captions[i].file, &shown->captions[i], film_length_ms(shown->film),
                       report);
}

void guide_check(const struct site *site, const struct guide *guide, int64_t now_ms, struct report *report) {
    for (size_t i = 0; i < site->screen_count; i++)
        check_screen(&site->screens[i], guide, report);
    if (!guide)
        return;
    check_slides(site, guide, report);
    check_houses(site, guide, report);
    check_sources(guide, zone_day(site->zone, now_ms), report);
    check_offer(site, guide, report);
    for (size_t i = 0; i < guide->page_count; i++)
        check_film(site, &guide->pages[i], report);
    for (size_t i = 0; i < guide->language_count; i++)
        check_language(&guide->languages[i], count_texts(guide), report);
}
