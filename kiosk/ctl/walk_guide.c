#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/walk.h"
#include "guide/rules.h"
#include "guide/search.h"
#include "stage/paint.h"
#include "store/disk.h"

enum { STEPS_MAX = 6000, NAME_MAX_BYTES = 120, UNREACHED = 1000 };
#define GUIDE_FILE "playlists/guide/guide.json"

struct step {
    struct guide_state state;
    int touches;
};
struct walker {
    const struct walk_options *options;
    const struct guide *guide;
    struct view_request request;
    struct measure measure;
    struct feeds feeds;
    struct search_index *index;
    struct step *steps; /* found, in the order of the touches they need */
    size_t count;
    struct walk_result *result;
    struct report *report;
};

static bool same_spot(const struct spot *a, const struct spot *b) {
    return a->place == b->place && a->of == b->of && a->leaf == b->leaf;
}

static bool known(const struct walker *walker, const struct guide_state *state) {
    for (size_t i = 0; i < walker->count; i++)
        if (same_spot(&walker->steps[i].state.spot, &state->spot) &&
            (state->spot.place != PLACE_SEARCH || strcmp(walker->steps[i].state.query, state->query) == 0))
            return true;
    return false;
}

static void add(struct walker *walker, const struct guide_state *state, int touches) {
    if (state->spot.place == PLACE_REST || state->spot.place == PLACE_SLIDES || known(walker, state))
        return;
    if (walker->count == STEPS_MAX) {
        report_add(walker->report, SEVERITY_ERROR, "", 0, 0, "the guide has more than %d pages and leaves",
                   STEPS_MAX);
        return;
    }
    walker->steps[walker->count++] = (struct step){*state, touches};
}

/* What changes how the guide looks is walked separately. */
static bool leads_on(enum verb verb) {
    return verb == VERB_GO || verb == VERB_LEAF || verb == VERB_BACK || verb == VERB_HOME ||
           verb == VERB_TICK || verb == VERB_FILTER || verb == VERB_PERIOD || verb == VERB_KIND;
}

static const char *name_of(const struct walker *walker, const struct guide_state *state, char *out,
                           size_t size) {
    static const char *const names[] = {
        [PLACE_HOME] = "home",           [PLACE_TOPICS] = "topics", [PLACE_EVENT] = "event",
        [PLACE_ENTRY] = "entry",         [PLACE_PHRASE] = "phrase", [PLACE_SEARCH] = "search",
        [PLACE_LANGUAGES] = "languages", [PLACE_AIDS] = "aids",     [PLACE_ASK] = "ask",
        [PLACE_EMERGENCY] = "emergency"};
    const struct guide *guide = walker->guide;
    const struct spot *spot = &state->spot;
    char leaf[24] = "";
    if (spot->leaf > 0)
        snprintf(leaf, sizeof leaf, "-leaf%d", spot->leaf + 1);
    if (spot->place == PLACE_PAGE && spot->of < guide->page_count)
        snprintf(out, size, "page-%s%s", guide->pages[spot->of].id, leaf);
    else if (spot->place == PLACE_DOOR && spot->of < guide->door_count)
        snprintf(out, size, "door-%s%s", guide->doors[spot->of].id, leaf);
    else if ((size_t)spot->place < LENGTH(names) && names[spot->place])
        snprintf(out, size, "%s-%x%s", names[spot->place], spot->of, leaf);
    else
        snprintf(out, size, "place%d-%x%s", (int)spot->place, spot->of, leaf);
    if (state->query[0]) {
        size_t used = strlen(out);
        snprintf(out + used, size - used, "-%s", state->query);
    }
    return out;
}

static bool save(struct walker *walker, const struct view *view, const char *name) {
    const struct walk_options *options = walker->options;
    struct pixels picture;
    struct fail fail;
    char file[NAME_MAX_BYTES + 40];
    snprintf(file, sizeof file, "%s-%s.png", name, walker->guide->languages[options->language].tag);
    char *path = disk_path(options->pictures, file);
    bool fine = path && pixels_init(&picture, options->width, options->height);
    if (fine) {
        struct paint_source source = content_pictures(options->content);
        paint(&view->list, options->fonts, &source, &picture, NULL);
        fine = paint_save_png(&picture, path, &fail);
        if (!fine)
            report_add(walker->report, SEVERITY_ERROR, options->pictures, 0, 0, "%s", fail.text);
        pixels_finish(&picture);
    }
    free(path);
    return fine;
}

