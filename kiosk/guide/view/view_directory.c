/* Lists that filter: associations, books in your language, partner towns. */
#include <stdio.h>
#include <string.h>

#include "guide/view/sheet_parts.h"

enum { LINE_MAX = 400, NUMBER_BYTES = 12 };

static bool chosen(const struct guide_state *state, const struct guide_entry *entry) {
    for (int f = 0; f < GUIDE_FACETS_MAX; f++)
        if (state->chosen.filters[f] && (state->chosen.filters[f] & entry->options[f]) == 0)
            return false;
    return true;
}

static bool entry_shown(const struct page *page, const struct guide_entry *entry) {
    return !entry->source.expires_day || page_today(page) < entry->source.expires_day;
}

/* Spoken with its label: "Language: English" is not the button that changes the language. */
static void add_facets(struct page *page, struct flow *flow, const struct guide_directory *directory,
                       char *names) {
    bool any = false;
    for (size_t f = 0; f < directory->facet_count; f++) {
        const struct guide_facet *facet = &directory->facets[f];
        const char *language = NULL, *title = page_pick(page, &facet->title, &language);
        flow_text(flow, FLOW_LABEL, title, language, NULL);
        for (size_t o = 0; o < facet->option_count; o++) {
            const char *label = page_pick(page, &facet->options[o].title, &language);
            bool on = (page->state->chosen.filters[f] >> o & 1) != 0;
            any |= on;
            snprintf(names, LINE_MAX, "%s: %s", title ? title : "", label ? label : "");
            flow_pill(flow, label, language, action_of(VERB_FILTER, (int)(f << 8 | o)), on, names);
            names += LINE_MAX;
        }
    }
    if (any)
        flow_pill(flow, page_say(page, WORDS_SHOW_ALL), NULL, action_of(VERB_UNFILTER, 0), false, NULL);
}

/* "Active · Since 2017", "Since 2007 · Ended 2020": what is not known is not said to be active. */
static void status_line(struct page *page, const struct guide_entry *entry, char *out, size_t size) {
    char year[NUMBER_BYTES], since[100] = "", state[100] = "";
    if (entry->since_year) {
        snprintf(year, sizeof year, "%d", entry->since_year);
        page_fill(page, WORDS_SINCE, year, since, sizeof since);
    }
    if (entry->status == ENTRY_ACTIVE) {
        snprintf(state, sizeof state, "%s", page_say(page, WORDS_ACTIVE));
    } else if (entry->status == ENTRY_ENDED) {
        snprintf(year, sizeof year, "%d", entry->ended_year);
        page_fill(page, WORDS_ENDED, entry->ended_year ? year : "", state, sizeof state);
    } else if (entry->status == ENTRY_UNKNOWN) {
        snprintf(state, sizeof state, "%s", page_word(page, WORD_SAMPLE));
    }
    bool ended = entry->status == ENTRY_ENDED;
    snprintf(out, size, "%s%s%s", ended ? since : state, *state && *since ? " · " : "",
             ended ? state : since);
}

/* What an entry has, in words: "Football · English"; `parted`: what answers another question begins a line.
 */
static void options_line(struct page *page, const struct guide_directory *directory,
                         const struct guide_entry *entry, bool parted, char *out, size_t size) {
    size_t used = 0, facet = 0;
    *out = '\0';
    for (size_t f = 0; f < directory->facet_count; f++)
        for (size_t o = 0; o < directory->facets[f].option_count; o++) {
            const char *title = entry->options[f] >> o & 1
                                    ? page_pick(page, &directory->facets[f].options[o].title, NULL)
                                    : NULL;
            if (!title || used + strlen(title) + 5 >= size)
                continue;
            const char *between = used == 0 ? "" : parted && f != facet ? "\n" : " · ";
            used += (size_t)snprintf(out + used, size - used, "%s%s", between, title);
            facet = f;
        }
}

static const char *note_of(struct page *page, const struct guide_directory *directory,
                           const struct guide_entry *entry, char *out, size_t size) {
    status_line(page, entry, out, size);
    if (*out == '\0')
        options_line(page, directory, entry, false, out, size);
    return *out ? out : NULL;
}

