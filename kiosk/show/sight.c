#include "show/sight.h"

#include <stdlib.h>
#include <string.h>

enum { STACK_BYTES = 512 << 10, CACHE_BYTES = 1040, CACHE_STEP = 16, CACHE_DEPTH = 8 };

void sight_finish(struct sight *sight) {
    pixels_finish(&sight->pixels);
    report_finish(&sight->problems);
    if (sight->speech)
        explicit_bzero(sight->speech, sizeof *sight->speech);
    free(sight->speech);
    if (sight->stops)
        explicit_bzero(sight->stops, sizeof *sight->stops);
    free(sight->stops);
    explicit_bzero(sight, sizeof *sight);
}

static __attribute__((noinline)) void wipe_stack(void) {
    char below[STACK_BYTES];
    explicit_bzero(below, sizeof below);
}

/* glibc keeps up to seven freed blocks of every small size for a thread, as they were. */
static __attribute__((noinline)) void wipe_cache(void) {
    for (size_t size = CACHE_STEP - 8; size <= CACHE_BYTES; size += CACHE_STEP) {
        void *blocks[CACHE_DEPTH];
        for (int i = 0; i < CACHE_DEPTH; i++)
            if ((blocks[i] = malloc(size)))
                explicit_bzero(blocks[i], size);
        for (int i = 0; i < CACHE_DEPTH; i++)
            free(blocks[i]);
    }
}

void sight_wipe_thread(void) {
    wipe_cache();
    wipe_stack();
}

static const char *or_none(const char *fact) {
    return *fact ? fact : NULL;
}

static bool build(const struct sight_request *request, const struct guide_state *state,
                  const struct measure *measure, struct view *view, int64_t *next_change_ms) {
    const struct sight_facts *facts = &request->facts;
    struct staff_facts staff = {.version = or_none(facts->version),
                                .generation = or_none(facts->generation),
                                .shown = or_none(facts->shown),
                                .network = or_none(facts->network),
                                .updated = or_none(facts->updated),
                                .touch_fault = or_none(facts->touch_fault),
                                .uptime = or_none(facts->uptime),
                                .locked = request->locked};
    struct view_request wanted = request->view;
    wanted.state = state;
    wanted.staff = request->staff ? &staff : NULL;
    wanted.measure = measure;
    wanted.picture_context = request->book.context;
    wanted.picture_size = request->book.picture_size;
    if (next_change_ms)
        *next_change_ms = view_next_change(&wanted);
    return view_build(&wanted, view);
}

/* "There is no voice for this language", and then the same page in English. */
static struct utterance *english_instead(const struct sight_request *request, const struct measure *measure) {
    struct guide_state state = request->state;
    struct view view = {0};
    struct utterance *said = calloc(1, sizeof *said);
    int english = guide_language_find(request->view.guide, "en");
    state.language = english >= 0 ? english : 0;
    if (said && build(request, &state, measure, &view, NULL) && view.speech) {
        utterance_add(said, "en", guide_word_english(WORDS_NO_VOICE));
        utterance_append(said, view.speech);
    }
    view_finish(&view);
    explicit_bzero(&state, sizeof state);
    return said;
}

static void take_speech(const struct sight_request *request, const struct measure *measure, struct view *view,
                        struct sight *sight) {
    const struct guide *guide = request->view.guide;
    if (!request->state.aids.speech || !guide)
        return;
    if (!guide->languages[request->state.language].voice) {
        sight->speech = english_instead(request, measure);
        return;
    }
    sight->speech = view->speech;
    sight->stops = view->stops;
    view->speech = NULL;
    view->stops = NULL;
}

/* The question and the warning lie over all of the page. */
static void place_film(const struct sight_request *request, const struct draw_list *list,
                       struct film_place *out) {
    const struct guide_film *shown = state_film(&request->state, request->view.guide);
    const struct view_request *view = &request->view;
    if (!shown || request->state.idle.warned || request->state.leaving)
        return;
    const struct draw_item *item = film_place_item(list);
    if (item)
        (void)!film_place_find(list, item, shown->film, view->width, view->height, request->degrees, out);
}

static bool paint_view(const struct sight_request *request, const struct painter *painter,
                       const struct draw_list *list, struct sight *sight) {
    struct paint_job job = {.list = list,
                            .book = &request->book,
                            .width = request->view.width,
                            .height = request->view.height,
                            .degrees = request->degrees,
                            .keep = request->common ? PAINT_KEEP_COMMON : PAINT_KEEP,
                            .ahead = request->ahead};
    sight->hash = draw_hash(list);
    sight->unchanged = request->known_hash != 0 && sight->hash == request->known_hash;
    return sight->unchanged || painter->paint(painter->context, &job, &sight->pixels, &sight->missing);
}

void sight_paint(const struct sight_request *request, const struct painter *painter, struct sight *sight) {
    struct measure measure;
    memset(sight, 0, sizeof *sight);
    sight->number = request->number;
    sight->failed = true;
    if (!painter->measure(painter->context, &request->book, &measure, &sight->problems))
        return;
    struct view view = {0};
    if (build(request, &request->state, &measure, &view, &sight->next_change_ms)) {
        sight->failed = !paint_view(request, painter, &view.list, sight);
        place_film(request, &view.list, &sight->film);
        memcpy(sight->targets, view.targets, sizeof sight->targets);
        sight->target_count = view.target_count;
        sight->found = view.found;
        sight->nearest = view.nearest;
        sight->leaves = view.leaves;
        sight->told = view.told;
        sight->reading_ms = view.reading_ms;
        sight->qr = view.qr;
        take_speech(request, &measure, &view, sight);
    }
    for (size_t i = 0; i < view.problems.count; i++)
        report_take(&sight->problems, &view.problems.items[i]);
    view_finish(&view);
    explicit_bzero(view.targets, sizeof view.targets);
}
