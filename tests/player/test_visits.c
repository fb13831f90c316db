/* Recorded visits: what people do at the screen, finger by finger, through the touch filter, the views and
 * the state, without a window. tests/player/visits/NAME.visit, a line each:
 *
 *   screen NAME WxH [drafts]     begins; nobody is there
 *   touch LABEL                  a finger on the middle of what is called so, and up again
 *   slip LABEL                   the finger slides off before it is lifted
 *   palm LABEL                   three fingers at once
 *   wait SECONDS, or: wait warning
 *   expect PLACE                 rest, slides, home, door, topics, page, event, entry, phrase, search, …
 *   read TEXT                    TEXT is among what is read aloud
 *   missing TEXT                 … is not
 *   warned yes|no
 *   fresh                        the state is that of an untouched screen, byte for byte
 *   key NAME [held]              previous, next, select, back or repeat, pressed or held
 *   key next xN                  N times, of which the last is heard
 *   until LABEL                  key next until the keypad stands on what is called so
 *   key heading                  the sixth key of a keypad that has one
 *   say [default]                a voice is there, and what it says is compared with NAME.said: each line
 * with its language, words of another in brackets with theirs, each step above what it makes the voice say;
 * "default": on the default site, which has a film, instead of the tests' town
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/time/instant.h"
#include "guide/search/search.h"
#include "guide/view/keypad.h"
#include "guide/view/say.h"
#include "guide/view/view.h"
#include "guide/visit/touch.h"
#include "show/content.h"
#include "stage/fonts.h"
#include "system/disk.h"

#define TOWN TEST_DATA "/data/town"
enum { SCREEN_MAX = 40, LINE_MAX = 300, STEP_MS = 700 };

static const char *const places[] = {
    [PLACE_REST] = "rest",     [PLACE_SLIDES] = "slides",         [PLACE_HOME] = "home",
    [PLACE_DOOR] = "door",     [PLACE_TOPICS] = "topics",         [PLACE_PAGE] = "page",
    [PLACE_EVENT] = "event",   [PLACE_ENTRY] = "entry",           [PLACE_PHRASE] = "phrase",
    [PLACE_SEARCH] = "search", [PLACE_LANGUAGES] = "languages",   [PLACE_AIDS] = "aids",
    [PLACE_ASK] = "ask",       [PLACE_EMERGENCY] = "emergency",   [PLACE_PIN] = "pin",
    [PLACE_STAFF] = "staff",   [PLACE_TOUCH_TEST] = "touch-test", [PLACE_CLEANING] = "cleaning"};

struct visit {
    struct content *content;
    const struct guide *guide;
    const struct screen *screen;
    struct fonts *fonts;
    struct measure measure;
    struct search_index *index;
    int width, height;
    bool drafts;
    int64_t now_ms;  /* monotonic */
    int64_t wall_ms; /* at now_ms 0 */
    struct guide_state state;
    struct touch touch;
    struct view view;
    int offset_x, offset_y; /* of the view on the picture: the bar at rest */
    int pressed;
    const char *where; /* file:line, for failures */
    FILE *said;        /* what a voice said; NULL: there is none */
};

/* The voice. */
static void hear(const struct visit *visit, const struct utterance *said) {
    const char *own = ""; /* of the line */
    for (int run = 0; visit->said && said && run < said->count; run++)
        for (size_t at = said->runs[run].from, end = utterance_run_end(said, run); at < end;) {
            size_t line = strcspn(said->text + at, "\n");
            bool begins = at == 0 || said->text[at - 1] == '\n', ends = at + line < end;
            const char *language = said->runs[run].language;
            own = begins ? language : own;
            line = ends ? line : end - at;
            bool other = strcmp(language, own) != 0;
            if (begins || other)
                fprintf(visit->said, "%s%s: ", other ? "[" : "", language);
            fprintf(visit->said, "%.*s%s%s", (int)line, said->text + at, other ? "]" : "", ends ? "\n" : "");
            at += line + 1;
        }
}

