/* The start page: a greeting, four doors, and the quick ways with what they lead to today. */
#include <stdio.h>

#include "guide/view/flow_parts.h"
#include "guide/view/today_parts.h"

enum { QUICK_MAX = 5, PICTURE_SHAPE = 3 /* at most so many times as wide as high */ };

static struct button door_button(struct page *page, size_t number) {
    const struct guide_door *door = &page->guide->doors[number];
    struct button button = {.icon = door->icon,
                            .look = LOOK_STRONG,
                            .stacked = true,
                            .action = action_go(PLACE_DOOR, (uint32_t)number)};
    button.label = page_pick(page, &door->title, &button.label_language);
    button.note = page_pick(page, &door->summary, &button.note_language);
    if (door->colour.a && !page->state->aids.high_contrast)
        button.fill = door->colour;
    if (page_has_picture(page, &door->picture)) {
        button.picture = &door->picture;
        button.icon = NULL;
    }
    return button;
}

static const char *what_phrases_are(const struct page *page) {
    const struct guide_page *phrases = page->guide->own.phrases;
    return phrases ? page_pick_aside(page, &phrases->summary, NULL) : NULL;
}

static int quick_buttons(struct page *page, struct today *today, struct button *out) {
    const struct guide *guide = page->guide;
    int count = 0;
    out[count++] = (struct button){.icon = page_sign("sort_by_alpha"),
                                   .label = page_say(page, WORDS_ALL_TOPICS),
                                   .action = action_go(PLACE_TOPICS, 0)};
    const struct {
        const struct guide_page *page;
        const char *icon;
        const char *label, *note;
    } pages[] = {
        {guide->own.events, "event", page_word(page, WORD_EVENTS), today_event(page, today)},
        {guide->own.hours, "schedule", page_word(page, WORD_HOURS), today_hours(page, today)},
        {guide->own.departures, "train", page_word(page, WORD_DEPARTURES), today_departure(page, today)},
        {guide->own.phrases, "chat", page_say(page, WORDS_SAY_IN_DANISH), what_phrases_are(page)}};
    for (size_t i = 0; i < LENGTH(pages); i++) {
        char *name = i < LENGTH(today->names) && pages[i].note ? today->names[i] : NULL;
        if (name)
            snprintf(name, TODAY_LINE_MAX, "%s: %s", pages[i].label, pages[i].note);
        if (pages[i].page)
            out[count++] =
                (struct button){.icon = page_sign(pages[i].icon),
                                .label = pages[i].label,
                                .note = pages[i].note,
                                .name = name,
                                .action = action_go(PLACE_PAGE, (uint32_t)(pages[i].page - guide->pages))};
    }
    return count;
}

/* Height of rows of `columns` buttons of equal width; 0: some label would break. */
static int grid_height(const struct page *page, const struct button *buttons, int count, int columns,
                       int width, int *row) {
    int w = (width - (columns - 1) * page->m.gap) / columns, rows = (count + columns - 1) / columns;
    bool torn = false;
    *row = 0;
    for (int i = 0; i < count; i++) {
        int height = button_height(page, &buttons[i], w, &torn);
        *row = height > *row ? height : *row;
    }
    return torn ? 0 : rows * *row + (rows - 1) * page->m.gap;
}

/* An odd one among two columns is the first, and as wide as both. */
static void put_grid(struct page *page, const struct button *buttons, int count, int columns, int row,
                     struct box box) {
    bool over = columns == 2 && count % 2 == 1;
    for (int i = 0; i < count; i++) {
        int at = i + (over && i > 0);
        struct box line = {box.x, box.y + at / columns * (row + page->m.gap), box.w, row};
        bool whole = over && i == 0;
        button_put(page, &buttons[i], whole ? line : page_share(line, page->m.gap, at % columns, columns));
    }
}

/* The most columns at which every word stands whole. */
static int columns_for(const struct page *page, const struct button *buttons, int count, int width, int most,
                       int *row, int *height) {
    for (int columns = most; columns >= 1; columns = columns > 2 ? columns / 2 : columns - 1) {
        *height = grid_height(page, buttons, count, columns, width, row);
        if (*height > 0)
            return columns;
    }
    *height = grid_height(page, buttons, count, 1, width, row);
    return 1;
}

/* Where nothing else fits (large text on a small screen) all becomes one list with leaves. */
static void put_list(struct page *page, const struct button *doors, int door_count,
                     const struct button *quick, int quick_count) {
    struct flow *flow = flow_create();
    if (!flow) {
        page->failed = true;
        return;
    }
    for (int i = 0; i < door_count; i++)
        flow_button(flow, &doors[i]);
    for (int i = 0; i < quick_count; i++)
        flow_button(flow, &quick[i]);
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}

