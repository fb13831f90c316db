#include "guide/view/plan_parts.h"

#include <math.h>

/* Percent of the body's letters. */
enum { MARKS_A_SIDE = 18, DOT_PERCENT = 50, SIGN_PERCENT = 150, MARK_PERCENT = 210 };

static const struct colour white = {255, 255, 255, 255}, ink = {0x13, 0x26, 0x2E, 255},
                           way_colour = {0x0F, 0x4C, 0x5C, 255}, here_colour = {176, 0, 32, 255};

static bool picture_size(const struct page *page, const struct plan_sheet *sheet, int *w, int *h) {
    const struct view_request *request = page->request;
    const char *picture = sheet->plan->floors[sheet->floor].picture;
    return request->picture_size && request->picture_size(request->picture_context, picture, w, h) &&
           *w > 0 && *h > 0;
}

static struct words_style floor_style(const struct page *page) {
    return (struct words_style){
        .px = page->m.body, .weight = WEIGHT_BOLD, .colour = page->colour.ink, .leading = 1.2};
}

/* Its name, and the distance below it. */
static int name_height(const struct page *page, const struct plan_sheet *sheet, int width) {
    struct words_style style = floor_style(page);
    const char *name =
        sheet->named ? page_pick_aside(page, &sheet->plan->floors[sheet->floor].name, NULL) : NULL;
    return name ? page_height(page, name, width, &style, NULL) + page->m.unit : 0;
}

int plan_height(const struct page *page, const struct plan_sheet *sheet, int width) {
    int w, h;
    if (!picture_size(page, sheet, &w, &h))
        return 0;
    return (int)((int64_t)width * h / w) + name_height(page, sheet, width);
}

/* As large as letters ask for, and no larger than a plan bears. */
static int px_of(const struct page *page, int percent, struct box box) {
    int px = page->m.body * percent / 100, most = box.h * percent / (100 * MARKS_A_SIDE);
    return px < most ? px : most;
}

/* The middle of a spot, in the page's own direction: the picture under it is not mirrored. */
struct point {
    int x, y;
};
static struct point point_of(const struct page *page, const struct plan_spot *spot, struct box box) {
    double x = page->rtl ? 1 - spot->x : spot->x;
    return (struct point){box.x + (int)lround(x * box.w), box.y + (int)lround(spot->y * box.h)};
}

static void put_disc(struct page *page, struct point at, int side, struct colour fill, struct colour edge,
                     int line) {
    struct box box = {at.x - side / 2, at.y - side / 2, side, side};
    page_rect(page, box, edge, side / 2);
    page_rect(page, (struct box){box.x + line, box.y + line, side - 2 * line, side - 2 * line}, fill,
              side / 2 - line);
}

/* Dots at equal distances along a piece of the way. */
static void put_piece(struct page *page, struct point a, struct point b, int dot) {
    double length = hypot(b.x - a.x, b.y - a.y);
    int step = dot * 9 / 5 + 1, count = (int)lround(length / step);
    for (int i = 0; i <= count; i++) {
        double share = count ? (double)i / count : 0;
        struct point at = {a.x + (int)lround((b.x - a.x) * share), a.y + (int)lround((b.y - a.y) * share)};
        put_disc(page, at, dot, way_colour, white, dot / 8 + 1);
    }
}

static void put_way(struct page *page, const struct plan_sheet *sheet, struct box box) {
    const struct plan_spot *spots = sheet->plan->spots;
    for (size_t i = 1; sheet->way && i < sheet->way->count; i++) {
        const struct plan_spot *a = &spots[sheet->way->spots[i - 1]], *b = &spots[sheet->way->spots[i]];
        if (a->floor == sheet->floor && b->floor == sheet->floor)
            put_piece(page, point_of(page, a, box), point_of(page, b, box), px_of(page, DOT_PERCENT, box));
    }
}

/* A spot that stands out, with words on a ground of its own. */
struct mark {
    const char *icon, *words;
    struct colour colour;
    struct point at;
    int side;
    struct box disc, label;
};

/* Rather smaller than broken in so many px. */
static struct words_style label_style(const struct page *page, const char *words, int width) {
    struct words_style style = {.px = page->m.small, .weight = WEIGHT_BOLD, .colour = white, .leading = 1.2};
    page_whole_words(page, words, width, &style);
    return style;
}

