/* Whose screens does a change reach, and may somebody with roles in some groups alone make it (K10)? */
#pragma once

#include "desk/data/rights.h"
#include "desk/routes/desk.h"

struct reach {
    struct database *database;
    const struct rights *rights;
    enum action action;
    const char *const *paths; /* files that are changed */
    size_t count;
    struct kept *kept; /* what was read before (kept.h); NULL: nothing */
};
/* REFUSED: they may not. What belongs to no group of screens (site.json, the guide, a playlist that no
 * screen of a group shows) is everybody's, and wants a role for all. */
enum outcome reach_allows(const struct reach *reach, struct fail *fail) MUST_CHECK;
/* The same of what is otherwise in revision `to` than in `from`; new pictures reach nobody by themselves. */
enum outcome reach_allows_between(const struct reach *reach, int64_t from, int64_t to,
                                  struct fail *fail) MUST_CHECK;
