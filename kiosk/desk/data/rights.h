/* What a person may do (K10): one question over the roles they have. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"

/* Each may do what those before it may. Viewer, editor and publisher are of one group of screens or of all,
 * admin of all. */
enum role { ROLE_NONE, ROLE_VIEWER, ROLE_EDITOR, ROLE_PUBLISHER, ROLE_ADMIN };
const char *role_name(enum role role);                         /* "viewer"; of ROLE_NONE "none" */
bool role_parse(const char *name, enum role *role) MUST_CHECK; /* the four, not "none" */

enum { RIGHTS_MAX = 100, GROUP_ALL = 0, GROUP_ANY = -1 };
struct right {
    int64_t group; /* GROUP_ALL, or of one group */
    enum role role;
};
/* Of one person; people.h fills it. */
struct rights {
    bool disabled;
    bool must_change; /* their password is a first one, for one use: they may set another, and nothing else */
    size_t count;
    struct right list[RIGHTS_MAX];
};

enum action {
    ACTION_SET_OWN_PASSWORD,
    ACTION_SEE,
    ACTION_EDIT,
    ACTION_COMMAND, /* a screen: identify, picture now, … */
    ACTION_PUBLISH,
    ACTION_ADMINISTER, /* people, groups, enrolment, the log */
    ACTION_COUNT
};
/* May they do it to what belongs to `group`? GROUP_ALL: what every screen shares; GROUP_ANY: is there any
 * group they may do it to? What is not allowed is forbidden. */
bool rights_allow(const struct rights *rights, enum action action, int64_t group);
