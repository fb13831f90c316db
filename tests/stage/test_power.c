/* Which properties a panel is switched off and on by; libdrm is stood in for here, the real one is in
 * tests/machine (row night). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <SDL2/SDL.h>
#include <SDL2/SDL_syswm.h>
#include <stdlib.h>
#include <string.h>
#include <xf86drmMode.h>

#include "stage/power.h"
#include "stage/window.h"

enum { FD = 7, EDID = 21, DPMS = 22, CONNECTORS = 3, UNTOUCHED = -1 };

static struct {
    SDL_SYSWM_TYPE subsystem;
    bool master, has_dpms, refuses;
    drmModeConnection connections[CONNECTORS];
    int64_t dpms[CONNECTORS]; /* what each was set to */
    int asked, held;          /* calls; what was got and not given back */
} card;

static void *hold(size_t size) {
    card.held++;
    void *got = calloc(1, size);
    assert_non_null(got);
    return got;
}

static void release(void *got) {
    card.held -= got != NULL;
    free(got);
}

SDL_bool SDL_GetWindowWMInfo(SDL_Window *window, SDL_SysWMinfo *info) {
    assert_non_null(window);
    info->subsystem = card.subsystem;
    info->info.kmsdrm.drm_fd = FD;
    return SDL_TRUE;
}

drmModeResPtr drmModeGetResources(int fd) {
    static uint32_t connectors[CONNECTORS] = {100, 101, 102};
    card.asked++;
    assert_int_equal(fd, FD);
    if (!card.master)
        return NULL;
    drmModeRes *resources = hold(sizeof *resources);
    resources->count_connectors = CONNECTORS;
    resources->connectors = connectors;
    return resources;
}

drmModeConnectorPtr drmModeGetConnectorCurrent(int fd, uint32_t id) {
    static uint32_t props[] = {EDID, DPMS};
    assert_int_equal(fd, FD);
    drmModeConnector *connector = hold(sizeof *connector);
    connector->connector_id = id;
    connector->connection = card.connections[id - 100];
    connector->count_props = card.has_dpms ? 2 : 1;
    connector->props = props;
    return connector;
}

drmModePropertyPtr drmModeGetProperty(int fd, uint32_t id) {
    assert_int_equal(fd, FD);
    drmModePropertyRes *property = hold(sizeof *property);
    property->prop_id = id;
    strcpy(property->name, id == DPMS ? "DPMS" : "EDID");
    return property;
}

int drmModeConnectorSetProperty(int fd, uint32_t connector, uint32_t property, uint64_t value) {
    assert_int_equal(fd, FD);
    assert_int_equal(property, DPMS);
    card.dpms[connector - 100] = (int64_t)value;
    return card.refuses ? -1 : 0;
}

void drmModeFreeResources(drmModeResPtr got) {
    release(got);
}
void drmModeFreeConnector(drmModeConnectorPtr got) {
    release(got);
}
void drmModeFreeProperty(drmModePropertyPtr got) {
    release(got);
}

/* Two panels and a socket without one. */
static int plug_in(void **state) {
    (void)state;
    memset(&card, 0, sizeof card);
    card.subsystem = SDL_SYSWM_KMSDRM;
    card.master = card.has_dpms = true;
    for (int i = 0; i < CONNECTORS; i++) {
        card.connections[i] = i == 1 ? DRM_MODE_DISCONNECTED : DRM_MODE_CONNECTED;
        card.dpms[i] = UNTOUCHED;
    }
    return 0;
}

static bool set(bool on) {
    static char sdl;
    const struct window window = {.sdl = (struct SDL_Window *)&sdl};
    bool done = power_set(&window, on);
    assert_int_equal(card.held, 0);
    return done;
}

static void every_connected_panel_is_switched(void **state) {
    (void)state;
    assert_true(set(false));
    assert_int_equal(card.dpms[0], DRM_MODE_DPMS_OFF);
    assert_int_equal(card.dpms[1], UNTOUCHED);
    assert_int_equal(card.dpms[2], DRM_MODE_DPMS_OFF);
    assert_true(set(true));
    assert_int_equal(card.dpms[0], DRM_MODE_DPMS_ON);
    assert_int_equal(card.dpms[1], UNTOUCHED);
    assert_int_equal(card.dpms[2], DRM_MODE_DPMS_ON);
}

static void what_cannot_be_switched_is_said(void **state) {
    card.refuses = true;
    assert_false(set(false));
    plug_in(state);
    card.has_dpms = false;
    assert_false(set(false));
    plug_in(state);
    card.master = false;
    assert_false(set(false));
    plug_in(state);
    card.connections[0] = card.connections[2] = DRM_MODE_DISCONNECTED;
    assert_false(set(false));
}

static void a_window_has_no_panel_of_its_own(void **state) {
    (void)state;
    card.subsystem = SDL_SYSWM_X11;
    assert_false(set(false));
    const struct window none = {.sdl = NULL};
    assert_false(power_set(&none, false));
    assert_int_equal(card.asked, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(every_connected_panel_is_switched, plug_in),
        cmocka_unit_test_setup(what_cannot_be_switched_is_said, plug_in),
        cmocka_unit_test_setup(a_window_has_no_panel_of_its_own, plug_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
