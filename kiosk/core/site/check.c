#include "core/site/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/colour.h"
#include "core/site/guests.h"
#include "core/site/site_film.h"
#include "core/site/site_findings.h"
#include "core/site/slide_kind.h"
#include "core/text/emoji.h"

enum { SLIDE_LANGUAGES_MAX = 2 * SITE_LANGUAGES_MAX, SOURCE_SOON_DAYS = 14, SOURCE_OLD_DAYS = 365 };

struct checker {
    const struct site *site;
    const struct site_files *files;
    int32_t today; /* local, days since 1970 */
    struct report *report;
};

void check_place(const struct site_files *files, const char *file, const struct json_step *steps,
                 size_t count, int *line, int *column) {
    char *bytes = NULL;
    size_t size = 0;
    *line = *column = 0;
    if (files->read(files->context, file, SITE_FILE_MAX, &bytes, &size, NULL))
        json_locate(bytes, size, steps, count, false, line, column);
    free(bytes);
}

static void check_contrast(const struct checker *checker) {
    const struct theme *theme = &checker->site->theme;
    const struct {
        const char *front, *back;
        struct colour front_colour, back_colour;
    } pairs[] = {{"ink", "paper", theme->ink, theme->paper},
                 {"muted", "paper", theme->muted, theme->paper},
                 {"on_primary", "primary", theme->on_primary, theme->primary},
                 {"on_accent", "accent", theme->on_accent, theme->accent}};
    for (size_t i = 0; i < LENGTH(pairs); i++) {
        double contrast = colour_contrast(pairs[i].front_colour, pairs[i].back_colour);
        if (contrast >= CONTRAST_TEXT)
            continue;
        const struct json_step steps[] = {{"theme", 0}, {"colours", 0}, {pairs[i].front, 0}};
        int line, column;
        check_place(checker->files, SITE_FILE, steps, LENGTH(steps), &line, &column);
        /* cut, not rounded: 4.496 must not read as 4.5 */
        report_said(checker->report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, line, column},
                    FOUND_CONTRAST, pairs[i].front, pairs[i].back, (int)(contrast * 100) / 100.0,
                    CONTRAST_TEXT);
    }
}

static size_t add_languages(const char **known, size_t count, const char *const *more, size_t more_count) {
    for (size_t i = 0; i < more_count; i++) {
        size_t at = 0;
        while (at < count && strcmp(known[at], more[i]) != 0)
            at++;
        if (at == count && count < SLIDE_LANGUAGES_MAX)
            known[count++] = more[i];
    }
    return count;
}

/* Every language that some screen shows the slide in. */
static size_t slide_languages(const struct site *site, const struct playlist *playlist,
                              const struct slide *slide, const char **languages) {
    if (slide->language_count > 0)
        return add_languages(languages, 0, slide->languages, slide->language_count);
    size_t count = 0;
    for (size_t i = 0; i < site->screen_count; i++)
        if (screen_zone_of(&site->screens[i], playlist))
            count =
                add_languages(languages, count, site->screens[i].languages, site->screens[i].language_count);
    return count;
}

static void check_translation(const struct checker *checker, const struct slide *slide,
                              const char *language) {
    char names[120] = "";
    const char *name = NULL;
    const struct localized_entry *first = NULL;
    const struct localized *text;
    for (size_t i = 0; (text = slide_text_at(slide, i, &name)); i++) {
        bool there = localized_find(text, language) != NULL;
        if (text->count == 0)
            continue;
        report_translation(checker->report, language, 1, !there);
        if (there)
            continue;
        if (!first)
            first = text->entries;
        size_t used = strlen(names);
        snprintf(names + used, sizeof(names) - used, "%s\"%s\"", used ? ", " : "", name);
    }
    if (first)
        fail_untranslated(
            report_said(checker->report,
                        &(struct finding_place){SEVERITY_WARNING, slide->file, first->line, first->column},
                        FOUND_UNTRANSLATED, slide->id, language, names),
            language);
}

/* The player's package only recommends the font, and who writes does not see the screen. */
static void check_emoji(const struct checker *checker, const struct slide *slide) {
    const struct localized *text;
    const char *name = NULL;
    for (size_t i = 0; (text = slide_text_at(slide, i, &name)); i++)
        for (size_t k = 0; k < text->count; k++) {
            const struct localized_entry *entry = &text->entries[k];
            uint32_t emoji = emoji_first(entry->text);
            if (emoji)
                report_said(
                    checker->report,
                    &(struct finding_place){SEVERITY_WARNING, slide->file, entry->line, entry->column},
                    FOUND_EMOJI, (unsigned)emoji, name);
        }
}

/* A fact that was checked a year ago is looked at again; one that ends soon is followed by another in time.
 */
static void check_age(const struct checker *checker, const struct slide *slide) {
    const struct source *source = &slide->source;
    const struct finding_place at = {SEVERITY_WARNING, slide->file,
                                     source->expires_line ? source->expires_line : slide->line,
                                     source->expires_line ? source->expires_column : slide->column};
    int32_t left = source->expires_day - checker->today;
    if (source->expires_day && left > 0 && left <= SOURCE_SOON_DAYS) {
        struct civil last = civil_from_days(source->expires_day - 1);
        report_said(checker->report, &at, FOUND_SOURCE_ENDS, slide->id, last.year, last.month, last.day);
    }
    if (source->checked_day && checker->today - source->checked_day > SOURCE_OLD_DAYS &&
        (!source->expires_day || left > 0)) {
        struct civil checked = civil_from_days(source->checked_day);
        report_said(checker->report, &at, FOUND_SOURCE_OLD, slide->id, checked.year, checked.month,
                    checked.day);
    }
}

