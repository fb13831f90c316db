#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ctl/walk.h"
#include "guide/search/search.h"
#include "guide/view/rules.h"
#include "stage/paint.h"
#include "stage/png_write.h"
#include "system/disk.h"

enum { STEPS_MAX = 6000, UNREACHED = 1000 };
struct step {
    struct guide_state state;
    int touches;
};
struct walker {
    const struct walk_options *options;
    const struct guide *guide;
    struct view_request request;
    struct measure measure;
    struct search_index *index;
    struct step *steps; /* found, in the order of the touches they need */
    size_t count;
    struct walk_result *result;
    struct report *report;
};

/* How many choices are made on the page: filters, ticks, a period. */
static int choices(const struct guide_state *state) {
    int count = __builtin_popcountll(state->chosen.ticks);
    if (state->chosen.filters_page)
        count += (state->chosen.period != PERIOD_WEEK) + (state->chosen.kind != 0);
    for (int i = 0; i < GUIDE_FACETS_MAX; i++)
        count += __builtin_popcount(state->chosen.filters[i]);
    return count;
}

static bool same_choices(const struct guide_state *a, const struct guide_state *b) {
    return a->spot.place != PLACE_PAGE ||
           (a->chosen.ticks == b->chosen.ticks && a->chosen.period == b->chosen.period &&
            a->chosen.kind == b->chosen.kind &&
            memcmp(a->chosen.filters, b->chosen.filters, sizeof a->chosen.filters) == 0);
}

static bool known(const struct walker *walker, const struct guide_state *state) {
    for (size_t i = 0; i < walker->count; i++)
        if (spot_same(&walker->steps[i].state.spot, &state->spot) &&
            same_choices(&walker->steps[i].state, state))
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

/* What changes how the guide looks is walked separately; of choices each is tried alone. */
static bool leads_on(const struct guide_state *state, enum verb verb) {
    if (verb == VERB_LEAF)
        return state->chosen.ticks == 0;
    if (verb == VERB_TICK)
        return state->spot.leaf == 0 && state->chosen.ticks == 0;
    if (choices(state) > 0)
        return false;
    return verb == VERB_GO || verb == VERB_BACK || verb == VERB_HOME || verb == VERB_TICK ||
           verb == VERB_FILTER || verb == VERB_PERIOD || verb == VERB_KIND;
}

static const char *name_of(const struct walker *walker, const struct guide_state *state, char *out,
                           size_t size) {
    const struct guide *guide = walker->guide;
    const struct spot *spot = &state->spot;
    char leaf[24] = "";
    if (spot->leaf > 0)
        snprintf(leaf, sizeof leaf, "-leaf%d", spot->leaf + 1);
    if (spot->place == PLACE_PAGE && spot->of < guide->page_count)
        snprintf(out, size, "page-%s%s", guide->pages[spot->of].id, leaf);
    else if (spot->place == PLACE_DOOR && spot->of < guide->door_count)
        snprintf(out, size, "door-%s%s", guide->doors[spot->of].id, leaf);
    else
        snprintf(out, size, spot->of ? "%s-%x%s" : "%s%.0x%s", place_name(spot->place), spot->of, leaf);
    size_t used = strlen(out);
    if (spot->place == PLACE_PAGE && state->chosen.ticks)
        used += (size_t)snprintf(out + used, size - used, "-ticked");
    for (int i = 0; i < GUIDE_FACETS_MAX && used < size; i++)
        if (spot->place == PLACE_PAGE && state->chosen.filters[i])
            used +=
                (size_t)snprintf(out + used, size - used, "-filter%d.%x", i + 1, state->chosen.filters[i]);
    if (spot->place == PLACE_PAGE && state->chosen.filters_page && used < size &&
        (state->chosen.period != PERIOD_WEEK || state->chosen.kind))
        snprintf(out + used, size - used, "-period%d-kind%d", (int)state->chosen.period, state->chosen.kind);
    return out;
}

static bool save(struct walker *walker, const struct view *view, const char *name) {
    const struct walk_options *options = walker->options;
    struct pixels picture;
    struct fail fail;
    char file[WALK_NAME_MAX + 40];
    snprintf(file, sizeof file, "%s-%s.png", name, walker->guide->languages[options->language].tag);
    char *path = disk_path(options->pictures, file);
    bool fine = path && pixels_init(&picture, options->width, options->height);
    if (fine) {
        struct paint_source source = content_pictures(options->content);
        const struct paint_tools tools = {.fonts = options->fonts, .pictures = &source};
        paint(&view->list, &tools, &picture, NULL);
        fine = png_write_file(&picture, path, &fail);
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
        if (!leads_on(&step->state, view->targets[i].action.verb))
            continue;
        (void)state_act(&next, walker->guide, &view->targets[i].action, 0);
        add(walker, &next, step->touches + 1);
    }
}

static int64_t microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void where_is(const struct walk_options *options, const char *name, char *out, size_t size) {
    const struct guide *guide = content_guide(options->content);
    snprintf(out, size, "%s, %s, %d × %d on %.0f mm%s%s%s%s", name, guide->languages[options->language].tag,
             options->width, options->height, options->screen->width_mm,
             options->text_size == TEXT_LARGEST ? ", largest text"
             : options->text_size == TEXT_LARGE ? ", larger text"
                                                : "",
             options->high_contrast ? ", high contrast" : "", options->easy_reach ? ", easy reach" : "",
             options->easy_text ? ", easy language" : "");
}

/* Builds, judges and paints what the request shows; `step`: what can be touched is followed. */
static bool see(struct walker *walker, const char *name, const struct step *step, int *leaves) {
    const struct walk_options *options = walker->options;
    struct view view = {0};
    char where[WALK_NAME_MAX + 120];
    where_is(options, name, where, sizeof where);
    int64_t begun = microseconds();
    bool fine = view_build(&walker->request, &view);
    int64_t took = microseconds() - begun;
    if (took > walker->result->slowest_us) {
        walker->result->slowest_us = took;
        snprintf(walker->result->slowest, sizeof walker->result->slowest, "%s", name);
    }
    if (fine) {
        walker->result->violations += rules_check(&walker->request, &view, where, walker->report);
        walker->result->views++;
        if (step)
            follow(walker, step, &view);
        fine = !options->pictures || save(walker, &view, name);
    } else {
        report_add(walker->report, SEVERITY_ERROR, "", 0, 0, "%s: cannot be built", where);
    }
    if (leaves)
        *leaves = view.leaves;
    view_finish(&view);
    return fine;
}

static bool visit(struct walker *walker, size_t at) {
    struct step step = walker->steps[at]; /* the list may move */
    char name[WALK_NAME_MAX];
    name_of(walker, &step.state, name, sizeof name);
    walker->request.state = &step.state;
    return see(walker, name, &step, NULL);
}

static bool see_scene(void *context, const struct walk_scene *scene) {
    static const struct staff_facts facts = {.version = "1.0.0",
                                             .generation = "42.7",
                                             .shown = "newcomers/first-days",
                                             .network = "192.0.2.17, eth0",
                                             .updated = "2026-12-01 08:00",
                                             .uptime = "2026-11-26 06:31"};
    struct walker *walker = context;
    struct guide_state state = scene->state;
    struct staff_facts staff = facts;
    char name[WALK_NAME_MAX], page[WALK_NAME_MAX - 64];
    int leaves = 1;
    bool fine = true;
    staff.locked = scene->locked;
    walker->request.state = &state;
    walker->request.staff = &staff;
    walker->request.slide = scene->slide;
    walker->request.slide_language = scene->slide ? walker->options->screen->languages[0] : NULL;
    walker->request.seconds_left = state.idle.countdown_s;
    for (int i = 0; fine && i < leaves; i++) {
        state.spot.leaf = i;
        name_of(walker, &state, page, sizeof page);
        snprintf(name, sizeof name, "%s-%s", page, scene->name);
        fine = see(walker, name, NULL, &leaves);
    }
    walker->request.staff = NULL;
    walker->request.slide = NULL;
    walker->request.seconds_left = 0;
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
        int line = walker->guide->pages[p].at.line;
        if (touches == UNREACHED)
            report_add(walker->report, SEVERITY_ERROR, GUIDE_FILE, line, 0, "page \"%s\" cannot be reached",
                       id);
        else
            report_add(walker->report, SEVERITY_ERROR, GUIDE_FILE, line, 0,
                       "page \"%s\" takes %d touches from the start; at most %d are good", id, touches,
                       WALK_TOUCHES_MAX);
    }
}

