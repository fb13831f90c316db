/* The site's id and what its screens are called, of the newest revision: asked for all the time, read when it
 * changed. */
#pragma once

#include "core/site/site.h"
#include "desk/data/database.h"
#include "desk/data/screens.h"
#include "enrol/terms.h"

struct screen_names;
struct screen_names *screen_names_create(void) MUST_CHECK;
void screen_names_destroy(struct screen_names *names); /* NULL is fine */

/* Under its owner's lock, as the others. ABSENT: there is no site yet, or it cannot be read. */
enum outcome screen_names_look(struct screen_names *names, struct database *database,
                               struct fail *fail) MUST_CHECK;
const char *screen_names_site(const struct screen_names *names); /* its id */
/* What people call a screen of the site, in Danish where it has such a name. NULL: it has no such screen. */
const char *screen_names_find(const struct screen_names *names, const char *id) MUST_CHECK;
