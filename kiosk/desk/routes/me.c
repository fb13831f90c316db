/* Signing in and out, and what somebody changes about themselves. */
#include <string.h>

#include "desk/data/credentials.h"
#include "desk/http/cookie.h"
#include "desk/routes/routes_parts.h"

enum { LOGIN_MAX = 200 };

static const struct problem WRONG = {
    "wrong-password",
    401,
    {"Brugernavn eller adgangskode er forkert", "Login or password is wrong"},
    {"Prøv igen. En administrator kan give dig en ny adgangskode.",
     "Try again. An administrator can give you a new password."}};
static const struct problem WRONG_OWN = {"wrong-password",
                                         422,
                                         {"Din adgangskode er forkert", "Your password is wrong"},
                                         {"Intet er ændret. Prøv igen.", "Nothing was changed. Try again."}};
static const struct problem SAME = {
    "password",
    422,
    {"Vælg en anden adgangskode", "Choose another password"},
    {"Den nye adgangskode er den samme som den gamle.", "The new password is the same as the old one."}};
static const struct problem RULES[] = {
    [PASSWORD_SHORT] = {"password",
                        422,
                        {"Adgangskoden er for kort", "The password is too short"},
                        {"Den skal have mindst 8 tegn; 15 er bedre.",
                         "It needs at least 8 characters; 15 are better."}},
    [PASSWORD_LONG] = {"password",
                       422,
                       {"Adgangskoden er for lang", "The password is too long"},
                       {"Den må højst have 128 tegn.", "It may have at most 128 characters."}},
    [PASSWORD_COMMON] = {"password",
                         422,
                         {"Adgangskoden er for almindelig", "The password is too common"},
                         {"Den er blandt dem, der gættes først.", "It is among those that are tried first."}},
    [PASSWORD_PERSONAL] = {"password",
                           422,
                           {"Adgangskoden ligner dit navn", "The password is like your name"},
                           {"Dit navn eller brugernavn må ikke være i den.",
                            "Your name or login must not be in it."}},
};

static bool set_cookie(const struct request *request, struct response *response, const char *value,
                       uint32_t seconds) {
    char cookie[COOKIE_HEADER_MAX];
    if (!cookie_write(SESSION_COOKIE, value, request->secure, seconds, cookie))
        return false;
    response_header(response, "Set-Cookie", "%s", cookie);
    return true;
}

enum sign_in_end sign_in_with(struct desk *desk, const struct request *request, struct signing_in given,
                              struct signed_in *who, struct response *response) {
    struct database *database = desk_connection(desk);
    struct session_key key;
    struct fail fail = {0};
    struct instant now = clock_sample(&desk->clock);
    int64_t wait_ms = 0;
    if (!database)
        return SIGN_IN_TROUBLE;
    struct sign_in sign = {given.login, given.password, request->address, now.wall_ms, now.steady_ms};
    enum sign_in_end end =
        sign_in(database, desk->passwords, desk->throttle, &sign, &who->user, &wait_ms, &fail);
    if (end == SIGN_IN_LATER)
        response_header(response, "Retry-After", "%lld", (long long)(wait_ms + 999) / 1000);
    const char *agent = request_header(request, "User-Agent");
    if (end == SIGN_IN_DONE && (session_begin(database, who->user.id, request->address, agent ? agent : "",
                                              now.wall_ms, &key, &fail) != OUTCOME_DONE ||
                                user_rights(database, who->user.id, &who->rights, &fail) != OUTCOME_DONE ||
                                !set_cookie(request, response, key.id, SESSION_MS / 1000)))
        end = SIGN_IN_TROUBLE;
    if (end == SIGN_IN_TROUBLE)
        desk_log(desk, "signing in: %s", fail.text);
    if (end == SIGN_IN_DONE)
        memcpy(who->session.csrf, key.csrf, sizeof key.csrf);
    return end;
}

static void answer_me(struct desk *desk, const struct signed_in *who, struct response *response) {
    struct database *database = desk_connection(desk);
    json_t *roles = database ? json_of_rights(database, &who->rights) : NULL;
    response_json(response, 200,
                  json_pack("{s:s, s:{s:s, s:s, s:s, s:b}, s:o}", "csrf", who->session.csrf, "user", "login",
                            who->user.login, "name", who->user.name, "locale", who->user.locale,
                            "must_change_password", who->rights.must_change, "roles", roles));
}

static void sign_in_json(void *context, const struct request *request, struct response *response) {
    struct signed_in *who = arena_alloc(request->arena, sizeof *who);
    struct signing_in given = {body_text(request, "login"), body_text(request, "password")};
    switch (who ? sign_in_with(context, request, given, who, response) : SIGN_IN_TROUBLE) {
    case SIGN_IN_DONE:
        answer_me(context, who, response);
        break;
    case SIGN_IN_WRONG:
        response_problem(response, request, &WRONG, NULL);
        break;
    case SIGN_IN_LATER:
        response_problem(response, request, problem_row(PROBLEM_TOO_OFTEN), NULL);
        break;
    case SIGN_IN_TROUBLE:
        answer_busy(request, 1, response);
        break;
    }
}

static void sign_out(void *context, const struct request *request, struct response *response) {
    struct database *database = desk_connection(context);
    struct fail fail = {0};
    enum outcome outcome = database ? session_end(database, signed_in(request)->id, &fail) : OUTCOME_BUSY;
    if (!answer_unless_done(context, request, outcome, &fail, response))
        return;
    if (!set_cookie(request, response, "", 0))
        response->failed = true;
    /* other tabs' pictures and pages, too */
    response_header(response, "Clear-Site-Data", "\"cache\"");
}

