/* People and what they may do. Every change is in the log. */
#pragma once

#include "desk/data/audit.h"
#include "desk/data/rights.h"

enum { USER_LOGIN_MAX = 64, USER_NAME_MAX = 100 }; /* bytes */

struct user {
    int64_t id, made_ms;
    char login[USER_LOGIN_MAX + 1]; /* lower case: a–z, 0–9 and . _ - @ */
    char name[USER_NAME_MAX + 1];
    char locale[3]; /* "da", "en" */
    bool disabled, must_change, has_password;
};

/* Without a password or a role yet. CONFLICT: the login is taken. */
enum outcome user_add(struct database *database, const struct act *act, const char *login, const char *name,
                      const char *locale, int64_t *id, struct fail *fail) MUST_CHECK;
enum outcome user_describe(struct database *database, const struct act *act, int64_t id, const char *name,
                           const char *locale, struct fail *fail) MUST_CHECK;
/* Ends their sessions. REFUSED, as are the next two: nobody could administer the desk any more (K17). */
enum outcome user_disable(struct database *database, const struct act *act, int64_t id, bool disabled,
                          struct fail *fail) MUST_CHECK;
/* Forgets who they are: login, name, password, roles, sessions, drafts. What they did stays, by their number.
 */
enum outcome user_remove(struct database *database, const struct act *act, int64_t id,
                         struct fail *fail) MUST_CHECK;
/* One role in one group, or in all (GROUP_ALL, the only one for admins); ROLE_NONE takes it away. */
enum outcome user_set_role(struct database *database, const struct act *act, int64_t id, int64_t group,
                           enum role role, struct fail *fail) MUST_CHECK;

enum outcome user_read(struct database *database, int64_t id, struct user *user,
                       struct fail *fail) MUST_CHECK;
/* Whatever the case of `login`. ABSENT: there is nobody of that login. */
enum outcome user_find(struct database *database, const char *login, struct user *user,
                       struct fail *fail) MUST_CHECK;
/* By name; `user` lives during the call. */
enum outcome user_list(struct database *database, void (*see)(void *context, const struct user *user),
                       void *context, struct fail *fail) MUST_CHECK;
/* Of somebody who is not there: nothing is allowed. */
enum outcome user_rights(struct database *database, int64_t id, struct rights *rights,
                         struct fail *fail) MUST_CHECK;
