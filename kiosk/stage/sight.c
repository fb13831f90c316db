#include "stage/sight.h"

#include <stdlib.h>
#include <string.h>

enum { STACK_BYTES = 512 << 10, CACHE_BYTES = 1040, CACHE_STEP = 16, CACHE_DEPTH = 8 };

void sight_finish(struct sight *sight) {
    pixels_finish(&sight->pixels);
    report_finish(&sight->problems);
    if (sight->speech)
        explicit_bzero(sight->speech, strlen(sight->speech));
    free(sight->speech);
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

static bool build(const struct sight_request *request, const struct guide_state *state, struct fonts *fonts,
                  struct view *view, int64_t *next_change_ms) {
    struct measure measure = fonts_measure(fonts);
    const char *f[SIGHT_FACTS];
    for (int i = 0; i < SIGHT_FACTS; i++)
        f[i] = request->facts[i][0] ? request->facts[i] : NULL;
    struct staff_facts staff = {f[0], f[1], f[2], f[3], f[4], f[5], f[6], request->locked};
    struct view_request wanted = request->view;
    wanted.state = state;
    wanted.staff = request->staff ? &staff : NULL;
    wanted.measure = &measure;
    wanted.picture_context = request->book.context;
    wanted.picture_size = request->book.picture_size;
    if (next_change_ms)
        *next_change_ms = view_next_change(&wanted);
    return view_build(&wanted, view);
}

/* "There is no voice for this language", and then the same page in English. */
static char *english_instead(const struct sight_request *request, struct fonts *fonts) {
    const struct guide *guide = request->view.guide;
    const char *notice = guide_word_english(WORDS_NO_VOICE);
    struct guide_state state = request->state;
    struct view view = {0};
    char *text = NULL;
    int english = guide_language_find(guide, "en");
    state.language = english >= 0 ? english : 0;
    if (build(request, &state, fonts, &view, NULL) && view.speech) {
        size_t size = strlen(notice) + strlen(view.speech) + 2;
        text = malloc(size);
        if (text) {
            strcpy(text, notice);
            strcat(text, "\n");
            strcat(text, view.speech);
        }
    }
    view_finish(&view);
    explicit_bzero(&state, sizeof state);
    return text;
}

static void take_speech(const struct sight_request *request, struct fonts *fonts, struct view *view,
                        struct sight *sight) {
    const struct guide *guide = request->view.guide;
    if (!request->state.speech || !guide)
        return;
    int language = view->speech_language ? guide_language_find(guide, view->speech_language) : -1;
    const char *voice = language >= 0 ? guide->languages[language].voice : NULL;
    strncpy(sight->speech_voice, voice ? voice : "en", sizeof sight->speech_voice - 1);
    if (!voice) {
        sight->speech = english_instead(request, fonts);
        return;
    }
    sight->speech = view->speech;
    view->speech = NULL;
}

static bool open_fonts(const struct paint_book *book, struct fonts **fonts, struct report *problems) {
    if (!*fonts)
        *fonts = fonts_create(book->theme, book->font_file, book->context, problems);
    return *fonts != NULL;
}

void sight_paint(const struct sight_request *request, struct fonts **fonts, struct sight *sight) {
    memset(sight, 0, sizeof *sight);
    sight->number = request->number;
    sight->failed = true;
    if (!open_fonts(&request->book, fonts, &sight->problems))
        return;
    struct view view = {0};
    if (build(request, &request->state, *fonts, &view, &sight->next_change_ms)) {
        sight->hash = draw_hash(&view.list);
        sight->unchanged = request->known_hash != 0 && sight->hash == request->known_hash;
        sight->failed = !sight->unchanged && !paint_turned(&view.list, *fonts, &request->book.pictures,
                                                           request->view.width, request->view.height,
                                                           request->degrees, &sight->pixels, &sight->missing);
        memcpy(sight->targets, view.targets, sizeof sight->targets);
        sight->target_count = view.target_count;
        sight->found = view.found;
        sight->leaves = view.leaves;
        sight->reading_ms = view.reading_ms;
        sight->qr = view.qr;
        take_speech(request, *fonts, &view, sight);
    }
    for (size_t i = 0; i < view.problems.count; i++)
        report_add(&sight->problems, view.problems.items[i].severity, view.problems.items[i].file,
                   view.problems.items[i].line, view.problems.items[i].column, "%s",
                   view.problems.items[i].text);
    view_finish(&view);
    explicit_bzero(view.targets, sizeof view.targets);
}

bool sight_paint_bar(const struct paint_request *request, struct fonts *fonts, struct paint_answer *answer) {
    const struct paint_book *book = &request->book;
    struct measure measure = fonts_measure(fonts);
    struct scene_request scene = request->scene;
    scene.measure = &measure;
    scene.picture_context = book->context;
    scene.picture_size = book->picture_size;
    struct view view = {0};
    bool fine = bar_build(&scene, book->guide, book->drafts, &view);
    if (fine) {
        answer->hash = draw_hash(&view.list);
        answer->next_change_ms = INT64_MAX;
        answer->unchanged = request->known_hash != 0 && answer->hash == request->known_hash;
        if (!answer->unchanged)
            fine = paint_turned(&view.list, fonts, &book->pictures, scene.width, scene.height,
                                request->degrees, &answer->pixels, &answer->missing);
        answer->targets = calloc((size_t)view.target_count + 1, sizeof *answer->targets);
        if (answer->targets) {
            memcpy(answer->targets, view.targets, (size_t)view.target_count * sizeof *answer->targets);
            answer->target_count = view.target_count;
        }
    }
    view_finish(&view);
    return fine;
}
