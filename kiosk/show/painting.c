#include "show/painting.h"

#include <stdlib.h>
#include <string.h>

#include "core/site/site_film.h"
#include "core/site/slide_kind.h"
#include "guide/view/view.h"

void paint_answer_finish(struct paint_answer *answer) {
    pixels_finish(&answer->pixels);
    report_finish(&answer->problems);
    free(answer->targets);
    answer->targets = NULL;
}

/* A slide that is nothing but its picture, and that cannot be had. */
static bool without_picture(const struct paint_request *request) {
    const struct slide *slide = request->draw ? NULL : request->scene.slide;
    int width, height;
    return slide && slide_kind(slide->type)->needs_picture && request->book.picture_size &&
           !(slide->picture.asset &&
             request->book.picture_size(request->book.context, slide->picture.asset, &width, &height));
}

static bool finish(const struct paint_request *request, const struct painter *painter,
                   const struct draw_list *list, struct paint_answer *answer) {
    struct paint_job job = {.list = list,
                            .book = &request->book,
                            .width = request->scene.width,
                            .height = request->scene.height,
                            .degrees = request->degrees};
    answer->hash = draw_hash(list);
    answer->unchanged = request->known_hash != 0 && answer->hash == request->known_hash;
    return answer->unchanged || painter->paint(painter->context, &job, &answer->pixels, &answer->missing);
}

static bool take_targets(const struct view *view, struct paint_answer *answer) {
    answer->targets = calloc((size_t)view->target_count + 1, sizeof *answer->targets);
    if (!answer->targets)
        return false;
    memcpy(answer->targets, view->targets, (size_t)view->target_count * sizeof *answer->targets);
    answer->target_count = view->target_count;
    return true;
}

static bool paint_bar(const struct paint_request *request, const struct scene_request *scene,
                      const struct painter *painter, struct paint_answer *answer) {
    struct view view = {0};
    bool fine = bar_build(scene, request->book.guide, request->book.drafts, &view) &&
                finish(request, painter, &view.list, answer) && take_targets(&view, answer);
    answer->next_change_ms = INT64_MAX;
    view_finish(&view);
    return fine;
}

/* Where there is more over it than can be told, the poster is all that is seen. */
static void find_film(const struct paint_request *request, const struct draw_list *list,
                      struct paint_answer *answer) {
    const struct scene_request *scene = &request->scene;
    const struct draw_item *item = film_place_item(list);
    const struct site_film *found = item ? site_film(scene->site, item->film) : NULL;
    if (found)
        (void)!film_place_find(list, item, &found->film, scene->width, scene->height, request->degrees,
                               &answer->film);
}

static bool paint_scene(const struct paint_request *request, const struct scene_request *scene,
                        const struct painter *painter, struct paint_answer *answer) {
    struct draw_list list;
    draw_init(&list);
    bool drawn = request->draw
                     ? request->draw(request->what, scene->measure, scene->width, scene->height, &list)
                     : scene_build(scene, &list, &answer->problems);
    bool fine = drawn && finish(request, painter, &list, answer);
    if (drawn) {
        answer->next_change_ms = request->draw ? INT64_MAX : scene_next_change(scene);
        answer->missing += without_picture(request);
        if (fine && !request->draw)
            find_film(request, &list, answer);
    }
    draw_finish(&list);
    return fine;
}

void paint_zone(const struct paint_request *request, const struct painter *painter,
                struct paint_answer *answer) {
    struct measure measure;
    *answer = (struct paint_answer){.number = request->number, .zone = request->zone, .failed = true};
    if (!painter->measure(painter->context, &request->book, &measure, &answer->problems))
        return;
    struct scene_request scene = request->scene;
    scene.measure = &measure;
    scene.picture_context = request->book.context;
    scene.picture_size = request->book.picture_size;
    bool bar = !request->draw && scene.zone && scene.zone->kind == ZONE_TOUCH;
    answer->failed = !(bar ? paint_bar : paint_scene)(request, &scene, painter, answer);
}