static void build(struct visit *visit) {
    view_finish(&visit->view);
    visit->offset_x = visit->offset_y = 0;
    struct frame frame = content_frame(visit->content, visit->screen);
    frame.now_ms = visit->wall_ms + visit->now_ms;
    frame.width = visit->width;
    frame.height = visit->height;
    frame.drafts = visit->drafts;
    if (visit->state.spot.place != PLACE_REST) {
        struct view_request request = frame_view(&frame, visit->index);
        request.state = &visit->state;
        request.seconds_left = state_seconds_left(&visit->state, visit->now_ms);
        request.speech = true;
        request.measure = &visit->measure;
        request.picture_context = visit->content;
        request.picture_size = content_picture_size;
        assert_true(view_build(&request, &visit->view));
        visit->state.idle.reading_ms = visit->view.reading_ms;
        return;
    }
    size_t count = 0;
    const struct screen_zone *zones = frame_zones(&frame, &count);
    const struct timeline_entry none = {0};
    for (size_t i = 0; i < count; i++) {
        if (zones[i].kind != ZONE_TOUCH)
            continue;
        struct box box = frame_box(&frame, &zones[i]);
        struct scene_request scene = frame_scene(&frame, &zones[i], &none);
        scene.measure = &visit->measure;
        assert_true(bar_build(&scene, visit->guide, visit->drafts, &visit->view));
        visit->offset_x = box.x;
        visit->offset_y = box.y;
    }
}

static void open_visit(struct visit *visit, const char *folder, const char *feeds) {
    struct report report = {0};
    visit->content = content_from_folder(folder, NULL, feeds, 1920, 1080, &report);
    assert_non_null(visit->content);
    visit->guide = content_guide(visit->content);
    assert_non_null(visit->guide);
    const struct site *site = content_site(visit->content);
    visit->fonts = fonts_create(&site->theme, content_font_file, visit->content, &report);
    assert_non_null(visit->fonts);
    visit->measure = fonts_measure(visit->fonts);
    visit->index = search_index_create(visit->guide, content_feeds(visit->content));
    assert_true(instant_parse("2026-11-26T10:00", site->zone, &visit->wall_ms));
    report_finish(&report);
}

static void close_visit(struct visit *visit) {
    view_finish(&visit->view);
    search_index_destroy(visit->index);
    fonts_destroy(visit->fonts);
    content_destroy(visit->content);
}

static void begin(struct visit *visit, const char *rest) {
    char name[SCREEN_MAX], drafts[20] = "";
    int read = sscanf(rest, "%39s %dx%d %19s", name, &visit->width, &visit->height, drafts);
    assert_true(read >= 3);
    visit->screen = site_screen(content_site(visit->content), name);
    assert_non_null(visit->screen);
    visit->drafts = strcmp(drafts, "drafts") == 0;
    visit->now_ms = 100000;
    double mm = visit->screen->width_mm / (visit->width > visit->height ? visit->width : visit->height);
    visit->touch = (struct touch){0};
    touch_init(&visit->touch, visit->width * mm, visit->height * mm, visit->now_ms - 10000);
    state_init(&visit->state, visit->guide);
    build(visit);
}

static const struct target *find(struct visit *visit, const char *label) {
    for (int i = 0; i < visit->view.target_count; i++)
        if (strcmp(visit->view.targets[i].label, label) == 0)
            return &visit->view.targets[i];
    fprintf(stderr, "%s: nothing is called \"%s\"; there are:\n", visit->where, label);
    for (int i = 0; i < visit->view.target_count; i++)
        fprintf(stderr, "    \"%s\"\n", visit->view.targets[i].label);
    fail();
    return NULL;
}

/* As visit_effects, visit_end and adopt do it. */
static void answer(struct visit *visit, uint32_t effects, const struct guide_state *before) {
    struct utterance farewell = {.count = 0};
    build(visit);
    if (state_busy(&visit->state) &&
        keypad_settle(&visit->state, visit->view.told, visit->view.target_count, visit->view.stops))
        build(visit);
    if (effects & EFFECT_SPEAK)
        hear(visit, visit->view.speech);
    if (effects & EFFECT_SPEECH_PAUSE && visit->said)
        fputs("(pause, or on)\n", visit->said);
    if ((effects & EFFECT_SESSION_END) && before->aids.speech) {
        say_goodbye(visit->guide, before->language, &farewell);
        hear(visit, &farewell);
    }
}

