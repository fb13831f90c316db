#include "stage/film_shot.h"

#include <poll.h>
#include <time.h>

#include "show/film_place.h"
#include "stage/film_client.h"
#include "stage/film_sheet.h"
#include "system/children.h"

enum {
    LOOK_MS = 200,
    PATIENCE = 10 /* times that of the player, which has no time to lose */
};

static int64_t patient_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec * 1000000000LL + now.tv_nsec) / PATIENCE;
}

/* NULL: `fail` says why. */
static const struct film_frame *await(struct film_client *client, int32_t number, struct fail *fail) {
    const struct film_frame *frame = NULL;
    while (film_client_want(client, number, patient_ns(), &frame)) {
        if (frame)
            return frame;
        poll(&(struct pollfd){.fd = film_client_socket(client), .events = POLLIN}, 1, LOOK_MS);
    }
    fail_set(fail, "%s", film_client_why(client));
    return NULL;
}

static void paste(const struct pixels *from, const struct film_place *place, struct pixels *picture) {
    struct box pieces[FILM_PIECES_MAX];
    struct blit_target target = {picture->data, (size_t)picture->width, picture->width, picture->height};
    int count = film_place_pieces(place, pieces);
    for (int i = 0; i < count; i++)
        blit_copy(&target, from, place->box.x, place->box.y, pieces[i]);
}

static bool lay(const struct film_frame *frame, const struct film_place *place, struct pixels *picture,
                struct fail *fail) {
    struct film_sheet sheet = {0};
    struct pixels pixels = {0};
    bool fine = pixels_init(&pixels, place->box.w, place->box.h);
    struct blit_target target = {pixels.data, (size_t)place->box.w, place->box.w, place->box.h};
    fine = (fine && film_sheet_paint(&sheet, frame, place, &target, 0, 0)) || fail_set(fail, "out of memory");
    if (fine)
        paste(&pixels, place, picture);
    pixels_finish(&pixels);
    film_sheet_finish(&sheet);
    return fine;
}

bool film_shot_lay(const char *program, const struct film_wanted *wanted, struct pixels *picture,
                   struct fail *fail) {
    const struct film *film = wanted->place->film;
    struct children children = {0};
    struct film_start start = {.program = program,
                               .verb = "play",
                               .film = film,
                               .span = {0, film->frames},
                               .position = wanted->frame,
                               .file = wanted->file,
                               .index = wanted->index};
    struct film_client *client = film_client_create(&start, fail);
    const struct film_frame *frame = client ? await(client, wanted->frame, fail) : NULL;
    bool fine = frame && lay(frame, wanted->place, picture, fail);
    film_client_destroy(client, &children);
    children_finish(&children);
    return fine;
}
