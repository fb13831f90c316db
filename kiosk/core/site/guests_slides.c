/* What the signage shows of a visit. */
#include <stdio.h>
#include <string.h>

#include "core/base/compiler.h"
#include "core/site/guests.h"
#include "core/site/scene_words.h"
#include "core/site/site.h"
#include "core/text/plain_text.h"

enum { DWELL_MS = 14000, TIME_MAX = 24, ID_MAX = 40, BODY_MAX = GUESTS_ITEMS_MAX * GUESTS_LINE_MAX };

static const char *pick(const struct site *site, const struct localized *text, const char *language) {
    const struct localized_entry *entry =
        localized_pick(text, language, site->languages, site->language_count);
    return entry ? entry->text : NULL;
}

const char *guests_line(const struct site *site, const struct guests_item *item, const char *language,
                        char out[GUESTS_LINE_MAX]) {
    char from[TIME_MAX], to[TIME_MAX];
    const char *what = pick(site, &item->what, language);
    const char *room = item->room ? pick(site, &item->room->name, language) : NULL;
    words_time(item->from_min, language, from, sizeof from);
    words_time(item->to_min, language, to, sizeof to);
    /* isolated: the times keep their order in a text that runs from right to left (UAX #9) */
    char whole[GUESTS_LINE_MAX + 4];
    snprintf(whole, sizeof whole, "\u2066%s–%s\u2069  %s%s%s", from, to, what ? what : "", room ? " · " : "",
             room ? room : "");
    size_t size = text_cut(whole, GUESTS_LINE_MAX - 1);
    memcpy(out, whole, size);
    out[size] = '\0';
    return out;
}

/* The programme in one language, a line an item. */
static const char *day_text(const struct site *site, const struct guests_day *day, const char *language,
                            struct arena *arena) {
    char text[BODY_MAX], line[GUESTS_LINE_MAX];
    size_t used = 0;
    for (size_t i = 0; i < day->item_count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? "\n" : "",
                                 guests_line(site, &day->items[i], language, line));
    return arena_copy(arena, text, used);
}

/* In the site's languages: what is not translated stands in another, as everywhere. */
static bool day_texts(const struct site *site, const struct guests_day *day, struct arena *arena,
                      struct localized *out) {
    struct localized_entry *entries = arena_alloc(arena, site->language_count * sizeof *entries);
    if (!entries)
        return false;
    for (size_t i = 0; i < site->language_count; i++) {
        entries[i] = (struct localized_entry){
            site->languages[i], day_text(site, day, site->languages[i], arena), day->line, day->column};
        if (!entries[i].text)
            return false;
    }
    *out = (struct localized){site->language_count, entries};
    return true;
}

void guests_page(const char *id, char out[GUESTS_PAGE_MAX]) {
    snprintf(out, GUESTS_PAGE_MAX, "visit-%s", id);
}

/* From midnight until the last item ends. */
static void day_schedule(const struct guests_day *day, struct schedule *out) {
    int end = day->item_count ? 0 : 1440;
    for (size_t i = 0; i < day->item_count; i++)
        end = day->items[i].to_min > end ? day->items[i].to_min : end;
    out->has_from = out->has_to = true;
    out->from = civil_from_days(day->day);
    out->to = civil_from_days(day->day + end / 1440);
    out->to.hour = end % 1440 / 60;
    out->to.minute = end % 60;
}

static struct slide *add(const struct guests *visit, const struct guests_day *day, const char *what,
                         struct arena *arena, struct playlist *playlist) {
    struct civil date = civil_from_days(day->day);
    char id[ID_MAX], page[GUESTS_PAGE_MAX];
    int length = snprintf(id, sizeof id, "%s-%04d-%02d-%02d", what, date.year, date.month, date.day);
    struct slide *slide = &playlist->slides[playlist->slide_count];
    *slide = (struct slide){.id = arena_copy(arena, id, (size_t)length),
                            .file = visit->file,
                            .line = day->line,
                            .column = day->column,
                            .dwell_ms = DWELL_MS,
                            .transition = TRANSITION_FADE,
                            .source = {.expires_day = day->day + 1}};
    day_schedule(day, &slide->turn.schedule);
    bool more = visit->door && guests_have_programme(visit);
    if (more) {
        guests_page(visit->id, page);
        slide->page = arena_copy(arena, page, strlen(page));
    }
    if (!slide->id || (more && !slide->page))
        return NULL;
    playlist->slide_count++;
    return slide;
}

bool guests_slides(const struct site *site, const struct guests *visit, struct arena *arena,
                   struct playlist *playlist) {
    for (size_t i = 0; i < visit->day_count; i++) {
        const struct guests_day *day = &visit->days[i];
        struct slide *welcome = add(visit, day, "welcome", arena, playlist);
        if (!welcome)
            return false;
        welcome->type = SLIDE_WELCOME;
        welcome->bilingual = BILINGUAL_TOGETHER;
        welcome->picture = visit->picture;
        welcome->welcome = (struct slide_welcome){.guest = visit->name, .greeting = visit->greeting};
        if (day->item_count == 0)
            continue;
        struct slide *programme = add(visit, day, "programme", arena, playlist);
        if (!programme || !day_texts(site, day, arena, &programme->text.body))
            return false;
        programme->type = SLIDE_TEXT;
        programme->kicker = visit->name;
        programme->headline = visit->title;
    }
    return true;
}
