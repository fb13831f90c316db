/* Who asks, and may they (K3, K4, K10)? No request gets past it. */
#pragma once

#include "desk/data/people.h"
#include "desk/data/sessions.h"
#include "desk/http/server.h"
#include "desk/routes/desk.h"

#define SESSION_COOKIE "session"
#define CSRF_HEADER "X-CSRF-Token"
/* Says that the page asks by itself, as news make it do, and nobody did anything. */
#define UNATTENDED_HEADER "X-Unattended"

/* What a role is asked of (struct route): NULL is all that every screen shares. */
#define SCOPE_SELF "self"   /* whoever is signed in, also with a password for one use */
#define SCOPE_GROUP "group" /* a role in any group; the handler asks for the group it is about */

struct signed_in {
    struct act act;
    struct user user;
    struct rights rights;
    struct session session;
    char id[SESSION_TEXT];
};
/* NULL: the route is for anybody, and nobody was asked. */
const struct signed_in *signed_in(const struct request *request);

/* The server's `authorize`; `desk` is a struct desk. */
enum verdict desk_authorize(void *desk, struct request *request);
/* Has somebody signed in who asks for a page that anybody gets? Also true when it cannot be told. */
bool desk_knows(struct desk *desk, const struct request *request);
