#include "player/film_run.h"

#include <unistd.h>

#include "stage/film_voice.h"
#include "system/log.h"

int64_t film_playing_at(const struct film_playing *playing, int64_t wall_ms) {
    const struct film *film = playing->film;
    int64_t last = playing->end_ms - 1, at = wall_ms < last ? wall_ms : last, ms = at - playing->start_ms;
    return ms < 0 ? -1 : ms * film->fps_num / ((int64_t)film->fps_den * 1000);
}

int64_t film_playing_ms(const struct film_playing *playing, int64_t position) {
    return playing->start_ms + film_frame_ms(playing->film, position);
}

bool film_playing_same(const struct film_playing *a, const struct film_playing *b) {
    return a->film == b->film && a->start_ms == b->start_ms && a->span.first == b->span.first &&
           a->span.count == b->span.count;
}

bool film_playing_joins(const struct film_playing *playing, const struct film_playing *next) {
    return playing->film && playing->film == next->film && playing->span.first == next->span.first &&
           playing->span.count == next->span.count && playing->end_ms == next->start_ms &&
           (film_playing_at(playing, playing->end_ms) + 1) % playing->span.count == 0;
}

static void give_up(struct film_run *run) {
    run->given_up = true;
    run->awaits = false;
    run->on = run->counted = 0;
}

static void start(struct film_run *run, const struct film_tools *tools, int64_t position) {
    const struct film *film = run->playing.film;
    struct fail fail = {0};
    if (run->client || run->given_up)
        return;
    if (!tools->program || film_strikes_out(tools->strikes, film)) {
        give_up(run);
        return;
    }
    struct film_start wanted = {.program = tools->program,
                                .verb = "play",
                                .film = film,
                                .span = run->playing.span,
                                .position = position > 0 ? position : 0,
                                .file = tools->open(tools->context, film->file, &fail),
                                .index = -1};
    if (wanted.file >= 0)
        wanted.index = tools->open(tools->context, film->name, &fail);
    if (wanted.index >= 0)
        run->client = film_client_create(&wanted, &fail);
    if (wanted.file >= 0)
        close(wanted.file);
    if (wanted.index >= 0)
        close(wanted.index);
    if (run->client)
        return;
    if (film_strikes_tell(tools->strikes, film))
        log_line(LOG_LEVEL_WARNING, "film %s: its poster is shown: %s", film->name, fail.text);
    give_up(run);
}

/* Its decoder has ended: once more, where that may help. */
static void mend(struct film_run *run, const struct film_tools *tools, int64_t position) {
    const struct film *film = run->playing.film;
    bool late = film_client_ended(run->client) == FILM_END_LATE;
    bool out = !film_client_blameless(run->client) && film_strikes_add(tools->strikes, film);
    bool again = !late && !out && ++run->failures <= 1;
    log_line(LOG_LEVEL_WARNING, "film %s: %s: %s", film->name, film_client_why(run->client),
             out     ? "set aside until there is other content"
             : again ? "started again"
                     : "its poster is shown");
    film_client_destroy(run->client, tools->children);
    run->client = NULL;
    run->well_ns = 0;
    run->on = run->counted = 0;
    if (!again) {
        give_up(run);
        return;
    }
    tools->counts->restarts++;
    start(run, tools, position);
}

void film_run_prepare(struct film_run *run, const struct film_tools *tools, struct instant now) {
    const struct film_frame *frame;
    if (!run->playing.film)
        return;
    int64_t position = film_playing_at(&run->playing, now.wall_ms);
    start(run, tools, position);
    if (run->client && !film_client_want(run->client, -1, now.mono_ns, &frame))
        mend(run, tools, position);
}

const struct film_frame *film_run_frame(struct film_run *run, const struct film_tools *tools,
                                        struct instant now) {
    const struct film_frame *frame = NULL;
    if (!run->playing.film || run->given_up)
        return NULL;
    int64_t position = film_playing_at(&run->playing, now.wall_ms);
    start(run, tools, position);
    if (run->client && !film_client_want(run->client, position, now.mono_ns, &frame)) {
        mend(run, tools, position);
        frame = NULL;
    }
    run->on = frame ? frame->position + 1 : 0;
    run->awaits = run->client && run->on <= position;
    return frame;
}

void film_run_presented(struct film_run *run, const struct film_tools *tools, struct instant now,
                        int64_t late_ms) {
    struct film_counts *counts = tools->counts;
    if (run->on == 0 || run->on == run->counted)
        return;
    counts->presented++;
    if (run->counted > 0 && run->on > run->counted + 1)
        counts->dropped += (uint64_t)(run->on - run->counted - 1);
    /* the first frame of all is not late: it joins */
    if (run->counted > 0 && now.wall_ms - film_playing_ms(&run->playing, run->on - 1) > late_ms)
        counts->late++;
    run->counted = run->on;
    if (run->well_ns == 0)
        run->well_ns = now.mono_ns;
    if (now.mono_ns - run->well_ns < FILM_WELL_NS)
        return;
    run->failures = 0;
    film_strikes_forgive(tools->strikes, run->playing.film);
}

bool film_run_heard(const struct film_run *run, struct film_heard *out) {
    int64_t length_ms = run->playing.end_ms - run->playing.start_ms;
    if (!run->client || !film_client_heard(run->client, out))
        return false;
    out->end = length_ms * (FILM_SOUND_HZ / 1000);
    return true;
}

void film_run_rest(struct film_run *run) {
    if (run->client)
        film_client_hold(run->client);
    run->counted = run->well_ns = 0;
}

void film_run_join(struct film_run *run, const struct film_playing *next) {
    int64_t by = film_playing_at(&run->playing, run->playing.end_ms) + 1;
    if (run->client)
        film_client_rebase(run->client, by);
    /* what was shown last was the frame before the first one */
    run->counted = run->counted ? run->counted - by : 0;
    run->on = 0;
    run->playing = *next;
}

int64_t film_run_due_ms(const struct film_run *run, int64_t now_ms, int64_t look_ms) {
    if (!run->playing.film || run->given_up)
        return INT64_MAX;
    int64_t position = film_playing_at(&run->playing, now_ms);
    if (!run->client || run->awaits)
        return now_ms + look_ms;
    int64_t next_ms = film_playing_ms(&run->playing, position + 1);
    return next_ms < run->playing.end_ms ? next_ms : INT64_MAX;
}
