/* Makes a picture of a folder display-ready with kiosk-intake, and keeps it in a cache by its content and the
 * panel: the same picture is made once, whatever it is called and whoever asks. */
#pragma once

#include "core/base/compiler.h"
#include "core/site/site.h"

/* The path of the .pic in the folder `cache`, malloc'd; NULL: there is no such picture, it cannot be made, or
 * `cache` is NULL. Blocking, for as long as kiosk-intake takes (intake_client.h). */
char *ready_cache_make(const char *cache, const struct site_files *files, const char *asset, int panel_width,
                       int panel_height) MUST_CHECK;
