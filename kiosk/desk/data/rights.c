#include "desk/data/rights.h"

#include <string.h>

static const char *const names[] = {[ROLE_NONE] = "none",
                                    [ROLE_VIEWER] = "viewer",
                                    [ROLE_EDITOR] = "editor",
                                    [ROLE_PUBLISHER] = "publisher",
                                    [ROLE_ADMIN] = "admin"};

/* The least role that may. */
static const enum role least[ACTION_COUNT] = {
    [ACTION_SET_OWN_PASSWORD] = ROLE_NONE, [ACTION_SEE] = ROLE_VIEWER,
    [ACTION_EDIT] = ROLE_EDITOR,           [ACTION_COMMAND] = ROLE_EDITOR,
    [ACTION_PUBLISH] = ROLE_PUBLISHER,     [ACTION_ADMINISTER] = ROLE_ADMIN};

const char *role_name(enum role role) {
    return names[role];
}

bool role_parse(const char *name, enum role *role) {
    for (size_t i = ROLE_VIEWER; i < LENGTH(names); i++)
        if (strcmp(name, names[i]) == 0) {
            *role = (enum role)i;
            return true;
        }
    return false;
}

bool rights_allow(const struct rights *rights, enum action action, int64_t group) {
    if (rights->disabled || action < 0 || action >= ACTION_COUNT)
        return false;
    if (action == ACTION_SET_OWN_PASSWORD)
        return true;
    if (rights->must_change)
        return false;
    for (size_t i = 0; i < rights->count; i++) {
        const struct right *right = &rights->list[i];
        bool here = right->group == GROUP_ALL || group == GROUP_ANY || (group > 0 && right->group == group);
        if (here && right->role >= least[action])
            return true;
    }
    return false;
}