static void act(struct visit *visit, const struct action *action) {
    struct spot before = visit->state.spot;
    struct guide_state leaving = visit->state;
    uint32_t effects = state_act(&visit->state, visit->guide, action, visit->now_ms);
    if (memcmp(&before, &visit->state.spot, sizeof before) != 0)
        touch_page(&visit->touch, visit->now_ms);
    answer(visit, effects, &leaving);
}

static void press(struct visit *visit, struct press press) {
    int x = (int)(press.x * visit->width) - visit->offset_x,
        y = (int)(press.y * visit->height) - visit->offset_y;
    if (press.kind == PRESS_BEGIN)
        visit->pressed = view_hit(visit->view.targets, visit->view.target_count, x, y);
    if (press.kind == PRESS_CANCEL)
        visit->pressed = -1;
    if (press.kind != PRESS_END)
        return;
    int hit = view_hit(visit->view.targets, visit->view.target_count, x, y);
    struct action action = action_of(VERB_NONE, 0);
    if (hit >= 0 && hit == visit->pressed)
        action = visit->view.targets[hit].action;
    visit->pressed = -1;
    if (state_touched(&visit->state, visit->now_ms))
        action = action_of(VERB_STAY, 0);
    if (action.verb != VERB_NONE || visit->state.spot.place == PLACE_REST) {
        visit->state.keypad = false;
        act(visit, &action);
    }
}

static void finger(struct visit *visit, enum finger_kind kind, int64_t finger, double x, double y) {
    press(visit, touch_tick(&visit->touch, visit->now_ms));
    struct finger_event event = {
        .kind = kind, .device = 1, .finger = finger, .x = x, .y = y, .at_ms = visit->now_ms};
    press(visit, touch_event(&visit->touch, &event));
}

static void middle(const struct visit *visit, const struct target *target, double *x, double *y) {
    *x = (visit->offset_x + target->box.x + target->box.w / 2.0) / visit->width;
    *y = (visit->offset_y + target->box.y + target->box.h / 2.0) / visit->height;
}

static void touch_label(struct visit *visit, const char *label, double slide, int fingers) {
    double x, y;
    middle(visit, find(visit, label), &x, &y);
    visit->now_ms += STEP_MS;
    for (int i = 0; i < fingers; i++)
        finger(visit, FINGER_DOWN, i, x + i * 0.02, y);
    visit->now_ms += 90;
    if (slide > 0)
        finger(visit, FINGER_MOVE, 0, x, y - slide);
    for (int i = 0; i < fingers; i++)
        finger(visit, FINGER_UP, i, x + i * 0.02, y - slide);
    visit->now_ms += 10;
    press(visit, touch_tick(&visit->touch, visit->now_ms));
}

static enum keypad_key key_named(const struct visit *visit, const char *name) {
    static const char *const names[KEYPAD_KEYS] = {"previous", "next", "select", "back", "repeat", "heading"};
    for (int i = 0; i < KEYPAD_KEYS; i++)
        if (strcmp(names[i], name) == 0)
            return (enum keypad_key)i;
    fail_msg("%s: no such key: %s", visit->where, name);
    return KEYPAD_KEYS;
}

static void press_key(struct visit *visit, enum keypad_key key, bool held, bool heard) {
    struct utterance said = {.count = 0};
    visit->now_ms += STEP_MS;
    struct action action = keypad_press(&visit->state, key, held, visit->said != NULL, visit->view.targets,
                                        visit->view.target_count, visit->view.stops);
    if (action.verb != VERB_NONE) {
        act(visit, &action);
        return;
    }
    state_touched(&visit->state, visit->now_ms);
    build(visit);
    if (heard && visit->state.aids.speech) {
        say_focus(visit->guide, &visit->state, visit->view.targets, visit->view.target_count,
                  visit->view.stops, &said);
        hear(visit, &said);
    }
}

