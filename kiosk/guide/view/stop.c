#include "guide/view/stop.h"

#include <stdio.h>
#include <string.h>

#include "guide/view/spoken_parts.h"
#include "guide/view/stop_parts.h"

enum { ROLE_MAX = 160, BEFORE_MAX = 2 * ROLE_MAX + 8, LINE_MAX = UTTERANCE_MAX };

/* Where stop number `stop`, or the thing number `target`, stands among all of them. */
static int place_of_stop(const struct stops *stops, int stop) {
    return stop + stops->items[stop].before;
}

static int place_of_target(const struct stops *stops, int target) {
    int place = target;
    for (int i = 0; stops && i < stops->count; i++)
        place += stops->items[i].before <= target;
    return place;
}

static int place_now(const struct guide_state *state, const struct stops *stops) {
    if (stops && state->stop > 0 && state->stop <= stops->count)
        return place_of_stop(stops, state->stop - 1);
    return state->focus < 0 ? -1 : place_of_target(stops, state->focus);
}

static void stand(struct guide_state *state, int place, const struct stops *stops) {
    int above = 0;
    for (int i = 0; stops && i < stops->count && place_of_stop(stops, i) <= place; i++) {
        if (place_of_stop(stops, i) == place) {
            state->stop = i + 1;
            return;
        }
        above++;
    }
    state->stop = 0;
    state->focus = place - above;
}

void stops_move(struct guide_state *state, int step, int targets, const struct stops *stops) {
    int all = targets + (stops ? stops->count : 0), now = place_now(state, stops);
    if (all <= 0)
        return;
    now = now < 0 && step < 0 ? 0 : now;
    stand(state, (now + step + all) % all, stops);
}

void stops_next_heading(struct guide_state *state, const struct stops *stops) {
    int now = place_now(state, stops), first = -1, next = -1;
    for (int i = 0; stops && i < stops->count; i++) {
        if (stops->items[i].kind != STOP_HEADING)
            continue;
        first = first < 0 ? i : first;
        if (next < 0 && place_of_stop(stops, i) > now)
            next = i;
    }
    next = next < 0 ? first : next;
    if (next >= 0)
        state->stop = next + 1;
}

void stops_say(const struct stops *stops, int at, struct utterance *out) {
    if (stops && at >= 0 && at < stops->count)
        utterance_append_lines(out, &stops->said, stops->items[at].from, stops->items[at].end);
}

/* "list of 4, 1 of 4: ", "row 2 of 7: "; "" where nothing is said before it. */
static void say_before(const struct page *page, const struct stop *stop, char out[BEFORE_MAX]) {
    char list[ROLE_MAX], position[ROLE_MAX];
    *out = '\0';
    if (stop->kind != STOP_ITEM && stop->kind != STOP_ROW)
        return;
    bool row = stop->kind == STOP_ROW;
    page_fill_numbers(page, row ? WORDS_SAID_ROW : WORDS_SAID_OF, stop->at, stop->of, position,
                      sizeof position);
    word_fill_number(page_say(page, WORDS_SAID_LIST), stop->of, NULL, list, sizeof list);
    bool begins = !row && stop->at == 1;
    snprintf(out, BEFORE_MAX, "%s%s%s: ", begins ? list : "", begins ? ", " : "", position);
}

/* ", heading level 2". */
static void say_after(const struct page *page, const struct stop *stop, char out[ROLE_MAX]) {
    *out = '\0';
    if (stop->kind == STOP_HEADING)
        word_fill_number(page_say(page, WORDS_SAID_HEADING), stop->level, NULL, out, ROLE_MAX);
}

static void say_all(const struct page *page, const struct stop *stop, const char *language, const char *text,
                    struct utterance *out) {
    char spoken[LINE_MAX], line[LINE_MAX + BEFORE_MAX + ROLE_MAX], before[BEFORE_MAX], after[ROLE_MAX];
    spoken_write(&page->guide->people, text, spoken, sizeof spoken);
    say_before(page, stop, before);
    say_after(page, stop, after);
    if (!language || strcmp(language, page->tag) == 0) {
        snprintf(line, sizeof line, "%s%s%s%s", before, spoken, *after ? ", " : "", after);
        spoken_add(page->guide, page->tag, line, out);
    } else {
        utterance_add(out, page->tag, before);
        spoken_add(page->guide, language, spoken, out);
        utterance_add(out, page->tag, after);
    }
}

void page_stop(struct page *page, struct box box, struct stop stop, const char *language, const char *text) {
    struct stops *stops = page->view->stops;
    if (!stops || stops->count == STOPS_MAX || page->said.part == PART_COUNT || !text || !*text)
        return;
    stop.before = page->view->target_count;
    stop.from = stops->said.length;
    say_all(page, &stop, language, text, &stops->said);
    stop.end = stops->said.length;
    if (stop.end == stop.from) /* no room: it would be silent */
        return;
    if (page->state->keypad && page->state->stop == stops->count + 1)
        page_ring(page, box);
    stops->items[stops->count++] = stop;
}