static void show_me(void *context, const struct request *request, struct response *response) {
    answer_me(context, signed_in(request), response);
}

static void change_me(void *context, const struct request *request, struct response *response) {
    const struct signed_in *who = signed_in(request);
    struct database *database = desk_connection(context);
    const char *name = body_text(request, "name"), *locale = body_text(request, "locale");
    struct fail fail = {0};
    enum outcome outcome =
        database ? user_describe(database, &who->act, who->user.id, name ? name : who->user.name,
                                 locale ? locale : who->user.locale, &fail)
                 : OUTCOME_BUSY;
    (void)!answer_unless_done(context, request, outcome, &fail, response);
}

/* -1: it may; else so many ms later. Who holds a session may not try for the password without end, either. */
static int64_t too_often(struct desk *desk, const struct request *request, const char *login) {
    return throttle_try(desk->throttle, request->address, login, clock_sample(&desk->clock).steady_ms);
}

/* Is it the password of whoever is signed in? False: the answer says why not. */
static bool prove(struct desk *desk, const struct request *request, const char *password,
                  struct response *response) {
    const struct user *user = &signed_in(request)->user;
    struct database *database = desk_connection(desk);
    struct fail fail = {0};
    int64_t wait_ms = too_often(desk, request, user->login);
    if (wait_ms > 0) {
        response_problem(response, request, problem_row(PROBLEM_TOO_OFTEN), NULL);
        response_header(response, "Retry-After", "%lld", (long long)(wait_ms + 999) / 1000);
        return false;
    }
    enum outcome outcome =
        database ? password_prove(database, desk->passwords, user->id, password, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_REFUSED) {
        response_problem(response, request, &WRONG_OWN, NULL);
        return false;
    }
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return false;
    throttle_right(desk->throttle, request->address, user->login, clock_sample(&desk->clock).steady_ms);
    return true;
}

static void prove_again(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct fail fail = {0};
    if (!prove(desk, request, body_text(request, "password"), response))
        return;
    enum outcome outcome =
        database ? session_prove(database, signed_in(request)->id, desk_now_ms(desk), &fail) : OUTCOME_BUSY;
    (void)!answer_unless_done(desk, request, outcome, &fail, response);
}

static void change_password(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    const struct signed_in *who = signed_in(request);
    struct database *database = desk_connection(desk);
    const char *old = body_text(request, "old"), *fresh = body_text(request, "new");
    struct fail fail = {0};
    enum password_fault fault = password_fault(fresh, who->user.login, who->user.name);
    if (!prove(desk, request, old, response))
        return;
    if (fault != PASSWORD_GOOD || strcmp(old, fresh) == 0) {
        response_problem(response, request, fault != PASSWORD_GOOD ? &RULES[fault] : &SAME, NULL);
        return;
    }
    enum outcome outcome =
        database ? password_set(database, desk->passwords, &who->act, who->user.id, fresh, who->id, &fail)
                 : OUTCOME_BUSY;
    (void)!answer_unless_done(desk, request, outcome, &fail, response);
}

static const char *const LOCALE_CHOICES[] = {"da", "en", NULL};
static const struct field SIGN_IN[] = {
    {.name = "login", .kind = FIELD_TEXT, .required = true, .max = LOGIN_MAX},
    {.name = "password", .kind = FIELD_TEXT, .required = true, .max = PASSWORD_BYTES_MAX},
    {.name = NULL},
};
static const struct field CHANGE[] = {
    {.name = "name", .kind = FIELD_TEXT, .max = USER_NAME_MAX},
    {.name = "locale", .kind = FIELD_CHOICE, .choices = LOCALE_CHOICES},
    {.name = NULL},
};
static const struct field PASSWORD[] = {
    {.name = "old", .kind = FIELD_TEXT, .required = true, .max = PASSWORD_BYTES_MAX},
    {.name = "new", .kind = FIELD_TEXT, .required = true, .max = PASSWORD_BYTES_MAX},
    {.name = NULL},
};
static const struct field PROOF[] = {
    {.name = "password", .kind = FIELD_TEXT, .required = true, .max = PASSWORD_BYTES_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/session",
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = SIGN_IN,
     .summary = "Sign in",
     .handle = sign_in_json},
    {.method = METHOD_DELETE,
     .pattern = API "/session",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_SELF,
     .summary = "Sign out",
     .handle = sign_out},
    {.method = METHOD_POST,
     .pattern = API "/session/proof",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_SELF,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = PROOF,
     .summary = "Give one's password once more, as x-proof wants it within the last ten minutes",
     .handle = prove_again},
    {.method = METHOD_GET,
     .pattern = API "/me",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_SELF,
     .summary = "Who is signed in, and what they may do",
     .handle = show_me},
    {.method = METHOD_PATCH,
     .pattern = API "/me",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_SELF,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = CHANGE,
     .summary = "Change one's name or language",
     .handle = change_me},
    {.method = METHOD_POST,
     .pattern = API "/me/password",
     .caller = CALLER_VIEWER,
     .scope = SCOPE_SELF,
     .body = BODY_JSON,
     .body_max = 4096,
     .fields = PASSWORD,
     .summary = "Choose another password",
     .handle = change_password},
};
ROUTE_GROUP(me, ROUTES);