static void add_entries(struct page *page, struct flow *flow, const struct guide_page *shown, char *notes) {
    const struct guide_directory *directory = shown->directory;
    int count = 0;
    for (size_t i = 0; i < directory->entry_count; i++)
        count += chosen(page->state, &directory->entries[i]) && entry_shown(page, &directory->entries[i]);
    char *line = notes;
    page->view->found = count;
    page_fill_numbers(page, WORDS_RESULTS, count, 0, line, LINE_MAX);
    flow_text(flow, FLOW_NOTE, count ? line : page_say(page, WORDS_NOTHING_FITS), NULL, NULL);
    for (size_t i = 0; i < directory->entry_count; i++) {
        const struct guide_entry *entry = &directory->entries[i];
        if (!chosen(page->state, entry) || !entry_shown(page, entry))
            continue;
        struct button button = {
            .chevron = true,
            .action = action_go(PLACE_ENTRY, (uint32_t)(shown - page->guide->pages) << 16 | (uint32_t)i)};
        button.label = page_pick(page, &entry->title, &button.label_language);
        button.note = note_of(page, directory, entry, notes + (i + 1) * LINE_MAX, LINE_MAX);
        flow_button(flow, &button);
    }
}

void view_directory(struct page *page, const struct guide_page *shown) {
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    struct flow *flow = flow_create();
    char *notes =
        page_lines(shown->directory->entry_count + 1 + GUIDE_FACETS_MAX * GUIDE_OPTIONS_MAX, LINE_MAX);
    page->file = shown->directory->file;
    frame_put(page, title, language);
    const char *words = page_pick_aside(page, &shown->summary, &language);
    (void)hero_put(page, &shown->picture, shown->icon, words, language);
    if (flow && notes) {
        flow->spread = true;
        add_facets(page, flow, shown->directory, notes + (shown->directory->entry_count + 1) * LINE_MAX);
        add_entries(page, flow, shown, notes);
        flow_put(page, flow, page->content);
    } else {
        page->failed = true;
    }
    page_lines_free(notes);
    flow_destroy(flow);
}

static const struct guide_entry *find_entry(const struct page *page, const struct guide_page **shown) {
    uint32_t number = page->state->spot.of >> 16, at = page->state->spot.of & 0xFFFF;
    if (number >= page->guide->page_count || !page->guide->pages[number].directory)
        return NULL;
    *shown = &page->guide->pages[number];
    return at < (*shown)->directory->entry_count ? &(*shown)->directory->entries[at] : NULL;
}

void view_entry(struct page *page) {
    const struct guide_page *shown = NULL;
    const struct guide_entry *entry = find_entry(page, &shown);
    if (!entry) {
        view_home(page);
        return;
    }
    const char *language = NULL, *title = page_pick(page, &entry->title, &language), *text;
    char status[LINE_MAX], options[LINE_MAX];
    struct sheet sheet = {.contact = &entry->contact, .source = &entry->source, .sample = entry->sample};
    page->file = shown->directory->file;
    page->line = entry->line;
    page->scene = entry->picture.asset ? &entry->picture : NULL;
    rail_find(page, &entry->contact, &entry->url, entry->sample, &sheet.rail);
    frame_put(page, title, language);
    struct flow *flow = flow_create();
    if (!flow) {
        page->failed = true;
        return;
    }
    status_line(page, entry, status, sizeof status);
    sheet_place(page, &sheet);
    struct words_style body = {.px = page->m.body};
    options_line(page, shown->directory, entry, false, options, sizeof options);
    if (page_width(page, options, &body) > sheet.text.w)
        options_line(page, shown->directory, entry, true, options, sizeof options);
    text = page_pick(page, &entry->text, &language);
    flow_text(flow, FLOW_ANSWER, text, language, NULL);
    if (entry->status != ENTRY_UNKNOWN || !entry->sample) /* the line of the source says so already */
        flow_text(flow, FLOW_TEXT, status, NULL, NULL);
    flow_text(flow, FLOW_TEXT, options, NULL, NULL);
    flow_text(flow, FLOW_TEXT, entry->address, page->guide->staff.language, NULL);
    sheet_put(page, &sheet, flow);
    flow_destroy(flow);
}