enum side { ABOVE, BELOW, LEFT, RIGHT, SIDES };

/* Where the words of a mark stand: on the other side of it where there is no room; inside the plan. */
static struct box label_box(const struct page *page, const struct mark *mark, enum side side,
                            struct box box) {
    int pad = page->m.pad / 2;
    struct words_style style = label_style(page, mark->words, box.w - 2 * pad);
    int w = page_width(page, mark->words, &style) + 2 + 2 * pad;
    w = w < box.w ? w : box.w;
    int h = page_height(page, mark->words, w - 2 * pad, &style, NULL) + pad;
    int above_y = mark->at.y - mark->side / 2 - h - pad / 2, below_y = mark->at.y + mark->side / 2 + pad / 2;
    bool below = above_y < box.y || (side == BELOW && below_y + h <= box.y + box.h);
    struct box label = {mark->at.x - w / 2, below ? below_y : above_y, w, h};
    if (side == LEFT || side == RIGHT) {
        int away = mark->side / 2 + pad / 2;
        label.x = side == LEFT ? mark->at.x - away - w : mark->at.x + away;
        label.y = mark->at.y - h / 2;
        label.y = label.y + h > box.y + box.h ? box.y + box.h - h : label.y;
        label.y = label.y < box.y ? box.y : label.y;
    }
    if (label.x < box.x)
        label.x = box.x;
    if (label.x + w > box.x + box.w)
        label.x = box.x + box.w - w;
    return label;
}

/* False: it is not on this floor. */
static bool find_mark(struct page *page, const struct plan_sheet *sheet, int number, struct box box,
                      struct mark *out) {
    if (number == PLAN_NOBODY || sheet->plan->spots[number].floor != sheet->floor)
        return false;
    const struct plan_spot *spot = &sheet->plan->spots[number];
    bool here = number == sheet->here;
    *out =
        (struct mark){.icon = here         ? page_sign("location_on")
                              : spot->icon ? spot->icon
                                           : page_sign("flag"),
                      .words = here ? page_say(page, WORDS_YOU_ARE_HERE) : page_pick(page, &spot->name, NULL),
                      .colour = here ? here_colour : way_colour,
                      .at = point_of(page, spot, box),
                      .side = px_of(page, MARK_PERCENT, box)};
    out->disc = (struct box){out->at.x - out->side / 2, out->at.y - out->side / 2, out->side, out->side};
    out->label = out->words ? label_box(page, out, ABOVE, box) : out->disc;
    return true;
}

static void put_mark(struct page *page, const struct mark *mark) {
    int pad = page->m.pad / 2;
    struct box label = mark->label;
    put_disc(page, mark->at, mark->side, mark->colour, white, mark->side / 14 + 1);
    if (mark->icon)
        page_icon(page, mark->icon, mark->disc, mark->side * 6 / 10, white);
    if (!mark->words)
        return;
    struct words_style style = label_style(page, mark->words, label.w - 2 * pad);
    page_rect(page, label, mark->colour, page->m.radius / 2);
    page_words_middle(page, mark->words, (struct box){label.x + pad, label.y, label.w - 2 * pad, label.h},
                      &style);
}