static void keys(struct visit *visit, const char *rest) {
    char name[16] = "", how[16] = "";
    int times = 1;
    assert_true(sscanf(rest, "%15s %15s", name, how) >= 1);
    if (how[0] == 'x')
        times = atoi(how + 1);
    for (int i = 0; i < times; i++)
        press_key(visit, key_named(visit, name), strcmp(how, "held") == 0, i == times - 1);
}

/* Does the next key lead to thing number `at`? */
static bool comes_next(const struct visit *visit, int at) {
    struct guide_state next = visit->state;
    stops_move(&next, 1, visit->view.target_count, visit->state.aids.speech ? visit->view.stops : NULL);
    return next.stop == 0 && next.focus == at;
}

static void keys_until(struct visit *visit, const char *label) {
    const struct target *target = find(visit, label);
    int at = (int)(target - visit->view.targets);
    while (visit->state.focus != at || visit->state.stop != 0)
        press_key(visit, KEYPAD_NEXT, false, comes_next(visit, at));
}

static void wait_for(struct visit *visit, double seconds, bool warning) {
    int64_t end = visit->now_ms + (int64_t)(seconds * 1000);
    while (visit->now_ms < end && !(warning && visit->state.idle.warned)) {
        int64_t due = state_due_ms(&visit->state);
        visit->now_ms = due > visit->now_ms && due < end ? due : end;
        struct guide_state before = visit->state;
        uint32_t effects = state_tick(&visit->state, visit->guide, visit->now_ms);
        answer(visit, effects, &before);
    }
    press(visit, touch_tick(&visit->touch, visit->now_ms));
    build(visit);
}

static void expect(const struct visit *visit, const char *place) {
    if (strcmp(places[visit->state.spot.place], place) != 0)
        fail_msg("%s: expected %s, but it is %s", visit->where, place, places[visit->state.spot.place]);
}

static void step(struct visit *visit, const char *verb, const char *rest) {
    struct guide_state fresh;
    bool said = visit->view.speech && strstr(visit->view.speech->text, rest);
    if (strcmp(verb, "screen") == 0)
        begin(visit, rest);
    else if (strcmp(verb, "touch") == 0)
        touch_label(visit, rest, 0, 1);
    else if (strcmp(verb, "slip") == 0)
        touch_label(visit, rest, 0.3, 1);
    else if (strcmp(verb, "palm") == 0)
        touch_label(visit, rest, 0, 3);
    else if (strcmp(verb, "wait") == 0)
        wait_for(visit, strcmp(rest, "warning") == 0 ? 3000 : strtod(rest, NULL), rest[0] == 'w');
    else if (strcmp(verb, "key") == 0)
        keys(visit, rest);
    else if (strcmp(verb, "until") == 0)
        keys_until(visit, rest);
    else if (strcmp(verb, "expect") == 0)
        expect(visit, rest);
    else if (strcmp(verb, "read") == 0 || strcmp(verb, "missing") == 0) {
        if (said != (verb[0] == 'r'))
            fail_msg("%s: \"%s\" %s", visit->where, rest, said ? "is read" : "is not read");
    } else if (strcmp(verb, "warned") == 0) {
        if (visit->state.idle.warned != (rest[0] == 'y'))
            fail_msg("%s: the warning is %s", visit->where, visit->state.idle.warned ? "shown" : "not shown");
    } else if (strcmp(verb, "fresh") == 0) {
        memset(&fresh, 0, sizeof fresh);
        state_init(&fresh, visit->guide);
        assert_memory_equal(&fresh, &visit->state, sizeof fresh);
    } else {
        fail_msg("%s: no such line: %s", visit->where, verb);
    }
}

static bool writes; /* the transcripts are written anew */

static void compare(const char *name, const char *said) {
    char path[400], *kept = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, TEST_DATA "/player/visits/%s.said", name);
    if (writes) {
        assert_true(disk_write(path, said, strlen(said), NULL));
        return;
    }
    assert_true(disk_read(path, 1 << 20, &kept, &size, NULL));
    size_t at = 0, line = 1;
    for (; said[at] && at < size && said[at] == kept[at]; at++)
        line += said[at] == '\n';
    if (said[at] || at < size)
        fail_msg("%s:%zu: it says now: %.200s (when it is meant: player_test_visits --write)", path, line,
                 said + (at > 40 ? at - 40 : 0));
    free(kept);
}

