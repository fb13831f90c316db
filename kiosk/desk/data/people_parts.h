/* What the files about people share. */
#pragma once

#include "desk/data/people.h"

/* `login` in lower case; false: it is none. */
bool login_of(const char *login, char out[USER_LOGIN_MAX + 1]) MUST_CHECK;
/* Enabled people with a password who may administer the desk. */
enum outcome admins_count(struct database *database, int64_t *count, struct fail *fail) MUST_CHECK;