static bool meet(struct box a, struct box b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool apart(const struct mark *a, const struct mark *b) {
    return !meet(a->label, b->label) && !meet(a->label, b->disc) && !meet(a->disc, b->label);
}

/* Beside its own disc, not pushed over it by the plan's edge. */
static bool clear(const struct mark *mark) {
    return !mark->words || !meet(mark->label, mark->disc);
}

/* Of marks near each other one, or both, have their words not above them: the first that keeps all apart. */
static void part_labels(const struct page *page, struct mark *a, struct mark *b, struct box box) {
    const struct box above_a = a->label, above_b = b->label;
    for (int turn = 0; turn < SIDES * SIDES; turn++) {
        a->label = a->words ? label_box(page, a, turn % SIDES, box) : above_a;
        b->label = b->words ? label_box(page, b, turn / SIDES, box) : above_b;
        if (apart(a, b) && clear(a) && clear(b))
            return;
    }
    a->label = above_a;
    b->label = above_b;
}

/* On a small plan a mark is a disc with its words alone: where its sign could not be read, or lies under
 * another mark. */
static void leave_out_signs(const struct page *page, struct mark *marks, int count) {
    for (int i = 0; i < count; i++) {
        bool covered = i + 1 < count &&
                       (meet(marks[i].disc, marks[i + 1].disc) || meet(marks[i].disc, marks[i + 1].label));
        if (covered || marks[i].side * 6 / 10 < page->m.least)
            marks[i].icon = NULL;
    }
}

/* Those that a mark would cover give way to it; none where they would be too small to be read. */
static void put_signs(struct page *page, const struct plan_sheet *sheet, struct box box,
                      const struct mark *marks, int count) {
    int side = px_of(page, SIGN_PERCENT, box);
    bool read = side * 6 / 10 >= page->m.least;
    for (size_t i = 0; read && i < sheet->plan->spot_count; i++) {
        const struct plan_spot *spot = &sheet->plan->spots[i];
        struct point at = point_of(page, spot, box);
        struct box disc = {at.x - side / 2, at.y - side / 2, side, side};
        bool free = spot->icon && spot->floor == sheet->floor;
        for (int k = 0; k < count; k++)
            free = free && !meet(disc, marks[k].disc) && !meet(disc, marks[k].label);
        if (!free)
            continue;
        put_disc(page, at, side, white, ink, side / 20 + 1);
        page_icon(page, spot->icon, disc, side * 6 / 10, ink);
    }
}

void plan_put(struct page *page, const struct plan_sheet *sheet, struct box box) {
    int w, h, count = 0;
    struct mark marks[2];
    if (!picture_size(page, sheet, &w, &h))
        return;
    int above = name_height(page, sheet, box.w);
    struct box at = {box.x, box.y + above, box.w, box.h - above};
    box = at;
    if ((int64_t)box.w * h > (int64_t)box.h * w)
        at.w = (int)((int64_t)box.h * w / h);
    else
        at.h = (int)((int64_t)box.w * h / w);
    at.x += (box.w - at.w) / 2;
    if (above > 0) {
        struct words_style style = floor_style(page);
        const char *name = page_pick(page, &sheet->plan->floors[sheet->floor].name, &style.language);
        int x = at.x + page_width(page, name, &style) <= box.x + box.w ? at.x : box.x;
        page_one_line(page, name, box.w, &style);
        (void)page_words(page, name, (struct box){x, at.y - above, box.x + box.w - x, above}, &style);
    }
    struct box picture = at;
    if (page->rtl)
        picture.x = page->m.width - at.x - at.w;
    page_rect(page, at, white, page->m.radius);
    draw_picture(&page->view->list, picture, sheet->plan->floors[sheet->floor].picture, FIT_CONTAIN, 0.5, 0.5,
                 page->m.radius);
    put_way(page, sheet, at);
    count += find_mark(page, sheet, sheet->there, at, &marks[count]);
    count += find_mark(page, sheet, sheet->here, at, &marks[count]);
    if (count == 2)
        part_labels(page, &marks[0], &marks[1], at);
    leave_out_signs(page, marks, count);
    put_signs(page, sheet, at, marks, count);
    for (int i = 0; i < count; i++)
        put_mark(page, &marks[i]);
}

static int house_number(const struct page *page, const struct guide_house *house) {
    for (size_t i = 0; i < page->guide->houses.count; i++)
        if (page->guide->houses.items[i] == house)
            return (int)i;
    return -1;
}

struct action plan_action(const struct page *page, const struct guide_house *house,
                          const struct plan_spot *spot) {
    int number = house_number(page, house);
    return action_go(PLACE_WAY, (uint32_t)number << 16 | (uint32_t)(spot - house->plan->spots));
}

bool plan_leads(const struct page *page, const struct guide_house *house, const struct plan_spot *spot) {
    int here = house ? plan_screen_find(house->plan, page->request->screen->id) : PLAN_NOBODY;
    if (here < 0 || !spot || spot->name.count == 0 || house_number(page, house) < 0)
        return false;
    return way_find(house->plan, (size_t)here, (size_t)(spot - house->plan->spots),
                    page->state->aids.easy_reach)
               .count > 0;
}

struct button plan_button(struct page *page, const struct guide_house *house, const struct plan_spot *spot) {
    struct button button = {.icon = spot->icon, .chevron = true, .action = plan_action(page, house, spot)};
    button.label = page_pick(page, &spot->name, &button.label_language);
    return button;
}