static void follow(struct walker *walker, const struct step *step, const struct view *view) {
    for (int i = 0; i < view->target_count; i++) {
        struct guide_state next = step->state;
        if (!leads_on(view->targets[i].action.verb))
            continue;
        (void)state_act(&next, walker->guide, &view->targets[i].action, 0);
        add(walker, &next, step->touches + 1);
    }
}

static bool visit(struct walker *walker, size_t at) {
    const struct walk_options *options = walker->options;
    struct step step = walker->steps[at]; /* the list may move */
    struct view view = {0};
    char name[NAME_MAX_BYTES], where[NAME_MAX_BYTES + 80];
    name_of(walker, &step.state, name, sizeof name);
    snprintf(where, sizeof where, "%s, %s, %d × %d%s%s%s", name,
             walker->guide->languages[options->language].tag, options->width, options->height,
             options->text_size == TEXT_LARGEST ? ", largest text"
             : options->text_size == TEXT_LARGE ? ", larger text"
                                                : "",
             options->high_contrast ? ", high contrast" : "", options->easy_reach ? ", easy reach" : "");
    walker->request.state = &step.state;
    bool fine = view_build(&walker->request, &view);
    if (fine) {
        walker->result->violations += rules_check(&walker->request, &view, where, walker->report);
        walker->result->views++;
        follow(walker, &step, &view);
        fine = !options->pictures || save(walker, &view, name);
    } else {
        report_add(walker->report, SEVERITY_ERROR, "", 0, 0, "%s: cannot be built", where);
    }
    view_finish(&view);
    return fine;
}

/* Every page some way leads to, and not by too many touches. */
static void check_reached(struct walker *walker) {
    for (size_t p = 0; p < walker->guide->page_count; p++) {
        int touches = UNREACHED;
        for (size_t i = 0; i < walker->count; i++) {
            const struct step *step = &walker->steps[i];
            if (step->state.spot.place == PLACE_PAGE && step->state.spot.of == p && step->touches < touches)
                touches = step->touches;
        }
        if (touches != UNREACHED && touches > walker->result->touches)
            walker->result->touches = touches;
        if (touches <= WALK_TOUCHES_MAX)
            continue;
        walker->result->violations++;
        const char *id = walker->guide->pages[p].id;
        int line = walker->guide->pages[p].line;
        if (touches == UNREACHED)
            report_add(walker->report, SEVERITY_ERROR, GUIDE_FILE, line, 0, "page \"%s\" cannot be reached",
                       id);
        else
            report_add(walker->report, SEVERITY_ERROR, GUIDE_FILE, line, 0,
                       "page \"%s\" takes %d touches from the start; at most %d are good", id, touches,
                       WALK_TOUCHES_MAX);
    }
}

static void begin(struct walker *walker) {
    const struct walk_options *options = walker->options;
    struct guide_state state;
    struct action home = action_of(VERB_HOME, 0), search = action_go(PLACE_SEARCH, 0);
    state_init(&state, walker->guide);
    (void)state_act(&state, walker->guide, &home, 0);
    state.language = options->language;
    state.text_size = options->text_size;
    state.high_contrast = options->high_contrast;
    state.easy_reach = options->easy_reach;
    add(walker, &state, 0);
    (void)state_act(&state, walker->guide, &search, 0);
    snprintf(state.query, sizeof state.query, "b");
    add(walker, &state, 2);
    snprintf(state.query, sizeof state.query, "xyzxyz");
    add(walker, &state, 2);
}

bool guide_walk(const struct walk_options *options, struct walk_result *result, struct report *report) {
    *result = (struct walk_result){0};
    struct walker walker = {.options = options,
                            .guide = content_guide(options->content),
                            .measure = fonts_measure(options->fonts),
                            .feeds = content_feeds(options->content),
                            .steps = calloc(STEPS_MAX, sizeof(struct step)),
                            .result = result,
                            .report = report};
    walker.index = search_index_create(walker.guide, &walker.feeds);
    walker.request = (struct view_request){.guide = walker.guide,
                                           .site = content_site(options->content),
                                           .screen = options->screen,
                                           .feeds = &walker.feeds,
                                           .index = walker.index,
                                           .now_ms = options->now_ms,
                                           .width = options->width,
                                           .height = options->height,
                                           .drafts = options->drafts,
                                           .speech = true,
                                           .measure = &walker.measure,
                                           .picture_context = options->content,
                                           .picture_size = content_picture_size};
    bool fine = walker.steps && walker.index;
    if (fine)
        begin(&walker);
    for (size_t i = 0; fine && i < walker.count; i++)
        fine = visit(&walker, i);
    if (fine && options->text_size == TEXT_NORMAL && !options->easy_reach)
        check_reached(&walker);
    search_index_destroy(walker.index);
    free(walker.steps);
    return fine;
}