static struct guide_state start(const struct walker *walker, const struct frame *frame) {
    const struct walk_options *options = walker->options;
    struct guide_state state;
    struct action home = action_of(VERB_HOME, 0), language = action_of(VERB_LANGUAGE, options->language);
    state_init(&state, walker->guide);
    (void)frame_hears(frame, &state);
    (void)state_act(&state, walker->guide, &home, 0);
    (void)state_act(&state, walker->guide, &language, 0);
    state.aids.text_size = options->text_size;
    state.aids.high_contrast = options->high_contrast;
    state.aids.easy_reach = options->easy_reach;
    state.aids.easy_text = options->easy_text;
    return state;
}

bool guide_walk(const struct walk_options *options, struct walk_result *result, struct report *report) {
    *result = (struct walk_result){0};
    struct walker walker = {.options = options,
                            .guide = content_guide(options->content),
                            .measure = fonts_measure(options->fonts),
                            .steps = calloc(STEPS_MAX, sizeof(struct step)),
                            .result = result,
                            .report = report};
    struct frame frame = content_frame(options->content, options->screen);
    frame.now_ms = options->now_ms;
    frame.width = options->width;
    frame.height = options->height;
    frame.drafts = options->drafts;
    walker.index = search_index_create(walker.guide, frame.feeds);
    walker.request = frame_view(&frame, walker.index);
    walker.request.speech = true;
    walker.request.measure = &walker.measure;
    walker.request.picture_context = options->content;
    walker.request.picture_size = content_picture_size;
    bool fine = walker.steps && walker.index;
    struct guide_state home = start(&walker, &frame);
    if (fine)
        add(&walker, &home, 0);
    for (size_t i = 0; fine && i < walker.count; i++)
        fine = visit(&walker, i);
    bool whole = guide_language_whole(&walker.guide->languages[options->language], options->drafts);
    if (fine && whole && options->text_size == TEXT_NORMAL && !options->easy_reach)
        check_reached(&walker);
    fine = fine && walk_scenes(options, &home, see_scene, &walker);
    search_index_destroy(walker.index);
    free(walker.steps);
    return fine;
}