static void play(void **state) {
    const char *name = *state;
    char path[400], line[LINE_MAX], where[500];
    struct visit visit;
    char *said = NULL;
    size_t size = 0;
    memset(&visit, 0, sizeof visit);
    visit.pressed = -1;
    snprintf(path, sizeof path, TEST_DATA "/player/visits/%s.visit", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    open_visit(&visit, TOWN, NULL);
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        line[strcspn(line, "\n")] = '\0';
        char *rest = strchr(line, ' ');
        if (line[0] == '\0' || line[0] == '#')
            continue;
        snprintf(where, sizeof where, "%s:%d", path, number);
        visit.where = where;
        if (strncmp(line, "say", 3) == 0) {
            close_visit(&visit);
            open_visit(&visit, rest ? TEST_DATA "/.." : TOWN, TOWN "/feeds");
            visit.said = open_memstream(&said, &size);
            assert_non_null(visit.said);
            continue;
        }
        if (visit.said)
            fprintf(visit.said, "\n> %s\n", line);
        if (rest)
            *rest++ = '\0';
        step(&visit, line, rest ? rest : "");
    }
    fclose(file);
    if (visit.said) {
        fclose(visit.said);
        compare(name, said);
        free(said);
    }
    close_visit(&visit);
}

/* From wherever touches at random lead, waiting alone leads back, and nothing is left. */
static void any_visit_ends(void **state) {
    (void)state;
    struct visit visit;
    memset(&visit, 0, sizeof visit);
    uint64_t seed = 2750;
    visit.where = "any_visit_ends";
    open_visit(&visit, TOWN, NULL);
    begin(&visit, "raadhus 1080x1920 drafts");
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 60; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            double x = (double)(seed >> 40 & 1023) / 1023, y = (double)(seed >> 50 & 1023) / 1023;
            visit.now_ms += STEP_MS;
            finger(&visit, FINGER_DOWN, 0, x, y);
            visit.now_ms += 60;
            finger(&visit, FINGER_UP, 0, x, y);
            visit.now_ms += 10;
            press(&visit, touch_tick(&visit.touch, visit.now_ms));
        }
        wait_for(&visit, 3000, false);
        expect(&visit, "rest");
        step(&visit, "fresh", "");
    }
    close_visit(&visit);
}

int main(int argc, char **argv) {
    static char names[][20] = {"ukrainian",          "wheelchair",  "leaves",    "clumsy",   "further",
                               "blind-da",           "blind-en",    "blind-ar",  "blind-uk", "low-vision",
                               "wheelchair-listens", "blind-reads", "blind-film"};
    writes = argc > 1 && strcmp(argv[1], "--write") == 0;
    const struct CMUnitTest tests[] = {
        {"a newcomer who reads Ukrainian", play, NULL, NULL, names[0]},
        {"somebody in a wheelchair", play, NULL, NULL, names[1]},
        {"somebody who leaves", play, NULL, NULL, names[2]},
        {"palms, slips and double touches", play, NULL, NULL, names[3]},
        {"what a page leads to", play, NULL, NULL, names[4]},
        {"somebody who does not see, in Danish", play, NULL, NULL, names[5]},
        {"somebody who does not see, in English", play, NULL, NULL, names[6]},
        {"somebody who does not see, in Arabic", play, NULL, NULL, names[7]},
        {"somebody who listens, in Ukrainian", play, NULL, NULL, names[8]},
        {"low vision", play, NULL, NULL, names[9]},
        {"somebody in a wheelchair who listens", play, NULL, NULL, names[10]},
        {"somebody who does not see and reads piece by piece", play, NULL, NULL, names[11]},
        {"somebody who does not see and plays the film", play, NULL, NULL, names[12]},
        cmocka_unit_test(any_visit_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
