/* Groups of screens: what roles are given for. */
#pragma once

#include "desk/data/audit.h"

enum { GROUP_NAME_MAX = 100 }; /* bytes */

/* CONFLICT: there is one of that name. */
enum outcome group_add(struct database *database, const struct act *act, const char *name, int64_t *id,
                       struct fail *fail) MUST_CHECK;
enum outcome group_rename(struct database *database, const struct act *act, int64_t id, const char *name,
                          struct fail *fail) MUST_CHECK;
/* Upper and lower case are the same. ABSENT: there is none of that name. */
enum outcome group_find(struct database *database, const char *name, int64_t *id,
                        struct fail *fail) MUST_CHECK;
/* CONFLICT: screens or roles still belong to it. */
enum outcome group_remove(struct database *database, const struct act *act, int64_t id,
                          struct fail *fail) MUST_CHECK;
struct group {
    int64_t id;
    const char *name;
};
enum outcome group_list(struct database *database, void (*see)(void *context, const struct group *group),
                        void *context, struct fail *fail) MUST_CHECK;
