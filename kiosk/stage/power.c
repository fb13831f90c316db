#include "stage/power.h"

#include <SDL2/SDL_syswm.h>
#include <string.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include "stage/window.h"

static bool set_property(int fd, const drmModeConnector *connector, const char *name, uint64_t value) {
    bool set = false;
    for (int i = 0; i < connector->count_props && !set; i++) {
        drmModePropertyRes *property = drmModeGetProperty(fd, connector->props[i]);
        set = property && strcmp(property->name, name) == 0 &&
              drmModeConnectorSetProperty(fd, connector->connector_id, property->prop_id, value) == 0;
        drmModeFreeProperty(property);
    }
    return set;
}

bool power_set(const struct window *window, bool on) {
    SDL_SysWMinfo info = {0};
    SDL_VERSION(&info.version);
    if (!window->sdl || !SDL_GetWindowWMInfo(window->sdl, &info) || info.subsystem != SDL_SYSWM_KMSDRM)
        return false;
    int fd = info.info.kmsdrm.drm_fd;
    drmModeRes *resources = drmModeGetResources(fd);
    bool set = false;
    for (int i = 0; resources && i < resources->count_connectors; i++) {
        drmModeConnector *connector = drmModeGetConnectorCurrent(fd, resources->connectors[i]);
        if (connector && connector->connection == DRM_MODE_CONNECTED)
            set |= set_property(fd, connector, "DPMS", on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF);
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(resources);
    return set;
}