struct grid {
    int columns, row, height;
};

static struct grid grid_for(const struct page *page, const struct button *buttons, int count, int width,
                            int most) {
    struct grid grid;
    grid.columns = columns_for(page, buttons, count, width, most, &grid.row, &grid.height);
    return grid;
}

/* The doors as cards with a sign above, else as rows, with or without their second line: the first that fits.
 */
static bool shape_doors(const struct page *page, struct button *doors, int count, struct box box,
                        struct grid *grid) {
    const char *notes[GUIDE_DOORS_MAX];
    for (int i = 0; i < count; i++)
        notes[i] = doors[i].note;
    for (int shape = 0; shape < 4; shape++) {
        for (int i = 0; i < count; i++) {
            doors[i].stacked = shape < 2;
            doors[i].note = shape % 2 == 0 ? notes[i] : NULL;
        }
        *grid = grid_for(page, doors, count, box.w, page->m.portrait ? 2 : 4);
        if (grid->height <= box.h)
            return true;
    }
    return false;
}

/* The largest letters at which every door has room beside its sign; where there are none, some lose the sign.
 */
static void size_signs(const struct page *page, struct button *doors, int count, int width, int height) {
    for (int px = page->m.head, last = 0; px >= page->m.body && px != last;) {
        bool fit = true;
        for (int i = 0; i < count; i++) {
            bool torn = false;
            doors[i].px = px;
            fit &= button_height(page, &doors[i], width, &torn) <= height && !torn;
        }
        if (fit)
            return;
        last = px;
        px = type_below(&page->m.type, px);
    }
    for (int i = 0; i < count; i++) {
        bool torn = false;
        if (button_height(page, &doors[i], width, &torn) > height || torn)
            doors[i].icon = NULL;
    }
}

/* Pictures so low that they show no subject give way to signs. */
static void choose_signs(const struct page *page, struct button *doors, int count, int width, int height) {
    bool low = false, fits = true;
    for (int i = 0; i < count; i++) {
        struct button button = doors[i];
        low |= (height - button_height(page, &button, width, NULL)) * PICTURE_SHAPE < width;
        button.icon = page->guide->doors[i].icon;
        fits &= button_height(page, &button, width, NULL) <= height;
    }
    for (int i = 0; i < count && low; i++) {
        doors[i].picture = NULL;
        doors[i].icon = page->guide->doors[i].icon;
        doors[i].stacked &= fits;
    }
    if (low && !fits) /* beside the words */
        size_signs(page, doors, count, width, height);
}

void view_home(struct page *page) {
    const struct guide *guide = page->guide;
    const struct metrics *m = &page->m;
    struct button doors[GUIDE_DOORS_MAX], quick[QUICK_MAX];
    struct today today;
    frame_put(page, page_say(page, WORDS_WHAT_DO_YOU_NEED), NULL);
    today_greet(page, &guide->picture, "waving_hand");
    for (size_t i = 0; i < guide->door_count; i++)
        doors[i] = door_button(page, i);
    int quick_count = quick_buttons(page, &today, quick), count = (int)guide->door_count;
    struct box box = page->content;
    if (box.y < m->reach_top) {
        box.h -= m->reach_top - box.y;
        box.y = m->reach_top;
    }
    int across = m->portrait ? 2 : quick_count;
    struct grid below = grid_for(page, quick, quick_count, box.w, across), above;
    struct box room = {box.x, box.y, box.w, box.h - below.height - 2 * m->gap};
    bool shaped = shape_doors(page, doors, count, room, &above);
    if (!shaped) { /* what is on today gives way to the doors */
        for (int i = 0; i < quick_count; i++)
            quick[i].note = NULL;
        below = grid_for(page, quick, quick_count, box.w, across);
        room.h = box.h - below.height - 2 * m->gap;
        shaped = shape_doors(page, doors, count, room, &above);
    }
    if (!shaped) {
        put_list(page, doors, count, quick, quick_count);
        return;
    }
    int rows = count > 0 ? (count + above.columns - 1) / above.columns : 1;
    int quick_rows = (quick_count + below.columns - 1) / below.columns;
    int spare = room.h - above.height, extra = spare / 6 / quick_rows; /* most of the room is the doors' */
    if (extra > m->button / 2)
        extra = m->button / 2;
    int grown = above.row + (spare - extra * quick_rows) / rows;
    choose_signs(page, doors, count, (box.w - (above.columns - 1) * m->gap) / above.columns, grown);
    for (int i = 0; i < count; i++)
        doors[i].content = doors[i].picture ? above.row - m->pad : 0;
    put_grid(page, doors, count, above.columns, grown, box);
    box.y += rows * (grown + m->gap) + m->gap;
    put_grid(page, quick, quick_count, below.columns, below.row + extra, box);
}