static void check_source(const struct checker *checker, const struct slide *slide) {
    const struct source *source = &slide->source;
    bool given = source->url || source->owner || source->seen_day || source->checked_day;
    const struct slide_kind *kind = slide_kind(slide->type);
    bool states = kind->sourcing == SOURCING_WANTED && (!kind->states || kind->states(slide));
    if (source->expires_day && checker->today >= source->expires_day) {
        struct civil last = civil_from_days(source->expires_day - 1);
        report_said(checker->report,
                    &(struct finding_place){SEVERITY_WARNING, slide->file, source->expires_line,
                                            source->expires_column},
                    FOUND_EXPIRED_SOURCE, slide->id, last.year, last.month, last.day);
    }
    if (states && !given && !source->expires_day && !slide->turn.evergreen)
        report_said(checker->report,
                    &(struct finding_place){SEVERITY_WARNING, slide->file, slide->line, slide->column},
                    FOUND_NO_SOURCE, slide->id);
}

static void check_kicker(const struct checker *checker, const struct slide *slide) {
    const struct slide_kind *kind = slide_kind(slide->type);
    const struct localized_entry *first = slide->kicker.entries;
    if (!kind->draws_kicker && slide->kicker.count > 0)
        report_said(checker->report,
                    &(struct finding_place){SEVERITY_WARNING, slide->file, first->line, first->column},
                    FOUND_UNUSED_KICKER, slide->id, kind->name);
}

/* A slide past its own day; what its source says stands in check_source. */
static void check_last_day(const struct checker *checker, const struct slide *slide) {
    const struct slide_kind *kind = slide_kind(slide->type);
    int32_t last_day = kind->last_day ? kind->last_day(slide) : INT32_MAX;
    if (checker->today <= last_day)
        return;
    struct civil last = civil_from_days(last_day);
    report_said(checker->report,
                &(struct finding_place){SEVERITY_WARNING, slide->file, slide->line, slide->column},
                FOUND_LAST_DAY, slide->id, last.year, last.month, last.day);
}

/* A visit that is over shows nothing any more; its file may go. */
static void check_visit(const struct checker *checker, const struct guests *visit) {
    int32_t last_day = guests_last_day(visit);
    if (checker->today <= last_day)
        return;
    struct civil last = civil_from_days(last_day);
    report_said(checker->report,
                &(struct finding_place){SEVERITY_WARNING, visit->file, visit->days[visit->day_count - 1].line,
                                        visit->days[visit->day_count - 1].column},
                FOUND_VISIT_OVER, last.year, last.month, last.day);
}

static void check_slides(const struct checker *checker) {
    const struct site *site = checker->site;
    for (size_t p = 0; p < site->playlist_count; p++)
        for (size_t s = 0; s < site->playlists[p].slide_count; s++) {
            const struct slide *slide = &site->playlists[p].slides[s];
            const char *languages[SLIDE_LANGUAGES_MAX];
            size_t count = slide_languages(site, &site->playlists[p], slide, languages);
            for (size_t i = 0; i < count; i++)
                check_translation(checker, slide, languages[i]);
            check_emoji(checker, slide);
            if (slide_kind(slide->type)->check)
                slide_kind(slide->type)->check(slide, languages, count, checker->report);
            if (site->playlists[p].visit) /* it has a day of its own, see check_visit */
                continue;
            check_source(checker, slide);
            check_age(checker, slide);
            check_last_day(checker, slide);
            check_kicker(checker, slide);
        }
}

/* By the rules of those who make captions. */
static void check_captions(const struct checker *checker, const struct site_film *film) {
    for (size_t i = 0; i < film->film.caption_count; i++)
        captions_check(film->film.captions[i].file, &film->captions[i], film_length_ms(&film->film),
                       checker->report);
}

static bool has_evergreen(const struct screen_content *content) {
    for (size_t p = 0; content && p < content->playlist_count; p++)
        for (size_t s = 0; s < content->playlists[p]->slide_count; s++)
            if (content->playlists[p]->slides[s].turn.evergreen)
                return true;
    return false;
}

static void check_zones(const struct checker *checker, const struct screen *screen) {
    for (size_t i = 0; i < screen->layout->zone_count; i++) {
        const struct screen_zone *zone = &screen->layout->zones[i];
        if (zone->kind != ZONE_PLAYLIST || has_evergreen(screen_content(screen, zone->name)))
            continue;
        const struct json_step steps[] = {{"screens", 0}, {screen->id, 0}, {"zones", 0}, {zone->name, 0}};
        int line, column;
        check_place(checker->files, SITE_FILE, steps, LENGTH(steps), &line, &column);
        report_said(checker->report, &(struct finding_place){SEVERITY_WARNING, SITE_FILE, line, column},
                    FOUND_NO_EVERGREEN, zone->name, screen->id);
    }
}

void site_check(const struct site *site, const struct site_files *files, int64_t now_ms,
                struct report *report) {
    struct checker checker = {
        .site = site, .files = files, .today = zone_day(site->zone, now_ms), .report = report};
    check_contrast(&checker);
    check_slides(&checker);
    for (const struct site_film *at = site->loaded.films; at; at = at->next)
        check_captions(&checker, at);
    for (size_t i = 0; i < site->playlist_count; i++)
        if (site->playlists[i].visit)
            check_visit(&checker, site->playlists[i].visit);
    for (size_t i = 0; i < site->screen_count; i++)
        check_zones(&checker, &site->screens[i]);
}
