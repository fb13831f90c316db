/* The groups of routes: one row and one file each. */
#pragma once

#include "desk/data/credentials.h"
#include "desk/data/picture_sizes.h"
#include "desk/routes/answer.h"
#include "desk/routes/authorize.h"
#include "desk/work/saving.h"

#define API "/api/1"
#define PASSWORD_PAGE "/password"        /* where somebody with a link chooses a password */
#define SIGN_IN_CHOSEN "/sign-in/chosen" /* … and goes then */

enum { PASSWORD_BYTES_MAX = 600 }; /* of what may be typed as one */

struct route_group {
    const struct route *rows;
    size_t count;
};
#define ROUTE_GROUPS(X)                                                                                      \
    X(me)                                                                                                    \
    X(sign_in)                                                                                               \
    X(password)                                                                                              \
    X(users)                                                                                                 \
    X(groups)                                                                                                \
    X(audit)                                                                                                 \
    X(files)                                                                                                 \
    X(drafts)                                                                                                \
    X(history)                                                                                               \
    X(slides)                                                                                                \
    X(edits)                                                                                                 \
    X(import)                                                                                                \
    X(preview)                                                                                               \
    X(media)                                                                                                 \
    X(media_list)                                                                                            \
    X(media_change)                                                                                          \
    X(publication)                                                                                           \
    X(device_enrol)                                                                                          \
    X(device_session)                                                                                        \
    X(device_report)                                                                                         \
    X(device_wait)                                                                                           \
    X(enrol)                                                                                                 \
    X(screen_orders)                                                                                         \
    X(screens)                                                                                               \
    X(screen_history)                                                                                        \
    X(wait)                                                                                                  \
    X(pages)
#define ROUTE_GROUP_DECLARE(name) extern const struct route_group routes_##name;
ROUTE_GROUPS(ROUTE_GROUP_DECLARE)
#undef ROUTE_GROUP_DECLARE
#define ROUTE_GROUP(name, table) const struct route_group routes_##name = {table, LENGTH(table)}

/* All of them; how many. */
size_t routes_all(struct route out[ROUTES_MAX]);

/* What signing in through a form and through the API share: me.c. */
struct signing_in {
    const char *login, *password;
};
/* Sets the cookie when DONE; of LATER, sets Retry-After. */
enum sign_in_end sign_in_with(struct desk *desk, const struct request *request, struct signing_in given,
                              struct signed_in *who, struct response *response) MUST_CHECK;

/* What was asked: table.c. A text, or NULL. */
const char *body_text(const struct request *request, const char *name);
const char *query_text(const struct request *request, const char *name);
int64_t query_number(const struct request *request, const char *name, int64_t otherwise);

/* "role" and "group" of each: users.c. */
json_t *json_of_rights(struct database *database, const struct rights *rights) MUST_CHECK;
/* What is asked for in a body as "group": null and nothing are all screens. False: no group of that name. */
bool group_wanted(struct database *database, const struct request *request, int64_t *group) MUST_CHECK;
/* The database and the number of the device that the address names, if they may do this to it:
 * screen_orders.c. NULL: the answer says why not. */
struct database *device_named(struct desk *desk, const struct request *request, enum action action,
                              int64_t *id, struct response *response) MUST_CHECK;
/* What became of an edit, with what is wrong with the site now: edits.c. */
void answer_saved(struct desk *desk, const struct request *request, enum outcome outcome,
                  const struct fail *fail, struct saved *saved, struct response *response);
/* As answer_unless_done; what is REFUSED is a role's matter (reach.h). */
bool answer_unless_allowed(struct desk *desk, const struct request *request, enum outcome outcome,
                           const struct fail *fail, struct response *response) MUST_CHECK;
/* A picture's size, as kiosk-intake says of bytes that it is shown; `end` is that of a file's name:
 * media_measure.c. */
enum { PICTURE_BYTES_MAX = 64 << 20, PICTURE_END = 8 };
enum outcome picture_measure(const char *bytes, size_t size, struct picture_size *out, char end[PICTURE_END],
                             struct fail *fail) MUST_CHECK;
/* 422: a screen that the site has not, or no such group: screen_orders.c. */
void answer_no_place(const struct request *request, struct response *response);
