/* What no touch of a visitor leads to, and what only some keys do. */
#include <stdio.h>
#include <string.h>

#include "ctl/walk.h"

struct seeing {
    const struct walk_options *options;
    const struct guide *guide;
    const struct guide_state *home;
    bool (*see)(void *context, const struct walk_scene *scene);
    void *context;
};

static struct walk_scene scene_at(const struct seeing *seeing, enum place place, uint32_t of,
                                  const char *name) {
    struct walk_scene scene = {.state = *seeing->home};
    scene.state.spot = (struct spot){.place = place, .of = of};
    snprintf(scene.name, sizeof scene.name, "%s", name);
    return scene;
}

static bool see(const struct seeing *seeing, const struct walk_scene *scene) {
    return seeing->see(seeing->context, scene);
}

/* The first letters of a text, at most `letters`. */
static void letters_of(const char *text, int letters, char *out, size_t size) {
    size_t end = 0;
    while (text[end] && letters > 0) {
        end++;
        while (((unsigned char)text[end] & 0xC0) == 0x80)
            end++;
        letters--;
    }
    snprintf(out, size, "%.*s", (int)end, text);
}

/* Nothing, something in the visitor's script, something nobody finds, on every keyboard. */
static bool searches(const struct seeing *seeing) {
    const struct site *site = seeing->guide->site;
    const char *tag = seeing->guide->languages[seeing->options->language].tag;
    struct walk_scene scene = scene_at(seeing, PLACE_SEARCH, 0, "");
    for (size_t i = 0; i < seeing->guide->keyboard_count; i++) {
        scene.state.keyboard = (int)i;
        scene.state.query[0] = '\0';
        snprintf(scene.name, sizeof scene.name, "keyboard-%s", seeing->guide->keyboards[i].id);
        if (!see(seeing, &scene))
            return false;
    }
    scene.state.keyboard = seeing->home->keyboard;
    snprintf(scene.state.query, sizeof scene.state.query, "xyzxyz");
    snprintf(scene.name, sizeof scene.name, "nothing");
    if (!see(seeing, &scene))
        return false;
    const struct localized_entry *title =
        seeing->guide->page_count
            ? localized_pick(&seeing->guide->pages[0].title, tag, site->languages, site->language_count)
            : NULL;
    if (title)
        letters_of(title->text, 2, scene.state.query, sizeof scene.state.query);
    snprintf(scene.name, sizeof scene.name, "found");
    return !title || see(seeing, &scene);
}

static bool warnings(const struct seeing *seeing) {
    struct walk_scene scene = scene_at(seeing, PLACE_HOME, 0, "warning");
    scene.state.idle.warned = true;
    scene.state.idle.countdown_s = STATE_WARNING_MS / 1000;
    return see(seeing, &scene);
}

/* The keypad's focus on the page's first button, on the emergency button, and aids as they are while reading
 * aloud. */
static bool keypad(const struct seeing *seeing) {
    struct walk_scene scene = scene_at(seeing, PLACE_HOME, 0, "focus");
    scene.state.keypad = true;
    scene.state.focus = 1;
    struct walk_scene aids = scene_at(seeing, PLACE_AIDS, 0, "speaking");
    aids.state.aids.speech = aids.state.aids.more_time = aids.state.keypad = true;
    aids.state.focus = 4;
    return see(seeing, &scene) && see(seeing, &aids);
}

static bool staff(const struct seeing *seeing) {
    struct walk_scene pin = scene_at(seeing, PLACE_PIN, 0, "empty");
    if (!see(seeing, &pin))
        return false;
    snprintf(pin.state.staff.pin, sizeof pin.state.staff.pin, "%.*s", STATE_PIN_MAX, "271828182845");
    snprintf(pin.name, sizeof pin.name, "full");
    if (!see(seeing, &pin))
        return false;
    pin.state.staff.pin[0] = '\0';
    pin.locked = true;
    snprintf(pin.name, sizeof pin.name, "locked");
    struct walk_scene status = scene_at(seeing, PLACE_STAFF, 0, "status");
    struct walk_scene test = scene_at(seeing, PLACE_TOUCH_TEST, 0, "two");
    test.state.staff.corners = 5;
    struct walk_scene cleaning = scene_at(seeing, PLACE_CLEANING, 0, "begun");
    cleaning.state.idle.countdown_s = STATE_CLEANING_MS / 1000;
    return see(seeing, &pin) && see(seeing, &status) && see(seeing, &test) && see(seeing, &cleaning);
}

/* One slide of each type, and one with a page about it. */
static bool slides(const struct seeing *seeing) {
    const struct site *site = seeing->guide->site;
    uint32_t seen = 0;
    bool paged = false;
    for (size_t p = 0; p < site->playlist_count; p++)
        for (size_t i = 0; i < site->playlists[p].slide_count; i++) {
            const struct slide *slide = &site->playlists[p].slides[i];
            bool wanted = (seen >> slide->type & 1) == 0 || (slide->page && !paged);
            if (!wanted)
                continue;
            seen |= UINT32_C(1) << slide->type;
            paged |= slide->page != NULL;
            struct walk_scene scene = scene_at(seeing, PLACE_SLIDES, 0, slide->id);
            scene.slide = slide;
            scene.state.paused = slide->page != NULL;
            if (!see(seeing, &scene))
                return false;
        }
    return true;
}

bool walk_scenes(const struct walk_options *options, const struct guide_state *state,
                 bool (*see_one)(void *context, const struct walk_scene *scene), void *context) {
    struct seeing seeing = {.options = options,
                            .guide = content_guide(options->content),
                            .home = state,
                            .see = see_one,
                            .context = context};
    return searches(&seeing) && warnings(&seeing) && keypad(&seeing) && staff(&seeing) && slides(&seeing);
}
